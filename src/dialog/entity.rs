//! What Telegram itself has marked in a message.

use std::ops::Range;

/// A place of a message that Telegram has marked.
///
/// Of Telegram's kinds (<https://core.telegram.org/bots/api#messageentity>) those
/// that can mean a contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// Where, in bytes of the message.
    pub span: Range<usize>,
    /// As what.
    pub kind: EntityKind,
}

/// What Telegram takes a marked place for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntityKind {
    /// A telephone number, an e-mail address or a name in Telegram, in plain sight.
    Contact,
    /// Words with a link behind them: `tel:+79001234567`.
    Link(String),
}
