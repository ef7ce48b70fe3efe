//! Forms of English words: regular endings, and a table of the common irregular words.

use std::collections::HashSet;

/// Words whose forms no rule makes, each row a word and its forms.
const IRREGULAR: &[&[&str]] = &[
    &["be", "am", "is", "are", "was", "were", "been", "being"],
    &["have", "has", "had", "having"],
    &["do", "does", "did", "done", "doing"],
    &["go", "goes", "went", "gone", "going"],
    &["get", "gets", "got", "gotten", "getting"],
    &["buy", "buys", "bought", "buying"],
    &["sell", "sells", "sold", "selling"],
    &["pay", "pays", "paid", "paying"],
    &["send", "sends", "sent", "sending"],
    &["give", "gives", "gave", "given", "giving"],
    &["take", "takes", "took", "taken", "taking"],
    &["make", "makes", "made", "making"],
    &["come", "comes", "came", "coming"],
    &["know", "knows", "knew", "known", "knowing"],
    &["think", "thinks", "thought", "thinking"],
    &["see", "sees", "saw", "seen", "seeing"],
    &["say", "says", "said", "saying"],
    &["tell", "tells", "told", "telling"],
    &["speak", "speaks", "spoke", "spoken", "speaking"],
    &["write", "writes", "wrote", "written", "writing"],
    &["read", "reads", "reading"],
    &["ring", "rings", "rang", "rung", "ringing"],
    &["meet", "meets", "met", "meeting"],
    &["leave", "leaves", "left", "leaving"],
    &["find", "finds", "found", "finding"],
    &["keep", "keeps", "kept", "keeping"],
    &["lose", "loses", "lost", "losing"],
    &["break", "breaks", "broke", "broken", "breaking"],
    &["choose", "chooses", "chose", "chosen", "choosing"],
    &["begin", "begins", "began", "begun", "beginning"],
    &["bring", "brings", "brought", "bringing"],
    &["build", "builds", "built", "building"],
    &["cost", "costs", "costing"],
    &["cut", "cuts", "cutting"],
    &["put", "puts", "putting"],
    &["let", "lets", "letting"],
    &["set", "sets", "setting"],
    &["hit", "hits", "hitting"],
    &["drive", "drives", "drove", "driven", "driving"],
    &["eat", "eats", "ate", "eaten", "eating"],
    &["fall", "falls", "fell", "fallen", "falling"],
    &["feel", "feels", "felt", "feeling"],
    &["fly", "flies", "flew", "flown", "flying"],
    &["forget", "forgets", "forgot", "forgotten", "forgetting"],
    &["hear", "hears", "heard", "hearing"],
    &["hold", "holds", "held", "holding"],
    &["lend", "lends", "lent", "lending"],
    &["spend", "spends", "spent", "spending"],
    &["lie", "lies", "lied", "lay", "lain", "lying"],
    &["cancel", "cancels", "canceled", "cancelled", "canceling", "cancelling"],
    &["steal", "steals", "stole", "stolen", "stealing"],
    &["teach", "teaches", "taught", "teaching"],
    &["understand", "understands", "understood", "understanding"],
    &["want", "wants", "wanted", "wanting"],
    &["win", "wins", "won", "winning"],
    &["run", "runs", "ran", "running"],
    &["swim", "swims", "swam", "swum", "swimming"],
    &["sing", "sings", "sang", "sung", "singing"],
    &["drink", "drinks", "drank", "drunk", "drinking"],
    &["stink", "stinks", "stank", "stunk", "stinking"],
    &["sink", "sinks", "sank", "sunk", "sinking"],
    &["sit", "sits", "sat", "sitting"],
    &["stand", "stands", "stood", "standing"],
    &["sleep", "sleeps", "slept", "sleeping"],
    &["wake", "wakes", "woke", "woken", "waking"],
    &["wear", "wears", "wore", "worn", "wearing"],
    &["tear", "tears", "tore", "torn", "tearing"],
    &["grow", "grows", "grew", "grown", "growing"],
    &["throw", "throws", "threw", "thrown", "throwing"],
    &["blow", "blows", "blew", "blown", "blowing"],
    &["show", "shows", "showed", "shown", "showing"],
    &["draw", "draws", "drew", "drawn", "drawing"],
    &["catch", "catches", "caught", "catching"],
    &["fight", "fights", "fought", "fighting"],
    &["ride", "rides", "rode", "ridden", "riding"],
    &["rise", "rises", "rose", "risen", "rising"],
    &["shake", "shakes", "shook", "shaken", "shaking"],
    &["bite", "bites", "bit", "bitten", "biting"],
    &["hide", "hides", "hid", "hidden", "hiding"],
    &["become", "becomes", "became", "becoming"],
    &["hang", "hangs", "hung", "hanging"],
    &["stick", "sticks", "stuck", "sticking"],
    &["deal", "deals", "dealt", "dealing"],
    &["mean", "means", "meant", "meaning"],
    &["feed", "feeds", "fed", "feeding"],
    &["lead", "leads", "led", "leading"],
    &["shoot", "shoots", "shot", "shooting"],
    &["shut", "shuts", "shutting"],
    &["quit", "quits", "quitting"],
    &["hurt", "hurts", "hurting"],
    &["split", "splits", "splitting"],
    &["spread", "spreads", "spreading"],
    &["rebuild", "rebuilds", "rebuilt", "rebuilding"],
    &["learn", "learns", "learned", "learnt", "learning"],
    &["burn", "burns", "burned", "burnt", "burning"],
    &["smell", "smells", "smelled", "smelt", "smelling"],
    &["freeze", "freezes", "froze", "frozen", "freezing"],
    &["travel", "travels", "traveled", "travelled", "traveling", "travelling"],
    &["refer", "refers", "referred", "referring"],
    &["prefer", "prefers", "preferred", "preferring"],
    &["admit", "admits", "admitted", "admitting"],
    &["permit", "permits", "permitted", "permitting"],
    &["man", "men", "man's", "men's"],
    &["woman", "women", "woman's", "women's"],
    &["child", "children", "child's", "children's"],
    &["person", "people", "persons", "person's", "people's"],
    &["mouse", "mice", "mouse's"],
    &["foot", "feet"],
    &["tooth", "teeth"],
    &["wife", "wives", "wife's"],
    &["knife", "knives"],
    &["life", "lives", "life's"],
    &["half", "halves"],
    &["puppy", "puppies", "puppy's"],
    &["leaf", "leaves", "leaf's"],
    &["shelf", "shelves", "shelf's"],
    &["scarf", "scarves", "scarf's"],
    &["wolf", "wolves", "wolf's"],
    &["bus", "buses", "bus's"],
    &["gas", "gases"],
    &["lens", "lenses"],
    &["menu", "menus", "menu's"],
    &["taxi", "taxis", "taxi's"],
    &["potato", "potatoes"],
    &["tomato", "tomatoes"],
    &["good", "better", "best"],
    &["bad", "worse", "worst"],
];

