//! The page of the demo over HTTP: itself, what it shows, news for it, and what it asks for.
//!
//! What people do (write, press, send) goes to the stand-in's own `/demo/…`.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Path, Query, State};
use axum::http::{HeaderName, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use chrono::TimeDelta;
use futures::Stream;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use super::DemoError;
use super::stage::Stage;
use super::telegram::Change;
use super::view::{self, View};
use crate::texts::{Language, text};

const PAGE: &str = include_str!("page/index.html");
const STYLE: &str = include_str!("page/style.css");
const SCRIPT: &str = concat!(
    include_str!("page/script.js"),
    include_str!("page/draw.js"),
    include_str!("page/mail.js"),
    include_str!("page/play.js"),
);

/// The page's own sentences in the catalogue, without `demo-`.
const WORDS: [&str; 67] = [
    "title",
    "tab-client",
    "tab-group",
    "tab-why",
    "new-client",
    "clients",
    "half-hour",
    "night",
    "day",
    "from",
    "restart",
    "restarted",
    "reset",
    "bot",
    "silent",
    "start",
    "write",
    "write-group",
    "send",
    "attach",
    "photo",
    "voice",
    "contact",
    "someone",
    "attached-photo",
    "attached-voice",
    "attached-contact",
    "attached-other",
    "edit",
    "edited",
    "reply",
    "reply-to",
    "cancel",
    "group",
    "members",
    "empty-phone",
    "try-lines",
    "empty-group",
    "empty-why",
    "why",
    "steps",
    "older",
    "to-latest",
    "tried",
    "spent",
    "no-conditions",
    "status",
    "lead",
    "no-lead",
    "delivered",
    "on-its-way",
    "offline",
    "mail",
    "mail-from",
    "mail-to",
    "mail-answers",
    "mail-as-shown",
    "mail-as-text",
    "close",
    "b24",
    "b24-down",
    "b24-up",
    "b24-is-up",
    "b24-waits",
    "b24-unreachable",
    "b24-timeline",
    "b24-comment",
];

/// Steps make no noise at the stand-in when the bot stays silent, so the store is looked at.
const PULSE: Duration = Duration::from_millis(200);

/// Nothing from elsewhere is loaded, and nobody may frame the page.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; \
    connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The routes of the page.
pub(super) fn router(stage: Arc<Stage>) -> Router {
    Router::new()
        .route("/", get(page))
        .route("/demo/page/view", get(view))
        .route("/demo/page/events", get(events))
        .route("/demo/page/{deed}", post(deed))
        .with_state(stage)
}

async fn page(State(stage): State<Arc<Stage>>) -> Response {
    let page = page_in(stage.language().await);
    let headers: [(HeaderName, &str); 3] = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (headers, Html(page)).into_response()
}

/// The page with its sentences in place.
fn page_in(language: Language) -> String {
    let words = WORDS.iter().map(|key| (*key, text(language, &format!("demo-{key}"))));
    let words: serde_json::Map<String, Value> =
        words.map(|(key, words)| (key.to_owned(), words.into())).collect();
    // Within a script element only `</` could end it.
    let words = Value::Object(words).to_string().replace('<', "\\u003c");
    let code = match language {
        Language::Ru => "ru",
        Language::En => "en",
    };
    let page = PAGE.replace("{{language}}", code).replace("{{style}}", STYLE);
    page.replace("{{script}}", SCRIPT).replace("{{words}}", &words)
}

#[derive(Deserialize)]
struct Chosen {
    chat: Option<i64>,
}

async fn view(State(stage): State<Arc<Stage>>, Query(chosen): Query<Chosen>) -> Response {
    let scene = stage.scene().await;
    let Some(scene) = scene.as_ref() else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    match View::of(&stage, scene, chosen.chat) {
        Ok(view) => Json(view).into_response(),
        Err(error) => refusal(&error.to_string()),
    }
}

/// News for the page: `change` when there is something new to look at, `answer` with the words a
/// manager sees after a press.
async fn events(
    State(stage): State<Arc<Stage>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let changes = stage.telegram.changes();
    let news = futures::stream::unfold((stage, changes, String::new()), |mut state| async move {
        let news = next(&state.0, &mut state.1, &mut state.2).await?;
        Some((Ok(Event::default().data(news.to_string())), state))
    });
    Sse::new(news).keep_alive(KeepAlive::default())
}

async fn next(stage: &Stage, changes: &mut Receiver<Change>, pulse: &mut String) -> Option<Value> {
    let change = json!({"event": "change"});
    loop {
        tokio::select! {
            () = stage.changed.notified() => return Some(change),
            news = changes.recv() => match news {
                Ok(Change::Call { .. }) => {}
                Ok(Change::Answer { answer }) => {
                    return Some(json!({"event": "answer", "answer": answer}));
                }
                Ok(_) | Err(RecvError::Lagged(_)) => return Some(change),
                Err(RecvError::Closed) => return None,
            },
            () = tokio::time::sleep(PULSE) => {
                let scene = stage.scene().await;
                let now = scene.as_ref().and_then(|scene| view::pulse(stage, scene).ok());
                if let Some(now) = now.filter(|now| now != pulse) {
                    *pulse = now;
                    return Some(change);
                }
            }
        }
    }
}

#[derive(Default, Deserialize)]
struct How {
    minutes: Option<i64>,
}

async fn deed(
    State(stage): State<Arc<Stage>>,
    Path(deed): Path<String>,
    Json(how): Json<How>,
) -> Response {
    let done = match deed.as_str() {
        "customer" => match stage.customer().await {
            Some(id) => return Json(json!({"ok": true, "customer": id})).into_response(),
            None => Ok(()),
        },
        "pass" => {
            stage.passes(TimeDelta::minutes(how.minutes.unwrap_or(30).clamp(0, 60 * 24 * 366)));
            Ok(())
        }
        "turn" => {
            stage.turns_to_night_or_day().await;
            Ok(())
        }
        "bitrix24" => stage.portal_fails_or_works().await,
        "restart" => stage.restart().await,
        "reset" => stage.reset().await,
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    match done {
        Ok(()) => Json(json!({"ok": true})).into_response(),
        Err(error) => told(&stage, &error).await,
    }
}

async fn told(stage: &Stage, error: &DemoError) -> Response {
    refusal(&error.in_words(stage.language().await))
}

fn refusal(words: &str) -> Response {
    (StatusCode::BAD_REQUEST, Json(json!({"ok": false, "error": words}))).into_response()
}

#[cfg(test)]
mod tests {
    use regex::Regex;

    use super::*;

    #[test]
    fn the_page_and_the_catalogue_know_the_same_sentences() {
        let asked = Regex::new(r#"say\("([a-z-]+)"\)"#).unwrap();
        for key in asked.captures_iter(SCRIPT).map(|found| found[1].to_owned()) {
            assert!(WORDS.contains(&&*key), "the page asks for {key}");
        }
        for key in WORDS {
            let written = format!("\"{key}\"");
            assert!(SCRIPT.contains(&written) || PAGE.contains(&written), "nobody uses {key}");
            for language in [Language::Ru, Language::En] {
                let key = format!("demo-{key}");
                assert_ne!(text(language, &key), key);
            }
        }
    }

    #[test]
    fn the_page_needs_nothing_from_elsewhere() {
        let page = page_in(Language::Ru);
        assert!(!page.contains("{{") && page.contains("lang=\"ru\""));
        for foreign in ["src=", "@import", "url(", "innerHTML", "insertAdjacentHTML"] {
            assert!(!page.contains(foreign), "{foreign}");
        }
    }
}
