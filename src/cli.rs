//! The commands, one file each.

mod demo;
mod run;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::texts::Language;

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
}

/// Reads the arguments, carries out the command, and says how it went: 0 is
/// well, 1 is problems found, 2 is that it could not be carried out.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    // Without a file, `.env` is simply not used.
    let _ = dotenvy::dotenv();
    match arguments.command.unwrap_or(Command::Run(run::Run::default())) {
        Command::Run(run) => run.run(),
        Command::Demo(demo) => demo.run(),
    }
}

/// The language of whoever sits at the terminal.
fn language_of_terminal() -> Language {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    Language::of_locale(&locale.unwrap_or_default())
}
