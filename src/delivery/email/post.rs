//! How letters leave: the server, the sender and the receivers of the settings.

use lettre::Address;
use lettre::message::Mailbox;
use lettre::transport::smtp::extension::ClientId;

use super::address::mailbox;
use super::server::Server;
use super::session::Patience;
use crate::settings::{self, SettingsError};

/// The way letters leave, checked; nothing is connected yet.
pub struct Post {
    pub(super) server: Server,
    pub(super) hello: ClientId,
    pub(super) from: Mailbox,
    pub(super) to: Vec<Mailbox>,
    pub(super) patience: Patience,
}

impl Post {
    /// The post as the settings name it.
    ///
    /// # Errors
    /// When the server or an address cannot be meant so; the error names the setting.
    pub fn of(settings: &settings::Email) -> Result<Self, SettingsError> {
        let wrong = |setting| SettingsError::new("settings-bad-email", setting);
        let server = Server::of(&settings.server);
        let server = server.map_err(|key| SettingsError::new(key, "SMTP_URL"))?;
        let from = mailbox(&settings.from).ok_or(wrong("EMAIL_FROM"))?;
        let mut to: Vec<Mailbox> = Vec::new();
        for receiver in &settings.to {
            let receiver = mailbox(receiver).ok_or(wrong("EMAIL_TO"))?;
            // Named twice, he still wants each letter once.
            if to.iter().all(|other| other.email != receiver.email) {
                to.push(receiver);
            }
        }
        if to.is_empty() {
            return Err(wrong("EMAIL_TO"));
        }
        let hello = hello(from.email.domain());
        Ok(Self { server, hello, from, to, patience: Patience::default() })
    }

    /// The same with other limits of waiting.
    pub fn with_patience(self, patience: Patience) -> Self {
        Self { patience, ..self }
    }

    /// Every receiver's address.
    pub(super) fn receivers(&self) -> Vec<Address> {
        self.to.iter().map(|mailbox| mailbox.email.clone()).collect()
    }
}

/// What this machine calls itself: servers want a whole name (RFC 5321, 4.1.4), and in a
/// container it has only half of one; then the sender's domain, which does exist.
fn hello(domain: &str) -> ClientId {
    match ClientId::default() {
        ClientId::Domain(name) if is_whole(&name) => ClientId::Domain(name),
        _ => ClientId::Domain(domain.to_owned()),
    }
}

fn is_whole(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-".contains(&byte);
    name.contains('.') && name.bytes().all(plain)
}
