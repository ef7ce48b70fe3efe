//! `leadlatch demo`: the bot, a stand-in for Telegram, and a page to play on.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;

use super::run::{read_rules, told_to_end, write_log};
use super::{FINE, language};
use crate::demo::{self, DemoError, Options};
use crate::texts::{Language, text_with};

/// `leadlatch demo`
#[derive(Args)]
pub struct Demo {
    /// The port of the page; 8080 or a free one without it.
    #[arg(long)]
    port: Option<u16>,
    /// The bot's data folder, emptied at the start.
    #[arg(long, default_value = "./demo-data")]
    data: PathBuf,
    /// Keep nothing: a temporary data folder, removed at the end.
    #[arg(long, conflicts_with = "data")]
    fresh: bool,
    /// The rules file; RULES_FILE or ./rules.toml without it.
    #[arg(long)]
    rules: Option<PathBuf>,
}

impl Demo {
    /// Runs the demo until it is told to end.
    pub fn run(self) -> Result<u8, String> {
        write_log("leadlatch=error");
        let language = language();
        let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
        let played = runtime.block_on(play(self.options(language)));
        runtime.shutdown_background();
        played.map_err(|error| error.in_words(language))?;
        Ok(FINE)
    }

    fn options(self, language: Language) -> Options {
        let set = std::env::var_os("RULES_FILE").filter(|file| !file.is_empty());
        let rules_file =
            self.rules.unwrap_or_else(|| set.unwrap_or_else(|| "./rules.toml".into()).into());
        let file = rules_file.clone();
        let read_rules = Arc::new(move || read_rules(&file, language));
        let data = (!self.fresh).then_some(self.data);
        Options { port: self.port, data, rules_file, read_rules }
    }
}

async fn play(options: Options) -> Result<(), DemoError> {
    let end = told_to_end();
    let demo = demo::Demo::start(options).await?;
    let places = [("url", demo.url().into())];
    println!("{}", text_with(demo.language().await, "demo-started", &places));
    end.await;
    demo.stop().await
}
