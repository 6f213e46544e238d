//! What is done about the reports to the client.

use std::path::Path;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use steward_domain::names::Language;

use super::told;
use crate::Desk;
use crate::audit::left;
use crate::views::Refusal;

/// What is done about the reports, see [`super::Call::ClientReport`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum ReportAct {
    /// [`Desk::client_report`].
    Show,
    /// [`Desk::make_client_report`].
    Make {
        /// The first day; tomorrow when none.
        first: Option<NaiveDate>,
    },
    /// [`Desk::note_report_sent`].
    Sent {
        /// Its number; the newest when none.
        number: Option<String>,
        /// By mail, on paper.
        how: String,
        /// To whom.
        to: String,
    },
    /// Saves one, as what the file's name ends in: pdf, xlsx or txt.
    Save {
        /// Its number; the newest when none.
        number: Option<String>,
        /// In which language.
        language: Language,
        /// The file, as an absolute path.
        path: String,
    },
}

impl Desk {
    pub(super) fn do_about_client_report(&self, act: ReportAct) -> Result<Value, Refusal> {
        match act {
            ReportAct::Show => {}
            ReportAct::Make { first } => drop(self.make_client_report(first)?),
            ReportAct::Sent { number, how, to } => {
                let id = self.find_client_report(number.as_deref())?;
                self.note_report_sent(id, &how, &to)?;
            }
            ReportAct::Save {
                number,
                language,
                path,
            } => {
                let id = self.find_client_report(number.as_deref())?;
                let ending = Path::new(&path).extension().and_then(|end| end.to_str());
                match ending.map(str::to_ascii_lowercase).as_deref() {
                    Some("xlsx") => self.client_report_workbook(id, language, &path)?,
                    Some("txt") => {
                        let text = self.client_report_text(id, language)?;
                        let gone = left("client_report", "text", "", None);
                        self.take_out(&path, text.as_bytes(), gone)?;
                    }
                    _ => {
                        let info = self.client_report_paper(id, language)?;
                        self.paper_save(info.edition, &path)?;
                    }
                }
            }
        }
        told(&self.client_report()?)
    }
}
