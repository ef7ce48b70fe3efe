//! The commands as a person at a terminal meets them: the real binary, its whole output.

mod binary;
mod chat;
mod check;
mod codes;
mod dialogues;
mod explain;
mod replay;
