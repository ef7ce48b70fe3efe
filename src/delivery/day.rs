//! The digest of a day, as the managers read it; pure.

use chrono::{DateTime, Utc};
use fluent_bundle::FluentValue;

use crate::detect::phone::for_people;
use crate::dialog::{Card, Group, Html, LeadId, LeadStatus};
use crate::rules::Rules;
use crate::rules::evaluate::{client_link, escape};
use crate::store::{Closing, Day, Notice};
use crate::texts::{text, text_with};

/// How many chats and how many leads are named; of the rest, the number.
const NAMED: usize = 8;
/// How much of a customer's words is shown, in characters.
const WORDS: usize = 60;

/// The digest of what came after `from` and until `to`.
pub fn digest(day: &Day, from: DateTime<Utc>, to: DateTime<Utc>, rules: &Rules) -> Notice {
    let html = Html(Digest { day, rules }.lines(from, to).join("\n"));
    Notice { group: Group::Main, about: None, lead: None, card: Card { html, buttons: Vec::new() } }
}

struct Digest<'a> {
    day: &'a Day,
    rules: &'a Rules,
}

impl Digest<'_> {
    fn lines(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Vec<String> {
        let mut lines = vec![self.title(from, to), self.leads()];
        if !self.day.untaken.is_empty() {
            let leads = self.numbers(&self.day.untaken);
            lines.push(self.words("digest-untaken", &[("leads", leads.into())]));
        }
        for (sink, leads) in &self.day.missing {
            let place = text(self.rules.language, &format!("delivery-to-place-{}", sink.key()));
            let places = [("to", place.into()), ("leads", self.numbers(leads).into())];
            lines.push(self.words("digest-missing", &places));
        }
        let (left_numbers, others): (Vec<_>, Vec<_>) =
            self.day.closed.iter().partition(|closing| !closing.phones.is_empty());
        lines.extend(self.closings("digest-with-phone", &left_numbers));
        lines.extend(self.closings("digest-closed", &others));
        lines
    }

    fn title(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> String {
        let local = |at: DateTime<Utc>| at.with_timezone(&self.rules.timezone);
        let shown = |at| local(at).format("%d.%m %H:%M").to_string();
        self.words("digest-title", &[("from", shown(from).into()), ("to", shown(to).into())])
    }

    fn leads(&self) -> String {
        let count = |status| self.day.leads.iter().filter(|lead| lead.status == status).count();
        self.words(
            "digest-leads",
            &[
                ("count", self.day.leads.len().into()),
                ("claimed", count(LeadStatus::Claimed).into()),
                ("done", count(LeadStatus::Done).into()),
                ("spam", count(LeadStatus::Spam).into()),
            ],
        )
    }

    fn closings(&self, title: &str, closings: &[&Closing]) -> Vec<String> {
        if closings.is_empty() {
            return Vec::new();
        }
        let mut lines = vec![self.words(title, &[("count", closings.len().into())])];
        lines.extend(closings.iter().take(NAMED).map(|closing| self.closing(closing)));
        if closings.len() > NAMED {
            let more = (closings.len() - NAMED).into();
            lines.push(self.words("digest-more", &[("count", more)]));
        }
        lines
    }

    /// «• Анна (@anna), +7 900 123-45-67: «Обожаю собак!» → Стоп-слова»
    fn closing(&self, closing: &Closing) -> String {
        let mut line = format!("• {}", client_link(&closing.client, self.rules.language));
        for phone in &closing.phones {
            line += ", ";
            line += &for_people(&phone.e164);
        }
        let words: String = closing.words.chars().take(WORDS).collect();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if !words.is_empty() {
            let cut = if closing.words.chars().count() > WORDS { "…" } else { "" };
            line += &format!(": «{}{cut}»", escape(&words));
        }
        if let Some(rule) = &closing.rule {
            line += &format!(" → {}", escape(rule));
        }
        line
    }

    /// «№5, №7, №9»
    fn numbers(&self, leads: &[LeadId]) -> String {
        let named = leads.iter().take(NAMED);
        let named = named.map(|lead| self.words("digest-lead", &[("id", lead.to_string().into())]));
        let mut named: Vec<String> = named.collect();
        if leads.len() > NAMED {
            named.push(self.words("digest-more-leads", &[("count", (leads.len() - NAMED).into())]));
        }
        named.join(", ")
    }

    fn words(&self, key: &str, places: &[(&str, FluentValue<'_>)]) -> String {
        escape(&text_with(self.rules.language, key, places))
    }
}
