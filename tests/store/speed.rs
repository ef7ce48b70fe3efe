//! How fast the store is; run with `--ignored --nocapture` to see figures.

use std::time::Instant;

use leadlatch::store::{Cause, Store};

use crate::world::{World, at, chat, done, outcome, reply, update};

async fn one(store: &Store, number: u32) {
    store.accept(vec![update(number)], at(0)).await.unwrap();
    let say = |dialog: &_, _| outcome(dialog, vec![reply("hello")]);
    done(store.apply(Cause::Update(number), &chat(number.into()), None, 0, say).await.unwrap());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes its time: measures"]
async fn tasks_that_share_flushes_are_faster_than_one() {
    let world = World::new();
    let count = 1000;
    let start = Instant::now();
    for number in 0..count {
        one(&world.store, number).await;
    }
    let alone = f64::from(count * 2) / start.elapsed().as_secs_f64();
    let start = Instant::now();
    let each = 40;
    let tasks = (0..256).map(|task: u32| {
        let store = world.store.clone();
        tokio::spawn(async move {
            for number in 0..each {
                one(&store, count + task * each + number).await;
            }
        })
    });
    for task in futures::future::join_all(tasks).await {
        task.unwrap();
    }
    let shared = f64::from(256 * each * 2) / start.elapsed().as_secs_f64();
    let size = |path| std::fs::metadata(path).map_or(0, |file| file.len());
    let file = size(world.folder.path().join("db"));
    println!("durable writes/s: alone {alone:.0}, 256 tasks {shared:.0}; file {file} bytes");
    assert!(shared > alone);
}
