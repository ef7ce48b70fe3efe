//! What an edit of the rules file has changed, as its owner would say it.

use toml::{Table, Value};

/// The differences between two rules files that mean something: comments, blank
/// space and the order of keys do not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Rules that are new, by name.
    pub added: Vec<String>,
    /// Rules that are gone.
    pub removed: Vec<String>,
    /// Rules that ask or do something else than before.
    pub changed: Vec<String>,
    /// Rules that are in both files come in another order.
    pub reordered: bool,
    /// Other tables and keys of the top level that differ.
    pub elsewhere: Vec<String>,
}

impl Changes {
    /// What is different in `new`. A text that is no TOML counts as empty.
    pub fn between(old: &str, new: &str) -> Self {
        let (old, new) = (read(old), read(new));
        let (before, after) = (rules(&old), rules(&new));
        let names = |of: &[Rule<'_>], keep: &dyn Fn(&Rule<'_>) -> bool| -> Vec<String> {
            of.iter().filter(|rule| keep(rule)).map(|rule| rule.name.to_owned()).collect()
        };
        let is_in =
            |rules: &[Rule<'_>], rule: &Rule<'_>| rules.iter().any(|it| it.name == rule.name);
        let kept_before = names(&before, &|rule| is_in(&after, rule));
        let kept_after = names(&after, &|rule| is_in(&before, rule));
        let differs = |rule: &Rule<'_>| {
            before.iter().any(|it| it.name == rule.name && it.table != rule.table)
        };
        Self {
            added: names(&after, &|rule| !is_in(&before, rule)),
            removed: names(&before, &|rule| !is_in(&after, rule)),
            changed: names(&after, &differs),
            reordered: kept_before != kept_after,
            elsewhere: elsewhere(&old, &new),
        }
    }

    /// Nothing has changed that means anything.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

struct Rule<'a> {
    name: &'a str,
    table: &'a Table,
}

fn read(text: &str) -> Table {
    text.parse().unwrap_or_default()
}

fn rules(file: &Table) -> Vec<Rule<'_>> {
    let rules = file.get("rule").and_then(Value::as_array);
    let tables = rules.into_iter().flatten().filter_map(Value::as_table);
    tables
        .map(|table| Rule { name: table.get("name").and_then(Value::as_str).unwrap_or(""), table })
        .collect()
}

fn elsewhere(old: &Table, new: &Table) -> Vec<String> {
    let differs = |key: &&String| *key != "rule" && old.get(*key) != new.get(*key);
    let mut keys: Vec<String> = old.keys().chain(new.keys()).filter(differs).cloned().collect();
    keys.sort();
    keys.dedup();
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "company = \"A\"\n\n[[rule]]\nname = \"a\"\nif.words = [\"x\"]\nthen.reply = \"1\"\n\n[[rule]]\nname = \"b\"\nthen.reply = \"2\"\n";

    fn changes(new: &str) -> Changes {
        Changes::between(OLD, new)
    }

    #[test]
    fn comments_blanks_and_the_order_of_keys_mean_nothing() {
        let new = OLD.replace("[[rule]]", "# why\n[[rule]]  # a rule\n").replace(
            "if.words = [\"x\"]\nthen.reply = \"1\"",
            "then.reply = '1'\nif.words = [\n  \"x\",\n]",
        );
        assert_ne!(new, OLD);
        assert!(changes(&new).is_empty(), "{:?}", changes(&new));
    }

    #[test]
    fn rules_come_go_and_change_by_name() {
        let new = OLD.replace("\"b\"", "\"c\"").replace("\"1\"", "\"one\"");
        let changes = changes(&new);
        assert_eq!((changes.added, changes.removed), (vec!["c".to_owned()], vec!["b".to_owned()]));
        assert_eq!(changes.changed, ["a"]);
        assert!(!changes.reordered && changes.elsewhere.is_empty());
    }

    #[test]
    fn another_order_of_rules_is_a_change() {
        let (head, rules) = OLD.split_once("\n\n").unwrap();
        let (first, second) = rules.split_once("\n\n").unwrap();
        let changes = changes(&format!("{head}\n{second}\n{first}\n"));
        assert_eq!(changes, Changes { reordered: true, ..Changes::default() });
    }

    #[test]
    fn other_tables_are_named() {
        let new = OLD.replace("\"A\"", "\"B\"") + "[fallback]\nreply = \"?\"\nlimit = 1\n";
        assert_eq!(changes(&new).elsewhere, ["company", "fallback"]);
    }
}
