//! `leadlatch check`: all problems of a rules file at once, then its dialogues.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde_json::json;

use crate::cli::file::{RulesFile, setting, shown};
use crate::cli::screen::Screen;
use crate::cli::{CANNOT, FINE, PROBLEMS};
use crate::dialog::Sink;
use crate::played::{PlayedFile, Whose, files_in, play};
use crate::rules::{Loaded, Problem, Rules, Severity, Taken, warnings_with};
use crate::texts::{Language, text, text_with};

/// `leadlatch check`
#[derive(Args)]
pub struct Check {
    /// The rules file; RULES_FILE or ./rules.toml without it.
    file: Option<PathBuf>,
    /// Warnings count as problems.
    #[arg(long)]
    strict: bool,
    /// The folder of dialogues; tests/dialogs beside the rules file without it.
    #[arg(long, value_name = "DIR")]
    dialogs: Option<PathBuf>,
    /// For people, or for editors and scripts.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// Everything a check brought to light.
struct Findings {
    problems: Vec<Problem>,
    rules: Option<Rules>,
    folder: PathBuf,
    played: Vec<PlayedFile>,
}

impl Findings {
    fn count(&self, severity: Severity) -> usize {
        self.problems.iter().filter(|problem| problem.severity == severity).count()
    }

    fn passed(&self) -> usize {
        self.played.iter().map(PlayedFile::passed).sum()
    }

    fn failed(&self) -> usize {
        self.played.iter().map(PlayedFile::failed).sum()
    }

    /// Rules that no dialogue makes speak: name and line.
    fn unexercised(&self) -> Vec<(&str, u32)> {
        let Some(rules) = &self.rules else { return Vec::new() };
        let exercised: Vec<_> = self.played.iter().map(PlayedFile::exercised).collect();
        let is_idle = |name: &str| !exercised.iter().any(|names| names.contains(name));
        let idle = rules.rules.iter().filter(|rule| is_idle(&rule.name));
        idle.map(|rule| (&*rule.name, rule.line)).collect()
    }

    fn code(&self, strict: bool) -> u8 {
        let warned = strict && self.count(Severity::Warning) > 0;
        if self.count(Severity::Error) > 0 || self.failed() > 0 || warned { PROBLEMS } else { FINE }
    }
}

impl Check {
    /// Checks and tells.
    pub fn run(self) -> Result<u8, String> {
        match self.tell() {
            Err(words) if self.format == Format::Json => {
                Screen::new().line(&self.impossible(&words).to_string());
                Ok(CANNOT)
            }
            ended => ended,
        }
    }

    /// What kept the check from beginning, for programs.
    fn impossible(&self, words: &str) -> serde_json::Value {
        let file = self.file.clone().unwrap_or_else(|| setting("RULES_FILE", "rules.toml"));
        let problem = json!({
            "slug": "unreadable", "severity": "error", "line": 1, "column": 1, "end_line": 1,
            "end_column": 1, "message": words, "help": null, "patch": null,
        });
        json!({
            "file": shown(&file), "problems": [problem], "rules": 0,
            "dialogs": { "passed": 0, "failed": 0 }, "unexercised": [],
        })
    }

    fn tell(&self) -> Result<u8, String> {
        let file = RulesFile::read(self.file.as_deref())?;
        let screen = Screen::new();
        let findings = self.find(&file, screen.colours() && self.format == Format::Text)?;
        match self.format {
            Format::Text => print(&findings, &file, screen, findings.code(self.strict)),
            Format::Json => screen.line(&as_json(&findings, &file).to_string()),
        }
        Ok(findings.code(self.strict))
    }

