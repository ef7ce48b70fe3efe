//! Telegram: the token, who gets the updates, and what the bot may do in the managers' groups.

use std::sync::Arc;

use futures::future::join_all;

use super::finding::Say;
use super::{Finding, PATIENCE, Subject};
use crate::rules::Rules;
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
    let asks = Asks { api: &api, bot: &bot, say };
    let main = async {
        match subject.group {
            Some(number) => asks.group(Whose::Main, number).await,
            None => vec![unlinked(&bot, say)],
        }
    };
    let numbers = subject.rules.iter().flat_map(Rules::groups);
    let others = numbers.filter(|number| Some(*number) != subject.group);
    let others = join_all(others.map(|number| asks.group(Whose::Routed, number)));
    let (pushed, main, others) = futures::join!(inspect::pushed(&api, PATIENCE), main, others);
    findings.extend(pushed.ok().and_then(|pushed| of_push(&subject, &pushed)));
    findings.extend(main);
    findings.extend(others.into_iter().flatten());
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

/// Where the number of a group stands.
#[derive(Clone, Copy)]
enum Whose {
    /// In the settings, or `/link` has told it.
    Main,
    /// In `[route]`.
    Routed,
}

#[derive(Clone, Copy)]
struct Asks<'a> {
    api: &'a Api,
    bot: &'a Bot,
    say: Say,
}

impl Asks<'_> {
    async fn group(self, whose: Whose, number: i64) -> Vec<Finding> {
        let Self { api, bot, say } = self;
        let (moved, hidden, no_group) = match whose {
            Whose::Main => ("doctor-group-moved", "doctor-group-hidden", "doctor-group-no-group"),
            Whose::Routed => ("doctor-route-moved", "doctor-route-hidden", "doctor-route-no-group"),
        };
        let bots_name = ("bot", bot.username.as_str().into());
        let places = [("number", number.to_string().into()), bots_name];
        match inspect::group(api, bot.id, number, PATIENCE).await {
            Ok((room, standing)) if matches!(&*room.kind, "group" | "supergroup") => {
                of_group(bot, &room, standing, say)
            }
            Ok(_) => vec![say.bad(no_group, &places)],
            Err(CallError::Refused(refusal)) => match refusal.moved_to {
                Some(to) => {
                    let new = ("number", to.to_string().into());
                    vec![say.warning(moved, &[("old", number.to_string().into()), new])]
                }
                None => vec![say.bad(hidden, &places)],
            },
            Err(_) => vec![say.bad("doctor-telegram-silent", &[])],
        }
    }
}

fn of_group(bot: &Bot, room: &Room, standing: Standing, say: Say) -> Vec<Finding> {
    let places = [("title", room.title.as_str().into()), ("bot", bot.username.as_str().into())];
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
