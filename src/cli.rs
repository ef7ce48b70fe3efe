//! The commands, one file each.

mod chat;
mod check;
mod dead;
mod demo;
mod doctor;
mod errand;
mod explain;
mod file;
mod forget;
mod help;
mod leads;
mod replay;
mod run;
mod screen;
mod sheet;
mod table;
mod test;
mod words;

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::rules::language_of;
use crate::texts::{Language, text_with};

/// A Telegram bot that turns customers' messages into leads by strict rules.
#[derive(Parser)]
#[command(name = "leadlatch", version)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// The bot: answers customers until it is told to end.
    Run(run::Run),
    /// The whole bot on this machine with a page to play on; needs no token.
    Demo(demo::Demo),
    /// Checks the rules file and plays the dialogues beside it.
    Check(check::Check),
    /// Plays dialogue tests.
    Test(test::Test),
    /// Talks with the bot in the terminal.
    Chat(chat::Chat),
    /// Says what is found in a message, and what the rules make of it.
    Explain(explain::Explain),
    /// Plays a chat export of Telegram Desktop through the rules.
    Replay(replay::Replay),
    /// Looks whether everything the bot needs is there, and says what to do if not.
    Doctor(doctor::Doctor),
    /// Shows the lead book.
    Leads(leads::Leads),
    /// Lists what was given up, and puts it back.
    Dead(dead::Dead),
    /// Erases everything the bot knows of a person.
    Forget(forget::Forget),
    /// Says which forms a trigger word stands for.
    Words(words::Words),
}

/// Nothing to complain of.
const FINE: u8 = 0;
/// Problems were found.
const PROBLEMS: u8 = 1;
/// The command could not be carried out.
const CANNOT: u8 = 2;

/// Reads the arguments, carries out the command, and says how it went: 0 is
/// well, 1 is problems found, 2 is that it could not be carried out.
pub fn main() -> ExitCode {
    // Without a file, `.env` is simply not used.
    let environment = dotenvy::dotenv();
    let language = language();
    if let Err(dotenvy::Error::LineParse(line, _)) = environment {
        eprintln!("{}", broken_setting(&line, language));
    }
    let mut known = help::translated(Arguments::command(), language);
    let parsed =
        known.clone().try_get_matches().and_then(|found| Arguments::from_arg_matches(&found));
    let arguments = match parsed {
        Ok(arguments) => arguments,
        Err(error) => return refused(&error, language),
    };
    let configured = std::env::var("TELEGRAM_BOT_TOKEN").is_ok_and(|token| !token.is_empty());
    let command = match arguments.command {
        Some(command) => command,
        None if configured => Command::Run(run::Run::default()),
        None => {
            // Whatever could not be printed, the exit code still says it.
            let _ = known.print_help();
            return ExitCode::from(CANNOT);
        }
    };
    match command {
        Command::Run(run) => run.run(),
        Command::Demo(demo) => finish(demo.run()),
        Command::Check(check) => finish(check.run()),
        Command::Test(test) => finish(test.run()),
        Command::Chat(chat) => finish(chat.run()),
        Command::Explain(explain) => finish(explain.run()),
        Command::Replay(replay) => finish(replay.run()),
        Command::Doctor(doctor) => finish(doctor.run()),
        Command::Leads(leads) => finish(leads.run()),
        Command::Dead(dead) => finish(dead.run()),
        Command::Forget(forget) => finish(forget.run()),
        Command::Words(words) => finish(words.run()),
    }
}

/// Help that was asked for, or what is wrong with the arguments.
fn refused(error: &clap::Error, language: Language) -> ExitCode {
    match help::complaint(error, language) {
        None => {
            let _ = error.print();
            ExitCode::from(FINE)
        }
        Some(words) => finish(Err(words)),
    }
}

/// An error is what the person at the terminal reads.
fn finish(ran: Result<u8, String>) -> ExitCode {
    match ran {
        Ok(code) => ExitCode::from(code),
        Err(words) => {
            eprintln!("{words}");
            ExitCode::from(CANNOT)
        }
    }
}

/// Which line of `.env` ends its reading; the line itself may be a secret.
fn broken_setting(line: &str, language: Language) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    // The reader of `.env` looks in the folders above, too.
    let files = here.ancestors().map(|folder| folder.join(".env"));
    let text = files.into_iter().find_map(|file| std::fs::read_to_string(file).ok());
    let text = text.unwrap_or_default();
    let number = text.lines().position(|one| one.contains(line.trim())).map_or(1, |at| at + 1);
    text_with(language, "settings-broken-line", &[("line", number.into())])
}

/// The language of the rules file, however broken; without one, that of the terminal.
fn language() -> Language {
    std::fs::read(file::setting("RULES_FILE", "rules.toml")).map_or_else(
        |_| language_of_terminal(),
        |bytes| language_of(&String::from_utf8_lossy(&bytes)),
    )
}

fn language_of_terminal() -> Language {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    Language::of_locale(&locale.unwrap_or_default())
}
