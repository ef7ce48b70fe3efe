//! What Telegram answers when it says no.

use serde_json::{Value, json};

/// An answer with `"ok": false`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Refusal {
    pub code: u16,
    pub description: String,
    pub parameters: Option<Value>,
}

impl Refusal {
    pub fn new(code: u16, description: impl Into<String>) -> Refusal {
        Refusal { code, description: description.into(), parameters: None }
    }

    /// 400; `reason` comes after Telegram's own "Bad Request: ".
    pub fn bad(reason: impl std::fmt::Display) -> Refusal {
        Refusal::new(400, format!("Bad Request: {reason}"))
    }

    /// 403.
    pub fn forbidden(reason: &str) -> Refusal {
        Refusal::new(403, format!("Forbidden: {reason}"))
    }

    /// 409.
    pub fn conflict(reason: &str) -> Refusal {
        Refusal::new(409, format!("Conflict: {reason}"))
    }

    /// 429: come again in so many seconds.
    pub fn too_many(retry_after: u32) -> Refusal {
        Refusal {
            parameters: Some(json!({"retry_after": retry_after})),
            ..Refusal::new(429, format!("Too Many Requests: retry after {retry_after}"))
        }
    }

    /// The group lives on as a supergroup under another id.
    pub fn migrated(to: i64) -> Refusal {
        Refusal {
            parameters: Some(json!({"migrate_to_chat_id": to})),
            ..Refusal::bad("group chat was upgraded to a supergroup chat")
        }
    }

    /// The body as Telegram writes it.
    pub fn body(&self) -> Value {
        let mut body =
            json!({"ok": false, "error_code": self.code, "description": self.description});
        if let Some(parameters) = &self.parameters {
            body["parameters"] = parameters.clone();
        }
        body
    }
}
