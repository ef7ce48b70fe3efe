//! Leadlatch: a Telegram bot that turns customers' messages into leads by strict rules.
pub mod app;
pub mod clock;
pub mod conversation;
pub mod delivery;
pub mod demo;
pub mod detect;
pub mod dialog;
pub mod rules;
pub mod settings;
pub mod store;
pub mod telegram;
pub mod texts;
