//! Telegram names: `@name`, `t.me/name`, `name.t.me`.

use super::Found;
use super::normalize::Normal;

/// Every mention of a Telegram name in a message as `@name`, lower-case, in order.
pub fn find(normal: &Normal<'_>) -> Vec<Found<String>> {
    let mut names = scan(&normal.text);
    for name in &mut names {
        name.span = normal.span(name.span.clone());
    }
    names
}

/// The names of a normalised text, with their places in it.
pub(super) fn scan(text: &str) -> Vec<Found<String>> {
    if !["@", ".me", ".dog", "tg:"].iter().any(|sign| text.contains(sign)) {
        return Vec::new();
    }
    let mut names: Vec<Found<String>> = Vec::new();
    names.extend(text.match_indices('@').filter_map(|(at, _)| mention(text, at)));
    for host in ["t.me/", "telegram.me/", "telegram.dog/", "tg://resolve?domain="] {
        names.extend(text.match_indices(host).filter_map(|(at, _)| link(text, at, host.len())));
    }
    names.extend(text.match_indices(".t.me").filter_map(|(dot, _)| subdomain(text, dot)));
    names.sort_by_key(|name| name.span.start);
    names
}

/// In bytes.
const LONGEST_LINK: usize = 256;

/// `@name`, unless it is part of an address or of another site's link.
fn mention(text: &str, at: usize) -> Option<Found<String>> {
    let before = &text[..at];
    let slash = before.ends_with('/') && chunk(before).contains(['.', ':']);
    let glued = slash || before.ends_with(|c: char| c.is_alphanumeric() || "_.%+-@".contains(c));
    let said = ["телеграм", "телеграмм", "телега", "тг", "telegram", "tg", "ник", "тгшка", "-"];
    let bare = before.strip_suffix('-').unwrap_or(before);
    if glued && (before.ends_with("--") || !said.iter().any(|word| bare.ends_with(word))) {
        return None;
    }
    let end = at + 1 + name_length(&text[at + 1..], 5)?;
    (!is_domain(&text[end..])).then(|| found(text, at + 1..end, at..end))
}

/// What is written right before, up to a space; no link is longer.
fn chunk(before: &str) -> &str {
    let from = before.floor_char_boundary(before.len().saturating_sub(LONGEST_LINK));
    before[from..].rsplit([' ', '\n']).next().unwrap_or_default()
}

/// Whether a dot and a Latin letter follow: `@mail.ru`.
fn is_domain(after: &str) -> bool {
    let rest =
        after.strip_prefix('.').map(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric()));
    rest == Some(true) || after.starts_with('@')
}

/// What stands in place of a name in links that are no one's.
const RESERVED: [&str; 26] = [
    "joinchat",
    "share",
    "addstickers",
    "addemoji",
    "proxy",
    "socks",
    "addlist",
    "setlanguage",
    "login",
    "confirmphone",
    "invoice",
    "boost",
    "giftcode",
    "addtheme",
    "contact",
    "iv",
    "bg",
    "c",
    "s",
    "m",
    "nft",
    "call",
    "auction",
    "stickers",
    "blog",
    "faq",
];

fn link(text: &str, at: usize, length: usize) -> Option<Found<String>> {
    let before = &text[..at];
    if before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_')
        || before.ends_with('.') && !before.ends_with("www.")
    {
        return None;
    }
    let start = at + length;
    let rest = &text[start..];
    let sign = usize::from(rest.starts_with('@'));
    let end = start + sign + name_length(&rest[sign..], 4)?;
    let start = start + sign;
    let name = &text[start..end];
    (!RESERVED.contains(&name)).then(|| found(text, start..end, at..end))
}

fn subdomain(text: &str, dot: usize) -> Option<Found<String>> {
    let after = &text[dot + ".t.me".len()..];
    if after.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-') {
        return None;
    }
    let start = text[..dot]
        .rfind(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let length = name_length(&text[start..dot], 4)?;
    (start + length == dot && !text[..start].ends_with(['.', '@', '-']))
        .then(|| found(text, start..dot, start..dot + ".t.me".len()))
}

/// The length of the name `text` begins with: a letter, then letters, digits and `_`, up to 32.
fn name_length(text: &str, shortest: usize) -> Option<usize> {
    let length = text.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
    let letter = text.starts_with(|c: char| c.is_ascii_lowercase());
    (letter && (shortest..=32).contains(&length)).then_some(length)
}

fn found(text: &str, name: std::ops::Range<usize>, span: std::ops::Range<usize>) -> Found<String> {
    Found { value: format!("@{}", &text[name]), span }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        find(&Normal::of(text)).into_iter().map(|found| found.value).collect()
    }

    #[test]
    fn names_are_found_in_every_form() {
        for text in [
            "@Ivan_Petrov.",
            "https://t.me/ivan_petrov?start=1",
            "ivan_petrov.t.me",
            "тг-@ivan_petrov",
        ] {
            assert_eq!(names(text), ["@ivan_petrov"], "{text}");
        }
    }

    #[test]
    fn other_at_signs_are_no_names() {
        for text in [
            "@ivan",
            "ivan@mail",
            "https://medium.com/@ivanpetrov/x",
            "t.me/joinchat/AAAA",
            "t.me/+abcdef",
            "t.me/c/123/4",
            "t.me/s/channel",
            "@mail.ru",
            "@@@@@@",
            "xt.me/ivanpetrov",
        ] {
            assert!(names(text).is_empty(), "{text}");
        }
    }
}
