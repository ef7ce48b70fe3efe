//! A dialogue played against the rules, turn by turn.

use std::collections::BTreeSet;

use crate::dialog::{DeskAction, Dialog, Event, Message, Outcome, TestedRule, Verdict};
use crate::rules::{Rules, Taken};
use crate::simulation::Simulation;
use crate::texts::text;

use super::compare::{Difference, compare};
use super::{Act, Dialogue, Expectation, Happening, Mistake, Script, Step, culprit, lead};

/// What came of playing a script.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Played {
    /// How many dialogues went as written.
    pub passed: usize,
    /// How many did not.
    pub failed: usize,
    /// Every turn that did not go as written, in order.
    pub failures: Vec<Failure>,
    /// Names of the rules that decided something.
    pub exercised: BTreeSet<String>,
}

/// A turn that did not go as written.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    /// The dialogue's name.
    pub title: String,
    /// The line of the first difference, from 1.
    pub line: usize,
    /// What happened, as written.
    pub heard: Vec<String>,
    /// What differs.
    pub differences: Vec<Difference>,
    /// What decided the turn.
    pub verdicts: Vec<Verdict>,
    /// The rule that was probably meant.
    pub meant: Option<culprit::Meant>,
    /// The customer's line, where a rule took it that was not expected to; its place is its line.
    pub taken: Option<Taken>,
}

/// What happened since the last client, manager or clock line.
#[derive(Default)]
pub(super) struct Turn<'a> {
    pub event: Option<&'a Step>,
    pub outcomes: Vec<Outcome>,
    /// The conversation after it.
    pub dialog: Option<Dialog>,
    pub expected: Vec<&'a Step>,
}

impl Turn<'_> {
    /// The rules that decided in this turn, by name.
    pub fn rules(&self) -> Vec<&str> {
        self.outcomes.iter().filter_map(|outcome| deciding_rule(&outcome.trace.verdict)).collect()
    }

    /// The rules looked at, each as it was looked at last.
    pub fn tested(&self) -> impl Iterator<Item = &TestedRule> {
        self.outcomes.iter().rev().flat_map(|outcome| &outcome.trace.rules)
    }
}

/// The rule behind a verdict.
pub(super) fn deciding_rule(verdict: &Verdict) -> Option<&str> {
    match verdict {
        Verdict::Fired { rule, .. }
        | Verdict::Held { rule, .. }
        | Verdict::Rejected { rule, .. } => Some(rule),
        _ => None,
    }
}

/// Plays every dialogue of a script.
///
/// # Errors
/// Names in the script that these rules do not have.
pub fn play(script: &Script, rules: &Rules) -> Result<Played, Vec<Mistake>> {
    let mistakes: Vec<Mistake> =
        script.dialogues.iter().flat_map(|dialogue| unknown_names(dialogue, rules)).collect();
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    let mut played = Played::default();
    for dialogue in &script.dialogues {
        let before = played.failures.len();
        for turn in turns(dialogue, rules) {
            played.exercised.extend(turn.rules().into_iter().map(str::to_owned));
            played.failures.extend(judge(dialogue, &turn, rules));
        }
        let counter =
            if played.failures.len() == before { &mut played.passed } else { &mut played.failed };
        *counter += 1;
    }
    Ok(played)
}

fn unknown_names(dialogue: &Dialogue, rules: &Rules) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    for step in &dialogue.steps {
        match &step.act {
            Act::Expects(Expectation::Lead(parts)) => {
                mistakes.extend(lead::read(parts, rules).err());
            }
            Act::Expects(Expectation::Rule(Some(name))) if rules.rule(name).is_none() => {
                let names = rules.rules.iter().map(|rule| &*rule.name);
                let mistake = Mistake::new("unknown-rule", step.span.clone(), name);
                mistakes.push(mistake.like(names));
            }
            _ => {}
        }
    }
    mistakes
}

/// Plays a dialogue; the first turn is what holds before anything happens.
fn turns<'a>(dialogue: &'a Dialogue, rules: &Rules) -> Vec<Turn<'a>> {
    let mut stage = Stage { bot: Simulation::new(rules), last: 0, begun: false };
    let mut turns = vec![Turn::default()];
    for step in &dialogue.steps {
        match &step.act {
            Act::Happens(happening) => {
                let outcomes = stage.happens(happening);
                let dialog = Some(stage.bot.dialog().clone());
                turns.push(Turn { event: Some(step), outcomes, dialog, expected: Vec::new() });
            }
            Act::Expects(_) => {
                if let Some(turn) = turns.last_mut() {
                    turn.expected.push(step);
                }
            }
        }
    }
    turns
}

struct Stage<'a> {
    bot: Simulation<'a>,
    /// The number of the customer's last message.
    last: i32,
    begun: bool,
}

impl Stage<'_> {
    fn happens(&mut self, happening: &Happening) -> Vec<Outcome> {
        match happening {
            Happening::Passes(passed) => self.bot.pass(passed.0),
            Happening::Now(moment) => {
                let zone = self.bot.rules().timezone;
                let moment = moment.after(self.bot.now(), zone);
                if self.begun {
                    return self.bot.until(moment);
                }
                self.bot.set_clock(moment);
                Vec::new()
            }
            Happening::Client(said) => {
                self.begun = true;
                self.last = self.bot.message("").id;
                let event = said.event(self.last, &self.bot.rules().country);
                vec![self.bot.happens(event)]
            }
            Happening::Edits(text) => {
                self.begun = true;
                vec![self.bot.happens(Event::Edited(Message::text(self.last, text)))]
            }
            Happening::Manager(action) => vec![self.bot.happens(self.desk(action))],
        }
    }

    /// A manager uses the card of the chat's lead, old or new; without one, the chat itself.
    fn desk(&self, action: &DeskAction) -> Event {
        let dialog = self.bot.dialog();
        let lead = dialog.lead.as_ref().map(|lead| lead.id).or(dialog.chat.earlier_lead);
        let on_lead = matches!(
            action,
            DeskAction::Claim | DeskAction::Done | DeskAction::Spam | DeskAction::Open
        );
        let rules = self.bot.rules();
        Event::Desk {
            lead: lead.filter(|_| on_lead),
            by: text(rules.language, "dialog-manager"),
            group: rules.group_of(&dialog.chat, dialog.lead.as_ref()),
            action: action.clone(),
        }
    }
}

fn judge(dialogue: &Dialogue, turn: &Turn<'_>, rules: &Rules) -> Option<Failure> {
    let differences = compare(turn, rules);
    let first = differences.first()?;
    let meant = culprit::meant(turn, &differences, rules);
    Some(Failure {
        title: dialogue.title.clone(),
        line: first.lines.start + 1,
        heard: turn.event.map(|step| step.written.clone()).unwrap_or_default(),
        verdicts: turn.outcomes.iter().map(|outcome| outcome.trace.verdict.clone()).collect(),
        taken: culprit::taken(turn, &differences, meant.as_ref()),
        meant,
        differences,
    })
}
