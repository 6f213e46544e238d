//! Commands about the roster.

use std::path::Path;

use chrono::NaiveDate;
use steward_app::call::{Call, RosterAct};
use steward_app::domain::roster::version::RosterChange;
use steward_app::domain::secrecy::Level;
use steward_app::views::{
    AbsenceView, FillOrder, HoursView, PaperInfo, Refusal, RosterDayView, RosterFillView,
    RosterItem, RosterPublished, RosterSetup, RosterView, StandInView, SwapView,
};

use crate::arguments::{Exchange, Fill, RosterCommand, RosterSet, Standin, Swap, Whose};
use crate::front::Front;
use crate::print::Printed;
use crate::run::{JSON_BYTES, date_of, read_json, whole_path, write_json, zone};

/// The roster of a month, and what is done about it.
pub(crate) fn roster(front: &Front, act: &RosterCommand, say: Printed) -> Result<String, Refusal> {
    match act {
        // Answered before: it needs no store.
        RosterCommand::Solve(_) => Ok(String::new()),
        RosterCommand::Show { month, department } => {
            let month = month
                .as_deref()
                .map(|one| month_of(front, one))
                .transpose()?;
            let department = department.map(Into::into);
            let view: RosterView = ask(front, month, RosterAct::Show { department })?;
            Ok(say.roster(&view))
        }
        RosterCommand::Day { day } => {
            let day = day.as_deref().map(|one| date_of(front, one)).transpose()?;
            let view: RosterDayView = ask(front, None, RosterAct::Day { day })?;
            Ok(say.roster_day(&view))
        }
        RosterCommand::Set(one) => set(front, one, say),
        RosterCommand::Kinds(files) => setup(front, files, say, |all| {
            all.kinds
                .into_iter()
                .map(|kind| RosterItem::Kind { kind })
                .collect()
        }),
        RosterCommand::Rules(files) => setup(front, files, say, |all| {
            let rules = all.rules.into_iter().map(|rule| RosterItem::Rule { rule });
            let pairs = all.pairs.into_iter().map(|pair| RosterItem::Pair { pair });
            rules.chain(pairs).collect()
        }),
        RosterCommand::Posts(files) => setup(front, files, say, |all| {
            let posts = all.posts.into_iter().map(|post| RosterItem::Post { post });
            let needs = all.needs.into_iter().map(|need| RosterItem::Need { need });
            posts.chain(needs).collect()
        }),
        RosterCommand::Rotate {
            rotation,
            from,
            to,
            who,
            step,
            start,
        } => {
            let act = RosterAct::Rotate {
                rotation: rotation.clone(),
                who: who.clone(),
                from: date_of(front, from)?,
                to: date_of(front, to)?,
                step: *step,
                start: *start,
            };
            let view: RosterView = ask(front, None, act)?;
            Ok(say.roster(&view))
        }
        RosterCommand::Fill(one) => fill(front, one, say),
        RosterCommand::Publish {
            month,
            department,
            note,
        } => {
            let act = RosterAct::Publish {
                departments: all(department),
                note: note.clone(),
            };
            let month = month_of(front, month)?;
            let versions: Vec<RosterPublished> = ask(front, Some(month), act)?;
            Ok(say.roster_versions(&versions, zone(front)?))
        }
        RosterCommand::Diff { month, department } => {
            let act = RosterAct::Changes {
                departments: all(department),
            };
            let changes: Vec<RosterChange> = ask(front, Some(month_of(front, month)?), act)?;
            Ok(say.roster_changes(&changes))
        }
        RosterCommand::Ack { month, who } => {
            let act = RosterAct::Acknowledge { who: who.clone() };
            let view: RosterView = ask(front, Some(month_of(front, month)?), act)?;
            Ok(say.roster(&view))
        }
        RosterCommand::Calloff {
            who,
            day,
            no_show,
            why,
            undo,
        } => {
            let act = match (who, day) {
                (Some(who), Some(day)) if *undo => RosterAct::Comes {
                    who: who.clone(),
                    day: date_of(front, day)?,
                },
                (Some(who), Some(day)) => RosterAct::CallOff {
                    who: who.clone(),
                    day: date_of(front, day)?,
                    no_show: *no_show,
                    why: why.clone(),
                },
                _ => RosterAct::Absences,
            };
            let all: Vec<AbsenceView> = ask(front, None, act)?;
            Ok(say.absences(&all))
        }
        RosterCommand::Standin(one) => stand_in(front, one, say),
        RosterCommand::Swap(one) => swap(front, one, say),
        RosterCommand::Hours {
            month,
            worked,
            note,
            output,
        } => {
            let month = month
                .as_deref()
                .map(|one| month_of(front, one))
                .transpose()?;
            if let Some([who, day, hours]) = worked.as_deref() {
                let act = RosterAct::Worked {
                    who: who.clone(),
                    day: date_of(front, day)?,
                    minutes: minutes_of(hours)?,
                    note: note.clone(),
                };
                let view: HoursView = ask(front, month, act)?;
                return Ok(say.hours(&view));
            }
            if let Some(output) = output {
                let path = whole_path(output);
                let act = RosterAct::PrintHours {
                    language: say.tongue.into(),
                    path: path.clone(),
                };
                return printed(front, month, act, output, say);
            }
            let view: HoursView = ask(front, month, RosterAct::Hours)?;
            Ok(say.hours(&view))
        }
        RosterCommand::Print {
            month,
            department,
            who,
            output,
        } => {
            let act = RosterAct::Print {
                departments: all(department),
                who: who.clone(),
                language: say.tongue.into(),
                path: whole_path(output),
            };
            printed(front, Some(month_of(front, month)?), act, output, say)
        }
    }
}

