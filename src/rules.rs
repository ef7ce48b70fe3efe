//! The owner's rules: from the text of `rules.toml` to the decision about one message.
//!
//! | file | what happens there |
//! |---|---|
//! | `schema` | the text is read into a draft that remembers the place of every value |
//! | `check` | the draft is judged; every problem is a [`Problem`] |
//! | `compile` | a draft without errors becomes [`Rules`] |
//! | `condition`, `action` | what a rule can ask and do: **add yours here** |
//! | `template`, `values` | texts with placeholders, and what they stand for |
//! | `hearing` | the detectors, told what the conversation knows |
//! | `evaluate` | one step: rules, dialogue and message in, outcome out |
//! | `hours` | when the company works |
//! | `destination` | Bitrix24, the managers' desk |
//! | `route` | which group of managers a lead belongs to |
//! | `diagnostic` | how a problem is printed |
//! | `changes` | what an edit of the file has changed |

mod action;
mod changes;
mod check;
mod compile;
mod condition;
mod destination;
mod diagnostic;
pub mod evaluate;
mod hearing;
mod hours;
mod route;
mod schema;
mod template;
mod values;

pub use action::{Action, Actions};
pub use changes::Changes;
pub use check::{Surroundings, Taken, covered, decode, similar};
pub use condition::{Condition, Test, WordSet};
pub use destination::{Bitrix24, Desk};
pub use diagnostic::{Label, Patch, Printer, Problem, Severity};
pub use hearing::facts;
pub use hours::{DayTime, Hours};
pub use route::{Route, RouteBy};
pub use schema::editor_schema;
pub use template::{Placeholder, Template};
pub use values::{Values, client_name};

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use chrono_tz::Tz;
use regex::Regex;

use crate::detect::words::Vocabulary;
use crate::dialog::{Field, Sink};
use crate::texts::Language;

/// A rules file, checked and ready: what [`evaluate::step`] walks.
#[derive(Debug)]
pub struct Rules {
    /// The text they were read from, without a byte order mark.
    pub source: Arc<str>,
    /// The language of cards, buttons and built-in texts.
    pub language: Language,
    /// The company's name.
    pub company: String,
    /// Where the company's day begins and ends.
    pub timezone: Tz,
    /// ISO code of the country whose phones are written without a code.
    pub country: String,
    /// Working hours; without them the company always works.
    pub hours: Option<Hours>,
    /// When and how leads are made.
    pub lead: LeadPolicy,
    /// Every field, built-in and own, with its texts.
    pub fields: BTreeMap<Field, FieldRules>,
    /// Every trigger word of the file, compiled once; word sets number into it.
    pub vocabulary: Vocabulary,
    /// The same words as the file spells them, by their numbers.
    pub spellings: Vec<String>,
    /// Topics in the order of the file.
    pub topics: Vec<Topic>,
    /// Known deep links and their labels.
    pub sources: BTreeMap<String, String>,
    /// The rules, top to bottom.
    pub rules: Vec<Rule>,
    /// What is said when nothing matches.
    pub fallback: Option<Fallback>,
    /// After how long a muted chat opens by itself.
    pub reopen: Reopen,
    /// Texts for managers.
    pub notify: Notify,
    /// Personal data.
    pub privacy: Privacy,
    /// Bitrix24's codes.
    pub bitrix24: Bitrix24,
    /// What managers are reminded of.
    pub desk: Desk,
    /// Groups of their own for some leads.
    pub route: Vec<Route>,
}

impl Rules {
    /// The rule of that name.
    pub fn rule(&self, name: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| &*rule.name == name)
    }

    /// Whether leads can go there.
    pub fn sends_to(&self, sink: Sink) -> bool {
        let of_rules = self.rules.iter().filter_map(|rule| rule.actions.send_to.as_ref());
        of_rules.chain([&self.lead.send_to]).flatten().any(|named| *named == sink)
    }
}

/// Rules that loaded, and what is worth a second look in them.
#[derive(Debug)]
pub struct Loaded {
    /// The rules.
    pub rules: Rules,
    /// Warnings, in the order of the file.
    pub warnings: Vec<Problem>,
}

/// Reads a rules file; on errors, all its problems in the order of the file.
pub fn load(text: &str) -> Result<Rules, Vec<Problem>> {
    load_with_warnings(text).map(|loaded| loaded.rules)
}

/// Reads a rules file and keeps the warnings; on errors, errors and warnings together.
/// Its surroundings are taken to be complete.
pub fn load_with_warnings(text: &str) -> Result<Loaded, Vec<Problem>> {
    load_in(text, Surroundings::COMPLETE)
}

/// Reads a rules file like [`load_with_warnings`], and looks at its surroundings.
pub fn load_in(text: &str, surroundings: Surroundings<'_>) -> Result<Loaded, Vec<Problem>> {
    let (draft, findings) = judged(diagnostic::visible(text), surroundings);
    match draft.filter(|_| !findings.failed()) {
        Some(draft) => {
            let rules = compile::compile(draft, &findings);
            Ok(Loaded { rules, warnings: findings.into_problems() })
        }
        None => Err(findings.into_problems()),
    }
}

