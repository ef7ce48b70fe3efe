//! The words people introduce themselves with.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::person::Reader;

/// Words after which a name may come.
#[derive(Clone, Copy, Debug)]
pub struct Cue {
    /// How sure a name is to come.
    pub strength: Strength,
    /// The token after the words.
    pub end: usize,
}

/// How sure a name is to come after a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    /// «меня зовут»: even a name nobody has heard of, even in lower case.
    Certain,
    /// «имя:»: a known name, or any capitalised word.
    Label,
    /// «это», «я»: only a known first name with a capital.
    Hint,
    /// «спросить»: a known first name, in the accusative.
    AskFor,
}

const CUES: &[Words] = &[
    (&["меня", "все", "зовут"], Strength::Certain),
    (&["меня", "зовут"], Strength::Certain),
    (&["меня", "звать"], Strength::Certain),
    (&["меня", "завут"], Strength::Certain),
    (&["зовут", "меня"], Strength::Certain),
    (&["звать", "меня"], Strength::Certain),
    (&["зовите", "меня"], Strength::AskFor),
    (&["можете", "звать", "меня"], Strength::AskFor),
    (&["мое", "имя"], Strength::Certain),
    (&["имя", "мое"], Strength::Certain),
    (&["my", "name", "is"], Strength::Certain),
    (&["my", "name", "'", "s"], Strength::Certain),
    (&["my", "name"], Strength::Label),
    (&["name", "is"], Strength::Certain),
    (&["call", "me"], Strength::Hint),
    (&["i", "'", "m"], Strength::Hint),
    (&["i", "am"], Strength::Hint),
    (&["im"], Strength::Hint),
    (&["this", "is"], Strength::Hint),
    (&["it", "'", "s"], Strength::Hint),
    (&["regards"], Strength::Label),
    (&["sincerely"], Strength::Label),
    (&["name"], Strength::Label),
    (&["зовут"], Strength::Label),
    (&["имя"], Strength::Label),
    (&["фио"], Strength::Label),
    (&["имя", "и", "фамилия"], Strength::Label),
    (&["имя", "фамилия"], Strength::Label),
    (&["ф", ".", "и", ".", "о", "."], Strength::Label),
    (&["с", "уважением"], Strength::Label),
    (&["с", "ув", "."], Strength::Label),
    (&["с", "наилучшими", "пожеланиями"], Strength::Label),
    (&["контактное", "лицо"], Strength::Label),
    (&["представлюсь"], Strength::Label),
    (&["получатель"], Strength::Label),
    (&["клиент"], Strength::Hint),
    (&["заказчик"], Strength::Hint),
    (&["вас", "беспокоит"], Strength::Hint),
    (&["беспокоит"], Strength::Hint),
    (&["вам", "пишет"], Strength::Hint),
    (&["пишет", "вам"], Strength::Hint),
    (&["на", "связи"], Strength::Hint),
    (&["это"], Strength::Hint),
    (&["я"], Strength::Hint),
    (&["спросить"], Strength::AskFor),
    (&["спросите"], Strength::AskFor),
    (&["спрашивать"], Strength::AskFor),
    (&["обращаться"], Strength::AskFor),
    (&["обращайтесь", "ко", "мне"], Strength::AskFor),
];

/// The words of a cue and its strength.
type Words = (&'static [&'static str], Strength);

/// The cues that begin with a word.
static BY_FIRST_WORD: LazyLock<FxHashMap<&str, Vec<Words>>> = LazyLock::new(|| {
    let mut table: FxHashMap<&str, Vec<Words>> = FxHashMap::default();
    for (words, strength) in CUES {
        table.entry(words[0]).or_default().push((*words, *strength));
    }
    table
});

/// The longest cue that begins at token `at`.
pub fn at(reader: &Reader<'_>, at: usize) -> Option<Cue> {
    let fits = |words: &&[&str]| {
        words.iter().enumerate().all(|(step, word)| reader.tokens.text(at + step) == *word)
    };
    let (words, strength) = BY_FIRST_WORD
        .get(reader.tokens.text(at))?
        .iter()
        .filter(|(words, _)| fits(words))
        .max_by_key(|(words, _)| words.len())?;
    let cue = Cue { strength: *strength, end: at + words.len() };
    let own = match words {
        ["зовут" | "имя" | "name" | "клиент" | "заказчик" | "получатель"] => {
            reader.begins_clause(at) && !reader.has_question_word(at)
        }
        ["это" | "я"] | ["this", "is"] | ["it", ..] => {
            reader.begins_clause(at) || is_courtesy(reader.tokens.text(at.wrapping_sub(1)))
        }
        _ => true,
    };
    own.then_some(cue)
}

/// Words around a name that are no part of it.
pub fn is_courtesy(word: &str) -> bool {
    matches!(
        word,
        "да" | "ну"
            | "я"
            | "это"
            | "здравствуйте"
            | "добрый"
            | "день"
            | "вечер"
            | "утро"
            | "доброе"
            | "привет"
            | "меня"
            | "зовут"
            | "просто"
            | "можно"
            | "имя"
            | "мое"
            | "hi"
            | "hello"
            | "it"
            | "is"
            | "i"
            | "am"
            | "m"
            | "s"
            | "my"
            | "name"
            | "приветствую"
            | "очень"
            | "приятно"
            | "пожалуйста"
            | "спасибо"
            | "а"
            | "конечно"
            | "так"
            | "здрасте"
            | "хорошо"
            | "ок"
            | "вас"
            | "thanks"
            | "please"
            | "yes"
            | "just"
            | "звать"
    )
}
