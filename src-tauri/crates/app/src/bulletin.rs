//! The daily service bulletin 每日服务通知 (S-8): what stands on it.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use steward_documents::{
    self as documents, Bulletin, BulletinMeeting, DepartmentSheet, Done, GoodsLine, SheetTask,
};
use steward_domain::goods::{self, Goods};
use steward_domain::ids::MeetingId;
use steward_domain::meeting::{FollowUp, Meeting, State};
use steward_domain::names::{Language, Name};
use steward_domain::plan::{Department, Progress};
use steward_store::Reader;

use crate::Desk;
use crate::editions::{Title, next_number};
use crate::house::House;
use crate::views::{DueTask, PaperInfo, Refusal};
use crate::words;

/// Kind of the fact that a bulletin was issued, about the venue.
const ISSUED: &str = "bulletin";

impl Desk {
    /// Lays out the bulletin of a day.
    ///
    /// # Errors
    /// [`Refusal::Document`], as when no fonts are found.
    pub fn bulletin(&self, date: NaiveDate, language: Language) -> Result<PaperInfo, Refusal> {
        self.may_read("bulletin")?;
        let data = self.bulletin_data(date, language)?;
        let title = Title {
            kind: ISSUED,
            intent: "issue_bulletin",
            date,
            number: data.number.clone(),
        };
        let paper = documents::bulletin(&data, self.fonts()?)?;
        Ok(self.keep_paper(title, paper, data.meetings.len()))
    }

    /// What the template of a day's bulletin is given, as JSON.
    ///
    /// # Errors
    /// As [`Desk::bulletin`].
    pub fn bulletin_source(&self, date: NaiveDate, language: Language) -> Result<Vec<u8>, Refusal> {
        self.may_read("bulletin_source")?;
        let data = self.bulletin_data(date, language)?;
        Ok(documents::bulletin_source(&data, self.fonts()?)?)
    }

    /// What stands on the bulletin of a day.
    pub(crate) fn bulletin_data(
        &self,
        date: NaiveDate,
        language: Language,
    ) -> Result<Bulletin, Refusal> {
        let now = self.now();
        let identity = &self.identity;
        let due = self.house(|_, house| Ok(house.venue.day(date)))?;
        let tasks = self.due_between(due.0, due.1 - chrono::Duration::seconds(1), None)?;
        self.house(|r, house| {
            let say = |name: &Name| name.in_language(language).to_owned();
            let (from, to) = house.venue.day(date);
            let meetings = booked_between(r, from, to, now)?;
            let severities = crate::board::severities(r, &meetings, now)?;
            Ok(Bulletin {
                number: self.bulletin_number(r, house, date)?,
                date,
                issuer: say(&house.venue.issuer),
                station: identity.name.clone(),
                venue: say(&house.venue.name),
                made_at: house.venue.local(now),
                language: printed_language(language),
                meetings: meetings
                    .iter()
                    .map(|m| {
                        printed_meeting(
                            m,
                            house,
                            language,
                            m.state_at(now, house.room_of(m)),
                            severities.contains_key(&m.id),
                        )
                    })
                    .collect(),
                sheets: sheets(&tasks, house, language),
                goods: goods_lines(&meetings, house, language),
                notes: Vec::new(),
                separate_leaves: false,
            })
        })
    }

    /// `2026-1122-A1`: the day, this station's letter, how many it issued.
    fn bulletin_number(
        &self,
        r: &Reader<'_>,
        house: &House,
        date: NaiveDate,
    ) -> Result<String, Refusal> {
        let letter = self.identity.letter.clone();
        let stem = format!(
            "{}-{:02}{:02}-{letter}",
            date.year(),
            date.month(),
            date.day()
        );
        next_number(r, house, ISSUED, &stem)
    }
}

/// What is booked within a span, by start, with or without a room. What is only
/// asked about is no booking.
pub(crate) fn booked_between(
    r: &Reader<'_>,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<Vec<Meeting>, Refusal> {
    let mut meetings = r.meetings_within(from.timestamp_millis(), to.timestamp_millis())?;
    meetings.retain(|m| {
        !matches!(m.standing.state, State::Cancelled | State::Enquiry)
            && !m.has_lapsed(now)
            && m.slot.start < to
            && m.slot.end > from
    });
    meetings.sort_by_key(|m| (m.slot.start, m.id));
    Ok(meetings)
}

/// A language as papers know it.
pub(crate) fn printed_language(language: Language) -> documents::Language {
    match language {
        Language::Zh => documents::Language::Zh,
        Language::En => documents::Language::En,
    }
}

/// A department as papers know it.
pub(crate) fn printed_department(department: Department) -> documents::Department {
    let name = words::department(department);
    documents::Department {
        key: crate::refusals::code_of(&department),
        zh: name.zh,
        en: name.en,
    }
}

