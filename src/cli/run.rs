//! `leadlatch run`: the bot.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

use super::{CANNOT, language};
use crate::app::{App, StartError};
use crate::clock::Clock;
use crate::rules::Rules;
use crate::rules_file::RulesFile;
use crate::settings::Settings;
use crate::texts::{Language, text_with};

/// `leadlatch run`
#[derive(Args, Default)]
pub struct Run {
    /// The rules file; RULES_FILE or ./rules.toml without it.
    #[arg(long)]
    rules: Option<PathBuf>,
}

impl Run {
    /// Runs the bot until it is told to end.
    pub fn run(self) -> ExitCode {
        write_log("leadlatch=info");
        match self.try_run() {
            Ok(()) => ExitCode::SUCCESS,
            Err(words) => {
                eprintln!("{words}");
                ExitCode::from(CANNOT)
            }
        }
    }

    /// An error is what the operator reads.
    fn try_run(self) -> Result<(), String> {
        let language = language();
        let mut settings = Settings::read(|name| std::env::var(name).ok())
            .map_err(|error| error.in_words(language))?;
        if let Some(file) = self.rules {
            settings.rules = file;
        }
        let rules = read_rules(&settings.rules, language)?;
        let language = rules.language;
        let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
        let ran = runtime.block_on(answer(settings, rules));
        runtime.shutdown_background();
        ran.map_err(|error| error.in_words(language))
    }
}

async fn answer(settings: Settings, rules: Rules) -> Result<(), StartError> {
    let language = rules.language;
    let end = told_to_end();
    let app = App::open(settings, rules, Clock::default())?;
    if let Some(code) = app.link_code() {
        println!("{}", text_with(language, "run-link", &[("code", code.into())]));
    }
    app.run(end).await
}

/// SIGTERM from a supervisor, SIGINT from a keyboard; heard from this call on,
/// not from the first look at what it returns.
pub(super) fn told_to_end() -> impl Future<Output = ()> + Send {
    let signals = [SignalKind::terminate(), SignalKind::interrupt()].map(signal);
    async move {
        let [Ok(mut terminate), Ok(mut interrupt)] = signals else {
            tracing::error!("signals cannot be listened to: the bot ends only by a kill");
            return std::future::pending().await;
        };
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    }
}

pub(super) fn read_rules(rules: &Path, language: Language) -> Result<Rules, String> {
    RulesFile::at(rules.to_owned(), language)?.rules()
}

/// The log goes to the standard error output. What a panic says may quote a
/// customer, so only its place is written.
pub(super) fn write_log(unless_set: &str) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| unless_set.into());
    // At its most talkative the database prints whole records, people and all.
    let quiet = "sled=warn".parse().ok();
    let filter = quiet.into_iter().fold(filter, EnvFilter::add_directive);
    let colours = std::io::stderr().is_terminal();
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(colours)
        .with_writer(std::io::stderr)
        .init();
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "a panic");
    }));
}
