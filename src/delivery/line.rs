//! Who in a lane goes next; pure.
//!
//! First attempts are made in the order of the rows. A row that was put off lets
//! others pass after some attempts, but never one about the same lead.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};

use crate::dialog::{ChatKey, LeadId};
use crate::store::{Lane, Payload, Row};

/// What a lane knows of the rows that wait in it: numbers and moments, no contents.
#[derive(Debug)]
pub struct Line {
    patience: u32,
    waiting: BTreeMap<u64, Waiting>,
    /// The rows about one thing, which go one after the other.
    subjects: HashMap<Subject, BTreeSet<u64>>,
    /// Those that may go now.
    due: BTreeSet<u64>,
    /// Those that were put off, by when they may go again.
    later: BTreeSet<(DateTime<Utc>, u64)>,
    /// Those among them that make all others wait.
    holding: BTreeSet<u64>,
}

#[derive(Clone, Debug)]
struct Waiting {
    subject: Subject,
    attempts: u32,
    next_at: Option<DateTime<Utc>>,
    /// It rewrites a card.
    rewrites: bool,
}

/// What rows must not overtake one another about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Subject {
    Lead(LeadId),
    Chat(ChatKey),
    Itself(u64),
}

/// Whose turn it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Nobody waits.
    Nobody,
    /// That row's.
    Row(u64),
    /// Nobody's before that moment.
    NotBefore(DateTime<Utc>),
}

/// Which row finds out whether a place takes anything again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Probe {
    /// The first one: the place has said that it takes nothing, whatever comes.
    First,
    /// The first of those least often tried: the silence may be for a row's own sake.
    LeastTried,
}

impl Line {
    /// The line of a lane, empty yet.
    pub fn of(lane: &Lane) -> Self {
        Self {
            patience: patience(lane),
            waiting: BTreeMap::new(),
            subjects: HashMap::new(),
            due: BTreeSet::new(),
            later: BTreeSet::new(),
            holding: BTreeSet::new(),
        }
    }

    /// Whether nobody waits.
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// How many wait.
    pub fn len(&self) -> usize {
        self.waiting.len()
    }

    /// The last one's number.
    pub fn last(&self) -> Option<u64> {
        self.waiting.last_key_value().map(|(id, _)| *id)
    }

    /// A row joins the line in its place.
    pub fn add(&mut self, row: &Row) {
        let waiting = Waiting {
            subject: subject(row),
            attempts: row.attempts,
            next_at: row.next_at,
            rewrites: matches!(row.payload, Payload::CardEdit { .. }),
        };
        let rows = self.subjects.entry(waiting.subject.clone()).or_default();
        rows.insert(row.id);
        let first = rows.first() == Some(&row.id);
        let second = rows.iter().nth(1).copied();
        self.waiting.insert(row.id, waiting);
        if first {
            // One that was first until now stands behind it.
            second.inspect(|id| self.stand_back(*id));
            self.step_up(row.id);
        }
    }

    /// A row leaves the line; the next one about the same may come up.
    pub fn remove(&mut self, id: u64) {
        self.stand_back(id);
        let Some(gone) = self.waiting.remove(&id) else { return };
        let Some(rows) = self.subjects.get_mut(&gone.subject) else { return };
        rows.remove(&id);
        match rows.first().copied() {
            Some(next) => self.step_up(next),
            None => drop(self.subjects.remove(&gone.subject)),
        }
    }

    /// An attempt for a row has failed.
    pub fn put_off(&mut self, id: u64, next_at: DateTime<Utc>) {
        self.stand_back(id);
        if let Some(row) = self.waiting.get_mut(&id) {
            row.attempts += 1;
            row.next_at = Some(next_at);
            self.step_up(id);
        }
    }

    /// The same for the sake of the row's own kind: it holds up no others.
    pub fn rest(&mut self, id: u64, next_at: DateTime<Utc>) {
        self.put_off(id, next_at);
        self.holding.remove(&id);
    }

    /// Nothing that was put off has to wait any longer.
    pub fn all_due(&mut self) {
        for (_, id) in std::mem::take(&mut self.later) {
            self.due.insert(id);
        }
        self.holding.clear();
        self.waiting.values_mut().for_each(|row| row.next_at = None);
    }

