//! A bot in this process that sends its leads to a mailbox.

use std::time::Duration;

use leadlatch::app::{App, StartError};
use leadlatch::clock::Clock;
use leadlatch::demo::mailbox::{Letter, Mailbox};
use leadlatch::demo::telegram::{Customer, Group, Member, Telegram, machine_clock};
use leadlatch::dialog::Sink;
use leadlatch::rules;
use leadlatch::settings::Settings;
use leadlatch::store::{DeliveryState, Store};
use tempfile::TempDir;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// What a bot may take at most before a test gives it up.
pub const SOON: Duration = Duration::from_secs(30);

pub const RULES: &str = r#"
version = 1
company = "Чистый дом"
timezone = "Europe/Moscow"

[lead]
send_to = ["telegram", "email"]

[[rule]]
name = "Контакты"
if.message_has = ["phone"]
then.lead = true
then.reply = "Заявка принята."
"#;

/// Everything a test looks at.
pub struct Stage {
    pub telegram: Telegram,
    pub group: Group,
    pub manager: Member,
    pub mailbox: Mailbox,
    pub store: Store,
    folder: TempDir,
    to: String,
    bot: Option<(oneshot::Sender<()>, JoinHandle<()>)>,
}

impl Stage {
    /// A bot that writes to one receiver.
    pub async fn set() -> Self {
        Self::set_for("sales@shop.test").await
    }

    /// A bot that writes to these receivers.
    pub async fn set_for(to: &str) -> Self {
        let telegram = Telegram::start(machine_clock()).await.expect("a port is free");
        let group = telegram.group("Managers");
        let manager = group.member(501, "Olga");
        let mailbox = Mailbox::start().await.expect("a port is free");
        let folder = TempDir::new().expect("a folder");
        let app = open(&telegram, group.id(), &folder, &mailbox.url(), to).expect("it opens");
        let store = app.store().clone();
        let bot = Some(run(app));
        Self { telegram, group, manager, mailbox, store, folder, to: to.to_owned(), bot }
    }

    /// A customer leaves his number.
    pub fn leaves_a_number(&self, number: i64) -> Customer {
        let customer = self.telegram.customer(100 + number, "Анна Ковалёва", "anna_k");
        customer.says(&format!("8 900 123-{number:02}-67"));
        customer
    }

    /// The letters, once there are so many; and every lead has arrived.
    pub async fn letters(&self, count: usize) -> Vec<Letter> {
        let letters = self.mailbox.wait_for(count, SOON).await;
        assert_eq!(letters.len(), count, "{letters:#?}");
        self.all_arrived().await;
        self.mailbox.letters()
    }

    /// Waits until nothing is on its way to the mailbox any more.
    pub async fn all_arrived(&self) {
        self.all_are(DeliveryState::Delivered).await;
    }

    pub async fn all_are(&self, state: DeliveryState) {
        let end = tokio::time::Instant::now() + SOON;
        loop {
            let leads: Vec<_> = self.store.leads().collect::<Result<_, _>>().expect("readable");
            let states = leads.iter().map(|lead| {
                let deliveries = self.store.deliveries(lead.id).expect("readable");
                deliveries.get(&Sink::Email).map(|delivery| delivery.state)
            });
            let states: Vec<_> = states.collect();
            if !states.is_empty() && states.iter().all(|it| *it == Some(state)) {
                return;
            }
            assert!(tokio::time::Instant::now() < end, "{states:?}");
            tokio::task::yield_now().await;
        }
    }

    /// The bot ends as by SIGTERM.
    pub async fn end(&mut self) {
        if let Some((stop, task)) = self.bot.take() {
            stop.send(()).expect("the bot runs");
            task.await.expect("the bot ends well");
        }
    }

    /// It starts again on the same folder.
    pub async fn restart(&mut self) {
        self.end().await;
        let nowhere = Store::open(&self.folder.path().join("nowhere")).expect("a store opens");
        drop(std::mem::replace(&mut self.store, nowhere));
        let (group, url) = (self.group.id(), self.mailbox.url());
        let app = open(&self.telegram, group, &self.folder, &url, &self.to).expect("it opens");
        self.store = app.store().clone();
        self.bot = Some(run(app));
    }
}

fn run(app: App) -> (oneshot::Sender<()>, JoinHandle<()>) {
    let (stop, stopped) = oneshot::channel::<()>();
    let task = tokio::spawn(async move {
        let stop = async {
            let _ = stopped.await;
        };
        app.run(stop).await.expect("the bot runs");
    });
    (stop, task)
}

pub fn open(
    telegram: &Telegram,
    group: i64,
    folder: &TempDir,
    server: &str,
    to: &str,
) -> Result<App, StartError> {
    let rules_file = folder.path().join("rules.toml");
    std::fs::write(&rules_file, RULES).expect("the folder can be written");
    let settings = Settings::read(|name| match name {
        "TELEGRAM_BOT_TOKEN" => Some(telegram.token().to_owned()),
        "TELEGRAM_API_URL" => Some(telegram.url().to_owned()),
        "MANAGERS_CHAT_ID" => Some(group.to_string()),
        "RULES_FILE" => Some(rules_file.display().to_string()),
        "DATA_DIR" => Some(folder.path().join("data").display().to_string()),
        "SMTP_URL" => Some(server.to_owned()),
        "EMAIL_FROM" => Some("bot@shop.test".to_owned()),
        "EMAIL_TO" => Some(to.to_owned()),
        _ => None,
    });
    let rules = rules::load(RULES).expect("the rules are right");
    App::open(settings.expect("the settings are right"), rules, Clock::default())
}
