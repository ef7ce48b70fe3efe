//! What a person may have a bot do from outside: send again, put back, forget.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::delivery::Lanes;
use crate::dialog::{ChatKey, LeadId, Sink};
use crate::store::{DeadLetter, DeadThing, Forgotten, Lane, Reason, Retried, Store, StoreError};

/// Something to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Errand {
    /// Send again what is about that lead; about all leads without a number.
    Retry(Option<LeadId>),
    /// List the dead letters.
    Dead,
    /// Put a dead letter back.
    Replay(u64),
    /// Erase a person.
    Forget(ChatKey),
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Done {
    /// It is sent again.
    Retried {
        /// What.
        what: Retried,
        /// A bot is there to send it at once.
        at_work: bool,
    },
    /// The dead letters.
    Dead(Vec<Letter>),
    /// This dead letter was put back.
    Replayed {
        /// Which.
        letter: Letter,
        /// A bot is there to deal with it.
        at_work: bool,
    },
    /// The person is erased.
    Forgotten(Forgotten),
    /// There is no such lead, letter or chat.
    Nothing,
}

/// A dead letter without what it says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Its number.
    pub id: u64,
    /// When it was given up.
    pub at: DateTime<Utc>,
    /// Why.
    pub reason: Reason,
    /// Where it was to go.
    pub place: LetterPlace,
    /// The lead it is about.
    pub lead: Option<LeadId>,
}

/// Where a dead letter was to go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LetterPlace {
    /// It came from Telegram and was to be dealt with.
    Bot,
    /// To a customer.
    Customer,
    /// To a place leads go to.
    Sink(Sink),
}

impl Letter {
    fn of(letter: &DeadLetter) -> Self {
        let (place, lead) = match &letter.what {
            DeadThing::Update(_) => (LetterPlace::Bot, None),
            DeadThing::Delivery(row) => match row.lane {
                Lane::Client(_) => (LetterPlace::Customer, row.lead),
                Lane::Group | Lane::Routed(_) | Lane::Toast => {
                    (LetterPlace::Sink(Sink::Telegram), row.lead)
                }
                Lane::Sink(sink) => (LetterPlace::Sink(sink), row.lead),
            },
        };
        Self { id: letter.id, at: letter.at, reason: letter.reason.clone(), place, lead }
    }
}

/// Carries an errand out. Without lanes no bot is at work; the next one finds
/// what there is to send.
pub(super) async fn carry_out(
    store: &Store,
    lanes: Option<&Lanes>,
    errand: &Errand,
    now: DateTime<Utc>,
) -> Result<Done, StoreError> {
    let at_work = lanes.is_some();
    match errand {
        Errand::Retry(Some(lead)) if store.lead(*lead)?.is_none() => Ok(Done::Nothing),
        Errand::Retry(lead) => {
            let what = store.retry(*lead, now).await?;
            lanes.inspect(|lanes| what.lanes.iter().for_each(|lane| lanes.hurry(lane)));
            Ok(Done::Retried { what, at_work })
        }
        Errand::Dead => Ok(Done::Dead(store.dead()?.iter().map(Letter::of).collect())),
        Errand::Replay(id) => {
            let letters = store.dead()?;
            let Some(letter) = letters.iter().find(|letter| letter.id == *id) else {
                return Ok(Done::Nothing);
            };
            if let Some(DeadThing::Delivery(row)) = store.replay(*id, now).await? {
                lanes.inspect(|lanes| lanes.hurry(&row.lane));
            }
            Ok(Done::Replayed { letter: Letter::of(letter), at_work })
        }
        Errand::Forget(chat) => {
            Ok(store.forget(chat, now).await?.map_or(Done::Nothing, Done::Forgotten))
        }
    }
}
