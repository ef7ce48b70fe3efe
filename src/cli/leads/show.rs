//! `leads show`: everything about one lead, in sections.

use chrono_tz::Tz;
use unicode_width::UnicodeWidthStr;

use crate::cli::errand::place;
use crate::cli::table::{client, fitted, local, status};
use crate::delivery::words;
use crate::dialog::{Line, MediaKind, Sink, Speaker, Trace};
use crate::lead_book::Entry;
use crate::lead_text;
use crate::rules::{self, Rules};
use crate::store::{Attempt, Delivery, DeliveryState};
use crate::texts::{Language, text, text_with};
use crate::trace_text::{self, Style};

/// Lines are no longer than this, in columns of a terminal.
const WIDTH: usize = 80;
/// The titles of facts stand in a column as wide as this.
const TITLE: usize = 16;

/// What is needed to tell of a lead.
pub struct Show<'a> {
    /// The rules in the file; without them a lead is told in plain words.
    pub rules: Option<&'a Rules>,
    /// What decided that it was made, as long as that is remembered.
    pub trace: Option<&'a Trace>,
    /// The language and the name of the rules file.
    pub style: Style<'a>,
    /// Where the day begins.
    pub zone: Tz,
}

impl Show<'_> {
    /// The lead, line by line.
    pub fn lines(&self, entry: &Entry<'_>) -> Vec<String> {
        let lead = &entry.record.lead;
        let id = entry.id.to_string();
        let state = status(lead.status, self.style.language);
        let places = [("id", id.into()), ("status", state.into())];
        let mut lines = vec![text_with(self.style.language, "leads-title", &places)];
        lines.extend(self.facts(entry));
        let talk = lead.talk.iter().flat_map(|line| self.said(line));
        let sections = [
            ("leads-talk", talk.collect()),
            ("leads-why", self.why(entry)),
            ("leads-where", self.deliveries(entry)),
        ];
        for (title, section) in sections {
            if !section.is_empty() {
                lines.extend([String::new(), self.say(title)]);
                lines.extend(section);
            }
        }
        lines
    }

    fn say(&self, key: &str) -> String {
        text(self.style.language, key)
    }

    fn facts(&self, entry: &Entry<'_>) -> Vec<String> {
        let lead = &entry.record.lead;
        let plain;
        let rules = match self.rules {
            Some(rules) => Some(rules),
            None => {
                plain = plain_rules(self.style.language);
                plain.as_ref()
            }
        };
        let full = "%d.%m.%Y %H:%M:%S";
        let mut facts = vec![
            (self.say("card-client"), client(entry)),
            (self.say("leads-profile"), entry.username.map(profile).unwrap_or_default()),
        ];
        let rows = rules.map(|rules| lead_text::rows(lead, rules)).unwrap_or_default();
        facts.extend(rows.into_iter().map(|row| (row.title, row.value)));
        let earlier = lead.earlier.map(|id| id.to_string()).unwrap_or_default();
        facts.extend([
            (self.say("leads-earlier"), earlier),
            (self.say("leads-made"), local(lead.created, self.zone, full)),
            (self.say("leads-changed"), local(lead.updated, self.zone, full)),
        ]);
        facts.retain(|(_, value)| !value.trim().is_empty());
        let fact = |(title, value): &(String, String)| wrapped(&fitted(title, TITLE), value);
        facts.iter().flat_map(fact).collect()
    }

    fn said(&self, line: &Line) -> Vec<String> {
        let by = match line.by {
            Speaker::Client => "leads-by-client",
            Speaker::Bot => "leads-by-bot",
            Speaker::Manager => "leads-by-manager",
        };
        let at = local(line.at, self.zone, "%d.%m %H:%M");
        let kind = match line.kind {
            MediaKind::Text => String::new(),
            kind => format!("[{}] ", self.say(&format!("desk-kind-{}", kind.key()))),
        };
        let head = format!("  {at} {}", fitted(&self.say(by), 9));
        wrapped(&head, &(kind + &line.text))
    }

    fn why(&self, entry: &Entry<'_>) -> Vec<String> {
        let Some(trace) = self.trace else {
            let key =
                if entry.rule.is_some() { "leads-why-forgotten" } else { "leads-why-unknown" };
            let rule = entry.rule.unwrap_or_default().into();
            let words = text_with(self.style.language, key, &[("rule", rule)]);
            return wrapped(" ", &words);
        };
        let mut lines = trace_text::summary(trace, self.style);
        lines.extend(trace_text::decisive_rule(trace, self.style));
        lines.into_iter().map(|line| format!("  {line}")).collect()
    }

    fn deliveries(&self, entry: &Entry<'_>) -> Vec<String> {
        let places = entry.record.destinations.iter();
        places.flat_map(|(sink, delivery)| self.delivery(*sink, delivery)).collect()
    }

    fn delivery(&self, sink: Sink, delivery: &Delivery) -> Vec<String> {
        let state = match delivery.state {
            DeliveryState::Pending => "leads-pending",
            DeliveryState::Delivered => "leads-delivered",
            DeliveryState::Dead => "leads-dead",
        };
        let reference = delivery.reference.as_ref().map(|name| format!(" ({name})"));
        let state = self.say(state) + &reference.unwrap_or_default();
        let place = place(sink, self.style.language);
        let mut lines = wrapped(&format!("  {}", fitted(&place, TITLE + 2)), &state);
        lines.extend(delivery.history.iter().flat_map(|attempt| self.attempt(attempt)));
        lines
    }

    fn attempt(&self, attempt: &Attempt) -> Vec<String> {
        let at = local(attempt.at, self.zone, "%d.%m %H:%M:%S");
        let mut said = words::of_attempt(attempt, self.style.language);
        if let Some(next) = attempt.next_at {
            let next = local(next, self.zone, "%H:%M:%S").into();
            said += &text_with(self.style.language, "leads-again-at", &[("time", next)]);
        }
        wrapped(&format!("    {at}"), &said)
    }
}

