//! XML as a bounded stream of elements and text: no entities of the file's
//! own, no endless nesting.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::model::{Effect, Fault, RemarkCode};
use crate::remarks::Remarks;
use crate::text;

/// Deepest nesting followed.
const DEPTH: usize = 64;
/// Most attributes of an element.
const ATTRIBUTES: usize = 64;

/// A piece of XML.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// An element begins.
    Open(Element),
    /// The innermost element ends.
    Close,
    /// Text, references resolved.
    Text(String),
}

/// An element's start.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Element {
    /// Name without prefix.
    pub(crate) name: String,
    /// Line it stands on, from 1.
    pub(crate) line: u32,
    attributes: HashMap<String, String>,
}

impl Element {
    /// An attribute's value, if it is there and not empty.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let value = self.attributes.get(name)?.trim();
        (!value.is_empty()).then_some(value)
    }
}

/// Reads the pieces of a document.
pub(crate) struct Pieces<'a> {
    source: &'a str,
    reader: Reader<&'a [u8]>,
    depth: usize,
    pending_close: bool,
    done: bool,
    /// Line reached, and the byte up to which lines were counted.
    line: u32,
    counted: usize,
}

impl<'a> Pieces<'a> {
    /// From text without a byte-order mark.
    pub(crate) fn new(source: &'a str) -> Self {
        let mut reader = Reader::from_str(source);
        reader.config_mut().check_end_names = true;
        reader.config_mut().allow_dangling_amp = true;
        Self {
            source,
            reader,
            depth: 0,
            pending_close: false,
            done: false,
            line: 1,
            counted: 0,
        }
    }

    /// The line reached, from 1.
    pub(crate) const fn line(&self) -> u32 {
        self.line
    }

    /// The next piece; nothing at the end, or where the XML breaks (remarked).
    ///
    /// # Errors
    /// [`Fault::Entities`].
    pub(crate) fn next(&mut self, remarks: &mut Remarks) -> Result<Option<Piece>, Fault> {
        if std::mem::take(&mut self.pending_close) {
            self.depth -= 1;
            return Ok(Some(Piece::Close));
        }
        while !self.done {
            self.count_to(self.reader.buffer_position());
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(error) => {
                    self.done = true;
                    self.count_to(self.reader.error_position());
                    let code = RemarkCode::BadXml;
                    remarks.add(self.line, None, code, Effect::Skipped, &error.to_string());
                    break;
                }
            };
            let piece = match event {
                Event::Start(start) => self.open(&start, remarks),
                Event::Empty(start) => {
                    let open = self.open(&start, remarks);
                    self.pending_close = open.is_some();
                    open
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Some(Piece::Close)
                }
                Event::Text(text) => Some(Piece::Text(text.xml10_content().into_owned())),
                Event::CData(data) => Some(Piece::Text(data.into_inner().into_owned())),
                Event::GeneralRef(name) => {
                    Some(Piece::Text(self.reference(&name.into_inner(), remarks)))
                }
                Event::DocType(kind) if kind.contains(['[', '%']) => {
                    return Err(Fault::Entities { line: self.line });
                }
                Event::DocType(_) | Event::Decl(_) | Event::Comment(_) | Event::PI(_) => None,
                Event::Eof => {
                    self.done = true;
                    if self.depth > 0 {
                        let code = RemarkCode::TruncatedFile;
                        remarks.add(self.line, None, code, Effect::Noted, "");
                    }
                    None
                }
            };
            if piece.is_some() {
                return Ok(piece);
            }
        }
        Ok(None)
    }

    fn open(&mut self, start: &BytesStart<'_>, remarks: &mut Remarks) -> Option<Piece> {
        if self.depth >= DEPTH {
            self.done = true;
            let code = RemarkCode::UnclosedComponent;
            remarks.add(self.line, None, code, Effect::Skipped, "");
            return None;
        }
        self.depth += 1;
        let attributes = start
            .attributes()
            .with_checks(false)
            .flatten()
            .take(ATTRIBUTES)
            .map(|one| {
                let name = one.key.local_name().as_ref().to_owned();
                (name, resolved(&one.value))
            })
            .collect();
        Some(Piece::Open(Element {
            name: start.local_name().as_ref().to_owned(),
            line: self.line,
            attributes,
        }))
    }

    fn reference(&self, name: &str, remarks: &mut Remarks) -> String {
        match text::entity(name) {
            Some(c) => c.to_string(),
            None => {
                let code = RemarkCode::UnknownEntity;
                remarks.add(self.line, None, code, Effect::Noted, name);
                format!("&{name};")
            }
        }
    }

    fn count_to(&mut self, position: u64) {
        let to = usize::try_from(position)
            .unwrap_or(usize::MAX)
            .min(self.source.len());
        let passed = self
            .source
            .as_bytes()
            .get(self.counted..to)
            .unwrap_or_default();
        let lines = passed.iter().filter(|b| **b == b'\n').count();
        self.line = self
            .line
            .saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
        self.counted = self.counted.max(to);
    }
}

/// An attribute's value with its references resolved.
fn resolved(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((before, from)) = rest.find('&').map(|at| rest.split_at(at)) {
        out.push_str(before);
        match text::entity_at(from) {
            Some((c, after)) => {
                out.push(c);
                rest = after;
            }
            None => {
                out.push('&');
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out
}
