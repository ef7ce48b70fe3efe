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
mod contacts;
pub mod email;
mod facts;
pub mod handle;
pub mod name;
mod normalize;
pub mod obscenity;
pub mod phone;
pub mod shouting;
mod unseen;
pub mod words;

pub use facts::{Facts, Found, Reason, Rejected, Shape, WordHit, WordHits};
pub use normalize::Normal;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::dialog::{Entity, Field};
use contacts::Contacts;
use unseen::Seen;
use words::Vocabulary;

/// What a detector may know besides the text itself.
#[derive(Clone, Debug)]
pub struct Context<'a> {
    /// The customer's messages of the last two minutes, oldest first, this one not included.
    pub earlier: &'a [&'a str],
    /// What Telegram has marked in this one.
    pub entities: &'a [Entity],
    /// The field the bot has just asked for: a bare «15» answers "when?".
    pub asked: Option<&'a Field>,
    /// The moment of the message.
    pub now: DateTime<Utc>,
    /// The company's time zone.
    pub zone: Tz,
    /// ISO code of the country whose numbers are written without a code: `RU`.
    pub country: &'a str,
}

/// A longer message is read up to here, in characters one sees: Telegram's own limit
/// (Bot API, sendMessage).
const LONGEST: usize = 4096;

/// Everything there is to find in a message.
///
/// What nobody sees in it changes nothing. Contacts come first and their letters are then no
/// words: the address «ivan собака mail.ru» is no talk of dogs.
pub fn detect(text: &str, context: &Context<'_>, vocabulary: &Vocabulary) -> Facts {
    let seen = Seen::of(text, LONGEST);
    let earlier: Vec<Seen<'_>> =
        context.earlier.iter().map(|earlier| Seen::of(earlier, LONGEST)).collect();
    let earlier: Vec<&str> = earlier.iter().map(|earlier| &*earlier.text).collect();
    let entities = seen.entities(context.entities);
    let context = Context { earlier: &earlier, entities: &entities, ..*context };
    let mut facts = read(&seen.text, &context, vocabulary);
    seen.restore(&mut facts);
    facts
}

fn read(text: &str, context: &Context<'_>, vocabulary: &Vocabulary) -> Facts {
    let mut contacts = Contacts::written(text, context);
    contacts.add_marked(text, context);
    let blanked = contacts.spans();
    contacts.add_hidden(context);
    let (time, no_times) = call_time::find(text, &blanked, context);
    let name = name::find(text, &blanked, context);
    let read = vocabulary.read(text, &blanked);
    let Contacts { phones, emails, handles, mut rejected } = contacts.each_once();
    rejected.extend(no_times);
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
