//! Papers that were laid out, such as the bulletin and the outage pack: looked
//! at page by page, saved, printed. Saving or printing one issues its number.

use std::path::Path;
use std::sync::{Arc, PoisonError};

use chrono::NaiveDate;
use serde_json::json;
use steward_documents::{self as documents, Fonts, Rendered};
use steward_domain::secrecy::audit::Left;
use steward_store::Reader;

use crate::Desk;
use crate::audit::left;
use crate::files::write_whole;
use crate::house::House;
use crate::views::{PaperInfo, PrinterView, Refusal};

/// How many editions are kept in memory.
const KEPT: usize = 4;

/// Papers that were laid out and may still be looked at, saved or printed.
#[derive(Default)]
pub(crate) struct Editions {
    kept: Vec<Edition>,
    last: u32,
}

struct Edition {
    name: u32,
    title: Title,
    paper: Arc<Rendered>,
    meetings: usize,
    issued: bool,
}

/// What a paper is, and the number it takes once it leaves the desk.
#[derive(Clone)]
pub(crate) struct Title {
    /// Kind of the fact that it was issued, about the venue.
    pub(crate) kind: &'static str,
    /// The use case that issues it.
    pub(crate) intent: &'static str,
    /// The day it is of.
    pub(crate) date: NaiveDate,
    /// Its number.
    pub(crate) number: String,
}

impl Desk {
    /// A page of a paper that was laid out, as SVG; pages count from 1.
    ///
    /// # Errors
    /// [`Refusal::Unknown`] for an edition that is no longer kept: lay it out
    /// again.
    pub fn paper_page(&self, edition: u32, page: u32) -> Result<String, Refusal> {
        Ok(self
            .paper(edition)?
            .page_svg(usize::try_from(page).unwrap_or(usize::MAX))?)
    }

    /// Saves a paper as PDF and notes it as issued.
    ///
    /// # Errors
    /// [`Refusal::File`] when the file cannot be written; what stood there
    /// before then still stands.
    pub fn paper_save(&self, edition: u32, path: &str) -> Result<(), Refusal> {
        self.must_be_current(edition)?;
        let pdf = self.paper(edition)?.pdf()?;
        write_whole(Path::new(path), &pdf)?;
        self.note_issued(edition)?;
        self.was_exported(self.left_of(edition, "pdf")?)
    }

    /// Prints a paper on one of the system's printers, the usual one when none
    /// is named, and notes it as issued.
    ///
    /// # Errors
    /// [`Refusal::Document`] with what the printing system said.
    pub fn paper_print(&self, edition: u32, printer: Option<String>) -> Result<(), Refusal> {
        self.must_be_current(edition)?;
        let pdf = self.paper(edition)?.pdf()?;
        documents::print(&pdf, printer.as_deref())?;
        self.note_issued(edition)?;
        self.was_printed(self.left_of(edition, "printer")?)
    }

    /// The system's printers, the usual one first.
    ///
    /// # Errors
    /// [`Refusal::Document`] where there is no printing system.
    pub fn printers(&self) -> Result<Vec<PrinterView>, Refusal> {
        let printers = documents::printers()?;
        Ok(printers
            .into_iter()
            .map(|p| PrinterView {
                name: p.name,
                usual: p.is_default,
            })
            .collect())
    }

    /// Keeps a paper that was laid out, to be looked at, saved, printed.
    pub(crate) fn keep_paper(&self, title: Title, paper: Rendered, meetings: usize) -> PaperInfo {
        self.keep(title, paper, meetings, false)
    }

    /// Keeps a copy of what has its number already, such as a notice that was
    /// issued: saving or printing it issues nothing.
    pub(crate) fn keep_copy(&self, title: Title, paper: Rendered) -> PaperInfo {
        self.keep(title, paper, 1, true)
    }

    fn keep(&self, title: Title, paper: Rendered, meetings: usize, issued: bool) -> PaperInfo {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let mut editions = self.editions.lock().unwrap_or_else(PoisonError::into_inner);
        editions.last += 1;
        let info = PaperInfo {
            date: title.date,
            number: title.number.clone(),
            pages: count(paper.pages()),
            meetings: count(meetings),
            edition: editions.last,
        };
        editions.kept.push(Edition {
            name: info.edition,
            title,
            paper: paper.into(),
            meetings,
            issued,
        });
        if editions.kept.len() > KEPT {
            editions.kept.remove(0);
        }
        info
    }

