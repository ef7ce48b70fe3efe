//! Durations, statuses, moments of the day, time zones and countries, as owners write them.

use std::str::FromStr;
use std::time::Duration;

use chrono::NaiveTime;
use chrono_tz::{TZ_VARIANTS, Tz};
use regex::Regex;

use crate::dialog::Status;
use crate::rules::check::{Findings, similar};

use super::Placed;

/// The longest duration taken: ten years.
const LONGEST: u64 = 3650 * 24 * 3600;

/// `30s 30m 2h 1h30m 7d`
pub fn duration(text: &Placed<String>, findings: &mut Findings<'_>) -> Option<Placed<Duration>> {
    if let Some(duration) = parse_duration(&text.value) {
        return Some(Placed { value: duration, span: text.span.clone(), key: text.key.clone() });
    }
    let found = findings
        .error("bad-value", "duration", text.span.clone())
        .with("value", text.value.clone())
        .label();
    match spoken_duration(&text.value) {
        Some(meant) => found.similar(text.span.clone(), Some(meant), true).done(),
        None => found.help().done(),
    }
    None
}

fn parse_duration(text: &str) -> Option<Duration> {
    let mut rest = text.trim();
    let (mut seconds, mut smaller_than) = (0_u64, u64::MAX);
    while !rest.is_empty() {
        let digits = rest.len() - rest.trim_start_matches(|sign: char| sign.is_ascii_digit()).len();
        let count: u64 = rest[..digits].parse().ok()?;
        let unit = match rest[digits..].chars().next()? {
            's' => 1,
            'm' => 60,
            'h' => 3600,
            'd' => 24 * 3600,
            _ => return None,
        };
        if unit >= smaller_than {
            return None;
        }
        smaller_than = unit;
        seconds = seconds.checked_add(count.checked_mul(unit)?)?;
        rest = rest[digits + 1..].trim_start();
    }
    (1..=LONGEST).contains(&seconds).then(|| Duration::from_secs(seconds))
}

/// «30 минут», «1ч30м», «полгода» as the file wants it.
fn spoken_duration(text: &str) -> Option<String> {
    const UNITS: [(&str, u64, char); 25] = [
        ("сек", 1, 's'),
        ("sec", 1, 's'),
        ("мес", 30, 'd'),
        ("mo", 30, 'd'),
        ("мин", 1, 'm'),
        ("min", 1, 'm'),
        ("час", 1, 'h'),
        ("hour", 1, 'h'),
        ("hr", 1, 'h'),
        ("нед", 7, 'd'),
        ("week", 7, 'd'),
        ("w", 7, 'd'),
        ("день", 1, 'd'),
        ("дн", 1, 'd'),
        ("сут", 1, 'd'),
        ("год", 365, 'd'),
        ("лет", 365, 'd'),
        ("year", 365, 'd'),
        ("d", 1, 'd'),
        ("д", 1, 'd'),
        ("h", 1, 'h'),
        ("ч", 1, 'h'),
        ("m", 1, 'm'),
        ("м", 1, 'm'),
        ("с", 1, 's'),
    ];
    const WORDS: [(&str, &str); 9] = [
        ("полгода", "180d"),
        ("полчаса", "30m"),
        ("полтора часа", "1h30m"),
        ("час", "1h"),
        ("день", "1d"),
        ("сутки", "1d"),
        ("неделя", "7d"),
        ("месяц", "30d"),
        ("год", "365d"),
    ];
    let text = text.trim().to_lowercase();
    if let Some((_, meant)) = WORDS.iter().find(|(words, _)| *words == text) {
        return Some((*meant).to_owned());
    }
    let mut rest = text.as_str();
    let mut meant = String::new();
    while !rest.is_empty() {
        let digits = rest.len() - rest.trim_start_matches(|sign: char| sign.is_ascii_digit()).len();
        let count: u64 = rest[..digits].parse().ok()?;
        rest = rest[digits..].trim_start();
        let end = rest.find(|sign: char| sign.is_ascii_digit()).unwrap_or(rest.len());
        let unit = rest[..end].trim_end_matches(['.', ' ']);
        let (_, times, letter) = UNITS.iter().find(|(name, _, _)| match name.chars().count() {
            1 => unit == *name,
            _ => unit.starts_with(name),
        })?;
        meant.push_str(&format!("{}{letter}", count.checked_mul(*times)?));
        rest = &rest[end..];
    }
    parse_duration(&meant).map(|_| meant)
}

/// The names of a status: how the file shows it, and how else it may be written.
pub const STATUSES: [(Status, &str, &str); 5] = [
    (Status::New, "Новый", "new"),
    (Status::InProgress, "В работе", "in progress"),
    (Status::Completed, "Завершен", "completed"),
    (Status::Unqualified, "Не подходит", "unqualified"),
    (Status::Operator, "Оператор", "operator"),
];

