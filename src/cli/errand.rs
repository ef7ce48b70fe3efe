//! Errands: asked of the running bot, or carried out in its folder.

use crate::app::{Answer, Done, Errand, Question, ask};
use crate::cli::file::setting;
use crate::dialog::Sink;
use crate::texts::{Language, text, text_with};

/// What came of an errand; an error is what the person at the terminal reads.
pub(super) fn carry_out(errand: Errand, language: Language) -> Result<Done, String> {
    let folder = setting("DATA_DIR", "data");
    let shown = || folder.display().to_string().into();
    if !folder.is_dir() {
        return Err(text_with(language, "leads-no-folder", &[("folder", shown())]));
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| error.to_string())?;
    let reason = match runtime.block_on(ask(&folder, &Question::Errand(errand))) {
        Ok(Answer::Done(done)) => return Ok(done),
        Ok(Answer::Failed(reason)) => reason,
        Ok(other) => format!("{other:?}"),
        Err(error) => error.to_string(),
    };
    let places = [("folder", shown()), ("reason", reason.into())];
    Err(text_with(language, "errand-failed", &places))
}

/// A place as it begins a sentence.
pub(super) fn place(sink: Sink, language: Language) -> String {
    text(language, &format!("delivery-place-{}", sink.key()))
}
