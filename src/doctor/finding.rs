//! What was found, and what to do about it.

use fluent_bundle::FluentValue;

use crate::texts::{Language, text, text_with};

/// How good what was found is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// As it has to be.
    Good,
    /// The bot works with it, perhaps not as meant.
    Warning,
    /// The bot, or a part of it, will not work.
    Bad,
}

/// Something found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How good it is.
    pub mark: Mark,
    /// What it is.
    pub words: String,
    /// What to do; everything but the good has it.
    pub remedy: Option<String>,
}

impl Finding {
    /// As it has to be.
    pub fn good(words: String) -> Self {
        Self { mark: Mark::Good, words, remedy: None }
    }

    /// The bot works with it, perhaps not as meant.
    pub fn warning(words: String, remedy: String) -> Self {
        Self { mark: Mark::Warning, words, remedy: Some(remedy) }
    }

    /// The bot, or a part of it, will not work.
    pub fn bad(words: String, remedy: String) -> Self {
        Self { mark: Mark::Bad, words, remedy: Some(remedy) }
    }
}

/// What fills the places of a sentence.
pub type Places<'a> = &'a [(&'a str, FluentValue<'a>)];

/// Findings in a language: the sentence `key`, and under `key-do` what to do.
#[derive(Clone, Copy, Debug)]
pub struct Say(pub Language);

impl Say {
    /// As it has to be.
    pub fn good(self, key: &str, places: Places<'_>) -> Finding {
        Finding::good(text_with(self.0, key, places))
    }

    /// The bot works with it, perhaps not as meant.
    pub fn warning(self, key: &str, places: Places<'_>) -> Finding {
        Finding::warning(text_with(self.0, key, places), self.remedy(key, places))
    }

    /// The bot, or a part of it, will not work.
    pub fn bad(self, key: &str, places: Places<'_>) -> Finding {
        Finding::bad(text_with(self.0, key, places), self.remedy(key, places))
    }

    /// A sentence without places.
    pub fn text(self, key: &str) -> String {
        text(self.0, key)
    }

    fn remedy(self, key: &str, places: Places<'_>) -> String {
        text_with(self.0, &format!("{key}-do"), places)
    }
}
