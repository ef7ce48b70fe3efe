//! Labelled messages: phones.