    /// The fonts that papers are set in, looked for once.
    pub(crate) fn fonts(&self) -> Result<&Fonts, Refusal> {
        if let Some(fonts) = self.fonts.get() {
            return Ok(fonts);
        }
        let found = Fonts::find()?;
        Ok(self.fonts.get_or_init(|| found))
    }

    /// Forgets what was laid out: it was laid out for somebody else's eyes.
    pub(crate) fn forget_editions(&self) {
        let mut editions = self.editions.lock().unwrap_or_else(PoisonError::into_inner);
        editions.kept.clear();
    }

    /// What the audit says of a paper that leaves the desk.
    fn left_of(&self, edition: u32, form: &str) -> Result<Left, Refusal> {
        let editions = self.editions.lock().unwrap_or_else(PoisonError::into_inner);
        let found = editions.kept.iter().find(|e| e.name == edition);
        let found = found.ok_or_else(|| Refusal::Unknown(format!("edition {edition}")))?;
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let title = &found.title;
        Ok(Left {
            pages: count(found.paper.pages()),
            meetings: count(found.meetings),
            ..left(title.kind, form, &title.number, Some(title.date))
        })
    }

    fn paper(&self, edition: u32) -> Result<Arc<Rendered>, Refusal> {
        let editions = self.editions.lock().unwrap_or_else(PoisonError::into_inner);
        let found = editions
            .kept
            .iter()
            .find(|e| e.name == edition)
            .map(|e| e.paper.clone());
        found.ok_or_else(|| Refusal::Unknown(format!("edition {edition}")))
    }

    /// Refuses an edition whose number another one took since it was laid out:
    /// two different papers must not carry one number.
    fn must_be_current(&self, edition: u32) -> Result<(), Refusal> {
        let Some(title) = self.not_yet_issued(edition) else {
            return Ok(());
        };
        let taken = self
            .house(|r, house| Ok(numbers_issued(r, house, title.kind)?.contains(&title.number)))?;
        if !taken {
            return Ok(());
        }
        Err(Refusal::Document {
            code: "stale".to_owned(),
            detail: title.number,
        })
    }

    /// An edition counts as issued once, however often it is saved.
    fn note_issued(&self, edition: u32) -> Result<(), Refusal> {
        let Some(title) = self.not_yet_issued(edition) else {
            return Ok(());
        };
        self.act(title.intent, |w, house| {
            w.fact(
                title.kind,
                house.venue.id.0,
                json!({ "date": title.date, "number": title.number }),
            );
            Ok(())
        })?;
        let mut editions = self.editions.lock().unwrap_or_else(PoisonError::into_inner);
        for edition in editions.kept.iter_mut().filter(|e| e.name == edition) {
            edition.issued = true;
        }
        Ok(())
    }

    fn not_yet_issued(&self, edition: u32) -> Option<Title> {
        let editions = self.editions.lock().unwrap_or_else(PoisonError::into_inner);
        let found = editions
            .kept
            .iter()
            .find(|e| e.name == edition && !e.issued);
        found.map(|e| e.title.clone())
    }
}

/// The number after all of a kind that were issued under a stem.
pub(crate) fn next_number(
    r: &Reader<'_>,
    house: &House,
    kind: &str,
    stem: &str,
) -> Result<String, Refusal> {
    let issued = numbers_issued(r, house, kind)?;
    let before = issued
        .iter()
        .filter(|number| number.starts_with(stem))
        .count();
    Ok(format!("{stem}{}", before + 1))
}

/// The numbers of all papers of a kind that were issued.
fn numbers_issued(r: &Reader<'_>, house: &House, kind: &str) -> Result<Vec<String>, Refusal> {
    let facts = r.facts_about(&[house.venue.id.0])?;
    let numbers = facts
        .iter()
        .filter(|f| f.kind == kind)
        .filter_map(|f| f.body.get("number")?.as_str());
    Ok(numbers.map(str::to_owned).collect())
}
