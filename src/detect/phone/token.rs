//! Cuts a normalised text into groups of digits, words and masked pieces.

use std::ops::Range;

use super::number_words::{NumberWord, number_word, repeated_digit, run_together};

/// A piece of the text; what lies between two pieces is punctuation and space.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Where it is in the normalised text.
    pub span: Range<usize>,
    /// What it is.
    pub kind: Kind,
}

/// What a piece is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Digits, however written.
    Digits {
        /// The digits themselves.
        digits: String,
        /// They were words.
        spelled: bool,
    },
    /// A word.
    Word,
    /// A date, an address, a link: never part of a number.
    Barrier,
}

/// Cuts `text`, stepping over the `masks` (sorted, not overlapping).
pub(super) fn pieces(text: &str, masks: &[Range<usize>]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut masks = masks.iter().peekable();
    let mut at = 0;
    while at < text.len() {
        if let Some(mask) = masks.next_if(|mask| mask.start <= at) {
            if mask.end > at {
                pieces.push(Piece { span: mask.clone(), kind: Kind::Barrier });
                at = mask.end;
            }
            continue;
        }
        let limit = masks.peek().map_or(text.len(), |mask| mask.start);
        let rest = &text[at..limit];
        let run = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        if run == 0 {
            at += rest.chars().next().map_or(1, char::len_utf8);
        } else {
            cut_run(text, at..at + run, &mut pieces);
            at += run;
        }
    }
    spelled(text, disguised(text, pieces))
}

/// «8 903 777 ol 55», «207-34-зз»: a word of nothing but letters typed for digits, among digits
/// or at the end of them.
fn disguised(text: &str, mut pieces: Vec<Piece>) -> Vec<Piece> {
    let is_digits =
        |piece: Option<&Piece>| piece.is_some_and(|it| matches!(it.kind, Kind::Digits { .. }));
    for index in 1..pieces.len() {
        let piece = &pieces[index];
        let between = text.get(pieces[index - 1].span.end..piece.span.start);
        let among = is_digits(pieces.get(index - 1))
            && (is_digits(pieces.get(index + 1)) || between == Some("-"));
        if piece.kind != Kind::Word || !among {
            continue;
        }
        let digits: Option<String> = text[piece.span.clone()].chars().map(look_alike).collect();
        if let Some(digits) = digits.filter(|digits| (2..5).contains(&digits.len())) {
            pieces[index].kind = Kind::Digits { digits, spelled: false };
        }
    }
    pieces
}

/// A run of letters and digits is one number, one word, or both glued together.
fn cut_run(text: &str, span: Range<usize>, pieces: &mut Vec<Piece>) {
    let run = &text[span.clone()];
    if !run.bytes().any(|byte| byte.is_ascii_digit()) {
        return pieces.push(Piece { span, kind: Kind::Word });
    }
    let real = run.bytes().filter(u8::is_ascii_digit).count();
    let read: Option<String> = run.chars().map(look_alike).collect();
    let whole = |digits: &String| {
        real < 10
            || digits.len() == real
            || digits.len() == 11 && run.ends_with(|c: char| c.is_ascii_digit())
    };
    if let Some(digits) = read.filter(whole) {
        return pieces.push(Piece { span, kind: Kind::Digits { digits, spelled: false } });
    }
    let mut start = span.start;
    while start < span.end {
        let rest = &text[start..span.end];
        let digits = rest.starts_with(|c: char| c.is_ascii_digit());
        let end = start + rest.find(|c: char| c.is_ascii_digit() != digits).unwrap_or(rest.len());
        let kind = if digits {
            Kind::Digits { digits: text[start..end].to_owned(), spelled: false }
        } else {
            Kind::Word
        };
        pieces.push(Piece { span: start..end, kind });
        start = end;
    }
}

/// The digit a character is, or is typed in place of.
fn look_alike(character: char) -> Option<char> {
    match character {
        '0'..='9' => Some(character),
        'o' | 'о' => Some('0'),
        'l' | 'i' | 'і' => Some('1'),
        'з' => Some('3'),
        'б' => Some('6'),
        _ => None,
    }
}

/// Turns number words into digits: hundreds, tens and units that follow one another are one group.
fn spelled(text: &str, pieces: Vec<Piece>) -> Vec<Piece> {
    let mut read: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut last: Option<NumberWord> = None;
    for piece in pieces {
        let word = &text[piece.span.clone()];
        if piece.kind != Kind::Word {
            read.push(piece);
            last = None;
        } else if let Some(number) = number_word(word) {
            add_word(text, &mut read, last, number, piece.span);
            last = Some(number);
        } else if let Some((count, digit)) = last
            .filter(|count| (2..=4).contains(&count.value))
            .and_then(|count| Some((count.value, repeated_digit(word)?)))
        {
            repeat(&mut read, usize::from(count), digit, piece.span.end);
            last = None;
        } else if let Some(numbers) = (word.len() > 12).then(|| run_together(word)).flatten() {
            last = None;
            for number in numbers {
                add_word(text, &mut read, last, number, piece.span.clone());
                last = Some(number);
            }
        } else {
            read.push(piece);
            last = None;
        }
    }
    read
}

fn add_word(
    text: &str,
    read: &mut Vec<Piece>,
    last: Option<NumberWord>,
    number: NumberWord,
    span: Range<usize>,
) {
    // «двести пятьдесят четырнадцать» is 250 and 14: teens go with hundreds alone.
    let teen = number.rank == 1 && number.value > 9;
    let whole = last
        .filter(|last| last.rank > number.rank && number.value > 0 && !(teen && last.rank == 2));
    if let (Some(_), Some(Piece { span: before, kind: Kind::Digits { digits, .. } })) =
        (whole, read.last_mut())
    {
        let between = text.get(before.end..span.start).unwrap_or("");
        if between.chars().all(|c| c == ' ' || c == '-') {
            let sum = digits.parse::<u16>().unwrap_or(0) + number.value;
            *digits = format!("{sum:0width$}", width = digits.len());
            before.end = span.end;
            return;
        }
    }
    let digits = number.value.to_string();
    read.push(Piece { span, kind: Kind::Digits { digits, spelled: true } });
}

/// «два нуля»: the count already read becomes that many digits.
fn repeat(read: &mut [Piece], count: usize, digit: char, end: usize) {
    if let Some(Piece { span, kind: Kind::Digits { digits, .. } }) = read.last_mut() {
        digits.pop();
        digits.extend(std::iter::repeat_n(digit, count));
        span.end = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digits(text: &str) -> Vec<String> {
        pieces(text, &[])
            .into_iter()
            .filter_map(|piece| match piece.kind {
                Kind::Digits { digits, .. } => Some(digits),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn number_words_combine_downwards_only() {
        assert_eq!(
            digits("девятьсот шестнадцать сто двадцать три сорок пять ноль семь"),
            ["916", "123", "45", "0", "7"]
        );
        assert_eq!(digits("три два нуля пять"), ["3", "00", "5"]);
        assert_eq!(digits("двести пятьдесят четырнадцать"), ["250", "14"]);
        assert_eq!(digits("сто четырнадцать"), ["114"]);
    }

    #[test]
    fn letters_typed_for_digits_are_digits() {
        assert_eq!(digits("8 9oз l23 номер89161234567жду"), ["8", "903", "123", "89161234567"]);
        assert_eq!(digits("89161234567б"), ["89161234567"]);
        assert_eq!(digits("207-з4-зз"), ["207", "34", "33"]);
    }
}
