//! The list of remarks while a file is read, bounded.

use crate::model::{Effect, Remark, RemarkCode, limits};
use crate::text;

/// Gathers remarks; beyond the limit they are counted only.
#[derive(Debug, Default)]
pub(crate) struct Remarks {
    list: Vec<Remark>,
    left_out: u64,
    last_line: u32,
}

impl Remarks {
    /// Adds one. The detail is cleaned and shortened: it may hold anything.
    pub(crate) fn add(
        &mut self,
        line: u32,
        key: Option<&str>,
        code: RemarkCode,
        effect: Effect,
        detail: &str,
    ) {
        self.last_line = self.last_line.max(line);
        if self.list.len() >= limits::REMARKS {
            self.left_out += 1;
            return;
        }
        let start: String = detail.chars().take(400).collect();
        let (cleaned, _) = text::clean(&start, text::Shape::Line);
        self.list.push(Remark {
            line,
            key: key.map(str::to_owned),
            code,
            effect,
            detail: text::cut(cleaned, 120).0,
        });
    }

    /// The remarks by line, with one more if some were only counted.
    pub(crate) fn finish(mut self) -> Vec<Remark> {
        self.list.sort_by_key(|remark| remark.line);
        if self.left_out > 0 {
            self.list.push(Remark {
                line: self.last_line,
                key: None,
                code: RemarkCode::TooManyRemarks,
                effect: Effect::Noted,
                detail: self.left_out.to_string(),
            });
        }
        self.list
    }
}

/// Cleans and cuts one text field, with a remark for each thing done to it.
pub(crate) struct Tidy<'a> {
    /// Where remarks go.
    pub(crate) remarks: &'a mut Remarks,
    /// Line of the event.
    pub(crate) line: u32,
    /// Its key, if known yet.
    pub(crate) key: Option<&'a str>,
}

impl Tidy<'_> {
    /// A single line of at most `most` characters; `field` names it in remarks.
    pub(crate) fn line(&mut self, raw: &str, most: usize, field: &str) -> String {
        self.field(raw, text::Shape::Line, most, field)
    }

    /// A non-empty single line, or none.
    pub(crate) fn name(&mut self, raw: &str, field: &str) -> Option<String> {
        let text = self.line(raw, limits::NAME, field);
        (!text.is_empty()).then_some(text)
    }

    /// Text of many lines.
    pub(crate) fn prose(&mut self, raw: &str) -> String {
        self.field(raw, text::Shape::Prose, limits::DESCRIPTION, "description")
    }

    fn field(&mut self, raw: &str, shape: text::Shape, most: usize, field: &str) -> String {
        let (cleaned, removed) = text::clean(raw, shape);
        if removed {
            let code = RemarkCode::ControlCharactersRemoved;
            self.remarks
                .add(self.line, self.key, code, Effect::Changed, field);
        }
        let length = cleaned.chars().count();
        let (text, was_cut) = text::cut(cleaned, most);
        if was_cut {
            let code = match field {
                "title" => RemarkCode::TitleCut,
                "description" => RemarkCode::DescriptionCut,
                _ => RemarkCode::TextCut,
            };
            let detail = format!("{field} {length} > {most}");
            self.remarks
                .add(self.line, self.key, code, Effect::Changed, &detail);
        }
        text
    }
}
