//! `leadlatch leads`: the lead book, asked of the running bot or read from its folder.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{DateTime, SecondsFormat, Utc};
use clap::{Args, Subcommand, ValueEnum};
use serde::Serialize;
use serde_json::Value;

use crate::app::{Answer, LeadRecord, Question, ask};
use crate::cli::file::{RulesFile, setting};
use crate::cli::screen::Screen;
use crate::cli::table;
use crate::cli::{FINE, PROBLEMS, language_of_terminal};
use crate::dialog::{LeadStatus, Sink};
use crate::script::read_passed;
use crate::store::Delivery;
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
            None => match self.format {
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

/// A lead as programs read it.
#[derive(Serialize)]
pub struct Entry<'a> {
    pub id: u64,
    pub chat: i64,
    pub username: Option<&'a str>,
    pub client: &'a str,
    pub fields: BTreeMap<&'a str, Value>,
    pub topics: &'a [String],
    pub source: Option<&'a str>,
    pub status: LeadStatus,
    pub claimed_by: Option<&'a str>,
    pub rule: Option<&'a str>,
    pub created: String,
    pub updated: String,
    pub destinations: BTreeMap<&'static str, Destination<'a>>,
    /// For tables.
    #[serde(skip)]
    pub record: &'a LeadRecord,
}

/// How far a lead is with one destination.
#[derive(Serialize)]
pub struct Destination<'a> {
    pub state: crate::store::DeliveryState,
    pub attempts: u32,
    pub at: String,
    pub error: Option<&'a str>,
    #[serde(rename = "ref")]
    pub reference: Option<&'a str>,
}

impl<'a> Entry<'a> {
    fn of(record: &'a LeadRecord) -> Self {
        let LeadRecord { lead, destinations } = record;
        let known = &lead.known;
        let phones: Vec<&str> = known.phones.iter().map(|phone| phone.e164.as_str()).collect();
        let time = known.time.as_ref().map(|time| time.written.as_str());
        let mut fields = BTreeMap::from([
            ("phone", Value::from(phones)),
            ("email", Value::from(known.emails.clone())),
            ("time", Value::from(time)),
            ("name", Value::from(known.name.as_deref())),
        ]);
        fields.extend(known.own.iter().map(|(key, value)| (key.as_str(), Value::from(&**value))));
        let destination = |(sink, delivery): (&Sink, &'a Delivery)| (sink.key(), arrived(delivery));
        Self {
            id: lead.id.0,
            chat: lead.chat.id,
            username: lead.client.username.as_deref(),
            client: &lead.client.name,
            fields,
            topics: &lead.topics,
            source: lead.source.as_deref(),
            status: lead.status,
            claimed_by: lead.claimed_by.as_deref(),
            rule: lead.rule.as_deref(),
            created: rfc3339(lead.created),
            updated: rfc3339(lead.updated),
            destinations: destinations.iter().map(destination).collect(),
            record,
        }
    }
}

fn arrived(delivery: &Delivery) -> Destination<'_> {
    Destination {
        state: delivery.state,
        attempts: delivery.attempts,
        at: rfc3339(delivery.at),
        error: delivery.error.as_deref(),
        reference: delivery.reference.as_deref(),
    }
}

fn rfc3339(moment: DateTime<Utc>) -> String {
    moment.to_rfc3339_opts(SecondsFormat::Secs, true)
}
