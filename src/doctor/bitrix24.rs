//! Bitrix24: does the webhook let the bot in, and does a lead of these rules fit the portal?

use std::sync::Arc;
use std::time::Duration;

use super::finding::Say;
use super::{Finding, PATIENCE, Subject};
use crate::delivery::bitrix24::answer::No;
use crate::delivery::bitrix24::inspect::{Inspection, Trial, inspect, try_lead};
use crate::delivery::bitrix24::portal::Portal;
use crate::delivery::bitrix24::{self, remedy};
use crate::rules::Rules;

/// A look takes several calls, and a portal takes two a second.
const SEVERAL: Duration = PATIENCE.saturating_mul(2);

/// What there is to say of the portal. It is written to only when that is wanted.
pub async fn findings(subject: Arc<Subject>) -> Vec<Finding> {
    let say = subject.say;
    let Some(rules) = &subject.rules else {
        return vec![say.warning("doctor-bitrix24-no-rules", &[])];
    };
    let Ok(Some(portal)) = bitrix24::portal(&subject.settings) else {
        return vec![say.bad("doctor-bitrix24-silent", &[])];
    };
    let mut findings = match tokio::time::timeout(SEVERAL, inspect(&portal, rules)).await {
        Ok(Ok(found)) => of_inspection(&found, say),
        Ok(Err(no)) => return vec![closed(&no, say)],
        Err(_) => return vec![say.bad("doctor-bitrix24-silent", &[])],
    };
    if subject.write {
        findings.push(trial(&portal, rules, say).await);
    }
    findings
}

fn closed(no: &No, say: Say) -> Finding {
    if matches!(no, No::Busy | No::Later(_)) {
        return say.warning("doctor-bitrix24-busy", &[]);
    }
    match remedy::in_words(no, say.0) {
        Some(words) => Finding::bad(say.text("doctor-bitrix24-closed"), words),
        None => say.bad("doctor-bitrix24-silent", &[]),
    }
}

fn of_inspection(found: &Inspection, say: Say) -> Vec<Finding> {
    let mut findings = vec![say.good("doctor-bitrix24-open", &[])];
    if found.simple == Some(true) {
        findings.push(say.good("doctor-bitrix24-simple", &[]));
    }
    findings.extend(found.required.iter().map(|field| {
        let places = [("title", field.title.as_str().into()), ("key", field.key.as_str().into())];
        say.bad("doctor-bitrix24-required", &places)
    }));
    if found.required.is_empty() {
        findings.push(say.good("doctor-bitrix24-filled", &[]));
    }
    let code = |key: &str, code: &str| say.bad(key, &[("code", code.into())]);
    let stages = found.unknown_stages.iter().map(|stage| code("doctor-bitrix24-stage", stage));
    findings.extend(stages);
    let source = found.unknown_source.iter().map(|source| code("doctor-bitrix24-source", source));
    findings.extend(source);
    let fields = found.unknown_fields.iter().map(|field| code("doctor-bitrix24-field", field));
    findings.extend(fields);
    findings
}

async fn trial(portal: &Portal, rules: &Rules, say: Say) -> Finding {
    match tokio::time::timeout(SEVERAL, try_lead(portal, rules)).await {
        Ok(Ok(Trial { id, deleted: false, .. })) => {
            say.bad("doctor-bitrix24-left-behind", &[("id", id.to_string().into())])
        }
        Ok(Ok(Trial { read: false, .. })) => say.bad("doctor-bitrix24-unread", &[]),
        Ok(Ok(Trial { id, .. })) => {
            say.good("doctor-bitrix24-tried", &[("id", id.to_string().into())])
        }
        Ok(Err(no)) => match remedy::in_words(&no, say.0) {
            Some(words) => Finding::bad(say.text("doctor-bitrix24-untried"), words),
            None => say.bad("doctor-bitrix24-untried", &[]),
        },
        Err(_) => say.bad("doctor-bitrix24-untried", &[]),
    }
}