/// The status of that name; case, spaces, «ё» and underscores do not matter.
pub fn parse_status(text: &str) -> Option<Status> {
    let bare = bare(text);
    STATUSES
        .iter()
        .find(|(_, russian, english)| [*russian, *english].map(self::bare).contains(&bare))
        .map(|(status, _, _)| *status)
}

fn bare(text: &str) -> String {
    let kept = text.chars().filter(|letter| !letter.is_whitespace() && !"_-".contains(*letter));
    kept.flat_map(char::to_lowercase)
        .map(|letter| if letter == 'ё' { 'е' } else { letter })
        .collect()
}

/// The status a word of the file means, among those that may stand there.
pub fn status(
    text: &Placed<String>,
    allowed: &[Status],
    findings: &mut Findings<'_>,
) -> Option<Placed<Status>> {
    let parsed = parse_status(&text.value);
    if let Some(status) = parsed.filter(|status| allowed.contains(status)) {
        return Some(Placed { value: status, span: text.span.clone(), key: text.key.clone() });
    }
    let english = text.value.is_ascii();
    let names: Vec<_> = STATUSES
        .iter()
        .filter(|(status, _, _)| allowed.contains(status))
        .map(|(_, russian, english_name)| if english { *english_name } else { *russian })
        .collect();
    let key = if parsed.is_some() { "status-not-here" } else { "status" };
    let quotes = findings.source[text.span.clone()].starts_with(['"', '\'']);
    let habit = super::alias::status(&text.value).filter(|status| allowed.contains(status));
    let habit = habit.and_then(|habit| STATUSES.iter().find(|(status, _, _)| *status == habit));
    let habit =
        habit.map(|(_, russian, english_name)| if english { *english_name } else { *russian });
    let meant = match parsed {
        Some(_) => None,
        None => habit.map(str::to_owned).or_else(|| similar(&text.value, names.iter().copied())),
    };
    findings
        .error("unknown-status", key, text.span.clone())
        .with("value", text.value.clone())
        .with("known", names.join(", "))
        .label()
        .similar(text.span.clone(), meant, quotes)
        .done();
    None
}

/// An IANA time zone.
pub fn timezone(text: &Placed<String>, findings: &mut Findings<'_>) -> Option<Tz> {
    if let Ok(zone) = Tz::from_str(text.value.trim()) {
        return Some(zone);
    }
    let lower = text.value.trim().to_lowercase().replace(' ', "_");
    let names = || TZ_VARIANTS.iter().map(|zone| zone.name());
    // `GMT+3` is also the end of «Etc/GMT+3», and there the sign is the other way round.
    let meant = zone_of_offset(&lower).or_else(|| {
        let city = names().find(|name| {
            name.to_lowercase() == lower || name.to_lowercase().ends_with(&format!("/{lower}"))
        });
        city.or_else(|| russian_city(&lower)).map(str::to_owned)
    });
    let meant = meant.or_else(|| {
        similar(&text.value, names().filter(|name| name.contains('/')))
            .filter(|_| lower.contains('/'))
    });
    findings
        .error("bad-value", "timezone", text.span.clone())
        .with("value", text.value.clone())
        .label()
        .similar(text.span.clone(), meant, true)
        .done();
    None
}

/// The zone for `UTC+5`, `GMT-3`, `+05:00` and «МСК+2»: a Russian one where there is one.
fn zone_of_offset(lower: &str) -> Option<String> {
    const ZONES: [&str; 11] = [
        "Europe/Kaliningrad",
        "Europe/Moscow",
        "Europe/Samara",
        "Asia/Yekaterinburg",
        "Asia/Omsk",
        "Asia/Novosibirsk",
        "Asia/Irkutsk",
        "Asia/Yakutsk",
        "Asia/Vladivostok",
        "Asia/Magadan",
        "Asia/Kamchatka",
    ];
    let (from, offset) = [("мск", 3), ("msk", 3), ("utc", 0), ("gmt", 0), ("", 0)]
        .iter()
        .find_map(|(word, hours)| Some((*hours, lower.strip_prefix(word)?)))?;
    let offset = offset.replace(['_', '(', ')'], "").replace('−', "-");
    let digits = offset.strip_prefix(['+', '-'])?;
    let hours: i32 = digits.trim_end_matches(":00").parse().ok()?;
    let hours = from + if offset.starts_with('-') { -hours } else { hours };
    match hours {
        2..=12 => ZONES.get(usize::try_from(hours - 2).ok()?).map(|zone| (*zone).to_owned()),
        // IANA counts these westwards: <https://data.iana.org/time-zones/tzdb/etcetera>.
        -12..=-1 => Some(format!("Etc/GMT+{}", -hours)),
        0 => Some("UTC".to_owned()),
        1 | 13 | 14 => Some(format!("Etc/GMT-{hours}")),
        _ => None,
    }
}

