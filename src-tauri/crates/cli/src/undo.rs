//! Commands that undo, copy and change many.

use serde::Deserialize;
use serde_json::Value;
use steward_app::call::{Call, UndoAct};
use steward_app::domain::ids::RoomId;
use steward_app::domain::room::{Layout, Room};
use steward_app::views::{
    ManyChange, ManyDone, ManyRow, MeetingDetail, RecentAct, Refusal, UndoDone,
};

use crate::arguments::{Copying, Many, UndoCommand, Undoing};
use crate::front::Front;
use crate::print::Printed;
use crate::run::{answers_to, date_of, zone};
use crate::templates;

/// Undoes, does again, tells what was done, copies, changes many.
pub(crate) fn undo(front: &Front, act: &UndoCommand, say: Printed) -> Result<String, Refusal> {
    match act {
        UndoCommand::Undo(Undoing { act, rest }) => {
            let (which, rest) = (act.clone(), *rest);
            let done: UndoDone = front.call(Call::Undo(UndoAct::Undo { which, rest }))?;
            Ok(say.undone(&done, false, zone(front)?))
        }
        UndoCommand::Redo(Undoing { act, rest }) => {
            let (which, rest) = (act.clone(), *rest);
            let done: UndoDone = front.call(Call::Undo(UndoAct::Redo { which, rest }))?;
            Ok(say.undone(&done, true, zone(front)?))
        }
        UndoCommand::Recent { of, limit } => {
            let (of, limit) = ((*of).into(), *limit);
            let all: Vec<RecentAct> = front.call(Call::Undo(UndoAct::Recent { of, limit }))?;
            Ok(say.recent(&all, zone(front)?))
        }
        UndoCommand::Copy(copying) => copy(front, copying, say),
        UndoCommand::ChangeMany(many) => change_many(front, many, say),
    }
}

fn copy(front: &Front, copying: &Copying, say: Printed) -> Result<String, Refusal> {
    let act = UndoAct::Copy {
        meeting: copying.meeting.clone(),
        date: date_of(front, &copying.day)?,
        time: copying.time.as_deref().map(span_of).transpose()?,
        room: room_of(front, copying.room.as_deref())?,
        requirements: copying.requirements,
        seats: copying.seats,
        posts: copying.posts,
    };
    let detail: MeetingDetail = front.call(Call::Undo(act))?;
    Ok(say.meeting(&detail))
}

fn change_many(front: &Front, many: &Many, say: Printed) -> Result<String, Refusal> {
    let change = ManyChange {
        room: room_of(front, many.room.as_deref())?,
        shift: many.shift,
        headcount: many.headcount,
        contact: many.contact.clone(),
        phone: many.phone.clone(),
        level: many.level.map(Into::into),
        layout: many.layout.as_deref().map(layout_of).transpose()?,
        meeting_kind: match many.kind.as_deref() {
            Some(word) => Some(templates::kind_code(front, word)?),
            None => None,
        },
        cancel: many.cancel.clone(),
    };
    let call = Call::Undo(UndoAct::Many {
        meetings: many.meetings.clone(),
        change,
        dry_run: many.dry_run,
        rest: many.rest,
    });
    if many.dry_run {
        return Ok(say.many(&front.call::<Vec<ManyRow>>(call)?));
    }
    Ok(say.many_done(&front.call::<ManyDone>(call)?))
}

fn room_of(front: &Front, word: Option<&str>) -> Result<Option<RoomId>, Refusal> {
    let Some(word) = word else {
        return Ok(None);
    };
    let rooms: Vec<Room> = front.call(Call::Rooms)?;
    let mut found = rooms.iter().filter(|room| answers_to(room, word));
    match (found.next(), found.next()) {
        (Some(room), None) => Ok(Some(room.id)),
        (Some(_), Some(_)) => Err(Refusal::Several {
            word: word.to_owned(),
            found: rooms
                .iter()
                .filter(|room| answers_to(room, word))
                .map(|room| room.name.zh.clone())
                .collect(),
        }),
        _ => Err(Refusal::Unknown(word.to_owned())),
    }
}

fn layout_of(word: &str) -> Result<Layout, Refusal> {
    Layout::deserialize(Value::String(word.to_lowercase())).map_err(|_| Refusal::NotSuch {
        field: "layout".to_owned(),
        text: word.to_owned(),
    })
}

/// `9:30-11:00` as minutes of the day.
fn span_of(text: &str) -> Result<(i32, i32), Refusal> {
    let read = || {
        let (from, until) = text.split_once(['-', '–'])?;
        let minute = |clock: &str| {
            let (hour, minute) = clock.trim().split_once(':')?;
            let (hour, minute) = (hour.parse::<i32>().ok()?, minute.parse::<i32>().ok()?);
            ((0..=24).contains(&hour) && (0..60).contains(&minute)).then_some(hour * 60 + minute)
        };
        let (from, until) = (minute(from)?, minute(until)?);
        // Past midnight.
        let until = if until <= from { until + 1440 } else { until };
        Some((from, until))
    };
    read().ok_or_else(|| Refusal::NoTime(text.to_owned()))
}
