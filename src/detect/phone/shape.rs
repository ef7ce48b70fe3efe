//! Reads a run of digit groups as a telephone number, by how many digits are in each.

use super::group::Group;
use super::plan::{self, Home};

/// A run of groups read as a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    /// International form.
    pub e164: String,
    /// How much it looks like a number: a sure one has 120.
    pub score: i32,
    /// It is grouped as people group telephone numbers, not one run of digits.
    pub formatted: bool,
    /// It names its country by a plus.
    pub plus: bool,
}

/// What stands around the run.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Around {
    /// A word like «телефон» stands before it.
    pub called: bool,
    /// The word «код» stands before it.
    pub coded: bool,
    /// No other digits adjoin it.
    pub alone: bool,
    /// Commas part its groups, as in a list.
    pub listed: bool,
}

const ELEVEN: &[&[usize]] = &[
    &[11],
    &[1, 10],
    &[4, 7],
    &[1, 3, 7],
    &[1, 3, 3, 4],
    &[1, 3, 3, 2, 2],
    &[1, 3, 2, 2, 3],
    &[1, 3, 2, 3, 2],
    &[1, 3, 4, 3],
    &[4, 3, 4],
    &[4, 3, 2, 2],
    &[4, 2, 2, 3],
    &[4, 2, 3, 2],
    &[4, 4, 3],
    &[1, 2, 2, 2, 2, 2],
    &[1, 6, 4],
    &[1, 6, 2, 2],
    &[7, 4],
    &[7, 2, 2],
    &[1, 4, 6],
    &[1, 4, 2, 2, 2],
    &[1, 4, 3, 3],
    &[5, 6],
    &[5, 2, 2, 2],
    &[5, 3, 3],
    &[1, 5, 5],
    &[1, 5, 1, 2, 2],
    &[1, 5, 2, 3],
    &[6, 1, 2, 2],
    &[6, 5],
    &[1, 3, 5, 2],
    &[2, 3, 2, 2, 2],
    &[2, 2, 3, 2, 2],
];
const TEN: &[&[usize]] = &[&[10], &[3, 7], &[3, 3, 4], &[3, 3, 2, 2], &[3, 2, 2, 3], &[3, 2, 3, 2]];
const AREA: &[&[usize]] = &[
    &[10],
    &[3, 7],
    &[3, 3, 4],
    &[3, 3, 2, 2],
    &[3, 2, 2, 3],
    &[4, 6],
    &[4, 2, 2, 2],
    &[4, 3, 3],
    &[5, 5],
    &[5, 1, 2, 2],
    &[5, 2, 3],
];

/// A number has no more digits where neither a plus nor a prefix for abroad begins it.
const LONGEST_UNSIGNED: usize = 13;

/// Groups in a row.
#[derive(Clone, Copy)]
pub(super) struct Run<'a> {
    /// The groups.
    pub groups: &'a [Group<'a>],
    /// Their digits, joined.
    pub digits: &'a str,
    /// How many digits each has.
    pub lengths: &'a [usize],
}

/// Reads a run as one number, if that is what it is.
pub(super) fn read(run: Run<'_>, home: &Home, around: Around) -> Option<Reading> {
    let Run { groups, digits, lengths } = run;
    let grouped = groups.len() > 3 || groups.len() > 2 && lengths[0] < 5;
    let reading = |e164, score| {
        let formatted = grouped && score > 60;
        Some(Reading { e164, score, formatted, plus: groups[0].plus })
    };
    if groups[0].plus {
        return international(digits).and_then(|e164| reading(e164, 120));
    }
    if let Some(e164) = dialled_abroad(digits, lengths) {
        return reading(e164, 100);
    }
    if digits.len() > LONGEST_UNSIGNED {
        return None;
    }
    let sane = sane(groups, lengths, around);
    if let Some(e164) = (home.code != "7" && sane).then(|| home.international(digits)).flatten() {
        return reading(e164, 90);
    }
    if let Some(e164) = spread(groups, digits) {
        return reading(e164, 70);
    }
    match digits.len() {
        11 if is_trunk(digits) => {
            let score = shape_score(groups, lengths, ELEVEN, around)?;
            reading(format!("+7{}", &digits[1..]), score + i32::from(grouped) * 5)
        }
        10 if home.international(digits).is_some() => {
            let around = Around { alone: false, ..around };
            let score = shape_score(groups, lengths, TEN, around)?;
            reading(home.international(digits)?, score - 15)
        }
        10 if digits.starts_with(['3', '4', '8']) && matches!(home.code, "7") => {
            let marked = groups[0].bracketed || around.coded || around.called;
            (marked && AREA.contains(&lengths))
                .then(|| reading(format!("+7{digits}"), 70))
                .flatten()
        }
        _ if sane && plan::is_neighbour(digits) => reading(format!("+{digits}"), 90),
        12 | 13 if around.called && lengths[0] < 4 && groups.len() > 2 && plan::fits(digits) => {
            reading(format!("+{digits}"), 60)
        }
        _ => None,
    }
}

