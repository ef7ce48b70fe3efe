//! What teloxide's dispatcher is told of who the bot is.
//!
//! The dispatcher asks getMe itself, through a `Bot` of its own, and does not
//! start when the answer lacks any field of the newest Bot API. So it asks here,
//! on this machine, and hears what Telegram has answered, completed.

use axum::{Json, Router};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::AbortHandle;

/// A tiny server that only says who the bot is; it ends when dropped.
pub struct Introduction {
    bot: teloxide::Bot,
    server: AbortHandle,
}

impl Introduction {
    /// Begins to answer with `me`.
    ///
    /// # Errors
    /// When this machine has no free port for its own use.
    pub async fn of(me: Value) -> std::io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let url = format!("http://{}", listener.local_addr()?);
        let answer = Json(json!({ "ok": true, "result": me }));
        let pages = Router::new().fallback(async move || answer);
        let server = tokio::spawn(async { axum::serve(listener, pages).await }).abort_handle();
        let url = url.parse().map_err(std::io::Error::other)?;
        // No proxy of the environment may stand between this machine and itself.
        let client = reqwest::Client::builder().no_proxy().build();
        let client = client.map_err(std::io::Error::other)?;
        // The token stays out of it: any word will do.
        let bot = teloxide::Bot::with_client("introduction", client).set_api_url(url);
        Ok(Self { bot, server })
    }

    /// The bot for the dispatcher; every other call goes through [`super::api::Api`].
    pub fn bot(&self) -> teloxide::Bot {
        self.bot.clone()
    }
}

impl Drop for Introduction {
    fn drop(&mut self) {
        self.server.abort();
    }
}