fn ask<T: serde::de::DeserializeOwned>(
    front: &Front,
    month: Option<NaiveDate>,
    act: RosterAct,
) -> Result<T, Refusal> {
    front.call(Call::Roster { month, act })
}

/// A month as people say it: `2026-12`, or a day of it.
fn month_of(front: &Front, month: &str) -> Result<NaiveDate, Refusal> {
    match format!("{month}-01").parse() {
        Ok(first) => Ok(first),
        Err(_) => date_of(front, month),
    }
}

fn all(departments: &[Whose]) -> Vec<steward_app::domain::plan::Department> {
    departments.iter().copied().map(Into::into).collect()
}

fn set(front: &Front, one: &RosterSet, say: Printed) -> Result<String, Refusal> {
    let first = date_of(front, &one.day)?;
    let last = match &one.to {
        Some(to) => date_of(front, to)?,
        None => first,
    };
    let act = RosterAct::Set {
        who: one.who.clone(),
        days: first
            .iter_days()
            .take_while(|day| *day <= last)
            .take(366)
            .collect(),
        text: one.text.clone(),
        post: one.post.clone(),
        pinned: match (one.pin, one.unpin) {
            (true, _) => Some(true),
            (_, true) => Some(false),
            _ => None,
        },
        note: one.note.clone(),
    };
    let view: RosterView = ask(front, None, act)?;
    Ok(say.roster(&view))
}

fn setup(
    front: &Front,
    files: &Exchange,
    say: Printed,
    items: fn(RosterSetup) -> Vec<RosterItem>,
) -> Result<String, Refusal> {
    let now: RosterSetup = match &files.import {
        Some(path) => {
            let kept: RosterSetup = ask(front, None, RosterAct::Setup)?;
            let kept = items(kept);
            let said: RosterSetup = read_json(path, JSON_BYTES, "bad_kinds")?;
            let items = items(said).into_iter().filter(|item| !kept.contains(item));
            let act = RosterAct::Save {
                items: items.collect(),
            };
            ask(front, None, act)?
        }
        None => ask(front, None, RosterAct::Setup)?,
    };
    if let Some(path) = &files.export {
        write_json(path, &now)?;
        return Ok(say.word("file", &whole_path(path)));
    }
    Ok(say.roster_setup(&now))
}

