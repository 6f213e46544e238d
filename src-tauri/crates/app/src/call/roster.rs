//! What is done about the roster.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use steward_domain::names::Language;
use steward_domain::plan::Department;
use steward_domain::roster::facts::SwapAnswer;
use steward_domain::secrecy::Level;

use super::told;
use crate::Desk;
use crate::views::{
    FillOrder, Refusal, RosterCellDraft, RosterItem, RotationDraft, StandInQuery, SwapDraft,
};

/// What is done about the roster of a month, see [`super::Call::Roster`].
/// People are named by name, number or id.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum RosterAct {
    /// [`Desk::roster`].
    Show {
        /// Of one department.
        department: Option<Department>,
    },
    /// [`Desk::roster_day`].
    Day {
        /// Which.
        day: Option<NaiveDate>,
    },
    /// [`Desk::set_roster_cells`].
    Set {
        /// Whose.
        who: String,
        /// On which days.
        days: Vec<NaiveDate>,
        /// What.
        text: Option<String>,
        /// At which fixed post.
        post: Option<String>,
        /// Pinned or not.
        pinned: Option<bool>,
        /// A note.
        note: Option<String>,
    },
    /// [`Desk::roster_setup`].
    Setup,
    /// [`Desk::save_roster_item`].
    Save {
        /// Which.
        items: Vec<RosterItem>,
    },
    /// [`Desk::lay_rotation`].
    Rotate {
        /// Which cycle, by name.
        rotation: String,
        /// Over whom.
        who: Vec<String>,
        /// From this day.
        from: NaiveDate,
        /// To this day.
        to: NaiveDate,
        /// Days by which each begins later.
        step: u32,
        /// Where the first begins.
        start: u32,
    },
    /// [`Desk::fill_and_wait`], and [`Desk::take_fill`] when it is taken.
    Fill {
        /// What.
        order: FillOrder,
        /// It stands from now on.
        take: bool,
    },
    /// [`Desk::publish_roster`].
    Publish {
        /// Of which departments.
        departments: Vec<Department>,
        /// What it says besides.
        note: String,
    },
    /// [`Desk::roster_changes`].
    Changes {
        /// Of which departments.
        departments: Vec<Department>,
    },
    /// [`Desk::roster_versions`].
    Versions,
    /// [`Desk::acknowledge_roster`].
    Acknowledge {
        /// Who; everybody when empty.
        who: Vec<String>,
    },
    /// [`Desk::absences`].
    Absences,
    /// [`Desk::call_off`].
    CallOff {
        /// Who.
        who: String,
        /// On which day.
        day: NaiveDate,
        /// They did not say so before.
        no_show: bool,
        /// Why.
        why: String,
    },
    /// [`Desk::comes_after_all`].
    Comes {
        /// Who.
        who: String,
        /// On which day.
        day: NaiveDate,
    },
    /// [`Desk::stand_ins`].
    StandIns {
        /// On which day.
        day: NaiveDate,
        /// A shift by its code.
        code: String,
        /// Minute of the day.
        at: Option<u32>,
        /// A fixed post by name.
        post: Option<String>,
        /// Of which department.
        department: Option<Department>,
        /// Cleared for.
        level: Level,
        /// For whom.
        instead_of: Option<String>,
    },
    /// [`Desk::stand_in`].
    StandIn {
        /// For whom.
        instead_of: String,
        /// On which day.
        day: NaiveDate,
        /// Who.
        who: String,
    },
    /// [`Desk::swaps`].
    Swaps,
    /// [`Desk::ask_swap`].
    AskSwap {
        /// Who.
        who: String,
        /// Their day.
        day: NaiveDate,
        /// With whom.
        with: Option<String>,
        /// The other's day.
        with_day: Option<NaiveDate>,
        /// A note.
        note: String,
    },
    /// [`Desk::answer_swap`] of the one that somebody asked for a day.
    AnswerSwap {
        /// Who asked.
        who: String,
        /// Their day.
        day: NaiveDate,
        /// Who takes it.
        taken_by: Option<String>,
        /// Approved; refused else, where nobody takes it.
        approved: bool,
        /// Why.
        why: String,
    },
    /// [`Desk::roster_hours`].
    Hours,
    /// [`Desk::enter_worked`].
    Worked {
        /// Who.
        who: String,
        /// On which day.
        day: NaiveDate,
        /// Minutes.
        minutes: u32,
        /// A note.
        note: String,
    },
    /// [`Desk::roster_paper`], [`Desk::roster_workbook`] by the path's end.
    Print {
        /// Of which departments.
        departments: Vec<Department>,
        /// Of one person.
        who: Option<String>,
        /// In which language.
        language: Language,
        /// The file, as an absolute path.
        path: String,
    },
    /// [`Desk::hours_paper`], [`Desk::hours_workbook`] by the path's end.
    PrintHours {
        /// In which language.
        language: Language,
        /// The file, as an absolute path.
        path: String,
    },
}

