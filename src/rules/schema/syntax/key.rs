//! A line whose left side cannot be read.

use std::ops::Range;

use crate::rules::check::Findings;

use super::Line;
use crate::rules::schema::alias;

/// Tables whose keys are the owner's own words.
const WORDY: [&str; 4] = ["lists", "topics", "sources", "reopen"];

/// Reports a key without a value, with a space, in Cyrillic, or none at all.
pub fn report(line: &Line<'_>, span: Range<usize>, out: &mut Findings<'_>) {
    let place = line.span.clone();
    let (key, equals) = match line.key() {
        Some((key, equals)) => (key, Some(equals)),
        None => (line.text, None),
    };
    if line.text.starts_with("//") || line.text.starts_with("--") || line.text.starts_with(';') {
        let found = out.error("syntax", "comment-sign", place.clone()).label().help();
        let signs = line.text.len() - line.text.trim_start_matches(['/', '-', ';']).len();
        return found.patch(place.start..place.start + signs, "#").done();
    }
    if line.text.starts_with('=') {
        return out.error("syntax", "no-key", place).label().help().done();
    }
    if line.is_header() && equals.is_none() {
        return foreign_header(line, out);
    }
    if matches!(key.matches('"').count(), 1 | 3) {
        return super::value::open_quote(line, span, out);
    }
    if let Some(part) = ["if ", "then "].iter().find(|part| key.starts_with(**part)) {
        let dot = place.start + part.len() - 1;
        let space = line.text[part.len()..].len() - line.text[part.len()..].trim_start().len();
        let found = out.error("syntax", "dot-missing", place.start..place.start + key.len());
        let found = found.with("part", part.trim().to_owned()).label().help();
        return found.patch(dot..dot + 1 + space, ".").done();
    }
    if let Some(colon) =
        line.text.find(':').filter(|at| equals.is_none_or(|equals| place.start + at < equals))
    {
        let at = place.start + colon;
        let found = out.error("syntax", "colon", at..at + 1).label().help();
        return found.patch(at..at + 1, " =").done();
    }
    if !key.is_ascii() && equals.is_some() {
        return foreign(line, key, out);
    }
    if equals.is_none() && line.text.contains(['"', '\'']) && !line.text.starts_with(['"', '\'']) {
        let at = place.start + line.text.find(['"', '\'', '[']).unwrap_or(line.text.len());
        let found = out.error("syntax", "equals-missing", place).label().help();
        return found.patch(at..at, "= ").done();
    }
    match equals {
        Some(_) => {
            let found = out.error("syntax", "key-form", place.start..place.start + key.len());
            found.with("key", key.to_owned()).label().help().done();
        }
        None => out.error("syntax", "no-pair", place).label().help().done(),
    }
}

/// A key in Cyrillic: a name of the owner's wants quotes, a word of the file its English form.
fn foreign(line: &Line<'_>, key: &str, out: &mut Findings<'_>) {
    let place = line.span.start..line.span.start + key.len();
    let section = (1..line.number)
        .rev()
        .map(|number| Line::numbered(number, out))
        .find(Line::is_header)
        .map(|header| header.text.replace(['[', ']', ' '], ""));
    if section.as_ref().is_some_and(|section| WORDY.contains(&&**section)) {
        let found = out.error("syntax", "key-quotes", place.clone()).with("key", key.to_owned());
        return found.label().help().patch(place, format!("\"{key}\"")).done();
    }
    let latin: String = key.chars().map(look_alike).collect();
    let found =
        out.error("syntax", "key-letters", place.clone()).with("key", key.to_owned()).label();
    let last = key.rsplit(['.', ' ']).next().unwrap_or(key);
    let meant = alias::meant(last).map(|word| match key.split_once(['.', ' ']) {
        Some((part, _)) => format!("{}.{word}", alias::meant(part).unwrap_or(part)),
        None if section.as_deref() == Some("rule") => {
            alias::of_rule(word).unwrap_or_else(|| word.to_owned())
        }
        None => word.to_owned(),
    });
    let meant = meant.or_else(|| latin.is_ascii().then_some(latin));
    found.similar(place, meant, false).done();
}

/// Cyrillic letters that look like Latin ones slip in unseen.
fn look_alike(letter: char) -> char {
    match letter {
        'а' => 'a',
        'е' => 'e',
        'о' => 'o',
        'р' => 'p',
        'с' | 'С' => 'c',
        'у' => 'y',
        'х' => 'x',
        'і' => 'i',
        other => other,
    }
}

/// `[списки]`: names of tables are English.
fn foreign_header(line: &Line<'_>, out: &mut Findings<'_>) {
    let written = line.text.split('#').next().unwrap_or_default().trim_end();
    let name = written.replace(['[', ']'], "").trim().to_owned();
    let place = line.span.start..line.span.start + written.len();
    let part = |part: &str| alias::meant(part).map(str::to_owned);
    let parts: Option<Vec<_>> = name.split('.').map(|word| part(word.trim())).collect();
    let found = out.error("syntax", "header-letters", place.clone()).with("name", name).label();
    match parts.map(|parts| parts.join(".")) {
        Some(meant) if meant == "rule" => found.similar(place, Some("[[rule]]".into()), false),
        Some(meant) => found.similar(place, Some(format!("[{meant}]")), false),
        None => found.help(),
    }
    .done();
}

/// A header whose brackets do not pair.
pub fn header(line: &Line<'_>, out: &mut Findings<'_>) {
    let inner = line.text.split(['#']).next().unwrap_or_default();
    let name = inner.replace(['[', ']'], "").trim().to_owned();
    let brackets = if name == "rule" { ("[[", "]]") } else { ("[", "]") };
    let clean = !name.is_empty() && name.chars().all(|sign| !sign.is_whitespace() && sign != '=');
    let end = line.span.start + inner.trim_end().len();
    let found = out.error("syntax", "header", line.span.start..end).label().help();
    if clean {
        let fixed = format!("{}{name}{}", brackets.0, brackets.1);
        return found.patch(line.span.start..end, fixed).done();
    }
    found.done();
}
