//! How fast a portal is called.

use std::time::Duration;

use leadlatch::demo::bitrix24::Call;

use crate::stage::Stage;

#[tokio::test(flavor = "multi_thread")]
async fn the_bucket_never_runs_over() {
    let stage = Stage::set().await;
    const LEADS: u64 = 35;
    for id in 0..LEADS {
        stage.customer(700 + i64::try_from(id).unwrap()).says(&format!("8 900 123-45-{id:02}"));
    }
    for lead in 1..=LEADS {
        stage.delivered(lead).await;
    }
    assert_eq!(stage.portal.overflows(), 0);
    assert_eq!(stage.portal.leads().len() as u64, LEADS);
    let calls = stage.portal.calls();
    assert!(calls.len() > 60, "{}", calls.len());
    for (first, call) in calls.iter().enumerate() {
        assert_allowed(&calls[first..], call);
    }
}

/// In no span of time are there more calls than fifty and two a second.
fn assert_allowed(calls: &[Call], first: &Call) {
    for (place, call) in calls.iter().enumerate() {
        let span = call.at - first.at + Duration::from_millis(100);
        let allowed = 50.0 + 2.0 * span.as_secs_f64();
        assert!(place as f64 + 1.0 <= allowed, "{} calls in {span:?}", place + 1);
    }
}
