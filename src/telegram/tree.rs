//! Who is speaking, and what: every update takes one of these branches.

use std::sync::Arc;

use teloxide::dispatching::UpdateFilterExt;
use teloxide::prelude::*;
use teloxide::types::{CallbackQuery, ChatMemberUpdated, Message, Update};

use super::groups::Groups;
use super::guard::Tree;
use super::incoming;
use super::managers::{Managers, Place};
use crate::conversation::Conversation;
use crate::dialog::{Group, Incoming};
use crate::store::{Cause, StoreError};

/// The tree. What no branch above wants leaves the inbox by the last one:
/// channels, other groups, other bots, service messages.
pub fn tree() -> Tree {
    dptree::entry()
        .branch(Update::filter_message().filter_map(customer).endpoint(hear))
        .branch(Update::filter_edited_message().filter_map(customers_edit).endpoint(hear))
        .branch(Update::filter_my_chat_member().filter_map(blocked).endpoint(hear))
        .branch(Update::filter_callback_query().filter_map(pressed_in).endpoint(press))
        .branch(Update::filter_message().filter(wants_to_link).endpoint(link))
        .branch(Update::filter_message().filter_map(written_in).endpoint(desk))
        .endpoint(ignore)
}

fn customer(message: Message, conversation: Arc<Conversation>) -> Option<Incoming> {
    incoming::from_customer(&message, &conversation.rules().country)
}

fn customers_edit(message: Message, conversation: Arc<Conversation>) -> Option<Incoming> {
    incoming::from_edit(&message, &conversation.rules().country)
}

fn blocked(change: ChatMemberUpdated) -> Option<Incoming> {
    incoming::from_block(&change)
}

fn pressed_in(press: CallbackQuery, groups: Arc<Groups>) -> Option<Place> {
    let message = press.message?;
    let chat = message.chat().id.0;
    Some(Place { group: groups.of(chat)?, chat, message: message.id().0 })
}

fn written_in(message: Message, groups: Arc<Groups>) -> Option<Place> {
    let chat = message.chat.id.0;
    Some(Place { group: groups.of(chat)?, chat, message: message.id.0 })
}

/// In the main group there is nothing left to link.
fn wants_to_link(message: Message, groups: Arc<Groups>) -> bool {
    let in_group = message.chat.is_group() || message.chat.is_supergroup();
    in_group
        && groups.of(message.chat.id.0) != Some(Group::Main)
        && message.text().is_some_and(|text| text.starts_with("/link"))
}

async fn hear(
    incoming: Incoming,
    update: Update,
    conversation: Arc<Conversation>,
) -> Result<(), StoreError> {
    conversation.hear(Cause::Update(update.id.0), &incoming).await.map(drop)
}

async fn press(
    press: CallbackQuery,
    place: Place,
    update: Update,
    managers: Arc<Managers>,
) -> Result<(), StoreError> {
    managers.pressed(update.id.0, place, &press).await
}

async fn desk(
    message: Message,
    place: Place,
    update: Update,
    managers: Arc<Managers>,
) -> Result<(), StoreError> {
    managers.wrote(update.id.0, place, &message).await
}

async fn link(message: Message, update: Update, managers: Arc<Managers>) -> Result<(), StoreError> {
    managers.wants_to_link(update.id.0, &message).await
}

async fn ignore(update: Update, conversation: Arc<Conversation>) -> Result<(), StoreError> {
    conversation.store().drop_update(update.id.0).await
}
