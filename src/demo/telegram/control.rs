//! The people of the stand-in over HTTP: `/demo/…` for the page and for scripts.
//!
//! `GET /demo/chats`, `/demo/history?chat=1`, `/demo/sent`, `/demo/answers`, `/demo/calls` read;
//! `GET /demo/events` streams every [`Change`]; `POST /demo/<act>` with a JSON body does an
//! [`Act`] and answers `{"ok": true, …}` or 400 with `{"ok": false, "error"}`.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use futures::Stream;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::broadcast::error::RecvError;

use super::act::{Act, perform};
use super::{Telegram, World};

pub(super) fn router() -> Router<Arc<World>> {
    let router = Router::new()
        .route("/demo/events", get(events))
        .route("/demo/chats", get(chats))
        .route("/demo/history", get(history))
        .route("/demo/sent", get(|State(world)| async { Json(json!(telegram(world).sent())) }))
        .route(
            "/demo/answers",
            get(|State(world)| async { Json(json!(telegram(world).answers())) }),
        )
        .route("/demo/calls", get(|State(world)| async { Json(json!(telegram(world).calls())) }))
        .route("/demo/{act}", post(act));
    guarded(router)
}

/// Routes that answer only to this machine's own names.
pub(super) fn guarded<S: Clone + Send + Sync + 'static>(router: Router<S>) -> Router<S> {
    router.layer(from_fn(only_this_machine))
}

fn telegram(world: Arc<World>) -> Telegram {
    Telegram { world, _server: None }
}

/// A page of another site could reach 127.0.0.1 under its own name, which its Host gives away, or
/// make a browser write here, which its Origin gives away.
async fn only_this_machine(request: Request, next: Next) -> Response {
    match is_own(request.headers()) {
        true => next.run(request).await,
        false => StatusCode::FORBIDDEN.into_response(),
    }
}

fn is_own(headers: &HeaderMap) -> bool {
    let header = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let host = header(header::HOST).unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    // Only browsers send an Origin, and always with a POST.
    let foreign = headers.contains_key(header::ORIGIN)
        && header(header::ORIGIN).and_then(|origin| origin.strip_prefix("http://")) != Some(host);
    matches!(name, "127.0.0.1" | "localhost") && !foreign
}

async fn events(
    State(world): State<Arc<World>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let stream = futures::stream::unfold(world.changes.subscribe(), |mut changes| async move {
        let change = match changes.recv().await {
            Ok(change) => json!(change),
            // The reader was too slow and has to read everything again.
            Err(RecvError::Lagged(_)) => json!({"event": "reload"}),
            Err(RecvError::Closed) => return None,
        };
        Some((Ok(Event::default().data(change.to_string())), changes))
    });
    Sse::new(stream).keep_alive(KeepAlive::default())
}

async fn chats(State(world): State<Arc<World>>) -> Json<Value> {
    Json(world.look(|state| {
        let own = state.chats.iter().filter(|(place, _)| place.1.is_empty());
        own.map(|(place, chat)| {
            let mut about = chat.brief(place.0);
            about["blocked"] = chat.blocked.into();
            about["migrated_to"] = json!(chat.migrated_to);
            let people = chat.members.values().map(|(user, status)| json!([user, status]));
            about["members"] = people.collect();
            about
        })
        .collect()
    }))
}

#[derive(Deserialize)]
struct WhichChat {
    chat: i64,
}

async fn history(State(world): State<Arc<World>>, Query(which): Query<WhichChat>) -> Json<Value> {
    Json(json!(telegram(world).history(which.chat)))
}

async fn act(
    State(world): State<Arc<World>>,
    Path(act): Path<String>,
    Json(mut body): Json<Value>,
) -> Response {
    if let Some(body) = body.as_object_mut() {
        body.insert("act".to_owned(), act.into());
    }
    let result = serde_json::from_value::<Act>(body)
        .map_err(|error| error.to_string())
        .and_then(|act| perform(&telegram(world), act).map_err(|error| error.to_string()));
    match result {
        Ok(mut result) => {
            result["ok"] = true.into();
            Json(result).into_response()
        }
        Err(error) => {
            (StatusCode::BAD_REQUEST, Json(json!({"ok": false, "error": error}))).into_response()
        }
    }
}
