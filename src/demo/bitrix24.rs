//! A Bitrix24 portal on this machine: the demo's CRM and the tests' world.
//!
//! The bot speaks HTTP to [`Portal::webhook`]. What the portal does follows its public
//! documentation; nothing here knows what the bot is. Switches make it a simple CRM, take its
//! plan away, let it move; faults strike call by call.

mod batch;
mod comment;
mod duplicate;
mod fault;
mod item;
mod lead;
mod methods;
mod names;
mod no;
mod other;
mod reading;
mod server;
mod state;

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::AbortHandle;
use tokio::time::Instant;

pub use super::when::When;
pub use fault::Fault;
pub use reading::{Call, Comment, Contact, Deal, Entry, Lead, Mode};

use super::wire::Wire;
use state::State;

/// The user whose webhook it is.
const USER: u32 = 1;

struct World {
    state: Mutex<State>,
    /// Rises with every change, so that waiting needs no sleep.
    revision: watch::Sender<u64>,
    /// The open connections.
    wires: Mutex<Vec<Wire>>,
    doors: Mutex<Doors>,
}

/// Where the portal listens.
struct Doors {
    at: SocketAddr,
    /// `None` while it is down.
    task: Option<AbortHandle>,
    /// Where it lived before and answers only that it has moved.
    former: Vec<AbortHandle>,
}

impl Drop for World {
    fn drop(&mut self) {
        let doors = self.doors.get_mut().unwrap_or_else(PoisonError::into_inner);
        doors.task.iter().chain(&doors.former).for_each(AbortHandle::abort);
    }
}

impl World {
    /// Changes the state and tells those who wait.
    fn change<R>(&self, act: impl FnOnce(&mut State) -> R) -> R {
        let result = act(&mut lock(&self.state));
        self.revision.send_modify(|revision| *revision += 1);
        result
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The running portal; clones are the same one, which stops with the last of them.
#[derive(Clone)]
pub struct Portal {
    world: Arc<World>,
}

impl Portal {
    /// Starts on a free port of 127.0.0.1.
    pub async fn start() -> io::Result<Portal> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let doors = Doors { at: listener.local_addr()?, task: None, former: Vec::new() };
        let portal = Portal {
            world: Arc::new(World {
                state: Mutex::new(State::new()),
                revision: watch::Sender::new(0),
                wires: Mutex::default(),
                doors: Mutex::new(doors),
            }),
        };
        portal.open(listener);
        Ok(portal)
    }

    /// What goes into `BITRIX24_WEBHOOK_URL`.
    pub fn webhook(&self) -> String {
        let code = lock(&self.world.state).code.clone();
        format!("http://{}/rest/{USER}/{code}/", lock(&self.world.doors).at)
    }

    /// The secret in it.
    pub fn code(&self) -> String {
        lock(&self.world.state).code.clone()
    }

    /// The leads, oldest first.
    pub fn leads(&self) -> Vec<Lead> {
        lock(&self.world.state).leads()
    }

    /// The deals leads have become.
    pub fn deals(&self) -> Vec<Deal> {
        lock(&self.world.state).deals()
    }

    /// The contacts.
    pub fn contacts(&self) -> Vec<Contact> {
        lock(&self.world.state).contacts()
    }

    /// The comments in the timeline of a `lead` or a `deal`, oldest first.
    pub fn comments(&self, kind: &str, id: u64) -> Vec<String> {
        let state = lock(&self.world.state);
        let of_it = |comment: &&Comment| comment.kind == kind && comment.id == id;
        state.comments.iter().filter(of_it).map(|comment| comment.words.clone()).collect()
    }

    /// Every call, with its time and status, those that a fault has struck included.
    pub fn calls(&self) -> Vec<Call> {
        lock(&self.world.state).calls.clone()
    }

    /// The calls of one method.
    pub fn calls_of(&self, method: &str) -> Vec<Call> {
        let mut calls = self.calls();
        calls.retain(|call| call.method == method);
        calls
    }

    /// How many calls came when the bucket was full.
    pub fn overflows(&self) -> usize {
        lock(&self.world.state).overflows
    }

    /// A lead as some other program would have made it: a phone, a stage, perhaps a contact.
    pub fn put_lead(&self, phone: &str, stage: &str, contact: Option<u64>) -> u64 {
        self.world.change(|state| state.put_lead(phone, stage, contact))
    }

    /// A contact with a phone.
    pub fn put_contact(&self, phone: &str) -> u64 {
        self.world.change(|state| state.put_contact("", &[("PHONE", phone)]))
    }

    /// Somebody in the portal makes a contact and a deal of a lead.
    pub fn convert(&self, lead: u64) {
        self.world.change(|state| state.convert(lead));
    }

    /// Somebody in the portal deletes a lead.
    pub fn delete_lead(&self, id: u64) {
        self.world.change(|state| state.leads.remove(&id));
    }

    /// From now on this goes wrong. The oldest fault that fits a call strikes first.
    pub fn fault(&self, fault: Fault, when: When) {
        self.world.change(|state| state.faults.add(fault, when));
    }

    /// Everything works again.
    pub fn clear_faults(&self) {
        self.world.change(|state| state.faults.clear());
    }

    /// Whether leads become deals at once.
    pub fn set_mode(&self, mode: Mode) {
        self.world.change(|state| state.mode = mode);
    }

    /// Leads must have this field filled, by its name in `crm.item.*`.
    pub fn require(&self, field: &str) {
        self.world.change(|state| state.required.push(field.to_owned()));
    }

    /// Whether a connection must be encrypted; this one never is.
    pub fn set_https_only(&self, only: bool) {
        self.world.change(|state| state.https_only = only);
    }

    /// Whether the webhook may touch the CRM.
    pub fn set_scope(&self, crm: bool) {
        self.world.change(|state| state.scope = crm);
    }

    /// Whether the plan has REST.
    pub fn set_plan(&self, paid: bool) {
        self.world.change(|state| state.plan = paid);
    }

    /// Whether stages may be changed.
    pub fn set_stage_rights(&self, granted: bool) {
        self.world.change(|state| state.stage_rights = granted);
    }

    /// Whether the portal knows `crm.item.*`.
    pub fn set_items(&self, known: bool) {
        self.world.change(|state| state.items = known);
    }

    /// Whether a filter by `originId` works; else it is ignored.
    pub fn set_origin_filter(&self, works: bool) {
        self.world.change(|state| state.origin_filter = works);
    }

    /// Whether an empty search is `[]`, as PHP likes it, or `{}`.
    pub fn set_empty_list(&self, list: bool) {
        self.world.change(|state| state.empty_list = list);
    }

    /// Whether answers tell how long they took.
    pub fn set_times(&self, told: bool) {
        self.world.change(|state| state.times = told);
    }

    /// How much later the counted working time of a method ends.
    pub fn set_resets_in(&self, after: Duration) {
        self.world.change(|state| state.resets_in = after);
    }

    /// An administrator edits the webhook: it has another code now.
    pub fn change_code(&self) {
        self.world.change(|state| state.code.push_str("new"));
    }

    /// The portal gets another name: here, another port. At the old one it says so.
    ///
    /// # Errors
    /// When no port is free.
    pub async fn rename(&self) -> io::Result<()> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        {
            let mut doors = lock(&self.world.doors);
            doors.at = listener.local_addr()?;
            let former = doors.task.take();
            doors.former.extend(former);
        }
        self.open(listener);
        Ok(())
    }

