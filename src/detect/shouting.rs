//! SHOUTING: a message in capitals that means to be loud.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::unseen::is_no_letter;

/// A message with fewer letters is never loud: «СПАСИБО!!!».
const LEAST_LETTERS: usize = 8;
/// How many of a hundred letters are capitals in a loud message.
const CAPITALS_PERCENT: usize = 70;
/// All-capitals words up to this long are abbreviations where words of small letters stand by.
const ABBREVIATION: usize = 5;

/// Words that are no quarrel when they are all the message shouts.
static GOOD_WILL: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    list(
        "спасибо большое огромное благодарю здравствуйте привет пожалуйста добрый доброе доброго \
         день утро вечер вам всем за до свидания отлично супер хорошо хорошего дня вечера ура \
         thanks thank you hello please very much good morning",
    )
});

/// Abbreviations as long as ordinary words or standing without any.
static ABBREVIATIONS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    list(
        "ООО ОАО ЗАО ПАО АО ИП ЖКХ ЖК ТСЖ СНТ МКАД КАД ИНН КПП ОГРН ОГРНИП БИК СНИЛС ОСАГО КАСКО \
         НДС НДФЛ ЕГРН ЕГЭ ОГЭ МФЦ МВД ГИБДД ДТП ФНС МРТ УЗИ ЭКГ ЭКО ОМС ДМС ПТС СТС СТО СПБ МСК \
         РФ США ПВХ ЛДСП МДФ CRM SEO SMM USB HDMI WIFI IPHONE",
    )
});

fn list(words: &'static str) -> FxHashSet<&'static str> {
    words.split_whitespace().collect()
}

/// Whether a message shouts; one with contacts, the `blanked` ranges, never does.
pub fn shouts(text: &str, blanked: &[Range<usize>]) -> bool {
    if !blanked.is_empty() {
        return false;
    }
    let mut capitals = text.chars().filter(|c| c.is_uppercase());
    if capitals.nth(LEAST_LETTERS / 2).is_none() {
        return false;
    }
    let seen: String = text.chars().filter(|c| !is_no_letter(*c)).collect();
    let words: Vec<&str> = words(&seen).collect();
    let small_words = words.iter().any(|word| count(word, char::is_lowercase) >= 2);
    let loud: Vec<&str> = words
        .into_iter()
        .filter(|word| !ABBREVIATIONS.contains(word))
        .filter(|word| !(small_words && is_abbreviation(word)))
        .collect();
    let letters: usize = loud.iter().map(|word| count(word, char::is_alphabetic)).sum();
    let capitals: usize = loud.iter().map(|word| count(word, char::is_uppercase)).sum();
    letters >= LEAST_LETTERS
        && capitals * 100 >= letters * CAPITALS_PERCENT
        && !loud.iter().all(|word| GOOD_WILL.contains(&*word.to_lowercase()))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().any(char::is_alphabetic))
}

fn is_abbreviation(word: &str) -> bool {
    (2..=ABBREVIATION).contains(&word.chars().count()) && count(word, char::is_lowercase) == 0
}

fn count(word: &str, is: fn(char) -> bool) -> usize {
    word.chars().filter(|&c| is(c)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_all_over_shout() {
        assert!(shouts("ГДЕ МОЙ ЗАКАЗ", &[]));
        assert!(shouts("ВЕРНИТЕ ДЕНЬГИ!!!", &[]));
        assert!(shouts("ПОЗВОНИТЕ МНЕ СРОЧНО, жду", &[]));
        assert!(shouts("WHERE IS MY ORDER", &[]));
        assert!(shouts("Г\u{ad}Д\u{200b}Е М\u{301}ОЙ ЗАКАЗ", &[]));
    }

    #[test]
    fn short_messages_do_not() {
        assert!(!shouts("СПАСИБО!!!", &[]));
        assert!(!shouts("ДА", &[]));
        assert!(!shouts("", &[]));
    }

    #[test]
    fn thanks_and_greetings_do_not() {
        assert!(!shouts("ЗДРАВСТВУЙТЕ!!!", &[]));
        assert!(!shouts("СПАСИБО ВАМ БОЛЬШОЕ", &[]));
        assert!(!shouts("ДОБРЫЙ ДЕНЬ", &[]));
    }

    #[test]
    fn abbreviations_do_not() {
        assert!(!shouts("ООО ЖКХ ТСЖ", &[]));
        assert!(!shouts("ИП, НДС и ОСАГО для ООО", &[]));
        assert!(!shouts("СНИЛС, ОГРНИП", &[]));
    }

    #[test]
    fn a_contact_calms() {
        let text = "УЛИЦА ЛЕНИНА 5, 89161234567";
        assert!(!shouts(text, std::slice::from_ref(&(25..36))));
    }
}
