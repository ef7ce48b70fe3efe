//! Labelled messages: phones.

use chrono::DateTime;
use chrono_tz::Europe::Moscow;
use leadlatch::detect::{Context, Normal, Reason, Shape, phone};
use proptest::prelude::*;

use crate::score::{Row, Score, check, rows};

fn context<'a>(earlier: &'a [&'a str], country: &'a str) -> Context<'a> {
    Context {
        earlier,
        entities: &[],
        asked: None,
        now: DateTime::UNIX_EPOCH,
        zone: Moscow,
        country,
    }
}

fn numbers_in(text: &str, country: &str) -> Vec<String> {
    let (phones, _) = phone::find(&Normal::of(text), &context(&[], country));
    phones.into_iter().map(|found| found.value.e164).collect()
}

fn numbers(text: &str) -> Vec<String> {
    numbers_in(text, "RU")
}

fn numbers_after(earlier: &[&str], text: &str) -> Vec<String> {
    let (phones, _) = phone::find(&Normal::of(text), &context(earlier, "RU"));
    phones.into_iter().map(|found| found.value.e164).collect()
}

/// The numbers a row expects: `-` for none, commas between several.
fn expected(cell: &str) -> Vec<String> {
    cell.split(',').filter(|item| *item != "-").map(str::to_owned).collect()
}

/// The row of the table.
pub fn scored() -> Vec<Row> {
    let mut score = Score::default();
    for row in rows(include_str!("phones.tsv")) {
        score.add(&row[0], &expected(&row[1]), &numbers(&row[0]));
    }
    vec![Row::new("phones", score, 0.97, 0.97)]
}

#[test]
fn labelled_messages_give_their_numbers() {
    check(&scored());
}

#[test]
fn the_customers_own_writing_is_kept() {
    let text = "Пишу: +7 (900) 123-45-67, доб. 12. Жду";
    let (phones, rejected) = phone::find(&Normal::of(text), &context(&[], "RU"));
    assert_eq!(phones.len(), 1);
    assert_eq!(phones[0].value.e164, "+79001234567");
    assert_eq!(phones[0].value.extension.as_deref(), Some("12"));
    assert_eq!(phones[0].value.written, "+7 (900) 123-45-67, доб. 12");
    assert_eq!(&text[phones[0].span.clone()], phones[0].value.written);
    assert!(rejected.is_empty());
}

#[test]
fn a_number_may_be_split_over_messages() {
    assert_eq!(numbers_after(&["мой номер 8916"], "1234567"), ["+79161234567"]);
    assert_eq!(numbers_after(&["8916", "123"], "45 67 Олег"), ["+79161234567"]);
    let (phones, _) = phone::find(&Normal::of("123 45 67 жду"), &context(&["8916"], "RU"));
    assert_eq!(phones[0].span, 0..9);
    assert_eq!(phones[0].value.written, "8916\n123 45 67");
}

#[test]
fn a_number_of_an_earlier_message_is_not_found_again() {
    assert!(numbers_after(&["89161234567"], "в 15:00").is_empty());
    assert!(numbers_after(&["89161234567"], "жду").is_empty());
    assert_eq!(numbers_after(&["89161234567"], "или 89037654321"), ["+79037654321"]);
}

#[test]
fn the_country_decides_how_local_numbers_are_read() {
    assert_eq!(numbers_in("8 029 765-43-21", "BY"), ["+375297654321"]);
    assert_eq!(numbers_in("067 123 45 67", "UA"), ["+380671234567"]);
    assert_eq!(numbers_in("90 123 45 67", "UZ"), ["+998901234567"]);
    assert_eq!(numbers_in("701 123 45 67", "KZ"), ["+77011234567"]);
    assert_eq!(numbers_in("(212) 555-0198", "US"), ["+12125550198"]);
    assert_eq!(numbers_in("091 12 34 56", "AM"), ["+37491123456"]);
    assert_eq!(numbers_in("8 916 123-45-67", "BY"), ["+79161234567"]);
}

