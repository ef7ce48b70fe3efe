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
//! | `habit` | what is allowed and seldom meant |
//! | `file` | files that rules send |
//! | `broad` | words that close a talk which a dialogue test goes on with |
//!
//! Every check reports through [`Findings`]; its sentences are in `texts/*/check.ftl`.

mod action;
mod broad;
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

use super::schema::Draft;

/// Judges a text, and what could be read of it.
pub fn judge(draft: Option<&Draft>, is_there: &dyn Fn(&str) -> bool, findings: &mut Findings<'_>) {
    secret::check(findings);
    let Some(draft) = draft else { return };
    name::check(draft, findings);
    reference::check(draft, findings);
    word::check(draft, findings);
    action::check(draft, findings);
    file::check(draft, is_there, findings);
    placeholder::check(draft, findings);
    reach::check(draft, findings);
    habit::check(draft, findings);
}
