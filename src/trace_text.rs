//! A trace as text: the same lines in `chat`, `explain`, the demo page and `/why`.

mod why;

pub use why::why_not;

use crate::dialog::{Called, Field, Status, TestedRule, Trace, Verdict};
use crate::texts::{Language, text, text_with};

/// How a trace is printed.
#[derive(Clone, Copy, Debug)]
pub struct Style<'a> {
    /// Of the sentences.
    pub language: Language,
    /// The rules file as it is shown: `rules.toml`.
    pub file: &'a str,
    /// Ticks green, crosses red.
    pub colours: bool,
}

/// What decided, in a line, and what was remarked on the way.
pub fn summary(trace: &Trace, style: Style<'_>) -> Vec<String> {
    let mut lines = vec![decision(trace, style)];
    lines.extend(remarks(trace, style.language));
    lines
}

/// The change of the status, and what was remarked on the way.
fn remarks(trace: &Trace, language: Language) -> Vec<String> {
    let mut lines = Vec::new();
    let (before, after) = trace.status;
    if before != after {
        let before = status(before, language).into();
        let after = status(after, language).into();
        lines.push(text_with(language, "trace-status", &[("before", before), ("after", after)]));
    }
    lines.extend(trace.notes.iter().map(|note| verdict(note, language)));
    lines
}

fn decision(trace: &Trace, style: Style<'_>) -> String {
    let said = verdict(&trace.verdict, style.language);
    let line = match &trace.verdict {
        Verdict::Fired { line, .. } => Some(*line),
        Verdict::Held { rule, .. } | Verdict::Rejected { rule, .. } => {
            trace.rules.iter().find(|tested| tested.name == *rule).map(|tested| tested.line)
        }
        _ => None,
    };
    line.map_or(said.clone(), |line| format!("{said} ({}:{line})", style.file))
}

/// The rule that decided, with its conditions: what `chat` shows under an answer.
pub fn decisive_rule(trace: &Trace, style: Style<'_>) -> Vec<String> {
    let name = match &trace.verdict {
        Verdict::Fired { rule, .. }
        | Verdict::Held { rule, .. }
        | Verdict::Rejected { rule, .. } => rule,
        _ => return Vec::new(),
    };
    let tested = trace.rules.iter().find(|tested| tested.name == *name);
    tested.map(|tested| conditions(tested, style)).unwrap_or_default()
}

/// Every rule looked at, with a tick or a cross for each condition.
pub fn rules(trace: &Trace, style: Style<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    for tested in &trace.rules {
        let place = format!("{}:{}", style.file, tested.line);
        lines.push(headline(tested, &place, style));
        lines.extend(conditions(tested, style));
    }
    lines
}

/// The account in a few lines, for a telephone: the `most` rules nearest to the decision with what
/// kept each from firing, and what decided.
pub fn brief(trace: &Trace, most: usize, language: Language) -> Vec<String> {
    let style = Style { language, file: "", colours: false };
    let skipped = trace.rules.len().saturating_sub(most);
    let mut lines = Vec::new();
    for tested in &trace.rules[skipped..] {
        lines.push(headline(tested, &tested.line.to_string(), style));
        let failed = tested.conditions.iter().filter(|condition| !condition.held);
        lines.extend(failed.map(|one| format!("    {} {}", mark(false, style), one.text)));
    }
    lines.push(verdict(&trace.verdict, language));
    lines.extend(remarks(trace, language));
    lines
}

/// What happened: the customer's words, or an event by its name.
pub fn heard(trace: &Trace, language: Language) -> String {
    let event = trace.heard.strip_prefix('[').and_then(|heard| heard.strip_suffix(']'));
    let named = event.map(|event| format!("demo-heard-{event}"));
    let words = named.map(|key| (text(language, &key), key)).filter(|(words, key)| words != key);
    words.map_or_else(|| trace.heard.clone(), |(words, _)| words)
}

fn headline(tested: &TestedRule, place: &str, style: Style<'_>) -> String {
    let held = tested.conditions.iter().all(|condition| condition.held);
    let line = format!("{} «{}» ({place})", mark(held && !tested.spent, style), tested.name);
    if tested.spent { line + ": " + &text(style.language, "trace-spent") } else { line }
}

fn conditions(tested: &TestedRule, style: Style<'_>) -> Vec<String> {
    let condition = tested.conditions.iter().map(|condition| {
        format!(
            "    {} {}:{}  {}",
            mark(condition.held, style),
            style.file,
            condition.line,
            condition.text
        )
    });
    condition.collect()
}

fn mark(held: bool, style: Style<'_>) -> &'static str {
    match (held, style.colours) {
        (true, false) => "✓",
        (false, false) => "✗",
        (true, true) => "\u{1b}[32m✓\u{1b}[0m",
        (false, true) => "\u{1b}[31m✗\u{1b}[0m",
    }
}

/// A verdict as a sentence without a full stop.
pub fn verdict(verdict: &Verdict, language: Language) -> String {
    let say = |key: &str| text(language, key);
    let of_field = |key: &str, field: &Field| {
        text_with(language, key, &[("field", field_word(field, language).into())])
    };
    let of_rule = |key: &str, rule: &str| text_with(language, key, &[("rule", rule.into())]);
    match verdict {
        Verdict::Fired { rule, .. } => of_rule("verdict-fired", rule),
        Verdict::Held { rule, missing } | Verdict::Rejected { rule, missing } => {
            let held = matches!(verdict, Verdict::Held { .. });
            let key = if held { "verdict-held" } else { "verdict-rejected" };
            let field = field_word(missing, language).into();
            text_with(language, key, &[("rule", (&**rule).into()), ("field", field)])
        }
        Verdict::Answered(field) => of_field("verdict-answered", field),
        Verdict::Reasked(field) => of_field("verdict-reasked", field),
        Verdict::QuestionDropped(field) => of_field("verdict-question-dropped", field),
        Verdict::HoldVanished { rule } => of_rule("verdict-hold-vanished", rule),
        Verdict::Fallback => say("verdict-fallback"),
        Verdict::FallbackLimit => say("verdict-fallback-limit"),
        Verdict::Nothing => say("verdict-nothing"),
        Verdict::Muted => say("verdict-muted"),
        Verdict::Album => say("verdict-album"),
        Verdict::EditIgnored => say("verdict-edit-ignored"),
        Verdict::Flood => say("verdict-flood"),
        Verdict::NotDue => say("verdict-not-due"),
        Verdict::Desk => say("verdict-desk"),
        Verdict::Blocked => say("verdict-blocked"),
        Verdict::Shown => say("verdict-shown"),
        Verdict::Called(Called::Everybody) => say("verdict-everybody-called"),
        Verdict::Called(_) => say("verdict-reminded"),
        Verdict::Help => say("verdict-help"),
        Verdict::Forgotten => say("verdict-forgotten"),
        Verdict::Reopened => say("verdict-reopened"),
    }
}

/// A status as owners write it.
pub fn status(status: Status, language: Language) -> String {
    text(language, &format!("status-{}", status.key().replace('_', "-")))
}

/// The short word for a field.
pub fn field_word(field: &Field, language: Language) -> String {
    match field {
        Field::Own(key) => key.clone(),
        built_in => text(language, &format!("desk-word-{built_in}")),
    }
}
