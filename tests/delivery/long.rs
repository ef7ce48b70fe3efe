//! A lane in which very much waits.

use leadlatch::delivery::{Closed, Failure};
use leadlatch::dialog::{
    Card, ChatKey, Effect, Html, LeadId, Outcome, Sink, Status, Trace, Verdict,
};
use leadlatch::store::Cause;

use crate::world::World;

const ROWS: u64 = 10_000;
const STEP: u64 = 500;

/// Ten thousand leads have changed.
async fn fill(world: &World) {
    let chat = ChatKey::private(1);
    for first in (1..=ROWS).step_by(STEP as usize) {
        let at = world.clock.now();
        let changed = |lead| Effect::LeadUpdated {
            lead: LeadId(lead),
            card: Card { html: Html(String::new()), buttons: Vec::new() },
            note: None,
            send_to: vec![Sink::Webhook],
        };
        let version = world.store().dialog(&chat).unwrap().chat.version;
        let step = move |dialog: &leadlatch::dialog::Dialog, _| Outcome {
            dialog: dialog.clone(),
            effects: (first..first + STEP).map(changed).collect(),
            trace: Trace {
                at,
                heard: String::new(),
                rules: Vec::new(),
                verdict: Verdict::Nothing,
                status: (Status::New, Status::New),
                notes: Vec::new(),
            },
        };
        world.store().apply(Cause::Internal, &chat, None, version, step).await.unwrap();
    }
}

#[tokio::test(start_paused = true)]
async fn ten_thousand_rows_wait_for_a_day_and_go_in_their_order() {
    let world = World::new(r#""webhook""#);
    let webhook = world.sink(Sink::Webhook);
    webhook.fails(Failure::Closed(Closed::default()));
    fill(&world).await;
    let lane = leadlatch::store::Lane::Sink(Sink::Webhook);
    world.conversation().lanes().wake(&lane);

    for _ in 0..24 * 60 {
        world.passes(60).await;
        // As if something new had come every minute.
        world.conversation().lanes().wake(&lane);
    }

    let attempts = webhook.attempts();
    assert!((280..650).contains(&attempts.len()), "{} attempts in a day", attempts.len());
    assert!(attempts.iter().all(|attempt| attempt.lead() == 1), "in order: the first is tried");
    webhook.works();
    world.drained_within(3600).await;
    let taken: Vec<u64> = webhook.taken().iter().map(|attempt| attempt.lead()).collect();
    assert_eq!(taken, (1..=ROWS).collect::<Vec<u64>>());
}
