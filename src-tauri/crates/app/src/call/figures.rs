//! Figures of a period, and the brief of it.

use std::path::Path;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use steward_domain::names::Language;

use super::told;
use crate::Desk;
use crate::audit::left;
use crate::views::Refusal;

/// What is asked about a period, see [`super::Call::Figures`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum FiguresAct {
    /// [`Desk::figures`].
    Show,
    /// [`Desk::brief_text`].
    Text {
        /// In which language.
        language: Language,
    },
    /// Saves the brief, as what the file's name ends in: pdf, xlsx or txt.
    Save {
        /// In which language.
        language: Language,
        /// The file, as an absolute path.
        path: String,
    },
}

impl Desk {
    pub(super) fn do_about_figures(
        &self,
        from: Option<NaiveDate>,
        to: Option<NaiveDate>,
        act: FiguresAct,
    ) -> Result<Value, Refusal> {
        match act {
            FiguresAct::Show => told(&self.figures(from, to)?),
            FiguresAct::Text { language } => told(&self.brief_text(from, to, language)?),
            FiguresAct::Save { language, path } => {
                let ending = Path::new(&path).extension().and_then(|end| end.to_str());
                match ending.map(str::to_ascii_lowercase).as_deref() {
                    Some("xlsx") => self.brief_workbook(from, to, language, &path)?,
                    Some("txt") => {
                        let text = self.brief_text(from, to, language)?;
                        self.take_out(&path, text.as_bytes(), left("brief", "text", "", from))?;
                    }
                    _ => {
                        let info = self.brief_paper(from, to, language)?;
                        self.paper_save(info.edition, &path)?;
                    }
                }
                told(&path)
            }
        }
    }
}
