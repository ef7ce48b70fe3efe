//! A trigger as the owner writes it: `собака`, `=пока`, `матер*`, `до свидания`.

use std::fmt;
use std::str::FromStr;

use super::split::Words;

/// What a list of words in the rules can hold.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Trigger {
    /// A word in any of its forms: `собака`.
    Word(String),
    /// This spelling and no other: `=пока`.
    Exact(String),
    /// Everything that begins so: `матер*`.
    Prefix(String),
    /// Words in a row, each by its own kind: `до свидания`.
    Phrase(Vec<Trigger>),
    /// `@мат`: obscenity, however masked.
    Obscene,
    /// `@грубость`: rude without being obscene.
    Rude,
    /// `@крик`: capitals all over.
    Shouting,
}

/// Why a spelling is no trigger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TriggerError {
    /// Nothing is written.
    #[error("a trigger is empty")]
    Empty,
    /// The star stands elsewhere than at the end of a word.
    #[error("a star may only end a word")]
    StarInside,
    /// So few letters and digits before the star would meet almost any word.
    #[error("only {0} letters before the star, at least 3 are needed")]
    PrefixTooShort(usize),
    /// Neither letters nor digits: messages are compared by words.
    #[error("a trigger has neither letters nor digits")]
    NoLetters,
}

impl Trigger {
    /// The built-in list of that name, written without the `@`.
    pub fn builtin(name: &str) -> Option<Self> {
        match name.to_lowercase().as_str() {
            "мат" | "obscene" => Some(Self::Obscene),
            "грубость" | "rude" => Some(Self::Rude),
            "крик" | "shouting" => Some(Self::Shouting),
            _ => None,
        }
    }

    /// The folded words in a row that it asks for: `24/7` is `24` and `7`, `из-за*` is `=из` and
    /// `за*`. None for a built-in list.
    pub fn row(&self) -> Vec<Self> {
        let cut = |written: &str, kind: fn(String) -> Self| {
            Words::of(written, &[]).spellings().map(|word| kind(word.to_owned())).collect()
        };
        match self {
            Self::Word(word) => cut(word, Self::Word),
            Self::Exact(word) => cut(word, Self::Exact),
            Self::Prefix(word) => {
                let mut row: Vec<Self> = cut(word, Self::Exact);
                if let Some(Self::Exact(last)) = row.pop() {
                    row.push(Self::Prefix(last));
                }
                row
            }
            Self::Phrase(words) => words.iter().flat_map(Self::row).collect(),
            Self::Obscene | Self::Rude | Self::Shouting => Vec::new(),
        }
    }

    fn of_one_word(written: &str) -> Result<Self, TriggerError> {
        let (exact, word) = match written.strip_prefix('=') {
            Some(word) => (true, word),
            None => (false, written),
        };
        let (prefix, word) = match word.strip_suffix('*') {
            Some(word) => (true, word),
            None => (false, word),
        };
        let letters = word.chars().filter(|c| c.is_alphanumeric()).count();
        match (exact, prefix) {
            _ if word.contains('*') || (exact && prefix) => Err(TriggerError::StarInside),
            (_, true) if letters < 3 => Err(TriggerError::PrefixTooShort(letters)),
            _ if letters == 0 => Err(TriggerError::NoLetters),
            (true, _) => Ok(Self::Exact(word.to_owned())),
            (_, true) => Ok(Self::Prefix(word.to_owned())),
            _ => Ok(Self::Word(word.to_owned())),
        }
    }
}

impl FromStr for Trigger {
    type Err = TriggerError;

    fn from_str(written: &str) -> Result<Self, TriggerError> {
        let mut words =
            written.split_whitespace().map(Self::of_one_word).collect::<Result<Vec<_>, _>>()?;
        match words.len() {
            0 => Err(TriggerError::Empty),
            1 => Ok(words.remove(0)),
            _ => Ok(Self::Phrase(words)),
        }
    }
}

impl fmt::Display for Trigger {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => write!(out, "{word}"),
            Self::Exact(word) => write!(out, "={word}"),
            Self::Prefix(word) => write!(out, "{word}*"),
            Self::Phrase(words) => {
                for (n, word) in words.iter().enumerate() {
                    write!(out, "{}{word}", if n > 0 { " " } else { "" })?;
                }
                Ok(())
            }
            Self::Obscene => write!(out, "@мат"),
            Self::Rude => write!(out, "@грубость"),
            Self::Shouting => write!(out, "@крик"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_reads_and_writes_back() {
        for written in ["собака", "=пока", "матер*", "до свидания", "верните =деньги сроч*"]
        {
            let trigger: Trigger = written.parse().unwrap();
            assert_eq!(trigger.to_string(), written);
        }
    }

    #[test]
    fn a_phrase_knows_the_kind_of_each_word() {
        assert_eq!(
            "верните =деньги сроч*".parse(),
            Ok(Trigger::Phrase(vec![
                Trigger::Word("верните".into()),
                Trigger::Exact("деньги".into()),
                Trigger::Prefix("сроч".into()),
            ]))
        );
    }

    #[test]
    fn wrong_spellings_say_what_is_wrong() {
        let read = |written: &str| written.parse::<Trigger>();
        assert_eq!(read("  "), Err(TriggerError::Empty));
        assert_eq!(read("со*ака"), Err(TriggerError::StarInside));
        assert_eq!(read("*собака"), Err(TriggerError::StarInside));
        assert_eq!(read("=соба*"), Err(TriggerError::StarInside));
        assert_eq!(read("со*"), Err(TriggerError::PrefixTooShort(2)));
        assert_eq!(read("до с*"), Err(TriggerError::PrefixTooShort(1)));
        assert_eq!(read("!!!"), Err(TriggerError::NoLetters));
    }

    #[test]
    fn what_signs_part_is_words_in_a_row() {
        let row = |written: &str| {
            let row = written.parse::<Trigger>().unwrap().row();
            row.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(row("24/7"), ["24", "7"]);
        assert_eq!(row("=24/7 Интернет-магазин"), ["=24", "=7", "интернет", "магазин"]);
        assert_eq!(row("из-за*"), ["=из", "за*"]);
        assert_eq!(row("собака"), ["собака"]);
        assert!(Trigger::Obscene.row().is_empty());
    }

    #[test]
    fn builtins_have_a_name_in_both_languages() {
        assert_eq!(Trigger::builtin("мат"), Some(Trigger::Obscene));
        assert_eq!(Trigger::builtin("Rude"), Some(Trigger::Rude));
        assert_eq!(Trigger::builtin("крик"), Some(Trigger::Shouting));
        assert_eq!(Trigger::builtin("собака"), None);
    }
}
