//! Leads on their way to a Bitrix24 portal on this machine, and what goes wrong there.

mod faults;
mod growth;
mod inspect;
mod leads;
mod locks;
mod pace;
mod portal;
mod process;
mod repeat;
mod stage;
