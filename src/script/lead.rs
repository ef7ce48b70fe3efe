//! The parts of `Лид:`: which field is named, and whether the lead has that value.

use crate::dialog::{Field, Group, Lead, Phone};
use crate::rules::Rules;
use crate::texts::{Language, text, text_with};

use super::keyword::normalize;
use super::{LeadPart, Mistake};

/// What a part of `Лид:` names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Named {
    Field(Field),
    Phones,
    Topic,
    Source,
    /// The group of `[route]` it goes to.
    Group,
}

const WORDS: &[(Language, &str, Named)] = &[
    (Language::Ru, "телефон", Named::Field(Field::Phone)),
    (Language::Ru, "телефоны", Named::Phones),
    (Language::Ru, "время", Named::Field(Field::Time)),
    (Language::Ru, "почта", Named::Field(Field::Email)),
    (Language::Ru, "имя", Named::Field(Field::Name)),
    (Language::Ru, "тема", Named::Topic),
    (Language::Ru, "источник", Named::Source),
    (Language::Ru, "группа", Named::Group),
    (Language::En, "phone", Named::Field(Field::Phone)),
    (Language::En, "phones", Named::Phones),
    (Language::En, "time", Named::Field(Field::Time)),
    (Language::En, "email", Named::Field(Field::Email)),
    (Language::En, "e-mail", Named::Field(Field::Email)),
    (Language::En, "name", Named::Field(Field::Name)),
    (Language::En, "topic", Named::Topic),
    (Language::En, "source", Named::Source),
    (Language::En, "group", Named::Group),
];

/// One part, taken apart: what is named and the value written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub named: Named,
    pub value: String,
}

/// Takes the parts apart; `Err` names no field.
pub(super) fn read(parts: &[LeadPart], rules: &Rules) -> Result<Vec<Part>, Mistake> {
    let mut read: Vec<Part> = Vec::new();
    for part in parts {
        match (name_of(&part.text, rules), read.last_mut()) {
            (Some((named, length)), _) => {
                let value = part.text[length..].trim_start_matches([':', '=', ' ']);
                let value = value.trim_matches(['«', '»', '"']).trim().to_owned();
                read.push(Part { named, value });
            }
            // «телефоны +7…, +7…»: what begins with no letter goes on with the value before.
            (None, Some(last)) if !part.text.starts_with(char::is_alphabetic) => {
                last.value += ", ";
                last.value += &part.text;
            }
            (None, _) => {
                let word = part.text.split_whitespace().next().unwrap_or_default();
                let span = part.span.start..part.span.start + word.len();
                let known: Vec<String> = known_words(rules).map(|(word, _)| word).collect();
                let mistake = Mistake::new("unknown-lead-field", span, word);
                return Err(mistake.like(known.iter().map(String::as_str)));
            }
        }
    }
    Ok(read)
}

/// The field a part begins with, and the bytes its name takes.
fn name_of(text: &str, rules: &Rules) -> Option<(Named, usize)> {
    let ends = text
        .char_indices()
        .filter(|(_, sign)| sign.is_whitespace() || *sign == ':')
        .map(|(place, _)| place)
        .chain([text.len()]);
    let names: Vec<(String, Named)> =
        known_words(rules).map(|(word, named)| (normalize(&word), named)).collect();
    let mut found = None;
    for end in ends {
        let begun = normalize(&text[..end]);
        if let Some((_, named)) = names.iter().find(|(word, _)| *word == begun) {
            found = Some((named.clone(), end));
        }
    }
    found
}

/// Every word a part can begin with: the contract's own, then keys and titles of fields.
fn known_words(rules: &Rules) -> impl Iterator<Item = (String, Named)> + '_ {
    let own = rules.fields.iter().flat_map(|(field, about)| {
        let named = Named::Field(field.clone());
        [(field.key().to_owned(), named.clone()), (about.title.clone(), named)]
    });
    let words = WORDS.iter().map(|(_, word, named)| ((*word).to_owned(), named.clone()));
    // A class of a school may well have a field of that name.
    let (groups, words): (Vec<_>, Vec<_>) = words.partition(|(_, named)| *named == Named::Group);
    words.into_iter().chain(own).chain(groups)
}

