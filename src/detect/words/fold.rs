//! Makes characters alike that readers take for one another: case, ё and е, accents, invisibles.

use unicode_normalization::UnicodeNormalization;

use crate::detect::unseen::is_no_letter;

/// What a character means for cutting a text into words.
pub(in crate::detect) enum Folded {
    /// A letter or digit as it is compared.
    Letter(char),
    /// A letter outside Russian and English; [`unusual`] tells what it is compared as.
    Unusual,
    /// The hook that makes й of и.
    Breve,
    /// Nothing anyone sees: a soft hyphen, a zero-width space, an accent.
    Nothing,
    /// Part of a word when letters stand on both sides.
    Apostrophe,
    /// No part of a word.
    Gap,
}

/// What one character means.
pub(in crate::detect) fn fold(c: char) -> Folded {
    match c {
        'a'..='z' | '0'..='9' | 'а'..='я' => Folded::Letter(c),
        'A'..='Z' => Folded::Letter(c.to_ascii_lowercase()),
        'Ё' | 'ё' => Folded::Letter('е'),
        'А'..='Я' => Folded::Letter(c.to_lowercase().next().unwrap_or(c)),
        ' ' | '.' | ',' | '!' | '?' | '\n' => Folded::Gap,
        '\'' | '’' | 'ʼ' | '‘' | '`' => Folded::Apostrophe,
        '\u{306}' => Folded::Breve,
        _ if is_no_letter(c) => Folded::Nothing,
        _ if c.is_alphanumeric() => Folded::Unusual,
        _ => Folded::Gap,
    }
}

/// What a letter outside Russian and English is compared as: `ｓ` as `s`, `é` as `e`.
pub(in crate::detect) fn unusual(c: char) -> impl Iterator<Item = char> {
    std::iter::once(c)
        .nfkd()
        .flat_map(char::to_lowercase)
        .nfkd()
        .filter(|&c| c.is_alphanumeric() && !is_no_letter(c))
}

pub(super) fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52f}')
}

/// A folded word of mixed scripts in the one script it is meant in.
///
/// `None` when a letter of either script has no twin in the other, so that
/// neither reading can be right: «wifiроутер».
pub(super) fn unmix(word: &str) -> Option<String> {
    let as_cyrillic = |c: char| match c {
        '\'' => Some('ъ'),
        _ if c.is_ascii_alphabetic() => cyrillic_twin(c),
        _ => Some(c),
    };
    let as_latin = |c: char| if is_cyrillic(c) { latin_twin(c) } else { Some(c) };
    let cyrillic: Option<String> = word.chars().map(as_cyrillic).collect();
    cyrillic.or_else(|| word.chars().map(as_latin).collect())
}

const TWINS: [(char, char); 12] = [
    ('a', 'а'),
    ('b', 'в'),
    ('c', 'с'),
    ('e', 'е'),
    ('h', 'н'),
    ('k', 'к'),
    ('m', 'м'),
    ('o', 'о'),
    ('p', 'р'),
    ('t', 'т'),
    ('x', 'х'),
    ('y', 'у'),
];

/// The Cyrillic letter that looks the same.
pub(in crate::detect) fn cyrillic_twin(latin: char) -> Option<char> {
    TWINS.iter().find(|(twin, _)| *twin == latin).map(|&(_, cyrillic)| cyrillic)
}

fn latin_twin(cyrillic: char) -> Option<char> {
    TWINS.iter().find(|(_, twin)| *twin == cyrillic).map(|&(latin, _)| latin)
}
