//! Reading a file of either format, told apart by content.

use std::borrow::Cow;

use crate::model::{Context, Effect, Fault, Incoming, RemarkCode, limits};
use crate::remarks::Remarks;
use crate::{ics, schedule, text};

/// Reads a calendar or a conference schedule.
///
/// `name` is the file's name; it stands in for a missing title. An event that
/// cannot be read becomes a [`Remark`](crate::Remark) and the rest goes on.
///
/// # Errors
/// A [`Fault`] if the file is empty, too large, binary, of another kind, or
/// declares XML entities.
pub fn read(bytes: &[u8], name: &str, context: &Context) -> Result<Incoming, Fault> {
    if bytes.len() > limits::FILE_BYTES {
        return Err(Fault::TooLarge {
            bytes: bytes.len(),
            limit: limits::FILE_BYTES,
        });
    }
    let bytes = utf8(bytes);
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Fault::Empty);
    }
    let mut remarks = Remarks::default();
    let mut incoming = if looks_like_schedule(bytes) {
        let text = decoded(bytes, &mut remarks);
        schedule::read(&text, context, remarks)?
    } else if looks_like_ics(bytes) {
        ics::read(bytes, context, remarks)
    } else if is_binary(bytes) {
        return Err(Fault::Binary);
    } else {
        return Err(Fault::NotACalendar);
    };
    if incoming.title.is_empty() {
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let (title, _) = text::clean(stem, text::Shape::Line);
        incoming.title = text::cut(title, limits::TITLE).0;
    }
    incoming
        .events
        .sort_by_key(|event| (event.start, event.line));
    Ok(incoming)
}

/// UTF-16 with a byte-order mark becomes UTF-8; everything else stays.
fn utf8(bytes: &[u8]) -> Cow<'_, [u8]> {
    let unit: fn([u8; 2]) -> u16 = match bytes {
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        _ => return Cow::Borrowed(bytes),
    };
    let pairs = bytes.get(2..).unwrap_or_default().chunks_exact(2);
    let units = pairs.filter_map(|pair| Some(unit(pair.try_into().ok()?)));
    let text: String = char::decode_utf16(units)
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect();
    Cow::Owned(text.into_bytes())
}

fn decoded<'a>(bytes: &'a [u8], remarks: &mut Remarks) -> Cow<'a, str> {
    if let Err(error) = std::str::from_utf8(bytes) {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = 1 + before.iter().filter(|b| **b == b'\n').count();
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        let code = RemarkCode::BadEncoding;
        remarks.add(line, None, code, Effect::Changed, "");
    }
    String::from_utf8_lossy(bytes)
}

/// XML whose first element is a schedule.
fn looks_like_schedule(bytes: &[u8]) -> bool {
    let mut rest = bytes.trim_ascii_start();
    if rest.first() != Some(&b'<') {
        return false;
    }
    // Past declaration, comments and document type.
    while let Some(at) = rest.iter().position(|b| *b == b'<') {
        rest = rest.get(at + 1..).unwrap_or_default();
        match rest.first() {
            Some(b'?' | b'!') => {}
            _ => return rest.starts_with(b"schedule"),
        }
        // A declared entity may hold an element: it is looked at by the reader.
        if rest.starts_with(b"!DOCTYPE schedule") {
            return true;
        }
        if rest.starts_with(b"!--") {
            let end = rest.windows(3).position(|w| w == b"-->");
            rest = end.and_then(|end| rest.get(end..)).unwrap_or_default();
        }
    }
    false
}

fn looks_like_ics(bytes: &[u8]) -> bool {
    bytes.split(|b| *b == b'\n' || *b == b'\r').any(|line| {
        let line = line.trim_ascii();
        line.eq_ignore_ascii_case(b"BEGIN:VCALENDAR") || line.eq_ignore_ascii_case(b"BEGIN:VEVENT")
    })
}

fn is_binary(bytes: &[u8]) -> bool {
    let head = bytes.get(..4096).unwrap_or(bytes);
    let odd = |b: &&u8| b.is_ascii_control() && !b.is_ascii_whitespace();
    head.contains(&0) || head.iter().filter(odd).count() * 20 > head.len()
}
