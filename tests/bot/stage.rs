//! A bot in this process, a stand-in for Telegram, a group of managers.

use std::path::PathBuf;
use std::sync::{Arc, Weak};
use std::time::Duration;

use leadlatch::app::App;
use leadlatch::clock::Clock;
use leadlatch::conversation::Conversation;
use leadlatch::demo::telegram::{Customer, Group, Member, Sent, Telegram, machine_clock};
use leadlatch::dialog::{ChatKey, Dialog};
use leadlatch::rules;
use leadlatch::settings::Settings;
use leadlatch::store::Store;
use tempfile::TempDir;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// What a bot may take at most before a test gives it up.
pub const SOON: Duration = Duration::from_secs(30);

/// A small rules file with everything these tests touch.
pub const RULES: &str = r#"
version = 1
company = "Чистый дом"
timezone = "Europe/Moscow"

[[rule]]
name = "Контакты"
if.message_has = ["phone"]
then.lead = true
then.status = "Завершен"
then.reply = "Заявка принята."

[[rule]]
name = "Человек"
if.words = ["оператор"]
then.status = "Оператор"
then.reply = "Зову менеджера."

[[rule]]
name = "Пропал"
if.idle = "30m"
then.status = "Не подходит"

[fallback]
reply = "Оставьте номер."
limit = 3
"#;

/// Everything a test looks at.
pub struct Stage {
    pub telegram: Telegram,
    pub group: Group,
    pub manager: Member,
    pub clock: Clock,
    pub store: Store,
    /// Settings besides those every test has.
    pub more: Vec<(String, String)>,
    folder: TempDir,
    bot: Option<Bot>,
}

