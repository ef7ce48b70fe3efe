//! Single values of the file: texts, numbers, switches, lists, words from a fixed set.

use toml::de::DeValue;

use crate::rules::check::{Findings, quote, similar};

use super::{Entry, Placed, quantity};

/// A text that is not empty.
pub fn text(entry: &Entry<'_>, findings: &mut Findings<'_>) -> Option<Placed<String>> {
    let text = any_text(entry, findings)?;
    if text.value.trim().is_empty() {
        findings
            .error("bad-value", "value-empty", entry.span.clone())
            .with("key", entry.key.to_owned())
            .label()
            .help()
            .done();
        return None;
    }
    Some(text)
}

/// A text, perhaps empty.
pub fn any_text(entry: &Entry<'_>, findings: &mut Findings<'_>) -> Option<Placed<String>> {
    match entry.value {
        DeValue::String(value) => Some(place(entry, value.clone().into_owned())),
        other => {
            let found = wrong_type(entry, "type-text", other, findings);
            match other {
                DeValue::Integer(_) | DeValue::Float(_) => {
                    let mut written = found.written(entry.span.clone());
                    // A bare number of a duration is most often one of minutes, or of days.
                    if ["idle", "remind", "escalate"].contains(&entry.key) {
                        written.push('m');
                    } else if entry.key == "keep" || quantity::parse_status(entry.key).is_some() {
                        written.push('d');
                    }
                    found.patch(entry.span.clone(), quote(&written)).done();
                }
                DeValue::Array(array) if array.len() == 1 => match array[0].get_ref() {
                    DeValue::String(only) => found.patch(entry.span.clone(), quote(only)).done(),
                    _ => found.help_as("type-text-list-help").done(),
                },
                DeValue::Array(_) => found.help_as("type-text-list-help").done(),
                _ => found.done(),
            }
            None
        }
    }
}

/// `true` or `false`.
pub fn flag(entry: &Entry<'_>, findings: &mut Findings<'_>) -> Option<Placed<bool>> {
    if let DeValue::Boolean(value) = entry.value {
        return Some(place(entry, *value));
    }
    let found = wrong_type(entry, "type-flag", entry.value, findings);
    match entry.value.as_str().map(|text| text.trim().to_lowercase()).as_deref() {
        Some("true" | "да" | "yes" | "on" | "вкл") => {
            found.patch(entry.span.clone(), "true").done()
        }
        Some("false" | "нет" | "no" | "off" | "выкл") => {
            found.patch(entry.span.clone(), "false").done();
        }
        _ => found.done(),
    }
    None
}

/// A whole number within limits, both included.
pub fn number(
    entry: &Entry<'_>,
    limits: (u32, u32),
    findings: &mut Findings<'_>,
) -> Option<Placed<u32>> {
    let DeValue::Integer(written) = entry.value else {
        let found = wrong_type(entry, "type-number", entry.value, findings);
        match entry.value.as_str().map(str::trim).filter(|text| text.parse::<u32>().is_ok()) {
            Some(digits) => found.patch(entry.span.clone(), digits).done(),
            None => found.done(),
        }
        return None;
    };
    let value = u32::from_str_radix(written.as_str(), written.radix()).ok();
    let value = value.filter(|value| (limits.0..=limits.1).contains(value));
    if value.is_none() {
        let key = if limits.1 == u32::MAX { "value-number-from" } else { "value-number" };
        findings
            .error("bad-value", key, entry.span.clone())
            .with("key", entry.key.to_owned())
            .with("from", limits.0.to_string())
            .with("to", limits.1.to_string())
            .label()
            .help()
            .done();
    }
    value.map(|value| place(entry, value))
}

/// A list of texts, none of them empty.
pub fn texts(entry: &Entry<'_>, findings: &mut Findings<'_>) -> Option<Vec<Placed<String>>> {
    let DeValue::Array(array) = entry.value else {
        let found = wrong_type(entry, "type-list", entry.value, findings);
        match entry.value.as_str() {
            // Two spans of working hours are one text.
            Some(text) if text.contains(',') && entry.key != "open" => {
                let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
                let parts: Vec<_> = parts.map(quote).collect();
                found.patch(entry.span.clone(), format!("[{}]", parts.join(", "))).done();
            }
            Some(_) => {
                let written = found.written(entry.span.clone());
                found.patch(entry.span.clone(), format!("[{written}]")).done();
            }
            None => found.done(),
        }
        return None;
    };
    let mut texts = Vec::with_capacity(array.len());
    for item in array.iter() {
        let item = Entry {
            key: entry.key,
            key_span: entry.key_span.clone(),
            value: item.get_ref(),
            span: item.span(),
        };
        texts.extend(text(&item, findings));
    }
    Some(texts)
}

/// A list of texts with at least one in it.
pub fn some_texts(entry: &Entry<'_>, findings: &mut Findings<'_>) -> Option<Vec<Placed<String>>> {
    let texts = texts(entry, findings)?;
    if entry.value.as_array().is_some_and(|array| array.is_empty()) {
        findings
            .error("bad-value", "value-no-items", entry.span.clone())
            .with("key", entry.key.to_owned())
            .label()
            .help()
            .done();
        return None;
    }
    Some(texts)
}

/// A word of a fixed set.
pub fn word<T: Copy>(
    text: &Placed<String>,
    key: &str,
    set: &[(&'static str, T)],
    findings: &mut Findings<'_>,
) -> Option<Placed<T>> {
    let written = text.value.trim().to_lowercase();
    if let Some((_, value)) = set.iter().find(|(name, _)| *name == written) {
        return Some(Placed { value: *value, span: text.span.clone(), key: text.key.clone() });
    }
    let names: Vec<_> = set.iter().map(|(name, _)| *name).collect();
    let habit = super::alias::word(&text.value, &names).map(str::to_owned);
    let meant = habit.or_else(|| similar(&text.value, names.iter().copied()));
    findings
        .error("bad-value", "value-word", text.span.clone())
        .with("key", key.to_owned())
        .with("value", text.value.clone())
        .with("known", names.join(", "))
        .label()
        .similar(text.span.clone(), meant, true)
        .done();
    None
}

fn place<T>(entry: &Entry<'_>, value: T) -> Placed<T> {
    Placed { value, span: entry.span.clone(), key: entry.key_span.clone() }
}

/// The value is of another kind than wanted; the kind it is stands in the message.
pub fn wrong_type<'f, 'a>(
    entry: &Entry<'_>,
    key: &'static str,
    value: &DeValue<'_>,
    findings: &'f mut Findings<'a>,
) -> crate::rules::check::Finding<'f, 'a> {
    let kind = match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) | DeValue::Float(_) => "number",
        DeValue::Boolean(_) => "flag",
        DeValue::Datetime(_) => "date",
        DeValue::Array(_) => "list",
        DeValue::Table(_) => "table",
    };
    findings
        .error("wrong-type", key, entry.span.clone())
        .with("key", entry.key.to_owned())
        .with("kind", kind)
        .label()
        .help_as(&if kind == "table" { "type-dot-help".to_owned() } else { format!("{key}-help") })
}
