//! What a portal's no means for a delivery, and the words for those who can mend it; pure.

use std::time::Duration;

use super::answer::{Lock, No, OPERATING_PAUSE, Refusal};
use crate::delivery::{Closed, Failure};
use crate::texts::{Language, text, text_with};

/// How long a portal that lets nobody in is left alone.
const LOCKED: Duration = Duration::from_secs(5 * 60);
/// Bitrix24 asks to leave a blocked portal alone (`limits.md`).
const OVERLOADED: Duration = Duration::from_secs(3600);
/// The portal wants a field that the lead does not fill.
const REQUIRED: &str = "CRM_FIELD_ERROR_REQUIRED";
/// The longest sentence of a portal that is passed on.
const LONGEST: usize = 300;

/// What follows from a no to a call that changes nothing when it is not carried out.
pub fn failure(no: &No, language: Language) -> Failure {
    match no {
        No::Down | No::Busy => Failure::Closed(Closed::default()),
        No::Later(after) => Failure::Resting(after.unwrap_or(OPERATING_PAUSE)),
        No::Locked(lock) => Failure::Closed(Closed {
            retry_after: Some(if *lock == Lock::Overload { OVERLOADED } else { LOCKED }),
            remedy: Some(text(language, key(*lock))),
        }),
        // Every lead would be refused alike until somebody has mended that.
        No::Refused(refusal) if refusal.code == REQUIRED => Failure::Closed(Closed {
            retry_after: Some(LOCKED),
            remedy: Some(refused(refusal, language)),
        }),
        No::Refused(refusal) => Failure::Refused(refused(refusal, language)),
        No::Unclear(_) => Failure::Unknown,
        No::Moved(_) => Failure::NotSent { retry_after: None },
    }
}

/// What is wrong and what to do, for managers and the owner.
pub fn in_words(no: &No, language: Language) -> Option<String> {
    match no {
        No::Locked(lock) => Some(text(language, key(*lock))),
        No::Refused(refusal) => Some(refused(refusal, language)),
        _ => None,
    }
}

/// The portal's own words, not too many of them.
pub fn reason(refusal: &Refusal, language: Language) -> String {
    let words = refusal.words.trim().trim_end_matches('.');
    let words = if words.is_empty() { refusal.code.trim() } else { words };
    if words.is_empty() {
        return text(language, "bitrix24-no-words");
    }
    words.chars().take(LONGEST).collect()
}

/// Why the portal does not take a lead, and what to do.
pub fn refused(refusal: &Refusal, language: Language) -> String {
    let key = match refusal.code.as_str() {
        REQUIRED => "bitrix24-required",
        _ => "bitrix24-refused",
    };
    text_with(language, key, &[("reason", reason(refusal, language).into())])
}

fn key(lock: Lock) -> &'static str {
    match lock {
        Lock::Key => "bitrix24-key",
        Lock::Scope => "bitrix24-scope",
        Lock::Plan => "bitrix24-plan",
        Lock::Rights => "bitrix24-rights",
        Lock::Address => "bitrix24-address",
        Lock::Deleted => "bitrix24-deleted",
        Lock::Overload => "bitrix24-overload",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::delivery::bitrix24::answer::Unclear;

    #[test]
    fn every_no_has_its_consequence() {
        let language = Language::En;
        let locked = |lock| match failure(&No::Locked(lock), language) {
            Failure::Closed(Closed { retry_after: Some(after), remedy: Some(words) }) => {
                (after, words)
            }
            other => panic!("{other:?}"),
        };
        let locks = [
            (Lock::Key, LOCKED, "inbound webhook"),
            (Lock::Scope, LOCKED, "tick"),
            (Lock::Plan, LOCKED, "paid plan"),
            (Lock::Rights, LOCKED, "rights"),
            (Lock::Address, LOCKED, "/rest/"),
            (Lock::Deleted, LOCKED, "deleted"),
            (Lock::Overload, OVERLOADED, "support"),
        ];
        for (lock, after, words) in locks {
            assert_eq!(locked(lock).0, after);
            assert!(locked(lock).1.contains(words), "{lock:?}");
        }
        assert_eq!(failure(&No::Down, language), Failure::Closed(Closed::default()));
        assert_eq!(failure(&No::Busy, language), Failure::Closed(Closed::default()));
        let minute = Duration::from_secs(60);
        assert_eq!(failure(&No::Later(Some(minute)), language), Failure::Resting(minute));
        assert_eq!(failure(&No::Unclear(Unclear::TimedOut), language), Failure::Unknown);
    }

    #[test]
    fn a_refusal_names_the_field_in_words() {
        let refusal = Refusal {
            code: "CRM_FIELD_ERROR_REQUIRED".to_owned(),
            words: "Поле \"Адрес\" обязательно для заполнения.".to_owned(),
        };
        let Failure::Closed(Closed { remedy: Some(words), .. }) =
            failure(&No::Refused(refusal), Language::Ru)
        else {
            panic!("it waits until somebody has mended that");
        };
        assert!(words.contains("Поле \"Адрес\"") && words.contains("[bitrix24.fields]"), "{words}");
        let silent = No::Refused(Refusal::default());
        assert!(in_words(&silent, Language::En).unwrap().contains("does not say why"));
    }
}
