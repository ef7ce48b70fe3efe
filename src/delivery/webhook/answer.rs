//! What the receiver's answer means for the lead; pure.

use std::time::Duration;

use serde_json::Value;

use super::post::{Answer, Lost};
use crate::delivery::{Closed, Failure};
use crate::store::Receipt;
use crate::texts::{Language, text, text_with};

/// Nobody is stayed away from longer than this, whatever he says.
const LONGEST_PAUSE: Duration = Duration::from_secs(3600);
/// The longest name of a lead at the receiver that is kept, in characters.
const LONGEST_REFERENCE: usize = 100;
/// The longest reason that is repeated, in characters.
const LONGEST_REASON: usize = 200;

/// What follows from an attempt. `maybe_sent`: an earlier attempt may have got
/// through. `secret` tells whether a text repeats what nobody may read.
pub fn outcome(
    answered: Result<Answer, Lost>,
    maybe_sent: bool,
    secret: impl Fn(&str) -> bool,
    language: Language,
) -> Result<Receipt, Failure> {
    let answer = answered.map_err(|lost| failure(lost, language))?;
    let words = |key: &str| {
        let places = [("code", answer.status.to_string().into())];
        text_with(language, key, &places)
    };
    match answer.status {
        200..300 => Ok(Receipt { reference: reference(&answer.body), ..Receipt::default() }),
        300..=399 => Err(mended_by(words("webhook-moved"))),
        401 | 403 => Err(mended_by(words("webhook-not-let-in"))),
        404 => Err(mended_by(words("webhook-not-found"))),
        408 | 425 | 429 | 503 => Err(passing(answer.retry_after)),
        // It has this event already: the answer to an earlier attempt was lost.
        409 if maybe_sent => Ok(Receipt::default()),
        500.. => Err(Failure::Unknown),
        _ => {
            let said = reason(&answer.body).filter(|said| !secret(said));
            let said = said.map(|said| format!(": {said}")).unwrap_or_default();
            Err(Failure::Refused(words("webhook-refused") + &said))
        }
    }
}

fn failure(lost: Lost, language: Language) -> Failure {
    match lost {
        Lost::NoAnswer => Failure::Unknown,
        Lost::NotReached => passing(None),
        Lost::Certificate => mended_by(text(language, "webhook-certificate")),
    }
}

fn passing(retry_after: Option<Duration>) -> Failure {
    let retry_after = retry_after.map(|asked| asked.min(LONGEST_PAUSE));
    Failure::Closed(Closed { retry_after, remedy: None })
}

fn mended_by(remedy: String) -> Failure {
    Failure::Closed(Closed { retry_after: None, remedy: Some(remedy) })
}

/// What the receiver calls the lead: `{"id": …}`.
fn reference(body: &str) -> Option<String> {
    let body: Value = serde_json::from_str(body).ok()?;
    let id = match body.get("id")? {
        Value::String(id) => id.trim().to_owned(),
        Value::Number(id) => id.to_string(),
        _ => return None,
    };
    let fits = 1..=LONGEST_REFERENCE;
    (fits.contains(&id.chars().count()) && !id.contains(char::is_control)).then_some(id)
}

/// Why the receiver refuses, where it says so in a field that is for that.
fn reason(body: &str) -> Option<String> {
    let body: Value = serde_json::from_str(body).ok()?;
    let places = ["/message", "/error/message", "/error_description", "/detail", "/error"];
    let said = places.iter().find_map(|place| body.pointer(place)?.as_str())?;
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(said.chars().take(LONGEST_REASON).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(status: u16, body: &str) -> Result<Receipt, Failure> {
        let answer = Answer { status, body: body.to_owned(), ..Answer::default() };
        outcome(Ok(answer), false, |said| said.contains("hush"), Language::En)
    }

    fn reference_of(body: &str) -> Option<String> {
        of(200, body).expect("it is delivered").reference
    }

    #[test]
    fn the_receivers_name_of_a_lead_is_kept() {
        assert_eq!(reference_of(r#"{"id": "deal-7", "more": []}"#), Some("deal-7".to_owned()));
        assert_eq!(reference_of(r#"{"id": 512}"#), Some("512".to_owned()));
        for other in ["", "ok", "[]", r#"{"id": null}"#, r#"{"id": ""}"#, r#"{"id": "a\nb"}"#] {
            assert_eq!(reference_of(other), None, "{other}");
        }
        assert_eq!(reference_of(&format!(r#"{{"id": "{}"}}"#, "7".repeat(101))), None);
    }

    #[test]
    fn what_passes_is_waited_for_as_long_as_asked_within_reason() {
        let asked = |seconds| {
            let retry_after = Some(Duration::from_secs(seconds));
            let answer = Answer { status: 429, retry_after, ..Answer::default() };
            match outcome(Ok(answer), false, |_| false, Language::En) {
                Err(Failure::Closed(Closed { retry_after, remedy: None })) => retry_after,
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(asked(7), Some(Duration::from_secs(7)));
        assert_eq!(asked(1_000_000), Some(LONGEST_PAUSE));
        for status in [408, 425, 503] {
            assert_eq!(of(status, ""), Err(passing(None)), "{status}");
        }
    }

    #[test]
    fn what_a_person_has_to_mend_is_said_in_words() {
        for (status, words) in [
            (301, "new address"),
            (308, "new address"),
            (401, "LEAD_WEBHOOK_SECRET"),
            (403, "LEAD_WEBHOOK_SECRET"),
            (404, "LEAD_WEBHOOK_URL"),
        ] {
            let Err(Failure::Closed(Closed { remedy: Some(remedy), .. })) = of(status, "") else {
                panic!("{status} has no remedy");
            };
            assert!(remedy.contains(words) && remedy.contains(&status.to_string()), "{remedy}");
        }
    }

    #[test]
    fn a_refusal_repeats_the_reason_but_no_secret() {
        let refused = |body| match of(422, body) {
            Err(Failure::Refused(words)) => words,
            other => panic!("{other:?}"),
        };
        assert!(refused(r#"{"message": "phone is\n missing"}"#).contains("phone is missing"));
        assert!(refused(r#"{"error": {"message": "no"}}"#).contains("422: no"));
        assert!(!refused(r#"{"error": "no route hush"}"#).contains("hush"));
        assert!(!refused("<html>hush").contains("hush"));
        assert!(matches!(of(410, ""), Err(Failure::Refused(_))));
        assert!(matches!(of(409, ""), Err(Failure::Refused(_))));
    }

    #[test]
    fn a_repeated_event_that_is_there_already_has_arrived() {
        let answer = || Ok(Answer { status: 409, ..Answer::default() });
        let repeated = outcome(answer(), true, |_| false, Language::En);
        assert_eq!(repeated, Ok(Receipt::default()));
    }

    #[test]
    fn nobody_knows_what_became_of_an_event_without_an_answer() {
        let lost = |lost| outcome(Err(lost), false, |_| false, Language::En);
        assert_eq!(lost(Lost::NoAnswer), Err(Failure::Unknown));
        assert_eq!(of(500, ""), Err(Failure::Unknown));
        assert_eq!(of(502, "<html>"), Err(Failure::Unknown));
        assert_eq!(lost(Lost::NotReached), Err(passing(None)));
        assert!(matches!(
            lost(Lost::Certificate),
            Err(Failure::Closed(Closed { remedy: Some(_), .. }))
        ));
    }
}
