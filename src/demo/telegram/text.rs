//! Texts and captions of the bot: marks read, lengths checked.

use serde_json::{Map, Value};

use super::html::{self, Marked, units};
use super::parameters::Parameters;
use super::refusal::Refusal;

/// The longest text Telegram takes, in UTF-16 units after the marks are read.
pub(super) const LONGEST_TEXT: usize = 4096;
/// The longest caption.
const LONGEST_CAPTION: usize = 1024;

/// A text parameter and its marks, by `parse_mode` or by a list of entities.
pub(super) fn marked(
    parameters: &Parameters,
    text: &str,
    entities: &str,
) -> Result<Marked, Refusal> {
    let raw = parameters.text(text).unwrap_or_default();
    let mode = parameters.text("parse_mode").unwrap_or_default();
    match mode.to_ascii_lowercase().as_str() {
        "" => {
            let list = parameters.object(entities)?.unwrap_or_default();
            let entities = list.as_array().cloned().unwrap_or_default();
            Ok(html::trimmed(Marked { text: raw, entities }))
        }
        "html" => {
            html::parse(&raw).map_err(|why| Refusal::bad(format!("can't parse entities: {why}")))
        }
        // Markdown is not read here: the bot writes HTML only.
        _ => Err(Refusal::bad("unsupported parse_mode")),
    }
}

pub(super) fn check_text(marked: &Marked) -> Result<(), Refusal> {
    if marked.text.is_empty() {
        return Err(Refusal::bad("message text is empty"));
    }
    if units(&marked.text) > LONGEST_TEXT {
        return Err(Refusal::bad("message is too long"));
    }
    Ok(())
}

/// Writes a text and its marks into a message.
pub(super) fn put_text(content: &mut Map<String, Value>, marked: Marked, text: &str, list: &str) {
    content.insert(text.to_owned(), marked.text.into());
    content.remove(list);
    if !marked.entities.is_empty() {
        content.insert(list.to_owned(), marked.entities.into());
    }
}

pub(super) fn put_caption(
    content: &mut Map<String, Value>,
    parameters: &Parameters,
) -> Result<(), Refusal> {
    let caption = marked(parameters, "caption", "caption_entities")?;
    if units(&caption.text) > LONGEST_CAPTION {
        return Err(Refusal::bad("message caption is too long"));
    }
    if !caption.text.is_empty() {
        put_text(content, caption, "caption", "caption_entities");
    }
    Ok(())
}
