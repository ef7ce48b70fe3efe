//! What holds in every conversation, whatever people write: laws of a step.

use std::cell::Cell;

use chrono::TimeDelta;
use proptest::prelude::*;

use leadlatch::dialog::{
    DeskAction, Dialog, Effect, Event, Group, MediaKind, Message, Outcome, Phone, SharedContact,
    Status, Verdict,
};
use leadlatch::rules::{self, Rules};
use leadlatch::simulation::Simulation;

/// Something that may happen next.
#[derive(Clone, Debug)]
enum Move {
    Says(String),
    Edits(String),
    Starts(Option<String>),
    Shares,
    Waits(i64),
    Desk(DeskAction),
    Blocks,
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => prop::sample::select(vec![
            "Привет", "сколько стоит?", "8 900 123-45-67", "+7 123 456-78-90", "да", "завтра в 15:00",
            "Спасибо!", "до свидания", "Обожаю собак!", "хочу записаться", "позовите оператора",
            "ЭТО БЕЗОБРАЗИЕ СКОЛЬКО МОЖНО", "пришлите на ivan@example.com", "есть вакансии?", "👍", "",
            "мой номер 8 900", "123 45 67", "меня зовут Анна", "как дела?", "а зачем он вам",
        ])
        .prop_map(str::to_owned),
        1 => "\\PC{0,40}",
    ]
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let desk = prop::sample::select(vec![
        DeskAction::Claim,
        DeskAction::Done,
        DeskAction::Spam,
        DeskAction::Open,
        DeskAction::TakeOver,
        DeskAction::ReturnToBot,
        DeskAction::MakeLead,
        DeskAction::Write { text: "Добрый день".to_owned(), copy: None },
    ]);
    let one = prop_oneof![
        8 => words().prop_map(Move::Says),
        1 => words().prop_map(Move::Edits),
        1 => prop::option::of(Just("avito".to_owned())).prop_map(Move::Starts),
        1 => Just(Move::Shares),
        2 => prop::sample::select(vec![1, 14, 16, 31, 60 * 13, 60 * 24 * 31]).prop_map(Move::Waits),
        2 => desk.prop_map(Move::Desk),
        1 => Just(Move::Blocks),
    ];
    prop::collection::vec(one, 1..24)
}

/// Makes the move, and hands every step with the state before it to `law`.
fn make(bot: &mut Simulation<'_>, step: &Move, mut law: impl FnMut(&Dialog, &Event, &Outcome)) {
    let event = match step {
        Move::Waits(minutes) => {
            let before = bot.dialog().clone();
            for outcome in bot.pass(TimeDelta::minutes(*minutes)) {
                law(&before, &Event::Idle, &outcome);
            }
            return;
        }
        Move::Says(text) => Event::Message(bot.message(text.clone())),
        Move::Edits(text) => Event::Edited(bot.message(text.clone())),
        Move::Starts(source) => Event::Start { source: source.clone() },
        Move::Shares => {
            let phone = Phone {
                e164: "+79005554433".to_owned(),
                written: "+79005554433".to_owned(),
                extension: None,
                someone_elses: false,
            };
            let contact = Some(SharedContact { phone });
            Event::Message(Message { contact, ..bot.message("") })
        }
        Move::Desk(action) => {
            let (by, action) = ("Анна".to_owned(), action.clone());
            Event::Desk { lead: None, by, group: Group::Main, action }
        }
        Move::Blocks => Event::Blocked,
    };
    let before = bot.dialog().clone();
    let outcome = bot.happens(event.clone());
    law(&before, &event, &outcome);
}

fn shipped() -> Rules {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/rules.toml");
    rules::load(&std::fs::read_to_string(file).unwrap()).unwrap()
}

fn replies(outcome: &Outcome) -> usize {
    outcome.effects.iter().filter(|effect| matches!(effect, Effect::Reply(_))).count()
}

/// How often the premise of each law held: a law that is never put to the test proves nothing.
#[derive(Default)]
struct Premises {
    muted: Cell<u32>,
    leads: Cell<u32>,
    unqualified: Cell<u32>,
    known: Cell<u32>,
}

