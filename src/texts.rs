//! Every sentence a person reads, in Russian and English, from one catalogue.
//!
//! The sentences live in `texts/ru/*.ftl` and `texts/en/*.ftl` in the format of
//! Project Fluent (<https://projectfluent.org>), which knows plural forms. A
//! file holds what one audience reads: `desk` the managers, `bitrix24` whoever
//! looks into the portal, `customer` the customers, `check`, `command` and
//! `help` the owner and the operator. What is longer than a sentence, the
//! [lessons](lesson), stands in Markdown beside them.

mod lesson;

pub use lesson::{Lesson, lesson, lessons};

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use serde::{Deserialize, Serialize};
use unic_langid::LanguageIdentifier;

/// A language people are spoken to in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Russian.
    #[default]
    Ru,
    /// English.
    En,
}

impl Language {
    /// The language of the environment (`LC_ALL`, `LANG`) given as its value.
    pub fn of_locale(locale: &str) -> Self {
        if locale.starts_with("ru") { Language::Ru } else { Language::En }
    }
}

type Bundle = FluentBundle<FluentResource>;

macro_rules! catalogue {
    ($language:literal) => {
        bundle(
            $language,
            &[
                include_str!(concat!("texts/", $language, "/bitrix24.ftl")),
                include_str!(concat!("texts/", $language, "/check.ftl")),
                include_str!(concat!("texts/", $language, "/command.ftl")),
                include_str!(concat!("texts/", $language, "/customer.ftl")),
                include_str!(concat!("texts/", $language, "/delivery.ftl")),
                include_str!(concat!("texts/", $language, "/demo.ftl")),
                include_str!(concat!("texts/", $language, "/desk.ftl")),
                include_str!(concat!("texts/", $language, "/dialog.ftl")),
                include_str!(concat!("texts/", $language, "/doctor.ftl")),
                include_str!(concat!("texts/", $language, "/help.ftl")),
                include_str!(concat!("texts/", $language, "/email.ftl")),
                include_str!(concat!("texts/", $language, "/trace.ftl")),
                include_str!(concat!("texts/", $language, "/webhook.ftl")),
            ],
        )
    };
}

static RUSSIAN: LazyLock<Bundle> = LazyLock::new(|| catalogue!("ru"));
static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| catalogue!("en"));

fn bundle(language: &str, files: &[&str]) -> Bundle {
    let language: LanguageIdentifier = language.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // Isolation marks would end up in customers' chats and in compared texts.
    bundle.set_use_isolating(false);
    for file in files {
        // A half-read file still has its other sentences; the tests below see the rest.
        let resource = match FluentResource::try_new((*file).to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// The sentence `key`, with nothing to fill in.
pub fn text(language: Language, key: &str) -> String {
    text_with(language, key, &[])
}

/// The sentence `key` with its places filled.
///
/// A key that is in no catalogue is printed as it is: a test fails on it, a
/// running bot does not.
pub fn text_with(language: Language, key: &str, places: &[(&str, FluentValue<'_>)]) -> String {
    let bundle = match language {
        Language::Ru => &*RUSSIAN,
        Language::En => &*ENGLISH,
    };
    let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
        return key.to_owned();
    };
    let args: FluentArgs<'_> = places.iter().cloned().collect();
    bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn keys(language: &str) -> BTreeSet<String> {
        let folder = format!("{}/src/texts/{language}", env!("CARGO_MANIFEST_DIR"));
        let mut keys = BTreeSet::new();
        for entry in std::fs::read_dir(folder).unwrap() {
            let file = std::fs::read_to_string(entry.unwrap().path()).unwrap();
            let resource = FluentResource::try_new(file).expect("every file is well-formed");
            for entry in resource.entries() {
                if let fluent_syntax::ast::Entry::Message(message) = entry {
                    let key = message.id.name.to_owned();
                    assert!(keys.insert(key.clone()), "{key} stands twice in {language}");
                }
            }
        }
        keys
    }

    #[test]
    fn every_sentence_is_in_both_languages() {
        assert_eq!(keys("ru"), keys("en"));
    }

    #[test]
    fn an_unknown_key_is_printed_as_it_is() {
        assert_eq!(text(Language::En, "no-such-sentence"), "no-such-sentence");
    }
}
