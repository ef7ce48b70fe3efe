//! The tables of the file, one function each.

use chrono_tz::Tz;
use toml::de::DeValue;

use crate::dialog::{Field, Sink, Status};
use crate::rules::check::Findings;
use crate::rules::{Hours, IfMissing, Privacy, Reopen, Repeat};

use super::{Draft, Entry, LeadDraft, Placed, Table, WordList};
use super::{desk, field, quantity, rule, value, week};

/// Reads the whole file.
pub fn read(mut top: Table<'_>, findings: &mut Findings<'_>) -> Draft {
    let (company, timezone, country) = head(&mut top, findings);
    let hours = table(&mut top, "hours", findings).map(|table| hours(table, findings));
    let lead = lead(table(&mut top, "lead", findings), findings);
    let fields = table(&mut top, "field", findings).map(|table| field::read(table, findings));
    let lists = table(&mut top, "lists", findings).map(|table| word_lists(table, findings));
    let topics = table(&mut top, "topics", findings).map(|table| word_lists(table, findings));
    let sources = table(&mut top, "sources", findings).map(|table| sources(table, findings));
    let rules_missing = !top.has("rule");
    let mut rules = rules(&mut top, findings);
    // `[if]` on a line of its own: what the rule above asks and does has gone astray.
    if top.has("if") || top.has("then") {
        rules.iter_mut().for_each(|rule| rule.broken = true);
    }
    let fallback =
        table(&mut top, "fallback", findings).and_then(|table| fallback(table, findings));
    let reopen = table(&mut top, "reopen", findings).map(|table| reopen(table, findings));
    let (notify_lead, notify_update) = notify(table(&mut top, "notify", findings), findings);
    let privacy = table(&mut top, "privacy", findings).map(|table| privacy(table, findings));
    let (privacy, consent) = privacy.unwrap_or_default();
    let bitrix24 =
        table(&mut top, "bitrix24", findings).map(|table| desk::bitrix24(table, findings));
    let desk = table(&mut top, "desk", findings).map(|table| desk::desk(table, findings));
    let route = table(&mut top, "route", findings).map(|table| desk::route(table, findings));
    let before = findings.count();
    top.finish("", findings);
    // A line that strayed to the top has told already where rules begin.
    if rules_missing && findings.count() == before {
        no_rules(findings);
    }
    Draft {
        language: findings.language,
        company,
        timezone,
        country,
        hours,
        lead,
        fields: fields.unwrap_or_default(),
        lists: lists.unwrap_or_default(),
        topics: topics.unwrap_or_default(),
        sources: sources.unwrap_or_default(),
        rules,
        fallback,
        reopen: reopen.unwrap_or_default(),
        notify_lead,
        notify_update,
        privacy,
        consent,
        bitrix24: bitrix24.unwrap_or_default(),
        desk: desk.unwrap_or_default(),
        route: route.unwrap_or_default(),
    }
}

/// The lines above all tables: company, time zone, country.
fn head(top: &mut Table<'_>, findings: &mut Findings<'_>) -> (String, Tz, String) {
    version(top, findings);
    let language = [("ru", crate::texts::Language::Ru), ("en", crate::texts::Language::En)];
    if let Some(text) = top.take("language").and_then(|entry| value::text(&entry, findings)) {
        value::word(&text, "language", &language, findings);
    }
    let company = required_text(top, "company", "top-company", findings);
    let timezone = required_text(top, "timezone", "top-timezone", findings)
        .and_then(|text| quantity::timezone(&text, findings));
    let country = top.take("country").and_then(|entry| value::text(&entry, findings));
    let country = country.and_then(|text| quantity::country(&text, findings));
    (
        company.map(|text| text.value.trim().to_owned()).unwrap_or_default(),
        timezone.unwrap_or(Tz::UTC),
        country.unwrap_or_else(|| "RU".to_owned()),
    )
}

fn version(top: &mut Table<'_>, findings: &mut Findings<'_>) {
    let Some(entry) = top.take("version") else {
        let first = findings.line_span(1);
        findings
            .error("missing-key", "top-version", first)
            .label()
            .help()
            .patch(0..0, "version = 1\n")
            .done();
        return;
    };
    if let Some(version) = value::number(&entry, (0, u32::MAX), findings)
        && version.value != 1
    {
        let found = findings.error("bad-value", "version", entry.span.clone()).label().help();
        found.patch(entry.span, "1").done();
    }
}

fn required_text(
    top: &mut Table<'_>,
    key: &'static str,
    sentence: &'static str,
    findings: &mut Findings<'_>,
) -> Option<Placed<String>> {
    match top.take(key) {
        Some(entry) => value::text(&entry, findings),
        None => {
            let first = findings.line_span(1);
            findings.error("missing-key", sentence, first).label().help().done();
            None
        }
    }
}

