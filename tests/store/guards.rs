//! What sled 0.34 needs to be guarded from.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::time::Duration;

use leadlatch::store::{Cause, Lane, OpenError, Store};

use crate::world::{World, at, chat, done, outcome, reply, update};

#[test]
fn a_folder_in_use_is_locked() {
    let world = World::new();
    let second = Store::open(world.folder.path());
    assert!(matches!(second, Err(OpenError::Locked { dir }) if dir == world.folder.path()));
    world.reopened();
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let world = World::new();
    let file = world.folder.path().join("a-file");
    fs::write(&file, "").unwrap();
    let opened = Store::open(&file.join("data"));
    assert!(matches!(opened, Err(OpenError::Folder { .. })));
}

#[test]
fn a_folder_of_something_else_is_unreadable_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let words = "not a database ".repeat(1000);
    fs::write(folder.path().join("conf"), &words).unwrap();
    fs::write(folder.path().join("db"), &words).unwrap();
    let opened = Store::open(folder.path());
    assert!(matches!(opened, Err(OpenError::Unreadable { .. })));
    assert_eq!(fs::read_to_string(folder.path().join("db")).unwrap(), words);
}

#[test]
fn the_folder_is_its_owners_alone() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("made/here");
    let store = Store::open(&dir).unwrap();
    assert_eq!(fs::metadata(&dir).unwrap().permissions().mode() & 0o777, 0o700);
    drop(store);
}

#[tokio::test]
async fn a_half_written_snapshot_does_no_harm() {
    let mut world = World::new();
    world.accept(&[1, 2]).await;
    for length in [0, 8, 100] {
        let half = world.folder.path().join("snap.00000000000FFFFF.generating");
        fs::write(&half, vec![1; length]).unwrap();
        world = world.reopened();
        assert_eq!(world.waiting(), [1, 2]);
        assert!(!half.exists());
    }
}

#[tokio::test]
async fn the_installation_and_the_group_are_remembered() {
    let world = World::new();
    let name = world.store.installation().to_owned();
    assert_eq!(name.len(), 26);
    assert_eq!(world.store.managers_group().unwrap(), None);
    world.store.set_managers_group(-1001).await.unwrap();
    let world = world.reopened();
    assert_eq!(world.store.installation(), name);
    assert_eq!(world.store.managers_group().unwrap(), Some(-1001));
    assert_ne!(World::new().store.installation(), name);
}

/// sled's own `flush_async` hangs here: `libraries.md`, spacejam/sled#1308.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_hundred_and_fifty_six_tasks_share_their_flushes() {
    let world = World::new();
    let tasks = (0..256).map(|number: u32| {
        let store = world.store.clone();
        tokio::spawn(async move {
            let key = chat(i64::from(number));
            for round in 0..4 {
                let id = round * 256 + number;
                store.accept(vec![update(id)], at(0)).await.unwrap();
                let say = |dialog: &_, _| outcome(dialog, vec![reply("hello")]);
                let version = u64::from(round);
                let step = store.apply(Cause::Update(id), &key, None, version, say);
                done(step.await.unwrap());
            }
        })
    });
    let all = futures::future::join_all(tasks);
    for task in tokio::time::timeout(Duration::from_secs(60), all).await.unwrap() {
        task.unwrap();
    }
    assert_eq!(world.store.lanes().unwrap().len(), 256);
    assert_eq!(world.store.rows_of(&Lane::Client(chat(255)), 9).unwrap().len(), 4);
    assert_eq!(world.waiting(), [] as [u32; 0]);
}
