//! `leadlatch test`: dialogues that fail, and their rewriting.

use std::fs;

use crate::binary::{DIALOGS, RULES, folder, run};

#[test]
fn a_failing_dialogue_says_what_was_expected_what_came_and_why() {
    let folder = folder(RULES, DIALOGS);
    let ended = run(folder.path(), &["test"], "");
    assert_eq!(
        ended.out,
        "\
✗ tests/dialogs/a.txt:3  «номер без вопроса о цене»
      Клиент: +7 123 456-78-90
    − Бот: Когда позвонить?
    + Бот: Спасибо!
    − Статус: В работе
    + Статус: Завершен
    сработало правило «Оставил телефон» (rules.toml:17)
    не подошло «Телефон после цены» (rules.toml:9): о теме «цена» речи не было
Прошли: 1, не прошли: 1
"
    );
    assert_eq!(ended.code, 1);
}

#[test]
fn accept_writes_what_the_bot_did_and_nothing_else() {
    let folder = folder(RULES, DIALOGS);
    let ended = run(folder.path(), &["test", "--accept"], "");
    assert_eq!(ended.code, 0, "{}", ended.out);
    let text = fs::read_to_string(folder.path().join("tests/dialogs/a.txt")).expect("the file");
    let expected = DIALOGS
        .replace("Бот: Когда позвонить?", "Бот: Спасибо!")
        .replace("Статус: В работе", "Статус: Завершен");
    assert_eq!(text, expected);
    let again = run(folder.path(), &["test"], "");
    assert_eq!(again.out, "✓ tests/dialogs/a.txt: 2 диалога\nПрошли все: 2\n");
}

#[test]
fn an_unexpected_word_of_the_bot_fails_the_turn() {
    let spoken = "Диалог: а\nКлиент: привет\nБот молчит\n";
    let ended = run(folder(RULES, spoken).path(), &["test"], "");
    assert!(ended.out.contains("    − Бот молчит\n    + Бот: Здравствуйте!\n"), "{}", ended.out);
    let silent = "Диалог: а\nКлиент: ну\nБот: Да!\n";
    let ended = run(folder(RULES, silent).path(), &["test"], "");
    assert!(ended.out.contains("    − Бот: Да!\n    + Бот молчит\n"), "{}", ended.out);
    let unmentioned = "Диалог: а\nКлиент: привет\nЛида нет\n";
    assert_eq!(run(folder(RULES, unmentioned).path(), &["test"], "").code, 0);
}

#[test]
fn a_mistake_in_a_dialogue_is_underlined() {
    let folder = folder(RULES, "Диалог: а\nКлеинт: привет\nПравило: Превет\n");
    let ended = run(folder.path(), &["test"], "");
    assert_eq!(ended.code, 1);
    assert!(ended.out.contains("tests/dialogs/a.txt:2:1"), "{}", ended.out);
    assert!(ended.out.contains("^^^^^^"), "{}", ended.out);
    assert!(ended.out.contains("похоже на «Клиент»"), "{}", ended.out);
}

#[test]
fn dialogues_of_a_rules_file_that_is_not_there_fail_and_the_others_are_played() {
    let folder = folder(RULES, "Диалог: а\nКлиент: привет\nБот: Здравствуйте!\n");
    let stray = "# Другие правила.\nПравила: нет.toml\n\nДиалог: б\nКлиент: привет\nБот молчит\n";
    fs::write(folder.path().join("tests/dialogs/b.txt"), stray).expect("the file");
    let ended = run(folder.path(), &["test"], "");
    let told = "tests/dialogs/b.txt:2: Файл tests/dialogs/нет.toml не прочитать: такого файла нет";
    assert_eq!(
        ended.out,
        format!("✓ tests/dialogs/a.txt: 1 диалог\n{told}\n\nПрошли: 1, не прошли: 1\n")
    );
    assert_eq!(ended.code, 1);
    let ended = run(folder.path(), &["check"], "");
    assert!(ended.out.contains(told), "{}", ended.out);
    assert!(ended.out.contains("не прошли"), "{}", ended.out);
    assert_eq!(ended.code, 1);
}
