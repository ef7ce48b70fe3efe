//! What came of deliveries, in words for people.

use std::collections::BTreeSet;

use crate::dialog::LeadId;
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

/// So many numbers, or runs of them, are named.
const NAMED: usize = 50;

/// The numbers of leads: «2, 5–17, 20».
pub fn of_leads(leads: &[LeadId], language: Language) -> String {
    let numbers: BTreeSet<u64> = leads.iter().map(|lead| lead.0).collect();
    let mut runs: Vec<(u64, u64)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => runs.push((number, number)),
        }
    }
    let more: u64 = runs.iter().skip(NAMED).map(|(first, last)| last - first + 1).sum();
    let named = runs.iter().take(NAMED).map(|run| match run {
        (first, last) if first == last => first.to_string(),
        (first, last) if first + 1 == *last => format!("{first}, {last}"),
        (first, last) => format!("{first}–{last}"),
    });
    let named = named.collect::<Vec<_>>().join(", ");
    let places = [("named", named.into()), ("more", more.into())];
    text_with(language, "delivery-numbers", &places)
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
    fn numbers_of_leads_are_named_in_runs_and_not_without_end() {
        let of = |numbers: &mut dyn Iterator<Item = u64>| {
            let leads: Vec<LeadId> = numbers.map(LeadId).collect();
            (of_leads(&leads, Language::Ru), of_leads(&leads, Language::En))
        };
        let same = |words: &str| (words.to_owned(), words.to_owned());
        assert_eq!(of(&mut [3, 2, 7, 9, 8, 20].into_iter()), same("2, 3, 7–9, 20"));
        let (russian, english) = of(&mut (0..60).map(|number| number * 2));
        assert!(russian.ends_with("96, 98 и ещё 10"), "{russian}");
        assert!(english.ends_with("96, 98 and 10 more"), "{english}");
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