    /// Whose turn it is at that moment.
    pub fn turn(&mut self, now: DateTime<Utc>) -> Turn {
        while let Some((at, id)) = self.later.first().copied().filter(|(at, _)| *at <= now) {
            self.later.remove(&(at, id));
            self.holding.remove(&id);
            self.due.insert(id);
        }
        let holding = self.holding.first().copied();
        match (self.due.first().copied(), holding) {
            (Some(due), holding) if holding.is_none_or(|held| due < held) => Turn::Row(due),
            (_, Some(held)) => {
                let at = self.waiting.get(&held).and_then(|row| row.next_at);
                Turn::NotBefore(at.unwrap_or(now))
            }
            _ => self.later.first().map_or(Turn::Nobody, |(at, _)| Turn::NotBefore(*at)),
        }
    }

    /// The row that tries whether a place takes anything again, whenever it was put off to.
    pub fn probe(&self, how: Probe) -> Option<u64> {
        let first = self.subjects.values().filter_map(|rows| rows.first().copied());
        match how {
            Probe::First => first.min(),
            Probe::LeastTried => {
                first.min_by_key(|id| (self.waiting.get(id).map(|row| row.attempts), *id))
            }
        }
    }

    /// That row, and those behind it whose turn has come as well.
    pub fn from(&self, id: u64, limit: usize) -> Vec<u64> {
        let behind = self.due.range(id + 1..).copied();
        std::iter::once(id).chain(behind).take(limit).collect()
    }

    /// Whether the card that row rewrites is about to be rewritten once more.
    pub fn is_overtaken(&self, id: u64) -> bool {
        let rewrites = |id: &u64| self.waiting.get(id).is_some_and(|row| row.rewrites);
        let rows = self.waiting.get(&id).and_then(|row| self.subjects.get(&row.subject));
        rewrites(&id) && rows.is_some_and(|rows| rows.range(id + 1..).any(rewrites))
    }

    /// Whether a row up to that number may go now.
    pub fn is_due_up_to(&self, last: u64) -> bool {
        self.due.first().is_some_and(|id| *id <= last)
    }

    /// The row is the first about its subject: it takes its place among those who may go.
    fn step_up(&mut self, id: u64) {
        let Some(row) = self.waiting.get(&id) else { return };
        match row.next_at {
            None => {
                self.due.insert(id);
            }
            Some(at) => {
                self.later.insert((at, id));
                // What has not been tried yet waits on purpose.
                if (1..self.patience).contains(&row.attempts) {
                    self.holding.insert(id);
                }
            }
        }
    }

    fn stand_back(&mut self, id: u64) {
        self.due.remove(&id);
        self.holding.remove(&id);
        if let Some(at) = self.waiting.get(&id).and_then(|row| row.next_at) {
            self.later.remove(&(at, id));
        }
    }
}

/// How many attempts a row has before others pass it: words to a customer come in
/// order, leads need not.
fn patience(lane: &Lane) -> u32 {
    match lane {
        Lane::Client(_) => 5,
        Lane::Group | Lane::Routed(_) | Lane::Toast | Lane::Sink(_) => 2,
    }
}

