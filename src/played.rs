//! Files of dialogues, found, read and played: for the commands, and before new rules come into force.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::rules::{Label, Printer, Problem, Rules, Severity, Taken};
use crate::rules_file::{self, RulesFile, shown};
use crate::script::{self, Files, Mistake, Script};
use crate::texts::Language;

/// What came of a file of dialogues.
pub struct PlayedFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
    /// What its dialogues did; mistakes in the file itself otherwise.
    pub result: Result<script::Played, Vec<String>>,
    /// Failures, ready to read.
    pub reports: Vec<String>,
}

impl PlayedFile {
    /// How many dialogues went as written.
    pub fn passed(&self) -> usize {
        self.result.as_ref().map_or(0, |played| played.passed)
    }

    /// How many did not; a file that cannot be understood counts as one.
    pub fn failed(&self) -> usize {
        self.result.as_ref().map_or(1, |played| played.failed)
    }

    /// The customers' lines that a rule took and no dialogue meant it to.
    pub fn taken(&self) -> Vec<Taken> {
        let failures = self.result.iter().flat_map(|played| &played.failures);
        let placed = |taken: &Taken| Taken {
            place: format!("{}:{}", shown(&self.path), taken.place),
            ..taken.clone()
        };
        failures.filter_map(|failure| failure.taken.as_ref().map(placed)).collect()
    }

    /// The rules its dialogues exercised.
    pub fn exercised(&self) -> BTreeSet<String> {
        self.result.as_ref().map(|played| played.exercised.clone()).unwrap_or_default()
    }
}

/// The files of dialogues in a folder, by name; none where there is no such folder.
pub fn files_in(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.filter_map(|entry| entry.ok().map(|entry| entry.path()));
    let is_text = |path: &PathBuf| path.extension().is_some_and(|end| end == "txt");
    let mut files: Vec<PathBuf> = paths.filter(is_text).collect();
    files.sort();
    files
}

/// Whose rules a file of dialogues is played by.
pub enum Whose<'a> {
    /// These, and a file that names others is left out.
    OnlyThese(&'a RulesFile, &'a Rules),
    /// These, where the file names no others.
    ByDefault(&'a RulesFile, &'a Rules),
}

/// Plays a file; `None` when it is left out.
pub fn play(path: &Path, whose: &Whose<'_>, colours: bool) -> Result<Option<PlayedFile>, String> {
    let (Whose::OnlyThese(these, rules) | Whose::ByDefault(these, rules)) = whose;
    let text = rules_file::read(path, rules.language)?;
    let script = match script::parse(&text) {
        Ok(script) => script,
        Err(mistakes) => {
            return Ok(Some(misread(path, text, mistakes, rules.language, colours)));
        }
    };
    let named = script.rules.as_ref().map(|named| rules_file::folder(path).join(named));
    let others = named.filter(|named| !is_same(named, &these.path));
    let Some(named) = others else {
        return Ok(Some(play_by(path, text, &script, these, rules, colours)));
    };
    let other = match RulesFile::at(named, rules.language) {
        Ok(other) => other,
        Err(words) => return Ok(Some(without_rules(path, text, &script, words))),
    };
    if matches!(whose, Whose::OnlyThese(..)) {
        return Ok(None);
    }
    Ok(Some(match other.rules() {
        Ok(rules) => play_by(path, text, &script, &other, &rules, colours),
        Err(words) => without_rules(path, text, &script, words),
    }))
}

/// A file whose rules cannot be used, and the line that names them.
fn without_rules(path: &Path, text: String, script: &Script, why: String) -> PlayedFile {
    let named = script.rules.as_deref().unwrap_or_default();
    let line = text.lines().position(|line| line.trim_end().ends_with(named)).unwrap_or_default();
    let told = format!("{}:{}: {why}", shown(path), line + 1);
    PlayedFile { path: path.to_owned(), text, result: Err(vec![told]), reports: Vec::new() }
}

fn is_same(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => one == other,
    }
}

fn play_by(
    path: &Path,
    text: String,
    script: &Script,
    file: &RulesFile,
    rules: &Rules,
    colours: bool,
) -> PlayedFile {
    let (shown, rules_shown) = (shown(path), file.shown());
    match script::play(script, rules) {
        Err(mistakes) => misread(path, text, mistakes, rules.language, colours),
        Ok(played) => {
            let files = Files { script: &shown, rules: &rules_shown };
            let failures = played.failures.iter();
            let reports = failures.map(|failure| script::report(failure, files, rules)).collect();
            PlayedFile { path: path.to_owned(), text, result: Ok(played), reports }
        }
    }
}

fn misread(
    path: &Path,
    text: String,
    mistakes: Vec<Mistake>,
    language: Language,
    colours: bool,
) -> PlayedFile {
    let file = shown(path);
    let printer = Printer { file: &file, source: &text, language, colours };
    let mistakes =
        mistakes.iter().map(|mistake| printer.print(&problem(mistake, &text, language))).collect();
    PlayedFile { path: path.to_owned(), result: Err(mistakes), reports: Vec::new(), text }
}

/// A mistake in a file of dialogues as a problem to print.
fn problem(mistake: &Mistake, text: &str, language: Language) -> Problem {
    let end = mistake.span.end.min(text.len());
    let start = mistake.span.start.min(end);
    // Where editors hide a byte order mark, the printer does, too.
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let span = start.saturating_sub(mark)..end.saturating_sub(mark);
    let place = |at: usize| {
        let before = text.get(..at).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        (before.matches('\n').count() + 1, line.chars().count() + 1)
    };
    let ((line, column), (end_line, end_column)) = (place(start), place(end));
    Problem {
        slug: mistake.slug,
        severity: Severity::Error,
        span: span.clone(),
        line,
        column,
        end_line,
        end_column,
        message: mistake.message(language),
        labels: vec![Label { span, text: String::new(), primary: true }],
        help: Some(mistake.help(language)),
        patch: None,
    }
}
