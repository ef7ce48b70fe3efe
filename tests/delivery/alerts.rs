//! What the managers' group sees of leads that are not where they should be.

use leadlatch::delivery::{Closed, Failure};
use leadlatch::dialog::Sink;
use leadlatch::store::{Lane, Payload};

use crate::world::World;

const REFUSED: &str = "⚠️ Лид №1 не попал в Битрикс24: нет поля TITLE\n\
                       Исправьте причину и отправьте его снова: leadlatch leads retry 1";

fn refuses(world: &World) {
    world.sink(Sink::Bitrix24).fails(Failure::Refused("нет поля TITLE".to_owned()));
}

#[tokio::test(start_paused = true)]
async fn a_lead_the_group_has_gets_only_a_short_alert_when_it_is_refused() {
    let world = World::new(r#""telegram", "bitrix24""#);
    refuses(&world);
    world.lead(1).await;
    world.drained_within(60).await;
    assert_eq!(world.telegram.cards().len(), 1);
    assert_eq!(world.telegram.notices(), [REFUSED]);
}

#[tokio::test(start_paused = true)]
async fn of_many_leads_refused_alike_people_hear_in_two_messages() {
    let mut world = World::new(r#""telegram", "bitrix24""#);
    refuses(&world);
    for number in 1..=12 {
        world.lead(number).await;
    }
    world.passes(60).await;
    assert_eq!(world.telegram.notices(), [REFUSED], "the first one is told at once");
    world.restart().await;
    for number in 13..=18 {
        world.lead(number).await;
    }
    world.says(1, "мой второй номер 8 900 555-55-55").await;
    world.passes(200).await;
    let notices = world.telegram.notices();
    assert_eq!(notices.len(), 3, "a change is another matter: {notices:?}");
    assert!(notices[2].starts_with("⚠️ Изменения лида №1 не попали"), "{notices:?}");
    world.passes(60).await;
    let others = "⚠️ Не попали в Битрикс24 17 лидов (№ 2–18): нет поля TITLE\n\
                  Исправьте причину и отправьте их снова: leadlatch leads retry --all";
    assert_eq!(world.telegram.notices()[3..], [others]);
    world.lead(19).await;
    world.passes(700).await;
    let notices = world.telegram.notices();
    assert!(notices[4].starts_with("⚠️ Лид №19 не попал в Битрикс24"), "{notices:?}");
    assert_eq!(notices.len(), 5);
    world.drained_within(1).await;
}

#[tokio::test(start_paused = true)]
async fn of_one_lead_its_own_group_hears_and_of_several_the_main_one() {
    let routes = "[topics]\n\"цена\" = [\"цена\"]\n[route.topic]\n\"цена\" = -5\n";
    let world = World::with_routes(r#""telegram", "bitrix24""#, routes);
    refuses(&world);
    for number in 1..=3 {
        world.says(number, &format!("цена? 8 900 123-45-0{number}")).await;
    }
    world.passes(400).await;
    let (mut own, mut main) = (Vec::new(), Vec::new());
    for attempt in world.telegram.taken() {
        let words = match attempt.row.payload {
            Payload::Card { .. } => "card".to_owned(),
            Payload::Notify(card) => card.html.0,
            other => panic!("{other:?}"),
        };
        match attempt.row.lane {
            Lane::Routed(-5) => own.push(words),
            Lane::Group => main.push(words),
            other => panic!("{other}"),
        }
    }
    own.sort();
    assert_eq!(own, ["card", "card", "card", REFUSED]);
    assert_eq!(main.len(), 1, "{main:?}");
    assert!(main[0].contains("2 лида (№ 2, 3)"), "{main:?}");
}

#[tokio::test(start_paused = true)]
async fn words_that_are_gathered_hold_up_no_others() {
    let world = World::new(r#""telegram", "bitrix24""#);
    refuses(&world);
    world.lead(1).await;
    world.lead(2).await;
    world.passes(5).await;
    world.sink(Sink::Bitrix24).fails(Failure::Refused("нет такой стадии".to_owned()));
    world.lead(3).await;
    world.says(2, "мой второй номер 8 900 555-55-55").await;
    world.passes(5).await;
    let notices = world.telegram.notices();
    assert_eq!(notices.len(), 4, "{notices:?}");
    assert!(notices.iter().any(|notice| notice.contains("Лид №3 не попал")), "another reason");
    assert!(world.telegram.edits().iter().any(|card| card.contains("555-55-55")));
}

#[tokio::test(start_paused = true)]
async fn a_lead_the_group_would_not_see_is_shown_there_in_full_once_and_from_then_on() {
    let world = World::new(r#""bitrix24", "email""#);
    refuses(&world);
    world.sink(Sink::Email).fails(Failure::Refused("нет такого ящика".to_owned()));
    world.lead(1).await;
    world.drained_within(60).await;
    let cards = world.telegram.cards();
    assert_eq!(cards.len(), 1, "{cards:?}");
    assert!(cards[0].contains("+7 900 000-01-67"), "the whole card: {}", cards[0]);
    // Lanes do not wait for each other: whichever place refuses first is named.
    let notes =
        ["\n⚠️ Ещё не в Битрикс24: нет поля TITLE", "\n⚠️ Ещё не на почте: нет такого ящика"];
    assert!(notes.iter().any(|note| cards[0].ends_with(note)), "{}", cards[0]);
    assert_eq!(world.telegram.notices().len(), 2, "an alert for each place");
    world.says(1, "завтра в 15:00").await;
    world.drained_within(60).await;
    let lead = world.store().lead(leadlatch::dialog::LeadId(1)).unwrap().unwrap();
    assert_eq!(lead.send_to, [Sink::Bitrix24, Sink::Email, Sink::Telegram]);
    assert_eq!(world.telegram.cards().len(), 1, "shown once");
}

#[tokio::test(start_paused = true)]
async fn leads_of_a_told_outage_are_shown_old_and_new_and_across_a_restart() {
    let mut world = World::new(r#""bitrix24""#);
    let remedy = Some("Продлите тариф <Битрикс24>".to_owned());
    let closed = Failure::Closed(Closed { retry_after: None, remedy });
    world.sink(Sink::Bitrix24).fails(closed);
    world.lead(1).await;
    world.passes(60).await;
    world.lead(2).await;
    world.restart().await;
    world.lead(3).await;
    world.passes(600).await;
    let cards = world.telegram.cards();
    assert_eq!(cards.len(), 3, "{cards:?}");
    let note = "\n⚠️ Ещё не в Битрикс24: Продлите тариф &lt;Битрикс24&gt;";
    assert!(cards.iter().all(|card| card.ends_with(note)), "{cards:?}");
    world.sink(Sink::Bitrix24).works();
    world.drained_within(600).await;
    let notices = world.telegram.notices();
    let expected = [
        "⚠️ Битрикс24 не принимает лиды с 12:00, ждёт 1 лид.\nПродлите тариф &lt;Битрикс24&gt;\n\
         Когда исправите, лиды уйдут сами.",
        "✅ Битрикс24 снова принимает: 3 лида доставлены.",
    ];
    assert_eq!(notices, expected);
    assert_eq!(world.telegram.cards().len(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_card_says_where_its_lead_is_not_for_as_long_as_it_is_not_there() {
    let mut world = World::new(r#""bitrix24", "email""#);
    refuses(&world);
    world.lead(1).await;
    world.passes(30).await;
    world.says(1, "завтра в 15:00").await;
    world.says(1, "мой второй номер 8 900 555-55-55").await;
    world.passes(30).await;
    let note = "\n⚠️ Ещё не в Битрикс24: нет поля TITLE";
    let edits = world.telegram.edits();
    let last = edits.last().expect("the card has changed");
    assert!(last.contains("555-55-55") && last.ends_with(note), "{last}");

    world.sink(Sink::Bitrix24).works();
    world.says(1, "мой третий номер 8 900 666-66-66").await;
    world.passes(30).await;
    // Only to find out that the change of the lead has brought the whole lead there.
    world.restart().await;
    world.passes(10).await;
    world.passes(30).await;
    let edits = world.telegram.edits();
    let last = edits.last().expect("the card has changed");
    assert!(last.contains("666-66-66") && !last.contains("Ещё не"), "{last}");
    assert_eq!(world.store().all_missing().unwrap(), []);
    world.passes(60).await;
    assert_eq!(world.telegram.edits(), edits, "nothing more is to be said");
    assert_eq!(world.telegram.cards().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_lead_that_two_places_lack_says_so_of_both_and_then_of_the_other() {
    let world = World::new(r#""bitrix24", "email""#);
    refuses(&world);
    world.sink(Sink::Email).fails(Failure::Refused("нет такого ящика".to_owned()));
    world.lead(1).await;
    world.passes(30).await;
    world.sink(Sink::Bitrix24).works();
    let retried = world.store().retry(None, world.clock.now()).await.unwrap();
    retried.lanes.iter().for_each(|lane| world.conversation().lanes().hurry(lane));
    world.passes(30).await;
    world.passes(10).await;
    let edits = world.telegram.edits();
    let [both, email] = &edits[..] else { panic!("{edits:?}") };
    let (bitrix24, mailbox) =
        ("\n⚠️ Ещё не в Битрикс24: нет поля TITLE", "\n⚠️ Ещё не на почте: нет такого ящика");
    assert!(both.ends_with(&[bitrix24, mailbox].concat()), "{both}");
    assert!(email.ends_with(mailbox) && !email.contains(bitrix24), "{email}");
}

#[tokio::test(start_paused = true)]
async fn after_a_long_outage_new_leads_do_not_wait_for_the_cards_of_old_ones() {
    let world = World::new(r#""bitrix24""#);
    world.sink(Sink::Bitrix24).fails(Failure::NotSent { retry_after: None });
    for number in 1..=40 {
        world.lead(number).await;
        world.passes(30).await;
    }
    assert_eq!(world.telegram.cards().len(), 40, "all are shown");
    world.sink(Sink::Bitrix24).works();
    world.passes(600).await;
    world.sink(Sink::Bitrix24).fails(Failure::Refused("нет поля TITLE".to_owned()));
    world.lead(41).await;
    world.passes(5).await;
    assert_eq!(world.telegram.cards().len(), 41, "at once");
    world.passes(300).await;
    let clean = world.telegram.edits().iter().filter(|edit| !edit.contains("Ещё не")).count();
    assert_eq!(clean, 40, "every card says at last that its lead is there");
}

#[tokio::test(start_paused = true)]
async fn a_lead_alone_in_its_trouble_is_shown_too() {
    let world = World::new(r#""bitrix24""#);
    world.sink(Sink::Bitrix24).fails(Failure::Unknown);
    world.lead(1).await;
    world.passes(1200).await;
    let cards = world.telegram.cards();
    assert_eq!(cards.len(), 1);
    assert!(cards[0].ends_with("\n⚠️ Ещё не в Битрикс24: нет ответа"), "{}", cards[0]);
    assert_eq!(world.telegram.notices().len(), 1);
}
