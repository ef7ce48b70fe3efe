//! The bytes of a message that are not read: its contacts.

use std::ops::Range;

/// Goes along with a text and tells which of its bytes are blank.
pub(super) struct Blanks<'a> {
    /// Those not passed yet, in order of their beginnings.
    ahead: &'a [Range<usize>],
}

impl<'a> Blanks<'a> {
    /// The ranges must be in order of their beginnings.
    pub(super) fn new(ranges: &'a [Range<usize>]) -> Self {
        Self { ahead: ranges }
    }

    /// Whether the byte is blank; asked for ever later bytes.
    pub(super) fn cover(&mut self, byte: usize) -> bool {
        while let [passed, ahead @ ..] = self.ahead
            && passed.end <= byte
        {
            self.ahead = ahead;
        }
        self.ahead.first().is_some_and(|next| next.start <= byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_within_a_range_are_blank() {
        let ranges = [1..3, 2..6, 4..5, 8..8, 9..10];
        let mut blanks = Blanks::new(&ranges);
        let blank: Vec<usize> = (0..12).filter(|&byte| blanks.cover(byte)).collect();
        assert_eq!(blank, [1, 2, 3, 4, 5, 9]);
    }
}
