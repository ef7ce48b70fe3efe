//! Reads hours with what leads them: «с 10 до 18», «после семи», «часов в 8», «10-18».

use super::lexicon::Lexeme;
use super::piece::{Form, Meaning, Piece, Point, Trust, Window};
use super::reader::Reader;

impl Reader<'_> {
    /// The hours that begin at `at`. An error is what they were refused for: the item that says
    /// they are something else.
    pub fn window(&self, at: usize) -> Result<Option<Piece>, usize> {
        let start = self.after_roughly(at);
        let (lead, mut first) = match self.lexeme(start) {
            Lexeme::Hour if self.hour_leads(start) => (self.lexeme(start + 1), start + 2),
            lexeme if is_lead(lexeme) => (lexeme, start + 1),
            _ => (Lexeme::Filler, start),
        };
        first = self.after_roughly(first);
        let mut lead = lead;
        if lead == Lexeme::Around && is_lead(self.lexeme(first)) {
            lead = self.lexeme(first);
            first = self.after_roughly(first + 1);
        }
        let led = lead != Lexeme::Filler;
        if matches!(self.lexeme(first), Lexeme::Digits(..)) && !self.opens_number(first) {
            return Ok(None);
        }
        let Some((one, end)) = self.point(first, led) else { return Ok(None) };
        if let Some((two, end)) = self.second(lead, end) {
            let window = Window { from: Some(one), to: Some(two) };
            let trust = range_trust(lead, one, two);
            return self.checked(window, two.form.min(one.form), end, trust);
        }
        if lead == Lexeme::On && one.form == Form::Dotted && self.dotted_date(first).is_some() {
            return Ok(None);
        }
        let Some(mut trust) = self.single_trust(lead, one, end) else { return Ok(None) };
        if self.lexeme(first) == Lexeme::Hour && one.part.is_none() {
            if lead == Lexeme::On {
                return Ok(None);
            }
            trust = trust.min(Trust::Cued);
        }
        if lead == Lexeme::Filler && matches!(self.lexeme(first), Lexeme::Named(_)) {
            trust = Trust::Whole;
        }
        let window = match lead {
            Lexeme::Until => Window { from: None, to: Some(one) },
            _ => Window { from: Some(one), to: None },
        };
        self.checked(window, one.form, end, trust)
    }

    /// «часов в 8», «часиков после 6»: the unit before the preposition.
    fn hour_leads(&self, at: usize) -> bool {
        is_lead(self.lexeme(at + 1))
            && at.checked_sub(1).is_none_or(|before| {
                !matches!(self.lexeme(before), Lexeme::Digits(..) | Lexeme::Count(_))
            })
    }

    fn after_roughly(&self, at: usize) -> usize {
        let mut at = at;
        while self.lexeme(at) == Lexeme::Roughly || (at > 0 && self.is_softener(at)) {
            at += 1;
        }
        at
    }

    /// «в ровно 5», «с часов 10»: words that may stand between a preposition and the hour.
    fn is_softener(&self, at: usize) -> bool {
        matches!(self.word(at), "ровно" | "часов" | "часиков" | "строго")
            && (is_lead(self.lexeme(at - 1)) || self.lexeme(at - 1) == Lexeme::Roughly)
    }

    /// The end of a range, when what follows the first hour links to one.
    fn second(&self, lead: Lexeme, end: usize) -> Option<(Point, usize)> {
        let mut next = end;
        if self.lexeme(next) == Lexeme::And && lead != Lexeme::Between {
            next += 1;
        }
        let links = match self.lexeme(next) {
            Lexeme::Until => !matches!(lead, Lexeme::Until),
            Lexeme::To | Lexeme::Along | Lexeme::Sign('-') => next == end,
            Lexeme::And => lead == Lexeme::Between,
            _ => false,
        };
        if !links {
            return None;
        }
        let second = self.after_roughly(next + 1);
        self.point(second, true).filter(|(point, _)| point.hour + point.minute > 0)
    }

    /// How far one hour can be trusted; none when it is no hour at all.
    fn single_trust(&self, lead: Lexeme, point: Point, end: usize) -> Option<Trust> {
        Some(match (lead, point.form) {
            (Lexeme::OutOf | Lexeme::Between | Lexeme::Along, Form::Exact) => Trust::Cued,
            (Lexeme::OutOf | Lexeme::Between | Lexeme::Along, _) => return None,
            (_, Form::Exact) => Trust::Sure,
            (Lexeme::Filler, Form::Hours) if point.hour < 7 => Trust::Asked,
            // «15.00 удобно»: no price and no size ends so.
            (Lexeme::Filler, Form::Dotted) if self.is_round(point) && self.is_cue_near(end) => {
                Trust::Cued
            }
            (Lexeme::Filler, Form::Hours | Form::Dotted) => Trust::Whole,
            (Lexeme::Filler, Form::Bare) => Trust::Asked,
            (Lexeme::On, Form::Bare) if point.part.is_some() => return None,
            (Lexeme::On, Form::Hours) if point.hour >= 7 => Trust::Cued,
            (Lexeme::On, Form::Hours) => Trust::Asked,
            (Lexeme::On, _) => Trust::Whole,
            (Lexeme::Around, Form::Hours) => Trust::Cued,
            (_, Form::Dotted | Form::Hours) => Trust::Sure,
            (_, Form::Bare) if point.part.is_some() => Trust::Sure,
            (Lexeme::At | Lexeme::Until | Lexeme::After, Form::Bare) if self.calm(end) => {
                Trust::Sure
            }
            (_, Form::Bare) => Trust::Cued,
        })
    }

    fn is_round(&self, point: Point) -> bool {
        point.minute.is_multiple_of(30) && (7..=21).contains(&point.hour)
    }

    /// «по Ташкенту удобно» behind an hour.
    fn is_cue_near(&self, end: usize) -> bool {
        let zone = if self.lexeme(end) == Lexeme::Along { 2 } else { 0 };
        self.lexeme(end + zone) == Lexeme::Cue
    }

    /// Whether what follows a bare number cannot be a thing it counts.
    fn calm(&self, end: usize) -> bool {
        !self.adjacent(end) || !matches!(self.lexeme(end), Lexeme::Unknown | Lexeme::Unit)
    }

    /// The piece, unless what follows says it is something else.
    fn checked(
        &self,
        window: Window,
        form: Form,
        end: usize,
        trust: Trust,
    ) -> Result<Option<Piece>, usize> {
        let dated = matches!(self.lexeme(end), Lexeme::Month(_) | Lexeme::OfMonth | Lexeme::Nth(_));
        if self.runs_on(end) || (dated && form < Form::Hours) {
            return Ok(None);
        }
        if form < Form::Exact && self.is_unit(end) {
            return Err(end);
        }
        Ok(Some(Piece { meaning: Meaning::Window(window), end, trust }))
    }
}

/// Whether an hour may follow this word.
fn is_lead(lexeme: Lexeme) -> bool {
    matches!(
        lexeme,
        Lexeme::At
            | Lexeme::On
            | Lexeme::Toward
            | Lexeme::Until
            | Lexeme::After
            | Lexeme::From
            | Lexeme::OutOf
            | Lexeme::Between
            | Lexeme::Around
    )
}

fn range_trust(lead: Lexeme, one: Point, two: Point) -> Trust {
    let plain = one.form == Form::Bare && two.form == Form::Bare;
    match lead {
        Lexeme::From | Lexeme::Between | Lexeme::After => Trust::Sure,
        _ if one.form.min(two.form) == Form::Exact => Trust::Sure,
        Lexeme::OutOf if plain => Trust::Whole,
        Lexeme::Filler if plain => Trust::Whole,
        Lexeme::Filler if two.form == Form::Hours => Trust::Whole,
        _ if plain => Trust::Cued,
        _ => Trust::Sure,
    }
}
