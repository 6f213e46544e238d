//! What is done after a meeting: searched, handed over, counted, asked about;
//! lost property; fees and the price list.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use steward_domain::fee::Price;
use steward_domain::ids::MeetingId;
use steward_domain::names::Language;

use super::told;
use crate::Desk;
use crate::views::{
    AfterAct, FeeDraft, FeeLineDraft, FeeStepDraft, LostDraft, LostEndDraft, Refusal,
};

/// What is done after a meeting, see [`super::Call::After`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum AfterCall {
    /// [`Desk::after`].
    Show,
    /// [`Desk::do_after`].
    Do {
        /// What was done.
        done: AfterAct,
    },
    /// [`Desk::hand_over_slip`] and [`Desk::paper_save`].
    Slip {
        /// The hand-over's number; the newest when none.
        number: Option<String>,
        /// In which language.
        language: Language,
        /// The file, as an absolute path.
        path: String,
    },
}

/// What is done about lost property, see [`super::Call::Lost`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum LostAct {
    /// [`Desk::lost_items`].
    List {
        /// What went back or was disposed of too.
        all: bool,
    },
    /// [`Desk::enter_lost`].
    Enter {
        /// After which meeting, by number, id or words.
        meeting: Option<String>,
        /// What was found.
        draft: LostDraft,
    },
    /// [`Desk::end_lost`].
    End {
        /// The item's number.
        number: String,
        /// What became of it.
        end: LostEndDraft,
    },
    /// [`Desk::lost_slip`] and [`Desk::paper_save`].
    Slip {
        /// The item's number.
        number: String,
        /// In which language.
        language: Language,
        /// The file, as an absolute path.
        path: String,
    },
}

/// What is done about a fee, see [`super::Call::Fee`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum FeeAct {
    /// [`Desk::fee`].
    Show,
    /// [`Desk::write_fee`], of what is proposed.
    WriteProposed {
        /// Taken off, in yuan; nothing when empty.
        discount: String,
        /// Why.
        discount_why: String,
    },
    /// [`Desk::write_fee`].
    Write {
        /// As it is typed.
        draft: FeeDraft,
    },
    /// [`Desk::step_fee`].
    Step {
        /// As it is typed.
        step: FeeStepDraft,
    },
    /// [`Desk::fee_paper`] and [`Desk::paper_save`].
    Paper {
        /// In which language.
        language: Language,
        /// The file, as an absolute path.
        path: String,
    },
}

/// What is done about the price list, see [`super::Call::Prices`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum PricesAct {
    /// [`Desk::prices`].
    Show,
    /// [`Desk::save_price`] for each line that is not as it is kept.
    Save {
        /// The lines; those that are not named stay as they are.
        all: Vec<Price>,
    },
}

impl Desk {
    pub(super) fn do_about_after(
        &self,
        meeting: MeetingId,
        act: &AfterCall,
    ) -> Result<Value, Refusal> {
        match act {
            AfterCall::Show => {}
            AfterCall::Do { done } => self.do_after(meeting, done)?,
            AfterCall::Slip {
                number,
                language,
                path,
            } => {
                let all = self.after(meeting)?.handed_over;
                let found = number.as_ref().map(|word| {
                    let mut named = all.iter();
                    named
                        .find(|one| one.number.eq_ignore_ascii_case(word))
                        .map(|one| one.id)
                        .ok_or_else(|| Refusal::Unknown(word.clone()))
                });
                let info = self.hand_over_slip(meeting, found.transpose()?, *language)?;
                self.paper_save(info.edition, path)?;
                return told(&info);
            }
        }
        told(&self.after(meeting)?)
    }

    pub(super) fn do_about_lost(&self, act: LostAct) -> Result<Value, Refusal> {
        let all = match act {
            LostAct::List { all } => all,
            LostAct::Enter { meeting, draft } => {
                let meeting = meeting.map(|word| self.find_meeting(&word)).transpose()?;
                self.enter_lost(&LostDraft { meeting, ..draft })?;
                false
            }
            LostAct::End { number, end } => {
                self.end_lost(self.find_lost(&number)?, &end)?;
                true
            }
            LostAct::Slip {
                number,
                language,
                path,
            } => {
                let info = self.lost_slip(self.find_lost(&number)?, language)?;
                self.paper_save(info.edition, &path)?;
                return told(&info);
            }
        };
        told(&self.lost_items(all)?)
    }

    pub(super) fn do_about_fee(&self, meeting: MeetingId, act: FeeAct) -> Result<Value, Refusal> {
        match act {
            FeeAct::Show => {}
            FeeAct::WriteProposed {
                discount,
                discount_why,
            } => {
                let proposed = self.fee(meeting)?.proposed.into_iter();
                let lines = proposed.map(|line| FeeLineDraft {
                    group: line.group,
                    name: line.name,
                    unit: line.unit,
                    quantity: line.quantity,
                    price: line.price.told(),
                    note: line.note,
                });
                let draft = FeeDraft {
                    lines: lines.collect(),
                    discount,
                    discount_why,
                };
                self.write_fee(meeting, &draft)?;
            }
            FeeAct::Write { draft } => drop(self.write_fee(meeting, &draft)?),
            FeeAct::Step { step } => self.step_fee(meeting, &step)?,
            FeeAct::Paper { language, path } => {
                let info = self.fee_paper(meeting, language)?;
                self.paper_save(info.edition, &path)?;
                return told(&info);
            }
        }
        told(&self.fee(meeting)?)
    }

    pub(super) fn do_about_prices(&self, act: PricesAct) -> Result<Value, Refusal> {
        if let PricesAct::Save { all } = act {
            let known = self.prices()?;
            for price in all {
                if !known.contains(&price) {
                    self.save_price(price)?;
                }
            }
        }
        told(&self.prices()?)
    }
}
