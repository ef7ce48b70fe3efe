//! What holds for a message as a whole, whichever detector reads it.

use std::sync::LazyLock;

use leadlatch::detect::words::{Trigger, Vocabulary};
use leadlatch::detect::{Context, Facts, Normal, detect};
use leadlatch::dialog::Field;
use proptest::prelude::*;

fn context<'a>(earlier: &'a [&'a str], asked: Option<&'a Field>) -> Context<'a> {
    Context {
        earlier,
        entities: &[],
        asked,
        now: "2026-10-19T09:00:00Z".parse().expect("a moment"),
        zone: chrono_tz::Europe::Moscow,
        country: "RU",
    }
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let triggers = ["собака", "=пока", "матер*", "до свидания", "24/7"];
    let written = triggers.iter().map(|written| written.parse().expect("a trigger"));
    let builtin = [Trigger::Obscene, Trigger::Rude, Trigger::Shouting];
    Vocabulary::compile(&written.chain(builtin).collect::<Vec<_>>())
});

fn hits(text: &str) -> usize {
    detect(text, &context(&[], None), &VOCABULARY).words.hits.len()
}

#[test]
fn a_contact_said_twice_is_found_once_and_is_no_words_either_time() {
    for (text, phones, emails, handles) in [
        ("ivan собака mail.ru, повторю ivan собака mail.ru", 0, 1, 0),
        ("8 903 24 7 24 7 0, то есть 8 903 24 7 24 7 0", 1, 0, 0),
        ("@sobaka_24, ещё раз @Sobaka_24", 0, 0, 1),
    ] {
        let facts = detect(text, &context(&[], None), &VOCABULARY);
        assert_eq!(facts.phones.len(), phones, "{text}");
        assert_eq!(facts.emails.len(), emails, "{text}");
        assert_eq!(facts.handles.len(), handles, "{text}");
        assert!(facts.words.hits.is_empty(), "{text}");
    }
    assert_eq!(hits("ivan собака mail.ru, а собака у меня злая"), 1);
}

#[test]
fn a_word_cut_in_two_by_a_sign_is_both_parts_in_a_row() {
    for (text, expected) in [("работаете 24/7?", 1), ("круглосуточно, 24 7", 1), ("дом 24", 0)]
    {
        assert_eq!(hits(text), expected, "{text}");
    }
    assert_eq!(hits("дом 7, квартира 24"), 0);
}

#[test]
fn initials_are_no_word_whatever_is_hidden_between_them() {
    for text in ["Е.Б.Алексеев", "Е\u{200b}.Б\u{2060}.\u{ad}Алексеев"] {
        assert_eq!(hits(text), 0, "{text:?}");
    }
}

#[test]
fn places_are_places_of_the_message_as_it_was_sent() {
    let text = "\u{200b}Ан\u{ad}на: 8\u{200d}916 123-45-6\u{2060}7\u{feff}, в 1\u{200b}5:00";
    let facts = detect(text, &context(&[], None), &VOCABULARY);
    let written = |span: &std::ops::Range<usize>| &text[span.clone()];
    assert_eq!(facts.phones[0].value.written, "8916 123-45-67");
    assert_eq!(written(&facts.phones[0].span), "8\u{200d}916 123-45-6\u{2060}7");
    assert_eq!(facts.name.as_ref().map(|name| written(&name.span)), Some("Ан\u{ad}на"));
    assert_eq!(facts.time.as_ref().map(|time| written(&time.span)), Some("в 1\u{200b}5:00"));
}

/// The characters of no width that people really meet: typed by phones, pasted from sites,
/// strewn in by spammers.
const UNSEEN: [std::ops::RangeInclusive<char>; 7] = [
    '\u{ad}'..='\u{ad}',
    '\u{200b}'..='\u{200f}',
    '\u{202a}'..='\u{202e}',
    '\u{2060}'..='\u{2064}',
    '\u{2066}'..='\u{2069}',
    '\u{fe00}'..='\u{fe0f}',
    '\u{feff}'..='\u{feff}',
];

