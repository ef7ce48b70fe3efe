//! What is to be sent waits in its lane, and what came of it is remembered.

use chrono::TimeDelta;
use leadlatch::dialog::{ChatKey, Effect, Group, Html, LeadId, LeadStatus, Relay, Sink, Verdict};
use leadlatch::store::{
    Attempt, AttemptEnd, Behind, Cause, DeadThing, Delivery, DeliveryState, Lane, Notice, Payload,
    Receipt, Row, Words,
};

use crate::world::{World, at, card, chat, done, outcome, reply};

fn texts(rows: &[Row]) -> Vec<String> {
    rows.iter()
        .map(|row| match &row.payload {
            Payload::Reply(reply) => reply.text.clone(),
            Payload::Card { card, .. } => format!("card {}", card.html.0),
            Payload::CardEdit { card, .. } => format!("edit {}", card.html.0),
            Payload::Notify(card) => format!("notify {}", card.html.0),
            other => format!("{other:?}"),
        })
        .collect()
}

fn failed(second: i64, end: AttemptEnd, next: i64) -> Attempt {
    Attempt { at: at(second), end, reason: None, next_at: Some(at(next)) }
}

async fn telegram(world: &World, lead: LeadId) -> Delivery {
    world.store.deliveries(lead).unwrap().remove(&Sink::Telegram).unwrap()
}

#[tokio::test]
async fn every_effect_stands_in_the_lane_of_where_it_goes() {
    let world = World::new();
    let effects = vec![
        reply("one"),
        Effect::Toast("taken".into()),
        Effect::Copy { group: Group::Main, message: 5 },
        Effect::Relay(Group::Main, Relay { html: Html("said".into()), copy: None }),
    ];
    world.effects(&chat(-1), effects).await;
    world.effects(&chat(1), vec![reply("two")]).await;
    let lanes = world.store.lanes().unwrap();
    let client = Lane::Client;
    assert_eq!(lanes, [client(chat(-1)), client(chat(1)), Lane::Group, Lane::Toast]);
    let rows = world.store.rows_of(&lanes[0], 10).unwrap();
    assert!(matches!(rows[1].payload, Payload::Copy { group: Group::Main, message: 5 }));
    assert!(rows[0].id < rows[1].id);
}

#[tokio::test]
async fn a_new_lead_goes_to_each_of_its_sinks() {
    let world = World::new();
    let lead = world.lead(&chat(1), "+7", &[Sink::Telegram, Sink::Bitrix24, Sink::Email]).await;
    assert_eq!(texts(&world.store.rows_of(&Lane::Group, 9).unwrap()), ["card lead +7"]);
    for sink in [Sink::Bitrix24, Sink::Email] {
        let row = world.store.head(&Lane::Sink(sink)).unwrap().unwrap();
        assert_eq!(row.payload, Payload::LeadCreated { lead });
        assert_eq!(row.delivers(), Some((lead, sink)));
    }
    let deliveries = world.store.deliveries(lead).unwrap();
    assert_eq!(deliveries.len(), 3);
    assert!(deliveries.values().all(|delivery| delivery.state == DeliveryState::Pending));
}

#[tokio::test]
async fn a_changed_lead_says_what_changed() {
    let world = World::new();
    let sinks = [Sink::Telegram, Sink::Webhook];
    let lead = world.lead(&chat(1), "+7", &sinks).await;
    let claim = move |dialog: &leadlatch::dialog::Dialog, _| {
        let effect = Effect::LeadUpdated {
            lead,
            card: card("claimed"),
            note: Some(Html("more".into())),
            send_to: sinks.to_vec(),
        };
        let mut step = outcome(dialog, vec![effect]);
        let lead = step.dialog.lead.as_mut().unwrap();
        lead.status = LeadStatus::Claimed;
        lead.known.own.insert("address".into(), "here".into());
        step
    };
    done(world.step(Cause::Internal, &chat(1), claim).await);
    let group = world.store.rows_of(&Lane::Group, 9).unwrap();
    assert_eq!(texts(&group), ["card lead +7", "edit claimed", "notify more"]);
    let webhook = world.store.rows_of(&Lane::Sink(Sink::Webhook), 9).unwrap();
    let changed = vec!["status".to_owned(), "address".to_owned()];
    let note = Some(Html("more".into()));
    assert_eq!(webhook[1].payload, Payload::LeadUpdated { lead, changed, note });
}

