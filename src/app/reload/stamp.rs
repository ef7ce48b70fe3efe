//! Whether files have changed, told without reading them.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// A file at a moment. The inode tells a file put in the place of another.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stamp {
    modified: Option<SystemTime>,
    length: u64,
    inode: u64,
}

/// The rules file, its dialogues, and files it waits for, at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stamps {
    rules: Option<Stamp>,
    others: Vec<(PathBuf, Option<Stamp>)>,
}

impl Stamps {
    /// The files as they are now.
    pub fn of(rules: &Path, others: Vec<PathBuf>) -> Self {
        let stamped = |path: PathBuf| {
            let stamp = stamp(&path);
            (path, stamp)
        };
        Self { rules: stamp(rules), others: others.into_iter().map(stamped).collect() }
    }

    /// Whether there is a rules file.
    pub fn has_rules(&self) -> bool {
        self.rules.is_some()
    }

    /// Whether the rules file was written less than `age` before `now`, or later.
    pub fn is_younger_than(&self, age: Duration, now: SystemTime) -> bool {
        let modified = self.rules.as_ref().and_then(|rules| rules.modified);
        modified.is_some_and(|at| now.duration_since(at).map_or(true, |passed| passed < age))
    }
}

fn stamp(path: &Path) -> Option<Stamp> {
    let data = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    Some(Stamp { modified: data.modified().ok(), length: data.len(), inode: data.ino() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_written_or_replaced_is_another() {
        let folder = tempfile::tempdir().unwrap();
        let (rules, other) = (folder.path().join("rules.toml"), folder.path().join("other"));
        let now = || Stamps::of(&rules, Vec::new());
        let missing = now();
        assert!(!missing.has_rules());
        fs::write(&rules, "one").unwrap();
        let written = now();
        assert!(written.has_rules() && written == now());
        fs::write(&other, "two").unwrap();
        let same_moment = fs::File::options().write(true).open(&other).unwrap();
        let modified = fs::metadata(&rules).unwrap().modified().unwrap();
        same_moment.set_modified(modified).unwrap();
        fs::rename(&other, &rules).unwrap();
        assert_ne!(written, now(), "as long and as old, and yet another file");
    }

    #[test]
    fn a_file_of_just_now_is_young() {
        let folder = tempfile::tempdir().unwrap();
        let rules = folder.path().join("rules.toml");
        fs::write(&rules, "one").unwrap();
        let written = fs::metadata(&rules).unwrap().modified().unwrap();
        let (stamps, age) = (Stamps::of(&rules, Vec::new()), Duration::from_secs(10));
        assert!(stamps.is_younger_than(age, written + Duration::from_secs(9)));
        assert!(!stamps.is_younger_than(age, written + Duration::from_secs(10)));
    }
}
