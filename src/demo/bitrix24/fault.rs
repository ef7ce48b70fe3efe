//! What can go wrong at a portal on demand.

/// What goes wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// 503 `QUERY_LIMIT_EXCEEDED`; nothing is done.
    QueryLimit,
    /// 429 `OPERATION_TIME_LIMIT`; nothing is done.
    OperationTimeLimit,
    /// The connection drops; nothing is done.
    Drop,
    /// The call is done, then the connection drops.
    CommitThenDrop,
    /// The call is done, then 500 `INTERNAL_SERVER_ERROR`.
    CommitThen500,
    /// The call is done, and the answer comes so many milliseconds late.
    CommitThenSleep(u64),
    /// Only after so many milliseconds the call is done and answered.
    SleepThenCommit(u64),
    /// 502 with a page in HTML; nothing is done.
    Html,
    /// The call is done, then 502 with a page in HTML.
    CommitThenHtml,
    /// The call is done, and half of the answer comes.
    Truncated,
    /// 200 with this error in it; nothing is done.
    ErrorIn200(String),
    /// An error of this status whose code is empty; nothing is done.
    EmptyCode(u16, String),
    /// An error whose code is a number, not even in quotes; nothing is done.
    NumericCode(u32),
    /// An error of this status, code and words; nothing is done.
    Refuse(u16, String, String),
    /// 302 to this address; nothing is done.
    Redirect(String),
}

impl Fault {
    /// Whether the call is done though its answer goes wrong.
    pub(super) fn commits(&self) -> bool {
        matches!(
            self,
            Fault::CommitThenDrop
                | Fault::CommitThen500
                | Fault::CommitThenSleep(_)
                | Fault::SleepThenCommit(_)
                | Fault::CommitThenHtml
                | Fault::Truncated
        )
    }
}
