//! `leadlatch doctor`: what it finds, what it says to do, and that it disturbs nobody.

mod destinations;
mod house;
mod mail;
mod portal;
#[path = "../webhook/receiver.rs"]
#[allow(dead_code, reason = "the tests of the webhook look at more of it")]
mod receiver;
mod telegram;
