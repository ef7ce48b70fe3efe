//! The rules, the settings, the data, Telegram and the managers' group.

use std::time::{Duration, Instant};

use leadlatch::demo::telegram::{Fault, When};

use crate::house::{House, RULES};

#[tokio::test(flavor = "multi_thread")]
async fn everything_in_order_is_a_list_of_ticks() {
    let house = House::built().await;
    let (said, code) = house.doctor(&[]).await;
    assert_eq!(
        said,
        "\
Правила
✓ rules.toml: 1 правило
Настройки
✓ TELEGRAM_BOT_TOKEN
✓ TELEGRAM_API_URL
✓ MANAGERS_CHAT_ID
Данные
✓ папки ./data ещё нет, бот создаст её сам
Telegram
✓ токен верный, это @leadlatch_bot
✓ группа «Managers»: бот в ней и может писать
✓ бот видит сообщения менеджеров в группе

Всё готово.
"
    );
    assert_eq!(code, 0);
    assert!(!house.path("data").exists(), "nothing is made");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_running_bot_is_asked_and_not_disturbed() {
    let mut house = House::built().await;
    house.runs_a_bot();
    house.telegram.customer(77, "Anna", "anna").says("8 900 123-45-67");
    for chat in [77, house.group.id()] {
        assert_eq!(house.telegram.wait_for_sent(chat, 1, Duration::from_secs(30)).await.len(), 1);
    }
    let before = house.telegram.sent().len();
    house.unset("MANAGERS_CHAT_ID");
    let (said, _) = house.doctor(&[]).await;
    assert!(said.contains("✓ бот работает с папкой ./data, в книге 1 лид\n"), "{said}");
    assert_eq!(house.telegram.sent().len(), before, "nobody is written to");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_that_was_linked_is_remembered() {
    let mut house = House::built().await;
    house.unset("MANAGERS_CHAT_ID");
    let complaints = house.complaints(&[]).await;
    assert_eq!(
        complaints,
        [
            "✗ группа менеджеров не указана: лидам некуда приходить\n  добавьте @leadlatch_bot в группу, \
          запустите бота и напишите в группе /link с кодом, который он покажет"
        ]
    );
    let store = leadlatch::store::Store::open(&house.path("data")).unwrap();
    store.set_managers_group(house.group.id()).await.unwrap();
    drop(store);
    assert_eq!(house.complaints(&[]).await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_is_not_known_or_not_one() {
    let mut house = House::built().await;
    house.set("TELEGRAM_BOT_TOKEN", "123:hush");
    let complaints = house.complaints(&[]).await;
    assert!(complaints[0].starts_with("✗ Telegram не знает такого токена"), "{complaints:?}");
    assert_eq!(complaints.len(), 1);
    house.set("TELEGRAM_BOT_TOKEN", "hush");
    let complaints = house.complaints(&[]).await;
    assert!(complaints[0].starts_with("✗ TELEGRAM_BOT_TOKEN не похож на токен"), "{complaints:?}");
    assert!(complaints[1].starts_with("✗ без токена Telegram не проверить"), "{complaints:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bot_that_is_not_in_its_group_or_may_not_write_there() {
    let mut house = House::built().await;
    let olga = house.group.member(501, "Olga");
    house.group.makes_bot("left", &olga);
    let complaints = house.complaints(&[]).await;
    assert!(complaints[0].contains("добавьте @leadlatch_bot в группу"), "{complaints:?}");
    house.set("MANAGERS_CHAT_ID", "-1009999999999");
    let complaints = house.complaints(&[]).await;
    assert!(complaints[0].starts_with("✗ группы -1009999999999 бот не видит"), "{complaints:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_with_topics_needs_an_administrator() {
    let mut house = House::built().await;
    let forum = house.telegram.forum("Topics");
    house.set("MANAGERS_CHAT_ID", forum.id().to_string());
    assert_eq!(house.complaints(&[]).await, [""; 0]);
    forum.makes_bot("member", &forum.member(501, "Olga"));
    let complaints = house.complaints(&[]).await;
    assert!(complaints[0].contains("«Управление темами»"), "{complaints:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_that_has_moved_is_named_by_its_new_number() {
    let house = House::built().await;
    let moved = house.group.migrates();
    let complaints = house.complaints(&[]).await;
    assert!(complaints[0].contains(&format!("MANAGERS_CHAT_ID={}", moved.id())), "{complaints:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_group_of_the_rules_is_looked_at() {
    let house = House::built().await;
    let prices = house.telegram.supergroup("Prices");
    let plain = house.telegram.group("Repairs");
    let routes = |lines: &str| {
        let topics = "[topics]\n\"цена\" = [\"цена\"]\n\"ремонт\" = [\"ремонт\"]\n\n";
        house.rules(&RULES.replace("[[rule]]", &format!("{topics}{lines}\n\n[[rule]]")));
    };
    let two = format!("[route.topic]\n\"цена\" = {}\n\"ремонт\" = {}", prices.id(), plain.id());
    routes(&two);
    let (said, code) = house.doctor(&[]).await;
    for title in ["Managers", "Prices", "Repairs"] {
        assert!(said.contains(&format!("✓ группа «{title}»: бот в ней и может писать")), "{said}");
    }
    assert_eq!(code, 0);
    prices.makes_bot("left", &prices.member(501, "Olga"));
    let moved = plain.migrates();
    let complaints = house.complaints(&[]).await;
    assert!(
        complaints[0].starts_with(&format!("✗ группы {} из [route] бот не видит", prices.id())),
        "{complaints:?}"
    );
    assert!(complaints[1].contains(&format!("впишите в [route] {}", moved.id())), "{complaints:?}");
    assert_eq!(complaints.len(), 2, "{complaints:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn rules_that_do_not_load_or_go_another_way() {
    let house = House::built().await;
    house.rules(&RULES.replace("then.lead", "then.leed"));
    let complaints = house.complaints(&[]).await;
    assert_eq!(
        complaints,
        ["✗ rules.toml: 1 ошибка\n  leadlatch check покажет, где и как исправить"]
    );
    house.rules(RULES);
    let dialogs = house.path("tests/dialogs");
    std::fs::create_dir_all(&dialogs).unwrap();
    std::fs::write(dialogs.join("one.txt"), "Диалог: номер\nКлиент: 89001234567\nЛида нет\n")
        .unwrap();
    let complaints = house.complaints(&[]).await;
    assert!(complaints[0].starts_with("✗ 1 диалог идёт не так"), "{complaints:?}");
    std::fs::remove_file(house.path("rules.toml")).unwrap();
    let (said, code) = house.doctor(&[]).await;
    assert!(said.contains("RULES_FILE") && code == 1, "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_cannot_be_used() {
    let mut house = House::built().await;
    std::fs::write(house.path("data"), "").unwrap();
    let complaints = house.complaints(&[]).await;
    assert!(complaints[0].starts_with("✗ ./data это файл, а нужна папка"), "{complaints:?}");
    house.set("DATA_DIR", "/proc/leadlatch");
    let complaints = house.complaints(&[]).await;
    assert!(complaints[0].starts_with("✗ в папку /proc не записать"), "{complaints:?}");
    house.set("DATA_DIR", "held");
    let _held = leadlatch::store::Store::open(&house.path("held")).unwrap();
    let complaints = house.complaints(&[]).await;
    assert!(complaints[0].starts_with("✗ папку held держит другая программа"), "{complaints:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_telegram_that_hangs_is_waited_for_five_seconds() {
    let house = House::built().await;
    house.telegram.fault(Fault::Hang, When::always());
    let begun = Instant::now();
    let complaints = house.complaints(&[]).await;
    assert!(complaints[0].starts_with("✗ Telegram не отвечает"), "{complaints:?}");
    assert!(begun.elapsed() < Duration::from_secs(8), "{:?}", begun.elapsed());
}

#[tokio::test(flavor = "multi_thread")]
async fn it_speaks_the_language_of_the_file() {
    let house = House::built().await;
    house.rules(&format!("language = \"en\"\n{RULES}"));
    let (said, _) = house.doctor(&[]).await;
    assert!(said.contains("✓ the token is right, this is @leadlatch_bot\n"), "{said}");
    assert!(said.ends_with("Everything is ready.\n"), "{said}");
}
