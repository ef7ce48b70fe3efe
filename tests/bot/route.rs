//! Leads that go to groups of their own.

use chrono::TimeDelta;
use leadlatch::demo::telegram::{Fault, Group, Member, Sent, Telegram, When, machine_clock};
use leadlatch::dialog::{self, LeadStatus};
use serde_json::json;

use crate::stage::{RULES, SOON, Stage};

/// A bot with a main group, and others for talk of prices and for who comes from Avito.
struct Routed {
    stage: Stage,
    prices: Group,
    /// A manager of the prices.
    pavel: Member,
    avito: Group,
}

impl Routed {
    async fn set() -> Self {
        let telegram = Telegram::start(machine_clock()).await.expect("a port is free");
        let (prices, avito) = (telegram.group("Prices"), telegram.supergroup("Avito"));
        let rules = rules(&routes(prices.id(), avito.id()));
        let stage = Stage::set_in(telegram, &rules).await;
        let pavel = prices.member(502, "Pavel");
        Self { stage, prices, pavel, avito }
    }

    /// A customer who has asked for a price and left that number; his card.
    async fn asks(&self, id: i64, phone: &str) -> Sent {
        self.stage.customer(id).says(&format!("какая цена? {phone}"));
        let card = self.stage.card_in(&self.prices, phone.trim_start_matches("8 ")).await;
        self.is_noted(card.chat, card.line.message).await;
        card
    }

    /// Waits until the bot has noted of whom a message speaks: nobody answers faster.
    async fn is_noted(&self, chat: i64, message: i32) {
        while self.stage.store.behind(chat, message).expect("the store is well").is_none() {
            tokio::task::yield_now().await;
        }
    }

    fn lead(&self, id: i64) -> dialog::Lead {
        self.stage.dialog(&self.stage.customer(id)).lead.expect("there is a lead")
    }

    fn said_in(&self, group: &Group) -> Vec<String> {
        self.stage.telegram.sent_to(group.id()).into_iter().map(|sent| sent.line.text).collect()
    }
}

fn routes(prices: i64, avito: i64) -> String {
    format!("[route.topic]\n\"цена\" = {prices}\n\n[route.source]\navito = \"{avito}\"\n\n")
}

fn rules(routes: &str) -> String {
    let named = "[topics]\n\"цена\" = [\"цена\"]\n\n[sources]\navito = \"Авито\"\n\n\
                 [desk]\nremind = \"10m\"\n\n";
    RULES.replacen("[[rule]]", &format!("{named}{routes}[[rule]]"), 1)
}

fn button(card: &Sent, label: &str) -> String {
    let mut buttons = card.line.keyboard.buttons();
    let found = buttons.find(|button| button.text.contains(label)).expect("it is there");
    found.data.clone().expect("it carries data")
}

/// Presses, and reads the answer.
async fn presses(stage: &Stage, who: &Member, message: i32, data: &str) -> String {
    let callback = who.presses(message, data).unwrap();
    let answered = |telegram: &Telegram| {
        telegram.answers().into_iter().find(|answer| answer.callback == callback)
    };
    let answer = stage.telegram.wait_for(answered, SOON).await.expect("it is answered");
    answer.text.expect("in words")
}

/// A message of a group, once it is rewritten so that it says `words`.
async fn rewritten(stage: &Stage, group: &Group, words: &str) {
    let found = |telegram: &Telegram| {
        let history = telegram.history(group.id());
        history.into_iter().find(|line| line.edited && line.text.contains(words))
    };
    stage.telegram.wait_for(found, SOON).await.expect("it is rewritten");
}

