//! How fast a portal may be called: a bucket of fifty that drains by two a second
//! (`limits.md` in `bitrix-tools/b24-rest-docs`).

use std::sync::Mutex;
use std::time::Duration;

use tokio::time::Instant;

/// So many calls go at once: two less than fit, for those that arrive closer together than
/// they were sent.
const BURST: u32 = 48;
/// One more every so often.
const DRIP: Duration = Duration::from_millis(500);

/// The bucket of one portal.
pub struct Pace {
    /// When it will be empty.
    empty_at: Mutex<Instant>,
}

impl Pace {
    /// An empty bucket.
    pub fn empty() -> Self {
        Self { empty_at: Mutex::new(Instant::now()) }
    }

    /// Waits until a call has room, and takes it.
    pub async fn wait(&self) {
        let wait = {
            let mut empty_at = self.lock();
            let now = Instant::now();
            *empty_at = (*empty_at).max(now) + DRIP;
            (*empty_at - now).saturating_sub(DRIP * BURST)
        };
        tokio::time::sleep(wait).await;
    }

    /// The portal says that its bucket is full: others fill it as well.
    pub fn is_full(&self) {
        let mut empty_at = self.lock();
        *empty_at = (*empty_at).max(Instant::now() + DRIP * BURST);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Instant> {
        self.empty_at.lock().unwrap_or_else(|broken| broken.into_inner())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn forty_eight_go_at_once_and_then_two_a_second() {
        let (pace, begun) = (Pace::empty(), Instant::now());
        for _ in 0..BURST {
            pace.wait().await;
        }
        assert_eq!(begun.elapsed(), Duration::ZERO);
        for _ in 0..20 {
            pace.wait().await;
        }
        let waited = begun.elapsed().as_millis();
        assert!((10_000..=10_100).contains(&waited), "{waited} ms");
    }

    #[tokio::test(start_paused = true)]
    async fn after_a_pause_there_is_room_again() {
        let pace = Pace::empty();
        for _ in 0..BURST {
            pace.wait().await;
        }
        tokio::time::advance(Duration::from_secs(10)).await;
        let begun = Instant::now();
        for _ in 0..20 {
            pace.wait().await;
        }
        assert_eq!(begun.elapsed(), Duration::ZERO);
    }

    #[tokio::test(start_paused = true)]
    async fn a_bucket_others_have_filled_gives_two_a_second_at_once() {
        let (pace, begun) = (Pace::empty(), Instant::now());
        pace.is_full();
        for _ in 0..4 {
            pace.wait().await;
        }
        let waited = begun.elapsed().as_millis();
        assert!((2_000..=2_100).contains(&waited), "{waited} ms");
    }
}
