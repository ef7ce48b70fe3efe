//! Methods that change or remove a message that stands.

use serde_json::{Map, Value};

use super::chat::{Place, Sort};
use super::deliver::{check_markup, record};
use super::html::units;
use super::parameters::Parameters;
use super::reading::Change;
use super::refusal::Refusal;
use super::rooms;
use super::state::State;
use super::text::{LONGEST_TEXT, marked, put_text};

/// editMessageText, editMessageCaption and editMessageReplyMarkup.
pub(super) fn edit(
    state: &mut State,
    method: &str,
    parameters: &Parameters,
) -> Result<Value, Refusal> {
    let (place, number) = target(state, parameters, "edit")?;
    let entry = state.entry(&place, number);
    let entry = entry.ok_or_else(|| Refusal::bad("message to edit not found"))?;
    if !entry.by_bot || entry.value.contains_key("forward_origin") {
        return Err(Refusal::bad("message can't be edited"));
    }
    let mut content = entry.value.clone();
    match method {
        "editMessageText" => edit_text(&mut content, parameters)?,
        "editMessageCaption" => {
            let caption = marked(parameters, "caption", "caption_entities")?;
            put_text(&mut content, caption, "caption", "caption_entities");
        }
        _ => {}
    }
    // An edit without a keyboard takes the buttons away, as at Telegram.
    let markup = parameters.object("reply_markup")?;
    check_markup(state, &place, markup.as_ref())?;
    content.remove("reply_markup");
    let full =
        |markup: &&Value| markup["inline_keyboard"].as_array().is_some_and(|r| !r.is_empty());
    let inline = markup.as_ref().filter(full).cloned();
    if let Some(inline) = &inline {
        content.insert("reply_markup".to_owned(), inline.clone());
    }
    put_edit(state, &place, number, content, inline)?;
    record(state, method, &place, number);
    Ok(state.message(&place, number))
}

fn edit_text(content: &mut Map<String, Value>, parameters: &Parameters) -> Result<(), Refusal> {
    if !content.contains_key("text") {
        return Err(Refusal::bad("there is no text in the message to edit"));
    }
    let text = marked(parameters, "text", "entities")?;
    if text.text.is_empty() {
        return Err(Refusal::bad("message text is empty"));
    }
    if units(&text.text) > LONGEST_TEXT {
        return Err(Refusal::bad("MESSAGE_TOO_LONG"));
    }
    put_text(content, text, "text", "entities");
    Ok(())
}

fn put_edit(
    state: &mut State,
    place: &Place,
    number: i32,
    mut content: Map<String, Value>,
    markup: Option<Value>,
) -> Result<(), Refusal> {
    let now = state.now.timestamp();
    let entry = state.entry_mut(place, number);
    let entry = entry.ok_or_else(|| Refusal::bad("message to edit not found"))?;
    if entry.value == content {
        return Err(Refusal::bad(
            "message is not modified: specified new message content and reply markup are exactly \
             the same as a current content and reply markup of the message",
        ));
    }
    content.insert("edit_date".to_owned(), now.into());
    entry.value = content;
    entry.markup = markup;
    state.changed(place, number);
    Ok(())
}

/// deleteMessage: its own messages, and people's where Telegram allows it.
pub(super) fn delete(state: &mut State, parameters: &Parameters) -> Result<Value, Refusal> {
    let (place, number) = target(state, parameters, "delete")?;
    let missing = || Refusal::bad("message to delete not found");
    let now = state.now.timestamp();
    let leads = |status: &str| status == "administrator";
    let bot = state.bot_id();
    let chat = state.chats.get_mut(&place).ok_or_else(missing)?;
    let entry = chat.entries.get(&number).ok_or_else(missing)?;
    let age = now - entry.value.get("date").and_then(Value::as_i64).unwrap_or(now);
    let administrator = chat.members.get(&bot).is_some_and(|(_, status)| leads(status));
    let allowed = entry.by_bot || chat.sort == Sort::Private || administrator;
    if !allowed || (age > 48 * 3600 && !administrator) {
        return Err(Refusal::bad("message can't be deleted"));
    }
    chat.entries.remove(&number);
    state.changes.push(Change::Deleted { chat: place.0, message: number });
    Ok(true.into())
}

fn target(state: &State, parameters: &Parameters, verb: &str) -> Result<(Place, i32), Refusal> {
    let place = rooms::open(state, parameters)?;
    let number = parameters.integer("message_id");
    let number = number.ok_or_else(|| Refusal::bad("message identifier is not specified"))?;
    let number = number as i32;
    match state.entry(&place, number) {
        Some(_) => Ok((place, number)),
        None => Err(Refusal::bad(format!("message to {verb} not found"))),
    }
}
