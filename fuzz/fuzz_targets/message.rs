//! A conversation of arbitrary lines: nothing panics, every span cuts between characters, and
//! what nobody sees changes nothing.
#![no_main]

use std::ops::Range;
use std::sync::LazyLock;

use chrono::DateTime;
use leadlatch::detect::{Context, Facts, Found, detect};
use leadlatch::dialog::{ChatKey, Dialog, Event, Field, Incoming, LeadId, Message};
use leadlatch::rules::{Rules, evaluate::step, load};
use libfuzzer_sys::fuzz_target;

static RULES: LazyLock<Rules> =
    LazyLock::new(|| load(include_str!("../../rules.toml")).expect("the shipped file is right"));

/// Messages are read up to 4,096 characters; strewn ones must be shorter still.
const LONGEST: usize = 4096;

fn shortened(line: &str) -> &str {
    line.char_indices().nth(LONGEST / 2).map_or(line, |(end, _)| &line[..end])
}

// The first byte chooses the country, the open question and what is strewn; U+0001 parts messages.
fuzz_target!(|input: (u8, &str)| {
    let (choice, text) = input;
    let country = ["RU", "BY", "UA", "KZ", "UZ", "US", "", "ru"][usize::from(choice & 7)];
    let asked = [None, Some(Field::Time), Some(Field::Name), Some(Field::Phone)];
    let asked = asked[usize::from(choice >> 3 & 3)].as_ref();
    let chat = ChatKey::private(1);
    let mut dialog = Dialog::new(chat.clone());
    let mut earlier: Vec<&str> = Vec::new();
    for (index, line) in text.split('\u{1}').enumerate().take(5) {
        let moment = 1_790_000_000 + 40 * index as i64;
        let Some(now) = DateTime::from_timestamp(moment, 0) else { return };
        let line = shortened(line);
        let context = Context { earlier: &earlier, entities: &[], asked, now, zone: RULES.timezone, country };
        let facts = detect(line, &context, &RULES.vocabulary);
        examine(line, &facts);
        if choice & 32 != 0 {
            let strewn = detect(&strewn(line, choice), &context, &RULES.vocabulary);
            assert_eq!(contacts(&strewn), contacts(&facts), "{line:?}");
            assert_eq!(strewn.words, facts.words, "{line:?}");
        }
        let event = Event::Message(Message::text(index as i32, line));
        let incoming = Incoming { chat: chat.clone(), at: now, client: None, event };
        dialog = step(&RULES, &dialog, &incoming, &facts, LeadId(1)).dialog;
        earlier.push(line);
    }
});

/// Every place is a place of the text, and not an empty one.
fn examine(text: &str, facts: &Facts) {
    let rejected = facts.rejected.iter().map(|rejected| &rejected.span);
    let time = facts.time.iter().map(|time| &time.span);
    let name = facts.name.iter().map(|name| &name.span);
    let all = spans(&facts.phones).chain(spans(&facts.emails)).chain(spans(&facts.handles));
    for span in all.chain(time).chain(name).chain(rejected) {
        assert!(text.get(span.clone()).is_some_and(|found| !found.is_empty()), "{span:?}");
    }
    for hit in &facts.words.hits {
        assert!(hit.first <= hit.last && hit.last < facts.words.words, "{hit:?}");
    }
}

/// The line with characters of no width between its own, here or there by `choice`.
fn strewn(line: &str, choice: u8) -> String {
    let unseen = ['\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{feff}', '\u{ad}'];
    let every = 1 + usize::from(choice >> 6);
    let mut strewn = String::new();
    for (index, character) in line.chars().enumerate() {
        if index % every == 0 {
            strewn.push(unseen[index / every % unseen.len()]);
        }
        strewn.push(character);
    }
    strewn
}

/// Phones, addresses and handles, without their places.
fn contacts(facts: &Facts) -> [Vec<&str>; 3] {
    [
        facts.phones.iter().map(|found| found.value.e164.as_str()).collect(),
        facts.emails.iter().map(|found| found.value.as_str()).collect(),
        facts.handles.iter().map(|found| found.value.as_str()).collect(),
    ]
}

fn spans<T>(found: &[Found<T>]) -> impl Iterator<Item = &Range<usize>> {
    found.iter().map(|found| &found.span)
}
