//! A folder with rules, a Telegram on this machine, and settings to look at.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;

use leadlatch::app::App;
use leadlatch::clock::Clock;
use leadlatch::demo::telegram::{Group, Telegram, machine_clock};
use leadlatch::rules;
use leadlatch::settings::Settings;
use tempfile::TempDir;

pub const RULES: &str = r#"version = 1
company = "Чистый дом"
timezone = "Europe/Moscow"

[[rule]]
name = "Контакты"
if.message_has = ["phone"]
then.lead = true
then.status = "Завершен"
then.reply = "Заявка принята."
"#;

pub struct House {
    pub telegram: Telegram,
    pub group: Group,
    folder: TempDir,
    settings: BTreeMap<&'static str, String>,
}

impl House {
    /// Everything in order, and no bot.
    pub async fn built() -> Self {
        let telegram = Telegram::start(machine_clock()).await.expect("a port is free");
        let group = telegram.group("Managers");
        let settings = BTreeMap::from([
            ("TELEGRAM_BOT_TOKEN", telegram.token().to_owned()),
            ("TELEGRAM_API_URL", telegram.url().to_owned()),
            ("MANAGERS_CHAT_ID", group.id().to_string()),
        ]);
        let house = Self { telegram, group, folder: TempDir::new().expect("a folder"), settings };
        house.rules(RULES);
        house
    }

    pub fn rules(&self, text: &str) {
        std::fs::write(self.path("rules.toml"), text).expect("the folder can be written");
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn set(&mut self, name: &'static str, value: impl Into<String>) {
        self.settings.insert(name, value.into());
    }

    pub fn unset(&mut self, name: &str) {
        self.settings.remove(name);
    }

    /// A bot in this process that works with the folder, until the test ends.
    pub fn runs_a_bot(&self) {
        let settings = Settings::read(|name| match name {
            "DATA_DIR" => Some(self.path("data").display().to_string()),
            "RULES_FILE" => Some(self.path("rules.toml").display().to_string()),
            name => self.settings.get(name).cloned(),
        });
        let rules = rules::load(RULES).expect("the rules are right");
        let app = App::open(settings.expect("they are right"), rules, Clock::default());
        let app = app.expect("the bot opens");
        tokio::spawn(async move { app.run(std::future::pending()).await });
    }

    /// What the doctor says, and the exit code. No secret of the settings is in it.
    pub async fn doctor(&self, arguments: &[&str]) -> (String, i32) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_leadlatch"));
        command.arg("doctor").args(arguments).current_dir(self.folder.path());
        command.env_clear().envs(&self.settings);
        let output = tokio::task::block_in_place(|| command.output()).expect("the binary runs");
        let said = String::from_utf8(output.stdout).expect("UTF-8");
        let log = String::from_utf8(output.stderr).expect("UTF-8");
        for secret in [self.telegram.token(), "hush"] {
            assert!(!said.contains(secret) && !log.contains(secret), "{said}{log}");
        }
        assert!(!said.contains("doctor-"), "a sentence is missing: {said}");
        // How much room a machine has is its own affair.
        let room = regex::Regex::new(r"(?m)^. на диске свободно .*\n(  .*\n)?").expect("a pattern");
        (room.replace_all(&said, "").into_owned(), output.status.code().expect("an exit code"))
    }

    /// The marked lines of what the doctor says, with what to do below them.
    pub async fn complaints(&self, arguments: &[&str]) -> Vec<String> {
        let (said, code) = self.doctor(arguments).await;
        let lines: Vec<&str> = said.lines().collect();
        let marked = |pair: &&[&str]| pair[0].starts_with(['✗', '!']);
        let complaints: Vec<String> =
            lines.windows(2).filter(marked).map(|pair| pair.join("\n")).collect();
        assert!(complaints.iter().all(|complaint| complaint.contains("\n  ")), "{said}");
        let bad = complaints.iter().any(|complaint| complaint.starts_with('✗'));
        assert_eq!(code, i32::from(bad), "{said}");
        complaints
    }
}
