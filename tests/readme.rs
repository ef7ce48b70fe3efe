//! What the READMEs promise: every example of rules loads and goes as the dialogue beside it,
//! and the lists of checks are those of the program.
//!
//! `UPDATE=1 cargo test --test readme` writes the lists anew.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use leadlatch::dialog::Sink;
use leadlatch::rules::{Printer, Surroundings, load_in};
use leadlatch::script::{Files, parse, play, report};
use leadlatch::texts::{Language, Lesson, lessons};
use tempfile::TempDir;

const HEAD: &str = "version  = 1\ncompany  = \"Пример\"\ntimezone = \"Europe/Moscow\"\n\n";
const BEGIN: &str = "<!-- checks: UPDATE=1 cargo test --test readme -->\n";
const END: &str = "<!-- /checks -->\n";

/// One file lies beside the rules, and only Telegram is set up.
const SURROUNDINGS: Surroundings<'static> = Surroundings {
    is_there: &|file| file == "files/price.pdf",
    is_set: &|sink| sink == Sink::Telegram,
};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The blocks in fences of that kind.
fn blocks<'t>(text: &'t str, kind: &str) -> Vec<&'t str> {
    let fence = format!("```{kind}\n");
    let parts = text.split(&*fence).skip(1);
    parts.map(|part| part.split("```").next().unwrap_or_default()).collect()
}

/// The sections of the chapter «Правила на примерах»: title and text.
fn wishes(readme: &str) -> Vec<(&str, &str)> {
    let chapter = readme.split("\n## Правила на примерах\n").nth(1).expect("the chapter is there");
    let chapter = chapter.split("\n## ").next().unwrap_or_default();
    chapter.split("\n### ").skip(1).filter_map(|section| section.split_once('\n')).collect()
}

#[test]
fn every_example_of_rules_goes_as_the_dialogue_beside_it() {
    let readme = read("README.ru.md");
    let wishes = wishes(&readme);
    assert!(wishes.len() >= 15, "{} examples", wishes.len());
    for (title, section) in wishes {
        let source = HEAD.to_owned() + &blocks(section, "toml").join("\n");
        let loaded = load_in(&source, SURROUNDINGS);
        let printer = |problem: &_| {
            Printer { file: title, source: &source, language: Language::Ru, colours: false }
                .print(problem)
        };
        let loaded = loaded.unwrap_or_else(|problems| {
            panic!("{}", problems.iter().map(printer).collect::<String>())
        });
        let warned: String = loaded.warnings.iter().map(printer).collect();
        assert_eq!(warned, "", "{title}");
        let script = parse(&blocks(section, "text").join("\n")).expect(title);
        let played = play(&script, &loaded.rules).expect(title);
        let files = Files { script: title, rules: "README.ru.md" };
        let failures = played.failures.iter();
        let wrong: String =
            failures.map(|failure| report(failure, files, &loaded.rules) + "\n").collect();
        assert_eq!(wrong, "", "{title}");
        assert!(played.passed > 0, "{title} has no dialogue");
        let silent: Vec<_> = loaded.rules.rules.iter().map(|rule| rule.name.to_string()).collect();
        let silent: Vec<_> =
            silent.into_iter().filter(|name| !played.exercised.contains(name)).collect();
        assert_eq!(silent, [""; 0], "{title}: rules that no dialogue shows");
    }
}

#[test]
fn every_condition_action_and_command_is_named_for_the_owner() {
    let readme = read("README.ru.md");
    let schema = read("rules.schema.json");
    let schema: serde_json::Value = serde_json::from_str(&schema).expect("JSON");
    let rule = &schema["properties"]["rule"]["items"]["properties"];
    for part in ["if", "then"] {
        for key in rule[part]["properties"].as_object().expect("keys").keys() {
            assert!(
                readme.contains(&format!("{part}.{key}")),
                "{part}.{key} is not in README.ru.md"
            );
        }
    }
}

