//! What the detectors find in a customer's words, knowing the conversation so far.

use chrono::TimeDelta;

use crate::detect::{self, Context, Facts};
use crate::dialog::{Chat, Event, Incoming, Speaker};

use super::Rules;

/// A number may be split over messages of this span.
const ONE_BREATH: TimeDelta = TimeDelta::minutes(2);
/// An open question is dead after this.
const QUESTION: TimeDelta = TimeDelta::days(1);

/// The facts of one event: nothing for events without words.
pub fn facts(rules: &Rules, chat: &Chat, incoming: &Incoming) -> Facts {
    let (Event::Message(message) | Event::Edited(message)) = &incoming.event else {
        return Facts::default();
    };
    let recent = |at| incoming.at - at <= ONE_BREATH;
    // An edit stands instead of what was said before: it continues nothing.
    let continues = matches!(incoming.event, Event::Message(_));
    let earlier: Vec<&str> = chat
        .talk
        .iter()
        .filter(|line| continues && line.by == Speaker::Client && recent(line.at))
        .map(|line| line.text.as_str())
        .collect();
    let open = chat.question.as_ref().filter(|asked| incoming.at - asked.asked_at <= QUESTION);
    let context = Context {
        earlier: &earlier,
        entities: &message.entities,
        asked: open.map(|question| &question.field),
        now: incoming.at,
        zone: rules.timezone,
        country: &rules.country,
    };
    detect::detect(&message.text, &context, &rules.vocabulary)
}
