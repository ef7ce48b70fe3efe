//! A lead as a portal's lead: its fields, its comment, its stage; pure.

use super::fields::{Fields, Kind};
use crate::dialog::{Field, Lead, LeadStatus, Line, MediaKind, Speaker};
use crate::lead_text;
use crate::rules::{Bitrix24, Placeholder, Rules, Template, Values, client_name};
use crate::texts::{text, text_with};

/// Who makes these leads, in the portal's eyes.
pub const ORIGINATOR: &str = "leadlatch";
/// The longest title and name the portal's database keeps.
const LONGEST_TITLE: usize = 255;
const LONGEST_NAME: usize = 50;
/// Stages every portal has at the beginning (`api-reference/crm/status`).
const NEW: &str = "NEW";
const IN_PROCESS: &str = "IN_PROCESS";
const PROCESSED: &str = "PROCESSED";
const JUNK: &str = "JUNK";

/// Everything a new lead says.
pub fn new(lead: &Lead, origin: &str, rules: &Rules) -> Fields {
    let (codes, language) = (&rules.bitrix24, rules.language);
    let client = client_name(&lead.client, language);
    let title = text_with(language, "bitrix24-title", &[("client", client.as_str().into())]);
    let mut fields = Fields::default();
    fields.set("title", cut(&title, LONGEST_TITLE));
    fields.set("name", cut(lead.known.name.as_deref().unwrap_or(&client), LONGEST_NAME));
    fields.set("comments", comment(lead, rules));
    fields.set("opened", "Y");
    fields.set("originatorId", ORIGINATOR);
    fields.set("originId", origin);
    fields.set("stageId", first_stage(lead.status, codes).unwrap_or_default());
    fields.set("sourceId", codes.source.clone());
    fields.set("sourceDescription", source(lead, rules));
    fields.set("assignedById", codes.assigned);
    if let Some(source) = &lead.source {
        fields.set("utmSource", "telegram");
        fields.set("utmCampaign", source.as_str());
    }
    add_contacts(&mut fields, lead);
    set_own(&mut fields, lead, rules, |_| true);
    fields
}

/// What a changed lead says anew: the fields that follow from the keys in `changed`.
pub fn change(lead: &Lead, changed: &[String], rules: &Rules) -> Fields {
    let has = |key: &str| changed.iter().any(|it| it == key);
    let mut fields = Fields::default();
    if let Some(name) = lead.known.name.as_deref().filter(|_| has("name")) {
        fields.set("name", cut(name, LONGEST_NAME));
    }
    if has("status") {
        fields.set("stageId", stage(lead.status, &rules.bitrix24));
    }
    set_own(&mut fields, lead, rules, |template| {
        template.placeholders().filter_map(changed_by).any(|key| has(&key))
    });
    add_contacts(&mut fields, lead);
    fields
}

/// The stage a lead of that status belongs to.
pub fn stage(status: LeadStatus, codes: &Bitrix24) -> String {
    let (code, usual) = match status {
        LeadStatus::New => (&codes.stage, NEW),
        LeadStatus::Claimed => (&codes.stage_claimed, IN_PROCESS),
        LeadStatus::Done => (&codes.stage_done, PROCESSED),
        LeadStatus::Spam => (&codes.stage_spam, JUNK),
    };
    code.clone().unwrap_or_else(|| usual.to_owned())
}

/// The stage a lead begins in; `None` is the portal's own.
fn first_stage(status: LeadStatus, codes: &Bitrix24) -> Option<String> {
    match status {
        LeadStatus::New => codes.stage.clone(),
        other => Some(stage(other, codes)),
    }
}

/// What is known of a lead, a line a fact, and the talk.
pub fn comment(lead: &Lead, rules: &Rules) -> String {
    let language = rules.language;
    let mut lines: Vec<String> = lead_text::rows(lead, rules)
        .into_iter()
        .map(|row| format!("{}: {}", row.title, row.value))
        .collect();
    let link = match &lead.client.username {
        Some(username) => format!("@{username}, {}", profile(username)),
        None => format!("tg://user?id={}", lead.client.id),
    };
    let client = client_name(&lead.client, language);
    lines.push(format!("{}: {client}, {link}", text(language, "bitrix24-client")));
    if !lead.talk.is_empty() {
        lines.push(String::new());
        lines.push(text(language, "bitrix24-talk"));
        lines.extend(lead.talk.iter().map(|line| said(line, rules)));
    }
    plain(&lines.join("\n"))
}

/// A text in which the portal finds no markup of its own: `[b]` stays what a person wrote.
///
/// Comments take BB codes; a space without width after the bracket makes it a plain one.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        plain.push(letter);
        let is_code = |next: &char| next.is_ascii_alphabetic() || "/*".contains(*next);
        if letter == '[' && letters.peek().is_some_and(is_code) {
            plain.push('\u{200b}');
        }
    }
    plain
}

fn said(line: &Line, rules: &Rules) -> String {
    let key = match line.by {
        Speaker::Client => "bitrix24-line-client",
        Speaker::Bot => "bitrix24-line-bot",
        Speaker::Manager => "bitrix24-line-manager",
    };
    let words = match line.kind {
        MediaKind::Text => line.text.clone(),
        kind => {
            let kind = text(rules.language, &format!("desk-kind-{}", kind.key()));
            format!("[{kind}] {}", line.text).trim_end().to_owned()
        }
    };
    text_with(rules.language, key, &[("text", words.into())])
}

fn source(lead: &Lead, rules: &Rules) -> String {
    let source = Values::of_lead(rules, lead).of(&Placeholder::Source);
    match source.is_empty() {
        true => text(rules.language, "bitrix24-source"),
        false => text_with(rules.language, "bitrix24-source-from", &[("source", source.into())]),
    }
}

fn add_contacts(fields: &mut Fields, lead: &Lead) {
    for phone in &lead.known.phones {
        fields.add(Kind::Phone, "WORK", &phone.e164);
    }
    for email in &lead.known.emails {
        fields.add(Kind::Email, "WORK", email);
    }
    if let Some(username) = &lead.client.username {
        fields.add(Kind::Im, "TELEGRAM", username);
        fields.add(Kind::Web, "OTHER", &profile(username));
    }
}

/// The owner's own fields, as far as their templates are wanted.
fn set_own(fields: &mut Fields, lead: &Lead, rules: &Rules, wanted: impl Fn(&Template) -> bool) {
    let values = Values::of_lead(rules, lead);
    let own = rules.bitrix24.fields.iter().filter(|(_, template)| wanted(template));
    for (name, template) in own {
        fields.set(name, values.fill(template));
    }
}

/// The key under which a change of that placeholder is reported.
fn changed_by(place: &Placeholder) -> Option<String> {
    match place {
        Placeholder::Field(Field::Phone) | Placeholder::Phones => Some("phone".to_owned()),
        Placeholder::Field(field) => Some(field.key().to_owned()),
        Placeholder::Topic => Some("topics".to_owned()),
        Placeholder::Source => Some("source".to_owned()),
        _ => None,
    }
}

fn profile(username: &str) -> String {
    format!("https://t.me/{username}")
}

fn cut(text: &str, longest: usize) -> String {
    text.chars().take(longest).collect()
}
