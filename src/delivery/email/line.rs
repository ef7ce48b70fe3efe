//! Foreign text made fit for a line of a letter: no breaks, no hidden marks, no endless names; pure.

/// The text in one line of at most so many characters: whatever could end a
/// header, or turn the writing direction of what follows, is gone.
pub fn one_line(text: &str, most: usize) -> String {
    let visible = text.chars().map(|letter| if is_hidden(letter) { ' ' } else { letter });
    let visible: String = visible.collect();
    let words = visible.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(most) {
        None => words,
        Some((end, _)) => {
            // A joiner at the cut would tie the dots to an emoji that is no longer there.
            let cut = words[..end].trim_end_matches(['\u{200d}', '\u{fe0f}', ' ']);
            format!("{cut}…")
        }
    }
}

/// The text with its line breaks, without marks that nobody sees.
pub fn lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars().filter(|letter| *letter == '\n' || !is_hidden(*letter)).collect()
}

/// Controls, and the marks that embed or override a writing direction
/// (Unicode Bidirectional Algorithm, UAX #9, 2).
fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_header() {
        let name = "Анна\r\nBcc: x@y.z\0\u{7f}\u{85}\u{2028}\u{202e}Ivan\tov ";
        assert_eq!(one_line(name, 80), "Анна Bcc: x@y.z Ivan ov");
    }

    #[test]
    fn a_cut_leaves_no_half_of_an_emoji_family() {
        assert_eq!(one_line("👩\u{200d}👧 и ещё", 2), "👩…");
        assert_eq!(one_line("שלום", 10), "שלום");
        assert_eq!(one_line(&"я".repeat(500), 3), "яяя…");
    }

    #[test]
    fn a_body_keeps_its_lines() {
        assert_eq!(lines("a\r\nb\rc\u{202e}\0d"), "a\nb\ncd");
    }
}
