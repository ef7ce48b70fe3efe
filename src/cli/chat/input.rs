//! Lines from the person at the terminal, edited and remembered; or from a pipe.

use std::io::{IsTerminal, stdin, stdout};

use rustyline::DefaultEditor;
use rustyline::error::ReadlineError;

/// Where lines come from.
pub enum Input {
    /// A terminal, with line editing and history.
    Terminal {
        /// The library's editor.
        editor: Box<DefaultEditor>,
        /// What stands before the cursor.
        prompt: String,
    },
    /// A pipe or a file.
    Pipe,
}

impl Input {
    /// The input of this process.
    pub fn new(prompt: &str) -> Result<Self, String> {
        if !(stdin().is_terminal() && stdout().is_terminal()) {
            return Ok(Self::Pipe);
        }
        let editor = DefaultEditor::new().map_err(|error| error.to_string())?;
        Ok(Self::Terminal { editor: Box::new(editor), prompt: format!("{prompt} ") })
    }

    /// The next line; `None` when there are no more.
    pub fn next(&mut self) -> Option<String> {
        match self {
            Input::Terminal { editor, prompt } => loop {
                match editor.readline(prompt) {
                    Ok(line) => {
                        // Without a history the talk goes on all the same.
                        let _ = editor.add_history_entry(&line);
                        return Some(line);
                    }
                    // A line given up half-way is no wish to leave.
                    Err(ReadlineError::Interrupted) => {}
                    Err(_) => return None,
                }
            },
            Input::Pipe => {
                let mut line = Vec::new();
                let read = std::io::BufRead::read_until(&mut stdin().lock(), b'\n', &mut line);
                let more = read.is_ok_and(|bytes| bytes > 0);
                more.then(|| String::from_utf8_lossy(&line).trim_end().to_owned())
            }
        }
    }
}
