//! Turns triggers into the tables of a vocabulary.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::forms::Inflection;
use super::index::Index;
use super::prefixes::Prefixes;
use super::trigger::Trigger;
use super::vocabulary::{Anchor, Vocabulary};

/// A vocabulary in the making.
#[derive(Default)]
pub(super) struct Compiler {
    /// Opened by the first word that needs it.
    inflection: Option<Inflection>,
    numbers: FxHashMap<Piece, u32>,
    /// How often each piece is asked for.
    uses: Vec<usize>,
    forms: Vec<(Box<str>, u32)>,
    prefixes: Vec<(Box<str>, u32)>,
    patterns: Vec<Row>,
    obscene: Vec<u32>,
    rude: Vec<u32>,
    shouting: Vec<u32>,
}

/// The pieces in a row that a pattern asks for, each with its length.
type Row = Box<[(u32, usize)]>;

/// One folded word as a trigger means it.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Piece {
    AnyForm(String),
    Exact(String),
    Prefix(String),
}

impl Piece {
    /// One word of a trigger's row.
    fn of(word: Trigger) -> Option<Self> {
        match word {
            Trigger::Word(word) => Some(Self::AnyForm(word)),
            Trigger::Exact(word) => Some(Self::Exact(word)),
            Trigger::Prefix(word) => Some(Self::Prefix(word)),
            _ => None,
        }
    }

    fn length(&self) -> usize {
        let (Self::AnyForm(word) | Self::Exact(word) | Self::Prefix(word)) = self;
        word.len()
    }
}

impl Compiler {
    /// Adds the next pattern.
    pub(super) fn add(&mut self, trigger: &Trigger) {
        let pattern = self.patterns.len() as u32;
        match trigger {
            Trigger::Obscene => self.obscene.push(pattern),
            Trigger::Rude => self.rude.push(pattern),
            Trigger::Shouting => self.shouting.push(pattern),
            _ => {}
        }
        let pieces = trigger.row().into_iter().filter_map(Piece::of);
        let row = pieces.map(|piece| {
            let length = piece.length();
            (self.number(piece), length)
        });
        let row = row.collect();
        self.patterns.push(row);
    }

    /// The number of a piece, its forms entered when it is new.
    fn number(&mut self, piece: Piece) -> u32 {
        if let Some(&number) = self.numbers.get(&piece) {
            self.uses[number as usize] += 1;
            return number;
        }
        let number = self.uses.len() as u32;
        self.uses.push(1);
        match &piece {
            Piece::AnyForm(word) => {
                let inflection = self.inflection.get_or_insert_with(Inflection::load);
                let forms = inflection.forms(word).into_iter();
                self.forms.extend(forms.map(|form| (form.into(), number)));
            }
            Piece::Exact(word) => self.forms.push((word.as_str().into(), number)),
            Piece::Prefix(word) => self.prefixes.push((word.as_str().into(), number)),
        }
        self.numbers.insert(piece, number);
        number
    }

    pub(super) fn finish(self) -> Vocabulary {
        let mut anchors: Vec<Vec<Anchor>> = vec![Vec::new(); self.uses.len()];
        for (pattern, row) in (0..).zip(&self.patterns) {
            // Messages, too, have least often what the triggers ask for least often; of words
            // asked for as often the longest: «свидания», not «до».
            let rarity = |&n: &usize| (self.uses[row[n].0 as usize], Reverse(row[n].1));
            let Some(rarest) = (0..row.len()).min_by_key(rarity) else { continue };
            anchors[row[rarest].0 as usize].push(match row.len() {
                1 => Anchor::Alone { pattern },
                _ => Anchor::InRow { pattern, before: rarest as u32 },
            });
        }
        let mut anchored = vec![0];
        anchored.extend(anchors.iter().scan(0, |end, anchors| {
            *end += anchors.len() as u32;
            Some(*end)
        }));
        let pieces = |row: Row| row.iter().map(|&(piece, _)| piece).collect();
        Vocabulary {
            forms: Index::of(&self.forms),
            prefixes: Prefixes::of(&self.prefixes),
            patterns: self.patterns.into_iter().map(pieces).collect(),
            anchors: anchors.concat(),
            anchored,
            obscene: self.obscene,
            rude: self.rude,
            shouting: self.shouting,
        }
    }
}
