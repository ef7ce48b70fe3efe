//! What an obstacle means for the lane: try again, wait for a person, give up; pure.

use lettre::Address;

use super::obstacle::{Obstacle, Reply, Step};
use crate::delivery::{Closed, Failure};
use crate::texts::{Language, text};

/// What follows from an obstacle that concerns the whole letter.
///
/// Server, sender and receivers are the same for every letter. So whatever is
/// wrong with them would stop the next one, too: the lane waits with all of them,
/// and no lead is given up for a setting. Only the letter itself can be refused.
pub fn failure(obstacle: &Obstacle, language: Language) -> Failure {
    let closed = |remedy| Failure::Closed(Closed { retry_after: None, remedy });
    match obstacle {
        Obstacle::Unanswered => Failure::Unknown,
        Obstacle::Unreachable | Obstacle::Silent => closed(None),
        Obstacle::Said(_, reply) if reply.closes() => closed(None),
        Obstacle::Said(_, reply) if reply.is_about_login() => {
            closed(Some(obstacle.in_words(language)))
        }
        Obstacle::Said(Step::Receivers(_) | Step::Letter, reply) if reply.is_for_now() => {
            Failure::NotSent { retry_after: None }
        }
        Obstacle::Said(_, reply) if reply.is_for_now() => closed(None),
        Obstacle::Said(Step::Letter, _) => Failure::Refused(obstacle.in_words(language)),
        _ => closed(Some(obstacle.in_words(language))),
    }
}

/// What follows when no receiver was taken.
pub fn none_taken(
    later: &[(Address, Reply)],
    refused: &[(Address, Reply)],
    language: Language,
) -> Failure {
    match (later, refused) {
        ([(_, reply), ..], _) => {
            failure(&Obstacle::Said(Step::Receivers(Vec::new()), reply.clone()), language)
        }
        ([], [(_, reply), ..]) => {
            failure(&Obstacle::Said(receivers(refused), reply.clone()), language)
        }
        // Nobody was named: an empty list of receivers is refused at the start.
        ([], []) => Failure::NotSent { retry_after: None },
    }
}

/// What follows when some have the letter: those who may take it later are tried again, and
/// when only refused ones are left, the owner is told of their addresses.
pub fn some_left(
    later: &[(Address, Reply)],
    refused: &[(Address, Reply)],
    language: Language,
) -> Option<Failure> {
    match (later, refused) {
        ([_, ..], _) => Some(Failure::NotSent { retry_after: None }),
        ([], [(_, reply), ..]) => {
            let words = Obstacle::Said(receivers(refused), reply.clone()).in_words(language);
            let others = text(language, "email-others-have-it");
            Some(Failure::Refused(format!("{words} {others}")))
        }
        ([], []) => None,
    }
}

fn receivers(refused: &[(Address, Reply)]) -> Step {
    Step::Receivers(refused.iter().map(|(address, _)| address.to_string()).collect())
}
