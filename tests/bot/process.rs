//! The bot as a process: how it starts, ends, and survives being killed.

use std::collections::BTreeSet;
use std::fs::File;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use leadlatch::app::{Answer, Question, ask};
use leadlatch::demo::telegram::{Telegram, machine_clock};
use tempfile::TempDir;

use crate::stage::{RULES, SOON};

/// A running bot; killed when the test ends, however it ends.
struct Process(Child);

impl Process {
    fn start(telegram: &Telegram, token: &str, folder: &Path, group: i64) -> Self {
        let rules = folder.join("rules.toml");
        std::fs::write(&rules, RULES).expect("the folder can be written");
        let log = File::create(folder.join("log")).expect("the folder can be written");
        let child = Command::new(env!("CARGO_BIN_EXE_leadlatch"))
            .arg("run")
            .current_dir(folder)
            .env("TELEGRAM_BOT_TOKEN", token)
            .env("TELEGRAM_API_URL", telegram.url())
            .env("MANAGERS_CHAT_ID", group.to_string())
            .env("LANG", "en")
            .stdout(Stdio::null())
            .stderr(log)
            .spawn();
        Self(child.expect("the binary starts"))
    }

    fn signal(&self, name: &str) {
        let id = self.0.id().to_string();
        let sent = Command::new("kill").args([name, &id]).status().expect("kill is there");
        assert!(sent.success());
    }

    fn code(&mut self) -> Option<i32> {
        self.0.wait().expect("it is our child").code()
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
async fn a_wrong_token_is_one_plain_sentence() {
    let telegram = Telegram::start(machine_clock()).await.unwrap();
    let folder = TempDir::new().unwrap();
    let mut bot = Process::start(&telegram, "123:wrong", folder.path(), -5);
    assert_eq!(bot.code(), Some(2));
    let words = std::fs::read_to_string(folder.path().join("log")).unwrap();
    assert!(words.contains("@BotFather") && !words.contains("123:wrong"), "{words}");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_bots_do_not_share_a_folder() {
    let telegram = Telegram::start(machine_clock()).await.unwrap();
    let folder = TempDir::new().unwrap();
    let _first = Process::start(&telegram, telegram.token(), folder.path(), -5);
    running(&telegram, 0).await;
    let mut second = Process::start(&telegram, telegram.token(), folder.path(), -5);
    assert_eq!(second.code(), Some(2));
}

#[tokio::test(flavor = "multi_thread")]
async fn told_to_end_it_ends_well_and_soon() {
    for signal in ["-TERM", "-INT"] {
        let telegram = Telegram::start(machine_clock()).await.unwrap();
        let folder = TempDir::new().unwrap();
        let mut bot = Process::start(&telegram, telegram.token(), folder.path(), -5);
        running(&telegram, 0).await;
        let begun = Instant::now();
        bot.signal(signal);
        assert_eq!(bot.code(), Some(0));
        assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    }
}

/// Waits until a bot has asked who it is; `calls` is how often others have asked before.
async fn running(telegram: &Telegram, calls: usize) {
    let asked = |telegram: &Telegram| (telegram.calls_of("getMe").len() > calls).then_some(());
    telegram.wait_for(asked, SOON).await.expect("the bot starts");
}

/// Customers write while the bot is killed again and again: every phone is one
/// lead, every customer has his answer, and every lead its card.
#[tokio::test(flavor = "multi_thread")]
async fn twenty_kills_lose_nothing_and_double_no_lead() {
    const KILLS: u64 = 20;
    const CUSTOMERS: u64 = 10;
    let telegram = Telegram::start(machine_clock()).await.unwrap();
    let group = telegram.group("Managers");
    let folder = TempDir::new().unwrap();
    for kill in 0..KILLS {
        let calls = telegram.calls_of("getMe").len();
        let mut bot = Process::start(&telegram, telegram.token(), folder.path(), group.id());
        running(&telegram, calls).await;
        // The moments spread over the first third of a second of its work.
        let fate = Duration::from_millis(5 + (kill * 7919) % 300);
        for customer in 0..CUSTOMERS {
            let chat = telegram.customer(chat_of(kill, customer), "Anna", "");
            chat.says(&format!("8 {}", phone(kill, customer)));
            tokio::time::sleep(fate / CUSTOMERS as u32).await;
        }
        bot.0.kill().expect("the bot is our child");
        bot.code();
    }
    let all = || (0..KILLS).flat_map(|kill| (0..CUSTOMERS).map(move |customer| (kill, customer)));
    let _bot = Process::start(&telegram, telegram.token(), folder.path(), group.id());
    for (kill, customer) in all() {
        let sent = telegram.wait_for_sent(chat_of(kill, customer), 1, SOON).await;
        assert!(!sent.is_empty(), "{} has no answer", phone(kill, customer));
    }
    let carded = |telegram: &Telegram| {
        let cards = telegram.sent_to(group.id()).into_iter().map(|sent| sent.line.text);
        let cards: String = cards.collect();
        all().all(|(kill, customer)| cards.contains(&phone(kill, customer))).then_some(())
    };
    telegram.wait_for(carded, 3 * SOON).await.expect("every lead has its card");
    let answer = ask(&folder.path().join("data"), &Question::Leads).await.unwrap();
    let Answer::Leads(leads) = answer else { panic!("{answer:?} is no lead book") };
    let phones: BTreeSet<_> =
        leads.iter().map(|record| record.lead.known.phones[0].e164.clone()).collect();
    assert_eq!((phones.len() as u64, leads.len() as u64), (KILLS * CUSTOMERS, KILLS * CUSTOMERS));
}

fn chat_of(kill: u64, customer: u64) -> i64 {
    1000 + (kill * 100 + customer) as i64
}

/// As people write it, and as a card shows it.
fn phone(kill: u64, customer: u64) -> String {
    format!("900 {kill:03}-{customer:02}-10")
}
