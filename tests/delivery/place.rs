//! A place leads go to, which fails as a test wants it to and keeps account.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use futures::FutureExt;
use futures::future::BoxFuture;
use leadlatch::clock::Clock;
use leadlatch::delivery::{Destination, Failure};
use leadlatch::store::{Lane, Payload, Receipt, Row};

/// What a place answers to a row.
type Answers = Box<dyn Fn(&Row) -> Result<(), Failure> + Send>;

/// A stand-in for a destination; clones are the same.
#[derive(Clone)]
pub struct Place {
    clock: Clock,
    /// So many within so long; customers' chats are never limited.
    rate: Option<(usize, Duration)>,
    state: Arc<Mutex<State>>,
}

struct State {
    answers: Answers,
    attempts: Vec<Attempt>,
    window: VecDeque<Instant>,
}

/// One attempt it has seen.
#[derive(Clone, Debug)]
pub struct Attempt {
    pub at: DateTime<Utc>,
    pub row: Row,
    pub taken: bool,
}

impl Attempt {
    /// The lead a sink was told of.
    pub fn lead(&self) -> u64 {
        self.row.lead.map_or(0, |lead| lead.0)
    }
}

impl Place {
    pub fn new(clock: &Clock, rate: Option<(usize, Duration)>) -> Self {
        let state =
            State { answers: Box::new(|_| Ok(())), attempts: Vec::new(), window: VecDeque::new() };
        Self { clock: clock.clone(), rate, state: Arc::new(Mutex::new(state)) }
    }

    /// From now on it answers like that.
    pub fn answers(&self, answers: impl Fn(&Row) -> Result<(), Failure> + Send + 'static) {
        self.state().answers = Box::new(answers);
    }

    /// From now on it takes everything.
    pub fn works(&self) {
        self.answers(|_| Ok(()));
    }

    /// From now on it fails with everything.
    pub fn fails(&self, failure: Failure) {
        self.answers(move |_| Err(failure.clone()));
    }

    /// The attempts for rows of lanes, but not of customers' chats.
    pub fn attempts(&self) -> Vec<Attempt> {
        let is_client = |attempt: &&Attempt| matches!(attempt.row.lane, Lane::Client(_));
        self.state().attempts.iter().filter(|attempt| !is_client(attempt)).cloned().collect()
    }

    /// What it has taken of that.
    pub fn taken(&self) -> Vec<Attempt> {
        self.attempts().into_iter().filter(|attempt| attempt.taken).collect()
    }

    /// The replies it has taken for customers.
    pub fn replies(&self) -> Vec<Attempt> {
        let of_clients = |attempt: &&Attempt| matches!(attempt.row.lane, Lane::Client(_));
        self.state().attempts.iter().filter(of_clients).cloned().collect()
    }

    /// The words it has taken for the managers that are no cards.
    pub fn notices(&self) -> Vec<String> {
        let words = |attempt: Attempt| match attempt.row.payload {
            Payload::Notify(card) => Some(card.html.0),
            _ => None,
        };
        self.taken().into_iter().filter_map(words).collect()
    }

    /// The cards it has taken.
    pub fn cards(&self) -> Vec<String> {
        let words = |attempt: Attempt| match attempt.row.payload {
            Payload::Card { card, .. } => Some(card.html.0),
            _ => None,
        };
        self.taken().into_iter().filter_map(words).collect()
    }

    /// What it has taken of cards that were rewritten.
    pub fn edits(&self) -> Vec<String> {
        let words = |attempt: Attempt| match attempt.row.payload {
            Payload::CardEdit { card, .. } => Some(card.html.0),
            _ => None,
        };
        self.taken().into_iter().filter_map(words).collect()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }
}

impl Destination for Place {
    fn room(&self, row: &Row, now: Instant) -> Result<(), Duration> {
        let Some((most, span)) = self.rate.filter(|_| !matches!(row.lane, Lane::Client(_))) else {
            return Ok(());
        };
        let window = &mut self.state().window;
        while window.front().is_some_and(|first| *first + span <= now) {
            window.pop_front();
        }
        match window.front() {
            Some(first) if window.len() >= most => Err(*first + span - now),
            _ => {
                window.push_back(now);
                Ok(())
            }
        }
    }

    fn deliver<'a>(&'a self, rows: &'a [Row]) -> BoxFuture<'a, Result<Vec<Receipt>, Failure>> {
        async move {
            let row = &rows[0];
            // Nothing on a network is there at once.
            tokio::time::sleep(Duration::from_millis(20)).await;
            let mut state = self.state();
            let is_client = matches!(row.lane, Lane::Client(_));
            let answer = if is_client { Ok(()) } else { (state.answers)(row) };
            let attempt = Attempt { at: self.clock.now(), row: row.clone(), taken: answer.is_ok() };
            state.attempts.push(attempt);
            answer.map(|()| vec![Receipt::default()])
        }
        .boxed()
    }
}
