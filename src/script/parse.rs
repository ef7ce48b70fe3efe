//! The text of a file of dialogues, line by line, into a [`Script`].

use std::ops::Range;

use crate::dialog::Status;
use crate::texts::{Language, text};

use super::keyword::{Keyword, normalize};
use super::said::{MANAGER_WORDS, read_manager};
use super::{
    Act, Dialogue, Expectation, Happening, LeadPart, Mistake, Moment, Said, Script, Step,
    read_passed,
};

/// Reads a file of dialogues.
///
/// # Errors
/// Every line that cannot be understood, in the order of the file.
pub fn parse(text: &str) -> Result<Script, Vec<Mistake>> {
    let mut reader = Reader::default();
    for (number, line) in lines(text).enumerate() {
        reader.line(number, line);
    }
    reader.finish_step();
    if reader.mistakes.is_empty() { Ok(reader.script) } else { Err(reader.mistakes) }
}

/// A line and its place in the file, without its end.
struct Line<'a> {
    text: &'a str,
    start: usize,
}

fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let here = Line { text: line.trim_end_matches(['\r', '\n']), start };
        start += line.len();
        here
    })
}

/// A step that may go on in the next lines.
struct Open {
    keyword: Keyword,
    language: Language,
    value: String,
    /// Where the value begins in the file.
    at: usize,
    blanks: usize,
    lines: Range<usize>,
    span: Range<usize>,
    written: Vec<String>,
}

#[derive(Default)]
struct Reader {
    script: Script,
    open: Option<Open>,
    mistakes: Vec<Mistake>,
}

impl Reader {
    fn line(&mut self, number: usize, line: Line<'_>) {
        let text = line.text.trim_start_matches('\u{feff}').trim();
        let indented = line.text.starts_with([' ', '\t']);
        if text.is_empty() {
            if let Some(open) = &mut self.open {
                open.blanks += 1;
            }
        } else if indented && self.open.as_ref().is_some_and(|open| open.keyword.may_go_on()) {
            self.go_on(number, &line);
        } else if text.starts_with('#') {
            self.finish_step();
        } else {
            self.finish_step();
            self.begin(number, &line, text);
        }
    }

    fn go_on(&mut self, number: usize, line: &Line<'_>) {
        let Some(open) = &mut self.open else { return };
        for _ in 0..std::mem::take(&mut open.blanks) {
            open.value.push('\n');
            open.written.push(String::new());
        }
        open.value.push('\n');
        open.value.push_str(line.text.trim());
        open.written.push(line.text.to_owned());
        open.lines.end = number + 1;
        open.span.end = line.start + line.text.len();
    }

    fn begin(&mut self, number: usize, line: &Line<'_>, text: &str) {
        let at = line.start + line.text.find(text).unwrap_or(0);
        // The seed itself draws arrows: «→ бот молчит».
        let unmarked = text.trim_start_matches(['→', '•', '-', ' ']);
        let at = at + (text.len() - unmarked.len());
        let (word, value) = match unmarked.split_once(':') {
            Some((word, value)) => (word, Some(value)),
            None => (unmarked.trim_end_matches(['.', '!', ' ']), None),
        };
        let whole = |found: &(Keyword, Language)| found.0.is_whole_line() == value.is_none();
        let Some((keyword, language)) = Keyword::read(word).filter(whole) else {
            let span = at..at + word.len();
            let mistake = match Keyword::read(word) {
                Some(_) if value.is_none() => Mistake::new("no-colon", span, word),
                _ => Mistake::new("unknown-line", span, word).like(Keyword::spellings()),
            };
            return self.mistakes.push(mistake);
        };
        let value = value.unwrap_or_default();
        let skipped = value.len() - value.trim_start().len();
        self.open = Some(Open {
            keyword,
            language,
            value: value.trim().to_owned(),
            at: at + word.len() + usize::from(!keyword.is_whole_line()) + skipped,
            blanks: 0,
            lines: number..number + 1,
            span: at..line.start + line.text.trim_end().len(),
            written: vec![line.text.trim().to_owned()],
        });
    }

    fn finish_step(&mut self) {
        let Some(mut open) = self.open.take() else { return };
        open.value = open.value.trim().to_owned();
        if open.value.is_empty() && !open.keyword.is_whole_line() {
            let written = open.keyword.spelling(open.language);
            return self.mistakes.push(Mistake::new("empty", open.span, written));
        }
        match open.keyword {
            Keyword::Rules if self.script.dialogues.is_empty() => {
                self.script.rules = Some(open.value);
            }
            Keyword::Rules => {
                self.mistakes.push(Mistake::new("late-rules", open.span, &open.value));
            }
            Keyword::Dialogue => self.script.dialogues.push(Dialogue {
                title: open.value,
                line: open.lines.start + 1,
                steps: Vec::new(),
            }),
            _ => self.add_step(open),
        }
    }

