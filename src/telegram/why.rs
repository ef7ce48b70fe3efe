//! The answer to `/why`: the account of a step in a few lines; pure.

use crate::dialog::Trace;
use crate::texts::{Language, text_with};
use crate::trace_text;

/// How many rules are listed: those nearest to the decision.
const RULES: usize = 12;
/// How much is repeated of what was heard, in characters.
const HEARD: usize = 200;

/// What was heard, which rules were looked at, what decided.
pub fn why(trace: &Trace, language: Language) -> String {
    let heard: String = trace_text::heard(trace, language).chars().take(HEARD).collect();
    let mut lines = vec![text_with(language, "desk-why-heard", &[("text", heard.into())])];
    lines.extend(trace_text::brief(trace, RULES, language));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::dialog::{Status, TestedCondition, TestedRule, Verdict};

    fn tested(name: &str, line: u32, condition: &str, held: bool) -> TestedRule {
        let condition = TestedCondition { text: condition.into(), line: line + 1, held };
        TestedRule { name: name.into(), line, conditions: vec![condition], spent: false }
    }

    #[test]
    fn managers_read_the_words_that_owners_read() {
        let rules = vec![
            tested("Спам", 10, "if.words = [\"@спам\"]", false),
            tested("Телефон", 14, "if.message_has = [\"phone\"]", true),
        ];
        let mut trace = Trace {
            at: DateTime::UNIX_EPOCH,
            heard: "89001234567".to_owned(),
            rules,
            verdict: Verdict::Fired { rule: "Телефон".into(), line: 14 },
            status: (Status::New, Status::Completed),
            notes: Vec::new(),
        };
        assert_eq!(
            why(&trace, Language::Ru),
            "\
Услышано: 89001234567
✗ «Спам» (10)
    ✗ if.words = [\"@спам\"]
✓ «Телефон» (14)
сработало правило «Телефон»
статус: Новый → Завершен"
        );
        trace.heard = "[idle]".to_owned();
        trace.rules.clear();
        trace.verdict = Verdict::Fallback;
        trace.status = (Status::New, Status::New);
        let told = why(&trace, Language::En);
        assert!(!told.contains("[idle]"), "{told}");
        assert!(told.ends_with(&trace_text::verdict(&Verdict::Fallback, Language::En)), "{told}");
    }
}
