//! How fast letters leave; pure, the moment is an argument.

use std::time::{Duration, Instant};

/// So many letters may follow each other at once.
const BURST: u32 = 20;
/// Then one in so long: hosters count letters and logins by the minute, and shut out whoever
/// comes back from an outage with a thousand of them.
const EACH: Duration = Duration::from_secs(1);

/// A bucket that leaks a letter a second.
#[derive(Debug, Default)]
pub struct Pace {
    /// When the bucket will be empty.
    empty_at: Option<Instant>,
}

impl Pace {
    /// Takes a place for one letter, or tells how long to wait before asking again.
    pub fn take(&mut self, now: Instant) -> Result<(), Duration> {
        let empty_at = self.empty_at.filter(|at| *at > now).unwrap_or(now);
        let full = EACH * (BURST - 1);
        match (empty_at - now).checked_sub(full).filter(|wait| !wait.is_zero()) {
            Some(wait) => Err(wait),
            None => {
                self.empty_at = Some(empty_at + EACH);
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_leave_at_once_and_many_one_a_second() {
        let (mut pace, start) = (Pace::default(), Instant::now());
        for _ in 0..20 {
            assert_eq!(pace.take(start), Ok(()));
        }
        assert_eq!(pace.take(start), Err(EACH));
        assert_eq!(pace.take(start + EACH), Ok(()));
        assert_eq!(pace.take(start + EACH * 3 / 2), Err(EACH / 2));
        let later = start + EACH * 600;
        assert!((0..20).all(|_| pace.take(later).is_ok()) && pace.take(later).is_err());
    }
}