    fn add_step(&mut self, open: Open) {
        match open.act() {
            Err(mistake) => self.mistakes.push(mistake),
            Ok(act) => match self.script.dialogues.last_mut() {
                None => self.mistakes.push(Mistake::new("no-dialogue", open.span, &open.value)),
                Some(dialogue) => dialogue.steps.push(Step {
                    lines: open.lines,
                    span: open.span,
                    written: open.written,
                    language: open.language,
                    act,
                }),
            },
        }
    }
}

impl Keyword {
    fn may_go_on(self) -> bool {
        matches!(
            self,
            Keyword::Client | Keyword::Edits | Keyword::Bot | Keyword::Managers | Keyword::Manager
        )
    }
}

impl Open {
    /// What the line means.
    fn act(&self) -> Result<Act, Mistake> {
        let value = self.value.as_str();
        let mistake = |slug| Mistake::new(slug, self.at..self.at + first_line(value), value);
        let happens = |what| Ok(Act::Happens(what));
        let expects = |what| Ok(Act::Expects(what));
        match self.keyword {
            Keyword::Client => match Said::read(value) {
                Ok(said) => happens(Happening::Client(said)),
                Err(inside) => {
                    let span = self.at + 1..self.at + 1 + inside.len();
                    let known = Said::brackets();
                    Err(Mistake::new("unknown-bracket", span, &inside).like(known))
                }
            },
            Keyword::Edits => happens(Happening::Edits(value.to_owned())),
            Keyword::Manager => match read_manager(value) {
                Some(action) => happens(Happening::Manager(action)),
                None => Err(mistake("unknown-manager").like(MANAGER_WORDS.iter().copied())),
            },
            Keyword::Passed => match read_passed(value) {
                Some(passed) => happens(Happening::Passes(passed)),
                None => Err(mistake("bad-duration")),
            },
            Keyword::Now => match Moment::read(value) {
                Some(moment) => happens(Happening::Now(moment)),
                None => Err(mistake("bad-moment")),
            },
            Keyword::Status => match read_status(value) {
                Some(status) => expects(Expectation::Status(status)),
                None => {
                    let known: Vec<String> = status_words().map(|(_, word)| word).collect();
                    Err(mistake("unknown-status").like(known.iter().map(String::as_str)))
                }
            },
            Keyword::Bot => expects(Expectation::Says(value.to_owned())),
            Keyword::Silent => expects(Expectation::Silent),
            Keyword::Lead => expects(Expectation::Lead(parts(value, self.at))),
            Keyword::HasLead => expects(Expectation::HasLead),
            Keyword::NoLead => expects(Expectation::NoLead),
            Keyword::Rule => expects(Expectation::Rule(named_rule(value))),
            Keyword::Managers => expects(Expectation::Managers(value.to_owned())),
            Keyword::Buttons => expects(Expectation::Buttons(
                value.split('|').map(|button| button.trim().to_owned()).collect(),
            )),
            Keyword::File => expects(Expectation::File(value.to_owned())),
            Keyword::Dialogue | Keyword::Rules => Err(mistake("unknown-line")),
        }
    }
}

fn first_line(value: &str) -> usize {
    value.find('\n').unwrap_or(value.len())
}

/// «нет» is no rule; a name may stand in quotation marks.
fn named_rule(value: &str) -> Option<String> {
    let name = value.trim_matches(['«', '»', '"']);
    (!matches!(normalize(name).as_str(), "нет" | "none")).then(|| name.to_owned())
}

/// A status in either language, ё/е and case forgiven.
fn read_status(written: &str) -> Option<Status> {
    let written = normalize(written).trim_end_matches('.').replace('_', " ");
    status_words().find(|(_, word)| normalize(word) == written).map(|(status, _)| status)
}

fn status_words() -> impl Iterator<Item = (Status, String)> {
    let all =
        [Status::New, Status::InProgress, Status::Completed, Status::Unqualified, Status::Operator];
    [Language::Ru, Language::En]
        .into_iter()
        .flat_map(move |language| all.map(|status| (status, status_word(status, language))))
}

/// A status as it is written in that language.
pub(super) fn status_word(status: Status, language: Language) -> String {
    text(language, &format!("status-{}", status.key().replace('_', "-")))
}

