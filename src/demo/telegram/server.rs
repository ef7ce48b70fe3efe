//! The HTTP side of the Bot API: addresses, the token, faults, answers.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, DefaultBodyLimit, Path, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use super::fault::Fault;
use super::parameters::Parameters;
use super::refusal::Refusal;
use super::{World, control, methods, polling, webhook};
use crate::demo::wire::{Wire, Wires};

/// Telegram takes files of up to 50 MB from a bot.
const BODY_LIMIT: usize = 50 * 1024 * 1024;

/// Serves until aborted; `pages` stand beside the Bot API.
pub(super) async fn serve(listener: TcpListener, world: Arc<World>, pages: Router) {
    let app = Router::new()
        .route("/{bot}/{method}", any(answer))
        .route("/file/{bot}/{*path}", any(download))
        .merge(control::router())
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .with_state(world)
        .merge(control::guarded(pages))
        .into_make_service_with_connect_info::<Wire>();
    // axum's accept loop reports no error of its own: it ends only with its task.
    let _ = axum::serve(Wires(listener), app).await;
}

async fn answer(
    State(world): State<Arc<World>>,
    ConnectInfo(wire): ConnectInfo<Wire>,
    Path((bot, method)): Path<(String, String)>,
    request: Request,
) -> Response {
    if bot.strip_prefix("bot") != Some(world.token.as_str()) {
        return respond(Err(Refusal::new(401, "Unauthorized")));
    }
    let Some(method) = methods::canonical(&method) else {
        let refusal = Refusal::new(404, "Not Found");
        world.change(|state| state.count(&method, None, refusal.description.clone()));
        return respond(Err(refusal));
    };
    let parameters = match Parameters::read(request).await {
        Ok(parameters) => parameters,
        Err(refusal) => return respond(Err(refusal)),
    };
    let chat = parameters.integer("chat_id");
    match world.change(|state| state.faults.strike(method, chat)) {
        Some(fault) => fail(&world, &wire, fault, method, &parameters).await,
        None => respond(call(&world, method, &parameters).await),
    }
}

/// Does what a method does, and counts it.
async fn call(
    world: &Arc<World>,
    method: &'static str,
    parameters: &Parameters,
) -> Result<Value, Refusal> {
    let result = match method {
        "getUpdates" => polling::get_updates(world, parameters).await,
        "setWebhook" => webhook::set(world, parameters),
        _ => world.change(|state| methods::call(state, method, parameters)),
    };
    let outcome = match &result {
        Ok(_) => "ok".to_owned(),
        Err(refusal) => refusal.description.clone(),
    };
    world.change(|state| state.count(method, parameters.integer("chat_id"), outcome));
    result
}

/// Lets a fault happen to a call.
async fn fail(
    world: &Arc<World>,
    wire: &Wire,
    fault: Fault,
    method: &'static str,
    parameters: &Parameters,
) -> Response {
    let done = match fault {
        Fault::DropAfter | Fault::HangAfter | Fault::Slow(_) => {
            Some(call(world, method, parameters).await)
        }
        _ => {
            let chat = parameters.integer("chat_id");
            world.change(|state| state.count(method, chat, format!("{fault:?}")));
            None
        }
    };
    match fault {
        Fault::TooManyRequests(seconds) => respond(Err(Refusal::too_many(seconds))),
        Fault::ServerError => respond(Err(Refusal::new(500, "Internal Server Error"))),
        Fault::Refuse(code, description) => respond(Err(Refusal::new(code, description))),
        Fault::BadGateway => {
            let page = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n</html>\r\n";
            (StatusCode::BAD_GATEWAY, [(header::CONTENT_TYPE, "text/html")], page).into_response()
        }
        Fault::DropBefore | Fault::DropAfter => {
            wire.cut();
            Response::default()
        }
        Fault::Hang | Fault::HangAfter => std::future::pending().await,
        Fault::Slow(milliseconds) => {
            tokio::time::sleep(Duration::from_millis(milliseconds)).await;
            done.map_or_else(Response::default, respond)
        }
    }
}

/// Telegram's envelope.
fn respond(result: Result<Value, Refusal>) -> Response {
    let (code, body) = match result {
        Ok(result) => (200, json!({"ok": true, "result": result})),
        Err(refusal) => (refusal.code, refusal.body()),
    };
    let code = StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let kind = [(header::CONTENT_TYPE, "application/json")];
    (code, kind, Body::from(body.to_string())).into_response()
}

async fn download(
    State(world): State<Arc<World>>,
    Path((bot, path)): Path<(String, String)>,
) -> Response {
    let file = match bot.strip_prefix("bot") == Some(world.token.as_str()) {
        true => world.look(|state| {
            let id = path.strip_prefix("files/")?.split('/').next()?;
            state.files.get(id).map(|file| file.bytes.clone())
        }),
        false => None,
    };
    match file {
        Some(bytes) => bytes.into_response(),
        None => respond(Err(Refusal::new(404, "Not Found"))),
    }
}