/// A meeting as papers show it.
pub(crate) fn printed_meeting(
    m: &Meeting,
    house: &House,
    language: Language,
    state: State,
    clashes: bool,
) -> BulletinMeeting {
    let say = |name: &Name| name.in_language(language).to_owned();
    let rooms: Vec<String> = m.slot.rooms().map(|id| say(&house.room_name(id))).collect();
    let room = house.room_of(m);
    let open = m.follow_ups(room, &house.venue);
    let marks = clashes
        .then_some(documents::Mark::Clash)
        .into_iter()
        .chain(open.iter().filter_map(mark))
        .collect();
    BulletinMeeting {
        number: m.number.to_string(),
        from: house.venue.local(m.slot.start),
        to: house.venue.local(m.slot.end),
        room: match rooms.is_empty() {
            true => words::terms::ROOM_OPEN.say(language).to_owned(),
            false => rooms.join(words::comma(language)),
        },
        layout: house
            .layout(&m.slot)
            .map(|l| say(&words::layout(l)))
            .unwrap_or_default(),
        title: words::title(&m.title, language),
        organiser: m.organiser.clone(),
        contact: m.contact.clone(),
        phone: m.phone.clone(),
        headcount: m.headcount,
        state: printed_state(state),
        class: room.map(|r| format!("{:?}", r.class)).unwrap_or_default(),
        tags: Vec::new(),
        marks,
        remarks: m.needs.clone(),
    }
}

fn printed_state(state: State) -> documents::State {
    match state {
        State::Enquiry => documents::State::Enquiry,
        State::Held => documents::State::Held,
        State::AwaitingApproval => documents::State::AwaitingApproval,
        State::Confirmed => documents::State::Confirmed,
        State::InPreparation => documents::State::InPreparation,
        State::InSession => documents::State::InSession,
        State::Clearing => documents::State::Clearing,
        State::Closed => documents::State::Closed,
        State::Cancelled => documents::State::Cancelled,
    }
}

fn mark(follow_up: &FollowUp) -> Option<documents::Mark> {
    match follow_up {
        // The state says it already.
        FollowUp::Approval => None,
        FollowUp::NoRoom | FollowUp::Incomplete { .. } => Some(documents::Mark::Incomplete),
        FollowUp::TooMany { .. } => Some(documents::Mark::OverCapacity),
        FollowUp::ShortNotice { .. } => Some(documents::Mark::ShortNotice),
        FollowUp::OutsideOpening => Some(documents::Mark::OutsideHours),
    }
}

fn sheets(tasks: &[DueTask], house: &House, language: Language) -> Vec<DepartmentSheet> {
    // On paper the rounds of a repeated task are one line, where the first is.
    let mut lines: BTreeMap<(Department, MeetingId, &str), Vec<&DueTask>> = BTreeMap::new();
    for task in tasks {
        let key = (task.department, task.key.meeting, task.key.item.as_str());
        lines.entry(key).or_default().push(task);
    }
    let mut by_department: BTreeMap<Department, Vec<SheetTask>> = BTreeMap::new();
    for ((department, ..), rounds) in lines {
        let line = sheet_task(&rounds, house, language);
        by_department.entry(department).or_default().extend(line);
    }
    by_department
        .into_iter()
        .map(|(department, tasks)| {
            let department = printed_department(department);
            DepartmentSheet { department, tasks }
        })
        .collect()
}

/// One line for the rounds of a task: due at the first, done with the last.
fn sheet_task(rounds: &[&DueTask], house: &House, language: Language) -> Option<SheetTask> {
    let (first, last) = (rounds.first()?, rounds.last()?);
    let mut text = first.text.in_language(language).to_owned();
    if rounds.len() > 1 {
        let clock = |task: &DueTask| house.venue.local(task.due).format("%H:%M").to_string();
        text = format!(
            "{text} ×{} ({}–{})",
            rounds.len(),
            clock(first),
            clock(last)
        );
    }
    let all_done = rounds.iter().all(|task| task.progress == Progress::Done);
    let done = last.confirmations.first().filter(|_| all_done);
    Some(SheetTask {
        due: house.venue.local(first.due),
        room: first
            .meeting
            .room
            .as_ref()
            .map(|r| r.in_language(language).to_owned())
            .unwrap_or_default(),
        meeting: first.meeting.number.to_string(),
        title: words::title(&first.meeting.title, language),
        text,
        done: done.map(|c| Done {
            by: c.by.clone(),
            at: house.venue.local(c.at),
        }),
        overdue: rounds.iter().any(|task| task.progress.is_late()),
    })
}

fn goods_lines(meetings: &[Meeting], house: &House, language: Language) -> Vec<GoodsLine> {
    let needs: Vec<(&Meeting, Vec<Goods>)> = meetings.iter().map(|m| (m, house.goods(m))).collect();
    goods::totals(needs.iter().flat_map(|(_, lines)| lines))
        .into_iter()
        .map(|sum| GoodsLine {
            name: sum.item.in_language(language).to_owned(),
            unit: sum.unit.in_language(language).to_owned(),
            total: sum.quantity,
            per_meeting: needs
                .iter()
                .flat_map(|(m, lines)| lines.iter().map(move |line| (m, line)))
                .filter(|(_, line)| line.item == sum.item && line.unit == sum.unit)
                .map(|(m, line)| (m.number.to_string(), line.quantity))
                .collect(),
        })
        .collect()
}
