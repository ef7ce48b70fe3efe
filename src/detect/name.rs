//! What the customer calls himself: «меня зовут Анна», «Анна, 8-905…», a signature.

mod cue;
mod lists;
mod person;

use std::ops::Range;

use self::cue::{Cue, Strength};
use self::person::{Person, Reader};
use super::call_time::token::Tokens;
use super::{Context, Found};
use crate::dialog::Field;

/// Whether a word in small letters, ё as е, is a Russian or English first name.
pub(super) fn is_first_name(word: &str) -> bool {
    lists::FIRST_NAMES.contains(word)
}

/// Finds how the customer calls himself in `text`, capitalised.
///
/// The `blanked` bytes, contacts already found, are not read as words; a known first name right
/// beside one is taken for the customer's.
pub fn find(text: &str, blanked: &[Range<usize>], context: &Context<'_>) -> Option<Found<String>> {
    let tokens = Tokens::of(text, blanked);
    let reader = Reader { text, tokens: &tokens };
    let person = by_cue(&reader)
        .or_else(|| beside_contact(&reader, blanked))
        .or_else(|| signature(&reader))
        .or_else(|| if context.asked == Some(&Field::Name) { answer(&reader) } else { None })?;
    Some(Found { value: person.name, span: person.span })
}

/// «меня зовут …», «с уважением, …», `my name is …`
fn by_cue(reader: &Reader<'_>) -> Option<Person> {
    let mut at = 0;
    while at < reader.tokens.list.len() {
        if reader.tokens.text(at) == "меня"
            && let Some(person) = reader.known_person(at + 1)
            && matches!(reader.tokens.text(person.end), "зовут" | "звать")
        {
            return Some(person);
        }
        if let Some(Cue { strength, end }) = cue::at(reader, at) {
            if reader.tokens.text(at) == "это" && reader.tokens.text(end) == "," {
                // «а это, Ольга, сколько стоит?» speaks to Olga.
                at += 1;
                continue;
            }
            let start = reader.past_signs(end);
            let person = match strength {
                Strength::Certain => reader.any_person(start),
                Strength::Label => reader.capital_person(start),
                Strength::Hint => reader
                    .known_person(start)
                    .filter(|person| person.capital && reader.tokens.text(person.end) != "?"),
                Strength::AskFor => reader.asked_person(start),
            };
            if person.is_some() {
                return person;
            }
        }
        at += 1;
    }
    None
}

/// «Анна, 8-905…», «8-905… Анна»
fn beside_contact(reader: &Reader<'_>, blanked: &[Range<usize>]) -> Option<Person> {
    (0..reader.tokens.list.len()).find_map(|at| {
        if !reader.begins_clause(at) || reader.follows_greeting(at) {
            return None;
        }
        let person = reader.known_person(at).filter(|person| person.capital || !person.is_word)?;
        let contact_follows = blanked.iter().any(|contact| {
            let between = reader.text.get(person.span.end..contact.start);
            between.is_some_and(|between| is_bridge(between, contact.start > person.span.end))
        });
        let contact_precedes = reader.ends_clause(person.end)
            && blanked.iter().any(|contact| {
                let between = reader.text.get(contact.end..person.span.start);
                between.is_some_and(|between| is_bridge(between, true))
            });
        (contact_follows || contact_precedes).then_some(person)
    })
}

/// Whether only separators, or the word for a telephone, stand between a name and a contact.
fn is_bridge(between: &str, apart: bool) -> bool {
    let words = between.split(|letter: char| !letter.is_alphanumeric());
    apart
        && words.filter(|word| !word.is_empty()).all(|word| {
            matches!(
                word.to_lowercase().as_str(),
                "тел"
                    | "телефон"
                    | "мой"
                    | "номер"
                    | "моб"
                    | "сот"
                    | "т"
                    | "phone"
                    | "tel"
                    | "my"
                    | "number"
                    | "почта"
                    | "mail"
                    | "email"
                    | "вот"
                    | "телефона"
                    | "ватсап"
                    | "whatsapp"
            )
        })
        && !between.contains(['\n', '?'])
            | (between.trim_matches(|letter: char| letter.is_whitespace()).is_empty())
}

/// A last line that is a name and nothing else, under a text.
fn signature(reader: &Reader<'_>) -> Option<Person> {
    let list = &reader.tokens.list;
    let start = (1..list.len()).rev().find(|at| reader.begins_line(*at))?;
    let person = reader.known_person(reader.past_signs(start))?;
    let alone = (person.end..list.len()).all(|at| reader.is_sign(at));
    (alone && person.capital).then_some(person)
}

/// The whole message is a name: the answer to "what is your name?".
fn answer(reader: &Reader<'_>) -> Option<Person> {
    let mut start = 0;
    while reader.is_sign(start) || cue::is_courtesy(reader.tokens.text(start)) {
        start += 1;
    }
    let person = reader.known_person(start).or_else(|| reader.capital_person(start))?;
    let rest = person.end..reader.tokens.list.len();
    let alone = rest.into_iter().all(|at| {
        (reader.is_sign(at) && reader.tokens.text(at) != "?")
            || cue::is_courtesy(reader.tokens.text(at))
    });
    alone.then_some(person)
}
