//! Groups of digits and what joins or parts them.

use std::ops::Range;

use super::token::{Kind, Piece};

/// A group of digits as it stands in the text.
#[derive(Debug)]
pub(super) struct Group<'a> {
    /// The digits.
    pub digits: &'a str,
    /// They were words.
    pub spelled: bool,
    /// A plus stands before it.
    pub plus: bool,
    /// An opening bracket stands before it.
    pub bracketed: bool,
    /// Its place in the normalised text.
    pub span: Range<usize>,
    /// Which piece it is.
    pub piece: usize,
    /// What is between it and the group before.
    pub gap: Gap,
}

/// What is between two groups of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// They cannot be parts of one number.
    Broken,
    /// They can.
    Joined {
        /// How unusual that is inside a number.
        cost: i32,
        /// How close they are.
        glue: Glue,
        /// A comma is between them.
        comma: bool,
    },
}

/// How close two groups are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Glue {
    /// A hyphen, a dot, nothing at all.
    Tight,
    /// A slash: two numbers are often parted by it.
    Slash,
    /// A space.
    Space,
    /// A comma, a line break, words.
    Loose,
}

/// Words people put between the parts of one number.
const CONNECTORS: [&str; 36] = [
    "код",
    "номер",
    "тел",
    "и",
    "потом",
    "тире",
    "дефис",
    "далее",
    "дальше",
    "затем",
    "пробел",
    "скобка",
    "скобки",
    "скобках",
    "ну",
    "еще",
    "там",
    "конце",
    "конец",
    "последние",
    "плюс",
    "plus",
    "точка",
    "минус",
    "опять",
    "снова",
    "после",
    "а",
    "е",
    "э",
    "эм",
    "так",
    "в",
    "and",
    "then",
    "dash",
];

/// The groups of a text, each with the gap before it.
pub(super) fn groups<'a>(text: &str, pieces: &'a [Piece]) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        let Kind::Digits { digits, spelled } = &piece.kind else { continue };
        let gap = match groups.last() {
            Some(last) => gap(text, pieces, last.piece, index),
            None => Gap::Broken,
        };
        let plus = has_plus(text, pieces, index);
        let bracketed = text[..piece.span.start].trim_end().ends_with(['(', '[', '{'])
            || index > 0 && text[pieces[index - 1].span.clone()].starts_with("скобк");
        groups.push(Group {
            digits,
            spelled: *spelled,
            plus,
            bracketed,
            span: piece.span.clone(),
            piece: index,
            gap,
        });
    }
    groups
}

fn has_plus(text: &str, pieces: &[Piece], index: usize) -> bool {
    let start = pieces[index].span.start;
    if text[..start].trim_end_matches([' ', '(', '[']).ends_with('+') {
        return true;
    }
    index.checked_sub(1).and_then(|before| pieces.get(before)).is_some_and(|before| {
        matches!(&text[before.span.clone()], "плюс" | "plus")
            && text[before.span.end..start].trim().is_empty()
    })
}

fn gap(text: &str, pieces: &[Piece], last: usize, next: usize) -> Gap {
    let words = &pieces[last + 1..next];
    let connect =
        |piece: &Piece| piece.kind == Kind::Word && CONNECTORS.contains(&&text[piece.span.clone()]);
    if words.len() > 2 || !words.iter().all(connect) {
        return Gap::Broken;
    }
    let mut marks = String::new();
    let mut at = pieces[last].span.end;
    for piece in &pieces[last + 1..=next] {
        let between = text.get(at..piece.span.start).unwrap_or("");
        if squeezed(between) > 5 {
            return Gap::Broken;
        }
        marks.push_str(between);
        at = piece.span.end;
    }
    judge(&marks, words.len())
}

/// The number of characters, a run of spaces being one.
fn squeezed(marks: &str) -> usize {
    let mut last = 'x';
    marks
        .chars()
        .filter(|&mark| !(mark == ' ' && std::mem::replace(&mut last, mark) == ' '))
        .count()
}

fn judge(marks: &str, words: usize) -> Gap {
    let parts = |mark: char| {
        matches!(
            mark,
            ';' | ':'
                | '%'
                | '$'
                | '€'
                | '₽'
                | '№'
                | '#'
                | '@'
                | '&'
                | '?'
                | '>'
                | '<'
                | '^'
                | '×'
                | '°'
        )
    };
    if marks.contains(parts) || marks.matches('\n').count() > 1 {
        return Gap::Broken;
    }
    let commas = marks.matches(',').count() as i32;
    let breaks = marks.matches('\n').count() as i32;
    let strange = marks
        .chars()
        .filter(|mark| {
            !matches!(mark, ' ' | '-' | '(' | ')' | '[' | ']' | '.' | ',' | '\n' | '/' | '_' | '+')
        })
        .count() as i32;
    let cost = 12 * commas + 8 * breaks + 2 * strange.min(3) + 5 * words as i32;
    let glue = if commas + breaks > 0 || words > 0 {
        Glue::Loose
    } else if marks.contains('/') {
        Glue::Slash
    } else if marks.chars().all(|mark| mark == ' ') && !marks.is_empty() {
        Glue::Space
    } else if marks.contains(' ') {
        if marks.contains(['-', '.']) { Glue::Space } else { Glue::Loose }
    } else if marks.contains(['(', ')', '+']) {
        Glue::Loose
    } else {
        Glue::Tight
    };
    Gap::Joined { cost, glue, comma: commas > 0 }
}
