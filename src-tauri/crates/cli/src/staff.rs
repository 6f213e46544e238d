//! Commands about the people who work here.

use chrono::NaiveDate;
use steward_app::call::{Call, StaffAct};
use steward_app::domain::ids::{SkillId, StaffId};
use steward_app::domain::names::Name;
use steward_app::domain::staff::wish::WishFor;
use steward_app::domain::staff::{Days, Skill, Skilled, StaffMember};
use steward_app::views::{
    LeaveView, PaperInfo, Refusal, StaffFilter, StaffImportOptions, StaffImportReport,
    StaffImportUndone, StaffListView, StaffPage,
};

use crate::arguments::{AboutStaff, LeaveArguments, StaffCommand, WishArguments};
use crate::front::Front;
use crate::print::Printed;
use crate::run::{date_of, whole_path};

/// People.
pub(crate) fn staff(front: &Front, act: &StaffCommand, say: Printed) -> Result<String, Refusal> {
    let language = say.tongue.into();
    let act = match act {
        StaffCommand::List {
            words,
            department,
            skill,
            clearance,
            retired,
        } => {
            let skill = skill.as_deref().map(|word| skill_of(front, word));
            let filter = StaffFilter {
                words: words.join(" "),
                department: department.map(Into::into),
                skill: skill.transpose()?,
                clearance: clearance.map(Into::into),
                expiring: false,
                retired: *retired,
            };
            let view: StaffListView = ask(front, StaffAct::List { filter })?;
            return Ok(say.staff(&view));
        }
        StaffCommand::Expiring => {
            let filter = StaffFilter {
                expiring: true,
                ..StaffFilter::default()
            };
            let view: StaffListView = ask(front, StaffAct::List { filter })?;
            return Ok(say.staff_expiring(&view));
        }
        StaffCommand::Leave(leave) => match leave_act(front, leave)? {
            Some(act) => act,
            None => {
                let (from, to) = (None, None);
                let all: Vec<LeaveView> = ask(front, StaffAct::Leaves { from, to })?;
                return Ok(say.leaves(&all));
            }
        },
        StaffCommand::Skills { name, en } => {
            let act = match name {
                None => StaffAct::Skills,
                Some(name) => {
                    let all: Vec<Skill> = ask(front, StaffAct::Skills)?;
                    let last = all.iter().map(|one| one.place).max().unwrap_or(0);
                    let skill = Skill {
                        id: SkillId(Default::default()),
                        name: Name::new(name, en),
                        place: last.saturating_add(1),
                        retired: false,
                    };
                    StaffAct::Skill { skill }
                }
            };
            return Ok(say.skills(&ask::<Vec<Skill>>(front, act)?));
        }
        StaffCommand::Import {
            file,
            dry_run,
            month,
            all,
            clear,
        } => {
            let options = StaffImportOptions {
                month: *month,
                clear: *clear,
                ..StaffImportOptions::default()
            };
            let act = StaffAct::Import {
                path: whole_path(file),
                options,
                dry_run: *dry_run,
            };
            let report: StaffImportReport = ask(front, act)?;
            return Ok(say.staff_import(&report, *all));
        }
        StaffCommand::Undo => {
            let done: StaffImportUndone = ask(front, StaffAct::Undo { import: None })?;
            return Ok(say.staff_undone(&done));
        }
        StaffCommand::Export { month, output } => {
            let path = whole_path(output);
            let act = StaffAct::Export {
                month: *month,
                language,
                path: path.clone(),
            };
            ask::<()>(front, act)?;
            return Ok(say.word("path", &path));
        }
        StaffCommand::Badges { who, output } => {
            let path = whole_path(output);
            let act = StaffAct::Badges {
                who: who.clone(),
                language,
                path: path.clone(),
            };
            let info: PaperInfo = ask(front, act)?;
            return Ok(say.badges(&info, &path));
        }
        StaffCommand::Show { who } => StaffAct::Show { who: who.clone() },
        StaffCommand::Add {
            name,
            another,
            about,
        } => {
            let new = StaffMember::new(StaffId(Default::default()), name);
            StaffAct::Save {
                person: Box::new(edited(front, new, about)?),
                another: *another,
            }
        }
        StaffCommand::Edit { who, name, about } => {
            let act = StaffAct::Show { who: who.clone() };
            let now: StaffPage = ask(front, act)?;
            let mut person = edited(front, now.line.person, about)?;
            if let Some(name) = name {
                person.name.clone_from(name);
            }
            StaffAct::Save {
                person: Box::new(person),
                another: false,
            }
        }
        StaffCommand::Retire { who, back } => StaffAct::Retire {
            who: who.clone(),
            retired: !back,
        },
        StaffCommand::Wish(wish) => wish_act(front, wish)?,
    };
    let page: StaffPage = ask(front, act)?;
    let skills: Vec<Skill> = ask(front, StaffAct::Skills)?;
    Ok(say.staff_page(&page, &skills))
}