#[tokio::test]
async fn a_manager_acts_on_an_earlier_lead_and_the_current_one_stays_as_it_is() {
    let world = World::new();
    let sinks = [Sink::Webhook];
    let (earlier, current) =
        (world.lead(&chat(1), "+7", &sinks).await, world.lead(&chat(1), "+8", &sinks).await);
    let claim = move |dialog: &leadlatch::dialog::Dialog, _| {
        let (card, note, send_to) = (card("claimed"), None, sinks.to_vec());
        let effect = Effect::LeadUpdated { lead: earlier, card, note, send_to };
        let mut step = outcome(dialog, vec![effect, Effect::Toast("yours".into())]);
        step.dialog.earlier.as_mut().unwrap().status = LeadStatus::Claimed;
        step
    };
    let key = chat(1);
    done(world.store.apply(Cause::Internal, &key, Some(earlier), 2, claim).await.unwrap());
    let row = world.store.rows_of(&Lane::Sink(Sink::Webhook), 9).unwrap().pop().unwrap();
    let changed = vec!["status".to_owned()];
    assert_eq!(row.payload, Payload::LeadUpdated { lead: earlier, changed, note: None });
    assert_eq!(row.lead, Some(earlier));
    assert_eq!(world.store.head(&Lane::Toast).unwrap().unwrap().lead, Some(earlier));
    assert_eq!(world.store.lead(earlier).unwrap().unwrap().status, LeadStatus::Claimed);
    assert_eq!(world.store.dialog(&key).unwrap().lead.unwrap().id, current);
}

#[tokio::test]
async fn a_delivered_row_is_gone_and_the_lead_and_its_message_remember_it() {
    let world = World::new();
    let lead = world.lead(&chat(1), "+7", &[Sink::Telegram]).await;
    let row = world.store.head(&Lane::Group).unwrap().unwrap();
    let receipt = Receipt { group: vec![(-100, 42)], reference: Some("42".into()) };
    world.store.delivered(&row, receipt, at(9)).await.unwrap();
    let world = world.reopened();
    assert_eq!(world.store.head(&Lane::Group).unwrap(), None);
    let behind = Behind { chat: chat(1), lead: Some(lead) };
    assert_eq!(world.store.behind(-100, 42).unwrap(), Some(behind));
    assert_eq!(world.store.behind(-100, 43).unwrap(), None);
    let delivery = telegram(&world, lead).await;
    assert_eq!((delivery.state, delivery.attempts), (DeliveryState::Delivered, 1));
    assert_eq!((delivery.at, delivery.reference.as_deref()), (at(9), Some("42")));
}

#[tokio::test]
async fn a_lead_is_pending_while_its_newest_row_waits() {
    let world = World::new();
    let lead = world.lead(&chat(1), "+7", &[Sink::Telegram]).await;
    let send_to = vec![Sink::Telegram];
    let update = Effect::LeadUpdated { lead, card: card("again"), note: None, send_to };
    world.effects(&chat(1), vec![update]).await;
    for (state, reference) in
        [(DeliveryState::Pending, Some("42".to_owned())), (DeliveryState::Delivered, None)]
    {
        let row = world.store.head(&Lane::Group).unwrap().unwrap();
        let receipt = Receipt { group: Vec::new(), reference };
        world.store.delivered(&row, receipt, at(9)).await.unwrap();
        let delivery = telegram(&world, lead).await;
        assert_eq!((delivery.state, delivery.reference.as_deref()), (state, Some("42")));
    }
}

#[tokio::test]
async fn a_postponed_row_keeps_its_place_and_tells_why() {
    let world = World::new();
    let lead = world.lead(&chat(1), "+7", &[Sink::Telegram]).await;
    world.effects(&chat(2), vec![Effect::Notify(Group::Main, card("next"))]).await;
    let row = world.store.head(&Lane::Group).unwrap().unwrap();
    let lost = failed(5, AttemptEnd::NoAnswer, 60);
    let closed = Attempt { reason: Some("pay".into()), ..failed(6, AttemptEnd::Closed, 90) };
    world.store.postpone(&row, lost.clone(), None).await.unwrap();
    world.store.postpone(&row, closed.clone(), None).await.unwrap();
    let head = world.store.head(&Lane::Group).unwrap().unwrap();
    assert_eq!((head.id, head.attempts, head.next_at), (row.id, 2, Some(at(90))));
    assert!(head.maybe_sent, "a lost answer is not taken back by a later refusal");
    let delivery = telegram(&world, lead).await;
    assert_eq!((delivery.state, delivery.attempts), (DeliveryState::Pending, 2));
    assert_eq!(delivery.failure().map(Attempt::error), Some("pay"));
    assert_eq!(delivery.history, [lost, closed]);
}

