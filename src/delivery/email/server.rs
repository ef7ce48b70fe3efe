//! The mail server as `SMTP_URL` names it: where, how encrypted, by which login.

use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::TlsParameters;
use percent_encoding::percent_decode_str;

use crate::settings::Address;

/// A mail server.
pub(super) struct Server {
    /// A name, or a number without brackets.
    pub host: String,
    pub port: u16,
    pub security: Security,
    /// None: the server takes letters from this machine without a login.
    pub login: Option<Credentials>,
}

/// How the connection is kept private.
pub(super) enum Security {
    /// Encrypted from the first byte (RFC 8314, 3).
    Implicit(TlsParameters),
    /// Begun in plain text and encrypted before anything is said (RFC 3207); never without.
    StartTls(TlsParameters),
    /// Not at all: this machine only, as [`Address::smtp`] sees to.
    Plain,
}

impl Server {
    /// The server of an address; an error is the key of its sentence in the texts catalogue.
    ///
    /// Authorities are those of the system, or of SSL_CERT_FILE instead, as they
    /// are now.
    pub fn of(address: &Address) -> Result<Self, &'static str> {
        let url = address.expose();
        let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
        let host = match decoded(host)? {
            host if host.is_ascii() => host,
            host => idna::domain_to_ascii(&host).map_err(|_| "settings-bad-smtp")?,
        };
        let trust = || TlsParameters::new(host.clone()).map_err(|_| "settings-bad-smtp");
        let (security, usual_port) = match url.scheme() {
            "smtps" => (Security::Implicit(trust()?), 465),
            _ if Address::is_starttls(url) => (Security::StartTls(trust()?), 587),
            _ => (Security::Plain, 25),
        };
        let login = match (decoded(url.username())?, url.password()) {
            (user, Some(password)) if !user.is_empty() => {
                Some(Credentials::new(user, decoded(password)?))
            }
            (user, None) if user.is_empty() => None,
            _ => return Err("settings-half-a-login"),
        };
        Ok(Self { port: url.port().unwrap_or(usual_port), host, security, login })
    }
}

fn decoded(text: &str) -> Result<String, &'static str> {
    let text = percent_decode_str(text).decode_utf8();
    text.map(|text| text.into_owned()).map_err(|_| "settings-bad-smtp")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server(url: &str) -> Result<Server, &'static str> {
        Server::of(&Address::smtp(url)?)
    }

    #[test]
    fn each_way_of_connecting_has_its_usual_port() {
        let implicit = server("smtps://smtp.shop.ru").unwrap();
        assert!(matches!(implicit.security, Security::Implicit(_)) && implicit.port == 465);
        let upgraded = server("smtp://smtp.shop.ru?tls=required").unwrap();
        assert!(matches!(upgraded.security, Security::StartTls(_)) && upgraded.port == 587);
        let plain = server("smtp://[::1]").unwrap();
        assert!(matches!(plain.security, Security::Plain) && plain.port == 25);
        assert_eq!(plain.host, "::1");
        assert_eq!(server("smtps://smtp.shop.ru:2465").unwrap().port, 2465);
        assert_eq!(server("smtps://почта.рф").unwrap().host, "xn--80a1acny.xn--p1ai");
    }

    #[test]
    fn a_login_may_hold_any_letter() {
        let login = |url| server(url).unwrap().login;
        let of = |user: &str, password: &str| {
            Some(Credentials::new(user.to_owned(), password.to_owned()))
        };
        assert_eq!(
            login("smtps://bot%40shop.ru:p%25a%2Fs@smtp.shop.ru"),
            of("bot@shop.ru", "p%a/s")
        );
        assert_eq!(login("smtps://bot@shop.ru:pass@smtp.shop.ru"), of("bot@shop.ru", "pass"));
        assert_eq!(login("smtps://%D1%8F:a+b@smtp.shop.ru"), of("я", "a+b"));
        assert_eq!(login("smtps://smtp.shop.ru"), None);
    }

    #[test]
    fn what_cannot_be_meant_is_told() {
        assert_eq!(server("smtps://bot@smtp.shop.ru").err(), Some("settings-half-a-login"));
        assert_eq!(server("smtps://%FF:x@smtp.shop.ru").err(), Some("settings-bad-smtp"));
        assert_eq!(server("smtp://smtp.shop.ru").err(), Some("settings-plain-smtp"));
    }
}
