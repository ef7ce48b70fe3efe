//! Telephone numbers, in every way people type them, as international numbers.
//!
//! The text is normalised and cut into groups of digits and words; every run of
//! groups that could be a number is weighed by its shape and by the words around
//! it, and the best runs that do not overlap are numbers.

mod choose;
mod context;
mod doubt;
mod extension;
mod group;
mod link;
mod mask;
mod number_words;
mod people;
mod plan;
mod shape;
mod token;
mod words;

use std::ops::Range;

pub use people::for_people;

use super::normalize::Normal;
use super::{Context, Found, Reason, Rejected, Shape, email, handle};
use crate::dialog::Phone;
use choose::{Candidate, candidates, choose};
use context::Sentence;
use group::{Group, groups};

/// Every mention of a number in a message, in order, and what looked like one.
///
/// A number begun in `context.earlier` and ended here is found; one that lies
/// wholly in an earlier message is not reported again. `context.country` decides
/// how a number without a country code is read.
pub fn find(normal: &Normal<'_>, context: &Context<'_>) -> (Vec<Found<Phone>>, Vec<Rejected>) {
    if !may_have_part(&normal.text) {
        return (Vec::new(), Vec::new());
    }
    let mut whole = String::new();
    for earlier in context.earlier {
        if may_have_part(&Normal::of(earlier).text) {
            whole.push_str(earlier);
            whole.push('\n');
        }
    }
    let here = whole.len();
    if here == 0 {
        return search(normal, 0, context.country);
    }
    whole.push_str(normal.original);
    search(&Normal::of(&whole), here, context.country)
}

/// The numbers that end after byte `here` of what was normalised.
fn search(normal: &Normal<'_>, here: usize, country: &str) -> (Vec<Found<Phone>>, Vec<Rejected>) {
    if !may_have_number(&normal.text) {
        return (Vec::new(), Vec::new());
    }
    Search { here, normal, phones: Vec::new(), rejected: Vec::new() }.run(country)
}

/// The number of a contact card, which is mostly in international form without its plus.
pub fn from_card(number: &str, country: &str) -> Option<Phone> {
    let normal = Normal::of(number);
    let digits: String = normal.text.chars().filter(char::is_ascii_digit).collect();
    let home = plan::home(country);
    let abroad = || shape::international(digits.strip_prefix("00").unwrap_or(&digits));
    let local = || match digits.len() {
        11 if digits.starts_with('8') && !plan::fits(&digits) => {
            Some(format!("+7{}", &digits[1..]))
        }
        _ => home.international(&digits),
    };
    let e164 =
        if normal.text.trim_start().starts_with('+') { abroad() } else { local().or_else(abroad) }?;
    let written = number.trim().to_owned();
    Some(Phone { e164, written, extension: None, someone_elses: false })
}

/// The same where somebody has saved it: also what is no country's number shall be
/// looked at by a person. `own` tells whether the card is the sender's: then it has
/// the number he uses Telegram by, with its country's code.
pub fn of_contact(number: &str, country: &str, own: bool) -> Phone {
    let phone = from_card(number, country).unwrap_or_else(|| {
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        let e164 = if own { format!("+{digits}") } else { digits };
        Phone { e164, written: number.to_owned(), extension: None, someone_elses: false }
    });
    Phone { someone_elses: !own, ..phone }
}

/// Whether a normalised text has a digit, or words for some, at all.
fn may_have_part(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit()) || may_have_number(text)
}

/// Whether a normalised text has digits enough, or words enough that may be digits.
fn may_have_number(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if digits > 6 {
        return true;
    }
    let roots = ["дцат", "сот", "сто", "восем", "девят", "семь", "шест", "nine", "eight", "seven"];
    let spelled: usize = roots.iter().map(|root| text.matches(root).count()).sum();
    spelled > 1 || digits > 3 && (spelled > 0 || text.contains(['о', 'o', 'з', 'l', 'i']))
}

/// One text being searched: earlier messages, then from byte `here` the message itself.
struct Search<'a> {
    here: usize,
    normal: &'a Normal<'a>,
    phones: Vec<Found<Phone>>,
    rejected: Vec<Rejected>,
}

