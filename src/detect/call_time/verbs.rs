//! Who does what, by the endings of verbs: «сломалась», «подписан», «привезёт», «переезжаем».
//!
//! Nouns that end alike are listed in [`super::beginnings`].

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::beginnings::{self, LIKE_PAST, LIKE_THIRD};

/// What a verb's ending tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Done already: «гуляли», «подписан», «получено».
    Past,
    /// Done by somebody else, now or later: «привезёт», «начинается», «шумят».
    Third,
    /// Done by those who are addressed, as a habit: «торгуете».
    Habit,
    /// Done by the speaker: «переезжаем», «встаю».
    First,
}

/// The verb that `word`, folded, ends like; shorter words are too many other things.
pub fn verb(word: &str) -> Option<Verb> {
    if let Some(verb) = SHORT.get(word) {
        return Some(*verb);
    }
    word.chars().nth(4)?;
    if ends(word, PAST) || is_done(word) {
        return (!beginnings::fits(&LIKE_PAST, word)).then_some(Verb::Past);
    }
    if ends(word, HABIT) {
        return Some(Verb::Habit);
    }
    if ends(word.strip_suffix("ся").unwrap_or(word), THIRD) {
        return (!beginnings::fits(&LIKE_THIRD, word)).then_some(Verb::Third);
    }
    ends(word, FIRST).then_some(Verb::First)
}

/// Whether what others do now is meant, «приходит», and not what they will: «придёт».
pub fn is_under_way(word: &str) -> bool {
    ends(word.strip_suffix("ся").unwrap_or(word), UNDER_WAY)
}

/// What was done to something: «установлен», «подписана», «оплачено», «закрыты».
fn is_done(word: &str) -> bool {
    ends(word.strip_suffix(['а', 'о', 'ы']).unwrap_or(word), DONE)
}

fn ends(word: &str, endings: &[&str]) -> bool {
    endings.iter().any(|ending| word.ends_with(ending))
}

const PAST: &[&str] = &[
    "ал", "ала", "ало", "али", "ял", "яла", "яло", "яли", "ил", "ила", "ило", "или", "ел", "ела",
    "ело", "ул", "ула", "уло", "ули", "ыл", "ыла", "ыло", "ыли", "лся", "лась", "лось", "лись",
    "осли", "если", "шла", "шло", "шли", "гла", "гло", "гли", "зла", "зло", "зли", "екла", "екло",
    "екли",
];
const DONE: &[&str] = &[
    "исан", "азан", "ован", "слан", "елан", "влен", "плен", "ачен", "учен", "ючен", "ечен", "ушен",
    "есен", "жден", "анен", "щен", "крыт", "нят", "дан",
];
const THIRD: &[&str] = &["ет", "ит", "ут", "ют", "ат", "ят"];
const UNDER_WAY: &[&str] = &["ает", "ают", "яет", "яют", "одит", "одят", "онит", "онят"];
const HABIT: &[&str] = &["аете", "яете", "уете", "юете", "етесь"];
const FIRST: &[&str] = &["аю", "яю", "аем", "яем", "уем", "юем", "юсь", "усь", "емся", "имся"];

/// Verbs too short or too odd to tell by the ending.
static SHORT: LazyLock<FxHashMap<&str, Verb>> = LazyLock::new(|| {
    let past = "шел вышел зашел ушел нашел прошел привез отвез подвез завез увез вывез принес \
                отнес унес внес помог истек потек протек исчез слез залез замерз погас засох умер";
    let third = "спит спят идет идут едет едут орет орут воет воют лает лают ест едят пьет пьют";
    let first = "сдаю еду лечу плачу живу пью иду ем сидим стою стоим торчу торчим";
    [(past, Verb::Past), (third, Verb::Third), (first, Verb::First)]
        .into_iter()
        .flat_map(|(words, verb)| words.split(' ').map(move |word| (word, verb)))
        .collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_tell_who_does_what() {
        for (word, told) in [
            ("сломалась", Some(Verb::Past)),
            ("подписана", Some(Verb::Past)),
            ("истек", Some(Verb::Past)),
            ("привезет", Some(Verb::Third)),
            ("начинается", Some(Verb::Third)),
            ("торгуете", Some(Verb::Habit)),
            ("переезжаем", Some(Verb::First)),
            ("кабинет", None),
            ("материал", None),
            ("диван", None),
        ] {
            assert_eq!(verb(word), told, "{word}");
        }
        assert!(is_under_way("приходит") && !is_under_way("придет"));
    }
}