fn subject(row: &Row) -> Subject {
    match (&row.lane, row.lead) {
        // Words that wait on purpose.
        _ if row.is_for_later(row.created) => Subject::Itself(row.id),
        (Lane::Client(_) | Lane::Toast, _) => Subject::Itself(row.id),
        (_, Some(lead)) => Subject::Lead(lead),
        (_, None) => Subject::Chat(row.chat.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialog::{Card, Html, Reply, Sink, Speaker};

    const SINK: Lane = Lane::Sink(Sink::Bitrix24);

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + chrono::TimeDelta::seconds(seconds)
    }

    fn row(id: u64, lane: Lane, lead: Option<u64>, payload: Payload) -> Row {
        Row {
            id,
            lane,
            chat: ChatKey::private(1),
            lead: lead.map(LeadId),
            epoch: 0,
            by: Speaker::Bot,
            payload,
            created: at(0),
            attempts: 0,
            next_at: None,
            maybe_sent: false,
            error: None,
            cause: None,
            reached: Vec::new(),
        }
    }

    fn of_lead(id: u64, lead: u64) -> Row {
        row(id, SINK, Some(lead), Payload::LeadCreated { lead: LeadId(lead) })
    }

    fn line(rows: &[Row]) -> Line {
        let mut line = Line::of(&rows[0].lane);
        rows.iter().for_each(|row| line.add(row));
        line
    }

    #[test]
    fn an_update_never_overtakes_the_creation_but_other_leads_do() {
        let mut line = line(&[of_lead(1, 10), of_lead(2, 10), of_lead(3, 11)]);
        assert_eq!(line.turn(at(0)), Turn::Row(1));
        line.put_off(1, at(1));
        assert_eq!(line.turn(at(0)), Turn::NotBefore(at(1)), "a hiccup does not change the order");
        assert_eq!(line.turn(at(1)), Turn::Row(1));
        line.put_off(1, at(100));
        assert_eq!(line.turn(at(1)), Turn::Row(3));
        line.remove(3);
        assert_eq!(line.turn(at(1)), Turn::NotBefore(at(100)));
        assert_eq!(line.turn(at(100)), Turn::Row(1));
        line.remove(1);
        assert_eq!(line.turn(at(100)), Turn::Row(2));
        line.remove(2);
        assert_eq!(line.turn(at(100)), Turn::Nobody);
        assert!(line.is_empty());
    }

    #[test]
    fn words_to_a_customer_wait_longer_for_those_before_them() {
        let reply =
            || Payload::Reply(Reply { text: "a".into(), keyboard: Default::default(), file: None });
        let lane = || Lane::Client(ChatKey::private(1));
        let mut line = line(&[row(1, lane(), None, reply()), row(2, lane(), None, reply())]);
        for attempt in 1..5 {
            line.put_off(1, at(attempt));
            assert_eq!(line.turn(at(attempt - 1)), Turn::NotBefore(at(attempt)));
            assert_eq!(line.turn(at(attempt)), Turn::Row(1));
        }
        line.put_off(1, at(9));
        assert_eq!(line.turn(at(5)), Turn::Row(2));
    }

    #[test]
    fn after_an_outage_everything_is_due_in_its_order() {
        let mut line = line(&(1..=5).map(|id| of_lead(id, id)).collect::<Vec<_>>());
        [3, 1, 2].into_iter().for_each(|id| line.put_off(id, at(1000)));
        line.all_due();
        let mut order = Vec::new();
        while let Turn::Row(id) = line.turn(at(0)) {
            order.push(id);
            line.remove(id);
        }
        assert_eq!(order, [1, 2, 3, 4, 5]);
    }

    #[test]
    fn a_place_that_is_out_is_tried_with_the_first_or_with_the_least_tried() {
        let mut line = line(&[of_lead(1, 1), of_lead(2, 1), of_lead(3, 3), of_lead(4, 4)]);
        line.put_off(1, at(50));
        assert_eq!(line.probe(Probe::First), Some(1));
        assert_eq!(line.probe(Probe::LeastTried), Some(3), "the second one waits for the first");
        line.put_off(3, at(50));
        line.put_off(4, at(50));
        line.put_off(1, at(60));
        assert_eq!(line.probe(Probe::LeastTried), Some(3));
    }

    #[test]
    fn a_card_that_is_about_to_be_rewritten_again_is_overtaken() {
        let edit = |id, lead| {
            let card = Card { html: Html(String::new()), buttons: Vec::new() };
            row(id, Lane::Group, Some(lead), Payload::CardEdit { lead: LeadId(lead), card })
        };
        let line = line(&[edit(1, 1), edit(2, 2), edit(3, 1)]);
        assert!(line.is_overtaken(1));
        assert!(!line.is_overtaken(2) && !line.is_overtaken(3));
        assert_eq!(line.from(1, 9), [1, 2]);
    }

    #[test]
    fn ten_thousand_rows_are_soon_gone_through() {
        let mut line = line(&(1..=10_000).map(|id| of_lead(id, id / 2)).collect::<Vec<_>>());
        let begun = std::time::Instant::now();
        for id in 1..=5_000 {
            line.put_off(id, at(id as i64));
        }
        let mut gone = 0;
        while let Turn::Row(id) = line.turn(at(10_000)) {
            line.remove(id);
            gone += 1;
        }
        assert_eq!(gone, 10_000);
        assert!(begun.elapsed().as_secs() < 2, "{:?}", begun.elapsed());
    }
}
