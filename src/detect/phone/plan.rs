//! Country codes: how many digits follow each, and how numbers are dialled at home.
//!
//! Codes are those ITU-T assigns (Operational Bulletin, list of E.164 country
//! codes); lengths are of the national significant number in the countries' own
//! numbering plans as ITU publishes them. Areas are not checked: a number from a
//! range nobody uses is still what the customer wrote.

/// A country code with the shortest and the longest national number.
type Code = (&'static str, u8, u8);

#[rustfmt::skip] // a table to be read by rows, not a column of 200 lines
const CODES: &[Code] = &[
    ("1", 10, 10), ("20", 8, 10), ("211", 9, 9), ("212", 9, 9), ("213", 8, 9), ("216", 8, 8),
    ("218", 8, 9), ("220", 7, 7), ("221", 9, 9), ("222", 8, 8), ("223", 8, 8), ("224", 8, 9),
    ("225", 8, 10), ("226", 8, 8), ("227", 8, 8), ("228", 8, 8), ("229", 8, 10), ("230", 7, 8),
    ("231", 7, 9), ("232", 8, 8), ("233", 9, 9), ("234", 8, 10), ("235", 8, 8), ("236", 8, 8),
    ("237", 9, 9), ("238", 7, 7), ("239", 7, 7), ("240", 9, 9), ("241", 7, 8), ("242", 9, 9),
    ("243", 9, 9), ("244", 9, 9), ("245", 7, 9), ("248", 7, 7), ("249", 9, 9), ("250", 9, 9),
    ("251", 9, 9), ("252", 7, 9), ("253", 8, 8), ("254", 9, 10), ("255", 9, 9), ("256", 9, 9),
    ("257", 8, 8), ("258", 8, 9), ("260", 9, 9), ("261", 9, 9), ("262", 9, 9), ("263", 9, 10),
    ("264", 8, 9), ("265", 7, 9), ("266", 8, 8), ("267", 7, 8), ("268", 8, 8), ("269", 7, 7),
    ("27", 9, 9), ("291", 7, 7), ("297", 7, 7), ("298", 6, 6), ("299", 6, 6), ("30", 10, 10),
    ("31", 9, 9), ("32", 8, 9), ("33", 9, 9), ("34", 9, 9), ("350", 8, 8), ("351", 9, 9),
    ("352", 6, 9), ("353", 7, 9), ("354", 7, 9), ("355", 8, 9), ("356", 8, 8), ("357", 8, 8),
    ("358", 6, 11), ("359", 7, 9), ("36", 8, 9), ("370", 8, 8), ("371", 8, 8), ("372", 7, 8),
    ("373", 8, 8), ("374", 8, 8), ("375", 9, 9), ("376", 6, 6), ("377", 8, 9), ("378", 8, 10),
    ("380", 9, 9), ("381", 8, 9), ("382", 8, 8), ("383", 8, 8), ("385", 8, 9), ("386", 8, 8),
    ("387", 8, 8), ("389", 8, 8), ("39", 8, 11), ("40", 9, 9), ("41", 9, 9), ("420", 9, 9),
    ("421", 9, 9), ("423", 7, 7), ("43", 8, 13), ("44", 9, 10), ("45", 8, 8), ("46", 7, 9),
    ("47", 8, 8), ("48", 9, 9), ("49", 8, 11), ("501", 7, 7), ("502", 8, 8), ("503", 8, 8),
    ("504", 8, 8), ("505", 8, 8), ("506", 8, 8), ("507", 7, 8), ("509", 8, 8), ("51", 8, 9),
    ("52", 10, 10), ("53", 8, 8), ("54", 10, 11), ("55", 10, 11), ("56", 9, 9), ("57", 8, 10),
    ("58", 10, 10), ("591", 8, 8), ("592", 7, 7), ("593", 8, 9), ("594", 9, 9), ("595", 8, 9),
    ("596", 9, 9), ("597", 6, 7), ("598", 8, 8), ("60", 8, 10), ("61", 9, 9), ("62", 8, 12),
    ("63", 8, 10), ("64", 8, 10), ("65", 8, 8), ("66", 8, 9), ("673", 7, 7), ("674", 7, 7),
    ("675", 7, 8), ("676", 5, 7), ("677", 5, 7), ("678", 5, 7), ("679", 7, 7), ("685", 5, 7),
    ("689", 6, 8), ("7", 10, 10), ("81", 9, 10), ("82", 8, 10), ("84", 9, 10), ("850", 8, 10),
    ("852", 8, 8), ("853", 8, 8), ("855", 8, 9), ("856", 8, 10), ("86", 10, 11),
    ("880", 10, 10), ("886", 8, 9), ("90", 10, 10), ("91", 10, 10), ("92", 9, 10), ("93", 9, 9),
    ("94", 9, 9), ("95", 7, 10), ("960", 7, 7), ("961", 7, 8), ("962", 8, 9), ("963", 8, 9),
    ("964", 8, 10), ("965", 8, 8), ("966", 9, 9), ("967", 7, 9), ("968", 8, 8), ("970", 8, 9),
    ("971", 8, 9), ("972", 8, 9), ("973", 8, 8), ("974", 8, 8), ("975", 7, 8), ("976", 8, 8),
    ("977", 8, 10), ("98", 10, 10), ("992", 9, 9), ("993", 8, 8), ("994", 9, 9), ("995", 9, 9),
    ("996", 9, 9), ("998", 9, 9),
];

/// The country code `digits` begin with, and the digits after it.
pub(super) fn split_code(digits: &str) -> Option<(&'static str, &str)> {
    let (code, ..) = CODES.iter().find(|(code, ..)| digits.starts_with(code))?;
    Some((code, &digits[code.len()..]))
}

/// Whether `digits` are a country code and as many digits as that country uses.
pub(super) fn fits(digits: &str) -> bool {
    let first = digits.as_bytes().first();
    let mut codes = CODES.iter().filter(|(code, ..)| code.as_bytes().first() == first);
    codes.any(|(code, shortest, longest)| {
        digits.strip_prefix(code).is_some_and(|national| {
            (usize::from(*shortest)..=usize::from(*longest)).contains(&national.len())
        })
    })
}

/// Codes recognised without a plus: the code, digits after it, how those may begin.
const NEIGHBOURS: &[(&str, usize, &[&str])] = &[
    ("375", 9, &["15", "16", "17", "2", "33", "44"]),
    ("380", 9, &["3", "4", "5", "6", "7", "9"]),
    ("998", 9, &["2", "33", "5", "6", "7", "8", "9"]),
    ("996", 9, &["2", "3", "5", "7", "8", "9"]),
    ("992", 9, &["0", "1", "2", "3", "4", "5", "7", "8", "9"]),
    ("994", 9, &["1", "4", "5", "6", "7", "9"]),
    ("995", 9, &["3", "4", "5", "7"]),
    ("993", 8, &["1", "2", "3", "4", "5", "6", "7"]),
    ("374", 8, &["1", "2", "3", "4", "5", "7", "9"]),
    ("373", 8, &["2", "3", "5", "6", "7"]),
];

/// Whether `digits` are a whole number of a neighbouring country, without its plus.
pub(super) fn is_neighbour(digits: &str) -> bool {
    NEIGHBOURS.iter().any(|(code, length, starts)| {
        digits.strip_prefix(code).is_some_and(|national| {
            national.len() == *length && starts.iter().any(|start| national.starts_with(start))
        })
    })
}

/// How a country's numbers are written at home.
pub(super) struct Home {
    /// The country code.
    pub code: &'static str,
    /// What is dialled before the area code.
    trunks: &'static [&'static str],
    /// Digits after the trunk.
    length: usize,
    /// How those begin.
    starts: &'static [&'static str],
    /// The trunk is often left out.
    bare: bool,
}

