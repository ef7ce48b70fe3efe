//! Leads by e-mail: one letter a lead, and one in the same thread for each thing learnt later.
//!
//! | to find | file |
//! |---|---|
//! | the settings as a server, a sender, receivers | `post`, `server`, `address` |
//! | the conversation with the server, step by step | `session` |
//! | looking at it without sending | `inspect` |
//! | what goes wrong there, in words | `obstacle` |

mod address;
mod inspect;
mod line;
mod obstacle;
mod post;
mod server;
mod session;

pub use obstacle::{Certificate, Obstacle, Reply, Step};
pub use post::Post;
pub use session::Patience;
