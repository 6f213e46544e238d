//! What can go wrong between data and paper.

use std::path::PathBuf;

/// A fault of rendering or printing. The caller owns the sentence that people read.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The font files that documents are set in were found in none of the usual places.
    #[error("fonts missing ({}); looked in {}", missing.join(", "), list(looked))]
    FontsMissing {
        /// File names that the best of the places still lacked.
        missing: Vec<&'static str>,
        /// Folders that were looked in, in order.
        looked: Vec<PathBuf>,
    },
    /// A font file is there but cannot be read.
    #[error("font file {} cannot be read", path.display())]
    FontUnreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// A font file was read but is not a font, or not the one its name promises.
    #[error("font file {} is damaged or not the expected font", path.display())]
    FontDamaged {
        /// The file.
        path: PathBuf,
    },
    /// The data could not be handed to the template.
    #[error("the data of the document cannot be encoded")]
    Data(#[from] serde_json::Error),
    /// A template did not compile: a defect of this program, not of the data.
    #[error("the template failed: {0}")]
    Template(String),
    /// The pages could not be written as PDF.
    #[error("the PDF could not be written: {0}")]
    Pdf(String),
    /// The tables could not be written as a workbook.
    #[error("the workbook could not be written: {0}")]
    Workbook(String),
    /// There is no such page.
    #[error("page {page} of {pages} does not exist")]
    NoSuchPage {
        /// The page asked for, counted from 1.
        page: usize,
        /// How many pages there are.
        pages: usize,
    },
    /// This machine has no printing system (no `lp`, no `lpstat`).
    #[error("no printing system on this machine")]
    NoPrintingSystem,
    /// There is a printing system, but no printer is set up or none is the default.
    #[error("no printer is set up")]
    NoPrinter,
    /// The named printer is not known to the printing system.
    #[error("no printer is called {0:?}")]
    UnknownPrinter(String),
    /// The printing system refused the job.
    #[error("the printing system refused: {0}")]
    PrintRefused(String),
    /// Talking to the printing system failed.
    #[error("the printing system could not be reached")]
    PrintIo(#[source] std::io::Error),
}

fn list(paths: &[PathBuf]) -> String {
    paths
        .iter()
        .map(|p| p.display().to_string())
        .collect::<Vec<_>>()
        .join(", ")
}
