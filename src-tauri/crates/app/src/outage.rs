//! The outage pack 断网应急包: what the next hours need on paper when the
//! network or the power goes, and what it rests on.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike as _, Duration, NaiveDate, Utc};
use steward_documents::{
    self as documents, CheckLine, CheckSheet, Done, DutyLine, OutagePack, Peer, Phone, Roster,
    RosterLine, Standing,
};
use steward_domain::duty::HolderKind;
use steward_domain::meeting::Meeting;
use steward_domain::names::{Language, Name};
use steward_domain::plan::{Department, Work};
use steward_domain::station::StationState;
use steward_store::Reader;

use crate::Desk;
use crate::bulletin::{printed_department, printed_language, printed_meeting};
use crate::duties::duties_of;
use crate::editions::{Title, next_number};
use crate::house::House;
use crate::views::{DutyView, PaperInfo, Refusal, SheetView, StationRow};
use crate::words;

/// Kind of the fact that a pack was issued, about the venue.
const ISSUED: &str = "outage_pack";
/// The longest that a pack reaches.
const MOST_HOURS: u32 = 72;
/// Blank forms in a pack: two pages for bookings, two for changes.
const BOOKING_FORMS: u32 = 8;
const CHANGE_FORMS: u32 = 10;
/// Whoever confirmed a task within this time is taken to be on.
const SEEN_ON_HOURS: i64 = 24;

impl Desk {
    /// Lays out what the next hours need on paper.
    ///
    /// # Errors
    /// [`Refusal::OutOfRange`] for no hours or more than three days;
    /// [`Refusal::Document`], as when no fonts are found.
    pub fn outage_pack(&self, hours: u32, language: Language) -> Result<PaperInfo, Refusal> {
        self.may_read("outage_pack")?;
        if !(1..=MOST_HOURS).contains(&hours) {
            return Err(Refusal::OutOfRange {
                field: "hours".to_owned(),
                least: 1,
                most: 72,
            });
        }
        let data = self.outage_data(hours, language)?;
        let title = Title {
            kind: ISSUED,
            intent: "issue_outage_pack",
            date: data.made_at.date(),
            number: data.number.clone(),
        };
        let paper = documents::outage_pack(&data, self.fonts()?)?;
        Ok(self.keep_paper(title, paper, data.checks.len()))
    }

    fn outage_data(&self, hours: u32, language: Language) -> Result<OutagePack, Refusal> {
        let now = self.now();
        let until = now + Duration::hours(i64::from(hours));
        let stations = self.stations()?.stations;
        let others: Vec<&StationRow> = stations
            .iter()
            .filter(|row| !row.is_me && row.state == StationState::Active)
            .collect();
        let on = self.seen_on(now)?;
        let (mut pack, days) = self.house(|r, house| {
            let sheets = self.sheets_between(r, house, now, until)?;
            let severities = crate::board::severities(
                r,
                &sheets.iter().map(|(m, _)| m.clone()).collect::<Vec<_>>(),
                now,
            )?;
            let say = |name: &Name| name.in_language(language).to_owned();
            let number = self.outage_number(r, house)?;
            let slip = |n: u32| format!("{number}-{n:02}");
            let pack = OutagePack {
                issuer: say(&house.venue.issuer),
                station: self.station_name(),
                venue: say(&house.venue.name),
                language: printed_language(language),
                made_at: house.venue.local(now),
                until: house.venue.local(until),
                peers: others.iter().map(|row| peer(row, house)).collect(),
                bulletins: Vec::new(),
                checks: sheets
                    .iter()
                    .map(|(m, sheet)| {
                        let clashes = severities.contains_key(&m.id);
                        let duties = duty_lines(&duties_of(r, house, m)?, house);
                        Ok(check_sheet(m, sheet, duties, house, language, now, clashes))
                    })
                    .collect::<Result<_, Refusal>>()?,
                rosters: rosters(&sheets, &on, house, language, (now, until)),
                phones: phones(sheets.iter().map(|(m, _)| m)),
                phones_to_fill: Department::ALL
                    .into_iter()
                    .map(|d| say(&words::department(d)))
                    .chain(others.iter().map(|row| row.name.clone()))
                    .collect(),
                booking_slips: (1..=BOOKING_FORMS).map(slip).collect(),
                change_slips: (BOOKING_FORMS + 1..=BOOKING_FORMS + CHANGE_FORMS)
                    .map(slip)
                    .collect(),
                number,
            };
            Ok((pack, days(&sheets, house, now, until)))
        })?;
        for date in days {
            let mut bulletin = self.bulletin_data(date, language)?;
            // One task, one box: the one on its meeting's check sheet.
            bulletin.sheets.clear();
            bulletin.number.clone_from(&pack.number);
            pack.bulletins.push(bulletin);
        }
        Ok(pack)
    }

    /// `1122-AP1`: the day, this station's letter, P for paper, how many it
    /// issued. Slips count on from it, so that what is told to a client on
    /// paper is said once in the venue, whoever else works apart. Booking
    /// numbers are not laid aside: they count up by what the store has, and a
    /// paper that is lost would leave holes that nobody can explain.
    fn outage_number(&self, r: &Reader<'_>, house: &House) -> Result<String, Refusal> {
        let today = self.today(house);
        let letter = &self.identity.letter;
        let stem = format!("{:02}{:02}-{letter}P", today.month(), today.day());
        next_number(r, house, ISSUED, &stem)
    }

