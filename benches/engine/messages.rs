//! The messages measured on: the labelled ones, which people write like this.

/// Every message of the labelled sets; far more of them have a contact than in real life.
pub fn messages() -> Vec<String> {
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
