//! Why the bot did what it did: the one value that `chat`, `explain`, the demo
//! page and the managers' `/why` print.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Called, Field, Status};

/// The account of one step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Trace {
    /// When.
    pub at: DateTime<Utc>,
    /// What happened: the customer's words, or the event in brackets.
    pub heard: String,
    /// The rules looked at, in order, up to the one that fired.
    pub rules: Vec<TestedRule>,
    /// What decided.
    pub verdict: Verdict,
    /// The status before and after.
    pub status: (Status, Status),
    /// Remarks on the way: a hold dropped, a dialogue begun anew.
    pub notes: Vec<Verdict>,
}

/// A rule that was looked at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TestedRule {
    /// Its name.
    pub name: Arc<str>,
    /// Its line in the rules file, from 1.
    pub line: u32,
    /// Its conditions, in the order of the file.
    pub conditions: Vec<TestedCondition>,
    /// Conditions held, yet it could not fire: already fired once, or nothing to do.
    pub spent: bool,
}

/// A condition that was tested.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TestedCondition {
    /// As written: `if.words = ["собака"]`.
    pub text: Arc<str>,
    /// Its line in the rules file, from 1.
    pub line: u32,
    /// Whether it held.
    pub held: bool,
}

/// What decided a step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// A rule fired.
    Fired {
        /// Its name.
        rule: Arc<str>,
        /// Its line.
        line: u32,
    },
    /// A rule matched but its lead lacks a field; that field was asked for.
    Held {
        /// Its name.
        rule: Arc<str>,
        /// The field.
        missing: Field,
    },
    /// A rule matched, its lead lacks a field, and `if_missing = "close"`.
    Rejected {
        /// Its name.
        rule: Arc<str>,
        /// The field.
        missing: Field,
    },
    /// The message answered the open question and no rule had more to say.
    Answered(Field),
    /// The open question was asked again.
    Reasked(Field),
    /// No rule matched: the fallback spoke.
    Fallback,
    /// No rule matched once too often: the chat was closed.
    FallbackLimit,
    /// No rule matched and there is no fallback.
    Nothing,
    /// A further picture of an album without words of its own.
    Album,
    /// The chat is muted.
    Muted,
    /// An edit that brought nothing new.
    EditIgnored,
    /// Too many messages in a minute: read for contacts only.
    Flood,
    /// A timer that was no longer due.
    NotDue,
    /// A manager acted.
    Desk,
    /// The customer blocked the bot.
    Blocked,
    /// A lead was shown to the managers, because it did not get where it should.
    Shown,
    /// A timer: the managers were called again to a lead nobody takes.
    Called(Called),
    /// The customer asked for help.
    Help,
    /// The customer asked to be forgotten.
    Forgotten,
    /// A note: a closed chat was opened.
    Reopened,
    /// A note: the held rule is no longer in the file.
    HoldVanished {
        /// Its name.
        rule: String,
    },
    /// A note: the question was given up after its last repetition.
    QuestionDropped(Field),
}
