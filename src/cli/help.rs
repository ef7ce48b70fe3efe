//! The help of every command and what is wrong with its arguments, in the reader's language.
//!
//! The sentences are `help-COMMAND` and `help-COMMAND-ARGUMENT` of the catalogue.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, Error};

use crate::texts::{Language, text, text_with};

/// The command with all its sentences in that language.
pub fn translated(command: Command, language: Language) -> Command {
    let about = text(language, "help-leadlatch");
    let command = said(command.about(about), language).disable_help_subcommand(true);
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    let version = version.help(text(language, "help-version"));
    let command = command.disable_version_flag(true).arg(headed(version, language));
    command.mut_subcommands(|command| of_command("help", command, language))
}

/// A command under `above`, with the commands under it.
fn of_command(above: &str, command: Command, language: Language) -> Command {
    let key = format!("{above}-{}", command.get_name());
    let about = text(language, &key);
    let command = command.about(about).disable_help_subcommand(true).mut_args(|arg| {
        let of_arg = format!("{key}-{}", arg.get_id());
        let of_all = format!("help-{}", arg.get_id());
        let own = text(language, &of_arg);
        // The rules file is the same for all.
        let words = if own == of_arg { text(language, &of_all) } else { own };
        let arg = headed(arg.help(words), language);
        let valued = arg.get_action().takes_values();
        arg.hide_default_value(valued).hide_possible_values(valued)
    });
    said(command, language).mut_subcommands(|command| of_command(&key, command, language))
}

/// Headings, and the help about help.
fn said(command: Command, language: Language) -> Command {
    let usage = text(language, "help-usage");
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help);
    let help = help.help(text(language, "help-help"));
    command
        .help_template(format!("{{about-with-newline}}\n{usage} {{usage}}\n\n{{all-args}}"))
        .subcommand_help_heading(text(language, "help-commands"))
        .subcommand_value_name(text(language, "help-command"))
        .disable_help_flag(true)
        .arg(headed(help, language))
}

fn headed(arg: Arg, language: Language) -> Arg {
    let key = if arg.is_positional() { "help-arguments" } else { "help-options" };
    arg.help_heading(text(language, key))
}

/// What is wrong with the arguments, in a sentence; `None` where help was asked for.
pub fn complaint(error: &Error, language: Language) -> Option<String> {
    let said = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(" "),
        _ => String::new(),
    };
    let (key, what) = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => return None,
        ErrorKind::InvalidSubcommand => ("help-no-command", said(ContextKind::InvalidSubcommand)),
        ErrorKind::UnknownArgument => ("help-no-argument", said(ContextKind::InvalidArg)),
        ErrorKind::MissingRequiredArgument => ("help-missing", said(ContextKind::InvalidArg)),
        ErrorKind::ArgumentConflict => ("help-conflict", said(ContextKind::InvalidArg)),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let (argument, value) =
                (said(ContextKind::InvalidArg), said(ContextKind::InvalidValue));
            let known = said(ContextKind::ValidValue);
            let places = [
                ("argument", argument.into()),
                ("value", value.into()),
                ("known", known.as_str().into()),
            ];
            let key = if known.is_empty() { "help-bad-value" } else { "help-bad-value-known" };
            return Some(text_with(language, key, &places));
        }
        _ => ("help-unclear", String::new()),
    };
    Some(text_with(language, key, &[("what", what.into())]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::Arguments;
    use clap::CommandFactory;

    /// The help of a command and of those under it.
    fn helps(command: &mut Command) -> Vec<String> {
        let mut helps = vec![command.render_help().to_string()];
        command.get_subcommands_mut().for_each(|under| helps.extend(self::helps(under)));
        helps
    }

    #[test]
    fn every_command_and_argument_has_its_sentence() {
        for language in [Language::Ru, Language::En] {
            let mut command = translated(Arguments::command(), language);
            command.build();
            for help in helps(&mut command) {
                assert!(!help.contains("help-"), "{help}");
                let is_russian = help.contains("Как писать:");
                assert_eq!(is_russian, language == Language::Ru, "{help}");
            }
        }
    }
}
