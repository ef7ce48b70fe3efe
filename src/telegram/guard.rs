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
use crate::store::{OwnTrouble, Store, StoreError};

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
            let (trouble, reason) =
                match AssertUnwindSafe(tree.dispatch(deps.clone())).catch_unwind().await {
                    Ok(ControlFlow::Break(Ok(()))) => return,
                    Ok(ControlFlow::Continue(_)) => {
                        return self.give_up(id, OwnTrouble::UpdateUnhandled).await;
                    }
                    Ok(ControlFlow::Break(Err(error @ StoreError::Disk(_)))) => {
                        tracing::error!(update = id, %error, "the disk refuses; trying on");
                        tokio::time::sleep(DISK_PAUSE).await;
                        continue;
                    }
                    Ok(ControlFlow::Break(Err(error))) => {
                        (OwnTrouble::UpdateMeetsDamage, error.to_string())
                    }
                    // What a panic says may quote the customer.
                    Err(_) => (OwnTrouble::UpdatePanicked, "a handler panicked".to_owned()),
                };
            tries += 1;
            tracing::error!(update = id, tries, %reason, "an update could not be handled");
            if tries == TRIES {
                return self.give_up(id, trouble).await;
            }
            tokio::time::sleep(PAUSE * tries).await;
        }
    }

    async fn give_up(&self, id: u32, trouble: OwnTrouble) {
        while let Err(error) = self.store.bury_update(id, trouble, self.clock.now()).await {
            tracing::error!(update = id, %error, "the dead letters cannot be written; trying on");
            tokio::time::sleep(DISK_PAUSE).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;
    use crate::store::RawUpdate;

    const TEXT: &str = r#"{"update_id":7,"message":{"message_id":1,"date":1,"text":"a",
        "chat":{"id":5,"type":"private","first_name":"A"}}}"#;

    /// A handler that panics on the first so many tries; how often it was tried, what is left.
    async fn handled_after(panics: u32) -> (u32, usize, usize) {
        let folder = tempfile::TempDir::new().unwrap();
        let store = Store::open(folder.path()).unwrap();
        let now = chrono::Utc::now();
        store.accept(vec![RawUpdate { id: 7, text: TEXT.to_owned() }], now).await.unwrap();
        let tries = Arc::new(AtomicU32::new(0));
        let (counted, handled) = (Arc::clone(&tries), store.clone());
        let tree: Tree = dptree::entry().endpoint(move |update: Update| {
            let (counted, handled) = (Arc::clone(&counted), handled.clone());
            async move {
                assert!(counted.fetch_add(1, Ordering::SeqCst) >= panics, "a handler's mistake");
                handled.drop_update(update.id.0).await
            }
        });
        let progress = Arc::new(Progress::default());
        let guard = Guard { store: store.clone(), progress, clock: Clock::default() };
        let update: Update = serde_json::from_str(TEXT).unwrap();
        let outcome = durable(tree, guard).dispatch(dptree::deps![update]).await;
        assert!(matches!(outcome, ControlFlow::Break(Ok(()))));
        let waiting = store.waiting(None, 9).unwrap().len();
        (tries.load(Ordering::SeqCst), waiting, store.dead().unwrap().len())
    }

    #[tokio::test]
    async fn a_handler_that_panics_is_tried_again_in_place() {
        assert_eq!(handled_after(2).await, (3, 0, 0));
    }

    #[tokio::test]
    async fn what_always_panics_goes_to_the_dead_letters() {
        assert_eq!(handled_after(u32::MAX).await, (3, 0, 1));
    }
}
