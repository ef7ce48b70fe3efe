//! The HTTP side of a portal: addresses, the webhook's code, limits, faults, answers.

use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Path, Request, State as Extract};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use chrono::{SecondsFormat, Utc};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use super::fault::Fault;
use super::no::No;
use super::reading::Call;
use super::state::State;
use super::{USER, World, lock, methods};
use crate::demo::wire::{Wire, Wires};

/// Nobody writes leads longer than that.
const BODY_LIMIT: usize = 1024 * 1024;

/// Where a door stands, and what is behind it.
#[derive(Clone)]
struct Door {
    world: Weak<World>,
    at: std::net::SocketAddr,
}

pub(super) async fn serve(listener: TcpListener, world: Weak<World>) {
    let Ok(at) = listener.local_addr() else { return };
    let app = Router::new()
        .route("/rest/{user}/{code}/{method}", any(answer))
        .with_state(Door { world, at })
        .into_make_service_with_connect_info::<Wire>();
    // axum's accept loop reports no error of its own: it ends only with its task.
    let _ = axum::serve(Wires(listener), app).await;
}

async fn answer(
    Extract(door): Extract<Door>,
    ConnectInfo(wire): ConnectInfo<Wire>,
    Path((user, code, method)): Path<(String, String, String)>,
    request: Request,
) -> Response {
    let Some(world) = door.world.upgrade() else { return cut(&wire) };
    let home = {
        let doors = lock(&world.doors);
        if doors.task.is_none() {
            return cut(&wire);
        }
        doors.at
    };
    if home != door.at {
        let path = request.uri().path().to_owned();
        return redirect(&format!("http://{home}{path}"));
    }
    lock(&world.wires).push(wire.clone());
    let method = method.strip_suffix(".json").unwrap_or(&method).to_owned();
    let call = read(method, request).await;
    let place = world.change(|state| state.count(call.clone()));
    let let_in = world.change(|state| let_in(state, &user, &code));
    let fault = match let_in {
        Ok(()) => world.change(|state| state.faults.strike(&call.method, None)),
        Err(_) => None,
    };
    let done = match let_in {
        Ok(()) => perform(&world, &call, fault.as_ref()).await,
        Err(no) => Some(Err(no)),
    };
    let (status, body) = match done {
        Some(Ok(result)) => (200, envelope(&world, result)),
        Some(Err(no)) => (no.status, no.body().to_string()),
        None => (0, String::new()),
    };
    let response = match &fault {
        Some(fault) => strike(&wire, fault, status, body).await,
        None => json_of(status, body),
    };
    let status = response.as_ref().map_or(0, |response| response.status().as_u16());
    world.change(|state| state.answered(place, status));
    response.unwrap_or_default()
}

async fn read(method: String, request: Request) -> Call {
    let verb = request.method().to_string();
    let agent = header_of(request.headers(), header::USER_AGENT);
    let body = axum::body::to_bytes(request.into_body(), BODY_LIMIT).await.unwrap_or_default();
    let parameters = serde_json::from_slice(&body).ok();
    let well_formed = parameters.is_some();
    let (at, parameters) = (Instant::now(), parameters.unwrap_or_default());
    Call { method, at, parameters, status: 0, verb, agent, well_formed }
}

fn let_in(state: &mut State, user: &str, code: &str) -> Result<(), No> {
    if !state.has_room() {
        return Err(No::new(503, "QUERY_LIMIT_EXCEEDED", "Too many requests"));
    }
    if code != state.code || user != USER.to_string() {
        return Err(No::new(401, "NO_AUTH_FOUND", "Wrong authorization data"));
    }
    if state.https_only {
        return Err(No::bad("INVALID_REQUEST", "Https required."));
    }
    if !state.plan {
        let words = "REST API is available only on commercial plans.";
        return Err(No::new(403, "ACCESS_DENIED", words));
    }
    Ok(())
}

