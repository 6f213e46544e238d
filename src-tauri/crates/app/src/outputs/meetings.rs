//! Lists of meetings, of what is to be done for them, and of what is open
//! about them.

use chrono::{Duration, NaiveDate};
use steward_documents::Cell;
use steward_domain::intake::{IntakeColumn as C, IntakeKind};
use steward_domain::meeting::{Meeting, State};
use steward_domain::names::{Language, Name};
use steward_domain::plan::Progress;
use steward_exchange::{OutgoingEvent, Status};

use super::{List, Row, figure, text, time};
use crate::Desk;
use crate::export::outgoing;
use crate::forms::Letter;
use crate::views::{InboxEntry, MeetingBrief, NoticeOpen, Refusal};
use crate::words::outputs_terms as say;
use crate::words::{self, intake_terms, staff_terms};

/// The columns of a list of meetings: as such a list is taken in again.
const COLUMNS: [(C, u32); 16] = [
    (C::Number, 13),
    (C::Title, 26),
    (C::Date, 18),
    (C::Start, 8),
    (C::End, 8),
    (C::Room, 18),
    (C::Layout, 10),
    (C::Headcount, 8),
    (C::Organiser, 18),
    (C::Contact, 12),
    (C::Phone, 12),
    (C::Service, 14),
    (C::Leader, 8),
    (C::Needs, 28),
    (C::State, 10),
    (C::Level, 8),
];
/// Their places that a sheet of paper has no room for.
const WIDE: [usize; 6] = [6, 10, 11, 12, 13, 15];
/// How long a task stands in a calendar, minutes.
const TASK_MINUTES: i64 = 15;

impl Desk {
    pub(super) fn meetings_list(
        &self,
        (from, to): (NaiveDate, NaiveDate),
        language: Language,
    ) -> Result<List, Refusal> {
        self.house(|r, house| {
            let letter = self.letter(house, language);
            let (start, end) = (house.venue.day(from).0, house.venue.day(to).1);
            let mut all = r.meetings_within(start.timestamp_millis(), end.timestamp_millis())?;
            all.retain(|m| m.slot.start < end && m.slot.end > start);
            let head = |(column, width): &(C, u32)| {
                (intake_terms::column(IntakeKind::Meetings, *column), *width)
            };
            let columns: Vec<_> = COLUMNS.iter().map(head).collect();
            let mut list = List::of(&columns).figures(7, 1).not_on_paper(&WIDE);
            for meeting in &all {
                let cells = COLUMNS.iter();
                list.rows.push(Row {
                    key: meeting.id.to_string(),
                    cells: cells.map(|(c, _)| cell(&letter, meeting, *c)).collect(),
                    // Who only asks has nothing in a calendar yet.
                    event: match meeting.standing.state {
                        State::Enquiry => None,
                        _ => Some(outgoing(r, meeting, house)?),
                    },
                });
            }
            Ok(list)
        })
    }

    pub(super) fn tasks_list(
        &self,
        (from, to): (NaiveDate, NaiveDate),
        language: Language,
    ) -> Result<List, Refusal> {
        let (start, end) = self.house(|_, house| {
            let end = house.venue.day(to).1 - Duration::seconds(1);
            Ok((house.venue.day(from).0, end))
        })?;
        let due = self.due_between(start, end, None)?;
        self.house(|_, house| {
            let letter = self.letter(house, language);
            let mut list = List::of(&[
                (say::DUE, 16),
                (say::TASK, 28),
                (say::DEPARTMENT, 14),
                (say::MEETING, 28),
                (say::PLACE, 16),
                (say::DONE, 22),
            ]);
            for task in due {
                let done = task.confirmations.iter().map(|one| {
                    let at = house.venue.local(one.at).format("%m-%d %H:%M");
                    crate::texts::dotted([one.by.clone(), at.to_string(), one.note.clone()])
                });
                let done: Vec<String> = done.collect();
                let done = match (done.is_empty(), task.progress) {
                    (true, Progress::Overdue | Progress::Reminded | Progress::Escalated) => {
                        letter.say(say::LATE)
                    }
                    _ => done.join("\n"),
                };
                let (what, place) = (letter.name(&task.text), room(&letter, &task.meeting));
                let event = OutgoingEvent {
                    uid: format!("{}@task", task.handle),
                    start: task.due,
                    end: task.due + Duration::minutes(TASK_MINUTES),
                    all_day: None,
                    title: what.clone(),
                    room: (!place.is_empty()).then(|| place.clone()),
                    organiser: None,
                    people: Vec::new(),
                    description: told(&letter, &task.meeting),
                    track: Some(letter.name(&words::department(task.department))),
                    kind: None,
                    url: None,
                    language: None,
                    sequence: 0,
                    status: Status::Confirmed,
                };
                list.rows.push(Row {
                    key: task.handle.clone(),
                    cells: vec![
                        time(house, task.due),
                        text(what),
                        text(letter.name(&words::department(task.department))),
                        text(told(&letter, &task.meeting)),
                        text(place),
                        text(done),
                    ],
                    event: Some(event),
                });
            }
            Ok(list)
        })
    }

