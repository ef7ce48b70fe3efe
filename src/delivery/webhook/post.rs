//! The connection: one POST, and what came back of it.

use std::error::Error;
use std::io::{self, ErrorKind};
use std::time::Duration;

use chrono::{DateTime, Utc};
use reqwest::header::{CONTENT_TYPE, HeaderMap, RETRY_AFTER};
use reqwest::{Client, Response, Url, redirect};

use super::Event;
use super::signature::{HEADER, signature};
use crate::settings::{LeadWebhook, Secret};

/// How long a connection may take to come about.
const TO_CONNECT: Duration = Duration::from_secs(5);
/// How long an answer may take in all; what takes longer counts as lost.
const TO_ANSWER: Duration = Duration::from_secs(10);
/// Only answers as small as this are read, in bytes.
const SMALL: usize = 16 * 1024;
/// Parts of the address as long as this may be its secret.
const SECRET: usize = 5;

/// The receiver of a webhook, and the right to write to it.
pub struct Post {
    client: Client,
    url: Url,
    secret: Option<Secret>,
}

/// What came back.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// How long to stay away, as the receiver has said it.
    pub retry_after: Option<Duration>,
    /// What it said; nothing when that is long.
    pub body: String,
}

/// Why nothing came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// No connection came about.
    NotReached,
    /// The receiver could not prove who it is.
    Certificate,
    /// The event went out; nobody knows what became of it.
    NoAnswer,
}

impl Post {
    /// A connection that is made when it is needed.
    ///
    /// # Errors
    /// When the machine has no certificates to judge others by.
    pub fn new(settings: &LeadWebhook) -> Result<Self, reqwest::Error> {
        let client = Client::builder()
            .connect_timeout(TO_CONNECT)
            .timeout(TO_ANSWER)
            .redirect(redirect::Policy::none())
            .user_agent(concat!("Leadlatch/", env!("CARGO_PKG_VERSION")))
            .build()?;
        Ok(Self { client, url: settings.url.expose().clone(), secret: settings.secret.clone() })
    }

    /// Sends an event.
    pub async fn send(&self, event: &Event<'_>, now: DateTime<Utc>) -> Result<Answer, Lost> {
        // Events are plain data, which JSON can always hold.
        let body = serde_json::to_vec(event).unwrap_or_default();
        let mut request = self
            .client
            .post(self.url.clone())
            .header(CONTENT_TYPE, "application/json; charset=utf-8")
            .header("idempotency-key", event.id());
        if let Some(secret) = &self.secret {
            request = request.header(HEADER, signature(secret.expose(), now.timestamp(), &body));
        }
        let response = request.body(body).send().await.map_err(lost)?;
        let retry_after = retry_after(response.headers(), now);
        let status = response.status().as_u16();
        Ok(Answer { status, retry_after, body: small(response).await })
    }

    /// Looks whether the server is there and is who it says, without a word to the
    /// receiver: it asks for the head of another page.
    pub async fn knock(&self) -> Result<(), Lost> {
        let mut door = self.url.clone();
        door.set_path("/");
        door.set_query(None);
        // Without a user or a password: nothing secret is needed to knock.
        let _ = door.set_username("");
        let _ = door.set_password(None);
        self.client.head(door).send().await.map(drop).map_err(lost)
    }

    /// Whether a text repeats something that is to stay secret.
    pub fn is_quoted_in(&self, text: &str) -> bool {
        let path = self.url.path_segments().into_iter().flatten().map(str::to_owned);
        let query = self.url.query_pairs().map(|(_, value)| value.into_owned());
        let user = [self.url.username(), self.url.password().unwrap_or_default()];
        let secret = self.secret.iter().map(|secret| secret.expose().to_owned());
        let all = path.chain(query).chain(user.map(str::to_owned)).chain(secret);
        let text = text.to_lowercase();
        let mut hidden = all.filter(|part| part.chars().count() >= SECRET);
        hidden.any(|part| text.contains(&part.to_lowercase()))
    }
}

/// The address may hold a secret, so nothing of the error is repeated.
fn lost(error: reqwest::Error) -> Lost {
    match error.is_connect() {
        true if is_about_certificates(&error) => Lost::Certificate,
        true => Lost::NotReached,
        false => Lost::NoAnswer,
    }
}

/// tokio-rustls reports a failed handshake as invalid data (its src/common/mod.rs).
fn is_about_certificates(error: &reqwest::Error) -> bool {
    let causes = std::iter::successors(error.source(), |cause| (*cause).source());
    let mut of_system = causes.filter_map(|cause| cause.downcast_ref::<io::Error>());
    of_system.any(|cause| cause.kind() == ErrorKind::InvalidData)
}

/// Seconds or a date (RFC 9110, 10.2.3).
fn retry_after(headers: &HeaderMap, now: DateTime<Utc>) -> Option<Duration> {
    let written = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    match written.parse() {
        Ok(seconds) => Some(Duration::from_secs(seconds)),
        Err(_) => {
            let moment = DateTime::parse_from_rfc2822(written).ok()?;
            Some((moment.with_timezone(&Utc) - now).to_std().unwrap_or_default())
        }
    }
}

/// The body, unless it is long or breaks off: the status has said all that counts.
async fn small(mut response: Response) -> String {
    let mut body = Vec::new();
    while let Ok(chunk) = response.chunk().await {
        let Some(chunk) = chunk else { return String::from_utf8(body).unwrap_or_default() };
        body.extend_from_slice(&chunk);
        if body.len() > SMALL {
            break;
        }
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::{Address, Reach};

    #[test]
    fn a_receiver_says_seconds_or_a_date() {
        let now = DateTime::parse_from_rfc2822("Wed, 21 Oct 2015 07:28:00 GMT").unwrap().to_utc();
        let said = |value: &'static str| {
            let headers = HeaderMap::from_iter([(RETRY_AFTER, value.parse().unwrap())]);
            retry_after(&headers, now)
        };
        assert_eq!(said("120"), Some(Duration::from_secs(120)));
        assert_eq!(said("Wed, 21 Oct 2015 07:29:30 GMT"), Some(Duration::from_secs(90)));
        assert_eq!(said("Wed, 21 Oct 2015 07:27:00 GMT"), Some(Duration::ZERO));
        assert_eq!(said("later"), None);
        assert_eq!(said("-5"), None);
    }

    #[test]
    fn whatever_may_be_a_secret_is_known_again() {
        let url = "https://user:password1@crm.example/hooks/S3cret99/in?key=hushhush&a=1";
        let url = Address::http(url, Reach::Loopback).unwrap();
        let secret = Some(Secret::new("signing"));
        let post = Post::new(&LeadWebhook { url, secret }).unwrap();
        for said in ["Cannot POST /hooks/s3cret99/in", "key hushhush", "PASSWORD1", "signing"] {
            assert!(post.is_quoted_in(said), "{said}");
        }
        assert!(!post.is_quoted_in("phone is missing"));
    }
}
