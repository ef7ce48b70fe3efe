//! Places leads go to must be set up.

use crate::dialog::Sink;
use crate::rules::schema::Draft;

use super::Findings;

/// Warns of every place of which `is_set` says that its settings are missing.
pub fn check(draft: &Draft, is_set: &dyn Fn(Sink) -> bool, findings: &mut Findings<'_>) {
    let of_rules = draft.rules.iter().filter_map(|rule| rule.actions.send_to.as_ref());
    let of_rules = of_rules.flat_map(|sinks| &sinks.value);
    let named = draft.lead.send_to.iter().flatten().chain(of_rules);
    for sink in named.filter(|sink| !is_set(sink.value)) {
        findings
            .warning("destination-not-configured", "destination", sink.span.clone())
            .with("sink", sink.value.key())
            .with("setting", sink.value.setting())
            .label()
            .help()
            .done();
    }
}
