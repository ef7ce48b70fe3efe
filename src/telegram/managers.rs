//! What managers do in their groups: press buttons, answer customers, ask why.

use std::sync::Arc;

use teloxide::types::{CallbackQuery, Message, MessageKind, UserId};

use super::button::Button;
use super::groups::Groups;
use super::incoming::full_name;
use super::link::LinkCode;
use super::membership::{ANONYMOUS, Membership, Standing};
use super::presses::Presses;
use super::why::why;
use crate::clock::Clock;
use crate::conversation::Conversation;
use crate::dialog::{Card, ChatKey, DeskAction, Event, Group, Html, Incoming, Trace, Verdict};
use crate::store::{Behind, Cause, Lane, Notice, StoreError};
use crate::texts::{Language, text, text_with};

/// The managers' desk.
pub struct Managers {
    /// What their actions change.
    pub conversation: Arc<Conversation>,
    /// Their groups.
    pub groups: Arc<Groups>,
    /// Who is in them: nobody else may press or command.
    pub membership: Membership,
    /// The code that makes a group their main one.
    pub link: Arc<LinkCode>,
    /// Their presses, until they are answered.
    pub presses: Arc<Presses>,
    /// Dates what they do.
    pub clock: Clock,
}

/// A message of a group of managers.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Which group.
    pub group: Group,
    /// Its chat.
    pub chat: i64,
    /// The message: the one pressed under, or the one written.
    pub message: i32,
}

