//! What a line in `chat` asks for: words for the bot, or a command after a slash.

use crate::script::{Moment, Passed, Said, normalize, read_passed};

/// A line, understood.
pub enum Request {
    /// The customer does something.
    Say(Said),
    /// `/прошло 30м`
    Pass(Passed),
    /// `/сейчас вс 23:10`
    Now(Moment),
    /// `/заново`
    Again,
    /// `/сохранить имя`
    Save(String),
    /// `/почему`
    Why,
    /// `/помощь`
    Help,
    /// `/выход`
    Leave,
    /// `/прошло завтра`: no stretch of time.
    UnclearPass,
    /// A command without what belongs to it, or with something else.
    Unclear,
    /// A command nobody knows.
    Unknown,
}

/// The number of the card that `/контакт` shares.
const CARD: &str = "+79001234567";

impl Request {
    /// Reads a line.
    pub fn read(line: &str) -> Self {
        if !line.starts_with('/') {
            return Said::read(line)
                .map_or_else(|_| Self::Say(Said::Text(line.to_owned())), Self::Say);
        }
        let (command, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let rest = rest.trim();
        match normalize(command).as_str() {
            "/прошло" | "/passed" => read_passed(rest).map_or(Self::UnclearPass, Self::Pass),
            "/сейчас" | "/now" => Moment::read(rest).map_or(Self::Unclear, Self::Now),
            "/выход" | "/exit" | "/quit" => Self::Leave,
            "/заново" | "/again" => Self::Again,
            "/почему" | "/why" => Self::Why,
            "/помощь" | "/commands" => Self::Help,
            "/сохранить" | "/save" if !rest.is_empty() => Self::Save(rest.to_owned()),
            "/источник" | "/source" if !rest.is_empty() => {
                Self::Say(Said::Start(Some(rest.to_owned())))
            }
            "/контакт" | "/contact" => {
                let phone = if rest.is_empty() { CARD } else { rest };
                Self::Say(Said::Contact { phone: phone.to_owned(), someone_elses: false })
            }
            "/сохранить" | "/save" | "/источник" | "/source" => Self::Unclear,
            "/start" | "/help" | "/forget" => Said::read(line).map_or(Self::Unknown, Self::Say),
            _ => Self::Unknown,
        }
    }
}
