//! A draft without errors becomes [`Rules`].

use std::collections::{BTreeMap, HashMap};

use crate::detect::words::{Trigger, Vocabulary};
use crate::dialog::{Field, Sink};
use crate::texts::{text, text_with};

use super::check::Findings;
use super::destination::Bitrix24;
use super::schema::{ActionsDraft, Ask, Draft, FieldDraft, Placed, RuleDraft, WordList};
use super::{
    Action, Actions, Answer, Condition, Fallback, FieldRules, LeadPolicy, Notify, Rule, Rules,
    Template, Test, Topic, WordSet,
};

/// How many times a question is repeated where the file does not say.
const TRIES: u32 = 2;

/// Compiles a draft in which nothing is wrong.
pub fn compile(draft: Draft, findings: &Findings<'_>) -> Rules {
    let mut words = Words::new(&draft.lists, &draft.topics);
    let topics = draft
        .topics
        .iter()
        .map(|topic| Topic { name: topic.name.value.clone(), words: words.set(&topic.words) })
        .collect();
    let rules = draft.rules.iter().map(|rule| compile_rule(rule, &mut words, findings)).collect();
    let vocabulary = Vocabulary::compile(&words.triggers);
    let required = match &draft.lead.required {
        Some(fields) => names(fields),
        None => vec![Field::Phone],
    };
    let fields = fields(&draft);
    Rules {
        source: findings.source.into(),
        language: draft.language,
        notify: notify(&draft, &fields),
        company: draft.company,
        timezone: draft.timezone,
        country: draft.country,
        hours: draft.hours,
        lead: LeadPolicy {
            required,
            if_missing: draft.lead.if_missing,
            send_to: draft.lead.send_to.as_deref().map_or(vec![Sink::Telegram], places),
            repeat: draft.lead.repeat,
        },
        fields,
        vocabulary,
        spellings: words.spellings,
        topics,
        sources: draft.sources.into_iter().map(|(name, label)| (name.value, label)).collect(),
        rules,
        fallback: draft
            .fallback
            .map(|(reply, limit)| Fallback { reply: Template::parse(&reply.value), limit }),
        reopen: draft.reopen,
        privacy: draft.privacy,
        bitrix24: Bitrix24 {
            fields: draft
                .bitrix24
                .fields
                .into_iter()
                .map(|(name, value)| (name.value, Template::parse(&value.value)))
                .collect(),
            ..draft.bitrix24.codes
        },
        desk: draft.desk,
        route: draft.route.into_iter().map(|route| route.value).collect(),
    }
}

fn places(sinks: &[Placed<Sink>]) -> Vec<Sink> {
    sinks.iter().map(|sink| sink.value).collect()
}

/// The trigger words of the file, each numbered once.
struct Words<'d> {
    lists: HashMap<&'d str, &'d [Placed<String>]>,
    triggers: Vec<Trigger>,
    spellings: Vec<String>,
    numbers: HashMap<Trigger, u32>,
}

impl<'d> Words<'d> {
    fn new(lists: &'d [WordList], topics: &'d [WordList]) -> Self {
        let lists = lists.iter().chain(topics).map(|list| (&*list.name.value, &*list.words));
        Self {
            lists: lists.collect(),
            triggers: Vec::new(),
            spellings: Vec::new(),
            numbers: HashMap::new(),
        }
    }

    fn set(&mut self, words: &[Placed<String>]) -> WordSet {
        let mut numbers = Vec::new();
        self.collect(words, &mut Vec::new(), &mut numbers);
        numbers.sort_unstable();
        numbers.dedup();
        WordSet(numbers)
    }

    fn collect(
        &mut self,
        words: &[Placed<String>],
        seen: &mut Vec<String>,
        numbers: &mut Vec<u32>,
    ) {
        for word in words {
            let trigger = match word.value.trim().strip_prefix('@') {
                None => word.value.trim().parse().ok(),
                Some(name) => Trigger::builtin(name.trim()),
            };
            if let Some(trigger) = trigger {
                numbers.push(self.number(trigger, word.value.trim()));
                continue;
            }
            let name = word.value.trim().trim_start_matches('@').trim();
            // The checks allow no circle; one more look costs nothing and saves a stack.
            let list =
                self.lists.get(name).copied().filter(|_| !seen.iter().any(|was| was == name));
            if let Some(list) = list {
                seen.push(name.to_owned());
                self.collect(list, seen, numbers);
                seen.pop();
            }
        }
    }

    fn number(&mut self, trigger: Trigger, spelling: &str) -> u32 {
        let next = u32::try_from(self.triggers.len()).unwrap_or(u32::MAX);
        *self.numbers.entry(trigger).or_insert_with_key(|trigger| {
            self.triggers.push(trigger.clone());
            self.spellings.push(spelling.to_owned());
            next
        })
    }
}

fn compile_rule(rule: &RuleDraft, words: &mut Words<'_>, findings: &Findings<'_>) -> Rule {
    let conditions = rule.conditions.iter().map(|condition| Condition {
        text: condition.text.as_str().into(),
        line: findings.line(condition.span.start),
        test: test(&condition.ask, words),
    });
    Rule {
        name: rule.name.value.as_str().into(),
        // The line an owner recognises a rule by is the one with its name.
        line: findings.line(rule.name.key.start),
        once: rule.once,
        conditions: conditions.collect(),
        actions: compile_actions(&rule.actions, findings),
    }
}

