//! The command line of Leadlatch.

use std::process::ExitCode;

fn main() -> ExitCode {
    leadlatch::cli::main()
}
