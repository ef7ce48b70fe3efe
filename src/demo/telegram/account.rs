//! Methods about the bot itself: who it is, its commands, its answers to pressed buttons.

use serde_json::Value;

use super::parameters::Parameters;
use super::reading::{Answer, Change};
use super::refusal::Refusal;
use super::state::State;

/// Telegram forgets a pressed button after about this many minutes.
const PRESS_LIVES_MINUTES: i64 = 15;

pub(super) fn get_me(state: &State) -> Value {
    let mut me = state.bot.clone();
    me["can_join_groups"] = true.into();
    me["can_read_all_group_messages"] = true.into();
    me["supports_inline_queries"] = false.into();
    me["can_connect_to_business"] = true.into();
    me["has_main_web_app"] = false.into();
    me
}

pub(super) fn set_commands(state: &mut State, parameters: &Parameters) -> Result<Value, Refusal> {
    let commands = parameters.object("commands")?.unwrap_or(Value::Null);
    let list = commands.as_array().ok_or_else(|| Refusal::bad("can't parse commands list"))?;
    for command in list {
        let name = command["command"].as_str().unwrap_or_default();
        let letters = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit();
        if !(1..=32).contains(&name.len()) || !name.chars().all(|c| letters(c) || c == '_') {
            return Err(Refusal::bad("BOT_COMMAND_INVALID"));
        }
        if command["description"].as_str().unwrap_or_default().trim().is_empty() {
            return Err(Refusal::bad("BOT_COMMAND_DESCRIPTION_INVALID"));
        }
    }
    state.commands = commands;
    Ok(true.into())
}

pub(super) fn answer_press(state: &mut State, parameters: &Parameters) -> Result<Value, Refusal> {
    let callback = parameters.text("callback_query_id").unwrap_or_default();
    let now = state.now;
    let press = state
        .presses
        .get_mut(&callback)
        .filter(|press| !press.answered && (now - press.at).num_minutes() < PRESS_LIVES_MINUTES);
    let Some(press) = press else {
        return Err(Refusal::bad(
            "query is too old and response timeout expired or query id is invalid",
        ));
    };
    let text = parameters.text("text").filter(|text| !text.is_empty());
    if text.as_ref().is_some_and(|text| text.chars().count() > 200) {
        return Err(Refusal::bad("MESSAGE_TOO_LONG"));
    }
    press.answered = true;
    let answer = Answer { callback, text, alert: parameters.flag("show_alert") };
    state.changes.push(Change::Answer { answer: answer.clone() });
    state.answers.push(answer);
    Ok(true.into())
}

/// The texts of a list.
pub(super) fn names(list: &Value) -> Vec<String> {
    let texts = list.as_array().into_iter().flatten().filter_map(Value::as_str);
    texts.map(str::to_owned).collect()
}
