//! Who plays in the demo: customers, a manager and her group.

use super::telegram::{Group, Telegram};
use crate::texts::{Language, text};

/// Customers' numbers begin here; the last seven digits are those of their phones.
const FIRST_CUSTOMER: i64 = 5_402_174_120;
/// A step that makes phones look unlike each other.
const STEP: i64 = 1_123_457;
const MANAGER: i64 = 5_300_000_001;
const NAMES: usize = 8;

/// The people of one play.
pub(super) struct Cast {
    /// The managers' group.
    pub group: Group,
    /// The manager's number.
    pub manager: i64,
    /// The customers' numbers, oldest first.
    pub customers: Vec<i64>,
}

impl Cast {
    /// A group with a manager, and the first customer; `played` customers came in plays before.
    pub fn new(telegram: &Telegram, language: Language, played: usize) -> Cast {
        let group = telegram.supergroup(&text(language, "demo-group"));
        group.member(MANAGER, &text(language, "demo-manager"));
        let mut cast = Cast { group, manager: MANAGER, customers: Vec::new() };
        cast.enter(telegram, language, played);
        cast
    }

    /// One more customer; returns his number. `played` customers came before.
    pub fn enter(&mut self, telegram: &Telegram, language: Language, played: usize) -> i64 {
        let person = text(language, &format!("demo-customer-{}", self.customers.len() % NAMES + 1));
        let (name, username) = person.split_once('@').unwrap_or((&person, ""));
        let id = FIRST_CUSTOMER + STEP * i64::try_from(played).unwrap_or_default();
        telegram.customer(id, name.trim(), username.trim());
        self.customers.push(id);
        id
    }
}