/// Messages with a little of everything there is to find.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => "[0-9０-９①-⑨٠-٩ ()+.,:/-]{1,9}",
        1 => "[а-яёА-ЯЁa-zA-Z]{1,8}",
        1 => "[a-zа-я@., _/-]{1,8}",
        1 => "\\PC{0,4}",
    ];
    prop::collection::vec(piece, 0..9).prop_map(|pieces| pieces.concat())
}

const PIECES: &[&str] = &[
    " ",
    " ",
    " ",
    ", ",
    "\n",
    ".",
    "89161234567",
    "8 (903) 123-45-6",
    "восемь девятьсот ",
    "ДЕВЯТЬСОТ ",
    "8️⃣9️⃣",
    "доб. 12",
    "заказ № ",
    "ivan@mail.ru",
    "Иван СОБАКА Mail Точка ru",
    " СоБаКа ",
    "@Ivan_Petrov",
    "T.Me/ivan_petrov",
    "telegram.dog/ivanov",
    "WA.me/79161234567",
    "х*й",
    "х у й",
    "Е.Б.",
    "Алексеев",
    "бл ять",
    "дебил",
    "ГДЕ МОЙ ",
    "ЗАКАЗ",
    "завтра ",
    "в 15:00",
    "после обеда",
    "с 10 до 18",
    "меня зовут ",
    "Анна",
    " Петровна",
    "собака",
    "24/7",
    "и\u{306}",
    "е\u{301}",
    "👨‍👩‍👧",
    "❤️",
    "🇷🇺",
];

fn contacts(facts: &Facts) -> [Vec<&str>; 3] {
    [
        facts.phones.iter().map(|found| found.value.e164.as_str()).collect(),
        facts.emails.iter().map(|found| found.value.as_str()).collect(),
        facts.handles.iter().map(|found| found.value.as_str()).collect(),
    ]
}

/// Everything found, without its places.
fn findings(facts: &Facts) -> impl PartialEq + std::fmt::Debug {
    let phones: Vec<_> = facts.phones.iter().map(|found| found.value.clone()).collect();
    let time = facts.time.as_ref().map(|found| found.value.clone());
    let name = facts.name.as_ref().map(|found| found.value.clone());
    let temper = (facts.obscene, facts.rude, facts.shouting);
    let others = contacts(facts).map(|found| found.join(" "));
    (phones, others, time, name, temper, facts.words.clone())
}

fn strewn(text: &str, places: &[(prop::sample::Index, char)]) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for (place, unseen) in places {
        characters.insert(place.index(characters.len() + 1), *unseen);
    }
    characters.into_iter().collect()
}

fn unseen() -> impl Strategy<Value = char> {
    prop::sample::select(UNSEEN.into_iter().flatten().collect::<Vec<char>>())
}

proptest! {
    #[test]
    fn what_nobody_sees_changes_nothing(
        text in texts(),
        before in texts(),
        places in prop::collection::vec((any::<prop::sample::Index>(), unseen()), 1..20),
        asked in prop::sample::select(vec![None, Some(Field::Time), Some(Field::Name)]),
    ) {
        let plain = detect(&text, &context(&[&before], asked.as_ref()), &VOCABULARY);
        let (text, before) = (strewn(&text, &places), strewn(&before, &places));
        let facts = detect(&text, &context(&[&before], asked.as_ref()), &VOCABULARY);
        prop_assert_eq!(findings(&facts), findings(&plain));
        let spans = facts.phones.iter().map(|found| &found.span);
        let spans = spans.chain(facts.time.iter().map(|found| &found.span));
        for span in spans.chain(facts.name.iter().map(|found| &found.span)) {
            prop_assert!(text.get(span.clone()).is_some_and(|found| !found.is_empty()));
        }
    }

    #[test]
    fn a_message_in_its_plain_spelling_has_the_same_contacts(text in texts(), before in texts()) {
        let vocabulary = Vocabulary::default();
        let facts = detect(&text, &context(&[&before], None), &vocabulary);
        let (text, before) = (Normal::of(&text).text, Normal::of(&before).text);
        let plain = detect(&text, &context(&[&before], None), &vocabulary);
        prop_assert_eq!(contacts(&plain), contacts(&facts));
    }
}
