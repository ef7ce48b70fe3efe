//! Text that cannot be read as a rules file at all: an open quote, a lost bracket.
//!
//! The reader's own words name its grammar; here its error is only the place to
//! look at, and the line itself tells what its author did.

mod key;
mod line;
mod repeated;
mod value;

use std::ops::Range;

use toml::de::Error;

use crate::rules::check::Findings;

use line::Line;

/// Reports what the reader stumbled over; `true` when the text was read whole nevertheless.
pub fn report(errors: &[Error], findings: &mut Findings<'_>) -> bool {
    let source = findings.source;
    if source.trim().is_empty() {
        findings.error("missing-key", "empty-file", 0..source.len()).help().done();
        return false;
    }
    if conflict(findings) {
        return false;
    }
    if source.contains('\r') && !source.contains('\n') {
        let first = 0..source.find('\r').unwrap_or_default();
        findings.error("syntax", "line-ends", first).label().help().done();
        return false;
    }
    if let Some(key) = other_format(source).filter(|_| !errors.is_empty()) {
        let first = findings.line_span(first_line(source));
        findings.error("syntax", key, first).label().help().done();
        return false;
    }
    if errors.iter().any(|error| error.message() == "duplicate key")
        && repeated::whole_file(findings)
    {
        return false;
    }
    repeated::single_brackets(findings);
    let mut places: Vec<_> = errors
        .iter()
        .map(|error| (error.span().unwrap_or(source.len()..source.len()), error.message()))
        .collect();
    places.sort_by_key(|(span, _)| span.start);
    let (mut reported, mut whole, mut repeated_table) = (0, true, None);
    let mut end = End::Line;
    for (span, message) in places {
        let line = Line::at(span.start, findings);
        // The first stumble of a line is the cause of the others.
        if line.number == reported {
            continue;
        }
        reported = line.number;
        if message == "duplicate key" {
            // Under a table begun twice everything may be there twice.
            if repeated_table.is_none() || repeated_table != line.table(findings) {
                repeated::report(&line, span, findings);
            }
            if line.is_header() {
                repeated_table = Some(line.number);
            }
            continue;
        }
        whole = false;
        // The lines of a text that broke off at its first line are no lines of the file.
        if end == End::Text && line.key().is_none() && !line.is_header() {
            continue;
        }
        end = stumble(&line, span, message, findings);
        if end == End::Reading {
            break;
        }
    }
    whole
}

/// How the reader's error about a line without a value begins.
pub const UNFINISHED: &str = "key with no value";

/// The text with every line that has no value blanked, byte for byte as long as before.
pub fn without_unfinished(source: &str, errors: &[Error]) -> String {
    let mut bytes = source.as_bytes().to_vec();
    let unfinished = errors.iter().filter(|error| error.message().starts_with(UNFINISHED));
    for error in unfinished {
        let at = error.span().map_or(source.len(), |span| span.start.min(source.len()));
        let start = bytes[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        let end =
            bytes[at..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |end| at + end);
        bytes[start..end].fill(b' ');
    }
    // Whole lines were filled, so what is left is text; else the first look has to do.
    String::from_utf8(bytes).unwrap_or_else(|_| source.to_owned())
}

/// Whether what follows an error can still be understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Line,
    Text,
    Reading,
}

/// Reports what tools leave where two versions of the file could not be made one.
fn conflict(findings: &mut Findings<'_>) -> bool {
    let at = |sign: &str| {
        let line = findings.source.lines().position(|line| line.starts_with(sign))?;
        Some(findings.line_span(line + 1))
    };
    let (Some(begin), Some(end)) = (at("<<<<<<<"), at(">>>>>>>")) else { return false };
    let found = findings.error("syntax", "conflict", begin).label();
    found.other(end, "conflict-end").help().done();
    true
}

fn stumble(line: &Line<'_>, span: Range<usize>, message: &str, out: &mut Findings<'_>) -> End {
    if let Some(place) = line.invisible() {
        let found = out.error("syntax", "invisible", place.clone()).label().help();
        found.patch(place, " ").done();
        return End::Line;
    }
    let about = message.split(", expected").next().unwrap_or(message);
    match about {
        "invalid multi-line basic string" | "invalid multi-line literal string" => {
            return value::open_block(line, span, out);
        }
        "missing comma between array elements"
        | "unclosed array"
        | "unexpected `=` in array"
        | "extra comma in array" => return value::list(line, span, about, out),
        _ => {}
    }
    if line.open_list_above(out).is_some() && line.begins_anew() {
        return value::list(line, span, "unclosed array", out);
    }
    match about {
        "invalid basic string" | "invalid literal string" => {
            value::open_quote(line, span, out);
            let list = line.value().is_some_and(|value| out.source[value].starts_with('['));
            // The bracket that closes the list went into the text.
            return if list { End::Reading } else { End::Text };
        }
        "key with no value"
        | "invalid unquoted key"
        | "invalid key-value pair"
        | "unquoted keys cannot be empty" => key::report(line, span, out),
        "unclosed table" | "unclosed array table" => key::header(line, out),
        _ if line.is_header() => key::header(line, out),
        "unexpected key or value" | "unexpected content" => value::extra(line, span, out),
        _ if message.contains("escape") => {
            out.error("syntax", "backslash", value::around(line, span)).label().help().done();
        }
        _ if about.contains("inline table") || about.contains("key-value pairs") => {
            if line.value().is_some_and(|whole| value::wrong_signs(whole, out)) {
                return End::Line;
            }
            out.error("syntax", "braces", line.span.clone()).label().help().done();
        }
        _ if about.contains("recurse") => {
            out.error("syntax", "too-deep", line.span.clone()).label().help().done();
        }
        _ => value::unreadable(line, span, out),
    }
    End::Line
}

/// The sentence about a file that is no rules file at all.
fn other_format(source: &str) -> Option<&'static str> {
    let text = source.trim_start();
    if text.starts_with("{\\rtf") {
        return Some("document");
    }
    if text.starts_with('{') {
        return Some("json");
    }
    if text.starts_with('<') {
        return Some("markup");
    }
    let lines =
        || text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let yaml = lines().filter(|line| {
        line.starts_with("- ") || (line.contains(':') && !line.contains(['=', '"', '[']))
    });
    let pairs = lines().filter(|line| line.contains('=')).count();
    (text.starts_with("---") || (pairs == 0 && yaml.count() >= 2)).then_some("yaml")
}

fn first_line(source: &str) -> usize {
    source.lines().position(|line| !line.trim().is_empty()).map_or(1, |at| at + 1)
}
