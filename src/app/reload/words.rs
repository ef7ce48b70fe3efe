//! What the managers' group reads about an edit of the rules.

use fluent_bundle::FluentValue;

use crate::rules::{Changes, Problem, covered};
use crate::texts::{Language, text, text_with};

/// So many names are listed, and no more.
const NAMES: usize = 10;
/// A name or a sentence that quotes the file is cut after so many characters.
const LONGEST_NAME: usize = 80;
const LONGEST_SENTENCE: usize = 500;

/// New rules are in force.
pub(super) fn updated(
    language: Language,
    changes: &Changes,
    before: usize,
    count: usize,
) -> String {
    let number = text_with(language, "desk-rules-count", &[("count", count.into())]);
    let mut parts = vec![if before == count {
        number
    } else {
        let places = [("count", number.into()), ("before", before.into())];
        text_with(language, "desk-rules-were", &places)
    }];
    let mut list = |key: &str, names: &[String]| {
        if !names.is_empty() {
            let names = listed(language, names).into();
            parts.push(text_with(language, key, &[("names", names)]));
        }
    };
    list("desk-rules-added", &changes.added);
    list("desk-rules-removed", &changes.removed);
    list("desk-rules-changed", &changes.changed);
    list("desk-rules-elsewhere", &changes.elsewhere);
    if changes.reordered {
        parts.push(text(language, "desk-rules-reordered"));
    }
    text_with(language, "desk-rules-updated", &[("changes", parts.join("; ").into())])
}

/// The old rules stay.
pub(super) fn refused(language: Language, reason: &str) -> String {
    text_with(language, "desk-rules-refused", &[("reason", reason.into())])
}

/// The first of `count` errors in the file. What it quotes may be a secret.
pub(super) fn problem(language: Language, first: &Problem, count: usize) -> String {
    let message = cut(&covered(&first.message), LONGEST_SENTENCE);
    let places: [(&str, FluentValue<'_>); 2] =
        [("message", message.into()), ("line", first.line.to_string().into())];
    let words = text_with(language, "desk-rules-problem", &places);
    if count == 1 {
        return words;
    }
    words + "; " + &text_with(language, "desk-rules-errors", &[("count", count.into())])
}

/// A dialogue went another way than written, the first of `count`.
pub(super) fn dialogue(language: Language, title: &str, place: &str, count: usize) -> String {
    let places: [(&str, FluentValue<'_>); 3] = [
        ("title", cut(title, LONGEST_NAME).into()),
        ("place", place.into()),
        ("count", count.into()),
    ];
    text_with(language, "desk-rules-dialogue", &places)
}

/// A file of dialogues cannot be understood.
pub(super) fn misread(language: Language, file: &str) -> String {
    text_with(language, "desk-rules-misread", &[("file", file.into())])
}

/// The system does not let the rules file be read.
pub(super) fn unreadable(language: Language, reason: &str) -> String {
    text_with(language, "desk-rules-unreadable", &[("reason", reason.into())])
}

fn listed(language: Language, names: &[String]) -> String {
    let quoted = |name: &String| {
        let name = cut(name, LONGEST_NAME).into();
        text_with(language, "desk-rules-name", &[("name", name)])
    };
    let mut words = names.iter().take(NAMES).map(quoted).collect::<Vec<_>>().join(", ");
    if names.len() > NAMES {
        let more = [("count", (names.len() - NAMES).into())];
        words = words + " " + &text_with(language, "desk-rules-more", &more);
    }
    words
}

fn cut(words: &str, longest: usize) -> String {
    let line = words.replace('\n', " ");
    match line.char_indices().nth(longest) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn an_update_says_what_has_changed() {
        let changes = Changes {
            added: names(&["Скидка"]),
            removed: names(&["Акция", "Сайт"]),
            reordered: true,
            ..Changes::default()
        };
        assert_eq!(
            updated(Language::Ru, &changes, 22, 21),
            "Правила обновлены: 21 правило, было 22; новые: «Скидка»; убраны: «Акция», «Сайт»; \
             порядок другой."
        );
        let changes = Changes { elsewhere: names(&["hours"]), ..Changes::default() };
        assert_eq!(
            updated(Language::En, &changes, 2, 2),
            "Rules updated: 2 rules; also changed: “hours”."
        );
    }

    #[test]
    fn a_long_list_is_cut() {
        let added = (0..14).map(|number| format!("n{number}")).collect();
        let words = updated(Language::Ru, &Changes { added, ..Changes::default() }, 0, 14);
        assert!(words.ends_with("«n9» и ещё 4."), "{words}");
    }

    #[test]
    fn what_a_problem_quotes_is_covered() {
        let text = "version = 1\n\"sk-0123456789abcdef0123456789\" = 1\n";
        let problems = crate::rules::problems(text);
        for first in &problems {
            let words = problem(Language::Ru, first, problems.len());
            assert!(!words.contains("0123456789abcdef"), "{words}");
        }
        assert!(problems.iter().any(|problem| problem.line == 2));
    }
}
