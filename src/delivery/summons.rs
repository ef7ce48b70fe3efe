//! Calling everybody: the administrators of the group, each by name.

use serde::Deserialize;
use teloxide::payloads::GetChatAdministrators;
use teloxide::types::{ChatId, User};

use crate::dialog::{Card, Html};
use crate::telegram::api::{Api, CallError};
use crate::telegram::incoming::full_name;

/// Telegram notifies no more people of one message.
const MOST: usize = 50;

/// All that is read of an administrator.
#[derive(Deserialize)]
struct Administrator {
    user: User,
    #[serde(default)]
    is_anonymous: bool,
}

/// The card with the administrators' names under it. Whom Telegram does not name is
/// not called; the card goes all the same.
pub async fn with_everybody(api: &Api, group: i64, card: &Card) -> Result<Card, CallError> {
    let asked = GetChatAdministrators::new(ChatId(group));
    let people = match api.call::<_, Vec<Administrator>>(&asked).await {
        Ok(people) => people,
        Err(CallError::Refused(refusal)) if matches!(refusal.code, 400 | 404) => Vec::new(),
        Err(error) => return Err(error),
    };
    let named = people.iter().filter(|one| !one.user.is_bot && !one.is_anonymous).take(MOST);
    let names: Vec<String> = named.map(|one| mention(&one.user)).collect();
    let mut card = card.clone();
    if !names.is_empty() {
        card.html = Html(format!("{}\n{}", card.html.0, names.join(", ")));
    }
    Ok(card)
}

/// A name that notifies whom it names, also one without a username
/// (<https://core.telegram.org/bots/api#html-style>).
fn mention(person: &User) -> String {
    let name = teloxide::utils::html::escape(&full_name(person));
    format!("<a href=\"tg://user?id={}\">{name}</a>", person.id)
}
