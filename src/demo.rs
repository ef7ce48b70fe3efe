//! The demo: stand-ins on this machine for the services the bot talks to.

pub mod telegram;
