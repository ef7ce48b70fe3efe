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

    /// Prints the row of the table and every mistake; fails below the floor.
    pub fn report(&self, name: &str, precision: f64, recall: f64) {
        self.print(name);
        self.check(name, precision, recall);
    }

    /// Prints the row of the table and every mistake.
    pub fn print(&self, name: &str) {
        let (p, r) = (self.precision(), self.recall());
        let f1 = if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
        for wrong in &self.wrong {
            println!("  {wrong}");
        }
        println!("{name:<24} P {p:.3}  R {r:.3}  F1 {f1:.3}  ({} items)", self.hits + self.misses);
    }

    /// Fails below the floor.
    pub fn check(&self, name: &str, precision: f64, recall: f64) {
        let (p, r) = (self.precision(), self.recall());
        assert!(p >= precision && r >= recall, "{name}: P {p:.3} R {r:.3} is below the floor");
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// The rows of a tab-separated file; `\n` in the message stands for a line break.
pub fn rows(file: &str) -> Vec<Vec<String>> {
    file.lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').map(|cell| cell.replace("\\n", "\n")).collect())
        .collect()
}
