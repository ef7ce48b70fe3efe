//! The other places leads go to: named, set up, there.

use std::time::{Duration, Instant};

use crate::house::{House, RULES};
use crate::receiver::{Act, Receiver};

/// Rules that send leads there as well.
fn rules_for(sink: &str) -> String {
    RULES.replace("[[rule]]", &format!("lead.send_to = [\"telegram\", \"{sink}\"]\n\n[[rule]]"))
}

async fn house_with(receiver: &Receiver) -> House {
    let mut house = House::built().await;
    house.rules(&rules_for("webhook"));
    house.set("LEAD_WEBHOOK_URL", format!("{}/hooks/hush", receiver.url()));
    house.set("LEAD_WEBHOOK_SECRET", "hush");
    house
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_that_is_named_and_not_set_up() {
    let house = House::built().await;
    for (sink, setting) in [
        ("webhook", "LEAD_WEBHOOK_URL"),
        ("bitrix24", "BITRIX24_WEBHOOK_URL"),
        ("email", "SMTP_URL"),
    ] {
        house.rules(&rules_for(sink));
        let complaint = format!(
            "✗ правила отправляют лиды в {sink}, а {setting} не задан\n  впишите {setting} в .env \
             или уберите \"{sink}\" из send_to"
        );
        assert_eq!(house.complaints(&[]).await, [complaint]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_that_is_set_up_and_not_named() {
    let receiver = Receiver::start([]).await;
    let house = house_with(&receiver).await;
    house.rules(RULES);
    let complaints = house.complaints(&[]).await;
    assert!(complaints[0].contains("добавьте \"webhook\" в send_to"), "{complaints:?}");
    assert_eq!(complaints.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_receiver_hears_nothing_unless_it_is_wanted() {
    let receiver = Receiver::start([]).await;
    let house = house_with(&receiver).await;
    assert_eq!(house.complaints(&[]).await, [""; 0]);
    let knocked = receiver.first(1).await;
    assert_eq!((knocked.len(), &*knocked[0].line), (1, "HEAD / HTTP/1.1"));
    assert_eq!(house.complaints(&["--write"]).await, [""; 0]);
    let ping = receiver.first(2).await.remove(1);
    assert_eq!(ping.event(), "ping");
    assert!(ping.headers.contains_key("leadlatch-signature"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receiver_that_takes_nothing() {
    let faults = [Act::Answer(404, "", ""), Act::Answer(500, "", ""), Act::Answer(422, "", "")];
    let receiver = Receiver::start(faults).await;
    let house = house_with(&receiver).await;
    for words in ["ничего нет (ответ 404)", "не ответил или ответил ошибкой", "событие ping"]
    {
        let complaints = house.complaints(&["--write"]).await;
        assert!(complaints[0].starts_with('✗') && complaints[0].contains(words), "{complaints:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receiver_that_is_not_there() {
    let receiver = Receiver::start([]).await;
    let mut house = house_with(&receiver).await;
    // Nobody listens at a port that has just been given back.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    house.set("LEAD_WEBHOOK_URL", format!("http://127.0.0.1:{port}/hush"));
    let complaints = house.complaints(&[]).await;
    assert!(complaints[0].starts_with("✗ с сервером вебхука нет связи"), "{complaints:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn those_that_hang_are_waited_for_side_by_side() {
    use leadlatch::demo::telegram::{Fault, When};
    let receiver = Receiver::start([Act::Hang]).await;
    let house = house_with(&receiver).await;
    house.telegram.fault(Fault::Hang, When::on("getChat"));
    house.telegram.fault(Fault::Hang, When::on("getWebhookInfo"));
    let begun = Instant::now();
    let complaints = house.complaints(&["--write"]).await;
    assert_eq!(complaints.len(), 2, "{complaints:?}");
    assert!(begun.elapsed() < Duration::from_secs(8), "{:?}", begun.elapsed());
}
