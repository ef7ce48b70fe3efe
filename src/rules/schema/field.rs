//! `[field.X]`: the titles and questions of fields.

use toml::de::{DeTable, DeValue};

use crate::dialog::Field;
use crate::rules::check::Findings;

use super::{Entry, FieldDraft, Placed, Table, quantity, value};

/// Reads every `[field.X]`.
pub fn read(mut table: Table<'_>, findings: &mut Findings<'_>) -> Vec<FieldDraft> {
    let mut drafts = Vec::new();
    for entry in table.take_all() {
        let DeValue::Table(inner) = entry.value else {
            let found = findings.error("wrong-type", "field-table", entry.whole());
            found.with("key", entry.key.to_owned()).label().help().done();
            continue;
        };
        drafts.push(field(&entry, inner, findings));
    }
    drafts
}

fn field(entry: &Entry<'_>, inner: &DeTable<'_>, findings: &mut Findings<'_>) -> FieldDraft {
    let before = findings.count();
    let mut table = Table::new(inner, entry.key_span.clone());
    let mut text = |key, findings: &mut Findings<'_>| {
        table.take(key).and_then(|entry| value::text(&entry, findings))
    };
    let title = text("title", findings);
    let ask = text("ask", findings);
    let again = text("again", findings);
    let button = text("button", findings);
    let any = text("answer", findings)
        .and_then(|text| value::word(&text, "answer", &[("any", ())], findings));
    let pattern = text("pattern", findings).and_then(|text| quantity::pattern(&text, findings));
    let tries = table.take("tries").and_then(|entry| value::number(&entry, (0, 5), findings));
    let place = format!("[field.{}]", entry.key);
    table.finish(&place, findings);
    FieldDraft {
        name: Placed {
            value: Field::from(entry.key),
            span: entry.key_span.clone(),
            key: entry.key_span.clone(),
        },
        title,
        ask,
        again,
        button,
        any,
        pattern,
        tries: tries.map(|tries| tries.value),
        broken: findings.count() > before,
    }
}
