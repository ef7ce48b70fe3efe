//! Labelled messages: emails.

use leadlatch::detect::{Normal, Reason, Shape, email, handle};
use proptest::prelude::*;

use crate::score::{Row, Score, check, rows};

/// Addresses and handles as the labels name them.
fn contacts(text: &str) -> Vec<String> {
    let (addresses, _) = email::find(&Normal::of(text));
    let addresses = addresses.into_iter().map(|found| format!("email:{}", found.value));
    let handles =
        handle::find(&Normal::of(text)).into_iter().map(|found| found.value.replace('@', "tg:"));
    addresses.chain(handles).collect()
}

/// The row of the table.
pub fn scored() -> Vec<Row> {
    let mut score = Score::default();
    for row in rows(include_str!("emails.tsv")) {
        let expected: Vec<String> =
            row[1].split(',').filter(|item| *item != "-").map(str::to_owned).collect();
        score.add(&row[0], &expected, &contacts(&row[0]));
    }
    vec![Row::new("emails and handles", score, 0.98, 0.98)]
}

#[test]
fn labelled_messages_give_their_addresses() {
    check(&scored());
}

#[test]
fn the_span_is_the_address_as_written() {
    let text = "почтаIvan собака mail точка ru, жду";
    let (found, _) = email::find(&Normal::of(text));
    assert_eq!(found[0].value, "ivan@mail.ru");
    assert_eq!(&text[found[0].span.clone()], "Ivan собака mail точка ru");
}

#[test]
fn mail_servers_get_a_domain_in_ascii() {
    assert_eq!(email::ascii("иван@почта.рф"), "иван@xn--80a1acny.xn--p1ai");
    assert_eq!(email::ascii("ivan@mail.ru"), "ivan@mail.ru");
    assert_eq!(email::ascii("не адрес"), "не адрес");
}

#[test]
fn names_of_files_and_links_are_explained() {
    for (text, reason) in [("image@2x.png", Reason::File), ("http://user@host.ru", Reason::Link)] {
        let (found, rejected) = email::find(&Normal::of(text));
        assert!(found.is_empty(), "{text}");
        assert_eq!((rejected[0].looks_like, &rejected[0].reason), (Shape::Email, &reason));
    }
}

/// Texts full of the signs that matter here.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("ivan@mail.ru".to_owned()),
        Just("@ivan_petrov".to_owned()),
        Just(" собака ".to_owned()),
        Just(" точка ".to_owned()),
        Just("https://t.me/".to_owned()),
        Just(".t.me".to_owned()),
        "[a-zа-я@., _/-]{1,8}",
        "\\PC{0,5}",
    ];
    proptest::collection::vec(piece, 0..9).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn spans_lie_on_character_boundaries(text in texts()) {
        let (addresses, rejected) = email::find(&Normal::of(&text));
        let names = handle::find(&Normal::of(&text));
        let spans = addresses.iter().chain(&names).map(|f| &f.span);
        for span in spans.chain(rejected.iter().map(|r| &r.span)) {
            prop_assert!(!span.is_empty());
            prop_assert!(text.get(span.clone()).is_some());
        }
        for address in &addresses {
            email::ascii(&address.value);
        }
    }

    #[test]
    fn zero_width_characters_change_nothing(
        text in texts(),
        place in any::<prop::sample::Index>(),
    ) {
        let mut characters: Vec<char> = text.chars().collect();
        characters.insert(place.index(characters.len() + 1), '\u{200b}');
        let strewn: String = characters.into_iter().collect();
        prop_assert_eq!(contacts(&strewn), contacts(&text));
    }
}
