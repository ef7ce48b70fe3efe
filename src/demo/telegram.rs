//! A Bot API server on this machine: the demo's Telegram and the tests' world.
//!
//! The bot speaks HTTP to [`Telegram::url`]. People are played by handles ([`Customer`],
//! [`Group`], [`Member`], [`Channel`], [`Business`]) or over HTTP under `/demo`. Nothing here
//! knows what the bot is: what the stand-in shows is what the bot sent.

mod account;
mod act;
mod business;
mod channel;
mod chat;
mod control;
mod copy;
mod customer;
mod deliver;
mod edit;
mod fault;
mod group;
mod html;
mod media;
mod member;
mod methods;
mod parameters;
mod people;
mod polling;
mod reading;
mod refusal;
mod rooms;
mod send;
mod server;
mod state;
mod text;
mod topics;
mod updates;
mod webhook;

use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use tokio::sync::{broadcast, watch};
use tokio::time::Instant;

pub use super::when::When;
pub use business::Business;
pub use channel::Channel;
pub use customer::Customer;
pub use fault::Fault;
pub use group::Group;
pub use member::Member;
pub use people::Impossible;
pub use reading::{Answer, Button, Call, Change, Keyboard, Line, Sent};

use chat::own;
use state::State;

/// Tells the time; the demo moves it.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// The clock of the machine.
pub fn machine_clock() -> Clock {
    Arc::new(Utc::now)
}

struct World {
    clock: Clock,
    url: String,
    token: String,
    state: Mutex<State>,
    /// Rises with every change, so that waiting needs no sleep.
    revision: watch::Sender<u64>,
    changes: broadcast::Sender<Change>,
}

impl World {
    /// Changes the state and tells those who wait.
    fn change<R>(&self, act: impl FnOnce(&mut State) -> R) -> R {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.now = (self.clock)();
        let result = act(&mut state);
        for change in state.changes.drain(..) {
            // Nobody may be listening, and that is fine.
            let _ = self.changes.send(change);
        }
        drop(state);
        self.revision.send_modify(|revision| *revision += 1);
        result
    }

