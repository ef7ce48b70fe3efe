//! The first words of a line, in Russian and in English.

use crate::texts::Language;

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keyword {
    Dialogue,
    Client,
    Edits,
    Bot,
    Silent,
    Lead,
    HasLead,
    NoLead,
    Status,
    Rule,
    Managers,
    Manager,
    Passed,
    Now,
    Buttons,
    File,
    Rules,
}

use Keyword::*;
use Language::{En, Ru};

/// Every spelling; the first of a keyword in a language is the one written out.
const SPELLINGS: &[(Keyword, Language, &str)] = &[
    (Dialogue, Ru, "Диалог"),
    (Client, Ru, "Клиент"),
    (Edits, Ru, "Клиент исправил"),
    (Bot, Ru, "Бот"),
    (Silent, Ru, "Бот молчит"),
    (Lead, Ru, "Лид"),
    (HasLead, Ru, "Лид есть"),
    (NoLead, Ru, "Лида нет"),
    (Status, Ru, "Статус"),
    (Rule, Ru, "Правило"),
    (Managers, Ru, "Менеджерам"),
    (Manager, Ru, "Менеджер"),
    (Passed, Ru, "Прошло"),
    (Now, Ru, "Сейчас"),
    (Buttons, Ru, "Кнопки"),
    (File, Ru, "Файл"),
    (Rules, Ru, "Правила"),
    (Dialogue, En, "Dialog"),
    (Dialogue, En, "Dialogue"),
    (Client, En, "Client"),
    (Edits, En, "Client edited"),
    (Bot, En, "Bot"),
    (Silent, En, "Bot is silent"),
    (Lead, En, "Lead"),
    (HasLead, En, "Has lead"),
    (NoLead, En, "No lead"),
    (Status, En, "Status"),
    (Rule, En, "Rule"),
    (Managers, En, "Managers"),
    (Manager, En, "Manager"),
    (Passed, En, "Passed"),
    (Now, En, "Now"),
    (Buttons, En, "Buttons"),
    (File, En, "File"),
    (Rules, En, "Rules"),
];

impl Keyword {
    /// The keyword and its language; case and ё/е do not matter.
    pub(super) fn read(written: &str) -> Option<(Self, Language)> {
        let written = normalize(written);
        SPELLINGS
            .iter()
            .find(|(_, _, spelling)| normalize(spelling) == written)
            .map(|(keyword, language, _)| (*keyword, *language))
    }

    /// Whether nothing follows it.
    pub(super) fn is_whole_line(self) -> bool {
        matches!(self, Silent | HasLead | NoLead)
    }

    /// How it is written.
    pub(super) fn spelling(self, language: Language) -> &'static str {
        let mut spellings = SPELLINGS.iter();
        let found = spellings.find(|(keyword, of, _)| *keyword == self && *of == language);
        found.map_or("", |(_, _, spelling)| spelling)
    }

    pub(super) fn spellings() -> impl Iterator<Item = &'static str> {
        SPELLINGS.iter().map(|(_, _, spelling)| *spelling)
    }
}

/// Words as they are compared: lower-case, ё as е, one space between.
pub fn normalize(text: &str) -> String {
    let lower = text.to_lowercase().replace('ё', "е");
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}
