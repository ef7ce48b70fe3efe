//! What owners write by habit instead of the word the file wants.

use crate::dialog::Status;

/// Russian and other usual names of keys, beside the keys they stand for.
const KEYS: [(&str, &str); 46] = [
    ("имя", "name"),
    ("название", "name"),
    ("title", "name"),
    ("версия", "version"),
    ("язык", "language"),
    ("lang", "language"),
    ("компания", "company"),
    ("часовой_пояс", "timezone"),
    ("time_zone", "timezone"),
    ("tz", "timezone"),
    ("страна", "country"),
    ("часы", "hours"),
    ("лид", "lead"),
    ("списки", "lists"),
    ("темы", "topics"),
    ("источники", "sources"),
    ("правило", "rule"),
    ("rules", "rule"),
    ("поле", "field"),
    ("fields", "field"),
    ("если", "if"),
    ("то", "then"),
    ("when", "if"),
    ("do", "then"),
    ("слова", "words"),
    ("тема", "topic"),
    ("источник", "source"),
    ("статус", "status"),
    ("state", "status"),
    ("ответ", "reply"),
    ("answer", "reply"),
    ("text", "reply"),
    ("say", "reply"),
    ("message", "reply"),
    ("спросить", "ask"),
    ("question", "ask"),
    ("кнопки", "buttons"),
    ("файл", "file"),
    ("уведомить", "notify"),
    ("один_раз", "once"),
    ("телефон", "phone"),
    ("обязательные", "required"),
    ("contains", "message_has"),
    ("has", "message_has"),
    ("keywords", "words"),
    ("work_hours", "working_hours"),
];

/// Where a key that stands in the wrong place belongs.
const HOMES: [(&str, &str); 40] = [
    ("version", ""),
    ("language", ""),
    ("company", ""),
    ("timezone", ""),
    ("country", ""),
    ("open", "[hours]"),
    ("days_off", "[hours]"),
    ("required", "[lead]"),
    ("if_missing", "[lead]"),
    ("send_to", "[lead]"),
    ("repeat", "[lead]"),
    ("tries", "[field.phone]"),
    ("again", "[field.phone]"),
    ("button", "[field.phone]"),
    ("limit", "[fallback]"),
    ("update", "[notify]"),
    ("consent", "[privacy]"),
    ("keep", "[privacy]"),
    ("remind", "[desk]"),
    ("escalate", "[desk]"),
    ("digest", "[desk]"),
    ("if", "[[rule]]"),
    ("then", "[[rule]]"),
    ("name", "[[rule]]"),
    ("once", "[[rule]]"),
    ("message_has", "[[rule]]"),
    ("chat_has", "[[rule]]"),
    ("chat_lacks", "[[rule]]"),
    ("words", "[[rule]]"),
    ("only_words", "[[rule]]"),
    ("has_lead", "[[rule]]"),
    ("working_hours", "[[rule]]"),
    ("min_messages", "[[rule]]"),
    ("started", "[[rule]]"),
    ("idle", "[[rule]]"),
    ("message_is", "[[rule]]"),
    ("regex", "[[rule]]"),
    ("status", "[[rule]]"),
    ("reply", "[[rule]]"),
    ("buttons", "[[rule]]"),
];

/// The key meant, if it is one of those known here.
pub fn key(written: &str, known: &[&str]) -> Option<String> {
    let written = written.trim().to_lowercase().replace([' ', '-'], "_");
    let meant = KEYS.iter().find(|(habit, key)| *habit == written && known.contains(key));
    meant
        .map(|(_, key)| *key)
        .or_else(|| known.iter().find(|key| **key == written).copied())
        .map(str::to_owned)
}

/// The key a habit stands for, wherever it is known.
pub fn meant(written: &str) -> Option<&'static str> {
    let written = written.trim().to_lowercase().replace([' ', '-'], "_");
    KEYS.iter().find(|(habit, _)| *habit == written).map(|(_, key)| *key)
}

