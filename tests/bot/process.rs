//! The bot as a process: how it starts, ends, and survives being killed.

use std::collections::BTreeMap;
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
        let child = Command::new(env!("CARGO_BIN_EXE_leadlatch"))
            .arg("run")
            .current_dir(folder)
            .env("TELEGRAM_BOT_TOKEN", token)
            .env("TELEGRAM_API_URL", telegram.url())
            .env("MANAGERS_CHAT_ID", group.to_string())
            .env("LANG", "en")
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
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
    let mut words = String::new();
    let stderr = bot.0.stderr.take().unwrap();
    std::io::Read::read_to_string(&mut { stderr }, &mut words).unwrap();
    assert_eq!(bot.code(), Some(2));
    assert!(words.contains("@BotFather") && !words.contains("123:wrong"), "{words}");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_bots_do_not_share_a_folder() {
    let telegram = Telegram::start(machine_clock()).await.unwrap();
    let folder = TempDir::new().unwrap();
    let _first = Process::start(&telegram, telegram.token(), folder.path(), -5);
    running(&telegram).await;
    let mut second = Process::start(&telegram, telegram.token(), folder.path(), -5);
    assert_eq!(second.code(), Some(2));
}

#[tokio::test(flavor = "multi_thread")]
async fn told_to_end_it_ends_well_and_soon() {
    for signal in ["-TERM", "-INT"] {
        let telegram = Telegram::start(machine_clock()).await.unwrap();
        let folder = TempDir::new().unwrap();
        let mut bot = Process::start(&telegram, telegram.token(), folder.path(), -5);
        running(&telegram).await;
        let begun = Instant::now();
        bot.signal(signal);
        assert_eq!(bot.code(), Some(0));
        assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    }
}

async fn running(telegram: &Telegram) {
    let polls = |telegram: &Telegram| (!telegram.calls_of("getUpdates").is_empty()).then_some(());
    telegram.wait_for(polls, SOON).await.expect("the bot polls");
}

/// Twenty chats write while the bot is killed again and again: every phone is
/// one lead, every customer has his answer, and every lead its card.
#[tokio::test(flavor = "multi_thread")]
async fn twenty_kills_lose_nothing_and_double_no_lead() {
    const CHATS: i64 = 20;
    const KILLS: u64 = 20;
    let telegram = Telegram::start(machine_clock()).await.unwrap();
    let group = telegram.group("Managers");
    let folder = TempDir::new().unwrap();
    let mut written = 0;
    for kill in 0..KILLS {
        let mut bot = Process::start(&telegram, telegram.token(), folder.path(), group.id());
        let fate = Duration::from_millis(40 + (kill * 7919) % 600);
        let doomed = tokio::time::sleep(fate);
        tokio::pin!(doomed);
        // One message of every chat in each life, spread over it.
        for chat in 0..CHATS {
            let customer = telegram.customer(1000 + kill as i64 * CHATS + chat, "Anna", "");
            customer.says(&format!("8 900 {:03}-{:02}-{:02}", kill, chat, 10));
            written += 1;
            tokio::select! {
                () = &mut doomed => {}
                () = tokio::time::sleep(fate / CHATS as u32) => {}
            }
        }
        bot.0.kill().expect("the bot is our child");
        bot.code();
        eprintln!(
            "kill {kill} fate {fate:?} unconfirmed {} sent {} group {}",
            telegram.unconfirmed(),
            telegram.sent().len(),
            telegram.sent_to(group.id()).len()
        );
    }
    let t = Instant::now();
    let _bot = Process::start(&telegram, telegram.token(), folder.path(), group.id());
    assert!(telegram.all_confirmed(SOON).await);
    for chat in 1000..1000 + written {
        let sent = telegram.wait_for_sent(chat, 1, SOON).await;
        assert!(!sent.is_empty(), "chat {chat} has no answer");
    }
    eprintln!("replies after {:?}", t.elapsed());
    let in_group = |telegram: &Telegram| {
        let cards: String =
            telegram.sent_to(group.id()).into_iter().map(|sent| sent.line.text).collect();
        let phones = (0..KILLS).flat_map(|kill| (0..CHATS).map(move |chat| (kill, chat)));
        let all = phones
            .into_iter()
            .all(|(kill, chat)| cards.contains(&format!("900 {kill:03}-{chat:02}-10")));
        all.then_some(())
    };
    telegram.wait_for(in_group, 3 * SOON).await.expect("every lead has its card");
    eprintln!("cards after {:?} in {} messages", t.elapsed(), telegram.sent_to(group.id()).len());
    let Answer::Leads(leads) = ask(&folder.path().join("data"), &Question::Leads).await.unwrap()
    else {
        panic!("no lead book")
    };
    let mut phones = BTreeMap::new();
    for record in &leads {
        *phones.entry(record.lead.known.phones[0].e164.clone()).or_insert(0) += 1;
    }
    assert_eq!(phones.len() as i64, written);
    assert!(phones.values().all(|count| *count == 1), "a phone became two leads");
}
