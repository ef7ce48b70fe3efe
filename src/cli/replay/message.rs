//! A message of a Telegram Desktop export, and what it was to the bot.
//!
//! Telegram documents the format nowhere; it is what Telegram Desktop writes:
//! <https://github.com/telegramdesktop/tdesktop/blob/dev/Telegram/SourceFiles/export/output/export_output_json.cpp>.

use std::fmt;

use chrono::{DateTime, NaiveDateTime, Utc};
use chrono_tz::Tz;
use serde::de::{self, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};

use super::marked::Marked;
use crate::detect::phone;
use crate::dialog::{Entity, Event, MediaKind, Message, SharedContact};
use crate::simulation;

/// Telegram takes no longer messages.
const LONGEST_TEXT: usize = 4096;
/// Seconds of 2013-01-01 and 2100-01-01: no message of Telegram lies outside.
const TELEGRAM_TIMES: std::ops::Range<i64> = 1_356_998_400..4_102_444_800;

/// What is read of a message; the rest of it is passed over.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Exported {
    #[serde(rename = "type")]
    kind: Words,
    date: Words,
    date_unixtime: Words,
    from: Words,
    /// Whose it is: `user123`.
    pub from_id: Words,
    text: Marked,
    photo: Option<IgnoredAny>,
    file: Option<IgnoredAny>,
    media_type: Words,
    location_information: Option<IgnoredAny>,
    contact_information: Option<Card>,
    poll: Option<IgnoredAny>,
    game_title: Option<IgnoredAny>,
    invoice_information: Option<IgnoredAny>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Card {
    first_name: Words,
    last_name: Words,
    phone_number: Words,
}

impl Exported {
    /// Said by a person, not told by Telegram.
    pub fn is_message(&self) -> bool {
        self.kind.0 == "message"
    }

    /// When it was sent; `None` where that cannot be read.
    pub fn at(&self, zone: Tz) -> Option<DateTime<Utc>> {
        let exact = self.date_unixtime.0.parse().ok();
        let seconds = exact.or_else(|| {
            let local: NaiveDateTime = self.date.0.parse().ok()?;
            Some(simulation::moment(local, zone).timestamp())
        })?;
        DateTime::from_timestamp(seconds, 0).filter(|_| TELEGRAM_TIMES.contains(&seconds))
    }

    /// What the bot would have heard.
    pub fn event(&self, number: i32, country: &str) -> Event {
        let text: String = self.text.text.chars().take(LONGEST_TEXT).collect();
        let mut words = text.split_whitespace();
        let command = words.next().and_then(|word| word.split('@').next());
        match command {
            Some("/start") => Event::Start { source: words.next().map(str::to_owned) },
            Some("/help") => Event::Help,
            Some("/forget") => Event::Forget,
            _ => {
                let contact = self.contact_information.as_ref();
                let contact = contact.map(|card| self.shared(card, country));
                Event::Message(Message {
                    id: number,
                    kind: self.media(),
                    entities: self.entities_within(&text),
                    text,
                    contact,
                    album: None,
                })
            }
        }
    }

    fn entities_within(&self, text: &str) -> Vec<Entity> {
        let within = |mark: &&Entity| mark.span.end <= text.len();
        self.text.entities.iter().filter(within).cloned().collect()
    }

    fn media(&self) -> MediaKind {
        match &*self.media_type.0 {
            "voice_message" => MediaKind::Voice,
            "video_message" | "video_file" => MediaKind::Video,
            "audio_file" => MediaKind::Audio,
            "sticker" => MediaKind::Sticker,
            _ if self.photo.is_some() => MediaKind::Photo,
            _ if self.file.is_some() => MediaKind::Document,
            _ if self.location_information.is_some() => MediaKind::Location,
            _ if self.contact_information.is_some() => MediaKind::Contact,
            _ if self.text.text.is_empty() => MediaKind::Other,
            _ if self.poll.is_some() => MediaKind::Other,
            _ if self.game_title.is_some() || self.invoice_information.is_some() => {
                MediaKind::Other
            }
            _ => MediaKind::Text,
        }
    }

    /// An export does not say whose card it is; the button that shares one's own
    /// number puts the sender's name on it.
    fn shared(&self, card: &Card, country: &str) -> SharedContact {
        let name = format!("{} {}", card.first_name.0, card.last_name.0);
        let own = name.trim() == self.from.0.trim();
        SharedContact { phone: phone::of_contact(&card.phone_number.0, country, own) }
    }
}

