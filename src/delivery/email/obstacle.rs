//! What can stand between a letter and a mailbox, in types and in words.

use std::error::Error as _;
use std::io;

use lettre::transport::smtp::Error;

use super::line::one_line;
use crate::texts::{Language, text, text_with};

/// A server's words are cut here, in characters.
const QUOTE: usize = 200;

/// Why a letter is not in the mailbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// Nobody listens there: a wrong name or port, a server that is down, a firewall.
    Unreachable,
    /// The connection broke or stayed silent before the letter was handed over.
    Silent,
    /// What listens there speaks no TLS.
    NoTls,
    /// The server does not offer STARTTLS.
    NoStartTls,
    /// The certificate proves nothing.
    Certificate(Certificate),
    /// The server asks for no login that can be given: neither PLAIN nor LOGIN.
    NoLogin,
    /// The server has said no.
    Said(Step, Reply),
    /// The letter was handed over whole, and then there was no answer.
    Unanswered,
}

/// What is wrong with a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certificate {
    /// Nobody this machine trusts has signed it.
    UnknownIssuer,
    /// It is another server's.
    OtherName,
    /// Its time is over, or has not come.
    Expired,
    /// Something else.
    Unusable,
}

/// What was being done when the server said no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Saying hello.
    Hello,
    /// Logging in.
    Login,
    /// Naming the sender.
    Sender,
    /// Naming these receivers; none of them was taken.
    Receivers(Vec<String>),
    /// Handing over the letter.
    Letter,
}

/// A reply of the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Its three digits.
    pub code: u16,
    /// Its words, in one line.
    pub text: String,
}

impl Reply {
    /// 4xx: the same may be taken later (RFC 5321, 4.2.1).
    pub fn is_for_now(&self) -> bool {
        (400..500).contains(&self.code)
    }

    /// 421: the server closes, whatever was asked of it (RFC 5321, 3.8).
    pub fn closes(&self) -> bool {
        self.code == 421
    }

    /// The server wants a login, or another one (RFC 4954, 6).
    pub fn is_about_login(&self) -> bool {
        matches!(self.code, 530 | 534 | 535 | 538)
    }
}

impl Obstacle {
    /// What the library reports of a connection while it is made.
    pub(super) fn connecting(error: &Error) -> Self {
        let Some(cause) = tls_cause(error) else {
            return Self::of(error, Step::Hello, Self::Unreachable);
        };
        // The words of rustls (its `Error` and `CertificateError`): the type itself is another
        // library's, and a version of it is not to be named here for four words.
        let says = |words: &str| cause.contains(words);
        match () {
            () if says("UnknownIssuer") => Self::Certificate(Certificate::UnknownIssuer),
            () if says("NotValidForName") || says("not valid for name") => {
                Self::Certificate(Certificate::OtherName)
            }
            () if says("expired") || says("Expired") || says("not valid yet") => {
                Self::Certificate(Certificate::Expired)
            }
            () if says("certificate") => Self::Certificate(Certificate::Unusable),
            () => Self::NoTls,
        }
    }

    /// What the library reports of a command; `lost` is what a broken connection means by then.
    pub(super) fn of(error: &Error, step: Step, lost: Self) -> Self {
        match error.status() {
            Some(code) => Self::Said(step, Reply { code: code.into(), text: words(error) }),
            None => lost,
        }
    }

    /// One or two sentences: what is wrong, and what to do.
    pub fn in_words(&self, language: Language) -> String {
        let key = match self {
            Self::Unreachable => "email-unreachable",
            Self::Silent => "email-silent",
            Self::NoTls => "email-no-tls",
            Self::NoStartTls => "email-no-starttls",
            Self::Certificate(Certificate::UnknownIssuer) => "email-certificate-unknown",
            Self::Certificate(Certificate::OtherName) => "email-certificate-name",
            Self::Certificate(Certificate::Expired) => "email-certificate-expired",
            Self::Certificate(Certificate::Unusable) => "email-certificate-unusable",
            Self::NoLogin => "email-no-login",
            Self::Unanswered => "email-unanswered",
            Self::Said(step, reply) => return said(step, reply, language),
        };
        text(language, key)
    }
}

fn said(step: &Step, reply: &Reply, language: Language) -> String {
    let key = match step {
        _ if reply.is_for_now() => "email-later",
        _ if reply.is_about_login() => "email-login-refused",
        Step::Hello => "email-hello-refused",
        Step::Login => "email-login-refused",
        Step::Sender => "email-sender-refused",
        Step::Receivers(_) => "email-receivers-refused",
        Step::Letter => "email-letter-refused",
    };
    let receivers = match step {
        Step::Receivers(receivers) => receivers.join(", "),
        _ => String::new(),
    };
    let count = match step {
        Step::Receivers(receivers) => receivers.len(),
        _ => 0,
    };
    let reply = format!("{} {}", reply.code, reply.text);
    let places =
        [("reply", reply.trim().into()), ("receivers", receivers.into()), ("count", count.into())];
    text_with(language, key, &places)
}

/// What the server said after the digits.
fn words(error: &Error) -> String {
    let said = error.source().map(ToString::to_string).unwrap_or_default();
    one_line(&said, QUOTE)
}

/// What the TLS library said, when it was that one; lettre wraps it more than once.
fn tls_cause(error: &Error) -> Option<String> {
    let causes =
        std::iter::successors(error.source(), |cause: &&(dyn std::error::Error + 'static)| {
            (*cause).source()
        });
    let mut causes = causes.filter_map(|cause| cause.downcast_ref::<io::Error>());
    // tokio-rustls gives every error of rustls this kind.
    let cause = causes.find(|cause| cause.kind() == io::ErrorKind::InvalidData)?;
    Some(cause.to_string())
}
