//! All places dead for a day, and what comes of the thousand leads of that day.

use std::collections::BTreeSet;
use std::time::Duration;

use chrono::TimeDelta;
use leadlatch::delivery::{Closed, Failure};
use leadlatch::dialog::Sink;
use leadlatch::store::{DeliveryState, Payload};

use crate::place::{Attempt, Place};
use crate::world::{SINKS, World, noon};

const LEADS: i64 = 1000;
const DAY: u64 = 24 * 3600;

fn everything_fails(world: &World) {
    world.telegram.fails(Failure::NotSent { retry_after: None });
    world.sink(Sink::Bitrix24).fails(Failure::Unknown);
    let remedy = Some("Проверьте пароль в SMTP_URL".to_owned());
    world.sink(Sink::Email).fails(Failure::Closed(Closed { retry_after: None, remedy }));
    world.sink(Sink::Webhook).fails(Failure::NotSent { retry_after: None });
}

fn everything_works(world: &World) {
    world.telegram.works();
    SINKS.iter().for_each(|sink| world.sink(*sink).works());
}

/// Leads, spread evenly over the day; `at_noon` is done in the middle.
async fn a_day_of_leads(world: &mut World, restart: bool) {
    for number in 1..=LEADS {
        world.lead(number).await;
        if restart && number == LEADS / 2 {
            world.restart().await;
        }
        tokio::time::sleep(Duration::from_secs(DAY) / LEADS as u32).await;
    }
}

/// The leads in the order they were first tried, and in that they were taken.
fn first_tried(attempts: &[Attempt]) -> Vec<u64> {
    let mut seen = BTreeSet::new();
    let leads =
        attempts.iter().filter(|attempt| !matches!(attempt.row.payload, Payload::Notify(_)));
    leads.map(Attempt::lead).filter(|lead| seen.insert(*lead)).collect()
}

fn assert_rate(place: &Place, most: usize, span: TimeDelta) {
    let moments: Vec<_> = place.attempts().iter().map(|attempt| attempt.at).collect();
    let too_fast = moments.windows(most + 1).find(|window| window[most] - window[0] < span);
    assert_eq!(too_fast, None, "more than {most} within {span}");
}

fn assert_a_quiet_day(world: &World) {
    for place in SINKS.map(|sink| world.sink(sink)).into_iter().chain([&world.telegram]) {
        let attempts = place.attempts().len();
        assert!((280..650).contains(&attempts), "{attempts} attempts in a day");
    }
    let replies = world.telegram.replies();
    assert_eq!(replies.len(), LEADS as usize, "every customer is answered, once");
    let longest = replies.iter().map(|reply| reply.at - reply.row.created).max().unwrap();
    assert!(longest < TimeDelta::seconds(1), "a customer waited {longest}");
}

fn assert_everything_is_there(world: &World) {
    let all: Vec<u64> = (1..=LEADS as u64).collect();
    for place in SINKS.map(|sink| world.sink(sink)).into_iter().chain([&world.telegram]) {
        assert_eq!(first_tried(&place.attempts()), all, "first attempts in order");
        let mut taken: Vec<u64> = Vec::new();
        for attempt in place.taken() {
            if !matches!(attempt.row.payload, Payload::Notify(_)) {
                taken.push(attempt.lead());
            }
        }
        taken.sort_unstable();
        assert_eq!(taken, all, "each lead once");
    }
    assert_rate(&world.telegram, 20, TimeDelta::seconds(60));
    assert_rate(world.sink(Sink::Bitrix24), 2, TimeDelta::seconds(1));
    assert_rate(world.sink(Sink::Email), 1, TimeDelta::seconds(1));
    for record in world.store().lead_book().unwrap() {
        assert_eq!(record.destinations.len(), 4);
        let arrived = |state| state == DeliveryState::Delivered;
        assert!(record.destinations.values().all(|delivery| arrived(delivery.state)));
    }
}

/// What the managers read when it is all over.
fn assert_told_once(world: &World) {
    let mut notices = world.telegram.notices();
    notices.sort();
    let expected = [
        "⚠️ CRM (вебхук) не отвечает с 12:00, ждут 4 лида. Делать ничего не надо: уйдут сами.",
        "⚠️ Битрикс24 не отвечает с 12:00, ждут 4 лида. Делать ничего не надо: уйдут сами.",
        "⚠️ Почта не принимает лиды с 12:00, ждёт 1 лид.\nПроверьте пароль в SMTP_URL\n\
         Когда исправите, лиды уйдут сами.",
        "✅ CRM (вебхук) снова принимает: 1000 лидов доставлены.",
        "✅ Битрикс24 снова принимает: 1000 лидов доставлены.",
        "✅ Почта снова принимает: 1000 лидов доставлены.",
    ];
    assert_eq!(notices, expected);
}

#[tokio::test(start_paused = true)]
async fn a_day_without_any_place_costs_nobody_a_lead_or_a_wait() {
    let mut world = World::new(r#""telegram", "bitrix24", "email", "webhook""#);
    everything_fails(&world);
    a_day_of_leads(&mut world, false).await;
    assert_a_quiet_day(&world);
    assert_eq!(world.clock.now().date_naive(), (noon() + TimeDelta::days(1)).date_naive());
    everything_works(&world);
    world.drained_within(2 * 3600).await;
    assert_everything_is_there(&world);
    assert_told_once(&world);
}

#[tokio::test(start_paused = true)]
async fn a_restart_in_the_middle_of_that_day_changes_nothing() {
    let mut world = World::new(r#""telegram", "bitrix24", "email", "webhook""#);
    everything_fails(&world);
    a_day_of_leads(&mut world, true).await;
    assert_a_quiet_day(&world);
    everything_works(&world);
    world.drained_within(2 * 3600).await;
    assert_everything_is_there(&world);
    assert_told_once(&world);
}
