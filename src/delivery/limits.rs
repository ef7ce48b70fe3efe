//! How fast Telegram may be written to; pure, the moment is an argument.
//!
//! Nothing of it outlives the process: a bot started anew may send twenty messages
//! to a group that has just had twenty. Telegram then answers 429, and says how
//! long to wait.

use std::collections::{HashMap, VecDeque};
use std::time::{Duration, Instant};

/// How long a place is kept for a customer whose turn has come.
const UNCLAIMED: Duration = Duration::from_secs(10);
/// So many places are kept without looking whether anybody still wants them.
const MANY_KEPT: usize = 1024;

/// Telegram's limits (<https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this>):
/// about one message a second in a chat, with short bursts; 20 a minute in a
/// group; 30 a second in all, of which three are kept for groups: when hundreds
/// of customers wait, the managers' cards must not.
#[derive(Debug)]
pub struct Limits {
    overall: Window,
    customers: Window,
    chats: HashMap<i64, Window>,
    closed: HashMap<i64, Instant>,
    queue: Queue,
}

impl Default for Limits {
    fn default() -> Self {
        let second = Duration::from_secs(1);
        Self {
            overall: Window::new(30, second),
            customers: Window::new(27, second),
            chats: HashMap::new(),
            closed: HashMap::new(),
            queue: Queue { places: Window::new(27, second), kept: HashMap::new() },
        }
    }
}

impl Limits {
    /// Takes a place for one message to that chat, or tells how long to wait before asking again.
    ///
    /// Whoever has to wait for other customers gets the place after theirs, and it is kept: with
    /// thousands waiting, nobody is passed by, and nobody asks in vain again and again.
    pub fn take(&mut self, chat: i64, now: Instant) -> Result<(), Duration> {
        self.forget_quiet_chats(now);
        if let Some(until) = self.closed.get(&chat) {
            return Err(*until - now);
        }
        let own = self.chats.entry(chat).or_insert_with(|| Window::of_chat(chat));
        let mut wait = own.wait(now);
        if wait.is_zero() && !is_group(chat) {
            wait = self.queue.wait(chat, now).max(self.customers.wait(now));
        }
        wait = wait.max(self.overall.wait(now));
        if !wait.is_zero() {
            return Err(wait);
        }
        own.taken.push_back(now);
        self.overall.taken.push_back(now);
        if !is_group(chat) {
            self.queue.kept.remove(&chat);
            self.customers.taken.push_back(now);
        }
        Ok(())
    }

    /// How many messages that chat has had within its window.
    pub fn used(&mut self, chat: i64, now: Instant) -> usize {
        let window = self.chats.entry(chat).or_insert_with(|| Window::of_chat(chat));
        window.forget(now);
        window.taken.len()
    }

    /// Telegram wants nothing for that chat before `until`.
    pub fn close(&mut self, chat: i64, until: Instant) {
        self.closed.insert(chat, until);
    }

    fn forget_quiet_chats(&mut self, now: Instant) {
        self.closed.retain(|_, until| *until > now);
        if self.chats.len() > 1024 {
            self.chats.retain(|_, window| {
                window.forget(now);
                !window.taken.is_empty()
            });
        }
    }
}

/// The customers who wait for each other.
#[derive(Debug)]
struct Queue {
    /// The places given out, those to come among them.
    places: Window,
    /// Whose place is from when on.
    kept: HashMap<i64, Instant>,
}

impl Queue {
    /// How long a customer's place is off; he gets one when he has none.
    fn wait(&mut self, chat: i64, now: Instant) -> Duration {
        if self.kept.len() > MANY_KEPT && self.places.taken.len() < self.kept.len() / 2 {
            // A reply that was no longer wanted does not come for its place.
            self.kept.retain(|_, place| *place + UNCLAIMED > now);
        }
        let kept = self.kept.get(&chat).copied().filter(|place| *place + UNCLAIMED > now);
        let place = kept.unwrap_or_else(|| self.places.next(now));
        self.kept.insert(chat, place);
        place.saturating_duration_since(now)
    }
}

/// At most `most` within any `span`: a burst passes at once, a stream is slowed.
#[derive(Debug)]
struct Window {
    most: usize,
    span: Duration,
    taken: VecDeque<Instant>,
}