const RUSSIA: Home = Home { code: "7", trunks: &[], length: 10, starts: &["9"], bare: true };

/// How numbers are written in a country, by its ISO code; Russia's way when it is not known.
pub(super) fn home(country: &str) -> Home {
    let home = |code, trunks, length, starts, bare| Home { code, trunks, length, starts, bare };
    match country {
        "KZ" => home("7", &[], 10, &["70", "77"], true),
        "BY" => {
            let starts = &["15", "16", "17", "2", "33", "44"];
            home("375", &["80", "0"], 9, starts, true)
        }
        "UA" => home("380", &["80", "0"], 9, &["3", "4", "5", "6", "7", "9"], false),
        "UZ" => home("998", &["8", "0"], 9, &["33", "50", "55", "7", "88", "9"], true),
        "AM" => home("374", &["0"], 8, &["1", "3", "4", "5", "7", "9"], false),
        "GE" => home("995", &["0"], 9, &["3", "5", "7"], true),
        "KG" => home("996", &["0"], 9, &["3", "5", "7", "9"], false),
        "AZ" => home("994", &["0"], 9, &["1", "5", "6", "7", "9"], false),
        "MD" => home("373", &["0"], 8, &["2", "6", "7"], false),
        "TJ" => home("992", &["8"], 9, &["5", "8", "9"], true),
        "TM" => home("993", &["8"], 8, &["1", "6", "7"], false),
        "IL" => home("972", &["0"], 9, &["5", "7"], false),
        "TR" => home("90", &["0"], 10, &["5", "2", "3", "4"], true),
        "US" | "CA" => {
            let starts = &["2", "3", "4", "5", "6", "7", "8", "9"];
            home("1", &["1"], 10, starts, true)
        }
        "GB" => home("44", &["0"], 10, &["7", "2", "1"], false),
        "DE" => home("49", &["0"], 10, &["15", "16", "17"], false),
        "FR" => home("33", &["0"], 9, &["1", "2", "3", "4", "5", "6", "7", "9"], false),
        "PL" => home("48", &[], 9, &["4", "5", "6", "7", "8"], true),
        _ => RUSSIA,
    }
}

impl Home {
    /// The whole international number of `digits` as dialled in this country.
    pub(super) fn international(&self, digits: &str) -> Option<String> {
        let known = |national: &str| {
            national.len() == self.length
                && self.starts.iter().any(|start| national.starts_with(start))
        };
        let national = self
            .trunks
            .iter()
            .filter_map(|trunk| digits.strip_prefix(trunk))
            .find(|national| known(national))
            .or_else(|| (self.bare && known(digits)).then_some(digits))?;
        Some(format!("+{}{national}", self.code))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_code_begins_with_another() {
        for (code, ..) in CODES {
            let within = CODES.iter().filter(|(other, ..)| code.starts_with(other)).count();
            assert_eq!(within, 1, "{code}");
        }
    }

    #[test]
    fn local_forms_depend_on_the_country() {
        assert_eq!(home("BY").international("80291234567").as_deref(), Some("+375291234567"));
        assert_eq!(home("UA").international("0671234567").as_deref(), Some("+380671234567"));
        assert_eq!(home("RU").international("0671234567"), None);
        assert_eq!(home("??").international("9161234567").as_deref(), Some("+79161234567"));
    }
}
