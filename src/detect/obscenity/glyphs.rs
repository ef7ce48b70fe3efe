//! A message as a row of folded characters that remember where they stood.

use std::ops::Range;

use crate::detect::blanks::Blanks;
use crate::detect::words::fold::{Folded, fold, unusual};

/// One character: a folded letter or digit, a sign as it is, or a space for any white space.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    pub(super) c: char,
    pub(super) span: Range<usize>,
}

/// Reads a text; the `blanked` byte ranges count as spaces.
pub(super) fn read(text: &str, blanked: &[Range<usize>]) -> Vec<Glyph> {
    let mut glyphs: Vec<Glyph> = Vec::with_capacity(text.len() * 2 / 3 + 8);
    let mut blanks = Blanks::new(blanked);
    for (at, c) in text.char_indices() {
        let span = at..at + c.len_utf8();
        if c.is_whitespace() || blanks.cover(at) {
            glyphs.push(Glyph { c: ' ', span });
            continue;
        }
        match fold(c) {
            Folded::Letter(c) => glyphs.push(Glyph { c, span }),
            Folded::Unusual => {
                glyphs.extend(unusual(c).map(|c| Glyph { c, span: span.clone() }));
            }
            Folded::Breve => {
                if let Some(last) = glyphs.last_mut().filter(|last| last.c == 'и') {
                    last.c = 'й';
                }
            }
            Folded::Nothing => {}
            Folded::Apostrophe | Folded::Gap => glyphs.push(Glyph { c, span }),
        }
    }
    glyphs
}

/// The letters and digits of a piece, run by run.
pub(super) fn words(glyphs: &[Glyph]) -> impl Iterator<Item = &[Glyph]> {
    glyphs.split(|glyph| !glyph.c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Letters of the Russian alphabet, folded.
pub(super) fn is_russian(c: char) -> bool {
    ('а'..='я').contains(&c)
}
