//! Labelled messages: the time to call, its exact words and its value.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use leadlatch::detect::{Context, Reason, call_time};
use leadlatch::dialog::{CallTime, Field};
use proptest::prelude::*;

use crate::score::{Row, Score, check, rows};

/// A working Monday noon in Moscow, 19 October 2026.
fn now() -> DateTime<Utc> {
    "2026-10-19T09:00:00Z".parse().expect("a moment")
}

fn context<'a>() -> Context<'a> {
    Context {
        earlier: &[],
        entities: &[],
        asked: None,
        now: now(),
        zone: chrono_tz::Europe::Moscow,
        country: "RU",
    }
}

/// A value as the labelled set writes it: `2026-10-20 10:00-18:00 evening`, absent parts left out.
fn written(time: &CallTime) -> String {
    let clock = |time: NaiveTime| time.format("%H:%M").to_string();
    let mut words = Vec::new();
    words.extend(time.date.map(|date| date.to_string()));
    if time.from.is_some() || time.to.is_some() {
        let hour = |time: Option<NaiveTime>| time.map(clock).unwrap_or_default();
        words.push(format!("{}-{}", hour(time.from), hour(time.to)));
    }
    words.extend(time.part.map(|part| {
        serde_json::to_value(part)
            .ok()
            .and_then(|part| Some(part.as_str()?.to_owned()))
            .unwrap_or_default()
    }));
    words.join(" ")
}

/// Whether a time is named, its exact words, its value: three rows of the table.
fn score(name: &str, file: &str, floors: [f64; 3]) -> Vec<Row> {
    let (mut named, mut words, mut values) = (Score::default(), Score::default(), Score::default());
    for row in rows(file) {
        let message = &row[0];
        let expected = Some(&row[1]).filter(|span| *span != "-");
        let asked = row.get(3).is_some_and(|asked| asked == "asked").then_some(&Field::Time);
        let context = Context { asked, ..context() };
        let found = call_time::find(message, &[], &context).0;
        let is = |named: bool| if named { vec![()] } else { Vec::new() };
        named.add(message, &is(expected.is_some()), &is(found.is_some()));
        if let (Some(expected), Some(found)) = (expected, &found) {
            words.add(message, &[expected.as_str()], &[&message[found.span.clone()]]);
            if let Some(value) = row.get(2) {
                values.add(message, std::slice::from_ref(value), &[written(&found.value)]);
            }
        }
    }
    vec![
        Row::new(name, named, floors[0], floors[1]),
        Row::new(format!("{name}: exact words"), words, floors[2], floors[2]),
        Row::new(format!("{name}: value"), values, floors[2], floors[2]),
    ]
}

/// The rows of the table.
pub fn scored() -> Vec<Row> {
    score("call time", include_str!("call_time.tsv"), [0.97, 0.97, 0.95])
}

#[test]
fn times_are_found_as_written() {
    check(&scored());
}

#[test]
fn contacts_are_not_read() {
    let message = "до 20:00, 8 10 18";
    let contact = message.find("8 10").expect("the contact")..message.len();
    let found = call_time::find(message, &[contact], &context()).0.expect("a time");
    assert_eq!(&message[found.span], "до 20:00");
    let all = 0.."10:18".len();
    assert!(call_time::find("10:18", std::slice::from_ref(&all), &context()).0.is_none());
}

#[test]
fn the_zone_decides_which_day_it_is() {
    let late = Context { now: "2026-10-19T22:30:00Z".parse().expect("a moment"), ..context() };
    let day = |context: &Context<'_>| {
        call_time::find("завтра утром", &[], context).0.and_then(|found| found.value.date)
    };
    assert_eq!(day(&late), NaiveDate::from_ymd_opt(2026, 10, 21));
    let utc = Context { zone: chrono_tz::UTC, ..late };
    assert_eq!(day(&utc), NaiveDate::from_ymd_opt(2026, 10, 20));
}