fn fill(front: &Front, one: &Fill, say: Printed) -> Result<String, Refusal> {
    let month = month_of(front, &one.month)?;
    let days = steward_app::domain::roster::month_of(month);
    let day = |said: &Option<String>, usual| match said {
        Some(said) => date_of(front, said),
        None => Ok(usual),
    };
    let order = FillOrder {
        from: day(&one.from, days.from)?,
        to: day(&one.to, days.to)?,
        departments: all(&one.department),
        open_only: one.open_only,
        keep: one.keep,
        seconds: one.seconds,
    };
    let act = RosterAct::Fill {
        order,
        take: one.take,
    };
    let found: Option<RosterFillView> = ask(front, Some(month), act)?;
    Ok(say.filled(&found.unwrap_or_default(), one.take))
}

fn stand_in(front: &Front, one: &Standin, say: Printed) -> Result<String, Refusal> {
    let day = date_of(front, &one.day)?;
    if let (Some(who), Some(instead_of)) = (&one.take, &one.instead_of) {
        let act = RosterAct::StandIn {
            instead_of: instead_of.clone(),
            day,
            who: who.clone(),
        };
        let all: Vec<AbsenceView> = ask(front, None, act)?;
        return Ok(say.absences(&all));
    }
    let at = one.at.as_deref().map(minute_of).transpose()?;
    let act = RosterAct::StandIns {
        day,
        code: one.code.clone(),
        at,
        post: one.post.clone(),
        department: one.department.map(Into::into),
        level: if one.cleared {
            Level::Confidential
        } else {
            Level::Internal
        },
        instead_of: one.instead_of.clone(),
    };
    let mut found: Vec<StandInView> = ask(front, None, act)?;
    found.truncate(one.limit);
    Ok(say.stand_ins(&found))
}

fn swap(front: &Front, one: &Swap, say: Printed) -> Result<String, Refusal> {
    let day = one
        .day
        .as_deref()
        .map(|day| date_of(front, day))
        .transpose()?;
    let act = match (&one.who, day) {
        (Some(who), Some(day)) if one.approve || one.refuse || one.taken_by.is_some() => {
            RosterAct::AnswerSwap {
                who: who.clone(),
                day,
                taken_by: one.taken_by.clone(),
                approved: one.approve,
                why: one.note.clone(),
            }
        }
        (Some(who), Some(day)) => RosterAct::AskSwap {
            who: who.clone(),
            day,
            with: one.with.clone(),
            with_day: one
                .with_day
                .as_deref()
                .map(|day| date_of(front, day))
                .transpose()?,
            note: one.note.clone(),
        },
        _ => RosterAct::Swaps,
    };
    let all: Vec<SwapView> = ask(front, None, act)?;
    Ok(say.swaps(&all))
}

fn printed(
    front: &Front,
    month: Option<NaiveDate>,
    act: RosterAct,
    output: &Path,
    say: Printed,
) -> Result<String, Refusal> {
    let path = whole_path(output);
    let info: Option<PaperInfo> = ask(front, month, act)?;
    Ok(match info {
        Some(info) => say.paper(&info, &path),
        None => say.word("file", &path),
    })
}

/// `14:00` as minutes of the day.
fn minute_of(said: &str) -> Result<u32, Refusal> {
    let read = || {
        let (hour, minute) = said.split_once([':', '：'])?;
        let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
        (hour < 24 && minute < 60).then_some(hour * 60 + minute)
    };
    read().ok_or_else(|| Refusal::NoTime(said.to_owned()))
}

/// `7.5` hours as minutes.
fn minutes_of(said: &str) -> Result<u32, Refusal> {
    let (whole, part) = said.split_once('.').unwrap_or((said, "0"));
    let read = || {
        let whole: u32 = whole.parse().ok().filter(|hours| *hours <= 24)?;
        let tenths: u32 = part.get(..1)?.parse().ok()?;
        Some(whole * 60 + tenths * 6)
    };
    read().ok_or_else(|| Refusal::NotSuch {
        field: "minutes".to_owned(),
        text: said.to_owned(),
    })
}
