//! docs/webhook.md and docs/webhook.schema.json say what is really sent.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use chrono::Utc;
use leadlatch::delivery::webhook::inspect::ping;
use leadlatch::delivery::webhook::signature;
use leadlatch::dialog::{LeadStatus, Sink};
use leadlatch::settings::{Address, LeadWebhook, Reach, Secret};
use leadlatch::store::DeliveryState;
use leadlatch::texts::Language;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::json_schema::problems;
use crate::receiver::Receiver;
use crate::stage::{SECRET, Stage};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn schema() -> Value {
    let text = fs::read_to_string(root().join("docs/webhook.schema.json")).unwrap();
    serde_json::from_str(&text).expect("the schema is JSON")
}

fn settings(url: &str) -> LeadWebhook {
    let url = Address::http(url, Reach::Loopback).expect("an address");
    LeadWebhook { url, secret: Some(Secret::new(SECRET)) }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_body_fits_the_schema_and_none_has_more() {
    let stage = Stage::set([]).await;
    let anna = stage.customer(77);
    anna.says("8 900 123-45-67, завтра в 15:00, anna@example.com");
    stage.receiver.first(1).await;
    anna.says("8 900 765-43-21");
    stage.receiver.first(2).await;
    ping(&settings(stage.receiver.url()), Utc::now(), Language::En).await.expect("it answers");
    for request in stage.receiver.first(3).await {
        let body = request.json();
        assert_eq!(problems(&schema(), &body), Vec::<String>::new(), "{body}");
        for key in body.as_object().unwrap().keys() {
            let mut less = body.clone();
            less.as_object_mut().unwrap().remove(key);
            assert_ne!(problems(&schema(), &less), Vec::<String>::new(), "without {key}");
        }
    }
    let mut more = stage.receiver.requests()[0].json();
    more["lead"]["colour"] = json!("red");
    assert_eq!(problems(&schema(), &more), ["/lead/colour is unknown"]);
}

#[test]
fn the_schema_knows_every_status() {
    let statuses = [LeadStatus::New, LeadStatus::Claimed, LeadStatus::Done, LeadStatus::Spam];
    let states = [DeliveryState::Pending, DeliveryState::Delivered, DeliveryState::Dead];
    let schema = schema();
    assert_eq!(schema["$defs"]["lead"]["properties"]["status"]["enum"], json!(statuses));
    assert_eq!(schema["$defs"]["destination"]["properties"]["state"]["enum"], json!(states));
    let words = fs::read_to_string(root().join("docs/webhook.md")).unwrap();
    for sink in Sink::ALL {
        assert!(words.contains(sink.key()), "{} is not named", sink.key());
    }
}

/// The code block of the documentation in that language.
fn example(language: &str) -> String {
    let words = fs::read_to_string(root().join("docs/webhook.md")).unwrap();
    let (_, rest) = words.split_once(&format!("```{language}\n")).expect("there is an example");
    rest.split_once("\n```").expect("it ends").0.to_owned()
}

struct Example(Child);

impl Drop for Example {
    fn drop(&mut self) {
        // It serves until it is stopped.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Example {
    /// The receiver of the documentation, and its address. `None` where there is no Python.
    fn start(folder: &TempDir) -> Option<(Self, String)> {
        let file = folder.path().join("receiver.py");
        fs::write(&file, example("python")).unwrap();
        let started = Command::new("python3")
            .arg("-u")
            .arg(file)
            .current_dir(folder.path())
            .env("LEAD_WEBHOOK_SECRET", SECRET)
            .env("PORT", "0")
            .stdout(Stdio::piped())
            .spawn();
        let mut child = started.ok()?;
        let mut line = String::new();
        let stdout = child.stdout.take().expect("it is piped");
        BufReader::new(stdout).read_line(&mut line).expect("it says where it is");
        let url = line.split_whitespace().last().expect("an address").to_owned();
        Some((Self(child), url))
    }
}

/// How many events the receiver has kept.
fn taken(folder: &TempDir) -> String {
    let count = "import sqlite3; d = sqlite3.connect('leads.sqlite'); \
                 print(d.execute('SELECT count(*) FROM events').fetchone()[0], end='')";
    let asked = Command::new("python3").args(["-c", count]).current_dir(folder.path()).output();
    String::from_utf8(asked.expect("Python is there").stdout).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_receiver_in_python_takes_what_is_ours_and_nothing_else() {
    let folder = TempDir::new().unwrap();
    let Some((_example, url)) = Example::start(&folder) else {
        eprintln!("no python3 on this machine: its receiver is not tried");
        return;
    };
    assert_eq!(ping(&settings(&url), Utc::now(), Language::En).await, Ok(()));
    let client = reqwest::Client::new();
    let post = |signature: Option<String>, body: &'static str| {
        let mut request = client.post(&url).header("idempotency-key", "K-1").body(body);
        if let Some(signature) = signature {
            request = request.header("Leadlatch-Signature", signature);
        }
        async move { request.send().await.expect("it answers").status().as_u16() }
    };
    let (now, old) = (Utc::now().timestamp(), Utc::now().timestamp() - 3600);
    let body = r#"{"event": "lead.created", "id": "K-1", "lead": {"id": 1}}"#;
    assert_eq!(post(Some(signature(SECRET, now, body.as_bytes())), body).await, 200);
    assert_eq!(post(Some(signature(SECRET, now, body.as_bytes())), body).await, 200);
    assert_eq!(post(None, body).await, 401);
    assert_eq!(post(Some(signature("another", now, body.as_bytes())), body).await, 401);
    assert_eq!(post(Some(signature(SECRET, now, b"{}")), body).await, 401);
    assert_eq!(post(Some(signature(SECRET, old, body.as_bytes())), body).await, 401);
    assert_eq!(taken(&folder), "1", "the event that came twice is there once");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_ping_says_what_is_in_the_way() {
    let receiver = Receiver::start([crate::receiver::Act::Answer(401, "", "")]).await;
    let failure = ping(&settings(receiver.url()), Utc::now(), Language::En).await;
    let failure = format!("{:?}", failure.expect_err("it is not let in"));
    assert!(failure.contains("LEAD_WEBHOOK_SECRET") && !failure.contains(SECRET), "{failure}");
}
