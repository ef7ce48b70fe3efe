//! Numbers as people write them: `+7 900 123-45-67`.

use super::plan;

/// How many digits stand in each group after the code, and what is between them.
fn pattern(code: &str, length: usize) -> Option<&'static str> {
    let pattern = match (code, length) {
        ("7", 10) => "000 000-00-00",
        ("375" | "380" | "998" | "992" | "994", 9) => "00 000-00-00",
        ("995", 9) => "000 00-00-00",
        ("996", 9) => "000 000-000",
        ("374" | "993", 8) => "00 00-00-00",
        ("373", 8) => "00 000-000",
        ("1", 10) => "000 000-0000",
        ("44", 10) => "0000 000000",
        ("90", 10) => "000 000 00 00",
        ("972" | "971", 9) => "00 000-0000",
        ("33", 9) => "0 00 00 00 00",
        _ => return None,
    };
    Some(pattern)
}

/// An international number grouped as people of its country group it.
pub fn for_people(e164: &str) -> String {
    let Some((code, national)) = e164.strip_prefix('+').and_then(plan::split_code) else {
        return e164.to_owned();
    };
    let mut digits = national.chars();
    match pattern(code, national.len()) {
        Some(pattern) => {
            let grouped: String = pattern
                .chars()
                .filter_map(|mark| if mark == '0' { digits.next() } else { Some(mark) })
                .collect();
            format!("+{code} {grouped}")
        }
        None => format!("+{code} {}", in_threes(national)),
    }
}

/// Groups of three; a single last digit joins the group before.
fn in_threes(national: &str) -> String {
    let mut grouped = String::new();
    for (index, digit) in national.chars().enumerate() {
        if index > 0 && index % 3 == 0 && index + 1 < national.len() {
            grouped.push(' ');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_as_at_home() {
        for (e164, expected) in [
            ("+79001234567", "+7 900 123-45-67"),
            ("+375291234567", "+375 29 123-45-67"),
            ("+12125550198", "+1 212 555-0198"),
            ("+995599123456", "+995 599 12-34-56"),
            ("+4915123456789", "+49 151 234 567 89"),
            ("+6591234567", "+65 912 345 67"),
            ("безномера", "безномера"),
        ] {
            assert_eq!(for_people(e164), expected);
        }
    }
}
