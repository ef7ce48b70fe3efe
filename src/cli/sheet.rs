//! A message explained for people: findings with their places, rule by rule, what came of it.

use std::ops::Range;

use crate::detect::phone::for_people as phone_for_people;
use crate::detect::{Facts, Reason, Rejected, Shape};
use crate::dialog::{Field, Outcome};
use crate::rules::Rules;
use crate::script::{lead_line, replies_lines, status_line};
use crate::texts::{Language, text, text_with};
use crate::trace_text::{self, Style, field_word};

/// The trigger words that were met, as the rules file spells them, each once.
pub fn triggers<'a>(facts: &Facts, rules: &'a Rules) -> Vec<&'a str> {
    let mut met: Vec<&str> = Vec::new();
    for hit in &facts.words.hits {
        let spelling = rules.spellings.get(hit.pattern as usize).map(String::as_str);
        met.extend(spelling.filter(|spelling| !met.contains(spelling)));
    }
    met
}

/// The whole explanation.
pub fn lines(
    message: &str,
    facts: &Facts,
    outcome: &Outcome,
    rules: &Rules,
    style: Style<'_>,
) -> Vec<String> {
    let language = style.language;
    let mut lines = found(message, facts, rules, language);
    lines.extend(rejected(message, facts, language));
    lines.push(String::new());
    lines.push(text(language, "explain-rules"));
    lines.extend(trace_text::rules(&outcome.trace, style));
    lines.push(String::new());
    lines.extend(trace_text::summary(&outcome.trace, style).iter().map(|line| format!("→ {line}")));
    lines.extend(replies_lines(std::slice::from_ref(outcome), language));
    lines.push(lead_line(&outcome.dialog, rules, language));
    lines.push(status_line(&outcome.dialog, language));
    lines
}

fn found(message: &str, facts: &Facts, rules: &Rules, language: Language) -> Vec<String> {
    let mut lines = Vec::new();
    let mut add = |what: String, value: &str, span: &Range<usize>| {
        lines.push(format!("  {what}: {value}  {}", place(message, span)));
    };
    for phone in &facts.phones {
        let what = field_word(&Field::Phone, language);
        add(what, &phone_for_people(&phone.value.e164), &phone.span);
    }
    for email in &facts.emails {
        add(field_word(&Field::Email, language), &email.value, &email.span);
    }
    for handle in &facts.handles {
        add(text(language, "explain-handle"), &handle.value, &handle.span);
    }
    if let Some(time) = &facts.time {
        add(field_word(&Field::Time, language), &time.value.written, &time.span);
    }
    if let Some(name) = &facts.name {
        add(field_word(&Field::Name, language), &name.value, &name.span);
    }
    let words = triggers(facts, rules);
    if !words.is_empty() {
        let places = [("words", words.join(", ").into())];
        lines.push(format!("  {}", text_with(language, "explain-words", &places)));
    }
    let tempers = [
        (facts.obscene, "explain-obscene"),
        (facts.rude, "explain-rude"),
        (facts.shouting, "explain-shouting"),
    ];
    let tempers = tempers.iter().filter(|(is, _)| *is);
    lines.extend(tempers.map(|(_, key)| format!("  {}", text(language, key))));
    let title = if lines.is_empty() { "explain-nothing-found" } else { "explain-found" };
    lines.insert(0, text(language, title));
    lines
}

fn rejected(message: &str, facts: &Facts, language: Language) -> Vec<String> {
    if facts.rejected.is_empty() {
        return Vec::new();
    }
    let line = |rejected: &Rejected| {
        let shape = match rejected.looks_like {
            Shape::Phone => Field::Phone,
            Shape::Email => Field::Email,
            Shape::Time => Field::Time,
        };
        let place = place(message, &rejected.span);
        let why = reason(&rejected.reason, language);
        let places = [("field", field_word(&shape, language).into()), ("why", why.into())];
        format!("  {place}: {}", text_with(language, "explain-rejected-as", &places))
    };
    let title = text(language, "explain-rejected");
    std::iter::once(title).chain(facts.rejected.iter().map(line)).collect()
}

fn reason(reason: &Reason, language: Language) -> String {
    let of_word = |key: &str, word: &str| text_with(language, key, &[("word", word.into())]);
    match reason {
        Reason::WordBefore(word) => of_word("explain-word-before", word),
        Reason::WordAfter(word) => of_word("explain-word-after", word),
        Reason::Shape => text(language, "explain-shape"),
        Reason::Link => text(language, "explain-link"),
        Reason::File => text(language, "explain-file"),
        Reason::NotAhead => text(language, "explain-not-ahead"),
    }
}

/// The words found and where they stand, in characters from 1.
fn place(message: &str, span: &Range<usize>) -> String {
    let words = message.get(span.clone()).unwrap_or_default().replace('\n', " ");
    let begin = message.get(..span.start).map_or(0, |before| before.chars().count()) + 1;
    let end = begin + words.chars().count().saturating_sub(1);
    format!("«{words}» [{begin}–{end}]")
}