impl Window {
    fn new(most: usize, span: Duration) -> Self {
        Self { most, span, taken: VecDeque::new() }
    }

    fn of_chat(chat: i64) -> Self {
        if is_group(chat) {
            Self::new(20, Duration::from_secs(60))
        } else {
            Self::new(3, Duration::from_secs(3))
        }
    }

    fn forget(&mut self, now: Instant) {
        while self.taken.front().is_some_and(|first| *first + self.span <= now) {
            self.taken.pop_front();
        }
    }

    /// Takes the next place there is, now or later.
    fn next(&mut self, now: Instant) -> Instant {
        self.forget(now);
        let before = self.taken.len().checked_sub(self.most).map(|first| self.taken[first]);
        let place = before.map_or(now, |before| (before + self.span).max(now));
        self.taken.push_back(place);
        place
    }

    fn wait(&mut self, now: Instant) -> Duration {
        self.forget(now);
        match self.taken.front() {
            Some(first) if self.taken.len() >= self.most => *first + self.span - now,
            _ => Duration::ZERO,
        }
    }
}

/// Groups have negative numbers.
fn is_group(chat: i64) -> bool {
    chat < 0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many of `asked` messages pass within `span`, whoever asks again when told to.
    fn passed(chats: &[i64], asked: usize, span: Duration) -> usize {
        let (mut limits, begin) = (Limits::default(), Instant::now());
        let (mut sent, mut now) = (0, begin);
        for number in 0..asked {
            while let Err(wait) = limits.take(chats[number % chats.len()], now) {
                now += wait;
            }
            sent += usize::from(now < begin + span);
        }
        sent
    }

    #[test]
    fn a_short_burst_to_a_customer_does_not_wait() {
        let (mut limits, now) = (Limits::default(), Instant::now());
        assert!((0..3).all(|_| limits.take(7, now).is_ok()));
        assert_eq!(limits.take(7, now), Err(Duration::from_secs(3)));
        assert_eq!(limits.take(8, now), Ok(()));
    }

    #[test]
    fn a_group_gets_twenty_a_minute() {
        assert_eq!(passed(&[-5], 50, Duration::from_secs(60)), 20);
        assert_eq!(passed(&[-5], 50, Duration::from_secs(120)), 40);
    }

    #[test]
    fn all_chats_together_get_thirty_a_second_three_of_them_groups() {
        let mut limits = Limits::default();
        let now = Instant::now();
        let customers = (1..=100).filter(|chat| limits.take(*chat, now).is_ok()).count();
        let groups = (1..=100).filter(|chat: &i64| limits.take(-chat, now).is_ok()).count();
        assert_eq!((customers, groups), (27, 3));
        let chats: Vec<i64> = (1..=100).collect();
        assert_eq!(passed(&chats, 100, Duration::from_secs(2)), 54);
    }

    #[test]
    fn whoever_waits_for_other_customers_keeps_his_place_and_asks_once_more() {
        let (mut limits, now) = (Limits::default(), Instant::now());
        let wait = |chat: i64| limits.take(chat, now).err().unwrap_or_default();
        let waits: Vec<Duration> = (0..3000).map(wait).collect();
        for (chat, wait) in waits.iter().enumerate() {
            assert_eq!(*wait, Duration::from_secs(chat as u64 / 27));
        }
        let mut later = (0..).zip(waits).skip(27);
        assert!(later.all(|(chat, wait)| limits.take(chat, now + wait).is_ok()));
    }

    #[test]
    fn a_chat_telegram_has_closed_is_left_alone_and_no_other() {
        let (mut limits, now) = (Limits::default(), Instant::now());
        limits.close(7, now + Duration::from_secs(5));
        assert_eq!(limits.take(7, now), Err(Duration::from_secs(5)));
        assert_eq!(limits.take(8, now), Ok(()));
        assert_eq!(limits.take(7, now + Duration::from_secs(5)), Ok(()));
    }

    #[test]
    fn chats_that_fell_silent_are_forgotten() {
        let (mut limits, mut now) = (Limits::default(), Instant::now());
        for chat in 1..3000 {
            now += Duration::from_millis(40);
            assert_eq!(limits.take(chat, now), Ok(()));
        }
        assert!(limits.chats.len() < 1100);
    }
}
