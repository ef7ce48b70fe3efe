//! The bot against a Telegram on this machine: its way in, its way out, and what goes wrong.

mod desk;
mod faults;
mod leads;
mod members;
mod process;
mod push;
mod reload;
mod route;
mod stage;
