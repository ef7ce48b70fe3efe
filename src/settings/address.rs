//! The address of a server, kept to encrypted connections unless it is near.

use std::fmt;
use std::net::IpAddr;

use reqwest::Url;

/// How far a connection without encryption may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// This machine only.
    Loopback,
    /// Private networks, and names that only those know.
    Private,
}

/// The address of a server; never printed whole, because some hold passwords.
#[derive(Clone, PartialEq, Eq)]
pub struct Address(Url);

impl Address {
    /// Telegram's own server.
    pub fn telegram() -> Self {
        Self(Url::parse("https://api.telegram.org/").expect("a fixed address"))
    }

    /// An `https://` address; `http://` only as far as `plain` allows.
    ///
    /// An error is the key of its sentence in the texts catalogue.
    pub fn http(text: &str, plain: Reach) -> Result<Self, &'static str> {
        let url = Url::parse(text).map_err(|_| "settings-bad-address")?;
        let host = url.host_str().ok_or("settings-bad-address")?;
        match url.scheme() {
            "https" => {}
            "http" if is_near(host, plain) => {}
            "http" if plain == Reach::Private => return Err("settings-plain-http-private"),
            "http" => return Err("settings-plain-http"),
            _ => return Err("settings-bad-address"),
        }
        Ok(Self(url))
    }

    /// `smtps://` or `smtp://…?tls=required`; unencrypted only to this machine.
    pub fn smtp(text: &str) -> Result<Self, &'static str> {
        let url = Url::parse(text).map_err(|_| "settings-bad-smtp")?;
        let host = url.host_str().ok_or("settings-bad-smtp")?;
        match url.scheme() {
            "smtps" => {}
            "smtp" if Self::is_starttls(&url) || is_near(host, Reach::Loopback) => {}
            "smtp" => return Err("settings-plain-smtp"),
            _ => return Err("settings-bad-smtp"),
        }
        Ok(Self(url))
    }

    /// Whether a connection begun in plain text has to be encrypted before anything is said.
    pub fn is_starttls(url: &Url) -> bool {
        url.query_pairs().any(|pair| pair.0 == "tls" && pair.1 == "required")
    }

    /// The address itself, for the one place that connects to it.
    pub fn expose(&self) -> &Url {
        &self.0
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}://{}/•••", self.0.scheme(), self.0.host_str().unwrap_or_default())
    }
}

fn is_near(host: &str, reach: Reach) -> bool {
    match host.trim_matches(['[', ']']).parse::<IpAddr>() {
        Ok(ip) => ip.is_loopback() || (reach == Reach::Private && is_private(ip)),
        Err(_) if host == "localhost" => true,
        // A name without a dot (a container's, say) is known to the local network only.
        Err(_) => reach == Reach::Private && !host.contains('.'),
    }
}

fn is_private(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => ip.is_private() || ip.is_link_local(),
        IpAddr::V6(ip) => ip.is_unique_local() || ip.is_unicast_link_local(),
    }
}
