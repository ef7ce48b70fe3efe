//! The rules file that ships: it loads, and whatever is done to it, nothing panics.

use std::time::Duration;

use leadlatch::dialog::{Field, Sink, Status};
use leadlatch::rules::{Answer, Printer, Rules, Test, language_of, load, problems};
use proptest::prelude::*;

const SHIPPED: &str = include_str!("../rules.toml");

fn shipped() -> Rules {
    load(SHIPPED).expect("the shipped file is right")
}

#[test]
fn every_table_arrives() {
    let rules = shipped();
    assert_eq!(rules.company, "Чистый дом");
    assert_eq!(rules.timezone, chrono_tz::Europe::Moscow);
    let hours = rules.hours.as_ref().expect("the file has hours");
    assert_eq!(hours.week.each_ref().map(Vec::len), [1, 1, 1, 1, 1, 1, 0]);
    assert_eq!(hours.days_off.len(), 2);
    assert_eq!(rules.lead.required, [Field::Phone]);
    assert_eq!(rules.lead.send_to, [Sink::Telegram]);
    assert_eq!(rules.fields[&Field::Phone].button.as_deref(), Some("Отправить мой номер"));
    assert_eq!(rules.fields[&Field::Name].title, "Имя");
    assert!(matches!(rules.fields[&Field::Time].answer, Answer::Any));
    assert_eq!(rules.fields[&Field::Time].tries, 1);
    assert_eq!(rules.topics.len(), 2);
    assert_eq!(rules.sources["avito"], "Авито");
    assert_eq!(rules.rules.len(), 18);
    assert_eq!(rules.fallback.as_ref().map(|fallback| fallback.limit), Some(3));
    assert_eq!(rules.reopen.operator, Some(Duration::from_secs(12 * 3600)));
    assert!(rules.notify.lead.source().starts_with("🔔 Новый лид №{id}\nТелефон: {phones}"));
}

#[test]
fn a_rule_keeps_its_lines_as_written() {
    let rules = shipped();
    let rule = rules.rule("Телефон после вопроса о цене").expect("the rule is there");
    let lines: Vec<_> = SHIPPED.lines().collect();
    let line = |number: u32| lines[number as usize - 1];
    assert!(line(rule.line).contains("Телефон после вопроса о цене"));
    let topic = &rule.conditions[1];
    assert_eq!(&*topic.text, "if.topic = [\"цена\"]");
    assert!(line(topic.line).starts_with("if.topic"));
    assert!(matches!(&topic.test, Test::Topic(topics) if topics == &["цена"]));
    assert_eq!(rule.actions.status, Some(Status::InProgress));
    let written: Vec<_> = rule.actions.written.iter().map(|action| &*action.text).collect();
    let expected = ["then.lead = true", "then.status = \"В работе\"", "then.ask = \"time\""];
    assert_eq!(written, expected);
}

#[test]
fn both_ways_to_write_a_rule_mean_the_same() {
    let head = "version = 1\ncompany = \"A\"\ntimezone = \"UTC\"\n";
    let dotted = "[[rule]]\nname = \"a\"\nif.words = [\"dog\"]\nthen.status = \"completed\"\n";
    let tables = "[[rule]]\nname = \"a\"\n[rule.if]\nwords = [\"dog\"]\n[rule.then]\nstatus = \"Завершён\"\n";
    let inline =
        "[[rule]]\nname = \"a\"\nif = { words = [\"dog\"] }\nthen = { status = \"ЗАВЕРШЕН\" }\n";
    for rule in [dotted, tables, inline] {
        for text in [format!("{head}{rule}"), format!("\u{feff}{head}{rule}").replace('\n', "\r\n")]
        {
            let rules = load(&text).unwrap_or_else(|problems| panic!("{text}\n{problems:?}"));
            assert_eq!(&*rules.rules[0].conditions[0].text, "if.words = [\"dog\"]");
            assert_eq!(rules.rules[0].actions.status, Some(Status::Completed));
        }
    }
}

#[test]
fn the_shipped_file_deserves_no_remark() {
    assert_eq!(problems(SHIPPED), []);
}

/// Reads a damaged file; what is told about it must lie inside it and be printable.
fn examine(text: &str) {
    for problem in problems(text) {
        let span = &problem.span;
        assert!(span.end <= text.len() && text.get(span.clone()).is_some(), "{problem:?}");
        assert!(!problem.message.contains("check-"), "{problem:?}");
        let language = language_of(text);
        let printer = Printer { file: "rules.toml", source: text, language, colours: false };
        assert!(!printer.print(&problem).is_empty());
        if let Some(patch) = &problem.patch {
            assert!(text.get(patch.span.clone()).is_some());
            patch.line(text);
        }
    }
}

#[test]
fn a_lost_line_breaks_nothing() {
    let lines: Vec<_> = SHIPPED.lines().collect();
    // Every other line: each look opens the dictionary, and neighbours are alike.
    for lost in (0..lines.len()).step_by(2) {
        let kept = lines.iter().enumerate().filter(|(at, _)| *at != lost);
        examine(&kept.map(|(_, line)| format!("{line}\n")).collect::<String>());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn damage_breaks_nothing(
        at in 0..SHIPPED.chars().count(),
        other in 0..SHIPPED.chars().count(),
        sign in proptest::option::of(proptest::sample::select("\"'[]{}=.,#@*\n\t\\«х0\u{0}".chars().collect::<Vec<_>>())),
    ) {
        let mut signs: Vec<char> = SHIPPED.chars().collect();
        match sign {
            Some('*') => signs.swap(at, other),
            Some('@') => signs.truncate(at),
            Some(sign) => signs[at] = sign,
            None => { signs.remove(at); }
        }
        examine(&signs.into_iter().collect::<String>());
    }

    #[test]
    fn any_text_at_all_breaks_nothing(text in "[\\[\\]\"'=.#a-zа-я \n{}:,*@0-9]{0,80}") {
        examine(&text);
        let head = "version = 1\ncompany = \"A\"\ntimezone = \"UTC\"\n[[rule]]\nname = \"a\"\n";
        examine(&format!("{head}{text}"));
    }
}
