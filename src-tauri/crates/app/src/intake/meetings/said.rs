//! What a row says of a meeting.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use steward_domain::ids::RoomId;
use steward_domain::intake::{
    IntakeCells, IntakeColumn as C, count, day, hour, hours, layout, level, plain, service, state,
    yes,
};
use steward_domain::meeting::SourceDigest;
use steward_domain::names::Language;

use super::super::names::{Meant, RoomNames, meant};
use super::{is_as_before, parts_of, put};
use crate::house::House;
use crate::import::digest;
use crate::views::{Draft, IntakeOddity as Odd, IntakeRemark, When};
use crate::words;

/// A row, read.
pub(super) struct Said {
    /// What it says; a field that it says nothing of is empty here, which
    /// [`Self::parts`] tells apart.
    pub(super) draft: Draft,
    /// When it begins.
    pub(super) start: Option<DateTime<Utc>>,
    /// No end was said.
    open_end: bool,
    /// The number it gives the meeting.
    pub(super) number: String,
    uid: String,
    room_cell: String,
    /// Each part as it stands in the list; none for what is not said. In the
    /// order of [`Self::put_on`].
    parts: Vec<Option<String>>,
    /// Worth knowing.
    pub(super) remarks: Vec<IntakeRemark>,
    /// In the way.
    pub(super) unclear: Vec<IntakeRemark>,
}

/// The day and the hours of a row.
#[derive(Default)]
struct Times {
    date: Option<NaiveDate>,
    from: Option<u32>,
    to: Option<u32>,
    all_day: bool,
}

impl Said {
    pub(super) fn read(
        cells: &IntakeCells,
        rooms: &BTreeMap<String, Option<RoomId>>,
        names: &RoomNames<'_>,
        house: &House,
        today: NaiveDate,
    ) -> Self {
        let mut said = Self {
            draft: Draft::default(),
            start: None,
            open_end: false,
            number: cells.get(C::Number).to_owned(),
            uid: cells.get(C::Uid).to_owned(),
            room_cell: cells.get(C::Room).to_owned(),
            parts: Vec::new(),
            remarks: Vec::new(),
            unclear: Vec::new(),
        };
        cells.get(C::Title).clone_into(&mut said.draft.title);
        if said.draft.title.is_empty() {
            said.unclear(Odd::NoName, "");
        }
        let times = said.times(cells, house, today);
        said.draft.date = times.date;
        said.draft.all_day = times.all_day;
        said.draft.start_minute = times.from.and_then(|n| i32::try_from(n).ok());
        said.draft.end_minute = times.to.and_then(|n| i32::try_from(n).ok());
        if let (Some(date), Some(minute)) = (said.draft.date, said.draft.start_minute) {
            said.start = Some(house.instant(date, minute));
        }
        said.place_of(cells, rooms, names, house);
        said.words(cells);
        said.parts = said.told(cells);
        said
    }

    fn unclear(&mut self, code: Odd, detail: &str) {
        let detail = detail.to_owned();
        self.unclear.push(IntakeRemark { code, detail });
    }

    fn remark(&mut self, code: Odd, detail: &str) {
        let detail = detail.to_owned();
        self.remarks.push(IntakeRemark { code, detail });
    }

    fn times(&mut self, cells: &IntakeCells, house: &House, today: NaiveDate) -> Times {
        let parts = &house.venue.day_parts;
        let mut times = Times::default();
        let dated = [C::Date, C::Start, C::Time].map(|column| cells.get(column));
        // A start may hold its day.
        let said = dated.iter().filter(|text| !text.is_empty());
        times.date = said.clone().find_map(|text| day(text, today));
        match (times.date, cells.get(C::Date)) {
            (Some(_), _) => {}
            (None, "") => self.unclear(Odd::NoDate, ""),
            (None, text) => self.unclear(Odd::DateUnclear, text),
        }
        let (span, start, end) = (cells.get(C::Time), cells.get(C::Start), cells.get(C::End));
        if !span.is_empty() {
            match hours(span, parts).or_else(|| after_day(span).and_then(|rest| hours(rest, parts)))
            {
                Some(read) => {
                    times.from = Some(read.from);
                    times.to = read.to;
                    times.all_day = read.all_day;
                }
                None => self.unclear(Odd::TimeUnclear, span),
            }
        }
        if !start.is_empty() {
            match hour_of(start) {
                Some(minute) => times.from = Some(minute),
                None => self.unclear(Odd::TimeUnclear, start),
            }
        }
        if !end.is_empty() {
            match hour_of(end) {
                Some(minute) => times.to = Some(minute),
                None => self.unclear(Odd::TimeUnclear, end),
            }
        }
        if times.from.is_none() && span.is_empty() && start.is_empty() {
            // The day's own cell may hold the hour, or a word for it.
            let rest = after_day(cells.get(C::Date));
            match rest.and_then(|rest| hours(rest, parts)) {
                Some(read) => {
                    times.from = Some(read.from);
                    times.to = times.to.or(read.to);
                    times.all_day = read.all_day;
                }
                None => self.unclear(Odd::NoTime, ""),
            }
        }
        self.end(&mut times, parts.default_minutes);
        times
    }

