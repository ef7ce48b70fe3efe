//! `leadlatch explain` and `leadlatch words`.

use crate::binary::{DIALOGS, RULES, folder, run};

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
    let mistyped = run(broken.path(), &["explain", "no-acton"], "");
    assert_eq!(mistyped.err, "Проверки no-acton нет. Похоже на no-action\n");
    assert_eq!(mistyped.code, 2);
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
fn a_word_tells_its_forms_and_what_is_left_out_and_why() {
    let folder = folder(RULES, DIALOGS);
    let words = ["words", "=пока", "матер*", "Ёлка", "банка", "чатбот", "bought", "Битрикс24"];
    let ended = run(folder.path(), &words, "");
    assert_eq!(
        ended.out,
        "\
=пока: только так, как написано
матер*: любое слово с таким началом
Ёлка: елка, елки, елке, елку, елкой, елкою, елок, елкам, елками, елках
  ищем как «елка»: большие буквы, ё и похожие латинские буквы не важны
банка: банка, банки, банке, банку, банкой, банкою, банок, банкам, банками, банках
  не ищем банк, банком, банков: это формы другого слова, «банк»
чатбот: чатбот, чатбота, чатботу, чатботом, чатботе, чатботы, чатботов, чатботам, чатботами, чатботах
  слова нет в словаре, формы подобраны по окончанию
bought: bought, buy, buys, buying
  английское слово, формы составлены по правилам
  это форма слова «buy», поэтому ищем и остальные
Битрикс24: битрикс24
  ищем как «битрикс24»: большие буквы, ё и похожие латинские буквы не важны
  других форм нет, ищем только так
"
    );
    assert_eq!(ended.code, 0);
}

#[test]
fn every_word_of_a_phrase_or_of_a_hyphened_word_tells_its_forms() {
    let folder = folder(RULES, DIALOGS);
    let ended = run(folder.path(), &["words", "скидка =да", "чат-бот", "24/7", "из-за*"], "");
    assert_eq!(
        ended.out,
        "\
скидка =да: эти слова рядом
скидка: скидка, скидки, скидке, скидку, скидкой, скидкою, скидок, скидкам, скидками, скидках
=да: только так, как написано
чат-бот: эти слова рядом
чат: чат, чата, чату, чатом, чате, чаты, чатов, чатам, чатами, чатах
бот: бот, бота, боту, ботом, боте, боты, ботов, ботам, ботами, ботах
24/7: эти слова рядом
24: 24
  других форм нет, ищем только так
7: 7
  других форм нет, ищем только так
из-за*: эти слова рядом
=из: только так, как написано
за*: любое слово с таким началом
"
    );
    let topic = run(folder.path(), &["words", "@цена"], "");
    assert!(topic.out.contains("ценой") && topic.out.contains("сколько стоит"), "{}", topic.out);
}

#[test]
fn what_is_no_trigger_says_why() {
    let folder = folder(RULES, DIALOGS);
    let ended = run(folder.path(), &["words", "со*", "с*бака", "!!!", "", "@цены"], "");
    assert_eq!(
        ended.out,
        "\
✗ «со*»: перед звёздочкой нужны хотя бы 3 буквы, иначе подойдёт почти любое слово
✗ «с*бака»: звёздочка бывает только в конце слова и без знака =, вот так: матер*
✗ «!!!»: здесь ни букв, ни цифр, искать нечего
✗ слово пустое: впишите хотя бы одну букву
✗ «@цены»: такого списка нет; есть @мат, @грубость, @крик и списки файла правил
"
    );
    assert_eq!(ended.code, 1);
}

#[test]
fn a_mistake_in_dialogues_is_explained_by_its_name() {
    let ended = run(folder(RULES, DIALOGS).path(), &["explain", "unknown-line"], "");
    let mut lines = ended.out.lines();
    assert_eq!(lines.next(), Some("[unknown-line]"));
    assert_eq!(lines.next(), Some("Это ошибка в файле диалогов, а не в правилах."));
    assert_eq!((lines.count(), ended.code), (2, 0));
}

#[test]
fn what_is_no_word_says_why() {
    let folder = folder(RULES, DIALOGS);
    let told = |word: &str| run(folder.path(), &["words", word], "").out;
    assert!(told("").starts_with("✗ слово пустое"), "{}", told(""));
    assert!(told("@нет").starts_with("✗ «@нет»: такого списка нет"), "{}", told("@нет"));
    assert!(told("=до свидания").contains("только к тому слову"), "{}", told("=до свидания"));
    std::fs::write(folder.path().join("b.toml"), "[lists]\n\"пар\" = [\"пар\"]\n").expect("rules");
    let other = run(folder.path(), &["words", "--rules", "b.toml", "@пар"], "");
    assert!(other.out.starts_with("пар: "), "{}", other.out);
}
