//! Every check has a pair of files in `tests/checks`: a rules file with the
//! mistake, and what its owner is told. Where dialogues lie beside them, they are played.
//!
//! `UPDATE=1 cargo test --test checks` writes the second file anew.

use std::fs;
use std::path::{Path, PathBuf};

use leadlatch::dialog::Sink;
use leadlatch::rules::{
    Printer, Problem, Rules, Surroundings, Taken, decode, language_of, load_in, warnings_with,
};
use leadlatch::script::{parse, play};
use leadlatch::texts::{Language, Lesson, lessons};

/// One file lies beside every rules file of these tests, and only Telegram is set up.
const SURROUNDINGS: Surroundings<'static> = Surroundings {
    is_there: &|file| file == "files/price.pdf",
    is_set: &|sink| sink == Sink::Telegram,
};

fn problems(text: &str, dialogues: &str) -> Vec<Problem> {
    match load_in(text, SURROUNDINGS) {
        Ok(loaded) => {
            let taken = taken(&loaded.rules, dialogues);
            warnings_with(&taken, loaded).warnings
        }
        Err(problems) => problems,
    }
}

/// The lines of dialogues that a rule took and was not meant to.
fn taken(rules: &Rules, dialogues: &str) -> Vec<Taken> {
    let script = parse(dialogues).expect("the dialogues are right");
    let played = play(&script, rules).expect("the dialogues fit the rules");
    let taken = played.failures.into_iter().filter_map(|failure| failure.taken);
    taken.map(|line| Taken { place: format!("own.txt:{}", line.place), ..line }).collect()
}

fn told(bytes: &[u8]) -> (Vec<Problem>, String) {
    told_with(bytes, "")
}

fn told_with(bytes: &[u8], dialogues: &str) -> (Vec<Problem>, String) {
    let lossy = String::from_utf8_lossy(bytes);
    let problems = match decode(bytes) {
        Ok(text) => problems(text, dialogues),
        Err(problem) => vec![*problem],
    };
    let language = language_of(&lossy);
    let printer = Printer { file: "rules.toml", source: &lossy, language, colours: false };
    let mut printed: Vec<_> = problems.iter().map(|problem| printer.print(problem)).collect();
    printed.push(String::new());
    (problems, printed.join("\n\n"))
}

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/checks");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    files.sort();
    files
}

#[test]
fn every_mistake_is_told_as_written() {
    let mut wrong = Vec::new();
    for file in fixtures() {
        let bytes = fs::read(&file).unwrap();
        let dialogues = fs::read_to_string(file.with_extension("txt")).unwrap_or_default();
        let (problems, printed) = told_with(&bytes, &dialogues);
        let expected_file = file.with_extension("out");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&expected_file, &printed).unwrap();
        }
        let expected = fs::read_to_string(&expected_file).unwrap_or_default();
        if printed != expected {
            wrong.push(format!("{}\n{printed}", file.display()));
        }
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let slug = name.split('.').next().unwrap();
        let named = problems.first().is_some_and(|problem| problem.slug == slug);
        assert!(named, "the first problem of {name} is {:?}", problems.first());
        assert!(!printed.contains("check-"), "{name} has a sentence that is not in the catalogue");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_problem_lies_inside_its_file() {
    for file in fixtures() {
        let bytes = fs::read(&file).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        for problem in told(&bytes).0 {
            assert!(problem.span.start <= problem.span.end && problem.span.end <= text.len());
            assert!(problem.line >= 1 && problem.line <= text.lines().count().max(1) + 1);
            assert!(problem.line <= problem.end_line && problem.column >= 1);
        }
    }
}

/// Words of programmers that an owner should never have to read.
#[test]
fn nothing_is_said_in_words_of_programmers() {
    for file in fixtures() {
        for problem in told(&fs::read(&file).unwrap()).0 {
            let said = format!("{} {:?} {:?}", problem.message, problem.labels, problem.help);
            for word in
                ["TOML", "toml parse", "serde", "expected", "boolean", "integer", "panic", "array"]
            {
                assert!(!said.contains(word), "{}: {said}", file.display());
            }
        }
    }
}

/// A lesson's lines as a whole file: the head, and a rule where they have none.
fn completed(lines: &str, lesson: Lesson, language: Language) -> Vec<u8> {
    let language = if language == Language::Ru { "ru" } else { "en" };
    let head = format!(
        "version = 1\nlanguage = \"{language}\"\ncompany = \"A\"\ntimezone = \"Europe/Moscow\"\n"
    );
    let rule = "[[rule]]\nname = \"A\"\nif.message_is = [\"sticker\"]\nthen.reply = \"A\"\n";
    let rule = if lines.contains("[[rule]]") { "" } else { rule };
    let file = format!("{head}{lines}\n{rule}");
    match lesson.slug {
        // What the owner sees is what editors make of one-byte Cyrillic.
        "encoding" if lines == lesson.bad => {
            file.chars().map(|sign| u8::try_from(u32::from(sign)).unwrap()).collect()
        }
        "reply-too-long" => file.replace('…', &"а".repeat(4096)).into_bytes(),
        _ => file.into_bytes(),
    }
}

fn slugs(bytes: &[u8]) -> Vec<&'static str> {
    told(bytes).0.iter().map(|problem| problem.slug).collect()
}

#[test]
fn the_bad_example_of_every_lesson_has_its_problem_and_the_good_one_none() {
    let none: [&str; 0] = [];
    for language in [Language::Ru, Language::En] {
        for lesson in lessons(language) {
            let bad = slugs(&completed(lesson.bad, lesson, language));
            assert_eq!(bad, [lesson.slug], "{language:?} {}", lesson.bad);
            let good = slugs(&completed(lesson.good, lesson, language));
            assert_eq!(good, none, "{language:?} {}", lesson.good);
            assert!(lesson.why.chars().count() > 60 && !lesson.why.contains('\n'));
        }
    }
}

#[test]
fn every_check_has_its_lesson_in_both_languages() {
    let slug = |file: &PathBuf| {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        name.split('.').next().unwrap().to_owned()
    };
    let mut checks: Vec<String> = fixtures().iter().map(slug).collect();
    checks.dedup();
    for language in [Language::Ru, Language::En] {
        let taught: Vec<_> = lessons(language).map(|lesson| lesson.slug).collect();
        assert_eq!(taught, checks, "{language:?}");
    }
}
