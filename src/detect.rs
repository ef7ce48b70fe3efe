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

mod blanks;
pub mod call_time;
pub mod email;
mod facts;
pub mod handle;
pub mod name;
mod normalize;
pub mod obscenity;
pub mod phone;
pub mod shouting;
pub mod words;

pub use facts::{Facts, Found, Reason, Rejected, Shape, WordHit, WordHits};

use std::ops::Range;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::dialog::Field;
use words::Vocabulary;

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

/// A longer message is read up to here, in characters: Telegram's own limit
/// (Bot API, sendMessage).
const LONGEST: usize = 4096;

/// Everything there is to find in a message.
///
/// Contacts come first and their letters are then no words: the address
/// «ivan собака mail.ru» is no talk of dogs.
pub fn detect(text: &str, context: &Context<'_>, vocabulary: &Vocabulary) -> Facts {
    let text = text.char_indices().nth(LONGEST).map_or(text, |(end, _)| &text[..end]);
    let (phones, mut rejected) = phone::find(text, context);
    let (emails, no_emails) = email::find(text);
    let handles = handle::find(text);
    let contacts = spans(&phones).chain(spans(&emails)).chain(spans(&handles));
    let mut blanked: Vec<_> = contacts.collect();
    blanked.sort_by_key(|span| span.start);
    let (time, no_times) = call_time::find(text, &blanked, context);
    let name = name::find(text, &blanked, context);
    let read = vocabulary.read(text, &blanked);
    rejected.extend(no_emails.into_iter().chain(no_times));
    Facts {
        phones,
        emails,
        handles,
        time,
        name,
        words: read.words,
        obscene: read.obscene,
        rude: read.rude,
        shouting: read.shouting,
        rejected,
    }
}

fn spans<T>(found: &[Found<T>]) -> impl Iterator<Item = Range<usize>> + '_ {
    found.iter().map(|found| found.span.clone())
}
