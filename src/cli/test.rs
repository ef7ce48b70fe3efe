//! `leadlatch test`: dialogue tests, and with `--accept` their rewriting.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::file::{RulesFile, reason, shown};
use crate::cli::screen::Screen;
use crate::cli::{FINE, PROBLEMS};
use crate::played::{PlayedFile, Whose, files_in, play};
use crate::script::{Difference, rewrite};
use crate::texts::{Language, text_with};

/// `leadlatch test`
#[derive(Args)]
pub struct Test {
    /// Files or folders of dialogues; tests/dialogs beside the rules file without them.
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The rules file; RULES_FILE or ./rules.toml without it.
    #[arg(long, value_name = "FILE")]
    rules: Option<PathBuf>,
    /// Writes what the bot really did in place of what was expected.
    #[arg(long)]
    accept: bool,
}

impl Test {
    /// Plays and tells.
    pub fn run(self) -> Result<u8, String> {
        let file = RulesFile::read(self.rules.as_deref())?;
        let rules = file.rules()?;
        let language = rules.language;
        let screen = Screen::new();
        let whose = Whose::ByDefault(&file, &rules);
        let (mut passed, mut failed) = (0, 0);
        for path in self.paths(&file, language)? {
            let Some(played) = play(&path, &whose, screen.colours())? else { continue };
            passed += played.passed();
            if played.failed() == 0 {
                tell(screen, language, "test-file-passed", &path, played.passed());
            } else if self.accept && played.result.is_ok() {
                accept(&played, language)?;
                passed += played.failed();
                tell(screen, language, "test-rewritten", &path, played.failed());
            } else {
                failed += played.failed();
                show(&played, screen);
            }
        }
        let key = if failed == 0 { "test-passed" } else { "test-failed" };
        let places = [("passed", passed.into()), ("failed", failed.into())];
        screen.line(&text_with(language, key, &places));
        Ok(if failed == 0 { FINE } else { PROBLEMS })
    }

    /// The files to play; there is at least one.
    fn paths(&self, file: &RulesFile, language: Language) -> Result<Vec<PathBuf>, String> {
        let named = match self.files.as_slice() {
            [] => vec![file.dialogs()],
            named => named.to_vec(),
        };
        let mut paths = Vec::new();
        for path in named {
            if path.extension().is_some_and(|end| end == "toml") {
                let file = shown(&path).into();
                return Err(text_with(language, "test-rules-file", &[("file", file)]));
            }
            if !path.is_dir() && !self.files.is_empty() {
                paths.push(path);
                continue;
            }
            let inside = files_in(&path);
            if inside.is_empty() {
                let folder = shown(&path).into();
                return Err(text_with(language, "test-no-files", &[("folder", folder)]));
            }
            paths.extend(inside);
        }
        Ok(paths)
    }
}

fn tell(screen: Screen, language: Language, key: &str, path: &Path, count: usize) {
    let places = [("file", shown(path).into()), ("count", count.into())];
    screen.good(&text_with(language, key, &places));
}

fn show(played: &PlayedFile, screen: Screen) {
    played.reports.iter().for_each(|report| screen.bad(report));
    for mistake in played.result.as_ref().err().into_iter().flatten() {
        screen.line(mistake);
        screen.line("");
    }
}

/// Rewrites the file; the difference is for the owner to look at.
fn accept(played: &PlayedFile, language: Language) -> Result<(), String> {
    let failures = played.result.iter().flat_map(|played| &played.failures);
    let differences: Vec<Difference> =
        failures.flat_map(|failure| failure.differences.clone()).collect();
    fs::write(&played.path, rewrite(&played.text, &differences)).map_err(|error| {
        let reason = reason(&error, language);
        let places = [("file", shown(&played.path).into()), ("reason", reason.into())];
        text_with(language, "command-unwritable", &places)
    })
}
