//! Texts with placeholders: `Позвоним {time}.`

use std::fmt::Write;
use std::ops::Range;

use crate::dialog::Field;

/// What can be put into a text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Placeholder {
    /// A field's value; for a phone, the first.
    Field(Field),
    /// Every phone.
    Phones,
    /// The company's name.
    Company,
    /// When the company opens next.
    NextOpen,
    /// The customer's message.
    Text,
    /// The customer with a link to his profile.
    Client,
    /// What was spoken of.
    Topic,
    /// Where he came from.
    Source,
    /// The rule that made the lead.
    Rule,
    /// The lead's number.
    Id,
    /// What has changed in the lead.
    Changed,
}

impl Placeholder {
    /// The placeholder of that name; any other name is taken for an own field.
    pub fn named(name: &str) -> Self {
        match name {
            "phones" => Placeholder::Phones,
            "company" => Placeholder::Company,
            "next_open" => Placeholder::NextOpen,
            "text" => Placeholder::Text,
            "client" => Placeholder::Client,
            "topic" => Placeholder::Topic,
            "source" => Placeholder::Source,
            "rule" => Placeholder::Rule,
            "id" => Placeholder::Id,
            "changed" => Placeholder::Changed,
            field => Placeholder::Field(Field::from(field)),
        }
    }
}

/// A text, cut into words as they are and places to fill.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    source: String,
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Place(Placeholder),
}

impl Template {
    /// Cuts a text at `{name}`; braces around anything but a name stay as they are.
    pub fn parse(source: &str) -> Self {
        let mut parts = Vec::new();
        let mut end = 0;
        for (name, span) in names(source) {
            push_text(&mut parts, &source[end..span.start]);
            parts.push(Part::Place(Placeholder::named(name)));
            end = span.end;
        }
        push_text(&mut parts, &source[end..]);
        Self { source: source.to_owned(), parts }
    }

    /// The text as the owner wrote it.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The placeholders in it, in order.
    pub fn placeholders(&self) -> impl Iterator<Item = &Placeholder> {
        self.parts.iter().filter_map(|part| match part {
            Part::Place(place) => Some(place),
            Part::Text(_) => None,
        })
    }

    /// A reply: an empty placeholder vanishes together with its comma.
    pub fn reply(&self, value: impl Fn(&Placeholder) -> String) -> String {
        let mut text = String::new();
        let mut vanished = false;
        for part in &self.parts {
            match part {
                Part::Place(place) => {
                    let filled = value(place);
                    vanished = filled.is_empty();
                    if vanished {
                        drop_comma(&mut text);
                    }
                    text.push_str(&filled);
                }
                Part::Text(words) if vanished => {
                    if text.is_empty() || text.ends_with('\n') {
                        text.push_str(&capitalised(words.trim_start_matches([',', ' '])));
                    } else {
                        text.push_str(words);
                    }
                    vanished = false;
                }
                Part::Text(words) => text.push_str(words),
            }
        }
        text.trim().to_owned()
    }

    /// A text for managers: a line in which every placeholder is empty is dropped.
    ///
    /// `words` prepares the owner's own text (escapes it, say); `value` must
    /// return values prepared the same way.
    pub fn lines(
        &self,
        words: impl Fn(&str) -> String,
        value: impl Fn(&Placeholder) -> String,
    ) -> String {
        let mut text = String::new();
        for line in self.source.lines() {
            let line = Template::parse(line);
            let (mut places, mut filled, mut printed) = (0, 0, String::new());
            for part in &line.parts {
                match part {
                    Part::Text(own) => printed.push_str(&words(own)),
                    Part::Place(place) => {
                        let found = value(place);
                        places += 1;
                        filled += usize::from(!found.is_empty());
                        printed.push_str(&found);
                    }
                }
            }
            if places == 0 || filled > 0 {
                let _ = writeln!(text, "{}", printed.trim_end());
            }
        }
        text.trim().to_owned()
    }
}

/// Every `{name}` in a text and where it stands, braces included.
pub fn names(source: &str) -> impl Iterator<Item = (&str, Range<usize>)> {
    source.match_indices('{').filter_map(|(open, _)| {
        let rest = &source[open + 1..];
        let name = &rest[..rest.find('}')?];
        let is_name = !name.is_empty()
            && name.chars().all(|letter| letter.is_alphanumeric() || "_-".contains(letter));
        is_name.then(|| (name, open..open + name.len() + 2))
    })
}

fn push_text(parts: &mut Vec<Part>, text: &str) {
    if !text.is_empty() {
        parts.push(Part::Text(text.to_owned()));
    }
}

/// Words that have come to the beginning of a line: «{name}, ждём вас» without a name.
fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next();
    first.into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// «Здравствуйте, {name}!» without a name is «Здравствуйте!».
fn drop_comma(text: &mut String) {
    let kept = text.trim_end_matches(' ');
    let Some(kept) = kept.strip_suffix(',') else { return };
    text.truncate(kept.len());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(place: &Placeholder) -> String {
        match place {
            Placeholder::Field(Field::Phone) => "+7 900".to_owned(),
            Placeholder::Company => "Чистый дом".to_owned(),
            _ => String::new(),
        }
    }

    fn reply(source: &str) -> String {
        Template::parse(source).reply(value)
    }

    #[test]
    fn an_empty_placeholder_takes_its_comma_along() {
        assert_eq!(reply("Здравствуйте, {name}! Это {company}."), "Здравствуйте! Это Чистый дом.");
        assert_eq!(reply("{name}, оставьте номер."), "Оставьте номер.");
        assert_eq!(reply("Ваш номер {phone}, {name}."), "Ваш номер +7 900.");
        assert_eq!(reply("{name}"), "");
    }

    #[test]
    fn a_line_with_nothing_to_fill_in_is_dropped() {
        let card = Template::parse("Лид\nТелефон: {phone}\nПочта: {email}\n{name} {company}");
        let text = card.lines(str::to_owned, value);
        assert_eq!(text, "Лид\nТелефон: +7 900\n Чистый дом");
    }

    #[test]
    fn braces_that_name_nothing_stay() {
        assert_eq!(reply("{} {a b} {"), "{} {a b} {");
    }
}