#[tokio::test]
async fn a_change_that_waits_behind_a_failed_row_hides_no_failure() {
    let world = World::new();
    let lead = world.lead(&chat(1), "+7", &[Sink::Telegram]).await;
    let row = world.store.head(&Lane::Group).unwrap().unwrap();
    let change = || {
        let send_to = vec![Sink::Telegram];
        vec![Effect::LeadUpdated { lead, card: card("again"), note: None, send_to }]
    };
    let told = |delivery: &Delivery| {
        (delivery.attempts, delivery.failure().map(|failure| failure.error().to_owned()))
    };
    world.store.postpone(&row, failed(5, AttemptEnd::NotSent, 60), None).await.unwrap();
    world.effects(&chat(1), change()).await;
    let not_sent = (1, Some("not_sent".to_owned()));
    assert_eq!(told(&telegram(&world, lead).await), not_sent, "it failed before the change");
    world.store.postpone(&row, failed(60, AttemptEnd::NoAnswer, 90), None).await.unwrap();
    let no_answer = (2, Some("no_answer".to_owned()));
    assert_eq!(told(&telegram(&world, lead).await), no_answer, "and after it");
    world.store.delivered(&row, Receipt::default(), at(90)).await.unwrap();
    let delivery = telegram(&world, lead).await;
    assert_eq!((delivery.state, told(&delivery)), (DeliveryState::Pending, (0, None)));
}

#[tokio::test]
async fn a_lead_remembers_its_last_twenty_attempts_across_its_rows() {
    let world = World::new();
    let lead = world.lead(&chat(1), "+7", &[Sink::Telegram]).await;
    let row = world.store.head(&Lane::Group).unwrap().unwrap();
    for second in 0..25 {
        let attempt = failed(second, AttemptEnd::NotSent, second + 1);
        world.store.postpone(&row, attempt, None).await.unwrap();
    }
    world.store.delivered(&row, Receipt::default(), at(30)).await.unwrap();
    let send_to = vec![Sink::Telegram];
    let update = Effect::LeadUpdated { lead, card: card("again"), note: None, send_to };
    world.effects(&chat(1), vec![update]).await;
    let delivery = telegram(&world, lead).await;
    assert_eq!((delivery.state, delivery.attempts), (DeliveryState::Pending, 0));
    assert_eq!(delivery.failure(), None, "the update has not been tried yet");
    let seconds: Vec<_> = delivery.history.iter().map(|it| (it.at - at(0)).num_seconds()).collect();
    assert_eq!(seconds, (6..25).chain([30]).collect::<Vec<_>>());
    assert_eq!(delivery.history.back().unwrap().end, AttemptEnd::Delivered);
}

/// A record as it was written before attempts were remembered.
#[test]
fn a_delivery_of_old_is_read() {
    let old = r#"{"state":"pending","attempts":2,"at":"2026-01-01T00:00:00Z","error":"no answer",
        "reference":"42","row":7}"#;
    let delivery: Delivery = serde_json::from_str(old).unwrap();
    assert_eq!((delivery.attempts, delivery.history.len()), (2, 0));
    assert_eq!(delivery.failure(), None);
}

#[tokio::test]
async fn a_row_given_up_is_a_dead_letter_lets_others_pass_and_can_be_put_back() {
    let world = World::new();
    let lead = world.lead(&chat(1), "+7", &[Sink::Telegram]).await;
    world.effects(&chat(2), vec![Effect::Notify(Group::Main, card("next"))]).await;
    let row = world.store.head(&Lane::Group).unwrap().unwrap();
    world.store.give_up(&row, "the bot was thrown out", at(5), None).await.unwrap();
    assert_eq!(texts(&world.store.rows_of(&Lane::Group, 9).unwrap()), ["notify next"]);
    assert_eq!(telegram(&world, lead).await.state, DeliveryState::Dead);
    let letter = world.store.dead().unwrap().pop().unwrap();
    assert_eq!(letter.reason.words(), Some("the bot was thrown out"));

    let back = world.store.replay(letter.id, at(6)).await.unwrap();
    assert!(matches!(back, Some(DeadThing::Delivery(row)) if row.lane == Lane::Group));
    let rows = world.store.rows_of(&Lane::Group, 9).unwrap();
    assert_eq!(texts(&rows), ["notify next", "card lead +7"]);
    assert_eq!((rows[1].attempts, rows[1].error.as_deref()), (0, None));
    assert_eq!(telegram(&world, lead).await.state, DeliveryState::Pending);
}

