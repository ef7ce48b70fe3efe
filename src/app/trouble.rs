//! What lanes and intake cannot settle alone: customers who left, refusals, a group that moved.

use std::sync::Arc;

use tokio::sync::mpsc::UnboundedReceiver;

use crate::delivery::alert::Alerts;
use crate::delivery::lanes::{Missing, Trouble};
use crate::dialog::{Event, Incoming, Sink, Speaker};
use crate::store::{Cause, DeadThing, Lane, Payload, Row, StoreError};
use crate::telegram::managers::Managers;
use crate::texts::{text, text_with};

/// Deals with troubles as they come, until nobody can report any; first with those
/// an earlier process may not have come to.
pub async fn attend(managers: Arc<Managers>, mut troubles: UnboundedReceiver<Trouble>) {
    if let Err(error) = show_given_up(&managers).await {
        tracing::error!(%error, "leads that were given up cannot be looked through");
    }
    while let Some(trouble) = troubles.recv().await {
        let settled = match trouble {
            Trouble::Gone(row) => gone(&managers, &row).await,
            Trouble::Refused(row, reason) => refused(&managers, &row, &reason).await,
            Trouble::Notice(words) => managers.tell(None, &words).await,
            Trouble::Migrated(group) => moved(&managers, group).await,
            Trouble::Missing(missing) => show(&managers, missing).await,
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
    if let Err(error) = managers.tell(None, &words).await {
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
        managers.tell(Some(&row.chat), &words).await?;
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
    managers.tell(Some(&row.chat), &words).await
}

/// A lead is nowhere where people look: the group gets its card, once.
async fn show(managers: &Managers, missing: Missing) -> Result<(), StoreError> {
    let Missing { lead, note } = missing;
    // Its person may have been erased in the meantime.
    let Some(known) = managers.conversation.store().lead(lead)? else { return Ok(()) };
    if known.send_to.contains(&Sink::Telegram) {
        return Ok(());
    }
    let incoming = Incoming {
        chat: known.chat,
        at: managers.clock.now(),
        client: None,
        event: Event::Missing { lead, note },
    };
    managers.conversation.hear(Cause::Internal, &incoming).await.map(drop)
}

/// New leads among the dead letters that the group has not seen.
async fn show_given_up(managers: &Managers) -> Result<(), StoreError> {
    let store = managers.conversation.store().clone();
    let letters = tokio::task::spawn_blocking(move || store.dead()).await;
    for letter in letters.map_err(|error| StoreError::Disk(error.to_string()))?? {
        let DeadThing::Delivery(row) = &letter.what else { continue };
        if let (Payload::LeadCreated { lead }, Lane::Sink(sink)) = (&row.payload, &row.lane) {
            let rules = managers.conversation.rules();
            let alerts = Alerts { rules: &rules, sink: *sink, now: managers.clock.now() };
            let note = alerts.missing(&letter.reason);
            show(managers, Missing { lead: *lead, note }).await?;
        }
    }
    Ok(())
}

async fn moved(managers: &Managers, group: i64) -> Result<(), StoreError> {
    tracing::info!("the managers' group has become a supergroup; the bot follows");
    managers.group.set(group).await?;
    managers.conversation.lanes().wake(&Lane::Group);
    Ok(())
}