impl Part {
    /// Whether the lead has this value; any value, where none is written.
    pub fn holds(&self, lead: &Lead, rules: &Rules) -> bool {
        let known = &lead.known;
        if self.value.is_empty() {
            return !values(&self.named, lead, rules).is_empty();
        }
        let wanted = normalize(&self.value);
        match &self.named {
            Named::Field(Field::Phone) => {
                known.phones.iter().any(|phone| same_phone(phone, &self.value))
            }
            Named::Phones => {
                let wanted: Vec<&str> = self.value.split(',').collect();
                let phones = known.phones.iter();
                wanted.len() == known.phones.len()
                    && phones.zip(wanted).all(|(phone, wanted)| same_phone(phone, wanted))
            }
            named => {
                let all = values(named, lead, rules);
                normalize(&all.join(", ")) == wanted
                    || all.iter().any(|value| normalize(value) == wanted)
            }
        }
    }

    /// The part as it really is; `None` when the lead has no such value.
    pub fn real(&self, lead: &Lead, rules: &Rules, language: Language) -> Option<String> {
        real(&self.named, lead, rules, language)
    }
}

/// The part of `Лид:` that tells this of the lead; `None` when there is nothing to tell.
pub(super) fn real(
    named: &Named,
    lead: &Lead,
    rules: &Rules,
    language: Language,
) -> Option<String> {
    let all = values(named, lead, rules);
    let value = match named {
        Named::Field(Field::Phone) => all.first()?.clone(),
        _ if all.is_empty() => return None,
        // Either spelling of a source is right; its key is the shorter.
        Named::Source => all.first()?.clone(),
        _ => all.join(", "),
    };
    let word = WORDS.iter().find(|(of, _, one)| *of == language && one == named);
    let word = match (word, named) {
        (Some((_, word, _)), _) => (*word).to_owned(),
        (None, Named::Field(field)) => field.key().to_owned(),
        (None, _) => return None,
    };
    let divided = value.contains([',', '\n']);
    let value = value.replace('\n', " ");
    Some(if divided { format!("{word} «{value}»") } else { format!("{word} {value}") })
}

/// Everything the lead has under that name, as people read it.
fn values(named: &Named, lead: &Lead, rules: &Rules) -> Vec<String> {
    let known = &lead.known;
    match named {
        Named::Field(Field::Phone) | Named::Phones => {
            known.phones.iter().map(|phone| written(phone, rules.language)).collect()
        }
        Named::Field(Field::Time) => known.time.iter().map(|time| time.written.clone()).collect(),
        Named::Field(Field::Email) => known.emails.clone(),
        Named::Field(Field::Name) => known.name.iter().cloned().collect(),
        Named::Field(Field::Own(key)) => known.own.get(key).into_iter().cloned().collect(),
        Named::Topic => lead.topics.clone(),
        Named::Source => {
            let label = lead.source.as_ref().and_then(|source| rules.sources.get(source));
            lead.source.iter().chain(label).cloned().collect()
        }
        Named::Group => match lead.group {
            Group::Main => Vec::new(),
            Group::Routed(number) => vec![number.to_string()],
        },
    }
}

fn written(phone: &Phone, language: Language) -> String {
    let mut written = phone.e164.clone();
    if let Some(digits) = &phone.extension {
        written += " ";
        written += &text_with(language, "desk-extension", &[("digits", digits.as_str().into())]);
    }
    if phone.someone_elses {
        written += " ";
        written += &text(language, "desk-someone-elses");
    }
    written
}

/// A number written in any way: with or without the extension, 8 or +7.
fn same_phone(phone: &Phone, written: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let wanted = digits(written);
    let number = digits(&phone.e164);
    let whole = format!("{number}{}", phone.extension.as_deref().unwrap_or_default());
    let national = wanted.strip_prefix('8').map(|rest| format!("7{rest}"));
    [Some(wanted), national].into_iter().flatten().any(|wanted| wanted == number || wanted == whole)
}