    /// The end where none is said, or where it is on the day after.
    fn end(&mut self, times: &mut Times, usual: u32) {
        let Some(from) = times.from else { return };
        match times.to {
            None => {
                times.to = Some(from.saturating_add(usual));
                self.open_end = true;
                self.remark(Odd::LengthAssumed, &usual.to_string());
            }
            Some(to) if to == from => self.unclear(Odd::SlotUnclear, ""),
            Some(to) if to < from => {
                times.to = Some(to.saturating_add(1440));
                self.remark(Odd::NextDay, "");
            }
            Some(to) if to > 1440 => self.remark(Odd::NextDay, ""),
            Some(_) => {}
        }
    }

    fn place_of(
        &mut self,
        cells: &IntakeCells,
        rooms: &BTreeMap<String, Option<RoomId>>,
        names: &RoomNames<'_>,
        house: &House,
    ) {
        let cell = self.room_cell.clone();
        match meant(&cell, rooms, names) {
            Meant::Open => {}
            Meant::Rooms(found) => {
                let mut found = found.into_iter();
                self.draft.room = found.next();
                self.draft.also = found.collect();
            }
            Meant::Unknown => self.unclear(Odd::RoomUnknown, &cell),
            Meant::Several => self.unclear(Odd::RoomSeveral, &cell),
        }
        let said = cells.get(C::Layout);
        if said.is_empty() {
            return;
        }
        let known = layout(said);
        let room = self.draft.room.and_then(|id| house.rooms.get(id));
        let fits = |room: &steward_domain::room::Room| {
            room.settings.iter().any(|one| Some(one.layout) == known)
        };
        // A room that cannot be set so is set as usual.
        if known.is_none() || !room.is_none_or(fits) {
            self.remark(Odd::LayoutUnclear, said);
        } else {
            self.draft.layout = known;
        }
    }

    fn words(&mut self, cells: &IntakeCells) {
        cells
            .get(C::Organiser)
            .clone_into(&mut self.draft.organiser);
        cells.get(C::Contact).clone_into(&mut self.draft.contact);
        let phone = cells.get(C::Phone);
        phone
            .strip_suffix(".0")
            .unwrap_or(phone)
            .clone_into(&mut self.draft.phone);
        cells.get(C::Needs).clone_into(&mut self.draft.needs);
        let heads = cells.get(C::Headcount);
        self.draft.headcount = count(heads).filter(|n| *n > 0);
        if !heads.is_empty() && self.draft.headcount.is_none() && count(heads) != Some(0) {
            self.remark(Odd::CountUnclear, heads);
        }
        if let Some(said) = self.word(cells, C::Service, Odd::ServiceUnclear, service) {
            self.draft.service = said;
        }
        if let Some(said) = self.word(cells, C::Leader, Odd::YesUnclear, yes) {
            self.draft.leader = said;
        }
        self.draft.state = self.word(cells, C::State, Odd::StateUnclear, state);
        match level(cells.get(C::Level)) {
            Some(said) => self.draft.level = said,
            // Who may know it is not guessed.
            None if !cells.get(C::Level).is_empty() => {
                self.unclear(Odd::LevelUnclear, cells.get(C::Level));
            }
            None => {}
        }
    }

    fn word<T>(
        &mut self,
        cells: &IntakeCells,
        column: C,
        odd: Odd,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let text = cells.get(column);
        let found = read(text);
        if found.is_none() && !text.is_empty() {
            self.remark(odd, text);
        }
        found
    }

