//! One call to a portal: how fast, where to, and what came of it.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Response, Url, header};
use serde_json::Value;
use tokio::time::Instant;

use super::address::Webhook;
use super::answer::{self, Lock, No, Success, Unclear};
use super::pace::Pace;
use crate::clock::Clock;

/// How long a connection may take to be made.
const CONNECT: Duration = Duration::from_secs(5);
/// How long a call may take in all. A portal works on one for up to a minute.
const PATIENCE: Duration = Duration::from_secs(20);
/// A connection unused for longer is not used again: the portal may be closing it.
const IDLE: Duration = Duration::from_secs(10);
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
            return Err(No::Later(left));
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
                self.methods().insert(method, Operating { resets_at, rests_until: None });
                Ok(result)
            }
            Err(No::Later(pause)) => {
                let mut methods = self.methods();
                let said = known_reset(&methods, method, now).unwrap_or(now + pause);
                let until = said.min(now + pause);
                methods.entry(method).or_default().rests_until = Some(until);
                Err(No::Later(until - now))
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
    fn rests(&self, method: &str) -> Option<Duration> {
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