/// The table of that key, if it is one.
pub fn table<'a>(
    parent: &mut Table<'a>,
    key: &'static str,
    findings: &mut Findings<'_>,
) -> Option<Table<'a>> {
    let entry = parent.take(key)?;
    inner(&entry, findings)
}

/// The value as a table.
pub fn inner<'a>(entry: &Entry<'a>, findings: &mut Findings<'_>) -> Option<Table<'a>> {
    match entry.value {
        DeValue::Table(table) => Some(Table::new(table, entry.key_span.clone())),
        DeValue::Array(array)
            if array.iter().all(|item| item.get_ref().is_table()) && !array.is_empty() =>
        {
            let found = findings.error("wrong-type", "type-one-table", entry.key_span.clone());
            found.with("key", entry.key.to_owned()).label().help().done();
            None
        }
        other => {
            value::wrong_type(entry, "type-table", other, findings).done();
            None
        }
    }
}

fn hours(mut table: Table<'_>, findings: &mut Findings<'_>) -> Hours {
    let mut hours = Hours::default();
    match table.take("open") {
        Some(entry) => {
            for line in value::some_texts(&entry, findings).unwrap_or_default() {
                week::add(&line, &mut hours.week, findings);
            }
        }
        None => {
            findings.error("missing-key", "hours-open", table.span.clone()).label().help().done();
        }
    }
    if let Some(entry) = table.take("days_off") {
        hours.days_off = week::days_off(&entry, findings);
    }
    table.finish("[hours]", findings);
    hours
}

fn lead(table: Option<Table<'_>>, findings: &mut Findings<'_>) -> LeadDraft {
    let mut draft = LeadDraft {
        required: None,
        if_missing: IfMissing::Ask,
        send_to: None,
        repeat: Repeat::Update,
    };
    let Some(mut table) = table else { return draft };
    draft.required = table.take("required").and_then(|entry| any_fields(&entry, findings));
    let if_missing =
        [("ask", IfMissing::Ask), ("continue", IfMissing::Continue), ("close", IfMissing::Close)];
    if let Some(chosen) = word(&mut table, "if_missing", &if_missing, findings) {
        draft.if_missing = chosen;
    }
    draft.send_to = table.take("send_to").and_then(|entry| sinks(&entry, findings));
    let repeat = [("update", Repeat::Update), ("new", Repeat::New)];
    if let Some(chosen) = word(&mut table, "repeat", &repeat, findings) {
        draft.repeat = chosen;
    }
    table.finish("[lead]", findings);
    draft
}

