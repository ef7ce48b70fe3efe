//! A lead's whole path, and what managers do with it.

use chrono::TimeDelta;
use leadlatch::app::{Answer, Question, ask};
use leadlatch::demo::telegram::{Fault, Keyboard, When};
use leadlatch::dialog::{LeadStatus, Status};

use crate::stage::{SOON, Stage};

fn data_of(sent: &leadlatch::demo::telegram::Sent, label: &str) -> String {
    let Keyboard::Inline(rows) = &sent.line.keyboard else { panic!("no buttons under the card") };
    let mut buttons = rows.iter().flatten();
    let button = buttons.find(|button| button.text.contains(label)).expect("the button is there");
    button.data.clone().expect("it carries data")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_becomes_a_lead_a_card_and_silence() {
    let stage = Stage::set().await;
    let anna = stage.customer(77);
    anna.says("Здравствуйте");
    assert_eq!(stage.sent(77, 1).await, ["Оставьте номер."]);
    anna.says("8 900 123-45-67");
    assert_eq!(stage.sent(77, 2).await[1], "Заявка принята.");
    stage.card("900 123-45-67").await;
    let lead = stage.dialog(&anna).lead.expect("there is a lead");
    assert_eq!(lead.known.phones[0].e164, "+79001234567");
    anna.says("А когда перезвоните?");
    stage.settle().await;
    assert_eq!(stage.telegram.sent_to(77).len(), 2, "the bot is silent");
    assert_eq!(stage.telegram.sent_to(stage.group.id()).len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_hidden_behind_a_word_becomes_a_lead() {
    let stage = Stage::set().await;
    let anna = stage.customer(77);
    anna.says_with_link("🐶🐶 звоните сюда, пожалуйста", "сюда", "tel:+79001234567");
    assert_eq!(stage.sent(77, 1).await, ["Заявка принята."]);
    stage.card("900 123-45-67").await;
    assert_eq!(stage.dialog(&anna).lead.expect("a lead").known.phones[0].e164, "+79001234567");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_claims_the_lead_and_only_one_does() {
    let stage = Stage::set().await;
    let anna = stage.customer(77);
    anna.says("8 900 123-45-67");
    let card = stage.card("900").await;
    let claim = data_of(&card, "Взять");
    let other = stage.group.member(502, "Pavel");
    // Pavel's screen still shows the button, as screens do.
    stage.telegram.fault(Fault::ServerError, When::on("editMessageText"));
    stage.manager.presses(card.line.message, &claim).unwrap();
    stage.settle().await;
    other.presses(card.line.message, &claim).unwrap();
    let answers = |telegram: &leadlatch::demo::telegram::Telegram| {
        Some(telegram.answers()).filter(|answers| answers.len() == 2)
    };
    let answers = stage.telegram.wait_for(answers, SOON).await.expect("both are answered");
    assert!(answers[1].text.as_ref().is_some_and(|text| text.contains("Olga")), "{answers:?}");
    stage.telegram.clear_faults();
    let lead = stage.dialog(&anna).lead.unwrap();
    assert_eq!((lead.status, lead.claimed_by.as_deref()), (LeadStatus::Claimed, Some("Olga")));
    let edited = |telegram: &leadlatch::demo::telegram::Telegram| {
        let card = telegram.history(stage.group.id()).into_iter().next()?;
        (card.edited && card.text.contains("Olga")).then_some(())
    };
    stage.telegram.wait_for(edited, SOON).await.expect("the card is rewritten");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_handed_over_customer_talks_with_a_person_and_back() {
    let stage = Stage::set().await;
    let anna = stage.customer(77);
    anna.says("позовите оператора");
    let call = stage.card("Anna").await;
    stage.manager.replies_to(call.line.message, "// злой клиент").unwrap();
    stage.manager.replies_to(call.line.message, "Добрый день!\n// дать скидку").unwrap();
    assert_eq!(stage.sent(77, 2).await, ["Зову менеджера.", "Добрый день!"]);
    anna.sends_photo("вот фото");
    let relayed = stage.card("вот фото").await;
    let copied = |telegram: &leadlatch::demo::telegram::Telegram| {
        let sent = telegram.sent_to(stage.group.id());
        sent.into_iter().find(|sent| sent.method.eq_ignore_ascii_case("copyMessage"))
    };
    let copy = stage.telegram.wait_for(copied, SOON).await.expect("the photo is copied");
    assert!(copy.line.message > relayed.line.message);
    stage.manager.sends("voice", "", Some(copy.line.message)).unwrap();
    let sent = stage.telegram.wait_for_sent(77, 3, SOON).await;
    assert_eq!(sent[2].line.kind, "voice");
    stage.manager.replies_to(call.line.message, "/bot").unwrap();
    stage.settle().await;
    assert_eq!(stage.dialog(&anna).chat.status, Status::New);
}

#[tokio::test(flavor = "multi_thread")]
async fn silence_of_half_an_hour_closes_the_chat_once_telegram_has_nothing_more() {
    let stage = Stage::set().await;
    let anna = stage.customer(77);
    anna.says("Привет");
    stage.sent(77, 1).await;
    stage.clock.set_ahead(TimeDelta::minutes(31));
    let end = tokio::time::Instant::now() + SOON;
    while stage.dialog(&anna).chat.status != Status::Unqualified {
        assert!(tokio::time::Instant::now() < end, "the timer has not gone off");
        tokio::task::yield_now().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_is_linked_by_its_code_and_by_nothing_else() {
    let (stage, code) = Stage::set_without_group().await;
    let anna = stage.customer(77);
    anna.says("8 900 123-45-67");
    stage.sent(77, 1).await;
    stage.manager.says("/link WRONG").unwrap();
    stage.settle().await;
    assert!(stage.telegram.sent_to(stage.group.id()).is_empty());
    stage.manager.says(&format!("/link {code}")).unwrap();
    stage.card("900").await;
    stage.card("/help").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_that_becomes_a_supergroup_is_followed() {
    let mut stage = Stage::set().await;
    let anna = stage.customer(77);
    stage.end().await;
    let supergroup = stage.group.migrates();
    stage.restart().await;
    anna.says("8 900 123-45-67");
    let sent = stage.telegram.wait_for_sent(supergroup.id(), 1, SOON).await;
    assert!(sent[0].line.text.contains("900"), "the card is where the managers are now");
    assert_eq!(stage.store.managers_group().unwrap(), Some(supergroup.id()));
}

#[tokio::test(flavor = "multi_thread")]
async fn why_answers_in_the_group() {
    let stage = Stage::set().await;
    stage.customer(77).says("8 900 123-45-67");
    let card = stage.card("900").await;
    stage.manager.replies_to(card.line.message, "/why").unwrap();
    stage.card("сработало правило «Контакты»").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn others_get_nothing_and_fill_nothing() {
    let stage = Stage::set().await;
    let elsewhere = stage.telegram.group("Elsewhere");
    elsewhere.member(9, "Igor").says("8 900 123-45-67").unwrap();
    stage.telegram.channel("News").posts("8 900 123-45-67");
    stage.group.other_bot(10, "other_bot").says("8 900 123-45-67").unwrap();
    stage.manager.says("8 900 123-45-67").unwrap();
    stage.settle().await;
    assert_eq!(stage.telegram.sent(), []);
    assert_eq!(stage.store.leads().count(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_lead_book_can_be_read_beside_the_running_bot() {
    let stage = Stage::set().await;
    stage.customer(77).says("8 900 123-45-67");
    stage.card("900").await;
    let answer = ask(&stage.data(), &Question::Leads).await.expect("the bot answers");
    let Answer::Leads(leads) = answer else { panic!("{answer:?} is no lead book") };
    assert_eq!(leads[0].lead.known.phones[0].e164, "+79001234567");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_of_leads_reaches_the_group_in_few_messages_and_can_be_claimed() {
    let stage = Stage::set().await;
    let customers: Vec<_> = (0..40).map(|number| stage.customer(200 + number)).collect();
    for (number, customer) in customers.iter().enumerate() {
        customer.says(&format!("8 900 123-{number:02}-67"));
    }
    for number in 0..40 {
        stage.card(&format!("900 123-{number:02}-67")).await;
    }
    let sent = stage.telegram.sent_to(stage.group.id());
    assert!(sent.len() <= 20, "{} messages in a minute", sent.len());
    let shared = sent.iter().find(|sent| sent.line.keyboard.buttons().count() > 5);
    let shared = shared.expect("some leads share a message");
    let claim = shared.line.keyboard.buttons().next().and_then(|button| button.data.clone());
    stage.manager.presses(shared.line.message, &claim.expect("it carries data")).unwrap();
    stage.settle().await;
    let claimed = |stage: &Stage| {
        let leads = customers.iter().filter_map(|customer| stage.dialog(customer).lead);
        leads.filter(|lead| lead.claimed_by.as_deref() == Some("Olga")).count()
    };
    assert_eq!(claimed(&stage), 1);
}
