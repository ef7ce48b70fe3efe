//! What came of an export, in lines of 80 columns at most.

use crate::cli::table::fitted;
use crate::texts::{Language, text, text_with};
use crate::trace_text;

use super::play::{Chats, Replay};
use super::tally::{Row, Tally, What};

/// A line's columns, and those of its parts: a count, a name, the rest an example.
const WIDTH: usize = 80;
const COUNT: usize = 8;
const NAME: usize = 30;

/// The whole report; `against` is how the older rules file is shown.
pub fn lines(replay: &Replay<'_>, against: Option<&str>, language: Language) -> Vec<String> {
    let mut lines = head(replay, language);
    lines.push(String::new());
    lines.extend(table(replay, language));
    if let Some(against) = against {
        lines.push(String::new());
        lines.extend(changes(replay, against, language));
    }
    lines
}

fn head(replay: &Replay<'_>, language: Language) -> Vec<String> {
    let said = |key: &str, count: u64| text_with(language, key, &[("count", count.into())]);
    let mut lines = vec![
        said("replay-chats", replay.chats),
        text_with(
            language,
            "replay-messages",
            &[("count", replay.messages.into()), ("heard", replay.heard.into())],
        ),
    ];
    if replay.skipped > 0 {
        lines.push(said("replay-skipped", replay.skipped));
    }
    lines.push(said("replay-leads", replay.now.tally.leads));
    lines.extend(replay.now.tally.statuses.iter().map(|(status, count)| {
        let name = trace_text::status(*status, language);
        text_with(language, "replay-status", &[("status", name.into()), ("count", (*count).into())])
    }));
    lines
}

/// Every rule of the file and every other reason, with how often and examples.
fn table(replay: &Replay<'_>, language: Language) -> Vec<String> {
    let before = replay.before.as_ref().map(|stage| &stage.tally);
    let title = |key: &str| text(language, key);
    let old = before.map(|_| title("replay-before"));
    let heads = (title("replay-count"), title("replay-rule"), title("replay-examples"));
    let mut lines = vec![line(&heads.0, old.as_deref(), &heads.1, &heads.2)];
    for row in &replay.now.tally.rows {
        let old = before.map(|tally| count_of(tally, &row.what).to_string());
        lines.extend(rows(row, &row.count.to_string(), old.as_deref(), language));
    }
    let gone = before.into_iter().flat_map(|tally| &tally.rows);
    for row in gone.filter(|row| !replay.now.tally.rows.iter().any(|now| now.what == row.what)) {
        lines.extend(rows(row, "0", Some(&row.count.to_string()), language));
    }
    lines
}

fn count_of(tally: &Tally, what: &What) -> u64 {
    tally.rows.iter().find(|row| row.what == *what).map_or(0, |row| row.count)
}

fn rows(row: &Row, count: &str, old: Option<&str>, language: Language) -> Vec<String> {
    let name = match &row.what {
        What::Rule(name) => name.to_string(),
        What::Other(key) => text(language, key),
    };
    let mut examples = row.examples.iter().map(|example| format!("«{example}»"));
    let mut lines = vec![line(count, old, &name, &examples.next().unwrap_or_default())];
    lines.extend(examples.map(|example| line("", old.map(|_| ""), "", &example)));
    lines
}

fn line(count: &str, old: Option<&str>, name: &str, example: &str) -> String {
    let numbers = match old {
        Some(old) => format!("{} {}", right(count), right(old)),
        None => right(count),
    };
    let name = fitted(name, NAME);
    // The last sign of the line is for the cut.
    let left = WIDTH - NAME - 4 - numbers.chars().count();
    format!("{numbers}  {name}  {}", fitted(example, left).trim_end()).trim_end().to_owned()
}

fn right(number: &str) -> String {
    format!("{number:>COUNT$}")
}

fn changes(replay: &Replay<'_>, against: &str, language: Language) -> Vec<String> {
    let leads = replay.before.as_ref().map_or(0, |stage| stage.tally.leads);
    let places = [
        ("file", against.into()),
        ("now", replay.now.tally.leads.into()),
        ("before", leads.into()),
    ];
    let mut lines = vec![text_with(language, "replay-against", &places)];
    let changes = &replay.changes;
    let kinds = [
        ("replay-gained", &changes.gained),
        ("replay-lost", &changes.lost),
        ("replay-closed", &changes.closed),
        ("replay-opened", &changes.opened),
    ];
    let kinds = kinds.iter().filter(|(_, chats)| chats.count > 0);
    lines.extend(kinds.map(|(key, chats)| change(key, chats, language)));
    if lines.len() == 1 {
        lines.push(text(language, "replay-same"));
    }
    lines
}

fn change(key: &str, chats: &Chats, language: Language) -> String {
    let said = text_with(language, key, &[("count", chats.count.into())]);
    let names: Vec<String> = chats.names.iter().map(|name| format!("«{name}»")).collect();
    let more = if chats.count > chats.names.len() as u64 { "…" } else { "" };
    fitted(&format!("{said}: {}{more}", names.join(", ")), WIDTH).trim_end().to_owned()
}
