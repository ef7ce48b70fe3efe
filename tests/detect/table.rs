//! The table CI prints: every labelled set in one look.

use crate::{call_time, emails, english, names, obscenity, phones, word_forms};

#[test]
fn table_of_the_labelled_sets() {
    let sets = [
        phones::scored(),
        emails::scored(),
        word_forms::scored(),
        obscenity::scored(),
        call_time::scored(),
        names::scored(),
        english::scored(),
    ];
    println!("\n{:<26} {:>6} {:>7} {:>7} {:>7}   floors", "", "items", "P", "R", "F1");
    for row in sets.iter().flatten() {
        println!("{}", row.line());
    }
    println!();
}