    /// Who confirmed what of each department lately: as far as is known, they
    /// are on.
    fn seen_on(
        &self,
        now: DateTime<Utc>,
    ) -> Result<BTreeMap<Department, BTreeSet<String>>, Refusal> {
        let since = now - Duration::hours(SEEN_ON_HOURS);
        let mut on: BTreeMap<Department, BTreeSet<String>> = BTreeMap::new();
        for task in self.due_between(since, now + Duration::hours(SEEN_ON_HOURS), None)? {
            let lately = task.confirmations.into_iter().filter(|c| c.at >= since);
            on.entry(task.department)
                .or_default()
                .extend(lately.map(|c| c.by));
        }
        Ok(on)
    }
}

/// The days whose bulletins belong in: today, and those of the sheets that
/// begin before the pack ends.
fn days(
    sheets: &[(Meeting, SheetView)],
    house: &House,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
) -> BTreeSet<NaiveDate> {
    let today = house.venue.local(now).date();
    let begins = sheets
        .iter()
        .filter(|(m, _)| m.slot.start < until)
        .map(|(m, _)| house.venue.local(m.slot.start).date())
        .filter(|date| *date > today);
    std::iter::once(today).chain(begins).collect()
}

fn peer(row: &StationRow, house: &House) -> Peer {
    Peer {
        name: row.name.clone(),
        standing: match (row.in_sight, row.in_step) {
            (_, true) => Standing::Equal,
            (true, false) => Standing::InSight,
            (false, false) => Standing::Unseen,
        },
        equal_at: row.equal_at.map(|at| house.venue.local(at)),
        seen_at: row.seen_at.map(|at| house.venue.local(at)),
        not_here: row.not_here,
    }
}

fn check_sheet(
    m: &Meeting,
    sheet: &SheetView,
    duties: Vec<DutyLine>,
    house: &House,
    language: Language,
    now: DateTime<Utc>,
    clashes: bool,
) -> CheckSheet {
    let state = m.state_at(now, house.room_of(m));
    let mut level = 0;
    let lines = sheet
        .lines
        .iter()
        .map(|line| {
            let task = &line.task;
            if task.work == Work::Check {
                level += 1;
            }
            let done = task.confirmations.first();
            CheckLine {
                code: line.code.clone(),
                due: house.venue.local(task.due),
                text: with_round(task.text.in_language(language), task.key.round),
                level: if task.work == Work::Check { level } else { 0 },
                department: words::department(task.department)
                    .in_language(language)
                    .to_owned(),
                done: done.filter(|_| task.progress.is_done()).map(|c| Done {
                    by: c.by.clone(),
                    at: house.venue.local(c.at),
                }),
                overdue: task.progress.is_late(),
            }
        })
        .collect();
    CheckSheet {
        code: sheet.code.clone(),
        meeting: printed_meeting(m, house, language, state, clashes),
        duties,
        lines,
    }
}

fn duty_lines(duties: &[DutyView], house: &House) -> Vec<DutyLine> {
    let line = |duty: &DutyView| DutyLine {
        vehicle: duty.kind == HolderKind::Vehicle,
        name: duty.name.clone(),
        task: duty.task.clone(),
        from: house.venue.local(duty.when.start),
        to: house.venue.local(duty.when.end),
        note: duty.note.clone(),
        clashes: duty.clash.is_some(),
    };
    duties.iter().map(line).collect()
}

fn with_round(text: &str, round: u32) -> String {
    if round == 0 {
        text.to_owned()
    } else {
        format!("{text} · {round}")
    }
}

fn rosters(
    sheets: &[(Meeting, SheetView)],
    on: &BTreeMap<Department, BTreeSet<String>>,
    house: &House,
    language: Language,
    (now, until): (DateTime<Utc>, DateTime<Utc>),
) -> Vec<Roster> {
    let open = |department: Department| {
        sheets
            .iter()
            .flat_map(|(_, sheet)| &sheet.lines)
            .filter(move |line| {
                let task = &line.task;
                task.department == department
                    && !task.progress.is_done()
                    && task.due < until
                    && (task.due >= now || task.progress.is_late())
            })
    };
    Department::ALL
        .into_iter()
        .map(|department| Roster {
            department: printed_department(department),
            people: on
                .get(&department)
                .map(|people| people.iter().cloned().collect())
                .unwrap_or_default(),
            lines: open(department)
                .map(|line| RosterLine {
                    code: line.code.clone(),
                    due: house.venue.local(line.task.due),
                    room: line
                        .task
                        .meeting
                        .room
                        .as_ref()
                        .map(|room| room.in_language(language).to_owned())
                        .unwrap_or_default(),
                    text: line.task.text.in_language(language).to_owned(),
                })
                .collect(),
        })
        .collect()
}

/// Everybody to call, with the numbers of their meetings, in the order of the
/// meetings.
fn phones<'a>(meetings: impl Iterator<Item = &'a Meeting>) -> Vec<Phone> {
    let mut found: Vec<Phone> = Vec::new();
    for m in meetings {
        if m.contact.is_empty() && m.phone.is_empty() {
            continue;
        }
        let same = |p: &&mut Phone| {
            p.organiser == m.organiser && p.contact == m.contact && p.phone == m.phone
        };
        match found.iter_mut().find(same) {
            Some(known) => known.meetings.push(m.number.to_string()),
            None => found.push(Phone {
                organiser: m.organiser.clone(),
                contact: m.contact.clone(),
                phone: m.phone.clone(),
                meetings: vec![m.number.to_string()],
            }),
        }
    }
    found
}
