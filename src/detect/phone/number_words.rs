//! Digits spelled as words: «девятьсот шестнадцать», `nine one six`.

/// What a number word adds to a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NumberWord {
    /// 0 to 900.
    pub value: u16,
    /// How many digits it fills: 3 for hundreds, 2 for tens, 1 for units and teens.
    pub rank: u8,
}

const UNITS: [&[&str]; 10] = [
    &["ноль", "нуль", "нол", "зеро", "zero", "oh"],
    &["один", "одна", "одын", "раз", "one"],
    &["два", "две", "two"],
    &["три", "three"],
    &["четыре", "четыри", "чтыре", "четире", "four"],
    &["пять", "пят", "five"],
    &["шесть", "шест", "six"],
    &["семь", "сем", "seven"],
    &["восемь", "восем", "восимь", "eight"],
    &["девять", "девят", "nine"],
];

const TEENS: [&[&str]; 10] = [
    &["десять", "ten"],
    &["одиннадцать", "одинадцать", "eleven"],
    &["двенадцать", "twelve"],
    &["тринадцать", "тринацать", "thirteen"],
    &["четырнадцать", "четырнацать", "fourteen"],
    &["пятнадцать", "пятнацать", "fifteen"],
    &["шестнадцать", "шестнацать", "sixteen"],
    &["семнадцать", "семнацать", "seventeen"],
    &["восемнадцать", "восемнацать", "eighteen"],
    &["девятнадцать", "девятнацать", "nineteen"],
];

const TENS: [&[&str]; 8] = [
    &["двадцать", "дваццать", "двацать", "twenty"],
    &["тридцать", "триццать", "трицать", "thirty"],
    &["сорок", "forty"],
    &["пятьдесят", "пятдесят", "писят", "пийсят", "fifty"],
    &["шестьдесят", "шестдесят", "шисят", "sixty"],
    &["семьдесят", "семдесят", "seventy"],
    &["восемьдесят", "восемдесят", "eighty"],
    &["девяносто", "девяноста", "ninety"],
];

const HUNDREDS: [&[&str]; 9] = [
    &["сто"],
    &["двести"],
    &["триста"],
    &["четыреста"],
    &["пятьсот", "пятсот"],
    &["шестьсот", "шестсот"],
    &["семьсот", "семсот"],
    &["восемьсот", "восемсот"],
    &["девятьсот", "девятсот"],
];

/// The number a word stands for.
pub(super) fn number_word(word: &str) -> Option<NumberWord> {
    if !word.starts_with(['н', 'з', 'о', 'р', 'д', 'т', 'ч', 'п', 'ш', 'с', 'в'])
        && !word.starts_with(['z', 'o', 't', 'f', 's', 'e', 'n'])
    {
        return None;
    }
    let within = |table: &[&[&str]]| table.iter().position(|forms| forms.contains(&word));
    if let Some(unit) = within(&UNITS) {
        return Some(NumberWord { value: unit as u16, rank: 1 });
    }
    if let Some(teen) = within(&TEENS) {
        return Some(NumberWord { value: 10 + teen as u16, rank: 1 });
    }
    if let Some(ten) = within(&TENS) {
        return Some(NumberWord { value: 20 + 10 * ten as u16, rank: 2 });
    }
    let hundred = within(&HUNDREDS)?;
    Some(NumberWord { value: 100 + 100 * hundred as u16, rank: 3 })
}

/// «семёрки» after «три»: the digit that is repeated.
pub(super) fn repeated_digit(word: &str) -> Option<char> {
    const ROOTS: [(&str, char); 10] = [
        ("нул", '0'),
        ("единиц", '1'),
        ("двой", '2'),
        ("трой", '3'),
        ("четвер", '4'),
        ("пятер", '5'),
        ("шестер", '6'),
        ("семер", '7'),
        ("восьмер", '8'),
        ("девят", '9'),
    ];
    let (_, digit) = ROOTS.iter().find(|(root, _)| {
        word.strip_prefix(root)
            .is_some_and(|end| ["я", "ей", "ы", "ки", "ок", "ек", "очки"].contains(&end))
    })?;
    Some(*digit)
}

/// Splits words run together, «восемьдевятьсот», into number words.
pub(super) fn run_together(word: &str) -> Option<Vec<NumberWord>> {
    let mut rest = word;
    let mut found = Vec::new();
    while !rest.is_empty() {
        let cut = rest
            .char_indices()
            .map(|(at, character)| at + character.len_utf8())
            .rev()
            .find_map(|cut| Some((number_word(&rest[..cut])?, cut)));
        let (number, cut) = cut?;
        found.push(number);
        rest = &rest[cut..];
    }
    (found.len() > 1).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_run_together_are_told_apart() {
        let values: Vec<u16> =
            run_together("восемьдевятьсотодин").unwrap().iter().map(|word| word.value).collect();
        assert_eq!(values, [8, 900, 1]);
        assert_eq!(run_together("восемьсотрудник"), None);
    }

    #[test]
    fn repeated_digits_have_names() {
        assert_eq!(repeated_digit("семерки"), Some('7'));
        assert_eq!(repeated_digit("нуля"), Some('0'));
        assert_eq!(repeated_digit("двойник"), None);
    }
}
