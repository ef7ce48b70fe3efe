//! The text of a rules file read into a [`Draft`] that remembers the place of every value.
//!
//! | file | what it reads |
//! |---|---|
//! | `syntax` | the text itself; what cannot be read at all |
//! | `section`, `field`, `desk` | the tables |
//! | `rule` | `[[rule]]`: **the keys of conditions and actions stand here** |
//! | `table`, `value`, `quantity`, `week` | keys; plain values; durations, statuses…; hours |
//! | `alias` | what owners write by habit |
//! | `editor` | the same keys for editors, as JSON Schema |

mod alias;
mod desk;
mod editor;
mod field;
mod quantity;
mod rule;
mod section;
mod syntax;
mod table;
mod value;
mod week;

pub use alias::field as field_alias;
pub use editor::editor_schema;
pub use rule::{ActionsDraft, Ask, ConditionDraft, RuleDraft};
pub use table::{Entry, Placed, Table};

use chrono_tz::Tz;
use regex::Regex;
use toml::de::DeTable;

use crate::dialog::{Field, Sink};
use crate::texts::Language;

use super::destination::Desk;
use super::route::Route;
use super::{Hours, IfMissing, Privacy, Reopen, Repeat, check::Findings};

/// A rules file as written; defaults stand where nothing is written.
#[derive(Debug)]
pub struct Draft {
    /// `language`
    pub language: Language,
    /// `company`
    pub company: String,
    /// `timezone`
    pub timezone: Tz,
    /// `country`
    pub country: String,
    /// `[hours]`
    pub hours: Option<Hours>,
    /// `[lead]`
    pub lead: LeadDraft,
    /// `[field.X]`
    pub fields: Vec<FieldDraft>,
    /// `[lists]`
    pub lists: Vec<WordList>,
    /// `[topics]`
    pub topics: Vec<WordList>,
    /// `[sources]`: name and label.
    pub sources: Vec<(Placed<String>, String)>,
    /// `[[rule]]`
    pub rules: Vec<RuleDraft>,
    /// `[fallback]`: reply and limit.
    pub fallback: Option<(Placed<String>, u32)>,
    /// `[reopen]`
    pub reopen: Reopen,
    /// `[notify] lead`
    pub notify_lead: Option<Placed<String>>,
    /// `[notify] update`
    pub notify_update: Option<Placed<String>>,
    /// `[privacy]`
    pub privacy: Privacy,
    /// `[privacy] consent` with its place.
    pub consent: Option<Placed<String>>,
    /// `[bitrix24]`
    pub bitrix24: Bitrix24Draft,
    /// `[desk]`
    pub desk: Desk,
    /// `[route]`
    pub route: Vec<Placed<Route>>,
}

/// `[lead]`
#[derive(Debug)]
pub struct LeadDraft {
    /// `required`; `None` where the default holds.
    pub required: Option<Vec<Placed<Field>>>,
    /// `if_missing`
    pub if_missing: IfMissing,
    /// `send_to`; `None` where the default holds.
    pub send_to: Option<Vec<Placed<Sink>>>,
    /// `repeat`
    pub repeat: Repeat,
}

/// `[field.X]`
#[derive(Debug)]
pub struct FieldDraft {
    /// X.
    pub name: Placed<Field>,
    /// `title`
    pub title: Option<Placed<String>>,
    /// `ask`
    pub ask: Option<Placed<String>>,
    /// `again`
    pub again: Option<Placed<String>>,
    /// `button`
    pub button: Option<Placed<String>>,
    /// `answer = "any"`
    pub any: Option<Placed<()>>,
    /// `pattern`
    pub pattern: Option<Placed<Regex>>,
    /// `tries`
    pub tries: Option<u32>,
    /// A key of this field could not be read.
    pub broken: bool,
}

/// A list of words with a name.
#[derive(Debug)]
pub struct WordList {
    /// Its name.
    pub name: Placed<String>,
    /// Its words as written.
    pub words: Vec<Placed<String>>,
}

/// `[bitrix24]`
#[derive(Debug, Default)]
pub struct Bitrix24Draft {
    /// The portal's codes.
    pub codes: super::destination::Bitrix24,
    /// `[bitrix24.fields]`
    pub fields: Vec<(Placed<String>, Placed<String>)>,
}

/// Reads a text; what is wrong in it is reported, and what can be read is.
///
/// Returns `None` where nothing more can be said about the text than that.
pub fn read(findings: &mut Findings<'_>) -> Option<Draft> {
    let source = findings.source;
    let (tree, mut errors) = DeTable::parse_recoverable(source);
    // A line without a value hides what is wrong below it: a second look does without such lines.
    let readable = syntax::without_unfinished(source, &errors);
    if readable != source {
        errors.retain(|error| error.message().starts_with(syntax::UNFINISHED));
        errors.extend(DeTable::parse_recoverable(&readable).1);
    }
    // What a half-read text lacks may only be unread: more reports would mislead.
    let whole = syntax::report(&errors, findings);
    whole.then(|| section::read(Table::new(tree.get_ref(), 0..0), findings))
}

/// The language of the file, found without reading it: a broken file has one, too.
pub fn language_of(source: &str) -> Language {
    source
        .lines()
        .take_while(|line| !line.trim_start().starts_with('['))
        .filter_map(|line| line.trim().strip_prefix("language"))
        .filter_map(|rest| rest.trim_start().strip_prefix('='))
        .map(|value| value.trim_start().trim_start_matches(['"', '\'']))
        .find_map(|value| value.starts_with("en").then_some(Language::En))
        .unwrap_or_default()
}
