//! How commands end that cannot do what they are asked.

use tempfile::TempDir;

use crate::binary::{DIALOGS, RULES, folder, run};

#[test]
fn what_cannot_be_done_ends_with_two() {
    let empty = TempDir::new().expect("a folder");
    for arguments in [
        &["check"][..],
        &["check", "nowhere.toml"],
        &["check", "--fast"],
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
    let nowhere = run(folder(RULES, DIALOGS).path(), &["check", "--dialogs", "nowhere"], "");
    assert_eq!((&*nowhere.err, nowhere.code), ("Папки nowhere нет\n", 2));
    let broken = RULES.replace("if.only_words", "if.onlywords");
    let ended = run(folder(&broken, DIALOGS).path(), &["chat"], "");
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("rules.toml:25:"), "{}", ended.err);
}

#[test]
fn help_and_complaints_are_in_the_language_of_the_rules() {
    let russian = folder(RULES, DIALOGS);
    let ended = run(russian.path(), &["check", "--help"], "");
    assert_eq!(
        ended.out,
        "\
проверяет файл правил и играет примеры рядом с ним

Как писать: leadlatch check [OPTIONS] [FILE]

Что указать:
  [FILE]  файл правил; без него RULES_FILE или ./rules.toml

Параметры:
      --strict           замечания тоже считать ошибками
      --dialogs <DIR>    папка примеров; без неё tests/dialogs рядом с файлом правил
      --format <FORMAT>  text для людей или json для редакторов и скриптов
  -h, --help             показать эту справку
"
    );
    assert_eq!((ended.code, &*ended.err), (0, ""));
    let complaints = [
        (&["fly"][..], "Команды «fly» нет. Какие есть, покажет leadlatch --help\n"),
        (
            &["check", "--fast"],
            "Параметра «--fast» здесь нет. Какие есть, покажет --help после имени команды\n",
        ),
        (
            &["check", "--format", "xml"],
            "«xml» не годится для --format <FORMAT>. Бывает: text json\n",
        ),
    ];
    for (arguments, complaint) in complaints {
        let ended = run(russian.path(), arguments, "");
        assert_eq!((&*ended.err, ended.code), (complaint, 2));
    }
    let english = folder("language = \"en\"", DIALOGS);
    let ended = run(english.path(), &["fly"], "");
    assert_eq!(ended.err, "There is no command \"fly\". leadlatch --help shows what there is\n");
}
