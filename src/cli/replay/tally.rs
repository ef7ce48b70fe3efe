//! What one rules file did with an export, counted.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::dialog::{Effect, Outcome, Status, Verdict};
use crate::rules::Rules;

/// So many messages are shown to stand for all.
const EXAMPLES: usize = 2;
/// Characters of an example that are kept: a line of the report has no more.
const EXAMPLE: usize = 80;

/// The counts of one rules file.
pub struct Tally {
    /// What decided and how often: the rules in the order of the file, then the rest.
    pub rows: Vec<Row>,
    /// Leads made.
    pub leads: u64,
    /// Chats by the status they ended with.
    pub statuses: BTreeMap<Status, u64>,
    places: HashMap<Arc<str>, usize>,
}

/// A rule, or a reason why none fired.
pub struct Row {
    /// Which.
    pub what: What,
    /// How many times.
    pub count: u64,
    /// What was heard then, shortened.
    pub examples: Vec<String>,
}

/// What a row counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A rule of that name fired.
    Rule(Arc<str>),
    /// Something else decided: its sentence in the catalogue.
    Other(&'static str),
}

impl Tally {
    /// Nothing counted yet.
    pub fn new(rules: &Rules) -> Self {
        let names = rules.rules.iter().map(|rule| Arc::clone(&rule.name));
        let places = names.clone().enumerate().map(|(at, name)| (name, at)).collect();
        let row = |name| Row { what: What::Rule(name), count: 0, examples: Vec::new() };
        Self { rows: names.map(row).collect(), leads: 0, statuses: BTreeMap::new(), places }
    }

    /// Counts what came of a message; returns the leads it made.
    pub fn message(&mut self, outcome: &Outcome) -> u64 {
        if let Some(at) = self.place(&outcome.trace.verdict) {
            let row = &mut self.rows[at];
            row.count += 1;
            if row.examples.len() < EXAMPLES {
                let heard = shortened(&outcome.trace.heard);
                if !heard.is_empty() && !row.examples.contains(&heard) {
                    row.examples.push(heard);
                }
            }
        }
        self.leads(outcome)
    }

    /// Counts what came of silence: that no rule had anything to say is no news.
    pub fn silence(&mut self, outcome: &Outcome) -> u64 {
        if let Verdict::Fired { rule, .. } = &outcome.trace.verdict
            && let Some(at) = self.places.get(rule)
        {
            self.rows[*at].count += 1;
        }
        self.leads(outcome)
    }

    fn leads(&mut self, outcome: &Outcome) -> u64 {
        let is_lead = |effect: &&Effect| matches!(effect, Effect::LeadCreated { .. });
        let leads = outcome.effects.iter().filter(is_lead).count() as u64;
        self.leads += leads;
        leads
    }

    /// Counts a chat that is over.
    pub fn end(&mut self, status: Status) {
        *self.statuses.entry(status).or_default() += 1;
    }

    fn place(&mut self, verdict: &Verdict) -> Option<usize> {
        let key = match verdict {
            Verdict::Fired { rule, .. } => return self.places.get(rule).copied(),
            Verdict::Held { .. } => "replay-held",
            Verdict::Rejected { .. } => "replay-rejected",
            Verdict::Answered(_) => "replay-answered",
            Verdict::Reasked(_) => "replay-reasked",
            Verdict::Fallback => "replay-fallback",
            Verdict::FallbackLimit => "replay-fallback-limit",
            Verdict::Nothing => "replay-nothing",
            Verdict::Muted => "replay-muted",
            Verdict::Flood => "replay-flood",
            Verdict::Help | Verdict::Forgotten => "replay-command",
            _ => return None,
        };
        let what = What::Other(key);
        let known = self.rows.iter().position(|row| row.what == what);
        Some(known.unwrap_or_else(|| {
            self.rows.push(Row { what, count: 0, examples: Vec::new() });
            self.rows.len() - 1
        }))
    }
}

/// In one line, the beginning.
fn shortened(text: &str) -> String {
    let begin: String = text.chars().take(4 * EXAMPLE).collect();
    let line = begin.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(EXAMPLE).collect()
}
