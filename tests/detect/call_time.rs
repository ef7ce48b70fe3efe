//! Labelled messages: call_time.
