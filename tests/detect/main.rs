//! How good the detectors are, on labelled messages: a table of precision,
//! recall and F1 for each, and the floor below which a change may not land.

mod call_time;
mod emails;
mod english;
mod entities;
mod names;
mod obscenity;
mod phones;
mod score;
mod table;
mod whole;
mod word_forms;
