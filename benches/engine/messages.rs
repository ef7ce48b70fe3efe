//! The messages measured on: what customers write, and the labelled sets.

/// Messages as they come in a working day, 90 characters in the mean, few with a contact.
pub fn talk() -> Vec<String> {
    include_str!("talk.txt").lines().map(str::to_owned).collect()
}

/// Every message of the labelled sets: short ones, most with something to find or to doubt.
pub fn labelled() -> Vec<String> {
    let sets = [
        include_str!("../../tests/detect/phones.tsv"),
        include_str!("../../tests/detect/emails.tsv"),
        include_str!("../../tests/detect/call_time.tsv"),
        include_str!("../../tests/detect/names.tsv"),
        include_str!("../../tests/detect/obscenity.tsv"),
        include_str!("../../tests/detect/word_forms.tsv"),
    ];
    let rows = sets.iter().flat_map(|set| set.lines());
    rows.filter(|row| !row.trim().is_empty() && !row.starts_with("# "))
        .filter_map(|row| row.split('\t').next())
        .map(|message| message.replace("\\n", "\n"))
        .collect()
}

/// The same messages put together until each is as long as people write: too many words to
/// stay in the processor's caches.
pub fn varied() -> Vec<String> {
    let mut messages = talk();
    let mut together = String::new();
    for message in labelled() {
        together.push_str(&message);
        if together.chars().count() < LONG_ENOUGH {
            together.push_str(". ");
        } else {
            messages.push(std::mem::take(&mut together));
        }
    }
    messages
}

const LONG_ENOUGH: usize = 65;