    pub(super) fn fees_list(&self, language: Language) -> Result<List, Refusal> {
        let fees = self.fees_open()?;
        self.house(|_, house| {
            let letter = self.letter(house, language);
            let mut list = List::of(&[
                (say::MEETING, 32),
                (say::ORGANISER, 20),
                (say::STAGE, 12),
                (say::TOTAL, 12),
                (say::PAID, 12),
                (say::DUE, 12),
            ])
            .figures(3, 2);
            for fee in fees {
                let late = if fee.late {
                    letter.say(say::LATE)
                } else {
                    String::new()
                };
                list.push(
                    &fee.meeting.id,
                    vec![
                        text(told(&letter, &fee.meeting)),
                        text(fee.organiser),
                        text(letter.say(words::fee_stage(fee.stage))),
                        fee.total.map_or(Cell::Empty, |fen| Cell::Money(fen.0)),
                        Cell::Money(fee.paid.0),
                        text(crate::texts::dotted([fee.due.to_string(), late])),
                    ],
                );
            }
            Ok(list)
        })
    }

    pub(super) fn notices_list(&self, language: Language) -> Result<List, Refusal> {
        let notices = self.notices_awaited()?;
        self.house(|_, house| {
            let letter = self.letter(house, language);
            let mut list = List::of(&[
                (say::MEETING, 32),
                (say::AT, 16),
                (say::PLACE, 16),
                (say::WAITS_FOR, 32),
            ]);
            for notice in notices {
                let open = match &notice.open {
                    NoticeOpen::Apart { .. } => letter.say(say::NOTICE_APART),
                    NoticeOpen::Owed { departments, .. } => {
                        let who: Vec<Name> = departments
                            .iter()
                            .map(|one| words::department(*one))
                            .collect();
                        let word = letter.say(say::NOTICE_OWED);
                        format!("{word} {}", letter.names(&who))
                    }
                    NoticeOpen::Changed { .. } => letter.say(say::NOTICE_CHANGED),
                    NoticeOpen::NotIssued { .. } => letter.say(say::NOTICE_NOT_ISSUED),
                };
                list.push(
                    &notice.meeting.id,
                    vec![
                        text(told(&letter, &notice.meeting)),
                        time(house, notice.meeting.when.start),
                        text(room(&letter, &notice.meeting)),
                        text(open),
                    ],
                );
            }
            Ok(list)
        })
    }

    pub(super) fn inbox_list(&self, language: Language) -> Result<List, Refusal> {
        let entries = self.inbox()?;
        self.house(|_, house| {
            let letter = self.letter(house, language);
            let mut list = List::of(&[(say::KIND, 20), (say::WHAT, 48), (say::AT, 16)]);
            for (at, entry) in entries.iter().enumerate() {
                let (kind, what, when) = match entry {
                    InboxEntry::Clash { clash } => (
                        say::CLASH,
                        crate::texts::dotted([
                            told(&letter, &clash.first),
                            told(&letter, &clash.second),
                            letter.name(&clash.what),
                        ]),
                        time(house, clash.when.start),
                    ),
                    InboxEntry::Ended { ended } => (
                        say::ENDED_APART,
                        words::title(&ended.title, language),
                        Cell::Empty,
                    ),
                    InboxEntry::Waiting { waiting } => (
                        say::CAN_BE_PLACED,
                        told(&letter, &waiting.meeting),
                        time(house, waiting.meeting.when.start),
                    ),
                    InboxEntry::Refused { refused } => (
                        say::NOT_TAKEN,
                        refused.station_name.clone(),
                        refused.at.map_or(Cell::Empty, |at| time(house, at)),
                    ),
                    InboxEntry::Field { field } => (
                        say::WRITTEN_APART,
                        words::title(&field.title, language),
                        Cell::Empty,
                    ),
                };
                list.push(&at, vec![text(letter.say(kind)), text(what), when]);
            }
            Ok(list)
        })
    }
}

fn cell(letter: &Letter<'_>, m: &Meeting, column: C) -> Cell {
    let house = letter.house;
    let (start, end) = (
        house.venue.local(m.slot.start),
        house.venue.local(m.slot.end),
    );
    match column {
        C::Number => text(m.number.0.clone()),
        C::Title => text(words::title(&m.title, letter.language)),
        C::Date => text(start.format("%Y-%m-%d").to_string()),
        C::Start => text(start.format("%H:%M").to_string()),
        C::End => {
            let days = (end.date() - start.date()).num_days();
            let hour = end.format("%H:%M").to_string();
            match (days, hour.as_str()) {
                (1, "00:00") => text("24:00"),
                (0, _) => text(hour),
                // Read back as the day after.
                (1, _) => text(format!("次日{hour}")),
                _ => text(end.format("%Y-%m-%d %H:%M").to_string()),
            }
        }
        C::Room => {
            let rooms: Vec<Name> = m.slot.rooms().map(|id| house.room_name(id)).collect();
            text(letter.names(&rooms))
        }
        C::Layout => text(letter.layout(m.slot.layout)),
        C::Headcount => figure(m.headcount),
        C::Organiser => text(m.organiser.clone()),
        C::Contact => text(m.contact.clone()),
        C::Phone => text(m.phone.clone()),
        C::Service => text(letter.name(&words::service(m.service))),
        C::Leader => text(letter.yes_no(m.leader)),
        C::Needs => text(m.needs.clone()),
        C::State => text(letter.say(words::state(m.standing.state))),
        C::Level => text(letter.say(staff_terms::level(m.level))),
        _ => Cell::Empty,
    }
}

/// `1122-A03 · title`.
pub(super) fn told(letter: &Letter<'_>, brief: &MeetingBrief) -> String {
    let title = words::title(&brief.title, letter.language);
    crate::texts::dotted([brief.number.0.clone(), title])
}

fn room(letter: &Letter<'_>, brief: &MeetingBrief) -> String {
    brief
        .room
        .as_ref()
        .map(|name| letter.name(name))
        .unwrap_or_default()
}
