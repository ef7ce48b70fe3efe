//! Passwords and keys: they live in `.env`, and are never printed.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::Findings;

/// Shapes of secrets, most telling first.
static SHAPES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        // A bot's token: <https://core.telegram.org/bots/api#authorizing-your-bot>.
        r"[0-9]{6,12}:[A-Za-z0-9_-]{30,}",
        // An incoming webhook of Bitrix24: the code after the user's number is the key.
        r"https?://[^\s/]+/rest/[0-9]+/[A-Za-z0-9]{8,}",
        // A password inside an address.
        r#"[a-z][a-z0-9+]*://[^\s:/@"']+:[^\s@"']+@"#,
        // Keys of services that mark them with a beginning of their own.
        r"(?:sk|pk|rk|ghp|gho|glpat|xox[abps])[-_][A-Za-z0-9_-]{16,}",
    ]
    .into_iter()
    .filter_map(|shape| Regex::new(shape).ok())
    .collect()
});

/// A long run of letters and digits.
static RANDOM: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new("[A-Za-z0-9]{32,}").ok());

/// Reports every secret of the text, comments included.
pub fn check(findings: &mut Findings<'_>) {
    for span in spans(findings.source) {
        findings.error("secret-in-rules", "secret", span).label().help().done();
    }
}

/// The text with its secrets covered, byte for byte as long as before.
pub fn covered(text: &str) -> Cow<'_, str> {
    let spans = spans(text);
    if spans.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut covered = String::with_capacity(text.len());
    let mut end = 0;
    for span in spans {
        covered.push_str(&text[end..span.start]);
        covered.push_str(&"*".repeat(span.len()));
        end = span.end;
    }
    covered.push_str(&text[end..]);
    Cow::Owned(covered)
}

fn spans(text: &str) -> Vec<Range<usize>> {
    let mut spans: Vec<_> =
        SHAPES.iter().flat_map(|shape| shape.find_iter(text)).map(|found| found.range()).collect();
    let random = RANDOM.iter().flat_map(|shape| shape.find_iter(text));
    spans.extend(random.filter(|found| is_random(found.as_str())).map(|found| found.range()));
    spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    let mut apart: Vec<Range<usize>> = Vec::new();
    for span in spans {
        match apart.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => apart.push(span),
        }
    }
    apart
}

fn is_random(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let letters = text.bytes().filter(u8::is_ascii_alphabetic).count();
    digits >= 4 && letters >= 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_covered_and_the_rest_stays() {
        let token = format!("token = \"123456789:{}\"", "Ab1_".repeat(9));
        let shown = covered(&token);
        assert_eq!(shown.len(), token.len());
        assert!(shown.starts_with("token = \"****") && !shown.contains("Ab1_"));
        for secret in [
            "https://my.bitrix24.ru/rest/1/abcdef1234567890/",
            "smtps://bot:hunter2@mail.example.com",
            "\"0123456789abcdef0123456789abcdef\"",
        ] {
            assert!(covered(secret).contains('*'), "{secret}");
        }
        for harmless in ["https://example.com/a?b=c", "10:00-18:00", "+7 900 123-45-67", "сб 11:00"]
        {
            assert_eq!(covered(harmless), harmless);
        }
    }
}
