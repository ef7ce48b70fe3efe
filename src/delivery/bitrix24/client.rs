//! One call to a portal: how fast, where to, and what came of it.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Response, Url, header};
use serde_json::Value;
use tokio::time::Instant;

use super::address::Webhook;
use super::answer::{self, Lock, No, OPERATING_PAUSE, Success, Unclear};
use super::pace::Pace;
use crate::clock::Clock;

/// How long a connection may take to be made.
const CONNECT: Duration = Duration::from_secs(5);
/// How long a call may take in all. A portal works on one for up to a minute.
const PATIENCE: Duration = Duration::from_secs(20);
/// A connection unused for longer is not used again: the portal may be closing it.
const IDLE: Duration = Duration::from_secs(10);
/// The first rest of a method when nobody says how long it is to be; it doubles.
const REST: Duration = Duration::from_secs(60);
/// How often a portal is followed to where it says it lives.
const MOVES: u32 = 3;

/// A portal, and the right to use it.
pub struct Client {
    http: reqwest::Client,
    webhook: Mutex<Webhook>,
    pace: Pace,
    renamed: Mutex<Option<String>>,
    methods: Mutex<HashMap<&'static str, Operating>>,
}

/// What is known of a method's working time.
#[derive(Clone, Copy, Default)]
struct Operating {
    /// When the counted time ends, by the last good answer.
    resets_at: Option<Instant>,
    /// The method is not called before that.
    rests_until: Option<Instant>,
    /// How often in a row the portal has not said until when it rests.
    untold: u32,
}

