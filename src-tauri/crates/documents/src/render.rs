//! From a template and its data to pages.

use serde::Serialize;
use serde_json::Value;
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

use crate::hidden::hidden_words;
use crate::world::Paper;
use crate::{Fault, Fonts, Language};

/// What stands in the data for words that who had a paper laid out may not know.
pub const HIDDEN: &str = "•••";
/// How many renderings memoised results stay for: a preview, its print, a few changes.
const KEEP: usize = 8;

/// Set pages, ready to be shown, saved or printed.
pub struct Rendered {
    document: PagedDocument,
}

impl Rendered {
    /// How many pages there are; at least one.
    #[must_use]
    pub fn pages(&self) -> usize {
        self.document.pages().len()
    }

    /// The pages as one PDF file, fonts embedded as subsets, text copyable.
    ///
    /// # Errors
    /// [`Fault::Pdf`] when the pages cannot be written.
    pub fn pdf(&self) -> Result<Vec<u8>, Fault> {
        let options = PdfOptions {
            creator: typst::foundations::Smart::Custom(Some("Steward".to_owned())),
            tagged: false, // a fifth of the size for long tables
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&self.document, &options).map_err(|errors| Fault::Pdf(sentence(&errors)))
    }

    /// Page `n`, counted from 1 as on paper, as a self-contained SVG picture (glyphs are outlines, no fonts needed).
    ///
    /// # Errors
    /// [`Fault::NoSuchPage`] outside 1..=[`pages`](Self::pages).
    pub fn page_svg(&self, n: usize) -> Result<String, Fault> {
        let page = n.checked_sub(1).and_then(|i| self.document.pages().get(i));
        let page = page.ok_or(Fault::NoSuchPage {
            page: n,
            pages: self.pages(),
        })?;
        Ok(typst_svg::svg(page, &typst_svg::SvgOptions::default()))
    }
}

impl std::fmt::Debug for Rendered {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rendered")
            .field("pages", &self.pages())
            .finish_non_exhaustive()
    }
}

/// Compiles `template` over `data`.
pub(crate) fn render(
    template: &str,
    data: &impl Serialize,
    fonts: &Fonts,
) -> Result<Rendered, Fault> {
    compiled(&world(template, data, fonts)?)
}

/// The same over a picture that the template lays under all else.
pub(crate) fn render_over(
    template: &str,
    data: &impl Serialize,
    picture: Vec<u8>,
    fonts: &Fonts,
) -> Result<Rendered, Fault> {
    compiled(&world(template, data, fonts)?.over(picture))
}

fn world<'a>(template: &str, data: &impl Serialize, fonts: &'a Fonts) -> Result<Paper<'a>, Fault> {
    Paper::new(template, with_words(serde_json::to_vec(data)?)?, fonts)
        .ok_or_else(|| Fault::Template(format!("{template} is not a template's name")))
}

/// The data of a paper, in which words say that something is hidden from who had it laid out (S-03): on a screen dots
/// can be asked about, on paper they look like a fault of the printer.
fn with_words(data: Vec<u8>) -> Result<Vec<u8>, Fault> {
    let dots = HIDDEN.as_bytes();
    if !data.windows(dots.len()).any(|some| some == dots) {
        return Ok(data);
    }
    let mut value: Value = serde_json::from_slice(&data)?;
    let language = match value.get("language").and_then(Value::as_str) {
        Some("en") => Language::En,
        _ => Language::Zh,
    };
    say_hidden(&mut value, hidden_words(language));
    Ok(serde_json::to_vec(&value)?)
}

fn say_hidden(value: &mut Value, words: &str) {
    match value {
        Value::String(text) if text.contains(HIDDEN) => *text = text.replace(HIDDEN, words),
        Value::Array(list) => list.iter_mut().for_each(|one| say_hidden(one, words)),
        Value::Object(map) => map.values_mut().for_each(|one| say_hidden(one, words)),
        _ => {}
    }
}

fn compiled(world: &Paper<'_>) -> Result<Rendered, Fault> {
    let output = typst::compile::<PagedDocument>(world).output;
    comemo::evict(KEEP); // or the memo grows with every bulletin of the day
    output
        .map(|document| Rendered { document })
        .map_err(|errors| Fault::Template(sentence(&errors)))
}

fn sentence(errors: &[typst::diag::SourceDiagnostic]) -> String {
    errors
        .iter()
        .map(|e| e.message.as_str())
        .collect::<Vec<_>>()
        .join("; ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_hidden_is_said_in_words_of_the_paper_s_language() {
        let said = |language: &str| {
            let data =
                json!({"language": language, "rows": [{"title": HIDDEN}, "1123-A03 •••", 7]});
            let data = with_words(serde_json::to_vec(&data).unwrap()).unwrap();
            serde_json::from_slice::<Value>(&data).unwrap()
        };
        let zh = json!([{"title": "（内容保密）"}, "1123-A03 （内容保密）", 7]);
        assert_eq!(said("zh").get("rows"), Some(&zh));
        let en = json!([{"title": "(confidential)"}, "1123-A03 (confidential)", 7]);
        assert_eq!(said("en").get("rows"), Some(&en));
        let open = serde_json::to_vec(&json!({"title": "例会"})).unwrap();
        assert_eq!(with_words(open.clone()).unwrap(), open);
    }
}
