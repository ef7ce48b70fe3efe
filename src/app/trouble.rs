//! What lanes and intake cannot settle alone: customers who left, refusals, a group that moved.

use std::sync::Arc;

use tokio::sync::mpsc::UnboundedReceiver;

use crate::delivery::lanes::Trouble;
use crate::dialog::{Event, Incoming, Speaker};
use crate::store::{Cause, Lane, Row, StoreError};
use crate::telegram::managers::Managers;
use crate::texts::{text, text_with};

/// Deals with troubles as they come, until nobody can report any.
pub(super) async fn attend(managers: Arc<Managers>, mut troubles: UnboundedReceiver<Trouble>) {
    while let Some(trouble) = troubles.recv().await {
        let settled = match trouble {
            Trouble::Gone(row) => gone(&managers, &row).await,
            Trouble::Refused(row, reason) => refused(&managers, &row, &reason).await,
            Trouble::Migrated(group) => moved(&managers, group).await,
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
    if matches!(row.lane, Lane::Group) {
        return Ok(());
    }
    let places = [("reason", reason.into())];
    let words = text_with(managers.language(), "desk-refused", &places);
    managers.tell(Some(&row.chat), &words).await
}

async fn moved(managers: &Managers, group: i64) -> Result<(), StoreError> {
    tracing::info!("the managers' group has become a supergroup; the bot follows");
    managers.group.set(group).await?;
    managers.conversation.lanes().wake(&Lane::Group);
    Ok(())
}
