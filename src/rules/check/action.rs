//! What a rule does, and whether that goes together.

use std::ops::Range;

use crate::dialog::Status;
use crate::rules::schema::{ActionsDraft, Draft, Placed, RuleDraft};

use super::Findings;

/// Reports rules that do nothing, or two things that exclude each other.
pub fn check(draft: &Draft, findings: &mut Findings<'_>) {
    for rule in draft.rules.iter().filter(|rule| !rule.broken) {
        nothing(rule, findings);
        contradiction(&rule.actions, findings);
        question_after_close(&rule.actions, findings);
        half(&rule.actions, findings);
    }
}

fn nothing(rule: &RuleDraft, findings: &mut Findings<'_>) {
    let actions = &rule.actions;
    let idle_line = actions.lead.as_ref().filter(|lead| !lead.value);
    let acts = actions.written.len() > usize::from(idle_line.is_some());
    if !acts {
        let line = idle_line.map(|lead| line(lead, findings));
        let found = findings
            .error("no-action", "no-action", rule.name.span.clone())
            .with("name", rule.name.value.clone())
            .label();
        match line {
            Some(line) => found.other(line, "no-action-lead").help().done(),
            None => found.help().done(),
        }
    }
}

fn contradiction(actions: &ActionsDraft, findings: &mut Findings<'_>) {
    let (Some(lead), Some(status)) = (&actions.lead, &actions.status) else { return };
    if lead.value && status.value == Status::Unqualified {
        let lead = line(lead, findings);
        findings
            .error("contradictory-actions", "contradiction", status.span.clone())
            .label()
            .other(lead, "contradiction-lead")
            .help()
            .done();
    }
}

fn question_after_close(actions: &ActionsDraft, findings: &mut Findings<'_>) {
    let (Some(ask), Some(status)) = (&actions.ask, &actions.status) else { return };
    if !status.value.is_muted() {
        return;
    }
    let lead = actions.lead.as_ref().is_some_and(|lead| lead.value);
    let found = findings
        .error("ask-after-close", "ask-after-close", ask.span.clone())
        .label()
        .other(status.span.clone(), "ask-after-close-status");
    if lead && status.value == Status::Completed {
        let written = found.written(status.span.clone());
        let working = if written.is_ascii() { "\"in progress\"" } else { "\"В работе\"" };
        found.help_as("ask-after-close-lead-help").patch(status.span.clone(), working).done();
    } else {
        found.help().done();
    }
}

/// Lines that mean something only beside another.
fn half(actions: &ActionsDraft, findings: &mut Findings<'_>) {
    let lead = actions.lead.as_ref().is_some_and(|lead| lead.value);
    if let Some(buttons) = &actions.buttons
        && actions.reply.is_none()
        && actions.ask.is_none()
        && actions.file.is_none()
    {
        let place = line(buttons, findings);
        findings.error("missing-key", "buttons-alone", place).label().help().done();
    }
    if lead {
        return;
    }
    if let Some(required) = &actions.required {
        let place = line(required, findings);
        let found = findings.error("missing-key", "lead-alone", place);
        found.with("key", "required").label().help().done();
    }
    if let Some(send_to) = &actions.send_to {
        let place = line(send_to, findings);
        let found = findings.error("missing-key", "lead-alone", place);
        found.with("key", "send_to").label().help().done();
    }
}

fn line<T>(placed: &Placed<T>, findings: &Findings<'_>) -> Range<usize> {
    findings.line_from(placed.key.start..placed.span.end.max(placed.key.end))
}
