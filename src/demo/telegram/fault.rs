//! Faults on demand: what goes wrong, at which calls, and how often.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// What goes wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// 429 with so many seconds to wait; nothing is done.
    TooManyRequests(u32),
    /// 500 as the Bot API words it; nothing is done.
    ServerError,
    /// 502 with a page in HTML, as a proxy answers; nothing is done.
    BadGateway,
    /// The connection drops; nothing is done.
    DropBefore,
    /// The call is done, then the connection drops: the answer is lost.
    DropAfter,
    /// No answer ever comes; nothing is done.
    Hang,
    /// The call is done, but no answer ever comes.
    HangAfter,
    /// The call is done, and the answer comes so many milliseconds late.
    Slow(u64),
    /// A refusal of this code with this description; nothing is done.
    Refuse(u16, String),
}

impl Fault {
    /// An answer that comes so much later.
    pub fn slow(delay: Duration) -> Fault {
        Fault::Slow(delay.as_millis().try_into().unwrap_or(u64::MAX))
    }
}

/// Which calls a fault hits. Without any word said: every call, for ever.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct When {
    /// Only this method (without regard to case).
    pub method: Option<String>,
    /// Only calls to this chat.
    pub chat: Option<i64>,
    /// This many calls pass unharmed first.
    pub after: u32,
    /// So many calls are hit; `None` is for ever.
    pub times: Option<u32>,
}

impl When {
    /// Every call of every method.
    pub fn always() -> When {
        When::default()
    }

    /// Calls of this method.
    pub fn on(method: &str) -> When {
        When { method: Some(method.to_owned()), ..When::default() }
    }

    /// Only those to this chat.
    pub fn in_chat(self, chat: i64) -> When {
        When { chat: Some(chat), ..self }
    }

    /// So many calls pass unharmed first.
    pub fn after(self, calls: u32) -> When {
        When { after: calls, ..self }
    }

    /// So many calls are hit, then no more.
    pub fn times(self, calls: u32) -> When {
        When { times: Some(calls), ..self }
    }

    /// One call is hit.
    pub fn once(self) -> When {
        self.times(1)
    }
}

/// The faults in force, the oldest first.
#[derive(Debug, Default)]
pub(super) struct Faults(Vec<(Fault, When)>);

impl Faults {
    pub fn add(&mut self, fault: Fault, when: When) {
        self.0.push((fault, when));
    }

    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// The fault that hits this call, if any; counts it.
    pub fn strike(&mut self, method: &str, chat: Option<i64>) -> Option<Fault> {
        for (fault, when) in &mut self.0 {
            let method_fits =
                when.method.as_ref().is_none_or(|name| name.eq_ignore_ascii_case(method));
            let chat_fits = when.chat.is_none() || when.chat == chat;
            if !method_fits || !chat_fits || when.times == Some(0) {
                continue;
            }
            if when.after > 0 {
                when.after -= 1;
                continue;
            }
            when.times = when.times.map(|left| left - 1);
            return Some(fault.clone());
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_hits_as_often_as_it_was_told() {
        let mut faults = Faults::default();
        faults.add(Fault::ServerError, When::on("sendMessage").in_chat(7).after(1).times(2));
        let mut hits = |method, chat| faults.strike(method, Some(chat)).is_some();
        assert!(!hits("SendMessage", 7));
        assert!(!hits("getMe", 7));
        assert!(!hits("sendMessage", 8));
        assert!(hits("SENDMESSAGE", 7));
        assert!(hits("sendMessage", 7));
        assert!(!hits("sendMessage", 7));
    }
}
