//! What was expected of a turn, beside what came of it.

use std::ops::Range;

use crate::dialog::{Dialog, Lead};
use crate::rules::Rules;
use crate::texts::Language;

use super::keyword::Keyword;
use super::play::Turn;
use super::print::{
    bot_replies, buttons, lead_line, line, rule_line, seen_by_managers, status_line,
};
use super::{Act, Expectation, Step, lead};

/// Lines that do not hold, and the lines that would.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The lines of the file, counted from 0; empty where something is missing.
    pub lines: Range<usize>,
    /// As written.
    pub expected: Vec<String>,
    /// As it really is.
    pub real: Vec<String>,
    /// What was expected; `None` where nothing was written.
    pub expectation: Option<Expectation>,
}

/// Everything in a turn that did not go as written, in the order of the file.
pub(super) fn compare(turn: &Turn<'_>, rules: &Rules) -> Vec<Difference> {
    let untouched = Dialog::new(crate::dialog::ChatKey::private(1));
    let dialog = turn.dialog.as_ref().unwrap_or(&untouched);
    let mut differences = words(turn);
    for step in &turn.expected {
        let Act::Expects(expectation) = &step.act else { continue };
        if let Some(real) = real(expectation, turn, dialog, rules, step.language) {
            differences.push(Difference::instead_of(step, real));
        }
    }
    differences.sort_by_key(|difference| difference.lines.start);
    differences
}

impl Difference {
    fn instead_of(step: &Step, real: Vec<String>) -> Self {
        let expectation = match &step.act {
            Act::Expects(expectation) => Some(expectation.clone()),
            Act::Happens(_) => None,
        };
        let (lines, expected) = (step.lines.clone(), step.written.clone());
        Self { lines, expected, real, expectation }
    }

    fn missing_after(step: &Step, real: String) -> Self {
        let lines = step.lines.end..step.lines.end;
        Self { lines, expected: Vec::new(), real: vec![real], expectation: None }
    }
}

/// The bot's words: once one is written, every one must be.
fn words(turn: &Turn<'_>) -> Vec<Difference> {
    let said: Vec<&str> = bot_replies(&turn.outcomes)
        .map(|reply| reply.text.as_str())
        .filter(|text| !text.is_empty())
        .collect();
    let written: Vec<(&Step, &str)> = turn
        .expected
        .iter()
        .filter_map(|step| match &step.act {
            Act::Expects(Expectation::Says(text)) => Some((*step, text.as_str())),
            _ => None,
        })
        .collect();
    let silent = turn.expected.iter().find(|step| step.act == Act::Expects(Expectation::Silent));
    let spoken = |step: &Step, text: &str| line(Keyword::Bot, step.language, text);
    let mut differences = Vec::new();
    for (number, (step, expected)) in written.iter().enumerate() {
        let real = match said.get(number) {
            Some(real) if matches(expected, real) => continue,
            Some(real) => vec![spoken(step, real)],
            None if said.is_empty() && number == 0 => {
                vec![line(Keyword::Silent, step.language, "")]
            }
            None => Vec::new(),
        };
        differences.push(Difference::instead_of(step, real));
    }
    let unexpected = said.iter().skip(written.len());
    match (written.last(), silent) {
        (Some((last, _)), _) => differences
            .extend(unexpected.map(|real| Difference::missing_after(last, spoken(last, real)))),
        (None, Some(silent)) => {
            let mut real: Vec<String> = said.iter().map(|real| spoken(silent, real)).collect();
            let files = bot_replies(&turn.outcomes).filter(|reply| reply.text.is_empty());
            real.extend(files.filter_map(|reply| {
                let file = reply.file.as_deref()?;
                Some(line(Keyword::File, silent.language, file))
            }));
            if !real.is_empty() {
                differences.push(Difference::instead_of(silent, real));
            }
        }
        (None, None) => {}
    }
    differences
}

