//! A line whose right side cannot be read.

use std::ops::Range;

use crate::rules::check::{Findings, quote};

use super::line::without_comment;
use super::{End, Line};

/// Keys whose value is a number.
const NUMBERS: [&str; 4] = ["tries", "limit", "min_messages", "version"];

/// Quotes of word processors.
const SMART: [char; 8] = ['«', '»', '“', '”', '„', '‘', '’', '`'];

/// A text over several lines without its closing quotes.
pub fn open_block(line: &Line<'_>, span: Range<usize>, out: &mut Findings<'_>) -> End {
    let last =
        ["\"\"\"", "'''"].iter().filter_map(|quotes| out.source[..span.start].rfind(quotes)).max();
    let place = last.map_or_else(|| line.span.clone(), |at| at..at + 3);
    out.error("syntax", "open-block", place).label().help().done();
    End::Reading
}

/// A list without its bracket, or with a comma too few or too many.
pub fn list(line: &Line<'_>, span: Range<usize>, about: &str, out: &mut Findings<'_>) -> End {
    if other_quotes(line, out) {
        return End::Line;
    }
    let above =
        line.open_list_above(out).filter(|_| line.begins_anew() || about == "unclosed array");
    let own = line.value().is_some_and(|value| {
        let value = &out.source[value];
        value.starts_with('[') && !value.contains(']')
    });
    if let Some(open) = above.or_else(|| own.then(|| line.clone())) {
        let value = open.value().unwrap_or(open.span.clone());
        let found = out.error("syntax", "open-list", value.clone()).label().help();
        // A list over several lines is closed where its author knows, not here.
        if value.len() > 1 {
            found.patch(value.end..value.end, "]").done();
        } else {
            found.done();
        }
        return End::Reading;
    }
    if about == "extra comma in array" {
        let found = out.error("syntax", "extra-comma", span.clone()).label().help();
        found.patch(span, "").done();
        return End::Line;
    }
    if about != "missing comma between array elements" {
        out.error("syntax", "list-form", line.span.clone()).label().help().done();
        return End::Reading;
    }
    let end = out.source[..span.start].trim_end().len();
    let gap = &out.source[end..span.start];
    let place = if gap.contains('\n') { end.saturating_sub(1)..end } else { end..span.start + 1 };
    // `"кот"; "пёс"`, `"кот" или "пёс"`: what stands between goes.
    let rest = &out.source[end..line.span.end.max(end)];
    let between = rest.find(['"', '\'']).map(|quote| &rest[..quote]);
    let between = between.filter(|between| !between.trim().is_empty() && !gap.contains('\n'));
    let found = out.error("syntax", "comma", place).label().help();
    match between {
        Some(between) => found.patch(end..end + between.len(), ", ").done(),
        None => found.patch(end..end, ",").done(),
    }
    End::Line
}

/// A word of a list that begins with one kind of quotes and ends with the other: `["кот', "пёс"]`.
fn other_quotes(line: &Line<'_>, out: &mut Findings<'_>) -> bool {
    let mut open: Option<(usize, char)> = None;
    for (at, sign) in line.text.char_indices().filter(|(_, sign)| ['"', '\''].contains(sign)) {
        let rest = line.text[at + 1..].trim_start();
        match open {
            None => open = Some((at, sign)),
            Some((_, first)) if first == sign => open = None,
            Some((begin, first)) if rest.starts_with([',', ']']) => {
                let place = line.span.start + begin..line.span.start + at + 1;
                let end = place.end;
                let found = out.error("syntax", "other-quotes", place).label().help();
                found.patch(end - 1..end, first).done();
                return true;
            }
            Some(_) => {}
        }
    }
    false
}

/// A quote that is not closed on its line.
pub fn open_quote(line: &Line<'_>, span: Range<usize>, out: &mut Findings<'_>) {
    let inner = &out.source[span.clone()];
    if inner.chars().any(char::is_control) {
        return out.error("syntax", "control-sign", span).label().help().done();
    }
    let Some(open) = line.text.rfind('"').or_else(|| line.text.rfind('\'')) else {
        return unreadable(line, span, out);
    };
    let sign = &line.text[open..=open];
    let text = &line.text[open..];
    let end = text.find(" #").map_or(text.len(), |comment| text[..comment].trim_end().len());
    let place = line.span.start + open..line.span.start + open + end;
    let text = &text[..end];
    // `["кот]`: the bracket belongs to the list, not to the word.
    let kept = text.trim_end_matches([']', ',', ' ']).len().max(1);
    let at = place.start + kept;
    out.error("syntax", "open-quote", place).label().help().patch(at..at, sign).done();
}

