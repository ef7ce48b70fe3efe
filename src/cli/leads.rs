//! `leadlatch leads`: the lead book, asked of the running bot or read from its folder.

mod retry;

use std::path::Path;

use chrono::{DateTime, Utc};
use clap::{Args, Subcommand, ValueEnum};
use serde::Serialize;

use crate::app::{Answer, Question, ask};
use crate::cli::file::{RulesFile, setting};
use crate::cli::screen::Screen;
use crate::cli::table;
use crate::cli::{FINE, PROBLEMS, language_of_terminal};
use crate::lead_book::Entry;
use crate::script::read_passed;
use crate::store::LeadRecord;
use crate::texts::{Language, text_with};

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

impl Leads {
    /// Prints the book.
    pub fn run(self) -> Result<u8, String> {
        let rules = RulesFile::read(None).ok();
        let language = rules.as_ref().map_or_else(language_of_terminal, RulesFile::language);
        if let Some(One::Retry(retry)) = self.one {
            return retry.run(language);
        }
        let zone = rules.and_then(|file| file.rules().ok()).map_or(chrono_tz::UTC, |r| r.timezone);
        let since = self.since.as_deref().map(|written| moment(written, language)).transpose()?;
        let mut records = book(language)?;
        records.retain(|record| since.is_none_or(|since| record.lead.created >= since));
        let screen = Screen::new();
        let entries: Vec<Entry<'_>> = records.iter().map(Entry::of).collect();
        match self.one {
            Some(One::Show { number, format }) => {
                let Some(entry) = entries.iter().find(|entry| entry.id == number) else {
                    let places = [("id", number.to_string().into())];
                    screen.bad(&text_with(language, "leads-no-such", &places));
                    return Ok(PROBLEMS);
                };
                match format {
                    Format::Json => screen.line(&json(entry)),
                    Format::Csv => screen.line(&table::csv(std::slice::from_ref(entry))),
                    Format::Table => {
                        table::one(entry, zone, language).iter().for_each(|line| screen.line(line));
                    }
                }
            }
            Some(One::Retry(_)) | None => match self.format {
                Format::Json => screen.line(&json(&entries)),
                Format::Csv => screen.line(&table::csv(&entries)),
                Format::Table => {
                    table::all(&entries, zone, language).iter().for_each(|line| screen.line(line));
                }
            },
        }
        Ok(FINE)
    }
}

fn moment(written: &str, language: Language) -> Result<DateTime<Utc>, String> {
    let passed = read_passed(written)
        .ok_or_else(|| text_with(language, "leads-bad-since", &[("written", written.into())]))?;
    Ok(Utc::now() - passed.0)
}

/// The book, by number.
fn book(language: Language) -> Result<Vec<LeadRecord>, String> {
    let folder = setting("DATA_DIR", "data");
    let failed = |reason: String| {
        let folder = folder.display().to_string().into();
        text_with(language, "leads-failed", &[("folder", folder), ("reason", reason.into())])
    };
    if !folder.is_dir() {
        let folder = folder.display().to_string().into();
        return Err(text_with(language, "leads-no-folder", &[("folder", folder)]));
    }
    match ask_now(&folder).map_err(failed)? {
        Answer::Leads(records) => Ok(records),
        Answer::Failed(reason) => Err(failed(reason)),
        Answer::Done(_) => Err(failed(String::new())),
    }
}

fn ask_now(folder: &Path) -> Result<Answer, String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| error.to_string())?;
    runtime.block_on(ask(folder, &Question::Leads)).map_err(|error| error.to_string())
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}