impl Managers {
    /// A button under one of the cards was pressed in a group of managers.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn pressed(
        &self,
        update: u32,
        place: Place,
        press: &CallbackQuery,
    ) -> Result<(), StoreError> {
        let Some(button) = press.data.as_deref().and_then(Button::parse) else {
            return self.done(update).await;
        };
        self.presses.put(update, press.id.0.clone());
        match self.membership.of(place.chat, press.from.id).await {
            Standing::Member if !self.lies_at(place, &button)? => {
                self.answer(update, "desk-press-elsewhere").await
            }
            Standing::Member => {
                let event = Event::Desk {
                    lead: button.lead,
                    by: full_name(&press.from),
                    group: place.group,
                    action: button.does(),
                };
                self.act(update, button.chat, event).await
            }
            Standing::Stranger => self.answer(update, "desk-not-a-manager").await,
            Standing::Unknown => self.answer(update, "desk-press-unchecked").await,
            Standing::Hidden => self.answer(update, "desk-press-hidden").await,
        }
    }

    /// Whether the button belongs to the group it was pressed in: what a press says comes
    /// from the presser's own program.
    fn lies_at(&self, place: Place, button: &Button) -> Result<bool, StoreError> {
        let store = self.conversation.store();
        let behind = store.behind(place.chat, place.message)?;
        if behind.is_some_and(|behind| behind.chat == button.chat) {
            return Ok(true);
        }
        // A message with several cards speaks of nobody, and one is not known for ever.
        let group = match button.lead {
            Some(lead) => store.lead(lead)?.map(|lead| lead.group),
            None => {
                let dialog = store.dialog(&button.chat)?;
                Some(self.conversation.rules().group_of(&dialog.chat, dialog.lead.as_ref()))
            }
        };
        let chat = group.and_then(|group| self.groups.chat_of(group));
        Ok(chat == Some(place.chat))
    }

    /// Something was written in a group of managers.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn wrote(
        &self,
        update: u32,
        place: Place,
        message: &Message,
    ) -> Result<(), StoreError> {
        if let Some(moved) = message.migrate_to_chat_id() {
            self.moved(place.chat, moved.0).await?;
            return self.done(update).await;
        }
        let Some(writer) = Writer::of(message) else { return self.done(update).await };
        let behind = match message.reply_to_message() {
            Some(replied) => self.conversation.store().behind(place.chat, replied.id.0)?,
            None => None,
        };
        let Some(wish) = Wish::of(message, behind) else { return self.done(update).await };
        let (group, by) = (place.group, writer.name);
        let unheard = match self.membership.of(place.chat, writer.person).await {
            Standing::Member => return self.grant(update, group, by, wish).await,
            // As if nothing had been said.
            Standing::Stranger => return self.done(update).await,
            Standing::Unknown => "desk-words-unchecked",
            Standing::Hidden => "desk-words-hidden",
        };
        let words = text_with(self.language(), unheard, &[("by", by.into())]);
        self.reply(update, group, None, &words).await
    }

    async fn grant(
        &self,
        update: u32,
        group: Group,
        by: String,
        wish: Wish,
    ) -> Result<(), StoreError> {
        match wish {
            Wish::Help => self.say(update, group, "desk-help").await,
            Wish::Why(Some(chat)) => self.explain(update, group, &chat).await,
            Wish::Why(None) => self.say(update, group, "desk-why-needs-reply").await,
            Wish::Act(chat, action) => {
                self.act(update, chat, Event::Desk { lead: None, by, group, action }).await
            }
            Wish::AnswerNobody => self.say(update, group, "desk-reply-to-nobody").await,
        }
    }

    /// A group has become a supergroup, and has another number since. The rules go on
    /// calling it by the one they have; the main group hears of it.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn moved(&self, from: i64, to: i64) -> Result<(), StoreError> {
        tracing::info!("a managers' group has become a supergroup; the bot follows");
        for number in self.groups.move_to(from, to).await? {
            let places = [("old", number.to_string().into()), ("new", to.to_string().into())];
            let words = text_with(self.language(), "desk-group-moved", &places);
            self.tell(Group::Main, None, &words).await?;
            self.conversation.lanes().wake(&Lane::Routed(number));
        }
        self.conversation.lanes().wake(&Lane::Group);
        Ok(())
    }

    /// The short answer to a press that changes nothing.
    async fn answer(&self, update: u32, key: &str) -> Result<(), StoreError> {
        let words = text(self.language(), key);
        self.conversation.store().answer_press(update, words, self.clock.now()).await?;
        self.conversation.lanes().wake(&Lane::Toast);
        Ok(())
    }

    /// Somebody wrote `/link CODE` in a group that is not the main one.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn wants_to_link(&self, update: u32, message: &Message) -> Result<(), StoreError> {
        let code = message.text().and_then(|text| text.split_whitespace().nth(1));
        if !code.is_some_and(|code| self.link.opens(code)) {
            tracing::warn!("a group wrote /link without the right code");
            return self.done(update).await;
        }
        self.groups.set_main(message.chat.id.0).await?;
        self.link.spend();
        tracing::info!("the managers' main group is set");
        self.say(update, Group::Main, "desk-linked").await
    }

    /// A manager acts on a chat.
    async fn act(&self, update: u32, chat: ChatKey, event: Event) -> Result<(), StoreError> {
        let incoming = Incoming { chat, at: self.clock.now(), client: None, event };
        self.conversation.hear(Cause::Update(update), &incoming).await.map(drop)
    }

    /// Why the bot did what it last did in a chat.
    async fn explain(&self, update: u32, group: Group, chat: &ChatKey) -> Result<(), StoreError> {
        let traces = self.conversation.store().traces(chat)?;
        let language = self.language();
        // That a lead was shown here, once or again, is no answer to why.
        let answers =
            |trace: &&Trace| !matches!(trace.verdict, Verdict::Shown | Verdict::Called(_));
        let words = match traces.iter().rfind(answers) {
            Some(trace) => why(trace, language),
            None => text(language, "desk-why-nothing"),
        };
        self.reply(update, group, Some(chat), &words).await
    }

    async fn say(&self, update: u32, group: Group, key: &str) -> Result<(), StoreError> {
        self.reply(update, group, None, &text(self.language(), key)).await
    }

    /// Answers an update with words to a group, once, whatever happens meanwhile.
    async fn reply(
        &self,
        update: u32,
        group: Group,
        about: Option<&ChatKey>,
        words: &str,
    ) -> Result<(), StoreError> {
        let notice = notice(group, about, words);
        self.conversation.store().answer(update, &notice, self.clock.now()).await?;
        self.conversation.lanes().wake(&Lane::from(group));
        Ok(())
    }

    /// Writes to a group of managers; `about` is the chat the words speak of.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn tell(
        &self,
        group: Group,
        about: Option<&ChatKey>,
        words: &str,
    ) -> Result<(), StoreError> {
        let notice = notice(group, about, words);
        self.conversation.store().give_notice(&notice, self.clock.now()).await?;
        self.conversation.lanes().wake(&Lane::from(group));
        Ok(())
    }

    /// Writes about a chat to the group that hears of it.
    ///
    /// # Errors
    /// When the disk refuses or the record is damaged.
    pub async fn tell_about(&self, chat: &ChatKey, words: &str) -> Result<(), StoreError> {
        let dialog = self.conversation.store().dialog(chat)?;
        let group = self.conversation.rules().group_of(&dialog.chat, dialog.lead.as_ref());
        self.tell(group, Some(chat), words).await
    }

    /// The language managers are spoken to in.
    pub fn language(&self) -> Language {
        self.conversation.rules().language
    }

    async fn done(&self, update: u32) -> Result<(), StoreError> {
        self.conversation.store().drop_update(update).await
    }
}

/// Plain words for a group; `about` is the chat they speak of.
fn notice(group: Group, about: Option<&ChatKey>, words: &str) -> Notice {
    let html = Html(teloxide::utils::html::escape(words));
    let card = Card { html, buttons: Vec::new() };
    Notice { group, about: about.cloned(), lead: None, card }
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
