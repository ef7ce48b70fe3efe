//! What Telegram has marked in a message: a hint beside our own reading.

use std::ops::Range;

use chrono::DateTime;
use chrono_tz::Europe::Moscow;
use leadlatch::detect::words::Vocabulary;
use leadlatch::detect::{Context, Facts, detect};
use leadlatch::dialog::{Entity, EntityKind};

fn facts(text: &str, entities: &[Entity]) -> Facts {
    let now = DateTime::UNIX_EPOCH;
    let context = Context { earlier: &[], entities, asked: None, now, zone: Moscow, country: "RU" };
    detect(text, &context, &Vocabulary::default())
}

fn place(text: &str, words: &str) -> Range<usize> {
    let start = text.find(words).expect("the words are there");
    start..start + words.len()
}

fn link(text: &str, words: &str, address: &str) -> Entity {
    Entity { span: place(text, words), kind: EntityKind::Link(address.to_owned()) }
}

fn contact(text: &str, words: &str) -> Entity {
    Entity { span: place(text, words), kind: EntityKind::Contact }
}

/// Phones, addresses and names, each with the words they were found in.
fn contacts<'a>(text: &'a str, facts: &Facts) -> Vec<(String, &'a str)> {
    let phones = facts.phones.iter().map(|found| (found.value.e164.clone(), &found.span));
    let others = facts.emails.iter().chain(&facts.handles);
    let others = others.map(|found| (found.value.clone(), &found.span));
    phones.chain(others).map(|(value, span)| (value, &text[span.clone()])).collect()
}

#[test]
fn contacts_behind_the_words_of_links_are_found() {
    let text = "🐶 мой телефон, почта, ватсап и телега";
    let marks = [
        link(text, "телефон", "tel:+79001234567"),
        link(text, "почта", "mailto:Anna.K@mail.ru?subject=hi"),
        link(text, "ватсап", "https://wa.me/79005556677?text=hi"),
        link(text, "телега", "https://t.me/anna_k"),
    ];
    let expected = [
        ("+79001234567", "телефон"),
        ("+79005556677", "ватсап"),
        ("anna.k@mail.ru", "почта"),
        ("@anna_k", "телега"),
    ];
    let expected = expected.map(|(value, words)| (value.to_owned(), words));
    assert_eq!(contacts(text, &facts(text, &marks)), expected);
}

#[test]
fn marks_keep_their_places_among_what_nobody_sees() {
    let text = "\u{200b}мой теле\u{ad}фон\u{2060}";
    for (words, found_in) in [("теле\u{ad}фон", "теле\u{ad}фон"), ("\u{2060}", "")] {
        let found = facts(text, &[link(text, words, "tel:+79001234567")]);
        assert_eq!(contacts(text, &found), [("+79001234567".to_owned(), found_in)]);
    }
}

#[test]
fn a_number_written_and_linked_is_one_number() {
    let text = "8 900 123-45-67";
    let found = facts(text, &[link(text, text, "tel:89001234567"), contact(text, text)]);
    assert_eq!(contacts(text, &found), [("+79001234567".to_owned(), text)]);
}

#[test]
fn links_that_dial_nobody_say_nothing() {
    let text = "смотрите сюда";
    let marks = [link(text, "сюда", "https://shop.ru/item/89001234567")];
    let found = facts(text, &marks);
    assert_eq!((contacts(text, &found), found.rejected), (vec![], vec![]));
}

#[test]
fn a_mark_does_not_outweigh_a_reason_of_ours() {
    let text = "номер заказа 89001234567, ИНН 500100732259";
    let marks = [contact(text, "89001234567"), contact(text, "500100732259")];
    assert_eq!(contacts(text, &facts(text, &marks)), []);
}

#[test]
fn a_mark_points_at_what_we_have_passed_by() {
    let text = "Annaanna_k@mail.ruлучше сюда";
    let plain = contacts(text, &facts(text, &[])).len();
    let text = "пишите:x@@anna_kk";
    let marked = facts(text, &[contact(text, "@anna_kk")]);
    assert_eq!((plain, contacts(text, &marked)), (1, vec![("@anna_kk".to_owned(), "@anna_kk")]));
}

#[test]
fn marks_of_any_place_are_survived() {
    let text = "я 🐶";
    for span in [0..1, 1..2, 3..5, 2..90, 90..91, 0..0] {
        for kind in [EntityKind::Contact, EntityKind::Link("tel:".to_owned())] {
            assert_eq!(facts(text, &[Entity { span: span.clone(), kind }]).phones, []);
        }
    }
}
