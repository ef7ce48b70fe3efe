//! The rules file of a command: which one it is, and its problems on the screen.

use std::path::{Path, PathBuf};

use crate::cli::language;
use crate::cli::screen::Screen;
use crate::rules::Problem;

pub use crate::rules_file::{RulesFile, reason, shown};

impl RulesFile {
    /// Reads the file named, or that of RULES_FILE, or `./rules.toml`.
    pub fn read(named: Option<&Path>) -> Result<Self, String> {
        let path = match named {
            Some(path) => path.to_owned(),
            None => setting("RULES_FILE", "rules.toml"),
        };
        Self::at(path, language())
    }

    /// A problem with the lines it stands in, on the screen.
    pub fn show(&self, problem: &Problem, screen: Screen) {
        screen.line(&self.print(problem, screen.colours()));
        screen.line("");
    }
}

/// A setting of the environment that is a path.
pub fn setting(name: &str, default: &str) -> PathBuf {
    let value = std::env::var(name).ok().filter(|value| !value.trim().is_empty());
    PathBuf::from(value.unwrap_or_else(|| default.to_owned()))
}
