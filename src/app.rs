//! `run`: opens, wires, watches, shuts down.

mod control;
mod daily;
mod destinations;
mod reload;
mod start;
mod trouble;

pub use control::{
    Answer, ControlError, Done, Errand, Health, Letter, LetterPlace, Question, ask, is_running,
};
pub use reload::Adapt;
pub use start::{StartError, missing_sinks};
pub use trouble::attend;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use arc_swap::ArcSwap;
use teloxide::dispatching::Dispatcher;
use teloxide::dptree;
use teloxide::error_handlers::IgnoringErrorHandler;
use tokio::sync::mpsc;
use tokio::task::JoinSet;

use crate::clock::Clock;
use crate::conversation::{Conversation, CurrentRules};
use crate::delivery::Lanes;
use crate::delivery::lanes::Trouble;
use crate::rules::Rules;
use crate::settings::{Settings, Webhook};
use crate::store::Store;
use crate::telegram::api::Api;
use crate::telegram::groups::Groups;
use crate::telegram::guard::{Guard, durable};
use crate::telegram::intake::{Intake, Source, chat_of};
use crate::telegram::introduction::Introduction;
use crate::telegram::link::LinkCode;
use crate::telegram::managers::Managers;
use crate::telegram::membership::Membership;
use crate::telegram::polling::Poll;
use crate::telegram::presses::Presses;
use crate::telegram::progress::Progress;
use crate::telegram::push::{self, Push};
use crate::telegram::timers::Timers;
use crate::telegram::tree::tree;
use daily::Daily;
use destinations::Parts;
use reload::Reload;

/// A chat's queue in the dispatcher; a full one would stop all chats.
const QUEUE: usize = 1024;
/// How long handlers and sends under way may take at the end: a supervisor kills after ten.
const LAST_SECONDS: Duration = Duration::from_secs(2);

/// A bot ready to run: everything open and wired, nothing asked of Telegram yet.
pub struct App {
    data: PathBuf,
    webhook: Option<Webhook>,
    reload: Reload,
    clock: Clock,
    api: Api,
    store: Store,
    conversation: Arc<Conversation>,
    groups: Arc<Groups>,
    managers: Arc<Managers>,
    progress: Arc<Progress>,
    lanes: Lanes,
    troubles: mpsc::UnboundedReceiver<Trouble>,
}

impl App {
    /// Opens the store and wires everything.
    ///
    /// # Errors
    /// When the data folder cannot be used, or a destination of the rules is not set up.
    pub fn open(settings: Settings, rules: Rules, clock: Clock) -> Result<Self, StartError> {
        Self::open_with(settings, rules, std::convert::identity, clock)
    }

    /// The same with rules that become what `adapt` makes of them, also after an edit of the file.
    ///
    /// # Errors
    /// When the data folder cannot be used, or a destination of the rules is not set up.
    pub fn open_with(
        settings: Settings,
        rules: Rules,
        adapt: Adapt,
        clock: Clock,
    ) -> Result<Self, StartError> {
        let rules = adapt(rules);
        start::check(&settings, &rules)?;
        let store = Store::open(&settings.data)?;
        let api = Api::new(&settings).map_err(|error| StartError::Other(error.to_string()))?;
        let groups = Arc::new(Groups::new(store.clone(), settings.managers)?);
        let link = if groups.main().is_some() { LinkCode::none() } else { LinkCode::fresh() };
        let presses = Arc::new(Presses::default());
        let rules: CurrentRules = Arc::new(ArcSwap::from_pointee(rules));
        let (news, troubles) = mpsc::unbounded_channel();
        let destinations = destinations::of(&Parts {
            settings: &settings,
            store: &store,
            api: &api,
            groups: &groups,
            presses: &presses,
            rules: &rules,
            clock: &clock,
            trouble: &news,
        })?;
        let lanes =
            Lanes::new(store.clone(), clock.clone(), destinations, Arc::clone(&rules), news);
        let conversation = Arc::new(Conversation::new(store.clone(), rules, lanes.clone()));
        let managers = Arc::new(Managers {
            conversation: Arc::clone(&conversation),
            groups: Arc::clone(&groups),
            membership: Membership::new(api.clone()),
            link: Arc::new(link),
            presses,
            clock: clock.clone(),
        });
        let progress = Arc::new(Progress::default());
        let (data, webhook) = (settings.data.clone(), settings.webhook.clone());
        let reload = Reload::new(settings, adapt, Arc::clone(&managers));
        Ok(Self {
            data,
            webhook,
            reload,
            clock,
            api,
            store,
            conversation,
            groups,
            managers,
            progress,
            lanes,
            troubles,
        })
    }

