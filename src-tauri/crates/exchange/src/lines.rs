//! Content lines of iCalendar (RFC 5545 §3.1): unfolding by bytes, line
//! numbers, names, parameters.

use crate::model::{Effect, RemarkCode};
use crate::remarks::Remarks;

/// Longest unfolded line, in bytes; longer ones are embedded files.
const LINE_BYTES: usize = 1024 * 1024;

/// One unfolded content line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    /// Where it begins in the file, from 1.
    pub(crate) number: u32,
    /// Upper case.
    pub(crate) name: String,
    /// Parameters: upper-case name, values without quotes.
    params: Vec<(String, String)>,
    /// As written: still escaped.
    pub(crate) value: String,
}

impl Line {
    /// The first value of a parameter.
    pub(crate) fn param(&self, name: &str) -> Option<&str> {
        self.params
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, v)| v.as_str())
    }

    /// Whether the value is said to be a date without a time.
    pub(crate) fn is_date(&self) -> bool {
        self.param("VALUE")
            .is_some_and(|v| v.eq_ignore_ascii_case("DATE"))
    }
}

/// Reads the content lines one after another.
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
    number: u32,
    ending: u8,
}

impl<'a> Reader<'a> {
    /// From the bytes of a file without a byte-order mark.
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        // A file with carriage returns only has those for line ends.
        let ending = if bytes.contains(&b'\n') { b'\n' } else { b'\r' };
        Self {
            rest: bytes,
            number: 0,
            ending,
        }
    }

    /// The last line number reached.
    pub(crate) const fn number(&self) -> u32 {
        self.number
    }

    /// The next content line; lines that are none get a remark and are passed over.
    pub(crate) fn next(&mut self, remarks: &mut Remarks) -> Option<Line> {
        loop {
            let (number, bytes, too_long) = self.unfold()?;
            if bytes.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            if too_long {
                let effect = Effect::Changed;
                remarks.add(number, None, RemarkCode::LineCut, effect, "");
            }
            let text = match String::from_utf8(bytes) {
                Ok(text) => text,
                Err(error) => {
                    let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                    let code = RemarkCode::BadEncoding;
                    remarks.add(number, None, code, Effect::Changed, &text);
                    text
                }
            };
            match parse(number, &text) {
                Some(line) => return Some(line),
                None => remarks.add(number, None, RemarkCode::StrayLine, Effect::Skipped, &text),
            }
        }
    }

    /// A physical line and those that continue it, as bytes: a character may
    /// be folded in its middle.
    fn unfold(&mut self) -> Option<(u32, Vec<u8>, bool)> {
        let mut bytes = self.physical()?.to_vec();
        let number = self.number;
        let mut too_long = bytes.len() > LINE_BYTES;
        bytes.truncate(LINE_BYTES);
        while matches!(self.rest.first(), Some(b' ' | b'\t')) {
            let more = self.physical()?;
            let more = more.get(1..).unwrap_or_default();
            let room = LINE_BYTES - bytes.len();
            too_long |= more.len() > room;
            bytes.extend(more.iter().take(room));
        }
        if too_long {
            // The cut may have gone through a character.
            while bytes.last().is_some_and(|b| *b >= 0x80) {
                bytes.pop();
            }
        }
        Some((number, bytes, too_long))
    }

    fn physical(&mut self) -> Option<&'a [u8]> {
        if self.rest.is_empty() {
            return None;
        }
        self.number = self.number.saturating_add(1);
        let end = self.rest.iter().position(|b| *b == self.ending);
        let (line, rest) = match end {
            Some(end) => (self.rest.get(..end)?, self.rest.get(end + 1..)?),
            None => (self.rest, &[][..]),
        };
        self.rest = rest;
        let kept = line
            .iter()
            .rposition(|b| *b != b'\r')
            .map_or(0, |at| at + 1);
        line.get(..kept)
    }
}

/// `NAME;PARAM=value;PARAM="value":value`, or nothing.
fn parse(number: u32, text: &str) -> Option<Line> {
    let name_end = text.find([':', ';'])?;
    let (name, mut rest) = text.split_at(name_end);
    let name = name.trim();
    if name.is_empty()
        || !name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    {
        return None;
    }
    let mut params = Vec::new();
    while let Some(after) = rest.strip_prefix(';') {
        let end = param_end(after)?;
        let (param, next) = after.split_at(end);
        if let Some((key, value)) = param.split_once('=') {
            params.push((key.trim().to_ascii_uppercase(), first_value(value)));
        }
        rest = next;
    }
    Some(Line {
        number,
        name: name.to_ascii_uppercase(),
        params,
        value: rest.strip_prefix(':')?.to_owned(),
    })
}

/// Where a parameter ends: at the next `;` or `:` outside quotes.
fn param_end(text: &str) -> Option<usize> {
    let mut quoted = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b';' | b':' if !quoted => return Some(at),
            _ => {}
        }
    }
    // A quote that is never closed: take it as an ordinary character.
    text.find([';', ':'])
}

/// The first of a parameter's values, without quotes, `^` undone (RFC 6868).
fn first_value(raw: &str) -> String {
    let first = match raw.strip_prefix('"') {
        Some(inner) => inner.split('"').next().unwrap_or_default(),
        None => raw.split(',').next().unwrap_or_default(),
    };
    let mut out = String::with_capacity(first.len());
    let mut chars = first.chars().peekable();
    while let Some(c) = chars.next() {
        let undone = match (c, chars.peek()) {
            ('^', Some('n')) => '\n',
            ('^', Some('\'')) => '"',
            ('^', Some('^')) => '^',
            _ => {
                out.push(c);
                continue;
            }
        };
        chars.next();
        out.push(undone);
    }
    out
}
