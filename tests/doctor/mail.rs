//! A mail server that lets the bot in, and those that do not.

use leadlatch::demo::mailbox::{Fault, Mailbox, Step, When};

use crate::house::{House, RULES};

async fn house_with(url: String) -> House {
    let mut house = House::built().await;
    let sends = "lead.send_to = [\"telegram\", \"email\"]\n\n[[rule]]";
    house.rules(&RULES.replace("[[rule]]", sends));
    house.set("SMTP_URL", url);
    house.set("EMAIL_FROM", "bot@example.com");
    house.set("EMAIL_TO", "owner@example.com");
    house
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_lets_the_bot_in_gets_no_letter() {
    let mailbox = Mailbox::start_with_login("bot", "hushhush").await.unwrap();
    let house = house_with(mailbox.url_with_login("bot", "hushhush")).await;
    let (said, code) = house.doctor(&["--write"]).await;
    assert!(said.contains("\nПочта\n✓ почтовый сервер пускает бота\n"), "{said}");
    assert_eq!((code, mailbox.sessions(), mailbox.letters().len()), (0, 1, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_and_a_server_that_hangs() {
    let mailbox = Mailbox::start_with_login("bot", "another").await.unwrap();
    let house = house_with(mailbox.url_with_login("bot", "hushhush")).await;
    let complaints = house.complaints(&[]).await;
    assert!(complaints[0].starts_with("✗ письма не уйдут\n  "), "{complaints:?}");
    assert!(complaints[0].contains("SMTP_URL"), "{complaints:?}");
    mailbox.fail(Fault::Hang, When::at(Step::Greeting));
    let complaints = house.complaints(&[]).await;
    assert!(complaints[0].starts_with("✗ почтовый сервер не отвечает"), "{complaints:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_is_none() {
    let mailbox = Mailbox::start().await.unwrap();
    let mut house = house_with(mailbox.url()).await;
    house.set("EMAIL_TO", "owner");
    let complaints = house.complaints(&[]).await;
    assert!(complaints[0].contains("EMAIL_TO"), "{complaints:?}");
    assert_eq!(mailbox.sessions(), 0);
}