#[tokio::test(flavor = "multi_thread")]
async fn leads_go_to_the_groups_of_their_topics_and_sources() {
    let routed = Routed::set().await;
    let stage = &routed.stage;
    routed.asks(77, "8 900 111-11-11").await;
    let anna = stage.customer(78);
    anna.start("avito");
    anna.says("8 900 222-22-22");
    stage.card_in(&routed.avito, "222-22-22").await;
    stage.customer(79).says("8 900 333-33-33");
    stage.card("333-33-33").await;
    stage.settle().await;
    let counts =
        [&stage.group, &routed.prices, &routed.avito].map(|group| routed.said_in(group).len());
    assert_eq!(counts, [1, 1, 1]);
    assert_eq!(routed.lead(77).group, dialog::Group::Routed(routed.prices.id()));
    let delivered = stage.store.deliveries(routed.lead(78).id).unwrap();
    let reference = delivered[&dialog::Sink::Telegram].reference.clone().expect("it is there");
    assert!(reference.starts_with(&format!("{}:", routed.avito.id())), "{reference}");
}

#[tokio::test(flavor = "multi_thread")]
async fn managers_of_a_group_of_its_own_do_there_whatever_the_others_do_in_theirs() {
    let routed = Routed::set().await;
    let (stage, pavel) = (&routed.stage, &routed.pavel);
    let card = routed.asks(77, "8 900 111-11-11").await;
    let anna = stage.customer(77);
    stage.clock.set_ahead(TimeDelta::minutes(11));
    stage.card_in(&routed.prices, "его ещё никто не взял").await;
    assert_eq!(
        presses(stage, pavel, card.line.message, &button(&card, "Взять")).await,
        "Лид №1 ваш"
    );
    rewritten(stage, &routed.prices, "Взял(а) Pavel").await;
    pavel.replies_to(card.line.message, "Добрый день!\n// между нами").unwrap();
    assert_eq!(stage.sent(77, 2).await[1], "Добрый день!");
    anna.sends_photo("вот фото");
    stage.card_in(&routed.prices, "вот фото").await;
    pavel.sends("voice", "", Some(card.line.message)).unwrap();
    let sent = stage.telegram.wait_for_sent(77, 3, SOON).await;
    assert_eq!(sent[2].line.kind, "voice");
    pavel.replies_to(card.line.message, "/why").unwrap();
    stage.card_in(&routed.prices, "Услышано").await;
    pavel.says("/help").unwrap();
    stage.card_in(&routed.prices, "Карточки лидов").await;
    pavel.replies_to(card.line.message, "/bot").unwrap();
    stage.settle().await;
    assert_eq!(stage.dialog(&anna).chat.status, dialog::Status::Completed);
    assert_eq!(routed.said_in(&stage.group), [""; 0], "the main group hears nothing of it");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_is_called_in_the_group_of_the_topic_and_stays_there() {
    let routed = Routed::set().await;
    let stage = &routed.stage;
    let anna = stage.customer(77);
    anna.says("какая цена?");
    anna.says("позовите оператора");
    let call = stage.card_in(&routed.prices, "ждёт ответа человека").await;
    std::fs::write(stage.rules_file(), rules("")).unwrap();
    stage.card("изменено также").await;
    anna.says("я тут");
    stage.card_in(&routed.prices, "я тут").await;
    let answer = presses(stage, &routed.pavel, call.line.message, &button(&call, "Вернуть")).await;
    assert_eq!(answer, "Бот снова отвечает в этом чате");
    anna.says("позовите оператора");
    stage.card("ждёт ответа человека").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_button_works_only_in_its_group_and_for_its_members() {
    let routed = Routed::set().await;
    let (stage, olga) = (&routed.stage, &routed.stage.manager);
    let card = routed.asks(77, "8 900 111-11-11").await;
    stage.customer(78).says("8 900 222-22-22");
    let other = stage.card("222-22-22").await;
    // The data of a button of another group, as no program of Telegram's own would send it.
    stage.telegram.offers(json!({"callback_query": {
        "id": "1", "chat_instance": "1", "data": button(&card, "Взять"),
        "from": {"id": olga.id(), "is_bot": false, "first_name": "Olga"},
        "message": {
            "message_id": other.line.message, "date": 1, "text": "…",
            "chat": {"id": stage.group.id(), "type": "group", "title": "Managers"},
        },
    }}));
    let answered = |telegram: &Telegram| telegram.calls_of("answerCallbackQuery").pop();
    stage.telegram.wait_for(answered, SOON).await.expect("it is answered");
    assert_eq!(routed.lead(77).status, LeadStatus::New);
    let stranger = routed.prices.passer_by(olga.id(), "Olga");
    let answer = presses(stage, &stranger, card.line.message, &button(&card, "Взять")).await;
    assert_eq!(answer, "Эти кнопки работают только у участников группы");
    assert_eq!(routed.lead(77).status, LeadStatus::New);
    let answer = presses(stage, olga, other.line.message, &button(&other, "Взять")).await;
    assert_eq!(answer, "Лид №2 ваш");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lead_for_a_group_the_bot_is_not_in_goes_to_the_main_one_and_says_so() {
    let routed = Routed::set().await;
    let stage = &routed.stage;
    routed.prices.makes_bot("kicked", &routed.pavel);
    stage.customer(77).says("какая цена? 8 900 111-11-11");
    let card = stage.card("111-11-11").await;
    let note = format!(
        "⚠️ Это для группы {}, но бот не может туда писать. Добавьте его в ту группу или исправьте \
         её номер в разделе [route].",
        routed.prices.id()
    );
    assert!(card.line.text.ends_with(&note), "{}", card.line.text);
    let claim = button(&card, "Взять");
    assert_eq!(presses(stage, &stage.manager, card.line.message, &claim).await, "Лид №1 ваш");
    rewritten(stage, &stage.group, &note).await;
    routed.prices.makes_bot("member", &routed.pavel);
    routed.asks(78, "8 900 222-22-22").await;
    stage.settle().await;
    assert_eq!(routed.said_in(&stage.group).len(), 2, "the card and its new look");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_follows_a_card_goes_to_the_main_group_when_its_own_is_lost() {
    let routed = Routed::set().await;
    let stage = &routed.stage;
    let anna = stage.customer(77);
    let card = routed.asks(77, "8 900 111-11-11").await;
    routed.pavel.replies_to(card.line.message, "Добрый день").unwrap();
    rewritten(stage, &routed.prices, "111-11-11").await;
    routed.prices.makes_bot("kicked", &routed.pavel);
    anna.says("мой второй 8 900 444-44-44");
    let relayed = stage.card("мой второй").await;
    assert!(relayed.line.text.contains("но бот не может туда писать"), "{}", relayed.line.text);
    routed.is_noted(relayed.chat, relayed.line.message).await;
    stage.card("Новый лид №1").await;
    stage.manager.replies_to(relayed.line.message, "Это снова мы").unwrap();
    assert_eq!(stage.sent(77, 3).await[2], "Это снова мы");
    anna.says("слушаю");
    stage.card("слушаю").await;
    assert_eq!(routed.lead(77).group, dialog::Group::Main);
    assert_eq!(routed.lead(77).stray, Some(routed.prices.id()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_that_has_moved_is_followed_although_the_rules_have_its_old_number() {
    let mut routed = Routed::set().await;
    routed.stage.end().await;
    let moved = routed.prices.migrates();
    routed.stage.restart().await;
    let stage = &routed.stage;
    stage.customer(77).says("какая цена? 8 900 111-11-11");
    let card = stage.card_in(&moved, "111-11-11").await;
    let (old, new) = (routed.prices.id(), moved.id());
    let told = stage.card("стала супергруппой").await.line.text;
    assert!(told.contains(&old.to_string()) && told.contains(&new.to_string()), "{told}");
    let claim = button(&card, "Взять");
    assert_eq!(presses(stage, &routed.pavel, card.line.message, &claim).await, "Лид №1 ваш");
    routed.stage.restart().await;
    let stage = &routed.stage;
    stage.customer(78).says("какая цена? 8 900 222-22-22");
    stage.card_in(&moved, "222-22-22").await;
    stage.settle().await;
    assert_eq!(routed.said_in(&stage.group).len(), 1, "it is told once");
    std::fs::write(stage.rules_file(), rules(&routes(new, routed.avito.id()))).unwrap();
    stage.card("изменено также").await;
    stage.customer(79).says("какая цена? 8 900 333-33-33");
    stage.card_in(&moved, "333-33-33").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn cards_stay_where_they_are_when_the_rules_change() {
    let mut routed = Routed::set().await;
    let card = routed.asks(77, "8 900 111-11-11").await;
    std::fs::write(routed.stage.rules_file(), rules("")).unwrap();
    routed.stage.card("изменено также").await;
    routed.stage.restart().await;
    let stage = &routed.stage;
    stage.customer(77).says("мой второй 8 900 444-44-44");
    rewritten(stage, &routed.prices, "444-44-44").await;
    let claim = button(&card, "Взять");
    assert_eq!(presses(stage, &routed.pavel, card.line.message, &claim).await, "Лид №1 ваш");
    rewritten(stage, &routed.prices, "Взял(а) Pavel").await;
    stage.customer(78).says("какая цена? 8 900 222-22-22");
    stage.card("222-22-22").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_that_does_not_answer_delays_no_other() {
    let routed = Routed::set().await;
    let stage = &routed.stage;
    stage.telegram.fault(Fault::Hang, When::on("sendMessage").in_chat(routed.prices.id()));
    let begun = tokio::time::Instant::now();
    stage.customer(77).says("какая цена? 8 900 111-11-11");
    stage.customer(78).says("8 900 222-22-22");
    stage.card("222-22-22").await;
    assert!(begun.elapsed() < std::time::Duration::from_secs(5), "{:?}", begun.elapsed());
    stage.telegram.clear_faults();
    stage.card_in(&routed.prices, "111-11-11").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn groups_of_their_own_need_no_main_one() {
    let mut routed = Routed::set().await;
    routed.stage.restart_without_group().await;
    let card = routed.asks(77, "8 900 111-11-11").await;
    let stage = &routed.stage;
    let claim = button(&card, "Взять");
    assert_eq!(presses(stage, &routed.pavel, card.line.message, &claim).await, "Лид №1 ваш");
    routed.prices.makes_bot("kicked", &routed.pavel);
    stage.customer(78).says("какая цена? 8 900 222-22-22");
    stage.sent(78, 1).await;
    routed.prices.makes_bot("member", &routed.pavel);
    stage.card_in(&routed.prices, "222-22-22").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_for_one_group_goes_there_in_few_messages_and_takes_nothing_from_the_others() {
    let routed = Routed::set().await;
    let stage = &routed.stage;
    for number in 10..40 {
        stage.customer(200 + number).says(&format!("какая цена? 8 900 123-{number}-67"));
    }
    for number in 10..40 {
        stage.card_in(&routed.prices, &format!("123-{number}-67")).await;
        stage.customer(300 + number).says(&format!("8 900 321-{number}-67"));
    }
    for number in 10..40 {
        stage.card(&format!("321-{number}-67")).await;
    }
    for group in [&routed.prices, &stage.group] {
        let sent = routed.said_in(group).len();
        assert!((14..=20).contains(&sent), "{sent} messages in a minute");
    }
    let shared = stage.telegram.sent_to(routed.prices.id()).into_iter();
    let shared = shared.last().filter(|sent| sent.line.keyboard.buttons().count() > 5);
    let shared = shared.expect("some leads share a message");
    let claim = button(&shared, "Взять");
    let answer = presses(stage, &routed.pavel, shared.line.message, &claim).await;
    assert!(answer.ends_with("ваш"), "{answer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_of_its_own_can_be_made_the_main_one_while_there_is_none() {
    let telegram = Telegram::start(machine_clock()).await.expect("a port is free");
    let prices = telegram.group("Prices");
    let mut stage = Stage::set_in(telegram, &rules(&routes(prices.id(), -1))).await;
    let code = stage.restart_without_group().await;
    let pavel = prices.member(502, "Pavel");
    pavel.says(&format!("/link {code}")).unwrap();
    stage.card_in(&prices, "/help").await;
    stage.customer(77).says("8 900 111-11-11");
    stage.card_in(&prices, "111-11-11").await;
    stage.customer(78).says("какая цена? 8 900 222-22-22");
    stage.card_in(&prices, "222-22-22").await;
}
