//! One call to the Bot API, and what its failure means.
//!
//! teloxide names the methods and their arguments; the calls go out here and
//! not through its `Bot`, which sleeps ten seconds on every 5xx and cannot tell
//! an error with unknown parameters from broken JSON.

use std::time::Duration;

use reqwest::{Client, RequestBuilder, Response, Url, multipart::Form};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use teloxide::requests::Payload;

use crate::settings::{Secret, Settings};

/// How long an answer may take; what takes longer counts as lost.
const PATIENCE: Duration = Duration::from_secs(8);
/// How long an upload may take: files go up to 50 MB.
const UPLOAD_PATIENCE: Duration = Duration::from_secs(120);

/// A Bot API server, and the bot's right to use it.
#[derive(Clone, Debug)]
pub struct Api {
    client: Client,
    server: Url,
    token: Secret,
}

/// Why a call brought no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CallError {
    /// The server was never reached.
    #[error("the server cannot be reached: {0}")]
    Unreachable(String),
    /// The call went out; whether it was carried out is unknown.
    #[error("no answer: {0}")]
    NoAnswer(String),
    /// The server answered no.
    #[error("{0}")]
    Refused(Refusal),
}

/// The server's no.
#[derive(Clone, Debug, Default, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {description}")]
pub struct Refusal {
    /// The HTTP-like number: 400, 401, 403, 409, 429, 5xx.
    pub code: u16,
    /// Telegram's words.
    pub description: String,
    /// When to come again.
    pub retry_after: Option<Duration>,
    /// Where the group has moved.
    pub moved_to: Option<i64>,
}

#[derive(Deserialize)]
struct Answer<T> {
    ok: bool,
    result: Option<T>,
}

#[derive(Deserialize)]
struct Denial {
    #[serde(default)]
    error_code: u16,
    #[serde(default)]
    description: String,
    #[serde(default)]
    parameters: Parameters,
}

#[derive(Default, Deserialize)]
struct Parameters {
    retry_after: Option<u64>,
    migrate_to_chat_id: Option<i64>,
}

impl Api {
    /// The server and the token of the settings.
    pub fn new(settings: &Settings) -> Result<Self, reqwest::Error> {
        let client = Client::builder()
            .connect_timeout(Duration::from_secs(5))
            .tcp_nodelay(true)
            .redirect(reqwest::redirect::Policy::none())
            .build()?;
        Ok(Self { client, server: base(settings), token: settings.token.clone() })
    }

    /// Calls a method and reads what of its result `T` wants.
    pub async fn call<P, T>(&self, payload: &P) -> Result<T, CallError>
    where
        P: Payload + Serialize,
        T: DeserializeOwned,
    {
        self.call_within(payload, PATIENCE).await
    }

    /// As [`Api::call`], for methods that may take their time (long polling).
    pub async fn call_within<P, T>(&self, payload: &P, patience: Duration) -> Result<T, CallError>
    where
        P: Payload + Serialize,
        T: DeserializeOwned,
    {
        let request = self.client.post(self.method(P::NAME)).json(payload).timeout(patience);
        send(request).await
    }

    /// Calls a method that takes a file.
    pub async fn upload<T: DeserializeOwned>(
        &self,
        method: &str,
        form: Form,
    ) -> Result<T, CallError> {
        send(self.client.post(self.method(method)).multipart(form).timeout(UPLOAD_PATIENCE)).await
    }

    fn method(&self, name: &str) -> Url {
        let mut url = self.server.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().push(&format!("bot{}", self.token.expose())).push(name);
        }
        url
    }
}

/// The server's address without the slash that would end up doubled.
fn base(settings: &Settings) -> Url {
    let mut server = settings.api_url.expose().clone();
    if let Ok(mut path) = server.path_segments_mut() {
        path.pop_if_empty();
    }
    server
}

async fn send<T: DeserializeOwned>(request: RequestBuilder) -> Result<T, CallError> {
    let response = request.send().await.map_err(lost)?;
    let status = response.status().as_u16();
    let body = body(response).await?;
    if let Ok(Answer { ok: true, result: Some(result) }) = serde_json::from_str(&body) {
        return Ok(result);
    }
    Err(refusal(status, &body))
}

async fn body(response: Response) -> Result<String, CallError> {
    response.text().await.map_err(lost)
}

/// The address holds the token: it is cut out of every error.
fn lost(error: reqwest::Error) -> CallError {
    let unreachable = error.is_connect();
    let reason = if error.is_timeout() { "time-out".to_owned() } else { root_cause(&error) };
    if unreachable { CallError::Unreachable(reason) } else { CallError::NoAnswer(reason) }
}

fn root_cause(error: &reqwest::Error) -> String {
    let mut cause = std::error::Error::source(error);
    let mut words = String::from("broken connection");
    while let Some(inner) = cause {
        words = inner.to_string();
        cause = inner.source();
    }
    words
}

/// Reads the raw body: proxies answer in HTML, and servers add parameters we do not know.
fn refusal(status: u16, body: &str) -> CallError {
    let denial = serde_json::from_str::<Denial>(body).ok();
    match denial {
        Some(denial) if denial.error_code != 0 || status >= 400 => CallError::Refused(Refusal {
            code: if denial.error_code == 0 { status } else { denial.error_code },
            description: denial.description,
            retry_after: denial.parameters.retry_after.map(Duration::from_secs),
            moved_to: denial.parameters.migrate_to_chat_id,
        }),
        _ if status >= 400 => CallError::Refused(Refusal { code: status, ..Refusal::default() }),
        _ => CallError::NoAnswer("an answer that cannot be read".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(status: u16, body: &str) -> Refusal {
        match refusal(status, body) {
            CallError::Refused(refusal) => refusal,
            other => panic!("{other:?} is no refusal"),
        }
    }

    #[test]
    fn a_refusal_is_read_from_the_raw_body() {
        let body = r#"{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 7",
            "parameters":{"retry_after":7,"something_new":{}}}"#;
        assert_eq!(refused(429, body).retry_after, Some(Duration::from_secs(7)));
        let body = r#"{"ok":false,"error_code":400,"description":"Bad Request: group chat was upgraded",
            "parameters":{"migrate_to_chat_id":-1001}}"#;
        assert_eq!(refused(400, body).moved_to, Some(-1001));
    }

    #[test]
    fn a_page_of_a_proxy_is_a_refusal_too() {
        assert_eq!(refused(502, "<html>Bad Gateway</html>").code, 502);
        assert_eq!(refused(500, "").code, 500);
    }

    #[test]
    fn nonsense_with_a_good_status_leaves_the_outcome_unknown() {
        assert!(matches!(refusal(200, "{"), CallError::NoAnswer(_)));
    }
}
