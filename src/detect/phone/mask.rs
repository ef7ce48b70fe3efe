//! Finds what is made of digits and is no number: dates, times, coordinates, addresses of machines.

use std::ops::Range;

/// Dates, times, decimals and IP addresses in a normalised text.
pub(super) fn moments(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut masks = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        while at < bytes.len() && (bytes[at].is_ascii_digit() || b".:/-".contains(&bytes[at])) {
            at += 1;
        }
        let chunk = text[start..at].trim_end_matches(['.', ':', '/', '-']);
        let free = start == 0 || !b"+_".contains(&bytes[start - 1]);
        if free && is_moment(chunk) {
            masks.push(start..start + chunk.len());
        }
    }
    masks
}

fn is_moment(chunk: &str) -> bool {
    let numbers: Vec<&str> = chunk.split(['.', ':', '/', '-']).collect();
    if numbers.len() < 2 || numbers.iter().any(|number| number.is_empty()) {
        return false;
    }
    is_date(chunk)
        || is_address(chunk)
        || chunk.split('-').all(|part| is_date(part) || is_clock(part) || is_decimal(part))
        || chunk.contains(':') && chunk.split([':', '-']).all(|part| part.len() < 3)
}

fn in_range(number: &str, range: std::ops::RangeInclusive<u16>) -> bool {
    number.len() < 5 && number.parse().is_ok_and(|value: u16| range.contains(&value))
}

/// `01.02.1985`, `1/2/85`, `2025-11-22`.
fn is_date(chunk: &str) -> bool {
    ['.', '/', '-'].into_iter().any(|mark| {
        let parts: Vec<&str> = chunk.split(mark).collect();
        let [first, second, third] = parts[..] else { return false };
        let year = |number: &str| in_range(number, 1900..=2100) && number.len() == 4;
        let day = in_range(first, 1..=31) && first.len() < 3;
        let month = in_range(second, 1..=12) && second.len() < 3;
        day && month && (year(third) || third.len() == 2 && mark != '-')
            || year(first) && month && in_range(third, 1..=31)
    })
}

/// `9:00`, `18.30`, `19:19:08`.
fn is_clock(part: &str) -> bool {
    let numbers: Vec<&str> = part.split([':', '.']).collect();
    (2..=3).contains(&numbers.len())
        && in_range(numbers[0], 0..=24)
        && numbers[0].len() < 3
        && numbers[1..].iter().all(|number| number.len() == 2 && in_range(number, 0..=59))
}

/// `55.7558`: a coordinate or a share, unless it is 8 or 7 and a whole number.
fn is_decimal(part: &str) -> bool {
    let Some((whole, fraction)) = part.split_once('.') else { return false };
    let phone = matches!(whole, "7" | "8") && fraction.len() == 10;
    whole.len() < 4
        && fraction.len() >= 4
        && fraction.bytes().all(|byte| byte.is_ascii_digit())
        && whole.bytes().all(|byte| byte.is_ascii_digit())
        && !phone
}

/// `10.16.123.45`, perhaps with a port.
fn is_address(chunk: &str) -> bool {
    let host = chunk.split(':').next().unwrap_or(chunk);
    let octets: Vec<&str> = host.split('.').collect();
    octets.len() == 4 && octets.iter().all(|octet| octet.len() < 4 && in_range(octet, 0..=255))
}

/// Sorts and joins overlapping ranges.
pub(super) fn merge(mut masks: Vec<Range<usize>>) -> Vec<Range<usize>> {
    masks.sort_by_key(|mask| mask.start);
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(masks.len());
    for mask in masks {
        match merged.last_mut() {
            Some(last) if mask.start < last.end => last.end = last.end.max(mask.end),
            _ => merged.push(mask),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_times_and_coordinates_are_masked() {
        for chunk in ["01.02.1985", "2025-11-22", "9:00-18:00", "55.7558", "10.16.123.45:6789"] {
            assert!(is_moment(chunk), "{chunk}");
        }
        for chunk in ["8.916.123.45.67", "8-916", "123-45-67", "8.9161234567", "916.123.45.67"] {
            assert!(!is_moment(chunk), "{chunk}");
        }
    }
}
