//! Whether a place is out, how long it is left alone, and when people hear of it; pure.
//!
//! A place is out when it has said that it takes nothing, or was silent for
//! different rows one after the other. A row that fails while others pass has
//! its own trouble, which says nothing about the place. A place that takes nothing
//! of one kind for a while is out for that kind only: nothing else is held up.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};

use super::line::Probe;
use super::{Failure, retry};
use crate::store::{Outage, Over};

/// Silence for so many different rows is not for a row's own sake.
const DIFFERENT: usize = 2;
/// An outage that mends itself sooner is not told.
const PATIENCE: TimeDelta = TimeDelta::minutes(5);
/// Outages closer together are one place that comes and goes, of which people know.
const CALM: TimeDelta = TimeDelta::minutes(30);
/// So often a place that went silent is tried with the first row, then with others.
const STUBBORN: u32 = 8;
/// A place that asks for ever other things is no longer quoted.
const REMEDIES: usize = 5;

/// What a lane knows of the place it leads to.
#[derive(Debug, Default)]
pub struct Place {
    /// The last outage, which may be over.
    outage: Option<Outage>,
    /// What is remembered of it on the disk.
    written: Option<Outage>,
    /// Rows that have failed since anything was taken, and since when.
    failing: BTreeSet<u64>,
    failing_since: Option<DateTime<Utc>>,
    /// Rows that failed while others passed.
    odd: BTreeSet<u64>,
    /// Rows that wait because the place takes nothing of their kind.
    resting: BTreeSet<u64>,
    /// How often it was tried in vain in this outage, and when it is tried again.
    probes: u32,
    opens: Option<DateTime<Utc>>,
}

/// What the managers are to hear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Telling {
    /// The place is out.
    Out,
    /// It takes rows again, and those that had waited have gone.
    Back(Over),
}

impl Place {
    /// A place with its last outage, as it was remembered.
    pub fn remembered(outage: Option<Outage>) -> Self {
        Self { written: outage.clone(), outage, ..Self::default() }
    }

    /// The outage as it is to be remembered, when that has changed.
    pub fn unwritten(&self) -> Option<&Outage> {
        self.outage.as_ref().filter(|_| self.outage != self.written)
    }

    /// That is remembered from now on.
    pub fn written(&mut self, outage: Outage) {
        self.outage = Some(outage.clone());
        self.written = Some(outage);
    }

    /// The outage that lasts.
    pub fn lasting(&self) -> Option<&Outage> {
        self.outage.as_ref().filter(|outage| outage.over.is_none())
    }

    /// The outage that lasts and is one of everything.
    fn whole(&self) -> Option<&Outage> {
        self.lasting().filter(|outage| !outage.partial)
    }

    /// Until when nothing is tried.
    pub fn opens(&self) -> Option<DateTime<Utc>> {
        self.whole().and(self.opens)
    }

    /// How it is found out whether an outage is over; `None` while there is none.
    pub fn probe(&self) -> Option<Probe> {
        let outage = self.whole()?;
        let in_order = outage.closed || self.probes < STUBBORN;
        Some(if in_order { Probe::First } else { Probe::LeastTried })
    }

    /// It may be worth trying now.
    pub fn hurry(&mut self) {
        (self.opens, self.probes) = (None, 0);
    }

    /// A row has failed, and it may be the place's doing. `dice` is as in [`retry::pause`].
    pub fn fails(&mut self, row: u64, failure: &Failure, at: DateTime<Utc>, dice: f64) {
        let since = *self.failing_since.get_or_insert(at);
        if !self.odd.contains(&row) {
            self.failing.insert(row);
        }
        let closed = match failure {
            Failure::Closed(closed) => Some(closed.remedy.clone()),
            _ => None,
        };
        if closed.is_some() || self.failing.len() >= DIFFERENT {
            self.outage = Some(Outage { partial: false, ..begun(self.outage.take(), since) });
        }
        let lasting = |outage: &&mut Outage| outage.over.is_none() && !outage.partial;
        if let Some(outage) = self.outage.as_mut().filter(lasting) {
            outage.closed = closed.is_some();
            outage.remedy = closed.flatten();
            self.probes += 1;
            self.opens = Some(at + retry::pause(self.probes, failure.retry_after(), dice));
        }
    }

    /// The place takes nothing of a row's kind for a while.
    pub fn rests(&mut self, row: u64, at: DateTime<Utc>) {
        let outage = begun(self.outage.take(), at);
        self.outage = Some(Outage { partial: true, closed: false, remedy: None, ..outage });
        self.failing.clear();
        (self.failing_since, self.probes, self.opens) = (None, 0, None);
        self.resting.insert(row);
    }

    /// A row is there that had failed before this task was begun.
    pub fn resumes(&mut self, row: u64) {
        if self.lasting().is_some_and(|outage| outage.partial) {
            self.resting.insert(row);
        }
    }

