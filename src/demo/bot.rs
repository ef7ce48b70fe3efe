//! The bot of the demo: the very one `run` starts, in a task of its own.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::{DemoError, ReadRules};
use crate::app::{App, StartError};
use crate::clock::Clock;
use crate::conversation::Conversation;
use crate::dialog::Sink;
use crate::rules::Rules;
use crate::settings::Settings;
use crate::store::{Lane, OpenError, Store};

/// A store may still be in somebody's hands for a moment after its bot has ended.
const TRIES: u32 = 40;
const PAUSE: Duration = Duration::from_millis(50);

/// The places a demo has stand-ins for.
const STAND_INS: [Sink; 3] = [Sink::Telegram, Sink::Bitrix24, Sink::Email];

/// A bot that runs.
pub(super) struct Bot {
    /// What it knows.
    pub store: Store,
    conversation: Arc<Conversation>,
    stop: oneshot::Sender<()>,
    task: JoinHandle<Result<(), StartError>>,
}

impl Bot {
    /// Starts a bot. Its leads go wherever there are stand-ins, and nowhere else: a demo must not
    /// write to real places.
    pub async fn start(
        settings: &Settings,
        read_rules: &ReadRules,
        clock: &Clock,
    ) -> Result<Bot, DemoError> {
        let mut tries = 0;
        let app = loop {
            let rules = read_rules().map_err(DemoError::Rules)?;
            match App::open_with(settings.clone(), rules, to_the_stand_ins, clock.clone()) {
                Err(StartError::Data(OpenError::Locked { .. })) if tries < TRIES => {
                    tries += 1;
                    tokio::time::sleep(PAUSE).await;
                }
                opened => break opened?,
            }
        };
        let (store, conversation) = (app.store().clone(), Arc::clone(app.conversation()));
        let (stop, stopped) = oneshot::channel();
        let task = tokio::spawn(app.run(async {
            // A sender that is gone means the same.
            let _ = stopped.await;
        }));
        Ok(Bot { store, conversation, stop, task })
    }

    /// What it goes by now.
    pub fn rules(&self) -> Arc<Rules> {
        self.conversation.rules()
    }

    /// What waits for that place is tried now.
    pub fn hurry(&self, sink: Sink) {
        self.conversation.lanes().hurry(&Lane::Sink(sink));
    }

    /// Ends it as SIGTERM would.
    pub async fn end(self) -> Result<(), DemoError> {
        // It may have ended by itself; its task says why.
        let _ = self.stop.send(());
        match self.task.await {
            Ok(ended) => Ok(ended?),
            Err(error) => Err(StartError::Other(error.to_string()).into()),
        }
    }
}

fn to_the_stand_ins(mut rules: Rules) -> Rules {
    let stand_ins = |sinks: &mut Vec<Sink>| *sinks = STAND_INS.to_vec();
    stand_ins(&mut rules.lead.send_to);
    // There is one group in the play.
    rules.route.clear();
    for rule in &mut rules.rules {
        rule.actions.send_to.iter_mut().for_each(stand_ins);
    }
    rules
}
