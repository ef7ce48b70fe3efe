//! What `doctor` asks of the receiver: is it there, and does it take a signed event?

use chrono::{DateTime, Utc};

use super::post::{Lost, Post};
use super::{Event, answer};
use crate::delivery::Failure;
use crate::settings::LeadWebhook;
use crate::texts::Language;

/// Whether the server can be reached and is who it says. Nothing reaches the receiver.
///
/// # Errors
/// What is in the way, as a lead would meet it.
pub async fn reach(settings: &LeadWebhook, language: Language) -> Result<(), Failure> {
    post(settings)?.knock().await.or_else(|lost| match lost {
        // It is there: what it makes of such a request is its own affair.
        Lost::NoAnswer => Ok(()),
        _ => answer::outcome(Err(lost), false, |_| false, language).map(drop),
    })
}

/// Sends a signed event that speaks of no lead.
///
/// # Errors
/// What came of it, as a lead would meet it.
pub async fn ping(
    settings: &LeadWebhook,
    now: DateTime<Utc>,
    language: Language,
) -> Result<(), Failure> {
    let post = post(settings)?;
    let answered = post.send(&Event::ping(now), now).await;
    answer::outcome(answered, false, |said| post.is_quoted_in(said), language).map(drop)
}

fn post(settings: &LeadWebhook) -> Result<Post, Failure> {
    Post::new(settings).map_err(|_| Failure::NotSent { retry_after: None })
}
