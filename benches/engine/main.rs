//! How long a message takes: the whole engine, each detector, triggers by their number, the
//! hardest messages there are.
//!
//! `cargo bench --bench engine`; every line is set against a plain pass over the bytes.

mod lemmas;
mod measure;
mod messages;
mod promise;
mod triggers;
mod worst;

use chrono::DateTime;
use leadlatch::detect::{
    Context, Normal, call_time, detect, email, handle, name, obscenity, phone, shouting,
};
use leadlatch::dialog::{ChatKey, Client, Dialog, Event, Incoming, LeadId, Message, Outcome};
use leadlatch::rules::{Rules, evaluate::step, load};
use measure::{Table, best_of};
use promise::Promise;

/// How many messages make one conversation.
const CONVERSATION: usize = 6;
/// How many of the hardest messages are shown.
const WORST: usize = 8;

fn main() {
    let rules = load(include_str!("../../rules.toml")).expect("the shipped file is right");
    let talk = messages::talk();
    let table = Table::new("what customers write", &talk);
    let whole = whole_engine(&table, &rules);
    println!();
    detectors(&table, &rules);
    let labelled = messages::labelled();
    let short = whole_engine(&Table::new("labelled messages", &labelled), &rules);
    let growth = triggers::growth(&messages::varied());
    let worst = worst(&rules);
    promise::verdict(&[
        Promise {
            what: "the whole engine, a message in the mean",
            measured: whole.max(short),
            at_most: 60.0,
            unit: "µs",
        },
        Promise {
            what: "10 to 10,000 triggers, the slowest by the fastest",
            measured: growth,
            at_most: 1.6,
            unit: "",
        },
        // Three on a quiet machine; the rest is for its neighbours.
        Promise {
            what: "the hardest message of 4,096 characters",
            measured: worst / 1e3,
            at_most: 5.0,
            unit: "ms",
        },
    ]);
}

fn context(rules: &Rules) -> Context<'_> {
    let now = DateTime::from_timestamp(1_790_000_000, 0).expect("a moment of our time");
    Context {
        earlier: &[],
        entities: &[],
        asked: None,
        now,
        zone: rules.timezone,
        country: &rules.country,
    }
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
    table.line("plain spelling", |_, text| Normal::of(text).text);
    table.line("phones", |_, text| phone::find(&Normal::of(text), &context));
    table.line("e-mail addresses", |_, text| email::find(&Normal::of(text)));
    table.line("handles", |_, text| handle::find(&Normal::of(text)));
    table.line("call time", |_, text| call_time::find(text, &[], &context));
    table.line("name", |_, text| name::find(text, &[], &context));
    table.line("obscenity", |_, text| obscenity::find(text, &[]));
    table.line("shouting", |_, text| shouting::shouts(text, &[]));
    table.line("trigger words", |_, text| rules.vocabulary.triggers(text, &[]));
}

/// The hardest messages, the worst first; returns microseconds for the worst of all.
fn worst(rules: &Rules) -> f64 {
    let context = context(rules);
    let mut times: Vec<(f64, &str)> = worst::messages()
        .iter()
        .map(|(piece, text)| (best_of(20, || detect(text, &context, &rules.vocabulary)), *piece))
        .collect();
    times.sort_by(|a, b| b.0.total_cmp(&a.0));
    println!("\nworst of {} messages of 4,096 characters, µs", times.len());
    for (time, piece) in times.iter().take(WORST) {
        println!("{:<42} {time:>12.0}", format!("{piece:?} over and over"));
    }
    times[0].0
}
