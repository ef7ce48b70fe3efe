//! What managers do in their group: press buttons, answer customers, ask why.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use teloxide::types::{CallbackQuery, Message, MessageKind, UserId};

use super::button::Button;
use super::group::ManagersGroup;
use super::incoming::full_name;
use super::link::LinkCode;
use super::membership::{ANONYMOUS, Membership, Standing};
use super::presses::Presses;
use super::why::why;
use crate::clock::Clock;
use crate::conversation::Conversation;
use crate::dialog::{Card, ChatKey, DeskAction, Event, Html, Incoming, LeadId, Verdict};
use crate::store::{Behind, Cause, Lane, StoreError};
use crate::texts::{Language, text, text_with};

/// The managers' desk.
pub struct Managers {
    /// What their actions change.
    pub conversation: Arc<Conversation>,
    /// Their group.
    pub group: Arc<ManagersGroup>,
    /// Who is in it: nobody else may press or command.
    pub membership: Membership,
    /// The code that makes a group theirs.
    pub link: Arc<LinkCode>,
    /// Their presses, until they are answered.
    pub presses: Arc<Presses>,
    /// Dates what they do.
    pub clock: Clock,
}

impl Managers {
    /// A button under one of the cards was pressed in the managers' group.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn pressed(&self, update: u32, press: &CallbackQuery) -> Result<(), StoreError> {
        let Some(button) = press.data.as_deref().and_then(Button::parse) else {
            return self.done(update).await;
        };
        self.presses.put(update, press.id.0.clone());
        match self.standing(press.from.id).await {
            Standing::Member => {
                let name = full_name(&press.from);
                self.act(update, button.chat.clone(), button.lead, name, button.does()).await
            }
            Standing::Stranger => self.answer(update, "desk-not-a-manager").await,
            Standing::Unknown => self.answer(update, "desk-press-unchecked").await,
            Standing::Hidden => self.answer(update, "desk-press-hidden").await,
        }
    }

    /// Something was written in the managers' group.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn wrote(&self, update: u32, message: &Message) -> Result<(), StoreError> {
        if let Some(moved) = message.migrate_to_chat_id() {
            self.group.set(moved.0).await?;
            tracing::info!("the managers' group has become a supergroup; the bot follows");
            return self.done(update).await;
        }
        let Some(writer) = Writer::of(message) else { return self.done(update).await };
        let behind = match message.reply_to_message() {
            Some(replied) => self.behind(message.chat.id.0, replied.id.0)?,
            None => None,
        };
        let Some(wish) = Wish::of(message, behind) else { return self.done(update).await };
        match self.standing(writer.person).await {
            Standing::Member => self.grant(update, writer.name, wish).await,
            // As if nothing had been said.
            Standing::Stranger => self.done(update).await,
            Standing::Unknown => self.say_to(update, "desk-words-unchecked", writer.name).await,
            Standing::Hidden => self.say_to(update, "desk-words-hidden", writer.name).await,
        }
    }

    async fn grant(&self, update: u32, by: String, wish: Wish) -> Result<(), StoreError> {
        match wish {
            Wish::Help => self.say(update, "desk-help").await,
            Wish::Why(Some(chat)) => self.explain(update, &chat).await,
            Wish::Why(None) => self.say(update, "desk-why-needs-reply").await,
            Wish::Act(chat, action) => self.act(update, chat, None, by, action).await,
            Wish::AnswerNobody => self.say(update, "desk-reply-to-nobody").await,
        }
    }

    /// Whether that person may press and command.
    async fn standing(&self, person: UserId) -> Standing {
        match self.group.current() {
            Some(group) => self.membership.of(group, person).await,
            None => Standing::Stranger,
        }
    }

    /// The short answer to a press that changes nothing.
    async fn answer(&self, update: u32, key: &str) -> Result<(), StoreError> {
        let words = text(self.language(), key);
        self.conversation.store().answer_press(update, words, self.clock.now()).await?;
        self.conversation.lanes().wake(&Lane::Toast);
        Ok(())
    }

    /// Somebody wrote `/link CODE` in a group that is not the managers'.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn wants_to_link(&self, update: u32, message: &Message) -> Result<(), StoreError> {
        let code = message.text().and_then(|text| text.split_whitespace().nth(1));
        if !code.is_some_and(|code| self.link.opens(code)) {
            tracing::warn!("a group wrote /link without the right code");
            return self.done(update).await;
        }
        self.group.set(message.chat.id.0).await?;
        self.link.spend();
        tracing::info!("the managers' group is set");
        self.say(update, "desk-linked").await
    }

    /// A manager acts on a chat.
    async fn act(
        &self,
        update: u32,
        chat: ChatKey,
        lead: Option<LeadId>,
        by: String,
        action: DeskAction,
    ) -> Result<(), StoreError> {
        let event = Event::Desk { lead, by, action };
        let incoming = Incoming { chat, at: self.clock.now(), client: None, event };
        self.conversation.hear(Cause::Update(update), &incoming).await.map(drop)
    }

    fn behind(&self, group: i64, message: i32) -> Result<Option<Behind>, StoreError> {
        self.conversation.store().behind(group, message)
    }

    /// Why the bot did what it last did in a chat.
    async fn explain(&self, update: u32, chat: &ChatKey) -> Result<(), StoreError> {
        let traces = self.conversation.store().traces(chat)?;
        let language = self.language();
        // That a lead was shown here is no answer to why.
        let words = match traces.iter().rfind(|trace| trace.verdict != Verdict::Shown) {
            Some(trace) => why(trace, language),
            None => text(language, "desk-why-nothing"),
        };
        self.tell(Some(chat), &words).await?;
        self.done(update).await
    }

    async fn say(&self, update: u32, key: &str) -> Result<(), StoreError> {
        self.tell(None, &text(self.language(), key)).await?;
        self.done(update).await
    }

    async fn say_to(&self, update: u32, key: &str, by: String) -> Result<(), StoreError> {
        self.tell(None, &text_with(self.language(), key, &[("by", by.into())])).await?;
        self.done(update).await
    }

    /// Writes to the managers' group; `about` is the chat the words speak of.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn tell(&self, about: Option<&ChatKey>, words: &str) -> Result<(), StoreError> {
        let html = Html(teloxide::utils::html::escape(words));
        let card = Card { html, buttons: Vec::new() };
        let now: DateTime<Utc> = self.clock.now();
        self.conversation.store().notify_managers(about, card, now).await?;
        self.conversation.lanes().wake(&Lane::Group);
        Ok(())
    }

    /// The language managers are spoken to in.
    pub fn language(&self) -> Language {
        self.conversation.rules().language
    }

    async fn done(&self, update: u32) -> Result<(), StoreError> {
        self.conversation.store().drop_update(update).await
    }
}

