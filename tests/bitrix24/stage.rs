//! A bot in this process between a Telegram and a Bitrix24 on this machine.

use std::time::Duration;

use leadlatch::app::App;
use leadlatch::clock::Clock;
use leadlatch::demo::bitrix24::{Lead, Portal};
use leadlatch::demo::telegram::{Customer, Group, Member, Telegram, machine_clock};
use leadlatch::dialog::{LeadId, Sink};
use leadlatch::rules;
use leadlatch::settings::Settings;
use leadlatch::store::{Delivery, DeliveryState, Store};
use tempfile::TempDir;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// What a bot may take at most before a test gives it up.
pub const SOON: Duration = Duration::from_secs(150);

/// Leads go to the portal; `{lead}` is where a test adds its own.
const RULES: &str = r#"
version = 1
company = "Чистый дом"
timezone = "Europe/Moscow"

[lead]
send_to = ["telegram", "bitrix24"]
{lead}

[topics]
"цена" = ["цена", "сколько стоит"]

[sources]
avito = "Авито"

[[rule]]
name = "Контакты"
if.message_has = ["phone"]
then.lead = true
then.reply = "Заявка принята."

[[rule]]
name = "Почта"
if.message_has = ["email"]
then.reply = "Записали."

[fallback]
reply = "Оставьте номер."
limit = 20
"#;

/// Everything a test looks at.
pub struct Stage {
    pub telegram: Telegram,
    pub portal: Portal,
    pub group: Group,
    pub manager: Member,
    pub store: Store,
    pub clock: Clock,
    folder: TempDir,
    api: &'static str,
    rules: String,
    bot: Option<(oneshot::Sender<()>, JoinHandle<()>)>,
}

/// The rules with lines for `[lead]` and tables of their own.
pub fn rules_with(lead: &str, tables: &str) -> String {
    RULES.replace("{lead}", lead) + tables
}

impl Stage {
    /// The usual rules.
    pub async fn set() -> Self {
        Self::set_by(&rules_with("", ""), "item").await
    }

    pub async fn set_by(rules: &str, api: &'static str) -> Self {
        let portal = Portal::start().await.expect("a port is free");
        Self::set_at(portal, rules, api).await
    }

    pub async fn set_at(portal: Portal, rules: &str, api: &'static str) -> Self {
        let telegram = Telegram::start(machine_clock()).await.expect("a port is free");
        let group = telegram.group("Managers");
        let manager = group.member(501, "Olga");
        let folder = TempDir::new().expect("a folder");
        let store = Store::open(&folder.path().join("nowhere")).expect("a store opens");
        let rules = rules.to_owned();
        let mut stage = Self {
            telegram,
            portal,
            group,
            manager,
            store,
            clock: Clock::default(),
            folder,
            api,
            rules,
            bot: None,
        };
        stage.start();
        stage
    }

    /// The bot ends as by SIGTERM, and starts again on the same folder.
    pub async fn restart(&mut self) {
        let (stop, task) = self.bot.take().expect("the bot runs");
        stop.send(()).expect("the bot runs");
        task.await.expect("the bot ends well");
        let nowhere = self.folder.path().join("nowhere");
        self.store = Store::open(&nowhere).expect("a store opens");
        self.start();
    }

    fn start(&mut self) {
        let settings = Settings::read(|name| match name {
            "TELEGRAM_BOT_TOKEN" => Some(self.telegram.token().to_owned()),
            "TELEGRAM_API_URL" => Some(self.telegram.url().to_owned()),
            "MANAGERS_CHAT_ID" => Some(self.group.id().to_string()),
            "BITRIX24_WEBHOOK_URL" => Some(self.portal.webhook()),
            "BITRIX24_API" => Some(self.api.to_owned()),
            "DATA_DIR" => Some(self.folder.path().join("data").display().to_string()),
            "RULES_FILE" => Some(self.folder.path().join("rules.toml").display().to_string()),
            _ => None,
        });
        let rules = rules::load(&self.rules).expect("the rules are right");
        let settings = settings.expect("the settings are right");
        let app = App::open(settings, rules, self.clock.clone()).expect("the bot opens");
        self.store = app.store().clone();
        let (stop, stopped) = oneshot::channel::<()>();
        let task = tokio::spawn(async move {
            let stop = async {
                let _ = stopped.await;
            };
            app.run(stop).await.expect("the bot runs");
        });
        self.bot = Some((stop, task));
    }

    pub fn customer(&self, id: i64) -> Customer {
        self.telegram.customer(id, "Anna Ivanova", "anna")
    }

    /// Waits until the portal has a lead as it is now and the bot knows it; what it is called.
    pub async fn delivered(&self, lead: u64) -> String {
        let arrived = |delivery: Delivery| {
            (delivery.state == DeliveryState::Delivered).then_some(delivery.reference?)
        };
        self.until(lead, arrived).await
    }

    /// Waits until an attempt to deliver a lead has failed.
    pub async fn tried(&self, lead: u64) {
        self.until(lead, |delivery| (delivery.attempts > 0).then_some(())).await;
    }

    async fn until<T>(&self, lead: u64, wanted: impl Fn(Delivery) -> Option<T>) -> T {
        let end = tokio::time::Instant::now() + SOON;
        let mut revision = self.portal.revision();
        loop {
            let deliveries = self.store.deliveries(LeadId(lead)).expect("the store is well");
            if let Some(found) = deliveries.get(&Sink::Bitrix24).cloned().and_then(&wanted) {
                return found;
            }
            // The answer is noted a moment after the portal has given it.
            let moment = Duration::from_millis(20);
            let _ = tokio::time::timeout(moment, revision.changed()).await;
            assert!(
                tokio::time::Instant::now() < end,
                "lead {lead} is not where it should be; the portal heard {:#?}",
                self.heard()
            );
        }
    }

    /// The calls the portal has heard, in a few words.
    pub fn heard(&self) -> Vec<String> {
        let calls = self.portal.calls();
        calls.iter().map(|call| format!("{} {}", call.method, call.status)).collect()
    }

    /// The one lead of the portal.
    pub fn only_lead(&self) -> Lead {
        let mut leads = self.portal.leads();
        assert_eq!(leads.len(), 1, "{leads:#?}\n{:#?}", self.heard());
        leads.remove(0)
    }

    /// The first text in the managers' group that holds `words`.
    pub async fn told(&self, words: &str) -> String {
        let found = |telegram: &Telegram| {
            let sent = telegram.sent_to(self.group.id());
            let text = sent.into_iter().map(|sent| sent.line.text);
            text.into_iter().find(|text| text.contains(words))
        };
        let told = self.telegram.wait_for(found, SOON).await;
        told.unwrap_or_else(|| panic!("nobody said {words}: {:#?}", self.group_texts()))
    }

    pub fn group_texts(&self) -> Vec<String> {
        let sent = self.telegram.sent_to(self.group.id());
        sent.into_iter().map(|sent| sent.line.text).collect()
    }

    /// A manager presses the button of that label under the card of a lead.
    pub async fn press(&self, label: &str) {
        let found = |telegram: &Telegram| {
            let mut sent = telegram.history(self.group.id()).into_iter();
            sent.find_map(|line| {
                let mut buttons = line.keyboard.buttons();
                let button = buttons.find(|button| button.text.contains(label))?;
                Some((line.message, button.data.clone()?))
            })
        };
        let (message, data) =
            self.telegram.wait_for(found, SOON).await.expect("the button is there");
        self.manager.presses(message, &data).expect("the button works");
    }
}
