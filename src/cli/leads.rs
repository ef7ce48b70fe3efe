//! `leadlatch leads`: the lead book, asked of the running bot or read from its folder.

mod csv;
mod retry;
mod show;

use std::path::Path;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use clap::{Args, Subcommand, ValueEnum};
use serde::Serialize;

use crate::app::{Answer, Question, ask};
use crate::cli::file::{RulesFile, setting};
use crate::cli::screen::Screen;
use crate::cli::table;
use crate::cli::{FINE, PROBLEMS, language};
use crate::dialog::LeadId;
use crate::lead_book::Entry;
use crate::rules::Rules;
use crate::script::read_passed;
use crate::texts::{Language, text, text_with};
use crate::trace_text::Style;
use show::Show;

/// `leadlatch leads`
#[derive(Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Leads {
    #[command(subcommand)]
    one: Option<One>,
    /// Only leads made in the last so many: 7d, 12h, 30m.
    #[arg(long, value_name = "TIME")]
    since: Option<String>,
    /// How to print them.
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

#[derive(Subcommand)]
enum One {
    /// Everything about one lead.
    Show {
        /// Its number.
        number: u64,
        /// How to print it.
        #[arg(long, value_enum, default_value = "table")]
        format: Format,
    },
    /// Sends again what a place has refused, or what waits for it, at once.
    Retry(retry::Retry),
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Table,
    Csv,
    Json,
}

/// What every way of printing needs.
struct Printing {
    rules: Option<Rules>,
    /// The name of the rules file.
    file: String,
    language: Language,
    zone: Tz,
    screen: Screen,
}

impl Leads {
    /// Prints the book, or a lead of it.
    pub fn run(self) -> Result<u8, String> {
        let file = RulesFile::read(None).ok();
        let language = file.as_ref().map_or_else(language, RulesFile::language);
        if let Some(One::Retry(retry)) = self.one {
            return retry.run(language);
        }
        let shown = file.as_ref().map_or_else(|| "rules.toml".to_owned(), RulesFile::shown);
        let rules = file.and_then(|file| file.rules().ok());
        let zone = rules.as_ref().map_or(chrono_tz::UTC, |rules| rules.timezone);
        let printing = Printing { rules, file: shown, language, zone, screen: Screen::new() };
        match self.one {
            Some(One::Show { number, format }) => printing.one(LeadId(number), format),
            Some(One::Retry(_)) | None => printing.all(self.since.as_deref(), self.format),
        }
    }
}

impl Printing {
    fn all(&self, since: Option<&str>, format: Format) -> Result<u8, String> {
        let since = since.map(|written| moment(written, self.language)).transpose()?;
        let mut records = match self.ask(&Question::Leads)? {
            Answer::Leads(records) => records,
            other => return Err(self.failed(&other)),
        };
        let count = records.len();
        records.retain(|record| since.is_none_or(|since| record.lead.created >= since));
        let entries: Vec<Entry<'_>> = records.iter().map(Entry::of).collect();
        match format {
            Format::Json => self.screen.line(&json(&entries)),
            Format::Csv => self.screen.text(&csv::csv(&entries, self.zone, self.language)),
            Format::Table if entries.is_empty() => {
                let key = if count == 0 { "leads-none" } else { "leads-none-since" };
                let places = [("count", count.into())];
                self.screen.line(&text_with(self.language, key, &places));
            }
            Format::Table => self.lines(table::all(&entries, self.zone, self.language)),
        }
        Ok(FINE)
    }

    fn one(&self, id: LeadId, format: Format) -> Result<u8, String> {
        let account = match self.ask(&Question::Lead(id))? {
            Answer::Lead(Some(account)) => account,
            Answer::Lead(None) => {
                let places = [("id", id.to_string().into())];
                self.screen.bad(&text_with(self.language, "leads-no-such", &places));
                return Ok(PROBLEMS);
            }
            other => return Err(self.failed(&other)),
        };
        let entry = Entry::of(&account.record);
        match format {
            Format::Json => self.screen.line(&json(&entry)),
            Format::Csv => {
                let book = csv::csv(std::slice::from_ref(&entry), self.zone, self.language);
                self.screen.text(&book);
            }
            Format::Table => {
                let (language, colours) = (self.language, self.screen.colours());
                let style = Style { language, file: &self.file, colours };
                let (rules, trace) = (self.rules.as_ref(), account.made_by.as_ref());
                self.lines(Show { rules, trace, style, zone: self.zone }.lines(&entry));
            }
        }
        Ok(FINE)
    }

    fn lines(&self, lines: Vec<String>) {
        lines.iter().for_each(|line| self.screen.line(line));
    }

    fn ask(&self, question: &Question) -> Result<Answer, String> {
        let folder = setting("DATA_DIR", "data");
        if !folder.is_dir() {
            let folder = folder.display().to_string().into();
            return Err(text_with(self.language, "leads-no-folder", &[("folder", folder)]));
        }
        ask_now(&folder, question).map_err(|reason| self.unread(&reason))
    }

    fn failed(&self, answer: &Answer) -> String {
        match answer {
            Answer::Failed(reason) => self.unread(reason),
            _ => self.unread(&text(self.language, "leads-other-version")),
        }
    }

    fn unread(&self, reason: &str) -> String {
        let folder = setting("DATA_DIR", "data").display().to_string();
        let places = [("folder", folder.into()), ("reason", reason.into())];
        text_with(self.language, "leads-failed", &places)
    }
}

fn moment(written: &str, language: Language) -> Result<DateTime<Utc>, String> {
    let passed = read_passed(written)
        .ok_or_else(|| text_with(language, "leads-bad-since", &[("written", written.into())]))?;
    Ok(Utc::now() - passed.0)
}

fn ask_now(folder: &Path, question: &Question) -> Result<Answer, String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| error.to_string())?;
    runtime.block_on(ask(folder, question)).map_err(|error| error.to_string())
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}
