//! What the engine promises, and whether the measure bears it out.

/// A measured figure and the most it may be.
pub struct Promise {
    /// What was measured.
    pub what: &'static str,
    /// How much it is.
    pub measured: f64,
    /// How much it may be.
    pub at_most: f64,
    /// In what: `µs`; empty for a ratio.
    pub unit: &'static str,
}

/// Prints every promise with its verdict; fails when one is broken.
pub fn verdict(promises: &[Promise]) {
    println!("\n{:<58} {:>12} {:>12}", "promise", "measured", "at most");
    for Promise { what, measured, at_most, unit } in promises {
        let verdict = if measured < at_most { "ok" } else { "over" };
        println!("{what:<58} {measured:>9.2} {unit:<2} {at_most:>9.2} {unit:<2}  {verdict}");
    }
    let kept = promises.iter().all(|promise| promise.measured < promise.at_most);
    assert!(kept, "slower than promised");
}
