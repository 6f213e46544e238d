//! The bulletin as its template reads it: sorted, cleaned, with times taken apart.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use serde::Serialize;

use crate::bulletin::{
    Bulletin, BulletinMeeting, DepartmentSheet, Done, GoodsLine, Language, Mark, SheetTask, State,
};
use crate::text::{LABEL, NAME, REMARK, TITLE, line, reminder};
use crate::{Fonts, fonts::Families};

/// Everything the template is given.
#[derive(Serialize)]
pub(crate) struct View {
    language: &'static str,
    fonts: Families,
    number: String,
    issuer: String,
    station: String,
    venue: String,
    date: Moment,
    made_at: Moment,
    meetings: Vec<Meeting>,
    sheets: Vec<Sheet>,
    goods: Vec<Goods>,
    deliveries: Vec<Delivery>,
    notes: Vec<String>,
    separate_leaves: bool,
}

/// A local time, taken apart; `offset` counts the days from the bulletin's day, `weekday` from Monday = 1.
#[derive(Serialize, Clone, Copy)]
pub(crate) struct Moment {
    year: i32,
    month: u32,
    day: u32,
    weekday: u32,
    hour: u32,
    minute: u32,
    offset: i64,
}

#[derive(Serialize)]
pub(crate) struct Meeting {
    number: String,
    from: Moment,
    to: Moment,
    room: String,
    layout: String,
    title: String,
    organiser: String,
    contact: String,
    phone: String,
    headcount: Option<u32>,
    state: State,
    class: String,
    tags: Vec<String>,
    marks: Vec<Mark>,
    remarks: String,
}

#[derive(Serialize)]
struct Sheet {
    name: String,
    tasks: Vec<Task>,
}

#[derive(Serialize)]
struct Task {
    due: Moment,
    room: String,
    meeting: String,
    title: String,
    text: String,
    done: Option<Signed>,
    overdue: bool,
}

#[derive(Serialize)]
pub(crate) struct Signed {
    by: String,
    at: Moment,
}

#[derive(Serialize)]
struct Goods {
    name: String,
    unit: String,
    total: u32,
}

/// What goes to one meeting: the goods turned round, so that a trolley can be loaded by it.
#[derive(Serialize)]
struct Delivery {
    number: String,
    from: Option<Moment>,
    room: String,
    title: String,
    items: Vec<Item>,
}

#[derive(Serialize)]
struct Item {
    name: String,
    unit: String,
    quantity: u32,
}

/// The view of a bulletin.
pub(crate) fn bulletin(data: &Bulletin, fonts: &Fonts) -> View {
    let day = data.date;
    let mut sorted: Vec<&BulletinMeeting> = data.meetings.iter().collect();
    sorted.sort_by(|a, b| {
        (a.from, a.to, &a.room, &a.number).cmp(&(b.from, b.to, &b.room, &b.number))
    });
    View {
        language: language(data.language),
        fonts: fonts.families(),
        number: line(&data.number, LABEL),
        issuer: line(&data.issuer, LABEL),
        station: line(&data.station, LABEL),
        venue: line(&data.venue, NAME),
        date: moment(day.and_time(chrono::NaiveTime::MIN), day),
        made_at: moment(data.made_at, day),
        deliveries: deliveries(&data.goods, &sorted, day),
        meetings: sorted.into_iter().map(|m| meeting(m, day)).collect(),
        sheets: data
            .sheets
            .iter()
            .map(|s| sheet(s, data.language, day))
            .collect(),
        goods: data.goods.iter().map(goods).collect(),
        notes: data
            .notes
            .iter()
            .map(|n| line(n, TITLE))
            .filter(|n| !n.is_empty())
            .collect(),
        separate_leaves: data.separate_leaves,
    }
}

/// A language as templates name it.
pub(crate) fn language(language: Language) -> &'static str {
    match language {
        Language::Zh => "zh",
        Language::En => "en",
    }
}

