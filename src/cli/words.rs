//! `leadlatch words`: which forms a trigger word stands for.

use clap::Args;

use crate::cli::file::RulesFile;
use crate::cli::screen::Screen;
use crate::cli::{FINE, PROBLEMS, language_of_terminal};
use crate::detect::words::{Excluded, FormsReport, Trigger, WhyExcluded, explain};
use crate::rules::listed;
use crate::texts::{Language, text, text_with};

/// `leadlatch words`
#[derive(Args)]
pub struct Words {
    /// Triggers as in the rules file: собака, =пока, "матер*", "до свидания", @животные.
    #[arg(required = true, value_name = "WORD")]
    words: Vec<String>,
}

impl Words {
    /// Explains every word.
    pub fn run(self) -> Result<u8, String> {
        let file = RulesFile::read(None).ok();
        let language = file.as_ref().map_or_else(language_of_terminal, RulesFile::language);
        let screen = Screen::new();
        let mut code = FINE;
        for written in self.words.iter().flat_map(|word| opened(word, file.as_ref())) {
            let trigger = match written.trim().strip_prefix('@') {
                Some(name) => Trigger::builtin(name.trim()),
                None => written.parse().ok(),
            };
            match trigger {
                Some(trigger) => tell(&trigger, screen, language),
                None => {
                    code = PROBLEMS;
                    let places = [("word", written.as_str().into())];
                    screen.bad(&text_with(language, "words-no-trigger", &places));
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

fn tell(trigger: &Trigger, screen: Screen, language: Language) {
    let named = |key: &str, word: &str| text_with(language, key, &[("word", word.into())]);
    match trigger {
        Trigger::Word(word) => tell_forms(word, &explain(word), screen, language),
        Trigger::Exact(word) => screen.line(&named("words-exact", word)),
        Trigger::Prefix(word) => screen.line(&named("words-prefix", word)),
        Trigger::Phrase(words) => {
            let phrase = words.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
            screen.line(&named("words-phrase", &phrase));
            words.iter().for_each(|word| tell(word, screen, language));
        }
        Trigger::Obscene => screen.line(&text(language, "words-obscene")),
        Trigger::Rude => screen.line(&text(language, "words-rude")),
        Trigger::Shouting => screen.line(&text(language, "words-shouting")),
    }
}

fn tell_forms(word: &str, report: &FormsReport, screen: Screen, language: Language) {
    screen.line(&format!("{word}: {}", report.forms.join(", ")));
    let is_russian = report.word.chars().any(|letter| ('а'..='я').contains(&letter));
    if is_russian && !report.known {
        screen.faint(&format!("  {}", text(language, "words-guessed")));
    }
    let mut lemmas: Vec<&str> = report.excluded.iter().map(lemma).collect();
    lemmas.dedup();
    for other in lemmas {
        let forms = report.excluded.iter().filter(|excluded| lemma(excluded) == other);
        let forms: Vec<&str> = forms.map(|excluded| excluded.form.as_str()).collect();
        let places = [("forms", forms.join(", ").into()), ("lemma", other.into())];
        screen.faint(&format!("  {}", text_with(language, "words-excluded", &places)));
    }
}

fn lemma(excluded: &Excluded) -> &str {
    match &excluded.why {
        WhyExcluded::MostlyAnother { lemma, .. } | WhyExcluded::FormOfAnother { lemma } => lemma,
    }
}
