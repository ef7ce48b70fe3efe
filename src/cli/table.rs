//! The lead book as a table of 80 columns, and as CSV for spreadsheets.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::delivery::words;
use crate::detect::phone::for_people as phone_for_people;
use crate::dialog::{LeadStatus, Sink};
use crate::lead_book::Entry;
use crate::store::Delivery;
use crate::texts::{Language, text};

/// The columns' widths; with a space between they fill 80.
const WIDTHS: [usize; 6] = [5, 11, 8, 18, 17, 16];
const TITLES: [&str; 6] =
    ["leads-id", "leads-created", "leads-status", "leads-contact", "leads-client", "leads-time"];

/// Every lead in a line.
pub fn all(entries: &[Entry<'_>], zone: Tz, language: Language) -> Vec<String> {
    if entries.is_empty() {
        return vec![text(language, "leads-none")];
    }
    let title = TITLES.map(|key| text(language, key));
    let mut lines = vec![row(&title)];
    lines.extend(entries.iter().map(|entry| {
        let known = &entry.record.lead.known;
        let phone = known.phones.first().map(|phone| phone_for_people(&phone.e164));
        let contact = phone.or_else(|| known.emails.first().cloned()).unwrap_or_default();
        let time = known.time.as_ref().map(|time| time.written.clone()).unwrap_or_default();
        let lead = &entry.record.lead;
        row(&[
            entry.id.to_string(),
            local(lead.created, zone, "%d.%m %H:%M"),
            status(lead.status, language),
            contact,
            client(entry),
            time,
        ])
    }));
    lines
}

/// One lead, a line a field.
pub fn one(entry: &Entry<'_>, zone: Tz, language: Language) -> Vec<String> {
    let lead = &entry.record.lead;
    let known = &lead.known;
    let phones: Vec<String> =
        known.phones.iter().map(|phone| phone_for_people(&phone.e164)).collect();
    let time = known.time.as_ref().map(|time| time.written.clone()).unwrap_or_default();
    let full = "%Y-%m-%d %H:%M:%S";
    let mut rows = vec![
        ("leads-id".to_owned(), entry.id.to_string()),
        ("leads-status".to_owned(), status(lead.status, language)),
        ("leads-claimed".to_owned(), lead.claimed_by.clone().unwrap_or_default()),
        ("desk-word-phone".to_owned(), phones.join(", ")),
        ("desk-word-email".to_owned(), known.emails.join(", ")),
        ("desk-word-time".to_owned(), time),
        ("desk-word-name".to_owned(), known.name.clone().unwrap_or_default()),
        ("leads-client".to_owned(), client(entry)),
        ("leads-topics".to_owned(), lead.topics.join(", ")),
        ("leads-source".to_owned(), lead.source.clone().unwrap_or_default()),
        ("leads-rule".to_owned(), lead.rule.clone().unwrap_or_default()),
        ("leads-created".to_owned(), local(lead.created, zone, full)),
        ("leads-updated".to_owned(), local(lead.updated, zone, full)),
    ];
    rows.extend(known.own.iter().map(|(key, value)| (key.clone(), value.clone())));
    let delivery = |(sink, arrived): (&Sink, &Delivery)| {
        let state = serde_json::to_value(arrived.state).unwrap_or_default();
        let state = text(language, &format!("leads-{}", state.as_str().unwrap_or_default()));
        let failure = arrived.failure().map(|attempt| words::of_attempt(attempt, language));
        let failure = failure.map(|words| format!(" ({words})")).unwrap_or_default();
        (sink.key().to_owned(), state + &failure)
    };
    rows.extend(entry.record.destinations.iter().map(delivery));
    let rows = rows.iter().filter(|(_, value)| !value.trim().is_empty());
    rows.map(|(key, value)| {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        format!("{} {value}", fitted(&text(language, key), 16))
    })
    .collect()
}

/// The leads with a byte order mark, by which Excel knows UTF-8.
pub fn csv(entries: &[Entry<'_>]) -> String {
    let own: std::collections::BTreeSet<&str> = entries
        .iter()
        .flat_map(|entry| entry.record.lead.known.own.keys().map(|key| &**key))
        .collect();
    let head = [
        "id",
        "created",
        "updated",
        "status",
        "phone",
        "email",
        "time",
        "name",
        "client",
        "username",
        "chat",
        "topics",
        "source",
        "claimed_by",
        "rule",
    ];
    let mut lines = vec![record(head.iter().chain(&own).map(|key| (*key).to_owned()))];
    for entry in entries {
        let known = &entry.record.lead.known;
        let phones: Vec<&str> = known.phones.iter().map(|phone| &*phone.e164).collect();
        let or_empty = |value: Option<&str>| value.unwrap_or_default().to_owned();
        let status = serde_json::to_value(entry.status).unwrap_or_default();
        let cells = [
            entry.id.to_string(),
            entry.created.clone(),
            entry.updated.clone(),
            or_empty(status.as_str()),
            phones.join(", "),
            known.emails.join(", "),
            or_empty(known.time.as_ref().map(|time| &*time.written)),
            or_empty(known.name.as_deref()),
            entry.client.to_owned(),
            or_empty(entry.username),
            entry.chat.to_string(),
            entry.topics.join(", "),
            or_empty(entry.source),
            or_empty(entry.claimed_by),
            or_empty(entry.rule),
        ];
        let own = own.iter().map(|key| known.own.get(*key).cloned().unwrap_or_default());
        lines.push(record(cells.into_iter().chain(own)));
    }
    format!("\u{feff}{}", lines.join("\r\n"))
}

fn record(cells: impl Iterator<Item = String>) -> String {
    cells.map(|cell| csv_cell(&cell)).collect::<Vec<_>>().join(",")
}

/// A cell as RFC 4180 writes it; one that a spreadsheet would take for a formula gets an
/// apostrophe before it (<https://owasp.org/www-community/attacks/CSV_Injection>).
fn csv_cell(value: &str) -> String {
    let is_number = value.parse::<i64>().is_ok() && !value.starts_with('+');
    let formula = value.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number;
    let value = if formula { format!("'{value}") } else { value.to_owned() };
    if value.contains([',', '"', '\n', '\r', ';']) {
        format!("\"{}\"", value.replace('"', "\"\""))
    } else {
        value
    }
}

fn row(cells: &[String; 6]) -> String {
    let cells = cells.iter().zip(WIDTHS).map(|(cell, width)| fitted(cell, width));
    cells.collect::<Vec<_>>().join(" ").trim_end().to_owned()
}

/// A cell of exactly that width on a terminal, cut or filled.
pub fn fitted(cell: &str, width: usize) -> String {
    let cell = cell.replace(char::is_control, " ");
    let mut fitted = String::new();
    if cell.width() <= width {
        fitted.push_str(&cell);
    } else {
        for sign in cell.chars() {
            if fitted.width() + sign.width().unwrap_or(0) + 1 > width {
                break;
            }
            fitted.push(sign);
        }
        fitted.push('…');
    }
    let missing = width.saturating_sub(fitted.width());
    fitted + &" ".repeat(missing)
}

fn client(entry: &Entry<'_>) -> String {
    match entry.username {
        Some(username) => format!("{} @{username}", entry.client).trim().to_owned(),
        None => entry.client.to_owned(),
    }
}

fn status(status: LeadStatus, language: Language) -> String {
    let key = match status {
        LeadStatus::New => "leads-new",
        LeadStatus::Claimed => "leads-taken",
        LeadStatus::Done => "leads-done",
        LeadStatus::Spam => "leads-spam",
    };
    text(language, key)
}

fn local(moment: DateTime<Utc>, zone: Tz, format: &str) -> String {
    moment.with_timezone(&zone).format(format).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_only_text() {
        assert_eq!(csv_cell("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
        assert_eq!(csv_cell("+79001234567"), "'+79001234567");
        assert_eq!(csv_cell("@ivan"), "'@ivan");
        assert_eq!(csv_cell("-100123"), "-100123");
        assert_eq!(csv_cell("завтра в 15:00"), "завтра в 15:00");
        assert_eq!(csv_cell("да, после обеда"), "\"да, после обеда\"");
    }

    #[test]
    fn a_row_fits_eighty_columns() {
        let long = "очень длинное имя с 🔔🔔🔔🔔🔔🔔".to_owned();
        let cells = [long.clone(), long.clone(), long.clone(), long.clone(), long.clone(), long];
        assert_eq!(WIDTHS.iter().sum::<usize>() + WIDTHS.len() - 1, 80);
        assert!(row(&cells).width() <= 80);
    }
}
