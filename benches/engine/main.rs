//! How long a message takes: the whole engine, each detector, triggers by their number.
//!
//! `cargo bench --bench engine`; every line is set against a plain pass over the bytes.

mod lemmas;
mod measure;
mod messages;

use chrono::DateTime;
use leadlatch::detect::words::{Trigger, Vocabulary};
use leadlatch::detect::{
    Context, call_time, detect, email, handle, name, obscenity, phone, shouting,
};
use leadlatch::dialog::{ChatKey, Client, Dialog, Event, Incoming, LeadId, Message, Outcome};
use leadlatch::rules::{Rules, evaluate::step, load};
use measure::Table;
use rumorph::Dictionary;

/// The longest the whole engine may take in the mean, in microseconds.
const WHOLE: f64 = 60.0;
/// How much longer the largest number of triggers may take than the smallest.
const GROWTH: f64 = 1.6;
/// How many messages make one conversation.
const CONVERSATION: usize = 6;

fn main() {
    let messages = messages::messages();
    let table = Table::new(&messages);
    let rules = load(include_str!("../../rules.toml")).expect("the shipped file is right");
    let whole = whole_engine(&table, &rules);
    detectors(&table, &rules);
    let growth = triggers(&table, &messages);
    println!("\nwhole engine {whole:.1} µs (at most {WHOLE})");
    println!("10,000 triggers take {growth:.2} of the time of 10 (at most {GROWTH})");
    assert!(whole < WHOLE && growth < GROWTH, "slower than promised");
}

fn context(rules: &Rules) -> Context<'_> {
    let now = DateTime::from_timestamp(1_790_000_000, 0).expect("a moment of our time");
    Context { earlier: &[], asked: None, now, zone: rules.timezone, country: &rules.country }
}

/// Detection and one step, from message to outcome, conversation after conversation.
fn whole_engine(table: &Table<'_>, rules: &Rules) -> f64 {
    let context = context(rules);
    table.line("detect", |_, text| detect(text, &context, &rules.vocabulary));
    let fresh = Dialog::new(ChatKey::private(1));
    let mut dialog = fresh.clone();
    table.line("whole engine: detect and step", |index, text| {
        if index % CONVERSATION == 0 {
            dialog = fresh.clone();
        }
        let facts = detect(text, &context, &rules.vocabulary);
        let client = Client { id: 1, name: "Анна".to_owned(), username: None };
        let event = Event::Message(Message::text(index as i32, text));
        let incoming =
            Incoming { chat: ChatKey::private(1), at: context.now, client: Some(client), event };
        let Outcome { dialog: after, effects, trace } =
            step(rules, &dialog, &incoming, &facts, LeadId(1));
        dialog = after;
        (effects, trace)
    })
}

fn detectors(table: &Table<'_>, rules: &Rules) {
    let context = context(rules);
    println!();
    table.line("phones", |_, text| phone::find(text, &context));
    table.line("e-mail addresses", |_, text| email::find(text));
    table.line("handles", |_, text| handle::find(text));
    table.line("call time", |_, text| call_time::find(text, &[], &context));
    table.line("name", |_, text| name::find(text, &[], &context));
    table.line("obscenity", |_, text| obscenity::find(text, &[]));
    table.line("shouting", |_, text| shouting::shouts(text, &[]));
}

/// The same messages against ever more triggers: the longest time by the shortest.
fn triggers(table: &Table<'_>, messages: &[String]) -> f64 {
    let dictionary = Dictionary::bundled().expect("the dictionary is part of the program");
    let lemmas = lemmas::lemmas(&dictionary, messages, 10_000);
    drop(dictionary);
    println!();
    let times = [10, 100, 1_000, 10_000].map(|count| {
        let evenly = lemmas.iter().step_by(lemmas.len() / count).take(count);
        let triggers: Vec<_> = evenly.map(|lemma| Trigger::Word(lemma.clone())).collect();
        let vocabulary = Vocabulary::compile(&triggers);
        table.line(&format!("{count} triggers"), |_, text| vocabulary.triggers(text, &[]))
    });
    times.iter().copied().fold(0.0, f64::max) / times.iter().copied().fold(f64::MAX, f64::min)
}
