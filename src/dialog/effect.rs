//! What a step wants done: every message that leaves begins as one of these.

use serde::{Deserialize, Serialize};

use super::{Dialog, Group, LeadId, Sink, Trace};

/// What came of one step.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The conversation afterwards.
    pub dialog: Dialog,
    /// What is to be sent, in order.
    pub effects: Vec<Effect>,
    /// Why.
    pub trace: Trace,
}

/// Something to be sent.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// To the customer.
    Reply(Reply),
    /// A manager's words or media to the customer.
    Copy {
        /// The group he wrote in.
        group: Group,
        /// The message there.
        message: i32,
    },
    /// The card of a new lead, to every sink of the lead.
    LeadCreated {
        /// Which lead.
        lead: LeadId,
        /// Its card for its group.
        card: Card,
        /// Where it goes.
        send_to: Vec<Sink>,
    },
    /// A lead has grown: the card is rewritten, and `note` is sent under it.
    LeadUpdated {
        /// Which lead.
        lead: LeadId,
        /// The card as it is now.
        card: Card,
        /// What changed, for managers; `None` when only the card's look did (a button).
        note: Option<Html>,
        /// Where it goes.
        send_to: Vec<Sink>,
    },
    /// A text to a group of managers about this chat, with buttons under it.
    Notify(Group, Card),
    /// The same, with every administrator of the group called by name: it is heard
    /// where the group itself is muted.
    Summon(Group, Card),
    /// A customer's message shown to the person who talks to him.
    Relay(Group, Relay),
    /// The short answer a manager sees at once after pressing a button.
    Toast(String),
    /// Everything about this chat is to be erased.
    Forget,
}

/// A reply to the customer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reply {
    /// Plain text, never markup; empty only with a file.
    pub text: String,
    /// The buttons under it.
    pub keyboard: Keyboard,
    /// A file to send with it: a path from the rules file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
}

/// The reply keyboard a message brings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Keyboard {
    /// The keyboard on the customer's screen, if any, stays as it is.
    #[default]
    Keep,
    /// The keyboard of an earlier message goes away.
    Remove,
    /// New buttons.
    Buttons {
        /// The button that shares the customer's own number.
        phone: Option<String>,
        /// Buttons that send their own label as a message.
        quick: Vec<String>,
    },
}

/// Text in the HTML that Telegram understands; everything foreign in it is escaped.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Html(pub String);

/// A message in a group of managers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// What it says.
    pub html: Html,
    /// The buttons under it, in rows.
    pub buttons: Vec<Vec<CardButton>>,
}

/// A button under a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardButton {
    /// «Взять»
    Claim,
    /// «Готово»
    Done,
    /// «Спам»
    Spam,
    /// «Открыть снова»
    Open,
    /// «Ответить самому»
    TakeOver,
    /// «Вернуть боту»
    ReturnToBot,
    /// «Сделать лид»
    MakeLead,
}

/// A customer's message on its way to a group of managers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Relay {
    /// Who says it and what, ready to print.
    pub html: Html,
    /// The message in the customer's chat to copy as well: a picture, a voice.
    pub copy: Option<i32>,
}