/// Rules that say nothing: their fields have the titles of the catalogue.
fn plain_rules(language: Language) -> Option<Rules> {
    let language = match language {
        Language::Ru => "ru",
        Language::En => "en",
    };
    let rule = "[[rule]]\nname = \"-\"\nif.message_has = [\"phone\"]\nthen.lead = true\n";
    let head = format!("version = 1\nlanguage = \"{language}\"\ncompany = \"-\"\n");
    rules::load(&format!("{head}timezone = \"UTC\"\n{rule}")).ok()
}

fn profile(username: &str) -> String {
    format!("https://t.me/{username}")
}

/// Words after a head, on as many lines as they need, the later ones below the words.
fn wrapped(head: &str, words: &str) -> Vec<String> {
    let margin = head.width() + 1;
    let mut lines = Vec::new();
    let mut line = head.to_owned();
    let mut begun = false;
    for said in words.lines() {
        for word in said.split(|sign: char| sign.is_whitespace() || sign.is_control()) {
            if begun && !word.is_empty() && line.width() + 1 + word.width() > WIDTH {
                lines.push(std::mem::replace(&mut line, " ".repeat(margin - 1)));
            }
            if !word.is_empty() {
                line.push(' ');
                line += word;
                begun = true;
            }
        }
        lines.push(std::mem::replace(&mut line, " ".repeat(margin - 1)));
        begun = false;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_below_words() {
        let lines = wrapped("  09:00", &format!("{}\nдва\u{1b}[31m", "слово ".repeat(20)));
        assert!(lines.iter().all(|line| line.width() <= WIDTH), "{lines:#?}");
        assert_eq!(lines[0], format!("  09:00 {}", ["слово"; 12].join(" ")));
        assert_eq!(lines[1], format!("        {}", ["слово"; 8].join(" ")));
        assert_eq!(lines[2], "        два [31m");
    }

    #[test]
    fn a_lead_can_be_told_without_rules() {
        assert!(plain_rules(Language::Ru).is_some() && plain_rules(Language::En).is_some());
    }
}
