//! Leads by e-mail: what arrives, once each, whatever the mail server does.

mod faults;
mod letters;
mod server;
mod stage;
