//! What came of deliveries, in words for people.

use crate::store::Attempt;
use crate::texts::{Language, text, text_with};

/// How an attempt ended: «нет ответа», «отказ: …».
pub fn of_attempt(attempt: &Attempt, language: Language) -> String {
    let end = text(language, &format!("delivery-{}", attempt.end.key().replace('_', "-")));
    match &attempt.reason {
        Some(reason) => {
            let places = [("end", end.into()), ("reason", reason.as_str().into())];
            text_with(language, "delivery-because", &places)
        }
        None => end,
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::store::AttemptEnd;

    #[test]
    fn every_end_of_an_attempt_has_words_in_both_languages() {
        for end in [
            AttemptEnd::Delivered,
            AttemptEnd::NotSent,
            AttemptEnd::SlowDown,
            AttemptEnd::Closed,
            AttemptEnd::NoAnswer,
            AttemptEnd::Refused,
            AttemptEnd::Moved,
        ] {
            let at = DateTime::UNIX_EPOCH;
            let attempt = Attempt { at, end, reason: None, next_at: None };
            for language in [Language::Ru, Language::En] {
                let words = of_attempt(&attempt, language);
                assert!(!words.starts_with("delivery-"), "{words}");
            }
        }
    }

    #[test]
    fn what_the_other_side_said_is_added() {
        let attempt = Attempt {
            at: DateTime::UNIX_EPOCH,
            end: AttemptEnd::Refused,
            reason: Some("нет поля TITLE".to_owned()),
            next_at: None,
        };
        assert_eq!(of_attempt(&attempt, Language::Ru), "отказ: нет поля TITLE");
    }
}