fn test(ask: &Ask, words: &mut Words<'_>) -> Test {
    match ask {
        Ask::MessageHas(fields) => Test::MessageHas(names(fields)),
        Ask::ChatHas(fields) => Test::ChatHas(names(fields)),
        Ask::ChatLacks(fields) => Test::ChatLacks(names(fields)),
        Ask::Words(list) => Test::Words(words.set(list)),
        Ask::OnlyWords(list) => Test::OnlyWords(words.set(list)),
        Ask::Topic(topics) => Test::Topic(trimmed(topics)),
        Ask::Source(sources) => Test::Source(trimmed(sources)),
        Ask::HasLead(value) => Test::HasLead(*value),
        Ask::WorkingHours(value) => Test::WorkingHours(*value),
        Ask::MinMessages(count) => Test::MinMessages(*count),
        Ask::Started(value) => Test::Started(*value),
        Ask::Idle(duration) => Test::Idle(*duration),
        Ask::MessageIs(kinds) => Test::MessageIs(kinds.clone()),
        Ask::Regex(regex) => Test::Regex(regex.clone()),
    }
}

fn compile_actions(draft: &ActionsDraft, findings: &Findings<'_>) -> Actions {
    let template =
        |text: &Option<Placed<String>>| text.as_ref().map(|text| Template::parse(&text.value));
    let written = draft
        .written
        .iter()
        .map(|(text, span)| Action { text: text.as_str().into(), line: findings.line(span.start) });
    Actions {
        lead: draft.lead.as_ref().is_some_and(|lead| lead.value),
        required: draft.required.as_ref().map(|fields| names(&fields.value)),
        status: draft.status.as_ref().map(|status| status.value),
        ask: draft.ask.as_ref().map(|field| field.value.clone()),
        reply: template(&draft.reply),
        buttons: draft.buttons.as_ref().map(|list| trimmed(&list.value)).unwrap_or_default(),
        file: draft.file.as_ref().map(|file| file.value.trim().to_owned()),
        notify: template(&draft.notify),
        send_to: draft.send_to.as_ref().map(|sinks| places(&sinks.value)),
        written: written.collect(),
    }
}

fn names(fields: &[Placed<Field>]) -> Vec<Field> {
    fields.iter().map(|field| field.value.clone()).collect()
}

fn trimmed(texts: &[Placed<String>]) -> Vec<String> {
    texts.iter().map(|text| text.value.trim().to_owned()).collect()
}

/// Every field with the owner's texts, and the built-in ones where he wrote none.
fn fields(draft: &Draft) -> BTreeMap<Field, FieldRules> {
    let own = draft.fields.iter().map(|field| &field.name.value);
    let all = Field::BUILT_IN.iter().chain(own.filter(|name| matches!(name, Field::Own(_))));
    all.map(|name| {
        let written = draft.fields.iter().find(|field| field.name.value == *name);
        (name.clone(), field(name, written, draft))
    })
    .collect()
}

fn field(name: &Field, written: Option<&FieldDraft>, draft: &Draft) -> FieldRules {
    let own = matches!(name, Field::Own(_));
    let built_in = |part: &str| {
        // An own field without a question is never asked for; its name is all there is to say.
        if own {
            let mut letters = name.key().chars();
            letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
        } else {
            text(draft.language, &format!("field-{name}-{part}"))
        }
    };
    let value = |part: fn(&FieldDraft) -> &Option<Placed<String>>| {
        written.and_then(|field| part(field).as_ref()).map(|text| text.value.clone())
    };
    let ask = value(|field| &field.ask);
    let again = value(|field| &field.again).or_else(|| ask.clone().filter(|_| own));
    let answer = match written {
        Some(FieldDraft { pattern: Some(pattern), .. }) => Answer::Pattern(pattern.value.clone()),
        Some(FieldDraft { any: Some(_), .. }) => Answer::Any,
        _ => Answer::Detected,
    };
    let tries = written.and_then(|field| field.tries).unwrap_or(TRIES);
    FieldRules {
        title: value(|field| &field.title).unwrap_or_else(|| built_in("title")),
        ask: Template::parse(&ask.unwrap_or_else(|| built_in("ask"))),
        again: Template::parse(&again.unwrap_or_else(|| built_in("again"))),
        button: value(|field| &field.button),
        answer,
        tries: u8::try_from(tries).unwrap_or(u8::MAX),
    }
}

fn notify(draft: &Draft, fields: &BTreeMap<Field, FieldRules>) -> Notify {
    let written = |text: &Option<Placed<String>>| text.as_ref().map(|text| text.value.clone());
    let lead = written(&draft.notify_lead).unwrap_or_else(|| card(draft, fields));
    let update = written(&draft.notify_update).unwrap_or_else(|| {
        let places = [("id", "{id}".into()), ("changed", "{changed}".into())];
        text_with(draft.language, "card-changed", &places)
    });
    Notify { lead: Template::parse(&lead), update: Template::parse(&update) }
}

/// The built-in card: a line a field, then where the customer came from and his words.
fn card(draft: &Draft, fields: &BTreeMap<Field, FieldRules>) -> String {
    let mut lines = vec![text_with(draft.language, "card-lead", &[("id", "{id}".into())])];
    for (name, field) in fields {
        let place = if *name == Field::Phone { "phones" } else { name.key() };
        lines.push(format!("{}: {{{place}}}", field.title));
    }
    for place in ["topic", "source", "client"] {
        let title = text(draft.language, &format!("card-{place}"));
        lines.push(format!("{title}: {{{place}}}"));
    }
    lines.push("«{text}»".to_owned());
    lines.join("\n")
}