impl Desk {
    pub(super) fn do_about_roster(
        &self,
        month: Option<NaiveDate>,
        act: RosterAct,
    ) -> Result<Value, Refusal> {
        let month = match month {
            Some(month) => month,
            None => self.house(|_, house| Ok(self.today(house)))?,
        };
        match act {
            RosterAct::Show { department } => told(&self.roster(Some(month), department)?),
            RosterAct::Day { day } => told(&self.roster_day(day)?),
            RosterAct::Set {
                who,
                days,
                text,
                post,
                pinned,
                note,
            } => {
                let staff = self.find_staff(&who)?;
                let post = post.map(|word| self.find_fixed_post(&word)).transpose()?;
                let drafts: Vec<RosterCellDraft> = days
                    .iter()
                    .map(|day| RosterCellDraft {
                        staff,
                        day: *day,
                        text: text.clone(),
                        post,
                        pinned,
                        note: note.clone(),
                    })
                    .collect();
                self.set_roster_cells(&drafts)?;
                let shown = days.first().copied().unwrap_or(month);
                told(&self.roster(Some(shown), None)?)
            }
            RosterAct::Setup => told(&self.roster_setup()?),
            RosterAct::Save { items } => {
                for item in items {
                    self.save_roster_item(item)?;
                }
                told(&self.roster_setup()?)
            }
            RosterAct::Rotate {
                rotation,
                who,
                from,
                to,
                step,
                start,
            } => {
                let all = self.roster_setup()?.rotations;
                let found = all.iter().find(|one| one.name.is_called(&rotation));
                let found = found.ok_or(Refusal::Unknown(rotation))?;
                self.lay_rotation(&RotationDraft {
                    rotation: found.id,
                    staff: self.all_on_roster(&who)?,
                    from,
                    to,
                    step,
                    start,
                })?;
                told(&self.roster(Some(from), None)?)
            }
            RosterAct::Fill { order, take } => {
                let found = self.fill_and_wait(&order)?;
                match take {
                    true => self.take_fill()?,
                    false => self.discard_fill()?,
                }
                told(&found)
            }
            RosterAct::Publish { departments, note } => {
                self.publish_roster(month, &departments, &note)?;
                told(&self.roster_versions(month)?)
            }
            RosterAct::Changes { departments } => told(&self.roster_changes(month, &departments)?),
            RosterAct::Versions => told(&self.roster_versions(month)?),
            RosterAct::Acknowledge { who } => {
                self.acknowledge_roster(month, &self.all_on_roster(&who)?)?;
                told(&self.roster(Some(month), None)?)
            }
            RosterAct::Absences => told(&self.absences(month)?),
            RosterAct::CallOff {
                who,
                day,
                no_show,
                why,
            } => {
                self.call_off(self.find_staff(&who)?, day, no_show, &why)?;
                told(&self.absences(day)?)
            }
            RosterAct::Comes { who, day } => {
                self.comes_after_all(self.find_staff(&who)?, day)?;
                told(&self.absences(day)?)
            }
            RosterAct::StandIns {
                day,
                code,
                at,
                post,
                department,
                level,
                instead_of,
            } => {
                let query = StandInQuery {
                    day,
                    code,
                    at,
                    post: post.map(|word| self.find_fixed_post(&word)).transpose()?,
                    department,
                    skill: None,
                    level,
                    instead_of: instead_of.map(|who| self.find_staff(&who)).transpose()?,
                };
                told(&self.stand_ins(&query)?)
            }
            RosterAct::StandIn {
                instead_of,
                day,
                who,
            } => {
                let instead_of = self.find_staff(&instead_of)?;
                self.stand_in(instead_of, day, self.find_staff(&who)?)?;
                told(&self.absences(day)?)
            }
            RosterAct::Swaps => told(&self.swaps(month)?),
            RosterAct::AskSwap {
                who,
                day,
                with,
                with_day,
                note,
            } => {
                self.ask_swap(&SwapDraft {
                    staff: self.find_staff(&who)?,
                    day,
                    with: with.map(|who| self.find_staff(&who)).transpose()?,
                    with_day,
                    note,
                })?;
                told(&self.swaps(day)?)
            }
            RosterAct::AnswerSwap {
                who,
                day,
                taken_by,
                approved,
                why,
            } => {
                let staff = self.find_staff(&who)?;
                let answer = match (taken_by, approved) {
                    (Some(who), _) => SwapAnswer::Taken {
                        staff: self.find_staff(&who)?,
                    },
                    (None, true) => SwapAnswer::Approved,
                    (None, false) => SwapAnswer::Refused,
                };
                let all = self.swaps(day)?;
                let found = all.iter().find(|one| one.staff == staff && one.day == day);
                let found = found.ok_or(Refusal::Unknown(who))?;
                self.answer_swap(day, found.id, answer, &why)?;
                told(&self.swaps(day)?)
            }
            RosterAct::Hours => told(&self.roster_hours(Some(month))?),
            RosterAct::Worked {
                who,
                day,
                minutes,
                note,
            } => {
                self.enter_worked(self.find_staff(&who)?, day, minutes, &note)?;
                told(&self.roster_hours(Some(day))?)
            }
            RosterAct::Print {
                departments,
                who,
                language,
                path,
            } => {
                let staff = who.map(|who| self.find_staff(&who)).transpose()?;
                if is_workbook(&path) {
                    self.roster_workbook(month, &departments, language, &path)?;
                    return told(&());
                }
                let info = self.roster_paper(month, &departments, staff, language)?;
                self.paper_save(info.edition, &path)?;
                told(&info)
            }
            RosterAct::PrintHours { language, path } => {
                if is_workbook(&path) {
                    self.hours_workbook(month, language, &path)?;
                    return told(&());
                }
                let info = self.hours_paper(month, language)?;
                self.paper_save(info.edition, &path)?;
                told(&info)
            }
        }
    }

    fn all_on_roster(&self, who: &[String]) -> Result<Vec<steward_domain::ids::StaffId>, Refusal> {
        who.iter().map(|word| self.find_staff(word)).collect()
    }
}

fn is_workbook(path: &str) -> bool {
    let end = std::path::Path::new(path).extension();
    end.is_some_and(|end| end.eq_ignore_ascii_case("xlsx"))
}
