//! The bot without Telegram: conversation, store and lanes on a paused clock.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use arc_swap::ArcSwap;
use chrono::{DateTime, Utc};
use leadlatch::app::attend;
use leadlatch::clock::Clock;
use leadlatch::conversation::Conversation;
use leadlatch::delivery::{Destination, Destinations, Lanes};
use leadlatch::dialog::{ChatKey, Client, Event, Incoming, Message, Sink};
use leadlatch::rules;
use leadlatch::settings::Settings;
use leadlatch::store::{Cause, Store};
use leadlatch::telegram::api::Api;
use leadlatch::telegram::groups::Groups;
use leadlatch::telegram::link::LinkCode;
use leadlatch::telegram::managers::Managers;
use leadlatch::telegram::membership::Membership;
use leadlatch::telegram::presses::Presses;
use tempfile::TempDir;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use crate::place::Place;

pub const SINKS: [Sink; 3] = [Sink::Bitrix24, Sink::Email, Sink::Webhook];

/// A disk answers within this time of the paused clock.
const DISK: Duration = Duration::from_millis(100);

/// The bot and its places.
pub struct World {
    pub clock: Clock,
    pub telegram: Place,
    pub sinks: HashMap<Sink, Place>,
    pub folder: TempDir,
    send_to: &'static str,
    routes: &'static str,
    bot: Option<Bot>,
}

struct Bot {
    conversation: Arc<Conversation>,
    store: Store,
    tasks: Vec<JoinHandle<()>>,
}

/// Noon in Moscow.
pub fn noon() -> DateTime<Utc> {
    "2026-06-01T09:00:00Z".parse().unwrap()
}

impl World {
    /// A bot whose leads go to those places.
    pub fn new(send_to: &'static str) -> Self {
        Self::with_routes(send_to, "")
    }

    /// The same with groups of managers besides the main one.
    pub fn with_routes(send_to: &'static str, routes: &'static str) -> Self {
        let clock = Clock::of_tasks(noon());
        let rate = |most, seconds| Some((most, Duration::from_secs(seconds)));
        let rates = [rate(2, 1), rate(1, 1), None];
        let sinks = SINKS.into_iter().zip(rates);
        let mut world = Self {
            telegram: Place::new(&clock, rate(20, 60)),
            sinks: sinks.map(|(sink, rate)| (sink, Place::new(&clock, rate))).collect(),
            clock,
            folder: in_memory(),
            send_to,
            routes,
            bot: None,
        };
        world.start();
        world
    }

    fn start(&mut self) {
        let text = format!(
            "version = 1\ncompany = \"A\"\ntimezone = \"Europe/Moscow\"\n\
             [lead]\nsend_to = [{}]\n{}\n\
             [[rule]]\nname = \"Контакты\"\nif.message_has = [\"phone\"]\n\
             then.lead = true\nthen.reply = \"Спасибо!\"\n",
            self.send_to, self.routes
        );
        let rules = rules::load(&text).unwrap_or_else(|problems| panic!("{problems:?}"));
        let rules = Arc::new(ArcSwap::from_pointee(rules));
        let store = Store::open(self.folder.path()).unwrap();
        let sinks = self.sinks.iter();
        let destinations = Destinations {
            telegram: Arc::new(self.telegram.clone()),
            sinks: sinks
                .map(|(sink, place)| (*sink, Arc::new(place.clone()) as Arc<dyn Destination>))
                .collect(),
        };
        let (news, troubles) = mpsc::unbounded_channel();
        let clock = self.clock.clone();
        let lanes = Lanes::new(store.clone(), clock.clone(), destinations, rules.clone(), news);
        let conversation = Arc::new(Conversation::new(store.clone(), rules, lanes.clone()));
        let managers = Managers {
            conversation: Arc::clone(&conversation),
            groups: Arc::new(Groups::new(store.clone(), Some(-100)).unwrap()),
            membership: Membership::new(nobody_to_ask()),
            link: Arc::new(LinkCode::none()),
            presses: Arc::new(Presses::default()),
            clock,
        };
        lanes.wake_all().unwrap();
        let tasks = vec![
            tokio::spawn(hold_the_clock_for_the_disk(store.clone())),
            tokio::spawn(attend(Arc::new(managers), troubles)),
        ];
        self.bot = Some(Bot { conversation, store, tasks });
    }

    /// The bot ends in the midst of what it does, and starts again on the same folder.
    pub async fn restart(&mut self) {
        if let Some(Bot { conversation, store, tasks }) = self.bot.take() {
            conversation.lanes().stop(Duration::from_secs(2)).await;
            for task in tasks {
                task.abort();
                let _ = task.await;
            }
            drop((conversation, store));
        }
        self.start();
    }

    pub fn store(&self) -> &Store {
        &self.bot.as_ref().unwrap().store
    }

    pub fn conversation(&self) -> &Conversation {
        &self.bot.as_ref().unwrap().conversation
    }

    pub fn sink(&self, sink: Sink) -> &Place {
        &self.sinks[&sink]
    }

    /// A customer writes.
    pub async fn says(&self, chat: i64, text: &str) {
        let incoming = Incoming {
            chat: ChatKey::private(chat),
            at: self.clock.now(),
            client: Some(Client { id: chat, name: format!("Клиент {chat}"), username: None }),
            event: Event::Message(Message::text(1, text)),
        };
        self.conversation().hear(Cause::Internal, &incoming).await.unwrap();
    }

    /// Customer of that number leaves his phone: the first one makes lead 1.
    pub async fn lead(&self, chat: i64) {
        self.says(chat, &format!("8 900 {:03}-{:02}-67", chat / 100, chat % 100)).await;
    }

    /// Lets the clock go on.
    pub async fn passes(&self, seconds: u64) {
        tokio::time::sleep(Duration::from_secs(seconds)).await;
    }

    /// Lets the clock go on until nothing waits, but no longer than that.
    pub async fn drained_within(&self, seconds: u64) {
        let mut empty = false;
        for _ in 0..=seconds {
            // What is told of the last row that has gone is a row again.
            let before = std::mem::replace(&mut empty, self.store().lanes().unwrap().is_empty());
            if before && empty {
                return;
            }
            self.passes(1).await;
        }
        panic!("after {seconds} s something still waits: {:?}", self.store().lanes().unwrap());
    }
}

/// Nobody presses anything here.
fn nobody_to_ask() -> Api {
    let token = |name: &str| (name == "TELEGRAM_BOT_TOKEN").then(|| "1:A".to_owned());
    Api::new(&Settings::read(token).unwrap()).unwrap()
}

/// A folder in memory, where there is one: nothing here is about the disk.
fn in_memory() -> TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

/// While a task waits for the disk no task is awake, and a paused clock would jump to
/// the next moment any lane waits for: minutes for a write of a millisecond. This one
/// looks every now and then, and stays awake until the disk has answered.
async fn hold_the_clock_for_the_disk(store: Store) {
    loop {
        while store.is_awaited() {
            tokio::task::yield_now().await;
        }
        tokio::time::sleep(DISK).await;
    }
}
