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

pub mod call_time;
pub mod email;
mod facts;
pub mod handle;
pub mod name;
mod normalize;
mod obscenity;
pub mod phone;
mod shouting;
pub mod words;

pub use facts::{Facts, Found, Reason, Rejected, Shape, WordHit, WordHits};

use std::ops::Range;

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
    let (phones, mut rejected) = phone::find(text, context);
    let (emails, no_emails) = email::find(text);
    let handles = handle::find(text);
    let blanked = spans(&phones).chain(spans(&emails)).chain(spans(&handles)).collect::<Vec<_>>();
    let (time, no_times) = call_time::find(text, &blanked, context);
    let reading = vocabulary.read(text, &blanked);
    rejected.extend(no_emails);
    rejected.extend(no_times);
    rejected.sort_by_key(|rejected| rejected.span.start);
    Facts {
        phones,
        emails,
        handles,
        time,
        name: None,
        words: reading.words,
        obscene: reading.obscene,
        rude: reading.rude,
        shouting: reading.shouting,
        rejected,
    }
}

fn spans<T>(found: &[Found<T>]) -> impl Iterator<Item = Range<usize>> + '_ {
    found.iter().map(|found| found.span.clone())
}

/// The text, cut where it is longer than anything Telegram lets a person write.
fn beginning(text: &str) -> &str {
    text.char_indices().nth(LONGEST).map_or(text, |(end, _)| &text[..end])
}
