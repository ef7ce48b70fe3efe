//! Questions to a running bot through a socket in its data folder: one line of
//! JSON there, one back. The store has room for one process only.

mod errand;

pub use errand::{Done, Errand, Letter, LetterPlace};

use std::fs::Permissions;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::Utc;
use serde::{Deserialize, Serialize};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{UnixListener, UnixStream};

use crate::delivery::Lanes;
use crate::dialog::LeadId;
use crate::store::{
    Delivery, DeliveryState, LeadAccount, LeadRecord, OpenError, Store, StoreError,
};

/// The socket's name in the data folder.
const SOCKET: &str = "leadlatch.sock";
/// No question is longer.
const LONGEST_QUESTION: u64 = 64 * 1024;
/// A bot that starts has the store open before its socket answers.
const TRIES: u32 = 20;
const PAUSE: Duration = Duration::from_millis(100);

/// What can be asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "ask", content = "of", rename_all = "snake_case")]
pub enum Question {
    /// The lead book.
    Leads,
    /// Everything about one lead.
    Lead(LeadId),
    /// What `doctor` looks at.
    Health,
    /// To do something.
    Errand(Errand),
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// The lead book, by number.
    Leads(Vec<LeadRecord>),
    /// The lead, if there is one of that number.
    Lead(Option<Box<LeadAccount>>),
    /// What `doctor` looks at.
    Health(Health),
    /// What came of an errand.
    Done(Done),
    /// The question is not understood, or the disk refuses.
    Failed(String),
}

/// How it stands with the data of a bot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Health {
    /// The group `/link` has told.
    pub managers_group: Option<i64>,
    /// How many leads there are.
    pub leads: usize,
    /// How many of them some place has refused for good.
    pub undelivered: usize,
}

/// Why a question got no answer.
#[derive(Debug, thiserror::Error)]
pub enum ControlError {
    /// The data folder cannot be opened either.
    #[error(transparent)]
    Data(#[from] OpenError),
    /// The running bot broke off.
    #[error("the running bot does not answer: {0}")]
    Broken(String),
}

/// Asks the bot that works with that data folder; when none does, opens the store itself.
///
/// # Errors
/// When neither can be done.
pub async fn ask(data: &Path, question: &Question) -> Result<Answer, ControlError> {
    for tries in 1.. {
        if let Ok(stream) = UnixStream::connect(data.join(SOCKET)).await {
            return ask_through(stream, question).await;
        }
        match Store::open(data) {
            Ok(store) => return Ok(answer(store, None, question.clone()).await),
            Err(OpenError::Locked { .. }) if tries < TRIES => tokio::time::sleep(PAUSE).await,
            Err(error) => return Err(error.into()),
        }
    }
    unreachable!("the loop ends by returning")
}

/// Whether a bot works with that data folder and answers.
pub async fn is_running(data: &Path) -> bool {
    UnixStream::connect(data.join(SOCKET)).await.is_ok()
}

async fn ask_through(stream: UnixStream, question: &Question) -> Result<Answer, ControlError> {
    let broken = |error: io::Error| ControlError::Broken(error.to_string());
    let (reader, mut writer) = stream.into_split();
    let mut line = json(question);
    line.push('\n');
    writer.write_all(line.as_bytes()).await.map_err(broken)?;
    let mut reply = String::new();
    BufReader::new(reader).read_line(&mut reply).await.map_err(broken)?;
    serde_json::from_str(&reply).map_err(|error| ControlError::Broken(error.to_string()))
}

/// Answers questions until it is dropped.
pub(super) async fn serve(data: PathBuf, store: Store, lanes: Lanes) {
    let listener = match bind(&data.join(SOCKET)) {
        Ok(listener) => listener,
        Err(error) => {
            tracing::warn!(%error, "no socket: `leads` and others have to wait until the bot ends");
            return;
        }
    };
    loop {
        if let Ok((stream, _)) = listener.accept().await {
            let (store, lanes) = (store.clone(), lanes.clone());
            tokio::spawn(async move {
                if let Err(error) = converse(stream, store, lanes).await {
                    tracing::debug!(%error, "a question broke off");
                }
            });
        }
    }
}

/// The store is ours alone, so a socket left behind is nobody's.
fn bind(path: &Path) -> io::Result<UnixListener> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let listener = UnixListener::bind(path)?;
    std::fs::set_permissions(path, Permissions::from_mode(0o600))?;
    Ok(listener)
}

async fn converse(stream: UnixStream, store: Store, lanes: Lanes) -> io::Result<()> {
    let (reader, mut writer) = stream.into_split();
    let mut line = String::new();
    BufReader::new(reader.take(LONGEST_QUESTION)).read_line(&mut line).await?;
    let answer = match serde_json::from_str(&line) {
        Ok(question) => answer(store, Some(lanes), question).await,
        Err(_) => Answer::Failed("unknown question".to_owned()),
    };
    let mut line = json(&answer);
    line.push('\n');
    writer.write_all(line.as_bytes()).await
}

/// The answer from an open store; `lanes` are those of the bot that works with it.
async fn answer(store: Store, lanes: Option<Lanes>, question: Question) -> Answer {
    let answered = match question {
        Question::Errand(errand) => {
            errand::carry_out(&store, lanes.as_ref(), &errand, Utc::now()).await.map(Answer::Done)
        }
        Question::Leads => elsewhere(move || store.lead_book().map(Answer::Leads)).await,
        Question::Lead(id) => {
            let found = elsewhere(move || Ok(Answer::Lead(store.lead_account(id)?.map(Box::new))));
            found.await
        }
        Question::Health => elsewhere(move || health(&store).map(Answer::Health)).await,
    };
    answered.unwrap_or_else(|error| Answer::Failed(error.to_string()))
}

/// A scan on a thread where it delays nobody.
async fn elsewhere(
    scan: impl FnOnce() -> Result<Answer, StoreError> + Send + 'static,
) -> Result<Answer, StoreError> {
    let scanned = tokio::task::spawn_blocking(scan).await;
    scanned.unwrap_or_else(|error| Ok(Answer::Failed(error.to_string())))
}

fn health(store: &Store) -> Result<Health, StoreError> {
    let book = store.lead_book()?;
    let is_dead = |delivery: &Delivery| delivery.state == DeliveryState::Dead;
    let undelivered = book.iter().filter(|record| record.destinations.values().any(is_dead));
    Ok(Health {
        managers_group: store.managers_group()?,
        leads: book.len(),
        undelivered: undelivered.count(),
    })
}

/// Questions and answers are plain data, which JSON can always hold.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
