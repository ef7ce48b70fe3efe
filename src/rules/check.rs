//! A draft judged: every problem at once, in the order of the file.
//!
//! | file | what it looks at |
//! |---|---|
//! | `encoding` | bytes that are no text |
//! | `secret` | passwords and keys that have no business here |
//! | `name` | names written twice, reserved, or of nothing |
//! | `reference` | fields, topics and sources that rules speak of |
//! | `word` | lists, topics, trigger words |
//! | `action` | what a rule does, and whether that goes together |
//! | `placeholder` | `{placeholders}` and the length of texts |
//! | `reach` | rules that can never have their turn |
//! | `cover` | words that meet all that others meet |
//! | `habit` | what is allowed and seldom meant |
//! | `file` | files that rules send |
//! | `destination` | places leads go to, and their settings |
//! | `broad` | words that close a talk which a dialogue test goes on with |
//!
//! Every check reports through [`Findings`]; its sentences are in `texts/*/check.ftl`.

mod action;
mod broad;
mod cover;
mod destination;
mod encoding;
mod file;
mod finding;
mod habit;
mod name;
mod placeholder;
mod reach;
mod reference;
mod secret;
mod word;

pub use broad::{Taken, broad};
pub use encoding::decode;
pub use finding::{Finding, Findings, quote, similar};
pub use secret::covered;
pub use word::listed;

use crate::dialog::Sink;

use super::schema::Draft;

/// What a rules file finds where it lies; the checks ask, and read no disk themselves.
#[derive(Clone, Copy)]
pub struct Surroundings<'a> {
    /// Whether there is a file of that path, as a rule names it in `then.file`.
    pub is_there: &'a dyn Fn(&str) -> bool,
    /// Whether leads can be sent there: its settings are made.
    pub is_set: &'a dyn Fn(Sink) -> bool,
}

impl Surroundings<'static> {
    /// Every file is there, every place is set up.
    pub const COMPLETE: Self = Self { is_there: &|_| true, is_set: &|_| true };
}

/// Judges a text, and what could be read of it.
pub fn judge(draft: Option<&Draft>, surroundings: Surroundings<'_>, findings: &mut Findings<'_>) {
    secret::check(findings);
    let Some(draft) = draft else { return };
    name::check(draft, findings);
    reference::check(draft, findings);
    word::check(draft, findings);
    action::check(draft, findings);
    file::check(draft, surroundings.is_there, findings);
    destination::check(draft, surroundings.is_set, findings);
    placeholder::check(draft, findings);
    reach::check(draft, findings);
    habit::check(draft, findings);
}
