//! What `doctor` asks Telegram: who the bot is, and what it may do in the managers' group.

use std::time::Duration;

use serde::Deserialize;
use serde_json::Value;
use teloxide::payloads::{GetChat, GetChatMember, GetMe, GetWebhookInfo};
use teloxide::types::{ChatId, UserId};

use super::api::{Api, CallError};

/// Who the bot is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Bot {
    /// Its number.
    pub id: u64,
    /// Its `@name`, without the sign.
    pub username: String,
    /// Privacy mode is off: it hears everything in groups.
    #[serde(default, rename = "can_read_all_group_messages")]
    pub hears_all: bool,
    /// It can be added to groups.
    #[serde(default = "yes")]
    pub can_join_groups: bool,
}

fn yes() -> bool {
    true
}

/// What a group is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    /// `group`, `supergroup`, `channel`, `private`.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// It has topics.
    pub is_forum: bool,
}

/// What the bot is in a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// It is in there.
    pub is_member: bool,
    /// It leads there: it hears everything, whatever its privacy mode.
    pub is_administrator: bool,
    /// It may write.
    pub may_write: bool,
    /// It may make topics.
    pub may_make_topics: bool,
}

/// Who the bot is.
///
/// # Errors
/// When Telegram cannot be reached or does not know the token.
pub async fn bot(api: &Api, patience: Duration) -> Result<Bot, CallError> {
    api.call_within(&GetMe::new(), patience).await
}

/// Where Telegram posts updates instead of being asked for them.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Pushed {
    /// The address; empty when it posts them nowhere.
    pub url: String,
    /// Why it could not, the last time it could not.
    pub last_error_message: Option<String>,
    /// How many wait for it to succeed.
    #[serde(default)]
    pub pending_update_count: usize,
}

/// Where updates are posted.
///
/// # Errors
/// When Telegram does not answer.
pub async fn pushed(api: &Api, patience: Duration) -> Result<Pushed, CallError> {
    api.call_within(&GetWebhookInfo::new(), patience).await
}

/// A group, and what the bot is in it.
///
/// # Errors
/// When Telegram does not answer, or does not show the group to the bot.
pub async fn group(
    api: &Api,
    bot: u64,
    group: i64,
    patience: Duration,
) -> Result<(Room, Standing), CallError> {
    let (get_chat, get_member) =
        (GetChat::new(ChatId(group)), GetChatMember::new(ChatId(group), UserId(bot)));
    let (chat, member) = futures::join!(
        api.call_within::<_, Value>(&get_chat, patience),
        api.call_within::<_, Value>(&get_member, patience)
    );
    let chat = chat?;
    let standing = standing(&chat, &member?);
    Ok((room(&chat), standing))
}

fn room(chat: &Value) -> Room {
    let text = |key: &str| chat[key].as_str().unwrap_or_default().to_owned();
    Room { kind: text("type"), title: text("title"), is_forum: chat["is_forum"] == true }
}

/// Rights stand with the member, else with the group (<https://core.telegram.org/bots/api#chatmember>).
fn standing(chat: &Value, member: &Value) -> Standing {
    let status = member["status"].as_str().unwrap_or_default();
    let is_administrator = matches!(status, "administrator" | "creator");
    let is_member = match status {
        "restricted" => member["is_member"] != false,
        other => is_administrator || other == "member",
    };
    let writes = |rights: &Value| rights["can_send_messages"] != false;
    let may_write = match status {
        "administrator" => chat["type"] != "channel" || member["can_post_messages"] == true,
        "restricted" => writes(member),
        _ => is_administrator || writes(&chat["permissions"]),
    };
    let may_make_topics = status == "creator" || member["can_manage_topics"] == true;
    Standing { is_member, is_administrator, may_write: is_member && may_write, may_make_topics }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn may_write(chat: Value, member: Value) -> bool {
        standing(&chat, &member).may_write
    }

    #[test]
    fn a_member_writes_unless_somebody_has_forbidden_it() {
        let open = || json!({"type": "supergroup", "permissions": {"can_send_messages": true}});
        let closed = || json!({"type": "supergroup", "permissions": {"can_send_messages": false}});
        let member = |status: &str| json!({"status": status});
        assert!(may_write(open(), member("member")));
        assert!(!may_write(closed(), member("member")));
        assert!(may_write(closed(), member("administrator")));
        assert!(!may_write(open(), member("left")) && !may_write(open(), member("kicked")));
        let restricted =
            json!({"status": "restricted", "is_member": true, "can_send_messages": false});
        assert!(!may_write(open(), restricted));
        assert!(!may_write(json!({"type": "channel"}), member("administrator")));
    }
}
