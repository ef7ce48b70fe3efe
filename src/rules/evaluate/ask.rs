//! Questions and firing: what a rule that matched does.

use crate::dialog::{Card, ClosedBy, Consent, Effect, Field, Message, Question, Status, Verdict};
use crate::rules::{Answer, Rule, Test};

use super::matching::Hearing;
use super::turn::Turn;

/// What came of asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// The question is out.
    Said,
    /// It has been asked as often as the owner allows.
    UsedUp,
}

impl Hearing {
    /// What a close on this occasion is put down to.
    pub fn closes(self) -> ClosedBy {
        if self == Hearing::Idle { ClosedBy::Idle } else { ClosedBy::Rule }
    }
}

impl Turn<'_> {
    /// Does what `rule` says: one paragraph an action.
    pub fn fire(&mut self, rule: &Rule, hearing: Hearing) -> Verdict {
        let then = &rule.actions;
        self.chat.hold.take_if(|hold| hold.rule == *rule.name);
        if rule.once {
            self.chat.fired.insert(rule.name.to_string());
        }
        if then.lead {
            self.make_lead(Some(&rule.name), then.send_to.as_deref());
        }
        let notice = then.notify.as_ref().map(|notice| self.fill_for_desk(notice));
        match then.status {
            Some(status) => self.set_status(status, hearing.closes()),
            None if then.lead => self.set_status(Status::InProgress, hearing.closes()),
            None => {}
        }
        let words = then.reply.as_ref().map(|reply| self.fill_reply(reply));
        match &then.ask {
            Some(field) if self.chat.known.has(field) => self.send_file(rule, String::new()),
            Some(field) => {
                if self.ask(field, words, &then.buttons) == Asked::UsedUp {
                    return self.give_up_asking();
                }
                self.send_file(rule, String::new());
            }
            None if then.file.is_some() => self.send_file(rule, words.unwrap_or_default()),
            None => self.reply(words.unwrap_or_default(), &then.buttons, None),
        }
        if let Some(html) = notice.filter(|html| !html.0.is_empty()) {
            self.effects.push(Effect::Notify(self.group(), Card { html, buttons: Vec::new() }));
        }
        if then.status == Some(Status::Operator) {
            self.call_desk();
        }
        Verdict::Fired { rule: rule.name.clone(), line: rule.line }
    }

    fn send_file(&mut self, rule: &Rule, words: String) {
        if let Some(file) = &rule.actions.file {
            let buttons: &[String] =
                if rule.actions.ask.is_none() { &rule.actions.buttons } else { &[] };
            self.reply_with_file(words, buttons, None, Some(file.clone()));
        }
    }

    /// Asks for `field`, in the rule's own words when it has some.
    pub fn ask(&mut self, field: &Field, words: Option<String>, quick: &[String]) -> Asked {
        let rules = self.rules;
        let Some(about) = rules.fields.get(field) else { return Asked::UsedUp };
        let now = self.now();
        let wording = match &mut self.chat.question {
            Some(open) if open.field == *field => {
                if open.reasked >= about.tries {
                    return Asked::UsedUp;
                }
                open.reasked += 1;
                &about.again
            }
            question => {
                *question = Some(Question { field: field.clone(), asked_at: now, reasked: 0 });
                &about.ask
            }
        };
        let text = words.unwrap_or_else(|| self.fill_reply(wording));
        self.show_consent();
        let button = about.button.clone().filter(|_| *field == Field::Phone);
        self.reply(text, quick, button);
        Asked::Said
    }

    /// The notice on personal data comes before the first question, once a version.
    fn show_consent(&mut self) {
        let privacy = &self.rules.privacy;
        let seen = self.chat.consent.map(|consent| consent.version);
        if let Some(notice) = &privacy.consent
            && seen != Some(privacy.version)
        {
            let (version, at) = (privacy.version, self.now());
            self.chat.consent = Some(Consent { version, at });
            self.reply(notice.clone(), &[], None);
        }
    }

    /// The message answered nothing: the question is put again, or given up.
    pub fn ask_again(&mut self) -> Option<Verdict> {
        let field = self.chat.question.as_ref()?.field.clone();
        match self.ask(&field, None, &[]) {
            Asked::Said => Some(Verdict::Reasked(field)),
            Asked::UsedUp => {
                self.drop_question();
                None
            }
        }
    }

    /// Asked often enough: what was waiting for the answer is let go.
    pub fn give_up_asking(&mut self) -> Verdict {
        self.drop_question();
        self.fall_back()
    }

    fn drop_question(&mut self) {
        self.chat.hold = None;
        if let Some(question) = self.chat.question.take() {
            self.notes.push(Verdict::QuestionDropped(question.field));
        }
    }

    /// Takes the message itself as the answer, where the owner accepts any.
    pub fn take_answer(&mut self, message: &Message) -> Option<Field> {
        let field = self.chat.question.as_ref()?.field.clone();
        let about = self.rules.fields.get(&field)?;
        let text = message.text.trim();
        let says_something = text.chars().any(char::is_alphanumeric);
        if !matches!(about.answer, Answer::Any)
            || !says_something
            || text.contains('?')
            || self.has_rule_words()
        {
            return None;
        }
        self.learn(&field, text);
        if !self.chat.known.has(&field) {
            return None;
        }
        self.close_answered_question();
        Some(field)
    }

    /// Whether the message has a word some rule or topic waits for.
    fn has_rule_words(&self) -> bool {
        let found = &self.facts.words;
        let in_rule = |rule: &Rule| {
            rule.conditions.iter().any(|condition| match &condition.test {
                Test::Words(words) | Test::OnlyWords(words) => words.any(found),
                _ => false,
            })
        };
        !found.hits.is_empty()
            && (self.rules.rules.iter().any(in_rule)
                || self.rules.topics.iter().any(|topic| topic.words.any(found)))
    }
}
