//! The part of an address before the `@`.

/// A local part.
pub(super) struct Local {
    /// Its plain form.
    pub name: String,
    /// Where it begins in the text before the `@`.
    pub start: usize,
}

/// The local part `before` ends with; `loose` when it is parted from the `@` by a space or a word.
pub(super) fn before(before: &str, loose: bool) -> Option<Local> {
    let trimmed = before.trim_end_matches(' ');
    if before.len() - trimmed.len() > 2 {
        return None;
    }
    let mut local = word(trimmed)?;
    if loose {
        const NOT_NAMES: [&str; 13] = [
            "telegram",
            "tg",
            "email",
            "mail",
            "e-mail",
            "instagram",
            "inst",
            "insta",
            "whatsapp",
            "viber",
            "is",
            "me",
            "my",
        ];
        let latin = local.name.is_ascii() && local.name.contains(|c: char| c.is_ascii_alphabetic());
        if !latin || NOT_NAMES.contains(&local.name.as_str()) {
            return None;
        }
        while let Some(longer) = spelled(trimmed, &local) {
            local = longer;
        }
    }
    let fits = local.name.len() < 65 && !local.name.contains("..");
    fits.then_some(local)
}

/// The word at the end of `text`: Latin, with at most two look-alikes put right, or Cyrillic.
fn word(text: &str) -> Option<Local> {
    let in_word = |c: char| c.is_ascii_alphanumeric() || is_cyrillic(c) || "._%+-".contains(c);
    let start = beginning(text, in_word);
    let whole = &text[start..];
    let latin = whole.bytes().filter(u8::is_ascii_alphabetic).count();
    let mostly = whole.chars().filter(|c| is_cyrillic(*c)).count() <= latin;
    if let Some(name) = mended(whole).filter(|_| mostly) {
        return trimmed(&name, start, whole);
    }
    if whole.ends_with(is_cyrillic) && !whole.bytes().any(|byte| byte.is_ascii_alphabetic()) {
        return trimmed(whole, start, whole);
    }
    let start = beginning(text, |c| c.is_ascii_alphanumeric() || "._%+-".contains(c));
    trimmed(&text[start..], start, &text[start..])
}

fn beginning(text: &str, allowed: impl Fn(char) -> bool) -> usize {
    text.char_indices()
        .rev()
        .take_while(|(_, c)| allowed(*c))
        .last()
        .map_or(text.len(), |(at, _)| at)
}

/// An address begins with a letter or a digit and does not end with a dot.
fn trimmed(name: &str, start: usize, written: &str) -> Option<Local> {
    let name = name.trim_start_matches(['.', '_', '%', '+', '-']);
    let skipped = written.len() - written.trim_start_matches(['.', '_', '%', '+', '-']).len();
    let good = !name.is_empty() && !name.ends_with('.');
    good.then(|| Local { name: name.to_owned(), start: start + skipped })
}

fn is_cyrillic(character: char) -> bool {
    matches!(character, 'а'..='я' | 'і' | 'ї' | 'є' | 'ў' | 'ґ')
}

/// A Latin word with its Cyrillic look-alikes put right; `None` when there is more Cyrillic in it.
pub(super) fn mended(word: &str) -> Option<String> {
    let latin = word.bytes().filter(u8::is_ascii_alphabetic).count();
    let cyrillic = word.chars().filter(|c| is_cyrillic(*c)).count();
    if cyrillic > 2 || latin == 0 {
        return None;
    }
    word.chars().map(|c| if c.is_ascii() { Some(c) } else { look_alike(c) }).collect()
}

fn look_alike(character: char) -> Option<char> {
    let latin = match character {
        'а' => 'a',
        'е' => 'e',
        'о' => 'o',
        'с' => 'c',
        'р' => 'p',
        'х' => 'x',
        'у' => 'y',
        'к' => 'k',
        'м' => 'm',
        'т' => 't',
        'і' => 'i',
        _ => return None,
    };
    Some(latin)
}

/// «ivan точка petrov собака …»: the word before a spelled sign belongs to the name too.
fn spelled(text: &str, local: &Local) -> Option<Local> {
    const SIGNS: [(&str, char); 8] = [
        ("нижнее подчеркивание", '_'),
        ("подчеркивание", '_'),
        ("точка", '.'),
        ("(dot)", '.'),
        ("dot", '.'),
        ("дефис", '-'),
        ("тире", '-'),
        ("underscore", '_'),
    ];
    let before = text[..local.start].trim_end_matches(' ');
    let (sign, mark) = SIGNS.iter().find(|(sign, _)| before.ends_with(sign))?;
    let before = before[..before.len() - sign.len()].strip_suffix(' ')?.trim_end_matches(' ');
    let first = word(before).filter(|first| first.name.is_ascii())?;
    Some(Local { name: format!("{}{mark}{}", first.name, local.name), start: first.start })
}
