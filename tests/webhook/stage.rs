//! A bot in this process that sends its leads to a managers' group and to a receiver.

use std::time::Duration;

use leadlatch::app::App;
use leadlatch::clock::Clock;
use leadlatch::demo::telegram::{Customer, Group, Sent, Telegram, machine_clock};
use leadlatch::dialog::{LeadId, Sink};
use leadlatch::rules;
use leadlatch::settings::Settings;
use leadlatch::store::{DeliveryState, LeadRecord, Store};
use tempfile::TempDir;

use crate::receiver::{Act, Receiver};

pub const SOON: Duration = Duration::from_secs(30);

/// The secret part of the receiver's address.
pub const PATH: &str = "/hooks/S3cretPath";
/// What events are signed with.
pub const SECRET: &str = "signing-secret-of-this-test";

pub const RULES: &str = r#"
version = 1
company = "Чистый дом"
timezone = "Europe/Moscow"
lead.send_to = ["telegram", "webhook"]

[[rule]]
name = "Контакты"
if.message_has = ["phone"]
then.lead = true
then.status = "Завершен"
then.reply = "Заявка принята."
"#;

pub struct Stage {
    pub telegram: Telegram,
    pub group: Group,
    pub receiver: Receiver,
    pub store: Store,
    _folder: TempDir,
}

impl Stage {
    /// A bot whose receiver meets the first requests with these acts.
    pub async fn set(acts: impl IntoIterator<Item = Act>) -> Self {
        Self::set_signing(acts, Some(SECRET)).await
    }

    pub async fn set_signing(
        acts: impl IntoIterator<Item = Act>,
        secret: Option<&'static str>,
    ) -> Self {
        let telegram = Telegram::start(machine_clock()).await.expect("a port is free");
        let group = telegram.group("Managers");
        let receiver = Receiver::start(acts).await;
        let folder = TempDir::new().expect("a folder");
        let settings = Settings::read(|name| match name {
            "TELEGRAM_BOT_TOKEN" => Some(telegram.token().to_owned()),
            "TELEGRAM_API_URL" => Some(telegram.url().to_owned()),
            "MANAGERS_CHAT_ID" => Some(group.id().to_string()),
            "LEAD_WEBHOOK_URL" => Some(format!("{}{PATH}", receiver.url())),
            "LEAD_WEBHOOK_SECRET" => secret.map(str::to_owned),
            "RULES_FILE" => Some(folder.path().join("rules.toml").display().to_string()),
            "DATA_DIR" => Some(folder.path().join("data").display().to_string()),
            _ => None,
        });
        let rules = rules::load(RULES).expect("the rules are right");
        let app = App::open(settings.expect("they are right"), rules, Clock::default());
        let app = app.expect("the bot opens");
        let store = app.store().clone();
        tokio::spawn(async move { app.run(std::future::pending()).await });
        Self { telegram, group, receiver, store, _folder: folder }
    }

    pub fn customer(&self, id: i64) -> Customer {
        self.telegram.customer(id, "Anna", "anna")
    }

    /// The first message in the group that says `words`.
    pub async fn card(&self, words: &str) -> Sent {
        let found = |telegram: &Telegram| {
            let sent = telegram.sent_to(self.group.id());
            sent.into_iter().find(|sent| sent.line.text.contains(words))
        };
        self.telegram.wait_for(found, SOON).await.expect("the card comes")
    }

    /// The lead's record, once the webhook's part of it is in that state.
    pub async fn record(&self, lead: u64, state: DeliveryState) -> LeadRecord {
        let end = tokio::time::Instant::now() + SOON;
        loop {
            let record = self.store.lead_record(LeadId(lead)).expect("the store is well");
            let is_so = |record: &LeadRecord| record.destinations[&Sink::Webhook].state == state;
            if let Some(record) = record.clone().filter(is_so) {
                return record;
            }
            assert!(tokio::time::Instant::now() < end, "{record:?}");
            tokio::task::yield_now().await;
        }
    }
}
