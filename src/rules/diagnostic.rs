//! A problem in a rules file, and how it is shown to the owner.

use std::ops::Range;

use annotate_snippets::renderer::DEFAULT_TERM_WIDTH;
use annotate_snippets::{AnnotationKind, Group, Level, Patch as Fix, Renderer, Snippet};

use crate::texts::{Language, text};

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The file does not load.
    Error,
    /// The file loads.
    Warning,
}

impl Severity {
    /// The word in machine-readable output.
    pub fn key(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// A remark under a place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Bytes of the text.
    pub span: Range<usize>,
    /// The remark; empty for a bare underline.
    pub text: String,
    /// The place of the problem itself, not a place that explains it.
    pub primary: bool,
}

/// A change of the file that solves the problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Patch {
    /// Bytes of the text to replace.
    pub span: Range<usize>,
    /// What to put there.
    pub text: String,
}

impl Patch {
    /// The number of the first changed line, from 1, and the lines as they become.
    pub fn line(&self, source: &str) -> (usize, String) {
        let source = visible(source);
        let begin = source[..self.span.start].rfind('\n').map_or(0, |end| end + 1);
        let end = source[self.span.end..].find('\n').map_or(source.len(), |at| self.span.end + at);
        let number = source[..begin].matches('\n').count() + 1;
        let head = &source[begin..self.span.start];
        let tail = source[self.span.end..end].trim_end_matches('\r');
        (number, format!("{head}{}{tail}", self.text))
    }
}

/// Something wrong in a rules file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The kind of problem; stable, for scripts and for `explain`.
    pub slug: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Bytes of the text, a byte order mark at its beginning not counted.
    pub span: Range<usize>,
    /// The first line, from 1.
    pub line: usize,
    /// The first character in it, from 1.
    pub column: usize,
    /// The last line.
    pub end_line: usize,
    /// The character after the last, from 1.
    pub end_column: usize,
    /// What is wrong, in the owner's words.
    pub message: String,
    /// Remarks under the lines, the place of the problem first.
    pub labels: Vec<Label>,
    /// The next step.
    pub help: Option<String>,
    /// The next step as a change of the file.
    pub patch: Option<Patch>,
}

/// The text without a byte order mark, which editors hide as well.
pub(super) fn visible(source: &str) -> &str {
    source.strip_prefix('\u{feff}').unwrap_or(source)
}

/// Prints problems with the lines they stand in.
#[derive(Clone, Copy, Debug)]
pub struct Printer<'a> {
    /// The name of the file.
    pub file: &'a str,
    /// Its text.
    pub source: &'a str,
    /// The language of «ошибка», «внимание», «совет».
    pub language: Language,
    /// Colours, for terminals.
    pub colours: bool,
}

impl Printer<'_> {
    /// One problem; secrets in the lines shown are covered.
    pub fn print(&self, problem: &Problem) -> String {
        let shown = super::check::covered(visible(self.source));
        let help_word = text(self.language, "check-word-help");
        let (level, word) = match problem.severity {
            Severity::Error => (Level::ERROR, "check-word-error"),
            Severity::Warning => (Level::WARNING, "check-word-warning"),
        };
        let snippet = Snippet::source(&*shown)
            .path(self.file)
            .annotations(problem.labels.iter().map(|label| annotation(label, &shown)));
        let mut first = level
            .with_name(text(self.language, word))
            .primary_title(&*problem.message)
            .id(problem.slug)
            .element(snippet);
        let help = problem.help.as_deref().unwrap_or_default();
        let level = Level::HELP.with_name(help_word);
        let mut groups: Vec<Group<'_>> = Vec::new();
        match &problem.patch {
            Some(patch) => {
                let fix = Fix::new(patch.span.clone(), &*patch.text);
                let snippet = Snippet::source(&*shown).path(self.file).patch(fix);
                groups.push(first);
                groups.push(level.secondary_title(help).element(snippet));
            }
            None => {
                if !help.is_empty() {
                    first = first.element(level.message(help));
                }
                groups.push(first);
            }
        }
        let renderer = if self.colours { Renderer::styled() } else { Renderer::plain() };
        renderer.term_width(DEFAULT_TERM_WIDTH).render(&groups)
    }
}

fn annotation<'a>(label: &'a Label, source: &str) -> annotate_snippets::Annotation<'a> {
    let kind = if label.primary { AnnotationKind::Primary } else { AnnotationKind::Context };
    let end = label.span.end.min(source.len());
    let marked = kind.span(label.span.start.min(end)..end);
    if label.text.is_empty() { marked } else { marked.label(&*label.text) }
}