/// The lines that would hold instead of an expectation; `None` when it holds.
fn real(
    expectation: &Expectation,
    turn: &Turn<'_>,
    dialog: &Dialog,
    rules: &Rules,
    language: Language,
) -> Option<Vec<String>> {
    let lead = dialog.lead.as_ref();
    let one = |line: String| Some(vec![line]);
    match expectation {
        Expectation::Says(_) | Expectation::Silent => None,
        Expectation::HasLead if lead.is_none() => one(line(Keyword::NoLead, language, "")),
        Expectation::NoLead if lead.is_some() => one(lead_line(dialog, rules, language)),
        Expectation::HasLead | Expectation::NoLead => None,
        Expectation::Lead(parts) => {
            let Some(lead) = lead else { return one(line(Keyword::NoLead, language, "")) };
            let parts = lead::read(parts, rules).unwrap_or_default();
            if parts.iter().all(|part| part.holds(lead, rules)) {
                return None;
            }
            one(real_parts(&parts, lead, dialog, rules, language))
        }
        Expectation::Status(status) if dialog.chat.status == *status => None,
        Expectation::Status(_) => one(status_line(dialog, language)),
        Expectation::Rule(None) if turn.rules().is_empty() => None,
        Expectation::Rule(Some(name)) if turn.rules().contains(&name.as_str()) => None,
        Expectation::Rule(_) => one(rule_line(&turn.rules(), language)),
        Expectation::Managers(text) => other_words_to_managers(text, turn, language),
        Expectation::Buttons(labels) => other_buttons(labels, turn, language),
        Expectation::File(name) => other_files(name, turn, language),
    }
}

fn other_words_to_managers(text: &str, turn: &Turn<'_>, language: Language) -> Option<Vec<String>> {
    let seen = seen_by_managers(&turn.outcomes);
    let lines = || seen.iter().map(|real| line(Keyword::Managers, language, real)).collect();
    (!seen.iter().any(|real| matches(text, real))).then(lines)
}

fn other_buttons(labels: &[String], turn: &Turn<'_>, language: Language) -> Option<Vec<String>> {
    let real = buttons(&turn.outcomes);
    if *labels == real {
        return None;
    }
    let shown = (!real.is_empty()).then(|| line(Keyword::Buttons, language, &real.join(" | ")));
    Some(shown.into_iter().collect())
}

/// A file is named by its path or by the end of it.
fn other_files(name: &str, turn: &Turn<'_>, language: Language) -> Option<Vec<String>> {
    let files: Vec<&str> =
        bot_replies(&turn.outcomes).filter_map(|reply| reply.file.as_deref()).collect();
    let is_it = |file: &&str| {
        *file == name || file.strip_suffix(name).is_some_and(|folder| folder.ends_with('/'))
    };
    let sent = || files.iter().map(|file| line(Keyword::File, language, file)).collect();
    (!files.iter().any(is_it)).then(sent)
}

/// `Лид:` with the same parts as written, as they really are.
fn real_parts(
    parts: &[lead::Part],
    lead: &Lead,
    dialog: &Dialog,
    rules: &Rules,
    language: Language,
) -> String {
    let real: Vec<String> =
        parts.iter().filter_map(|part| part.real(lead, rules, language)).collect();
    if real.is_empty() {
        return lead_line(dialog, rules, language);
    }
    line(Keyword::Lead, language, &real.join(", "))
}

/// The same words, line by line; «…» at an end stands for anything.
pub(super) fn matches(expected: &str, real: &str) -> bool {
    let tidy = |text: &str| {
        let lines: Vec<&str> = text.trim().lines().map(str::trim).collect();
        lines.join("\n")
    };
    let (expected, real) = (tidy(expected), tidy(real));
    if expected == real {
        return true;
    }
    let begins = expected.strip_suffix('…').map(str::trim_end);
    match (expected.strip_prefix('…').map(str::trim_start), begins) {
        (Some(_), Some(_)) => real.contains(expected.trim_matches(['…', ' '])),
        (Some(end), None) => real.ends_with(end),
        (None, Some(beginning)) => real.starts_with(beginning),
        (None, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn dots_stand_for_the_rest() {
        assert!(matches("Не вижу номера. …", "Не вижу номера. Напишите его."));
        assert!(!matches("Не вижу номера", "Не вижу номера. Напишите его."));
        assert!(matches("…с 10 до 18?", "Вам удобно с 10 до 18?"));
        assert!(matches("…удобно…", "Вам удобно?"));
        assert!(matches("Подождите…", "Подождите…"));
    }
}
