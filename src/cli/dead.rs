//! `leadlatch dead`: what was given up, and putting it back.

use chrono_tz::Tz;
use clap::{Args, Subcommand};

use crate::app::{Done, Errand, Letter, LetterPlace};
use crate::cli::errand::{carry_out, place};
use crate::cli::file::RulesFile;
use crate::cli::screen::Screen;
use crate::cli::{FINE, PROBLEMS, language};
use crate::store::Reason;
use crate::texts::{Language, text, text_with};

/// `leadlatch dead`
#[derive(Args)]
pub struct Dead {
    #[command(subcommand)]
    one: Option<One>,
}

#[derive(Subcommand)]
enum One {
    /// Puts one back: it is tried again.
    Replay {
        /// Its number in the list.
        number: u64,
    },
}

impl Dead {
    /// Lists the dead letters, or puts one back.
    pub fn run(self) -> Result<u8, String> {
        let rules = RulesFile::read(None).ok();
        let language = rules.as_ref().map_or_else(language, RulesFile::language);
        let zone = rules.and_then(|file| file.rules().ok()).map_or(chrono_tz::UTC, |r| r.timezone);
        match self.one {
            Some(One::Replay { number }) => replay(number, language),
            None => list(zone, language),
        }
    }
}

fn list(zone: Tz, language: Language) -> Result<u8, String> {
    let screen = Screen::new();
    let Done::Dead(letters) = carry_out(Errand::Dead, language)? else { return Ok(PROBLEMS) };
    if letters.is_empty() {
        screen.line(&text(language, "dead-none"));
        return Ok(FINE);
    }
    for letter in &letters {
        let at = letter.at.with_timezone(&zone).format("%d.%m %H:%M");
        let reason = why(&letter.reason, language);
        screen.line(&format!("{:>4}  {at}  {}: {reason}", letter.id, what(letter, language)));
    }
    screen.line(&text(language, "dead-replay-hint"));
    Ok(FINE)
}

fn replay(number: u64, language: Language) -> Result<u8, String> {
    let screen = Screen::new();
    let id = ("id", number.to_string().into());
    let Done::Replayed { letter, at_work } = carry_out(Errand::Replay(number), language)? else {
        screen.bad(&text_with(language, "dead-no-such", &[id]));
        return Ok(PROBLEMS);
    };
    let places = [id, ("what", what(&letter, language).into())];
    screen.good(&text_with(language, "dead-replayed", &places));
    match letter.place {
        // A bot reads what waits in its inbox when it starts.
        LetterPlace::Bot => screen.line(&text(language, "dead-at-next-start")),
        _ if !at_work => screen.line(&text(language, "errand-no-bot")),
        _ => {}
    }
    Ok(FINE)
}

/// Why it was given up, on one line: a reason may quote an answer of many.
fn why(reason: &Reason, language: Language) -> String {
    match reason {
        Reason::Own(trouble) => text(language, trouble.key()),
        Reason::Words(words) => words.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

/// What it is and where it was to go: «лид №17, Битрикс24».
fn what(letter: &Letter, language: Language) -> String {
    let place = match letter.place {
        LetterPlace::Bot => return text(language, "dead-update"),
        LetterPlace::Customer => text(language, "dead-to-customer"),
        LetterPlace::Sink(sink) => place(sink, language),
    };
    match letter.lead {
        Some(lead) => {
            let places = [("id", lead.to_string().into()), ("place", place.into())];
            text_with(language, "dead-lead", &places)
        }
        None => place,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::OwnTrouble;

    #[test]
    fn every_trouble_of_the_bots_own_has_words_in_both_languages() {
        for trouble in OwnTrouble::ALL {
            let words = [Language::Ru, Language::En].map(|it| why(&Reason::Own(trouble), it));
            assert!(words.iter().all(|words| words != trouble.key()), "{words:?}");
        }
    }
}
