//! The server itself: logins, patience, and what doctor is told.

use std::time::Duration;

use leadlatch::app::StartError;
use leadlatch::delivery::email::{Obstacle, Patience, Post, Reply, Step as Stage};
use leadlatch::demo::mailbox::{Fault, Mailbox, Step, When};
use leadlatch::demo::telegram::{Telegram, machine_clock};
use leadlatch::settings::{Settings, SettingsError};
use leadlatch::texts::Language;
use tempfile::TempDir;

use crate::stage;

fn post(server: &str, from: &str, to: &str) -> Result<Post, SettingsError> {
    let settings = Settings::read(|name| match name {
        "TELEGRAM_BOT_TOKEN" => Some("123:abc".to_owned()),
        "SMTP_URL" => Some(server.to_owned()),
        "EMAIL_FROM" => Some(from.to_owned()),
        "EMAIL_TO" => Some(to.to_owned()),
        _ => None,
    });
    Post::of(&settings?.email.expect("it is set"))
}

async fn check(server: &str) -> Result<(), Obstacle> {
    let patience = Duration::from_millis(500);
    let patience = Patience { connect: patience, step: patience, verdict: patience };
    let post = post(server, "bot@shop.test", "sales@shop.test").expect("the settings are right");
    post.with_patience(patience).check().await
}

#[tokio::test]
async fn a_check_sends_nothing() {
    let mailbox = Mailbox::start().await.unwrap();
    assert_eq!(check(&mailbox.url()).await, Ok(()));
    assert_eq!((mailbox.sessions(), mailbox.letters().len()), (1, 0));
}

#[tokio::test]
async fn the_login_is_tried() {
    let mailbox = Mailbox::start_with_login("bot@shop.test", "p/a%ss").await.unwrap();
    let right = mailbox.url_with_login("bot%40shop.test", "p%2Fa%25ss");
    assert_eq!(check(&right).await, Ok(()));
    let wrong = check(&mailbox.url_with_login("bot", "hush")).await.unwrap_err();
    let reply = Reply { code: 535, text: "5.7.8 Wrong user or password".to_owned() };
    assert_eq!(wrong, Obstacle::Said(Stage::Login, reply));
    assert_eq!(
        wrong.in_words(Language::En),
        "The mail server does not accept the login in SMTP_URL. Yandex, Mail.ru and Gmail want \
         an application password, not the mailbox password. The server says: 535 5.7.8 Wrong \
         user or password"
    );
}

#[tokio::test]
async fn what_is_wrong_with_a_server_is_told_apart() {
    let mailbox = Mailbox::start().await.unwrap();
    let port = mailbox.url().rsplit(':').next().unwrap().to_owned();
    let of = |scheme: &str, rest: &str| format!("{scheme}://127.0.0.1:{port}{rest}");
    assert_eq!(check(&of("smtps", "")).await, Err(Obstacle::NoTls));
    assert_eq!(check(&of("smtp", "?tls=required")).await, Err(Obstacle::NoStartTls));
    let login = mailbox.url_with_login("a", "b");
    assert_eq!(check(&login).await, Err(Obstacle::NoLogin));
    mailbox.fail(Fault::Answer(554, "5.7.1 Go away"), When::at(Step::Greeting).once());
    let reply = Reply { code: 554, text: "5.7.1 Go away".to_owned() };
    assert_eq!(check(&mailbox.url()).await, Err(Obstacle::Said(Stage::Hello, reply)));
    mailbox.fail(Fault::Hang, When::at(Step::Greeting).once());
    assert_eq!(check(&mailbox.url()).await, Err(Obstacle::Silent));
    drop(mailbox);
    let gone = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = gone.local_addr().unwrap().port();
    drop(gone);
    assert_eq!(check(&format!("smtp://127.0.0.1:{port}")).await, Err(Obstacle::Unreachable));
}

#[test]
fn every_wrong_setting_is_named_and_not_shown() {
    let right = ("smtps://mail.test", "Leads <bot@shop.test>", "a@shop.test; \"B, C\" <b@x.test>");
    let of = |server, from, to| {
        post(server, from, to).map(|_| ()).map_err(|error| error.in_words(Language::En))
    };
    assert_eq!(of(right.0, right.1, right.2), Ok(()));
    for (setting, wrong) in [
        ("SMTP_URL", of("smtps://hush@mail.test", right.1, right.2)),
        ("EMAIL_FROM", of(right.0, "hush", right.2)),
        ("EMAIL_FROM", of(right.0, "a@shop.test, hush@shop.test", right.2)),
        ("EMAIL_TO", of(right.0, right.1, "a@shop.test, hush")),
        ("EMAIL_TO", of(right.0, right.1, ",")),
    ] {
        let words = wrong.unwrap_err();
        assert!(words.contains(setting) && !words.contains("hush"), "{words}");
    }
}

#[tokio::test]
async fn a_wrong_receiver_is_an_error_of_the_start() {
    let telegram = Telegram::start(machine_clock()).await.unwrap();
    let folder = TempDir::new().unwrap();
    let opened = stage::open(&telegram, -5, &folder, "smtp://127.0.0.1:1", "sales");
    let Err(error @ StartError::Setting(_)) = opened else { panic!("it opens") };
    assert!(error.in_words(Language::Ru).starts_with("EMAIL_TO: это не адрес почты."));
}
