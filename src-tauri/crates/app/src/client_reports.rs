//! The report of the next days' bookings to the client (S-14): proposed before
//! the shift ends, made, sent, and supplemented when something changed.

mod paper;

use chrono::{DateTime, Datelike as _, Days, NaiveDate, Utc};
use steward_domain::client_report::{self, Change, Line, MADE, Report, SENT, Sent};
use steward_domain::ids::ClientReportId;
use steward_domain::meeting::Meeting;
use steward_store::Reader;

use crate::Desk;
use crate::bulletin::booked_between;
use crate::facts::{of_kinds, say};
use crate::house::House;
use crate::texts::{LINE, line};
use crate::views::{
    Refusal, ReportBrief, ReportChange, ReportLine, ReportOpen, ReportOpenWhat, ReportSent,
    ReportView,
};

/// How many days back reports are listed.
const LISTED_DAYS: u64 = 14;
/// The most days one report is of: so far back a day is looked for.
const MOST_DAYS: u64 = 14;

impl Desk {
    /// The bookings of the next days, what the client was told of them, and
    /// the reports of the last days.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn client_report(&self) -> Result<ReportView, Refusal> {
        self.may_read("client_report")?;
        let now = self.now();
        self.house(|r, house| {
            let today = self.today(house);
            let days = house.venue.report.days_from(today);
            let lines = lines_of(r, house, &days)?;
            let shelf = Shelf::read(r, house, today)?;
            let told = days.first().and_then(|first| shelf.last_from(*first));
            let changes = told.map(|told| client_report::changes(&told.lines, &lines));
            Ok(ReportView {
                due: house.instant(today, minute(house)),
                changes: changes
                    .unwrap_or_default()
                    .into_iter()
                    .map(|one| change(house, &one))
                    .collect(),
                lines: lines.iter().map(|line| line_told(house, line)).collect(),
                told: told.map(|one| one.number.clone()),
                days,
                reports: shelf.told(house),
                open: open(r, house, today, now)?,
                to: house.venue.report.to.clone(),
            })
        })
    }

    /// Makes the report of the next days, or of those from a day on; a
    /// supplement where the client was told of them before.
    ///
    /// # Errors
    /// [`Refusal::NothingChanged`] when it would say what the client knows.
    pub fn make_client_report(&self, first: Option<NaiveDate>) -> Result<ClientReportId, Refusal> {
        let now = self.now();
        self.act("make_client_report", |w, house| {
            let today = self.today(house);
            let shelf = Shelf::read(w, house, today)?;
            let usual = house.venue.report.days_from(today);
            let told = first
                .or(usual.first().copied())
                .and_then(|day| shelf.last_from(day));
            let days = match (first, told) {
                // What is past is no news.
                (Some(_), Some(told)) => ahead(&told.days, today),
                (Some(first), None) => house
                    .venue
                    .report
                    .days_from(first.checked_sub_days(Days::new(1)).unwrap_or(first)),
                (None, _) => usual,
            };
            let lines = lines_of(w, house, &days)?;
            if let Some(told) = told
                && client_report::changes(&within(&told.lines, house, &days), &lines).is_empty()
            {
                return Err(Refusal::NothingChanged);
            }
            let first = days.first().copied().unwrap_or(today);
            let id = ClientReportId(w.new_id());
            let report = Report {
                id,
                number: self.report_number(&shelf, today),
                days,
                lines,
                supplements: told.map(|told| told.id),
                by: self.operator(),
                at: now,
            };
            say(w, MADE, shelf_of(house, first), &report);
            Ok(id)
        })
    }

    /// Notes that a report went out.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::NothingChanged`] when that is noted.
    pub fn note_report_sent(
        &self,
        report: ClientReportId,
        how: &str,
        to: &str,
    ) -> Result<(), Refusal> {
        let now = self.now();
        let (how, to) = (line("how", how, LINE)?, line("to", to, LINE)?);
        self.act("note_report_sent", |w, house| {
            let shelf = Shelf::read(w, house, self.today(house))?;
            let known = shelf.made.iter().find(|one| one.id == report);
            let known = known.ok_or_else(|| Refusal::Unknown(report.to_string()))?;
            if shelf.is_sent(known) {
                return Err(Refusal::NothingChanged);
            }
            let sent = Sent {
                report,
                how,
                to,
                by: self.operator(),
                at: now,
            };
            let first = known.days.first().copied().unwrap_or_default();
            say(w, SENT, shelf_of(house, first), &sent);
            Ok(())
        })
    }

    /// The report that a number names; the last one for none.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::NothingIssued`] when there is none.
    pub fn find_client_report(&self, number: Option<&str>) -> Result<ClientReportId, Refusal> {
        let view = self.client_report()?;
        let Some(number) = number else {
            let newest = view.reports.first().ok_or(Refusal::NothingIssued)?;
            return Ok(newest.id);
        };
        let named = view.reports.iter().find(|one| one.number == number);
        named
            .map(|one| one.id)
            .ok_or_else(|| Refusal::Unknown(number.to_owned()))
    }

    /// `2026-1122-A-R1`: the day, this station's letter, how many it made.
    fn report_number(&self, shelf: &Shelf, today: NaiveDate) -> String {
        let (month, day, letter) = (today.month(), today.day(), &self.identity.letter);
        let stem = format!("{}-{month:02}{day:02}-{letter}-R", today.year());
        let before = shelf
            .made
            .iter()
            .filter(|one| one.number.starts_with(&stem))
            .count();
        format!("{stem}{}", before + 1)
    }
}

