//! One spelling for the many ways to type a character, with the way back to the original bytes.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::unseen::is_no_letter;

/// A text in its plain spelling: lower case, ASCII digits, `-` for every dash,
/// a space for every blank, nothing invisible.
///
/// Every byte of `text` remembers which bytes of the original it came from.
pub struct Normal<'a> {
    /// The plain spelling.
    pub text: String,
    /// What was normalised.
    pub original: &'a str,
    from: Vec<u32>,
    to: Vec<u32>,
}

impl<'a> Normal<'a> {
    /// Normalises `original` character by character.
    pub fn of(original: &'a str) -> Self {
        let mut normal = Self {
            original,
            text: String::with_capacity(original.len()),
            from: Vec::with_capacity(original.len()),
            to: Vec::with_capacity(original.len()),
        };
        for (start, character) in original.char_indices() {
            normal.add(character, start, start + character.len_utf8());
        }
        normal
    }

    /// The bytes of the original behind a non-empty range of bytes of `text`.
    pub fn span(&self, range: Range<usize>) -> Range<usize> {
        if range.is_empty() || range.end > self.from.len() {
            return 0..0;
        }
        self.from[range.start] as usize..self.to[range.end - 1] as usize
    }

    fn add(&mut self, character: char, start: usize, end: usize) {
        if character.is_ascii() {
            let plain = match character {
                '\n' => '\n',
                c if c.is_ascii_whitespace() || c.is_ascii_control() => ' ',
                c => c.to_ascii_lowercase(),
            };
            return self.push(plain, start, end);
        }
        match character {
            'а'..='я' => self.push(character, start, end),
            'А'..='Я' | 'Ё' | 'ё' => self.push(small_cyrillic(character), start, end),
            '\u{306}' if self.text.ends_with('и') => self.compose(end),
            _ if is_no_letter(character) => {}
            _ => self.add_rare(character, start, end),
        }
    }

    fn add_rare(&mut self, character: char, start: usize, end: usize) {
        if let Some(plain) = sign(character).or_else(|| foreign_digit(character)) {
            return self.push(plain, start, end);
        }
        if let Some(number) = enclosed_number(character) {
            return number.chars().for_each(|digit| self.push(digit, start, end));
        }
        let mut folded = Some(character).into_iter().nfkc();
        match (folded.next(), folded.next()) {
            (Some(plain), None) if !is_small_digit(character) => {
                self.push(lower(sign(plain).unwrap_or(plain)), start, end);
            }
            _ => self.push(lower(character), start, end),
        }
    }

    fn push(&mut self, plain: char, start: usize, end: usize) {
        self.text.push(plain);
        for _ in 0..plain.len_utf8() {
            self.from.push(start as u32);
            self.to.push(end as u32);
        }
    }

    /// `и` and a breve after it are one letter.
    fn compose(&mut self, end: usize) {
        self.text.pop();
        self.text.push('й');
        for _ in 0..'й'.len_utf8() {
            self.to.pop();
        }
        for _ in 0..'й'.len_utf8() {
            self.to.push(end as u32);
        }
    }
}

fn lower(character: char) -> char {
    match character.to_lowercase().next() {
        Some('ё') => 'е',
        Some(small) => small,
        None => character,
    }
}

fn small_cyrillic(character: char) -> char {
    match character {
        'Ё' | 'ё' => 'е',
        other => char::from_u32(other as u32 + 32).unwrap_or(other),
    }
}

/// Dashes, pluses and blanks that people and keyboards use for one another.
fn sign(character: char) -> Option<char> {
    match character {
        '\u{2010}'..='\u{2015}'
        | '\u{2043}'
        | '\u{2212}'
        | '\u{2796}'
        | '\u{FE58}'
        | '\u{FE63}'
        | '\u{FF0D}'
        | '\u{2500}'
        | '\u{58A}'
        | '\u{5BE}' => Some('-'),
        '\u{2795}' | '\u{FE62}' | '\u{FF0B}' => Some('+'),
        '\u{2028}' | '\u{2029}' | '\u{85}' => Some('\n'),
        '\u{2800}' | '\u{3164}' | '\u{FFA0}' => Some(' '),
        _ if character.is_whitespace() => Some(' '),
        _ => None,
    }
}

/// The zeros of scripts with decimal digits of their own (Unicode, category Nd).
const ZEROS: [u32; 26] = [
    0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6,
    0xE50, 0xED0, 0xF20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1B50, 0xA620, 0xA8D0,
    0xAA50,
];

fn foreign_digit(character: char) -> Option<char> {
    let code = character as u32;
    if code < ZEROS[0] {
        return None;
    }
    let zero = ZEROS.iter().find(|&&zero| (zero..zero + 10).contains(&code))?;
    char::from_digit(code - zero, 10)
}

/// Numbers in circles and the like; Unicode folds only some of them.
fn enclosed_number(character: char) -> Option<String> {
    let code = character as u32;
    let number = match code {
        0x2460..=0x2473 => code - 0x2460 + 1,
        0x2474..=0x2487 => code - 0x2474 + 1,
        0x24F5..=0x24FE => code - 0x24F5 + 1,
        0x2776..=0x277F => code - 0x2776 + 1,
        0x2780..=0x2789 => code - 0x2780 + 1,
        0x278A..=0x2793 => code - 0x278A + 1,
        0x24EA | 0x24FF | 0x1F10B | 0x1F10C => 0,
        0x1F51F => 10,
        _ => return None,
    };
    Some(number.to_string())
}

/// Superscripts and subscripts: the 2 of «м²» is no digit of a number.
fn is_small_digit(character: char) -> bool {
    matches!(character, '\u{B2}' | '\u{B3}' | '\u{B9}' | '\u{2070}'..='\u{209C}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> String {
        Normal::of(text).text
    }

    #[test]
    fn digits_of_every_kind_become_ascii() {
        assert_eq!(plain("8️⃣۹१６⑦𝟖❹"), "8916784");
        assert_eq!(plain("м² и x³"), "м² и x³");
    }

    #[test]
    fn dashes_blanks_and_case_are_folded() {
        assert_eq!(plain("А–Б—В−Ё\u{a0}\u{2009}Q\r\n"), "а-б-в-е  q \n");
    }

    #[test]
    fn what_is_not_seen_is_dropped() {
        assert_eq!(plain("8\u{200b}9\u{ad}1\u{feff}6"), "8916");
        assert_eq!(plain("и\u{306}о\u{301}"), "йо");
    }

    #[test]
    fn spans_lead_back_to_the_original() {
        let original = "я 8\u{200b}９";
        let normal = Normal::of(original);
        let start = normal.text.find('8').unwrap();
        assert_eq!(&original[normal.span(start..start + 2)], "8\u{200b}９");
    }

    #[test]
    fn normalising_twice_changes_nothing() {
        for text in ["ＡＢＣ ﬁ ½ № ⑩ ℡ Ⅷ İ", "K Å Ω"] {
            assert_eq!(plain(&plain(text)), plain(text));
        }
    }
}
