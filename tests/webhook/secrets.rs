//! What is secret stays so, however much is logged.

use std::fs::File;
use std::process::{Child, Command, Stdio};

use leadlatch::demo::telegram::{Telegram, machine_clock};
use tempfile::TempDir;

use crate::receiver::{Act, Receiver};
use crate::stage::{PATH, RULES, SECRET};

/// A running bot; killed when the test ends, however it ends.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        // It has mostly ended by then.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_log_holds_the_address_the_secret_or_the_lead() {
    let telegram = Telegram::start(machine_clock()).await.unwrap();
    let quoting = r#"{"message": "Cannot POST /hooks/S3cretPath"}"#;
    let receiver = Receiver::start([
        Act::Answer(500, "", ""),
        Act::Drop,
        Act::Answer(404, "", ""),
        Act::Answer(302, "location: /hooks/S3cretPath/\r\n", ""),
        Act::Answer(422, "", quoting),
    ])
    .await;
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("rules.toml"), RULES).unwrap();
    let log = folder.path().join("log");
    let bot = Command::new(env!("CARGO_BIN_EXE_leadlatch"))
        .arg("run")
        .current_dir(folder.path())
        .env("TELEGRAM_BOT_TOKEN", telegram.token())
        .env("TELEGRAM_API_URL", telegram.url())
        .env("MANAGERS_CHAT_ID", telegram.group("Managers").id().to_string())
        .env("LEAD_WEBHOOK_URL", format!("{}{PATH}", receiver.url()))
        .env("LEAD_WEBHOOK_SECRET", SECRET)
        .env("RUST_LOG", "trace")
        .stdout(Stdio::null())
        .stderr(File::create(&log).unwrap())
        .spawn();
    let _bot = Process(bot.expect("the binary starts"));
    telegram.customer(77, "Anna", "anna").says("8 900 123-45-67");
    receiver.first(5).await;
    telegram.customer(78, "Boris", "").says("8 900 765-43-21");
    receiver.first(6).await;
    let log = std::fs::read_to_string(&log).unwrap();
    assert!(log.contains("not delivered"), "the log tells of the failures");
    for secret in ["S3cretPath", SECRET, "9001234567", "123-45-67", "Anna"] {
        let line = log.lines().find(|line| line.contains(secret));
        assert_eq!(line, None, "{secret}");
    }
}
