//! Silence as an event: idle rules, each at its own moment, at most once a silence.

use chrono::{DateTime, TimeDelta, Utc};

use crate::dialog::Verdict;
use crate::rules::{Rule, Test};

use super::matching::Hearing;
use super::turn::Turn;

impl Turn<'_> {
    /// A timer went off: the earliest moment that has come has its turn.
    ///
    /// Several moments may have passed while the bot was down; the next one
    /// then wakes the chat again at once.
    pub fn idle(&mut self) -> Verdict {
        let Some(moment) = self.next_idle().filter(|moment| *moment <= self.now()) else {
            return Verdict::NotDue;
        };
        let rules = self.rules;
        let due: Vec<&Rule> =
            rules.rules.iter().filter(|rule| self.idle_moment(rule) == Some(moment)).collect();
        if let Some(silence) = &mut self.chat.silence {
            silence.passed.extend(due.iter().map(|rule| rule.name.to_string()));
        }
        due.into_iter()
            .find_map(|rule| self.try_rule(rule, Hearing::Idle))
            .unwrap_or(Verdict::Nothing)
    }

    /// When the chat wants to be woken.
    pub fn next_idle(&self) -> Option<DateTime<Utc>> {
        if self.chat.is_muted() {
            return None;
        }
        self.rules.rules.iter().filter_map(|rule| self.idle_moment(rule)).min()
    }

    /// The moment of an idle rule that has not had its turn in this silence.
    fn idle_moment(&self, rule: &Rule) -> Option<DateTime<Utc>> {
        let silence = self.chat.silence.as_ref()?;
        let idle = rule.conditions.iter().find_map(|condition| match condition.test {
            Test::Idle(idle) => Some(idle),
            _ => None,
        })?;
        let moment = silence.since.checked_add_signed(TimeDelta::from_std(idle).ok()?)?;
        (!silence.passed.contains(&*rule.name)).then_some(moment)
    }
}
