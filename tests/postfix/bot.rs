//! The bot as a process, with its leads going to the mail server.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;

use leadlatch::demo::telegram::Telegram;
use tempfile::TempDir;

const RULES: &str = r#"
version = 1
company = "Чистый дом"
timezone = "Europe/Moscow"

[lead]
send_to = ["telegram", "email"]

[[rule]]
name = "Контакты"
if.message_has = ["phone"]
then.lead = true
then.status = "Завершен"
then.reply = "Заявка принята."
"#;

/// A running bot, or one that has ended and can start again on its folder.
pub struct Bot {
    folder: TempDir,
    telegram: Telegram,
    group: i64,
    process: Mutex<Option<Child>>,
}

impl Bot {
    pub fn start(telegram: &Telegram, server: &str, authority: Option<&Path>) -> Self {
        let folder = TempDir::new().expect("a folder");
        std::fs::write(folder.path().join("rules.toml"), RULES).expect("it can be written");
        let group = telegram.group("Managers").id();
        let bot = Self { folder, telegram: telegram.clone(), group, process: Mutex::new(None) };
        bot.start_again(server, authority)
    }

    pub fn start_again(self, server: &str, authority: Option<&Path>) -> Self {
        let log = File::options().create(true).append(true).open(self.log());
        let mut command = Command::new(env!("CARGO_BIN_EXE_leadlatch"));
        command
            .arg("run")
            .current_dir(self.folder.path())
            .env("TELEGRAM_BOT_TOKEN", self.telegram.token())
            .env("TELEGRAM_API_URL", self.telegram.url())
            .env("MANAGERS_CHAT_ID", self.group.to_string())
            .env("SMTP_URL", server)
            .env("EMAIL_FROM", "Заявки <bot@shop.test>")
            .env("EMAIL_TO", "sales@shop.test")
            .stdout(Stdio::null())
            .stderr(log.expect("the folder can be written"));
        if let Some(authority) = authority {
            command.env("SSL_CERT_FILE", authority);
        }
        let process = command.spawn().expect("the binary starts");
        *self.process.lock().expect("nobody panicked with it") = Some(process);
        self
    }

    /// Ends it as a supervisor would.
    pub fn end(&self) {
        let Some(mut process) = self.process.lock().expect("nobody panicked with it").take() else {
            return;
        };
        let sent = Command::new("kill").arg(process.id().to_string()).status();
        assert!(sent.expect("kill is there").success());
        assert_eq!(process.wait().expect("it is our child").code(), Some(0));
    }

    /// Whether the log is free of people and passwords.
    pub fn log_is_clean(&self) -> bool {
        let log = std::fs::read_to_string(self.log()).expect("there is a log");
        ["secret", "wrong", "Анна", "900 123", "+7900123", "sales@"]
            .iter()
            .all(|it| !log.contains(it))
    }

    fn log(&self) -> PathBuf {
        self.folder.path().join("log")
    }
}

impl Drop for Bot {
    fn drop(&mut self) {
        if let Ok(process) = self.process.get_mut()
            && let Some(process) = process
        {
            // It has mostly ended by then.
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}
