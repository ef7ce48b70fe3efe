//! What lanes and intake cannot settle alone: customers who left, refusals, a group that moved.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc::UnboundedReceiver;

use crate::delivery::lanes::Trouble;
use crate::delivery::telegram::shares_its_message;
use crate::dialog::{Event, Group, Incoming, LeadId, Sink, Speaker};
use crate::store::{Cause, Lane, Row, StoreError};
use crate::telegram::managers::Managers;
use crate::texts::{text, text_with};

/// Cards are brought up to date one after the other, and only while nothing else waits for
/// the group: after a long outage they are many, and all that is new matters more.
const PAUSE: Duration = Duration::from_secs(6);

/// Leads that have arrived while their cards may still say that they have not.
type Arrived = BTreeSet<(LeadId, Sink)>;

/// Deals with troubles as they come, until nobody can report any; first with those
/// an earlier process may not have come to.
pub async fn attend(managers: Arc<Managers>, mut troubles: UnboundedReceiver<Trouble>) {
    let mut arrived = left_behind(&managers).await.unwrap_or_else(|error| {
        tracing::error!(%error, "leads that are missing somewhere cannot be looked through");
        Arrived::new()
    });
    loop {
        let settled = tokio::select! {
            trouble = troubles.recv() => match trouble {
                None => return,
                Some(Trouble::Gone(row)) => gone(&managers, &row).await,
                Some(Trouble::Refused(row, reason)) => refused(&managers, &row, &reason).await,
                Some(Trouble::Notice(words)) => managers.tell(Group::Main, None, &words).await,
                Some(Trouble::Migrated { group, to }) => moved(&managers, group, to).await,
                Some(Trouble::Missing(lead)) => show(&managers, lead).await,
                Some(Trouble::Arrived(lead, sink)) => {
                    arrived.insert((lead, sink));
                    Ok(())
                }
            },
            () = tokio::time::sleep(PAUSE), if !arrived.is_empty() => {
                bring_up_to_date(&managers, &mut arrived).await
            }
        };
        if let Err(error) = settled {
            tracing::error!(%error, "a trouble could not be told");
        }
    }
}

/// Another program polls with the same token.
pub(super) async fn second_instance(managers: &Managers) {
    tracing::error!("another program takes the updates with the same token");
    let words = text(managers.language(), "desk-conflict");
    if let Err(error) = managers.tell(Group::Main, None, &words).await {
        tracing::error!(%error, "the managers could not be told");
    }
}

/// The customer is gone: what the bot still has to say to him is dropped with the epoch.
async fn gone(managers: &Managers, row: &Row) -> Result<(), StoreError> {
    let incoming = Incoming {
        chat: row.chat.clone(),
        at: managers.clock.now(),
        client: None,
        event: Event::Blocked,
    };
    managers.conversation.hear(Cause::Internal, &incoming).await?;
    if row.by == Speaker::Manager {
        let words = text(managers.language(), "desk-client-gone");
        managers.tell_about(&row.chat, &words).await?;
    }
    Ok(())
}

async fn refused(managers: &Managers, row: &Row, reason: &str) -> Result<(), StoreError> {
    tracing::error!(lane = %row.lane, row = row.id, "refused for good; see the dead letters");
    if !matches!(row.lane, Lane::Client(_)) {
        return Ok(());
    }
    let places = [("reason", reason.into())];
    let words = text_with(managers.language(), "desk-refused", &places);
    managers.tell_about(&row.chat, &words).await
}

/// The group gets the card of a lead as it stands.
async fn show(managers: &Managers, lead: LeadId) -> Result<(), StoreError> {
    // Its person may have been erased in the meantime.
    let Some(known) = managers.conversation.store().lead(lead)? else { return Ok(()) };
    let incoming = Incoming {
        chat: known.chat,
        at: managers.clock.now(),
        client: None,
        event: Event::Shown { lead },
    };
    managers.conversation.hear(Cause::Internal, &incoming).await.map(drop)
}

/// What an earlier process has left: leads to be shown at once, and cards to be brought up to date.
async fn left_behind(managers: &Managers) -> Result<Arrived, StoreError> {
    let store = managers.conversation.store();
    let mut arrived = Arrived::new();
    for missing in store.all_missing()? {
        let known = store.lead(missing.lead)?;
        if missing.arrived {
            arrived.insert((missing.lead, missing.sink));
        } else if known.is_some_and(|known| !known.send_to.contains(&Sink::Telegram)) {
            show(managers, missing.lead).await?;
        }
    }
    Ok(arrived)
}

/// One card says no more that its lead is not where it is.
async fn bring_up_to_date(managers: &Managers, arrived: &mut Arrived) -> Result<(), StoreError> {
    let Some((lead, sink)) = next(managers, arrived)? else { return Ok(()) };
    arrived.remove(&(lead, sink));
    let store = managers.conversation.store();
    let card = store.delivery(lead, Sink::Telegram)?;
    // Such a message cannot be rewritten, and a card of its own would be one message more.
    if card.is_some_and(|card| !shares_its_message(&card)) {
        show(managers, lead).await?;
    }
    store.miss_no_more(lead, sink).await
}

/// The first of them whose group has nothing else to read.
fn next(managers: &Managers, arrived: &Arrived) -> Result<Option<(LeadId, Sink)>, StoreError> {
    let (store, now) = (managers.conversation.store(), managers.clock.now());
    let mut busy = BTreeSet::new();
    for (lead, sink) in arrived {
        let group = store.lead(*lead)?.map(|lead| lead.group).unwrap_or_default();
        if busy.contains(&group) {
            continue;
        }
        if store.rows_of(&group.into(), 100)?.iter().all(|row| row.is_for_later(now)) {
            return Ok(Some((*lead, *sink)));
        }
        busy.insert(group);
    }
    Ok(None)
}

async fn moved(managers: &Managers, group: Group, to: i64) -> Result<(), StoreError> {
    match managers.groups.chat_of(group) {
        Some(from) => managers.moved(from, to).await,
        None => Ok(()),
    }
}
