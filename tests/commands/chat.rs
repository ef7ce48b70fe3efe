//! `leadlatch chat`: a talk from a pipe.

use crate::binary::{DIALOGS, RULES, folder, run};

#[test]
fn a_talk_shows_answers_and_reasons_and_can_be_saved() {
    let folder = folder(RULES, DIALOGS);
    let said = "привет\n/прошло 2 часа\nсколько стоит? 89001234567\n/сохранить разговор\n/чепуха\n";
    let ended = run(folder.path(), &["chat"], said);
    assert_eq!(
        ended.out,
        "\
Правила из rules.toml, на часах 2026-06-01 12:00.
Пишите как клиент; /помощь покажет команды, /выход закончит.
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
    let lines: Vec<&str> = ended.out.lines().skip(2).collect();
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
            "  · источника avito нет в [sources]: так он и записан",
            "Бот молчит",
            "  · ни одно правило не подошло, бот молчит",
        ]
    );
}

#[test]
fn a_command_that_lacks_something_says_so_and_nothing_is_no_talk() {
    let folder = folder(RULES, DIALOGS);
    let said = "/сохранить пустой\n/save\n/source\n/прошло скоро\n/чепуха\n";
    let ended = run(folder.path(), &["chat"], said);
    let lines: Vec<&str> = ended.out.lines().skip(2).collect();
    let unclear = "После этой команды нужно что-то ещё; примеры покажет /помощь";
    let unknown = "Такой команды нет; /помощь покажет, какие есть";
    let pass = "Не понять, сколько прошло. Напишите, например: /прошло 30м, /прошло 2 часа, \
                /прошло 1 день; к нужной минуте ведёт /сейчас вс 23:10";
    assert_eq!(lines, ["Ещё ничего не сказано", unclear, unclear, pass, unknown]);
    assert!(!folder.path().join("tests/dialogs/saved.txt").exists());
}

#[test]
fn a_talk_is_saved_once_under_one_name_and_can_be_left() {
    let folder = folder(RULES, DIALOGS);
    let said = "привет\n/сохранить разговор\nпривет\n/сохранить разговор\n/выход\nпривет\n";
    let ended = run(folder.path(), &["chat"], said);
    assert!(
        ended.out.ends_with("Диалог «разговор» уже сохранён. Возьмите другое имя\n"),
        "{}",
        ended.out
    );
    let saved = folder.path().join("tests/dialogs/saved.txt");
    let saved = std::fs::read_to_string(saved).expect("the file");
    assert_eq!(saved.matches("Диалог: разговор").count(), 1);
}
