//! Single rows that fail, and places that come and go.

use std::time::Duration;

use leadlatch::delivery::Failure;
use leadlatch::dialog::Sink;
use leadlatch::store::{AttemptEnd, Payload};

use crate::world::World;

#[tokio::test(start_paused = true)]
async fn a_row_that_always_fails_holds_up_only_its_own_lead() {
    let world = World::new(r#""telegram", "bitrix24""#);
    let bitrix = world.sink(Sink::Bitrix24);
    bitrix.answers(|row| {
        if row.lead.is_some_and(|lead| lead.0 == 3) { Err(Failure::Unknown) } else { Ok(()) }
    });
    for number in 1..=40 {
        world.lead(number).await;
        if number == 3 {
            world.says(3, "мой второй номер 8 900 555-55-55").await;
        }
        world.passes(60).await;
    }
    let taken: Vec<u64> = bitrix.taken().iter().map(|attempt| attempt.lead()).collect();
    assert_eq!(taken, (1..=40).filter(|lead| *lead != 3).collect::<Vec<u64>>());
    for attempt in bitrix.taken() {
        let waited = attempt.at - attempt.row.created;
        assert!(waited.num_seconds() < 2, "lead {} waited {waited}", attempt.lead());
    }
    let of_third = bitrix.attempts().into_iter().filter(|attempt| attempt.lead() == 3);
    let (mut creations, mut maybe) = (0, 0);
    for attempt in of_third {
        assert!(matches!(attempt.row.payload, Payload::LeadCreated { .. }), "the update waits");
        maybe += usize::from(attempt.row.maybe_sent);
        creations += 1;
    }
    assert!((15..40).contains(&creations), "{creations} attempts in 38 minutes");
    assert_eq!(maybe, creations - 1, "after the first one, it may be there");
    let alone = "⚠️ Лид №3 с 12:02 не удаётся передать в Битрикс24: нет ответа.\n\
                 Бот пробует дальше. Подробно: leadlatch leads show 3";
    assert_eq!(
        world.telegram.notices(),
        ["✏️ Лид №3: телефон +7 900 000-03-67, +7 900 555-55-55", alone]
    );

    bitrix.works();
    world.drained_within(300).await;
    let last: Vec<_> = bitrix.taken().into_iter().rev().take(2).map(|it| it.row.payload).collect();
    assert!(matches!(last[1], Payload::LeadCreated { .. }));
    assert!(matches!(last[0], Payload::LeadUpdated { .. }));
    assert_eq!(world.telegram.notices()[2..], ["✅ Лид №3 теперь в Битрикс24."]);
    let third = world.store().delivery(leadlatch::dialog::LeadId(3), Sink::Bitrix24).unwrap();
    let ends: Vec<_> = third.unwrap().history.iter().rev().take(3).map(|it| it.end).collect();
    assert_eq!(ends, [AttemptEnd::Delivered, AttemptEnd::Delivered, AttemptEnd::NoAnswer]);
}

#[tokio::test(start_paused = true)]
async fn a_place_that_takes_no_new_leads_for_a_while_takes_changes_and_people_hear_of_it() {
    let mut world = World::new(r#""telegram", "bitrix24""#);
    world.lead(1).await;
    world.drained_within(60).await;
    let bitrix = world.sink(Sink::Bitrix24);
    bitrix.answers(|row| match row.payload {
        Payload::LeadCreated { .. } => Err(Failure::Resting(Duration::from_secs(60))),
        _ => Ok(()),
    });
    for number in 2..=4 {
        world.lead(number).await;
    }
    world.passes(1).await;
    world.says(1, "мой второй номер 8 900 555-55-55").await;
    world.passes(2).await;
    let last = bitrix.taken().pop().unwrap();
    assert!(matches!(last.row.payload, Payload::LeadUpdated { .. }), "it does not wait");
    world.restart().await;
    world.says(1, "мой третий номер 8 900 666-66-66").await;
    world.passes(290).await;
    assert_eq!(world.sink(Sink::Bitrix24).taken().len(), 3);
    assert_eq!(world.telegram.notices().len(), 2, "not yet: {:?}", world.telegram.notices());
    world.passes(20).await;
    let out = "⚠️ Битрикс24 с 12:00 просит подождать, ждут 3 лида. Делать ничего не надо: \
               уйдут сами.";
    assert_eq!(world.telegram.notices()[2..], [out]);
    world.passes(1800).await;
    world.sink(Sink::Bitrix24).works();
    world.drained_within(120).await;
    let back = "✅ Битрикс24 снова принимает: 3 лида доставлены.";
    assert_eq!(world.telegram.notices()[2..], [out, back]);
}

#[tokio::test(start_paused = true)]
async fn a_place_that_comes_and_goes_delivers_everything_and_is_told_rarely() {
    let world = World::new(r#""telegram", "bitrix24""#);
    let bitrix = world.sink(Sink::Bitrix24);
    for number in 1..=240 {
        match number % 20 {
            1 => bitrix.fails(Failure::NotSent { retry_after: None }),
            11 => bitrix.works(),
            _ => {}
        }
        world.lead(number).await;
        world.passes(60).await;
    }
    world.drained_within(600).await;
    let mut taken: Vec<u64> = bitrix.taken().iter().map(|attempt| attempt.lead()).collect();
    taken.sort_unstable();
    assert_eq!(taken, (1..=240).collect::<Vec<u64>>(), "each lead once");
    let notices = world.telegram.notices();
    assert_eq!(notices.len(), 2, "out and back: {notices:?}");
}

#[tokio::test(start_paused = true)]
async fn a_hiccup_changes_no_order_and_is_not_told() {
    let world = World::new(r#""telegram", "bitrix24""#);
    let bitrix = world.sink(Sink::Bitrix24);
    bitrix.fails(Failure::Unknown);
    for number in 1..=30 {
        world.lead(number).await;
    }
    world.passes(10).await;
    bitrix.works();
    world.drained_within(60).await;
    let taken: Vec<u64> = bitrix.taken().iter().map(|attempt| attempt.lead()).collect();
    assert_eq!(taken, (1..=30).collect::<Vec<u64>>());
    assert_eq!(world.telegram.notices(), Vec::<String>::new());
}

#[tokio::test(start_paused = true)]
async fn a_place_that_says_when_to_come_again_is_left_alone_until_then() {
    let world = World::new(r#""bitrix24""#);
    let bitrix = world.sink(Sink::Bitrix24);
    let later = Some(std::time::Duration::from_secs(600));
    bitrix.fails(Failure::Closed(leadlatch::delivery::Closed { retry_after: later, remedy: None }));
    world.lead(1).await;
    world.lead(2).await;
    world.passes(3600).await;
    let attempts = bitrix.attempts().len();
    assert!((5..=7).contains(&attempts), "{attempts} attempts in an hour");
}

#[tokio::test(start_paused = true)]
async fn a_person_who_has_mended_it_need_not_wait() {
    let world = World::new(r#""telegram", "bitrix24""#);
    let bitrix = world.sink(Sink::Bitrix24);
    let later = Some(std::time::Duration::from_secs(24 * 3600));
    bitrix.fails(Failure::Closed(leadlatch::delivery::Closed { retry_after: later, remedy: None }));
    world.lead(1).await;
    world.lead(2).await;
    world.passes(60).await;
    bitrix.works();
    world.passes(3600).await;
    assert_eq!(bitrix.taken().len(), 0);
    let lead = Some(leadlatch::dialog::LeadId(2));
    let retried = world.store().retry(lead, world.clock.now()).await.unwrap();
    assert_eq!((retried.put_back, retried.hurried), (0, 1));
    retried.lanes.iter().for_each(|lane| world.conversation().lanes().hurry(lane));
    world.drained_within(5).await;
    let taken: Vec<u64> = bitrix.taken().iter().map(|attempt| attempt.lead()).collect();
    assert_eq!(taken, [1, 2]);
}
