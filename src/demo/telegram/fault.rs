//! What can go wrong at Telegram on demand.

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
