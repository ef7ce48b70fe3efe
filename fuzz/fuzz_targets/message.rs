//! A conversation of arbitrary lines: nothing panics, every span cuts between characters, what
//! nobody sees changes nothing, and the plain spelling of a line has the same contacts.
#![no_main]

use std::ops::{Range, RangeInclusive};
use std::sync::LazyLock;

use chrono::DateTime;
use leadlatch::detect::{Context, Facts, Found, Normal, WordHits, detect};
use leadlatch::dialog::{
    CallTime, ChatKey, Dialog, Event, Field, Incoming, LeadId, Message, Phone,
};
use leadlatch::rules::{Rules, evaluate::step, load};
use libfuzzer_sys::fuzz_target;

static RULES: LazyLock<Rules> =
    LazyLock::new(|| load(include_str!("../../rules.toml")).expect("the shipped file is right"));

/// Messages are read up to 4,096 characters; in its plain spelling ⑩ is two.
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
        let context =
            Context { earlier: &earlier, entities: &[], asked, now, zone: RULES.timezone, country };
        let facts = detect(line, &context, &RULES.vocabulary);
        examine(line, &facts);
        respelt(
            &context,
            line,
            |line| strewn(line, choice),
            |line, strewn| {
                examine(line, strewn);
                assert_eq!(findings(strewn), findings(&facts), "{line:?}");
            },
        );
        respelt(
            &context,
            line,
            |line| Normal::of(line).text,
            |line, plain| {
                assert_eq!(contacts(plain), contacts(&facts), "{line:?}");
            },
        );
        let event = Event::Message(Message::text(index as i32, line));
        let incoming = Incoming { chat: chat.clone(), at: now, client: None, event };
        dialog = step(&RULES, &dialog, &incoming, &facts, LeadId(1)).dialog;
        earlier.push(line);
    }
});

/// What is found in a line that is spelt otherwise, and the lines before it as well.
fn respelt(
    context: &Context<'_>,
    line: &str,
    spell: impl Fn(&str) -> String,
    law: impl FnOnce(&str, &Facts),
) {
    let earlier: Vec<String> = context.earlier.iter().map(|earlier| spell(earlier)).collect();
    let earlier: Vec<&str> = earlier.iter().map(String::as_str).collect();
    let line = spell(line);
    law(&line, &detect(&line, &Context { earlier: &earlier, ..*context }, &RULES.vocabulary));
}

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

/// What people's keyboards and clipboards leave in a text, and spammers strew in: blanks and
/// joiners of no width, marks of direction, invisible signs, the soft hyphen, the choice between
/// a sign and its picture. None of them is an exception: of a keycap, `8` U+FE0F U+20E3, the
/// frame is seen and never strewn, and the digit counts with it or without.
const UNSEEN: [RangeInclusive<char>; 7] = [
    '\u{200b}'..='\u{200f}',
    '\u{202a}'..='\u{202e}',
    '\u{2060}'..='\u{2064}',
    '\u{2066}'..='\u{2069}',
    '\u{feff}'..='\u{feff}',
    '\u{ad}'..='\u{ad}',
    '\u{fe00}'..='\u{fe0f}',
];

/// The line with unseen characters between its own, here or there by `choice`.
fn strewn(line: &str, choice: u8) -> String {
    let mut unseen = UNSEEN.into_iter().flatten().cycle().skip(usize::from(choice & 63));
    let every = 1 + usize::from(choice >> 6);
    let mut strewn = String::new();
    for (index, character) in line.chars().enumerate() {
        if index % every == 0 {
            strewn.extend(unseen.next());
        }
        strewn.push(character);
    }
    strewn.extend(unseen.next());
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

/// Everything found, without its places.
#[derive(Debug, PartialEq)]
struct Findings<'a> {
    contacts: [Vec<&'a str>; 3],
    phones: Vec<&'a Phone>,
    time: Option<&'a CallTime>,
    name: Option<&'a str>,
    words: &'a WordHits,
    obscene_rude_shouting: [bool; 3],
}

fn findings(facts: &Facts) -> Findings<'_> {
    Findings {
        contacts: contacts(facts),
        phones: facts.phones.iter().map(|found| &found.value).collect(),
        time: facts.time.as_ref().map(|found| &found.value),
        name: facts.name.as_ref().map(|found| found.value.as_str()),
        words: &facts.words,
        obscene_rude_shouting: [facts.obscene, facts.rude, facts.shouting],
    }
}

fn spans<T>(found: &[Found<T>]) -> impl Iterator<Item = &Range<usize>> {
    found.iter().map(|found| &found.span)
}
