//! A talk written down as a dialogue test.

use std::fs::{OpenOptions, create_dir_all, read_to_string};
use std::io::{Error, Write};
use std::path::{Path, PathBuf};

use crate::dialog::{Dialog, Event, Outcome, Status};
use crate::rules::Rules;
use crate::script::{client_line, clock_line, lead_line, replies_lines, status_line, title_line};
use crate::texts::Language;

/// The file of saved talks.
const SAVED: &str = "saved.txt";

/// The lines of a talk so far.
pub struct Record {
    language: Language,
    lines: Vec<String>,
    status: Status,
    lead: String,
}

impl Record {
    /// A talk that has not begun.
    pub fn new(language: Language) -> Self {
        Self { language, lines: Vec::new(), status: Status::New, lead: String::new() }
    }

    /// Whether nothing has happened.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The customer did something, and this came of it.
    pub fn client(&mut self, event: &Event, outcome: &Outcome, rules: &Rules) {
        self.lines.extend(client_line(event, self.language));
        self.outcomes(std::slice::from_ref(outcome), rules, &outcome.dialog);
    }

    /// A command moved the clock: `/прошло 30м`.
    pub fn clock(&mut self, command: &str) {
        self.lines.extend(clock_line(command, self.language));
    }

    /// What came of it: the bot's words always, status and lead when they changed.
    pub fn outcomes(&mut self, outcomes: &[Outcome], rules: &Rules, dialog: &Dialog) {
        self.lines.extend(replies_lines(outcomes, self.language));
        let lead = lead_line(dialog, rules, self.language);
        if lead != self.lead && (dialog.lead.is_some() || !self.lead.is_empty()) {
            self.lines.push(lead.clone());
            self.lead = lead;
        }
        if dialog.chat.status != self.status {
            self.status = dialog.chat.status;
            self.lines.push(status_line(dialog, self.language));
        }
    }

    /// Whether a talk of that name has been saved.
    pub fn is_saved(&self, folder: &Path, title: &str) -> bool {
        let saved = read_to_string(folder.join(SAVED)).unwrap_or_default();
        let title = title_line(title, self.language);
        saved.lines().any(|line| line.trim_end() == title)
    }

    /// Adds the talk to the file of saved ones; on failure says which file it was.
    pub fn save(&self, folder: &Path, title: &str) -> Result<PathBuf, (PathBuf, Error)> {
        let path = folder.join(SAVED);
        let text = format!("{}\n{}\n\n", title_line(title, self.language), self.lines.join("\n"));
        create_dir_all(folder)
            .and_then(|()| OpenOptions::new().create(true).append(true).open(&path))
            .and_then(|mut file| file.write_all(text.as_bytes()))
            .map_err(|error| (path.clone(), error))?;
        Ok(path)
    }
}
