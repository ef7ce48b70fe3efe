//! Labelled messages: word_forms.
