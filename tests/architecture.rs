//! The shape of the code, as src/lib.rs promises it: who may know whom.

use std::fs;
use std::path::{Path, PathBuf};

/// The source files, their paths relative to src/, and what they say without comments and tests.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let name = path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
                files.push((name, product_code(&fs::read_to_string(&path).unwrap())));
            }
        }
    }
    assert!(files.len() > 100, "only {} files found", files.len());
    files
}

fn product_code(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The files of these parts, each the file of that name and the folder beside it.
fn parts<'a>(
    sources: &'a [(String, String)],
    names: &'a [&str],
) -> impl Iterator<Item = &'a (String, String)> {
    sources.iter().filter(move |(file, _)| is_in(file, names))
}

fn is_in(file: &str, names: &[&str]) -> bool {
    names.iter().any(|name| file == format!("{name}.rs") || file.starts_with(&format!("{name}/")))
}

fn assert_none<'a>(files: impl Iterator<Item = &'a (String, String)>, forbidden: &[&str]) {
    for (file, code) in files {
        for word in forbidden {
            assert!(!code.contains(word), "src/{file} must not know `{word}`");
        }
    }
}

#[test]
fn the_core_knows_no_network_disk_clock_or_task() {
    let sources = sources();
    let core = ["dialog", "detect", "rules", "script", "simulation", "trace_text", "lead_text"];
    let forbidden = [
        "tokio",
        "teloxide",
        "sled::",
        "reqwest",
        "lettre",
        "axum",
        "std::fs",
        "std::net",
        "std::env",
        "std::thread",
        "Utc::now",
        "Local::now",
        "SystemTime",
        "Instant::now",
        "crate::store",
        "crate::telegram",
        "crate::delivery",
        "crate::app",
        "crate::cli",
        "crate::demo",
    ];
    assert_none(parts(&sources, &core), &forbidden);
}

#[test]
fn detectors_know_no_rules_and_the_vocabulary_knows_nobody() {
    let sources = sources();
    assert_none(parts(&sources, &["detect"]), &["crate::rules", "crate::texts"]);
    let all = ["crate::detect", "crate::rules", "crate::texts"];
    assert_none(parts(&sources, &["dialog"]), &all);
}

#[test]
fn the_store_knows_only_the_vocabulary() {
    let sources = sources();
    let others =
        ["crate::rules", "crate::detect", "crate::telegram", "crate::delivery", "teloxide"];
    assert_none(parts(&sources, &["store"]), &others);
}

#[test]
fn every_library_that_touches_the_world_has_its_place() {
    let sources = sources();
    let places: [(&str, &[&str]); 4] = [
        ("sled::", &["store"]),
        ("lettre::", &["delivery/email"]),
        ("teloxide::", &["telegram", "delivery", "app"]),
        ("annotate_snippets", &["rules/diagnostic"]),
    ];
    for (library, allowed) in places {
        let others = sources.iter().filter(|(file, _)| !is_in(file, allowed));
        assert_none(others, &[library]);
    }
}

#[test]
fn no_file_is_too_long_to_know_every_room_in_it() {
    for (file, code) in sources() {
        let lines = code.lines().count();
        assert!(lines <= 400, "src/{file} has {lines} lines");
    }
}
