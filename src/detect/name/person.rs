//! Reads a person's name: first name, patronymic, surname, in any of the usual orders.

use std::ops::Range;

use super::super::call_time::token::{Gap, Kind, Tokens};
use super::super::call_time::words_of_time;
use super::lists::{FIRST_NAMES, NO_NAMES, SURNAME_ENDINGS, WORDS_TOO};

/// A name that was read.
#[derive(Clone, Debug)]
pub struct Person {
    /// Capitalised, words separated by one space.
    pub name: String,
    /// Bytes of the message.
    pub span: Range<usize>,
    /// The token after it.
    pub end: usize,
    /// Whether the customer began it with a capital.
    pub capital: bool,
    /// Whether the first name is an everyday word as well.
    pub is_word: bool,
}

/// A message and its tokens.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'t> {
    /// As written.
    pub text: &'t str,
    /// Its tokens.
    pub tokens: &'t Tokens,
}

impl Reader<'_> {
    /// A person whose first name is known, perhaps behind the surname.
    pub fn known_person(&self, at: usize) -> Option<Person> {
        let start = at;
        let mut at = at;
        if self.is_surname(at) && self.is_first_name(at + 1) && self.adjacent(at + 1) {
            at += 1;
        }
        if !self.is_first_name(at) {
            return None;
        }
        self.person(start, self.name_end(at + 1, self.is_capital(start)))
    }

    /// A known person, or any capitalised words that may be a name.
    pub fn capital_person(&self, at: usize) -> Option<Person> {
        self.known_person(at).or_else(|| {
            let fits = self.is_capital(at) && self.may_be_name(at);
            fits.then(|| self.person(at, self.name_end(at + 1, true)))?
        })
    }

    /// Whatever stands where a name must stand.
    pub fn any_person(&self, at: usize) -> Option<Person> {
        let at = if self.tokens.text(at) == "просто" { at + 1 } else { at };
        self.capital_person(at).or_else(|| {
            let alone = self.may_be_name(at) && self.ends_clause(at + 1);
            let patronymic = self.may_be_name(at) && is_patronymic(self.tokens.text(at + 1));
            (alone || patronymic).then(|| self.person(at, self.name_end(at + 1, false)))?
        })
    }

    /// A known person in the accusative, instrumental or nominative: «спросить Анну».
    pub fn asked_person(&self, at: usize) -> Option<Person> {
        self.known_person(at).or_else(|| {
            let name = nominative(self.tokens.text(at))?;
            let person = self.person(at, at + 1)?;
            person.capital.then(|| Person { name: title(name.chars()), ..person })
        })
    }

    /// The token after the patronymic and surname that follow a first name.
    fn name_end(&self, at: usize, capital: bool) -> usize {
        let mut end = at;
        while end < at + 2 && self.adjacent(end) {
            let word = self.tokens.text(end);
            let hyphen = word == "-" && self.glued(end) && self.glued(end + 1);
            if hyphen && self.is_capital(end + 1) {
                end += 2;
                continue;
            }
            let other = self.is_capital(end) && capital && self.is_surname(end);
            let lower = !capital && self.is_surname(end) && self.ends_clause(end + 1);
            if !(is_patronymic(word) || other || lower) {
                break;
            }
            end += 1;
        }
        end.min(self.tokens.list.len())
    }

    fn person(&self, start: usize, end: usize) -> Option<Person> {
        let tokens = self.tokens.list.get(start..end).filter(|tokens| !tokens.is_empty())?;
        let span = tokens.first()?.span.start..tokens.last()?.span.end;
        let mut name = String::new();
        for token in tokens {
            if token.kind == Kind::Word {
                if !(name.is_empty() || name.ends_with('-')) {
                    name.push(' ');
                }
                name.push_str(&title(self.text[token.span.clone()].chars()));
            } else {
                name.push('-');
            }
        }
        let is_word = (start..end).all(|at| {
            let word = self.tokens.text(at);
            !FIRST_NAMES.contains(word) || WORDS_TOO.contains(word)
        });
        Some(Person { name, span, end, capital: self.is_capital(start), is_word })
    }

    fn is_first_name(&self, at: usize) -> bool {
        FIRST_NAMES.contains(self.tokens.text(at))
    }

    fn is_surname(&self, at: usize) -> bool {
        let word = self.tokens.text(at);
        self.may_be_name(at)
            && (SURNAME_ENDINGS.iter().any(|ending| word.ends_with(ending)) || word.is_ascii())
            && word.chars().count() >= 4
    }

    /// Letters of a name and none of the words that only look like one.
    fn may_be_name(&self, at: usize) -> bool {
        let word = self.tokens.text(at);
        let is_word = self.tokens.list.get(at).is_some_and(|token| token.kind == Kind::Word);
        is_word
            && word.chars().nth(1).is_some()
            && !NO_NAMES.contains(word)
            && !words_of_time(word)
            && !["ите", "ться", "йте", "ете", "шь"].iter().any(|ending| word.ends_with(ending))
    }

    fn is_capital(&self, at: usize) -> bool {
        let token = self.tokens.list.get(at);
        token.is_some_and(|token| self.text[token.span.clone()].starts_with(char::is_uppercase))
    }

    fn glued(&self, at: usize) -> bool {
        self.tokens.list.get(at).is_some_and(|token| token.gap == Gap::Glued)
    }

    fn adjacent(&self, at: usize) -> bool {
        let gap = self.tokens.list.get(at).map(|token| token.gap);
        matches!(gap, Some(Gap::Glued | Gap::Space))
    }

    /// Whether token `at` is a punctuation mark.
    pub fn is_sign(&self, at: usize) -> bool {
        self.tokens.list.get(at).is_some_and(|token| matches!(token.kind, Kind::Sign(_)))
    }

    /// The first token from `at` on that is no comma, colon or dash.
    pub fn past_signs(&self, at: usize) -> usize {
        let mut at = at;
        while matches!(self.tokens.text(at), "," | ":" | "-" | "\"" | "«" | "(" | "!" | "=") {
            at += 1;
        }
        at
    }

    /// Whether a line begins at `at`.
    pub fn begins_line(&self, at: usize) -> bool {
        self.tokens.list.get(at).is_some_and(|token| token.gap == Gap::Line)
    }

    /// Whether a clause begins at `at`.
    pub fn begins_clause(&self, at: usize) -> bool {
        !self.adjacent(at) || at.checked_sub(1).is_none_or(|before| self.is_sign(before))
    }

    /// Whether a clause ends before `at`.
    pub fn ends_clause(&self, at: usize) -> bool {
        !self.adjacent(at) || self.is_sign(at)
    }

    /// «Здравствуйте, Анна»: the name of whoever is greeted or thanked.
    pub fn follows_greeting(&self, at: usize) -> bool {
        let comma = at.checked_sub(1).filter(|before| self.tokens.text(*before) == ",");
        comma.and_then(|comma| comma.checked_sub(1)).is_some_and(|before| {
            matches!(
                self.tokens.text(before),
                "здравствуйте"
                    | "привет"
                    | "спасибо"
                    | "день"
                    | "вечер"
                    | "утро"
                    | "hello"
                    | "hi"
            )
        })
    }

    /// «как зовут мастера»: the word before asks.
    pub fn has_question_word(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| {
            matches!(self.tokens.text(before), "как" | "кого" | "чье" | "какое" | "ваше" | "твое")
        })
    }
}

