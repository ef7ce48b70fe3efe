//! A failed dialogue, for the owner to read: what was expected, what came, and why.

use crate::dialog::Verdict;
use crate::rules::Rules;
use crate::texts::{Language, text, text_with};

use super::Failure;
use super::play::deciding_rule;

/// The names the files are shown by.
#[derive(Clone, Copy, Debug)]
pub struct Files<'a> {
    /// The file of dialogues.
    pub script: &'a str,
    /// The rules file.
    pub rules: &'a str,
}

/// A failure as a few lines, the first without indent.
pub fn report(failure: &Failure, files: Files<'_>, rules: &Rules) -> String {
    let language = rules.language;
    let place = format!("{}:{}", files.script, failure.line);
    let places = [("place", place.into()), ("title", failure.title.as_str().into())];
    let mut lines = vec![text_with(language, "dialog-failed", &places)];
    lines.extend(failure.heard.iter().map(|line| format!("      {line}")));
    for difference in &failure.differences {
        lines.extend(difference.expected.iter().map(|line| format!("    − {}", line.trim())));
        let real = difference.real.iter().flat_map(|line| line.lines());
        lines.extend(real.map(|line| format!("    + {}", line.trim())));
    }
    lines.push(format!("    {}", decision(failure, files, rules)));
    if let Some(meant) = &failure.meant {
        let rule = named(&meant.rule, meant.line, files);
        let line = if meant.reasons.is_empty() {
            text_with(language, "dialog-below", &[("rule", rule.into())])
        } else {
            let reasons = meant.reasons.join("; ");
            let places = [("rule", rule.into()), ("why", reasons.into())];
            text_with(language, "dialog-unfit", &places)
        };
        lines.push(format!("    {line}"));
    }
    lines.join("\n")
}

/// Which rule decided the turn, or what else did.
fn decision(failure: &Failure, files: Files<'_>, rules: &Rules) -> String {
    let language = rules.language;
    let decided = failure.verdicts.iter().rev().find_map(deciding_rule);
    match decided.and_then(|name| rules.rule(name)) {
        Some(rule) => {
            let rule = named(&rule.name, rule.line, files);
            text_with(language, "dialog-fired", &[("rule", rule.into())])
        }
        None => match failure.verdicts.last() {
            Some(verdict) => undecided(verdict, language),
            None => text(language, "dialog-nothing-happened"),
        },
    }
}

fn undecided(verdict: &Verdict, language: Language) -> String {
    let verdict = crate::trace_text::verdict(verdict, language);
    text_with(language, "dialog-no-rule-fired", &[("verdict", verdict.into())])
}

fn named(rule: &str, line: u32, files: Files<'_>) -> String {
    format!("«{rule}» ({}:{line})", files.rules)
}