impl Search<'_> {
    fn run(mut self, country: &str) -> (Vec<Found<Phone>>, Vec<Rejected>) {
        let text = self.normal.text.as_str();
        let masks = self.masks(text);
        let pieces = token::pieces(text, &masks);
        let sentence = Sentence { text, pieces: &pieces };
        let groups = groups(text, &pieces);
        let (chosen, dead) = choose(candidates(&sentence, &groups, &plan::home(country)));
        for candidate in chosen {
            self.accept(candidate, &groups);
        }
        for candidate in dead {
            self.reject(candidate, &groups);
        }
        self.phones.sort_by_key(|phone| phone.span.start);
        (self.phones, self.rejected)
    }

    /// Everything that is no part of a number; numbers in links are taken here.
    fn masks(&mut self, text: &str) -> Vec<Range<usize>> {
        let mut masks = mask::moments(text);
        for link in link::links(text) {
            match link.phone {
                Some(e164) => self.push(e164, link.span.clone(), None),
                None => self.pass_by(text, link.span.clone()),
            }
            masks.push(link.span);
        }
        masks.extend(email::scan(text).into_iter().map(|address| address.span));
        masks.extend(handle::scan(text).into_iter().map(|name| name.span));
        mask::merge(masks)
    }

    fn pass_by(&mut self, text: &str, span: Range<usize>) {
        let digits = text[span.clone()].bytes().filter(u8::is_ascii_digit).count();
        if let Some(span) = self.original(span).filter(|_| digits > 9) {
            self.rejected.push(Rejected { span, looks_like: Shape::Phone, reason: Reason::Link });
        }
    }

    fn accept(&mut self, candidate: Candidate, groups: &[Group<'_>]) {
        let text = self.normal.text.as_str();
        let mut span = bytes(&candidate, groups);
        if candidate.reading.plus {
            span.start = text[..span.start]
                .rfind(['+'])
                .filter(|plus| text[plus + 1..span.start].trim_matches([' ', '(', '[']).is_empty())
                .unwrap_or(span.start);
        } else if let Some(bracket) = text[..span.start].strip_suffix('(')
            && text[span.clone()].contains(')')
        {
            span.start = bracket.len();
        }
        let extension = extension::extension(&text[span.end..]);
        if let Some((_, length)) = &extension {
            span.end += length;
        }
        self.push(candidate.reading.e164, span, extension.map(|(digits, _)| digits));
    }

    fn push(&mut self, e164: String, span: Range<usize>, extension: Option<String>) {
        let from = self.normal.span(span.clone());
        let written = self.normal.original[from].trim().to_owned();
        if let Some(span) = self.original(span) {
            let value = Phone { e164, written, extension, someone_elses: false };
            self.phones.push(Found { value, span });
        }
    }

    fn reject(&mut self, candidate: Candidate, groups: &[Group<'_>]) {
        let (Some(reason), Some(span)) =
            (candidate.killed.clone(), self.original(bytes(&candidate, groups)))
        else {
            return;
        };
        let overlaps = |other: &Range<usize>| span.start < other.end && other.start < span.end;
        if !self.phones.iter().any(|phone| overlaps(&phone.span))
            && !self.rejected.iter().any(|rejected| overlaps(&rejected.span))
        {
            self.rejected.push(Rejected { span, looks_like: Shape::Phone, reason });
        }
    }

    /// The part of a normalised range that lies in the message itself, in its own bytes.
    fn original(&self, span: Range<usize>) -> Option<Range<usize>> {
        let span = self.normal.span(span);
        let start = span.start.max(self.here);
        (span.end > start).then(|| start - self.here..span.end - self.here)
    }
}

fn bytes(candidate: &Candidate, groups: &[Group<'_>]) -> Range<usize> {
    groups[*candidate.groups.start()].span.start..groups[*candidate.groups.end()].span.end
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn numbers(text: &str) -> Vec<String> {
        let now = chrono::DateTime::UNIX_EPOCH;
        let zone = chrono_tz::Europe::Moscow;
        let context =
            Context { earlier: &[], entities: &[], asked: None, now, zone, country: "RU" };
        find(&Normal::of(text), &context).0.into_iter().map(|found| found.value.e164).collect()
    }

    #[test]
    fn a_flood_of_digits_is_survived() {
        for piece in ["8 9 ", "+7 916 ", "(", "89161234567 ", "заказ 89161234567, ", "1-"] {
            let mut numbers = numbers(&piece.repeat(1000));
            numbers.dedup();
            assert!(numbers.len() < 2);
        }
    }

    proptest! {
        #[test]
        fn a_normalised_text_has_the_same_numbers(
            text in "([0-9０-９①-⑨٠-٩]{1,4}|[-–— ()]{1,2}|доб|Заказ|тЕЛ|\\PC){0,16}",
        ) {
            prop_assert_eq!(numbers(&Normal::of(&text).text), numbers(&text));
        }
    }
}
