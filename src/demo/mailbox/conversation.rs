//! One connection to the mailbox: SMTP as far as a sender of letters needs it (RFC 5321).

use std::io;
use std::sync::Arc;

use mail_parser::decoders::base64::base64_decode;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

use super::World;
use super::fault::{Fault, Step};
use super::letter::Letter;

/// Longer letters are refused.
const LONGEST: usize = 1024 * 1024;

/// Speaks with a client until either side has enough.
pub(super) async fn hold(stream: TcpStream, world: Arc<World>) {
    world.change(|state| state.sessions += 1);
    let mut conversation = Conversation {
        wire: BufReader::new(stream),
        logged_in: world.login.is_none(),
        world,
        sender: None,
        receivers: Vec::new(),
    };
    // A client that goes away ends it, and so does a fault that drops it.
    let _ = conversation.run().await;
}

struct Conversation {
    wire: BufReader<TcpStream>,
    world: Arc<World>,
    logged_in: bool,
    sender: Option<String>,
    receivers: Vec<String>,
}

/// The connection is to close.
fn over<T>() -> io::Result<T> {
    Err(io::ErrorKind::ConnectionAborted.into())
}

impl Conversation {
    async fn run(&mut self) -> io::Result<()> {
        if self.meets(Step::Greeting, None).await?.is_none() {
            self.say("220 mailbox.test ready").await?;
        }
        loop {
            let line = self.line().await?;
            let (verb, rest) = line.split_once(' ').unwrap_or((&line, ""));
            match verb.to_ascii_uppercase().as_str() {
                "EHLO" | "HELO" => self.hello().await?,
                "AUTH" => self.log_in(rest).await?,
                "MAIL" => self.sender(rest).await?,
                "RCPT" => self.receiver(rest).await?,
                "DATA" => self.data().await?,
                "RSET" => {
                    self.begin_anew();
                    self.say("250 2.0.0 Ok").await?;
                }
                "NOOP" => self.say("250 2.0.0 Ok").await?,
                "QUIT" => return self.say("221 2.0.0 Bye").await,
                _ => self.say("500 5.5.2 Unknown command").await?,
            }
        }
    }

    /// Lets a fault happen at this step. `Some` is what is left to do instead of the step; after
    /// `None` it goes on as usual.
    async fn meets(&mut self, step: Step, receiver: Option<&str>) -> io::Result<Option<Fault>> {
        match self.world.change(|state| state.faults.strike(step, receiver)) {
            Some(Fault::Answer(code, words)) => {
                self.say(&format!("{code} {words}")).await?;
                // Whoever says so closes the connection (RFC 5321, 3.8).
                if code == 421 { over() } else { Ok(Some(Fault::Answer(code, words))) }
            }
            Some(Fault::Late(late)) => {
                tokio::time::sleep(late).await;
                Ok(None)
            }
            Some(Fault::Drop) => over(),
            Some(Fault::Hang) => std::future::pending().await,
            Some(Fault::DropAfter) if step == Step::Letter => Ok(Some(Fault::DropAfter)),
            Some(Fault::DropAfter) => over(),
            None => Ok(None),
        }
    }

    async fn hello(&mut self) -> io::Result<()> {
        if self.meets(Step::Hello, None).await?.is_some() {
            return Ok(());
        }
        if self.world.login.is_some() {
            self.say("250-AUTH PLAIN LOGIN").await?;
        }
        self.say("250-8BITMIME").await?;
        self.say("250 mailbox.test").await
    }

    async fn log_in(&mut self, how: &str) -> io::Result<()> {
        if self.meets(Step::Login, None).await?.is_some() {
            return Ok(());
        }
        let given = match how.split_once(' ') {
            Some((mechanism, first)) if mechanism.eq_ignore_ascii_case("PLAIN") => plain(first),
            _ if how.eq_ignore_ascii_case("LOGIN") => {
                self.say("334 VXNlcm5hbWU6").await?;
                let user = decoded(&self.line().await?);
                self.say("334 UGFzc3dvcmQ6").await?;
                user.zip(decoded(&self.line().await?))
            }
            _ => None,
        };
        self.logged_in = given.is_some() && given == self.world.login;
        match self.logged_in {
            true => self.say("235 2.7.0 Accepted").await,
            false => self.say("535 5.7.8 Wrong user or password").await,
        }
    }

