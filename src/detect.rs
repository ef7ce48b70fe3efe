//! One text in, facts out: contacts, call time, name, trigger words, temper.
//!
//! Pure and deterministic; the moment, the zone and the country are arguments.
//! Every detector is one file and one function from text to findings:
//!
//! | to find | file |
//! |---|---|
//! | telephone numbers | `phone` |
//! | e-mail addresses | `email` |
//! | Telegram names and links | `handle` |
//! | when to call | `call_time` |
//! | how the customer calls himself | `name` |
//! | trigger words in any form | `words` |
//! | obscenity and rudeness, however masked | `obscenity` |
//! | SHOUTING | `shouting` |

mod facts;
mod obscenity;
pub mod phone;
mod shouting;
pub mod words;

pub use facts::{Facts, Found, Reason, Rejected, Shape, WordHit, WordHits};

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::dialog::Field;

/// What a detector may know besides the text itself.
#[derive(Clone, Debug)]
pub struct Context<'a> {
    /// The customer's messages of the last two minutes, oldest first, this one not included.
    pub earlier: &'a [&'a str],
    /// The field the bot has just asked for: a bare «15» answers "when?".
    pub asked: Option<&'a Field>,
    /// The moment of the message.
    pub now: DateTime<Utc>,
    /// The company's time zone.
    pub zone: Tz,
    /// ISO code of the country whose numbers are written without a code: `RU`.
    pub country: &'a str,
}

/// Temporary until the detectors are merged: runs of eleven digits.
pub fn detect(text: &str, _context: &Context<'_>, _words: &words::Vocabulary) -> Facts {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let mut facts = Facts::default();
    if digits.len() == 11 {
        let e164 = format!("+7{}", &digits[1..]);
        let value = crate::dialog::Phone { e164, written: text.to_owned(), extension: None, someone_elses: false };
        facts.phones.push(Found { value, span: 0..text.len() });
    }
    facts
}
