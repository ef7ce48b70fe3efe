//! How much of a large file has been read, shown to whoever waits at a terminal.

use std::io::{self, IsTerminal, Read, Write, stderr};

/// A file that tells on a terminal's standard error how much of it is read.
pub struct Watched<R> {
    input: R,
    length: u64,
    read: u64,
    shown: Option<u64>,
}

impl<R: Read> Watched<R> {
    /// A file of so many bytes.
    pub fn new(input: R, length: u64) -> Self {
        // A small file is read before anybody could look.
        let shown = (stderr().is_terminal() && length > 1 << 20).then_some(0);
        Self { input, length, read: 0, shown }
    }

    fn show(&mut self) {
        let percent = (self.read.saturating_mul(100) / self.length.max(1)).min(100);
        if self.shown.is_none_or(|shown| shown >= percent) {
            return;
        }
        self.shown = Some(percent);
        let full = usize::try_from(percent / 4).unwrap_or_default();
        let _ = write!(stderr(), "\r{:25} {percent:3} %", "█".repeat(full));
    }
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read(buffer)?;
        self.read = self.read.saturating_add(count as u64);
        self.show();
        Ok(count)
    }
}

impl<R> Drop for Watched<R> {
    fn drop(&mut self) {
        if self.shown.is_some() {
            let _ = write!(stderr(), "\r\u{1b}[K");
        }
    }
}
