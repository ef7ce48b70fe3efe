//! The people of the stand-in over HTTP: `/demo/…` for the page and for scripts.
//!
//! `GET /demo/chats`, `/demo/history?chat=1`, `/demo/sent`, `/demo/answers`, `/demo/calls` read;
//! `GET /demo/events` streams every [`Change`]; `POST /demo/<act>` with a JSON body does an
//! [`Act`] and answers `{"ok": true, …}` or 400 with `{"ok": false, "error"}`.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::{Path, Query, Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use futures::Stream;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::broadcast::error::RecvError;

use super::customer::Customer;
use super::fault::{Fault, When};
use super::group::Member;
use super::people::Impossible;
use super::{Telegram, World};

/// Something a person (or the weather) does. With `chat` it happens in that group; without, in
/// the person's private chat.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case", tag = "act")]
enum Act {
    Customer {
        id: i64,
        name: String,
        #[serde(default)]
        username: String,
    },
    Member {
        chat: i64,
        id: i64,
        name: String,
    },
    Group {
        title: String,
        #[serde(default)]
        sort: GroupSort,
    },
    Start {
        user: i64,
        #[serde(default)]
        source: String,
    },
    Say {
        user: i64,
        chat: Option<i64>,
        text: String,
        reply_to: Option<i32>,
        topic: Option<i32>,
    },
    Edit {
        user: i64,
        chat: Option<i64>,
        message: i32,
        text: String,
    },
    Send {
        user: i64,
        chat: Option<i64>,
        kind: String,
        #[serde(default)]
        caption: String,
    },
    Contact {
        user: i64,
        phone: String,
        #[serde(default = "yes")]
        own: bool,
    },
    PressLabel {
        user: i64,
        label: String,
    },
    PressInline {
        user: i64,
        chat: Option<i64>,
        message: i32,
        data: String,
    },
    Block {
        user: i64,
    },
    Unblock {
        user: i64,
    },
    Migrate {
        chat: i64,
    },
    Fault {
        fault: Fault,
        #[serde(default)]
        when: When,
    },
    ClearFaults {},
    Update {
        update: Value,
    },
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum GroupSort {
    Group,
    #[default]
    Supergroup,
    Forum,
}

fn yes() -> bool {
    true
}

pub(super) fn router() -> Router<Arc<World>> {
    Router::new()
        .route("/demo/events", get(events))
        .route("/demo/chats", get(chats))
        .route("/demo/history", get(history))
        .route("/demo/sent", get(|State(world)| async { Json(json!(telegram(world).sent())) }))
        .route(
            "/demo/answers",
            get(|State(world)| async { Json(json!(telegram(world).answers())) }),
        )
        .route("/demo/calls", get(|State(world)| async { Json(json!(telegram(world).calls())) }))
        .route("/demo/{act}", post(act))
        .route_layer(from_fn(only_this_machine))
}

fn telegram(world: Arc<World>) -> Telegram {
    Telegram { world, _server: None }
}

/// A page of another site could reach 127.0.0.1 under its own name; its Host gives it away.
async fn only_this_machine(request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let name = host.map(|host| host.rsplit_once(':').map_or(host, |(name, _)| name));
    match name {
        Some("127.0.0.1" | "localhost") => next.run(request).await,
        _ => StatusCode::FORBIDDEN.into_response(),
    }
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

fn perform(telegram: &Telegram, act: Act) -> Result<Value, Impossible> {
    match act {
        Act::Customer { id, name, username } => {
            telegram.customer(id, &name, &username);
        }
        Act::Member { chat, id, name } => {
            telegram.group_by_id(chat).ok_or(Impossible::NoSuchChat)?.member(id, &name);
        }
        Act::Group { title, sort } => {
            let group = match sort {
                GroupSort::Group => telegram.group(&title),
                GroupSort::Supergroup => telegram.supergroup(&title),
                GroupSort::Forum => telegram.forum(&title),
            };
            return Ok(json!({"chat": group.id()}));
        }
        Act::Migrate { chat } => {
            let group = telegram.group_by_id(chat).ok_or(Impossible::NoSuchChat)?;
            return Ok(json!({"chat": group.migrates().id()}));
        }
        Act::Block { user } => customer(telegram, user)?.blocks(),
        Act::Unblock { user } => customer(telegram, user)?.unblocks(),
        Act::Fault { fault, when } => telegram.fault(fault, when),
        Act::ClearFaults {} => telegram.clear_faults(),
        Act::Update { update } => telegram.offers(update),
        Act::PressInline { user, chat, message, data } => {
            let callback = match chat {
                None => customer(telegram, user)?.presses_inline(message, &data),
                Some(chat) => member(telegram, chat, user)?.presses(message, &data),
            };
            return Ok(json!({"callback": callback?}));
        }
        act => return Ok(json!({"message": write(telegram, act)?})),
    }
    Ok(json!({}))
}

/// The acts that make (or change) a message.
fn write(telegram: &Telegram, act: Act) -> Result<i32, Impossible> {
    match act {
        Act::Start { user, source } => Ok(customer(telegram, user)?.start(&source)),
        Act::Contact { user, phone, own } => {
            Ok(customer(telegram, user)?.shares_contact(&phone, own))
        }
        Act::PressLabel { user, label } => customer(telegram, user)?.presses(&label),
        Act::Say { user, chat: None, text, reply_to, .. } => match reply_to {
            Some(message) => customer(telegram, user)?.replies_to(message, &text),
            None => Ok(customer(telegram, user)?.says(&text)),
        },
        Act::Say { user, chat: Some(chat), text, reply_to, topic } => {
            let member = member(telegram, chat, user)?;
            match (reply_to, topic) {
                (Some(message), _) => member.replies_to(message, &text),
                (None, Some(topic)) => member.says_in(topic, &text),
                (None, None) => member.says(&text),
            }
        }
        Act::Edit { user, chat: None, message, text } => {
            customer(telegram, user)?.edits(message, &text).map(|()| message)
        }
        Act::Edit { user, chat: Some(chat), message, text } => {
            member(telegram, chat, user)?.edits(message, &text).map(|()| message)
        }
        Act::Send { user, chat: None, kind, caption } => {
            customer(telegram, user)?.sends(&kind, &caption)
        }
        Act::Send { user, chat: Some(chat), kind, caption } => {
            member(telegram, chat, user)?.sends(&kind, &caption, None)
        }
        // Every other act was done by `perform`.
        _ => Err(Impossible::NoSuchMessage),
    }
}

fn customer(telegram: &Telegram, id: i64) -> Result<Customer, Impossible> {
    telegram.known_customer(id).ok_or(Impossible::NoSuchChat)
}

fn member(telegram: &Telegram, chat: i64, id: i64) -> Result<Member, Impossible> {
    let group = telegram.group_by_id(chat).ok_or(Impossible::NoSuchChat)?;
    group.known(id).ok_or(Impossible::NotAMember)
}