fn russian_city(lower: &str) -> Option<&'static str> {
    const CITIES: [(&str, &str); 14] = [
        ("моск", "Europe/Moscow"),
        ("msk", "Europe/Moscow"),
        ("мск", "Europe/Moscow"),
        ("петерб", "Europe/Moscow"),
        ("калинин", "Europe/Kaliningrad"),
        ("самар", "Europe/Samara"),
        ("екатер", "Asia/Yekaterinburg"),
        ("омск", "Asia/Omsk"),
        ("новосиб", "Asia/Novosibirsk"),
        ("краснояр", "Asia/Krasnoyarsk"),
        ("иркут", "Asia/Irkutsk"),
        ("якут", "Asia/Yakutsk"),
        ("владивост", "Asia/Vladivostok"),
        ("минск", "Europe/Minsk"),
    ];
    CITIES.iter().find(|(part, _)| lower.contains(part)).map(|(_, zone)| *zone)
}

/// Every code of ISO 3166-1 alpha-2.
const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI \
    BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY \
    CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN \
    GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH \
    KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO \
    MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL \
    PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV \
    SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN \
    VU WF WS YE YT ZA ZM ZW";

/// A country's two letters.
pub fn country(text: &Placed<String>, findings: &mut Findings<'_>) -> Option<String> {
    let code = text.value.trim().to_uppercase();
    if COUNTRIES.split_whitespace().any(|known| known == code) {
        return Some(code);
    }
    let found = findings
        .error("bad-value", "country", text.span.clone())
        .with("value", text.value.clone())
        .label();
    found.help().done();
    None
}

/// A moment of the day: `9:00`.
pub fn day_time(text: &Placed<String>, findings: &mut Findings<'_>) -> Option<NaiveTime> {
    let time = NaiveTime::parse_from_str(text.value.trim(), "%H:%M").ok();
    if time.is_none() {
        findings
            .error("bad-value", "day-time", text.span.clone())
            .with("value", text.value.clone())
            .label()
            .help()
            .done();
    }
    time
}

/// A regular expression.
pub fn pattern(text: &Placed<String>, findings: &mut Findings<'_>) -> Option<Placed<Regex>> {
    match Regex::new(&text.value) {
        Ok(regex) => Some(Placed { value: regex, span: text.span.clone(), key: text.key.clone() }),
        Err(error) => {
            let key = match &error {
                regex::Error::CompiledTooBig(_) => "pattern-too-big",
                _ if !balanced(&text.value) => "pattern-bracket",
                _ => "pattern",
            };
            findings.error("bad-value", key, text.span.clone()).label().help().done();
            None
        }
    }
}

/// Whether every bracket that is not escaped has its pair.
fn balanced(pattern: &str) -> bool {
    let (mut depth, mut class, mut escaped) = (0_i32, false, false);
    for sign in pattern.chars() {
        match sign {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            ']' if class => class = false,
            _ if class => {}
            '[' => class = true,
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
    }
    depth == 0 && !class
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_go_from_days_to_seconds() {
        let seconds = |text| parse_duration(text).map(|duration| duration.as_secs());
        assert_eq!(seconds("30s"), Some(30));
        assert_eq!(seconds("1h30m"), Some(5400));
        assert_eq!(seconds("7d"), Some(604_800));
        for wrong in ["", "30", "m", "0m", "30m1h", "1h1h", "-5m", "9999999999999d", "30 минут"]
        {
            assert_eq!(seconds(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_spoken_duration_is_understood_well_enough_to_suggest() {
        assert_eq!(spoken_duration("30 минут").as_deref(), Some("30m"));
        assert_eq!(spoken_duration("2 часа").as_deref(), Some("2h"));
        assert_eq!(spoken_duration("7 дней").as_deref(), Some("7d"));
        assert_eq!(spoken_duration("скоро"), None);
    }

    #[test]
    fn statuses_forgive_case_spaces_and_yo() {
        for written in ["Завершен", "завершён", " ЗАВЕРШЕН ", "completed", "Completed"]
        {
            assert_eq!(parse_status(written), Some(Status::Completed), "{written}");
        }
        assert_eq!(parse_status("вработе"), Some(Status::InProgress));
        assert_eq!(parse_status("in_progress"), Some(Status::InProgress));
        assert_eq!(parse_status("Завершено"), None);
    }
}
