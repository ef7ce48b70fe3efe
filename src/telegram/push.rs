//! Webhook mode: Telegram posts updates here instead of being asked for them.
//!
//! An update is answered with 200, which lets Telegram forget it, only when it is on the
//! disk. Telegram posts the updates of one chat one after another, so their order holds.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
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
/// And no more often than so, and no longer waited for.
const REST: Duration = Duration::from_secs(1);
const PATIENCE: Duration = Duration::from_secs(3);
/// How long somebody who shows the secret may take to say what he has to.
const READING: Duration = Duration::from_secs(10);

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
    /// However much a timer hurries, Telegram is not asked before.
    not_before: Instant,
    failures: u32,
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
        let (waiting, now) = (Vec::new(), Instant::now());
        Ok(Self {
            api,
            _listener: listener,
            posted,
            waiting,
            next_check: now,
            not_before: now,
            failures: 0,
        })
    }

    /// The next updates, or after a while what Telegram says is left: nothing, mostly.
    pub async fn once(&mut self, until_timer: Option<Duration>) -> Option<Polled> {
        // Whoever still waits for the last ones hears that they could not be written.
        self.waiting.clear();
        let wait = until_timer.map_or(CHECK, |soon| soon.min(CHECK));
        let check = self.next_check.min(Instant::now() + wait).max(self.not_before);
        let mut batch = Vec::new();
        tokio::select! {
            _ = self.posted.recv_many(&mut batch, QUEUE) => {}
            () = tokio::time::sleep_until(check) => {}
        }
        let (updates, waiting): (Vec<_>, Vec<_>) =
            batch.into_iter().map(|posted| (posted.update, posted.durable)).unzip();
        self.waiting = waiting;
        // What has come is written first: somebody waits for that.
        let drained = updates.is_empty() && self.is_drained().await;
        Some(Polled { updates, drained })
    }

    /// These are durable: Telegram hears so, and forgets them.
    pub fn acknowledge(&mut self) {
        for waiting in self.waiting.drain(..) {
            // Telegram may have hung up; then it posts the update again.
            let _ = waiting.send(());
        }
    }

    /// Whether Telegram has nothing left.
    async fn is_drained(&mut self) -> bool {
        let left = self.api.call_within::<_, Left>(&GetWebhookInfo::new(), PATIENCE).await;
        let now = Instant::now();
        match left {
            Ok(left) => {
                self.failures = 0;
                (self.next_check, self.not_before) = (now + CHECK, now + REST);
                left.pending_update_count == 0
            }
            Err(error) => {
                self.failures += 1;
                tracing::warn!(%error, "Telegram does not say how many updates are left");
                self.not_before = now + retry::pause(self.failures.min(7), None, 1.0);
                false
            }
        }
    }
}

async fn serve(socket: TcpListener, gate: Arc<Gate>) {
    let way = Router::new().fallback(receive).with_state(gate);
    if let Err(error) = axum::serve(socket, way).await {
        tracing::error!(%error, "the webhook's port is closed");
    }
}

/// Who does not show the secret is not listened to.
async fn receive(State(gate): State<Arc<Gate>>, request: Request) -> StatusCode {
    if request.method() != Method::POST || request.uri().path() != gate.path {
        return StatusCode::NOT_FOUND;
    }
    let shown = request.headers().get(SECRET).map(|secret| secret.as_bytes()).unwrap_or_default();
    if !bool::from(shown.ct_eq(gate.secret.expose().as_bytes())) {
        return StatusCode::FORBIDDEN;
    }
    let body = to_bytes(request.into_body(), LONGEST_UPDATE);
    let Ok(Ok(body)) = tokio::time::timeout(READING, body).await else {
        return StatusCode::BAD_REQUEST;
    };
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
