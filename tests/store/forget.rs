//! Who asks to be forgotten is; who does not is not.

use leadlatch::dialog::{Dialog, Effect, Group, LeadId, Sink};
use leadlatch::store::{Cause, Lane, OwnTrouble, RawUpdate, Receipt};

use crate::world::{World, at, card, chat, done, outcome, reply};

fn forget(dialog: &Dialog, _: LeadId) -> leadlatch::dialog::Outcome {
    outcome(dialog, vec![Effect::Forget, reply("you are forgotten")])
}

#[tokio::test]
async fn a_person_is_erased_and_only_he() {
    let world = World::new();
    let mut leads = Vec::new();
    for key in [chat(1), chat(2)] {
        leads.push(world.lead(&key, "+79001234567", &[Sink::Telegram, Sink::Bitrix24]).await);
        let row = world.store.head(&Lane::Group).unwrap().unwrap();
        let receipt = Receipt { group: vec![(-9, key.id as i32)], reference: None };
        world.store.delivered(&row, receipt, at(1)).await.unwrap();
    }
    for key in [chat(1), chat(2)] {
        world
            .effects(&key, vec![reply("hello"), Effect::Notify(Group::Main, card("a lead"))])
            .await;
    }
    done(world.step(Cause::Internal, &chat(1), forget).await);

    let world = world.reopened();
    assert_eq!(world.store.dialog(&chat(1)).unwrap(), Dialog::new(chat(1)));
    assert_eq!(world.store.lead(leads[0]).unwrap(), None);
    assert!(world.store.deliveries(leads[0]).unwrap().is_empty());
    assert_eq!(world.store.traces(&chat(1)).unwrap(), []);
    assert_eq!(world.store.behind(-9, 1).unwrap(), None);
    // Only the goodbye is still to be sent.
    assert_eq!(world.store.rows_of(&Lane::Client(chat(1)), 9).unwrap().len(), 1);
    assert_eq!(world.store.head(&Lane::Sink(Sink::Bitrix24)).unwrap().unwrap().chat, chat(2));

    assert!(world.store.dialog(&chat(2)).unwrap().lead.is_some());
    assert_eq!(world.store.deliveries(leads[1]).unwrap().len(), 2);
    assert_eq!(world.store.traces(&chat(2)).unwrap().len(), 2);
    assert!(world.store.behind(-9, 2).unwrap().is_some());
    assert_eq!(world.store.rows_of(&Lane::Group, 9).unwrap().len(), 1);
}

#[tokio::test]
async fn dead_letters_with_his_number_are_erased() {
    let world = World::new();
    let updates = [(1, r#"{"chat":{"id":777}}"#), (2, r#"{"chat":{"id":1777}}"#), (3, "7770")];
    for (id, text) in updates {
        let update = RawUpdate { id, text: text.into() };
        world.store.accept(vec![update], at(0)).await.unwrap();
        world.store.bury_update(id, OwnTrouble::UpdateUnreadable, at(0)).await.unwrap();
    }
    world.effects(&chat(777), vec![reply("hello")]).await;
    let row = world.store.head(&Lane::Client(chat(777))).unwrap().unwrap();
    world.store.give_up(&row, "blocked", at(0), None).await.unwrap();
    assert_eq!(world.store.dead().unwrap().len(), 4);
    done(world.step(Cause::Internal, &chat(777), forget).await);
    let left: Vec<u64> = world.store.dead().unwrap().iter().map(|letter| letter.id).collect();
    assert_eq!(left, [2, 3]);
}

#[tokio::test]
async fn a_delivery_under_way_leaves_nothing_behind() {
    let world = World::new();
    world.lead(&chat(1), "+7", &[Sink::Telegram]).await;
    let under_way = world.store.head(&Lane::Group).unwrap().unwrap();
    done(world.step(Cause::Internal, &chat(1), forget).await);
    let receipt = Receipt { group: vec![(-9, 1)], reference: Some("1".into()) };
    world.store.delivered(&under_way, receipt, at(1)).await.unwrap();
    assert_eq!(world.store.behind(-9, 1).unwrap(), None);
    assert!(world.store.deliveries(LeadId(1)).unwrap().is_empty());
    world.lead(&chat(1), "+8", &[]).await;
    assert_eq!(world.store.leads().map(|lead| lead.unwrap().id).collect::<Vec<_>>(), [LeadId(2)]);
}

#[tokio::test]
async fn chats_silent_for_too_long_are_erased_unless_a_lead_of_theirs_is_under_way() {
    let world = World::new();
    for (id, sink) in [(1, Sink::Telegram), (2, Sink::Bitrix24), (3, Sink::Telegram)] {
        world.lead(&chat(id), "+79001234567", &[sink]).await;
    }
    while let Some(row) = world.store.head(&Lane::Group).unwrap() {
        world.store.delivered(&row, Receipt::default(), at(1)).await.unwrap();
    }
    world
        .step(Cause::Internal, &chat(3), |dialog, _| {
            let mut outcome = outcome(dialog, vec![]);
            outcome.dialog.chat.last_at = Some(at(100));
            outcome
        })
        .await;
    assert_eq!(world.store.forget_before(at(50)).await.unwrap(), 1);
    let leads = || world.store.leads().map(|lead| lead.unwrap().chat).collect::<Vec<_>>();
    assert_eq!(leads(), [chat(2), chat(3)], "one waits for Bitrix24, one has spoken since");
    let row = world.store.head(&Lane::Sink(Sink::Bitrix24)).unwrap().unwrap();
    world.store.delivered(&row, Receipt::default(), at(1)).await.unwrap();
    assert_eq!(world.store.forget_before(at(50)).await.unwrap(), 1);
    assert_eq!(world.store.forget_before(at(50)).await.unwrap(), 0);
    assert_eq!(leads(), [chat(3)]);
}