/// Who wrote it.
struct Writer {
    /// For the card.
    name: String,
    person: UserId,
}

impl Writer {
    /// A person, or the group itself for an anonymous administrator. Other bots and
    /// channels are nobody.
    fn of(message: &Message) -> Option<Self> {
        if let Some(sender) = &message.sender_chat {
            let name = message.chat.title().unwrap_or_default().to_owned();
            return (sender.id == message.chat.id).then_some(Self { name, person: ANONYMOUS });
        }
        let person = message.from.as_ref().filter(|person| !person.is_bot)?;
        Some(Self { name: full_name(person), person: person.id })
    }
}

/// What somebody wants who writes in the group.
enum Wish {
    Help,
    Why(Option<ChatKey>),
    Act(ChatKey, DeskAction),
    /// To answer a message that is about no customer.
    AnswerNobody,
}

impl Wish {
    /// `behind` is whom the message speaks of that this one answers. Other commands,
    /// internal notes, talk among managers want nothing.
    fn of(message: &Message, behind: Option<Behind>) -> Option<Self> {
        let text = message.text().or(message.caption()).unwrap_or_default();
        match (command(text), behind) {
            (Some("/help"), _) => Some(Wish::Help),
            (Some("/why"), behind) => Some(Wish::Why(behind.map(|behind| behind.chat))),
            (Some("/bot"), Some(behind)) => Some(Wish::Act(behind.chat, DeskAction::ReturnToBot)),
            (None, Some(behind)) if is_content(message) => {
                for_customer(message, text).map(|action| Wish::Act(behind.chat, action))
            }
            (None, None) if answers_us(message) && !text.trim_start().starts_with("//") => {
                Some(Wish::AnswerNobody)
            }
            _ => None,
        }
    }
}

/// Something a customer can be shown, rather than news of the group itself.
fn is_content(message: &Message) -> bool {
    matches!(message.kind, MessageKind::Common(_) | MessageKind::Dice(_))
}

/// The command a text begins with, without the bot's name.
fn command(text: &str) -> Option<&str> {
    let first = text.split_whitespace().next()?;
    let command = first.split('@').next()?;
    (command.starts_with('/') && !command.starts_with("//")).then_some(command)
}

/// What a manager's message says to the customer: without the lines that begin
/// with `//`, which are notes of the managers among themselves.
fn for_customer(message: &Message, text: &str) -> Option<DeskAction> {
    let is_note = |line: &str| line.trim_start().starts_with("//");
    let words: Vec<&str> = text.lines().filter(|line| !is_note(line)).collect();
    let noted = words.len() < text.lines().count();
    let words = words.join("\n").trim().to_owned();
    let media = message.text().is_none();
    // A caption with a note in it cannot be copied as it is: the words go alone.
    let copy = (media && !noted).then_some(message.id.0);
    (copy.is_some() || !words.is_empty()).then_some(DeskAction::Write { text: words, copy })
}

/// Whether it answers a message of a bot: of this one, most likely.
fn answers_us(message: &Message) -> bool {
    let replied = message.reply_to_message();
    replied.is_some_and(|replied| replied.from.as_ref().is_some_and(|author| author.is_bot))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_told_from_words_and_notes() {
        assert_eq!(command("/why@leadlatch_bot now"), Some("/why"));
        assert_eq!(command("// between us"), None);
        assert_eq!(command("why / not"), None);
        assert_eq!(command(""), None);
    }
}
