//! Leadlatch: a Telegram bot that turns customers' messages into leads by strict rules.
pub mod demo;
pub mod detect;
pub mod dialog;
pub mod rules;
pub mod store;
pub mod texts;
