//! Files that rules send must be there.

use crate::rules::schema::Draft;

use super::Findings;

/// Reports every `then.file` of which `is_there` knows nothing.
pub fn check(draft: &Draft, is_there: &dyn Fn(&str) -> bool, findings: &mut Findings<'_>) {
    let files = draft.rules.iter().filter_map(|rule| rule.actions.file.as_ref());
    for file in files.filter(|file| !is_there(file.value.trim())) {
        findings
            .error("missing-file", "file", file.span.clone())
            .with("file", file.value.trim().to_owned())
            .label()
            .help()
            .done();
    }
}
