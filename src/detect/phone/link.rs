//! Links: those that carry a telephone number, and all others, whose digits mean nothing.

use std::ops::Range;

use super::plan;
use super::shape::international;

/// A link in a normalised text.
#[derive(Debug)]
pub(super) struct Link {
    /// Where it is.
    pub span: Range<usize>,
    /// The number it carries, in international form.
    pub phone: Option<String>,
}

/// Where a link that dials or writes to somebody has its number.
const BEFORE_NUMBER: [&str; 13] = [
    "wa.me/",
    "whatsapp.com/",
    "phone=",
    "number=",
    "tel:",
    "callto:",
    "sms:",
    "t.me/+",
    "telegram.me/+",
    "me/#p/",
    "contact=",
    "viber.click/",
    "t.me/%2b",
];

/// All links of the text, in order.
pub(super) fn links(text: &str) -> Vec<Link> {
    if !text.contains('/') && !text.contains("www.") && !text.contains("tel:") {
        return Vec::new();
    }
    let mut links = Vec::new();
    let mut at = 0;
    for chunk in text.split([' ', '\n']) {
        if let Some(start) = beginning(chunk) {
            let rest = &chunk[start..];
            let end = rest.find([')', ']', '>', '"', '»', '<', '|', '*']).unwrap_or(rest.len());
            let span = at + start..at + start + end;
            links.push(Link { phone: carried(&text[span.clone()]), span });
        }
        at += chunk.len() + 1;
    }
    links
}

/// Where in a chunk without spaces a link begins.
fn beginning(chunk: &str) -> Option<usize> {
    let back = |end: usize, allowed: fn(char) -> bool| {
        chunk[..end]
            .char_indices()
            .rev()
            .take_while(|(_, c)| allowed(*c))
            .last()
            .map_or(end, |(at, _)| at)
    };
    if let Some(at) = chunk.find("://") {
        return Some(back(at, |c| c.is_ascii_alphanumeric()));
    }
    if let Some(at) = chunk.find("www.") {
        return Some(at);
    }
    if let Some(at) = chunk.find("tel:").filter(|at| chunk.len() > at + 11) {
        return Some(at);
    }
    for (slash, _) in chunk.match_indices('/') {
        let host = back(slash, |c| c.is_alphanumeric() || c == '.' || c == '-');
        let name = &chunk[host..slash];
        if let Some((before, top)) = name.rsplit_once('.')
            && !before.is_empty()
            && (2..=24).contains(&top.len())
            && top.chars().all(char::is_alphabetic)
        {
            return Some(host);
        }
    }
    None
}

fn carried(link: &str) -> Option<String> {
    BEFORE_NUMBER.iter().find_map(|marker| {
        let rest = &link[link.find(marker)? + marker.len()..];
        number(rest, marker.ends_with('+'))
    })
}

/// The number at the start of the rest of a link.
fn number(rest: &str, whole: bool) -> Option<String> {
    let rest = rest.replace("%2b", "+").replace("%20", " ").replace("%28", "(").replace("%29", ")");
    let plain = rest.trim_start_matches(['+', '/', ' ']);
    let end = plain
        .find(|c: char| !c.is_ascii_digit() && !matches!(c, '-' | '(' | ')' | ' ' | '.'))
        .unwrap_or(plain.len());
    if whole && plain[end..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_') {
        return None;
    }
    let digits: String = plain[..end].chars().filter(char::is_ascii_digit).collect();
    let digits = digits.strip_prefix("00").unwrap_or(&digits);
    match digits.len() {
        11 if digits.starts_with('8') && !plan::fits(digits) => Some(format!("+7{}", &digits[1..])),
        10..=15 => international(digits),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phone(text: &str) -> Option<String> {
        links(text).into_iter().find_map(|link| link.phone)
    }

    #[test]
    fn links_that_dial_carry_a_number() {
        for link in [
            "https://wa.me/79161234567?text=hi",
            "https://api.whatsapp.com/send?phone=%2B79161234567".to_lowercase().as_str(),
            "viber://chat?number=%2b79161234567",
            "(tel:+7-916-123-45-67)",
            "t.me/+79161234567",
            "wa.me/89161234567",
        ] {
            assert_eq!(phone(link).as_deref(), Some("+79161234567"), "{link}");
        }
    }

    #[test]
    fn digits_of_other_links_mean_nothing() {
        for link in
            ["https://shop.ru/item/89161234567", "t.me/+89161234567abc", "vk.com/id79161234567"]
        {
            assert_eq!(links(link).len(), 1);
            assert_eq!(phone(link), None, "{link}");
        }
    }
}
