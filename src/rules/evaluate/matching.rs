//! Which rule fires: top to bottom, the first whose conditions all hold.

use crate::dialog::{Event, Field, Hold, TestedCondition, TestedRule, Verdict};
use crate::rules::{IfMissing, Rule, Test};

use super::ask::Asked;
use super::turn::Turn;

/// On what occasion rules are asked; each lets only rules of its kind speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hearing {
    /// An ordinary message.
    Message,
    /// Only the contacts of a message count: an edit, or a flood.
    Contact,
    /// Start was pressed.
    Start,
    /// The customer is silent.
    Idle,
}

impl Hearing {
    fn lets(self, rule: &Rule) -> bool {
        let asks = |wanted: fn(&Test) -> bool| {
            rule.conditions.iter().any(|condition| wanted(&condition.test))
        };
        let idle = asks(|test| matches!(test, Test::Idle(_)));
        match self {
            Hearing::Message => !idle,
            Hearing::Contact => asks(|test| matches!(test, Test::MessageHas(_))),
            Hearing::Start => {
                !idle && asks(|test| matches!(test, Test::Started(_) | Test::Source(_)))
            }
            Hearing::Idle => idle,
        }
    }
}

impl Turn<'_> {
    /// Fires the first rule that matches, if any does.
    pub fn first_match(&mut self, hearing: Hearing) -> Option<Verdict> {
        let rules = self.rules;
        self.tested.clear();
        rules.rules.iter().find_map(|rule| self.try_rule(rule, hearing))
    }

    /// Fires `rule` if it matches.
    pub fn try_rule(&mut self, rule: &Rule, hearing: Hearing) -> Option<Verdict> {
        if self.chat.hold.as_ref().is_some_and(|hold| hold.rule == *rule.name) {
            return self.try_held(rule, hearing);
        }
        if !hearing.lets(rule) {
            return None;
        }
        let conditions: Vec<_> = rule
            .conditions
            .iter()
            .map(|condition| TestedCondition {
                text: condition.text.clone(),
                line: condition.line,
                held: self.holds(&condition.test),
            })
            .collect();
        let matched = conditions.iter().all(|condition| condition.held);
        let spent = matched && (self.is_used_up(rule) || !self.has_something_to_do(rule));
        let (name, line) = (rule.name.clone(), rule.line);
        self.tested.push(TestedRule { name, line, conditions, spent });
        if !matched || spent {
            return None;
        }
        if hearing == Hearing::Message
            && self.only_asks_again(rule)
            && let Some(verdict) = self.hear_answer()
        {
            return Some(verdict);
        }
        match self.missing(rule) {
            None => Some(self.fire(rule, hearing)),
            Some(field) => Some(self.lacks(rule, field, hearing)),
        }
    }

    /// Whether the rule looks at what is known, not at this message, and would do nothing but
    /// put the open question again: it would stand between the customer's answer and the bot.
    fn only_asks_again(&self, rule: &Rule) -> bool {
        let then = &rule.actions;
        let acts = then.lead || then.status.is_some() || then.notify.is_some();
        let asked = self.chat.question.as_ref().map(|question| &question.field);
        let about_message = |test: &Test| {
            matches!(
                test,
                Test::MessageHas(_)
                    | Test::MessageIs(_)
                    | Test::Words(_)
                    | Test::OnlyWords(_)
                    | Test::Regex(_)
            )
        };
        asked.is_some()
            && asked == then.ask.as_ref()
            && !acts
            && then.file.is_none()
            && !rule.conditions.iter().any(|condition| about_message(&condition.test))
    }

    /// A held rule fires once its fields are there; its conditions are not asked again.
    fn try_held(&mut self, rule: &Rule, hearing: Hearing) -> Option<Verdict> {
        if matches!(hearing, Hearing::Start | Hearing::Idle) {
            return None;
        }
        match self.missing(rule) {
            None => Some(self.fire(rule, hearing)),
            Some(field) if self.answered => Some(self.lacks(rule, field, hearing)),
            Some(_) => None,
        }
    }

    /// A rule that would make a lead, but a required field is not known.
    fn lacks(&mut self, rule: &Rule, missing: Field, hearing: Hearing) -> Verdict {
        let name = rule.name.clone();
        if self.rules.lead.if_missing == IfMissing::Close {
            self.set_status(crate::dialog::Status::Unqualified, hearing.closes());
            return Verdict::Rejected { rule: name, missing };
        }
        self.chat.hold = Some(Hold { rule: name.to_string() });
        match self.ask(&missing, None, &[]) {
            Asked::Said => Verdict::Held { rule: name, missing },
            Asked::UsedUp => self.give_up_asking(),
        }
    }

    fn is_used_up(&self, rule: &Rule) -> bool {
        rule.once && self.chat.fired.contains(&*rule.name)
    }

    /// Whether anything is left of the rule when a question already answered,
    /// with its words and buttons, is taken away; and whether its lead may be made.
    fn has_something_to_do(&self, rule: &Rule) -> bool {
        let then = &rule.actions;
        if then.lead
            && self.rules.lead.if_missing == IfMissing::Continue
            && self.missing(rule).is_some()
        {
            return false;
        }
        let speaks = match &then.ask {
            Some(field) => !self.chat.known.has(field),
            None => then.reply.is_some() || !then.buttons.is_empty(),
        };
        speaks || then.lead || then.status.is_some() || then.file.is_some() || then.notify.is_some()
    }

    /// The first required field that is not known, for a rule that makes a lead.
    pub fn missing(&self, rule: &Rule) -> Option<Field> {
        let then = &rule.actions;
        let required = then.required.as_ref().unwrap_or(&self.rules.lead.required);
        let mut unknown = required.iter().filter(|field| !self.chat.known.has(field));
        unknown.next().filter(|_| then.lead).cloned()
    }

    /// Whether a condition holds: one arm a condition.
    fn holds(&self, test: &Test) -> bool {
        let (chat, facts) = (&self.chat, self.facts);
        match test {
            Test::MessageHas(fields) => fields.iter().all(|field| self.heard.contains(field)),
            Test::ChatHas(fields) => fields.iter().all(|field| chat.known.has(field)),
            Test::ChatLacks(fields) => !fields.iter().any(|field| chat.known.has(field)),
            Test::Words(words) => words.any(&facts.words),
            Test::OnlyWords(words) => !self.has_contact() && words.all(&facts.words),
            Test::Topic(topics) => topics.iter().any(|topic| chat.topics.contains(topic)),
            Test::Source(sources) => {
                chat.source.as_ref().is_some_and(|source| sources.contains(source))
            }
            Test::HasLead(wanted) => self.has_lead() == *wanted,
            Test::WorkingHours(wanted) => self.is_open() == *wanted,
            Test::MinMessages(least) => chat.messages >= *least,
            Test::Started(wanted) => matches!(self.incoming.event, Event::Start { .. }) == *wanted,
            Test::Idle(_) => matches!(self.incoming.event, Event::Idle),
            Test::MessageIs(kinds) => {
                self.message().is_some_and(|message| kinds.contains(&message.kind))
            }
            Test::Regex(pattern) => {
                self.message().is_some_and(|message| pattern.is_match(&message.text))
            }
        }
    }

    fn has_contact(&self) -> bool {
        self.facts.has_contact() || self.message().is_some_and(|message| message.contact.is_some())
    }

    fn is_open(&self) -> bool {
        let rules = self.rules;
        rules.hours.as_ref().is_none_or(|hours| hours.open_at(self.now(), rules.timezone))
    }

    /// The customer's message this step is about.
    pub fn message(&self) -> Option<&crate::dialog::Message> {
        match &self.incoming.event {
            Event::Message(message) | Event::Edited(message) => Some(message),
            _ => None,
        }
    }
}
