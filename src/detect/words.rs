//! Placeholder of the words branch until it is merged.
/// t
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Trigger {
    /// t
    Word(String),
}
/// v
#[derive(Debug, Default)]
pub struct Vocabulary;
impl Vocabulary {
    /// c
    pub fn compile(_triggers: &[Trigger]) -> Self {
        Self
    }
}
