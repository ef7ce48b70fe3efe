//! One conversation with a mail server, step by step, so that it is known how far a letter came.
//!
//! lettre's own `send` gives up at the first receiver that is refused, and does
//! not tell whether the letter had been handed over when a connection broke.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use lettre::Address;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::Mechanism;
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;

use super::obstacle::{Obstacle, Reply, Step};
use super::server::{Security, Server};

/// How long is waited for the server; lettre itself limits only the connecting.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For the connection, per address of the server.
    pub connect: Duration,
    /// For a whole step before the letter is handed over: giving up there loses and doubles
    /// nothing. Servers greet half a minute late on purpose.
    pub step: Duration,
    /// For the answer to the whole letter. Whoever gives up here must send it again without
    /// knowing whether it is there, and RFC 5321, 4.5.3.2.6 asks for ten minutes for that
    /// reason. It is as long as the longest pause between two attempts: waiting costs a lane no
    /// more than trying anew would.
    pub verdict: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            step: Duration::from_secs(60),
            verdict: Duration::from_secs(5 * 60),
        }
    }
}

/// A server that listens: connected, encrypted, logged in.
pub(super) struct Session {
    connection: AsyncSmtpConnection,
    patience: Patience,
}

/// What the server said of each receiver.
#[derive(Debug, Default)]
pub(super) struct Offer {
    /// Those it will take the letter for.
    pub taken: Vec<Address>,
    /// Those it may take it for later.
    pub later: Vec<(Address, Reply)>,
    /// Those it will not.
    pub refused: Vec<(Address, Reply)>,
}

impl Session {
    /// Connects, encrypts, logs in.
    pub async fn open(
        server: &Server,
        hello: &ClientId,
        patience: Patience,
    ) -> Result<Self, Obstacle> {
        let implicit = match &server.security {
            Security::Implicit(tls) => Some(tls.clone()),
            Security::StartTls(_) | Security::Plain => None,
        };
        let address = (server.host.as_str(), server.port);
        let connecting = AsyncSmtpConnection::connect_tokio1(
            address,
            Some(patience.connect),
            hello,
            implicit,
            None,
        );
        let connection = within(patience.step, connecting).await?;
        let connection = connection.map_err(|error| Obstacle::connecting(&error))?;
        let mut session = Self { connection, patience };
        if let Security::StartTls(tls) = &server.security {
            session.encrypt(tls.clone(), hello).await?;
        }
        session.log_in(server).await?;
        Ok(session)
    }

    async fn encrypt(&mut self, tls: TlsParameters, hello: &ClientId) -> Result<(), Obstacle> {
        if !self.connection.can_starttls() {
            return Err(Obstacle::NoStartTls);
        }
        let encrypted = within(self.patience.step, self.connection.starttls(tls, hello)).await?;
        encrypted.map_err(|error| match Obstacle::connecting(&error) {
            Obstacle::Unreachable => Obstacle::Silent,
            other => other,
        })
    }

    async fn log_in(&mut self, server: &Server) -> Result<(), Obstacle> {
        let Some(login) = &server.login else { return Ok(()) };
        let known = [Mechanism::Plain, Mechanism::Login];
        if self.connection.server_info().get_auth_mechanism(&known).is_none() {
            return Err(Obstacle::NoLogin);
        }
        let answer = within(self.patience.step, self.connection.auth(&known, login)).await?;
        answer.map(|_| ()).map_err(|error| said(&error, Step::Login))
    }

    /// Names the sender and every receiver; a refused one keeps no other from being named.
    pub async fn offer(&mut self, from: &Address, to: &[Address]) -> Result<Offer, Obstacle> {
        let sender = Mail::new(Some(from.clone()), Vec::new());
        self.command(sender).await?.map_err(|error| said(&error, Step::Sender))?;
        let mut offer = Offer::default();
        for receiver in to {
            let named = self.command(Rcpt::new(receiver.clone(), Vec::new())).await?;
            let Err(error) = named else {
                offer.taken.push(receiver.clone());
                continue;
            };
            match said(&error, Step::Receivers(vec![receiver.to_string()])) {
                // The server closes, or wants another login: that concerns no receiver.
                Obstacle::Said(_, reply) if reply.closes() || reply.is_about_login() => {
                    return Err(Obstacle::Said(Step::Sender, reply));
                }
                Obstacle::Said(_, reply) if reply.is_for_now() => {
                    offer.later.push((receiver.clone(), reply));
                }
                Obstacle::Said(_, reply) => offer.refused.push((receiver.clone(), reply)),
                lost => return Err(lost),
            }
        }
        Ok(offer)
    }

    /// Hands over the letter for the receivers that were taken.
    pub async fn hand_over(&mut self, letter: &[u8]) -> Result<(), Obstacle> {
        self.command(Data).await?.map_err(|error| said(&error, Step::Letter))?;
        // The library asks for a part after the last one only when that one has been written,
        // and writes the full stop after that: without a full stop there is no letter.
        let whole = AtomicBool::new(false);
        let mut parts = std::iter::once(letter);
        let parts = std::iter::from_fn(|| {
            let part = parts.next();
            whole.store(part.is_none(), Ordering::Relaxed);
            part
        });
        let answer = within(self.patience.verdict, self.connection.message_iter(parts)).await;
        let lost = || match whole.load(Ordering::Relaxed) {
            true => Obstacle::Unanswered,
            false => Obstacle::Silent,
        };
        match answer {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(Obstacle::of(&error, Step::Letter, lost())),
            Err(_) => Err(lost()),
        }
    }

    /// Says goodbye; whatever comes of it, what was done before is done.
    pub async fn close(mut self) {
        let _ = tokio::time::timeout(Duration::from_secs(2), self.connection.quit()).await;
    }

    async fn command(
        &mut self,
        command: impl std::fmt::Display,
    ) -> Result<Result<(), Error>, Obstacle> {
        let answer = within(self.patience.step, self.connection.command(command)).await?;
        Ok(answer.map(|_| ()))
    }
}

fn said(error: &Error, step: Step) -> Obstacle {
    Obstacle::of(error, step, Obstacle::Silent)
}

async fn within<T>(limit: Duration, work: impl Future<Output = T>) -> Result<T, Obstacle> {
    tokio::time::timeout(limit, work).await.map_err(|_| Obstacle::Silent)
}
