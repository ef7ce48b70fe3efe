//! Every dialogue of tests/dialogs goes as written, by the rules it names.

use std::fs;
use std::path::{Path, PathBuf};

use leadlatch::rules;
use leadlatch::script::{Files, parse, play, report};
use leadlatch::texts::Language;

#[test]
fn every_dialogue_goes_as_written() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<PathBuf> = fs::read_dir(root.join("tests/dialogs"))
        .expect("the dialogues are there")
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
        .collect();
    files.sort();
    let (mut passed, mut complaints) = (0, Vec::new());
    for file in &files {
        let (went_well, wrong) = play_file(root, file);
        passed += went_well;
        complaints.extend(wrong);
    }
    println!("{passed} dialogues went as written");
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n\n"));
    assert!(passed >= 50, "only {passed} dialogues were found");
}

fn play_file(root: &Path, file: &Path) -> (usize, Vec<String>) {
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let text = fs::read_to_string(file).expect("the file can be read");
    let script = match parse(&text) {
        Ok(script) => script,
        Err(mistakes) => {
            let line = |at: usize| text[..at].lines().count().max(1);
            let complaint = |mistake: &leadlatch::script::Mistake| {
                format!("{name}:{} {}", line(mistake.span.end), mistake.message(Language::En))
            };
            return (0, mistakes.iter().map(complaint).collect());
        }
    };
    let folder = file.parent().unwrap_or(root);
    let path = script.rules.as_ref().map_or(root.join("rules.toml"), |path| folder.join(path));
    let source = fs::read_to_string(&path).unwrap_or_else(|_| panic!("{}", path.display()));
    let rules = rules::load(&source).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let rules_name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let files = Files { script: &name, rules: &rules_name };
    match play(&script, &rules) {
        Ok(played) => {
            let wrong = played.failures.iter().map(|failure| report(failure, files, &rules));
            (played.passed, wrong.collect())
        }
        Err(mistakes) => {
            let wrong = mistakes.iter().map(|mistake| mistake.message(Language::Ru));
            (0, wrong.map(|wrong| format!("{name}: {wrong}")).collect())
        }
    }
}
