//! Nothing a handler does ends the bot: panics are caught, failures are tried
//! again in place, and what cannot be handled goes to the dead letters.

use std::ops::ControlFlow;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures::FutureExt;
use teloxide::dispatching::UpdateHandler;
use teloxide::dptree::{self, di::DependencyMap};
use teloxide::types::Update;

use super::intake::chat_of;
use super::progress::Progress;
use crate::clock::Clock;
use crate::store::{Store, StoreError};

/// How often an update is tried before it is given up.
const TRIES: u32 = 3;
/// The pause after the first failure; it grows with every further one.
const PAUSE: Duration = Duration::from_millis(50);
/// The pause while the disk refuses: nothing can be given up either then.
const DISK_PAUSE: Duration = Duration::from_secs(2);

/// The tree of handlers: each leaves the inbox without its update, or fails.
pub type Tree = UpdateHandler<StoreError>;

/// What the guard needs to know and to reach.
#[derive(Clone)]
pub struct Guard {
    /// Where dead letters go.
    pub store: Store,
    /// Told of every update that is dealt with.
    pub progress: Arc<Progress>,
    /// Dates the dead letters.
    pub clock: Clock,
}

/// `tree` as it may be given to the dispatcher: it never fails and never panics.
pub fn durable(tree: Tree, guard: Guard) -> Tree {
    let (description, signature) = (tree.description().clone(), tree.sig().clone());
    let handler = move |deps: DependencyMap, _next| {
        let (tree, guard) = (tree.clone(), guard.clone());
        async move {
            let update: Arc<Update> = deps.get();
            guard.handle(&tree, &deps, update.id.0).await;
            guard.progress.handled(chat_of(&update));
            ControlFlow::Break(Ok(()))
        }
    };
    dptree::from_fn_with_description(description, handler, signature)
}

impl Guard {
    async fn handle(&self, tree: &Tree, deps: &DependencyMap, id: u32) {
        let mut tries = 0;
        loop {
            let reason = match AssertUnwindSafe(tree.dispatch(deps.clone())).catch_unwind().await {
                Ok(ControlFlow::Break(Ok(()))) => return,
                Ok(ControlFlow::Continue(_)) => return self.give_up(id, "nobody handles it").await,
                Ok(ControlFlow::Break(Err(error @ StoreError::Disk(_)))) => {
                    tracing::error!(update = id, %error, "the disk refuses; trying on");
                    tokio::time::sleep(DISK_PAUSE).await;
                    continue;
                }
                Ok(ControlFlow::Break(Err(error))) => error.to_string(),
                // What a panic says may quote the customer.
                Err(_) => "a handler panicked".to_owned(),
            };
            tries += 1;
            tracing::error!(update = id, tries, %reason, "an update could not be handled");
            if tries == TRIES {
                return self.give_up(id, &reason).await;
            }
            tokio::time::sleep(PAUSE * tries).await;
        }
    }

    async fn give_up(&self, id: u32, reason: &str) {
        while let Err(error) = self.store.bury_update(id, reason, self.clock.now()).await {
            tracing::error!(update = id, %error, "the dead letters cannot be written; trying on");
            tokio::time::sleep(DISK_PAUSE).await;
        }
    }
}