/// «Петровна», «Ильич», «оглы».
fn is_patronymic(word: &str) -> bool {
    ["ович", "евич", "ович", "овна", "евна", "ична", "инична", "льич", "мич", "тич", "оглы", "кызы"]
        .iter()
        .any(|ending| word.ends_with(ending))
        && word.chars().count() >= 4
}

/// The known first name of which `word` is the accusative, genitive or instrumental.
fn nominative(word: &str) -> Option<String> {
    const ENDINGS: &[(&str, &str)] = &[
        ("ой", "а"),
        ("ей", "я"),
        ("ей", "а"),
        ("у", "а"),
        ("ю", "я"),
        ("ом", ""),
        ("ем", "й"),
        ("ем", "ь"),
        ("а", ""),
        ("я", "й"),
        ("я", "ь"),
        ("ы", "а"),
        ("и", "я"),
    ];
    ENDINGS
        .iter()
        .filter_map(|(ending, restored)| Some(word.strip_suffix(ending)?.to_owned() + restored))
        .find(|name| FIRST_NAMES.contains(name.as_str()))
}

/// The letters with the first upper-case; a word in capitals is taken down.
fn title(letters: impl Iterator<Item = char>) -> String {
    let letters: Vec<char> = letters.filter(|letter| letter.is_alphabetic()).collect();
    let shouted = letters.len() > 1 && letters.iter().all(|letter| letter.is_uppercase());
    let mut name = String::new();
    for (index, letter) in letters.iter().enumerate() {
        if index == 0 {
            name.extend(letter.to_uppercase());
        } else if shouted {
            name.extend(letter.to_lowercase());
        } else {
            name.push(*letter);
        }
    }
    name
}
