//! The rules file on the disk: read, loaded, named as people write it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::rules::{self, Loaded, Printer, Problem, Rules};
use crate::texts::{Language, text_with};

/// A rules file that could be read, right or wrong.
pub struct RulesFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
}

impl RulesFile {
    /// Reads the file at that path.
    ///
    /// # Errors
    /// Why it cannot be read, in that language.
    pub fn at(path: PathBuf, language: Language) -> Result<Self, String> {
        let text = read(&path, language)?;
        Ok(Self { path, text })
    }

    /// Its language.
    pub fn language(&self) -> Language {
        rules::language_of(&self.text)
    }

    /// The path as it is shown.
    pub fn shown(&self) -> String {
        shown(&self.path)
    }

    /// The folder it lies in.
    pub fn folder(&self) -> &Path {
        folder(&self.path)
    }

    /// The folder of its dialogues.
    pub fn dialogs(&self) -> PathBuf {
        dialogs(&self.path)
    }

    /// Its rules, or all its problems.
    pub fn load(&self) -> Result<Loaded, Vec<Problem>> {
        rules::load_with_warnings(&self.text)
    }

    /// Its rules, for commands that cannot do without.
    pub fn rules(&self) -> Result<Rules, String> {
        self.load().map(|loaded| loaded.rules).map_err(|problems| {
            let broken = problems.iter().map(|problem| self.print(problem, false));
            let file = self.shown().into();
            let last = text_with(self.language(), "command-broken-rules", &[("file", file)]);
            broken.chain([last]).collect::<Vec<_>>().join("\n\n")
        })
    }

    /// A problem with the lines it stands in.
    pub fn print(&self, problem: &Problem, colours: bool) -> String {
        let (file, language) = (self.shown(), self.language());
        Printer { file: &file, source: &self.text, language, colours }.print(problem)
    }
}

/// A text file.
pub fn read(path: &Path, language: Language) -> Result<String, String> {
    let reason = match fs::read(path) {
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => return Ok(text),
            Err(_) => crate::texts::text(language, "command-not-utf8"),
        },
        Err(error) => error.to_string(),
    };
    let places = [("file", shown(path).into()), ("reason", reason.into())];
    Err(text_with(language, "command-unreadable", &places))
}

/// A path as people write it.
pub fn shown(path: &Path) -> String {
    let path = path.strip_prefix("./").unwrap_or(path);
    path.display().to_string()
}

/// The folder a file lies in.
pub fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The folder of the dialogues that belong to a rules file.
pub fn dialogs(rules_file: &Path) -> PathBuf {
    folder(rules_file).join("tests").join("dialogs")
}
