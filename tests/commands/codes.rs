//! How commands end that cannot do what they are asked.

use tempfile::TempDir;

use crate::binary::{DIALOGS, RULES, folder, run};

#[test]
fn what_cannot_be_done_ends_with_two() {
    let empty = TempDir::new().expect("a folder");
    for arguments in [
        &["check"][..],
        &["check", "nowhere.toml"],
        &["test"],
        &["chat"],
        &["explain", "привет"],
        &["explain"],
        &["leads"],
        &["leads", "--since", "давно"],
        &["fly"],
        &[],
    ] {
        let ended = run(empty.path(), arguments, "");
        assert_eq!(ended.code, 2, "{arguments:?}: {}{}", ended.out, ended.err);
    }
    let broken = RULES.replace("if.only_words", "if.onlywords");
    let ended = run(folder(&broken, DIALOGS).path(), &["chat"], "");
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("rules.toml:25:"), "{}", ended.err);
}
