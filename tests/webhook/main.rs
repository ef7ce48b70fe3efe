//! Leads on their way to another CRM, and what goes wrong on it.

mod arrival;
mod documentation;
mod faults;
#[path = "../json_schema/mod.rs"]
mod json_schema;
mod receiver;
mod secrets;
mod stage;