/// Something after the value.
pub fn extra(line: &Line<'_>, span: Range<usize>, out: &mut Findings<'_>) {
    let rest = without_comment(
        &line.text[(span.start.max(line.span.start) - line.span.start).min(line.text.len())..],
    );
    let place = span.start..span.start + rest.len();
    let value = line.value().unwrap_or(place.clone());
    let written = &out.source[value.clone()];
    if rest.starts_with(';') {
        return out
            .error("syntax", "semicolon", place.clone())
            .label()
            .help()
            .patch(place, "")
            .done();
    }
    let quoted = written.starts_with(['"', '\'']);
    let gap = out.source[..place.start].len() - out.source[..place.start].trim_end().len();
    // Words far from the text they explain: `"ru"      язык: "ru" или "en"`.
    if quoted && gap > 1 && rest.starts_with(char::is_alphabetic) {
        return remark(place, out);
    }
    if quoted && rest.starts_with(',') {
        let fixed = format!("[{}]", written.trim_end_matches([',', ']']));
        return out
            .error("syntax", "list-brackets", value.clone())
            .label()
            .help()
            .patch(value, fixed)
            .done();
    }
    if quoted && rest.contains('=') {
        return out.error("syntax", "two-on-a-line", place).label().help().done();
    }
    if quoted && (rest.contains(['"', '\'']) || written.ends_with(['"', '\''])) {
        return out.error("syntax", "inner-quotes", value).label().help().done();
    }
    if rest.trim_matches([']', ' ']).is_empty() {
        return out
            .error("syntax", "extra-bracket", place.clone())
            .label()
            .help()
            .patch(place, "")
            .done();
    }
    if quoted && rest.starts_with('+') {
        return out.error("syntax", "plus", place).label().help().done();
    }
    let fraction = rest.strip_prefix(',').is_some_and(|rest| rest.parse::<u32>().is_ok());
    if fraction && out.source[value.start..place.start].trim().parse::<u32>().is_ok() {
        return out.error("syntax", "decimal-comma", value).label().help().patch(place, "").done();
    }
    remark(place, out);
}

/// Words after a value, most often a remark without its sign.
fn remark(place: Range<usize>, out: &mut Findings<'_>) {
    let written = &out.source[place.clone()];
    let signs = written.len() - written.trim_start_matches(['/', '-']).len();
    let found = out.error("syntax", "extra-text", place.clone()).label().help();
    let sign = if written[signs..].starts_with(' ') { "#" } else { "# " };
    found.patch(place.start..place.start + signs, sign).done();
}

/// A list in other brackets, or texts in other quotes, over the whole value.
pub fn wrong_signs(place: Range<usize>, out: &mut Findings<'_>) -> bool {
    let whole = &out.source[place.clone()];
    let inside = |open, close| whole.strip_prefix(open)?.strip_suffix(close);
    let list = inside('(', ')').or_else(|| inside('{', '}').filter(|list| !list.contains('=')));
    let (key, fixed) = if let Some(list) = list {
        ("other-brackets", format!("[{}]", list.trim()))
    } else if whole.starts_with(SMART) && whole.ends_with(SMART) {
        ("smart-quotes", quote(whole.trim_matches(SMART)))
    } else if whole.starts_with('[') && whole.contains(SMART) && !whole.contains('"') {
        ("smart-quotes", whole.replace(SMART, "\""))
    } else {
        return false;
    };
    out.error("syntax", key, place.clone()).label().help().patch(place, fixed).done();
    true
}

/// Anything else: most often a text without quotes.
pub fn unreadable(line: &Line<'_>, span: Range<usize>, out: &mut Findings<'_>) {
    if let Some(whole) = line.value().filter(|value| value.contains(&span.start))
        && wrong_signs(whole, out)
    {
        return;
    }
    let written = out.source[span.clone()].trim().to_owned();
    if written.is_empty() {
        if let Some(value) = line.value().filter(|value| value.is_empty()) {
            let key = line.key().map_or("", |(key, _)| key).to_owned();
            let found =
                out.error("syntax", "no-value", line.span.start..value.end.max(line.span.start));
            return found.with("key", key).label().help().done();
        }
        let key = if line.text.contains('\\') { "backslash" } else { "line-form" };
        return out.error("syntax", key, around(line, span)).label().help().done();
    }
    if written.starts_with('>') {
        let sign = span.start..span.start + 1;
        let found = out.error("syntax", "arrow", sign.clone()).label().help();
        return found.patch(sign, "").done();
    }
    if written == "=" {
        let found = out.error("syntax", "double-equals", span.clone()).label().help();
        return found.patch(span, "").done();
    }
    if written.starts_with(SMART) {
        let found = out.error("syntax", "smart-quotes", span.clone()).label().help();
        return found.patch(span, quote(written.trim_matches(SMART))).done();
    }
    if written.starts_with(['"', '\'']) {
        return open_quote(line, span, out);
    }
    let flag = match written.to_lowercase().as_str() {
        "true" | "yes" | "да" | "on" => Some("true"),
        "false" | "no" | "нет" | "off" => Some("false"),
        _ => None,
    };
    if let Some(flag) = flag {
        let found =
            out.error("syntax", "flag-form", span.clone()).with("flag", flag).label().help();
        return found.patch(span, flag).done();
    }
    let (first, rest) = written.split_once(char::is_whitespace).unwrap_or((&written, ""));
    if !rest.is_empty() && (["true", "false"].contains(&first) || first.parse::<f64>().is_ok()) {
        let start = out.source[..span.end].trim_end().len() - rest.trim_start().len();
        return remark(start..start + rest.trim_start().len(), out);
    }
    let key = line.key().map_or("", |(key, _)| key);
    if let Some(number) = written.strip_suffix(';').filter(|number| number.parse::<u32>().is_ok()) {
        let sign = span.start + number.len()..span.start + written.len();
        let found = out.error("syntax", "semicolon", sign.clone()).label().help();
        return found.patch(sign, "").done();
    }
    if NUMBERS.contains(&key.rsplit('.').next().unwrap_or(key)) {
        return out.error("syntax", "number-form", span).label().help().done();
    }
    let bare = written.trim_matches(['"', '\'']);
    let found = out.error("syntax", "no-quotes", span.clone()).label().help();
    found.patch(span, quote(bare)).done();
}

/// A place widened to the value it stands in, when it has no width of its own.
pub fn around(line: &Line<'_>, span: Range<usize>) -> Range<usize> {
    let inside = |value: &Range<usize>| value.start <= span.start && span.start <= value.end;
    if !span.is_empty() { span } else { line.value().filter(inside).unwrap_or(line.span.clone()) }
}