    /// Each part in plain form, as far as it was said and understood.
    fn told(&self, cells: &IntakeCells) -> Vec<Option<String>> {
        let draft = &self.draft;
        let said = |column: C, text: String| {
            // What was hidden from who wrote the list is not what it says.
            (!words::says_hidden(&text) && !cells.get(column).is_empty()).then_some(text)
        };
        let end = draft.end_minute.filter(|_| !self.open_end);
        let time = (draft.date, draft.start_minute, end);
        let rooms: Vec<String> = draft
            .room
            .iter()
            .chain(&draft.also)
            .map(|id| id.to_string())
            .collect();
        vec![
            said(C::Title, draft.title.clone()),
            self.start.map(|_| format!("{time:?}")),
            said(C::Room, rooms.join(" ")),
            draft.layout.map(|one| json(&one)),
            draft.headcount.map(|n| n.to_string()),
            said(C::Organiser, draft.organiser.clone()),
            said(C::Contact, draft.contact.clone()),
            said(C::Phone, draft.phone.clone()),
            service(cells.get(C::Service)).map(|one| json(&one)),
            yes(cells.get(C::Leader)).map(|one| json(&one)),
            said(C::Needs, draft.needs.clone()),
            draft.state.map(|one| json(&one)),
            level(cells.get(C::Level)).map(|one| json(&one)),
        ]
    }

    /// Puts what the list says anew on a draft; what it says nothing of, or
    /// says as it did before, stays.
    pub(super) fn put_on(&self, draft: &mut Draft, was: &str) {
        let is = self.digest().rest;
        let keeps = |part: usize| is_as_before(was, &is, part);
        let from = &self.draft;
        put(&mut draft.title, &from.title, keeps(0));
        // Where no end is said, the meeting keeps how long it is.
        let end = match (draft.start_minute, draft.end_minute, from.start_minute) {
            (Some(began), Some(ended), Some(begins)) if self.open_end => {
                Some(begins.saturating_add(ended.saturating_sub(began)))
            }
            _ => from.end_minute,
        };
        put(&mut draft.date, &from.date, keeps(1));
        put(&mut draft.start_minute, &from.start_minute, keeps(1));
        put(&mut draft.end_minute, &end, keeps(1));
        put(&mut draft.all_day, &from.all_day, keeps(1));
        put(&mut draft.room, &from.room, keeps(2));
        put(&mut draft.also, &from.also, keeps(2));
        put(&mut draft.layout, &from.layout, keeps(3));
        put(&mut draft.headcount, &from.headcount, keeps(4));
        put(&mut draft.organiser, &from.organiser, keeps(5));
        put(&mut draft.contact, &from.contact, keeps(6));
        put(&mut draft.phone, &from.phone, keeps(7));
        put(&mut draft.service, &from.service, keeps(8));
        put(&mut draft.leader, &from.leader, keeps(9));
        put(&mut draft.needs, &from.needs, keeps(10));
        put(&mut draft.state, &from.state, keeps(11));
        put(&mut draft.level, &from.level, keeps(12));
    }

    pub(super) fn digest(&self) -> SourceDigest {
        parts_of(&self.parts)
    }

    /// The row's identity in the list: what the list calls it, else what it is.
    pub(super) fn key(&self) -> String {
        match (self.uid.as_str(), self.number.as_str()) {
            ("", "") => {
                let start = self.start.map(|at| at.to_rfc3339()).unwrap_or_default();
                let words = [&plain(&self.draft.title), &start, &plain(&self.room_cell)];
                format!("row:{}", digest(&words.map(String::as_str)))
            }
            ("", number) => format!("number:{}", number.to_uppercase()),
            (uid, _) => format!("uid:{uid}"),
        }
    }

    /// Title and day.
    pub(super) fn likeness(&self) -> String {
        let date = self.draft.date.map(|date| date.to_string());
        format!("{}|{}", plain(&self.draft.title), date.unwrap_or_default())
    }

    pub(super) fn when(&self, house: &House) -> Option<When> {
        let date = self.draft.date?;
        let (from, to) = (self.draft.start_minute?, self.draft.end_minute?);
        let (start, end) = (house.instant(date, from), house.instant(date, to));
        Some(house.when_of(start, end, self.draft.all_day))
    }

    /// The room as it is called here, else as the list has it.
    pub(super) fn place(&self, house: &House, language: Language) -> String {
        let rooms = self.draft.room.iter().chain(&self.draft.also);
        let names = rooms.map(|id| house.room_name(*id).in_language(language).to_owned());
        match self.draft.room {
            Some(_) => names.collect::<Vec<_>>().join(words::comma(language)),
            None => self.room_cell.clone(),
        }
    }
}

/// What follows the day of a cell: `2026-11-30 9:00`, `11月30日上午`.
fn after_day(text: &str) -> Option<&str> {
    let rest = match text.split_once([' ', 'T']) {
        Some((_, rest)) => rest,
        None => text.rsplit_once(['日', '号'])?.1,
    };
    let rest = rest.trim();
    (!rest.is_empty()).then_some(rest)
}

fn hour_of(text: &str) -> Option<u32> {
    hour(text).or_else(|| hour(after_day(text)?))
}

/// A value as the log writes it.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