    async fn sender(&mut self, rest: &str) -> io::Result<()> {
        if self.meets(Step::Sender, None).await?.is_some() {
            return Ok(());
        }
        if !self.logged_in {
            return self.say("530 5.7.0 Authentication required").await;
        }
        self.begin_anew();
        self.sender = Some(within_brackets(rest));
        self.say("250 2.1.0 Ok").await
    }

    async fn receiver(&mut self, rest: &str) -> io::Result<()> {
        let receiver = within_brackets(rest);
        if self.meets(Step::Receiver, Some(&receiver)).await?.is_some() {
            return Ok(());
        }
        if self.sender.is_none() {
            return self.say("503 5.5.1 MAIL first").await;
        }
        self.receivers.push(receiver);
        self.say("250 2.1.5 Ok").await
    }

    async fn data(&mut self) -> io::Result<()> {
        if self.meets(Step::Data, None).await?.is_some() {
            return Ok(());
        }
        if self.receivers.is_empty() {
            return self.say("554 5.5.1 No valid recipients").await;
        }
        self.say("354 End with a full stop").await?;
        let Some(raw) = self.letter().await? else {
            return self.say("552 5.3.4 Too long").await;
        };
        let fault = self.meets(Step::Letter, None).await?;
        let sender = self.sender.take().unwrap_or_default();
        let letter = Letter::read(sender, std::mem::take(&mut self.receivers), raw);
        match fault {
            Some(Fault::DropAfter) => {
                self.world.keep(letter);
                over()
            }
            Some(_) => Ok(()),
            None => {
                self.world.keep(letter);
                self.say("250 2.0.0 Kept").await
            }
        }
    }

    /// The lines up to the lone full stop; `None` when there are too many.
    async fn letter(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut raw = Vec::new();
        loop {
            let mut line = Vec::new();
            if self.wire.read_until(b'\n', &mut line).await? == 0 {
                return over();
            }
            if line == b".\r\n" {
                return Ok(Some(raw).filter(|raw| raw.len() <= LONGEST));
            }
            if raw.len() <= LONGEST {
                // A line that begins with a full stop was given another one (RFC 5321, 4.5.2).
                raw.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
            }
        }
    }

    fn begin_anew(&mut self) {
        self.sender = None;
        self.receivers.clear();
    }

    /// A line as it comes; a client that speaks TLS here sends anything but letters.
    async fn line(&mut self) -> io::Result<String> {
        let mut line = Vec::new();
        match self.wire.read_until(b'\n', &mut line).await? {
            0 => over(),
            _ => Ok(String::from_utf8_lossy(&line).trim_end().to_owned()),
        }
    }

    async fn say(&mut self, words: &str) -> io::Result<()> {
        self.wire.write_all(format!("{words}\r\n").as_bytes()).await
    }
}

/// What stands in `FROM:<…>` or `TO:<…>`.
fn within_brackets(text: &str) -> String {
    let inside = text.split_once('<').and_then(|(_, rest)| rest.split_once('>'));
    inside.map(|(address, _)| address.to_owned()).unwrap_or_default()
}

/// User and password of AUTH PLAIN: nobody, a zero, the user, a zero, the password (RFC 4616).
fn plain(text: &str) -> Option<(String, String)> {
    let text = decoded(text)?;
    let (user, password) = text.strip_prefix('\0')?.split_once('\0')?;
    Some((user.to_owned(), password.to_owned()))
}

fn decoded(text: &str) -> Option<String> {
    String::from_utf8(base64_decode(text.as_bytes())?).ok()
}
