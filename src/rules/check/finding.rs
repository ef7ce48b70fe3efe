//! How a check reports: what, where, why, and the next step.

use std::ops::Range;

use fluent_bundle::FluentValue;

use crate::rules::diagnostic::{Label, Patch, Problem, Severity};
use crate::texts::{Language, text_with};

/// The problems found so far in one text.
#[derive(Debug)]
pub struct Findings<'a> {
    /// The text, without a byte order mark.
    pub source: &'a str,
    /// The language of the sentences.
    pub language: Language,
    starts: Vec<usize>,
    problems: Vec<Problem>,
}

impl<'a> Findings<'a> {
    /// Nothing found yet.
    pub fn new(source: &'a str, language: Language) -> Self {
        let ends = source.match_indices('\n').map(|(at, _)| at + 1);
        let starts = std::iter::once(0).chain(ends).collect();
        Self { source, language, starts, problems: Vec::new() }
    }

    /// Reports an error. The sentence is `check-KEY` of the catalogue.
    pub fn error(
        &mut self,
        slug: &'static str,
        key: &'static str,
        span: Range<usize>,
    ) -> Finding<'_, 'a> {
        self.finding(Severity::Error, slug, key, span)
    }

    /// Reports a warning.
    pub fn warning(
        &mut self,
        slug: &'static str,
        key: &'static str,
        span: Range<usize>,
    ) -> Finding<'_, 'a> {
        self.finding(Severity::Warning, slug, key, span)
    }

    fn finding(
        &mut self,
        severity: Severity,
        slug: &'static str,
        key: &'static str,
        span: Range<usize>,
    ) -> Finding<'_, 'a> {
        let span = self.inside(span);
        Finding {
            findings: self,
            severity,
            slug,
            key,
            span,
            places: Vec::new(),
            label: String::new(),
            others: Vec::new(),
            help: None,
            patch: None,
        }
    }

    /// Whether any error was reported.
    pub fn failed(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity == Severity::Error)
    }

    /// How many problems were reported.
    pub fn count(&self) -> usize {
        self.problems.len()
    }

    /// The problems in the order of the file.
    pub fn into_problems(mut self) -> Vec<Problem> {
        self.problems.sort_by_key(|problem| (problem.span.start, problem.severity.key()));
        self.problems.dedup();
        self.problems
    }

    /// Line and column of a byte, both from 1.
    pub fn position(&self, byte: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= byte);
        let start = self.starts[line - 1];
        (line, self.source[start..byte].chars().count() + 1)
    }

    /// The line of a byte, from 1.
    pub fn line(&self, byte: usize) -> u32 {
        u32::try_from(self.position(self.inside(byte..byte).start).0).unwrap_or(u32::MAX)
    }

    /// The span widened to the `if.` or `then.` before it.
    pub fn line_from(&self, span: Range<usize>) -> Range<usize> {
        let before = self.source.get(..span.start).unwrap_or_default();
        let part = ["if.", "then."].into_iter().find(|part| before.ends_with(part));
        span.start - part.map_or(0, str::len)..span.end
    }

    /// The bytes of a line (from 1), its comment and its end left out.
    pub fn line_span(&self, line: usize) -> Range<usize> {
        let start = self.starts.get(line - 1).copied().unwrap_or(self.source.len());
        let end = self.starts.get(line).copied().unwrap_or(self.source.len());
        start..start + self.source[start..end].trim_end().len()
    }

    /// Moves a span into the text and onto borders of characters.
    fn inside(&self, span: Range<usize>) -> Range<usize> {
        let end = self.source.ceil_char_boundary(span.end.min(self.source.len()));
        let start = self.source.floor_char_boundary(span.start.min(end));
        start..end
    }
}

/// A problem in the making; [`Finding::done`] reports it.
#[must_use = "nothing is reported before `done`"]
#[derive(Debug)]
pub struct Finding<'f, 'a> {
    findings: &'f mut Findings<'a>,
    severity: Severity,
    slug: &'static str,
    key: &'static str,
    span: Range<usize>,
    places: Vec<(&'static str, FluentValue<'static>)>,
    label: String,
    others: Vec<Label>,
    help: Option<String>,
    patch: Option<Patch>,
}

impl Finding<'_, '_> {
    /// Fills `{ $name }` of every sentence of this problem that is asked for afterwards.
    pub fn with(mut self, name: &'static str, value: impl Into<FluentValue<'static>>) -> Self {
        self.places.push((name, value.into()));
        self
    }

    /// Says `check-KEY-label` under the place.
    pub fn label(mut self) -> Self {
        self.label = self.sentence(&format!("{}-label", self.key));
        self
    }

    /// Says the sentence `check-KEY` under another place.
    pub fn other(mut self, span: Range<usize>, key: &str) -> Self {
        let label =
            Label { span: self.findings.inside(span), text: self.sentence(key), primary: false };
        self.others.push(label);
        self
    }

    /// Names `check-KEY-help` as the next step.
    pub fn help(self) -> Self {
        let key = format!("{}-help", self.key);
        self.help_as(&key)
    }

    /// Names the sentence `check-KEY` as the next step.
    pub fn help_as(mut self, key: &str) -> Self {
        self.help = Some(self.sentence(key));
        self
    }

    /// Offers a change of the file.
    pub fn patch(mut self, span: Range<usize>, text: impl Into<String>) -> Self {
        self.patch = Some(Patch { span: self.findings.inside(span), text: text.into() });
        self
    }

    /// If there is a word that looks alike, offers it in place of `span`; else the usual help.
    pub fn similar(mut self, span: Range<usize>, found: Option<String>, quoted: bool) -> Self {
        match found {
            Some(word) => {
                self.places.push(("similar", word.clone().into()));
                let text = if quoted { quote(&word) } else { word };
                self.help_as("similar").patch(span, text)
            }
            None => self.help(),
        }
    }

    /// The text of that place.
    pub fn written(&self, span: Range<usize>) -> String {
        self.findings.source.get(span).unwrap_or_default().to_owned()
    }

    /// Reports the problem.
    pub fn done(self) {
        let message = self.sentence(self.key);
        let mut labels = vec![Label { span: self.span.clone(), text: self.label, primary: true }];
        labels.extend(self.others);
        let (line, column) = self.findings.position(self.span.start);
        let (end_line, end_column) = self.findings.position(self.span.end);
        // A change that shows a secret is not worth showing.
        let patch = self.patch.filter(|patch| super::covered(&patch.text) == patch.text);
        self.findings.problems.push(Problem {
            slug: self.slug,
            severity: self.severity,
            span: self.span,
            line,
            column,
            end_line,
            end_column,
            message,
            labels,
            help: self.help,
            patch,
        });
    }

    fn sentence(&self, key: &str) -> String {
        let sentence = text_with(self.findings.language, &format!("check-{key}"), &self.places);
        super::covered(&sentence).into_owned()
    }
}

/// The text as a value of the file.
pub fn quote(text: &str) -> String {
    if text.contains(['"', '\\']) && !text.contains(['\'', '\n']) {
        return format!("'{text}'");
    }
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    format!("\"{escaped}\"")
}

/// The candidate a mistyped word most likely means.
pub fn similar<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<String> {
    let word = word.to_lowercase();
    let allowed = (word.chars().count() / 3).max(2);
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&word, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| {
            // «а» and «b» differ by one letter and have nothing in common.
            *distance <= allowed && *distance * 2 <= candidate.chars().count().max(2)
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate.to_owned())
}
