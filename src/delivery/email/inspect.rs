//! Looking at the mail server without sending anything: for `leadlatch doctor`.

use super::obstacle::Obstacle;
use super::post::Post;
use super::session::Session;

impl Post {
    /// Connects, encrypts, logs in and says goodbye; nothing is sent.
    ///
    /// # Errors
    /// What a letter would meet there. [`Obstacle::in_words`] says what to do.
    pub async fn check(&self) -> Result<(), Obstacle> {
        let session = Session::open(&self.server, &self.hello, self.patience).await?;
        session.close().await;
        Ok(())
    }
}
