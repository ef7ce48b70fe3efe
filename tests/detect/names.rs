//! Labelled messages: names.
