//! Reads Telegram's HTML: plain text and its entities, or the reason it is refused.

use serde_json::{Value, json};

/// A text and what is marked in it; offsets count UTF-16 units as Telegram does.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Marked {
    pub text: String,
    pub entities: Vec<Value>,
}

struct Open {
    tag: String,
    start: usize,
    entity: Value,
}

/// How many UTF-16 units a text has.
pub(super) fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// Reads `html`. A lone `&` is refused too, which Telegram lets pass: in a test world a forgotten
/// escape must show.
pub(super) fn parse(html: &str) -> Result<Marked, String> {
    let mut marked = Marked::default();
    let mut open: Vec<Open> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        marked.text.push_str(&rest[..at]);
        rest = &rest[at..];
        let offset = html.len() - rest.len();
        if rest.starts_with('&') {
            let (letter, after) = reference(rest)
                .ok_or_else(|| format!("Unescaped character '&' at byte offset {offset}"))?;
            marked.text.push(letter);
            rest = after;
            continue;
        }
        let end = rest.find('>');
        let end = end.ok_or_else(|| format!("Unclosed start tag at byte offset {offset}"))?;
        let inside = &rest[1..end];
        rest = &rest[end + 1..];
        match inside.strip_prefix('/') {
            Some(name) => close(&mut marked, &mut open, name, offset)?,
            None => {
                let start = units(&marked.text);
                open.push(start_tag(inside, start, offset)?);
            }
        }
    }
    marked.text.push_str(rest);
    match open.pop() {
        Some(last) => {
            Err(format!("Can't find end tag corresponding to start tag \"{}\"", last.tag))
        }
        None => Ok(trimmed(marked)),
    }
}

fn start_tag(inside: &str, start: usize, offset: usize) -> Result<Open, String> {
    let tag: String = inside.split([' ', '\n', '\t']).next().unwrap_or_default().to_lowercase();
    let unsupported = || format!("Unsupported start tag \"{tag}\" at byte offset {offset}");
    let entity = match tag.as_str() {
        "b" | "strong" => json!({"type": "bold"}),
        "i" | "em" => json!({"type": "italic"}),
        "u" | "ins" => json!({"type": "underline"}),
        "s" | "strike" | "del" => json!({"type": "strikethrough"}),
        "code" => json!({"type": "code"}),
        "pre" => json!({"type": "pre"}),
        "tg-spoiler" => json!({"type": "spoiler"}),
        "blockquote" if inside.contains("expandable") => json!({"type": "expandable_blockquote"}),
        "blockquote" => json!({"type": "blockquote"}),
        "span" if attribute(inside, "class").as_deref() == Some("tg-spoiler") => {
            json!({"type": "spoiler"})
        }
        "a" => json!({"type": "text_link", "url": attribute(inside, "href").unwrap_or_default()}),
        "tg-emoji" => json!({
            "type": "custom_emoji",
            "custom_emoji_id": attribute(inside, "emoji-id").ok_or_else(unsupported)?,
        }),
        _ => return Err(unsupported()),
    };
    Ok(Open { tag, start, entity })
}

fn close(
    marked: &mut Marked,
    open: &mut Vec<Open>,
    name: &str,
    offset: usize,
) -> Result<(), String> {
    let last = open.pop();
    let mut last = last.ok_or_else(|| format!("Unexpected end tag at byte offset {offset}"))?;
    if !name.is_empty() && !last.tag.eq_ignore_ascii_case(name.trim()) {
        return Err(format!(
            "Unmatched end tag at byte offset {offset}, expected \"</{}>\", found \"</{name}>\"",
            last.tag
        ));
    }
    let length = units(&marked.text) - last.start;
    if length > 0 && last.entity["url"] != "" {
        last.entity["offset"] = last.start.into();
        last.entity["length"] = length.into();
        marked.entities.push(last.entity);
    }
    Ok(())
}

fn attribute(inside: &str, name: &str) -> Option<String> {
    let (_, after) = inside.split_once(&format!("{name}="))?;
    let quote = after.chars().next().filter(|first| matches!(first, '"' | '\''))?;
    after[1..].split(quote).next().map(str::to_owned)
}

/// The letter a reference such as `&lt;` stands for, and what follows it.
fn reference(rest: &str) -> Option<(char, &str)> {
    let (name, after) = rest.strip_prefix('&')?.split_once(';')?;
    let letter = match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some((letter, after))
}

/// Telegram cuts the space around a text; entities move along.
pub(super) fn trimmed(marked: Marked) -> Marked {
    let cut = units(&marked.text) - units(marked.text.trim_start());
    let text = marked.text.trim().to_owned();
    let length = units(&text);
    let mut entities = Vec::new();
    for mut entity in marked.entities {
        let start = entity["offset"].as_u64().unwrap_or(0) as usize;
        let end = start + entity["length"].as_u64().unwrap_or(0) as usize;
        let (start, end) = (start.saturating_sub(cut), end.saturating_sub(cut).min(length));
        if start < end {
            entity["offset"] = start.into();
            entity["length"] = (end - start).into();
            entities.push(entity);
        }
    }
    entities.sort_by_key(|entity| entity["offset"].as_u64());
    Marked { text, entities }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_counted_in_utf16_units() {
        let marked = parse(" 😀 <b>да &amp; <a href=\"https://t.me\">нет</a></b>\n").unwrap();
        assert_eq!(marked.text, "😀 да & нет");
        let bold = json!({"type": "bold", "offset": 3, "length": 8});
        let link = json!({"type": "text_link", "url": "https://t.me", "offset": 8, "length": 3});
        assert_eq!(marked.entities, [bold, link]);
    }

    #[test]
    fn whatever_is_not_escaped_is_refused() {
        for broken in ["<b>&", "a & b", "1 < 2", "<script>x</script>", "<b>x", "x</b>", "<b>x</i>"]
        {
            assert!(parse(broken).is_err(), "{broken}");
        }
        assert_eq!(parse("1 > 0 &lt;b&gt;&#39;").unwrap().text, "1 > 0 <b>'");
    }
}
