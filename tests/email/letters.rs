//! What the letters say, and how those of a lead hang together.

use leadlatch::demo::mailbox::Letter;
use leadlatch::store::DeliveryState;

use crate::stage::{SOON, Stage};

/// Without what differs from run to run: the time of day.
fn timeless(text: &str) -> String {
    let time = regex::Regex::new(r"\b\d\d:\d\d\b").unwrap();
    time.replace_all(text, "12:00").into_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lead_is_a_letter_people_can_use() {
    let stage = Stage::set_for("sales@shop.test, Ольга <olga@shop.test>").await;
    let anna = stage.telegram.customer(77, "Анна Ковалёва", "anna_k");
    anna.says("Здравствуйте <b>");
    anna.says("8 900 123-45-67, моя почта Anna@Mail.ru");
    let letter = stage.letters(1).await.remove(0);
    assert_eq!(letter.subject, "Лид №1: Анна Ковалёва");
    assert_eq!(letter.from, "Чистый дом <bot@shop.test>");
    assert_eq!(letter.to, "sales@shop.test, Ольга <olga@shop.test>");
    assert_eq!(letter.reply_to.as_deref(), Some("anna@mail.ru"));
    assert_eq!(letter.receivers, ["sales@shop.test", "olga@shop.test"]);
    let installation = stage.store.installation();
    assert_eq!(letter.message_id, format!("lead-1.{installation}@shop.test"));
    assert_eq!((&letter.in_reply_to, &letter.references), (&None, &None));
    assert_eq!(letter.header("Auto-Submitted").as_deref(), Some("auto-generated"));
    let text = timeless(&letter.text.replace("\r\n", "\n"));
    assert_eq!(
        text,
        "Новый лид №1\n\
         \n\
         Телефон: +7 900 123-45-67\n\
         Почта: anna@mail.ru\n\
         Клиент: Анна Ковалёва (@anna_k)\n\
         Правило: Контакты\n\
         \n\
         Написать @anna_k в Telegram: https://t.me/anna_k\n\
         \n\
         Последние сообщения\n\
         12:00 Анна Ковалёва: Здравствуйте <b>\n\
         12:00 Анна Ковалёва: 8 900 123-45-67, моя почта Anna@Mail.ru\n\
         \n\
         -- \n\
         Чистый дом. Письмо отправил бот Leadlatch.\n\
         Ответ на это письмо получит клиент: anna@mail.ru\n"
    );
    let html = &letter.html;
    assert!(html.contains("<h1 ") && html.contains("href=\"tel:+79001234567\""), "{html}");
    assert!(html.contains("Здравствуйте &lt;b&gt;") && html.contains("https://t.me/anna_k"));
    for foreign in ["<img", "<script", "<style", "background", "http://", "url("] {
        assert!(!html.contains(foreign), "{foreign}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_learnt_later_answers_the_first_letter() {
    let stage = Stage::set().await;
    let anna = stage.leaves_a_number(1);
    let first = stage.letters(1).await.remove(0);
    anna.says("и ещё 8 900 765-43-21");
    let later = stage.letters(2).await.remove(1);
    assert_eq!(later.subject, "Re: Лид №1: Анна Ковалёва");
    assert_eq!(later.in_reply_to.as_ref(), Some(&first.message_id));
    assert_eq!(later.references.as_ref(), Some(&first.message_id));
    assert_ne!(later.message_id, first.message_id);
    let text = later.text.replace("\r\n", "\n");
    let begin = "Новое в лиде №1\n\
         \n\
         Телефон: +7 900 123-01-67, +7 900 765-43-21\n\
         \n\
         Весь лид №1\n\
         \n\
         Телефон: +7 900 123-01-67, +7 900 765-43-21\n\
         Клиент: Анна Ковалёва (@anna_k)\n";
    assert!(text.starts_with(begin), "{text}");
    let lead = stage.store.leads().next().unwrap().unwrap();
    let dates: Vec<_> = [first, later].iter().map(|letter| letter.date.unwrap()).collect();
    let moments = [lead.created, lead.updated].map(|moment| moment.timestamp());
    assert_eq!(dates.iter().map(chrono::DateTime::timestamp).collect::<Vec<_>>(), moments);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_button_in_the_group_writes_no_letter() {
    let stage = Stage::set().await;
    stage.leaves_a_number(1);
    stage.letters(1).await;
    let card = stage.telegram.wait_for_sent(stage.group.id(), 1, SOON).await.remove(0);
    let claim = card.line.keyboard.buttons().next().and_then(|button| button.data.clone());
    stage.manager.presses(card.line.message, &claim.unwrap()).unwrap();
    let claimed = |stage: &Stage| {
        let lead = stage.store.leads().next().unwrap().unwrap();
        lead.claimed_by.is_some()
    };
    while !claimed(&stage) {
        tokio::task::yield_now().await;
    }
    stage.all_are(DeliveryState::Delivered).await;
    assert_eq!(stage.mailbox.letters().len(), 1);
    assert_eq!(stage.mailbox.sessions(), 1);
}

/// Names that break careless programs; what each becomes in a subject.
const NAMES: [(&str, &str); 6] = [
    ("Анна\r\nBcc: all@shop.test\r\n\r\nHello", "Анна Bcc: all@shop.test Hello"),
    ("\u{202e}cod.exe\u{202c} \u{2066}Ann\u{2069}", "cod.exe Ann"),
    ("👩\u{200d}👧\u{200d}👦 Mia 🦀", "👩\u{200d}👧\u{200d}👦 Mia 🦀"),
    ("שרה כהן", "שרה כהן"),
    ("\0\u{1}\u{7f}\u{85}", "Клиент"),
    ("\"Ann\" <x@y.z>, =?utf-8?q?b?=", "\"Ann\" <x@y.z>, = ?utf-8?q?b?="),
];

#[tokio::test(flavor = "multi_thread")]
async fn no_name_breaks_a_letter() {
    let stage = Stage::set().await;
    let long = "Я".repeat(3000);
    let cut = format!("{}…", "Я".repeat(60));
    let names = NAMES.into_iter().chain([(long.as_str(), cut.as_str())]);
    for (number, (name, shown)) in names.enumerate() {
        let customer = stage.telegram.customer(500 + number as i64, name, "");
        customer.says(&format!("8 900 555-{number:02}-67"));
        let letters: Vec<Letter> = stage.letters(number + 1).await;
        let letter = &letters[number];
        assert_eq!(letter.subject, format!("Лид №{}: {shown}", number + 1));
        assert_eq!(letter.receivers, ["sales@shop.test"]);
        let expected = [
            "From",
            "To",
            "Subject",
            "Message-ID",
            "Date",
            "Auto-Submitted",
            "X-Auto-Response-Suppress",
            "MIME-Version",
            "Content-Type",
        ];
        assert_eq!(letter.header_names(), expected);
        let longest = letter.raw.split(|byte| *byte == b'\n').map(<[u8]>::len).max();
        assert!(longest.unwrap_or_default() <= 1000 && letter.raw.is_ascii(), "{longest:?}");
    }
}