#[test]
fn what_is_no_time_is_explained() {
    let reason = |message: &str| {
        let (found, rejected) = call_time::find(message, &[], &context());
        assert_eq!(found, None, "{message}");
        rejected.into_iter().next().map(|rejected| rejected.reason)
    };
    assert_eq!(reason("до 5 человек"), Some(Reason::WordAfter("человек".into())));
    assert_eq!(reason("вчера в 15:00"), Some(Reason::NotAhead));
    assert_eq!(reason("вы работаете в субботу?"), Some(Reason::WordBefore("работаете".into())));
    assert_eq!(reason("курьер сказал, приедет в 4"), Some(Reason::WordBefore("сказал".into())));
    assert_eq!(reason("акт от Петрова 20.11.2026"), Some(Reason::WordBefore("акт".into())));
    assert_eq!(reason("с 9 до 17 отключат газ"), Some(Reason::WordAfter("отключат".into())));
    assert_eq!(reason("сможете сшить к 8 марта?"), Some(Reason::WordBefore("к".into())));
    assert_eq!(reason("уже половина десятого"), Some(Reason::WordBefore("уже".into())));
    assert_eq!(reason("договор от 15 мая"), Some(Reason::WordBefore("от".into())));
    assert_eq!(reason("приезжайте 15.05.2020"), Some(Reason::NotAhead));
}

proptest! {
    #[test]
    fn no_text_breaks_the_detector(text in any::<String>(), asked in any::<bool>()) {
        unharmed(&text, asked)?;
    }

    #[test]
    fn no_mix_of_words_about_time_does(
        words in prop::collection::vec(prop::sample::select(WORDS), 0..12),
        asked in any::<bool>(),
    ) {
        unharmed(&words.concat(), asked)?;
    }

    #[test]
    fn invisible_characters_change_nothing(at in 0usize..14) {
        let plain = "завтра в 15:00";
        let (cut, _) = plain.char_indices().nth(at).unwrap_or((plain.len(), ' '));
        let message = format!("{}\u{200b}{}", &plain[..cut], &plain[cut..]);
        let found = call_time::find(&message, &[], &context()).0.expect("a time");
        prop_assert_eq!(written(&found.value), "2026-10-20 15:00-");
    }
}

const WORDS: &[&str] = &[
    "в",
    "с",
    "до",
    "после",
    "между",
    "через",
    " ",
    " ",
    " ",
    " ",
    ",",
    "-",
    ".",
    ":",
    "5",
    "15",
    "30",
    "2026",
    "мая",
    "часов",
    "минут",
    "утра",
    "вечером",
    "завтра",
    "пятницу",
    "пол",
    "без",
    "четверти",
    "двадцать",
    "пятого",
    "числа",
    "и",
    "или",
    "\u{200b}",
    "ё",
    "🙂",
    "\n",
    "дня",
    "недели",
    "час",
    "99999999999",
    "не раньше",
    "at",
    "pm",
    "on",
    "may",
    "half past",
];

/// Spans lie inside the text on character boundaries, and the words are the text's own.
fn unharmed(text: &str, asked: bool) -> Result<(), TestCaseError> {
    let context = Context { asked: asked.then_some(&Field::Time), ..context() };
    let (found, rejected) = call_time::find(text, &[], &context);
    if let Some(found) = found {
        prop_assert_eq!(text.get(found.span), Some(found.value.written.as_str()));
    }
    for rejected in rejected {
        prop_assert!(text.get(rejected.span).is_some());
    }
    Ok(())
}

#[test]
#[ignore = "scores the set that CALL_TIME_SET names"]
fn another_set_named_by_the_environment() {
    let path = std::env::var("CALL_TIME_SET").expect("CALL_TIME_SET names a set");
    let set = std::fs::read_to_string(path).expect("a set");
    check(&score("call time, other", &set, [0.95, 0.90, 0.85]));
}
