//! The bot as a process of its own, and what the system tells of it.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use leadlatch::app::{Answer, Question, ask};
use leadlatch::demo::telegram::Telegram;

/// A running bot; killed with -9 when it is dropped.
pub struct Process(Child);

impl Process {
    /// Starts the bot in a folder with its rules. `LEADLATCH` names another build of it.
    pub fn start(telegram: &Telegram, folder: &Path, group: i64, rules: &str) -> Self {
        fs::write(folder.join("rules.toml"), rules).expect("the folder can be written");
        let binary = std::env::var("LEADLATCH");
        let binary = binary.unwrap_or_else(|_| env!("CARGO_BIN_EXE_leadlatch").to_owned());
        let log = File::create(folder.join("log")).expect("the folder can be written");
        let child = Command::new(binary)
            .arg("run")
            .current_dir(folder)
            .env("TELEGRAM_BOT_TOKEN", telegram.token())
            .env("TELEGRAM_API_URL", telegram.url())
            .env("MANAGERS_CHAT_ID", group.to_string())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn();
        Self(child.expect("the binary starts"))
    }

    /// Memory in MB: the process's own, and with the files it has mapped (proc(5)).
    pub fn memory(&self) -> (f64, f64) {
        let status = fs::read_to_string(format!("/proc/{}/status", self.0.id()));
        let status = status.unwrap_or_default();
        let field = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name));
            let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
            kilobytes.map_or(f64::NAN, |kilobytes: f64| kilobytes / 1024.0)
        };
        (field("RssAnon:"), field("VmRSS:"))
    }

    /// Processor time it has used, in seconds (proc(5), utime and stime in ticks of 10 ms).
    pub fn worked(&self) -> f64 {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.0.id())).unwrap_or_default();
        let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
        let ticks = fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok());
        ticks.sum::<f64>() / 100.0
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// How many leads the bot in that folder has made.
pub async fn leads(folder: &Path) -> usize {
    match ask(&folder.join("data"), &Question::Health).await {
        Ok(Answer::Health(health)) => health.leads,
        other => panic!("{other:?} is not about its health"),
    }
}

/// What the data in a folder takes on the disk, in MB.
pub fn size(folder: &Path) -> f64 {
    let entries = fs::read_dir(folder.join("data")).expect("the bot has made it");
    let bytes = entries.map(|entry| {
        use std::os::unix::fs::MetadataExt;
        entry.and_then(|entry| entry.metadata()).map_or(0, |file| file.blocks() * 512)
    });
    bytes.sum::<u64>() as f64 / 1e6
}
