//! Counting: hits, false alarms and misses, and the table row they make.

/// The tally of one labelled set.
#[derive(Default)]
pub struct Score {
    hits: usize,
    false_alarms: usize,
    misses: usize,
    wrong: Vec<String>,
}

impl Score {
    /// Compares what should be found in `message` with what was, item by item.
    pub fn add<T: PartialEq + std::fmt::Debug>(
        &mut self,
        message: &str,
        expected: &[T],
        found: &[T],
    ) {
        let hits = expected.iter().filter(|item| found.contains(item)).count();
        let false_alarms = found.iter().filter(|item| !expected.contains(item)).count();
        let misses = expected.len() - hits;
        self.hits += hits;
        self.false_alarms += false_alarms;
        self.misses += misses;
        if false_alarms + misses > 0 {
            self.wrong.push(format!("{message}\n    expected {expected:?}, found {found:?}"));
        }
    }

    /// The share of findings that are right.
    pub fn precision(&self) -> f64 {
        ratio(self.hits, self.hits + self.false_alarms)
    }

    /// The share of what is there that was found.
    pub fn recall(&self) -> f64 {
        ratio(self.hits, self.hits + self.misses)
    }

    fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

/// A scored set, and the floor below which a change may not land.
pub struct Row {
    /// What is scored.
    pub name: String,
    /// How it went.
    pub score: Score,
    /// The least precision.
    pub precision: f64,
    /// The least recall.
    pub recall: f64,
}

impl Row {
    /// A set and its floors.
    pub fn new(name: impl Into<String>, score: Score, precision: f64, recall: f64) -> Self {
        Self { name: name.into(), score, precision, recall }
    }

    /// The line of the table.
    pub fn line(&self) -> String {
        let Score { hits, misses, .. } = &self.score;
        format!(
            "{:<26} {:>6} {:>7.3} {:>7.3} {:>7.3}   {:.2} {:.2}",
            self.name,
            hits + misses,
            self.score.precision(),
            self.score.recall(),
            self.score.f1(),
            self.precision,
            self.recall,
        )
    }

    fn is_good(&self) -> bool {
        self.score.precision() >= self.precision && self.score.recall() >= self.recall
    }
}

/// Prints every mistake and the lines of the rows, then fails if one is below its floor.
pub fn check(rows: &[Row]) {
    for row in rows {
        row.score.wrong.iter().for_each(|wrong| println!("  {wrong}"));
        println!("{}", row.line());
    }
    let low: Vec<&str> = rows.iter().filter(|row| !row.is_good()).map(|row| &*row.name).collect();
    assert!(low.is_empty(), "below the floor: {low:?}");
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// The rows of a tab-separated file; `\n` in the message stands for a line break.
pub fn rows(file: &str) -> Vec<Vec<String>> {
    file.lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with("# "))
        .map(|line| line.split('\t').map(|cell| cell.replace("\\n", "\n")).collect())
        .collect()
}
