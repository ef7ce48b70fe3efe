//! A lead for the page, as it stands in the lead book.

use serde::Serialize;

use crate::dialog::{Field, Lead, LeadStatus, Phone};
use crate::rules::Rules;
use crate::rules::evaluate::phone_for_people;
use crate::store::{DeliveryState, Store, StoreError};
use crate::texts::{Language, text};

/// A lead.
#[derive(Serialize)]
pub(in crate::demo) struct LeadView {
    id: u64,
    status: LeadStatus,
    status_words: String,
    rows: Vec<Row>,
    delivered: bool,
}

/// A line of the lead: what it is, and what is known.
#[derive(Serialize)]
struct Row {
    title: String,
    value: String,
}

impl LeadView {
    pub fn of(lead: &Lead, rules: &Rules, store: &Store) -> Result<LeadView, StoreError> {
        let language = rules.language;
        let deliveries = store.deliveries(lead.id)?;
        let arrived = |state| state == DeliveryState::Delivered;
        Ok(LeadView {
            id: lead.id.0,
            status: lead.status,
            status_words: text(language, status(lead.status)),
            rows: rows(lead, rules),
            delivered: !deliveries.is_empty() && deliveries.values().all(|it| arrived(it.state)),
        })
    }
}

fn rows(lead: &Lead, rules: &Rules) -> Vec<Row> {
    let language = rules.language;
    let known = &lead.known;
    let title = |field: Field| {
        rules.fields.get(&field).map_or_else(|| field.key().to_owned(), |it| it.title.clone())
    };
    let phones: Vec<String> = known.phones.iter().map(|phone| number(phone, language)).collect();
    let time = known.time.as_ref().map(|time| time.written.clone());
    let source = lead.source.as_ref().map(|code| rules.sources.get(code).unwrap_or(code).clone());
    let mut rows = vec![
        (title(Field::Phone), phones.join(", ")),
        (title(Field::Time), time.unwrap_or_default()),
        (title(Field::Email), known.emails.join(", ")),
        (title(Field::Name), known.name.clone().unwrap_or_default()),
    ];
    let own = known.own.iter();
    rows.extend(own.map(|(key, value)| (title(Field::Own(key.clone())), value.clone())));
    rows.extend([
        (text(language, "card-topic"), lead.topics.join(", ")),
        (text(language, "card-source"), source.unwrap_or_default()),
        (text(language, "demo-lead-rule"), lead.rule.clone().unwrap_or_default()),
        (text(language, "demo-lead-claimed"), lead.claimed_by.clone().unwrap_or_default()),
    ]);
    rows.retain(|(_, value)| !value.is_empty());
    rows.into_iter().map(|(title, value)| Row { title, value }).collect()
}

fn number(phone: &Phone, language: Language) -> String {
    let mut number = phone_for_people(&phone.e164);
    if let Some(extension) = &phone.extension {
        number += &format!(" #{extension}");
    }
    if phone.someone_elses {
        number += &format!(" {}", text(language, "desk-someone-elses"));
    }
    number
}

fn status(status: LeadStatus) -> &'static str {
    match status {
        LeadStatus::New => "demo-lead-new",
        LeadStatus::Claimed => "demo-lead-in-hands",
        LeadStatus::Done => "demo-lead-done",
        LeadStatus::Spam => "demo-lead-spam",
    }
}
