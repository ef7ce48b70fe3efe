//! The forms a trigger word stands for: inflection only, from the dictionary or by the ending.

use std::collections::HashSet;

use rumorph::{Analysis, Dictionary, Source};

use super::fold::is_cyrillic;
use super::split::Words;
use super::{borrowed, english};

/// A reading of the trigger less likely than this is not meant.
const LEAST_READING: f64 = 0.01;
/// A spelling that is the trigger's form less often than this mostly means another word.
const LEAST_FORM: f64 = 0.1;
/// The same where the other word is the adverb of the same stem: «бесплатно» for «бесплатный».
const LEAST_BESIDE_ADVERB: f64 = 0.02;
/// The part of speech of things.
const NOUN: &str = "NOUN";
/// From this share on, the trigger is taken for the word it spells, not for a form of another.
const MEANT_AS_WRITTEN: f64 = 0.1;

/// What a trigger word meets and what it does not, and why.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FormsReport {
    /// The word as it is compared: lower-case, ё as е.
    pub word: String,
    /// Where its forms come from.
    pub origin: Origin,
    /// The words it was taken for a form of.
    pub lemmas: Vec<Lemma>,
    /// Everything that is met, the word itself first.
    pub forms: Vec<String>,
    /// What is not met although it might be expected.
    pub excluded: Vec<Excluded>,
}

impl FormsReport {
    /// The words it is a form of, unless it is itself the first form of one.
    pub fn bases(&self) -> Vec<&str> {
        if self.lemmas.iter().any(|lemma| folded(&lemma.word) == self.word) {
            return Vec::new();
        }
        self.lemmas.iter().map(|lemma| lemma.word.as_str()).collect()
    }
}

/// Where the forms of a word come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// The dictionary has the word.
    Dictionary,
    /// The dictionary does not have it; the forms are guessed by the ending.
    Ending,
    /// The rules of English, and a table of words that keep to none.
    English,
    /// There are no other forms: a number, a brand, a word in another language.
    #[default]
    Spelling,
}

/// A word of the dictionary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lemma {
    /// Its first form, as the dictionary spells it.
    pub word: String,
    /// Its part of speech by Universal Dependencies: `NOUN`, `VERB`; empty for English.
    pub part_of_speech: String,
}

/// A spelling that is left out.
#[derive(Clone, Debug, PartialEq)]
pub struct Excluded {
    /// The spelling.
    pub form: String,
    /// Why.
    pub why: WhyExcluded,
}

/// Why a spelling is left out.
#[derive(Clone, Debug, PartialEq)]
pub enum WhyExcluded {
    /// It mostly means another word: «хотя» for «хотеть».
    MostlyAnother {
        /// That word.
        lemma: String,
        /// How often the spelling is a form of the trigger, 0 to 1.
        share: f64,
    },
    /// It belongs to a word the trigger is a form of, but the trigger is a word
    /// of its own: «дорогу» for «дорогой».
    FormOfAnother {
        /// The word left out with all its forms.
        lemma: String,
    },
}

/// Says which forms a trigger word stands for; for the command `leadlatch words`.
///
/// A hyphened word is its parts in a row, so each has a report of its own.
pub fn explain(word: &str) -> Vec<FormsReport> {
    let inflection = Inflection::load();
    Words::of(word, &[]).spellings().map(|part| inflection.inflect(part)).collect()
}

/// Those of the words whose forms are guessed by the ending: Russian, and in no dictionary.
pub fn guessed<'w>(words: impl IntoIterator<Item = &'w str>) -> Vec<&'w str> {
    let inflection = Inflection::load();
    let Some(dictionary) = &inflection.dictionary else { return Vec::new() };
    let is_guessed = |written: &&str| {
        let words = Words::of(written, &[]);
        let word = words.spelling(0).unwrap_or_default();
        !word.is_empty() && word.chars().all(is_cyrillic) && !dictionary.is_known(word)
    };
    words.into_iter().filter(is_guessed).collect()
}

/// The dictionary, opened for as long as triggers are compiled.
pub(super) struct Inflection {
    dictionary: Option<Dictionary>,
}

