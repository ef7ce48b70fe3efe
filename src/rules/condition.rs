//! What a rule can ask: one variant a condition, one arm to test it.
//!
//! To add a condition: a variant of [`Test`] here, its arm in
//! [`super::evaluate`], its key in [`super::schema`], a line in README.

use std::sync::Arc;
use std::time::Duration;

use regex::Regex;

use crate::detect::WordHits;
use crate::dialog::{Field, MediaKind};

/// A condition of a rule as it stands in the file.
#[derive(Clone, Debug)]
pub struct Condition {
    /// As written: `if.words = ["собака"]`.
    pub text: Arc<str>,
    /// Its line, from 1.
    pub line: u32,
    /// What it asks.
    pub test: Test,
}

/// What a condition asks.
#[derive(Clone, Debug)]
pub enum Test {
    /// `if.message_has`: this message contains all of these.
    MessageHas(Vec<Field>),
    /// `if.chat_has`: all of these are known.
    ChatHas(Vec<Field>),
    /// `if.chat_lacks`: none of these is known.
    ChatLacks(Vec<Field>),
    /// `if.words`: any of these, anywhere.
    Words(WordSet),
    /// `if.only_words`: these and nothing else.
    OnlyWords(WordSet),
    /// `if.topic`: one of these was spoken of.
    Topic(Vec<String>),
    /// `if.source`: he came by one of these.
    Source(Vec<String>),
    /// `if.has_lead`
    HasLead(bool),
    /// `if.working_hours`
    WorkingHours(bool),
    /// `if.min_messages`: he has written so many, this one included.
    MinMessages(u32),
    /// `if.started`: he pressed Start.
    Started(bool),
    /// `if.idle`: he has been silent for so long.
    Idle(Duration),
    /// `if.message_is`: one of these kinds.
    MessageIs(Vec<MediaKind>),
    /// `if.regex`
    Regex(Regex),
}

/// Numbers of patterns in the vocabulary, ascending, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordSet(pub Vec<u32>);

impl WordSet {
    /// Whether the message has any of the words.
    pub fn any(&self, found: &WordHits) -> bool {
        found.hits.iter().any(|hit| self.has(hit.pattern))
    }

    /// The first word of the message that belongs to one of these.
    pub fn first(&self, found: &WordHits) -> Option<usize> {
        found.hits.iter().filter(|hit| self.has(hit.pattern)).map(|hit| hit.first).min()
    }

    /// Whether the message has words, and every one belongs to one of these.
    pub fn all(&self, found: &WordHits) -> bool {
        let mut covered = vec![false; found.words];
        for hit in found.hits.iter().filter(|hit| self.has(hit.pattern)) {
            covered[hit.first..=hit.last].fill(true);
        }
        !covered.is_empty() && covered.into_iter().all(|word| word)
    }

    fn has(&self, pattern: u32) -> bool {
        self.0.binary_search(&pattern).is_ok()
    }
}
