//! Dialogue tests: conversations written down as plain text, and played.
//!
//! ```text
//! Диалог: после номера бот молчит
//! Клиент: Мой номер 8-900-123-45-67
//! Лид: телефон +79001234567
//! Статус: Завершен
//! Клиент: Когда перезвоните?
//! Бот молчит
//! ```
//!
//! | file | what happens there |
//! |---|---|
//! | `keyword` | the first words of a line, in Russian and English: **add yours here** |
//! | `parse` | text to [`Script`]; every mistake is a [`Mistake`] |
//! | `said`, `clock` | the values of client and clock lines |
//! | `lead` | the values of `Лид:` |
//! | `play` | a dialogue against the rules, turn by turn |
//! | `compare` | what was expected and what came of it: [`Difference`] |
//! | `culprit` | which rule was meant, and why it did not fire |
//! | `print` | the line a thing that happened would be written as |
//! | `report` | a failure for the owner to read |
//! | `rewrite` | what the bot really did, written in place of what was expected |

mod clock;
mod compare;
mod culprit;
mod keyword;
mod lead;
mod mistake;
mod parse;
mod play;
mod print;
mod report;
mod rewrite;
mod said;

pub use clock::{Moment, Passed, read_passed};
pub use compare::Difference;
pub use keyword::normalize;
pub use mistake::Mistake;
pub use parse::parse;
pub use play::{Failure, Played, play};
pub use print::{client_line, clock_line, lead_line, replies_lines, status_line, title_line};
pub use report::{Files, report};
pub use rewrite::rewrite;
pub use said::Said;

use std::ops::Range;

use crate::dialog::{DeskAction, Status};
use crate::texts::Language;

/// A file of dialogues.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Script {
    /// `Правила:`, the rules file meant, from the folder of this one.
    pub rules: Option<String>,
    /// The dialogues, in order.
    pub dialogues: Vec<Dialogue>,
}

/// One dialogue: a customer nobody knows yet, on a working Monday at noon.
#[derive(Clone, Debug, PartialEq)]
pub struct Dialogue {
    /// Its name.
    pub title: String,
    /// Its line in the file, from 1.
    pub line: usize,
    /// What happens and what is expected, in order.
    pub steps: Vec<Step>,
}

/// One thing written down, over one line or several.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Its lines, counted from 0.
    pub lines: Range<usize>,
    /// Its bytes in the file.
    pub span: Range<usize>,
    /// As written, line by line.
    pub written: Vec<String>,
    /// The language of its keyword.
    pub language: Language,
    /// What it is.
    pub act: Act,
}

/// What a step is.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// Something happens.
    Happens(Happening),
    /// Something is expected of what has happened.
    Expects(Expectation),
}

/// Something that happens; each begins a turn.
#[derive(Clone, Debug, PartialEq)]
pub enum Happening {
    /// `Клиент:`
    Client(Said),
    /// `Клиент исправил:`
    Edits(String),
    /// `Менеджер:`
    Manager(DeskAction),
    /// `Прошло:`
    Passes(Passed),
    /// `Сейчас:`
    Now(Moment),
}

/// Something expected of a turn.
#[derive(Clone, Debug, PartialEq)]
pub enum Expectation {
    /// `Бот:`
    Says(String),
    /// `Бот молчит`
    Silent,
    /// `Лид:`, part by part as written.
    Lead(Vec<LeadPart>),
    /// `Лид есть`
    HasLead,
    /// `Лида нет`
    NoLead,
    /// `Статус:`
    Status(Status),
    /// `Правило:`; `None` is «нет».
    Rule(Option<String>),
    /// `Менеджерам:`
    Managers(String),
    /// `Кнопки:`
    Buttons(Vec<String>),
    /// `Файл:`
    File(String),
}

/// A part of `Лид:`, «телефон +79001234567», not yet taken apart: which words
/// are fields is known to the rules.
#[derive(Clone, Debug, PartialEq)]
pub struct LeadPart {
    /// As written.
    pub text: String,
    /// Its bytes in the file.
    pub span: Range<usize>,
}
