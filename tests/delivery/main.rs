//! Lanes on a paused clock, against places that fail as a test wants them to.

mod alerts;
mod day;
mod long;
mod place;
mod trouble;
mod world;
