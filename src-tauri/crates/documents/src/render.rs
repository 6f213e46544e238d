//! From a template and its data to pages.

use serde::Serialize;
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

use crate::world::Paper;
use crate::{Fault, Fonts};

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
    Paper::new(template, serde_json::to_vec(data)?, fonts)
        .ok_or_else(|| Fault::Template(format!("{template} is not a template's name")))
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
