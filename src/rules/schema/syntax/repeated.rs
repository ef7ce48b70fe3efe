//! A key or a table written twice.

use std::ops::Range;

use crate::rules::check::Findings;

use super::Line;

/// Reports the second one and shows the first.
pub fn report(line: &Line<'_>, span: Range<usize>, out: &mut Findings<'_>) {
    if line.is_header() {
        return header(line, out);
    }
    let key = line.key().map_or(line.text, |(key, _)| key);
    let first = (1..line.number).rev().map(|number| Line::numbered(number, out));
    let first = first
        .take_while(|above| !above.is_header())
        .find(|above| above.key().is_some_and(|(above, _)| above == key));
    let span =
        if line.key().is_some() { line.span.start..line.span.start + key.len() } else { span };
    let found =
        out.error("duplicate-name", "duplicate-key", span).with("name", key.to_owned()).label();
    match first {
        Some(first) => {
            let place = first.span.start..first.span.start + key.len();
            found.other(place, "duplicate-first").help().done();
        }
        None => found.help().done(),
    }
}

/// The name of a header, without brackets and comment.
fn bare(text: &str) -> String {
    let name = text.split('#').next().unwrap_or_default().replace(['[', ']', ' ', '"'], "");
    name.trim().to_owned()
}

/// Reports a file that holds itself twice: two lines that name the company, sections between.
pub fn whole_file(out: &mut Findings<'_>) -> bool {
    let lines = out.source.lines().count();
    let mut named = (1..=lines).map(|number| Line::numbered(number, out)).filter(|line| {
        line.key().is_some_and(|(key, _)| key == "company") && !line.text.starts_with('#')
    });
    let (Some(first), Some(second)) = (named.next(), named.next()) else { return false };
    if second.table(out).is_none() || second.table(out) == first.table(out) {
        return false;
    }
    let found = out.error("duplicate-name", "file-pasted", second.span).label();
    found.other(first.span, "duplicate-first").help().done();
    true
}

/// Reports `[rule]` once, however many there are.
pub fn single_brackets(out: &mut Findings<'_>) {
    let lines = out.source.lines().count();
    let single: Vec<_> = (1..=lines)
        .map(|number| Line::numbered(number, out))
        .filter(|line| is_single_rule(line))
        .collect();
    let Some(first) = single.first() else { return };
    let place = first.span.start..first.span.start + first.text.find(']').map_or(0, |at| at + 1);
    let others: Vec<_> = single[1..].iter().map(|line| line.number.to_string()).collect();
    let found = out.error("wrong-type", "rule-brackets", place.clone()).label();
    let found = match others.is_empty() {
        true => found.help(),
        false => found.with("lines", others.join(", ")).help_as("rule-brackets-all-help"),
    };
    found.patch(place, "[[rule]]").done();
}

fn is_single_rule(line: &Line<'_>) -> bool {
    line.is_header() && !line.text.starts_with("[[") && bare(line.text) == "rule"
}

fn header(line: &Line<'_>, out: &mut Findings<'_>) {
    let name = bare(line.text);
    let first = (1..line.number)
        .map(|number| Line::numbered(number, out))
        .find(|above| above.is_header() && bare(above.text) == name);
    // Told already, together with the others.
    if name == "rule" && (is_single_rule(line) || first.as_ref().is_some_and(is_single_rule)) {
        return;
    }
    let found = out.error("duplicate-name", "duplicate-table", line.span.clone());
    let found = found.with("name", name).label();
    match first {
        Some(first) => found.other(first.span, "duplicate-first").help().done(),
        None => found.help().done(),
    }
}
