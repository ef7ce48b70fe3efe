//! `leadlatch replay`: real conversations of the past, played through the rules.

mod export;
mod marked;
mod message;
mod play;
mod progress;
mod report;
mod tally;

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::FINE;
use crate::cli::file::{RulesFile, reason, shown};
use crate::cli::screen::Screen;
use crate::texts::{Language, text_with};

/// `leadlatch replay`
#[derive(Args)]
pub struct Replay {
    /// result.json of Telegram Desktop's export: one chat or the whole account.
    export: PathBuf,
    /// An older rules file: says what is different.
    #[arg(long, value_name = "OLD.toml")]
    against: Option<PathBuf>,
    /// The rules file; RULES_FILE or ./rules.toml without it.
    #[arg(long, value_name = "FILE")]
    rules: Option<PathBuf>,
}

impl Replay {
    /// Plays and tells.
    pub fn run(self) -> Result<u8, String> {
        let file = RulesFile::read(self.rules.as_deref())?;
        let rules = file.rules()?;
        let old = self.against.as_deref().map(|path| RulesFile::read(Some(path))).transpose()?;
        let old_rules = old.as_ref().map(RulesFile::rules).transpose()?;
        let mut replay = play::Replay::new(&rules, old_rules.as_ref());
        read(&self.export, &mut replay, rules.language)?;
        let against = old.map(|old| old.shown());
        let screen = Screen::new();
        for line in report::lines(&replay, against.as_deref(), rules.language) {
            screen.line(&line);
        }
        Ok(FINE)
    }
}

fn read(path: &Path, replay: &mut play::Replay<'_>, language: Language) -> Result<(), String> {
    if path.is_dir() {
        let places = [("file", shown(path).into())];
        return Err(text_with(language, "replay-folder", &places));
    }
    let unreadable = |error: std::io::Error| {
        let places = [("file", shown(path).into()), ("reason", reason(&error, language).into())];
        text_with(language, "command-unreadable", &places)
    };
    let file = File::open(path).map_err(unreadable)?;
    let length = file.metadata().map_err(unreadable)?.len();
    let file = BufReader::with_capacity(1 << 18, progress::Watched::new(file, length));
    let name = || ("file", shown(path).into());
    match export::read(file, replay) {
        Ok(true) => Ok(()),
        Ok(false) => Err(text_with(language, "replay-no-export", &[name()])),
        Err(error) if error.is_io() => Err(unreadable(error.into())),
        // What is odd on the first line is another kind of file.
        Err(error) if error.line() <= 1 && replay.chats + replay.skipped == 0 => {
            Err(text_with(language, "replay-no-export", &[name()]))
        }
        Err(error) => {
            let places = [name(), ("line", error.line().into()), ("column", error.column().into())];
            Err(text_with(language, "replay-broken", &places))
        }
    }
}
