//! Check sheets: a meeting's tasks as lines with codes, in the order they
//! stand on paper (S-30 … S-42).

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, Utc};
use steward_domain::ids::MeetingId;
use steward_domain::meeting::{Meeting, State};
use steward_domain::plan::Confirmation;
use steward_domain::sheet::{self, LineCode};
use steward_store::Reader;

use crate::Desk;
use crate::house::{House, confirmations};
use crate::views::{DueTask, Refusal, SheetLine, SheetView};

/// What is open for longer than this is not printed again, hours.
const LATE_HOURS: i64 = 3;
/// How far back sheets are looked for to be entered, and how far ahead, hours.
const BACK_HOURS: i64 = 72;
const AHEAD_HOURS: i64 = 24;

impl Desk {
    /// The sheets that a span of time needs, by the meetings' start: of those
    /// that take place in it, and of those something is to be done for.
    pub(crate) fn sheets_between(
        &self,
        r: &Reader<'_>,
        house: &House,
        from: DateTime<Utc>,
        to: DateTime<Utc>,
    ) -> Result<Vec<(Meeting, SheetView)>, Refusal> {
        let reach = house.reach() + Duration::hours(LATE_HOURS);
        let (first, last) = (
            (from - reach).timestamp_millis(),
            (to + reach).timestamp_millis(),
        );
        let mut meetings = r.meetings_within(first, last)?;
        meetings.retain(|m| has_sheet(m) && !m.has_lapsed(house.now));
        let done = confirmations(r, &meetings)?;
        let nothing = Vec::new();
        let wanted = |m: &Meeting, lines: &[DueTask]| {
            let takes_place = m.slot.start < to && m.slot.end > from;
            let is_open = |task: &DueTask| {
                !task.progress.is_done()
                    && task.due >= from - Duration::hours(LATE_HOURS)
                    && task.due < to
            };
            takes_place || lines.iter().any(is_open)
        };
        let mut found: Vec<(Meeting, Vec<DueTask>)> = Vec::new();
        for meeting in meetings {
            let confirmed = done.get(&meeting.id).unwrap_or(&nothing);
            let tasks = self.due_tasks(house, &meeting, confirmed);
            if wanted(&meeting, &tasks) {
                found.push((meeting, tasks));
            }
        }
        // A code that is printed now must name one meeting when it is entered.
        let around = near(r, house, self.now())?;
        let codes = codes(
            around
                .iter()
                .chain(found.iter().map(|(meeting, _)| meeting)),
        );
        Ok(found
            .into_iter()
            .map(|(meeting, tasks)| {
                let code = codes.get(&meeting.id).cloned().unwrap_or_default();
                let sheet = sheet_of(house, &meeting, code, tasks);
                (meeting, sheet)
            })
            .collect())
    }

    /// One meeting's sheet under a code.
    pub(crate) fn sheet_under(
        &self,
        house: &House,
        meeting: &Meeting,
        code: String,
        confirmed: &[Confirmation],
    ) -> SheetView {
        sheet_of(
            house,
            meeting,
            code,
            self.due_tasks(house, meeting, confirmed),
        )
    }
}

/// The time whose sheets may lie on the table.
pub(crate) fn reach(now: DateTime<Utc>) -> (DateTime<Utc>, DateTime<Utc>) {
    (
        now - Duration::hours(BACK_HOURS),
        now + Duration::hours(AHEAD_HOURS),
    )
}

/// The meetings whose sheets may lie on the table: among these a short code
/// must name one.
pub(crate) fn near(
    r: &Reader<'_>,
    house: &House,
    now: DateTime<Utc>,
) -> Result<Vec<Meeting>, Refusal> {
    let ((from, to), far) = (reach(now), house.reach());
    let (from, to) = (
        (from - far).timestamp_millis(),
        (to + far).timestamp_millis(),
    );
    let mut meetings = r.meetings_within(from, to)?;
    meetings.sort_by_key(|m| m.id);
    meetings.retain(|m| has_sheet(m) && !m.has_lapsed(now));
    Ok(meetings)
}

/// Whether anything is done for a meeting that a sheet could hold.
fn has_sheet(meeting: &Meeting) -> bool {
    !matches!(meeting.standing.state, State::Cancelled | State::Enquiry)
}

/// The code of each sheet: the number without its day where that names one.
pub(crate) fn codes<'a>(
    meetings: impl Iterator<Item = &'a Meeting>,
) -> BTreeMap<MeetingId, String> {
    let each: BTreeMap<MeetingId, &Meeting> = meetings.map(|m| (m.id, m)).collect();
    let mut called: BTreeMap<&str, u32> = BTreeMap::new();
    for meeting in each.values() {
        *called.entry(sheet::short(&meeting.number)).or_insert(0) += 1;
    }
    each.into_iter()
        .map(|(id, meeting)| {
            let short = sheet::short(&meeting.number);
            let is_one = called.get(short) == Some(&1);
            let code = if is_one { short } else { &meeting.number.0 };
            (id, code.to_owned())
        })
        .collect()
}

fn sheet_of(house: &House, meeting: &Meeting, code: String, tasks: Vec<DueTask>) -> SheetView {
    let template = house.template(meeting.template);
    let lines = tasks
        .into_iter()
        .map(|task| SheetLine {
            code: template
                .and_then(|template| LineCode::of(&code, &task.key, template))
                .map(|code| code.to_string())
                .unwrap_or_default(),
            task,
        })
        .collect();
    SheetView {
        code,
        meeting: house.brief(meeting),
        lines,
        line: None,
    }
}
