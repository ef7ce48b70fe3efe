//! Telegram: the token, who gets the updates, and what the bot may do in the managers' group.

use std::sync::Arc;

use super::finding::Say;
use super::{Finding, PATIENCE, Subject};
use crate::telegram::api::{Api, CallError};
use crate::telegram::inspect::{self, Bot, Pushed, Room, Standing};

/// What there is to say of Telegram. Nobody is written to.
pub async fn findings(subject: Arc<Subject>) -> Vec<Finding> {
    let say = subject.say;
    if !subject.has_token {
        return vec![say.bad("doctor-telegram-no-token", &[])];
    }
    let Ok(api) = Api::new(&subject.settings) else {
        return vec![say.bad("doctor-telegram-silent", &[])];
    };
    let bot = match inspect::bot(&api, PATIENCE).await {
        Ok(bot) => bot,
        Err(error) => return vec![unknown(&error, say)],
    };
    let name = [("bot", bot.username.as_str().into())];
    let mut findings = vec![say.good("doctor-telegram-token", &name)];
    let group = async {
        match subject.group {
            Some(number) => group(&api, &bot, number, say).await,
            None => vec![unlinked(&bot, say)],
        }
    };
    let (pushed, of_group) = futures::join!(inspect::pushed(&api, PATIENCE), group);
    findings.extend(pushed.ok().and_then(|pushed| of_push(&subject, &pushed)));
    findings.extend(of_group);
    findings
}

/// Whether updates come the way the settings say.
fn of_push(subject: &Subject, pushed: &Pushed) -> Option<Finding> {
    let (say, url) = (subject.say, pushed.url.as_str());
    let ours = subject.settings.webhook.as_ref().map(|webhook| webhook.url.expose().as_str());
    match (&pushed.last_error_message, ours) {
        (_, None) if url.is_empty() => None,
        (_, None) => Some(say.warning("doctor-telegram-pushed", &[])),
        (Some(reason), Some(ours)) if ours == url && pushed.pending_update_count > 0 => {
            Some(say.bad("doctor-push-fails", &[("reason", reason.as_str().into())]))
        }
        (_, Some(ours)) if ours == url => Some(say.good("doctor-push", &[])),
        (_, Some(_)) if url.is_empty() => Some(say.good("doctor-push-later", &[])),
        (_, Some(_)) => Some(say.warning("doctor-push-elsewhere", &[])),
    }
}

fn unknown(error: &CallError, say: Say) -> Finding {
    match error {
        CallError::Refused(refusal) if matches!(refusal.code, 401 | 404) => {
            say.bad("doctor-telegram-refused", &[])
        }
        CallError::Refused(refusal) => {
            say.bad("doctor-telegram-failed", &[("code", refusal.code.to_string().into())])
        }
        CallError::Unreachable(_) | CallError::NoAnswer(_) => {
            say.bad("doctor-telegram-silent", &[])
        }
    }
}

fn unlinked(bot: &Bot, say: Say) -> Finding {
    let key = if bot.can_join_groups { "doctor-group-none" } else { "doctor-group-closed-to-bots" };
    say.bad(key, &[("bot", bot.username.as_str().into())])
}

async fn group(api: &Api, bot: &Bot, number: i64, say: Say) -> Vec<Finding> {
    match inspect::group(api, bot.id, number, PATIENCE).await {
        Ok((room, standing)) => of_group(bot, &room, standing, say),
        Err(CallError::Refused(refusal)) => match refusal.moved_to {
            Some(moved) => {
                vec![say.warning("doctor-group-moved", &[("number", moved.to_string().into())])]
            }
            None => {
                let name = bot.username.as_str().into();
                let places = [("number", number.to_string().into()), ("bot", name)];
                vec![say.bad("doctor-group-hidden", &places)]
            }
        },
        Err(_) => vec![say.bad("doctor-telegram-silent", &[])],
    }
}

fn of_group(bot: &Bot, room: &Room, standing: Standing, say: Say) -> Vec<Finding> {
    let places = [("title", room.title.as_str().into()), ("bot", bot.username.as_str().into())];
    if !matches!(&*room.kind, "group" | "supergroup") {
        return vec![say.bad("doctor-group-no-group", &places)];
    }
    if !standing.is_member {
        return vec![say.bad("doctor-group-left", &places)];
    }
    if !standing.may_write {
        return vec![say.bad("doctor-group-mute", &places)];
    }
    let mut findings = vec![say.good("doctor-group-fine", &places)];
    let hears = bot.hears_all || standing.is_administrator;
    findings.push(match (room.is_forum, hears) {
        (true, false) => say.warning("doctor-group-deaf", &places),
        (false, false) => say.good("doctor-group-private", &places),
        (_, true) => say.good("doctor-group-hears", &places),
    });
    if room.is_forum && !standing.may_make_topics {
        findings.push(say.warning("doctor-group-no-topics", &places));
    } else if room.is_forum {
        findings.push(say.good("doctor-group-topics", &places));
    }
    findings
}