/// A report with what it says against the one it supplements.
pub(crate) struct Told {
    pub(crate) report: Report,
    pub(crate) before: Option<Report>,
}

impl Told {
    pub(crate) fn read(
        r: &Reader<'_>,
        house: &House,
        today: NaiveDate,
        id: ClientReportId,
    ) -> Result<Self, Refusal> {
        let shelf = Shelf::read(r, house, today)?;
        let find = |id| shelf.made.iter().find(|one| one.id == id).cloned();
        let report = find(id).ok_or_else(|| Refusal::Unknown(id.to_string()))?;
        let before = report.supplements.and_then(find);
        Ok(Self { report, before })
    }

    /// What a supplement says; nothing for a report that is none.
    pub(crate) fn changes(&self, house: &House) -> Option<Vec<(Line, Option<Line>, bool)>> {
        let before = self.before.as_ref()?;
        let told = within(&before.lines, house, &self.report.days);
        let found = client_report::changes(&told, &self.report.lines).into_iter();
        let plain = |change: Change<'_>| match change {
            Change::Added(line) => (line.clone(), None, false),
            Change::Changed(old, line) => (line.clone(), Some(old.clone()), false),
            Change::Dropped(line) => (line.clone(), None, true),
        };
        Some(found.map(plain).collect())
    }
}

