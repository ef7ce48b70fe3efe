//! The settings one by one: what is wrong with one must not hide the others.

use super::Finding;
use super::finding::Say;
use crate::settings::{Settings, SettingsError};

/// In the place of a token that cannot be used.
const NO_TOKEN: &str = "0:none";
const TOKEN: &str = "TELEGRAM_BOT_TOKEN";
/// Settings in the order of `.env.example`, each with those it needs beside it.
const KNOWN: [&str; 12] = [
    TOKEN,
    "TELEGRAM_API_URL",
    "MANAGERS_CHAT_ID",
    "BITRIX24_WEBHOOK_URL",
    "BITRIX24_API",
    "SMTP_URL",
    "EMAIL_FROM",
    "EMAIL_TO",
    "LEAD_WEBHOOK_URL",
    "LEAD_WEBHOOK_SECRET",
    "DATA_DIR",
    "RULES_FILE",
];

/// The settings that can be used, and what is wrong with the others.
pub struct Read {
    /// Without those that are wrong; `None` when nothing helps.
    pub settings: Option<Settings>,
    /// The token is one of them.
    pub has_token: bool,
    /// What is wrong.
    pub wrong: Vec<SettingsError>,
}

/// Reads the settings; what is wrong is left out and noted.
pub fn read(lookup: impl Fn(&str) -> Option<String>) -> Read {
    let mut wrong: Vec<SettingsError> = Vec::new();
    loop {
        let left_out = |name: &str| wrong.iter().any(|error| error.without() == name);
        let read = Settings::read(|name| match name {
            TOKEN if left_out(TOKEN) => Some(NO_TOKEN.to_owned()),
            name if left_out(name) => None,
            name => lookup(name),
        });
        let has_token = !left_out(TOKEN);
        match read {
            Ok(settings) => return Read { settings: Some(settings), has_token, wrong },
            Err(error) if left_out(error.without()) => {
                return Read { settings: None, has_token, wrong };
            }
            Err(error) => wrong.push(error),
        }
    }
}

/// What there is to say of them.
pub fn findings(read: &Read, lookup: impl Fn(&str) -> Option<String>, say: Say) -> Vec<Finding> {
    let is_set = |name: &str| lookup(name).is_some_and(|value| !value.trim().is_empty());
    let is_wrong = |name: &str| {
        read.wrong.iter().any(|error| error.setting() == name || error.without() == name)
    };
    let set = KNOWN.into_iter().filter(|name| is_set(name) && !is_wrong(name));
    let mut findings: Vec<Finding> =
        set.map(|name| say.good("doctor-setting", &[("setting", name.into())])).collect();
    findings.extend(read.wrong.iter().map(|error| {
        let remedy = say.bad("doctor-setting", &[("setting", error.setting().into())]).remedy;
        Finding::bad(error.in_words(say.0), remedy.unwrap_or_default())
    }));
    if is_set("LEAD_WEBHOOK_SECRET") && !is_set("LEAD_WEBHOOK_URL") {
        findings.push(say.warning("doctor-secret-alone", &[]));
    }
    let mail = ["EMAIL_FROM", "EMAIL_TO"];
    if mail.into_iter().any(is_set) && !is_set("SMTP_URL") {
        findings.push(say.warning("doctor-email-alone", &[]));
    }
    findings.extend(readable_by_all(say));
    findings
}

/// `.env` holds every secret: others on the machine must not read it.
fn readable_by_all(say: Say) -> Option<Finding> {
    use std::os::unix::fs::PermissionsExt;
    let file = dotenvy::dotenv().ok()?;
    let mode = std::fs::metadata(&file).ok()?.permissions().mode();
    let file = file.display().to_string();
    (mode & 0o004 != 0).then(|| say.warning("doctor-env-open", &[("file", file.into())]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialog::Sink;
    use crate::texts::Language;

    fn with<'a>(lines: &'a [(&'a str, &'a str)]) -> impl Fn(&str) -> Option<String> + 'a {
        |name| lines.iter().find(|line| line.0 == name).map(|line| line.1.to_owned())
    }

    #[test]
    fn one_wrong_setting_hides_no_other() {
        let lines = [
            (TOKEN, "hush"),
            ("SMTP_URL", "smtps://mail.example"),
            ("EMAIL_TO", "a@mail.example"),
            ("LEAD_WEBHOOK_URL", "http://crm.example/hush"),
            ("MANAGERS_CHAT_ID", "-5"),
        ];
        let read = read(with(&lines));
        let settings = read.settings.as_ref().expect("the others can be used");
        assert!(!read.has_token && settings.managers == Some(-5));
        assert!(!settings.has(Sink::Email) && !settings.has(Sink::Webhook));
        let findings = findings(&read, with(&lines), Say(Language::En));
        let bad = findings.iter().filter(|finding| finding.mark == super::super::Mark::Bad);
        let words: Vec<&str> = bad.map(|finding| &*finding.words).collect();
        assert_eq!(words.len(), 3, "{words:?}");
        assert!(words.iter().any(|words| words.contains("EMAIL_FROM")), "{words:?}");
        assert!(!format!("{findings:?}").contains("hush"));
    }

    #[test]
    fn what_is_set_for_nothing_is_said() {
        let lines = [(TOKEN, "1:a"), ("LEAD_WEBHOOK_SECRET", "hush"), ("EMAIL_TO", "a@b.example")];
        let findings = findings(&read(with(&lines)), with(&lines), Say(Language::En));
        let warnings = findings.iter().filter(|finding| finding.remedy.is_some()).count();
        assert_eq!(warnings, 2, "{findings:?}");
    }
}
