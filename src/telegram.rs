//! In: what Telegram sends, made durable, sorted, and handed to the conversations.
//!
//! | to find | file |
//! |---|---|
//! | one call to the Bot API and its errors | `api` |
//! | updates made durable, replayed after a crash | `intake` |
//! | how they come: asked for, or posted | `polling`, `push` |
//! | what other servers leave out | `completion`, `introduction` |
//! | panics, repeated tries, dead letters | `guard` |
//! | who is speaking, and what: the whole tree | `tree` |
//! | a customer's message as the rules read it | `incoming` |
//! | what managers press, write and ask | `managers`, `button`, `presses`, `why` |
//! | which groups are theirs, how the main one becomes so, who is in them | `groups`, `link`, `membership` |
//! | idle moments | `timers`, `progress` |

pub mod api;
pub mod button;
pub mod completion;
mod entities;
pub mod groups;
pub mod guard;
pub mod incoming;
pub mod inspect;
pub mod intake;
pub mod introduction;
pub mod link;
pub mod managers;
pub mod membership;
pub mod polling;
pub mod presses;
pub mod progress;
pub mod push;
pub mod timers;
pub mod tree;
mod why;
