//! How the letters of a lead hang together, and stay the same over retries; pure.

use std::time::SystemTime;

use chrono::{DateTime, Utc};

use crate::dialog::LeadId;

/// The place of a letter in its thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its Message-ID, with its angle brackets.
    pub id: String,
    /// The Message-ID of the thread's first letter, when this is a later one.
    pub first: Option<String>,
    /// Its Date.
    pub date: SystemTime,
}

impl Place {
    /// The Message-ID of the thread's first letter, with its angle brackets.
    pub fn thread(&self) -> &str {
        self.first.as_ref().unwrap_or(&self.id)
    }
}

/// The letters of one installation of the bot.
#[derive(Clone, Copy, Debug)]
pub struct Threads<'a> {
    /// The installation's name: another one counts its leads from 1 as well.
    pub installation: &'a str,
    /// The sender's domain.
    pub domain: &'a str,
}

impl Threads<'_> {
    /// The place of the letter about a new lead.
    pub fn first(&self, lead: LeadId, at: DateTime<Utc>) -> Place {
        Place { id: self.id_of_lead(lead), first: None, date: date(at) }
    }

    /// The place of the letter about a change, by the number of its row in the outbox.
    pub fn later(&self, lead: LeadId, row: u64, at: DateTime<Utc>) -> Place {
        let id = format!("<lead-{lead}.{row}.{}@{}>", self.installation, self.domain);
        Place { id, first: Some(self.id_of_lead(lead)), date: date(at) }
    }

    fn id_of_lead(&self, lead: LeadId) -> String {
        format!("<lead-{lead}.{}@{}>", self.installation, self.domain)
    }
}

/// Whether a letter of that Message-ID speaks of that lead.
pub fn is_of_lead(message_id: &str, lead: LeadId) -> bool {
    let id = message_id.trim_start_matches('<');
    id.strip_prefix("lead-").and_then(|rest| rest.split('.').next()) == Some(&lead.to_string())
}

/// A date a letter can have: lettre panics on others.
fn date(at: DateTime<Utc>) -> SystemTime {
    let (first, last) = (DateTime::UNIX_EPOCH, DateTime::from_timestamp(253_402_300_799, 0));
    at.clamp(first, last.unwrap_or(first)).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    const THREADS: Threads<'_> = Threads { installation: "01JD", domain: "shop.ru" };

    #[test]
    fn a_change_answers_the_letter_about_the_lead() {
        let at = DateTime::UNIX_EPOCH;
        let first = THREADS.first(LeadId(17), at);
        assert_eq!(first.id, "<lead-17.01JD@shop.ru>");
        assert_eq!(first.first, None);
        let later = THREADS.later(LeadId(17), 42, at);
        assert_eq!(later.id, "<lead-17.42.01JD@shop.ru>");
        assert_eq!(later.first.as_ref(), Some(&first.id));
        assert!(is_of_lead(&first.id, LeadId(17)) && is_of_lead(&later.id, LeadId(17)));
        assert!(!is_of_lead(&first.id, LeadId(1)) && !is_of_lead("<x@y>", LeadId(17)));
    }

    #[test]
    fn no_moment_is_without_a_date() {
        for at in [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC] {
            lettre::message::header::Date::new(date(at));
        }
    }
}
