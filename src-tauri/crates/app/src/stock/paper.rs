//! The pick-list of a day 领料单 as PDF and as a workbook.

use chrono::NaiveDate;
use steward_documents::{Cell, Column, Form, Part, Sheet};
use steward_domain::names::Language;

use super::pick::pick_list;
use crate::Desk;
use crate::audit::left;
use crate::forms::Letter;
use crate::views::{PaperInfo, PickLine, PickList, PickMeeting, Refusal};
use crate::words;
use crate::words::stock_terms as terms;
use crate::words::terms::Term;

impl Desk {
    /// Lays out the pick-list of a day: by place, then room by room.
    ///
    /// # Errors
    /// [`Refusal::Document`].
    pub fn pick_list_paper(
        &self,
        date: NaiveDate,
        language: Language,
    ) -> Result<PaperInfo, Refusal> {
        self.may_read("pick_list_paper")?;
        let form = self.house(|r, house| {
            let list = pick_list(r, house, date)?;
            Ok(form(&self.letter(house, language), &list))
        })?;
        self.lay_out_as("pick_list", &form, date)
    }

    /// Saves the pick-list of a day as a workbook.
    ///
    /// # Errors
    /// [`Refusal::File`] when the file cannot be written.
    pub fn pick_list_workbook(
        &self,
        date: NaiveDate,
        language: Language,
        path: &str,
    ) -> Result<(), Refusal> {
        self.may_read("pick_list_workbook")?;
        self.save_workbook(language, path, |r, letter| {
            let list = pick_list(r, letter.house, date)?;
            let title = title(letter, date);
            let sheets = vec![totals(letter, &list, &title), lines(letter, &list, &title)];
            let gone = left("pick_list", "xlsx", "", Some(date));
            Ok(letter.leaving(title, sheets, gone))
        })
    }
}

/// `2026-11-25 周三`.
fn day(letter: &Letter<'_>, date: NaiveDate) -> String {
    format!("{date} {}", letter.say(words::weekday(date)))
}

fn title(letter: &Letter<'_>, date: NaiveDate) -> String {
    format!("{} {}", letter.say(terms::PICK_LIST), day(letter, date))
}

fn form(letter: &Letter<'_>, list: &PickList) -> Form {
    let number = format!("P{}", list.date.format("%m%d"));
    let mut form = letter.form(terms::PICK_LIST, &number, &day(letter, list.date));
    form.facts = letter.facts(vec![(terms::MEETINGS, list.meetings.len().to_string())]);
    let rows = list.totals.iter().map(|sum| {
        vec![
            place(letter, sum.stock.is_some(), &sum.place),
            letter.name(&sum.item),
            letter.name(&sum.unit),
            sum.count.to_string(),
            figure(sum.on_hand),
            String::new(),
        ]
    });
    form.parts.push(Part::Table {
        heading: letter.say(terms::BY_PLACE),
        columns: columns(
            letter,
            &[
                (terms::PLACE, 5, false),
                (terms::ITEM, 6, false),
                (terms::UNIT, 2, false),
                (terms::NEEDED_COUNT, 3, true),
                (terms::ON_HAND, 3, true),
                (terms::TAKEN_COUNT, 3, true),
            ],
        ),
        rows: rows.collect(),
        sums: Vec::new(),
        none: letter.say(terms::NO_GOODS),
    });
    for one in &list.meetings {
        form.parts.push(Part::Table {
            heading: heading(letter, one),
            columns: columns(
                letter,
                &[
                    (terms::ITEM, 6, false),
                    (terms::UNIT, 2, false),
                    (terms::NEEDED_COUNT, 3, true),
                    (terms::TAKEN_COUNT, 3, true),
                    (terms::BACK_COUNT, 3, true),
                    (terms::GONE_COUNT, 3, true),
                ],
            ),
            rows: one.lines.iter().map(|line| cells(letter, line)).collect(),
            sums: Vec::new(),
            none: letter.say(terms::NO_GOODS),
        });
    }
    form.signs = letter.signs(&[terms::SIGN_TAKER, terms::SIGN_STORE]);
    form
}

