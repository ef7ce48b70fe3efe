//! How long the start takes and what stays in memory: the shipped rules, dictionary and all.
//!
//! `cargo bench --bench start`; one process measures one start, as in life.

use std::hint::black_box;
use std::time::{Duration, Instant};

use leadlatch::rules::load;

/// The longest the rules may take to load.
const TIME: Duration = Duration::from_millis(50);
/// The most memory of its own the process may hold afterwards, in kB.
const MEMORY: u64 = 30 * 1024;

fn main() {
    let before = anonymous_memory();
    let (begun, worked) = (Instant::now(), processor_time());
    let rules = load(include_str!("../rules.toml")).expect("the shipped file is right");
    let (took, worked) = (begun.elapsed(), processor_time().zip(worked));
    let after = anonymous_memory();
    black_box(&rules);
    // On a busy machine the clock also counts the neighbours' work.
    let worked = worked.map_or(took, |(end, begin)| end.saturating_sub(begin));
    println!("shipped rules and dictionary: {worked:.1?} of work in {took:.1?} (at most {TIME:?})");
    match (before, after) {
        (Some(before), Some(after)) => {
            println!("RssAnon: {before} kB before, {after} kB after (at most {MEMORY} kB)");
            assert!(after < MEMORY, "larger than promised");
        }
        _ => println!("RssAnon: this system does not tell"),
    }
    assert!(worked < TIME, "slower than promised");
}

/// How long the processor has worked for this process (Linux, sched-stats, first field).
fn processor_time() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/self/schedstat").ok()?;
    Some(Duration::from_nanos(stat.split_whitespace().next()?.parse().ok()?))
}

/// Memory of the process's own, without mapped files, in kB (proc(5), `RssAnon`).
fn anonymous_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"))?;
    line.split_whitespace().next()?.parse().ok()
}
