//! The demo as its page drives it: over HTTP, with the bot, the store and the lanes of `run`.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use leadlatch::demo::{Demo, Options};
use leadlatch::rules;
use reqwest::{Client, Response, StatusCode};
use serde_json::{Value, json};

/// What a demo may take at most before a test gives it up.
const SOON: Duration = Duration::from_secs(30);

/// A page without a browser.
struct Page {
    demo: Demo,
    http: Client,
    news: Response,
}

impl Page {
    async fn open(folder: &Path) -> Page {
        Self::open_by(folder, concat!(env!("CARGO_MANIFEST_DIR"), "/rules.toml").into()).await
    }

    async fn open_by(folder: &Path, rules_file: PathBuf) -> Page {
        let file = rules_file.clone();
        let read_rules = Arc::new(move || {
            let text = std::fs::read_to_string(&file).map_err(|error| error.to_string())?;
            rules::load(&text).map_err(|problems| format!("{} problems", problems.len()))
        });
        let data = Some(folder.join("demo"));
        let options = Options { port: Some(0), data, rules_file, read_rules };
        let demo = Demo::start(options).await.expect("the demo starts");
        let http = Client::new();
        let news = http.get(format!("{}demo/page/events", demo.url())).send().await;
        Page { demo, http, news: news.expect("there are news") }
    }

    async fn act(&self, path: &str, body: Value) -> Value {
        let url = format!("{}demo/{path}", self.demo.url());
        let answer = self.http.post(url).json(&body).send().await.expect("an answer");
        let answer: Value = answer.json().await.expect("it is JSON");
        assert_eq!(answer["ok"], true, "{path}: {answer}");
        answer
    }

    async fn view(&self, chat: Option<i64>) -> Value {
        let chat = chat.map(|chat| format!("?chat={chat}")).unwrap_or_default();
        let url = format!("{}demo/page/view{chat}", self.demo.url());
        self.http.get(url).send().await.expect("an answer").json().await.expect("it is JSON")
    }

    /// The view once it is as wanted; it is looked at whenever there are news.
    async fn until(&mut self, what: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        let waiting = async {
            loop {
                let view = self.view(None).await;
                if wanted(&view) {
                    return view;
                }
                let news = self.news.chunk().await.expect("the stream goes on");
                assert!(news.is_some(), "the stream has ended");
            }
        };
        match tokio::time::timeout(SOON, waiting).await {
            Ok(view) => view,
            Err(_) => panic!("never seen: {what}\n{:#}", self.view(None).await),
        }
    }

    /// The customer writes, and the bot makes its step.
    async fn says(&mut self, text: &str) -> Value {
        let user = self.view(None).await["chosen"].clone();
        self.act("say", json!({"user": user, "text": text})).await;
        self.until(text, |view| last_step(view)["heard"] == text).await
    }

    async fn hears(&mut self, text: &str) -> Value {
        self.until(text, |view| lines(view, "lines").last().is_some_and(|said| said == text)).await
    }
}

fn last_step(view: &Value) -> Value {
    view["steps"].as_array().and_then(|steps| steps.last().cloned()).unwrap_or_default()
}

fn lines(view: &Value, of: &str) -> Vec<String> {
    let lines = view[of].as_array().expect("lines");
    lines.iter().map(|line| line["text"].as_str().unwrap_or_default().to_owned()).collect()
}

