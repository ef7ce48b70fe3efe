//! One step of the bot for the page: the trace of the store, with the sentences for it.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::StatusView;
use crate::demo::telegram::Line;
use crate::dialog::{TestedRule, Trace, Verdict};
use crate::texts::Language;
use crate::trace_text;

/// A step with its account.
#[derive(Serialize)]
pub(in crate::demo) struct StepView {
    at: DateTime<Utc>,
    /// The message it follows from; an idle moment or a manager's deed has none.
    message: Option<i32>,
    heard: String,
    verdict: String,
    kind: &'static str,
    /// The rule that decided, by its place among `rules`.
    decided: Option<usize>,
    before: StatusView,
    after: StatusView,
    notes: Vec<String>,
    rules: Vec<RuleView>,
}

#[derive(Serialize)]
struct RuleView {
    name: String,
    line: u32,
    held: bool,
    spent: bool,
    conditions: Vec<ConditionView>,
}

#[derive(Serialize)]
struct ConditionView {
    text: String,
    line: u32,
    held: bool,
}

/// The steps of a chat, oldest first, each with the message it follows from.
pub(super) fn steps(traces: &[Trace], lines: &[Line], language: Language) -> Vec<StepView> {
    let mut views = Vec::new();
    let mut said = lines.iter().rev().filter(|line| !line.by_bot && line.kind != "service");
    for trace in traces.iter().rev() {
        if trace.verdict == Verdict::NotDue {
            continue;
        }
        // Both sides are in order, so the latest message with these words is the one.
        let message = match is_event(&trace.heard) {
            true => None,
            false => said.clone().find(|line| heard(line) == trace.heard.trim()),
        };
        if let Some(found) = message {
            said.by_ref().find(|line| line.message == found.message);
        }
        views.push(StepView::of(trace, message.map(|line| line.message), language));
    }
    views.reverse();
    views
}

/// Steps that follow from no message of the customer's.
fn is_event(heard: &str) -> bool {
    matches!(heard, "[idle]" | "[desk]" | "[blocked]")
}

/// What a trace calls a message.
fn heard(line: &Line) -> String {
    match line.kind.as_str() {
        "contact" | "location" => format!("[{}]", line.kind),
        "venue" => "[location]".to_owned(),
        _ if !line.text.trim().is_empty() => line.text.trim().to_owned(),
        "video_note" => "[video]".to_owned(),
        "animation" => "[document]".to_owned(),
        kind => format!("[{kind}]"),
    }
}

impl StepView {
    fn of(trace: &Trace, message: Option<i32>, language: Language) -> StepView {
        let name = match &trace.verdict {
            Verdict::Fired { rule, .. }
            | Verdict::Held { rule, .. }
            | Verdict::Rejected { rule, .. } => Some(rule),
            _ => None,
        };
        let decided = name.and_then(|name| trace.rules.iter().rposition(|rule| rule.name == *name));
        StepView {
            at: trace.at,
            message,
            heard: trace_text::heard(trace, language),
            verdict: trace_text::verdict(&trace.verdict, language),
            kind: kind(&trace.verdict),
            decided,
            before: StatusView::of(trace.status.0, language),
            after: StatusView::of(trace.status.1, language),
            notes: trace.notes.iter().map(|note| trace_text::verdict(note, language)).collect(),
            rules: trace.rules.iter().map(RuleView::of).collect(),
        }
    }
}

impl RuleView {
    fn of(rule: &TestedRule) -> RuleView {
        let condition = |tested: &crate::dialog::TestedCondition| ConditionView {
            text: tested.text.to_string(),
            line: tested.line,
            held: tested.held,
        };
        let conditions: Vec<ConditionView> = rule.conditions.iter().map(condition).collect();
        RuleView {
            name: rule.name.to_string(),
            line: rule.line,
            held: !rule.spent && conditions.iter().all(|condition| condition.held),
            spent: rule.spent,
            conditions,
        }
    }
}

/// What colour the page gives a verdict.
fn kind(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Fired { .. } => "fired",
        Verdict::Held { .. } | Verdict::Answered(_) | Verdict::Reasked(_) => "asked",
        Verdict::Muted | Verdict::Rejected { .. } | Verdict::FallbackLimit => "quiet",
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialog::Status;

    fn trace(heard: &str) -> Trace {
        Trace {
            at: DateTime::UNIX_EPOCH,
            heard: heard.to_owned(),
            rules: Vec::new(),
            verdict: Verdict::Nothing,
            status: (Status::New, Status::New),
            notes: Vec::new(),
        }
    }

    fn line(message: i32, kind: &str, text: &str) -> Line {
        Line {
            message,
            author: String::new(),
            by_bot: false,
            text: text.to_owned(),
            entities: Vec::new(),
            kind: kind.to_owned(),
            keyboard: Default::default(),
            reply_to: None,
            topic: None,
            at: DateTime::UNIX_EPOCH,
            edited: false,
            forwarded: false,
        }
    }

    #[test]
    fn the_same_words_twice_are_two_messages() {
        let lines = [line(1, "text", "да"), line(3, "contact", "+7"), line(5, "text", "да ")];
        let traces = ["да", "[contact]", "[idle]", "да"].map(trace);
        let steps = steps(&traces, &lines, Language::Ru);
        let messages: Vec<_> = steps.iter().map(|step| step.message).collect();
        assert_eq!(messages, [Some(1), Some(3), None, Some(5)]);
    }

    #[test]
    fn a_message_without_a_step_takes_no_other_ones_step() {
        let lines = [line(1, "text", "раз"), line(2, "text", "два")];
        let steps = steps(&[trace("раз")], &lines, Language::Ru);
        assert_eq!(steps[0].message, Some(1));
    }
}