fn word<T: Copy>(
    table: &mut Table<'_>,
    key: &'static str,
    set: &[(&'static str, T)],
    findings: &mut Findings<'_>,
) -> Option<T> {
    let text = table.take(key).and_then(|entry| value::text(&entry, findings))?;
    value::word(&text, key, set, findings).map(|word| word.value)
}

/// A list of fields with at least one in it.
pub fn fields(entry: &Entry<'_>, findings: &mut Findings<'_>) -> Option<Vec<Placed<Field>>> {
    value::some_texts(entry, findings).map(named)
}

/// A list of fields, perhaps empty.
pub fn any_fields(entry: &Entry<'_>, findings: &mut Findings<'_>) -> Option<Vec<Placed<Field>>> {
    value::texts(entry, findings).map(named)
}

fn named(texts: Vec<Placed<String>>) -> Vec<Placed<Field>> {
    texts.into_iter().map(|text| text.map(|name| Field::from(name.trim()))).collect()
}

/// A list of places leads go to, each once.
pub fn sinks(entry: &Entry<'_>, findings: &mut Findings<'_>) -> Option<Vec<Placed<Sink>>> {
    let set: Vec<_> = Sink::ALL.into_iter().map(|sink| (sink.key(), sink)).collect();
    let texts = value::some_texts(entry, findings)?;
    let mut sinks: Vec<Placed<Sink>> = Vec::new();
    for text in &texts {
        let sink = value::word(text, entry.key, &set, findings);
        let known = |sink: &Placed<Sink>| sinks.iter().any(|known| known.value == sink.value);
        sinks.extend(sink.filter(|sink| !known(sink)));
    }
    Some(sinks)
}

fn word_lists(mut table: Table<'_>, findings: &mut Findings<'_>) -> Vec<WordList> {
    let mut lists = Vec::new();
    for entry in table.take_all() {
        let words = value::some_texts(&entry, findings).unwrap_or_default();
        let name = Placed {
            value: entry.key.trim().to_owned(),
            span: entry.key_span.clone(),
            key: entry.key_span.clone(),
        };
        lists.push(WordList { name, words });
    }
    lists
}

/// A link's tail: <https://core.telegram.org/bots/features#deep-linking>.
fn sources(mut table: Table<'_>, findings: &mut Findings<'_>) -> Vec<(Placed<String>, String)> {
    let mut sources = Vec::new();
    for entry in table.take_all() {
        let fits = (1..=64).contains(&entry.key.len())
            && entry.key.bytes().all(|sign| sign.is_ascii_alphanumeric() || b"_-".contains(&sign));
        if !fits {
            let found = findings.error("bad-value", "source-name", entry.key_span.clone());
            found.with("key", entry.key.to_owned()).label().help().done();
        }
        if let Some(label) = value::text(&entry, findings) {
            let name = Placed {
                value: entry.key.to_owned(),
                span: entry.key_span.clone(),
                key: entry.key_span.clone(),
            };
            sources.push((name, label.value));
        }
    }
    sources
}

fn rules(top: &mut Table<'_>, findings: &mut Findings<'_>) -> Vec<rule::RuleDraft> {
    let Some(entry) = top.take("rule") else { return Vec::new() };
    match entry.value {
        DeValue::Array(array) if array.iter().all(|item| item.get_ref().is_table()) => array
            .iter()
            .filter_map(|item| Some((item.get_ref().as_table()?, item.span())))
            .map(|(table, span)| rule::read(table, span, findings))
            .collect(),
        DeValue::Table(_) => {
            // `[rule]` has been told with the text.
            if !findings.source[entry.span.clone()].starts_with('[') {
                findings.error("wrong-type", "rule-brackets", entry.whole()).label().help().done();
            }
            Vec::new()
        }
        _ => {
            findings.error("wrong-type", "rule-brackets", entry.whole()).label().help().done();
            Vec::new()
        }
    }
}

fn no_rules(findings: &mut Findings<'_>) {
    let end = findings.source.trim_end().len();
    let last = findings.position(end).0;
    let span = findings.line_span(last);
    findings.error("missing-key", "no-rules", span).label().help().done();
}

fn fallback(mut table: Table<'_>, findings: &mut Findings<'_>) -> Option<(Placed<String>, u32)> {
    let reply = match table.take("reply") {
        Some(entry) => value::text(&entry, findings),
        None => {
            findings
                .error("missing-key", "fallback-reply", table.span.clone())
                .label()
                .help()
                .done();
            None
        }
    };
    let limit = table.take("limit").and_then(|entry| value::number(&entry, (1, 20), findings));
    table.finish("[fallback]", findings);
    reply.map(|reply| (reply, limit.map_or(3, |limit| limit.value)))
}

fn reopen(mut table: Table<'_>, findings: &mut Findings<'_>) -> Reopen {
    let mut reopen = Reopen::default();
    let mut seen: Vec<(Status, std::ops::Range<usize>)> = Vec::new();
    for entry in table.take_all() {
        let key = Placed {
            value: entry.key.to_owned(),
            span: entry.key_span.clone(),
            key: entry.key_span.clone(),
        };
        let closed = [Status::Completed, Status::Unqualified, Status::Operator];
        let status = quantity::status(&key, &closed, findings);
        let text = value::text(&entry, findings);
        let never = text.as_ref().is_some_and(|text| text.value.trim().to_lowercase() == "never");
        let after = text.filter(|_| !never).and_then(|text| quantity::duration(&text, findings));
        let Some(status) = status else { continue };
        if let Some((_, first)) = seen.iter().find(|(earlier, _)| *earlier == status.value) {
            let found = findings.error("duplicate-name", "duplicate-status", key.span.clone());
            found
                .with("name", key.value)
                .label()
                .other(first.clone(), "duplicate-first")
                .help()
                .done();
            continue;
        }
        seen.push((status.value, key.span));
        let after = after.map(|after| after.value);
        match status.value {
            Status::Completed => reopen.completed = after,
            Status::Unqualified => reopen.unqualified = after,
            _ => reopen.operator = after,
        }
    }
    reopen
}

/// `[notify]`: the card of a lead and the note about a change.
fn notify(
    table: Option<Table<'_>>,
    findings: &mut Findings<'_>,
) -> (Option<Placed<String>>, Option<Placed<String>>) {
    let Some(mut table) = table else { return (None, None) };
    let lead = table.take("lead").and_then(|entry| value::text(&entry, findings));
    let update = table.take("update").and_then(|entry| value::text(&entry, findings));
    table.finish("[notify]", findings);
    (lead, update)
}

fn privacy(mut table: Table<'_>, findings: &mut Findings<'_>) -> (Privacy, Option<Placed<String>>) {
    let consent = table.take("consent").and_then(|entry| value::text(&entry, findings));
    let version = table.take("version");
    let version = version.and_then(|entry| value::number(&entry, (1, u32::MAX), findings));
    let keep = table.take("keep").and_then(|entry| value::text(&entry, findings));
    let keep = keep.and_then(|text| quantity::duration(&text, findings));
    table.finish("[privacy]", findings);
    let privacy = Privacy {
        consent: consent.as_ref().map(|text| text.value.clone()),
        version: version.map_or(1, |version| version.value),
        keep: keep.map(|keep| keep.value),
    };
    (privacy, consent)
}
