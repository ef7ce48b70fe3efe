//! An arbitrary rules file: it loads or every problem can be shown at its place.
#![no_main]

use leadlatch::rules::{Printer, language_of, load, problems};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let found = problems(text);
    // Places count without the byte order mark, which editors hide as well.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for problem in &found {
        assert!(text.get(problem.span.clone()).is_some(), "{problem:?}");
        let language = language_of(text);
        let printer = Printer { file: "rules.toml", source: text, language, colours: false };
        assert!(!printer.print(problem).is_empty());
        if let Some(patch) = &problem.patch {
            assert!(text.get(patch.span.clone()).is_some(), "{problem:?}");
            patch.line(text);
        }
    }
    if let Err(problems) = load(text) {
        assert_eq!(problems, found);
    }
});
