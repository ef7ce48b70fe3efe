//! What a rule can do.
//!
//! To add an action: a field of [`Actions`] here, what it does in
//! [`super::evaluate`], its key in [`super::schema`], a line in README.

use std::sync::Arc;

use crate::dialog::{Field, Sink, Status};

use super::Template;

/// An action as it stands in the file: for explanations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// As written: `then.lead = true`.
    pub text: Arc<str>,
    /// Its line, from 1.
    pub line: u32,
}

/// What is done when a rule fires.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Actions {
    /// `then.lead`
    pub lead: bool,
    /// `then.required`: instead of `[lead] required`.
    pub required: Option<Vec<Field>>,
    /// `then.status`
    pub status: Option<Status>,
    /// `then.ask`
    pub ask: Option<Field>,
    /// `then.reply`
    pub reply: Option<Template>,
    /// `then.buttons`
    pub buttons: Vec<String>,
    /// `then.file`: a path from the rules file.
    pub file: Option<String>,
    /// `then.notify`
    pub notify: Option<Template>,
    /// `then.send_to`: instead of `[lead] send_to`.
    pub send_to: Option<Vec<Sink>>,
    /// All of the above as written.
    pub written: Vec<Action>,
}
