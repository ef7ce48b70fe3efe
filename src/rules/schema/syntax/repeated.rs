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

fn header(line: &Line<'_>, out: &mut Findings<'_>) {
    let bare = |text: &str| {
        text.split('#')
            .next()
            .unwrap_or_default()
            .replace(['[', ']', ' ', '"'], "")
            .trim()
            .to_owned()
    };
    let name = bare(line.text);
    let first = (1..line.number)
        .map(|number| Line::numbered(number, out))
        .find(|above| above.is_header() && bare(above.text) == name);
    if name == "rule" {
        let single = first.filter(|first| !first.text.starts_with("[[")).unwrap_or(line.clone());
        let found = out.error("wrong-type", "rule-brackets", single.span.clone()).label().help();
        let end = single.span.start + single.text.find(']').map_or(single.text.len(), |at| at + 1);
        found.patch(single.span.start..end, "[[rule]]").done();
        return;
    }
    let found = out.error("duplicate-name", "duplicate-table", line.span.clone());
    let found = found.with("name", name).label();
    match first {
        Some(first) => found.other(first.span, "duplicate-first").help().done(),
        None => found.help().done(),
    }
}
