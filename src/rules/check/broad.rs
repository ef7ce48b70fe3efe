//! Words that close a conversation where a dialogue test goes on with it.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::detect::words::{Trigger, Vocabulary};
use crate::rules::schema::{Ask, ConditionDraft, Draft, Placed, RuleDraft};

use super::Findings;
use super::habit::{is_farewell, opened, words_key};

/// A customer's line that a rule took, and its dialogue expects something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The rule's name.
    pub rule: Arc<str>,
    /// The customer's words.
    pub text: String,
    /// Where they stand: `tests/dialogs/own.txt:12`.
    pub place: String,
}

/// Warns of every word by which a rule that closes the conversation took such a line.
pub fn broad(draft: &Draft, taken: &[Taken], findings: &mut Findings<'_>) {
    let mut told = BTreeSet::new();
    for taken in taken {
        let rule = draft.rules.iter().find(|rule| *rule.name.value == *taken.rule);
        let Some(rule) = rule.filter(|rule| closes_by_words(rule)) else { continue };
        for condition in &rule.conditions {
            let Ask::Words(words) = &condition.ask else { continue };
            for word in met(&opened(words, draft), &taken.text) {
                if told.insert(word.span.start) {
                    warn(word, condition, taken, findings);
                }
            }
        }
    }
}

/// Whether the rule closes, and other words beside its own do not keep it from that.
pub fn closes_by_words(rule: &RuleDraft) -> bool {
    let closes = rule.actions.status.as_ref().is_some_and(|status| status.value.is_closed());
    closes && !rule.conditions.iter().any(|condition| matches!(condition.ask, Ask::OnlyWords(_)))
}

/// Those of the words that the text has; a word after `=` is meant as it stands.
fn met<'d>(words: &[&'d Placed<String>], text: &str) -> Vec<&'d Placed<String>> {
    let (words, triggers): (Vec<_>, Vec<_>) = words
        .iter()
        .filter_map(|word| word.value.parse::<Trigger>().ok().map(|trigger| (*word, trigger)))
        .filter(|(_, trigger)| !matches!(trigger, Trigger::Exact(_)))
        .unzip();
    let hits = Vocabulary::compile(&triggers).triggers(text, &[]);
    let hits: BTreeSet<u32> = hits.into_iter().map(|hit| hit.pattern).collect();
    let words = words.into_iter().zip(0..);
    words.filter(|(_, number)| hits.contains(number)).map(|(word, _)| word).collect()
}

fn warn(
    word: &Placed<String>,
    condition: &ConditionDraft,
    taken: &Taken,
    findings: &mut Findings<'_>,
) {
    let key = words_key(condition, findings).filter(|_| is_farewell(word));
    let inside = condition.span.start <= word.span.start && word.span.end <= condition.span.end;
    let found = findings
        .warning("trigger-too-broad", "broad-line", word.span.clone())
        .with("word", word.value.trim().to_owned())
        .with("line", taken.text.replace('\n', " "))
        .with("place", taken.place.clone())
        .label();
    let found = if inside { found } else { found.other(condition.span.clone(), "broad-rule") };
    match key {
        Some(key) => found.help_as("broad-farewell-help").patch(key, "only_words").done(),
        None => found.help().done(),
    }
}
