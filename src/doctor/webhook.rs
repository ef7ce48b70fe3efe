//! The webhook: is its receiver there, and does it take what is signed?

use std::sync::Arc;

use chrono::Utc;

use super::finding::Say;
use super::{Finding, PATIENCE, Subject};
use crate::delivery::webhook::inspect;
use crate::delivery::{Closed, Failure};

/// What there is to say of the receiver. It hears something only when that is wanted.
pub async fn findings(subject: Arc<Subject>) -> Vec<Finding> {
    let (say, Some(settings)) = (subject.say, &subject.settings.lead_webhook) else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    if settings.secret.is_none() {
        findings.push(say.warning("doctor-webhook-unsigned", &[]));
    }
    let (asked, good) = if subject.write {
        let ping = inspect::ping(settings, Utc::now(), say.0);
        (tokio::time::timeout(PATIENCE, ping).await, "doctor-webhook-ping")
    } else {
        let reach = inspect::reach(settings, say.0);
        (tokio::time::timeout(PATIENCE, reach).await, "doctor-webhook-there")
    };
    findings.push(match asked.unwrap_or(Err(Failure::Unknown)) {
        Ok(()) => say.good(good, &[]),
        Err(failure) => finding(failure, say),
    });
    findings
}

fn finding(failure: Failure, say: Say) -> Finding {
    match failure {
        Failure::Closed(Closed { remedy: Some(remedy), .. }) => {
            Finding::bad(say.text("doctor-webhook-closed"), remedy)
        }
        Failure::Refused(words) => {
            let remedy = say.bad("doctor-webhook-refused", &[]).remedy;
            Finding::bad(words, remedy.unwrap_or_default())
        }
        Failure::Unknown => say.bad("doctor-webhook-silent", &[]),
        _ => say.bad("doctor-webhook-unreachable", &[]),
    }
}
