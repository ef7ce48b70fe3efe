//! Where commands write: standard output, coloured on a terminal only.

use std::io::{IsTerminal, Write, stdout};

/// Standard output. Whoever stops reading (`| head`) is no error.
#[derive(Clone, Copy, Debug)]
pub struct Screen {
    colours: bool,
}

impl Screen {
    /// Standard output as it is.
    pub fn new() -> Self {
        let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        Self { colours: wanted && stdout().is_terminal() }
    }

    /// Whether colours are seen.
    pub fn colours(self) -> bool {
        self.colours
    }

    /// A line.
    pub fn line(self, text: &str) {
        let _ = writeln!(stdout(), "{text}");
    }

    /// A text as it is.
    pub fn text(self, text: &str) {
        let _ = write!(stdout(), "{text}");
    }

    /// A sign that something is under way, where a person may be watching.
    pub fn waiting(self, sign: &str) {
        if self.colours {
            let _ = write!(stdout(), "{sign}").and_then(|()| stdout().flush());
        }
    }

    /// Takes the sign away.
    pub fn waited(self) {
        if self.colours {
            let _ = write!(stdout(), "\r\u{1b}[K");
        }
    }

    /// A line of less weight.
    pub fn faint(self, text: &str) {
        self.line(&self.paint(text, "2"));
    }

    /// A line after a green tick.
    pub fn good(self, text: &str) {
        self.line(&format!("{} {text}", self.paint("✓", "32")));
    }

    /// A line after a red cross.
    pub fn bad(self, text: &str) {
        self.line(&format!("{} {text}", self.paint("✗", "31")));
    }

    /// A line after a yellow sign.
    pub fn warning(self, text: &str) {
        self.line(&format!("{} {text}", self.paint("!", "33")));
    }

    /// Text in a colour of the terminal (ECMA-48, SGR).
    pub fn paint(self, text: &str, colour: &str) -> String {
        if self.colours { format!("\u{1b}[{colour}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}
