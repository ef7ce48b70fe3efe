//! The pieces a phrase about time is made of, before they have a date.

use crate::dialog::DayPart;

/// A piece and how far it can be trusted to be about time.
#[derive(Clone, Copy, Debug)]
pub struct Piece {
    /// What it says.
    pub meaning: Meaning,
    /// The item after its last.
    pub end: usize,
    /// How much company it needs.
    pub trust: Trust,
}

/// How much company a piece needs to be read as a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trust {
    /// Only as the answer to "when?", or behind a day.
    Asked,
    /// Only as the whole message, or behind a day.
    Whole,
    /// With a word about calling in its sentence.
    Cued,
    /// None.
    Sure,
}

/// What a piece says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A day.
    Day(Day),
    /// A part of the day.
    Part(DayPart),
    /// An hour or two.
    Window(Window),
    /// So many minutes from now.
    InMinutes(u32),
    /// From now until so many minutes from now.
    ForMinutes(u32),
}

/// A day, relative or by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// Days from today.
    Ahead(u32),
    /// Days from Monday, and which of them.
    Weekday(u8, Which),
    /// Day, month and perhaps year.
    Date(u32, u32, Option<i32>),
    /// The next such day of a month.
    OfMonth(u32),
    /// The coming Saturday.
    Weekend,
    /// No single day.
    Several,
}

/// Which of the days of one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// The first after today.
    Coming,
    /// The first, today included.
    This,
    /// That of next week.
    NextWeek,
}

/// Hours: from, to, or both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// Not before.
    pub from: Option<Point>,
    /// Not after.
    pub to: Option<Point>,
}

/// An hour as written: «6» may be morning or evening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// 0 to 24.
    pub hour: u32,
    /// 0 to 59.
    pub minute: u32,
    /// «утра», «вечера».
    pub part: Option<DayPart>,
    /// How it was written.
    pub form: Form,
}

/// How an hour was written, which decides how much it needs around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// A number alone: «5», «пять».
    Bare,
    /// «15.30», «15-30», «15 30».
    Dotted,
    /// «5 часов»
    Hours,
    /// «5 вечера», «15:30», «полшестого»
    Exact,
}
