//! What a pressed button under a card says: which button, of which lead, in which chat.

use crate::dialog::{CardButton, ChatKey, DeskAction, LeadId};

/// Telegram carries no more than this many bytes with a button
/// (<https://core.telegram.org/bots/api#inlinekeyboardbutton>).
const ROOM: usize = 64;

/// A button under a message in the managers' group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Button {
    /// Which one.
    pub action: CardButton,
    /// The lead of the card it stands under; a call for a person has none.
    pub lead: Option<LeadId>,
    /// The customer's chat.
    pub chat: ChatKey,
}

impl Button {
    /// The bytes Telegram carries; `None` when they would not fit.
    pub fn data(&self) -> Option<String> {
        let lead = self.lead.map_or(0, |lead| lead.0);
        let data = format!("{}.{lead}.{}", letter(self.action), self.chat);
        (data.len() <= ROOM).then_some(data)
    }

    /// Reads them back; `None` for anything no card of ours has ever carried.
    pub fn parse(data: &str) -> Option<Self> {
        let mut parts = data.splitn(3, '.');
        let letter = parts.next()?;
        let action = *ALL.iter().find(|button| self::letter(**button) == letter)?;
        let lead = parts.next()?.parse().ok()?;
        let chat = parts.next()?.parse().ok()?;
        Some(Self { action, lead: (lead > 0).then_some(LeadId(lead)), chat })
    }

    /// What pressing it does.
    pub fn does(&self) -> DeskAction {
        match self.action {
            CardButton::Claim => DeskAction::Claim,
            CardButton::Done => DeskAction::Done,
            CardButton::Spam => DeskAction::Spam,
            CardButton::Open => DeskAction::Open,
            CardButton::TakeOver => DeskAction::TakeOver,
            CardButton::ReturnToBot => DeskAction::ReturnToBot,
            CardButton::MakeLead => DeskAction::MakeLead,
        }
    }
}

/// The key of a button's label in the texts catalogue.
pub fn label(button: CardButton) -> &'static str {
    match button {
        CardButton::Claim => "button-claim",
        CardButton::Done => "button-done",
        CardButton::Spam => "button-spam",
        CardButton::Open => "button-open",
        CardButton::TakeOver => "button-take-over",
        CardButton::ReturnToBot => "button-return-to-bot",
        CardButton::MakeLead => "button-make-lead",
    }
}

const ALL: [CardButton; 7] = [
    CardButton::Claim,
    CardButton::Done,
    CardButton::Spam,
    CardButton::Open,
    CardButton::TakeOver,
    CardButton::ReturnToBot,
    CardButton::MakeLead,
];

/// Cards live for years: a letter, once given, stays.
fn letter(button: CardButton) -> &'static str {
    match button {
        CardButton::Claim => "c",
        CardButton::Done => "d",
        CardButton::Spam => "s",
        CardButton::Open => "o",
        CardButton::TakeOver => "t",
        CardButton::ReturnToBot => "b",
        CardButton::MakeLead => "l",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::{Language, text};

    #[test]
    fn every_button_comes_back_as_it_went() {
        let chats = [ChatKey::private(-7), ChatKey::private(1 << 52)];
        for (action, chat) in ALL.into_iter().flat_map(|action| chats.clone().map(|c| (action, c)))
        {
            for lead in [None, Some(LeadId(u64::MAX))] {
                let button = Button { action, lead, chat: chat.clone() };
                assert_eq!(Button::parse(&button.data().unwrap()), Some(button));
            }
        }
    }

    #[test]
    fn a_business_chat_fits_as_well() {
        let chat = ChatKey { business: Some("AbCd.Ef-gHiJkLmNoPqRsT".to_owned()), id: 1 << 52 };
        let button = Button { action: CardButton::Claim, lead: Some(LeadId(1_000_000)), chat };
        assert_eq!(Button::parse(&button.data().unwrap()), Some(button));
    }

    #[test]
    fn foreign_data_presses_nothing() {
        for data in ["", "c", "c.1", "x.1.2", "c.a.2", "c.1.b", "c.-1.2", "🦀.1.2"] {
            assert_eq!(Button::parse(data), None, "{data}");
        }
    }

    #[test]
    fn every_button_has_a_label_in_both_languages() {
        for language in [Language::Ru, Language::En] {
            assert!(ALL.iter().all(|button| text(language, label(*button)) != label(*button)));
        }
    }
}
