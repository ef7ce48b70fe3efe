//! What the customer calls himself.
