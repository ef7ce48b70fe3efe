//! Why a condition did not hold, in the owner's words.

use chrono::TimeDelta;

use crate::dialog::{Dialog, Field, Outcome, TestedRule};
use crate::rules::{Rule, Rules, Test};
use crate::texts::{Language, text, text_with};

use super::field_word;

/// A reason for each condition that did not hold; for a rule that was spent, that.
///
/// `dialog` and `outcome` are those after the step the rule was tested in.
pub fn why_not(
    tested: &TestedRule,
    rule: &Rule,
    dialog: &Dialog,
    outcome: &Outcome,
    rules: &Rules,
) -> Vec<String> {
    if tested.spent {
        return vec![text(rules.language, "trace-spent")];
    }
    let pairs = tested.conditions.iter().zip(&rule.conditions);
    let failed = pairs.filter(|(tested, _)| !tested.held);
    failed.map(|(_, condition)| reason(&condition.test, dialog, outcome, rules)).collect()
}

fn reason(test: &Test, dialog: &Dialog, outcome: &Outcome, rules: &Rules) -> String {
    let language = rules.language;
    let (chat, say) = (&dialog.chat, |key: &str| text(language, key));
    let flag = |key: &str, wanted: bool| say(&format!("{key}-{wanted}"));
    match test {
        Test::MessageHas(fields) => list(language, "why-message-has", &words(fields, language)),
        Test::ChatHas(fields) => {
            let missing: Vec<Field> =
                fields.iter().filter(|field| !chat.known.has(field)).cloned().collect();
            list(language, "why-chat-has", &words(&missing, language))
        }
        Test::ChatLacks(fields) => {
            let known: Vec<Field> =
                fields.iter().filter(|field| chat.known.has(field)).cloned().collect();
            list(language, "why-chat-lacks", &words(&known, language))
        }
        Test::Words(_) => say("why-words"),
        Test::OnlyWords(_) => say("why-only-words"),
        Test::Topic(topics) => {
            let (now, wanted) = (chat.topics.join(", "), topics.join("», «"));
            let key = if now.is_empty() { "why-no-topic" } else { "why-topic" };
            text_with(language, key, &[("now", now.into()), ("wanted", wanted.into())])
        }
        Test::Source(sources) => {
            let now = chat.source.clone().unwrap_or_default();
            let key = if now.is_empty() { "why-no-source" } else { "why-source" };
            let wanted = sources.join("», «");
            text_with(language, key, &[("now", now.into()), ("wanted", wanted.into())])
        }
        Test::HasLead(wanted) => flag("why-has-lead", *wanted),
        Test::WorkingHours(wanted) => flag("why-working-hours", *wanted),
        Test::Started(wanted) => flag("why-started", *wanted),
        Test::MinMessages(least) => {
            let places = [("count", chat.messages.into()), ("least", (*least).into())];
            text_with(language, "why-min-messages", &places)
        }
        Test::Idle(idle) => {
            let silent = chat.silence.as_ref().map(|silence| outcome.trace.at - silence.since);
            let minutes = silent.unwrap_or(TimeDelta::zero()).num_minutes().into();
            let wanted = (idle.as_secs() / 60).into();
            text_with(language, "why-idle", &[("minutes", minutes), ("wanted", wanted)])
        }
        Test::MessageIs(_) => say("why-message-is"),
        Test::Regex(_) => say("why-regex"),
    }
}

fn words(fields: &[Field], language: Language) -> Vec<String> {
    fields.iter().map(|field| field_word(field, language)).collect()
}

fn list(language: Language, key: &str, words: &[String]) -> String {
    text_with(language, key, &[("fields", words.join(", ").into())])
}