    fn look<R>(&self, read: impl FnOnce(&State) -> R) -> R {
        read(&self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Stops the server when the last handle that may be waiting for it is gone.
struct Server(tokio::task::AbortHandle);

impl Drop for Server {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// The running stand-in; clones are the same server, which stops with the last of them.
#[derive(Clone)]
pub struct Telegram {
    world: Arc<World>,
    _server: Option<Arc<Server>>,
}

impl Telegram {
    /// Starts on a free port of 127.0.0.1.
    pub async fn start(clock: Clock) -> io::Result<Telegram> {
        Telegram::start_at(0, clock).await
    }

    /// Starts on this port of 127.0.0.1; 0 is any free one.
    pub async fn start_at(port: u16, clock: Clock) -> io::Result<Telegram> {
        Telegram::start_with(port, clock, |_| axum::Router::new()).await
    }

    /// Starts on this port with pages beside the Bot API, reached under this machine's own names
    /// only. Their paths must differ from `/demo/…`, `/file/…` and have no two plain segments.
    pub async fn start_with(
        port: u16,
        clock: Clock,
        pages: impl FnOnce(Telegram) -> axum::Router,
    ) -> io::Result<Telegram> {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
        let bot = json!({
            "id": 7_000_000_001_i64, "is_bot": true, "first_name": "Leadlatch",
            "username": "leadlatch_bot",
        });
        let world = Arc::new(World {
            url: format!("http://{}", listener.local_addr()?),
            token: "7000000001:AAStandInTokenForThisMachineOnly000".to_owned(),
            state: Mutex::new(State::new(clock(), bot)),
            clock,
            revision: watch::Sender::new(0),
            changes: broadcast::Sender::new(1024),
        });
        // The pages' handle does not keep the server alive: the server keeps the pages.
        let pages = pages(Telegram { world: Arc::clone(&world), _server: None });
        let task = tokio::spawn(server::serve(listener, Arc::clone(&world), pages));
        Ok(Telegram { world, _server: Some(Arc::new(Server(task.abort_handle()))) })
    }

    /// What goes into `TELEGRAM_API_URL`.
    pub fn url(&self) -> &str {
        &self.world.url
    }

    /// The one token that is let in.
    pub fn token(&self) -> &str {
        &self.world.token
    }

    /// The bot's user id.
    pub fn bot_id(&self) -> i64 {
        self.world.look(State::bot_id)
    }

    /// The time by the stand-in's clock.
    pub fn now(&self) -> DateTime<Utc> {
        (self.world.clock)()
    }

    /// Everything the bot sent, copied, forwarded and edited, in order.
    pub fn sent(&self) -> Vec<Sent> {
        self.world.look(|state| state.sent.clone())
    }

    /// What the bot sent to one chat.
    pub fn sent_to(&self, chat: i64) -> Vec<Sent> {
        let to_chat = |sent: &&Sent| sent.chat == chat && sent.connection.is_none();
        self.world.look(|state| state.sent.iter().filter(to_chat).cloned().collect())
    }

    /// A chat as a person sees it: both sides, edits applied, deleted messages gone.
    pub fn history(&self, chat: i64) -> Vec<Line> {
        self.world.look(|state| {
            let entries = state.chats.get(&own(chat)).map(|chat| &chat.entries);
            entries.into_iter().flatten().map(|(id, entry)| Line::of(*id, entry)).collect()
        })
    }

    /// The answers to pressed inline buttons.
    pub fn answers(&self) -> Vec<Answer> {
        self.world.look(|state| state.answers.clone())
    }

    /// Every call of the bot, with its time and outcome.
    pub fn calls(&self) -> Vec<Call> {
        self.world.look(|state| state.calls.clone())
    }

    /// The calls of one method.
    pub fn calls_of(&self, method: &str) -> Vec<Call> {
        let mut calls = self.calls();
        calls.retain(|call| call.method.eq_ignore_ascii_case(method));
        calls
    }

    /// The commands the bot has set.
    pub fn commands(&self) -> Value {
        self.world.look(|state| state.commands.clone())
    }

    /// How many updates the bot has not confirmed.
    pub fn unconfirmed(&self) -> usize {
        self.world.look(|state| state.updates.len())
    }

    /// From now on this goes wrong. The oldest fault that fits a call strikes first.
    pub fn fault(&self, fault: Fault, when: When) {
        self.world.change(|state| state.faults.add(fault, when));
    }

    /// Everything works again.
    pub fn clear_faults(&self) {
        self.world.change(|state| state.faults.clear());
    }

    /// Offers the bot an update word for word (its `update_id` is set), also one of a kind that
    /// nobody knows yet. Anything but an object is ignored.
    pub fn offers(&self, update: Value) {
        self.world.change(|state| state.updates.push_raw(update));
    }

    /// What happens from now on, as it happens.
    pub fn changes(&self) -> broadcast::Receiver<Change> {
        self.world.changes.subscribe()
    }

    /// Waits until `look` finds something; `None` when it does not in time. It is asked again at
    /// every change and never in between.
    pub async fn wait_for<T>(
        &self,
        look: impl Fn(&Telegram) -> Option<T>,
        deadline: Duration,
    ) -> Option<T> {
        let end = Instant::now() + deadline;
        let mut revision = self.world.revision.subscribe();
        loop {
            revision.mark_unchanged();
            if let Some(found) = look(self) {
                return Some(found);
            }
            if tokio::time::timeout_at(end, revision.changed()).await.is_err() {
                return look(self);
            }
        }
    }

    /// Waits until the bot has sent at least `count` things to a chat, and returns them.
    pub async fn wait_for_sent(&self, chat: i64, count: usize, deadline: Duration) -> Vec<Sent> {
        let enough = |telegram: &Telegram| {
            Some(telegram.sent_to(chat)).filter(|sent: &Vec<Sent>| sent.len() >= count)
        };
        self.wait_for(enough, deadline).await.unwrap_or_else(|| self.sent_to(chat))
    }

    /// Waits until the bot has confirmed every update; whether it did in time.
    pub async fn all_confirmed(&self, deadline: Duration) -> bool {
        let none_left = |telegram: &Telegram| (telegram.unconfirmed() == 0).then_some(());
        self.wait_for(none_left, deadline).await.is_some()
    }

    /// Whether the bot sends a chat nothing for so long.
    pub async fn stays_quiet(&self, chat: i64, so_long: Duration) -> bool {
        let before = self.sent_to(chat).len();
        let more = |telegram: &Telegram| (telegram.sent_to(chat).len() > before).then_some(());
        self.wait_for(more, so_long).await.is_none()
    }
}
