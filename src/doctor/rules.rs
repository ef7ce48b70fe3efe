//! The rules: do they load, do their dialogues go as written, is every place they name set up?

use super::Finding;
use super::finding::Say;
use super::settings::Read;
use crate::app::missing_sinks;
use crate::dialog::Sink;
use crate::played::{PlayedFile, Whose, files_in, play};
use crate::rules::{Problem, Rules, Severity};
use crate::rules_file::RulesFile;

/// The rules, when there are any to go by, and what there is to say of them.
pub fn findings(
    file: Result<RulesFile, String>,
    settings: &Read,
    say: Say,
) -> (Option<Rules>, Vec<Finding>) {
    let file = match file {
        Ok(file) => file,
        Err(words) => {
            let remedy = say.bad("doctor-no-rules", &[]).remedy.unwrap_or_default();
            return (None, vec![Finding::bad(words, remedy)]);
        }
    };
    let shown = file.shown();
    let counted = |count: usize| [("file", shown.as_str().into()), ("count", count.into())];
    let loaded = match file.load() {
        Ok(loaded) => loaded,
        Err(problems) => {
            let is_error = |problem: &&Problem| problem.severity == Severity::Error;
            let count = problems.iter().filter(is_error).count();
            return (None, vec![say.bad("doctor-rules-broken", &counted(count))]);
        }
    };
    let mut findings = vec![say.good("doctor-rules-fine", &counted(loaded.rules.rules.len()))];
    if !loaded.warnings.is_empty() {
        findings.push(say.warning("doctor-rules-warnings", &counted(loaded.warnings.len())));
    }
    findings.extend(dialogues(&file, &loaded.rules, say));
    findings.extend(places(&loaded.rules, settings, say));
    (Some(loaded.rules), findings)
}

fn dialogues(file: &RulesFile, rules: &Rules, say: Say) -> Option<Finding> {
    let whose = Whose::OnlyThese(file, rules);
    let files = files_in(&file.dialogs());
    let played = files.iter().map(|path| play(path, &whose, false));
    let played = match played.collect::<Result<Vec<_>, _>>() {
        Ok(played) => played,
        Err(words) => {
            let remedy = say.bad("doctor-dialogues-failed", &[("count", 1.into())]).remedy;
            return Some(Finding::bad(words, remedy.unwrap_or_default()));
        }
    };
    let played: Vec<PlayedFile> = played.into_iter().flatten().collect();
    let failed: usize = played.iter().map(PlayedFile::failed).sum();
    let passed: usize = played.iter().map(PlayedFile::passed).sum();
    match (failed, passed) {
        (0, 0) => None,
        (0, _) => Some(say.good("doctor-dialogues-passed", &[("count", passed.into())])),
        _ => Some(say.bad("doctor-dialogues-failed", &[("count", failed.into())])),
    }
}

/// Places named and not set up, and places set up that nobody names.
fn places(rules: &Rules, read: &Read, say: Say) -> Vec<Finding> {
    let Some(settings) = &read.settings else { return Vec::new() };
    let is_wrong = |sink: &Sink| read.wrong.iter().any(|error| error.without() == sink.setting());
    let said = |sink: Sink| [("sink", sink.key().into()), ("setting", sink.setting().into())];
    let missing = missing_sinks(settings, rules).into_iter().filter(|sink| !is_wrong(sink));
    let missing = missing.map(|sink| say.bad("doctor-no-sink", &said(sink)));
    let idle = Sink::ALL.into_iter().filter(|sink| settings.has(*sink) && !rules.sends_to(*sink));
    let idle = idle.map(|sink| say.warning("doctor-idle-sink", &said(sink)));
    missing.chain(idle).collect()
}