/// Follows the chapter from the empty folder and prints what its first check prints.
#[test]
fn the_way_from_an_empty_folder_goes_as_written() {
    let readme = read("README.ru.md");
    let folder = TempDir::new().expect("a folder");
    fs::create_dir_all(folder.path().join("tests/dialogs")).expect("a folder");
    for file in ["rules.toml", "rules.schema.json", "tests/dialogs/seed.txt"] {
        assert!(readme.contains(file), "{file} is copied");
        fs::copy(root().join(file), folder.path().join(file)).expect("a copy");
    }
    fs::copy(root().join(".env.example"), folder.path().join(".env")).expect("a copy");
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_leadlatch"));
        command.args(arguments).current_dir(folder.path()).env_clear();
        let ended = command.env("LANG", "ru_RU.UTF-8").output().expect("the binary runs");
        String::from_utf8(ended.stdout).expect("UTF-8")
    };
    let printed = format!("$ leadlatch check\n{}", run(&["check"]));
    assert_eq!(blocks(&readme, "console"), [printed]);

    let rules = read("rules.toml").replace("Чистый дом", "Ромашка");
    fs::write(folder.path().join("rules.toml"), rules).expect("the rules");
    assert!(run(&["check"]).contains("− Бот: Здравствуйте! Это «Чистый дом». Чем помочь?"));
    assert!(run(&["test", "--accept"]).contains("Прошли все: 22"));
    assert!(run(&["check"]).ends_with("Правила готовы.\n"));
}

/// What is told first of the mistake in the fixture of that check.
fn told_of_fixture(slug: &str) -> String {
    let told = read(&format!("tests/checks/{slug}.out"));
    told.split("\n\n").next().unwrap_or_default().trim_end().to_owned()
}

/// What is told of the bad example of a lesson.
fn told_of_lesson(lesson: Lesson) -> String {
    let head = "version  = 1\nlanguage = \"en\"\ncompany  = \"A\"\ntimezone = \"Europe/London\"\n";
    let rule = "\n[[rule]]\nname = \"Other\"\nif.message_is = [\"sticker\"]\nthen.reply = \"A\"\n";
    let rule = if lesson.bad.contains("[[rule]]") { "" } else { rule };
    let source = format!("{head}\n{}\n{rule}", lesson.bad);
    let problems = match load_in(&source, SURROUNDINGS) {
        Ok(loaded) => loaded.warnings,
        Err(problems) => problems,
    };
    let file = "rules.toml";
    let printer = Printer { file, source: &source, language: Language::En, colours: false };
    problems.first().map(|problem| printer.print(problem)).unwrap_or_default()
}

fn list(language: Language, level: &str) -> String {
    let mut list = String::new();
    for lesson in lessons(language) {
        let told = match language {
            Language::Ru => told_of_fixture(lesson.slug),
            Language::En => told_of_lesson(lesson),
        };
        list += &format!("{level} {}\n\n{}\n\n", lesson.slug, lesson.why);
        if !told.is_empty() {
            list += &format!("```text\n{told}\n```\n\n");
        }
    }
    list
}

fn is_as_generated(path: &str, generated: &str) {
    let text = read(path);
    let (before, rest) = text.split_once(BEGIN).expect("the list begins");
    let (_, after) = rest.split_once(END).expect("the list ends");
    let renewed = format!("{before}{BEGIN}\n{generated}{END}{after}");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(root().join(path), &renewed).expect("the file can be written");
    } else {
        assert!(text == renewed, "{path} is out of date: UPDATE=1 cargo test --test readme");
    }
}

#[test]
fn the_lists_of_checks_are_those_of_the_program() {
    is_as_generated("README.ru.md", &list(Language::Ru, "###"));
    is_as_generated("docs/checks.en.md", &list(Language::En, "##"));
}

#[test]
fn every_file_a_readme_links_to_is_there() {
    for readme in ["README.md", "README.ru.md", "docs/checks.en.md"] {
        let text = read(readme);
        let folder = root().join(readme).parent().map(Path::to_owned).unwrap_or_default();
        let links = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        let local = links.filter(|link| !link.starts_with("http") && !link.starts_with('#'));
        let missing: Vec<PathBuf> = local
            .map(|link| folder.join(link.split('#').next().unwrap_or_default()))
            .filter(|path| !path.exists())
            .collect();
        assert_eq!(missing, [] as [PathBuf; 0], "{readme}");
    }
}
