//! The mail: do the addresses make sense, does the server let the bot in?

use std::sync::Arc;

use super::{Finding, PATIENCE, Subject};
use crate::delivery::email::Post;

/// What there is to say of the mail. No letter is sent.
pub async fn findings(subject: Arc<Subject>) -> Vec<Finding> {
    let (say, Some(settings)) = (subject.say, &subject.settings.email) else { return Vec::new() };
    let post = match Post::of(settings) {
        Ok(post) => post,
        Err(error) => {
            let remedy = say.bad("doctor-setting", &[("setting", error.setting().into())]).remedy;
            return vec![Finding::bad(error.in_words(say.0), remedy.unwrap_or_default())];
        }
    };
    let finding = match tokio::time::timeout(PATIENCE, post.check()).await {
        Ok(Ok(())) => say.good("doctor-email-open", &[]),
        Ok(Err(obstacle)) => {
            Finding::bad(say.text("doctor-email-closed"), obstacle.in_words(say.0))
        }
        Err(_) => say.bad("doctor-email-silent", &[]),
    };
    vec![finding]
}