/// Whether any number at all begins so; cheap, to pass by most digits early.
pub(super) fn may_begin(first: &Group<'_>, digits: usize) -> bool {
    first.plus
        || first.spelled
        || match first.digits.as_bytes()[0] {
            b'0' | b'7' | b'8' | b'9' | b'3' => true,
            _ => digits < 14,
        } && (digits > 9 || first.digits.len() < 4)
}

/// 8 or 7 and the first digit of a Russian or Kazakh area.
fn is_trunk(digits: &str) -> bool {
    let mut first = digits.chars();
    matches!(first.next(), Some('7' | '8')) && matches!(first.next(), Some('3' | '4' | '7'..='9'))
}

/// How usual the lengths are: 95 for what everybody writes, 55 for what only some do.
fn shape_score(
    groups: &[Group<'_>],
    lengths: &[usize],
    usual: &[&[usize]],
    around: Around,
) -> Option<i32> {
    // «кв. 8, 91, 27, 44, 13, 05»: numbers of two digits are listed more often than dialled.
    let pairs = lengths[1..].iter().all(|&length| length == 2);
    let listed = around.listed && !around.called;
    if usual.contains(&lengths) && !(listed && pairs) {
        return Some(95);
    }
    let singles = lengths.iter().filter(|&&length| length == 1).count() > lengths.len().max(7) - 3;
    let spelled = groups.iter().filter(|group| group.spelled).count() * 2 >= groups.len();
    if singles || spelled {
        return Some(80);
    }
    let amount = lengths[1..].iter().all(|&length| length == 3);
    (around.called || around.alone && !listed && lengths.len() < 9 && !amount).then_some(55)
}

/// Groups no longer and no more than people make.
fn sane(groups: &[Group<'_>], lengths: &[usize], around: Around) -> bool {
    let spelled = groups.iter().any(|group| group.spelled);
    let singles = lengths.iter().all(|&length| length == 1);
    let short = lengths.iter().skip(2).filter(|&&length| length == 1).count();
    spelled || singles || short == 0 && lengths.len() < 8 || around.called
}

/// «семьсот шестьдесят пятьдесят» is 700 60 50: a spelled group cut after its hundreds.
fn spread(groups: &[Group<'_>], digits: &str) -> Option<String> {
    if digits.len() != 9 || !is_trunk(digits) || !groups.iter().all(|group| group.spelled) {
        return None;
    }
    let cut = groups.iter().skip(2).position(|group| group.digits.len() == 3)? + 2;
    let mut whole = String::new();
    for (index, group) in groups.iter().enumerate() {
        whole.push_str(&group.digits[..if index == cut { 1 } else { group.digits.len() }]);
        if index == cut {
            whole.push_str("00");
            whole.push_str(&group.digits[1..]);
        }
    }
    (whole.len() == 11).then(|| format!("+7{}", &whole[1..]))
}

/// `00` or `8 10` and a country code.
fn dialled_abroad(digits: &str, lengths: &[usize]) -> Option<String> {
    let (rest, prefix) = match digits.strip_prefix("810") {
        Some(rest) => (rest, 3),
        None => (digits.strip_prefix("00")?, 2),
    };
    let apart = lengths[0] != 1 || lengths.get(1) == Some(&2);
    let enough = rest.len() > if prefix == 3 { 10 } else { 9 };
    (apart && enough && plan::fits(rest)).then(|| format!("+{rest}"))
}

/// Countries whose numbers really begin with a zero after the code.
const KEEP_ZERO: [&str; 6] = ["39", "225", "229", "241", "242", "378"];

/// The number after a plus, with the usual slips mended.
pub(super) fn international(digits: &str) -> Option<String> {
    if let Some((code, national)) = plan::split_code(digits)
        && let Some(national) = national.strip_prefix('0')
        && !KEEP_ZERO.contains(&code)
    {
        let mended = format!("{code}{national}");
        return (code != "7" && plan::fits(&mended)).then(|| format!("+{mended}"));
    }
    if digits.len() > 8 && plan::fits(digits) {
        return Some(format!("+{digits}"));
    }
    match digits.len() {
        12 if digits.starts_with("78") => Some(format!("+7{}", &digits[2..])),
        11 if digits.starts_with("89") => Some(format!("+7{}", &digits[1..])),
        10 if digits.starts_with('9') => Some(format!("+7{digits}")),
        _ => None,
    }
}