/// Does what a call asks for, unless a fault comes first.
async fn perform(
    world: &Arc<World>,
    call: &Call,
    fault: Option<&Fault>,
) -> Option<Result<Value, No>> {
    if fault.is_some_and(|fault| !fault.commits()) {
        return None;
    }
    if let Some(Fault::SleepThenCommit(milliseconds)) = fault {
        // A portal works on though its caller has gone.
        let (world, call) = (Arc::clone(world), call.clone());
        let late = Duration::from_millis(*milliseconds);
        let work = tokio::spawn(async move {
            tokio::time::sleep(late).await;
            world.change(|state| methods::call(state, &call.method, &call.parameters))
        });
        return work.await.ok();
    }
    Some(world.change(|state| methods::call(state, &call.method, &call.parameters)))
}

/// Lets a fault happen to an answer; `None` is no answer.
async fn strike(wire: &Wire, fault: &Fault, status: u16, body: String) -> Option<Response> {
    let no = |status, code: Value, words: &str| {
        json_of(status, json!({"error": code, "error_description": words}).to_string())
    };
    match fault {
        Fault::QueryLimit => no(503, "QUERY_LIMIT_EXCEEDED".into(), "Too many requests"),
        Fault::OperationTimeLimit => {
            no(429, "OPERATION_TIME_LIMIT".into(), "Method is blocked due to operation time limit.")
        }
        Fault::Drop | Fault::CommitThenDrop => {
            wire.cut();
            None
        }
        Fault::CommitThen500 => no(500, "INTERNAL_SERVER_ERROR".into(), "Internal server error"),
        Fault::CommitThenSleep(milliseconds) => {
            tokio::time::sleep(Duration::from_millis(*milliseconds)).await;
            json_of(status, body)
        }
        Fault::SleepThenCommit(_) => json_of(status, body),
        Fault::Html | Fault::CommitThenHtml => Some(page()),
        Fault::Truncated => {
            let half = body.chars().take(body.chars().count() / 2).collect();
            json_of(status, half)
        }
        Fault::ErrorIn200(code) => no(200, code.as_str().into(), "Something is wrong"),
        Fault::EmptyCode(status, words) => no(*status, "".into(), words),
        Fault::NumericCode(code) => no(400, (*code).into(), "Something is wrong"),
        Fault::Refuse(status, code, words) => no(*status, code.as_str().into(), words),
        Fault::Redirect(location) => Some(redirect(location)),
    }
}

fn cut(wire: &Wire) -> Response {
    wire.cut();
    Response::default()
}

fn page() -> Response {
    let page = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n</html>\r\n";
    (StatusCode::BAD_GATEWAY, [(header::CONTENT_TYPE, "text/html")], page).into_response()
}

fn redirect(location: &str) -> Response {
    (StatusCode::FOUND, [(header::LOCATION, location)]).into_response()
}

fn json_of(status: u16, body: String) -> Option<Response> {
    let status = StatusCode::from_u16(status).ok()?;
    let kind = [(header::CONTENT_TYPE, "application/json; charset=utf-8")];
    Some((status, kind, Body::from(body)).into_response())
}

/// A good answer with its times.
fn envelope(world: &World, result: Value) -> String {
    let state = lock(&world.state);
    let mut answer = json!({"result": result});
    if state.times {
        let now = Utc::now();
        let seconds = now.timestamp_micros() as f64 / 1e6;
        let date = now.to_rfc3339_opts(SecondsFormat::Secs, true);
        answer["time"] = json!({
            "start": seconds - 0.01, "finish": seconds, "duration": 0.01, "processing": 0.008,
            "date_start": date, "date_finish": date, "operating": 0.1,
            "operating_reset_at": seconds as u64 + state.resets_in.as_secs(),
        });
    }
    answer.to_string()
}

fn header_of(headers: &HeaderMap, name: header::HeaderName) -> String {
    let value = headers.get(name).and_then(|value| value.to_str().ok());
    value.unwrap_or_default().to_owned()
}
