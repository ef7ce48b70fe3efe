//! A mistake in a file of dialogues: where, what, and what to do.

use std::ops::Range;

use crate::texts::{Language, text_with};

/// Something in a file of dialogues that cannot be understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Mistake {
    /// The kind of mistake; stable.
    pub slug: &'static str,
    /// Its bytes in the file.
    pub span: Range<usize>,
    /// What is wrong there, as written.
    pub written: String,
    /// What was probably meant.
    pub meant: Option<String>,
}

impl Mistake {
    pub(super) fn new(slug: &'static str, span: Range<usize>, written: &str) -> Self {
        Self { slug, span, written: written.to_owned(), meant: None }
    }

    /// Looks for what was meant among `known`.
    pub(super) fn like<'a>(mut self, known: impl IntoIterator<Item = &'a str>) -> Self {
        self.meant = similar(&self.written, known);
        self
    }

    /// What is wrong.
    pub fn message(&self, language: Language) -> String {
        self.sentence(language, "")
    }

    /// What to do.
    pub fn help(&self, language: Language) -> String {
        match &self.meant {
            Some(meant) => {
                text_with(language, "dialog-similar", &[("meant", meant.as_str().into())])
            }
            None => self.sentence(language, "-help"),
        }
    }

    fn sentence(&self, language: Language, part: &str) -> String {
        let key = format!("dialog-{}{part}", self.slug);
        text_with(language, &key, &[("written", self.written.as_str().into())])
    }
}

/// The closest of `known`, when it is close enough to be a slip of the finger.
pub(super) fn similar<'a>(
    written: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    let lower = written.to_lowercase();
    let length = lower.chars().count();
    let allowed = if length < 5 { 1 } else { (length / 3).clamp(2, 4) };
    known
        .into_iter()
        .map(|known| (strsim::osa_distance(&lower, &known.to_lowercase()), known))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known.to_owned())
}
