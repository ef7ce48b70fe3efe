//! Which rule the author of a dialogue had in mind, and why another one decided.

use crate::dialog::{Dialog, Outcome, Status, Verdict};
use crate::rules::{Rule, Rules, Taken};
use crate::trace_text::why_not;

use super::play::Turn;
use super::{Act, Difference, Expectation, Happening, Said};

/// A rule that was probably meant and did not fire.
#[derive(Clone, Debug, PartialEq)]
pub struct Meant {
    /// Its name.
    pub rule: String,
    /// Its line, from 1.
    pub line: u32,
    /// Why it did not fire; empty when its turn never came.
    pub reasons: Vec<String>,
}

/// The first rule that would have done what was expected, unless it did fire.
pub(super) fn meant(turn: &Turn<'_>, differences: &[Difference], rules: &Rules) -> Option<Meant> {
    let fired = turn.rules();
    let outcome = turn.outcomes.last()?;
    let expectations =
        || differences.iter().filter_map(|difference| difference.expectation.as_ref());
    let named = expectations().find_map(|expectation| match expectation {
        Expectation::Rule(Some(name)) => rules.rule(name),
        _ => None,
    });
    // A lead that is there with another value tells of no rule.
    let has_lead = turn.dialog.as_ref().is_some_and(|dialog| dialog.lead.is_some());
    let doing = || {
        let does = |rule: &&Rule| {
            expectations()
                .any(|wanted| would(rule, wanted, rules) && !(has_lead && is_of_lead(wanted)))
        };
        let others = rules.rules.iter().filter(|rule| !fired.contains(&&*rule.name));
        others.filter(does).min_by_key(|rule| failed(turn, rule))
    };
    let rule = named.or_else(doing)?;
    let dialog = turn.dialog.as_ref()?;
    Some(explain(rule, turn, dialog, outcome, rules))
}

/// The customer's line, where a rule took it and another outcome was expected.
pub(super) fn taken(
    turn: &Turn<'_>,
    differences: &[Difference],
    meant: Option<&Meant>,
) -> Option<Taken> {
    let event = turn.event?;
    let Act::Happens(Happening::Client(Said::Text(text))) = &event.act else { return None };
    let Verdict::Fired { rule, .. } = &turn.outcomes.last()?.trace.verdict else { return None };
    let decisive = |difference: &Difference| {
        matches!(difference.expectation, Some(Expectation::Status(_) | Expectation::Rule(_)))
    };
    let another = meant.is_some_and(|meant| meant.rule != **rule);
    (another || differences.iter().any(decisive)).then(|| Taken {
        rule: rule.clone(),
        text: text.clone(),
        place: (event.lines.start + 1).to_string(),
    })
}

fn is_of_lead(wanted: &Expectation) -> bool {
    matches!(wanted, Expectation::Lead(_) | Expectation::HasLead)
}

/// How many of its conditions did not hold; a rule nobody asked comes last.
fn failed(turn: &Turn<'_>, rule: &Rule) -> usize {
    let tested = turn.tested().find(|tested| tested.name == rule.name);
    tested.map_or(usize::MAX, |tested| tested.conditions.iter().filter(|one| !one.held).count())
}

fn explain(
    rule: &Rule,
    turn: &Turn<'_>,
    dialog: &Dialog,
    outcome: &Outcome,
    rules: &Rules,
) -> Meant {
    let tested = turn.tested().find(|tested| tested.name == rule.name);
    let reasons =
        tested.map_or_else(Vec::new, |tested| why_not(tested, rule, dialog, outcome, rules));
    Meant { rule: rule.name.to_string(), line: rule.line, reasons }
}

/// Whether the rule does what was expected.
fn would(rule: &Rule, wanted: &Expectation, rules: &Rules) -> bool {
    let then = &rule.actions;
    match wanted {
        Expectation::Status(Status::InProgress) => {
            then.status == Some(Status::InProgress) || (then.lead && then.status.is_none())
        }
        Expectation::Status(status) => then.status == Some(*status),
        Expectation::Lead(_) | Expectation::HasLead => then.lead,
        Expectation::Says(text) => {
            let ask = then.ask.as_ref().and_then(|field| rules.fields.get(field));
            let words = then.reply.as_ref().or(ask.map(|about| &about.ask));
            words.is_some_and(|words| could_say(words.source(), text))
        }
        Expectation::Buttons(labels) => {
            !then.buttons.is_empty() && then.buttons.iter().all(|button| labels.contains(button))
        }
        Expectation::File(name) => then.file.as_deref().is_some_and(|file| file.ends_with(name)),
        _ => false,
    }
}

/// Whether a text with placeholders begins as these words do.
fn could_say(template: &str, words: &str) -> bool {
    let words = words.trim_end_matches('…').trim();
    let beginning = template.split('{').next().unwrap_or_default().trim();
    template.starts_with(words) || (!beginning.is_empty() && words.starts_with(beginning))
}
