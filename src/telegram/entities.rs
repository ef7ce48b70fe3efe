//! From Telegram's marks, counted in UTF-16, to places of a text in bytes.

use teloxide::types::{Message, MessageEntity, MessageEntityKind};

use crate::dialog::{Entity, EntityKind};

/// The marks of a message's text or caption that can mean a contact.
///
/// teloxide's own `parse_entities` panics on a mark that cuts a character; such a
/// mark is passed by here.
pub fn entities(message: &Message, text: &str) -> Vec<Entity> {
    let marks = message.entities().or(message.caption_entities()).unwrap_or_default();
    marks.iter().filter_map(|mark| entity(mark, text)).collect()
}

fn entity(mark: &MessageEntity, text: &str) -> Option<Entity> {
    let kind = match &mark.kind {
        MessageEntityKind::PhoneNumber | MessageEntityKind::Email | MessageEntityKind::Mention => {
            EntityKind::Contact
        }
        MessageEntityKind::TextLink { url } => EntityKind::Link(url.to_string()),
        _ => return None,
    };
    let end = mark.offset.checked_add(mark.length)?;
    let span = byte_at(text, mark.offset)?..byte_at(text, end)?;
    Some(Entity { span, kind })
}

/// The byte so many UTF-16 code units from the beginning; `None` beyond the text
/// and within a character.
fn byte_at(text: &str, unit: usize) -> Option<usize> {
    let mut units = 0;
    for (byte, character) in text.char_indices() {
        if units >= unit {
            return (units == unit).then_some(byte);
        }
        units += character.len_utf16();
    }
    (units == unit).then_some(text.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_place_in_utf_16_is_the_same_place_in_bytes(before in "\\PC{0,20}", after in "\\PC{0,20}") {
            let text = format!("{before}{after}");
            prop_assert_eq!(byte_at(&text, before.encode_utf16().count()), Some(before.len()));
        }
    }

    #[test]
    fn places_within_a_character_and_beyond_the_text_are_none() {
        assert_eq!(byte_at("🐶а", 1), None);
        assert_eq!(byte_at("🐶а", 2), Some(4));
        assert_eq!(byte_at("🐶а", 3), Some(6));
        assert_eq!(byte_at("🐶а", 4), None);
    }
}
