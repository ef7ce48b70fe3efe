//! What came in waits, once, in order, until it is dealt with.

use chrono::TimeDelta;
use leadlatch::store::{DeadLetter, DeadThing, OwnTrouble, Reason};

use crate::world::{World, at, update};

#[tokio::test]
async fn an_update_is_accepted_once() {
    let world = World::new();
    assert_eq!(world.accept(&[7, 8]).await, [7, 8]);
    assert_eq!(world.accept(&[8, 9, 9]).await, [9]);
    assert_eq!(world.waiting(), [7, 8, 9]);
}

#[tokio::test]
async fn an_update_dealt_with_is_not_accepted_again() {
    let world = World::new();
    world.accept(&[7]).await;
    world.store.drop_update(7).await.unwrap();
    let world = world.reopened();
    assert_eq!(world.accept(&[7]).await, [] as [u32; 0]);
    assert_eq!(world.waiting(), [] as [u32; 0]);
}

#[tokio::test]
async fn updates_wait_in_the_order_they_came_not_in_that_of_their_ids() {
    let world = World::new();
    world.accept(&[900, 901]).await;
    world.accept(&[3, 4]).await;
    let world = world.reopened();
    world.accept(&[1]).await;
    assert_eq!(world.waiting(), [900, 901, 3, 4, 1]);
}

#[tokio::test]
async fn the_inbox_is_read_page_by_page() {
    let world = World::new();
    world.accept(&[5, 4, 3, 2, 1]).await;
    let mut after = None;
    let mut read = Vec::new();
    loop {
        let page = world.store.waiting(after, 2).unwrap();
        let Some((last, _)) = page.last() else { break };
        after = Some(*last);
        read.extend(page.iter().map(|(_, update)| update.id));
        world.store.drop_update(page[0].1.id).await.unwrap();
    }
    assert_eq!(read, [5, 4, 3, 2, 1]);
}

#[tokio::test]
async fn a_buried_update_is_a_dead_letter_and_can_be_put_back() {
    let world = World::new();
    world.accept(&[5, 6]).await;
    world.store.bury_update(5, OwnTrouble::UpdateUnreadable, at(1)).await.unwrap();
    assert_eq!(world.waiting(), [6]);
    let letter = world.store.dead().unwrap().pop().unwrap();
    let reason = Reason::Own(OwnTrouble::UpdateUnreadable);
    assert_eq!((&letter.reason, letter.at), (&reason, at(1)));
    assert_eq!(letter.what, DeadThing::Update(update(5)));

    let back = world.store.replay(letter.id, at(2)).await.unwrap();
    assert_eq!(back, Some(DeadThing::Update(update(5))));
    assert_eq!(world.waiting(), [6, 5]);
    assert_eq!(world.store.dead().unwrap(), []);
    assert_eq!(world.store.replay(letter.id, at(3)).await.unwrap(), None);
}

/// Letters of earlier versions have their reasons in words.
#[test]
fn a_dead_letter_of_old_keeps_its_words() {
    let read = |reason: &str| {
        let text = format!(
            r#"{{"id":1,"at":"2026-01-01T00:00:00Z","reason":"{reason}",
            "what":{{"update":{{"id":5,"text":"{{}}"}}}}}}"#
        );
        serde_json::from_str::<DeadLetter>(&text).expect("it is read").reason
    };
    let words = "a handler panicked";
    assert_eq!(read(words), Reason::Words(words.to_owned()));
    assert_eq!(read("update_panicked"), Reason::Own(OwnTrouble::UpdatePanicked));
}

#[tokio::test]
async fn ids_are_forgotten_after_two_days_but_never_while_they_wait() {
    let world = World::new();
    world.accept(&[1, 2]).await;
    world.store.drop_update(1).await.unwrap();
    world.store.prune(at(0) + TimeDelta::hours(48)).unwrap();
    assert_eq!(world.accept(&[1, 2]).await, [] as [u32; 0]);
    world.store.prune(at(1) + TimeDelta::hours(48)).unwrap();
    assert_eq!(world.accept(&[1, 2]).await, [1]);
    assert_eq!(world.waiting(), [2, 1]);
}
