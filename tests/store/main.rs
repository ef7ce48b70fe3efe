//! What the store promises, promise by promise.

mod forget;
mod guards;
mod inbox;
mod kill;
mod outbox;
mod reroute;
mod speed;
mod steps;
mod world;
