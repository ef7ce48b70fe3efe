//! Groups the bot is in: who joins, and the move to a supergroup.

use serde_json::Value;

use super::Telegram;
use super::chat::{Chat, Sort, own};
use super::customer::one;
use super::member::Member;
use super::people;
use super::reading::Change;
use super::rooms;
use super::state::State;

/// Who acts for administrators that stay anonymous
/// (<https://core.telegram.org/bots/api#message>, `from`).
pub(super) const ANONYMOUS: i64 = 1_087_968_824;

/// A group the bot is in.
#[derive(Clone)]
pub struct Group {
    pub(super) telegram: Telegram,
    pub(super) id: i64,
}

impl Telegram {
    /// A plain group with the bot as a member, made without a word to the bot.
    pub fn group(&self, title: &str) -> Group {
        self.room(Sort::Group, title, "member")
    }

    /// A supergroup with the bot as an administrator, made without a word to the bot.
    pub fn supergroup(&self, title: &str) -> Group {
        self.room(Sort::Supergroup, title, "administrator")
    }

    /// A supergroup with topics and the bot as an administrator.
    pub fn forum(&self, title: &str) -> Group {
        self.room(Sort::Forum, title, "administrator")
    }

    /// A group that exists already, by its id.
    pub fn group_by_id(&self, id: i64) -> Option<Group> {
        let sort = self.world.look(|state| state.chats.get(&own(id)).map(|chat| chat.sort));
        let sort = sort.filter(|sort| !matches!(sort, Sort::Private | Sort::Channel));
        sort.map(|_| Group { telegram: self.clone(), id })
    }

    pub(super) fn room(&self, sort: Sort, title: &str, status: &str) -> Group {
        let id = self.world.change(|state| {
            let mut chat = Chat::new(sort, title, None);
            chat.members.insert(state.bot_id(), (state.bot.clone(), status.to_owned()));
            let id = room_id(state, sort);
            state.chats.insert(own(id), chat);
            state.changes.push(Change::Chat { chat: id });
            id
        });
        Group { telegram: self.clone(), id }
    }
}

fn room_id(state: &mut State, sort: Sort) -> i64 {
    match sort {
        Sort::Group => -4_000_000 - state.number(),
        _ => -1_001_000_000_000 - state.number(),
    }
}

impl Group {
    /// The group's id; after a migration the one it had before.
    pub fn id(&self) -> i64 {
        self.id
    }

    /// A person of this group, with this user id and name; a new one joins without a word.
    pub fn member(&self, id: i64, name: &str) -> Member {
        self.joined(people::user(id, name, None, false), "member")
    }

    /// An administrator of this group.
    pub fn administrator(&self, id: i64, name: &str) -> Member {
        self.joined(people::user(id, name, None, false), "administrator")
    }

    /// Somebody who is not in this group, and can write and press there because it is open to all:
    /// a public supergroup, or the discussion of a channel.
    pub fn passer_by(&self, id: i64, name: &str) -> Member {
        self.telegram.world.change(|state| {
            let current = own(state.current(self.id));
            if let Some(chat) = state.chats.get_mut(&current) {
                chat.open = true;
            }
        });
        self.joined(people::user(id, name, None, false), "left")
    }

    /// An administrator who stays anonymous: the group itself speaks.
    pub fn anonymous_administrator(&self) -> Member {
        let user = people::user(ANONYMOUS, "Group", Some("GroupAnonymousBot"), true);
        Member { group: self.clone(), user }
    }

    /// Another bot in this group.
    pub fn other_bot(&self, id: i64, username: &str) -> Member {
        self.joined(people::user(id, username, Some(username), true), "member")
    }

    /// A member as he is known already.
    pub fn known(&self, id: i64) -> Option<Member> {
        let user = self.telegram.world.look(|state| {
            let chat = state.chats.get(&own(state.current(self.id)))?;
            chat.members.get(&id).map(|(user, _)| user.clone())
        })?;
        Some(Member { group: self.clone(), user })
    }

    fn joined(&self, user: Value, status: &str) -> Member {
        let id = user["id"].as_i64().unwrap_or(0);
        self.telegram.world.change(|state| {
            let current = own(state.current(self.id));
            if let Some(chat) = state.chats.get_mut(&current) {
                chat.members.insert(id, (user.clone(), status.to_owned()));
            }
        });
        Member { group: self.clone(), user }
    }

    /// Gives the bot this status: `left`, `kicked`, `member`, `administrator`. The bot is told.
    pub fn makes_bot(&self, status: &str, by: &Member) {
        self.telegram.world.change(|state| {
            let bot = state.bot.clone();
            rooms::set_status(state, state.current(self.id), &bot, status, &by.user);
        });
    }

    /// Messages of the group may no longer be copied or forwarded.
    pub fn protects_content(&self) {
        self.telegram.world.change(|state| {
            let current = own(state.current(self.id));
            if let Some(chat) = state.chats.get_mut(&current) {
                chat.protected = true;
            }
        });
    }

    /// The plain group becomes a supergroup with a new id and an empty count of messages. Members
    /// move along; their handles work on.
    pub fn migrates(&self) -> Group {
        let new = self.telegram.world.change(|state| {
            let new = room_id(state, Sort::Supergroup);
            let old = own(state.current(self.id));
            let Some(chat) = state.chats.get_mut(&old) else { return self.id };
            let mut next = Chat::new(Sort::Supergroup, &chat.name, None);
            next.members = chat.members.clone();
            chat.migrated_to = Some(new);
            state.chats.insert(own(new), next);
            let creator = people::user(777_000, "Telegram", None, false);
            let left = one("migrate_to_chat_id", new.into());
            let came = one("migrate_from_chat_id", old.0.into());
            for (place, note) in [(old.clone(), left), (own(new), came)] {
                // Both chats stand, as was just seen.
                let _ = people::write(state, &place, &creator, note);
            }
            state.changes.push(Change::Chat { chat: old.0 });
            state.changes.push(Change::Chat { chat: new });
            new
        });
        Group { telegram: self.telegram.clone(), id: new }
    }
}