/// The parts of `Лид:` between commas; commas within «» or quotation marks divide nothing.
fn parts(value: &str, at: usize) -> Vec<LeadPart> {
    let (mut parts, mut begin, mut quoted) = (Vec::new(), 0, false);
    let mut push = |range: Range<usize>| {
        let text = value[range.clone()].trim();
        if !text.is_empty() {
            let start = at + range.start + (value[range.clone()].find(text).unwrap_or(0));
            parts.push(LeadPart { text: text.to_owned(), span: start..start + text.len() });
        }
    };
    for (place, sign) in value.char_indices() {
        match sign {
            '«' => quoted = true,
            '»' => quoted = false,
            '"' => quoted = !quoted,
            ',' if !quoted => {
                push(begin..place);
                begin = place + 1;
            }
            _ => {}
        }
    }
    push(begin..value.len());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mistakes(text: &str) -> Vec<(&'static str, String, Option<String>)> {
        let of =
            |mistake: Mistake| (mistake.slug, text[mistake.span.clone()].to_owned(), mistake.meant);
        parse(text).expect_err("the text has mistakes").into_iter().map(of).collect()
    }

    fn acts(text: &str) -> Vec<Act> {
        let script = parse(&format!("Диалог: проба\n{text}")).expect("the text is right");
        script.dialogues[0].steps.iter().map(|step| step.act.clone()).collect()
    }

    fn says(text: &str) -> Act {
        Act::Happens(Happening::Client(Said::Text(text.to_owned())))
    }

    #[test]
    fn keywords_forgive_case_yo_and_arrows() {
        let silent = vec![Act::Expects(Expectation::Silent)];
        assert_eq!(acts("бот молчит."), silent);
        assert_eq!(acts("→ Бот молчит"), silent);
        assert_eq!(acts("BOT IS SILENT"), silent);
        assert_eq!(acts("лида нет"), [Act::Expects(Expectation::NoLead)]);
        let completed = [Act::Expects(Expectation::Status(Status::Completed))];
        assert_eq!(acts("Статус:завершён"), completed);
        assert_eq!(acts("Status: completed"), completed);
    }

    #[test]
    fn indented_lines_go_on_with_the_message() {
        let text = "Клиент: первая\n  вторая\n\n  Клиент: третья\nБот молчит";
        assert_eq!(acts(text)[0], says("первая\nвторая\n\nКлиент: третья"));
        assert_eq!(acts("Клиент:\n  всё ниже")[0], says("всё ниже"));
        assert_eq!(acts("Клиент: раз\r\n  два\r\n")[0], says("раз\nдва"));
    }

    #[test]
    fn a_comment_is_no_part_of_a_message() {
        assert_eq!(acts("Клиент: раз\n# пояснение\nКлиент: два"), [says("раз"), says("два")]);
    }

    #[test]
    fn a_lead_is_cut_at_commas_outside_quotation_marks() {
        let acts = acts("Лид: телефон +7900, время «завтра, в 15», имя Иван");
        let Act::Expects(Expectation::Lead(parts)) = &acts[0] else { panic!("{acts:?}") };
        let parts: Vec<&str> = parts.iter().map(|part| part.text.as_str()).collect();
        assert_eq!(parts, ["телефон +7900", "время «завтра, в 15»", "имя Иван"]);
    }

    #[test]
    fn every_mistake_is_found_where_it_stands() {
        let text = "Клиент: рано\nДиалог: а\nКлеинт: привет\nБот молчит: да\nСтатус: Завершно\n\
                    Прошло: вечность\nСейчас: однажды\nМенеджер: взял!!!\nКлиент: [фотка] x\n\
                    Бот:\nПравила: x.toml\nКнопки";
        let found = mistakes(text);
        let wrong: Vec<&str> = found.iter().map(|(slug, _, _)| *slug).collect();
        assert_eq!(
            wrong,
            [
                "no-dialogue",
                "unknown-line",
                "unknown-line",
                "unknown-status",
                "bad-duration",
                "bad-moment",
                "unknown-manager",
                "unknown-bracket",
                "empty",
                "late-rules",
                "no-colon",
            ]
        );
        assert_eq!(found[1].1, "Клеинт");
        assert_eq!(found[1].2.as_deref(), Some("Клиент"));
        assert_eq!(found[3].1, "Завершно");
        assert_eq!(found[3].2.as_deref(), Some("Завершен"));
        assert_eq!((found[7].1.as_str(), found[7].2.as_deref()), ("фотка", Some("фото")));
    }

    proptest::proptest! {
        #[test]
        fn every_mistake_lies_within_the_text(
            pieces in proptest::collection::vec("(Диалог|Клиент|Бот|Лид|Статус|Прошло|Сейчас|Менеджер|Правила|Bot is silent|[а-яё:\\[\\],«» \n\t#…→-]{0,6}|: ?|\r?\n)", 0..40)
        ) {
            let text = pieces.concat();
            if let Err(mistakes) = parse(&text) {
                for mistake in mistakes {
                    proptest::prop_assert!(text.get(mistake.span.clone()).is_some(), "{mistake:?}");
                }
            }
        }
    }

    #[test]
    fn no_text_is_too_strange_to_be_read() {
        for text in
            ["", ":", "::::", "[", "\u{feff}Диалог: а\nКлиент: [", "Диалог:\u{0}\n\tх", "  х"]
        {
            let _ = parse(text);
        }
        assert!(parse("\u{feff}Диалог: с меткой\nКлиент: да").is_ok());
    }
}
