//! The commands as a person at a terminal meets them: the real binary, its whole output.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

const RULES: &str = r#"version  = 1
company  = "Чистый дом"
timezone = "Europe/Moscow"

[topics]
"цена" = ["цена", "сколько стоит"]

[[rule]]
name           = "Телефон после цены"
if.message_has = ["phone"]
if.topic       = ["цена"]
then.lead      = true
then.ask       = "time"
then.reply     = "Когда позвонить?"

[[rule]]
name           = "Оставил телефон"
if.message_has = ["phone"]
then.lead      = true
then.status    = "Завершен"
then.reply     = "Спасибо!"

[[rule]]
name           = "Привет"
if.only_words  = ["привет"]
then.reply     = "Здравствуйте!"
"#;

const DIALOGS: &str = "\
Диалог: номер без вопроса о цене
Клиент: +7 123 456-78-90
Бот: Когда позвонить?
Статус: В работе
Лид: телефон +71234567890

Диалог: поздоровался
Клиент: привет
Бот: Здравствуйте!
Лида нет
";

/// What a command printed, and how it ended.
struct Ended {
    out: String,
    err: String,
    code: i32,
}

fn folder(rules: &str, dialogs: &str) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("rules.toml"), rules).expect("rules");
    fs::create_dir_all(folder.path().join("tests/dialogs")).expect("a folder");
    fs::write(folder.path().join("tests/dialogs/a.txt"), dialogs).expect("dialogues");
    folder
}

