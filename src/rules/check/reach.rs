//! Rules that can never have their turn: conditions that exclude each other, or a wider rule above.
//!
//! Both checks say nothing when they are not sure.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use crate::dialog::{Field, MediaKind};
use crate::rules::IfMissing;
use crate::rules::schema::{Ask, ConditionDraft, Draft, Placed, RuleDraft};

use super::cover::{self, Cover};
use super::{Findings, word};

/// Reports rules that never fire and rules that are never reached.
pub fn check(draft: &Draft, findings: &mut Findings<'_>) {
    let can_lead = draft
        .rules
        .iter()
        .any(|rule| rule.broken || rule.actions.lead.as_ref().is_some_and(|lead| lead.value));
    let mut rivals = Rivals::default();
    let mut names = HashSet::new();
    for rule in &draft.rules {
        // A rule that stands twice is told by its name.
        let repeated = !names.insert(&rule.name.value);
        if repeated || rule.broken || never(rule, draft, can_lead, findings) {
            rivals.add(rule, draft);
            continue;
        }
        let above = [Cover::Whole, Cover::Almost].into_iter().find_map(|cover| {
            let above = rivals.of(rule, draft).find(|above| takes_all(above, rule, draft, cover));
            above.map(|above| (above, cover))
        });
        rivals.add(rule, draft);
        if let Some((above, cover)) = above {
            report_unreachable(rule, above, cover, findings);
        }
    }
}

fn report_unreachable(
    rule: &RuleDraft,
    above: &RuleDraft,
    cover: Cover,
    findings: &mut Findings<'_>,
) {
    let place = rule.name.span.clone();
    let (found, remark) = match cover {
        Cover::Whole => {
            (findings.error("unreachable-rule", "unreachable", place), "unreachable-above")
        }
        Cover::Almost => (
            findings.warning("unreachable-rule", "hardly-reachable", place),
            "hardly-reachable-above",
        ),
    };
    found
        .with("name", rule.name.value.clone())
        .with("above", above.name.value.clone())
        .label()
        .other(above.name.span.clone(), remark)
        .help_as("unreachable-help")
        .done();
}

/// The rules above, by their words: a rule with words takes all of another only where it has
/// every word of it or a wider one. Without that, a file of thousands of rules would be looked at for minutes.
#[derive(Default)]
struct Rivals<'d> {
    rules: Vec<&'d RuleDraft>,
    wordless: Vec<usize>,
    by_word: HashMap<String, Vec<usize>>,
}

impl<'d> Rivals<'d> {
    fn add(&mut self, rule: &'d RuleDraft, draft: &Draft) {
        let number = self.rules.len();
        self.rules.push(rule);
        match words_of(rule, draft).next() {
            None => self.wordless.push(number),
            Some(words) => {
                words
                    .into_iter()
                    .for_each(|word| self.by_word.entry(word).or_default().push(number));
            }
        }
    }

    /// Those that may take all of the rule, from the top.
    fn of(&self, rule: &RuleDraft, draft: &Draft) -> impl Iterator<Item = &'d RuleDraft> {
        let mut numbers: BTreeSet<usize> = self.wordless.iter().copied().collect();
        for word in words_of(rule, draft).filter_map(|words| words.into_iter().next()) {
            let wider = cover::candidates(&word);
            numbers.extend(wider.iter().filter_map(|word| self.by_word.get(word)).flatten());
        }
        numbers.into_iter().map(|number| self.rules[number])
    }
}

/// What each of its conditions about words holds.
fn words_of(rule: &RuleDraft, draft: &Draft) -> impl Iterator<Item = BTreeSet<String>> {
    rule.conditions.iter().filter_map(|condition| match &condition.ask {
        Ask::Words(words) | Ask::OnlyWords(words) => Some(word::triggers(words, draft)),
        _ => None,
    })
}

