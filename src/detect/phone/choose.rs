//! Chooses, among all readings of the digits of a text, those that fit together best.

use std::ops::RangeInclusive;

use super::context::{Left, Sentence};
use super::group::{Gap, Glue, Group};
use super::plan::Home;
use super::shape::{self, Around, Reading, Run, read};
use crate::detect::Reason;

/// A run of groups that may be one number.
#[derive(Debug)]
pub(super) struct Candidate {
    /// Its first and last group.
    pub groups: RangeInclusive<usize>,
    /// What it reads.
    pub reading: Reading,
    /// Why it is none after all.
    pub killed: Option<Reason>,
    left: i32,
    right: i32,
}

/// A telephone number has at most 15 digits (ITU-T E.164) and perhaps `8 10` before.
const MOST_DIGITS: usize = 17;

/// Every run of groups that reads as a number, dead or alive.
pub(super) fn candidates(
    sentence: &Sentence<'_>,
    groups: &[Group<'_>],
    home: &Home,
) -> Vec<Candidate> {
    let mut found = Vec::new();
    for first in 0..groups.len() {
        let listed = listed(groups, first, &found);
        let (mut digits, mut lengths) = (String::with_capacity(2 * MOST_DIGITS), Vec::new());
        let mut left: Option<Left> = None;
        let mut cost = 0;
        for last in first..groups.len() {
            if last > first {
                let Gap::Joined { cost: more, .. } = groups[last].gap else { break };
                cost += more;
                if groups[last].plus {
                    break;
                }
            }
            digits.push_str(groups[last].digits);
            lengths.push(groups[last].digits.len());
            if digits.len() > MOST_DIGITS {
                break;
            }
            if digits.len() < 9 || !shape::may_begin(&groups[first], digits.len()) {
                continue;
            }
            let left = left.get_or_insert_with(|| sentence.left(&groups[first]));
            let run = Run { groups: &groups[first..=last], digits: &digits, lengths: &lengths };
            let around = around(groups, first, last, left);
            if let Some(mut reading) = read(run, home, around) {
                reading.score -= cost;
                let killed = verdict(sentence, groups, first..=last, left, &reading)
                    .or_else(|| listed.clone().filter(|_| last == first));
                found.push(Candidate {
                    left: penalty(groups, first, &reading),
                    right: penalty(groups, last + 1, &reading),
                    groups: first..=last,
                    reading,
                    killed,
                });
            }
        }
    }
    found
}

/// «артикулы 9161112233, 9161112244»: what a list began with holds for all of it.
fn listed(groups: &[Group<'_>], first: usize, found: &[Candidate]) -> Option<Reason> {
    let before = first.checked_sub(1)?;
    let close = groups[first].gap != Gap::Broken
        && groups[before].digits.len() == groups[first].digits.len()
        && groups[first].digits.len() == 10
        && !groups[first].plus;
    let head =
        found.iter().rev().take(9).find(|candidate| candidate.groups == (before..=before))?;
    head.killed.clone().filter(|_| close)
}

fn around(groups: &[Group<'_>], first: usize, last: usize, left: &Left) -> Around {
    let parted = |index: usize| groups.get(index).is_none_or(|group| group.gap == Gap::Broken);
    let comma = |group: &&Group<'_>| matches!(group.gap, Gap::Joined { comma: true, .. });
    Around {
        called: left.called,
        coded: left.coded,
        alone: parted(first) && parted(last + 1),
        listed: groups[first + 1..=last].iter().filter(comma).count() > 1,
    }
}

/// What digits left over beside a number cost it.
fn penalty(groups: &[Group<'_>], boundary: usize, reading: &Reading) -> i32 {
    let Some(Group { gap: Gap::Joined { glue, .. }, plus, .. }) = groups.get(boundary) else {
        return 0;
    };
    match glue {
        _ if *plus => 0,
        Glue::Tight => 101,
        Glue::Slash if reading.formatted => 50,
        Glue::Slash => 96,
        Glue::Space => 30,
        Glue::Loose => 3,
    }
}

/// Why the words around say it is something else.
fn verdict(
    sentence: &Sentence<'_>,
    groups: &[Group<'_>],
    range: RangeInclusive<usize>,
    left: &Left,
    reading: &Reading,
) -> Option<Reason> {
    let (first, last) = (&groups[*range.start()], &groups[*range.end()]);
    if let Some(reason) = sentence.right(last) {
        return Some(reason);
    }
    if reading.plus {
        return None;
    }
    if let Some(glued) = &left.glued {
        return Some(Reason::WordBefore(glued.clone()));
    }
    let dressed =
        reading.formatted && (first.bracketed || groups[range].iter().any(|group| group.bracketed));
    if let Some(word) = left.other.as_ref().filter(|_| !dressed) {
        return Some(Reason::WordBefore(word.clone()));
    }
    if let Some(word) = left.maybe.as_ref().filter(|_| !reading.formatted) {
        return Some(Reason::WordBefore(word.clone()));
    }
    let word = (first.piece == last.piece).then(|| sentence.doubt(first)).flatten()?;
    Some(Reason::WordBefore(word.to_owned()))
}

/// Kills what lies within a killed candidate, then picks the best that do not overlap.
pub(super) fn choose(candidates: Vec<Candidate>) -> (Vec<Candidate>, Vec<Candidate>) {
    // How far the killed candidates reach that begin at each one's first group or before.
    let mut reach: Vec<(usize, usize)> = Vec::new();
    for killed in candidates.iter().filter(|candidate| candidate.killed.is_some()) {
        let farthest = reach.last().map_or(0, |&(_, end)| end).max(*killed.groups.end());
        reach.push((*killed.groups.start(), farthest));
    }
    let doomed = |candidate: &Candidate| {
        let before = reach.partition_point(|(start, _)| start <= candidate.groups.start());
        reach[..before].last().is_some_and(|(_, end)| candidate.groups.end() <= end)
    };
    let (dead, mut alive): (Vec<_>, Vec<_>) = candidates
        .into_iter()
        .partition(|candidate| candidate.killed.is_some() || doomed(candidate));
    alive.sort_by_key(|candidate| *candidate.groups.end());
    let mut picked = best_chain(&alive);
    let chosen = alive
        .into_iter()
        .enumerate()
        .filter_map(|(index, candidate)| picked.pop_if(|next| *next == index).map(|_| candidate))
        .collect();
    (chosen, dead)
}

/// How far back the best predecessor is looked for: two neighbours never overlap more readings.
const WINDOW: usize = 200;

/// Indices of the chain with the highest total, last first.
fn best_chain(sorted: &[Candidate]) -> Vec<usize> {
    let mut best: Vec<(i32, Option<usize>)> = Vec::with_capacity(sorted.len());
    // The best total of all chains up to each candidate, and where it is.
    let mut top: Vec<(i32, usize)> = Vec::with_capacity(sorted.len());
    for (index, candidate) in sorted.iter().enumerate() {
        let own = candidate.reading.score - candidate.left - candidate.right;
        let mut choice = (own, None);
        for before in (index.saturating_sub(WINDOW)..index).rev() {
            let (start, end) = (*candidate.groups.start(), *sorted[before].groups.end());
            if end >= start {
                continue;
            }
            let refund = if end + 1 == start { candidate.left + sorted[before].right } else { 0 };
            let total = best[before].0 + own + refund;
            if total > choice.0 {
                choice = (total, Some(before));
            }
        }
        best.push(choice);
        let highest = top.last().copied().filter(|(total, _)| *total >= choice.0);
        top.push(highest.unwrap_or((choice.0, index)));
    }
    let mut chain = Vec::new();
    let mut next = top.last().filter(|(total, _)| *total > 0).map(|(_, index)| *index);
    while let Some(index) = next {
        chain.push(index);
        next = best[index].1;
    }
    chain
}