/// `then.lead` for `then_lead` and for `lead` alone: the line of a rule a key stands for.
pub fn of_rule(written: &str) -> Option<String> {
    let written = written.trim().to_lowercase().replace([' ', '-', '.'], "_");
    let bare = ["then_", "if_", "then", "if"].iter().find_map(|part| written.strip_prefix(part));
    let names = [Some(&*written), bare].into_iter().flatten();
    names.map(|name| meant(name).unwrap_or(name)).find_map(|name| {
        let part = match name {
            _ if super::rule::CONDITIONS.contains(&name) => "if",
            _ if super::rule::ACTIONS.contains(&name) => "then",
            _ => return None,
        };
        Some(format!("{part}.{name}"))
    })
}

/// The table a key belongs to; empty for the top of the file.
pub fn home(key: &str) -> Option<&'static str> {
    HOMES.iter().find(|(known, _)| *known == key).map(|(_, home)| *home)
}

/// The word of a fixed set that another one stands for, if it is one of those.
pub fn word<'k>(written: &str, known: &[&'k str]) -> Option<&'k str> {
    const WORDS: [(&str, &str); 30] = [
        ("спросить", "ask"),
        ("спрашивать", "ask"),
        ("дальше", "continue"),
        ("продолжить", "continue"),
        ("пропустить", "continue"),
        ("skip", "continue"),
        ("закрыть", "close"),
        ("телеграм", "telegram"),
        ("tg", "telegram"),
        ("битрикс", "bitrix24"),
        ("битрикс24", "bitrix24"),
        ("bitrix", "bitrix24"),
        ("почта", "email"),
        ("mail", "email"),
        ("вебхук", "webhook"),
        ("дополнить", "update"),
        ("обновить", "update"),
        ("новый", "new"),
        ("русский", "ru"),
        ("russian", "ru"),
        ("английский", "en"),
        ("english", "en"),
        ("любой", "any"),
        ("фото", "photo"),
        ("голос", "voice"),
        ("голосовое", "voice"),
        ("видео", "video"),
        ("документ", "document"),
        ("стикер", "sticker"),
        ("контакт", "contact"),
    ];
    let written = written.trim().to_lowercase();
    let (_, meant) =
        WORDS.iter().find(|(habit, meant)| *habit == written && known.contains(meant))?;
    known.iter().find(|known| *known == meant).copied()
}

/// The status that another word stands for, as the file shows it.
pub fn status(written: &str) -> Option<Status> {
    Some(match written.trim().to_lowercase().as_str() {
        "закрыт" | "закрыто" | "закрыть" | "готово" | "успешно" | "closed" | "done" => {
            Status::Completed
        }
        "отказ" | "отклонён" | "отклонен" | "спам" | "нецелевой" | "rejected" | "spam" => {
            Status::Unqualified
        }
        "менеджер" | "человек" | "human" | "handoff" | "manager" => Status::Operator,
        "открыт" | "открыто" | "продолжить" | "open" | "active" => {
            Status::InProgress
        }
        _ => return None,
    })
}

/// The placeholder or field meant by a Russian word.
pub fn field(written: &str) -> Option<&'static str> {
    Some(match written.to_lowercase().as_str() {
        "телефон" | "номер" | "tel" | "telephone" | "number" => "phone",
        "время" | "когда" | "call_time" => "time",
        "почта" | "email_адрес" | "mail" | "e-mail" | "емейл" | "имейл" => {
            "email"
        }
        "имя" | "client_name" => "name",
        "компания" | "фирма" => "company",
        "откроемся" | "открытие" => "next_open",
        "текст" | "сообщение" | "message" => "text",
        "клиент" => "client",
        "телефоны" => "phones",
        "тема" => "topic",
        "источник" => "source",
        "правило" => "rule",
        "номер_лида" | "лид" => "id",
        "изменения" => "changed",
        _ => return None,
    })
}