    fn find(&self, file: &RulesFile, colours: bool) -> Result<Findings, String> {
        let folder = self.dialogs.clone().unwrap_or_else(|| file.dialogs());
        // Beside the rules there may be none; a folder that was named must be there.
        if self.dialogs.is_some() && !folder.is_dir() {
            let places = [("folder", shown(&folder).into())];
            return Err(text_with(file.language(), "check-no-folder", &places));
        }
        let loaded = match file.load_where(&is_set) {
            Ok(loaded) => loaded,
            Err(problems) => {
                return Ok(Findings { problems, rules: None, folder, played: Vec::new() });
            }
        };
        let mut played = Vec::new();
        let whose = Whose::OnlyThese(file, &loaded.rules);
        for path in files_in(&folder) {
            played.extend(play(&path, &whose, colours)?);
        }
        let taken: Vec<Taken> = played.iter().flat_map(PlayedFile::taken).collect();
        let Loaded { rules, warnings } = warnings_with(&taken, loaded);
        Ok(Findings { problems: warnings, rules: Some(rules), folder, played })
    }
}

/// Whether the environment or `.env` names the place; whether it is reached, `run` finds out.
fn is_set(sink: Sink) -> bool {
    sink == Sink::Telegram || std::env::var(sink.setting()).is_ok_and(|value| !value.is_empty())
}

fn print(findings: &Findings, file: &RulesFile, screen: Screen, code: u8) {
    let language = file.language();
    let say = |key: &str| text(language, key);
    let places = [("file", file.shown().into())];
    if findings.problems.iter().any(|problem| ["encoding", "syntax"].contains(&problem.slug)) {
        screen.bad(&text_with(language, "check-unreadable", &places));
    } else {
        screen.good(&text_with(language, "check-readable", &places));
    }
    if let Some(rules) = &findings.rules {
        let places = [
            ("rules", rules.rules.len().into()),
            ("topics", rules.topics.len().into()),
            ("sources", rules.sources.len().into()),
        ];
        screen.good(&text_with(language, "check-counted", &places));
    }
    print_problems(findings, file, screen);
    if findings.rules.is_some() {
        print_dialogues(findings, language, screen);
        print_unexercised(findings, file, screen);
    }
    screen.line(&say(if code == FINE { "check-ready" } else { "check-not-ready" }));
}

fn print_problems(findings: &Findings, file: &RulesFile, screen: Screen) {
    let language = file.language();
    let (errors, warnings) = (findings.count(Severity::Error), findings.count(Severity::Warning));
    if errors + warnings == 0 {
        return screen.good(&text(language, "check-consistent"));
    }
    let counted = |key: &str, count: usize| text_with(language, key, &[("count", count.into())]);
    let counts = [("check-errors", errors), ("check-warnings", warnings)];
    let counts = counts.iter().filter(|(_, count)| *count > 0);
    let counts: Vec<String> = counts.map(|(key, count)| counted(key, *count)).collect();
    let counts = counts.join(", ");
    if errors > 0 {
        screen.bad(&counts)
    } else {
        screen.warning(&counts)
    }
    screen.line("");
    findings.problems.iter().for_each(|problem| file.show(problem, screen));
}

fn print_dialogues(findings: &Findings, language: Language, screen: Screen) {
    let (passed, failed) = (findings.passed(), findings.failed());
    let folder = shown(&findings.folder);
    if passed + failed == 0 {
        let none = text_with(language, "check-no-dialogues", &[("folder", folder.into())]);
        return screen.warning(&none);
    }
    if failed == 0 {
        let places = [("count", passed.into()), ("folder", folder.into())];
        return screen.good(&text_with(language, "check-dialogues-passed", &places));
    }
    for file in &findings.played {
        file.reports.iter().for_each(|report| screen.bad(report));
        for mistake in file.result.as_ref().err().into_iter().flatten() {
            screen.line(mistake);
            screen.line("");
        }
    }
    let places = [("count", failed.into()), ("all", (passed + failed).into())];
    screen.bad(&text_with(language, "check-dialogues-failed", &places));
}

fn print_unexercised(findings: &Findings, file: &RulesFile, screen: Screen) {
    let unexercised = findings.unexercised();
    // What fails comes first; and without dialogues there is nothing to count.
    if findings.failed() > 0 || findings.passed() == 0 || unexercised.is_empty() {
        return;
    }
    for (rule, line) in &unexercised {
        let place = format!("{}:{line}", file.shown());
        let places = [("rule", (*rule).into()), ("place", place.into())];
        screen.warning(&text_with(file.language(), "check-unexercised", &places));
    }
    screen.line(&format!("  {}", text(file.language(), "check-add-example")));
}

fn as_json(findings: &Findings, file: &RulesFile) -> serde_json::Value {
    let problem = |problem: &Problem| {
        let patch = problem.patch.as_ref().map(|patch| {
            let (line, text) = patch.line(&file.text);
            json!({ "line": line, "text": text })
        });
        json!({
            "slug": problem.slug,
            "severity": problem.severity.key(),
            "line": problem.line,
            "column": problem.column,
            "end_line": problem.end_line,
            "end_column": problem.end_column,
            "message": problem.message,
            "help": problem.help,
            "patch": patch,
        })
    };
    let unexercised: Vec<&str> = findings.unexercised().into_iter().map(|(rule, _)| rule).collect();
    json!({
        "file": file.shown(),
        "problems": findings.problems.iter().map(problem).collect::<Vec<_>>(),
        "rules": findings.rules.as_ref().map_or(0, |rules| rules.rules.len()),
        "dialogs": { "passed": findings.passed(), "failed": findings.failed() },
        "unexercised": unexercised,
    })
}