/// A folded English word, what it is a form of, and their forms; the word itself first.
pub(super) fn forms(word: &str) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    if word.len() < 3 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return forms;
    }
    match IRREGULAR.iter().find(|row| row.contains(&word)) {
        Some(row) => forms.extend(row.iter().map(|&form| form.to_owned())),
        None => forms.extend(regular(&singular(word))),
    }
    let mut seen = HashSet::new();
    forms.retain(|form| seen.insert(form.clone()));
    forms
}

/// What a folded word is a form of, or the word itself.
pub(super) fn base(word: &str) -> String {
    match IRREGULAR.iter().find(|row| row.contains(&word)) {
        Some(row) => row[0].to_owned(),
        None => singular(word),
    }
}

/// What `-s` was put to, or the word itself.
fn singular(word: &str) -> String {
    let stem = |cut: usize| &word[..word.len() - cut];
    if ["ss", "us", "is", "news"].iter().any(|end| word.ends_with(end)) {
        word.to_owned()
    } else if word.len() > 4 && word.ends_with("ies") {
        format!("{}y", stem(3))
    } else if ["sses", "xes", "zzes", "ches", "shes"].iter().any(|end| word.ends_with(end)) {
        stem(2).to_owned()
    } else if word.len() > 3 && word.ends_with('s') {
        stem(1).to_owned()
    } else {
        word.to_owned()
    }
}

fn regular(word: &str) -> Vec<String> {
    let hissing = ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end));
    let many = match word.strip_suffix('y') {
        Some(stem) if !stem.ends_with(is_vowel) => format!("{stem}ies"),
        _ if hissing => format!("{word}es"),
        _ => format!("{word}s"),
    };
    let past = match word.strip_suffix('y') {
        _ if word.ends_with('e') => format!("{word}d"),
        Some(stem) if !stem.ends_with(is_vowel) => format!("{stem}ied"),
        _ if doubles(word) => format!("{word}{}ed", &word[word.len() - 1..]),
        _ => format!("{word}ed"),
    };
    let going = match word.strip_suffix('e') {
        Some(stem) if !stem.ends_with(['e', 'o', 'y']) => format!("{stem}ing"),
        _ if doubles(word) => format!("{word}{}ing", &word[word.len() - 1..]),
        _ => format!("{word}ing"),
    };
    vec![word.to_owned(), format!("{word}'s"), many, past, going]
}

/// One syllable that ends in consonant, vowel, consonant: stop, stopped.
fn doubles(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    let [.., before, vowel, last] = letters[..] else { return false };
    letters.iter().filter(|&&c| is_vowel(c)).count() == 1
        && !is_vowel(before)
        && is_vowel(vowel)
        && !is_vowel(last)
        && !matches!(last, 'w' | 'x' | 'y')
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_words_take_their_endings() {
        assert_eq!(forms("price"), ["price", "price's", "prices", "priced", "pricing"]);
        assert_eq!(forms("stop"), ["stop", "stop's", "stops", "stopped", "stopping"]);
        assert_eq!(forms("delivery")[2], "deliveries");
        assert_eq!(forms("box")[2], "boxes");
    }

    #[test]
    fn a_plural_stands_for_its_word() {
        assert!(forms("dogs").contains(&"dog".to_owned()));
        assert!(forms("vacancies").contains(&"vacancy".to_owned()));
        assert_eq!(singular("business"), "business");
    }

    #[test]
    fn irregular_words_come_from_the_table() {
        assert!(forms("bought").contains(&"buy".to_owned()));
        assert!(!forms("buy").contains(&"buyed".to_owned()));
    }

    #[test]
    fn no_row_of_the_table_begins_twice() {
        let words: HashSet<&str> = IRREGULAR.iter().map(|row| row[0]).collect();
        assert_eq!(words.len(), IRREGULAR.len());
    }

    #[test]
    fn what_is_no_english_word_stays_as_it_is() {
        assert_eq!(forms("b2b"), ["b2b"]);
        assert_eq!(forms("ok"), ["ok"]);
    }
}
