//! Why each check of a rules file matters, with a bad and a good example.
//!
//! The lessons stand in `lessons.ru.md` and `lessons.en.md`: under the check's
//! slug a paragraph, then the bad and the good example in fences.

use super::Language;

/// What is to be said about one check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lesson {
    /// The check.
    pub slug: &'static str,
    /// Why it matters, in a paragraph.
    pub why: &'static str,
    /// Lines of a rules file with the mistake.
    pub bad: &'static str,
    /// The same lines without it.
    pub good: &'static str,
}

const RUSSIAN: &str = include_str!("lessons.ru.md");
const ENGLISH: &str = include_str!("lessons.en.md");

/// Every lesson, by slug.
pub fn lessons(language: Language) -> impl Iterator<Item = Lesson> {
    let text = match language {
        Language::Ru => RUSSIAN,
        Language::En => ENGLISH,
    };
    text.strip_prefix("## ").unwrap_or(text).split("\n## ").filter_map(parse)
}

/// The lesson about that check; `None` for words that are no slug.
pub fn lesson(language: Language, slug: &str) -> Option<Lesson> {
    lessons(language).find(|lesson| lesson.slug == slug)
}

fn parse(section: &'static str) -> Option<Lesson> {
    let (slug, rest) = section.split_once('\n')?;
    let mut parts = rest.split("```toml\n");
    let why = parts.next()?.trim();
    let mut example = || parts.next()?.split_once("\n```").map(|(lines, _)| lines);
    Some(Lesson { slug, why, bad: example()?, good: example()? })
}
