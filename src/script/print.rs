//! The lines that things which happened would be written as.

use crate::dialog::{Dialog, Effect, Event, Field, Keyboard, MediaKind, Outcome, Reply, Verdict};
use crate::rules::Rules;
use crate::texts::{Language, text};

use super::keyword::Keyword;
use super::lead::{Named, real};
use super::parse::status_word;
use super::said::kind_word;

/// `Ключ: значение`, further lines of the value indented.
pub(super) fn line(keyword: Keyword, language: Language, value: &str) -> String {
    let word = keyword.spelling(language);
    if keyword.is_whole_line() {
        return word.to_owned();
    }
    let mut lines = value.lines();
    let mut text = format!("{word}: {}", lines.next().unwrap_or_default().trim());
    for line in lines {
        text += "\n";
        if !line.trim().is_empty() {
            text += "    ";
            text += line.trim();
        }
    }
    text
}

/// The customer's line for an event; `None` for what no customer does.
pub fn client_line(event: &Event, language: Language) -> Option<String> {
    let bracket = |words: &[&str]| {
        let ru = language == Language::Ru;
        format!("[{}]", words.get(usize::from(!ru)).unwrap_or(&words[0]))
    };
    let value = match event {
        Event::Message(message) => match (&message.contact, message.kind) {
            (Some(contact), _) => {
                let phone = &contact.phone;
                let word = match (language, phone.someone_elses) {
                    (Language::Ru, false) => "контакт",
                    (Language::Ru, true) => "чужой контакт",
                    (Language::En, false) => "contact",
                    (Language::En, true) => "someone else's contact",
                };
                format!("[{word} {}]", phone.e164)
            }
            (None, MediaKind::Text) => message.text.clone(),
            (None, kind) => {
                format!("[{}] {}", kind_word(kind, language), message.text).trim_end().to_owned()
            }
        },
        Event::Edited(message) => return Some(line(Keyword::Edits, language, &message.text)),
        Event::Start { source } => {
            let source = source.as_deref().map(|source| format!(" {source}")).unwrap_or_default();
            bracket(&["старт", "start"]).replace(']', &format!("{source}]"))
        }
        Event::Help => "/help".to_owned(),
        Event::Forget => "/forget".to_owned(),
        Event::Blocked => bracket(&["заблокировал", "blocked"]),
        Event::Idle | Event::Desk { .. } | Event::Shown { .. } => return None,
    };
    Some(line(Keyword::Client, language, &value))
}

/// `Диалог: …`
pub fn title_line(title: &str, language: Language) -> String {
    line(Keyword::Dialogue, language, title)
}

/// The clock line for a command of `chat`: «/прошло 30м», «/сейчас вс 23:10».
pub fn clock_line(command: &str, language: Language) -> Option<String> {
    let (word, value) = command.split_once(char::is_whitespace)?;
    let keyword = match word.to_lowercase().as_str() {
        "/прошло" | "/passed" => Keyword::Passed,
        "/сейчас" | "/now" => Keyword::Now,
        _ => return None,
    };
    Some(line(keyword, language, value.trim()))
}

/// The bot's words in a turn, a line each, and a line when it said nothing.
pub fn replies_lines(outcomes: &[Outcome], language: Language) -> Vec<String> {
    let said: Vec<String> = bot_replies(outcomes)
        .filter(|reply| !reply.text.is_empty())
        .map(|reply| line(Keyword::Bot, language, &reply.text))
        .collect();
    if said.is_empty() && bot_replies(outcomes).next().is_none() {
        return vec![line(Keyword::Silent, language, "")];
    }
    said
}

/// `Лид: …` with everything known, or `Лида нет`.
pub fn lead_line(dialog: &Dialog, rules: &Rules, language: Language) -> String {
    let Some(lead) = dialog.lead.as_ref() else {
        return line(Keyword::NoLead, language, "");
    };
    let phones =
        if lead.known.phones.len() > 1 { Named::Phones } else { Named::Field(Field::Phone) };
    let named = [phones, Named::Field(Field::Time), Named::Field(Field::Email)]
        .into_iter()
        .chain([Named::Field(Field::Name), Named::Topic, Named::Source, Named::Group])
        .chain(lead.known.own.keys().map(|key| Named::Field(Field::Own(key.clone()))));
    let parts: Vec<String> =
        named.filter_map(|named| real(&named, lead, rules, language)).collect();
    if parts.is_empty() {
        return line(Keyword::HasLead, language, "");
    }
    line(Keyword::Lead, language, &parts.join(", "))
}

/// `Статус: …`
pub fn status_line(dialog: &Dialog, language: Language) -> String {
    line(Keyword::Status, language, &status_word(dialog.chat.status, language))
}

/// What the bot itself said; a manager's words that it carried over are not its own.
pub(super) fn bot_replies(outcomes: &[Outcome]) -> impl Iterator<Item = &Reply> {
    outcomes.iter().filter(|outcome| outcome.trace.verdict != Verdict::Desk).flat_map(|outcome| {
        outcome.effects.iter().filter_map(|effect| match effect {
            Effect::Reply(reply) => Some(reply),
            _ => None,
        })
    })
}

/// Everything the managers' group saw in a turn, as plain text.
pub(super) fn seen_by_managers(outcomes: &[Outcome]) -> Vec<String> {
    let mut seen = Vec::new();
    for effect in outcomes.iter().flat_map(|outcome| &outcome.effects) {
        match effect {
            Effect::LeadCreated { card, .. }
            | Effect::Notify(_, card)
            | Effect::Summon(_, card) => {
                seen.push(plain(&card.html.0));
            }
            Effect::LeadUpdated { card, note, .. } => {
                seen.extend(note.iter().map(|note| plain(&note.0)));
                seen.push(plain(&card.html.0));
            }
            Effect::Relay(_, relay) => seen.push(plain(&relay.html.0)),
            Effect::Toast(toast) => seen.push(toast.clone()),
            Effect::Reply(_) | Effect::Copy { .. } | Effect::Forget => {}
        }
    }
    seen
}

/// Telegram's HTML without its tags and escapes.
fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut inside = false;
    for sign in html.chars() {
        match sign {
            '<' => inside = true,
            '>' if inside => inside = false,
            _ if !inside => text.push(sign),
            _ => {}
        }
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// The labels of the last keyboard shown in a turn, the number button first.
pub(super) fn buttons(outcomes: &[Outcome]) -> Vec<String> {
    let shown = bot_replies(outcomes).filter_map(|reply| match &reply.keyboard {
        Keyboard::Buttons { phone, quick } => Some(phone.iter().chain(quick).cloned().collect()),
        Keyboard::Keep | Keyboard::Remove => None,
    });
    shown.last().unwrap_or_default()
}

/// The line that says which rule decided, or that none did.
pub(super) fn rule_line(rules: &[&str], language: Language) -> String {
    let none = text(language, "dialog-no-rule");
    line(Keyword::Rule, language, rules.last().map_or(none.as_str(), |rule| rule))
}
