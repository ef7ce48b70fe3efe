//! The data folder of a demo: begun anew each time, and never somebody else's.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use ulid::Ulid;

use super::DemoError;

/// A file of this name says that everything in the folder may be removed.
const MARK: &str = ".leadlatch-demo";

/// A folder a demo may do with as it likes.
pub(super) struct Folder {
    path: PathBuf,
    temporary: bool,
}

impl Folder {
    /// The folder at that path, or a temporary one.
    pub fn new(path: Option<PathBuf>) -> Folder {
        let temporary = path.is_none();
        let path = path.unwrap_or_else(|| {
            std::env::temp_dir().join(format!("leadlatch-demo-{}", Ulid::generate()))
        });
        Folder { path, temporary }
    }

    /// Where the bot keeps its data.
    pub fn data(&self) -> PathBuf {
        self.path.join("data")
    }

    /// Makes the folder, without anything from before.
    pub fn begin_anew(&self) -> Result<(), DemoError> {
        let entries = match fs::read_dir(&self.path) {
            Ok(entries) => entries.count(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => 0,
            Err(error) => return Err(error.into()),
        };
        if entries > 0 && !self.path.join(MARK).exists() {
            return Err(DemoError::ForeignFolder(self.path.clone()));
        }
        remove(&self.data())?;
        fs::create_dir_all(&self.path)?;
        fs::write(self.path.join(MARK), "")?;
        Ok(())
    }

    /// Removes a temporary folder.
    pub fn leave(&self) -> io::Result<()> {
        if self.temporary { remove(&self.path) } else { Ok(()) }
    }
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_demo_left_is_removed() {
        let home = tempfile::tempdir().unwrap();
        let folder = Folder::new(Some(home.path().join("demo")));
        folder.begin_anew().unwrap();
        fs::create_dir(folder.data()).unwrap();
        fs::write(folder.data().join("db"), "old").unwrap();
        folder.begin_anew().unwrap();
        assert!(!folder.data().exists());
    }

    #[test]
    fn a_folder_with_other_things_is_left_alone() {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join("data")).unwrap();
        let folder = Folder::new(Some(home.path().to_owned()));
        assert!(matches!(folder.begin_anew(), Err(DemoError::ForeignFolder(_))));
        assert!(folder.data().exists());
    }
}
