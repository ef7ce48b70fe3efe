//! `leadlatch explain`: one message, what is found in it and what the rules make of it;
//! or one check of rules files, and why it matters.

use std::io::{BufRead, BufReader, BufWriter, Write, stdin, stdout};
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use crate::cli::FINE;
use crate::cli::file::RulesFile;
use crate::cli::screen::Screen;
use crate::cli::{language, sheet};
use crate::detect::Facts;
use crate::dialog::{Effect, Event, Outcome, Verdict};
use crate::rules::{Rules, similar};
use crate::simulation::Simulation;
use crate::texts::{self, Language};
use crate::trace_text::Style;

/// `leadlatch explain`
#[derive(Args)]
pub struct Explain {
    /// The message; or the name of a check in brackets, such as unreachable-rule.
    #[arg(required_unless_present = "jsonl")]
    text: Vec<String>,
    /// Reads a message per line and writes a JSON object per line; `\n` in a line
    /// stands for a line break.
    #[arg(long, conflicts_with = "text")]
    jsonl: bool,
    /// The rules file; RULES_FILE or ./rules.toml without it.
    #[arg(long, value_name = "FILE")]
    rules: Option<PathBuf>,
}

impl Explain {
    /// Explains.
    pub fn run(self) -> Result<u8, String> {
        if let [slug] = self.text.as_slice()
            && texts::lesson(Language::Ru, slug).is_some()
        {
            teach(slug, self.rules.as_deref());
            return Ok(FINE);
        }
        let file = RulesFile::read(self.rules.as_deref())?;
        if let [slug] = self.text.as_slice()
            && let Some(lesson) = mistake_lesson(slug, file.language())
        {
            let screen = Screen::new();
            lesson.iter().for_each(|line| screen.line(line));
            return Ok(FINE);
        }
        if let [word] = self.text.as_slice()
            && let Some(meant) = mistyped(word)
        {
            let places = [("name", word.as_str().into()), ("similar", meant.into())];
            return Err(texts::text_with(file.language(), "explain-no-check", &places));
        }
        let rules = file.rules()?;
        if self.jsonl {
            return explain_lines(&rules).map(|()| FINE);
        }
        let text = self.text.join(" ");
        let screen = Screen::new();
        let shown = file.shown();
        let (language, colours) = (rules.language, screen.colours());
        let style = Style { language, file: &shown, colours };
        let mut bot = Simulation::new(&rules);
        let (outcome, facts) = hear(&mut bot, &text);
        let lines = sheet::lines(&text, &facts, &outcome, &rules, style);
        lines.iter().for_each(|line| screen.line(line));
        Ok(FINE)
    }
}

/// What a mistake in a file of dialogues means, by its name in brackets.
fn mistake_lesson(slug: &str, language: Language) -> Option<[String; 4]> {
    let parts = slug.split('-').all(|part| !part.is_empty()) && slug.is_ascii();
    let sentence = |part: &str| {
        let key = format!("dialog-{slug}{part}");
        let said = texts::text_with(language, &key, &[("written", "…".into())]);
        (said != key).then_some(said)
    };
    let (what, help) = parts.then(|| sentence("").zip(sentence("-help")))??;
    Some([format!("[{slug}]"), texts::text(language, "explain-dialogue"), what, help])
}

/// The check that a word written like one most likely means.
fn mistyped(word: &str) -> Option<String> {
    let like_a_check = |sign: char| sign.is_ascii_lowercase() || sign == '-';
    let parts = word.contains('-') && word.chars().all(like_a_check);
    let names = || texts::lessons(Language::Ru).map(|lesson| lesson.slug);
    parts.then(|| similar(word, names())).flatten()
}

/// Explains a check, in the language of the rules file, however broken; without
/// a file, in that of the terminal.
fn teach(slug: &str, rules: Option<&Path>) {
    let file = RulesFile::read(rules);
    let language = file.map_or_else(|_| language(), |file| file.language());
    let screen = Screen::new();
    let Some(lesson) = texts::lesson(language, slug) else { return };
    screen.line(&format!("[{slug}]"));
    screen.line(lesson.why);
    for (title, colour, example) in
        [("explain-bad", "31", lesson.bad), ("explain-good", "32", lesson.good)]
    {
        screen.line("");
        screen.line(&screen.paint(&texts::text(language, title), colour));
        for line in example.lines() {
            screen.line(format!("    {line}").trim_end());
        }
    }
}

fn hear(bot: &mut Simulation<'_>, text: &str) -> (Outcome, Facts) {
    let message = bot.message(text);
    bot.happens_with_facts(Event::Message(message))
}

/// A message explained for programs.
#[derive(Serialize)]
struct Explained<'a> {
    text: &'a str,
    phones: Vec<&'a str>,
    emails: Vec<&'a str>,
    handles: Vec<&'a str>,
    call_time: Option<&'a str>,
    name: Option<&'a str>,
    obscene: bool,
    shouting: bool,
    words: Vec<&'a str>,
    rule: Option<&'a str>,
    status: &'static str,
    lead: bool,
    reply: Vec<&'a str>,
}

fn explain_lines(rules: &Rules) -> Result<(), String> {
    let mut input = BufReader::with_capacity(1 << 16, stdin().lock());
    let mut output = BufWriter::new(stdout().lock());
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = input.read_until(b'\n', &mut line).map_err(|error| error.to_string())?;
        if read == 0 {
            break;
        }
        let text = String::from_utf8_lossy(&line);
        let text = text.trim_end_matches(['\r', '\n']).replace("\\n", "\n");
        let (outcome, facts) = hear(&mut Simulation::new(rules), &text);
        let object = explained(&text, &facts, &outcome, rules);
        let written = serde_json::to_writer(&mut output, &object).is_ok()
            && output.write_all(b"\n").is_ok()
            // Whoever writes a line and waits for its answer gets it at once.
            && (!input.buffer().is_empty() || output.flush().is_ok());
        if !written {
            // Nobody reads any more.
            return Ok(());
        }
    }
    let _ = output.flush();
    Ok(())
}

fn explained<'a>(
    text: &'a str,
    facts: &'a Facts,
    outcome: &'a Outcome,
    rules: &'a Rules,
) -> Explained<'a> {
    let replies = outcome.effects.iter().filter_map(|effect| match effect {
        Effect::Reply(reply) if !reply.text.is_empty() => Some(reply.text.as_str()),
        _ => None,
    });
    Explained {
        text,
        phones: facts.phones.iter().map(|found| found.value.e164.as_str()).collect(),
        emails: facts.emails.iter().map(|found| found.value.as_str()).collect(),
        handles: facts.handles.iter().map(|found| found.value.as_str()).collect(),
        call_time: facts.time.as_ref().and_then(|found| text.get(found.span.clone())),
        name: facts.name.as_ref().map(|found| found.value.as_str()),
        obscene: facts.obscene,
        shouting: facts.shouting,
        words: sheet::triggers(facts, rules),
        rule: match &outcome.trace.verdict {
            Verdict::Fired { rule, .. }
            | Verdict::Held { rule, .. }
            | Verdict::Rejected { rule, .. } => Some(rule),
            _ => None,
        },
        status: outcome.dialog.chat.status.key(),
        lead: outcome.dialog.lead.is_some(),
        reply: replies.collect(),
    }
}
