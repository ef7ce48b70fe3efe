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
    let begun = Instant::now();
    let rules = load(include_str!("../rules.toml")).expect("the shipped file is right");
    let took = begun.elapsed();
    let after = anonymous_memory();
    black_box(&rules);
    println!("shipped rules and dictionary: {:.1} ms (at most {TIME:?})", took.as_secs_f64() * 1e3);
    let again = Instant::now();
    black_box(load(include_str!("../rules.toml")).is_ok());
    println!("loaded again: {:.1} ms", again.elapsed().as_secs_f64() * 1e3);
    assert!(took < TIME, "slower than promised");
    match (before, after) {
        (Some(before), Some(after)) => {
            println!("RssAnon: {before} kB before, {after} kB after (at most {MEMORY} kB)");
            assert!(after < MEMORY, "larger than promised");
        }
        _ => println!("RssAnon: this system does not tell"),
    }
}

/// Memory of the process's own, without mapped files, in kB (proc(5), `RssAnon`).
fn anonymous_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"))?;
    line.split_whitespace().next()?.parse().ok()
}
