//! What a portal's answer means, decided once, here; pure.
//!
//! The codes are those of Bitrix24's own documentation (`limits.md`,
//! `_includes/system-errors.md` and the pages of the methods in
//! `bitrix-tools/b24-rest-docs`). An error is known by its code whatever the
//! HTTP status says: some come with 200, some without a code, some as a number.

use std::time::Duration;

use serde_json::{Map, Value};

/// A good answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Success {
    /// What was asked for.
    pub result: Value,
    /// When the ten minutes in which the method's working time is counted end.
    pub resets_in: Option<Duration>,
}

/// Why a call has brought nothing.
#[derive(Clone, Debug, PartialEq)]
pub enum No {
    /// The portal cannot be reached: nothing was done.
    Down,
    /// The portal has no room for more calls now: nothing was done.
    Busy,
    /// This method is not carried out for a while, so long if the portal says so; others are.
    Later(Option<Duration>),
    /// Nothing is carried out until a person has mended that.
    Locked(Lock),
    /// It will never be carried out as it is.
    Refused(Refusal),
    /// It may have been carried out.
    Unclear(Unclear),
    /// The portal has moved; nothing was done.
    Moved(String),
}

/// What a person has to mend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lock {
    /// The webhook is deleted, expired, or has another code by now.
    Key,
    /// The webhook may not touch the CRM.
    Scope,
    /// The portal's plan has no REST.
    Plan,
    /// The webhook's user may not do this.
    Rights,
    /// Whatever answers there is not a portal's REST.
    Address,
    /// The portal is no more.
    Deleted,
    /// Bitrix24 has blocked the portal's REST by hand.
    Overload,
}

/// The portal's no to one call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refusal {
    /// Its code, in capitals; may be empty.
    pub code: String,
    /// Its words.
    pub words: String,
}

/// Why nobody knows whether a call was carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unclear {
    /// No answer in time: it may be at work still.
    TimedOut,
    /// The connection broke, or something in between answered instead.
    Broken,
    /// The portal answered, and what it said is not to be understood.
    Garbled,
}

/// The time in which a method's work is counted: no method rests for longer.
pub const OPERATING_PAUSE: Duration = Duration::from_secs(600);

/// Reads an answer; `location` is the header of that name, `now` this machine's time in
/// seconds since 1970.
pub fn read(status: u16, location: Option<&str>, body: &str, now: f64) -> Result<Success, No> {
    if (300..400).contains(&status) {
        return Err(location.map_or(No::Locked(Lock::Address), |to| No::Moved(to.to_owned())));
    }
    let Ok(Value::Object(answer)) = serde_json::from_str(body) else {
        return Err(unreadable(status, body));
    };
    let result = answer.get("result").filter(|result| !result.is_null());
    match (error(&answer), result) {
        (None, Some(result)) if (200..300).contains(&status) => {
            Ok(Success { result: result.clone(), resets_in: resets_in(&answer, now) })
        }
        (None, _) => Err(unreadable(status, body)),
        // It says both yes and no.
        (Some(_), Some(_)) => Err(No::Unclear(Unclear::Garbled)),
        (Some(refusal), None) => Err(match meaning(status, refusal) {
            No::Later(_) => No::Later(resets_in(&answer, now)),
            no => no,
        }),
    }
}

/// The error of an answer; `"error": ""` with words is one, without words it is none.
fn error(answer: &Map<String, Value>) -> Option<Refusal> {
    let said = |key| match answer.get(key) {
        Some(Value::String(text)) => Some(text.trim().to_owned()),
        Some(Value::Number(number)) => Some(number.to_string()),
        _ => None,
    };
    let code = said("error")?;
    let words = said("error_description").unwrap_or_default();
    if code.is_empty() && words.is_empty() {
        return None;
    }
    // Some methods put their words where the code belongs.
    let words = if words.is_empty() { code.clone() } else { words };
    Some(Refusal { code: code.to_uppercase(), words })
}

fn meaning(status: u16, refusal: Refusal) -> No {
    let words = refusal.words.to_lowercase();
    match refusal.code.as_str() {
        "QUERY_LIMIT_EXCEEDED" => No::Busy,
        "OPERATION_TIME_LIMIT" => No::Later(None),
        "OVERLOAD_LIMIT" => No::Locked(Lock::Overload),
        "PORTAL_DELETED" => No::Locked(Lock::Deleted),
        "INTERNAL_SERVER_ERROR" | "ERROR_UNEXPECTED_ANSWER" => No::Unclear(Unclear::Garbled),
        "NO_AUTH_FOUND" | "EXPIRED_TOKEN" | "INVALID_TOKEN" => No::Locked(Lock::Key),
        "INSUFFICIENT_SCOPE" => No::Locked(Lock::Scope),
        "ACCESS_DENIED" if speaks_of_plan(&words) => No::Locked(Lock::Plan),
        "ACCESS_DENIED" | "ACCESS DENIED" | "ACCESS DENIED." => No::Locked(Lock::Rights),
        "INVALID_CREDENTIALS" | "USER_ACCESS_ERROR" | "ALLOWED_ONLY_INTRANET_USER" => {
            No::Locked(Lock::Rights)
        }
        "INVALID_REQUEST" if words.contains("https") => No::Locked(Lock::Address),
        "" if words.starts_with("access denied") => No::Locked(Lock::Rights),
        _ => match status {
            401 => No::Locked(Lock::Key),
            403 => No::Locked(Lock::Rights),
            // It does not say that it means this method only.
            429 => No::Busy,
            408 | 500.. => No::Unclear(Unclear::Garbled),
            _ => No::Refused(refusal),
        },
    }
}

