//! The rules file watched: an edit is judged whole and comes into force at once, or not at all.
//!
//! | file | what happens there |
//! |---|---|
//! | `stamp` | whether files have changed, without reading them |
//! | `judge` | a text read, checked, its dialogues played |
//! | `words` | what the managers' group reads about it |
//!
//! A chat keeps what it has: status, fields, topics by name, the names of rules that
//! have fired. Its timer stays as it was set until something happens in the chat,
//! be it that timer: a moment that is none by the new rules passes without a deed,
//! and the next one is set by the new rules.

mod judge;
mod stamp;
mod words;

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use crate::dialog::Group;
use crate::played::files_in;
use crate::rules::{Changes, Rules};
use crate::rules_file;
use crate::settings::Settings;
use crate::telegram::managers::Managers;
use crate::texts::{Language, text};
use judge::{Judged, Refusal, judge};
use stamp::Stamps;

/// How often the files are looked at.
const LOOK: Duration = Duration::from_secs(1);
/// Files that have not changed for so long are written to their end.
const REST: Duration = Duration::from_millis(300);
/// A file as young as this may be younger than the rules that were read from it.
const YOUNG: Duration = Duration::from_secs(10);

/// What becomes of rules that were read before they come into force.
pub type Adapt = fn(Rules) -> Rules;

/// Watches the rules file of a running bot, and the dialogues beside it.
#[derive(Clone)]
pub(super) struct Reload {
    settings: Arc<Settings>,
    adapt: Adapt,
    managers: Arc<Managers>,
    /// The files as they were judged last.
    seen: Option<Stamps>,
    /// The refusal the managers know of, with the text it is about.
    refused: Option<(Vec<u8>, Refusal)>,
}

impl Reload {
    /// A watch over the rules file of `settings`, from now on.
    pub fn new(settings: Settings, adapt: Adapt, managers: Arc<Managers>) -> Self {
        let now = look(&settings, &[]);
        let seen = (!now.is_younger_than(YOUNG, SystemTime::now())).then_some(now);
        Self { settings: Arc::new(settings), adapt, managers, seen, refused: None }
    }

    /// Watches until it is dropped.
    pub async fn run(mut self) {
        loop {
            // A look that failed is repeated, whatever the reason.
            let _ = self.round().await;
            tokio::time::sleep(LOOK).await;
        }
    }

    /// One look; `None` when there is nothing to judge yet.
    async fn round(&mut self) -> Option<()> {
        let mut now = self.look().await?;
        if self.seen.as_ref() == Some(&now) {
            return None;
        }
        loop {
            // Editors replace a file: it is waited for.
            if !now.has_rules() {
                return None;
            }
            tokio::time::sleep(REST).await;
            let later = self.look().await?;
            if later == now {
                break;
            }
            now = later;
        }
        let path = self.settings.rules.clone();
        let bytes = tokio::task::spawn_blocking(move || std::fs::read(path)).await.ok()?;
        if matches!(&bytes, Err(error) if error.kind() == io::ErrorKind::NotFound) {
            return None;
        }
        self.seen = Some(now.clone());
        let judged = self.judged(bytes).await?;
        // Changed meanwhile: the next look judges what is written now.
        if self.look().await? != now {
            return None;
        }
        self.settle(judged).await;
        Some(())
    }

    async fn look(&self) -> Option<Stamps> {
        let settings = Arc::clone(&self.settings);
        let refusal = self.refused.as_ref().map(|(_, refusal)| refusal);
        let awaited = refusal.map(|refusal| refusal.awaits.clone()).unwrap_or_default();
        tokio::task::spawn_blocking(move || look(&settings, &awaited)).await.ok()
    }

    /// Judges what was read. A panic over it is logged by the process, and the old rules stay.
    async fn judged(&self, bytes: io::Result<Vec<u8>>) -> Option<(Vec<u8>, Judged)> {
        let (settings, adapt) = (Arc::clone(&self.settings), self.adapt);
        let in_force = self.managers.conversation.rules();
        let judge = move || {
            let language = in_force.language;
            match bytes {
                Ok(bytes) => {
                    let judged = judge(&bytes, &in_force.source, &settings, adapt);
                    (bytes, judged)
                }
                Err(error) => (Vec::new(), Judged::Refused(Refusal::unreadable(&error, language))),
            }
        };
        tokio::task::spawn_blocking(judge).await.ok()
    }

    async fn settle(&mut self, (bytes, judged): (Vec<u8>, Judged)) {
        match judged {
            Judged::InForce => {
                if self.refused.take().is_some() {
                    tracing::info!("the rules file is as the rules in force again");
                    self.tell(&text(self.managers.language(), "desk-rules-as-before")).await;
                }
            }
            Judged::Good(rules) => {
                self.refused = None;
                self.put_in_force(*rules).await;
            }
            Judged::Refused(refusal) => {
                let told = (bytes, refusal);
                if self.refused.as_ref() != Some(&told) {
                    let (slug, line) = (told.1.slug, told.1.line);
                    tracing::warn!(slug, line, "the rules file is refused; the old rules stay");
                    let words = told.1.in_words();
                    self.refused = Some(told);
                    self.tell(&words).await;
                }
            }
        }
    }

    async fn put_in_force(&self, rules: Rules) {
        let before = self.managers.conversation.rules();
        let changes = Changes::between(&before.source, &rules.source);
        let (language, count): (Language, usize) = (rules.language, rules.rules.len());
        if let Err(error) = self.managers.groups.learn(&rules.groups()).await {
            tracing::error!(%error, "the groups of the rules cannot be remembered");
        }
        self.managers.conversation.replace_rules(rules);
        tracing::info!(rules = count, before = before.rules.len(), "new rules are in force");
        if !changes.is_empty() {
            self.tell(&words::updated(language, &changes, before.rules.len(), count)).await;
        }
    }

    /// While there is no group, nobody waits for such news.
    async fn tell(&self, words: &str) {
        if self.managers.groups.main().is_none() {
            return;
        }
        if let Err(error) = self.managers.tell(Group::Main, None, words).await {
            tracing::error!(%error, "the managers could not be told of the rules");
        }
    }
}

fn look(settings: &Settings, awaited: &[PathBuf]) -> Stamps {
    let mut others = files_in(&rules_file::dialogs(&settings.rules));
    others.extend_from_slice(awaited);
    Stamps::of(&settings.rules, others)
}
