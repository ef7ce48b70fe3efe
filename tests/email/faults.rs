//! What a mail server can do to a letter: each lead is one letter afterwards.

use std::collections::BTreeSet;
use std::time::Duration;

use leadlatch::demo::mailbox::{Fault, Letter, Step, When};
use leadlatch::store::{DeadThing, DeliveryState};

use crate::stage::Stage;

const LEADS: i64 = 4;

/// Customers leave their numbers while that goes wrong; every lead is one letter.
async fn one_letter_a_lead(fault: Fault, when: When) -> Stage {
    let stage = Stage::set().await;
    stage.mailbox.fail(fault, when);
    for number in 0..LEADS {
        stage.leaves_a_number(number);
    }
    let letters = stage.letters(LEADS as usize).await;
    let phones = (0..LEADS).map(|number| format!("+7 900 123-{number:02}-67"));
    for phone in phones {
        let those = letters.iter().filter(|letter| letter.text.contains(&phone));
        assert_eq!(those.count(), 1, "{phone}");
    }
    assert_eq!(ids(&letters).len(), letters.len());
    stage
}

fn ids(letters: &[Letter]) -> BTreeSet<&str> {
    letters.iter().map(|letter| letter.message_id.as_str()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_greeting_is_waited_for() {
    let late = Fault::Late(Duration::from_secs(2));
    let stage = one_letter_a_lead(late, When::at(Step::Greeting).once()).await;
    assert_eq!(stage.mailbox.sessions(), LEADS as usize, "nothing was tried twice");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_closes_is_tried_again() {
    let closes = Fault::Answer(421, "4.3.2 Closing");
    one_letter_a_lead(closes.clone(), When::at(Step::Greeting).times(2)).await;
    one_letter_a_lead(closes.clone(), When::at(Step::Receiver).times(2)).await;
    one_letter_a_lead(closes, When::at(Step::Letter).times(2)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn greylisting_is_sat_out() {
    let greylisted = Fault::Answer(450, "4.2.0 Greylisted");
    one_letter_a_lead(greylisted, When::at(Step::Receiver).times(3)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_passes() {
    let full = Fault::Answer(452, "4.3.1 Insufficient storage");
    one_letter_a_lead(full.clone(), When::at(Step::Sender).times(3)).await;
    one_letter_a_lead(full, When::at(Step::Letter).times(3)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_lost_before_the_letter_costs_nothing() {
    for step in [Step::Greeting, Step::Hello, Step::Sender, Step::Receiver, Step::Data] {
        one_letter_a_lead(Fault::Drop, When::at(step).times(2)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_whose_answer_is_slow_is_not_sent_again() {
    let slow = Fault::Late(Duration::from_secs(3));
    let stage = one_letter_a_lead(slow, When::at(Step::Letter).once()).await;
    assert_eq!(stage.mailbox.sessions(), LEADS as usize);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_brings_the_very_same_letter_again() {
    let stage = Stage::set().await;
    stage.mailbox.fail(Fault::DropAfter, When::at(Step::Letter).once());
    stage.leaves_a_number(1);
    let letters = stage.letters(2).await;
    // Nobody can know that the first one is there; but whoever counts by Message-ID sees one.
    assert_eq!(letters[0].raw, letters[1].raw);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_refused_for_good_is_told_and_stops_no_other() {
    let stage = Stage::set().await;
    let spam = Fault::Answer(554, "5.7.1 Looks like spam");
    stage.mailbox.fail(spam, When::at(Step::Letter).once());
    stage.leaves_a_number(1);
    stage.all_are(DeliveryState::Dead).await;
    stage.leaves_a_number(2);
    let letters = stage.mailbox.wait_for(1, crate::stage::SOON).await;
    assert!(letters[0].text.contains("123-02-67"), "{}", letters[0].text);
    let dead = stage.store.dead().unwrap();
    assert_eq!(
        dead[0].reason.words(),
        Some("Почтовый сервер отказался от письма. Ответ сервера: 554 5.7.1 Looks like spam")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_receiver_costs_the_others_nothing() {
    let stage = Stage::set_for("a@shop.test, Гость <b@shop.test>, c@shop.test").await;
    stage.mailbox.fail(Fault::Answer(550, "5.1.1 No such user"), When::to("b@shop.test"));
    stage.leaves_a_number(1);
    stage.all_are(DeliveryState::Dead).await;
    let letters = stage.mailbox.letters();
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].receivers, ["a@shop.test", "c@shop.test"]);
    let dead = stage.store.dead().unwrap();
    let words = "Почтовый сервер не принимает письма для b@shop.test. Проверьте этот адрес в \
                 EMAIL_TO. Ответ сервера: 550 5.1.1 No such user Остальные адреса письмо получили.";
    assert_eq!(dead[0].reason.words(), Some(words));
    let DeadThing::Delivery(row) = &dead[0].what else { panic!("{dead:?}") };
    assert_eq!(row.reached, ["a@shop.test", "c@shop.test"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receiver_put_off_gets_it_later_and_nobody_twice() {
    let mut stage = Stage::set_for("a@shop.test, b@shop.test").await;
    stage.mailbox.fail(Fault::Answer(451, "4.7.1 Later"), When::to("b@shop.test").times(4));
    stage.leaves_a_number(1);
    stage.mailbox.wait_for(1, crate::stage::SOON).await;
    // Who has it is on the disk, so that a restart writes to nobody twice.
    stage.restart().await;
    let letters = stage.letters(2).await;
    assert_eq!(letters[0].receivers, ["a@shop.test"]);
    assert_eq!(letters[1].receivers, ["b@shop.test"]);
    assert_eq!(letters[0].raw, letters[1].raw);
}

#[tokio::test(flavor = "multi_thread")]
async fn leads_wait_while_no_receiver_is_right() {
    let stage = Stage::set().await;
    stage.mailbox.fail(Fault::Answer(550, "5.1.1 No such user"), When::at(Step::Receiver));
    stage.leaves_a_number(1);
    stage.leaves_a_number(2);
    let tried = async {
        while stage.mailbox.sessions() < 3 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(crate::stage::SOON, tried).await.expect("it tries on");
    assert!(stage.store.dead().unwrap().is_empty());
    stage.mailbox.heal();
    assert!(stage.letters(2).await[0].text.contains("123-01-67"), "in order");
}
