//! Which of the managers' groups.

use serde::{Deserialize, Serialize};

/// A group of managers.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// The main one, wherever it is.
    #[default]
    Main,
    /// One of `[route]`, by the number it has there; Telegram may have given it another since.
    Routed(i64),
}