impl Inflection {
    pub(super) fn load() -> Self {
        // The dictionary is part of the program. Should it be refused all the
        // same, triggers still meet their own spelling.
        Self { dictionary: Dictionary::bundled().ok() }
    }

    /// Everything a folded word stands for, itself first.
    pub(super) fn forms(&self, word: &str) -> Vec<String> {
        self.inflect(word).forms
    }

    fn inflect(&self, word: &str) -> FormsReport {
        let cyrillic = !word.is_empty() && word.chars().all(is_cyrillic);
        match &self.dictionary {
            Some(dictionary) if cyrillic => inflect_russian(dictionary, word),
            _ => inflect_english(word),
        }
    }
}

fn inflect_english(word: &str) -> FormsReport {
    let forms = english::forms(word);
    let mut report = FormsReport { word: word.to_owned(), forms, ..FormsReport::default() };
    if report.forms.len() > 1 {
        report.origin = Origin::English;
        report.lemmas.push(Lemma { word: english::base(word), part_of_speech: String::new() });
    }
    report
}

fn inflect_russian(dictionary: &Dictionary, word: &str) -> FormsReport {
    let mut report = FormsReport {
        word: word.to_owned(),
        origin: if dictionary.is_known(word) { Origin::Dictionary } else { Origin::Ending },
        forms: vec![word.to_owned()],
        ..FormsReport::default()
    };
    let (mut meant, other) = readings(dictionary, word);
    let own_word = meant.iter().any(|reading| folded(&reading.lemma) == word);
    if report.origin == Origin::Ending
        && !own_word
        && let Some(forms) = borrowed::forms(word)
    {
        // «телеграм» is no «телегр» in the dative.
        meant.retain(|reading| part_of_speech(dictionary, reading) != NOUN);
        report.lemmas.push(Lemma { word: word.to_owned(), part_of_speech: NOUN.to_owned() });
        report.forms.extend(forms);
    }
    for reading in &meant {
        let part_of_speech = part_of_speech(dictionary, reading);
        let lemma = Lemma { word: reading.lemma.clone(), part_of_speech };
        if !report.lemmas.contains(&lemma) {
            report.lemmas.push(lemma);
        }
    }
    let mut seen: HashSet<String> = report.forms.iter().cloned().collect();
    for reading in &meant {
        for form in dictionary.forms(reading) {
            let form = folded(&form.word);
            if seen.insert(form.clone()) {
                judge(dictionary, &meant, form, &mut report);
            }
        }
    }
    for reading in other {
        for form in dictionary.forms(&reading) {
            let form = folded(&form.word);
            if seen.insert(form.clone()) {
                let why = WhyExcluded::FormOfAnother { lemma: reading.lemma.clone() };
                report.excluded.push(Excluded { form, why });
            }
        }
    }
    report
}

/// One reading for each lexeme the trigger is meant as, and for each it is not.
fn readings(dictionary: &Dictionary, word: &str) -> (Vec<Analysis>, Vec<Analysis>) {
    let mut all = dictionary.analyze(word);
    let as_written = |reading: &Analysis| folded(&reading.lemma) == word;
    let share: f64 = all.iter().filter(|r| as_written(r)).map(|r| r.prob).sum();
    let own_word = share >= MEANT_AS_WRITTEN && all[0].source == Source::Dictionary;
    all.retain(|reading| reading.prob >= LEAST_READING);
    let mut lexemes = HashSet::new();
    all.retain(|r| lexemes.insert((r.lemma.clone(), r.entry.map(|entry| entry.table))));
    all.into_iter().partition(|reading| !own_word || as_written(reading))
}