impl Client {
    /// A client for that webhook.
    ///
    /// # Errors
    /// When the system's certificates cannot be read.
    pub fn new(webhook: Webhook) -> Result<Self, reqwest::Error> {
        let http = reqwest::Client::builder()
            .user_agent(concat!("leadlatch/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(CONNECT)
            .timeout(PATIENCE)
            .pool_idle_timeout(IDLE)
            .tcp_nodelay(true)
            // A POST that is redirected would become a GET, and the lead be lost.
            .redirect(Policy::none())
            .build()?;
        Ok(Self {
            http,
            webhook: Mutex::new(webhook),
            pace: Pace::empty(),
            renamed: Mutex::default(),
            methods: Mutex::default(),
        })
    }

    /// Calls a method; gives its `result`.
    ///
    /// # Errors
    /// When the portal says no, or nothing.
    pub async fn call(&self, method: &'static str, parameters: &Value) -> Result<Value, No> {
        if let Some(left) = self.rests(method) {
            return Err(No::Later(Some(left)));
        }
        for _ in 0..=MOVES {
            let called = self.webhook().method(method);
            match self.post(called.clone(), parameters).await {
                Err(No::Moved(location)) => self.follow(&called, &location)?,
                outcome => return self.settle(method, outcome),
            }
        }
        Err(No::Locked(Lock::Address))
    }

    async fn post(&self, url: Url, parameters: &Value) -> Result<Success, No> {
        self.pace.wait().await;
        let request = self.http.post(url).header(header::ACCEPT, "application/json");
        let response = request.json(parameters).send().await.map_err(lost)?;
        let status = response.status().as_u16();
        let location = header_of(&response, &header::LOCATION);
        let body = response.bytes().await.map_err(lost)?;
        let now = Clock::default().now().timestamp() as f64;
        answer::read(status, location.as_deref(), &String::from_utf8_lossy(&body), now)
    }

    /// The portal has got another name.
    fn follow(&self, called: &Url, location: &str) -> Result<(), No> {
        let moved = self.webhook().moved_to(called, location).ok_or(No::Locked(Lock::Address))?;
        *lock(&self.renamed) = Some(moved.host());
        *lock(&self.webhook) = moved;
        Ok(())
    }

    /// The name the portal has got since this was last asked.
    pub fn renamed(&self) -> Option<String> {
        lock(&self.renamed).take()
    }

    fn settle(&self, method: &'static str, outcome: Result<Success, No>) -> Result<Value, No> {
        let now = Instant::now();
        match outcome {
            Ok(Success { result, resets_in }) => {
                let resets_at = resets_in.map(|after| now + after);
                let operating = Operating { resets_at, ..Operating::default() };
                self.methods().insert(method, operating);
                Ok(result)
            }
            Err(No::Later(said)) => {
                let mut methods = self.methods();
                let known = known_reset(&methods, method, now).map(|at| at - now);
                let operating = methods.entry(method).or_default();
                let pause = known.into_iter().chain(said).min().unwrap_or_else(|| {
                    operating.untold += 1;
                    REST * 2_u32.saturating_pow(operating.untold - 1)
                });
                let pause = pause.min(OPERATING_PAUSE);
                operating.rests_until = Some(now + pause);
                Err(No::Later(Some(pause)))
            }
            Err(No::Busy) => {
                self.pace.is_full();
                Err(No::Busy)
            }
            Err(No::Refused(mut refusal)) => {
                refusal.words = self.webhook().without_code(&refusal.words);
                Err(No::Refused(refusal))
            }
            Err(other) => Err(other),
        }
    }

    /// How long a method still rests.
    pub fn rests(&self, method: &str) -> Option<Duration> {
        let until = self.methods().get(method)?.rests_until?;
        until.checked_duration_since(Instant::now()).filter(|left| !left.is_zero())
    }

    fn webhook(&self) -> Webhook {
        lock(&self.webhook).clone()
    }

    fn methods(&self) -> MutexGuard<'_, HashMap<&'static str, Operating>> {
        lock(&self.methods)
    }
}

/// When good answers have said that the counted time ends: those of this method, else of any.
fn known_reset(
    methods: &HashMap<&'static str, Operating>,
    method: &str,
    now: Instant,
) -> Option<Instant> {
    let ahead = |operating: &Operating| operating.resets_at.filter(|at| *at > now);
    let own = methods.get(method).and_then(ahead);
    own.or_else(|| methods.values().filter_map(ahead).max())
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|broken| broken.into_inner())
}

fn header_of(response: &Response, name: &header::HeaderName) -> Option<String> {
    response.headers().get(name)?.to_str().ok().map(str::to_owned)
}

/// The error holds the address with the code in it, so nothing of it is kept.
fn lost(error: reqwest::Error) -> No {
    if error.is_connect() {
        return No::Down;
    }
    No::Unclear(if error.is_timeout() { Unclear::TimedOut } else { Unclear::Broken })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How long a method is to rest after an answer, in seconds.
    fn rest(client: &Client, said: Option<Duration>) -> u64 {
        match client.settle("crm.item.add", Err(No::Later(said))) {
            Err(No::Later(Some(pause))) => pause.as_secs(),
            other => panic!("{other:?}"),
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_method_rests_longer_each_time_while_nobody_says_how_long() {
        let webhook = Webhook::of(&"https://a.bitrix24.ru/rest/1/code/".parse().unwrap());
        let client = Client::new(webhook.unwrap()).unwrap();
        let rests: Vec<u64> = (0..6).map(|_| rest(&client, None)).collect();
        assert_eq!(rests, [60, 120, 240, 480, 600, 600]);
        assert_eq!(client.rests("crm.item.add"), Some(OPERATING_PAUSE));
        assert_eq!(client.rests("crm.item.update"), None, "others do not");
        assert_eq!(rest(&client, Some(Duration::from_secs(12))), 12, "it says so");
        let result = Value::Null;
        let resets_in = Some(Duration::from_secs(30));
        client.settle("crm.item.add", Ok(Success { result, resets_in })).unwrap();
        assert_eq!(client.rests("crm.item.add"), None);
        assert_eq!(rest(&client, None), 30, "the last good answer has said so");
        tokio::time::advance(Duration::from_secs(30)).await;
        assert_eq!(rest(&client, None), 60, "and that was wrong");
    }
}
