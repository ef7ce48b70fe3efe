//! Webhook mode: Telegram posts updates here instead of being asked for them.
//!
//! An update is answered with 200, which lets Telegram forget it, only when it is on the
//! disk. Telegram posts the updates of one chat one after another, so their order holds.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use subtle::ConstantTimeEq;
use teloxide::payloads::GetWebhookInfo;
use teloxide::requests::Payload;
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinSet;
use tokio::time::Instant;

use super::api::{Api, CallError};
use super::polling::{KINDS, Polled, id_of};
use crate::delivery::retry;
use crate::settings::{Secret, Webhook};

/// The header Telegram shows the secret in (<https://core.telegram.org/bots/api#setwebhook>).
const SECRET: &str = "x-telegram-bot-api-secret-token";
/// An update is some kilobytes; nobody else has anything to say here.
const LONGEST_UPDATE: usize = 1024 * 1024;
/// How many updates may wait to be written; Telegram itself opens no more connections.
const QUEUE: usize = 100;
/// Also without a timer, Telegram is asked so often whether it has anything left.
const CHECK: Duration = Duration::from_secs(20);

/// An update that waits to be written, and whoever waits to answer for it.
struct Posted {
    update: Box<RawValue>,
    durable: oneshot::Sender<()>,
}

/// The updates Telegram posts; it is let in until this is dropped.
pub struct Push {
    api: Api,
    _listener: JoinSet<()>,
    posted: mpsc::Receiver<Posted>,
    waiting: Vec<oneshot::Sender<()>>,
    next_check: Instant,
}

/// Who may come in, and where to.
struct Gate {
    path: String,
    secret: Secret,
    posted: mpsc::Sender<Posted>,
}

/// setWebhook, as far as it is used here.
#[derive(Serialize)]
struct SetWebhook<'a> {
    url: &'a str,
    secret_token: &'a str,
    allowed_updates: [&'static str; KINDS.len()],
}

impl Payload for SetWebhook<'_> {
    type Output = bool;
    const NAME: &'static str = "setWebhook";
}

/// All that is read of the webhook's state.
#[derive(Deserialize)]
struct Left {
    pending_update_count: usize,
}

impl Push {
    /// Begins to listen where the settings say.
    ///
    /// # Errors
    /// When that port cannot be had.
    pub async fn listen(api: Api, settings: &Webhook) -> std::io::Result<Self> {
        let socket = TcpListener::bind(settings.listen).await?;
        let (sender, posted) = mpsc::channel(QUEUE);
        let path = settings.url.expose().path().to_owned();
        let gate = Arc::new(Gate { path, secret: settings.secret.clone(), posted: sender });
        let mut listener = JoinSet::new();
        listener.spawn(serve(socket, gate));
        let (waiting, next_check) = (Vec::new(), Instant::now());
        Ok(Self { api, _listener: listener, posted, waiting, next_check })
    }

    /// The next updates, or after a while what Telegram says is left: nothing, mostly.
    pub async fn once(&mut self, until_timer: Option<Duration>) -> Option<Polled> {
        // Whoever still waits for the last ones hears that they could not be written.
        self.waiting.clear();
        let wait = until_timer.map_or(CHECK, |soon| soon.min(CHECK));
        self.next_check = self.next_check.min(Instant::now() + wait);
        let mut batch = Vec::new();
        tokio::select! {
            _ = self.posted.recv_many(&mut batch, QUEUE) => {}
            () = tokio::time::sleep_until(self.next_check) => {}
        }
        let (updates, waiting): (Vec<_>, Vec<_>) =
            batch.into_iter().map(|posted| (posted.update, posted.durable)).unzip();
        self.waiting = waiting;
        let drained = Instant::now() >= self.next_check && self.is_drained(updates.len()).await;
        Some(Polled { updates, drained })
    }

    /// These are durable: Telegram hears so, and forgets them.
    pub fn acknowledge(&mut self) {
        for waiting in self.waiting.drain(..) {
            // Telegram may have hung up; then it posts the update again.
            let _ = waiting.send(());
        }
    }

    /// Whether Telegram has nothing besides so many updates that are already here.
    async fn is_drained(&mut self, here: usize) -> bool {
        self.next_check = Instant::now() + CHECK;
        match self.api.call::<_, Left>(&GetWebhookInfo::new()).await {
            Ok(left) => left.pending_update_count <= here,
            Err(error) => {
                tracing::warn!(%error, "Telegram does not say how many updates are left");
                false
            }
        }
    }
}

async fn serve(socket: TcpListener, gate: Arc<Gate>) {
    let body = DefaultBodyLimit::max(LONGEST_UPDATE);
    let way = Router::new().fallback(receive).layer(body).with_state(gate);
    if let Err(error) = axum::serve(socket, way).await {
        tracing::error!(%error, "the webhook's port is closed");
    }
}

async fn receive(
    State(gate): State<Arc<Gate>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> StatusCode {
    if method != Method::POST || uri.path() != gate.path {
        return StatusCode::NOT_FOUND;
    }
    let shown = headers.get(SECRET).map(|secret| secret.as_bytes()).unwrap_or_default();
    if !bool::from(shown.ct_eq(gate.secret.expose().as_bytes())) {
        return StatusCode::FORBIDDEN;
    }
    let update = serde_json::from_slice::<Box<RawValue>>(&body).ok();
    let Some(update) = update.filter(|update| id_of(update).is_some()) else {
        return StatusCode::BAD_REQUEST;
    };
    let (durable, written) = oneshot::channel();
    let handed_on = gate.posted.send(Posted { update, durable }).await;
    match (handed_on, written.await) {
        (Ok(()), Ok(())) => StatusCode::OK,
        // Telegram tries again.
        _ => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// Tells Telegram where to post updates, until it has heard.
///
/// # Errors
/// Telegram's own words when it does not like the address.
pub async fn announce(api: &Api, settings: &Webhook) -> Result<(), String> {
    let wish = SetWebhook {
        url: settings.url.expose().as_str(),
        secret_token: settings.secret.expose(),
        allowed_updates: KINDS,
    };
    let mut failures = 0;
    loop {
        match api.call::<_, bool>(&wish).await {
            Ok(_) => return Ok(()),
            Err(CallError::Refused(refusal)) if refusal.code == 400 => {
                return Err(refusal.description);
            }
            Err(error) => {
                failures += 1;
                tracing::warn!(%error, failures, "the webhook cannot be set; trying on");
                tokio::time::sleep(retry::pause(failures.min(7), None, 1.0)).await;
            }
        }
    }
}