/// Words as an export writes them: a text, a number, a list of pieces with and
/// without looks, or nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Words(pub String);

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        input.deserialize_any(AnyWords)
    }
}

struct AnyWords;

impl<'de> Visitor<'de> for AnyWords {
    type Value = Words;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("words")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Words, E> {
        Ok(Words(text.to_owned()))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Words, E> {
        Ok(Words(text))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Words, E> {
        Ok(Words(number.to_string()))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Words, E> {
        Ok(Words(number.to_string()))
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<Words, E> {
        Ok(Words::default())
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<Words, E> {
        Ok(Words::default())
    }

    fn visit_unit<E: de::Error>(self) -> Result<Words, E> {
        Ok(Words::default())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut pieces: A) -> Result<Words, A::Error> {
        let mut text = String::new();
        while let Some(Words(piece)) = pieces.next_element()? {
            text += &piece;
        }
        Ok(Words(text))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut piece: A) -> Result<Words, A::Error> {
        let mut text = Words::default();
        while let Some(Words(key)) = piece.next_key()? {
            match &*key {
                "text" => text = piece.next_value()?,
                _ => drop(piece.next_value::<IgnoredAny>()?),
            }
        }
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use chrono_tz::Europe::Moscow;

    use super::*;

    fn read(json: &str) -> Exported {
        serde_json::from_str(json).expect("a message")
    }

    fn heard(json: &str) -> Message {
        match read(json).event(1, "RU") {
            Event::Message(message) => message,
            other => panic!("{other:?} is no message"),
        }
    }

    #[test]
    fn marks_beyond_the_longest_text_are_left_out() {
        let pieces = |before: usize| {
            let before = "я".repeat(before);
            format!(r#"{{"text": ["{before}", {{"type": "phone", "text": "89001234567"}}]}}"#)
        };
        assert_eq!(heard(&pieces(4000)).entities.len(), 1);
        assert_eq!(heard(&pieces(4090)).entities, []);
    }

    #[test]
    fn the_time_is_exact_or_the_companys() {
        let exact = read(r#"{"date": "2026-01-01T00:00:00", "date_unixtime": "1780000000"}"#);
        assert_eq!(exact.at(Moscow), DateTime::from_timestamp(1_780_000_000, 0));
        let local = read(r#"{"date": "2026-06-01T12:00:00"}"#).at(Moscow);
        assert_eq!(local.map(|at| at.to_rfc3339()).as_deref(), Some("2026-06-01T09:00:00+00:00"));
        for wrong in ["9223372036854775807", "-1", "soon"] {
            assert_eq!(read(&format!(r#"{{"date_unixtime": "{wrong}"}}"#)).at(Moscow), None);
        }
    }

    #[test]
    fn media_are_told_apart() {
        let kind = |json: &str| heard(json).kind;
        assert_eq!(kind(r#"{"text": "вот", "photo": "a.jpg"}"#), MediaKind::Photo);
        let voice = r#"{"text": "", "file": "a.ogg", "media_type": "voice_message"}"#;
        assert_eq!(kind(voice), MediaKind::Voice);
        assert_eq!(kind(r#"{"text": "", "file": "a.pdf"}"#), MediaKind::Document);
        assert_eq!(kind(r#"{"text": "", "poll": {}}"#), MediaKind::Other);
    }

    #[test]
    fn a_card_with_the_senders_name_is_his_own() {
        let card = |from: &str| {
            let card = r#"{"first_name": "Анна", "last_name": "", "phone_number": "79001234567"}"#;
            let json =
                format!(r#"{{"from": "{from}", "text": "", "contact_information": {card}}}"#);
            heard(&json).contact.expect("a card").phone
        };
        assert_eq!(card("Анна").e164, "+79001234567");
        assert!(!card("Анна").someone_elses);
        assert!(card("Пётр").someone_elses);
    }

    #[test]
    fn commands_are_heard_as_the_bot_hears_them() {
        let start = read(r#"{"text": [{"type": "bot_command", "text": "/start"}, " avito"]}"#);
        assert_eq!(start.event(1, "RU"), Event::Start { source: Some("avito".to_owned()) });
    }
}
