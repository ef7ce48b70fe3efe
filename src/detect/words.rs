//! Trigger words: the owner's spelling, the forms it stands for, and where a message has them.
//!
//! | step | file |
//! |---|---|
//! | what the owner writes: `собака`, `=пока`, `матер*` | `trigger` |
//! | a word and its grammatical forms | `forms`, `english` |
//! | characters made alike | `fold` |
//! | a message cut into words | `split` |
//! | triggers turned into tables | `compiler` |
//! | all spellings at once, one look-up a word | `index`, `filter`, `prefixes` |
//! | which triggers a message has | `vocabulary` |

mod borrowed;
mod compiler;
mod english;
mod filter;
pub(in crate::detect) mod fold;
mod forms;
mod index;
mod prefixes;
mod split;
mod trigger;
mod vocabulary;

pub use forms::{Excluded, FormsReport, Lemma, Origin, WhyExcluded, explain, guessed};
pub use trigger::{Trigger, TriggerError};
pub use vocabulary::{Reading, Vocabulary};
