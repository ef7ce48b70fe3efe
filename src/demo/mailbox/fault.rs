//! What goes wrong at a mailbox: at which step, for whom, how often.

use std::time::Duration;

use crate::demo::when::has_its_turn;

/// What goes wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// This answer instead of the usual one; nothing is done.
    Answer(u16, &'static str),
    /// The usual answer, so much later.
    Late(Duration),
    /// The connection closes without an answer; nothing is done.
    Drop,
    /// The step is done, then the connection closes: the answer is lost.
    DropAfter,
    /// No answer ever comes; nothing is done.
    Hang,
}

/// A step of the conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The server's first words.
    Greeting,
    /// EHLO.
    Hello,
    /// AUTH.
    Login,
    /// MAIL FROM.
    Sender,
    /// RCPT TO.
    Receiver,
    /// DATA, before the letter.
    Data,
    /// The letter, whole.
    Letter,
}

/// When it goes wrong. With nothing more said: every time, for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    step: Step,
    receiver: Option<String>,
    after: u32,
    times: Option<u32>,
}

impl When {
    /// At every such step.
    pub fn at(step: Step) -> When {
        When { step, receiver: None, after: 0, times: None }
    }

    /// Where this receiver is named.
    pub fn to(receiver: &str) -> When {
        When { receiver: Some(receiver.to_owned()), ..When::at(Step::Receiver) }
    }

    /// So many pass unharmed first.
    pub fn after(self, passed: u32) -> When {
        When { after: passed, ..self }
    }

    /// So many times, then no more.
    pub fn times(self, times: u32) -> When {
        When { times: Some(times), ..self }
    }

    /// One time.
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

    /// The fault that hits this step, if any; counts it.
    pub fn strike(&mut self, step: Step, receiver: Option<&str>) -> Option<Fault> {
        for (fault, when) in &mut self.0 {
            let fits = when.receiver.is_none() || when.receiver.as_deref() == receiver;
            if when.step == step && fits && has_its_turn(&mut when.after, &mut when.times) {
                return Some(fault.clone());
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_hits_its_step_its_receiver_and_as_often_as_told() {
        let mut faults = Faults::default();
        faults.add(Fault::Drop, When::to("a@x").after(1).times(2));
        let mut hits = |step, receiver| faults.strike(step, Some(receiver)).is_some();
        assert!(!hits(Step::Receiver, "a@x"));
        assert!(!hits(Step::Receiver, "b@x"));
        assert!(!hits(Step::Sender, "a@x"));
        assert!(hits(Step::Receiver, "a@x") && hits(Step::Receiver, "a@x"));
        assert!(!hits(Step::Receiver, "a@x"));
    }
}
