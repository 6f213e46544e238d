//! Text: cleaning, cutting, escaping, tags to plain text, plain forms.

/// Whether line breaks stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// One line: breaks and tabs become spaces, runs of them one.
    Line,
    /// Many lines: breaks stay, at most one empty line in a row.
    Prose,
}

/// Takes out control and direction-override characters and trims. The flag
/// tells whether such characters were there (breaks and tabs do not count).
pub(crate) fn clean(raw: &str, shape: Shape) -> (String, bool) {
    let mut removed = false;
    let mut text = String::with_capacity(raw.len());
    for c in raw.replace("\r\n", "\n").chars() {
        match c {
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => text.push('\n'),
            '\t' => text.push(' '),
            c if is_harmful(c) => removed = true,
            c => text.push(c),
        }
    }
    let text = match shape {
        Shape::Line => one_line(&text),
        Shape::Prose => paragraphs(&text),
    };
    (text, removed)
}

/// At most `most` characters; what was cut ends in an ellipsis.
pub(crate) fn cut(text: String, most: usize) -> (String, bool) {
    if text.len() <= most || text.chars().nth(most).is_none() {
        return (text, false);
    }
    let mut short: String = text.chars().take(most.saturating_sub(1)).collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    (short, true)
}

/// Escapes a TEXT value (RFC 5545 §3.3.11).
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            ';' => out.push_str("\\;"),
            ',' => out.push_str("\\,"),
            '\n' => out.push_str("\\n"),
            c => out.push(c),
        }
    }
    out
}

/// Undoes [`escape`]; a backslash before anything else is taken as itself.
pub(crate) fn unescape(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut chars = raw.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next() {
            Some('n' | 'N') => out.push('\n'),
            Some(c @ ('\\' | ';' | ',' | ':' | '"')) => out.push(c),
            Some(other) => out.extend(['\\', other]),
            None => out.push('\\'),
        }
    }
    out
}

/// The values of a list of TEXT, split at commas that are not escaped.
pub(crate) fn unescape_list(raw: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut from = 0;
    let mut escaped = false;
    for (at, c) in raw.char_indices() {
        if c == ',' && !escaped {
            parts.push(unescape(raw.get(from..at).unwrap_or_default()));
            from = at + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    parts.push(unescape(raw.get(from..).unwrap_or_default()));
    parts
}

/// Plain text of what may be HTML: tags out, block ends as breaks, the common
/// character names resolved. Text with no tag and no entity stays as it is.
pub(crate) fn strip_tags(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let last_comment = raw.rfind("-->").unwrap_or_default();
    let mut rest = raw;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        // Looked for only where one ends, or this would be quadratic.
        let comment = raw.len() - from.len() < last_comment && from.starts_with("<!--");
        if let Some((_, after)) = comment.then(|| from.split_once("-->")).flatten() {
            rest = after;
        } else if let Some((tag, after)) = tag_at(from) {
            if is_block(tag) && !out.ends_with('\n') {
                out.push('\n');
            }
            if tag.eq_ignore_ascii_case("/p") {
                out.push('\n');
            }
            rest = after;
        } else if let Some((c, after)) = entity_at(from) {
            out.push(c);
            rest = after;
        } else {
            let mut chars = from.chars();
            out.extend(chars.next());
            rest = chars.as_str();
        }
    }
    out.push_str(rest);
    out
}

/// A form for comparing: lower case, single spaces.
pub(crate) fn plain(text: &str) -> String {
    one_line(&text.to_lowercase())
}

/// A short name for some content, the same on every machine and version
/// (FNV-1a, 64 bits); not a protection against anybody.
pub(crate) fn fingerprint(parts: &[&str]) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for part in parts {
        for byte in part.bytes().chain([0x1f]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}

fn is_harmful(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

fn paragraphs(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut empty = 0;
    for line in text.split('\n') {
        let line = line.trim_end();
        if line.trim().is_empty() {
            empty += 1;
            continue;
        }
        if !out.is_empty() {
            out.push('\n');
            if empty > 0 {
                out.push('\n');
            }
        }
        empty = 0;
        out.push_str(line);
    }
    out.trim_start().to_owned()
}

/// The tag's name (with its slash) and what follows, if `from` starts a tag.
fn tag_at(from: &str) -> Option<(&str, &str)> {
    let inner = from.strip_prefix('<')?;
    let name_end = inner
        .char_indices()
        .find(|(at, c)| !(c.is_ascii_alphanumeric() || (*at == 0 && *c == '/')))?
        .0;
    let name = inner.get(..name_end)?;
    if !name
        .trim_start_matches('/')
        .starts_with(|c: char| c.is_ascii_alphabetic())
    {
        return None;
    }
    // A second `<` first means that this one was only a sign.
    let end = inner.find(['<', '>'])?;
    Some((name, inner.get(end..)?.strip_prefix('>')?))
}

fn is_block(tag: &str) -> bool {
    let name = tag.trim_start_matches('/').to_ascii_lowercase();
    matches!(
        name.as_str(),
        "p" | "br"
            | "div"
            | "li"
            | "ul"
            | "ol"
            | "tr"
            | "table"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "blockquote"
            | "pre"
            | "hr"
    )
}

/// The character a reference stands for and what follows it.
pub(crate) fn entity_at(from: &str) -> Option<(char, &str)> {
    let inner = from.strip_prefix('&')?;
    let end = inner.bytes().take(12).position(|b| b == b';')?;
    let name = inner.get(..end)?;
    let c = entity(name)?;
    Some((c, inner.get(end + 1..)?))
}

/// The character a reference's name stands for (`amp`, `#8211`, `#x2013`, …).
pub(crate) fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "bull" => '•',
        "middot" => '·',
        _ => return None,
    })
}
