//! Placeholder of the words branch until it is merged.

mod trigger;

pub use trigger::{Trigger, TriggerError};

/// Compiled triggers, numbered as they were given.
#[derive(Debug, Default)]
pub struct Vocabulary;

impl Vocabulary {
    /// Expands the triggers; a pattern's number is its place in the slice.
    pub fn compile(_triggers: &[Trigger]) -> Self {
        Self
    }
}
