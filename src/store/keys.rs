//! Byte keys that sort as the things they stand for.

use chrono::{DateTime, Utc};

use super::Lane;
use crate::dialog::{ChatKey, LeadId, Sink};

/// Ends the name of a business connection; a zero byte within it is followed by 0xFF.
const END: [u8; 2] = [0, 1];

/// Sorts as [`ChatKey`] does; no key is the beginning of another.
pub(super) fn chat(key: &ChatKey) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(16);
    match &key.business {
        None => bytes.push(0),
        Some(connection) => {
            bytes.push(1);
            for byte in connection.bytes() {
                bytes.push(byte);
                if byte == 0 {
                    bytes.push(0xFF);
                }
            }
            bytes.extend(END);
        }
    }
    bytes.extend(signed(key.id));
    bytes
}

/// A place in the ring of a chat's traces.
pub(super) fn trace(key: &ChatKey, slot: u8) -> Vec<u8> {
    let mut bytes = chat(key);
    bytes.push(slot);
    bytes
}

/// Sorts by time (to the microsecond), then by chat.
pub(super) fn timer(at: DateTime<Utc>, key: &ChatKey) -> Vec<u8> {
    let mut bytes = signed(at.timestamp_micros()).to_vec();
    bytes.extend(chat(key));
    bytes
}

/// Sorts as [`Lane`] does; no lane is the beginning of another.
pub(super) fn lane(lane: &Lane) -> Vec<u8> {
    match lane {
        Lane::Client(key) => {
            let mut bytes = vec![0];
            bytes.extend(chat(key));
            bytes
        }
        Lane::Group => vec![1],
        Lane::Toast => vec![2],
        Lane::Sink(to) => vec![3, sink(*to)],
        Lane::Routed(number) => {
            let mut bytes = vec![4];
            bytes.extend(signed(*number));
            bytes
        }
    }
}

/// A row of a lane; within one, rows sort by number.
pub(super) fn row(to: &Lane, id: u64) -> Vec<u8> {
    let mut bytes = lane(to);
    bytes.extend(id.to_be_bytes());
    bytes
}

/// How far a lead is with one sink.
pub(super) fn delivery(lead: LeadId, to: Sink) -> Vec<u8> {
    let mut bytes = lead.0.to_be_bytes().to_vec();
    bytes.push(sink(to));
    bytes
}

/// A message of a group.
pub(super) fn relay(group: i64, message: i32) -> Vec<u8> {
    let mut bytes = signed(group).to_vec();
    bytes.extend(signed(message.into()));
    bytes
}

/// The mark of a person who is being erased.
pub(super) fn forgetting(key: &ChatKey) -> Vec<u8> {
    let mut bytes = FORGETTING.to_vec();
    bytes.extend(chat(key));
    bytes
}

/// How every mark of [`forgetting`] begins.
pub(super) const FORGETTING: &[u8] = b"forgetting/";

/// The last outage of a place.
pub(super) fn outage(of: Sink) -> Vec<u8> {
    [b"outage/", of.key().as_bytes()].concat()
}

/// What was told of refusals by a place.
pub(super) fn refusals(by: Sink) -> Vec<u8> {
    [b"refusals/", by.key().as_bytes()].concat()
}

/// A lead that is not where it should be.
pub(super) fn missing(lead: LeadId, at: Sink) -> Vec<u8> {
    [MISSING, &delivery(lead, at)].concat()
}

/// How every mark of [`missing`] begins.
pub(super) const MISSING: &[u8] = b"missing/";

/// These numbers are stored: a new sink takes a new one.
fn sink(sink: Sink) -> u8 {
    match sink {
        Sink::Telegram => 0,
        Sink::Bitrix24 => 1,
        Sink::Email => 2,
        Sink::Webhook => 3,
    }
}

/// Big-endian with the sign turned over: negative numbers come first.
fn signed(number: i64) -> [u8; 8] {
    (number ^ i64::MIN).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_chat() -> impl Strategy<Value = ChatKey> {
        // Few letters, a zero byte among them: close neighbours are likely.
        let business = proptest::option::of("[a\0\u{1}\u{7f}ё]{0,3}");
        let id = prop_oneof![any::<i64>(), -2..2_i64, Just(i64::MIN), Just(i64::MAX)];
        (business, id).prop_map(|(business, id)| ChatKey { business, id })
    }

    fn any_lane() -> impl Strategy<Value = Lane> {
        prop_oneof![
            4 => any_chat().prop_map(Lane::Client),
            1 => Just(Lane::Group),
            1 => Just(Lane::Toast),
            2 => proptest::sample::select(&Sink::ALL[..]).prop_map(Lane::Sink),
            2 => any::<i64>().prop_map(Lane::Routed),
        ]
    }

    fn any_time() -> impl Strategy<Value = DateTime<Utc>> {
        let micros = prop_oneof![-8_000_000_000_000_000..8_000_000_000_000_000_i64, -2..2_i64];
        micros.prop_filter_map("within the calendar", DateTime::from_timestamp_micros)
    }

    proptest! {
        #[test]
        fn lanes_sort_as_their_keys(a in any_lane(), b in any_lane()) {
            prop_assert_eq!(a.cmp(&b), lane(&a).cmp(&lane(&b)));
        }

        #[test]
        fn no_lane_is_the_beginning_of_another(a in any_lane(), b in any_lane()) {
            prop_assert_eq!(a == b, lane(&a).starts_with(&lane(&b)));
        }

        #[test]
        fn rows_sort_by_lane_then_number(
            a in (any_lane(), any::<u64>()),
            b in (any_lane(), any::<u64>()),
        ) {
            prop_assert_eq!(a.cmp(&b), row(&a.0, a.1).cmp(&row(&b.0, b.1)));
        }

        #[test]
        fn timers_sort_by_time_then_chat(
            a in (any_time(), any_chat()),
            b in (any_time(), any_chat()),
        ) {
            prop_assert_eq!(a.cmp(&b), timer(a.0, &a.1).cmp(&timer(b.0, &b.1)));
        }

        #[test]
        fn every_message_has_its_own_relay(
            a in (any::<i64>(), any::<i32>()),
            b in (any::<i64>(), any::<i32>()),
        ) {
            prop_assert_eq!(a.cmp(&b), relay(a.0, a.1).cmp(&relay(b.0, b.1)));
        }
    }
}