fn never(rule: &RuleDraft, draft: &Draft, can_lead: bool, findings: &mut Findings<'_>) -> bool {
    let before = findings.count();
    for (at, condition) in rule.conditions.iter().enumerate() {
        let alone = match &condition.ask {
            Ask::WorkingHours(false) if draft.hours.is_none() => Some("never-hours"),
            Ask::HasLead(true) if !can_lead => Some("never-lead"),
            _ => None,
        };
        if let Some(key) = alone {
            let found = findings.error("never-fires", key, condition.span.clone());
            found.with("name", rule.name.value.clone()).label().help().done();
            return true;
        }
        let clash = rule.conditions[..at].iter().find_map(|first| {
            clash(&first.ask, &condition.ask, draft)
                .or_else(|| clash(&condition.ask, &first.ask, draft))
                .map(|key| (key, first))
        });
        if let Some((key, first)) = clash {
            report_clash(rule, first, condition, key, findings);
            return true;
        }
    }
    findings.count() > before
}

fn report_clash(
    rule: &RuleDraft,
    first: &ConditionDraft,
    second: &ConditionDraft,
    key: &'static str,
    findings: &mut Findings<'_>,
) {
    let place = |span: &Range<usize>| span.clone();
    findings
        .error("never-fires", key, place(&second.span))
        .with("name", rule.name.value.clone())
        .label()
        .other(place(&first.span), "never-first")
        .help()
        .done();
}

/// Why both conditions cannot hold at once, as a key of the catalogue.
fn clash(one: &Ask, other: &Ask, draft: &Draft) -> Option<&'static str> {
    let text = |ask: &Ask| matches!(ask, Ask::Words(_) | Ask::OnlyWords(_) | Ask::Regex(_));
    let shared = |one: &[Placed<Field>], other: &[Placed<Field>]| {
        one.iter().any(|field| other.iter().any(|lacks| lacks.value == field.value))
    };
    match (one, other) {
        (Ask::ChatHas(has) | Ask::MessageHas(has), Ask::ChatLacks(lacks)) if shared(has, lacks) => {
            Some("never-fields")
        }
        (Ask::Idle(_), Ask::MessageHas(_) | Ask::MessageIs(_) | Ask::MinMessages(_)) => {
            Some("never-idle")
        }
        (Ask::Idle(_), Ask::Started(true)) => Some("never-idle"),
        (Ask::Idle(_), other) if text(other) => Some("never-idle"),
        (Ask::Started(true), Ask::MessageHas(_) | Ask::MessageIs(_)) => Some("never-started"),
        (Ask::Started(true), other) if text(other) => Some("never-started"),
        (Ask::OnlyWords(_), Ask::MessageHas(fields)) => {
            let contact =
                |field: &Placed<Field>| matches!(field.value, Field::Phone | Field::Email);
            fields.iter().any(contact).then_some("never-contact")
        }
        (Ask::Words(words), Ask::OnlyWords(only)) => {
            let triggers = |words: &[Placed<String>]| word::triggers(words, draft);
            cover::apart(&triggers(words), &triggers(only)).then_some("never-words")
        }
        (Ask::MessageIs(kinds), other) if text(other) => {
            let wordless = [MediaKind::Sticker, MediaKind::Location, MediaKind::Contact];
            kinds.iter().all(|kind| wordless.contains(kind)).then_some("never-wordless")
        }
        _ => None,
    }
}

/// Whether the rule above fires on everything this one could fire on.
fn takes_all(above: &RuleDraft, rule: &RuleDraft, draft: &Draft, cover: Cover) -> bool {
    // A rule without conditions is a warning of its own.
    if above.once || above.broken || above.conditions.is_empty() || !always_acts(above, draft) {
        return false;
    }
    let idle = |rule: &RuleDraft| has(rule, |ask| matches!(ask, Ask::Idle(_)));
    if fires_on_start(rule) && !sees_start(above) || idle(rule) != idle(above) {
        return false;
    }
    above.conditions.iter().all(|wide| {
        rule.conditions.iter().any(|narrow| implies(&narrow.ask, &wide.ask, draft, cover))
    })
}

fn has(rule: &RuleDraft, kind: fn(&Ask) -> bool) -> bool {
    rule.conditions.iter().any(|condition| kind(&condition.ask))
}

