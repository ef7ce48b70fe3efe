//! A text as an export writes it: whole, or in pieces with what each is.

use serde::Deserialize;

use super::message::Words;
use crate::dialog::{Entity, EntityKind};

/// A text, and what Telegram has marked in it.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Written")]
pub struct Marked {
    /// The whole text.
    pub text: String,
    /// The marks that can mean a contact.
    pub entities: Vec<Entity>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Pieces(Vec<Piece>),
    Whole(Words),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Piece {
    Marked(Mark),
    Plain(Words),
}

#[derive(Deserialize)]
struct Mark {
    #[serde(rename = "type")]
    kind: Words,
    text: Words,
    #[serde(default)]
    href: Words,
}

impl From<Written> for Marked {
    fn from(written: Written) -> Self {
        let pieces = match written {
            Written::Pieces(pieces) => pieces,
            Written::Whole(Words(text)) => return Self { text, entities: Vec::new() },
        };
        let mut whole = Self::default();
        for piece in pieces {
            let start = whole.text.len();
            match piece {
                Piece::Plain(Words(text)) => whole.text += &text,
                Piece::Marked(mark) => {
                    whole.text += &mark.text.0;
                    let span = start..whole.text.len();
                    whole.entities.extend(mark.kind().map(|kind| Entity { span, kind }));
                }
            }
        }
        whole
    }
}

impl Mark {
    fn kind(self) -> Option<EntityKind> {
        match &*self.kind.0 {
            "phone" | "email" | "mention" => Some(EntityKind::Contact),
            "text_link" => Some(EntityKind::Link(self.href.0)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Marked {
        serde_json::from_str(json).expect("a text")
    }

    #[test]
    fn a_text_is_whole_however_it_is_written() {
        assert_eq!(read(r#""привет""#).text, "привет");
        let pieces = r#"["звоните ", {"type": "phone", "text": "89001234567"}, "!"]"#;
        assert_eq!(read(pieces).text, "звоните 89001234567!");
        assert_eq!(read("null").text, "");
        assert_eq!(read("7").text, "7");
    }

    #[test]
    fn pieces_keep_what_they_are() {
        let pieces = r#"["вот ", {"type": "text_link", "text": "сюда", "href": "tel:+79001234567"},
            {"type": "bold", "text": " или "}, {"type": "email", "text": "a@mail.ru"}]"#;
        let marked = read(pieces);
        let link = EntityKind::Link("tel:+79001234567".to_owned());
        let marks =
            marked.entities.iter().map(|mark| (&marked.text[mark.span.clone()], &mark.kind));
        assert_eq!(
            marks.collect::<Vec<_>>(),
            [("сюда", &link), ("a@mail.ru", &EntityKind::Contact)]
        );
    }
}