/// What waits to be reported: from the hour on which it is proposed, and
/// whatever changed since the client was told.
pub(crate) fn open(
    r: &Reader<'_>,
    house: &House,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Vec<ReportOpen>, Refusal> {
    let usual = house.venue.report.days_from(today);
    // Told yesterday of today, or today of tomorrow. The board asks often: it
    // reads no more than these.
    let firsts = [Some(today), usual.first().copied()].into_iter().flatten();
    let shelf = Shelf::of(r, house, firsts.clone())?;
    let mut found = Vec::new();
    let due = house.instant(today, minute(house));
    for first in firsts {
        let last = shelf.last_from(first);
        let newest_first = shelf.made.iter().rev();
        let waiting = newest_first
            .take_while(|one| Some(one.id) != last.map(|last| last.id))
            .find(|one| one.days.first() == Some(&first));
        let what = match (waiting, last) {
            (Some(made), _) => ReportOpenWhat::NotSent {
                id: made.id,
                number: made.number.clone(),
            },
            (None, Some(told)) => {
                let days = ahead(&told.days, today);
                let lines = lines_of(r, house, &days)?;
                let told = within(&told.lines, house, &days);
                let changes = client_report::changes(&told, &lines).len();
                if changes == 0 {
                    continue;
                }
                let changes = u32::try_from(changes).unwrap_or(u32::MAX);
                ReportOpenWhat::Changed { changes }
            }
            (None, None) if first == today => continue,
            (None, None) => {
                let midnight = house.venue.day(today).0;
                if now < house.venue.report.proposed_from(midnight) {
                    continue;
                }
                ReportOpenWhat::NotMade
            }
        };
        found.push(ReportOpen {
            first,
            what,
            due,
            late: now > due,
        });
    }
    Ok(found)
}

/// The reports of the last days and of those ahead.
struct Shelf {
    /// By when they were made.
    made: Vec<Report>,
    sent: Vec<Sent>,
}

impl Shelf {
    fn read(r: &Reader<'_>, house: &House, today: NaiveDate) -> Result<Self, Refusal> {
        let back = today.checked_sub_days(Days::new(LISTED_DAYS));
        let days = usize::try_from(LISTED_DAYS + MOST_DAYS).unwrap_or(0);
        Self::of(r, house, back.unwrap_or(today).iter_days().take(days))
    }

    /// Those that begin with some days.
    fn of(
        r: &Reader<'_>,
        house: &House,
        days: impl Iterator<Item = NaiveDate>,
    ) -> Result<Self, Refusal> {
        let (mut made, mut sent) = (Vec::new(), Vec::new());
        for day in days {
            let (mut reports, mut told) = of_kinds(r, shelf_of(house, day), (MADE, SENT))?;
            made.append(&mut reports);
            sent.append(&mut told);
        }
        made.sort_by_key(|one: &Report| one.at);
        Ok(Self { made, sent })
    }

    fn is_sent(&self, report: &Report) -> bool {
        self.sent.iter().any(|one| one.report == report.id)
    }

    /// The last that went out of those that begin with a day.
    fn last_from(&self, first: NaiveDate) -> Option<&Report> {
        self.made
            .iter()
            .rev()
            .find(|one| one.days.first() == Some(&first) && self.is_sent(one))
    }

    fn told(&self, house: &House) -> Vec<ReportBrief> {
        let newest_first = self.made.iter().rev();
        newest_first
            .map(|one| {
                let sent = self.sent.iter().find(|sent| sent.report == one.id);
                ReportBrief {
                    id: one.id,
                    number: one.number.clone(),
                    days: one.days.clone(),
                    meetings: u32::try_from(one.lines.len()).unwrap_or(u32::MAX),
                    supplement: one.supplements.is_some(),
                    by: one.by.clone(),
                    at: one.at,
                    made_on: house.venue.local(one.at).date(),
                    sent: sent.map(|sent| ReportSent {
                        how: sent.how.clone(),
                        to: sent.to.clone(),
                        by: sent.by.clone(),
                        at: sent.at,
                    }),
                }
            })
            .collect()
    }
}

/// What reports that begin with a day are facts about: so that a look at one
/// day never reads those of a year.
fn shelf_of(house: &House, first: NaiveDate) -> uuid::Uuid {
    client_report::shelf(house.venue.id, first)
}

fn minute(house: &House) -> i32 {
    i32::try_from(house.venue.report.minute).unwrap_or(0)
}

fn ahead(days: &[NaiveDate], today: NaiveDate) -> Vec<NaiveDate> {
    days.iter().copied().filter(|day| *day >= today).collect()
}

/// Those lines whose meetings begin on some days, or run into the first.
fn within(lines: &[Line], house: &House, days: &[NaiveDate]) -> Vec<Line> {
    let mut kept = lines.to_vec();
    kept.retain(|line| is_on(house, days, line.start, line.end));
    kept
}

fn is_on(house: &House, days: &[NaiveDate], start: DateTime<Utc>, end: DateTime<Utc>) -> bool {
    days.iter().any(|day| {
        let (from, to) = house.venue.day(*day);
        start < to && end > from
    })
}

/// The bookings of some days, by start. What is only asked about is none.
fn lines_of(r: &Reader<'_>, house: &House, days: &[NaiveDate]) -> Result<Vec<Line>, Refusal> {
    let Some((first, last)) = days.first().zip(days.last()) else {
        return Ok(Vec::new());
    };
    let (from, to) = (house.venue.day(*first).0, house.venue.day(*last).1);
    let booked = booked_between(r, from, to, house.now)?;
    Ok(booked
        .iter()
        .map(|meeting| line_of(house, meeting))
        .collect())
}

fn line_of(house: &House, meeting: &Meeting) -> Line {
    Line {
        meeting: meeting.id,
        number: meeting.number.clone(),
        title: meeting.title.clone(),
        start: meeting.slot.start,
        end: meeting.slot.end,
        rooms: meeting
            .slot
            .rooms()
            .map(|room| house.room_name(room))
            .collect(),
        class: house.room_of(meeting).map(|room| room.class),
        layout: house.layout(&meeting.slot),
        headcount: meeting.headcount,
        organiser: meeting.organiser.clone(),
        contact: meeting.contact.clone(),
        phone: meeting.phone.clone(),
        leader: meeting.leader,
        state: meeting.standing.state,
    }
}

fn line_told(house: &House, line: &Line) -> ReportLine {
    ReportLine {
        meeting: line.meeting,
        number: line.number.clone(),
        title: line.title.clone(),
        when: house.when_of(line.start, line.end, false),
        rooms: line.rooms.clone(),
        class: line.class,
        headcount: line.headcount,
        organiser: line.organiser.clone(),
        state: line.state,
    }
}

fn change(house: &House, change: &Change<'_>) -> ReportChange {
    match change {
        Change::Added(line) => ReportChange::Added {
            line: line_told(house, line),
        },
        Change::Changed(before, line) => ReportChange::Changed {
            before: line_told(house, before),
            line: line_told(house, line),
        },
        Change::Dropped(line) => ReportChange::Dropped {
            line: line_told(house, line),
        },
    }
}
