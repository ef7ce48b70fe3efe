//! `{placeholders}` that mean nothing, and texts Telegram would refuse.

use std::ops::Range;

use crate::dialog::Field;
use crate::rules::schema::{Draft, Placed, field_alias};
use crate::rules::template::{self, Placeholder};

use super::{Findings, similar};

/// The longest message: <https://core.telegram.org/bots/api#sendmessage>, in UTF-16 units.
const LONGEST: usize = 4096;

/// Who reads a text: that decides what can be put into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reader {
    Customer,
    Managers,
    ManagersOfUpdate,
}

/// Reports unknown placeholders and texts that are too long.
pub fn check(draft: &Draft, findings: &mut Findings<'_>) {
    let mut texts: Vec<(&Placed<String>, Reader)> = Vec::new();
    for field in &draft.fields {
        texts.extend(field.ask.iter().chain(&field.again).map(|text| (text, Reader::Customer)));
    }
    for rule in &draft.rules {
        texts.extend(rule.actions.reply.iter().map(|text| (text, Reader::Customer)));
        texts.extend(rule.actions.notify.iter().map(|text| (text, Reader::Managers)));
    }
    texts.extend(draft.fallback.iter().map(|(reply, _)| (reply, Reader::Customer)));
    texts.extend(draft.notify_lead.iter().map(|text| (text, Reader::Managers)));
    texts.extend(draft.notify_update.iter().map(|text| (text, Reader::ManagersOfUpdate)));
    texts.extend(draft.bitrix24.fields.iter().map(|(_, text)| (text, Reader::Managers)));
    for (text, reader) in texts {
        length(text, findings);
        names(text, reader, draft, findings);
        spaced(text, findings);
        half(text, &known(reader, draft), findings);
    }
    draft.consent.iter().for_each(|text| length(text, findings));
}

fn length(text: &Placed<String>, findings: &mut Findings<'_>) {
    let length = text.value.encode_utf16().count();
    if length > LONGEST {
        findings
            .error("reply-too-long", "too-long", text.key.clone())
            .with("length", length.to_string())
            .with("longest", LONGEST.to_string())
            .label()
            .help()
            .done();
    }
}

fn names(text: &Placed<String>, reader: Reader, draft: &Draft, findings: &mut Findings<'_>) {
    for (at, (name, _)) in template::names(&text.value).enumerate() {
        let known = known(reader, draft);
        if known.iter().any(|place| place == name) {
            continue;
        }
        let span = place(text, name, at, findings.source);
        let habit = field_alias(name).map(str::to_owned).filter(|word| known.contains(word));
        let meant = habit.or_else(|| similar(name, known.iter().map(String::as_str)));
        let elsewhere = !matches!(Placeholder::named(name), Placeholder::Field(_));
        let shown: Vec<_> = known.iter().map(|name| format!("{{{name}}}")).collect();
        let found = findings
            .error("unknown-placeholder", "placeholder", span.clone())
            .with("name", format!("{{{name}}}"))
            .with("known", shown.join(" "))
            .label();
        match meant {
            // The word exists, only not in this text: a word like it would be a bad guess.
            _ if name == "changed" => found.help_as("placeholder-changed-help").done(),
            _ if elsewhere => found.help_as("placeholder-elsewhere-help").done(),
            None => found.help().done(),
            Some(meant) => found.help().patch(span, format!("{{{meant}}}")).done(),
        }
    }
}

fn known(reader: Reader, draft: &Draft) -> Vec<String> {
    let mut known: Vec<String> = ["name", "phone", "email", "time", "company", "next_open", "text"]
        .map(str::to_owned)
        .into();
    if reader != Reader::Customer {
        let more = ["client", "phones", "topic", "source", "rule", "id"];
        known.extend(more.map(str::to_owned));
    }
    if reader == Reader::ManagersOfUpdate {
        known.push("changed".to_owned());
    }
    let own = draft.fields.iter().filter_map(|field| match &field.name.value {
        Field::Own(name) => Some(name.clone()),
        _ => None,
    });
    known.extend(own);
    known
}

/// The bytes of a placeholder in the file; `at` is its number among all of the text.
fn place(text: &Placed<String>, name: &str, at: usize, source: &str) -> Range<usize> {
    let raw = &source[text.span.clone()];
    let found = template::names(raw).nth(at).filter(|(found, _)| *found == name);
    match found {
        Some((_, range)) => text.span.start + range.start..text.span.start + range.end,
        None => text.span.clone(),
    }
}

/// `{ name }` and `{{name}}`: the customer would see the braces.
fn spaced(text: &Placed<String>, findings: &mut Findings<'_>) {
    let raw = &findings.source[text.span.clone()];
    let mut found: Vec<(Range<usize>, String)> = Vec::new();
    for (open, _) in raw.match_indices('{') {
        let Some(close) = raw[open..].find('}') else { continue };
        let inner = &raw[open + 1..open + close];
        let name = inner.trim_matches(['{', ' ']);
        let mut signs = name.chars();
        let is_name = !name.is_empty() && signs.all(|sign| sign.is_alphanumeric() || sign == '_');
        if is_name && inner != name {
            let mut end = open + close + 1;
            while inner.starts_with('{') && raw[end..].starts_with('}') {
                end += 1;
            }
            found.push((text.span.start + open..text.span.start + end, format!("{{{name}}}")));
        }
    }
    for (span, fixed) in found {
        let found = findings.error("unknown-placeholder", "placeholder-form", span.clone());
        found.with("name", fixed.clone()).label().help().patch(span, fixed).done();
    }
}

/// `{name` and `name}`: a brace without its pair beside a word that can be put in.
fn half(text: &Placed<String>, known: &[String], findings: &mut Findings<'_>) {
    let raw = &findings.source[text.span.clone()];
    let is_name = |sign: char| sign.is_alphanumeric() || sign == '_';
    let mut found: Vec<(Range<usize>, &str)> = Vec::new();
    for (open, _) in raw.match_indices('{') {
        let rest = &raw[open + 1..];
        let name = &rest[..rest.find(|sign| !is_name(sign)).unwrap_or(rest.len())];
        if rest[name.len()..].trim_start().starts_with('}') || rest.starts_with('{') {
            continue;
        }
        found.push((open..open + 1 + name.len(), name));
    }
    for (close, _) in raw.match_indices('}') {
        let before = &raw[..close];
        let start = before
            .rfind(|sign| !is_name(sign))
            .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        if !before[..start].trim_end().ends_with('{') {
            found.push((start..close + 1, &before[start..]));
        }
    }
    let found: Vec<_> = found
        .into_iter()
        .filter(|(_, name)| known.iter().any(|known| known == name))
        .map(|(range, name)| {
            (text.span.start + range.start..text.span.start + range.end, format!("{{{name}}}"))
        })
        .collect();
    for (span, fixed) in found {
        let found = findings.error("unknown-placeholder", "placeholder-half", span.clone());
        found.with("name", fixed.clone()).label().help().patch(span, fixed).done();
    }
}
