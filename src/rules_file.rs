//! The rules file on the disk: read, loaded, named as people write it.

use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::dialog::Sink;
use crate::rules::{self, Loaded, Printer, Problem, Rules, Surroundings};
use crate::texts::{Language, text, text_with};

/// A rules file that could be read, right or wrong.
pub struct RulesFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its text; where bytes are no letters, with signs in their place.
    pub text: String,
    /// Its bytes are no text.
    no_text: Option<Box<Problem>>,
}

impl RulesFile {
    /// Reads the file at that path.
    ///
    /// # Errors
    /// Why it cannot be read, in that language.
    pub fn at(path: PathBuf, language: Language) -> Result<Self, String> {
        let bytes = bytes(&path, language)?;
        Ok(Self::of(path, &bytes))
    }

    /// The file at that path, already read.
    pub fn of(path: PathBuf, bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes).into_owned();
        Self { path, text, no_text: rules::decode(bytes).err() }
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

    /// Its rules, or all its problems. Looks for the files they send.
    pub fn load(&self) -> Result<Loaded, Vec<Problem>> {
        self.load_where(&|_| true)
    }

    /// Its rules, or all its problems, where `is_set` knows which places for leads are set up.
    pub fn load_where(&self, is_set: &dyn Fn(Sink) -> bool) -> Result<Loaded, Vec<Problem>> {
        if let Some(problem) = &self.no_text {
            return Err(vec![(**problem).clone()]);
        }
        let is_there = &|file: &str| self.folder().join(file).is_file();
        rules::load_in(&self.text, Surroundings { is_there, is_set })
    }

    /// The file that is missing, where the problem is that.
    pub fn missing(&self, problem: &Problem) -> Option<PathBuf> {
        let text = self.text.strip_prefix('\u{feff}').unwrap_or(&self.text);
        let written = text.get(problem.span.clone()).filter(|_| problem.slug == "missing-file")?;
        Some(self.folder().join(written.trim_matches(['"', '\''])))
    }

    /// Its rules, for those who cannot do without.
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
    String::from_utf8(bytes(path, language)?)
        .map_err(|_| unreadable(path, &text(language, "command-not-utf8"), language))
}

fn bytes(path: &Path, language: Language) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| unreadable(path, &reason(&error, language), language))
}

fn unreadable(path: &Path, reason: &str, language: Language) -> String {
    let places = [("file", shown(path).into()), ("reason", reason.into())];
    text_with(language, "command-unreadable", &places)
}

/// Why a file cannot be read or written, in words.
pub fn reason(error: &io::Error, language: Language) -> String {
    let key = match error.kind() {
        io::ErrorKind::NotFound => "command-no-file",
        io::ErrorKind::PermissionDenied => "command-no-right",
        io::ErrorKind::IsADirectory => "command-is-folder",
        io::ErrorKind::StorageFull => "command-disk-full",
        _ => return error.to_string(),
    };
    text(language, key)
}

/// A path as people write it.
pub fn shown(path: &Path) -> String {
    let bare = path.strip_prefix("./").ok().filter(|bare| !bare.as_os_str().is_empty());
    let path = bare.unwrap_or(path);
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
