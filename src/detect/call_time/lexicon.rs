//! What words mean in a phrase about time: one table, Russian and English.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::beginnings::{self, CUES, ERRANDS};
use super::spelling;
use super::token::{Gap, Kind, Tokens};
use super::verbs::{self, Verb};
use super::words::GROUPS;
use crate::dialog::DayPart;

/// What a word, a set phrase, a number or a sign means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lexeme {
    /// A word the table does not have.
    Unknown,
    /// A punctuation mark or other sign.
    Sign(char),
    /// Digits: value and how many.
    Digits(u32, u8),
    /// «пять», «пяти»
    Count(u8),
    /// «пятого»
    Nth(u8),
    /// «в шестом часу»: the hour that has begun but not passed.
    HourRunning(u8),
    /// «полшестого»: half before this hour.
    HalfTo(u8),
    /// «половина», «пол»
    Half,
    /// «четверть»
    Quarter,
    /// «без»
    Without,
    /// `half past`, `quarter past`: minutes after the hour that follows.
    Past(u8),
    /// «час», «часов»
    Hour,
    /// «минут»
    Minute,
    /// «дней»; «дня» is [`Lexeme::OfDay`].
    DayUnit,
    /// «неделю»
    Week,
    /// «полчаса», «пару часов»: minutes.
    Minutes(u16),
    /// «пару дней»: days.
    Days(u16),
    /// «в»
    At,
    /// «на»
    On,
    /// «к»
    Toward,
    /// «до», «не позже»
    Until,
    /// «после», «не раньше»
    After,
    /// «с»
    From,
    /// «от»
    OutOf,
    /// «по»
    Along,
    /// «между»
    Between,
    /// «через»
    Within,
    /// «в течение»
    During,
    /// «около», «в районе»
    Around,
    /// «примерно», «где-то»
    Roughly,
    /// «и»
    And,
    /// «или»
    Or,
    /// `to`
    To,
    /// «утра», `pm`
    OfDay(DayPart),
    /// «утром», «после обеда»
    Part(DayPart),
    /// «вечер»: a part of the day only beside a day or as an answer.
    LoosePart(DayPart),
    /// «школы», «пар»: after it is a part of the day beside a word about calling.
    Routine(DayPart),
    /// «полдень», «полночь»: the hour.
    Named(u8),
    /// «завтра»: days from today.
    Ahead(u8),
    /// «пятницу»: days from Monday.
    Weekday(u8),
    /// «сейчас»
    Now,
    /// «прямо сейчас»
    RightNow,
    /// «в начале»: of the month that follows.
    Phase,
    /// «эту»
    This,
    /// «следующую»
    Next,
    /// «мая»
    Month(u8),
    /// «числа»
    OfMonth,
    /// «на выходных»
    Weekend,
    /// «в будни», «на этой неделе»: days without one date.
    SomeDay,
    /// «вчера», «прошлый»
    Gone,
    /// «назад»
    Ago,
    /// Something other than time is counted or numbered: «лет», «этаж».
    Unit,
    /// «добрый», «хорошего»
    Greeting,
    /// «позвоните», «удобно»
    Cue,
    /// «не могу», «занята»
    Refusal,
    /// «не звоните»
    NoCall,
    /// «кроме», «только не»: what follows is refused.
    Except,
    /// «звонил», «был»
    Was,
    /// «работаете», «до скольки»
    Opening,
    /// Words without weight: «да», «мне», «пожалуйста».
    Filler,
}

/// A lexeme and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Item<'t> {
    /// What it means.
    pub lexeme: Lexeme,
    /// Its first word, folded.
    pub word: &'t str,
    /// First byte of the message.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// What separates it from the item before.
    pub gap: Gap,
}

struct Entry {
    rest: Vec<&'static str>,
    lexeme: Lexeme,
}

static TABLE: LazyLock<FxHashMap<&'static str, Vec<Entry>>> = LazyLock::new(|| {
    let mut table: FxHashMap<&'static str, Vec<Entry>> = FxHashMap::default();
    for (phrases, lexeme) in GROUPS {
        for phrase in phrases.split('|') {
            let mut words = phrase.split(' ');
            let Some(first) = words.next() else { continue };
            let entry = Entry { rest: words.collect(), lexeme: *lexeme };
            table.entry(first).or_default().push(entry);
        }
    }
    for entries in table.values_mut() {
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.rest.len()));
    }
    table
});

/// Reads tokens as items, the longest set phrase first.
pub fn items(tokens: &Tokens) -> Vec<Item<'_>> {
    let words: Vec<&str> = (0..tokens.list.len()).map(|at| spelt(tokens, at)).collect();
    let mut items = Vec::with_capacity(tokens.list.len());
    let mut at = 0;
    while let Some(token) = tokens.list.get(at) {
        let (lexeme, length) = match token.kind {
            Kind::Digits(value, digits) => {
                phrase(&words, at).unwrap_or((Lexeme::Digits(value, digits), 1))
            }
            Kind::Sign(sign) => (Lexeme::Sign(sign), 1),
            Kind::Word => phrase(&words, at).unwrap_or_else(|| (by_beginning(words[at]), 1)),
        };
        let last = &tokens.list[at + length - 1];
        items.push(Item {
            lexeme,
            word: words[at],
            start: token.span.start,
            end: last.span.end,
            gap: token.gap,
        });
        at += length;
    }
    items
}

/// Whether the table has `word` by itself.
pub fn knows(word: &str) -> bool {
    TABLE.get(word).is_some_and(|entries| entries.iter().any(|entry| entry.rest.is_empty()))
}

/// The word at `at` as the table spells it.
fn spelt(tokens: &Tokens, at: usize) -> &str {
    match tokens.list[at].kind {
        Kind::Word => spelling::mended(tokens.text(at)),
        _ => tokens.text(at),
    }
}

/// What an unlisted word means by how it begins: a call asked for is a cue, a call made is past.
fn by_beginning(word: &str) -> Lexeme {
    if word.starts_with("неудоб") {
        return Lexeme::Refusal;
    }
    if !beginnings::fits(&CUES, word) {
        let mine = beginnings::fits(&ERRANDS, word) && verbs::verb(word).is_none();
        return if mine { Lexeme::Cue } else { Lexeme::Unknown };
    }
    match verbs::verb(word) {
        Some(Verb::Past) => Lexeme::Was,
        Some(Verb::Third) if verbs::is_under_way(word) => Lexeme::Unknown,
        Some(Verb::Habit) => Lexeme::Unknown,
        _ => Lexeme::Cue,
    }
}

fn phrase(words: &[&str], at: usize) -> Option<(Lexeme, usize)> {
    let entries = TABLE.get(words.get(at)?)?;
    let entry = entries.iter().find(|entry| {
        let mut rest = entry.rest.iter().enumerate();
        rest.all(|(step, word)| words.get(at + 1 + step) == Some(word))
            && !(entry.lexeme == Lexeme::Except && negates_more(words, at + entry.rest.len()))
    })?;
    Some((entry.lexeme, 1 + entry.rest.len()))
}

/// «но не позже 9»: whether the «не» at `at` belongs to the words behind it.
fn negates_more(words: &[&str], at: usize) -> bool {
    words.get(at) == Some(&"не") && phrase(words, at).is_some_and(|(_, length)| length > 1)
}
