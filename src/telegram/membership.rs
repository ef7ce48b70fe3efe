//! Who belongs to the managers' group, as Telegram says.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

use serde_json::Value;
use teloxide::payloads::GetChatMember;
use teloxide::types::{ChatId, UserId};
use tokio::time::Instant;

use super::api::{Api, CallError};

/// Who acts for an administrator that stays anonymous
/// (<https://core.telegram.org/bots/api#message>, `from`); the group lets nobody else.
pub const ANONYMOUS: UserId = UserId(1_087_968_824);

/// How long a yes is believed.
const BELIEVED: Duration = Duration::from_secs(5 * 60);
/// A manager waits for the answer with his finger on the button.
const PATIENCE: Duration = Duration::from_secs(3);
/// So long nobody is asked about after a silence: everything else in the group would wait.
const SILENCE: Duration = Duration::from_secs(5);

/// Whether somebody belongs to the group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// He does, or did when Telegram could last be asked.
    Member,
    /// He does not.
    Stranger,
    /// Telegram gives no answer now.
    Unknown,
    /// Telegram does not tell the bot who is in the group.
    Hidden,
}

/// What Telegram has said of people, and how to ask it.
pub struct Membership {
    api: Api,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Members by group and person, and until when that is believed unasked.
    members: HashMap<(i64, UserId), Instant>,
    /// Nobody is asked about before that.
    silent_until: Option<Instant>,
}

impl Membership {
    /// Nothing is known yet; `api` will be asked.
    pub fn new(api: Api) -> Self {
        Self { api, state: Mutex::default() }
    }

    /// Whether that person belongs to the group; asks Telegram when that is not known.
    pub async fn of(&self, group: i64, person: UserId) -> Standing {
        if person == ANONYMOUS {
            return Standing::Member;
        }
        let known = self.state().members.get(&(group, person)).copied();
        let now = Instant::now();
        if known.is_some_and(|until| now < until) {
            return Standing::Member;
        }
        let silent = self.state().silent_until.is_some_and(|until| now < until);
        let standing = if silent { Standing::Unknown } else { self.ask(group, person).await };
        match standing {
            Standing::Unknown | Standing::Hidden if known.is_some() => Standing::Member,
            other => other,
        }
    }

    async fn ask(&self, group: i64, person: UserId) -> Standing {
        let question = GetChatMember::new(ChatId(group), person);
        let answer = self.api.call_within::<_, Value>(&question, PATIENCE).await;
        let standing = standing(&answer);
        let now = Instant::now();
        let mut state = self.state();
        match standing {
            Standing::Member => {
                state.members.insert((group, person), now + BELIEVED);
            }
            Standing::Stranger => {
                state.members.remove(&(group, person));
            }
            Standing::Unknown => {
                tracing::warn!("Telegram does not say who is in the managers' group");
                state.silent_until = Some(now + pause(&answer));
            }
            Standing::Hidden => {
                tracing::warn!("the bot may not see who is in the managers' group");
            }
        }
        standing
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(|broken| broken.into_inner())
    }
}

/// What an answer to getChatMember says.
fn standing(answer: &Result<Value, CallError>) -> Standing {
    match answer {
        Ok(member) => match member["status"].as_str() {
            Some("creator" | "administrator" | "member") => Standing::Member,
            Some("restricted") if member["is_member"] == true => Standing::Member,
            Some(_) => Standing::Stranger,
            // Telegram always names one: this is a server the operator has put in its place.
            None => Standing::Member,
        },
        Err(CallError::Refused(refusal)) => match refusal.code {
            400 if refusal.moved_to.is_some() => Standing::Unknown,
            400 => of_refusal(&refusal.description.to_lowercase()),
            // Nor does Telegram lack the method.
            404 => Standing::Member,
            _ => Standing::Unknown,
        },
        Err(_) => Standing::Unknown,
    }
}

fn of_refusal(description: &str) -> Standing {
    let says = |words: &str| description.contains(words);
    if ["member not found", "user not found", "participant"].into_iter().any(says) {
        Standing::Stranger
    } else if says("chat not found") {
        Standing::Unknown
    } else {
        // A bot that is no administrator is not told of everybody.
        Standing::Hidden
    }
}

fn pause(answer: &Result<Value, CallError>) -> Duration {
    match answer {
        Err(CallError::Refused(refusal)) => refusal.retry_after.unwrap_or(SILENCE),
        _ => SILENCE,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::telegram::api::Refusal;

    fn of_status(member: Value) -> Standing {
        standing(&Ok(member))
    }

    fn of_no(code: u16, description: &str) -> Standing {
        let description = description.to_owned();
        standing(&Err(CallError::Refused(Refusal { code, description, ..Refusal::default() })))
    }

    #[test]
    fn only_who_is_in_the_group_is_a_member() {
        for status in ["creator", "administrator", "member"] {
            assert_eq!(of_status(json!({"status": status})), Standing::Member, "{status}");
        }
        for status in ["left", "kicked", "hologram"] {
            assert_eq!(of_status(json!({"status": status})), Standing::Stranger, "{status}");
        }
        let restricted = |inside| json!({"status": "restricted", "is_member": inside});
        assert_eq!(of_status(restricted(true)), Standing::Member);
        assert_eq!(of_status(restricted(false)), Standing::Stranger);
        assert_eq!(of_status(json!({"status": "restricted"})), Standing::Stranger);
    }

    #[test]
    fn a_no_is_about_the_person_or_about_the_bot() {
        assert_eq!(of_no(400, "Bad Request: member not found"), Standing::Stranger);
        assert_eq!(of_no(400, "Bad Request: PARTICIPANT_ID_INVALID"), Standing::Stranger);
        assert_eq!(of_no(400, "Bad Request: CHAT_ADMIN_REQUIRED"), Standing::Hidden);
        assert_eq!(of_no(400, "Bad Request: chat not found"), Standing::Unknown);
        assert_eq!(of_no(502, ""), Standing::Unknown);
        assert_eq!(standing(&Err(CallError::NoAnswer(String::new()))), Standing::Unknown);
    }

    #[test]
    fn a_server_that_does_not_know_the_question_leaves_the_group_to_itself() {
        assert_eq!(of_no(404, "Not Found"), Standing::Member);
        assert_eq!(of_status(json!(true)), Standing::Member);
    }
}
