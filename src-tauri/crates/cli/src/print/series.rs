//! Meetings that come again, public holidays.

use steward_app::domain::holidays::HolidayYear;
use steward_app::views::{HolidaysRead, SeriesDate, SeriesPreview, SeriesView};

use super::{Printed, column};
use crate::words::booking::state;
use crate::words::refusals;
use crate::words::time::{day, day_and_clock};

impl Printed {
    pub(crate) fn series_preview(self, preview: &SeriesPreview) -> String {
        self.or_json(preview, || {
            let mut text = format!("{}\n", self.name(&preview.told));
            for date in &preview.dates {
                text.push_str(&self.series_date(date));
            }
            if preview.cut {
                text.push_str(&self.tongue.pick(
                    "日期过多，后面的未列出\n".to_owned(),
                    "there are more dates than a series may have\n".to_owned(),
                ));
            }
            for year in &preview.unannounced {
                text.push_str(&self.tongue.pick(
                    format!("{year} 年节假日尚未公布或未导入，按平常日子计算\n"),
                    format!("the holidays of {year} are not known yet: its days count as usual\n"),
                ));
            }
            text
        })
    }

    fn series_date(self, date: &SeriesDate) -> String {
        let planned = day(date.planned, self.tongue);
        let holiday = date.holiday.as_deref().unwrap_or_default();
        match (date.date, &date.refusal) {
            (None, _) => {
                let out = self.tongue.pick("不开", "left out");
                format!("  -  {planned}  {out}  {holiday}\n")
            }
            (Some(on), refusal) => {
                let moved = match on == date.planned {
                    true => String::new(),
                    false => format!(" → {} {holiday}", day(on, self.tongue)),
                };
                match refusal {
                    None => format!("  ✓  {planned}{moved}\n"),
                    Some(refusal) => {
                        let why = refusals::refusal(refusal, self.tongue).replace('\n', "\n     ");
                        format!("  !  {planned}{moved}  {why}\n")
                    }
                }
            }
        }
    }

    pub(crate) fn series(self, view: Option<&SeriesView>) -> String {
        self.or_json(&view, || {
            let Some(view) = view else {
                return self
                    .tongue
                    .pick(
                        "这场会议不属于任何系列。\n",
                        "That meeting is of no series.\n",
                    )
                    .to_owned();
            };
            let mut text = format!("{}\n", self.name(&view.told));
            for one in &view.meetings {
                text.push_str(&format!(
                    "  {}  {}  {}  {}\n",
                    column(&one.meeting.number.0, 9),
                    day_and_clock(&one.meeting.when, self.tongue),
                    one.meeting
                        .room
                        .as_ref()
                        .map(|room| self.name(room))
                        .unwrap_or_default(),
                    state(one.state, self.tongue),
                ));
            }
            text
        })
    }

    pub(crate) fn holidays_read(self, read: &HolidaysRead) -> String {
        self.or_json(read, || {
            let (year, off, worked) = (read.year, read.off, read.made_up);
            let changed = match read.changed {
                true => String::new(),
                false => self
                    .tongue
                    .pick("，与已知相同".to_owned(), ", as was known".to_owned()),
            };
            self.tongue.pick(
                format!("{year} 年：放假 {off} 天，调休上班 {worked} 天{changed}\n"),
                format!("{year}: {off} days off, {worked} made up for{changed}\n"),
            )
        })
    }

    pub(crate) fn holidays(self, years: &[HolidayYear]) -> String {
        self.or_json(&years, || {
            if years.is_empty() {
                return self
                    .tongue
                    .pick(
                        "还没有节假日：用 `stewardctl holidays import FILE` 导入。\n",
                        "No holidays yet: `stewardctl holidays import FILE` takes a year in.\n",
                    )
                    .to_owned();
            }
            let mut text = String::new();
            for year in years {
                text.push_str(&format!("{}\n", year.year));
                for one in &year.days {
                    let what = match one.off {
                        true => self.tongue.pick("休", "off"),
                        false => self.tongue.pick("班", "worked"),
                    };
                    text.push_str(&format!(
                        "  {} {what} {}\n",
                        day(one.date, self.tongue),
                        one.name
                    ));
                }
            }
            text
        })
    }
}
