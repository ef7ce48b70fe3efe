//! A stand-in for a mail server: it takes letters on this machine, keeps them to be looked at,
//! and goes wrong on demand.

mod conversation;
mod fault;
mod letter;

pub use fault::{Fault, Step, When};
pub use letter::Letter;

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::watch;

use fault::Faults;

/// A mailbox; clones share it. It listens until the last one is dropped.
#[derive(Clone)]
pub struct Mailbox {
    world: Arc<World>,
    /// Dropped with the last clone, which ends the listening.
    _open: Arc<watch::Sender<()>>,
}

/// What the connections share.
struct World {
    address: SocketAddr,
    login: Option<(String, String)>,
    state: Mutex<State>,
    arrived: watch::Sender<usize>,
}

#[derive(Default)]
struct State {
    letters: Vec<Letter>,
    sessions: usize,
    faults: Faults,
}

impl Mailbox {
    /// Opens a mailbox on a free port of this machine.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn start() -> io::Result<Self> {
        Self::open(None).await
    }

    /// A mailbox that takes letters only after this login.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn start_with_login(user: &str, password: &str) -> io::Result<Self> {
        Self::open(Some((user.to_owned(), password.to_owned()))).await
    }

    async fn open(login: Option<(String, String)>) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let (arrived, state) = (watch::Sender::new(0), Mutex::default());
        let world = Arc::new(World { address, login, state, arrived });
        let (open, mut closed) = watch::channel(());
        let served = Arc::clone(&world);
        tokio::spawn(async move {
            loop {
                tokio::select! {
                    _ = closed.changed() => return,
                    accepted = listener.accept() => if let Ok((stream, _)) = accepted {
                        tokio::spawn(conversation::hold(stream, Arc::clone(&served)));
                    },
                }
            }
        });
        Ok(Self { world, _open: Arc::new(open) })
    }

    /// The address for `SMTP_URL`, without a login.
    pub fn url(&self) -> String {
        format!("smtp://{}", self.world.address)
    }

    /// The same with a login in it.
    pub fn url_with_login(&self, user: &str, password: &str) -> String {
        format!("smtp://{user}:{password}@{}", self.world.address)
    }

    /// Every letter, in the order of arrival.
    pub fn letters(&self) -> Vec<Letter> {
        self.world.change(|state| state.letters.clone())
    }

    /// How many connections there have been.
    pub fn sessions(&self) -> usize {
        self.world.change(|state| state.sessions)
    }

    /// Lets something go wrong.
    pub fn fail(&self, fault: Fault, when: When) {
        self.world.change(|state| state.faults.add(fault, when));
    }

    /// Nothing goes wrong any more.
    pub fn heal(&self) {
        self.world.change(|state| state.faults.clear());
    }

    /// Throws the letters away.
    pub fn clear(&self) {
        self.world.change(|state| state.letters.clear());
        self.world.arrived.send_replace(0);
    }

    /// The letters, once there are so many, or when the time is up.
    pub async fn wait_for(&self, count: usize, limit: Duration) -> Vec<Letter> {
        let mut arrived = self.world.arrived.subscribe();
        // The mailbox is there as long as this call is; only the time can be up.
        let _ = tokio::time::timeout(limit, arrived.wait_for(|there| *there >= count)).await;
        self.letters()
    }

    /// News whenever a letter arrives.
    pub fn arrivals(&self) -> watch::Receiver<usize> {
        self.world.arrived.subscribe()
    }
}

impl World {
    fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        change(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn keep(&self, letter: Letter) {
        let count = self.change(|state| {
            state.letters.push(letter);
            state.letters.len()
        });
        self.arrived.send_replace(count);
    }
}
