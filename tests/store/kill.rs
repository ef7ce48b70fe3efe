//! Killed at any moment, the store loses nothing it has acknowledged and does nothing twice.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use leadlatch::store::{Applied, Cause, Lane, RawUpdate, Receipt, Store};

use crate::world::{at, chat, outcome, reply, update};

const CHATS: u32 = 20;
const FOLDER: &str = "LEADLATCH_TEST_FOLDER";
/// Set for a child that is to accept updates and to leave them waiting.
const ONLY_ACCEPTS: &str = "LEADLATCH_TEST_ONLY_ACCEPTS";
/// After how many lines a child is killed. What it does at that moment is chance.
const KILLS: [usize; 12] = [0, 1, 45, 7, 130, 61, 300, 19, 88, 210, 33, 160];
/// The same for children that only accept: almost every moment is one of accepting.
const ACCEPTING_KILLS: [usize; 3] = [20, 41, 60];

#[test]
fn fifteen_kills_lose_nothing_and_repeat_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut said = Said::default();
    for (round, lines) in KILLS.into_iter().enumerate() {
        said.read(&run_and_kill(folder.path(), lines, false));
        if let Some(lines) = ACCEPTING_KILLS.get(round) {
            said.read(&run_and_kill(folder.path(), *lines, true));
        }
    }
    assert!(said.accepted.len() > 200 && said.sent.len() > 100, "the children did work");
    said.check(&Store::open(folder.path()).unwrap());
}

/// Lines that reached us whole.
fn run_and_kill(folder: &Path, lines: usize, only_accepts: bool) -> Vec<String> {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--ignored", "--exact", "kill::the_child_that_is_killed", "--nocapture"]);
    command.env(FOLDER, folder).stdout(Stdio::piped());
    if only_accepts {
        command.env(ONLY_ACCEPTS, "");
    }
    let mut child = command.spawn().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let mut heard = Vec::new();
    let mut line = String::new();
    let mut counted = 0;
    loop {
        if counted == lines {
            child.kill().unwrap();
        }
        line.clear();
        if output.read_line(&mut line).unwrap() == 0 || !line.ends_with('\n') {
            break;
        }
        heard.push(line.trim_end().to_owned());
        counted += usize::from(line.contains(char::is_numeric));
    }
    let status = child.wait().unwrap();
    assert!(!status.success(), "the child works until it is killed");
    heard
}

/// What the children have said before they were killed.
#[derive(Default)]
struct Said {
    accepted: BTreeSet<u32>,
    applied: BTreeSet<u32>,
    /// How many times each was sent.
    sent: BTreeMap<u32, usize>,
}

impl Said {
    fn read(&mut self, lines: &[String]) {
        for line in lines {
            let Some((word, id)) = line.rsplit_once(' ') else { continue };
            let Ok(id) = id.parse() else { continue };
            match word {
                "accepted" => drop(self.accepted.insert(id)),
                "applied" => assert!(self.applied.insert(id), "{id} was applied twice"),
                "sent" => *self.sent.entry(id).or_default() += 1,
                _ => {}
            }
        }
    }

    fn check(&self, store: &Store) {
        let waiting = store.waiting(None, usize::MAX).unwrap();
        let waiting: BTreeSet<u32> = waiting.into_iter().map(|(_, update)| update.id).collect();
        let mut done = BTreeSet::new();
        for number in 0..CHATS {
            let key = chat(number.into());
            let steps = steps(store, number);
            assert!(steps.is_sorted(), "out of order or twice: {steps:?}");
            assert_eq!(store.dialog(&key).unwrap().chat.version, steps.len() as u64);
            let rows = store.rows_of(&Lane::Client(key), usize::MAX).unwrap();
            let unsent: BTreeSet<u32> = rows.iter().filter_map(|row| row.cause).collect();
            for id in steps {
                assert!(done.insert(id), "{id} is in the chat twice");
                let sent = self.sent.contains_key(&id);
                assert!(sent || unsent.contains(&id), "the reply to {id} is lost");
            }
        }
        for id in &self.accepted {
            assert!(waiting.contains(id) != done.contains(id), "{id} is lost, or there twice");
        }
        assert!(self.applied.is_subset(&done), "a step acknowledged is lost");
        let sent: BTreeSet<u32> = self.sent.keys().copied().collect();
        assert!(sent.is_subset(&done), "something was sent that was never durable");
        let doubles: usize = self.sent.values().map(|times| times - 1).sum();
        assert!(doubles <= KILLS.len() * CHATS as usize, "more doubled than was in flight");
    }
}

/// The updates a chat has been through, as its topics say.
fn steps(store: &Store, number: u32) -> Vec<u32> {
    let dialog = store.dialog(&chat(number.into())).unwrap();
    dialog.chat.topics.iter().map(|topic| topic.parse().unwrap()).collect()
}

/// Not a test of its own: what [`fifteen_kills_lose_nothing_and_repeat_nothing`] starts and kills.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
#[ignore = "runs until it is killed; started by the test above"]
async fn the_child_that_is_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let store = Store::open(Path::new(&folder)).unwrap();
    let waiting = store.waiting(None, usize::MAX).unwrap();
    // Continue after the greatest id ever seen; one killed in between is seen twice.
    let known = waiting.iter().map(|(_, update)| update.id);
    let done = (0..CHATS).filter_map(|number| steps(&store, number).last().copied());
    let mut next = known.chain(done).max().map_or(0, |last| last / CHATS * CHATS);
    let works = std::env::var_os(ONLY_ACCEPTS).is_none();
    if works {
        work(&store, waiting.into_iter().map(|(_, update)| update).collect()).await;
    }
    loop {
        let batch: Vec<RawUpdate> = (next..next + CHATS).map(update).collect();
        let new = store.accept(batch, at(0)).await.unwrap();
        for update in &new {
            println!("accepted {}", update.id);
        }
        if works {
            work(&store, new).await;
        }
        next += CHATS;
    }
}

/// Every chat's updates in order, all chats at once.
async fn work(store: &Store, updates: Vec<RawUpdate>) {
    let mut chats: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for update in updates {
        chats.entry(update.id % CHATS).or_default().push(update.id);
    }
    let tasks = chats.into_iter().map(|(number, ids)| {
        let store = store.clone();
        tokio::spawn(async move {
            for id in ids {
                answer(&store, number, id).await;
            }
        })
    });
    for task in futures::future::join_all(tasks).await {
        task.unwrap();
    }
}

async fn answer(store: &Store, number: u32, id: u32) {
    let key = chat(number.into());
    let version = store.dialog(&key).unwrap().chat.version;
    let step = store.apply(Cause::Update(id), &key, None, version, move |dialog, _| {
        let mut step = outcome(dialog, vec![reply("hello")]);
        step.dialog.chat.topics.push(id.to_string());
        step
    });
    assert!(matches!(step.await.unwrap(), Applied::Done { .. }));
    println!("applied {id}");
    while let Some(row) = store.head(&Lane::Client(key.clone())).unwrap() {
        println!("sent {}", row.cause.unwrap());
        store.delivered(&row, Receipt::default(), at(0)).await.unwrap();
    }
}
