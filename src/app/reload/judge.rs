//! A rules file judged whole: read, checked, its dialogues played.

use std::io;
use std::path::{Path, PathBuf};

use super::{Adapt, words};
use crate::app::start::check_sinks;
use crate::played::{PlayedFile, Whose, files_in, play};
use crate::rules::{Problem, Rules, Severity};
use crate::rules_file::{RulesFile, reason};
use crate::settings::Settings;
use crate::texts::Language;

/// What a text is good for.
pub(super) enum Judged {
    /// It is the text of the rules in force.
    InForce,
    /// It can come into force.
    Good(Box<Rules>),
    /// It cannot.
    Refused(Refusal),
}

/// Why rules cannot come into force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    /// The kind of problem, for the log.
    pub slug: &'static str,
    /// Its line in the file it is in, from 1; 0 when it has none.
    pub line: usize,
    /// Files whose coming may change that.
    pub awaits: Vec<PathBuf>,
    language: Language,
    reason: String,
}

impl Refusal {
    /// The file is there, and the system does not let it be read.
    pub fn unreadable(error: &io::Error, language: Language) -> Self {
        let reason = words::unreadable(language, &reason(error, language));
        Self { slug: "unreadable", line: 0, language, reason, awaits: Vec::new() }
    }

    /// What the managers read.
    pub fn in_words(&self) -> String {
        words::refused(self.language, &self.reason)
    }
}

/// Judges the bytes of the rules file of `settings`. Reads dialogues from the disk.
pub(super) fn judge(bytes: &[u8], in_force: &str, settings: &Settings, adapt: Adapt) -> Judged {
    match try_judge(bytes, in_force, settings, adapt) {
        Ok(Some(rules)) => Judged::Good(Box::new(rules)),
        Ok(None) => Judged::InForce,
        Err(refusal) => Judged::Refused(refusal),
    }
}

/// `None` is the text in force.
fn try_judge(
    bytes: &[u8],
    in_force: &str,
    settings: &Settings,
    adapt: Adapt,
) -> Result<Option<Rules>, Refusal> {
    let file = RulesFile::of(settings.rules.clone(), bytes);
    let language = file.language();
    if file.text.strip_prefix('\u{feff}').unwrap_or(&file.text) == in_force {
        return Ok(None);
    }
    let loaded = file.load().map_err(|problems| wrong(&problems, &file))?;
    failed_dialogue(&file, &loaded.rules).map_or(Ok(()), Err)?;
    let rules = adapt(loaded.rules);
    check_sinks(settings, &rules).map_err(|error| {
        let reason = error.in_words(language);
        Refusal { slug: "no-sink", line: 0, language, reason, awaits: Vec::new() }
    })?;
    Ok(Some(rules))
}

/// The first error of a file, which has one.
fn wrong(problems: &[Problem], file: &RulesFile) -> Refusal {
    let language = file.language();
    let errors = || problems.iter().filter(|problem| problem.severity == Severity::Error);
    let (slug, line, reason) = match errors().next() {
        Some(first) => (first.slug, first.line, words::problem(language, first, errors().count())),
        None => ("unknown", 0, String::new()),
    };
    let awaits = errors().filter_map(|problem| file.missing(problem)).collect();
    Refusal { slug, line, language, reason, awaits }
}

/// The first dialogue that does not go as written, if any.
fn failed_dialogue(file: &RulesFile, rules: &Rules) -> Option<Refusal> {
    let language = rules.language;
    let refusal = |slug, line, reason| Refusal { slug, line, language, reason, awaits: Vec::new() };
    let whose = Whose::OnlyThese(file, rules);
    let (mut first, mut failed): (Option<PlayedFile>, usize) = (None, 0);
    for path in files_in(&file.dialogs()) {
        match play(&path, &whose, false) {
            Ok(None) => {}
            Ok(Some(played)) => {
                failed += played.failed();
                if played.failed() > 0 {
                    first.get_or_insert(played);
                }
            }
            Err(reason) => return Some(refusal("dialogue", 0, reason)),
        }
    }
    let played = first?;
    let shown = beside(&played.path, file.folder());
    Some(match played.result.as_ref().ok().and_then(|played| played.failures.first()) {
        Some(failure) => {
            let place = format!("{shown}:{}", failure.line);
            let reason = words::dialogue(language, &failure.title, &place, failed);
            refusal("dialogue", failure.line, reason)
        }
        None => refusal("dialogue", 0, words::misread(language, &shown)),
    })
}

/// The path from the folder of the rules file: the managers need not know the rest.
fn beside(path: &Path, folder: &Path) -> String {
    path.strip_prefix(folder).unwrap_or(path).display().to_string()
}
