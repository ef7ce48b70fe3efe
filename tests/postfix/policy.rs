//! A policy service for Postfix (SMTPD_POLICY_README) that goes wrong by a plan.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// Longer than impatient programs wait.
const STALL: Duration = Duration::from_secs(20);

/// The service.
pub struct Policy {
    port: u16,
    plan: Arc<Mutex<Plan>>,
}

#[derive(Default)]
struct Plan {
    asked: BTreeMap<String, u32>,
    answers: BTreeMap<String, u32>,
    resting: bool,
}

impl Policy {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let port = listener.local_addr().expect("it is bound").port();
        let plan = Arc::<Mutex<Plan>>::default();
        let shared = Arc::clone(&plan);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(answer(stream, Arc::clone(&shared)));
            }
        });
        Self { port, plan }
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    /// From now on nothing goes wrong.
    pub fn rest(&self) {
        self.plan.lock().expect("nobody panicked with it").resting = true;
    }

    /// What was answered, and how often.
    pub fn tally(&self) -> String {
        let plan = self.plan.lock().expect("nobody panicked with it");
        let counts = plan.answers.iter().map(|(answer, count)| format!("{count} x {answer}"));
        counts.collect::<Vec<_>>().join(", ")
    }
}

async fn answer(stream: TcpStream, plan: Arc<Mutex<Plan>>) {
    let mut wire = BufReader::new(stream);
    let mut state = String::new();
    loop {
        let mut line = String::new();
        if !matches!(wire.read_line(&mut line).await, Ok(1..)) {
            return;
        }
        if let Some(named) = line.strip_prefix("protocol_state=") {
            state = named.trim().to_owned();
        }
        if line != "\n" {
            continue;
        }
        let action = plan.lock().expect("nobody panicked with it").next(&state);
        if action.contains("stall") {
            tokio::time::sleep(STALL).await;
        }
        let word = action.split(" (").next().unwrap_or("DUNNO");
        if wire.write_all(format!("action={word}\n\n").as_bytes()).await.is_err() {
            return;
        }
    }
}

impl Plan {
    /// A RCPT is met by each fault again and again; so is the end of a letter, but there a 5xx
    /// would be about the letter itself.
    fn next(&mut self, state: &str) -> String {
        let count = self.asked.entry(state.to_owned()).or_default();
        *count += 1;
        let action = match (state, *count) {
            _ if self.resting => "DUNNO",
            ("RCPT", count) if count % 9 == 2 => "450 4.2.0 Try again later",
            ("RCPT", count) if count % 11 == 4 => "421 4.3.2 Closing",
            ("RCPT", count) if count % 13 == 6 => "550 5.1.1 No such user",
            ("RCPT", 22 | 48) => "DUNNO (stall)",
            ("END-OF-MESSAGE", count) if count % 10 == 3 => "451 4.3.0 Try again later",
            ("END-OF-MESSAGE", count) if count % 12 == 5 => "421 4.3.2 Closing",
            // The letter is whole by then: who gives up here and sends again has doubled it.
            ("END-OF-MESSAGE", 8 | 30) => "DUNNO (stall)",
            _ => "DUNNO",
        };
        *self.answers.entry(format!("{state} {action}")).or_default() += 1;
        action.to_owned()
    }
}
