//! `[route]`: leads of one kind go to a group of their own.

use crate::dialog::{Chat, Field, Group, Lead, Status};

use super::Rules;

/// A line of `[route]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// Which leads.
    pub by: RouteBy,
    /// Telegram's number of the group.
    pub group: i64,
}

/// Which leads a route takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RouteBy {
    /// `[route.topic]`: that topic was spoken of.
    Topic(String),
    /// `[route.source]`: the customer came from there.
    Source(String),
    /// `[route.field.X]`: the field has that value.
    Field(Field, String),
}

impl RouteBy {
    fn fits(&self, chat: &Chat) -> bool {
        match self {
            RouteBy::Topic(name) => chat.topics.contains(name),
            RouteBy::Source(name) => chat.source.as_ref() == Some(name),
            RouteBy::Field(field, value) => {
                chat.known.values(field).iter().any(|known| plain(known) == plain(value))
            }
        }
    }
}

fn plain(value: &str) -> String {
    value.trim().to_lowercase()
}

impl Rules {
    /// The group of managers a lead made of that chat now belongs to: the first line of
    /// `[route]` that fits decides.
    pub fn route_of(&self, chat: &Chat) -> Group {
        let first = self.route.iter().find(|route| route.by.fits(chat));
        first.map_or(Group::Main, |route| Group::Routed(route.group))
    }

    /// The group that hears of a chat with that current lead: the one whose people talk
    /// there, else the lead's, else the one a lead would belong to.
    pub fn group_of(&self, chat: &Chat, lead: Option<&Lead>) -> Group {
        match lead {
            _ if chat.status == Status::Operator => chat.group,
            Some(lead) => lead.group,
            None => self.route_of(chat),
        }
    }

    /// The numbers of the groups of `[route]`, each once.
    pub fn groups(&self) -> Vec<i64> {
        let mut groups = Vec::new();
        for route in &self.route {
            if !groups.contains(&route.group) {
                groups.push(route.group);
            }
        }
        groups
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialog::{ChatKey, Dialog, Event, Incoming, LeadId, Message};
    use crate::rules::{evaluate, facts, load};

    const ROUTES: &str = r#"
version = 1
company = "A"
timezone = "Europe/Moscow"

[topics]
"цена" = ["цена"]
"доставка" = ["доставка"]

[sources]
avito = "Авито"

[field.city]
ask = "Город?"
answer = "any"

[route.field.city]
"Казань" = -5
" уфа" = "-6"

[route.field.email]
"A@example.com" = -7

[route.source]
avito = -4

[route.topic]
"доставка" = -1
"цена" = -2

[[rule]]
name = "Лид"
if.message_has = ["phone"]
then.lead = true

[[rule]]
name = "Человек"
if.words = ["оператор"]
then.status = "Оператор"
"#;

    fn rules() -> Rules {
        load(ROUTES).unwrap_or_else(|problems| panic!("{problems:?}"))
    }

    fn chat(change: impl FnOnce(&mut Chat)) -> Chat {
        let mut chat = Chat::new(ChatKey::private(1));
        change(&mut chat);
        chat
    }

    fn topics(names: &[&str]) -> Chat {
        chat(|chat| chat.topics = names.iter().map(|name| (*name).to_owned()).collect())
    }

    #[test]
    fn topics_come_before_sources_and_fields_and_the_first_line_decides() {
        let rules = rules();
        assert_eq!(rules.groups(), [-1, -2, -4, -5, -6, -7]);
        assert_eq!(rules.route_of(&topics(&[])), Group::Main);
        assert_eq!(rules.route_of(&topics(&["цена", "доставка"])), Group::Routed(-1));
        let mut everything = topics(&["цена"]);
        everything.source = Some("avito".to_owned());
        everything.known.own.insert("city".to_owned(), "Казань".to_owned());
        assert_eq!(rules.route_of(&everything), Group::Routed(-2));
        everything.topics.clear();
        assert_eq!(rules.route_of(&everything), Group::Routed(-4));
        everything.source = Some("site".to_owned());
        assert_eq!(rules.route_of(&everything), Group::Routed(-5));
    }

    #[test]
    fn a_value_is_compared_without_regard_to_case_and_spaces_at_its_ends() {
        let rules = rules();
        let lives = |city: &str| {
            chat(|chat| drop(chat.known.own.insert("city".to_owned(), city.to_owned())))
        };
        assert_eq!(rules.route_of(&lives(" КАЗАНЬ ")), Group::Routed(-5));
        assert_eq!(rules.route_of(&lives("Уфа")), Group::Routed(-6));
        assert_eq!(rules.route_of(&lives("Казань, центр")), Group::Main);
        let writes = chat(|chat| chat.known.emails = vec!["b@x.ru".into(), "a@example.com".into()]);
        assert_eq!(rules.route_of(&writes), Group::Routed(-7));
    }

    /// A talk, and the group it is in the end.
    fn talk(rules: &Rules, said: &[Event]) -> Dialog {
        let mut dialog = Dialog::new(ChatKey::private(1));
        for event in said {
            let at = chrono::DateTime::UNIX_EPOCH;
            let key = dialog.chat.key.clone();
            let incoming = Incoming { chat: key, at, client: None, event: event.clone() };
            let facts = facts(rules, &dialog.chat, &incoming);
            dialog = evaluate::step(rules, &dialog, &incoming, &facts, LeadId(1)).dialog;
        }
        dialog
    }

    fn says(text: &str) -> Event {
        Event::Message(Message::text(1, text))
    }

    #[test]
    fn a_lead_keeps_its_group_whatever_is_spoken_of_later() {
        let rules = rules();
        let dialog = talk(&rules, &[says("цена? 89001234567"), says("а доставка?")]);
        let lead = dialog.lead.expect("there is a lead");
        assert_eq!(lead.topics, ["цена", "доставка"]);
        assert_eq!(lead.group, Group::Routed(-2));
        assert_eq!(rules.group_of(&dialog.chat, Some(&lead)), Group::Routed(-2));
    }

    #[test]
    fn while_a_person_talks_the_chat_stays_with_his_group() {
        let rules = rules();
        let called = talk(&rules, &[says("цена?"), says("оператор")]);
        assert_eq!(rules.group_of(&called.chat, None), Group::Routed(-2));
        let mut later = called.chat;
        later.topics.insert(0, "доставка".to_owned());
        assert_eq!(rules.group_of(&later, None), Group::Routed(-2));
        later.status = Status::New;
        assert_eq!(rules.group_of(&later, None), Group::Routed(-1));
    }
}
