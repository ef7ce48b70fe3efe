//! When the customer wants to be called: the words as written and the hours they mean.
//!
//! A hand-written grammar: [`token`] cuts the text, [`lexicon`] says what words mean, the reader
//! makes pieces (a day, a part of the day, hours), [`phrase`] joins them, [`judge`] weighs each
//! phrase against its sentence, and [`value`] turns the best one into a date and hours.

mod beginnings;
mod clause;
mod day;
mod judge;
mod lexicon;
mod moment;
mod negation;
mod phrase;
mod piece;
mod point;
mod reader;
mod spelling;
pub(super) mod token;
mod value;
mod verbs;
mod window;
mod words;

use std::ops::Range;

use self::judge::Opinion;
use self::lexicon::{Item, Lexeme};
use self::phrase::Phrase;
use self::piece::Meaning;
use self::reader::Reader;
use super::{Context, Found, Reason, Rejected, Shape};
use crate::dialog::{CallTime, Field};

/// How many phrases of a message are weighed: a price list has no wish in it.
const MOST_PHRASES: usize = 100;

/// Finds the time to call in `text`, and what looked like one and is none.
///
/// The `blanked` bytes, contacts already found, are not read. Of several times the one nearest
/// to a word about calling wins, then the first.
pub fn find(
    text: &str,
    blanked: &[Range<usize>],
    context: &Context<'_>,
) -> (Option<Found<CallTime>>, Vec<Rejected>) {
    let tokens = token::Tokens::of(text, blanked);
    let items = lexicon::items(&tokens);
    if !items.iter().any(names_time) {
        return (None, Vec::new());
    }
    let reader = Reader { items: &items };
    let asked = context.asked == Some(&Field::Time);
    let now = context.now.with_timezone(&context.zone).naive_local();
    let mut best: Option<((u8, bool), Found<CallTime>)> = None;
    let mut rejected = Vec::new();
    let (mut at, mut weighed) = (0, 0);
    while at < items.len() && weighed < MOST_PHRASES {
        let Some((next, outcome)) = candidate(&reader, at, asked) else {
            at += 1;
            continue;
        };
        weighed += 1;
        match outcome {
            Some((first, end, Ok((phrase, weight)))) => {
                let span = items[first].start..items[end - 1].end;
                // «сейчас за рулём, наберите завтра»: any other time is likelier than now.
                let later = phrase.pieces.as_slice() != [Meaning::InMinutes(0)];
                let rank = (weight, later);
                // «до 10 не звоните» is written whole: «до 10» alone would tell the opposite.
                let negation = reader
                    .negation(&phrase)
                    .and_then(|at| Some((at, negation::inverted(&phrase.pieces)?)));
                let (written, pieces) = match negation {
                    Some((at, left)) => {
                        let from = items[at.min(first)].start;
                        (from..items[at.max(end - 1)].end, left)
                    }
                    None => (span.clone(), phrase.pieces),
                };
                match value::value(&pieces, &text[written], now) {
                    None => rejected.push(refusal(span, Reason::NotAhead)),
                    Some(value) if best.as_ref().is_none_or(|(most, _)| rank > *most) => {
                        best = Some((rank, Found { value, span }));
                    }
                    Some(_) => {}
                }
            }
            Some((first, end, Err(reason))) => {
                rejected.push(refusal(items[first].start..items[end - 1].end, reason));
            }
            None => {}
        }
        at = next;
    }
    (best.map(|(_, found)| found), rejected)
}

/// A phrase with its weight, or why it is none, between two items.
type Outcome = Option<(usize, usize, Result<(Phrase, u8), Reason>)>;

/// The phrase that begins at `at`, and where to look next.
fn candidate(reader: &Reader<'_>, at: usize, asked: bool) -> Option<(usize, Outcome)> {
    Some(match reader.phrase(at) {
        Ok(None) => return None,
        Err(unit) => {
            let reason = Reason::WordAfter(reader.word(unit).to_owned());
            (unit, Some((at, unit, Err(reason))))
        }
        Ok(Some(phrase)) => match reader.judge(&phrase, asked) {
            Opinion::Wish(weight) => {
                (phrase.end, Some((phrase.first, phrase.end, Ok((phrase, weight)))))
            }
            Opinion::Unlikely => (at + 1, None),
            Opinion::No(reason) => (phrase.end, Some((phrase.first, phrase.end, Err(reason)))),
        },
    })
}

/// Whether a word has a meaning in phrases about time: such a word is nobody's name.
pub(super) fn words_of_time(word: &str) -> bool {
    lexicon::knows(word)
}

fn refusal(span: Range<usize>, reason: Reason) -> Rejected {
    Rejected { span, looks_like: Shape::Time, reason }
}

/// Whether an item may be the heart of a phrase: without one there is nothing to read.
fn names_time(item: &Item<'_>) -> bool {
    matches!(
        item.lexeme,
        Lexeme::Digits(_, 1..=2)
            | Lexeme::Count(_)
            | Lexeme::Nth(_)
            | Lexeme::HourRunning(_)
            | Lexeme::HalfTo(_)
            | Lexeme::Past(_)
            | Lexeme::Hour
            | Lexeme::Minute
            | Lexeme::Minutes(_)
            | Lexeme::Days(_)
            | Lexeme::Week
            | Lexeme::DayUnit
            | Lexeme::Part(_)
            | Lexeme::LoosePart(_)
            | Lexeme::Routine(_)
            | Lexeme::Named(_)
            | Lexeme::Ahead(_)
            | Lexeme::Now
            | Lexeme::RightNow
            | Lexeme::Phase
            | Lexeme::Weekday(_)
            | Lexeme::Weekend
            | Lexeme::SomeDay
    )
}
