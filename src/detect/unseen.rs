//! A message without what nobody sees in it: zero-width characters, soft hyphens, direction marks.
//!
//! They come along with copied text and are strewn in to slip past filters. Detectors read what a
//! person reads; the places of what they find are places of the message as it was sent.

use std::borrow::Cow;
use std::ops::Range;

use super::facts::Facts;
use crate::dialog::Entity;

/// A message as it is seen.
pub(super) struct Seen<'a> {
    /// Without unseen characters.
    pub text: Cow<'a, str>,
    /// Where in `text` something was left out, and how many bytes were up to there.
    cuts: Vec<(usize, usize)>,
}

impl<'a> Seen<'a> {
    /// At most so many seen characters of the message.
    pub fn of(sent: &'a str, longest: usize) -> Self {
        let Some(first) = sent.find(is_unseen) else {
            return Self { text: Cow::Borrowed(shortened(sent, longest)), cuts: Vec::new() };
        };
        let mut text = String::with_capacity(sent.len());
        let mut cuts: Vec<(usize, usize)> = Vec::new();
        text.push_str(&sent[..first]);
        for (at, character) in sent[first..].char_indices() {
            if !is_unseen(character) {
                text.push(character);
                continue;
            }
            let dropped = first + at + character.len_utf8() - text.len();
            match cuts.last_mut() {
                Some((place, bytes)) if *place == text.len() => *bytes = dropped,
                _ => cuts.push((text.len(), dropped)),
            }
        }
        text.truncate(shortened(&text, longest).len());
        Self { text: Cow::Owned(text), cuts }
    }

    /// The marks of the message as it was sent, at their places in the seen text.
    pub fn entities<'e>(&self, sent: &'e [Entity]) -> Cow<'e, [Entity]> {
        if self.cuts.is_empty() {
            return Cow::Borrowed(sent);
        }
        let moved = |Entity { span, kind }: &Entity| {
            let span = self.seen(span.start)..self.seen(span.end);
            Entity { span, kind: kind.clone() }
        };
        sent.iter().map(moved).collect()
    }

    fn seen(&self, sent: usize) -> usize {
        let before = self.cuts.partition_point(|(place, dropped)| place + dropped <= sent);
        let dropped = before.checked_sub(1).map_or(0, |last| self.cuts[last].1);
        // Within what was left out, the place is where it was.
        let within = self.cuts.get(before).map_or(usize::MAX, |(place, _)| *place);
        (sent - dropped).min(within)
    }

    /// Moves every place in the seen text to its place in the message as it was sent.
    pub fn restore(&self, facts: &mut Facts) {
        if self.cuts.is_empty() {
            return;
        }
        let phones = facts.phones.iter_mut().map(|phone| &mut phone.span);
        let emails = facts.emails.iter_mut().map(|address| &mut address.span);
        let handles = facts.handles.iter_mut().map(|handle| &mut handle.span);
        let time = facts.time.iter_mut().map(|time| &mut time.span);
        let name = facts.name.iter_mut().map(|name| &mut name.span);
        let rejected = facts.rejected.iter_mut().map(|rejected| &mut rejected.span);
        for span in phones.chain(emails).chain(handles).chain(time).chain(name).chain(rejected) {
            *span = self.sent(span);
        }
    }

    /// From before the first character to after the last, and nothing unseen around.
    fn sent(&self, span: &Range<usize>) -> Range<usize> {
        let start = self.cuts.partition_point(|(place, _)| *place <= span.start);
        let end = self.cuts.partition_point(|(place, _)| *place < span.end);
        let dropped = |cuts: usize| cuts.checked_sub(1).map_or(0, |last| self.cuts[last].1);
        let start = span.start + dropped(start);
        start..(span.end + dropped(end)).max(start)
    }
}

fn shortened(text: &str, longest: usize) -> &str {
    text.char_indices().nth(longest).map_or(text, |(end, _)| &text[..end])
}

/// Whether a character takes up no room and changes nothing one sees (Unicode, Default_Ignorable).
pub(super) fn is_unseen(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// Whether a character is no letter of its own: unseen, or a mark drawn over another, as accents
/// and the frame of a keycap are.
pub(super) fn is_no_letter(character: char) -> bool {
    is_unseen(character)
        || matches!(character,
            '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}'
            | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lead_back_to_the_message_as_it_was_sent() {
        let sent = "\u{200b}я\u{feff} 8\u{ad}\u{200d}9\u{2060}!\u{fe0f}";
        let seen = Seen::of(sent, 10);
        assert_eq!(seen.text, "я 89!");
        for (found, written) in [("я", "я"), ("89", "8\u{ad}\u{200d}9"), ("9!", "9\u{2060}!")] {
            let start = seen.text.find(found).unwrap();
            assert_eq!(&sent[seen.sent(&(start..start + found.len()))], written);
        }
    }

    #[test]
    fn marks_are_moved_along() {
        let sent = "\u{200b}я\u{feff} 8\u{ad}9";
        let seen = Seen::of(sent, 10);
        let place = |span: Range<usize>| seen.seen(span.start)..seen.seen(span.end);
        let digits = sent.find('8').unwrap();
        assert_eq!(&seen.text[place(digits..sent.len())], "89");
        assert_eq!(&seen.text[place(0..sent.len())], "я 89");
        assert_eq!(&seen.text[place(0..3)], "");
        assert_eq!(seen.sent(&place(0..3)), 3..3);
    }

    #[test]
    fn only_seen_characters_count() {
        assert_eq!(Seen::of("аб\u{200b}вг", 3).text, "абв");
        assert_eq!(Seen::of("абвг", 3).text, "абв");
    }
}
