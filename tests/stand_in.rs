//! The Telegram stand-in: its offsets, its faults, and that teloxide reads all it says.

use std::time::Duration;

use leadlatch::demo::telegram::{Fault, Telegram, When, machine_clock};
use serde_json::{Value, json};

#[path = "stand_in/answers.rs"]
mod answers;
#[path = "stand_in/faults.rs"]
mod faults;
#[path = "stand_in/offsets.rs"]
mod offsets;
#[path = "stand_in/people.rs"]
mod people;
#[path = "stand_in/updates.rs"]
mod updates;

const SOON: Duration = Duration::from_secs(10);

async fn telegram() -> Telegram {
    Telegram::start(machine_clock()).await.expect("a free port")
}

/// Calls a method with a JSON body; the status and the answer.
async fn call(telegram: &Telegram, method: &str, body: Value) -> (u16, Value) {
    let url = format!("{}/bot{}/{method}", telegram.url(), telegram.token());
    let response = reqwest::Client::new().post(url).json(&body).send().await.expect("an answer");
    let status = response.status().as_u16();
    (status, response.json().await.expect("JSON"))
}

/// The result of a call that must succeed.
async fn result(telegram: &Telegram, method: &str, body: Value) -> Value {
    let (status, mut answer) = call(telegram, method, body).await;
    assert_eq!(status, 200, "{method}: {answer}");
    answer["result"].take()
}

/// The description of a refusal.
async fn refusal(telegram: &Telegram, method: &str, body: Value) -> String {
    let (_, answer) = call(telegram, method, body).await;
    assert_eq!(answer["ok"], false, "{method}: {answer}");
    answer["description"].as_str().expect("a description").to_owned()
}
