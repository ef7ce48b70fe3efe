//! Leadlatch: a Telegram bot that turns customers' messages into leads by strict rules.
//!
//! # How a message travels
//!
//! ```text
//!                          rules.toml ─► rules::schema ─► rules::check ─► rules::compile ─► Rules
//!                                                                                            │
//!  Telegram ─► telegram::intake ─► telegram::tree ─► Incoming ─► detect ─► Facts ─► rules::evaluate::step
//!              raw update on disk   who is speaking,                                 Outcome: dialogue, effects, trace
//!              before Telegram      and what                                         │
//!              may forget it                                                         ▼
//!  timers ─► Incoming (Idle) ──────────────────────────────────────────►  store::apply: ONE transaction
//!                                                                          inbox entry out; chat, lead, outbox, trace in
//!                                                                                    │ on disk
//!                                                                                    ▼
//!           customers · managers' group · CRM  ◄── delivery: one durable lane per destination
//! ```
//!
//! # What always holds
//!
//! - **The core is pure.** [`dialog`], [`detect`], [`rules`], [`script`] and [`simulation`] know no
//!   network, disk, clock or task; moments and numbers are arguments. A step can be repeated.
//! - **One way in, one way out.** The edge decides nothing. Whatever leaves is an outbox row, written
//!   in the transaction that holds the change that caused it.
//! - **An update is acknowledged when it is on disk**, and leaves the inbox together with its
//!   consequences going in: a kill at any moment loses nothing and does nothing twice.
//! - **Silence is the status.** [`dialog::Status::is_muted`] is asked in one place; there is no flag
//!   beside it.
//! - **Rules are data** walked by one handler.
//! - **New rules come into force whole or not at all**, at once, for the steps that begin then.
//! - **The trace is part of the outcome**: every command that explains prints the same value.
//!
//! # Where to make a change
//!
//! | to add | go to |
//! |---|---|
//! | a condition `if.…` | [`rules::Test`], `rules/condition.rs` |
//! | an action `then.…` | [`rules::Actions`], `rules/action.rs` |
//! | a detector | [`detect`], one file each |
//! | a destination for leads | [`dialog::Sink`], `delivery/` |
//! | a sentence somebody reads | `texts/ru`, `texts/en` |
//! | a check of rules files | `rules/check/` |
//! | something that happens by the clock | `rules/evaluate/{idle,waiting}.rs` in a chat, `app/daily.rs` besides |
//! | a command | `cli/`, one file each |
pub mod app;
pub mod cli;
pub mod clock;
pub mod conversation;
pub mod delivery;
pub mod demo;
pub mod detect;
pub mod dialog;
pub mod doctor;
pub mod lead_book;
pub mod lead_text;
pub mod played;
pub mod rules;
pub mod rules_file;
pub mod script;
pub mod settings;
pub mod simulation;
pub mod store;
pub mod telegram;
pub mod texts;
pub mod trace_text;