fn ask<T: serde::de::DeserializeOwned>(front: &Front, act: StaffAct) -> Result<T, Refusal> {
    front.call(Call::Staff { act })
}

fn skill_of(front: &Front, word: &str) -> Result<SkillId, Refusal> {
    let all: Vec<Skill> = ask(front, StaffAct::Skills)?;
    let found = all.iter().find(|one| one.name.is_called(word));
    found
        .map(|one| one.id)
        .ok_or_else(|| Refusal::Unknown(word.to_owned()))
}

/// Leave to enter or to take back; none when only a look is asked for.
fn leave_act(front: &Front, leave: &LeaveArguments) -> Result<Option<StaffAct>, Refusal> {
    let (Some(who), Some(from)) = (leave.who.clone(), &leave.from) else {
        return Ok(None);
    };
    let days = days(front, from, leave.to.as_deref())?;
    Ok(Some(match leave.back {
        true => StaffAct::LeaveBack {
            who,
            day: days.from,
        },
        false => StaffAct::Leave {
            who,
            days,
            kind: leave.kind.into(),
            note: leave.note.clone(),
        },
    }))
}

fn wish_act(front: &Front, wish: &WishArguments) -> Result<StaffAct, Refusal> {
    let days = days(front, &wish.from, wish.to.as_deref())?;
    let who = wish.who.clone();
    let wants = match (&wish.shift, &wish.not_shift) {
        (Some(code), _) => WishFor::Shift { code: code.clone() },
        (_, Some(code)) => WishFor::NotShift { code: code.clone() },
        _ if wish.off => WishFor::Off,
        _ => {
            let day = days.from;
            return Ok(StaffAct::WishBack { who, day });
        }
    };
    Ok(StaffAct::Wish {
        who,
        days,
        wants,
        weight: wish.weight,
        note: wish.note.clone(),
    })
}

fn days(front: &Front, from: &str, to: Option<&str>) -> Result<Days, Refusal> {
    let from = date_of(front, from)?;
    let to = to.map(|day| date_of(front, day)).transpose()?;
    Ok(Days {
        from,
        to: to.unwrap_or(from),
    })
}

/// What is not said stays as it is.
fn edited(front: &Front, mut one: StaffMember, about: &AboutStaff) -> Result<StaffMember, Refusal> {
    let put = |to: &mut String, from: &Option<String>| {
        if let Some(from) = from {
            to.clone_from(from);
        }
    };
    put(&mut one.number, &about.number);
    put(&mut one.latin, &about.latin);
    put(&mut one.team, &about.team);
    put(&mut one.position, &about.position);
    put(&mut one.uniform, &about.uniform);
    put(&mut one.phone, &about.phone);
    put(&mut one.note, &about.note);
    if !about.department.is_empty() {
        let departments = about.department.iter().copied();
        one.departments = departments.map(Into::into).collect();
    }
    if !about.language.is_empty() {
        one.languages.clone_from(&about.language);
    }
    for said in &about.skill {
        let skill = skill_of(front, &said.skill)?;
        one.skills.retain(|had| had.skill != skill);
        if said.level > 0 {
            one.skills.push(Skilled {
                skill,
                level: said.level,
                until: said.until,
            });
        }
    }
    if let Some(cleared) = about.clearance {
        one.clearance.level = cleared.into();
    }
    let day = |text: &Option<String>, had: Option<NaiveDate>| match text {
        Some(text) => date_of(front, text).map(Some),
        None => Ok(had),
    };
    one.clearance.until = day(&about.cleared_until, one.clearance.until)?;
    one.trained_until = day(&about.trained_until, one.trained_until)?;
    if let Some(hours) = about.weekly_hours {
        one.weekly_minutes = Some(hours.saturating_mul(60));
    }
    if let Some(hours) = &about.available {
        one.available.clone_from(&hours.0);
    }
    Ok(one)
}
