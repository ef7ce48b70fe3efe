//! `leadlatch doctor`: is everything the bot needs there, and what is to be done if not?
//!
//! | file | what is looked at |
//! |---|---|
//! | `rules` | the rules file, its dialogues, the places it sends leads to |
//! | `settings` | every setting of the environment or `.env` |
//! | `data` | the data folder, and whether a bot works with it |
//! | `telegram` | the token, the managers' group |
//! | `bitrix24`, `email`, `webhook` | the other destinations |
//!
//! It works beside a running bot, sends nothing to customers or managers, and
//! writes to a CRM only when it is told to. What is looked at over the network
//! is looked at side by side.

mod bitrix24;
mod data;
mod email;
mod finding;
mod rules;
mod settings;
mod telegram;
mod webhook;

pub use finding::{Finding, Mark};

use std::future::ready;
use std::sync::Arc;
use std::time::Duration;

use futures::FutureExt;
use futures::future::BoxFuture;

use crate::dialog::Sink;
use crate::rules::Rules;
use crate::rules_file::RulesFile;
use crate::settings::Settings;
use crate::texts::Language;
use finding::Say;

/// How long an answer over the network may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// One part of what is looked at.
pub struct Section {
    /// The key of its title.
    pub title: &'static str,
    /// What is found, once it is; it begins when it is polled.
    pub findings: BoxFuture<'static, Vec<Finding>>,
}

/// What the parts look at.
struct Subject {
    settings: Settings,
    /// The token can be used; else there is a placeholder in its place.
    has_token: bool,
    /// The rules, when there are any to go by.
    rules: Option<Rules>,
    /// The group the bot remembers, when the settings name none.
    group: Option<i64>,
    /// Whether something may be written to other places, to see whether it arrives.
    write: bool,
    say: Say,
}

/// Looks at the rules, the settings and the data folder; gives all sections in order.
///
/// `lookup` gives the value of a setting. With `write`, a CRM is written to.
pub async fn examine(
    file: Result<RulesFile, String>,
    lookup: impl Fn(&str) -> Option<String>,
    language: Language,
    write: bool,
) -> Vec<Section> {
    let say = Say(language);
    let read = settings::read(&lookup);
    let (rules, of_rules) = rules::findings(file, &read, say);
    let of_settings = settings::findings(&read, &lookup, say);
    let mut sections = vec![found("doctor-rules", of_rules), found("doctor-settings", of_settings)];
    let Some(settings) = read.settings else { return sections };
    let (health, of_data) = data::findings(&settings.data, say).await;
    sections.push(found("doctor-data", of_data));
    let group = settings.managers.or(health.and_then(|health| health.managers_group));
    let subject = Subject { settings, has_token: read.has_token, rules, group, write, say };
    let subject = Arc::new(subject);
    for sink in Sink::ALL.into_iter().filter(|sink| subject.settings.has(*sink)) {
        let title = match sink {
            Sink::Telegram => "doctor-telegram",
            Sink::Bitrix24 => "doctor-bitrix24",
            Sink::Email => "doctor-email",
            Sink::Webhook => "doctor-webhook",
        };
        sections.push(Section { title, findings: of_sink(sink, Arc::clone(&subject)).boxed() });
    }
    sections
}

fn found(title: &'static str, findings: Vec<Finding>) -> Section {
    Section { title, findings: ready(findings).boxed() }
}

async fn of_sink(sink: Sink, subject: Arc<Subject>) -> Vec<Finding> {
    match sink {
        Sink::Telegram => telegram::findings(subject).await,
        Sink::Bitrix24 => bitrix24::findings(subject).await,
        Sink::Email => email::findings(subject).await,
        Sink::Webhook => webhook::findings(subject).await,
    }
}