struct Bot {
    /// Weak: who holds it holds the store.
    conversation: Weak<Conversation>,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl Stage {
    /// A bot that knows its managers' group.
    pub async fn set() -> Self {
        Self::set_by(RULES).await
    }

    /// The same, by rules of the test's own.
    pub async fn set_by(rules: &str) -> Self {
        Self::begin(telegram().await, rules, &[]).await
    }

    /// The same with more settings.
    pub async fn set_with(settings: &[(&str, &str)]) -> Self {
        Self::begin(telegram().await, RULES, settings).await
    }

    /// The same in a Telegram that has been there before.
    pub async fn set_in(telegram: Telegram, rules: &str) -> Self {
        Self::begin(telegram, rules, &[]).await
    }

    async fn begin(telegram: Telegram, rules: &str, more: &[(&str, &str)]) -> Self {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let more: Vec<_> = more.iter().map(owned).collect();
        let group = telegram.group("Managers");
        let manager = group.member(501, "Olga");
        let (folder, clock) = (TempDir::new().expect("a folder"), Clock::default());
        std::fs::write(rules_file(&folder), rules).expect("the folder can be written");
        let settings = settings(&telegram, &folder, Some(group.id()), &more);
        let (bot, store) = start(settings, &folder, &clock);
        Self { telegram, group, manager, clock, store, more, folder, bot: Some(bot) }
    }

    /// A bot that has yet to be told where its managers are; and its code.
    pub async fn set_without_group() -> (Self, String) {
        let mut stage = Self::set().await;
        let code = stage.restart_without_group().await;
        (stage, code)
    }

    /// The bot starts again without a setting for its managers' group; its code.
    pub async fn restart_without_group(&mut self) -> String {
        self.end().await;
        drop(std::mem::replace(&mut self.store, nowhere(&self.folder)));
        let settings = settings(&self.telegram, &self.folder, None, &self.more);
        let app = App::open(settings, rules(&self.folder), self.clock.clone()).expect("it opens");
        let code = app.link_code().expect("there is no group yet");
        self.store = app.store().clone();
        self.bot = Some(run(app));
        code
    }

    pub fn customer(&self, id: i64) -> Customer {
        self.telegram.customer(id, "Anna", "anna")
    }

    /// The bot ends as by SIGTERM, and starts again on the same folder.
    pub async fn restart(&mut self) {
        self.end().await;
        drop(std::mem::replace(&mut self.store, nowhere(&self.folder)));
        let group = Some(self.group.id());
        let settings = settings(&self.telegram, &self.folder, group, &self.more);
        let (bot, store) = start(settings, &self.folder, &self.clock);
        (self.bot, self.store) = (Some(bot), store);
    }

    /// The bot ends as by SIGTERM.
    pub async fn end(&mut self) {
        if let Some(bot) = self.bot.take() {
            bot.stop.send(()).expect("the bot runs");
            bot.task.await.expect("the bot ends well");
        }
    }

    /// What a chat was sent, once there is so much of it.
    pub async fn sent(&self, chat: i64, count: usize) -> Vec<String> {
        let sent = self.telegram.wait_for_sent(chat, count, SOON).await;
        sent.into_iter().map(|sent| sent.line.text).collect()
    }

    /// The first card in the group that says `words`.
    pub async fn card(&self, words: &str) -> Sent {
        self.card_in(&self.group, words).await
    }

    /// The first card in that group that says `words`.
    pub async fn card_in(&self, group: &Group, words: &str) -> Sent {
        let found = |telegram: &Telegram| {
            let sent = telegram.sent_to(group.id());
            sent.into_iter().find(|sent| sent.line.text.contains(words))
        };
        self.telegram.wait_for(found, SOON).await.expect("the card comes")
    }

    pub fn dialog(&self, customer: &Customer) -> Dialog {
        self.store.dialog(&ChatKey::private(customer.id())).expect("the store is well")
    }

    /// The text of the rules in force.
    pub fn rules(&self) -> Arc<str> {
        let conversation = self.bot.as_ref().and_then(|bot| bot.conversation.upgrade());
        Arc::clone(&conversation.expect("the bot runs").rules().source)
    }

    /// The rules file of the bot.
    pub fn rules_file(&self) -> PathBuf {
        rules_file(&self.folder)
    }

    /// The data folder of the bot.
    pub fn data(&self) -> PathBuf {
        data(&self.folder)
    }

    /// Everything the bot was sent is handled and confirmed.
    pub async fn settle(&self) {
        assert!(self.telegram.all_confirmed(SOON).await, "updates are left at Telegram");
        while !self.store.waiting(None, 1).expect("the store is well").is_empty() {
            tokio::task::yield_now().await;
        }
    }
}

async fn telegram() -> Telegram {
    Telegram::start(machine_clock()).await.expect("a port is free")
}

fn rules(folder: &TempDir) -> rules::Rules {
    let file = std::fs::read_to_string(rules_file(folder)).expect("the file is there");
    rules::load(&file).expect("the rules are right")
}

fn start(settings: Settings, folder: &TempDir, clock: &Clock) -> (Bot, Store) {
    let app = App::open(settings, rules(folder), clock.clone());
    let app = app.expect("the bot opens");
    let store = app.store().clone();
    (run(app), store)
}

fn run(app: App) -> Bot {
    let conversation = Arc::downgrade(app.conversation());
    let (stop, stopped) = oneshot::channel::<()>();
    let task = tokio::spawn(async move {
        let stop = async {
            let _ = stopped.await;
        };
        app.run(stop).await.expect("the bot runs");
    });
    Bot { conversation, stop, task }
}

fn settings(
    telegram: &Telegram,
    folder: &TempDir,
    group: Option<i64>,
    more: &[(String, String)],
) -> Settings {
    let read = Settings::read(|name| match name {
        "TELEGRAM_BOT_TOKEN" => Some(telegram.token().to_owned()),
        "TELEGRAM_API_URL" => Some(telegram.url().to_owned()),
        "MANAGERS_CHAT_ID" => group.map(|group| group.to_string()),
        "RULES_FILE" => Some(rules_file(folder).display().to_string()),
        "DATA_DIR" => Some(data(folder).display().to_string()),
        _ => more.iter().find(|(other, _)| other == name).map(|(_, value)| value.clone()),
    });
    read.expect("the settings are right")
}

fn data(folder: &TempDir) -> PathBuf {
    folder.path().join("data")
}

fn rules_file(folder: &TempDir) -> PathBuf {
    folder.path().join("rules.toml")
}

/// Another store, so that the bot's own can be closed.
fn nowhere(folder: &TempDir) -> Store {
    Store::open(&folder.path().join("nowhere")).expect("a store opens")
}