/// `13:00 报告厅 · 1122-A03 全市宣传思想文化工作会议 · 180`.
fn heading(letter: &Letter<'_>, one: &PickMeeting) -> String {
    let carry = letter.house.venue.local(one.carry);
    let meeting = &one.meeting;
    let carry = match carry.date() == meeting.when.date {
        true => carry.format("%H:%M").to_string(),
        false => carry.format("%m-%d %H:%M").to_string(),
    };
    let room = meeting.room.as_ref().map(|room| letter.name(room));
    let heads = meeting.headcount.map(|n| n.to_string());
    let what = [
        format!("{carry} {}", room.unwrap_or_default()),
        format!("{} {}", meeting.number, meeting.title),
        heads.unwrap_or_default(),
    ];
    crate::texts::dotted(what)
}

/// What was taken stands there; what was not is written in by hand.
fn cells(letter: &Letter<'_>, line: &PickLine) -> Vec<String> {
    let done = |count: i32| {
        if count > 0 {
            count.to_string()
        } else {
            String::new()
        }
    };
    let item = match line.stock {
        Some(_) => letter.name(&line.item),
        None => format!(
            "{} ({})",
            letter.name(&line.item),
            letter.say(terms::NOT_KEPT)
        ),
    };
    vec![
        item,
        letter.name(&line.unit),
        line.count.to_string(),
        done(line.taken),
        done(line.back),
        done(line.gone),
    ]
}

fn columns(letter: &Letter<'_>, all: &[(Term, u32, bool)]) -> Vec<Column> {
    let made = all.iter().map(|(name, share, figures)| {
        let name = name.say(letter.language);
        match figures {
            true => Column::figures(name, *share),
            false => Column::words(name, *share),
        }
    });
    made.collect()
}

fn place(letter: &Letter<'_>, kept: bool, place: &str) -> String {
    match kept {
        true => place.to_owned(),
        false => letter.say(terms::NOT_KEPT),
    }
}

fn figure(count: Option<i32>) -> String {
    count.map(|count| count.to_string()).unwrap_or_default()
}

fn totals(letter: &Letter<'_>, list: &PickList, title: &str) -> Sheet {
    let rows = list.totals.iter().map(|sum| {
        vec![
            Cell::text(&place(letter, sum.stock.is_some(), &sum.place)),
            Cell::text(&letter.name(&sum.item)),
            Cell::text(&letter.name(&sum.unit)),
            Cell::Count(i64::from(sum.count)),
            Cell::Count(i64::from(sum.open)),
            sum.on_hand
                .map_or(Cell::Empty, |n| Cell::Count(i64::from(n))),
        ]
    });
    let heads = [
        (terms::PLACE, 18),
        (terms::ITEM, 20),
        (terms::UNIT, 8),
        (terms::NEEDED_COUNT, 10),
        (terms::NOT_TAKEN, 10),
        (terms::ON_HAND, 10),
    ];
    Sheet {
        name: letter.say(terms::BY_PLACE),
        title: title.to_owned(),
        columns: heads
            .map(|(name, width)| (letter.say(name), width))
            .to_vec(),
        rows: rows.collect(),
    }
}

fn lines(letter: &Letter<'_>, list: &PickList, title: &str) -> Sheet {
    let mut rows = Vec::new();
    for one in &list.meetings {
        let meeting = &one.meeting;
        let room = meeting.room.as_ref().map(|room| letter.name(room));
        for line in &one.lines {
            rows.push(vec![
                Cell::Time(letter.house.venue.local(one.carry)),
                Cell::text(&room.clone().unwrap_or_default()),
                Cell::text(&meeting.number.0),
                Cell::text(&meeting.title),
                Cell::text(&letter.name(&line.item)),
                Cell::text(&letter.name(&line.unit)),
                Cell::text(&place(letter, line.stock.is_some(), &line.place)),
                Cell::Count(i64::from(line.count)),
                Cell::Count(i64::from(line.taken)),
                Cell::Count(i64::from(line.back)),
                Cell::Count(i64::from(line.gone)),
            ]);
        }
    }
    let heads = [
        (terms::TO_CARRY, 18),
        (words::terms::ROOMS, 18),
        (words::terms::NUMBER, 12),
        (terms::MEETING, 40),
        (terms::ITEM, 18),
        (terms::UNIT, 8),
        (terms::PLACE, 16),
        (terms::NEEDED_COUNT, 9),
        (terms::TAKEN_COUNT, 9),
        (terms::BACK_COUNT, 9),
        (terms::GONE_COUNT, 9),
    ];
    Sheet {
        name: letter.say(terms::BY_MEETING),
        title: title.to_owned(),
        columns: heads
            .map(|(name, width)| (letter.say(name), width))
            .to_vec(),
        rows,
    }
}