fn status(view: &Value) -> String {
    view["customers"][0]["status"]["key"].as_str().unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lead_is_also_a_letter_in_the_mailbox() {
    let folder = tempfile::tempdir().unwrap();
    let mut page = Page::open(folder.path()).await;
    page.says("89001234567, почта anna@mail.ru").await;
    let view = page.until("the letter", |view| view["letters"][0].is_object()).await;
    let letter = &view["letters"][0];
    assert_eq!(letter["subject"], "Лид №1: Анна Ковалёва");
    assert_eq!(letter["reply_to"], "anna@mail.ru");
    for part in ["text", "html"] {
        assert!(letter[part].as_str().unwrap().contains("+7 900 123-45-67"), "{letter}");
    }
    page.act("page/reset", json!({})).await;
    page.until("an empty mailbox", |view| view["letters"] == json!([])).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_about_the_price_becomes_a_claimed_lead() {
    let folder = tempfile::tempdir().unwrap();
    let mut page = Page::open(folder.path()).await;
    page.says("Сколько стоит?").await;
    let view = page.hears("Оставьте номер, и мы перезвоним!").await;
    assert_eq!(view["keyboard"][0][0]["shares_contact"], true);

    let view = page.says("89001234567").await;
    let step = last_step(&view);
    let rules = step["rules"].as_array().unwrap();
    let decided = &rules[step["decided"].as_u64().unwrap() as usize];
    assert_eq!(decided["name"], "Телефон после вопроса о цене");
    let conditions = decided["conditions"].as_array().unwrap();
    assert!(conditions.iter().all(|condition| condition["held"] == true), "{decided}");
    assert!(conditions.iter().any(|condition| condition["text"] == r#"if.topic = ["цена"]"#));
    assert!(rules[0]["conditions"][0]["held"] == false, "the first rule was tried in vain");
    assert_eq!(
        step["message"],
        view["lines"]
            .as_array()
            .unwrap()
            .iter()
            .rfind(|line| line["text"] == "89001234567")
            .unwrap()["message"]
    );

    page.hears("Спасибо! Вам удобно, если перезвоним с 10 до 18?").await;
    let view = page.until("the card", |view| view["lead"]["delivered"] == true).await;
    let card = &view["group_lines"][0];
    assert!(card["text"].as_str().unwrap().contains("+7 900 123-45-67"), "{card}");

    let data = card["keyboard"]["rows"][0][0]["data"].clone();
    let press = json!({
        "user": view["manager"], "chat": view["group"], "message": card["message"], "data": data,
    });
    page.act("press_inline", press).await;
    page.until("claimed", |view| view["lead"]["status"] == "claimed").await;

    page.says("завтра в 15:00").await;
    let view = page.hears("Записали. До связи!").await;
    assert_eq!(status(&view), "completed");
    page.demo.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn time_passes_for_the_bot_too() {
    let folder = tempfile::tempdir().unwrap();
    let mut page = Page::open(folder.path()).await;
    page.says("Привет").await;
    let before = page.hears("Здравствуйте! Это «Чистый дом». Чем помочь?").await;
    page.act("page/pass", json!({"minutes": 30})).await;
    let view = page.until("closed", |view| status(view) == "unqualified").await;
    assert!(view["now"].as_str() > before["now"].as_str());
    assert!(last_step(&view)["verdict"].as_str().unwrap().contains("Пропал без контакта"));
    assert_eq!(view["lines"].as_array().unwrap().len(), 2, "the bot closes in silence");
}

#[tokio::test(flavor = "multi_thread")]
async fn night_falls_and_day_comes() {
    let folder = tempfile::tempdir().unwrap();
    let page = Page::open(folder.path()).await;
    assert_eq!(page.view(None).await["day"], true, "the demo begins while somebody works");
    page.act("page/turn", json!({})).await;
    assert_eq!(page.view(None).await["day"], false);
    page.act("page/turn", json!({})).await;
    assert_eq!(page.view(None).await["day"], true);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restart_keeps_everything_and_a_reset_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut page = Page::open(folder.path()).await;
    page.says("Мой номер 8 900 123-45-67").await;
    page.until("the lead", |view| view["lead"]["delivered"] == true).await;
    page.act("page/restart", json!({})).await;
    let view = page.view(None).await;
    assert_eq!((&view["lead"]["id"], status(&view)), (&json!(1), "completed".to_owned()));
    // The bot that was started again listens: to a closed chat it says nothing.
    let view = page.says("Алло?").await;
    assert_eq!(last_step(&view)["kind"], "quiet");

    page.act("page/reset", json!({})).await;
    let view = page.view(None).await;
    assert_eq!((&view["lead"], lines(&view, "lines").len()), (&Value::Null, 0));
    page.says("89007654321").await;
    let view = page.until("a first lead", |view| view["lead"]["delivered"] == true).await;
    assert_eq!(view["lead"]["id"], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_customer_has_a_dialogue_of_his_own() {
    let folder = tempfile::tempdir().unwrap();
    let mut page = Page::open(folder.path()).await;
    let first = page.view(None).await["chosen"].clone();
    page.says("Привет").await;
    let second = page.act("page/customer", json!({})).await["customer"].clone();
    page.act("start", json!({"user": second, "source": "avito"})).await;
    page.hears("Здравствуйте! Это «Чистый дом». Чем помочь?").await;
    page.act("press_label", json!({"user": second, "label": "Оставить заявку"})).await;
    page.says("89007654321").await;
    let view = page.until("the lead", |view| view["lead"].is_object()).await;
    let rows = view["lead"]["rows"].as_array().unwrap();
    assert!(rows.iter().any(|row| row["value"] == "Авито"), "{rows:?}");
    let view = page.view(first.as_i64()).await;
    assert_eq!((&view["chosen"], &view["lead"]), (&first, &Value::Null));
}

#[tokio::test(flavor = "multi_thread")]
async fn saving_the_rules_reloads_them() {
    let folder = tempfile::tempdir().unwrap();
    let rules_file = folder.path().join("rules.toml");
    let shipped = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/rules.toml"));
    let shipped = shipped.unwrap();
    std::fs::write(&rules_file, &shipped).unwrap();
    let mut page = Page::open_by(folder.path(), rules_file.clone()).await;
    page.says("Привет").await;
    page.hears("Здравствуйте! Это «Чистый дом». Чем помочь?").await;
    let edited = shipped.replacen("Чистый дом", "Ясный день", 1);
    // Leads of a demo go to its stand-ins, whatever the file says.
    let edited = edited.replace("= [\"telegram\"]", "= [\"telegram\", \"webhook\"]");
    assert!(edited.contains("\"telegram\", \"webhook\"]"));
    std::fs::write(&rules_file, edited).unwrap();
    page.until("the new name", |view| view["company"] == "Ясный день").await;
    page.until("the news", |view| {
        lines(view, "group_lines").iter().any(|line| line.starts_with("Правила обновлены: "))
    })
    .await;
    page.act("page/customer", json!({})).await;
    page.says("Привет").await;
    page.hears("Здравствуйте! Это «Ясный день». Чем помочь?").await;
    page.demo.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_lead_stands_in_bitrix24_and_grows_there() {
    let folder = tempfile::tempdir().unwrap();
    let mut page = Page::open(folder.path()).await;
    page.says("Сколько стоит?").await;
    page.says("89001234567").await;
    let view =
        page.until("the lead in Bitrix24", |view| view["bitrix24"]["card"].is_object()).await;
    let card = &view["bitrix24"]["card"];
    assert_eq!(card["title"], "Telegram: Анна Ковалёва");
    assert_eq!((&card["stage"], &card["stage_words"]), (&json!("NEW"), &json!("Не обработан")));
    assert_eq!(card["rows"][0], json!({"title": "Телефон", "value": "+79001234567"}));

    page.says("завтра в 15:00").await;
    let told = |view: &Value| view["bitrix24"]["card"]["timeline"][0].is_string();
    let view = page.until("the comment", told).await;
    let comment = view["bitrix24"]["card"]["timeline"][0].as_str().unwrap();
    assert_eq!(comment, "✏️ Лид №1: время завтра в 15:00");

    let view = page.until("the card", |view| view["lead"]["delivered"] == true).await;
    let card = &view["group_lines"][0];
    let data = card["keyboard"]["rows"][0][0]["data"].clone();
    let press = json!({
        "user": view["manager"], "chat": view["group"], "message": card["message"], "data": data,
    });
    page.act("press_inline", press).await;
    page.until("in work", |view| view["bitrix24"]["card"]["stage"] == "IN_PROCESS").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bitrix24_goes_down_and_comes_back_and_nothing_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let mut page = Page::open(folder.path()).await;
    page.act("page/bitrix24", json!({})).await;
    page.says("89001234567").await;
    let arrived = |view: &Value| view["lead"]["delivered"] == true;
    let view = page.until("the card in the group", arrived).await;
    let waits = json!({"down": true, "waits": true, "card": null});
    assert_eq!(view["bitrix24"], waits, "the group does not wait for the portal");
    page.act("page/bitrix24", json!({})).await;
    let view =
        page.until("the lead in Bitrix24", |view| view["bitrix24"]["card"].is_object()).await;
    assert_eq!(
        (&view["bitrix24"]["down"], &view["bitrix24"]["waits"]),
        (&json!(false), &json!(false))
    );
    page.act("page/reset", json!({})).await;
    assert_eq!(page.view(None).await["bitrix24"]["card"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_answers_to_this_machine_only() {
    let folder = tempfile::tempdir().unwrap();
    let page = Page::open(folder.path()).await;
    let url = page.demo.url();
    let own = page.http.get(&url).send().await.unwrap();
    assert!(own.headers().contains_key("content-security-policy"));
    assert!(own.text().await.unwrap().contains("lang=\"ru\""));
    let foreign = page.http.get(&url).header("Host", "evil.example").send().await.unwrap();
    assert_eq!(foreign.status(), StatusCode::FORBIDDEN);
    for path in ["demo/page/pass", "demo/say"] {
        let post = page.http.post(format!("{url}{path}")).header("Origin", "http://evil.example");
        let answer = post.json(&json!({"minutes": 30})).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{path}");
    }
}
