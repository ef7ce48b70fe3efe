//! How many messages a second the bot takes in durably, how soon it is there after a start, what
//! it holds in memory and on the disk.
//!
//! `cargo bench --bench load` runs everything, `-- stream`, `-- start` or `-- curve` a part. No
//! figure is a limit here: a machine with busy neighbours would break any.

mod house;
mod process;
mod talk;

use std::path::Path;
use std::time::{Duration, Instant};

use chrono::{TimeDelta, Utc};
use leadlatch::demo::telegram::{Group, Telegram, machine_clock};
use leadlatch::dialog::ChatKey;
use leadlatch::store::Store;
use tempfile::TempDir;

use house::House;
use process::{Process, leads, size};

/// How many people write at once.
const CHATS: u32 = 2_000;
/// How many messages each of them writes in the stream: more within a minute are not answered.
const MESSAGES: u32 = 20;
/// How many people have ever written to a bot that has been at work for long.
const MANY: u32 = 60_000;
/// How many messages each of the few writes on the curve.
const CURVE: u32 = 100;
/// What anything may take before it is given up.
const PATIENCE: Duration = Duration::from_secs(600);

#[tokio::main]
async fn main() {
    let part = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let wanted = |name: &str| part.as_deref().is_none_or(|part| part == name);
    load();
    if wanted("stream") {
        stream().await;
    }
    if wanted("start") {
        start().await;
    }
    if wanted("curve") {
        curve().await;
    }
    load();
}

/// What the machine does besides.
fn load() {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!("load of this machine: {}", load.trim());
}

/// A stand-in for Telegram with a group of managers.
async fn telegram() -> (Telegram, Group) {
    let telegram = Telegram::start(machine_clock()).await.expect("a port is free");
    let group = telegram.group("Managers");
    (telegram, group)
}

/// From everybody's first message to the moment all of them are applied and durable.
async fn stream() {
    let (telegram, group) = telegram().await;
    let folder = TempDir::new().expect("a folder");
    let person = |chat| telegram.customer(talk::id_of(chat), "Анна", &format!("anna_{chat}"));
    let people: Vec<_> = (0..CHATS).map(person).collect();
    for number in 0..MESSAGES {
        for (chat, person) in (0..).zip(&people) {
            person.says(&talk::words(chat, number, number + 1 == MESSAGES));
        }
    }
    let bot = Process::start(&telegram, folder.path(), group.id(), &talk::rules());
    let asked = |telegram: &Telegram| (telegram.unconfirmed() < total()).then_some(());
    telegram.wait_for(asked, PATIENCE).await.expect("the bot starts");
    let begun = Instant::now();
    assert!(telegram.all_confirmed(PATIENCE).await, "updates are left at Telegram");
    let confirmed = begun.elapsed();
    while leads(folder.path()).await < CHATS as usize {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let applied = begun.elapsed();
    let rate = |took: Duration| total() as f64 / took.as_secs_f64();
    let (own, all) = bot.memory();
    println!("\nthe real binary: {} updates from {CHATS} chats", total());
    println!("  on the disk                 {:>8.0} a second", rate(confirmed));
    println!("  applied, on the disk        {:>8.0} a second", rate(applied));
    println!("  processor                   {:>8.1} µs each", bot.worked() * 1e6 / total() as f64);
    println!("  memory then                 {own:>8.1} MB own, {all:.1} MB with mapped files");
    println!("  on the disk                 {:>8.2} MB per 1,000", per_thousand(folder.path()));
    drop(bot);
    check(folder.path());
    println!("  after a kill -9 and a start {:>8.2} MB per 1,000", per_thousand(folder.path()));
}

fn total() -> usize {
    (CHATS * MESSAGES) as usize
}

fn per_thousand(folder: &Path) -> f64 {
    size(folder) * 1000.0 / total() as f64
}

/// Nothing is lost and nothing is applied twice.
fn check(folder: &Path) {
    let store = Store::open(&folder.join("data")).expect("it opens after a kill");
    assert_eq!(store.waiting(None, 1).expect("it is well").len(), 0, "updates wait");
    for chat in 0..CHATS {
        let traces = store.traces(&ChatKey::private(talk::id_of(chat))).expect("it is well");
        let heard: Vec<String> = traces.into_iter().map(|trace| trace.heard).collect();
        let said = (0..MESSAGES).map(|number| talk::words(chat, number, number + 1 == MESSAGES));
        assert_eq!(heard, said.collect::<Vec<_>>(), "steps of chat {chat}");
    }
}

/// From the start of the process to its first getUpdates, and what it holds when nothing happens.
async fn start() {
    println!("\nthe real binary, from its start to the first getUpdates, and idle");
    let empty = TempDir::new().expect("a folder");
    starts("empty", empty.path()).await;
    let folder = TempDir::new().expect("a folder");
    let mut house = House::open(folder.path(), 1);
    let begun = Instant::now();
    for number in 0..2 {
        house.round(MANY, number, 2, Utc::now()).await;
    }
    let rate = f64::from(2 * MANY) / begun.elapsed().as_secs_f64();
    house.close().await;
    println!("  (the folder: {} updates, {rate:.0} a second with answers)", 2 * MANY);
    starts("60,000 chats", folder.path()).await;
}

async fn starts(what: &str, folder: &Path) {
    for turn in 1..=3 {
        let (telegram, group) = telegram().await;
        telegram.customer(talk::id_of(0), "Анна", "").says("Можно заказать уборку?");
        let begun = Instant::now();
        let bot = Process::start(&telegram, folder, group.id(), &talk::rules());
        let asks =
            |telegram: &Telegram| (!telegram.calls_of("getUpdates").is_empty()).then(Instant::now);
        let asked = telegram.wait_for(asks, PATIENCE).await.expect("the bot starts");
        let took = (asked - begun).as_secs_f64() * 1000.0;
        tokio::time::sleep(Duration::from_secs(3)).await;
        let (own, all) = bot.memory();
        println!(
            "  {what}, start {turn}: {took:.0} ms; {own:.1} MB own, {all:.1} MB with mapped \
             files; {:.1} MB on the disk",
            size(folder)
        );
    }
}

/// How the folder grows when the same people write on and on.
async fn curve() {
    let folder = TempDir::new().expect("a folder");
    println!("\nstore and conversations with answers that arrive: {CHATS} chats write on");
    let mut next = 1;
    // A day between two messages: what is remembered of a day is forgotten on the way.
    let (mut now, mut grown) = (Utc::now(), 0.0);
    for tenth in 0..10 {
        let mut house = House::open(folder.path(), next);
        let reopened = size(folder.path());
        let begun = Instant::now();
        for number in 0..CURVE / 10 {
            now += TimeDelta::days(1);
            house.round(CHATS, number, CURVE / 10, now).await;
            house.prune(now);
        }
        let rate = f64::from(CHATS * CURVE / 10) / begun.elapsed().as_secs_f64();
        let before = std::mem::replace(&mut grown, size(folder.path()));
        next = house.close().await;
        println!(
            "  {:>7} updates: {grown:>7.1} MB ({:+.1}; {reopened:.1} after the restart before), \
             {rate:.0} a second",
            (tenth + 1) * CHATS * CURVE / 10,
            grown - before,
        );
    }
}
