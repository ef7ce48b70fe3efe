//! The errors of a portal, as its documentation words them.

use serde_json::{Value, json};

/// An error.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct No {
    pub status: u16,
    pub code: Value,
    pub words: String,
}

impl No {
    pub fn new(status: u16, code: &str, words: impl Into<String>) -> No {
        No { status, code: code.into(), words: words.into() }
    }

    /// 400.
    pub fn bad(code: &str, words: impl Into<String>) -> No {
        No::new(400, code, words)
    }

    /// An error of the older methods: words without a code.
    pub fn uncoded(words: &str) -> No {
        No::bad("", words)
    }

    pub fn body(&self) -> Value {
        json!({"error": self.code, "error_description": self.words})
    }
}
