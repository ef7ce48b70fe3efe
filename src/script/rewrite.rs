//! What the bot really did, written in place of what was expected.

use super::Difference;

/// The text with the real lines instead of the expected ones; nothing else changes.
pub fn rewrite(text: &str, differences: &[Difference]) -> String {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    let mut changes: Vec<&Difference> = differences.iter().collect();
    // From the bottom up: what is replaced below moves nothing above.
    changes.sort_by_key(|change| (change.lines.start, change.lines.end));
    for change in changes.into_iter().rev() {
        let from = change.lines.start.min(lines.len());
        let to = change.lines.end.clamp(from, lines.len());
        if from == lines.len()
            && let Some(last) = lines.last_mut()
            && !last.ends_with('\n')
        {
            last.push_str(end);
        }
        let real: Vec<String> = change
            .real
            .iter()
            .flat_map(|line| line.lines())
            .map(|line| format!("{line}{end}"))
            .collect();
        lines.splice(from..to, real);
    }
    lines.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(lines: std::ops::Range<usize>, real: &[&str]) -> Difference {
        let real = real.iter().map(|line| (*line).to_owned()).collect();
        Difference { lines, expected: Vec::new(), real, expectation: None }
    }

    #[test]
    fn only_the_lines_that_differ_change() {
        let text = "# раз\nСтатус: Новый\n\nБот молчит";
        let differences =
            [change(1..2, &["Статус: Завершен"]), change(3..4, &["Бот: да", "Бот: нет"])];
        let rewritten = rewrite(text, &differences);
        assert_eq!(rewritten, "# раз\nСтатус: Завершен\n\nБот: да\nБот: нет\n");
    }

    #[test]
    fn lines_are_added_removed_and_end_as_their_neighbours() {
        let text = "а\r\nб\r\nв";
        let differences = [change(1..2, &[]), change(3..3, &["г\nд"])];
        assert_eq!(rewrite(text, &differences), "а\r\nв\r\nг\r\nд\r\n");
    }
}
