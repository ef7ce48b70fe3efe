//! The lead book for spreadsheets: a file that Excel and LibreOffice open as it is meant.

use std::collections::BTreeSet;

use chrono_tz::Tz;

use crate::cli::table::local;
use crate::lead_book::Entry;
use crate::texts::Language;

/// The columns every book has; own fields follow.
const COLUMNS: [&str; 15] = [
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
/// A moment as every spreadsheet reads it, whatever its language.
const MOMENT: &str = "%Y-%m-%d %H:%M:%S";
/// With these a spreadsheet begins a formula; the wide ones some Excels take for the others.
const SIGNS: [char; 9] = ['=', '+', '-', '@', '|', '＝', '＋', '－', '＠'];

/// The leads, with the byte order mark by which Excel knows UTF-8.
///
/// Excel splits lines as the system writes lists: by semicolons where commas stand
/// in numbers, as in Russian. LibreOffice finds out either.
pub fn csv(entries: &[Entry<'_>], zone: Tz, language: Language) -> String {
    let separator = match language {
        Language::Ru => ";",
        Language::En => ",",
    };
    let own = entries.iter().flat_map(|entry| entry.record.lead.known.own.keys());
    let own: BTreeSet<&str> = own.map(String::as_str).collect();
    let head = COLUMNS.iter().chain(&own).map(|key| cell(key));
    let mut book = format!("\u{feff}{}\r\n", head.collect::<Vec<_>>().join(separator));
    for entry in entries {
        let values = &entry.record.lead.known.own;
        let own = own.iter().map(|key| cell(values.get(*key).map_or("", String::as_str)));
        let cells = columns(entry, zone).into_iter().map(|value| cell(&value)).chain(own);
        book += &cells.collect::<Vec<_>>().join(separator);
        book += "\r\n";
    }
    book
}

fn columns(entry: &Entry<'_>, zone: Tz) -> [String; 15] {
    let lead = &entry.record.lead;
    let known = &lead.known;
    let phones: Vec<&str> = known.phones.iter().map(|phone| &*phone.e164).collect();
    let text = |value: Option<&str>| value.unwrap_or_default().to_owned();
    let status = serde_json::to_value(entry.status).unwrap_or_default();
    [
        entry.id.to_string(),
        local(lead.created, zone, MOMENT),
        local(lead.updated, zone, MOMENT),
        text(status.as_str()),
        phones.join(", "),
        known.emails.join(", "),
        text(known.time.as_ref().map(|time| &*time.written)),
        text(known.name.as_deref()),
        entry.client.to_owned(),
        text(entry.username),
        entry.chat.to_string(),
        entry.topics.join(", "),
        text(entry.source),
        text(entry.claimed_by),
        text(entry.rule),
    ]
}

/// A cell as RFC 4180 writes it, and no formula.
fn cell(value: &str) -> String {
    let plain = |sign: char| if sign.is_control() && sign != '\n' { ' ' } else { sign };
    let value = harmless(&value.replace("\r\n", "\n").chars().map(plain).collect::<String>());
    if value.contains([',', ';', '"', '\n']) {
        format!("\"{}\"", value.replace('"', "\"\""))
    } else {
        value
    }
}

/// An apostrophe before whatever a spreadsheet would take for a formula
/// (<https://owasp.org/www-community/attacks/CSV_Injection>): at the beginning of the
/// cell, and where one would begin if the file were split by another separator.
fn harmless(value: &str) -> String {
    if value.parse::<i64>().is_ok() && !value.starts_with('+') {
        return value.to_owned();
    }
    let mut harmless = String::with_capacity(value.len());
    for (place, piece) in value.split_inclusive([',', ';', '\n']).enumerate() {
        let ignored = |sign: char| sign.is_whitespace() || matches!(sign, '"' | '\'');
        let words = piece.trim_start_matches(ignored);
        if words.starts_with(SIGNS) && (place == 0 || !is_figures(words)) {
            harmless.push('\'');
        }
        harmless += piece;
    }
    harmless
}

/// Whether there is nothing to calculate: a second phone, a dash before words.
fn is_figures(words: &str) -> bool {
    let rest = words.trim_start_matches(SIGNS);
    let figure = |sign: char| sign.is_ascii_digit() || " -().,;\n".contains(sign);
    rest.starts_with(' ') || (words.len() - rest.len() == 1 && rest.chars().all(figure))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_only_text() {
        for (value, written) in [
            ("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""),
            ("+79001234567", "'+79001234567"),
            ("@ivan", "'@ivan"),
            ("-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0"),
            ("|calc", "'|calc"),
            ("＝1+1", "'＝1+1"),
            ("\t=1+1", "' =1+1"),
            ("\r=1+1", "' =1+1"),
            ("\n=1+1", "\"\n'=1+1\""),
            (" \"=1+1\"", "\"' \"\"=1+1\"\"\""),
            ("да;=1+1", "\"да;'=1+1\""),
            ("да,\"@SUM(1)", "\"да,'\"\"@SUM(1)\""),
        ] {
            assert_eq!(cell(value), written, "{value:?}");
        }
    }

    #[test]
    fn everything_else_is_as_it_was() {
        assert_eq!(cell("-100123"), "-100123");
        assert_eq!(cell("завтра в 15:00"), "завтра в 15:00");
        assert_eq!(cell("да, после обеда"), "\"да, после обеда\"");
        assert_eq!(cell("да, - и вечером"), "\"да, - и вечером\"");
        assert_eq!(cell("a\r\nb"), "\"a\nb\"");
        assert_eq!(cell("+79001234567, +79007654321"), "\"'+79001234567, +79007654321\"");
    }
}
