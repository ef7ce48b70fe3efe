//! `leadlatch leads retry`: sends again what a place has refused, and lets nothing wait.

use clap::Args;

use crate::app::{Done, Errand};
use crate::cli::errand::{carry_out, place};
use crate::cli::screen::Screen;
use crate::cli::{FINE, PROBLEMS};
use crate::dialog::LeadId;
use crate::store::Retried;
use crate::texts::{Language, text, text_with};

/// `leadlatch leads retry`
#[derive(Args)]
pub(super) struct Retry {
    /// The number of the lead.
    #[arg(required_unless_present = "all")]
    number: Option<u64>,
    /// Every lead that is not where it should be.
    #[arg(long, conflicts_with = "number")]
    all: bool,
}

impl Retry {
    /// Says what is sent again.
    pub fn run(self, language: Language) -> Result<u8, String> {
        let screen = Screen::new();
        match carry_out(Errand::Retry(self.number.map(LeadId)), language)? {
            Done::Retried { what, .. } if what.leads.is_empty() => {
                let id = self.number.map(|number| number.to_string()).unwrap_or_default();
                let key = if self.all { "retry-nothing-at-all" } else { "retry-nothing" };
                screen.good(&text_with(language, key, &[("id", id.into())]));
                Ok(FINE)
            }
            Done::Retried { what, at_work } => {
                screen.good(&said(&what, self.number, language));
                if !at_work {
                    screen.line(&text(language, "errand-no-bot"));
                }
                Ok(FINE)
            }
            _ => {
                let id = self.number.unwrap_or_default().to_string();
                screen.bad(&text_with(language, "leads-no-such", &[("id", id.into())]));
                Ok(PROBLEMS)
            }
        }
    }
}

fn said(what: &Retried, number: Option<u64>, language: Language) -> String {
    let sinks: Vec<String> = what.sinks.iter().map(|sink| place(*sink, language)).collect();
    let key = if number.is_some() { "retry-one" } else { "retry-all" };
    let places = [
        ("id", number.unwrap_or_default().to_string().into()),
        ("leads", what.leads.len().into()),
        ("places", sinks.join(", ").into()),
        ("back", what.put_back.into()),
        ("waiting", what.hurried.into()),
    ];
    text_with(language, key, &places)
}
