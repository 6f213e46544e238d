//! What the client was asked about the sample's halls, and answered.

use chrono::Duration;
use steward_domain::approval::{ANSWERED, APPLIED, Answer, Application, Asks};
use steward_domain::ids::ApplicationId;
use steward_domain::meeting::{Meeting, State};
use steward_store::Writer;

use super::meetings::Day;
use crate::facts::say;

/// Halls are applied for on the day they are booked and approved the day after,
/// but for those that still wait; what was cancelled is what was refused.
pub(super) fn save(w: &mut Writer<'_>, day: &Day<'_>, meeting: &Meeting) {
    let mut rooms = day.rooms.iter();
    let Some(room) = rooms.find(|room| Some(room.id) == meeting.slot.room) else {
        return;
    };
    if !day.venue.rule(room.class).approval {
        return;
    }
    let taken = meeting.slot.rooms();
    let names = taken.filter_map(|id| day.rooms.iter().find(|room| room.id == id));
    let application = Application {
        id: ApplicationId(w.new_id()),
        number: format!("{}-P{}1", meeting.number, day.letter),
        asks: Asks {
            title: meeting.title.clone(),
            start: meeting.slot.start,
            end: meeting.slot.end,
            rooms: meeting.slot.rooms().collect(),
            room_names: names.map(|room| room.name.clone()).collect(),
            layout: meeting.slot.layout,
            headcount: meeting.headcount,
            organiser: meeting.organiser.clone(),
            contact: meeting.contact.clone(),
            phone: meeting.phone.clone(),
            builds: Vec::new(),
        },
        to: "机关事务管理局".to_owned(),
        note: String::new(),
        by: meeting.taken.by.clone(),
        at: meeting.taken.at + Duration::hours(2),
    };
    say(w, APPLIED, meeting.id.0, &application);
    if matches!(
        meeting.standing.state,
        State::AwaitingApproval | State::Held
    ) {
        return;
    }
    let refused = meeting.standing.state == State::Cancelled;
    let answer = Answer {
        application: application.id,
        approved: !refused,
        decided_by: "李处长".to_owned(),
        paper: format!(
            "会租〔{}〕{}",
            meeting.slot.start.format("%Y"),
            meeting.number
        ),
        conditions: if refused {
            "当日另有安排".to_owned()
        } else {
            String::new()
        },
        by: meeting.taken.by.clone(),
        at: application.at + Duration::days(1),
    };
    say(w, ANSWERED, meeting.id.0, &answer);
}