fn run(folder: &Path, arguments: &[&str], input: &str) -> Ended {
    let mut child = Command::new(env!("CARGO_BIN_EXE_leadlatch"))
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .env("LANG", "ru_RU.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    let written = child.stdin.take().expect("a pipe").write_all(input.as_bytes());
    let output = child.wait_with_output().expect("the binary ends");
    assert!(written.is_ok() || !output.status.success(), "the input was not read");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    let code = output.status.code().expect("an exit code");
    Ended { out: text(output.stdout), err: text(output.stderr), code }
}

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
fn a_green_check_is_short() {
    let ended = run(
        folder(RULES, "Диалог: а\nКлиент: привет\nБот: Здравствуйте!\n").path(),
        &["check"],
        "",
    );
    assert_eq!(
        ended.out,
        "\
✓ rules.toml читается
✓ 3 правила, 1 тема, 0 источников
✓ противоречий нет, каждое правило может сработать
✓ 1 диалог из tests/dialogs прошёл
! ни один диалог не проверяет правило «Телефон после цены» (rules.toml:9)
! ни один диалог не проверяет правило «Оставил телефон» (rules.toml:17)
  добавьте пример: leadlatch chat, затем /сохранить
Правила готовы.
"
    );
    assert_eq!(ended.code, 0);
}

#[test]
fn a_red_check_shows_problems_and_failed_dialogues() {
    let broken = RULES.replace("if.only_words", "if.onlywords");
    let ended = run(folder(&broken, DIALOGS).path(), &["check"], "");
    assert!(ended.out.contains("✗ 1 ошибка"), "{}", ended.out);
    assert!(ended.out.contains("rules.toml:25:"), "{}", ended.out);
    assert_eq!(ended.code, 1);
    let ended = run(folder(RULES, DIALOGS).path(), &["check"], "");
    assert!(ended.out.contains("✗ не прошли: 1 из 2"), "{}", ended.out);
    assert_eq!(ended.code, 1);
}

#[test]
fn a_check_for_programs_is_json() {
    let ended = run(folder(RULES, DIALOGS).path(), &["check", "--format", "json"], "");
    let json: serde_json::Value = serde_json::from_str(&ended.out).expect("JSON");
    assert_eq!(json["dialogs"], serde_json::json!({ "passed": 1, "failed": 1 }));
    assert_eq!(json["rules"], 3);
    assert_eq!(json["unexercised"], serde_json::json!(["Телефон после цены"]));
    assert_eq!(json["problems"], serde_json::json!([]));
}

#[test]
fn a_problem_for_programs_has_its_place_and_its_patch() {
    let broken = RULES.replace("if.only_words", "if.onlywords");
    let ended = run(folder(&broken, DIALOGS).path(), &["check", "--format", "json"], "");
    let json: serde_json::Value = serde_json::from_str(&ended.out).expect("JSON");
    let help = json["problems"][0]["help"].as_str().expect("help").to_owned();
    assert!(help.contains("only_words"), "{help}");
    assert_eq!(
        json,
        serde_json::json!({
            "file": "rules.toml",
            "problems": [{
                "slug": "unknown-condition",
                "severity": "error",
                "line": 25, "column": 4, "end_line": 25, "end_column": 13,
                "message": json["problems"][0]["message"],
                "help": help,
                "patch": {
                    "line": 25,
                    "text": "if.only_words  = [\"привет\"]",
                },
            }],
            "rules": 0,
            "dialogs": { "passed": 0, "failed": 0 },
            "unexercised": [],
        })
    );
    assert_eq!((ended.code, &*ended.err), (1, ""));
}

#[test]
fn a_warning_for_programs_fails_only_when_strict() {
    let rules = format!("{RULES}\n[lists]\n\"лишний\" = [\"кошка\"]\n");
    let folder = folder(&rules, "Диалог: а\nКлиент: привет\nБот: Здравствуйте!\n");
    let ended = run(folder.path(), &["check", "--format", "json"], "");
    let json: serde_json::Value = serde_json::from_str(&ended.out).expect("JSON");
    assert_eq!(json["problems"][0]["slug"], "unused-list");
    assert_eq!(json["problems"][0]["severity"], "warning");
    assert_eq!(ended.code, 0);
    let strict = run(folder.path(), &["check", "--strict", "--format", "json"], "");
    assert_eq!((strict.code, strict.out), (1, ended.out));
}

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

#[test]
fn a_talk_shows_answers_and_reasons_and_can_be_saved() {
    let folder = folder(RULES, DIALOGS);
    let said = "привет\n/прошло 2 часа\nсколько стоит? 89001234567\n/сохранить разговор\n/чепуха\n";
    let ended = run(folder.path(), &["chat"], said);
    assert_eq!(
        ended.out,
        "\
Правила из rules.toml, на часах 2026-06-01 12:00. Пишите как клиент; /помощь покажет команды, Ctrl+D выход.
Бот: Здравствуйте!
  · сработало правило «Привет» (rules.toml:24)
      ✓ rules.toml:25  if.only_words = [\"привет\"]
На часах 2026-06-01 14:00
Бот: Когда позвонить?
  · создан лид №1
  · сработало правило «Телефон после цены» (rules.toml:9)
  · статус: Новый → В работе
      ✓ rules.toml:10  if.message_has = [\"phone\"]
      ✓ rules.toml:11  if.topic = [\"цена\"]
Записано в tests/dialogs/saved.txt
Такой команды нет; /помощь покажет, какие есть
"
    );
    let saved = run(folder.path(), &["test", "tests/dialogs/saved.txt"], "");
    assert_eq!(saved.code, 0, "{}", saved.out);
}

#[test]
fn a_talk_can_be_moved_in_time_and_begun_anew() {
    let folder = folder(RULES, DIALOGS);
    let said =
        "/почему\n/контакт\n/заново\n/сейчас вс 23:10\n/now Sun 22:00\n/source avito\n[фото]\n";
    let ended = run(folder.path(), &["chat"], said);
    let lines: Vec<&str> = ended.out.lines().skip(1).collect();
    assert_eq!(
        lines,
        [
            "Ещё ничего не сказано",
            "Бот: Спасибо!",
            "  · создан лид №1",
            "  · сработало правило «Оставил телефон» (rules.toml:17)",
            "  · статус: Новый → Завершен",
            "      ✓ rules.toml:18  if.message_has = [\"phone\"]",
            "Новый клиент.",
            "На часах 2026-06-07 23:10",
            "На часах 2026-06-14 22:00",
            "Бот молчит",
            "  · ни одно правило не подошло, бот молчит",
            "Бот молчит",
            "  · ни одно правило не подошло, бот молчит",
        ]
    );
}

#[test]
fn an_explanation_names_what_was_found_and_every_rule() {
    let folder = folder(RULES, DIALOGS);
    let ended = run(folder.path(), &["explain", "мой номер 8-900-123-45-67"], "");
    assert_eq!(
        ended.out,
        "\
Найдено:
  телефон: +7 900 123-45-67  «8-900-123-45-67» [11–25]

Правила сверху вниз:
✗ «Телефон после цены» (rules.toml:9)
    ✓ rules.toml:10  if.message_has = [\"phone\"]
    ✗ rules.toml:11  if.topic = [\"цена\"]
✓ «Оставил телефон» (rules.toml:17)
    ✓ rules.toml:18  if.message_has = [\"phone\"]

→ сработало правило «Оставил телефон» (rules.toml:17)
→ статус: Новый → Завершен
Бот: Спасибо!
Лид: телефон +79001234567
Статус: Завершен
"
    );
}

#[test]
fn a_check_is_explained_by_its_name_even_beside_a_broken_file() {
    let broken = folder("version = ", DIALOGS);
    let ended = run(broken.path(), &["explain", "no-action"], "");
    assert_eq!(
        ended.out,
        "\
[no-action]
У правила нет ни одной строки then.…: оно перехватит сообщение у правил ниже и ничего не сделает.

Плохо:
    [[rule]]
    name     = \"Скидка\"
    if.words = [\"скидка\"]

Хорошо:
    [[rule]]
    name       = \"Скидка\"
    if.words   = [\"скидка\"]
    then.reply = \"Скидка 10 % на первый заказ.\"
"
    );
    assert_eq!(ended.code, 0);
    let english = folder("language = \"en\"", DIALOGS);
    let ended = run(english.path(), &["explain", "no-action"], "");
    assert!(ended.out.contains("The rule has no then.… line"), "{}", ended.out);
}

#[test]
fn messages_are_explained_to_programs_line_by_line() {
    let folder = folder(RULES, DIALOGS);
    let lines = [
        "привет",
        "",
        "сколько стоит?\\nмой 89001234567, ivan@example.com",
        "позвоните завтра в 15:00 на 8 900 123 45 67",
        "меня зовут Анна, @anna_k",
        "да ну на х*й",
        "ГДЕ ЖЕ ВАШ МАСТЕР",
        "12345",
        "\"кавычки\" и \\ черта",
        "/start avito",
        "👋",
        "\u{feff}",
    ];
    let ended = run(folder.path(), &["explain", "--jsonl"], &lines.join("\n"));
    let objects: Vec<serde_json::Value> =
        ended.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(objects.len(), lines.len());
    let hello = serde_json::json!({
        "text": "привет", "phones": [], "emails": [], "handles": [], "call_time": null,
        "name": null, "obscene": false, "shouting": false, "words": ["привет"],
        "rule": "Привет", "status": "new", "lead": false, "reply": ["Здравствуйте!"]
    });
    assert_eq!(objects[0], hello);
    assert_eq!(objects[1]["reply"], serde_json::json!([]));
    assert_eq!(objects[2]["text"], "сколько стоит?\nмой 89001234567, ivan@example.com");
    assert_eq!(objects[2]["phones"], serde_json::json!(["+79001234567"]));
    assert_eq!(objects[2]["emails"], serde_json::json!(["ivan@example.com"]));
    assert_eq!(objects[2]["words"], serde_json::json!(["сколько стоит"]));
    assert_eq!(objects[2]["status"], "in_progress");
    assert_eq!(objects[3]["call_time"], "завтра в 15:00");
    assert_eq!(objects[3]["lead"], true);
    assert_eq!(objects[4]["handles"], serde_json::json!(["@anna_k"]));
    assert_eq!(objects[4]["name"], "Анна");
    assert_eq!(objects[5]["obscene"], true);
    assert_eq!(objects[6]["shouting"], true);
    assert_eq!(objects[7]["rule"], serde_json::Value::Null);
}

#[test]
fn a_word_tells_its_forms() {
    let folder = folder(RULES, DIALOGS);
    let ended = run(folder.path(), &["words", "собака", "=пока", "матер*"], "");
    let mut lines = ended.out.lines();
    assert!(lines.next().is_some_and(|line| line.contains("собакой")), "{}", ended.out);
    assert_eq!(lines.next(), Some("=пока: только так, как написано"));
    assert_eq!(ended.code, 0);
    assert_eq!(run(folder.path(), &["words", "а*"], "").code, 1);
}
