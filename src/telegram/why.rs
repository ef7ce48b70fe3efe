//! The answer to `/why`: the account of a step in a few lines; pure.

use std::fmt::Write;

use crate::dialog::{Trace, Verdict};
use crate::texts::{Language, text_with};

/// How many rules are listed: those nearest to the decision.
const RULES: usize = 12;

/// What was heard, which rules were looked at, what decided.
pub fn why(trace: &Trace, language: Language) -> String {
    let heard: String = trace.heard.chars().take(200).collect();
    let mut words = text_with(language, "desk-why-heard", &[("text", heard.into())]);
    let skipped = trace.rules.len().saturating_sub(RULES);
    for rule in trace.rules.iter().skip(skipped) {
        let held = !rule.spent && rule.conditions.iter().all(|condition| condition.held);
        let _ = write!(words, "\n{} {} ({})", mark(held), rule.name, rule.line);
        for condition in rule.conditions.iter().filter(|condition| !condition.held) {
            let _ = write!(words, "\n      {} {}", mark(false), condition.text);
        }
    }
    words.push('\n');
    words += &decided(&trace.verdict, language);
    words
}

fn mark(held: bool) -> &'static str {
    if held { "✓" } else { "✗" }
}

fn decided(verdict: &Verdict, language: Language) -> String {
    let with = |key, name: &str| text_with(language, key, &[("name", name.to_owned().into())]);
    match verdict {
        Verdict::Fired { rule, .. } => with("desk-why-fired", rule),
        Verdict::Held { rule, missing } | Verdict::Rejected { rule, missing } => {
            let places = [("name", (&**rule).into()), ("field", missing.key().into())];
            text_with(language, "desk-why-held", &places)
        }
        Verdict::Answered(field) => with("desk-why-answered", field.key()),
        Verdict::Reasked(field) => with("desk-why-reasked", field.key()),
        Verdict::Fallback | Verdict::FallbackLimit => with("desk-why-fallback", ""),
        Verdict::Muted => with("desk-why-muted", ""),
        _ => with("desk-why-other", ""),
    }
}
