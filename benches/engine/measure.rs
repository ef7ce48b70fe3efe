//! Times something over all messages, and puts it into the table beside a plain pass.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// How long one thing is repeated.
const PATIENCE: Duration = Duration::from_millis(1500);
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
    pub fn new(messages: &'a [String]) -> Self {
        let bytes = messages.iter().map(String::len).sum();
        let characters: usize = messages.iter().map(|message| message.chars().count()).sum();
        println!(
            "{} messages, {} bytes or {} characters in the mean",
            messages.len(),
            bytes / messages.len(),
            characters / messages.len()
        );
        println!(
            "{:<32} {:>12} {:>12} {:>9} {:>8}",
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
        let mean = self.mean(&mut work);
        let most = self.most(&mut work);
        let speed = self.bytes as f64 / (mean * self.messages.len() as f64);
        let plain = if self.plain > 0.0 { self.plain } else { mean };
        println!("{name:<32} {mean:>12.3} {most:>12.1} {speed:>9.1} {:>8.0}", mean / plain);
        mean
    }

    /// The mean over all messages; they are timed a few at a time and the median
    /// counts, so that a busy neighbour on the machine does not.
    fn mean<T>(&self, work: &mut impl FnMut(usize, &str) -> T) -> f64 {
        let mut times = vec![Vec::new(); self.messages.len().div_ceil(FEW)];
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE || times[0].len() < 5 {
            for (few, (messages, times)) in self.messages.chunks(FEW).zip(&mut times).enumerate() {
                let begun = Instant::now();
                for (index, message) in messages.iter().enumerate() {
                    black_box(work(few * FEW + index, black_box(message)));
                }
                times.push(begun.elapsed());
            }
        }
        let median = |mut times: Vec<Duration>| {
            times.sort_unstable();
            times[times.len() / 2]
        };
        micros(times.into_iter().map(median).sum()) / self.messages.len() as f64
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

fn micros(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e6
}
