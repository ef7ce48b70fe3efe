//! The bot as a process: killed in the middle of a call, and as talkative as it can be.

use std::fs::File;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use leadlatch::app::{Answer, Question, ask};
use leadlatch::demo::bitrix24::{Fault, Portal, When};
use leadlatch::demo::telegram::{Telegram, machine_clock};
use leadlatch::dialog::Sink;
use leadlatch::store::DeliveryState;
use tempfile::TempDir;

use crate::stage::{SOON, rules_with};

/// A running bot; killed when the test ends, however it ends.
struct Process(Child);

impl Process {
    fn start(telegram: &Telegram, portal: &Portal, group: i64, folder: &Path) -> Self {
        std::fs::write(folder.join("rules.toml"), rules_with("", "")).unwrap();
        let child = Command::new(env!("CARGO_BIN_EXE_leadlatch"))
            .arg("run")
            .current_dir(folder)
            .env("TELEGRAM_BOT_TOKEN", telegram.token())
            .env("TELEGRAM_API_URL", telegram.url())
            .env("MANAGERS_CHAT_ID", group.to_string())
            .env("BITRIX24_WEBHOOK_URL", portal.webhook() + "crm.lead.add.json")
            .env("RUST_LOG", "trace")
            .stdout(Stdio::null())
            .stderr(File::create(folder.join("log")).unwrap())
            .spawn();
        Self(child.expect("the binary starts"))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It has mostly ended by then.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bot_killed_in_the_middle_of_a_call_makes_one_lead() {
    for slow in [Fault::CommitThenSleep(5_000), Fault::SleepThenCommit(3_000)] {
        let telegram = Telegram::start(machine_clock()).await.unwrap();
        let portal = Portal::start().await.unwrap();
        let group = telegram.group("Managers").id();
        let folder = TempDir::new().unwrap();
        portal.fault(slow.clone(), When::on("crm.item.add").once());
        let bot = Process::start(&telegram, &portal, group, folder.path());
        telegram.customer(77, "Anna", "anna").says("8 900 123-45-67");
        let called = |portal: &Portal| portal.calls_of("crm.item.add").pop();
        portal.wait_for(called, SOON).await.expect("the lead is on its way");
        drop(bot);
        let _bot = Process::start(&telegram, &portal, group, folder.path());
        // Only then is the data folder the bot's own.
        let runs = |telegram: &Telegram| (telegram.calls_of("getMe").len() > 1).then_some(());
        telegram.wait_for(runs, SOON).await.expect("the bot starts again");
        let data = folder.path().join("data");
        let arrived = async {
            loop {
                if let Ok(Answer::Leads(leads)) = ask(&data, &Question::Leads).await
                    && leads[0].destinations[&Sink::Bitrix24].state == DeliveryState::Delivered
                {
                    return;
                }
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(SOON, arrived).await.expect("the lead arrives");
        assert_eq!(portal.leads().len(), 1, "{slow:?}");
        assert_eq!(portal.calls_of("crm.item.add").len(), 1, "{slow:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_webhooks_code_is_in_no_log() {
    let telegram = Telegram::start(machine_clock()).await.unwrap();
    let portal = Portal::start().await.unwrap();
    let group = telegram.group("Managers").id();
    let folder = TempDir::new().unwrap();
    let code = portal.code();
    let faults = [
        Fault::Drop,
        Fault::CommitThen500,
        Fault::Html,
        Fault::Truncated,
        Fault::Refuse(400, "X".to_owned(), format!("bad address /rest/1/{code}/")),
    ];
    for fault in faults {
        portal.fault(fault, When::always().after(1).once());
    }
    let mut bot = Process::start(&telegram, &portal, group, folder.path());
    portal.rename().await.expect("a port is free");
    for id in 0..3 {
        let customer = telegram.customer(70 + id, "Anna", "anna");
        customer.says(&format!("мой номер 8 900 123-45-{id:02}"));
    }
    let arrived = |portal: &Portal| (portal.leads().len() == 3).then_some(());
    portal.wait_for(arrived, SOON).await.expect("the leads arrive");
    portal.go_down();
    telegram.customer(79, "Anna", "").says("мой номер 8 900 123-45-99");
    let told = telegram.wait_for_sent(79, 1, SOON).await;
    assert!(!told.is_empty());
    let terminated = Command::new("kill").arg(bot.0.id().to_string()).status().unwrap();
    assert!(terminated.success());
    assert_eq!(bot.0.wait().unwrap().code(), Some(0));
    let log = std::fs::read_to_string(folder.path().join("log")).unwrap();
    assert!(log.contains("not delivered"), "the log tells of failures");
    assert!(log.contains("TRACE hyper_util"), "the log is as talkative as it can be");
    for secret in [code.as_str(), "123-45", "90012345", "мой номер"] {
        let line = log.lines().find(|line| line.contains(secret));
        assert_eq!(line, None, "{secret} is in the log");
    }
}