    /// The portal cannot be reached any more: connections break, new ones are refused.
    pub fn go_down(&self) {
        if let Some(task) = lock(&self.world.doors).task.take() {
            task.abort();
        }
        lock(&self.world.wires).drain(..).for_each(|wire| wire.cut());
        self.world.change(|_| ());
    }

    /// It can be reached again, where it was.
    ///
    /// # Errors
    /// When somebody else has taken the port.
    pub async fn come_back(&self) -> io::Result<()> {
        if self.is_down() {
            let at = lock(&self.world.doors).at;
            self.open(TcpListener::bind(at).await?);
            self.world.change(|_| ());
        }
        Ok(())
    }

    /// Whether it cannot be reached.
    pub fn is_down(&self) -> bool {
        lock(&self.world.doors).task.is_none()
    }

    /// Rises with every change.
    pub fn revision(&self) -> watch::Receiver<u64> {
        self.world.revision.subscribe()
    }

    /// Forgets all leads, deals, contacts and calls.
    pub fn clear(&self) {
        self.world.change(State::clear);
    }

    /// Waits until `look` finds something; `None` when it does not in time. It is asked again at
    /// every change and never in between.
    pub async fn wait_for<T>(
        &self,
        look: impl Fn(&Portal) -> Option<T>,
        deadline: Duration,
    ) -> Option<T> {
        let end = Instant::now() + deadline;
        let mut revision = self.revision();
        loop {
            revision.mark_unchanged();
            if let Some(found) = look(self) {
                return Some(found);
            }
            if tokio::time::timeout_at(end, revision.changed()).await.is_err() {
                return look(self);
            }
        }
    }

    fn open(&self, listener: TcpListener) {
        let task = tokio::spawn(server::serve(listener, Arc::downgrade(&self.world)));
        lock(&self.world.doors).task = Some(task.abort_handle());
    }
}
