//! The data folder: can it be written to, does a bot work with it, is there room on the disk?

use std::fs::{self, OpenOptions};
use std::io;
use std::path::Path;

use super::finding::Say;
use super::{Finding, PATIENCE};
use crate::app::{Answer, ControlError, Health, Question, ask, is_running};
use crate::store::OpenError;

/// With less than that left a bot cannot go on, in bytes.
const TOO_LITTLE: u64 = 100 * 1024 * 1024;
/// With less than that left it is time to look after the disk, in bytes.
const LITTLE: u64 = 1024 * 1024 * 1024;

/// What the bot remembers, when it can be asked, and what there is to say of the folder.
pub async fn findings(folder: &Path, say: Say) -> (Option<Health>, Vec<Finding>) {
    let shown = folder.display().to_string();
    let named = [("folder", shown.as_str().into())];
    let (place, mut findings) = match fs::metadata(folder) {
        Ok(about) if !about.is_dir() => return (None, vec![say.bad("doctor-data-file", &named)]),
        Ok(_) => (folder, Vec::new()),
        Err(_) => (existing(folder), vec![say.good("doctor-data-none-yet", &named)]),
    };
    if let Err(error) = try_to_write(place) {
        let place = place.display().to_string();
        let places = [("folder", place.into()), ("reason", error.to_string().into())];
        return (None, vec![say.bad("doctor-data-unwritable", &places)]);
    }
    let mut health = None;
    // A folder nobody has used yet is left as it is.
    if folder.join("db").exists() {
        match look(folder).await {
            Ok((running, found)) => {
                findings.extend(of_health(running, &found, &shown, say));
                health = Some(found);
            }
            Err(Trouble::Locked) => findings.push(say.bad("doctor-data-locked", &named)),
            Err(Trouble::Other(reason)) => {
                let places = [("folder", shown.as_str().into()), ("reason", reason.into())];
                findings.push(say.bad("doctor-data-unreadable", &places));
            }
        }
    }
    findings.extend(free(place, say));
    (health, findings)
}

/// The nearest folder above that is there.
fn existing(folder: &Path) -> &Path {
    let above = folder.ancestors().skip(1).find(|above| above.is_dir());
    above.unwrap_or(Path::new("."))
}

/// Writes a file and takes it away again.
fn try_to_write(folder: &Path) -> io::Result<()> {
    let file = folder.join(format!(".leadlatch-doctor-{}", std::process::id()));
    OpenOptions::new().write(true).create_new(true).open(&file)?;
    fs::remove_file(file)
}

enum Trouble {
    Locked,
    Other(String),
}

async fn look(folder: &Path) -> Result<(bool, Health), Trouble> {
    let running = is_running(folder).await;
    let asked = tokio::time::timeout(PATIENCE, ask(folder, &Question::Health)).await;
    match asked {
        Ok(Ok(Answer::Health(health))) => Ok((running, health)),
        Ok(Ok(Answer::Failed(reason))) => Err(Trouble::Other(reason)),
        Ok(Ok(_)) => Err(Trouble::Other(String::new())),
        Ok(Err(ControlError::Data(OpenError::Locked { .. }))) | Err(_) => Err(Trouble::Locked),
        Ok(Err(error)) => Err(Trouble::Other(error.to_string())),
    }
}

fn of_health(running: bool, health: &Health, folder: &str, say: Say) -> Vec<Finding> {
    let key = if running { "doctor-data-running" } else { "doctor-data-idle" };
    let places = [("folder", folder.into()), ("count", health.leads.into())];
    let mut findings = vec![say.good(key, &places)];
    if health.undelivered > 0 {
        let count = [("count", health.undelivered.into())];
        findings.push(say.warning("doctor-undelivered", &count));
    }
    findings
}

fn free(folder: &Path, say: Say) -> Option<Finding> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    let free = disk.f_bavail.saturating_mul(disk.f_frsize);
    let size = match free {
        LITTLE.. => format!("{} GB", free / LITTLE),
        _ => format!("{} MB", free / (1024 * 1024)),
    };
    let places = [("size", size.into())];
    Some(match free {
        LITTLE.. => say.good("doctor-disk", &places),
        TOO_LITTLE.. => say.warning("doctor-disk-little", &places),
        _ => say.bad("doctor-disk-little", &places),
    })
}
