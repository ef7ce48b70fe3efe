//! `leadlatch words`: which forms a trigger word stands for.

use std::path::PathBuf;

use clap::Args;

use crate::cli::file::RulesFile;
use crate::cli::screen::Screen;
use crate::cli::{FINE, PROBLEMS, language};
use crate::detect::words::{
    Excluded, FormsReport, Origin, Trigger, TriggerError, WhyExcluded, explain,
};
use crate::rules::listed;
use crate::texts::{Language, text, text_with};

/// `leadlatch words`
#[derive(Args)]
pub struct Words {
    /// Triggers as in the rules file: собака, =пока, "матер*", "до свидания", @животные.
    #[arg(required = true, value_name = "WORD")]
    words: Vec<String>,
    /// The rules file with the lists; RULES_FILE or ./rules.toml without it.
    #[arg(long, value_name = "FILE")]
    rules: Option<PathBuf>,
}

impl Words {
    /// Explains every word.
    pub fn run(self) -> Result<u8, String> {
        // Words are explained without rules, too; a file that was named must be there.
        let file = match &self.rules {
            Some(named) => Some(RulesFile::read(Some(named))?),
            None => RulesFile::read(None).ok(),
        };
        let language = file.as_ref().map_or_else(language, RulesFile::language);
        let screen = Screen::new();
        let mut code = FINE;
        for written in self.words.iter().flat_map(|word| opened(word, file.as_ref())) {
            let trigger = match written.trim().strip_prefix('@') {
                Some(name) => Trigger::builtin(name.trim()).ok_or("words-no-list"),
                None => written.parse().map_err(complaint),
            };
            match trigger {
                Ok(trigger) => tell(&trigger, screen, language),
                Err(complaint) => {
                    code = PROBLEMS;
                    let places = [("word", written.trim().into())];
                    screen.bad(&text_with(language, complaint, &places));
                }
            }
        }
        Ok(code)
    }
}

/// The words of a list of the rules file; any other word is itself.
fn opened(written: &str, file: Option<&RulesFile>) -> Vec<String> {
    let name = written.trim().strip_prefix('@').map(str::trim);
    let listed = name.zip(file).and_then(|(name, file)| listed(&file.text, name));
    listed.unwrap_or_else(|| vec![written.to_owned()])
}

/// The sentence that says why something is no trigger.
fn complaint(error: TriggerError) -> &'static str {
    match error {
        TriggerError::Empty => "words-empty",
        TriggerError::StarInside => "words-star-inside",
        TriggerError::PrefixTooShort(_) => "words-short-prefix",
        TriggerError::NoLetters => "words-no-letters",
    }
}

fn tell(trigger: &Trigger, screen: Screen, language: Language) {
    let named = |key: &str, word: &str| text_with(language, key, &[("word", word.into())]);
    let row = trigger.row();
    match trigger {
        // `24/7` is 24 and then 7.
        Trigger::Word(_) | Trigger::Exact(_) | Trigger::Prefix(_) if row.len() > 1 => {
            screen.line(&named("words-phrase", &trigger.to_string()));
            row.iter().for_each(|word| tell(word, screen, language));
        }
        Trigger::Word(word) => {
            explain(word).iter().for_each(|report| tell_forms(word, report, screen, language));
        }
        Trigger::Exact(word) => screen.line(&named("words-exact", word)),
        Trigger::Prefix(word) => screen.line(&named("words-prefix", word)),
        Trigger::Phrase(words) => {
            screen.line(&named("words-phrase", &trigger.to_string()));
            // `=до свидания`: the sign belongs to the first word alone.
            if matches!(words.first(), Some(Trigger::Exact(_)))
                && words.iter().any(|word| matches!(word, Trigger::Word(_)))
            {
                screen.faint(&format!("  {}", text(language, "words-phrase-sign")));
            }
            words.iter().for_each(|word| tell(word, screen, language));
        }
        Trigger::Obscene => screen.line(&text(language, "words-obscene")),
        Trigger::Rude => screen.line(&text(language, "words-rude")),
        Trigger::Shouting => screen.line(&text(language, "words-shouting")),
    }
}

fn tell_forms(word: &str, report: &FormsReport, screen: Screen, language: Language) {
    screen.line(&format!("{word}: {}", report.forms.join(", ")));
    let note = |sentence: &str| screen.faint(&format!("  {sentence}"));
    if word != report.word {
        note(&text_with(language, "words-compared", &[("word", report.word.as_str().into())]));
    }
    match report.origin {
        Origin::Dictionary => {}
        Origin::Ending => note(&text(language, "words-guessed")),
        Origin::English => note(&text(language, "words-english")),
        Origin::Spelling => note(&text(language, "words-no-forms")),
    }
    let bases = report.bases();
    if !bases.is_empty() {
        note(&text_with(language, "words-form-of", &[("lemma", bases.join(", ").into())]));
    }
    let mut whys: Vec<Why<'_>> = Vec::new();
    for why in report.excluded.iter().map(why) {
        if !whys.contains(&why) {
            whys.push(why);
        }
    }
    for other in whys {
        let forms = report.excluded.iter().filter(|excluded| why(excluded) == other);
        let forms: Vec<&str> = forms.map(|excluded| excluded.form.as_str()).collect();
        let (key, lemma) = other;
        let places = [("forms", forms.join(", ").into()), ("lemma", lemma.into())];
        note(&text_with(language, key, &places));
    }
}

/// The sentence that says why, and the other word it names.
type Why<'a> = (&'static str, &'a str);

fn why(excluded: &Excluded) -> Why<'_> {
    match &excluded.why {
        WhyExcluded::MostlyAnother { lemma, .. } => ("words-excluded", lemma),
        WhyExcluded::FormOfAnother { lemma } => ("words-other-word", lemma),
    }
}
