//! The spellings a message may be meant in, laid out in one text for the patterns.
//!
//! Each stands between a mark and a space: the mark is a space for a word as it
//! was typed and [`JOINED`] for one put together of pieces.

use std::ops::Range;

use super::glyphs::{Glyph, is_russian, words};
use super::{masks, span};
use crate::detect::words::fold::cyrillic_twin;

/// Stands before a spelling put together of pieces.
const JOINED: char = '\u{1}';
/// Letters in a row that may be one word spelt out: «х у й».
const LEAST_SPELT_OUT: usize = 3;
/// No obscene word broken in two is longer.
const LONGEST_BROKEN: usize = 10;

/// Beginnings that are no words of their own, as in «бл ять», «пи здец».
const FRAGMENTS: [&str; 23] = [
    "х", "ху", "п", "пи", "пиз", "пизд", "б", "бл", "бля", "е", "еб", "зае", "заеб", "нах", "наху",
    "м", "му", "муд", "пид", "пидо", "ган", "гон", "су",
];

pub(super) struct Spellings {
    text: String,
    /// Where in the text each spelling begins, and the bytes of the message it came from.
    sources: Vec<(usize, Range<usize>)>,
}

impl Spellings {
    pub(super) fn with_room_for(bytes: usize) -> Self {
        Self {
            text: String::with_capacity(bytes * 3 / 2 + 16),
            sources: Vec::with_capacity(bytes / 8),
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Where in the message the spelling at that place of the text came from.
    pub(super) fn source(&self, at: usize) -> Range<usize> {
        let next = self.sources.partition_point(|(begin, _)| *begin <= at);
        self.sources.get(next.saturating_sub(1)).map(|(_, span)| span.clone()).unwrap_or_default()
    }

    /// Adds the words of a piece of text without spaces, and the piece put together.
    pub(super) fn add_piece(&mut self, text: &str, piece: &[Glyph]) {
        for word in words(piece) {
            self.add_word(word);
        }
        if let Some(rest) = after_pi(piece) {
            self.add(' ', piece, "пи".chars().chain(rest.iter().map(|glyph| glyph.c)));
        }
        let Some(begin) = piece.iter().position(|glyph| glyph.c.is_alphanumeric()) else { return };
        let end = piece.iter().rposition(|glyph| glyph.c.is_alphanumeric()).map_or(0, |at| at + 1);
        let piece = &piece[begin..end];
        let signs = piece.iter().filter(|glyph| !glyph.c.is_alphanumeric()).count();
        let russian = piece.iter().any(|glyph| is_russian(glyph.c));
        let letter = if russian { russian_letter } else { latin_letter };
        let trailing = piece.iter().any(|glyph| glyph.c == '…')
            || piece.windows(2).any(|pair| pair[0].c == '.' && pair[1].c == '.');
        let innocent = piece.len() - signs < LEAST_SPELT_OUT
            || is_hyphened_letter(piece)
            || is_enumeration(piece)
            || (trailing && !russian)
            || piece.iter().any(|glyph| glyph.c.is_ascii_digit() && letter(glyph.c).is_none())
            || text.get(span(piece)).is_some_and(begins_with_initials);
        if signs == 0 || innocent {
            return;
        }
        let letters = piece.iter().filter_map(|glyph| letter(glyph.c));
        if trailing {
            // «ее...близкие»: the letters on both sides are no repetition.
            self.add_as_is(JOINED, piece, letters);
        } else {
            self.add(JOINED, piece, letters);
        }
    }

    /// Adds words spelt out with spaces, and words broken by a space.
    pub(super) fn add_scattered(&mut self, glyphs: &[Glyph]) {
        let words: Vec<&[Glyph]> = words(glyphs).collect();
        let is_letter = |word: &&[Glyph]| word.len() == 1 && word[0].c.is_alphabetic();
        for run in words.chunk_by(|a, b| is_letter(a) && is_letter(b)) {
            if run.len() >= LEAST_SPELT_OUT {
                self.add(JOINED, &glue(run), letters(run));
            }
        }
        for at in 0..words.len() {
            // A letter of a spelt-out run is none of a broken word: «а б л я».
            let spelt_out = at > 0 && is_letter(&words[at]) && is_letter(&words[at - 1]);
            if !spelt_out && is_fragment(words[at]) {
                for parts in [2, 3] {
                    self.add_broken(words.get(at..at + parts).unwrap_or_default());
                }
            }
        }
    }

    fn add_broken(&mut self, parts: &[&[Glyph]]) {
        let all_letters = parts.len() > 2 && parts.iter().all(|part| part.len() == 1);
        let length: usize = parts.iter().map(|part| part.len()).sum();
        if parts.is_empty() || length > LONGEST_BROKEN || all_letters {
            return;
        }
        let joined: String = letters(parts).collect();
        if masks::is_listed(&joined) {
            self.add(JOINED, &glue(parts), joined.chars());
        }
    }

    fn add_word(&mut self, word: &[Glyph]) {
        let has = |is: fn(char) -> bool| word.iter().any(|glyph| is(glyph.c));
        let (russian, latin) = (has(is_russian), has(|c| c.is_ascii_alphabetic()));
        let strange = has(|c| !is_russian(c) && !c.is_ascii_alphabetic());
        let typed = word.iter().map(|glyph| glyph.c);
        match (russian, latin) {
            (false, false) => {}
            (true, false) if !strange => self.add(' ', word, typed),
            (true, _) if is_code(word) => {}
            (true, _) => {
                self.add(' ', word, typed.clone().filter_map(russian_letter));
                self.add(' ', word, typed.clone().filter_map(russian_sound));
                self.add(' ', word, typed.filter_map(russian_shape));
            }
            (false, true) => {
                if strange {
                    self.add(' ', word, typed.clone().filter_map(latin_letter));
                } else {
                    self.add(' ', word, typed.clone());
                }
                if let Some(twins) = typed.map(cyrillic_twin).collect::<Option<String>>() {
                    self.add(' ', word, twins.chars());
                }
            }
        }
    }

    /// Adds a spelling, and the same with repeated letters once.
    fn add(&mut self, mark: char, from: &[Glyph], letters: impl Iterator<Item = char>) {
        let begin = self.text.len();
        if self.add_as_is(mark, from, letters) {
            let mut once: Vec<char> = self.text[begin..].chars().collect();
            once.dedup();
            self.sources.push((self.text.len(), span(from)));
            self.text.extend(once);
        }
    }

    /// Adds a spelling, and tells whether letters repeat in it.
    fn add_as_is(
        &mut self,
        mark: char,
        from: &[Glyph],
        letters: impl Iterator<Item = char>,
    ) -> bool {
        self.sources.push((self.text.len(), span(from)));
        self.text.push(mark);
        let mut last = mark;
        let mut repeats = false;
        for letter in letters {
            repeats |= letter == last;
            last = letter;
            self.text.push(letter);
        }
        self.text.push(' ');
        repeats
    }
}

/// «3.14здец»: what follows the number written for its name.
fn after_pi(piece: &[Glyph]) -> Option<&[Glyph]> {
    let [three, point, one, four, rest @ ..] = piece else { return None };
    let pi = three.c == '3' && matches!(point.c, '.' | ',') && one.c == '1' && four.c == '4';
    let end = rest.iter().position(|glyph| !is_russian(glyph.c)).unwrap_or(rest.len());
    (pi && end > 0).then(|| &rest[..end])
}

/// «е-банк», «х-образный»: a letter and a word, no word cut in two.
fn is_hyphened_letter(piece: &[Glyph]) -> bool {
    piece.get(1).is_some_and(|glyph| glyph.c == '-')
        && piece.len() > 5
        && piece[2..].iter().all(|glyph| glyph.c.is_alphanumeric())
}

/// «у них,у ели»: words with a comma between them, and not letters: «х,у,й».
fn is_enumeration(piece: &[Glyph]) -> bool {
    piece.iter().any(|glyph| matches!(glyph.c, ',' | ';'))
        && words(piece).any(|word| word.len() > 1)
}

/// «Е.Б.Алексеев»: capitals with dots, and a name.
fn begins_with_initials(text: &str) -> bool {
    let name = text.rsplit('.').next().unwrap_or_default();
    let mut letters = name.chars();
    let mut initials = text[..text.len() - name.len()].split_terminator('.').peekable();
    initials.peek().is_some()
        && initials.all(|initial| {
            let mut letters = initial.chars();
            letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
        })
        && letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(char::is_lowercase)
}

/// «Х2У7Й9», «Е613БА»: digits that stand for no letters, so that the word is none either.
fn is_code(word: &[Glyph]) -> bool {
    let is_digit = |glyph: &Glyph| glyph.c.is_ascii_digit();
    let Some(begin) = word.iter().position(|glyph| !is_digit(glyph)) else { return true };
    let end = word.iter().rposition(|glyph| !is_digit(glyph)).map_or(begin, |at| at + 1);
    let inside = &word[begin..end];
    let no_letter = |glyph: &Glyph| is_digit(glyph) && russian_letter(glyph.c).is_none();
    inside.iter().any(no_letter)
        || inside
            .chunk_by(|a, b| is_digit(a) == is_digit(b))
            .any(|run| is_digit(&run[0]) && run.len() > 2)
}

fn is_fragment(word: &[Glyph]) -> bool {
    word.len() <= 4
        && matches!(word[0].c, 'х' | 'п' | 'б' | 'е' | 'з' | 'н' | 'м' | 'г' | 'с')
        && FRAGMENTS.iter().any(|fragment| fragment.chars().eq(word.iter().map(|glyph| glyph.c)))
}

/// The first and last glyph of some words, enough to tell their span.
fn glue(words: &[&[Glyph]]) -> Vec<Glyph> {
    let first = words.first().and_then(|word| word.first());
    let last = words.last().and_then(|word| word.last());
    first.into_iter().chain(last).cloned().collect()
}

fn letters<'a>(words: &'a [&[Glyph]]) -> impl Iterator<Item = char> + 'a {
    let russian = words.iter().any(|word| word.iter().any(|glyph| is_russian(glyph.c)));
    let letter = if russian { russian_letter } else { latin_letter };
    words.iter().flat_map(|word| word.iter()).filter_map(move |glyph| letter(glyph.c))
}

