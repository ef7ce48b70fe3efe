//! A step is made once, whole or not at all.

use std::panic::AssertUnwindSafe;

use futures::FutureExt;
use leadlatch::dialog::{ChatKey, Effect, Group, LeadId, Sink, Status};
use leadlatch::store::{Applied, Cause, Lane};

use crate::world::{World, at, card, chat, done, lead, outcome, reply, trace};

#[tokio::test]
async fn a_step_takes_the_update_and_leaves_its_consequences() {
    let world = World::new();
    world.accept(&[7]).await;
    let applied = world
        .step(Cause::Update(7), &chat(1), |dialog, id| {
            let mut step =
                outcome(dialog, vec![reply("hello"), Effect::Notify(Group::Main, card("a lead"))]);
            step.dialog.chat.status = Status::Completed;
            step.dialog.lead = Some(lead(id, &dialog.chat, "+79001234567", &[Sink::Telegram]));
            step
        })
        .await;
    let Applied::Done { outcome, lanes } = applied else { panic!("{applied:?}") };
    assert_eq!(lanes, [Lane::Client(chat(1)), Lane::Group]);

    let world = world.reopened();
    assert_eq!(world.waiting(), [] as [u32; 0]);
    let dialog = world.store.dialog(&chat(1)).unwrap();
    assert_eq!(dialog, outcome.dialog);
    assert_eq!((dialog.chat.version, dialog.chat.status), (1, Status::Completed));
    assert_eq!(dialog.lead, world.store.lead(LeadId(1)).unwrap());
    assert_eq!(world.store.leads().count(), 1);
    assert_eq!(world.store.traces(&chat(1)).unwrap(), [outcome.trace]);
    assert_eq!(world.store.lanes().unwrap(), lanes);
}

#[tokio::test]
async fn a_step_is_made_once() {
    let world = World::new();
    world.accept(&[7]).await;
    let say = |dialog: &_, _| outcome(dialog, vec![reply("hello")]);
    done(world.step(Cause::Update(7), &chat(1), say).await);
    assert_eq!(world.step(Cause::Update(7), &chat(1), say).await, Applied::Already);
    assert_eq!(world.step(Cause::Update(99), &chat(1), say).await, Applied::Already);
    assert_eq!(world.store.rows_of(&Lane::Client(chat(1)), 10).unwrap().len(), 1);
    assert_eq!(world.store.dialog(&chat(1)).unwrap().chat.version, 1);
}

#[tokio::test]
async fn a_chat_in_another_version_is_a_conflict_and_nothing_is_written() {
    let world = World::new();
    world.accept(&[7]).await;
    let say = |dialog: &_, _| outcome(dialog, vec![reply("hello")]);
    for version in [1, u64::MAX] {
        let applied =
            world.store.apply(Cause::Update(7), &chat(1), None, version, say).await.unwrap();
        assert_eq!(applied, Applied::Conflict);
    }
    assert_eq!(world.waiting(), [7]);
    assert_eq!(world.store.lanes().unwrap(), []);
    done(world.step(Cause::Update(7), &chat(1), say).await);
}

#[tokio::test]
async fn a_panic_while_deciding_changes_nothing_and_the_store_lives_on() {
    let world = World::new();
    world.accept(&[7]).await;
    let key = chat(1);
    let panics = world.store.apply(Cause::Update(7), &key, None, 0, |_, _| panic!("a bad rule"));
    assert!(AssertUnwindSafe(panics).catch_unwind().await.is_err());
    assert_eq!(world.waiting(), [7]);
    let step = world.step(Cause::Update(7), &key, |dialog, _| outcome(dialog, vec![]));
    assert_eq!(done(step.await).dialog.chat.version, 1);
}

#[tokio::test]
async fn lead_numbers_count_from_one_and_only_when_taken() {
    let world = World::new();
    assert_eq!(world.lead(&chat(1), "+1", &[]).await, LeadId(1));
    world.effects(&chat(2), vec![]).await;
    let world = world.reopened();
    assert_eq!(world.lead(&chat(2), "+2", &[]).await, LeadId(2));
    // A new dialogue of the same customer: the old lead stays in the book.
    assert_eq!(world.lead(&chat(1), "+3", &[]).await, LeadId(3));
    assert_eq!(world.store.lead(LeadId(1)).unwrap().unwrap().known.phones[0].e164, "+1");
    assert_eq!(world.store.dialog(&chat(1)).unwrap().lead.unwrap().id, LeadId(3));
}

#[tokio::test]
async fn the_last_fifty_traces_are_kept_in_order() {
    let world = World::new();
    let beside = chat(256);
    for number in 0..53 {
        let mark = move |dialog: &_, _| {
            let mut step = outcome(dialog, vec![]);
            step.trace = trace(&number.to_string());
            step
        };
        world.step(Cause::Internal, &chat(1), mark).await;
    }
    world.effects(&beside, vec![]).await;
    let heard: Vec<String> =
        world.store.traces(&chat(1)).unwrap().into_iter().map(|trace| trace.heard).collect();
    assert_eq!(heard, (3..53).map(|number| number.to_string()).collect::<Vec<_>>());
    assert_eq!(world.store.traces(&beside).unwrap().len(), 1);
}

#[tokio::test]
async fn a_timer_is_where_its_chat_wants_it() {
    let world = World::new();
    let business = ChatKey { business: Some("b".into()), id: 1 };
    let wake = async |key: &ChatKey, seconds: Option<i64>| {
        let applied = world.step(Cause::Timer, key, move |dialog, _| {
            let mut step = outcome(dialog, vec![]);
            step.dialog.chat.wake_at = seconds.map(at);
            step
        });
        done(applied.await);
    };
    wake(&chat(1), Some(60)).await;
    wake(&chat(-2), Some(30)).await;
    wake(&business, Some(-5)).await;
    assert_eq!(world.store.next_wake().unwrap(), Some(at(-5)));
    let due = world.store.due(at(30), 10).unwrap();
    assert_eq!(due, [(at(-5), business.clone()), (at(30), chat(-2))]);
    assert_eq!(world.store.due(at(30), 1).unwrap().len(), 1);

    wake(&business, Some(90)).await;
    wake(&chat(-2), None).await;
    let all = world.store.due(at(1000), 10).unwrap();
    assert_eq!(all, [(at(60), chat(1)), (at(90), business)]);
    let world = world.reopened();
    assert_eq!(world.store.due(at(1000), 10).unwrap(), all);
}
