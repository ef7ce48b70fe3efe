//! `leadlatch check`: what it prints, for people and for programs.

use std::fs;

use tempfile::TempDir;

use crate::binary::{DIALOGS, RULES, folder, run};

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
fn a_file_that_rules_send_must_lie_beside_them() {
    let rules = RULES.replace(
        "then.reply     = \"Здравствуйте!\"",
        "then.reply     = \"Здравствуйте!\"\nthen.file = \"files/price.pdf\"",
    );
    let folder = folder(&rules, "Диалог: а\nКлиент: привет\nФайл: price.pdf\n");
    let ended = run(folder.path(), &["check"], "");
    assert!(ended.out.contains("ошибка[missing-file]: файла files/price.pdf нет"), "{}", ended.out);
    assert!(ended.out.contains("--> rules.toml:27:13"), "{}", ended.out);
    assert_eq!(ended.code, 1);
    fs::create_dir(folder.path().join("files")).expect("a folder");
    fs::write(folder.path().join("files/price.pdf"), "price").expect("a file");
    let elsewhere = TempDir::new().expect("a folder");
    let path = folder.path().join("rules.toml");
    let ended = run(elsewhere.path(), &["check", path.to_str().expect("UTF-8")], "");
    assert_eq!(ended.code, 0, "{}", ended.out);
}

#[test]
fn a_word_that_takes_a_line_of_an_example_is_named() {
    let rules = format!(
        "{RULES}\n[[rule]]\nname = \"Спам\"\nif.words = [\"реклама\"]\nthen.status = \"Не подходит\"\n"
    );
    let dialogs = "Диалог: а\nКлиент: привет\nБот: Здравствуйте!\n\n\
                   Диалог: по рекламе\nКлиент: увидел рекламу, что у вас есть?\nСтатус: Новый\n";
    let ended = run(folder(&rules, dialogs).path(), &["check", "--format", "json"], "");
    let json: serde_json::Value = serde_json::from_str(&ended.out).expect("JSON");
    assert_eq!(json["problems"][0]["slug"], "trigger-too-broad");
    assert_eq!(json["problems"][0]["severity"], "warning");
    assert_eq!(json["problems"][0]["line"], 30);
    assert_eq!(json["problems"][1], serde_json::Value::Null);
    assert_eq!(ended.code, 1);
    let ended = run(folder(&rules, dialogs).path(), &["check"], "");
    let named = "tests/dialogs/a.txt:6: «увидел рекламу, что у вас есть?»";
    assert!(ended.out.contains(named), "{}", ended.out);
}

#[test]
fn bytes_that_are_no_letters_are_shown_where_they_begin() {
    let folder = folder("", "");
    let mut bytes = b"version = 1\ncompany = \"".to_vec();
    bytes.extend([0xd7, 0xe8, 0xf1, 0xf2, 0xfb, 0xe9, b'"', b'\n']);
    fs::write(folder.path().join("rules.toml"), bytes).expect("a file");
    let ended = run(folder.path(), &["check"], "");
    assert!(ended.out.contains("ошибка[encoding]: файл сохранён не в той"), "{}", ended.out);
    assert!(ended.out.contains("--> rules.toml:2:12"), "{}", ended.out);
    assert_eq!(ended.code, 1);
    let chat = run(folder.path(), &["chat"], "");
    assert!(chat.err.contains("--> rules.toml:2:12"), "{}", chat.err);
    assert_eq!(chat.code, 2);
}

#[test]
fn a_place_for_leads_without_its_setting_is_warned_of() {
    let rules = format!("{RULES}\n[lead]\nsend_to = [\"telegram\", \"bitrix24\"]\n");
    let folder = folder(&rules, "Диалог: а\nКлиент: привет\nБот: Здравствуйте!\n");
    let ended = run(folder.path(), &["check"], "");
    assert!(ended.out.contains("внимание[destination-not-configured]"), "{}", ended.out);
    assert!(ended.out.contains("BITRIX24_WEBHOOK_URL"), "{}", ended.out);
    assert_eq!(ended.code, 0);
    let setting = "BITRIX24_WEBHOOK_URL=https://example.bitrix24.ru/rest/1/abc/\n";
    fs::write(folder.path().join(".env"), setting).expect("a file");
    let ended = run(folder.path(), &["check"], "");
    assert!(!ended.out.contains("destination-not-configured"), "{}", ended.out);
}

#[test]
fn a_file_that_cannot_be_read_is_told_to_programs_too() {
    let folder = folder(RULES, DIALOGS);
    let ended = run(folder.path(), &["check", "нет.toml", "--format", "json"], "");
    let told: serde_json::Value = serde_json::from_str(&ended.out).expect("JSON");
    assert_eq!(told["problems"][0]["message"], "Файл нет.toml не прочитать: такого файла нет");
    assert_eq!((told["file"].as_str(), ended.code), (Some("нет.toml"), 2));
    std::fs::write(folder.path().join("rules.toml"), [0xd7, 0xe8, 0xf1]).expect("the file");
    let ended = run(folder.path(), &["check"], "");
    assert!(ended.out.starts_with("✗ rules.toml прочитан не весь\n"), "{}", ended.out);
}
