//! `leadlatch forget`: erases a person.

use clap::Args;

use crate::app::{Done, Errand};
use crate::cli::errand::carry_out;
use crate::cli::file::RulesFile;
use crate::cli::screen::Screen;
use crate::cli::{FINE, PROBLEMS, language};
use crate::dialog::ChatKey;
use crate::texts::text_with;

/// `leadlatch forget`
#[derive(Args)]
pub struct Forget {
    /// The number of the person's chat, as `leads --format csv` prints it.
    #[arg(allow_negative_numbers = true)]
    chat: String,
}

impl Forget {
    /// Erases him and says what is left elsewhere.
    pub fn run(self) -> Result<u8, String> {
        let rules = RulesFile::read(None).ok();
        let language = rules.as_ref().map_or_else(language, RulesFile::language);
        let screen = Screen::new();
        let named = [("chat", self.chat.as_str().into())];
        let Ok(chat) = self.chat.parse::<ChatKey>() else {
            return Err(text_with(language, "forget-no-number", &named));
        };
        let Done::Forgotten(forgotten) = carry_out(Errand::Forget(chat), language)? else {
            screen.bad(&text_with(language, "forget-nobody", &named));
            return Ok(PROBLEMS);
        };
        let leads: Vec<String> = forgotten.leads.iter().map(|id| id.to_string()).collect();
        let places = [
            ("chat", self.chat.as_str().into()),
            ("count", leads.len().into()),
            ("leads", leads.join(", ").into()),
        ];
        screen.good(&text_with(language, "forget-done", &places));
        if !leads.is_empty() {
            screen.line(&text_with(language, "forget-elsewhere", &places));
        }
        Ok(FINE)
    }
}