#[test]
fn what_looked_like_a_number_is_explained() {
    for (text, reason) in [
        ("Заказ №89001234567", Reason::WordBefore("заказ".to_owned())),
        ("ИНН 9161234567", Reason::WordBefore("инн".to_owned())),
        ("89161234567 руб", Reason::WordAfter("руб".to_owned())),
        ("https://shop.ru/item/89161234567", Reason::Link),
    ] {
        let (phones, rejected) = phone::find(&Normal::of(text), &context(&[], "RU"));
        assert!(phones.is_empty(), "{text}");
        assert_eq!(rejected.len(), 1, "{text}");
        assert_eq!(
            (rejected[0].looks_like, &rejected[0].reason),
            (Shape::Phone, &reason),
            "{text}"
        );
    }
}

#[test]
fn contact_cards_need_no_plus() {
    for (written, e164) in [
        ("79161234567", "+79161234567"),
        ("+79161234567", "+79161234567"),
        ("89161234567", "+79161234567"),
        ("9161234567", "+79161234567"),
        ("380501234567", "+380501234567"),
        ("12125550198", "+12125550198"),
        ("+44 7911 123456", "+447911123456"),
    ] {
        let phone = phone::from_card(written, "RU");
        assert_eq!(phone.map(|phone| phone.e164).as_deref(), Some(e164), "{written}");
    }
    assert_eq!(phone::from_card("привет", "RU"), None);
    assert_eq!(phone::from_card("", "RU"), None);
}

/// Texts of the kind people send, and of the kind nobody does.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("89161234567".to_owned()),
        Just("+7 (916) 123-45-67".to_owned()),
        Just("заказ №".to_owned()),
        Just("доб. 1".to_owned()),
        Just("восемь девятьсот ".to_owned()),
        Just("https://wa.me/".to_owned()),
        Just("ivan@mail.ru".to_owned()),
        Just("\u{200d}".to_owned()),
        "[0-9 ()+.,:/-]{1,12}",
        "[а-яёa-z ]{1,10}",
        "\\PC{0,6}",
    ];
    proptest::collection::vec(piece, 0..10).prop_map(|pieces| pieces.concat())
}

const ZERO_WIDTH: [char; 7] =
    ['\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{feff}', '\u{ad}', '\u{200e}'];

proptest! {
    #[test]
    fn spans_lie_on_character_boundaries(text in texts(), before in texts()) {
        let (phones, rejected) = phone::find(&Normal::of(&text), &context(&[&before], "RU"));
        for span in phones.iter().map(|f| &f.span).chain(rejected.iter().map(|r| &r.span)) {
            prop_assert!(!span.is_empty());
            prop_assert!(text.get(span.clone()).is_some());
        }
        for pair in phones.windows(2) {
            prop_assert!(pair[0].span.start <= pair[1].span.start);
        }
    }

    #[test]
    fn any_country_and_any_card_is_survived(text in "\\PC{0,40}", country in "[A-Z]{0,3}") {
        let (phones, _) = phone::find(&Normal::of(&text), &context(&[], &country));
        for found in phones {
            prop_assert!(found.value.e164.starts_with('+'));
            prop_assert!(phone::for_people(&found.value.e164).starts_with('+'));
        }
        phone::from_card(&text, &country);
        phone::for_people(&text);
    }

    #[test]
    fn zero_width_characters_change_nothing(
        text in texts(),
        places in proptest::collection::vec((any::<prop::sample::Index>(), 0..7usize), 1..20),
    ) {
        let mut characters: Vec<char> = text.chars().collect();
        for (place, which) in places {
            characters.insert(place.index(characters.len() + 1), ZERO_WIDTH[which]);
        }
        let strewn: String = characters.into_iter().collect();
        prop_assert_eq!(numbers(&strewn), numbers(&text));
    }

    #[test]
    fn a_written_number_reads_as_itself(area in 900..999u32, rest in 0..10_000_000u32) {
        let e164 = format!("+7{area}{rest:07}");
        prop_assert_eq!(numbers(&phone::for_people(&e164)), [e164.clone()]);
        prop_assert_eq!(numbers(&format!("8{area}{rest:07}")), [e164.clone()]);
    }
}
