//! Text that cannot be read as a rules file at all: an open quote, a lost bracket.

use toml::de::Error;

use crate::rules::check::Findings;

/// Reports what the reader stumbled over; `true` when the text was read whole nevertheless.
pub fn report(errors: &[Error], findings: &mut Findings<'_>) -> bool {
    for error in errors {
        let message = error.message().to_owned();
        let span = error.span().unwrap_or_default();
        findings.error("syntax", "syntax", span).with("message", message).done();
    }
    errors.is_empty()
}