/// Every problem of a rules file, in the order of the file; nothing is compiled.
pub fn problems(text: &str) -> Vec<Problem> {
    let (_, findings) = judged(diagnostic::visible(text), Surroundings::COMPLETE);
    findings.into_problems()
}

fn judged<'t>(
    text: &'t str,
    surroundings: Surroundings<'_>,
) -> (Option<schema::Draft>, check::Findings<'t>) {
    let mut findings = check::Findings::new(text, schema::language_of(text));
    let draft = schema::read(&mut findings);
    check::judge(draft.as_ref(), surroundings, &mut findings);
    (draft, findings)
}

/// The warnings of a file that loaded, and those its dialogues bring to light.
pub fn warnings_with(taken: &[Taken], loaded: Loaded) -> Loaded {
    let Loaded { rules, mut warnings } = loaded;
    let mut findings = check::Findings::new(&rules.source, rules.language);
    // What is wrong with the text was told when it was loaded.
    let draft = schema::read(&mut check::Findings::new(&rules.source, rules.language));
    draft.iter().for_each(|draft| check::broad(draft, taken, &mut findings));
    for problem in findings.into_problems() {
        warnings.retain(|known| (known.slug, &known.span) != (problem.slug, &problem.span));
        warnings.push(problem);
    }
    warnings.sort_by_key(|problem| problem.span.start);
    Loaded { rules, warnings }
}

/// The words behind `@name` in a rules file, lists within lists opened; `None` where the file
/// has no such list or topic.
pub fn listed(text: &str, name: &str) -> Option<Vec<String>> {
    let (draft, _) = judged(diagnostic::visible(text), Surroundings::COMPLETE);
    check::listed(name, &draft?)
}

/// The language a rules file speaks, however broken the file is.
pub fn language_of(text: &str) -> Language {
    schema::language_of(diagnostic::visible(text))
}

/// `[lead]`
#[derive(Clone, Debug, PartialEq)]
pub struct LeadPolicy {
    /// What must be known before a lead is made.
    pub required: Vec<Field>,
    /// What happens when it is not.
    pub if_missing: IfMissing,
    /// Where leads go.
    pub send_to: Vec<Sink>,
    /// What becomes of a customer who comes again.
    pub repeat: Repeat,
}

/// What a rule does whose lead lacks a required field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IfMissing {
    /// The rule is held and the field asked for.
    Ask,
    /// The rule does not match.
    Continue,
    /// The chat is closed as «Не подходит».
    Close,
}

/// What becomes of an open lead when its customer begins a new dialogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeat {
    /// The lead is brought up to date.
    Update,
    /// A new lead is made that names the earlier one.
    New,
}

/// `[field.X]`
#[derive(Clone, Debug)]
pub struct FieldRules {
    /// What managers read before the value.
    pub title: String,
    /// The question.
    pub ask: Template,
    /// The question repeated.
    pub again: Template,
    /// Telegram's button that shares the customer's number (phone only).
    pub button: Option<String>,
    /// What counts as an answer.
    pub answer: Answer,
    /// How many times to ask again.
    pub tries: u8,
}

/// What counts as an answer to a field's question.
#[derive(Clone, Debug)]
pub enum Answer {
    /// What the field's own detector finds.
    Detected,
    /// Besides that, any words that are no question and no trigger.
    Any,
    /// Besides that, what this pattern finds: its first group, else the whole match.
    Pattern(Regex),
}

/// `[topics]`: a list of words whose mention is remembered.
#[derive(Clone, Debug, PartialEq)]
pub struct Topic {
    /// Its name.
    pub name: String,
    /// Its words.
    pub words: WordSet,
}

/// `[[rule]]`
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its name, unique in the file.
    pub name: Arc<str>,
    /// Its line in the file, from 1.
    pub line: u32,
    /// At most once per dialogue.
    pub once: bool,
    /// All of these must hold.
    pub conditions: Vec<Condition>,
    /// What is done then.
    pub actions: Actions,
}

/// `[fallback]`
#[derive(Clone, Debug, PartialEq)]
pub struct Fallback {
    /// What is said.
    pub reply: Template,
    /// How many times per dialogue.
    pub limit: u32,
}

/// `[reopen]`: `None` is never.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reopen {
    /// «Завершен»
    pub completed: Option<Duration>,
    /// «Не подходит»
    pub unqualified: Option<Duration>,
    /// «Оператор», counted from the last message of either side.
    pub operator: Option<Duration>,
}

/// `[notify]`
#[derive(Clone, Debug, PartialEq)]
pub struct Notify {
    /// The card of a lead.
    pub lead: Template,
    /// The note that a lead has changed.
    pub update: Template,
}

/// `[privacy]`
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Privacy {
    /// The notice said once before the bot's first question.
    pub consent: Option<String>,
    /// Its version.
    pub version: u32,
    /// How long a silent chat is kept; for ever when `None`.
    pub keep: Option<Duration>,
}