    /// The code that makes a group the managers' group, when there is none yet.
    pub fn link_code(&self) -> Option<String> {
        self.managers.link.code()
    }

    /// What the bot knows; the demo shows it.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The conversations; the demo shows their rules.
    pub fn conversation(&self) -> &Arc<Conversation> {
        &self.conversation
    }

    /// Runs until `stop` resolves, then ends within five seconds.
    ///
    /// # Errors
    /// When Telegram does not accept the token or the webhook, or the disk refuses.
    pub async fn run(mut self, stop: impl Future<Output = ()> + Send) -> Result<(), StartError> {
        tokio::pin!(stop);
        let me = tokio::select! {
            met = start::meet_telegram(&self.api, self.conversation.rules().language) => met?,
            () = &mut stop => return Ok(()),
        };
        let introduction = Introduction::of(me).await;
        let introduction = introduction.map_err(|error| StartError::Other(error.to_string()))?;
        self.groups.learn(&self.conversation.rules().groups()).await?;
        self.lanes.wake_all()?;
        let mut helpers = self.helpers();
        let troubles = std::mem::replace(&mut self.troubles, mpsc::unbounded_channel().1);
        helpers.spawn(trouble::attend(Arc::clone(&self.managers), troubles));
        let mut dispatcher = Dispatcher::builder(introduction.bot(), durable(tree(), self.guard()))
            .dependencies(dptree::deps![
                Arc::clone(&self.conversation),
                Arc::clone(&self.groups),
                Arc::clone(&self.managers)
            ])
            .distribution_function(|update| Some(chat_of(update)))
            .worker_queue_size(QUEUE)
            .default_handler(async |_| {})
            .build();
        let token = dispatcher.shutdown_token();
        let listening = async {
            loop {
                let intake = self.intake(self.source().await?);
                let ended =
                    dispatcher.try_dispatch_with_listener(intake, IgnoringErrorHandler::new());
                let Err(error) = ended.await else { return Ok(()) };
                let error = start::harmless(&error);
                tracing::warn!(error, "the dispatcher cannot start; trying on");
                tokio::time::sleep(start::PAUSE).await;
            }
        };
        tokio::pin!(listening);
        let ended = tokio::select! {
            ended = &mut listening => ended,
            () = &mut stop => {
                tracing::info!("ending");
                // It may not have begun yet; then there is nothing to wait for.
                if token.shutdown().is_ok() {
                    let _ = tokio::time::timeout(LAST_SECONDS, &mut listening).await;
                }
                Ok(())
            }
        };
        self.lanes.stop(LAST_SECONDS).await;
        helpers.shutdown().await;
        ended
    }

    /// The tasks beside the dispatcher; they end with the set.
    fn helpers(&self) -> JoinSet<()> {
        let mut helpers = JoinSet::new();
        let timers = Timers::new(
            Arc::clone(&self.conversation),
            Arc::clone(&self.progress),
            self.clock.clone(),
        );
        helpers.spawn(timers.run());
        helpers.spawn(self.reload.clone().run());
        helpers.spawn(control::serve(self.data.clone(), self.store.clone(), self.lanes.clone()));
        helpers.spawn(start::follow_groups(self.api.clone(), Arc::clone(&self.managers)));
        let daily =
            Daily { managers: Arc::clone(&self.managers), progress: Arc::clone(&self.progress) };
        helpers.spawn(daily.run());
        helpers.spawn(start::prune_daily(self.store.clone(), self.clock.clone()));
        helpers
    }

    fn guard(&self) -> Guard {
        let (store, progress) = (self.store.clone(), Arc::clone(&self.progress));
        Guard { store, progress, clock: self.clock.clone() }
    }

    /// Where updates come from, as the settings say.
    async fn source(&self) -> Result<Source, StartError> {
        let Some(webhook) = &self.webhook else { return Ok(Source::Poll(self.poll())) };
        let push = Push::listen(self.api.clone(), webhook).await;
        let push = push.map_err(|error| StartError::Listen(error.to_string()))?;
        push::announce(&self.api, webhook).await.map_err(StartError::Webhook)?;
        tracing::info!("Telegram posts updates from now on");
        Ok(Source::Push(push))
    }

    fn poll(&self) -> Poll {
        let managers = Arc::clone(&self.managers);
        let alarm = move || {
            let managers = Arc::clone(&managers);
            tokio::spawn(async move { trouble::second_instance(&managers).await });
        };
        Poll::new(self.api.clone(), Box::new(alarm))
    }

    fn intake(&self, source: Source) -> Intake {
        Intake::new(self.store.clone(), source, Arc::clone(&self.progress), self.clock.clone())
    }
}
