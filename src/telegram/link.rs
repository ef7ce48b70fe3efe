//! The one-time code that makes a group the managers' group.

use std::sync::Mutex;

use ulid::Ulid;

/// How many wrong codes are listened to before the code is worth nothing.
const TRIES: u32 = 20;

/// A code the bot prints at its start, for whoever can read its log.
#[derive(Debug)]
pub struct LinkCode {
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    code: String,
    tries: u32,
    spent: bool,
}

impl LinkCode {
    /// A fresh code: ten letters and digits without the ones that look alike.
    pub fn fresh() -> Self {
        let random = Ulid::generate().to_string();
        Self::of(&random[random.len() - 10..])
    }

    /// A code that cannot be used: the group is set already.
    pub fn none() -> Self {
        Self { state: Mutex::new(State { code: String::new(), tries: 0, spent: true }) }
    }

    fn of(code: &str) -> Self {
        Self { state: Mutex::new(State { code: code.to_owned(), tries: TRIES, spent: false }) }
    }

    /// The code, as long as it can be used.
    pub fn code(&self) -> Option<String> {
        let state = self.state.lock().unwrap_or_else(|broken| broken.into_inner());
        (!state.spent).then(|| state.code.clone())
    }

    /// Whether that is the code; it is worth nothing after [`LinkCode::spend`],
    /// nor after twenty wrong tries.
    pub fn opens(&self, tried: &str) -> bool {
        let mut state = self.state.lock().unwrap_or_else(|broken| broken.into_inner());
        if state.spent {
            return false;
        }
        let right = same(state.code.as_bytes(), tried.trim().to_uppercase().as_bytes());
        if !right {
            state.tries -= 1;
            state.spent = state.tries == 0;
        }
        right
    }

    /// The group has been set: the code has done its work.
    pub fn spend(&self) {
        self.state.lock().unwrap_or_else(|broken| broken.into_inner()).spent = true;
    }
}

/// Compares in a time that does not tell how much of the code was right.
fn same(one: &[u8], other: &[u8]) -> bool {
    let differences = one.iter().zip(other).fold(0, |all, (a, b)| all | (a ^ b));
    one.len() == other.len() && differences == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_right_code_opens_once() {
        let link = LinkCode::of("7ABCDEFGHJ");
        assert!(!link.opens("7ABCDEFGH") && !link.opens("7ABCDEFGHK"));
        assert!(link.opens(" 7abcdefghj "));
        link.spend();
        assert!(!link.opens("7ABCDEFGHJ"));
        assert_eq!(link.code(), None);
    }

    #[test]
    fn guessing_ends_after_twenty_tries() {
        let link = LinkCode::of("7ABCDEFGHJ");
        assert!((0..TRIES).all(|_| !link.opens("guess")));
        assert!(!link.opens("7ABCDEFGHJ"));
    }

    #[test]
    fn codes_differ() {
        assert_ne!(LinkCode::fresh().code(), LinkCode::fresh().code());
        assert_eq!(LinkCode::none().code(), None);
        assert!(!LinkCode::none().opens(""));
    }
}
