//! Leadlatch: a Telegram bot that turns customers' messages into leads by strict rules.
pub mod detect;
pub mod dialog;
pub mod store;
