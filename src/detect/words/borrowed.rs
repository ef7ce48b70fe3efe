//! The forms of a word in no dictionary that is its own first form: «телеграм», «бмв».

/// The other forms of a masculine word that ends in a consonant; none without a vowel, and no
/// answer for words that end otherwise.
pub(super) fn forms(word: &str) -> Option<Vec<String>> {
    let last = word.chars().next_back()?;
    let endings: &[&str] = match last {
        'й' => &["я", "ю", "ем", "е", "и", "ев", "ям", "ями", "ях"],
        'г' | 'к' | 'х' => &["а", "у", "ом", "е", "и", "ов", "ам", "ами", "ах"],
        'ж' | 'ч' | 'ш' | 'щ' => &["а", "у", "ем", "е", "и", "ей", "ам", "ами", "ах"],
        'ц' => &["а", "у", "ем", "е", "ы", "ев", "ам", "ами", "ах"],
        'а' | 'е' | 'и' | 'о' | 'у' | 'ъ' | 'ы' | 'ь' | 'э' | 'ю' | 'я' => return None,
        _ => &["а", "у", "ом", "е", "ы", "ов", "ам", "ами", "ах"],
    };
    if !word.contains(['а', 'е', 'и', 'о', 'у', 'ы', 'э', 'ю', 'я']) {
        return Some(Vec::new());
    }
    let stem = word.strip_suffix('й').unwrap_or(word);
    Some(endings.iter().map(|ending| format!("{stem}{ending}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_consonant_tells_the_endings() {
        for (word, some) in [("телеграм", "телеграмов"), ("айклаудбокс", "айклаудбоксы")]
        {
            assert!(forms(word).unwrap().contains(&some.to_owned()), "{word}");
        }
        for (word, some) in [("хендай", "хендаев"), ("тимлинк", "тимлинки"), ("пуш", "пушей")]
        {
            assert!(forms(word).unwrap().contains(&some.to_owned()), "{word}");
        }
    }

    #[test]
    fn abbreviations_and_other_endings_have_none() {
        assert_eq!(forms("бмв"), Some(Vec::new()));
        assert_eq!(forms("авито"), None);
        assert_eq!(forms(""), None);
    }
}