/// Keeps a form, or says of which word it rather is.
fn judge(dictionary: &Dictionary, meant: &[Analysis], form: String, report: &mut FormsReport) {
    let ours = |reading: &&Analysis| meant.iter().any(|m| m.lemma == reading.lemma);
    let guessed = |reading: &Analysis| reading.source != Source::Dictionary;
    let readings = dictionary.analyze(&form);
    let share: f64 = readings.iter().filter(ours).map(|reading| reading.prob).sum();
    let another = readings.iter().find(|reading| !ours(reading));
    let least = match another.map(|another| part_of_speech(dictionary, another)) {
        Some(part) if part == "ADV" => LEAST_BESIDE_ADVERB,
        _ => LEAST_FORM,
    };
    match another {
        Some(another) if share < least && !guessed(another) => {
            let why = WhyExcluded::MostlyAnother { lemma: another.lemma.clone(), share };
            report.excluded.push(Excluded { form, why });
        }
        _ => report.forms.push(form),
    }
}

fn part_of_speech(dictionary: &Dictionary, reading: &Analysis) -> String {
    dictionary.ud_tag(reading.ud).map(|tag| tag.pos().to_owned()).unwrap_or_default()
}

fn folded(word: &str) -> String {
    word.to_lowercase().replace('ё', "е")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(word: &str) -> FormsReport {
        let mut reports = explain(word);
        assert_eq!(reports.len(), 1);
        reports.remove(0)
    }

    fn forms(word: &str) -> Vec<String> {
        report(word).forms
    }

    #[test]
    fn every_case_and_number_is_met() {
        let forms = forms("собака");
        for form in ["собака", "собаки", "собаку", "собакой", "собак", "собаками"]
        {
            assert!(forms.contains(&form.to_owned()), "{form}");
        }
        assert!(!forms.contains(&"собачий".to_owned()));
    }

    #[test]
    fn a_form_that_mostly_means_another_word_is_left_out() {
        let report = report("хотеть");
        assert!(!report.forms.contains(&"хотя".to_owned()));
        let why = &report.excluded.iter().find(|out| out.form == "хотя").unwrap().why;
        assert!(matches!(why, WhyExcluded::MostlyAnother { lemma, .. } if lemma == "хотя"));
    }

    #[test]
    fn a_noun_made_of_a_participle_is_left_out_and_an_adverb_is_not() {
        assert!(!forms("дать").contains(&"данные".to_owned()));
        assert!(forms("бесплатный").contains(&"бесплатно".to_owned()));
    }

    #[test]
    fn a_word_of_its_own_is_no_form_of_another() {
        let report = report("дорогой");
        assert!(report.forms.contains(&"дорогая".to_owned()));
        assert!(!report.forms.contains(&"дорогу".to_owned()));
        let why = &report.excluded.iter().find(|out| out.form == "дорогу").unwrap().why;
        assert_eq!(*why, WhyExcluded::FormOfAnother { lemma: "дорога".into() });
    }

    #[test]
    fn another_stem_is_no_hindrance() {
        assert!(forms("человек").contains(&"людям".to_owned()));
        assert!(forms("идти").contains(&"шел".to_owned()));
    }

    #[test]
    fn an_unknown_word_is_inflected_by_its_ending() {
        let report = report("чатбот");
        assert_eq!(report.origin, Origin::Ending);
        assert!(report.forms.contains(&"чатботами".to_owned()));
    }

    #[test]
    fn an_unknown_word_is_its_own_first_form() {
        for (word, form) in [("телеграм", "телеграме"), ("телеграмм", "телеграмма")]
        {
            assert!(forms(word).contains(&form.to_owned()), "{word}");
        }
        assert!(!forms("телеграм").contains(&"телегр".to_owned()));
        assert_eq!(forms("бмв"), ["бмв"]);
    }

    #[test]
    fn english_words_have_english_forms() {
        assert!(forms("price").contains(&"prices".to_owned()));
    }

    #[test]
    fn a_hyphened_word_has_a_report_for_each_part() {
        let reports = explain("Интернет-магазин");
        let [first, last] = &reports[..] else { panic!("{reports:?}") };
        assert!(first.forms.contains(&"интернета".to_owned()));
        assert!(last.forms.contains(&"магазины".to_owned()));
    }

    #[test]
    fn anything_may_be_asked() {
        assert_eq!(explain(""), []);
        assert_eq!(forms("24"), ["24"]);
        assert_eq!(report("битрикс24").origin, Origin::Spelling);
    }
}
