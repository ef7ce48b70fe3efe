//! Times something over messages, and puts it into the table beside a plain pass.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// How long one thing is repeated.
const PATIENCE: Duration = Duration::from_millis(1200);
/// How many messages are timed at once: long enough for the clock, too short to be interrupted.
const FEW: usize = 12;

/// The table: each line in microseconds a message, megabytes a second, and so
/// many times a plain pass over the same bytes.
pub struct Table<'a> {
    messages: &'a [String],
    bytes: usize,
    plain: f64,
}

impl<'a> Table<'a> {
    /// Begins with the plain pass, the least any reading of a message can cost.
    pub fn new(name: &str, messages: &'a [String]) -> Self {
        let bytes = messages.iter().map(String::len).sum();
        let characters: usize = messages.iter().map(|message| message.chars().count()).sum();
        let (count, mean) = (messages.len(), bytes / messages.len());
        println!(
            "\n{name}: {count} of {mean} bytes or {} characters in the mean",
            characters / count
        );
        println!(
            "{:<42} {:>12} {:>12} {:>9} {:>8}",
            "", "µs/message", "99 % below", "MB/s", "× plain"
        );
        let mut table = Self { messages, bytes, plain: 0.0 };
        table.plain = table.line("plain pass over the bytes", |_, message| {
            message.bytes().map(u64::from).sum::<u64>()
        });
        table
    }

    /// Measures `work` and prints its line; returns microseconds a message.
    pub fn line<T>(&self, name: &str, mut work: impl FnMut(usize, &str) -> T) -> f64 {
        let mut rounds = Rounds::new(self.messages.len());
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE || rounds.count < 5 {
            rounds.one_more(self.messages, &mut work);
        }
        let most = self.most(&mut work);
        self.print(name, rounds.mean(), most);
        rounds.mean()
    }

    /// Measures several things turn by turn, so that a neighbour on the machine who comes and
    /// goes is felt by all of them; returns microseconds a message for each.
    pub fn side_by_side<T>(
        &self,
        mut works: Vec<(String, impl FnMut(usize, &str) -> T)>,
    ) -> Vec<f64> {
        let mut all: Vec<Rounds> = works.iter().map(|_| Rounds::new(self.messages.len())).collect();
        let begun = Instant::now();
        let patience = PATIENCE * works.len() as u32;
        while begun.elapsed() < patience || all[0].count < 5 {
            for ((_, work), rounds) in works.iter_mut().zip(&mut all) {
                // The first pass brings back to the caches what the others have driven out.
                self.messages.iter().enumerate().for_each(|(index, message)| {
                    black_box(work(index, black_box(message)));
                });
                for _ in 0..3 {
                    rounds.one_more(self.messages, work);
                }
            }
        }
        for ((name, work), rounds) in works.iter_mut().zip(&all) {
            let most = self.most(work);
            self.print(name, rounds.mean(), most);
        }
        all.iter().map(Rounds::mean).collect()
    }

    fn print(&self, name: &str, mean: f64, most: f64) {
        let speed = self.bytes as f64 / (mean * self.messages.len() as f64);
        let plain = if self.plain > 0.0 { self.plain } else { mean };
        println!("{name:<42} {mean:>12.3} {most:>12.1} {speed:>9.1} {:>8.0}", mean / plain);
    }

    /// What 99 messages of 100 take at most, each at its best of five.
    fn most<T>(&self, work: &mut impl FnMut(usize, &str) -> T) -> f64 {
        let mut times = vec![Duration::MAX; self.messages.len()];
        for _ in 0..5 {
            for (index, message) in self.messages.iter().enumerate() {
                let begun = Instant::now();
                black_box(work(index, black_box(message)));
                times[index] = times[index].min(begun.elapsed());
            }
        }
        times.sort_unstable();
        micros(times[times.len() * 99 / 100])
    }
}

/// The times of one thing, a few messages at a time.
struct Rounds {
    messages: usize,
    count: usize,
    times: Vec<Vec<Duration>>,
}

impl Rounds {
    fn new(messages: usize) -> Self {
        Self { messages, count: 0, times: vec![Vec::new(); messages.div_ceil(FEW)] }
    }

    fn one_more<T>(&mut self, messages: &[String], work: &mut impl FnMut(usize, &str) -> T) {
        for (few, (messages, times)) in messages.chunks(FEW).zip(&mut self.times).enumerate() {
            let begun = Instant::now();
            for (index, message) in messages.iter().enumerate() {
                black_box(work(few * FEW + index, black_box(message)));
            }
            times.push(begun.elapsed());
        }
        self.count += 1;
    }

    /// The mean over all messages in microseconds; of each few the median counts, so that a
    /// busy neighbour on the machine does not.
    fn mean(&self) -> f64 {
        let median = |times: &Vec<Duration>| {
            let mut times = times.clone();
            times.sort_unstable();
            times[times.len() / 2]
        };
        micros(self.times.iter().map(median).sum()) / self.messages as f64
    }
}

/// Microseconds that `work` takes at its best of some turns.
pub fn best_of<T>(turns: usize, mut work: impl FnMut() -> T) -> f64 {
    let times = (0..turns).map(|_| {
        let begun = Instant::now();
        black_box(work());
        begun.elapsed()
    });
    times.min().map_or(0.0, micros)
}

fn micros(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e6
}
