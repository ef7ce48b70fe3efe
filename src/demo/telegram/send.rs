//! Methods that put a message of the bot into a chat.

use serde_json::{Map, Value, json};

use super::deliver::deliver;
use super::media;
use super::parameters::Parameters;
use super::reading::CONTENT;
use super::refusal::Refusal;
use super::rooms;
use super::state::State;
use super::text::{check_text, marked, put_caption, put_text};

/// sendMessage, sendPhoto and their like.
pub(super) fn send(
    state: &mut State,
    method: &'static str,
    parameters: &Parameters,
) -> Result<Value, Refusal> {
    let place = rooms::open(state, parameters)?;
    let mut content = Map::new();
    match method {
        "sendMessage" => {
            let marked = marked(parameters, "text", "entities")?;
            check_text(&marked)?;
            put_text(&mut content, marked, "text", "entities");
        }
        "sendContact" => {
            content.insert("contact".to_owned(), contact(parameters)?);
        }
        "sendLocation" => {
            let axis = |name| parameters.number(name);
            let (Some(latitude), Some(longitude)) = (axis("latitude"), axis("longitude")) else {
                return Err(Refusal::bad("latitude and longitude must be non-empty"));
            };
            let location = json!({"latitude": latitude, "longitude": longitude});
            content.insert("location".to_owned(), location);
        }
        _ => {
            let kind = CONTENT.into_iter().find(|kind| {
                let name = kind.replace('_', "");
                method.strip_prefix("send").is_some_and(|rest| rest.eq_ignore_ascii_case(&name))
            });
            let kind = kind.ok_or_else(|| Refusal::new(404, "Not Found"))?;
            content.insert(kind.to_owned(), media::content(state, kind, parameters)?);
            put_caption(&mut content, parameters)?;
        }
    }
    let number = deliver(state, method, &place, content, parameters)?;
    Ok(state.message(&place, number))
}

/// sendChatAction.
pub(super) fn action(state: &State, parameters: &Parameters) -> Result<Value, Refusal> {
    rooms::open(state, parameters)?;
    match parameters.text("action").is_some_and(|action| !action.is_empty()) {
        true => Ok(true.into()),
        false => Err(Refusal::bad("wrong parameter action in request")),
    }
}

fn contact(parameters: &Parameters) -> Result<Value, Refusal> {
    let text = |name| parameters.text(name).filter(|text| !text.is_empty());
    let phone = text("phone_number").ok_or_else(|| Refusal::bad("phone number is empty"))?;
    let name = text("first_name").ok_or_else(|| Refusal::bad("first name is empty"))?;
    let mut contact = json!({"phone_number": phone, "first_name": name});
    if let Some(last) = text("last_name") {
        contact["last_name"] = last.into();
    }
    Ok(contact)
}
