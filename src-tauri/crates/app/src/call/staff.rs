//! What is done about the people who work here.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use steward_domain::ids::{LeaveId, StaffImportId, WishId};
use steward_domain::names::Language;
use steward_domain::staff::wish::{Wish, WishFor};
use steward_domain::staff::{Days, Leave, LeaveKind, Skill, StaffMember};

use super::told;
use crate::Desk;
use crate::views::{Refusal, StaffFilter, StaffImportOptions};

/// What is done about people, see [`super::Call::Staff`]; people by number,
/// name, id or words that find them.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum StaffAct {
    /// [`Desk::staff`].
    List {
        /// Whom.
        filter: StaffFilter,
    },
    /// [`Desk::staff_member`].
    Show {
        /// Whom.
        who: String,
    },
    /// [`Desk::save_staff`]; the person after it.
    Save {
        /// The person; one with a nil id is new.
        person: Box<StaffMember>,
        /// They are another person of that name.
        another: bool,
    },
    /// [`Desk::retire_staff`].
    Retire {
        /// Whom.
        who: String,
        /// They left; else they work here again.
        retired: bool,
    },
    /// [`Desk::leaves`].
    Leaves {
        /// First day.
        from: Option<NaiveDate>,
        /// Last day.
        to: Option<NaiveDate>,
    },
    /// [`Desk::save_leave`] of new leave.
    Leave {
        /// Whose.
        who: String,
        /// Which days.
        days: Days,
        /// Why.
        kind: LeaveKind,
        /// What else there is to know.
        note: String,
    },
    /// [`Desk::withdraw_leave`] of the leave that a day falls in.
    LeaveBack {
        /// Whose.
        who: String,
        /// A day of it.
        day: NaiveDate,
    },
    /// [`Desk::save_wish`] of a new wish.
    Wish {
        /// Whose.
        who: String,
        /// Which days.
        days: Days,
        /// What they wish.
        wants: WishFor,
        /// How much it matters, 1 to 3.
        weight: u8,
        /// What else there is to know.
        note: String,
    },
    /// [`Desk::withdraw_wish`] of the wishes that a day falls in.
    WishBack {
        /// Whose.
        who: String,
        /// A day of them.
        day: NaiveDate,
    },
    /// [`Desk::skills`].
    Skills,
    /// [`Desk::save_skill`]; the skills after it.
    Skill {
        /// The skill; one with a nil id is new.
        skill: Skill,
    },
    /// [`Desk::staff_import_preview`] or [`Desk::staff_import_apply`].
    Import {
        /// The file, as an absolute path.
        path: String,
        /// What is said of it.
        options: StaffImportOptions,
        /// Only look.
        dry_run: bool,
    },
    /// [`Desk::staff_imports`].
    Imports,
    /// [`Desk::undo_staff_import`].
    Undo {
        /// Which; the last that counts when none.
        import: Option<StaffImportId>,
    },
    /// [`Desk::staff_workbook`], or [`Desk::staff_roster_workbook`] for a month.
    Export {
        /// The month of a roster, by any of its days.
        month: Option<NaiveDate>,
        /// In which language.
        language: Language,
        /// The file, as an absolute path.
        path: String,
    },
    /// [`Desk::staff_badges`] and [`Desk::paper_save`].
    Badges {
        /// Whom; everybody when empty.
        who: Vec<String>,
        /// In which language.
        language: Language,
        /// The file, as an absolute path.
        path: String,
    },
}

impl Desk {
    pub(super) fn do_about_staff(&self, act: StaffAct) -> Result<Value, Refusal> {
        let id = match act {
            StaffAct::List { filter } => return told(&self.staff(&filter)?),
            StaffAct::Leaves { from, to } => return told(&self.leaves(from, to)?),
            StaffAct::Skills => return told(&self.skills()?),
            StaffAct::Skill { skill } => {
                self.save_skill(skill)?;
                return told(&self.skills()?);
            }
            StaffAct::Import {
                path,
                options,
                dry_run,
            } => {
                return told(&match dry_run {
                    true => self.staff_import_preview(&path, &options)?,
                    false => self.staff_import_apply(&path, &options)?,
                });
            }
            StaffAct::Imports => return told(&self.staff_imports()?),
            StaffAct::Undo { import } => return told(&self.undo_staff_import(import)?),
            StaffAct::Export {
                month,
                language,
                path,
            } => {
                match month {
                    Some(month) => self.staff_roster_workbook(month, language, &path)?,
                    None => self.staff_workbook(language, &path)?,
                }
                return told(&());
            }
            StaffAct::Badges {
                who,
                language,
                path,
            } => {
                let who = who.iter().map(|word| self.find_staff(word));
                let who = who.collect::<Result<Vec<_>, _>>()?;
                let info = self.staff_badges(&who, language)?;
                self.paper_save(info.edition, &path)?;
                return told(&info);
            }
            StaffAct::Show { who } => self.find_staff(&who)?,
            StaffAct::Save { person, another } => self.save_staff(*person, another)?,
            StaffAct::Retire { who, retired } => {
                let id = self.find_staff(&who)?;
                self.retire_staff(id, retired)?;
                id
            }
            StaffAct::Leave {
                who,
                days,
                kind,
                note,
            } => {
                let staff = self.find_staff(&who)?;
                self.save_leave(Leave {
                    id: LeaveId(Default::default()),
                    staff,
                    days,
                    kind,
                    note,
                    withdrawn: false,
                })?;
                staff
            }
            StaffAct::LeaveBack { who, day } => {
                let id = self.find_staff(&who)?;
                let leaves = self.staff_member(id)?.leaves;
                let mut there = leaves.iter().filter(|one| !one.withdrawn);
                let there = there.find(|one| one.days.contains(day));
                self.withdraw_leave(there.ok_or(Refusal::NothingChanged)?.id)?;
                id
            }
            StaffAct::Wish {
                who,
                days,
                wants,
                weight,
                note,
            } => {
                let staff = self.find_staff(&who)?;
                self.save_wish(Wish {
                    id: WishId(Default::default()),
                    staff,
                    days,
                    wants,
                    weight,
                    note,
                    withdrawn: false,
                })?;
                staff
            }
            StaffAct::WishBack { who, day } => {
                let id = self.find_staff(&who)?;
                let wishes = self.staff_member(id)?.wishes;
                let there = wishes.iter().filter(|one| !one.withdrawn);
                let there: Vec<&Wish> = there.filter(|one| one.days.contains(day)).collect();
                if there.is_empty() {
                    return Err(Refusal::NothingChanged);
                }
                for wish in there {
                    self.withdraw_wish(wish.id)?;
                }
                id
            }
        };
        told(&self.staff_member(id)?)
    }
}
