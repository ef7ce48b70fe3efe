//! What became of an attempt to deliver, and when to try again; pure.

use std::time::Duration;

use crate::store::AttemptEnd;

/// Pauses never grow beyond this.
const LONGEST: Duration = Duration::from_secs(5 * 60);
/// The first pause.
const SHORTEST: Duration = Duration::from_millis(400);

/// Why an attempt has not delivered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// It did not arrive; the other side may have said when to come again.
    NotSent {
        /// How long to stay away.
        retry_after: Option<Duration>,
    },
    /// It did not arrive: nothing of its kind is taken for so long, while other things are.
    Resting(Duration),
    /// It did not arrive, and nothing else would now: the place is down, full, or
    /// locked. Everything waits, in order, until it is let in again.
    Closed(Closed),
    /// It will never be taken as it is; the reason in words for managers.
    Refused(String),
    /// It may or may not have arrived.
    Unknown,
    /// The customer has blocked the bot, or is no more.
    Gone,
    /// The bot is not in that group of `[route]`, or may not write there: its leads go to the
    /// main one.
    Outside,
    /// The group lives under another number now.
    Migrated(i64),
}

/// A place that takes nothing at present.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Closed {
    /// How long to stay away, where the other side has said so.
    pub retry_after: Option<Duration>,
    /// What a person has to mend before it opens, in words for managers; `None`
    /// when it is likely to pass by itself.
    pub remedy: Option<String>,
}

impl Failure {
    /// How the attempt ended, as it is remembered.
    pub fn end(&self) -> AttemptEnd {
        match self {
            Failure::NotSent { retry_after: None } => AttemptEnd::NotSent,
            Failure::NotSent { retry_after: Some(_) } | Failure::Resting(_) => AttemptEnd::SlowDown,
            Failure::Closed(_) => AttemptEnd::Closed,
            Failure::Unknown => AttemptEnd::NoAnswer,
            Failure::Refused(_) | Failure::Gone | Failure::Outside => AttemptEnd::Refused,
            Failure::Migrated(_) => AttemptEnd::Moved,
        }
    }

    /// How long the other side wants to be left alone.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Failure::NotSent { retry_after } => *retry_after,
            Failure::Resting(after) => Some(*after),
            Failure::Closed(closed) => closed.retry_after,
            _ => None,
        }
    }
}

/// How long to wait after the attempt of that number (from 1).
///
/// `dice` is a random number from 0 to 1: pauses spread over their upper half,
/// so that many lanes do not come back at the same moment.
pub fn pause(attempt: u32, retry_after: Option<Duration>, dice: f64) -> Duration {
    let doubled = SHORTEST.saturating_mul(1 << attempt.saturating_sub(1).min(20));
    let spread = doubled.min(LONGEST).mul_f64(0.5 + dice.clamp(0.0, 1.0) / 2.0);
    match retry_after {
        // What the server says counts, plus a little so as not to be early.
        Some(asked) => asked + Duration::from_millis(50) + SHORTEST.mul_f64(dice.clamp(0.0, 1.0)),
        None => spread,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_five_minutes() {
        let pauses: Vec<_> = (1..=12).map(|attempt| pause(attempt, None, 1.0)).collect();
        assert_eq!(pauses[0], Duration::from_millis(400));
        assert_eq!(pauses[3], Duration::from_millis(3200));
        assert!(pauses.is_sorted());
        assert_eq!(pauses[11], LONGEST);
        assert_eq!(pause(u32::MAX, None, 1.0), LONGEST);
    }

    #[test]
    fn chance_moves_a_pause_within_its_upper_half() {
        assert_eq!(pause(1, None, 0.0), Duration::from_millis(200));
        assert!(pause(40, None, 0.0) >= LONGEST / 2);
    }

    #[test]
    fn a_server_that_says_when_is_believed() {
        let asked = Duration::from_secs(17);
        assert!(pause(1, Some(asked), 0.0) > asked);
        assert!(pause(9, Some(asked), 1.0) < asked + Duration::from_secs(1));
    }
}
