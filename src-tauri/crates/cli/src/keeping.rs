//! Commands that keep a meeting in its place, find it one, or let it wait.

use steward_app::call::{Call, KeepAct};
use steward_app::views::{KeepingView, MeetingDetail, OfferView, Refusal, WaitingView};

use crate::arguments::{KeepCommand, LockArguments, WaitingCommand};
use crate::booking::one_booking;
use crate::front::Front;
use crate::print::Printed;
use crate::run::zone;

/// Parks, holds, locks a meeting, finds it a place or lets it wait.
pub(crate) fn keep(front: &Front, command: &KeepCommand, say: Printed) -> Result<String, Refusal> {
    let act = match command {
        KeepCommand::Suggest {
            meeting,
            take: None,
        } => {
            let meeting = meeting.clone();
            let act = KeepAct::Suggest { meeting };
            let offers: Vec<OfferView> = front.call(Call::Keep { act })?;
            return Ok(say.suggestions(&offers));
        }
        KeepCommand::Suggest {
            meeting,
            take: Some(nth),
        } => KeepAct::Take {
            meeting: meeting.clone(),
            nth: *nth,
        },
        KeepCommand::Park { meeting } => KeepAct::Park {
            meeting: meeting.clone(),
        },
        KeepCommand::Hold {
            meeting,
            until,
            hours,
        } => KeepAct::Hold {
            meeting: meeting.clone(),
            until: *until,
            hours: *hours,
        },
        KeepCommand::Lock(LockArguments {
            meeting,
            time,
            room,
            why,
            ..
        }) => KeepAct::Lock {
            meeting: meeting.clone(),
            time: *time,
            room: *room,
            why: why.clone(),
        },
        KeepCommand::Waiting { act: None } => {
            let act = KeepAct::Waiting;
            let all: Vec<WaitingView> = front.call(Call::Keep { act })?;
            return Ok(say.waiting_list(&all, zone(front)?));
        }
        KeepCommand::Waiting { act: Some(act) } => match act {
            WaitingCommand::Book { line } => {
                let (reading, mut draft) = one_booking(front, line, say)?;
                draft.waits = true;
                let booked: MeetingDetail = front.call(Call::Book { draft })?;
                return Ok(say.booked(&booked, &reading));
            }
            WaitingCommand::Add { meeting, room } => KeepAct::Wait {
                meeting: meeting.clone(),
                room: room.clone(),
            },
            WaitingCommand::Place { meeting } => KeepAct::Place {
                meeting: meeting.clone(),
            },
            WaitingCommand::Off { meeting } => KeepAct::WaitNoMore {
                meeting: meeting.clone(),
            },
        },
    };
    let view: KeepingView = front.call(Call::Keep { act })?;
    Ok(say.keeping(&view, zone(front)?))
}