fn speaks_of_plan(words: &str) -> bool {
    ["plan", "тариф", "subscription", "подписк"].iter().any(|word| words.contains(word))
}

/// An answer that is not a portal's: a page of a proxy, half an answer, nothing.
fn unreadable(status: u16, body: &str) -> No {
    let cut_short = body.trim_start().starts_with('{');
    match status {
        502..=504 => No::Unclear(Unclear::Broken),
        429 => No::Busy,
        408 | 500.. | 200..300 => No::Unclear(Unclear::Garbled),
        _ if cut_short => No::Unclear(Unclear::Garbled),
        401 => No::Locked(Lock::Key),
        403 => No::Locked(Lock::Rights),
        _ => No::Locked(Lock::Address),
    }
}

/// Counted by the portal's own clock, since this machine's may be wrong; by this one where
/// the portal's tells nothing that can be: no pause is longer than the time that is counted.
fn resets_in(answer: &Map<String, Value>, now: f64) -> Option<Duration> {
    let time = answer.get("time")?;
    let moment = |key: &str| time.get(key).and_then(Value::as_f64);
    let reset = moment("operating_reset_at")?;
    let clocks = [moment("finish").or_else(|| moment("start")), Some(now)];
    let pauses = clocks.into_iter().flatten().map(|now| Duration::try_from_secs_f64(reset - now));
    pauses.flatten().find(|pause| *pause <= OPERATING_PAUSE)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn no(status: u16, body: &str) -> No {
        read(status, None, body, 0.0).expect_err(body)
    }

    fn result(body: &str) -> Value {
        read(200, None, body, 0.0).expect(body).result
    }

    fn coded(status: u16, code: &str) -> No {
        no(status, &json!({"error": code, "error_description": "Words."}).to_string())
    }

    fn refused(code: &str, words: &str) -> No {
        No::Refused(Refusal { code: code.to_owned(), words: words.to_owned() })
    }

    #[test]
    fn every_documented_error_has_its_meaning() {
        let unclear = No::Unclear(Unclear::Garbled);
        let table = [
            (503, "QUERY_LIMIT_EXCEEDED", No::Busy),
            (429, "OPERATION_TIME_LIMIT", No::Later(None)),
            (503, "OVERLOAD_LIMIT", No::Locked(Lock::Overload)),
            (500, "PORTAL_DELETED", No::Locked(Lock::Deleted)),
            (500, "INTERNAL_SERVER_ERROR", unclear.clone()),
            (500, "ERROR_UNEXPECTED_ANSWER", unclear.clone()),
            (500, "SOMETHING_NEW", unclear.clone()),
            (503, "SOMETHING_NEW", unclear.clone()),
            (408, "SOMETHING_NEW", unclear),
            (401, "NO_AUTH_FOUND", No::Locked(Lock::Key)),
            (401, "expired_token", No::Locked(Lock::Key)),
            (401, "invalid_token", No::Locked(Lock::Key)),
            (401, "SOMETHING_NEW", No::Locked(Lock::Key)),
            (403, "insufficient_scope", No::Locked(Lock::Scope)),
            (403, "INVALID_CREDENTIALS", No::Locked(Lock::Rights)),
            (403, "user_access_error", No::Locked(Lock::Rights)),
            (403, "allowed_only_intranet_user", No::Locked(Lock::Rights)),
            (403, "SOMETHING_NEW", No::Locked(Lock::Rights)),
            (400, "ACCESS_DENIED", No::Locked(Lock::Rights)),
            (403, "Access denied", No::Locked(Lock::Rights)),
            (429, "SOMETHING_NEW", No::Busy),
            (400, "NOT_FOUND", refused("NOT_FOUND", "Words.")),
            (400, "100", refused("100", "Words.")),
            (404, "ERROR_METHOD_NOT_FOUND", refused("ERROR_METHOD_NOT_FOUND", "Words.")),
            (400, "CRM_FIELD_ERROR_REQUIRED", refused("CRM_FIELD_ERROR_REQUIRED", "Words.")),
            (400, "-", refused("-", "Words.")),
            (400, "INVALID_REQUEST", refused("INVALID_REQUEST", "Words.")),
            (
                405,
                "ERROR_BATCH_METHOD_NOT_ALLOWED",
                refused("ERROR_BATCH_METHOD_NOT_ALLOWED", "Words."),
            ),
        ];
        for (status, code, meaning) in table {
            assert_eq!(coded(status, code), meaning, "{status} {code}");
            if !matches!(code, "SOMETHING_NEW") {
                assert_eq!(coded(200, code), meaning, "200 {code}");
            }
        }
    }

    #[test]
    fn what_the_code_leaves_open_the_words_decide() {
        let plan = r#"{"error":"ACCESS_DENIED","error_description":"REST API is available only on commercial plans."}"#;
        assert_eq!(no(403, plan), No::Locked(Lock::Plan));
        let https = r#"{"error":"INVALID_REQUEST","error_description":"Https required."}"#;
        assert_eq!(no(400, https), No::Locked(Lock::Address));
    }

    #[test]
    fn an_error_needs_no_code_and_may_be_a_number() {
        let denied = r#"{"error":"","error_description":"Access denied."}"#;
        assert_eq!(no(400, denied), No::Locked(Lock::Rights));
        assert_eq!(no(200, denied), No::Locked(Lock::Rights));
        let words = r#"{"error":"","error_description":"Not found"}"#;
        assert_eq!(no(400, words), refused("", "Not found"));
        assert_eq!(no(400, r#"{"error":100,"error_description":"x"}"#), refused("100", "x"));
        let named = r#"{"error":"Communication values is not defined"}"#;
        let meaning =
            refused("COMMUNICATION VALUES IS NOT DEFINED", "Communication values is not defined");
        assert_eq!(no(400, named), meaning);
    }

    #[test]
    fn what_is_no_answer_of_a_portal_is_no_yes() {
        let page = "<html>\r\n<title>502 Bad Gateway</title></html>";
        let garbled = No::Unclear(Unclear::Garbled);
        for (status, body, meaning) in [
            (502, page, No::Unclear(Unclear::Broken)),
            (503, page, No::Unclear(Unclear::Broken)),
            (504, page, No::Unclear(Unclear::Broken)),
            (500, page, garbled.clone()),
            (200, page, garbled.clone()),
            (200, "", garbled.clone()),
            (200, "[1]", garbled.clone()),
            (200, "{}", garbled.clone()),
            (200, r#"{"result":null}"#, garbled.clone()),
            (200, r#"{"result":{"item":{"id":34"#, garbled.clone()),
            (400, r#"{"error":"CRM_FIE"#, garbled.clone()),
            (200, r#"{"result":5,"error":"X","error_description":"Y"}"#, garbled),
            (429, page, No::Busy),
            (401, page, No::Locked(Lock::Key)),
            (403, page, No::Locked(Lock::Rights)),
            (404, page, No::Locked(Lock::Address)),
        ] {
            assert_eq!(no(status, body), meaning, "{status} {body}");
        }
    }

    #[test]
    fn a_good_answer_may_lack_its_times_and_carry_an_empty_error() {
        assert_eq!(result(r#"{"result":3465}"#), json!(3465));
        assert_eq!(result(r#"{"result":[],"time":{"start":1.5}}"#), json!([]));
        assert_eq!(result(r#"{"result":7,"error":""}"#), json!(7));
        assert_eq!(result(r#"{"result":false}"#), json!(false));
    }

    #[test]
    fn the_end_of_the_counted_time_is_read_by_the_portals_clock() {
        let body =
            r#"{"result":1,"time":{"start":1000.0,"finish":1002.5,"operating_reset_at":1602}}"#;
        let resets = read(200, None, body, 0.0).unwrap().resets_in;
        assert_eq!(resets, Some(Duration::from_millis(599_500)));
        let past = r#"{"result":1,"time":{"finish":1002.5,"operating_reset_at":1}}"#;
        assert_eq!(read(200, None, past, 1002.5).unwrap().resets_in, None);
        let blocked =
            r#"{"error":"OPERATION_TIME_LIMIT","time":{"finish":2,"operating_reset_at":9012}}"#;
        let twelve = No::Later(Some(Duration::from_secs(12)));
        assert_eq!(read(429, None, blocked, 9000.0), Err(twelve), "its clock tells nothing");
    }

    #[test]
    fn a_portal_that_has_moved_says_where_to() {
        let moved = No::Moved("https://new.bitrix24.ru/rest/1/c/x".to_owned());
        assert_eq!(read(302, Some("https://new.bitrix24.ru/rest/1/c/x"), "", 0.0), Err(moved));
        assert_eq!(read(302, None, "", 0.0), Err(No::Locked(Lock::Address)));
    }
}
