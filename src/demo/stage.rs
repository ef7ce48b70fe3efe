//! What is on stage: the bot, the people, the clock; and the deeds that change them.

use std::path::PathBuf;

use chrono::TimeDelta;
use tokio::sync::{Notify, RwLock, RwLockReadGuard};

use super::bitrix24::Portal;
use super::bot::Bot;
use super::cast::Cast;
use super::folder::Folder;
use super::mailbox::Mailbox;
use super::telegram::Telegram;
use super::{DemoError, Options, ReadRules, time};
use crate::app::StartError;
use crate::clock::Clock;
use crate::dialog::Sink;
use crate::settings::Settings;
use crate::texts::Language;

/// The stage; everybody who plays on it holds the same one.
pub(super) struct Stage {
    /// The stand-in for Telegram.
    pub telegram: Telegram,
    /// Where the leads' letters go.
    pub mailbox: Mailbox,
    /// The stand-in for a Bitrix24 portal.
    pub portal: Portal,
    /// The time of the play.
    pub clock: Clock,
    /// The rules file as people call it.
    pub rules_file: PathBuf,
    /// Raised when something changes that the stand-in does not see.
    pub changed: Notify,
    read_rules: ReadRules,
    folder: Folder,
    scene: RwLock<Option<Scene>>,
}

/// Who is on stage now.
pub(super) struct Scene {
    /// The people.
    pub cast: Cast,
    /// The bot.
    pub bot: Bot,
    /// How many customers there were in this and earlier plays.
    played: usize,
}

impl Stage {
    /// An empty stage.
    pub fn new(
        telegram: Telegram,
        mailbox: Mailbox,
        portal: Portal,
        clock: Clock,
        options: &Options,
    ) -> Stage {
        Stage {
            telegram,
            mailbox,
            portal,
            clock,
            rules_file: options.rules_file.clone(),
            changed: Notify::new(),
            read_rules: ReadRules::clone(&options.read_rules),
            folder: Folder::new(options.data.clone()),
            scene: RwLock::new(None),
        }
    }

    /// The scene, once it is set.
    pub async fn scene(&self) -> RwLockReadGuard<'_, Option<Scene>> {
        self.scene.read().await
    }

    /// The language of the play.
    pub async fn language(&self) -> Language {
        self.scene()
            .await
            .as_ref()
            .map_or_else(Language::default, |scene| scene.bot.rules().language)
    }

    /// Sets the first scene.
    pub async fn open(&self) -> Result<(), DemoError> {
        let mut scene = self.scene.write().await;
        *scene = Some(self.play(0).await?);
        Ok(())
    }

    /// Ends the bot and clears the stage.
    pub async fn close(&self) -> Result<(), DemoError> {
        let scene = self.scene.write().await.take();
        let ended = match scene {
            Some(scene) => scene.bot.end().await,
            None => Ok(()),
        };
        self.folder.leave()?;
        ended
    }

    /// One more customer comes; his number.
    pub async fn customer(&self) -> Option<i64> {
        let mut scene = self.scene.write().await;
        let scene = scene.as_mut()?;
        scene.played += 1;
        let language = scene.bot.rules().language;
        Some(scene.cast.enter(&self.telegram, language, scene.played - 1))
    }

    /// Time passes.
    pub fn passes(&self, time: TimeDelta) {
        self.clock.set_ahead(self.clock.ahead() + time);
        self.changed.notify_waiters();
    }

    /// From day to the next night, from night to the next working day.
    pub async fn turns_to_night_or_day(&self) {
        let scene = self.scene().await;
        let Some(rules) = scene.as_ref().map(|scene| scene.bot.rules()) else { return };
        let now = self.clock.now();
        self.passes(match time::is_day(&rules, now) {
            true => time::until_night(&rules, now),
            false => time::until_work(&rules, now),
        });
    }

    /// The portal cannot be reached any more; or it can again, and what waits for it goes.
    pub async fn portal_fails_or_works(&self) -> Result<(), DemoError> {
        if !self.portal.is_down() {
            self.portal.go_down();
            self.changed.notify_waiters();
            return Ok(());
        }
        self.portal.come_back().await?;
        if let Some(scene) = self.scene().await.as_ref() {
            scene.bot.hurry(Sink::Bitrix24);
        }
        self.changed.notify_waiters();
        Ok(())
    }

    /// The bot ends and starts again on the same data, with the rules file as it is now. A file
    /// with errors leaves the running bot alone.
    pub async fn restart(&self) -> Result<(), DemoError> {
        (self.read_rules)().map_err(DemoError::Rules)?;
        let mut scene = self.scene.write().await;
        let Some(Scene { cast, bot, played }) = scene.take() else { return Ok(()) };
        bot.end().await?;
        let settings = self.settings(&cast)?;
        let bot = Bot::start(&settings, &self.read_rules, &self.clock).await?;
        *scene = Some(Scene { cast, bot, played });
        self.changed.notify_waiters();
        Ok(())
    }

    /// Everything begins anew: other people, an empty lead book, a working hour of today or of
    /// the next day.
    pub async fn reset(&self) -> Result<(), DemoError> {
        (self.read_rules)().map_err(DemoError::Rules)?;
        let mut scene = self.scene.write().await;
        let Some(Scene { bot, played, .. }) = scene.take() else { return Ok(()) };
        let rules = bot.rules();
        bot.end().await?;
        self.portal.come_back().await?;
        self.portal.clear();
        self.clock.set_ahead(TimeDelta::zero());
        self.clock.set_ahead(time::until_work(&rules, self.clock.now()));
        *scene = Some(self.play(played).await?);
        self.changed.notify_waiters();
        Ok(())
    }

    /// A new play from its beginning.
    async fn play(&self, played: usize) -> Result<Scene, DemoError> {
        self.folder.begin_anew()?;
        self.mailbox.clear();
        let rules = (self.read_rules)().map_err(DemoError::Rules)?;
        let cast = Cast::new(&self.telegram, rules.language, played);
        let settings = self.settings(&cast)?;
        let bot = Bot::start(&settings, &self.read_rules, &self.clock).await?;
        Ok(Scene { cast, bot, played: played + 1 })
    }

    /// The settings of the bot: the stand-ins, the group, the folder, and nothing of the machine's.
    fn settings(&self, cast: &Cast) -> Result<Settings, DemoError> {
        let settings = Settings::read(|name| match name {
            "TELEGRAM_BOT_TOKEN" => Some(self.telegram.token().to_owned()),
            "TELEGRAM_API_URL" => Some(self.telegram.url().to_owned()),
            "BITRIX24_WEBHOOK_URL" => Some(self.portal.webhook()),
            "MANAGERS_CHAT_ID" => Some(cast.group.id().to_string()),
            "SMTP_URL" => Some(self.mailbox.url()),
            "EMAIL_FROM" => Some("bot@leadlatch.example".to_owned()),
            "EMAIL_TO" => Some("leads@leadlatch.example".to_owned()),
            "DATA_DIR" => Some(self.folder.data().display().to_string()),
            "RULES_FILE" => Some(self.rules_file.display().to_string()),
            _ => None,
        });
        settings.map_err(|error| StartError::Other(error.in_words(Language::En)).into())
    }
}
