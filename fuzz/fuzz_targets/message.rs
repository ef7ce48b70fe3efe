//! A conversation of arbitrary lines: nothing panics, every span cuts between characters.
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

// The first byte chooses the country and the open question; U+0001 parts messages.
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
        let context = Context { earlier: &earlier, asked, now, zone: RULES.timezone, country };
        let facts = detect(line, &context, &RULES.vocabulary);
        examine(line, &facts);
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

fn spans<T>(found: &[Found<T>]) -> impl Iterator<Item = &Range<usize>> {
    found.iter().map(|found| &found.span)
}
