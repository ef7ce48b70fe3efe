//! `leadlatch doctor`: the checklist on the screen.

use std::path::PathBuf;

use clap::Args;

use crate::cli::file::RulesFile;
use crate::cli::screen::Screen;
use crate::cli::{FINE, PROBLEMS, language};
use crate::doctor::{Finding, Mark, Section, examine};
use crate::texts::{Language, text, text_with};

/// `leadlatch doctor`
#[derive(Args)]
pub struct Doctor {
    /// The rules file; RULES_FILE or ./rules.toml without it.
    #[arg(long)]
    rules: Option<PathBuf>,
    /// Writes a test lead to Bitrix24, reads it back and deletes it; sends a signed ping to the
    /// webhook.
    #[arg(long)]
    write: bool,
}

impl Doctor {
    /// Looks at everything and tells.
    pub fn run(self) -> Result<u8, String> {
        let file = RulesFile::read(self.rules.as_deref());
        let language = file.as_ref().map_or_else(|_| language(), RulesFile::language);
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
        let runtime = runtime.map_err(|error| error.to_string())?;
        let bad = runtime.block_on(async {
            let lookup = |name: &str| std::env::var(name).ok();
            let sections = examine(file, lookup, language, self.write).await;
            print(sections, language, Screen::new()).await
        });
        runtime.shutdown_background();
        Ok(if bad == 0 { FINE } else { PROBLEMS })
    }
}

/// Prints the sections in order, while all of them are looked at; says how much is bad.
async fn print(sections: Vec<Section>, language: Language, screen: Screen) -> usize {
    let begun = |section: Section| (section.title, tokio::spawn(section.findings));
    let under_way: Vec<_> = sections.into_iter().map(begun).collect();
    let mut bad = 0;
    for (title, findings) in under_way {
        screen.line(&screen.paint(&text(language, title), "1"));
        screen.waiting("…");
        // A panic over one part is logged by the process; the others are told all the same.
        let findings = findings.await.unwrap_or_default();
        screen.waited();
        findings.iter().for_each(|finding| tell(finding, screen));
        bad += findings.iter().filter(|finding| finding.mark == Mark::Bad).count();
    }
    screen.line("");
    let key = if bad == 0 { "doctor-well" } else { "doctor-ill" };
    screen.line(&text_with(language, key, &[("count", bad.into())]));
    bad
}

fn tell(finding: &Finding, screen: Screen) {
    match finding.mark {
        Mark::Good => screen.good(&finding.words),
        Mark::Warning => screen.warning(&finding.words),
        Mark::Bad => screen.bad(&finding.words),
    }
    if let Some(remedy) = &finding.remedy {
        screen.line(&format!("  {remedy}"));
    }
}
