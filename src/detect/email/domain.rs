//! The part of an address after the `@`.

use super::local::mended;

/// What stands after an `@`.
pub(super) enum Ending {
    /// A domain.
    Domain {
        /// Its plain form, lower-case.
        name: String,
        /// How many bytes it takes up.
        length: usize,
    },
    /// The rest of a file's name.
    File {
        /// How many bytes it takes up.
        length: usize,
    },
}

/// Top domains that people spell out, write with a comma or run into the next word.
const COMMON: [&str; 29] = [
    "ru", "com", "net", "org", "рф", "by", "kz", "ua", "su", "uz", "info", "biz", "pro", "online",
    "io", "me", "am", "ge", "de", "uk", "us", "eu", "kg", "az", "md", "il", "tr", "edu", "gov",
];
const CYRILLIC: [&str; 19] = [
    "рф",
    "рус",
    "онлайн",
    "дети",
    "сайт",
    "москва",
    "бел",
    "укр",
    "срб",
    "мкд",
    "ею",
    "орг",
    "ком",
    "католик",
    "мон",
    "қаз",
    "бг",
    "ру",
    "нет",
];
const FILES: [&str; 34] = [
    "png", "jpg", "jpeg", "gif", "webp", "svg", "pdf", "doc", "docx", "xls", "xlsx", "zip", "rar",
    "mp3", "mp4", "js", "ts", "css", "html", "htm", "php", "json", "txt", "csv", "tif", "tiff",
    "bmp", "heic", "mov", "avi", "exe", "scss", "ico", "apk",
];

/// The domain `after` begins with; `loose` when it is parted by a space or a word,
/// `spoken` when its dot has to be a word too.
pub(super) fn after(after: &str, loose: bool, spoken: bool) -> Option<Ending> {
    let rest = after.trim_start_matches(' ');
    let skipped = after.len() - rest.len();
    if skipped > 2 {
        return None;
    }
    let ending = if spoken { None } else { plain(rest) };
    let ending = match ending {
        Some(Ending::Domain { name, length }) => {
            let known = !loose || COMMON.iter().any(|top| has_top(&name, top));
            known.then_some(Ending::Domain { name, length })
        }
        other => other.filter(|_| !loose),
    };
    match ending.or_else(|| said(rest))? {
        Ending::Domain { name, length } => Some(Ending::Domain { name, length: length + skipped }),
        Ending::File { length } => Some(Ending::File { length: length + skipped }),
    }
}

fn has_top(name: &str, top: &str) -> bool {
    name.rsplit('.').next() == Some(top)
}

/// Labels and dots written together.
fn plain(rest: &str) -> Option<Ending> {
    let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '.'));
    let run = rest[..end.unwrap_or(rest.len())].trim_end_matches(['.', '-']);
    let mut labels: Vec<String> = Vec::new();
    let mut length = 0;
    for written in run.split('.') {
        let first = labels.is_empty();
        let Some((label, whole)) = label(written, first) else { break };
        length += label.1 + usize::from(!first);
        labels.push(label.0);
        if !whole {
            break;
        }
    }
    while labels.len() > 2 && !is_top(labels.last()?) {
        let last = labels.pop()?;
        length -= last.len() + 1;
    }
    while labels.len() > 2
        && !is_known(labels.last()?)
        && is_known(&labels[labels.len() - 2])
        && !is_national(&labels)
    {
        let last = labels.pop()?;
        length -= last.len() + 1;
    }
    let top = labels.last().filter(|_| labels.len() > 1)?;
    if FILES.contains(&top.as_str()) {
        return Some(Ending::File { length });
    }
    is_top(top).then(|| Ending::Domain { name: labels.join("."), length })
}

/// `com.cn`: a country's own com, net or org.
fn is_national(labels: &[String]) -> bool {
    let [.., group, country] = labels else { return false };
    let groups = ["com", "net", "org", "edu", "gov"];
    country.len() == 2 && country.is_ascii() && groups.contains(&group.as_str())
}

fn is_known(label: &str) -> bool {
    COMMON.contains(&label) || CYRILLIC.contains(&label)
}

