//! A lead as people read it, a line a fact: e-mails, CRM comments, the demo. Pure.

use serde::Serialize;

use crate::dialog::{Field, Lead};
use crate::rules::{Placeholder, Rules, Values};
use crate::texts::text;

/// A line of a lead: what it is, and what is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LeadRow {
    /// What changes of it are called: a field's key, `topics`, `source`, `rule`, `claimed_by`.
    pub key: String,
    /// «Телефон»
    pub title: String,
    /// «+7 900 123-45-67»
    pub value: String,
}

/// What is known of a lead, in the order of a card; facts that are not known are left out.
pub fn rows(lead: &Lead, rules: &Rules) -> Vec<LeadRow> {
    let values = Values::of_lead(rules, lead);
    let title = |field: &Field| {
        rules.fields.get(field).map_or_else(|| field.key().to_owned(), |it| it.title.clone())
    };
    let row = |key: &str, title, value| LeadRow { key: key.to_owned(), title, value };
    let field = |field: Field, value| row(field.key(), title(&field), value);
    let of_field = |of: Field| field(of.clone(), values.of(&Placeholder::Field(of)));
    let word = |key, word, value| row(key, text(rules.language, word), value);
    let mut rows = vec![
        field(Field::Phone, values.of(&Placeholder::Phones)),
        of_field(Field::Time),
        of_field(Field::Email),
        field(Field::Name, lead.known.name.clone().unwrap_or_default()),
    ];
    rows.extend(lead.known.own.keys().map(|key| of_field(Field::Own(key.clone()))));
    rows.extend([
        word("topics", "card-topic", values.of(&Placeholder::Topic)),
        word("source", "card-source", values.of(&Placeholder::Source)),
        word("rule", "card-rule", values.of(&Placeholder::Rule)),
        word("claimed_by", "card-claimed", lead.claimed_by.clone().unwrap_or_default()),
    ]);
    rows.retain(|row| !row.value.is_empty());
    rows
}