#[tokio::test]
async fn a_row_already_gone_changes_nothing_any_more() {
    let world = World::new();
    let lead = world.lead(&chat(1), "+7", &[Sink::Telegram]).await;
    let row = world.store.head(&Lane::Group).unwrap().unwrap();
    world.store.discard(&row).await.unwrap();
    let receipt = Receipt { group: vec![(-100, 42)], reference: None };
    world.store.delivered(&row, receipt, at(9)).await.unwrap();
    world.store.postpone(&row, failed(9, AttemptEnd::NotSent, 60), None).await.unwrap();
    world.store.give_up(&row, "late", at(9), None).await.unwrap();
    assert_eq!(world.store.lanes().unwrap(), []);
    assert_eq!(world.store.behind(-100, 42).unwrap(), None);
    assert_eq!(world.store.dead().unwrap(), []);
    assert_eq!(telegram(&world, lead).await.state, DeliveryState::Pending);
}

#[tokio::test]
async fn a_takeover_makes_the_bots_waiting_replies_stale_but_not_a_managers_words() {
    let world = World::new();
    let key = ChatKey { business: Some("b".into()), id: 1 };
    world.effects(&key, vec![reply("how can I help?")]).await;
    let write = |dialog: &_, _| {
        let mut step = outcome(dialog, vec![reply("it is me, Anna")]);
        step.trace.verdict = Verdict::Desk;
        step
    };
    world.step(Cause::Internal, &key, write).await;
    let take_over = |dialog: &_, _| {
        let mut step = outcome(dialog, vec![reply("a colleague will answer")]);
        step.dialog.chat.epoch += 1;
        step
    };
    world.step(Cause::Internal, &key, take_over).await;
    let epoch = world.store.chat_epoch(&key).unwrap();
    let rows = world.store.rows_of(&Lane::Client(key), 9).unwrap();
    let stale: Vec<bool> = rows.iter().map(|row| row.is_stale(epoch)).collect();
    assert_eq!(stale, [true, false, false]);
}

#[tokio::test]
async fn rows_of_an_earlier_process_may_have_been_sent() {
    let world = World::new();
    world.effects(&chat(1), vec![reply("one")]).await;
    assert!(!world.store.head(&Lane::Client(chat(1))).unwrap().unwrap().maybe_sent);
    let world = world.reopened();
    world.effects(&chat(1), vec![reply("two")]).await;
    let rows = world.store.rows_of(&Lane::Client(chat(1)), 9).unwrap();
    assert_eq!(rows.iter().map(|row| row.maybe_sent).collect::<Vec<_>>(), [true, false]);
}

#[tokio::test]
async fn words_that_grow_while_they_are_on_their_way_are_said_once_more() {
    let world = World::new();
    let words = || -> Option<Words> {
        Some(Box::new(|leads| {
            let numbers: Vec<String> = leads.iter().map(LeadId::to_string).collect();
            Notice { group: Group::Main, about: None, lead: None, card: card(&numbers.join(" ")) }
        }))
    };
    for number in 1..=4 {
        world.lead(&chat(number), "+7", &[Sink::Webhook]).await;
    }
    let lane = Lane::Sink(Sink::Webhook);
    let refused = world.store.rows_of(&lane, 9).unwrap();
    for row in &refused[..3] {
        world.store.give_up(row, "no", at(0), words()).await.unwrap();
    }
    let group = || world.store.rows_of(&Lane::Group, 9).unwrap();
    assert_eq!(texts(&group()), ["notify 1", "notify 2 3"]);
    assert_eq!(group()[1].next_at, Some(at(300)));
    let on_its_way = group().remove(1);
    world.store.give_up(&refused[3], "no", at(299), words()).await.unwrap();
    world.store.delivered(&on_its_way, Receipt::default(), at(300)).await.unwrap();
    assert_eq!(texts(&group()), ["notify 1", "notify 2 3 4"]);
    world.store.delivered(&group()[1], Receipt::default(), at(301)).await.unwrap();
    assert_eq!(texts(&group()), ["notify 1"]);
}

#[tokio::test]
async fn a_message_of_the_group_can_be_answered_for_ninety_days() {
    let world = World::new();
    world.lead(&chat(1), "+7", &[Sink::Telegram]).await;
    let row = world.store.head(&Lane::Group).unwrap().unwrap();
    let receipt = Receipt { group: vec![(-100, 42)], reference: Some("42".into()) };
    world.store.delivered(&row, receipt, at(0)).await.unwrap();
    world.store.prune(at(0) + TimeDelta::days(90)).unwrap();
    assert!(world.store.behind(-100, 42).unwrap().is_some());
    world.store.prune(at(1) + TimeDelta::days(90)).unwrap();
    assert_eq!(world.store.behind(-100, 42).unwrap(), None);
    assert_eq!(telegram(&world, LeadId(1)).await.reference.as_deref(), Some("42"));
}
