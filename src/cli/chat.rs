//! `leadlatch chat`: a talk with the bot in the terminal, the reasons under each answer.

mod input;
mod record;
mod request;

use std::path::PathBuf;

use chrono_tz::Tz;
use clap::Args;

use crate::cli::FINE;
use crate::cli::file::{RulesFile, reason, shown};
use crate::cli::screen::Screen;
use crate::dialog::{Effect, Keyboard, Outcome, Reply, Verdict};
use crate::script::{Said, replies_lines};
use crate::simulation::Simulation;
use crate::texts::{Language, text, text_with};
use crate::trace_text::{self, Style};
use input::Input;
use record::Record;
use request::Request;

/// `leadlatch chat`
#[derive(Args)]
pub struct Chat {
    /// The rules file; RULES_FILE or ./rules.toml without it.
    #[arg(long, value_name = "FILE")]
    rules: Option<PathBuf>,
}

impl Chat {
    /// Talks until the input ends.
    pub fn run(self) -> Result<u8, String> {
        let file = RulesFile::read(self.rules.as_deref())?;
        let rules = file.rules()?;
        let screen = Screen::new();
        let mut talk = Talk {
            bot: Simulation::new(&rules),
            record: Record::new(rules.language),
            last: None,
            screen,
            file: &file,
        };
        talk.greet();
        let mut input = Input::new(&text(rules.language, "chat-prompt"))?;
        while let Some(line) = input.next() {
            let request = Request::read(line.trim());
            if matches!(request, Request::Leave) {
                break;
            }
            if !line.trim().is_empty() {
                talk.take(request, line.trim());
            }
        }
        Ok(FINE)
    }
}

/// A talk under way.
struct Talk<'a> {
    bot: Simulation<'a>,
    record: Record,
    last: Option<Outcome>,
    screen: Screen,
    file: &'a RulesFile,
}

