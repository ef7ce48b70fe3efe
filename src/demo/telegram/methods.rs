//! The methods of the Bot API by name, and what each does.

use serde_json::{Value, json};

use super::parameters::Parameters;
use super::refusal::Refusal;
use super::state::State;
use super::{account, copy, edit, rooms, send, topics, webhook};

const NAMES: [&str; 40] = [
    "getUpdates",
    "setWebhook",
    "deleteWebhook",
    "getWebhookInfo",
    "getMe",
    "logOut",
    "close",
    "sendMessage",
    "sendPhoto",
    "sendDocument",
    "sendVoice",
    "sendVideo",
    "sendAudio",
    "sendSticker",
    "sendVideoNote",
    "sendAnimation",
    "sendContact",
    "sendLocation",
    "sendChatAction",
    "copyMessage",
    "forwardMessage",
    "editMessageText",
    "editMessageCaption",
    "editMessageReplyMarkup",
    "deleteMessage",
    "answerCallbackQuery",
    "getChat",
    "getChatMember",
    "getChatAdministrators",
    "getChatMemberCount",
    "leaveChat",
    "createForumTopic",
    "editForumTopic",
    "closeForumTopic",
    "reopenForumTopic",
    "deleteForumTopic",
    "setMyCommands",
    "getMyCommands",
    "getFile",
    "getBusinessConnection",
];

/// A method's name as Telegram spells it; any case is understood.
pub(super) fn canonical(name: &str) -> Option<&'static str> {
    NAMES.into_iter().find(|known| known.eq_ignore_ascii_case(name))
}

/// Does what a method does. `getUpdates` and `setWebhook` wait or run on, so the server does them.
pub(super) fn call(
    state: &mut State,
    method: &'static str,
    parameters: &Parameters,
) -> Result<Value, Refusal> {
    match method {
        "getMe" => Ok(account::get_me(state)),
        "deleteWebhook" => Ok(webhook::delete(state, parameters)),
        "getWebhookInfo" => Ok(webhook::info(state)),
        "setMyCommands" => account::set_commands(state, parameters),
        "getMyCommands" => Ok(state.commands.clone()),
        "answerCallbackQuery" => account::answer_press(state, parameters),
        "logOut" | "close" => Ok(true.into()),
        "copyMessage" => copy::copy(state, parameters),
        "forwardMessage" => copy::forward(state, parameters),
        "sendChatAction" => send::action(state, parameters),
        "editMessageText" | "editMessageCaption" | "editMessageReplyMarkup" => {
            edit::edit(state, method, parameters)
        }
        "deleteMessage" => edit::delete(state, parameters),
        "getChat" => rooms::get(state, parameters),
        "getChatMember" => rooms::member(state, parameters),
        "getChatAdministrators" => rooms::administrators(state, parameters),
        "getChatMemberCount" => rooms::count(state, parameters),
        "leaveChat" => rooms::leave(state, parameters),
        "getBusinessConnection" => rooms::connection(state, parameters),
        "createForumTopic" => topics::create(state, parameters),
        "editForumTopic" => topics::edit(state, parameters),
        "closeForumTopic" | "reopenForumTopic" | "deleteForumTopic" => {
            topics::change(state, method, parameters)
        }
        "getFile" => get_file(state, parameters),
        _ => send::send(state, method, parameters),
    }
}

fn get_file(state: &State, parameters: &Parameters) -> Result<Value, Refusal> {
    let id = parameters.text("file_id").unwrap_or_default();
    let file = state.files.get(&id).ok_or_else(|| Refusal::bad("invalid file_id"))?;
    let name = file.name.as_deref().unwrap_or("file");
    Ok(json!({
        "file_id": id, "file_unique_id": format!("unique-{id}"), "file_size": file.bytes.len(),
        "file_path": format!("files/{id}/{name}"),
    }))
}
