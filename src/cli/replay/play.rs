//! An export played through the rules, and through older ones beside them.

use chrono::{DateTime, TimeDelta, Utc};

use crate::dialog::Status;
use crate::rules::{Rules, Test};
use crate::simulation::Simulation;

use super::export::{Listener, Side};
use super::message::Exported;
use super::tally::Tally;

/// So many chats are named to stand for all.
const NAMES: usize = 3;

/// Everything that came of an export.
pub struct Replay<'a> {
    /// Private chats.
    pub chats: u64,
    /// Chats of other kinds, passed over.
    pub skipped: u64,
    /// Messages of either side.
    pub messages: u64,
    /// Those of customers.
    pub heard: u64,
    /// What the rules did.
    pub now: Stage<'a>,
    /// What the older rules did.
    pub before: Option<Stage<'a>>,
    /// What is different.
    pub changes: Changes,
    name: String,
}

/// Chats the two rules files end differently.
#[derive(Default)]
pub struct Changes {
    /// A lead now, none before.
    pub gained: Chats,
    /// A lead before, none now.
    pub lost: Chats,
    /// Closed now, open before.
    pub closed: Chats,
    /// Closed before, open now.
    pub opened: Chats,
}

/// How many chats, and the names of the first.
#[derive(Default)]
pub struct Chats {
    /// How many.
    pub count: u64,
    /// Some names.
    pub names: Vec<String>,
}

impl Chats {
    fn add(&mut self, name: &str) {
        self.count += 1;
        if self.names.len() < NAMES {
            self.names.push(name.to_owned());
        }
    }
}

/// A rules file with the chat it is in.
pub struct Stage<'a> {
    /// What it did so far.
    pub tally: Tally,
    rules: &'a Rules,
    /// After that much silence no rule has anything more to say.
    patience: TimeDelta,
    bot: Option<Simulation<'a>>,
    leads: u64,
}

impl<'a> Stage<'a> {
    fn new(rules: &'a Rules) -> Self {
        let conditions = rules.rules.iter().flat_map(|rule| &rule.conditions);
        let idle = conditions.filter_map(|condition| match condition.test {
            Test::Idle(after) => TimeDelta::from_std(after).ok(),
            _ => None,
        });
        let patience = idle.max().unwrap_or_default();
        Self { tally: Tally::new(rules), rules, patience, bot: None, leads: 0 }
    }

    fn hear(&mut self, message: &Exported, at: Option<DateTime<Utc>>) {
        let rules = self.rules;
        let at_first = || at.unwrap_or_else(|| Simulation::new(rules).now());
        let bot = self.bot.get_or_insert_with(|| Simulation::at(rules, at_first()));
        let idle = bot.until(at.map_or(bot.now(), |at| at.max(bot.now())));
        self.leads += idle.iter().map(|outcome| self.tally.silence(outcome)).sum::<u64>();
        let number = bot.message("").id;
        let event = message.event(number, &rules.country);
        self.leads += self.tally.message(&bot.happens(event));
    }

    /// Ends the chat; says how, and whether it made a lead.
    fn end(&mut self) -> (Status, bool) {
        let mut status = Status::New;
        if let Some(mut bot) = self.bot.take() {
            let idle = bot.pass(self.patience);
            self.leads += idle.iter().map(|outcome| self.tally.silence(outcome)).sum::<u64>();
            status = bot.dialog().chat.status;
        }
        self.tally.end(status);
        (status, std::mem::take(&mut self.leads) > 0)
    }
}

impl<'a> Replay<'a> {
    /// Nothing played yet.
    pub fn new(now: &'a Rules, before: Option<&'a Rules>) -> Self {
        Self {
            chats: 0,
            skipped: 0,
            messages: 0,
            heard: 0,
            now: Stage::new(now),
            before: before.map(Stage::new),
            changes: Changes::default(),
            name: String::new(),
        }
    }
}

impl Listener for Replay<'_> {
    fn chat_begins(&mut self, name: &str) {
        self.chats += 1;
        self.name = name.to_owned();
    }

    fn message(&mut self, message: &Exported, side: Side) {
        self.messages += 1;
        // The company's own words are what the rules would have said otherwise.
        if side == Side::Company {
            return;
        }
        self.heard += 1;
        let at = message.at(self.now.rules.timezone);
        self.now.hear(message, at);
        if let Some(before) = &mut self.before {
            before.hear(message, at);
        }
    }

    fn chat_ends(&mut self) {
        let (status, lead) = self.now.end();
        let Some(before) = &mut self.before else { return };
        let (old_status, old_lead) = before.end();
        let changes = &mut self.changes;
        match (old_lead, lead) {
            (false, true) => changes.gained.add(&self.name),
            (true, false) => changes.lost.add(&self.name),
            _ => {}
        }
        match (old_status.is_closed(), status.is_closed()) {
            (false, true) => changes.closed.add(&self.name),
            (true, false) => changes.opened.add(&self.name),
            _ => {}
        }
    }

    fn skipped(&mut self) {
        self.skipped += 1;
    }
}