impl Talk<'_> {
    fn language(&self) -> Language {
        self.bot.rules().language
    }

    fn say(&self, key: &str) {
        self.screen.line(&text(self.language(), key));
    }

    fn greet(&self) {
        let places = [("file", self.file.shown().into()), ("now", self.clock().into())];
        self.screen.faint(&text_with(self.language(), "chat-greeting", &places));
    }

    fn clock(&self) -> String {
        let zone: Tz = self.bot.rules().timezone;
        self.bot.now().with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string()
    }

    /// A line of the person at the terminal.
    fn take(&mut self, request: Request, line: &str) {
        match request {
            Request::Say(said) => self.hear(&said),
            Request::Pass(passed) => {
                let outcomes = self.bot.pass(passed.0);
                self.record.clock(line);
                self.time_went(outcomes);
            }
            Request::Now(moment) => {
                let moment = moment.after(self.bot.now(), self.bot.rules().timezone);
                if moment < self.bot.now() {
                    return self.say("chat-no-way-back");
                }
                let outcomes = self.bot.until(moment);
                self.record.clock(line);
                self.time_went(outcomes);
            }
            Request::Again => {
                self.bot = Simulation::new(self.bot.rules());
                self.record = Record::new(self.language());
                self.last = None;
                self.say("chat-anew");
            }
            Request::Save(title) => self.save(&title),
            Request::Why => self.explain(),
            Request::Help => self.say("chat-help"),
            Request::Leave => {}
            Request::UnclearPass => self.say("chat-unclear-pass"),
            Request::Unclear => self.say("chat-unclear"),
            Request::Unknown => self.say("chat-unknown"),
        }
    }

    fn hear(&mut self, said: &Said) {
        let id = self.bot.message("").id;
        let event = said.event(id, &self.bot.rules().country);
        let outcome = self.bot.happens(event.clone());
        self.record.client(&event, &outcome, self.bot.rules());
        self.show(std::slice::from_ref(&outcome));
        self.last = Some(outcome);
        if let Said::Start(Some(source)) = said
            && !self.bot.rules().sources.contains_key(source)
        {
            let places = [("source", source.as_str().into())];
            let told = text_with(self.language(), "chat-no-source", &places);
            self.screen.faint(&format!("  · {told}"));
        }
    }

    fn time_went(&mut self, outcomes: Vec<Outcome>) {
        let places = [("now", self.clock().into())];
        self.screen.faint(&text_with(self.language(), "chat-now", &places));
        self.record.outcomes(&outcomes, self.bot.rules(), self.bot.dialog());
        let fired = |outcome: &&Outcome| matches!(outcome.trace.verdict, Verdict::Fired { .. });
        let fired: Vec<Outcome> = outcomes.iter().filter(fired).cloned().collect();
        if !fired.is_empty() {
            self.show(&fired);
        }
        self.last = fired.into_iter().next_back().or(self.last.take());
    }

    /// What came of it: the bot's words, and under them why.
    fn show(&self, outcomes: &[Outcome]) {
        let language = self.language();
        for line in replies_lines(outcomes, language) {
            self.screen.line(&self.screen.paint(&line, "1"));
        }
        let effects = outcomes.iter().flat_map(|outcome| &outcome.effects);
        effects.for_each(|effect| self.show_effect(effect));
        for outcome in outcomes {
            let shown = self.file.shown();
            let style = Style { language, file: &shown, colours: self.screen.colours() };
            for line in trace_text::summary(&outcome.trace, style) {
                self.screen.faint(&format!("  · {line}"));
            }
            for line in trace_text::decisive_rule(&outcome.trace, style) {
                self.screen.faint(&format!("  {line}"));
            }
        }
    }

    fn show_effect(&self, effect: &Effect) {
        let language = self.language();
        match effect {
            Effect::Reply(Reply { keyboard, file, .. }) => {
                if let Keyboard::Buttons { phone, quick } = keyboard {
                    let labels: Vec<String> =
                        phone.iter().chain(quick).map(|label| format!("[{label}]")).collect();
                    self.screen.line(&format!("     {}", labels.join(" ")));
                }
                if let Some(file) = file {
                    self.screen.line(&format!("     📎 {file}"));
                }
            }
            Effect::LeadCreated { lead, .. } => {
                let places = [("id", lead.to_string().into())];
                self.screen
                    .faint(&format!("  · {}", text_with(language, "chat-lead-made", &places)));
            }
            Effect::LeadUpdated { lead, note: Some(_), .. } => {
                let places = [("id", lead.to_string().into())];
                self.screen
                    .faint(&format!("  · {}", text_with(language, "chat-lead-grew", &places)));
            }
            Effect::Notify(..) | Effect::Summon(..) | Effect::Relay(..) => {
                self.screen.faint(&format!("  · {}", text(language, "chat-told-managers")));
            }
            _ => {}
        }
    }

    /// Every rule looked at in the last step.
    fn explain(&self) {
        let Some(outcome) = &self.last else { return self.say("chat-nothing-yet") };
        let shown = self.file.shown();
        let (language, colours) = (self.language(), self.screen.colours());
        let style = Style { language, file: &shown, colours };
        for line in trace_text::rules(&outcome.trace, style) {
            self.screen.line(&line);
        }
    }

    fn save(&self, title: &str) {
        if self.record.is_empty() {
            return self.say("chat-nothing-yet");
        }
        let folder = self.file.folder().join("tests").join("dialogs");
        if self.record.is_saved(&folder, title) {
            let places = [("title", title.into())];
            return self.screen.line(&text_with(self.language(), "chat-saved-before", &places));
        }
        let (key, path, reason) = match self.record.save(&folder, title) {
            Ok(path) => ("chat-saved", path, String::new()),
            Err((path, error)) => ("command-unwritable", path, reason(&error, self.language())),
        };
        let places = [("file", shown(&path).into()), ("reason", reason.into())];
        self.screen.line(&text_with(self.language(), key, &places));
    }
}
