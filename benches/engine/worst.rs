//! Messages of the greatest length, written to be hard to read.

/// The longest message Telegram lets a person write, in characters.
const LONGEST: usize = 4096;

/// What each message repeats; one says what it is, where the piece does not.
const PIECES: [&str; 76] = [
    "1",
    "1 ",
    "12 ",
    "8 ",
    "8",
    "+",
    "+7",
    "+7 ",
    "8916",
    "8 916 ",
    "89161234567 ",
    "+79161234567",
    "1-",
    "(",
    "(8",
    "8(",
    ")",
    "+7(",
    "00",
    "заказ 1 ",
    "заказ 89161234567 ",
    "5 руб ",
    "12.05 ",
    "10:30 ",
    "1.1.",
    "восемь ",
    "сто двадцать три ",
    "девятьсот шестнадцать 5 ",
    "О8О",
    "12:",
    "1,",
    "в 5 ",
    "с 5 до 6 ",
    "завтра ",
    "завтра в ",
    "в ",
    "после ",
    "не раньше 5 ",
    "через ",
    "через 5 ",
    "до ",
    "утром и ",
    "в пятницу в 5 или ",
    "с 10 ",
    "понедельник-",
    "в пять часов ",
    "я ",
    "х ",
    "х у й ",
    "а",
    "х",
    "хуй ",
    "бля ",
    "х*",
    "х* ",
    "*",
    "п.",
    "п..",
    "х.*",
    "х!",
    "f*",
    "*х-у.й!",
    "пи зд ",
    "АБВ ",
    "ООО ",
    "@",
    "@ ",
    "a@",
    "a@b.",
    "a@b.ru ",
    "собака ",
    " at ",
    "@abcde ",
    "t.me/",
    ".",
    "меня зовут ",
];

/// Longer pieces, each a text that some reader of messages could stumble over.
const CHAINS: [&str; 13] = [
    "/@",
    "t.me/abcde ",
    "http://",
    "http://a.b/c ",
    "Анна, ",
    "Анна 89161234567, ",
    "8 9l6 О23-45-67 ",
    "\u{200b}8",
    "8\u{20e3}",
    "и\u{306}",
    "ｘ",
    "ivan собака mail точка ru ",
    "@abcde Анна, +7916 в 5, х*й ",
];

/// Pieces with a number in them, another each time: so many different contacts.
const NUMBERED: [&str; 5] =
    ["@abcdeN ", "aN@b.ru ", "8916123NNNN ", "+7916123NNNN,", "Анна 8916123NNNN, @abcdeN в N "];

/// The messages, each with what it repeats.
pub fn messages() -> Vec<(&'static str, String)> {
    let long = |text: &mut dyn Iterator<Item = char>| text.take(LONGEST).collect();
    let pieces = PIECES.into_iter().chain(CHAINS);
    let same = pieces.map(|piece| (piece, long(&mut piece.chars().cycle())));
    let numbered = NUMBERED.into_iter().map(|piece| {
        let turn = |n| piece.replace("NNNN", &format!("{n}")).replace('N', &format!("{n}"));
        (piece, long(&mut (1000..).flat_map(|n| turn(n).chars().collect::<Vec<_>>())))
    });
    same.chain(numbered).collect()
}
