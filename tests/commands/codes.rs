//! How commands end that cannot do what they are asked.

use tempfile::TempDir;

use crate::binary::{DIALOGS, RULES, folder, run, run_in};

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

#[test]
fn whatever_stands_in_the_terminal_errors_speak_the_language_of_the_rules() {
    let russian = folder(RULES, DIALOGS);
    for (arguments, told) in [
        (&["check", "нет.toml"][..], "Файл нет.toml не прочитать: такого файла нет\n"),
        (&["chat", "--rules", "нет.toml"], "Файл нет.toml не прочитать: такого файла нет\n"),
        (
            &["run"],
            "Нет токена бота. Получите его у @BotFather и впишите в .env: TELEGRAM_BOT_TOKEN=…\n",
        ),
        (
            &["replay", "."],
            ". это папка. Укажите файл result.json из выгрузки Telegram: \
             leadlatch replay ПАПКА/result.json\n",
        ),
        (
            &["test", "rules.toml"],
            "rules.toml это файл правил, а не диалоги. Проверит его leadlatch check rules.toml; \
             диалоги по нему сыграет leadlatch test --rules rules.toml\n",
        ),
    ] {
        let ended = run_in("C", russian.path(), arguments, "");
        assert_eq!((&*ended.err, ended.code), (told, 2), "{arguments:?}");
    }
}

#[test]
fn a_line_of_the_settings_that_cannot_be_read_is_named_and_not_shown() {
    let folder = folder(RULES, DIALOGS);
    let settings = "DATA_DIR=./data\nSMTP_URL=smtps://bot:hunter 2@shop.ru\n";
    std::fs::write(folder.path().join(".env"), settings).expect("the file");
    let ended = run(folder.path(), &["check"], "");
    assert!(ended.err.starts_with("В файле .env не читается строка 2"), "{}", ended.err);
    assert!(!ended.err.contains("hunter"), "{}", ended.err);
}
