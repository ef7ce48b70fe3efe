//! Which calls of a stand-in go wrong, and how often.

use serde::{Deserialize, Serialize};

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
#[derive(Debug)]
pub(in crate::demo) struct Faults<F>(Vec<(F, When)>);

impl<F> Default for Faults<F> {
    fn default() -> Self {
        Faults(Vec::new())
    }
}

impl<F: Clone> Faults<F> {
    pub fn add(&mut self, fault: F, when: When) {
        self.0.push((fault, when));
    }

    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// The fault that hits this call, if any; counts it.
    pub fn strike(&mut self, method: &str, chat: Option<i64>) -> Option<F> {
        for (fault, when) in &mut self.0 {
            let method_fits =
                when.method.as_ref().is_none_or(|name| name.eq_ignore_ascii_case(method));
            let chat_fits = when.chat.is_none() || when.chat == chat;
            if method_fits && chat_fits && has_its_turn(&mut when.after, &mut when.times) {
                return Some(fault.clone());
            }
        }
        None
    }
}

/// Whether a fault that fits hits now; `after` so many it begins, `times` it is left.
pub(in crate::demo) fn has_its_turn(after: &mut u32, times: &mut Option<u32>) -> bool {
    if *times == Some(0) {
        return false;
    }
    if *after > 0 {
        *after -= 1;
        return false;
    }
    *times = times.map(|left| left - 1);
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_hits_as_often_as_it_was_told() {
        let mut faults = Faults::default();
        faults.add("500", When::on("sendMessage").in_chat(7).after(1).times(2));
        let mut hits = |method, chat| faults.strike(method, Some(chat)).is_some();
        assert!(!hits("SendMessage", 7));
        assert!(!hits("getMe", 7));
        assert!(!hits("sendMessage", 8));
        assert!(hits("SENDMESSAGE", 7));
        assert!(hits("sendMessage", 7));
        assert!(!hits("sendMessage", 7));
    }
}
