//! The calendar, the list of bookings and its filters.

use chrono::Datelike as _;
use steward_app::domain::room::Room;
use steward_app::views::{CalendarDay, CalendarSpan, Period, SavedFilter};

use super::{Printed, column, right, widest};
use crate::words::booking;
use crate::words::time::{day, day_and_clock};

impl Printed {
    /// A line a day; of a year, a line a month.
    pub(crate) fn calendar(self, span: &CalendarSpan) -> String {
        self.or_json(span, || match span.days.len() > 62 {
            true => self.year(span),
            false => span.days.iter().map(|day| self.calendar_day(day)).collect(),
        })
    }

    fn calendar_day(self, one: &CalendarDay) -> String {
        let lunar = one.lunar.as_ref();
        let lunar = lunar.map_or("", |lunar| lunar.short.as_str());
        let marks = one.holiday.as_ref().map(|mark| {
            let kind = match mark.off {
                true => self.pick("休", "off"),
                false => self.pick("班", "work"),
            };
            format!("{} {kind}", mark.name)
        });
        let count = match one.meetings {
            0 => String::new(),
            n => n.to_string(),
        };
        let share = match one.share {
            0 => String::new(),
            share => format!("{share}%"),
        };
        let first = one.first.iter().map(|brief| self.title(&brief.title));
        let line = format!(
            "  {}  {}  {}  {}  {}  {}",
            column(&day(one.date, self.tongue), 14),
            column(lunar, 8),
            right(&count, 4),
            right(&share, 4),
            column(&marks.unwrap_or_default(), 10),
            first
                .take(2)
                .collect::<Vec<_>>()
                .join(self.pick("、", ", ")),
        );
        format!("{}\n", line.trim_end())
    }

    fn year(self, span: &CalendarSpan) -> String {
        let mut text = String::new();
        for days in span.days.chunk_by(|a, b| a.date.month() == b.date.month()) {
            let meetings: u32 = days.iter().map(|day| day.meetings).sum();
            let shares: u32 = days.iter().map(|day| day.share).sum();
            let length = u32::try_from(days.len()).unwrap_or(1).max(1);
            let fullest = days.iter().max_by_key(|day| (day.share, day.meetings));
            let fullest = fullest.filter(|day| day.meetings > 0).map(|one| {
                format!(
                    "{} {} {}%",
                    self.pick("最满", "fullest"),
                    one.date,
                    one.share
                )
            });
            let month = days.first().map(|day| day.date.format("%Y-%m").to_string());
            let line = format!(
                "  {}  {}  {}  {}",
                month.unwrap_or_default(),
                right(&meetings.to_string(), 6),
                right(&format!("{}%", shares / length), 4),
                fullest.unwrap_or_default()
            );
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }

    /// The bookings of some days.
    pub(crate) fn bookings(self, period: &Period) -> String {
        self.or_json(period, || {
            if period.meetings.is_empty() {
                return self.pick("没有预订。\n", "No bookings.\n").to_owned();
            }
            let room = |id| {
                let found = period.rooms.iter().find(|room| Some(room.id) == id);
                self.room(found.map(|room| &room.name)).to_owned()
            };
            let rooms: Vec<String> = period.meetings.iter().map(|one| room(one.room)).collect();
            let whens = period.meetings.iter();
            let whens: Vec<String> = whens
                .map(|one| day_and_clock(&one.when, self.tongue))
                .collect();
            let (wide, long) = (
                widest(rooms.iter().map(String::as_str)),
                widest(whens.iter().map(String::as_str)),
            );
            let lines = period.meetings.iter().zip(&rooms).zip(&whens);
            lines
                .map(|((one, room), when)| {
                    format!(
                        "  {}  {}  {}  {}  {}\n",
                        column(&one.number.0, 9),
                        column(when, long),
                        column(room, wide),
                        self.title(&one.title),
                        booking::state(one.state, self.tongue)
                    )
                })
                .collect()
        })
    }

    /// The filters that are kept.
    pub(crate) fn filters(self, kept: &[SavedFilter], rooms: &[Room]) -> String {
        self.or_json(&kept, || {
            if kept.is_empty() {
                return self
                    .pick("没有保存的筛选。\n", "No filter is kept.\n")
                    .to_owned();
            }
            let wide = widest(kept.iter().map(|one| one.name.as_str()));
            let lines = kept.iter().map(|one| {
                let says = self.filter_says(one, rooms);
                format!("  {}  {}\n", column(&one.name, wide), says.join(" · "))
            });
            lines.collect()
        })
    }

    fn filter_says(self, one: &SavedFilter, rooms: &[Room]) -> Vec<String> {
        let mut says = Vec::new();
        if let Some(id) = one.room {
            let room = rooms.iter().find(|room| room.id == id);
            says.push(self.room(room.map(|room| &room.name)).to_owned());
        }
        says.extend(
            one.state
                .map(|state| booking::state(state, self.tongue).to_owned()),
        );
        if !one.words.is_empty() {
            says.push(one.words.clone());
        }
        if one.follow_ups {
            says.push(self.pick("有待办", "something is open").to_owned());
        }
        if one.clashes {
            says.push(self.pick("有冲突", "clashes").to_owned());
        }
        if let (Some(from), Some(to)) = (one.from_days, one.to_days) {
            says.push(match self.pick("zh", "en") {
                "zh" => format!("今天起 {from:+} 至 {to:+} 天"),
                _ => format!("from {from:+} to {to:+} days of today"),
            });
        }
        says
    }
}
