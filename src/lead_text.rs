//! A lead as people read it, a line a fact: e-mails, CRM comments, the demo. Pure.

use serde::Serialize;

use crate::dialog::{Field, Lead};
use crate::rules::{Placeholder, Rules, Values};
use crate::texts::text;

/// A line of a lead: what it is, and what is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LeadRow {
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
    let of_field = |field: Field| (title(&field), values.of(&Placeholder::Field(field)));
    let word = |key| text(rules.language, key);
    let mut rows = vec![
        (title(&Field::Phone), values.of(&Placeholder::Phones)),
        of_field(Field::Time),
        of_field(Field::Email),
        (title(&Field::Name), lead.known.name.clone().unwrap_or_default()),
    ];
    rows.extend(lead.known.own.keys().map(|key| of_field(Field::Own(key.clone()))));
    rows.extend([
        (word("card-topic"), values.of(&Placeholder::Topic)),
        (word("card-source"), values.of(&Placeholder::Source)),
        (word("card-rule"), values.of(&Placeholder::Rule)),
        (word("card-claimed"), lead.claimed_by.clone().unwrap_or_default()),
    ]);
    rows.retain(|(_, value)| !value.is_empty());
    rows.into_iter().map(|(title, value)| LeadRow { title, value }).collect()
}
