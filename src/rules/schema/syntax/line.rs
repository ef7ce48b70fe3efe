//! A line the reader stumbled in, looked at as its author sees it.

use std::ops::Range;

use crate::rules::check::Findings;

/// One line of the file.
#[derive(Clone, Debug)]
pub struct Line<'a> {
    /// Its number, from 1.
    pub number: usize,
    /// Its bytes, without indent and end.
    pub span: Range<usize>,
    /// Its text.
    pub text: &'a str,
}

impl<'a> Line<'a> {
    /// The line of a byte; at the end of the file, the last line with anything in it.
    pub fn at(byte: usize, findings: &Findings<'a>) -> Self {
        let written = findings.source.trim_end().len();
        let mut at = byte.min(written);
        while !findings.source.is_char_boundary(at) {
            at -= 1;
        }
        Self::numbered(findings.position(at).0, findings)
    }

    /// The line of that number.
    pub fn numbered(number: usize, findings: &Findings<'a>) -> Self {
        let whole = findings.line_span(number);
        let text = &findings.source[whole.clone()];
        let indent = text.len() - text.trim_start().len();
        let span = whole.start + indent..whole.end;
        Self { number, text: &findings.source[span.clone()], span }
    }

    /// What stands before the first `=`, and the byte of that sign.
    pub fn key(&self) -> Option<(&'a str, usize)> {
        let at = self.text.find('=')?;
        Some((self.text[..at].trim(), self.span.start + at))
    }

    /// The bytes after the first `=`, spaces and a comment left out.
    pub fn value(&self) -> Option<Range<usize>> {
        let (_, equals) = self.key()?;
        let rest = &self.text[equals + 1 - self.span.start..];
        let begin = equals + 1 + (rest.len() - rest.trim_start().len());
        Some(begin..begin + without_comment(rest.trim_start()).len())
    }

    /// The first sign outside quotes that looks like a space or like nothing, and is another one.
    pub fn invisible(&self) -> Option<Range<usize>> {
        let outside = self.text.find(['"', '\'']).unwrap_or(self.text.len());
        let found = self.text[..outside].char_indices().find(|(_, sign)| {
            matches!(
                sign,
                '\u{a0}' | '\u{ad}' | '\u{2000}'
                    ..='\u{200f}' | '\u{202f}' | '\u{2060}' | '\u{feff}'
            )
        });
        found.map(|(at, sign)| self.span.start + at..self.span.start + at + sign.len_utf8())
    }

    /// `[…` at the beginning.
    pub fn is_header(&self) -> bool {
        self.text.starts_with('[')
    }

    /// The number of the nearest header above.
    pub fn table(&self, findings: &Findings<'a>) -> Option<usize> {
        (1..self.number).rev().find(|number| Line::numbered(*number, findings).is_header())
    }

    /// A key with a sign after it, or a header: no part of a list begun above.
    pub fn begins_anew(&self) -> bool {
        let key = self.key().map(|(key, _)| key).unwrap_or_default();
        let bare = key.chars().all(|sign| sign.is_ascii_alphanumeric() || "._-".contains(sign));
        let quoted = key.len() > 1 && key.starts_with('"') && key.ends_with('"');
        let header = self.text.trim_start_matches('[').chars().next();
        (!key.is_empty() && (bare || quoted))
            || (self.is_header() && header.is_some_and(|sign| sign.is_ascii_lowercase()))
    }

    /// The nearest line above that opens a list and does not close it.
    pub fn open_list_above(&self, findings: &Findings<'a>) -> Option<Line<'a>> {
        for number in (1..self.number).rev() {
            let above = Line::numbered(number, findings);
            let Some(value) = above.value() else {
                if above.is_header() || above.text.trim_end_matches(',').ends_with(']') {
                    return None;
                }
                continue;
            };
            let value = &findings.source[value];
            return (value.starts_with('[') && !value.ends_with(']')).then_some(above);
        }
        None
    }
}

/// The text up to a comment; a `#` inside quotes begins none.
pub fn without_comment(text: &str) -> &str {
    let mut quote = None;
    for (at, sign) in text.char_indices() {
        match (quote, sign) {
            (None, '#') => return text[..at].trim_end(),
            (None, '"' | '\'') => quote = Some(sign),
            (Some(open), _) if open == sign => quote = None,
            _ => {}
        }
    }
    text.trim_end()
}