    /// The place has taken a row, or refused it as no place that is out does.
    /// Whether that ends an outage: [`Place::ends`] is to follow.
    pub fn answers(&mut self, row: u64) -> bool {
        let whole = self.whole().is_some();
        let rested = self.resting.contains(&row);
        let failing = std::mem::take(&mut self.failing);
        if !whole {
            self.odd.extend(failing);
        }
        self.leaves(row);
        (self.failing_since, self.probes, self.opens) = (None, 0, None);
        // Rows of other kinds do not tell whether that one is taken again.
        self.lasting().is_some() && (whole || rested || self.resting.is_empty())
    }

    /// A row is gone.
    pub fn leaves(&mut self, row: u64) {
        self.odd.remove(&row);
        self.failing.remove(&row);
        self.resting.remove(&row);
    }

    /// The outage is over. When nobody knows of it, nobody has to hear of its end.
    pub fn ends(&mut self, over: Over) {
        self.resting.clear();
        if let Some(outage) = &mut self.outage {
            outage.over = Some(Over { settled: !outage.told, ..over });
        }
    }

    /// When the managers are to hear of an outage that lasts.
    pub fn tells_at(&self) -> Option<DateTime<Utc>> {
        let outage = self.lasting()?;
        let news = outage.remedy.as_ref().filter(|remedy| !outage.remedies.contains(remedy));
        if news.is_some() && outage.remedies.len() < REMEDIES {
            return Some(outage.since);
        }
        let patience = if outage.again { CALM } else { PATIENCE };
        (!outage.told).then(|| outage.since + patience)
    }

    /// What the managers are to hear now. `waits` tells whether a row up to that
    /// number may go and has not gone yet.
    pub fn telling(&self, now: DateTime<Utc>, waits: impl Fn(u64) -> bool) -> Option<Telling> {
        if self.tells_at().is_some_and(|at| at <= now) {
            return Some(Telling::Out);
        }
        let over = self.outage.as_ref()?.over.as_ref()?;
        (!over.settled && !waits(over.last_row)).then(|| Telling::Back(over.clone()))
    }

    /// The outage as it is once the managers have heard that.
    pub fn having_told(&self, telling: &Telling) -> Option<Outage> {
        let mut outage = self.outage.clone()?;
        match telling {
            Telling::Out => {
                outage.told = true;
                outage.remedies.extend(outage.remedy.clone());
                outage.remedies.dedup();
            }
            Telling::Back(over) => outage.over = Some(Over { settled: true, ..over.clone() }),
        }
        Some(outage)
    }
}