impl Premises {
    fn count(premise: &Cell<u32>, held: bool) -> bool {
        premise.set(premise.get() + u32::from(held));
        held
    }
}

#[test]
fn laws_of_every_step() {
    let rules = shipped();
    let premises = Premises::default();
    proptest!(ProptestConfig::with_cases(300), |(moves in moves())| {
        let mut bot = Simulation::new(&rules);
        for step in &moves {
            make(&mut bot, step, |before, event, outcome| {
                examine(before, event, outcome, &premises);
            });
        }
    });
    for premise in [premises.muted, premises.leads, premises.unqualified, premises.known] {
        assert!(premise.get() > 30, "held {} times only", premise.get());
    }
}

fn examine(before: &Dialog, event: &Event, outcome: &Outcome, premises: &Premises) {
    let after = &outcome.dialog;
    let client = !matches!(event, Event::Desk { .. });
    let reopened = outcome.trace.notes.contains(&Verdict::Reopened);

    // A muted chat hears nothing from the bot, whatever the customer does.
    if Premises::count(&premises.muted, client && before.chat.is_muted() && !reopened) {
        assert_eq!(replies(outcome), 0, "{event:?}");
        assert_eq!(before.chat.status, after.chat.status);
    }
    // No lead without what the owner requires, but by a manager's hand.
    let created = outcome.effects.iter().any(|e| matches!(e, Effect::LeadCreated { .. }));
    if Premises::count(&premises.leads, client && created) {
        let known = &after.lead.as_ref().expect("the lead just made").known;
        assert!(!known.phones.is_empty() || !known.emails.is_empty());
    }
    // «Не подходит» makes no lead.
    let unqualified = after.chat.status == Status::Unqualified && client;
    if Premises::count(&premises.unqualified, unqualified) {
        assert!(!created);
    }
    // A muted chat waits for nothing.
    if after.chat.is_muted() {
        assert_eq!(after.chat.wake_at, None);
        assert_eq!(after.chat.question, None);
    }
    // What is known is never forgotten within a dialogue.
    let (old, new) = (&before.chat.known, &after.chat.known);
    Premises::count(&premises.known, !old.phones.is_empty() && !old.emails.is_empty());
    assert!(old.phones.iter().all(|phone| new.phones.iter().any(|kept| kept.e164 == phone.e164)));
    assert!(old.emails.iter().all(|address| new.emails.contains(address)));
    assert!(old.name.is_none() || new.name.is_some());
}

#[test]
fn the_same_talk_always_goes_the_same_way() {
    let rules = shipped();
    proptest!(ProptestConfig::with_cases(60), |(moves in moves())| {
        let talk = || {
            let (mut bot, mut outcomes) = (Simulation::new(&rules), Vec::new());
            for step in &moves {
                make(&mut bot, step, |_, _, outcome| outcomes.push(outcome.clone()));
            }
            outcomes
        };
        prop_assert_eq!(talk(), talk());
    });
}

#[test]
fn a_stale_timer_changes_nothing_but_the_account() {
    let rules = shipped();
    proptest!(ProptestConfig::with_cases(60), |(moves in moves())| {
        let mut bot = Simulation::new(&rules);
        for step in &moves {
            make(&mut bot, step, |_, _, _| ());
        }
        let before = bot.dialog().clone();
        prop_assume!(before.chat.wake_at.is_none_or(|wake| wake > bot.now()));
        let outcome = bot.happens(Event::Idle);
        prop_assert!(outcome.effects.is_empty());
        prop_assert_eq!(outcome.dialog, before);
    });
}

#[test]
fn an_album_is_one_message() {
    let rules = shipped();
    let mut bot = Simulation::new(&rules);
    let mut picture = |album: &str| {
        let album = Some(album.to_owned());
        let message = Message { kind: MediaKind::Photo, album, ..bot.message("") };
        replies(&bot.happens(Event::Message(message)))
    };
    assert_eq!((picture("a"), picture("a"), picture("a")), (1, 0, 0));
    assert_eq!((picture("b"), picture("b")), (1, 0));
    assert_eq!(bot.dialog().chat.fallbacks, 2);
}
