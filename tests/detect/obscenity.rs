//! Labelled messages: obscenity.