/// A local time, taken apart, its day counted from `day`.
pub(crate) fn moment(at: NaiveDateTime, day: NaiveDate) -> Moment {
    Moment {
        year: at.year(),
        month: at.month(),
        day: at.day(),
        weekday: at.weekday().number_from_monday(),
        hour: at.hour(),
        minute: at.minute(),
        offset: at.date().signed_duration_since(day).num_days(),
    }
}

pub(crate) fn meeting(m: &BulletinMeeting, day: NaiveDate) -> Meeting {
    Meeting {
        number: line(&m.number, LABEL),
        from: moment(m.from, day),
        to: moment(m.to, day),
        room: line(&m.room, NAME),
        layout: line(&m.layout, NAME),
        title: line(&m.title, TITLE),
        organiser: line(&m.organiser, NAME),
        contact: line(&m.contact, LABEL),
        phone: line(&m.phone, NAME),
        headcount: m.headcount,
        state: m.state,
        class: line(&m.class, LABEL),
        tags: m
            .tags
            .iter()
            .map(|t| line(t, LABEL))
            .filter(|t| !t.is_empty())
            .collect(),
        marks: m.marks.clone(),
        remarks: line(&m.remarks, REMARK),
    }
}

fn sheet(s: &DepartmentSheet, language: Language, day: NaiveDate) -> Sheet {
    let name = match language {
        Language::Zh => &s.department.zh,
        Language::En => &s.department.en,
    };
    let mut tasks: Vec<&SheetTask> = s.tasks.iter().collect();
    tasks.sort_by(|a, b| (a.due, &a.room, &a.meeting).cmp(&(b.due, &b.room, &b.meeting)));
    Sheet {
        name: line(name, LABEL),
        tasks: tasks.into_iter().map(|t| task(t, day)).collect(),
    }
}

fn task(t: &SheetTask, day: NaiveDate) -> Task {
    Task {
        due: moment(t.due, day),
        room: line(&t.room, NAME),
        meeting: line(&t.meeting, LABEL),
        title: reminder(&t.title),
        text: line(&t.text, REMARK),
        done: t.done.as_ref().map(|done| signed(done, day)),
        overdue: t.overdue,
    }
}

/// Who did it and when.
pub(crate) fn signed(done: &Done, day: NaiveDate) -> Signed {
    Signed {
        by: line(&done.by, LABEL),
        at: moment(done.at, day),
    }
}

fn goods(g: &GoodsLine) -> Goods {
    Goods {
        name: line(&g.name, NAME),
        unit: line(&g.unit, LABEL),
        total: g.total,
    }
}

/// Meetings in the order of the list, then numbers the list does not know.
fn deliveries(goods: &[GoodsLine], meetings: &[&BulletinMeeting], day: NaiveDate) -> Vec<Delivery> {
    let mut items: HashMap<&str, Vec<Item>> = HashMap::new();
    let mut unknown: Vec<&str> = Vec::new();
    for g in goods {
        for (number, quantity) in g.per_meeting.iter().filter(|(_, q)| *q > 0) {
            let list = items.entry(number).or_default();
            if list.is_empty() && !meetings.iter().any(|m| m.number == *number) {
                unknown.push(number);
            }
            list.push(Item {
                name: line(&g.name, NAME),
                unit: line(&g.unit, LABEL),
                quantity: *quantity,
            });
        }
    }
    let known = meetings.iter().filter_map(|m| {
        let items = items.remove(m.number.as_str())?;
        Some(Delivery {
            number: line(&m.number, LABEL),
            from: Some(moment(m.from, day)),
            room: line(&m.room, NAME),
            title: reminder(&m.title),
            items,
        })
    });
    let mut all: Vec<Delivery> = known.collect();
    all.extend(unknown.into_iter().filter_map(|number| {
        let items = items.remove(number)?;
        Some(Delivery {
            number: line(number, LABEL),
            from: None,
            room: String::new(),
            title: String::new(),
            items,
        })
    }));
    all
}
