//! The bot against a real Postfix: STARTTLS, implicit TLS, AUTH, greylisting, and a policy that
//! says 450, 550 and 421 and stalls for 20 seconds. By hand, on Debian, as root:
//!
//! ```text
//! cargo test --test postfix -- --ignored --nocapture
//! ```
//!
//! It installs postfix, dovecot-core and postgrey with apt-get where they are missing, and runs
//! instances of its own with configurations and mailboxes of its own; the machine's are untouched.

mod bot;
mod policy;
mod server;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use bot::Bot;
use leadlatch::demo::telegram::{Telegram, machine_clock};
use policy::Policy;
use server::Server;

const LEADS: i64 = 50;
const LATER: i64 = 10;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs root and Debian's Postfix"]
async fn one_letter_a_lead_and_none_lost() {
    let policy = Policy::start().await;
    let server = Server::start(policy.port());
    let telegram = Telegram::start(machine_clock()).await.expect("a port is free");
    let starttls = format!("localhost:{}?tls=required", server.submission);
    let begun = Instant::now();
    let said = |words: String| println!("{:6.1} s  {words}", begun.elapsed().as_secs_f32());

    // Nothing leaves with a wrong password, nor to a server whose authority nobody knows.
    let bot =
        Bot::start(&telegram, &format!("smtp://bot:wrong@{starttls}"), Some(&server.authority));
    leave_numbers(&telegram, 0..5);
    server.log_says("SASL PLAIN authentication failed").await;
    bot.end();
    let bot = bot.start_again(&format!("smtp://bot:secret@{starttls}"), None);
    server.log_says("alert unknown ca").await;
    bot.end();
    assert_eq!(server.letters().len(), 0);
    said("5 leads wait: first a wrong password, then an unknown authority".to_owned());

    // Then everything at once.
    let bot = bot.start_again(&format!("smtp://bot:secret@{starttls}"), Some(&server.authority));
    leave_numbers(&telegram, 5..LEADS);
    let letters = server.letters_once(LEADS as usize, Duration::from_secs(900)).await;
    said(format!("{} leads, {} letters by STARTTLS", LEADS, letters.len()));
    said(format!("greylisted: {} x 450; the policy: {}", server.greylisted(), policy.tally()));
    assert_each_once(&letters, 0..LEADS);
    // Whatever may still come has had its time.
    tokio::time::sleep(Duration::from_secs(10)).await;
    assert_eq!(server.letters().len(), letters.len(), "a letter came twice");
    bot.end();

    // And the other port.
    policy.rest();
    let url = format!("smtps://bot:secret@localhost:{}", server.implicit);
    let bot = bot.start_again(&url, Some(&server.authority));
    leave_numbers(&telegram, LEADS..LEADS + LATER);
    let all = (LEADS + LATER) as usize;
    let letters = server.letters_once(all, Duration::from_secs(120)).await;
    said(format!("{LATER} more leads, {} letters in all, by implicit TLS", letters.len()));
    assert_each_once(&letters, 0..LEADS + LATER);
    assert!(bot.log_is_clean(), "the log holds what it must not");
    bot.end();
}

fn leave_numbers(telegram: &Telegram, numbers: std::ops::Range<i64>) {
    for number in numbers {
        let customer = telegram.customer(100 + number, "Анна Ковалёва", "");
        customer.says(&phone(number));
    }
}

fn phone(number: i64) -> String {
    format!("+7 900 123-{:02}-{:02}", number / 100, number % 100)
}

fn assert_each_once(letters: &[String], numbers: std::ops::Range<i64>) {
    let mut ids: BTreeMap<&str, usize> = BTreeMap::new();
    for letter in letters {
        let id = letter.lines().find_map(|line| line.strip_prefix("Message-ID: "));
        *ids.entry(id.expect("every letter has one")).or_default() += 1;
    }
    let doubled: Vec<_> = ids.iter().filter(|(_, count)| **count > 1).collect();
    assert!(doubled.is_empty(), "{doubled:?}");
    let leads = 1..=(numbers.end - numbers.start);
    for lead in leads {
        let prefix = format!("<lead-{lead}.");
        assert!(ids.keys().any(|id| id.starts_with(&prefix)), "lead {lead} is lost");
    }
    assert_eq!(ids.len() as i64, numbers.end - numbers.start);
}
