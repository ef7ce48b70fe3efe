//! The lead book as a table of 80 columns.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::detect::phone::for_people as phone_for_people;
use crate::dialog::LeadStatus;
use crate::lead_book::Entry;
use crate::texts::{Language, text};

/// The columns' widths; with a space between they fill 80.
const WIDTHS: [usize; 6] = [5, 11, 8, 18, 17, 16];
const TITLES: [&str; 6] =
    ["leads-id", "leads-created", "leads-status", "leads-contact", "leads-client", "leads-time"];

/// Every lead in a line.
pub fn all(entries: &[Entry<'_>], zone: Tz, language: Language) -> Vec<String> {
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

/// The customer as Telegram names him.
pub fn client(entry: &Entry<'_>) -> String {
    match entry.username {
        Some(username) => format!("{} @{username}", entry.client).trim().to_owned(),
        None => entry.client.to_owned(),
    }
}

/// Where a lead stands.
pub fn status(status: LeadStatus, language: Language) -> String {
    let key = match status {
        LeadStatus::New => "leads-new",
        LeadStatus::Claimed => "leads-taken",
        LeadStatus::Done => "leads-done",
        LeadStatus::Spam => "leads-spam",
    };
    text(language, key)
}

/// A moment by the clock of the company.
pub fn local(moment: DateTime<Utc>, zone: Tz, format: &str) -> String {
    moment.with_timezone(&zone).format(format).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_fits_eighty_columns() {
        let long = "очень длинное имя с 🔔🔔🔔🔔🔔🔔".to_owned();
        let cells = [long.clone(), long.clone(), long.clone(), long.clone(), long.clone(), long];
        assert_eq!(WIDTHS.iter().sum::<usize>() + WIDTHS.len() - 1, 80);
        assert!(row(&cells).width() <= 80);
    }
}
