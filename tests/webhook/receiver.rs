//! Another CRM on this machine: keeps what it gets, and answers as it is told to.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// What is done with a request after it was read.
#[derive(Clone, Debug)]
pub enum Act {
    /// It is answered: status, further headers, body.
    Answer(u16, &'static str, &'static str),
    /// The connection drops.
    Drop,
    /// No answer ever comes.
    Hang,
}

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Request {
    /// `POST /hooks/…`
    pub line: String,
    /// Names in lower case.
    pub headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
}

impl Request {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("the body is JSON")
    }

    pub fn event(&self) -> String {
        self.json()["event"].as_str().expect("an event").to_owned()
    }

    pub fn key(&self) -> &str {
        &self.headers["idempotency-key"]
    }
}

#[derive(Clone)]
pub struct Receiver {
    url: String,
    acts: Arc<Mutex<VecDeque<Act>>>,
    requests: watch::Sender<Vec<Request>>,
}

impl Receiver {
    /// Listens on a free port; the first requests meet these acts, the others a 200.
    pub async fn start(acts: impl IntoIterator<Item = Act>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let receiver = Self {
            url: format!("http://{}", listener.local_addr().expect("it has an address")),
            acts: Arc::new(Mutex::new(acts.into_iter().collect())),
            requests: watch::Sender::new(Vec::new()),
        };
        let served = receiver.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let served = served.clone();
                tokio::spawn(async move { served.serve(stream).await });
            }
        });
        receiver
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    /// What came so far.
    pub fn requests(&self) -> Vec<Request> {
        self.requests.borrow().clone()
    }

    /// The first so many requests, once they are there.
    pub async fn first(&self, count: usize) -> Vec<Request> {
        let mut requests = self.requests.subscribe();
        let enough = requests.wait_for(|requests| requests.len() >= count);
        let found = tokio::time::timeout(Duration::from_secs(30), enough).await;
        let found = found.map(|found| found.expect("the receiver lives").clone());
        found.unwrap_or_else(|_| panic!("only {} requests came", self.requests().len()))
    }

    async fn serve(&self, mut stream: TcpStream) -> Option<()> {
        let request = read(&mut stream).await?;
        let act = self.acts.lock().unwrap().pop_front();
        self.requests.send_modify(|requests| requests.push(request));
        match act.unwrap_or(Act::Answer(200, "", "")) {
            Act::Drop => {}
            Act::Hang => std::future::pending().await,
            Act::Answer(status, headers, body) => {
                let length = body.len();
                let answer = format!(
                    "HTTP/1.1 {status} X\r\ncontent-length: {length}\r\nconnection: close\r\n{headers}\r\n{body}"
                );
                stream.write_all(answer.as_bytes()).await.ok()?;
            }
        }
        Some(())
    }
}

async fn read(stream: &mut TcpStream) -> Option<Request> {
    let mut bytes = Vec::new();
    loop {
        if let Some(request) = whole(&bytes) {
            return Some(request);
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
}

fn whole(bytes: &[u8]) -> Option<Request> {
    let head = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let text = String::from_utf8_lossy(&bytes[..head]).into_owned();
    let (line, rest) = text.split_once("\r\n")?;
    let pairs = rest.split("\r\n").filter_map(|line| line.split_once(": "));
    let headers: BTreeMap<String, String> =
        pairs.map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect();
    let length = headers.get("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    let body = bytes[head + 4..].to_vec();
    (body.len() >= length).then(|| Request { line: line.to_owned(), headers, body })
}
