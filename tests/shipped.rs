//! The rules file that ships: it loads, and whatever is done to it, nothing panics.

use std::time::Duration;

use leadlatch::dialog::{Field, Sink, Status};
use leadlatch::rules::{Answer, Rules, Test, load};

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
