//! E-mail addresses, as typed and as spelled out: `ivan собака mail точка ru`.

mod domain;
mod local;

use super::normalize::Normal;
use super::{Found, Reason, Rejected, Shape};
use domain::Ending;

/// Every mention of an address in a message, lower-case, in order, and what looked like one.
pub fn find(normal: &Normal<'_>) -> (Vec<Found<String>>, Vec<Rejected>) {
    let mut found: Vec<Found<String>> = Vec::new();
    let mut rejected = Vec::new();
    for outcome in outcomes(&normal.text) {
        match outcome {
            Ok(address) => found.push(Found { span: normal.span(address.span), ..address }),
            Err(other) => {
                rejected.push(Rejected { span: normal.span(other.span.clone()), ..other });
            }
        }
    }
    (found, rejected)
}

/// The address with its domain in the ASCII form mail servers take.
///
/// An address whose domain has no such form is returned as it is.
pub fn ascii(address: &str) -> String {
    match address.rsplit_once('@') {
        Some((local, domain)) => match idna::domain_to_ascii(domain) {
            Ok(domain) => format!("{local}@{domain}"),
            Err(_) => address.to_owned(),
        },
        None => address.to_owned(),
    }
}

/// The addresses of a normalised text, with their places in it.
pub(super) fn scan(text: &str) -> Vec<Found<String>> {
    outcomes(text).into_iter().filter_map(Result::ok).collect()
}

/// Words written for `@`; the first are tried first.
const SPELLED: [&str; 9] =
    ["(at)", "[at]", "{at}", "(собака)", "(собачка)", "собачка", "собака", "собачька", " at "];

/// Every sign or word for `@` that makes an address, or almost makes one.
fn outcomes(text: &str) -> Vec<Result<Found<String>, Rejected>> {
    let mut marks: Vec<(usize, &str)> = text.match_indices('@').collect();
    for word in SPELLED {
        for (at, mark) in text.match_indices(word) {
            if marks
                .iter()
                .all(|(other, known)| at >= other + known.len() || other >= &(at + mark.len()))
            {
                marks.push((at, mark));
            }
        }
    }
    marks.sort_unstable();
    let mut outcomes: Vec<Result<Found<String>, Rejected>> = Vec::new();
    let mut taken = 0;
    for (at, mark) in marks {
        if at < taken {
            continue;
        }
        let outcome = address(text, taken, at, mark);
        if let Some(Ok(found)) = &outcome {
            taken = found.span.end;
        }
        outcomes.extend(outcome);
    }
    outcomes
}

/// The address around one sign or word for `@`.
fn address(
    text: &str,
    from: usize,
    at: usize,
    mark: &str,
) -> Option<Result<Found<String>, Rejected>> {
    let spelled = mark != "@";
    let before = &text[from..at];
    let after = &text[at + mark.len()..];
    let loose = spelled || before.ends_with(' ') || after.starts_with(' ');
    let local = local::before(before, loose)?;
    let ending = domain::after(after, loose, mark == " at ")?;
    let (domain, length) = match ending {
        Ending::Domain { name, length } => (name, length),
        Ending::File { length } => {
            let span = from + local.start..at + mark.len() + length;
            return Some(Err(Rejected { span, looks_like: Shape::Email, reason: Reason::File }));
        }
    };
    let span = from + local.start..at + mark.len() + length;
    let mixed =
        !local.name.is_ascii() && domain.is_ascii() && !text[span.clone()].ends_with(&domain);
    if mixed || text[..span.start].ends_with('@') || is_masked(&text[..span.start]) {
        return None;
    }
    let chunk = text[..span.start].rfind([' ', '\n']).map_or(0, |space| space + 1);
    if text[chunk..span.start].contains("://") {
        return Some(Err(Rejected { span, looks_like: Shape::Email, reason: Reason::Link }));
    }
    Some(Ok(Found { value: format!("{}@{domain}", local.name), span }))
}

/// «i***v@mail.ru»: stars hide a part of the name. «**ivan@mail.ru**» is only bold.
fn is_masked(before: &str) -> bool {
    let name = before.trim_end_matches(['*', '•']);
    name.len() < before.len() && name.ends_with(char::is_alphanumeric)
}