/// The Russian letter that a sign among Russian letters looks like.
pub(super) fn russian_letter(c: char) -> Option<char> {
    match c {
        'u' | 'i' | 'і' | '1' | '!' => Some('и'),
        'n' => Some('п'),
        'h' => Some('н'),
        'p' => Some('р'),
        'y' => Some('у'),
        'r' => Some('г'),
        'c' => Some('с'),
        _ => russian_sound(c),
    }
}

/// The Russian letter that a sign among Russian letters sounds like.
fn russian_sound(c: char) -> Option<char> {
    let letter = match c {
        _ if is_russian(c) => c,
        'a' | '@' => 'а',
        'b' | '6' => 'б',
        'c' => 'ц',
        'd' => 'д',
        'e' | 'є' | '€' => 'е',
        'f' => 'ф',
        'g' => 'г',
        'h' | 'x' => 'х',
        'i' | 'і' | '1' | '!' => 'и',
        'j' | 'y' => 'й',
        'k' => 'к',
        'l' => 'л',
        'm' => 'м',
        'n' => 'н',
        'o' | '0' => 'о',
        'p' => 'п',
        'r' => 'р',
        's' | '$' => 'с',
        't' => 'т',
        'u' => 'у',
        'v' => 'в',
        'w' => 'ш',
        'z' | '3' => 'з',
        '4' => 'ч',
        '9' => 'я',
        _ => return None,
    };
    Some(letter)
}

/// The Russian letter that a sign resembles in the spelling of gamers: «заеб4ли», «з3бали», «блRть».
fn russian_shape(c: char) -> Option<char> {
    match c {
        '4' => Some('а'),
        '3' => Some('е'),
        'r' => Some('я'),
        'h' => Some('х'),
        _ => russian_letter(c),
    }
}

/// The Latin letter that a sign among Latin letters looks like.
pub(super) fn latin_letter(c: char) -> Option<char> {
    match c {
        '@' | '4' => Some('a'),
        '0' => Some('o'),
        '1' | '!' => Some('i'),
        '3' => Some('z'),
        '5' | '$' => Some('s'),
        '6' => Some('b'),
        '€' => Some('e'),
        _ => c.is_ascii_alphabetic().then_some(c),
    }
}