fn sees_start(rule: &RuleDraft) -> bool {
    has(rule, |ask| matches!(ask, Ask::Started(_) | Ask::Source(_)))
}

/// With «Start» comes no message that could hold anything.
fn fires_on_start(rule: &RuleDraft) -> bool {
    let about_message = |ask: &Ask| {
        matches!(
            ask,
            Ask::MessageHas(_)
                | Ask::Words(_)
                | Ask::OnlyWords(_)
                | Ask::Regex(_)
                | Ask::MessageIs(_)
                | Ask::Started(false)
        )
    };
    sees_start(rule) && !has(rule, about_message)
}

/// A rule may match and still step aside: its question is answered, its lead lacks a field.
fn always_acts(rule: &RuleDraft, draft: &Draft) -> bool {
    let actions = &rule.actions;
    let lead = actions.lead.as_ref().is_some_and(|lead| lead.value);
    if lead {
        let missing = required(rule, draft).into_iter().any(|field| !guarantees(rule, &field));
        return !missing || draft.lead.if_missing == IfMissing::Close;
    }
    actions.ask.is_none() || actions.status.is_some() || actions.notify.is_some()
}

/// What must be known before this rule makes its lead.
pub fn required(rule: &RuleDraft, draft: &Draft) -> Vec<Field> {
    let own = rule.actions.required.as_ref().map(|fields| &fields.value);
    match own.or(draft.lead.required.as_ref()) {
        Some(fields) => fields.iter().map(|field| field.value.clone()).collect(),
        None => vec![Field::Phone],
    }
}

/// Whether the field is known whenever the conditions of the rule hold.
pub fn guarantees(rule: &RuleDraft, field: &Field) -> bool {
    rule.conditions.iter().any(|condition| match &condition.ask {
        Ask::MessageHas(fields) | Ask::ChatHas(fields) => {
            fields.iter().any(|known| known.value == *field)
        }
        _ => false,
    })
}

/// Whether `wide` holds wherever `narrow` does.
fn implies(narrow: &Ask, wide: &Ask, draft: &Draft, cover: Cover) -> bool {
    let fields = |fields: &[Placed<Field>]| -> BTreeSet<Field> {
        fields.iter().map(|field| field.value.clone()).collect()
    };
    let names = |texts: &[Placed<String>]| -> BTreeSet<String> {
        texts.iter().map(|text| text.value.trim().to_owned()).collect()
    };
    let words = |list: &[Placed<String>]| word::triggers(list, draft);
    match (narrow, wide) {
        (Ask::MessageHas(narrow), Ask::MessageHas(wide) | Ask::ChatHas(wide))
        | (Ask::ChatHas(narrow), Ask::ChatHas(wide))
        | (Ask::ChatLacks(narrow), Ask::ChatLacks(wide)) => {
            fields(narrow).is_superset(&fields(wide))
        }
        (Ask::Words(narrow) | Ask::OnlyWords(narrow), Ask::Words(wide)) => {
            cover::covers(&words(wide), &words(narrow), false, cover)
        }
        (Ask::OnlyWords(narrow), Ask::OnlyWords(wide)) => {
            cover::covers(&words(wide), &words(narrow), true, cover)
        }
        (Ask::Topic(narrow), Ask::Topic(wide)) | (Ask::Source(narrow), Ask::Source(wide)) => {
            names(narrow).is_subset(&names(wide))
        }
        (Ask::HasLead(narrow), Ask::HasLead(wide))
        | (Ask::WorkingHours(narrow), Ask::WorkingHours(wide))
        | (Ask::Started(narrow), Ask::Started(wide)) => narrow == wide,
        (Ask::MinMessages(narrow), Ask::MinMessages(wide)) => narrow >= wide,
        (Ask::Idle(narrow), Ask::Idle(wide)) => narrow == wide,
        (Ask::MessageIs(narrow), Ask::MessageIs(wide)) => {
            narrow.iter().all(|kind| wide.contains(kind))
        }
        (Ask::Regex(narrow), Ask::Regex(wide)) => narrow.as_str() == wide.as_str(),
        _ => false,
    }
}
