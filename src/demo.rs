//! The demo: the whole bot on this machine, with stand-ins for the services it talks to and a
//! page to play all parts on.

pub mod bitrix24;
mod bot;
mod cast;
mod folder;
pub mod mailbox;
mod page;
mod stage;
pub mod telegram;
mod time;
mod view;
mod when;
mod wire;

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use crate::app::StartError;
use crate::clock::Clock;
use crate::rules::Rules;
use crate::texts::{Language, text, text_with};

use mailbox::Mailbox;
use stage::Stage;
use telegram::Telegram;

/// Reads the rules file, at the start and whenever the bot is started again; an error is what
/// a person reads.
pub type ReadRules = Arc<dyn Fn() -> Result<Rules, String> + Send + Sync>;

/// Where the page is looked for when nobody asks for another port.
const USUAL_PORT: u16 = 8080;

/// What a demo needs to know.
pub struct Options {
    /// The port of the page; without one the usual one, or a free one when that is taken.
    pub port: Option<u16>,
    /// The bot's data folder; begun anew. Without one a temporary one.
    pub data: Option<PathBuf>,
    /// The rules file, to name it and to find the files it sends.
    pub rules_file: PathBuf,
    /// Reads it.
    pub read_rules: ReadRules,
}

/// Why there is no demo.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The rules cannot be used; these are the words for it.
    #[error("{0}")]
    Rules(String),
    /// The bot does not start.
    #[error(transparent)]
    Bot(#[from] StartError),
    /// The data folder holds something that is not a demo's.
    #[error("{} is not the folder of a demo", .0.display())]
    ForeignFolder(PathBuf),
    /// The data folder or the port cannot be used.
    #[error(transparent)]
    System(#[from] io::Error),
}

impl DemoError {
    /// What the person at the terminal reads.
    pub fn in_words(&self, language: Language) -> String {
        match self {
            DemoError::Rules(words) => words.clone(),
            DemoError::Bot(error) => error.in_words(language),
            DemoError::ForeignFolder(folder) => {
                let folder = folder.display().to_string();
                text_with(language, "demo-foreign-folder", &[("folder", folder.into())])
            }
            DemoError::System(error) if error.kind() == io::ErrorKind::AddrInUse => {
                text(language, "demo-port-busy")
            }
            DemoError::System(error) => {
                let reason = error.to_string();
                text_with(language, "demo-impossible", &[("reason", reason.into())])
            }
        }
    }
}

/// A running demo.
pub struct Demo {
    telegram: Telegram,
    stage: Arc<Stage>,
}

impl Demo {
    /// Starts the stand-ins with the page, and the bot against them.
    ///
    /// # Errors
    /// When the rules, the folder or the port cannot be used.
    pub async fn start(options: Options) -> Result<Demo, DemoError> {
        let rules = (options.read_rules)().map_err(DemoError::Rules)?;
        let clock = Clock::default();
        clock.set_ahead(time::until_work(&rules, clock.now()));
        let mailbox = Mailbox::start().await?;
        let portal = bitrix24::Portal::start().await?;
        let mut stage = None;
        let telegram = at_port(options.port, &clock, |telegram| {
            let made = Stage::new(telegram, mailbox, portal, clock.clone(), &options);
            let made = Arc::new(made);
            stage = Some(Arc::clone(&made));
            page::router(made)
        });
        let telegram = telegram.await?;
        let stage = stage.ok_or_else(|| io::Error::other("the stand-in has no pages"))?;
        stage.open().await?;
        Ok(Demo { telegram, stage })
    }

    /// The address of the page.
    pub fn url(&self) -> String {
        format!("{}/", self.telegram.url())
    }

    /// The language of the rules file.
    pub async fn language(&self) -> Language {
        self.stage.language().await
    }

    /// Ends the bot as SIGTERM would, and removes a temporary folder.
    ///
    /// # Errors
    /// When the bot ended badly or the folder cannot be removed.
    pub async fn stop(self) -> Result<(), DemoError> {
        self.stage.close().await
    }
}

async fn at_port(
    port: Option<u16>,
    clock: &Clock,
    pages: impl FnOnce(Telegram) -> axum::Router,
) -> io::Result<Telegram> {
    let hand = clock.clone();
    let clock: telegram::Clock = Arc::new(move || hand.now());
    let port = match port {
        Some(port) => port,
        None if is_free(USUAL_PORT).await => USUAL_PORT,
        None => 0,
    };
    Telegram::start_with(port, clock, pages).await
}

async fn is_free(port: u16) -> bool {
    tokio::net::TcpListener::bind(("127.0.0.1", port)).await.is_ok()
}
