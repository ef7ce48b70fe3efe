//! Labelled messages: emails.
