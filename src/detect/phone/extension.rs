//! The digits after «доб.»: an extension, no part of the number.

/// Words and signs an extension follows, longest first.
const MARKS: [&str; 18] = [
    "добавочный номер",
    "добавочный",
    "внутренний номер",
    "внутренний",
    "добавочн",
    "внутр",
    "extension",
    "добав",
    "донабор",
    "доп",
    "доб",
    "вн",
    "ext",
    "x",
    "х",
    "#",
    "тоновый набор",
    "тональный набор",
];

/// The extension `after` begins with, and how many bytes it takes up.
pub(super) fn extension(after: &str) -> Option<(String, usize)> {
    const BETWEEN: [char; 9] = [' ', ',', '.', ';', '(', '-', ':', ')', '№'];
    let rest = after.trim_start_matches(BETWEEN);
    let mark = MARKS.iter().find(|mark| rest.starts_with(**mark))?;
    let rest = rest[mark.len()..].trim_start_matches(BETWEEN);
    let length = rest.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=6).contains(&length) || after.len() - rest.len() > 48 {
        return None;
    }
    Some((rest[..length].to_owned(), after.len() - rest.len() + length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extensions_are_written_in_many_ways() {
        for (text, digits) in [
            (", добавочный 4321", "4321"),
            (" доб. 12", "12"),
            (" (вн. 22)", "22"),
            ("#105", "105"),
            (" x105", "105"),
        ] {
            assert_eq!(extension(text).map(|(found, _)| found).as_deref(), Some(digits), "{text}");
        }
        assert_eq!(extension(" доберусь в 5"), None);
        assert_eq!(extension(" доб. 1234567"), None);
    }
}