/// An outage that begins, or goes on.
fn begun(last: Option<Outage>, since: DateTime<Utc>) -> Outage {
    let fresh = Outage {
        since,
        closed: false,
        partial: false,
        remedy: None,
        told: false,
        remedies: Vec::new(),
        again: false,
        over: None,
    };
    let Some(last) = last else { return fresh };
    match &last.over {
        None => last,
        // People know of it, and not yet that it was over.
        Some(over) if !over.settled => Outage { over: None, ..last },
        Some(over) if (last.told || last.again) && since - over.at < CALM => {
            Outage { again: true, remedies: last.remedies, ..fresh }
        }
        Some(_) => fresh,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::delivery::Closed;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
    }

    fn closed(remedy: &str) -> Failure {
        let remedy = (!remedy.is_empty()).then(|| remedy.to_owned());
        Failure::Closed(Closed { retry_after: None, remedy })
    }

    /// What the managers hear at that second; they have heard it then.
    fn hears(place: &mut Place, second: i64) -> Option<Telling> {
        let telling = place.telling(at(second), |_| false)?;
        let outage = place.having_told(&telling).unwrap();
        place.written(outage);
        Some(telling)
    }

    fn recovers(place: &mut Place, row: u64, second: i64) {
        assert!(place.answers(row));
        place.ends(Over { at: at(second), last_row: 9, leads: 3, settled: false });
    }

    #[test]
    fn silence_for_one_row_is_that_rows_trouble_and_for_two_the_places() {
        let mut place = Place::default();
        for second in 0..20 {
            place.fails(1, &Failure::Unknown, at(second), 1.0);
        }
        assert_eq!(place.lasting(), None);
        place.fails(2, &Failure::Unknown, at(400), 1.0);
        assert_eq!(place.lasting().map(|outage| outage.since), Some(at(0)));
        assert_eq!(hears(&mut place, 400), Some(Telling::Out));
        assert_eq!(hears(&mut place, 9000), None);
    }

    #[test]
    fn a_row_that_fails_while_others_pass_never_makes_an_outage() {
        let mut place = Place::default();
        place.fails(1, &Failure::Unknown, at(0), 1.0);
        assert!(!place.answers(2));
        for row in [1, 1, 3] {
            place.fails(row, &Failure::Unknown, at(1), 1.0);
        }
        assert_eq!(place.lasting(), None, "the first one is known to be odd");
        place.fails(4, &Failure::Unknown, at(2), 1.0);
        assert!(place.lasting().is_some());
    }

    #[test]
    fn a_place_that_takes_nothing_of_one_kind_holds_up_no_other() {
        let mut place = Place::default();
        place.rests(1, at(0));
        place.fails(2, &Failure::Unknown, at(1), 1.0);
        assert_eq!((place.opens(), place.probe()), (None, None));
        assert!(!place.answers(3), "another kind proves nothing");
        assert_eq!(hears(&mut place, 300), Some(Telling::Out));
        place.fails(4, &closed("pay"), at(301), 1.0);
        assert!(place.opens().is_some(), "now nothing is taken at all");
        place.rests(1, at(302));
        assert_eq!(place.opens(), None, "and now only that");
        recovers(&mut place, 1, 400);
        assert!(matches!(hears(&mut place, 400), Some(Telling::Back(_))));
    }

    #[test]
    fn a_short_outage_is_not_told_and_neither_is_its_end() {
        let mut place = Place::default();
        place.fails(1, &closed(""), at(0), 1.0);
        assert_eq!(place.tells_at(), Some(at(300)));
        assert_eq!(hears(&mut place, 299), None);
        recovers(&mut place, 1, 299);
        assert_eq!(hears(&mut place, 9999), None);
    }

    #[test]
    fn what_a_person_has_to_mend_is_told_at_once_and_once_each() {
        let mut place = Place::default();
        place.fails(1, &closed("pay"), at(0), 1.0);
        assert_eq!(hears(&mut place, 0), Some(Telling::Out));
        place.fails(1, &closed("pay"), at(1), 1.0);
        assert_eq!(hears(&mut place, 9000), None);
        place.fails(1, &closed("new key"), at(9001), 1.0);
        assert_eq!(hears(&mut place, 9001), Some(Telling::Out));
        place.fails(1, &closed("pay"), at(9002), 1.0);
        place.fails(1, &closed(""), at(9003), 1.0);
        assert_eq!(hears(&mut place, 99_999), None, "all of that is known");
    }

    #[test]
    fn a_place_that_asks_for_ever_other_things_is_no_longer_quoted() {
        let mut place = Place::default();
        let told = (0..50).filter(|second| {
            place.fails(1, &closed(&format!("wait {second} minutes")), at(*second), 1.0);
            hears(&mut place, *second).is_some()
        });
        assert_eq!(told.count(), REMEDIES);
    }

    #[test]
    fn the_end_is_told_once_the_leads_that_waited_have_gone() {
        let mut place = Place::default();
        place.fails(1, &closed("pay"), at(0), 1.0);
        hears(&mut place, 0);
        recovers(&mut place, 1, 50);
        assert_eq!(place.telling(at(50), |last| last == 9), None, "some still wait");
        assert!(matches!(hears(&mut place, 60), Some(Telling::Back(over)) if over.leads == 3));
        assert_eq!(hears(&mut place, 61), None);
    }

    #[test]
    fn a_place_that_fails_again_before_its_end_was_told_has_never_been_back() {
        let mut place = Place::default();
        place.fails(1, &closed("pay"), at(0), 1.0);
        hears(&mut place, 0);
        recovers(&mut place, 1, 50);
        place.fails(2, &closed("pay"), at(51), 1.0);
        assert_eq!(place.lasting().map(|outage| outage.since), Some(at(0)));
        assert_eq!(hears(&mut place, 99_999), None);
    }

    #[test]
    fn a_place_that_comes_and_goes_is_told_once_in_a_while() {
        let mut place = Place::default();
        let mut heard = 0;
        for minute in 0..120 {
            place.fails(1, &closed("pay"), at(minute * 60), 1.0);
            heard += usize::from(hears(&mut place, minute * 60).is_some());
            recovers(&mut place, 1, minute * 60 + 30);
            heard += usize::from(hears(&mut place, minute * 60 + 30).is_some());
        }
        assert_eq!(heard, 2, "out and back, once");
        place.fails(1, &closed("pay"), at(7200), 1.0);
        assert_eq!(place.tells_at(), Some(at(7200 + 1800)), "unless it stays away");
    }

    #[test]
    fn a_restart_neither_repeats_nor_forgets() {
        let mut place = Place::default();
        place.fails(1, &closed("pay"), at(0), 1.0);
        hears(&mut place, 0);
        let json = serde_json::to_string(place.outage.as_ref().unwrap()).unwrap();
        let mut place = Place::remembered(serde_json::from_str(&json).unwrap());
        assert_eq!(place.opens(), None, "somebody may have mended it: it is tried at once");
        place.fails(1, &closed("pay"), at(500), 1.0);
        assert_eq!(hears(&mut place, 99_999), None);
        recovers(&mut place, 1, 100_000);
        assert!(matches!(hears(&mut place, 100_001), Some(Telling::Back(_))));
    }

    #[test]
    fn a_place_is_tried_ever_less_often_but_every_five_minutes() {
        let mut place = Place::default();
        let (mut tried, mut now) = (0, at(0));
        while now < at(24 * 3600) {
            place.fails(tried, &Failure::Unknown, now, 0.0);
            now = place.opens().unwrap_or(now).max(now);
            tried += 1;
        }
        assert!((280..650).contains(&tried), "{tried} times a day");
    }
}
