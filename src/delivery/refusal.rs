//! What a failed call to the Bot API means for the message; pure.

use std::time::Duration;

use super::Failure;
use crate::telegram::api::{CallError, Refusal};

/// Whom the message was for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    /// A customer.
    Client,
    /// The managers' main group.
    Group,
    /// A group of `[route]`, in whose place there is the main one.
    Routed,
}

/// How a 429 without a time is understood.
const SLOW_DOWN: Duration = Duration::from_secs(5);

/// What follows from the failure of a call.
pub fn failure(error: &CallError, to: To) -> Failure {
    match error {
        CallError::Unreachable(_) => Failure::NotSent { retry_after: None },
        CallError::NoAnswer(_) => Failure::Unknown,
        CallError::Refused(refusal) => refused(refusal, to),
    }
}

fn refused(refusal: &Refusal, to: To) -> Failure {
    if let Some(group) = refusal.moved_to {
        return Failure::Migrated(group);
    }
    match refusal.code {
        429 => Failure::NotSent { retry_after: refusal.retry_after.or(Some(SLOW_DOWN)) },
        500.. => Failure::Unknown,
        // A token taken back, a server that does not know the bot: the operator's to fix.
        401 | 404 | 409 => Failure::NotSent { retry_after: None },
        403 => nobody_there(to),
        _ if is_nobody(&refusal.description) => nobody_there(to),
        _ if to == To::Routed && may_not_write(&refusal.description) => Failure::Outside,
        _ => Failure::Refused(refusal.description.clone()),
    }
}

/// A customer who has left is let go; the managers' main group must come back.
fn nobody_there(to: To) -> Failure {
    match to {
        To::Client => Failure::Gone,
        To::Group => Failure::NotSent { retry_after: None },
        To::Routed => Failure::Outside,
    }
}

fn is_nobody(description: &str) -> bool {
    let description = description.to_lowercase();
    ["chat not found", "user not found", "peer_id_invalid", "deactivated"]
        .iter()
        .any(|words| description.contains(words))
}

fn may_not_write(description: &str) -> bool {
    let description = description.to_lowercase();
    ["not enough rights", "have no rights", "write_forbidden", "chat_restricted"]
        .iter()
        .any(|words| description.contains(words))
}

/// Whether Telegram says that the message already looks like that.
pub fn is_unchanged(error: &CallError) -> bool {
    says(error, "message is not modified")
}

/// Whether the message to be edited or copied is not there any more, or cannot be.
pub fn is_lost(error: &CallError) -> bool {
    says(error, "message to edit not found")
        || says(error, "message can't be edited")
        || says(error, "message to copy not found")
        || says(error, "message can't be copied")
        || says(error, "message_id_invalid")
}

/// Whether Telegram dislikes what the text says rather than where it goes.
pub fn is_text(error: &CallError) -> bool {
    says(error, "can't parse entities")
        || says(error, "message is too long")
        || says(error, "text is too long")
}

fn says(error: &CallError, words: &str) -> bool {
    let CallError::Refused(refusal) = error else { return false };
    refusal.code == 400 && refusal.description.to_lowercase().contains(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn no(code: u16, description: &str) -> CallError {
        let description = description.to_owned();
        CallError::Refused(Refusal { code, description, ..Refusal::default() })
    }

    #[test]
    fn a_customer_who_has_blocked_the_bot_is_gone_the_group_is_not() {
        let blocked = no(403, "Forbidden: bot was blocked by the user");
        assert_eq!(failure(&blocked, To::Client), Failure::Gone);
        assert_eq!(failure(&blocked, To::Group), Failure::NotSent { retry_after: None });
        let unknown = no(400, "Bad Request: chat not found");
        assert_eq!(failure(&unknown, To::Client), Failure::Gone);
        for error in [&unknown, &no(403, "Forbidden: bot was kicked from the group chat")] {
            assert_eq!(failure(error, To::Routed), Failure::Outside);
        }
        let mute = no(400, "Bad Request: not enough rights to send text messages to the chat");
        assert_eq!(failure(&mute, To::Routed), Failure::Outside);
    }

    #[test]
    fn trouble_that_may_pass_is_tried_again() {
        assert_eq!(failure(&no(502, ""), To::Client), Failure::Unknown);
        assert_eq!(failure(&CallError::NoAnswer(String::new()), To::Client), Failure::Unknown);
        let unreachable = CallError::Unreachable(String::new());
        assert_eq!(failure(&unreachable, To::Group), Failure::NotSent { retry_after: None });
        let slow = failure(&no(429, "Too Many Requests"), To::Client);
        assert_eq!(slow, Failure::NotSent { retry_after: Some(SLOW_DOWN) });
    }

    #[test]
    fn what_telegram_will_never_take_is_refused() {
        let error = no(400, "Bad Request: can't parse entities: unsupported start tag");
        assert!(is_text(&error) && !is_lost(&error) && !is_unchanged(&error));
        assert!(matches!(failure(&error, To::Client), Failure::Refused(_)));
    }

    #[test]
    fn a_group_that_moved_is_followed() {
        let refusal = Refusal { code: 400, moved_to: Some(-1001), ..Refusal::default() };
        assert_eq!(failure(&CallError::Refused(refusal), To::Group), Failure::Migrated(-1001));
    }
}
