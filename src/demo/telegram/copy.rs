//! Methods that send a message once more: copies and forwards.

use serde_json::{Map, Value, json};

use super::deliver::deliver;
use super::parameters::Parameters;
use super::reading::CONTENT;
use super::refusal::Refusal;
use super::rooms;
use super::state::State;
use super::text::put_caption;

/// copyMessage.
pub(super) fn copy(state: &mut State, parameters: &Parameters) -> Result<Value, Refusal> {
    let place = rooms::open(state, parameters)?;
    let source = source(state, parameters, "copy")?;
    let mut content = substance(source);
    if !CONTENT.iter().any(|kind| content.contains_key(*kind)) {
        return Err(Refusal::bad("message can't be copied"));
    }
    if parameters.values.contains_key("caption") {
        content.remove("caption");
        content.remove("caption_entities");
        put_caption(&mut content, parameters)?;
    }
    let number = deliver(state, "copyMessage", &place, content, parameters)?;
    Ok(json!({"message_id": number}))
}

/// forwardMessage.
pub(super) fn forward(state: &mut State, parameters: &Parameters) -> Result<Value, Refusal> {
    let place = rooms::open(state, parameters)?;
    let source = source(state, parameters, "forward")?;
    let content = forwarded(source);
    let number = deliver(state, "forwardMessage", &place, content, parameters)?;
    Ok(state.message(&place, number))
}

/// A message as it looks when somebody forwards it: who wrote it, and no buttons.
pub(super) fn forwarded(source: Map<String, Value>) -> Map<String, Value> {
    let origin = source.get("forward_origin").cloned().unwrap_or_else(|| {
        json!({
            "type": "user",
            "date": source.get("date").cloned().unwrap_or_default(),
            "sender_user": source.get("from").cloned().unwrap_or_default(),
        })
    });
    let mut content = substance(source);
    content.insert("forward_origin".to_owned(), origin);
    content
}

fn source(
    state: &State,
    parameters: &Parameters,
    verb: &str,
) -> Result<Map<String, Value>, Refusal> {
    let place = rooms::named(state, parameters, "from_chat_id")?;
    let number = parameters.integer("message_id").unwrap_or(0) as i32;
    if state.chats.get(&place).is_some_and(|chat| chat.protected) {
        return Err(Refusal::bad(format!("message can't be {verb}ed").replace("copyed", "copied")));
    }
    let entry = state.entry(&place, number);
    let missing = || Refusal::bad(format!("message to {verb} not found"));
    Ok(entry.ok_or_else(missing)?.value.clone())
}

/// What of a message lives on in its copies: no buttons, no sender, no answer.
fn substance(source: Map<String, Value>) -> Map<String, Value> {
    let marks = ["entities", "caption", "caption_entities"];
    let lasting = |name: &str| CONTENT.contains(&name) || marks.contains(&name);
    source.into_iter().filter(|(name, _)| lasting(name)).collect()
}
