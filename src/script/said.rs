//! What a client or manager line says: words, or a thing in brackets.

use crate::detect::phone;
use crate::dialog::{DeskAction, Event, MediaKind, Message, SharedContact};
use crate::texts::Language;

use super::keyword::normalize;

/// What the customer does in a `Клиент:` line.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// Writes.
    Text(String),
    /// Sends a picture and the like, perhaps with a caption.
    Media(MediaKind, String),
    /// Shares a contact card with that number.
    Contact {
        /// As written, digits at least.
        phone: String,
        /// The card is not his own.
        someone_elses: bool,
    },
    /// Presses Start, perhaps having come by a link.
    Start(Option<String>),
    /// Sends `/help`.
    Help,
    /// Sends `/forget`.
    Forget,
    /// Blocks the bot.
    Blocks,
}

/// Words in brackets and the kind they stand for; the first of a kind in a language is
/// the one written out.
const KINDS: &[(MediaKind, Language, &str)] = &[
    (MediaKind::Photo, Language::Ru, "фото"),
    (MediaKind::Photo, Language::Ru, "картинка"),
    (MediaKind::Voice, Language::Ru, "голос"),
    (MediaKind::Voice, Language::Ru, "голосовое"),
    (MediaKind::Video, Language::Ru, "видео"),
    (MediaKind::Audio, Language::Ru, "аудио"),
    (MediaKind::Audio, Language::Ru, "музыка"),
    (MediaKind::Document, Language::Ru, "документ"),
    (MediaKind::Document, Language::Ru, "файл"),
    (MediaKind::Sticker, Language::Ru, "стикер"),
    (MediaKind::Location, Language::Ru, "место"),
    (MediaKind::Location, Language::Ru, "геопозиция"),
    (MediaKind::Other, Language::Ru, "другое"),
    (MediaKind::Photo, Language::En, "photo"),
    (MediaKind::Voice, Language::En, "voice"),
    (MediaKind::Video, Language::En, "video"),
    (MediaKind::Audio, Language::En, "audio"),
    (MediaKind::Document, Language::En, "document"),
    (MediaKind::Document, Language::En, "file"),
    (MediaKind::Sticker, Language::En, "sticker"),
    (MediaKind::Location, Language::En, "location"),
    (MediaKind::Other, Language::En, "other"),
];

/// The other words in brackets, for suggestions.
const EVENTS: &[&str] =
    &["контакт", "чужой контакт", "старт", "заблокировал", "contact", "start", "blocked"];

impl Said {
    /// Reads the value of a client line; `Err` is a bracket nobody knows.
    pub fn read(text: &str) -> Result<Self, String> {
        match text.split_whitespace().next() {
            Some("/start") => return Ok(Self::Start(source(&text["/start".len()..]))),
            Some("/help") => return Ok(Self::Help),
            Some("/forget") => return Ok(Self::Forget),
            _ => {}
        }
        let bracket = text.strip_prefix('[').and_then(|rest| rest.split_once(']'));
        let Some((inside, caption)) = bracket else { return Ok(Self::Text(text.to_owned())) };
        Self::in_brackets(inside, caption.trim()).ok_or_else(|| inside.to_owned())
    }

    fn in_brackets(inside: &str, caption: &str) -> Option<Self> {
        let words = normalize(inside);
        if let Some((kind, _, _)) = KINDS.iter().find(|(_, _, word)| *word == words) {
            return Some(Self::Media(*kind, caption.to_owned()));
        }
        for (word, someone_elses) in [
            ("контакт", false),
            ("чужой контакт", true),
            ("contact", false),
            ("someone else's contact", true),
        ] {
            if let Some(phone) = words.strip_prefix(word)
                && phone.chars().filter(char::is_ascii_digit).count() >= 5
            {
                return Some(Self::Contact { phone: phone.trim().to_owned(), someone_elses });
            }
        }
        match words.as_str() {
            "заблокировал" | "blocked" => return Some(Self::Blocks),
            _ => {}
        }
        let rest = words.strip_prefix("старт").or(words.strip_prefix("start"))?;
        let link = inside.split_whitespace().nth(1).unwrap_or_default();
        (rest.is_empty() || rest.starts_with(' ')).then(|| Self::Start(source(link)))
    }

    /// Every word that can stand in brackets.
    pub(super) fn brackets() -> impl Iterator<Item = &'static str> {
        KINDS.iter().map(|(_, _, word)| *word).chain(EVENTS.iter().copied())
    }

    /// The event it stands for.
    pub fn event(&self, id: i32, country: &str) -> Event {
        let message = |kind, text: &str| Message { kind, ..Message::text(id, text) };
        match self {
            Said::Text(text) => Event::Message(Message::text(id, text)),
            Said::Media(kind, caption) => Event::Message(message(*kind, caption)),
            Said::Contact { phone, someone_elses } => {
                let phone = phone::of_contact(phone, country, !*someone_elses);
                let contact = Some(SharedContact { phone });
                Event::Message(Message { contact, ..message(MediaKind::Contact, "") })
            }
            Said::Start(source) => Event::Start { source: source.clone() },
            Said::Help => Event::Help,
            Said::Forget => Event::Forget,
            Said::Blocks => Event::Blocked,
        }
    }
}

/// The word for a kind of message.
pub(super) fn kind_word(kind: MediaKind, language: Language) -> &'static str {
    let found = KINDS.iter().find(|(of, spoken, _)| *of == kind && *spoken == language);
    found.map_or(kind.key(), |(_, _, word)| word)
}

/// Reads the value of a manager line.
pub(super) fn read_manager(text: &str) -> Option<DeskAction> {
    if let Some((word, words)) = text.split_once(':')
        && matches!(normalize(word).as_str(), "пишет" | "writes")
    {
        return Some(DeskAction::Write { text: words.trim().to_owned(), copy: None });
    }
    Some(match normalize(text).trim_end_matches('.') {
        "взял" | "взяла" | "claimed" | "claims" => DeskAction::Claim,
        "готово" | "done" => DeskAction::Done,
        "спам" | "spam" => DeskAction::Spam,
        "открыть" | "открыл" | "открыла" | "open" | "opens" => DeskAction::Open,
        "отвечает" | "ответит сам" | "takes over" => DeskAction::TakeOver,
        "бот" | "вернул боту" | "bot" => DeskAction::ReturnToBot,
        "лид" | "сделал лид" | "lead" | "makes lead" => DeskAction::MakeLead,
        _ => return None,
    })
}

/// What a manager line may say, for suggestions.
pub(super) const MANAGER_WORDS: &[&str] = &[
    "взял",
    "готово",
    "спам",
    "открыть",
    "отвечает",
    "бот",
    "лид",
    "пишет:",
    "claimed",
    "done",
    "spam",
    "open",
    "takes over",
    "bot",
    "lead",
    "writes:",
];

fn source(written: &str) -> Option<String> {
    let written = written.trim();
    (!written.is_empty()).then(|| written.to_owned())
}