fn is_top(label: &str) -> bool {
    let latin =
        label.bytes().all(|byte| byte.is_ascii_lowercase()) && (2..=18).contains(&label.len());
    latin || CYRILLIC.contains(&label) || label.starts_with("xn--")
}

/// One label in its plain form with the bytes it takes up, and whether that is
/// all of it: «ruжду» has `ru`.
fn label(written: &str, first: bool) -> Option<((String, usize), bool)> {
    if written.is_empty() {
        return None;
    }
    let plain = |text: &str| (text.to_owned(), text.len());
    let other = written.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
    let Some(other) = other else {
        let digits = written.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(written.len());
        if !first && digits < written.len() && COMMON.contains(&&written[..digits]) {
            return Some((plain(&written[..digits]), false));
        }
        return Some((plain(written), true));
    };
    let head = written[..other].trim_end_matches('-');
    if !first && COMMON.contains(&head) {
        return Some((plain(head), false));
    }
    if let Some(mended) = mended(written) {
        return Some(((mended, written.len()), true));
    }
    match written {
        "ру" => return Some((("ru".to_owned(), written.len()), true)),
        "ком" => return Some((("com".to_owned(), written.len()), true)),
        _ => {}
    }
    if other > 0 && !first && !head.is_empty() {
        return Some((plain(head), false));
    }
    let cyrillic =
        written.chars().all(|c| c == '-' || c.is_numeric() || c.is_alphabetic() && !c.is_ascii());
    cyrillic.then(|| (plain(written), true))
}

/// «mail точка ru», `mail,ru`, `gmail (dot) com`: only with a common top domain.
fn said(rest: &str) -> Option<Ending> {
    const DOTS: [&str; 10] =
        ["(точка)", "[точка]", "точка", "(dot)", "[dot]", "{dot}", "dot", ",", ".", " "];
    let mut names: Vec<String> = Vec::new();
    let mut length = 0;
    loop {
        let part = &rest[length..];
        let end = part.find(|c: char| !(c.is_alphanumeric() || c == '-')).unwrap_or(part.len());
        let name = latin(&part[..end])?;
        length += end;
        names.push(name);
        let top = names.last().filter(|_| names.len() > 1);
        if top.is_some_and(|top| COMMON.contains(&top.as_str())) {
            return Some(Ending::Domain { name: names.join("."), length });
        }
        let tail = &rest[length..];
        let spaced = tail.trim_start_matches(' ');
        let dot = DOTS
            .iter()
            .find(|dot| spaced.starts_with(**dot) || **dot == " " && tail.starts_with(' '))?;
        if *dot == " " && !is_provider(names.last()?) || names.len() > 3 {
            return None;
        }
        let after = if *dot == " " { spaced } else { spaced[dot.len()..].trim_start_matches(' ') };
        length = rest.len() - after.len();
    }
}

/// Hosts of mailboxes everybody knows: `ivan@mail ru`.
fn is_provider(name: &str) -> bool {
    [
        "mail", "gmail", "yandex", "ya", "bk", "inbox", "list", "rambler", "icloud", "hotmail",
        "outlook",
    ]
    .contains(&name)
}

/// A label said aloud in Russian, in the letters it is written with.
fn latin(label: &str) -> Option<String> {
    let said = match label {
        "" => return None,
        "ру" => "ru",
        "ком" => "com",
        "нет" => "net",
        "орг" => "org",
        "инфо" => "info",
        "биз" => "biz",
        "мейл" | "мэйл" | "маил" | "майл" | "мыло" => "mail",
        "гмейл" | "гмэйл" | "джимейл" | "джимэйл" | "гмаил" | "жмейл" => {
            "gmail"
        }
        "яндекс" => "yandex",
        "я" => "ya",
        "рамблер" => "rambler",
        "бк" => "bk",
        "инбокс" => "inbox",
        "лист" => "list",
        "рф" => "рф",
        other if other.is_ascii() => other,
        other => return mended(other),
    };
    Some(said.to_owned())
}
