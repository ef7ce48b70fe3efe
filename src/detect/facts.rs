//! What was found in a message, where, and what was looked at and rejected.

use std::ops::Range;

use crate::dialog::{CallTime, Phone};

/// Something found, and the bytes of the message it was found in.
///
/// The range lies on character boundaries. A number split over several
/// messages has the range of its part in this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<T> {
    /// What.
    pub value: T,
    /// Where.
    pub span: Range<usize>,
}

/// Everything found in one message.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// Telephone numbers, in order, each once.
    pub phones: Vec<Found<Phone>>,
    /// E-mail addresses, lower-case, in order, each once.
    pub emails: Vec<Found<String>>,
    /// Telegram handles as `@name`, in order, each once.
    pub handles: Vec<Found<String>>,
    /// When to call.
    pub time: Option<Found<CallTime>>,
    /// What the customer calls himself.
    pub name: Option<Found<String>>,
    /// Trigger words of the rules.
    pub words: WordHits,
    /// Obscene, however masked.
    pub obscene: bool,
    /// Rude without being obscene.
    pub rude: bool,
    /// Capitals all over.
    pub shouting: bool,
    /// What looked like a contact and is none.
    pub rejected: Vec<Rejected>,
}

impl Facts {
    /// Whether the message has a phone, an e-mail address or a handle.
    pub fn has_contact(&self) -> bool {
        !(self.phones.is_empty() && self.emails.is_empty() && self.handles.is_empty())
    }
}

/// Something that looked like a contact and is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// Where.
    pub span: Range<usize>,
    /// What it resembled.
    pub looks_like: Shape,
    /// Why it is none.
    pub reason: Reason,
}

/// What a rejected piece of text resembled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A call time.
    Time,
}

/// Why something that looked like a contact is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A word to the left says it is something else: «заказ», «ИНН».
    WordBefore(String),
    /// A word or sign to the right says so: «руб», «%».
    WordAfter(String),
    /// No country writes numbers with so many digits in such groups.
    Shape,
    /// Part of a link.
    Link,
    /// The name of a file: `image@2x.png`.
    File,
    /// A moment or a duration that has passed, a price, an age.
    NotAhead,
}

/// Which patterns of the vocabulary a message has, word by word.
///
/// Words are counted after the spans of contacts are blanked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordHits {
    /// How many words the message has.
    pub words: usize,
    /// Hits in order of their first word.
    pub hits: Vec<WordHit>,
}

/// A pattern met by a run of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordHit {
    /// The pattern's number in the vocabulary.
    pub pattern: u32,
    /// The first word of the run, from 0.
    pub first: usize,
    /// The last word of the run.
    pub last: usize,
}
