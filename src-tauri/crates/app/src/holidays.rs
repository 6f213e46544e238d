//! Public holidays: read from a file as they are announced, edited by day.

use std::path::Path;

use chrono::{Datelike as _, NaiveDate};
use serde::Deserialize;
use steward_domain::holidays::{Holiday, HolidayYear, MOST_DAYS};
use steward_domain::record::Record as _;

use crate::Desk;
use crate::files::read_bounded;
use crate::texts::line;
use crate::views::{HolidaysRead, Refusal};

/// Largest file of a year, bytes.
const LARGEST: u64 = 1024 * 1024;
/// Longest name of a holiday, characters.
const NAME: usize = 60;

/// A year in a file: the shape in which the announcements are kept publicly.
#[derive(Deserialize)]
struct YearFile {
    year: i32,
    days: Vec<DayFile>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct DayFile {
    name: String,
    date: NaiveDate,
    is_off_day: bool,
}

impl Desk {
    /// The years that are known, the first first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn holidays(&self) -> Result<Vec<HolidayYear>, Refusal> {
        let mut years = self.read(|r| Ok(r.all::<HolidayYear>()?))?;
        years.retain(|year| !year.days.is_empty());
        years.sort_by_key(|year| year.year);
        Ok(years)
    }

    /// Takes the holidays of a year from a file, or only looks at them. The
    /// year is as the file says afterwards.
    ///
    /// # Errors
    /// [`Refusal::File`] for a file that cannot be read, or is no such file.
    pub fn import_holidays(&self, path: &str, dry_run: bool) -> Result<HolidaysRead, Refusal> {
        let year = year_of(Path::new(path))?;
        let known = self.read(|r| Ok(r.get::<HolidayYear>(year.uuid())?))?;
        let changed = known.as_ref() != Some(&year);
        if changed && !dry_run {
            self.act("import_holidays", |w, _| Ok(w.save(&year)?))?;
        }
        let off = year.days.iter().filter(|day| day.off).count();
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Ok(HolidaysRead {
            year: year.year,
            off: count(off),
            made_up: count(year.days.len() - off),
            changed,
        })
    }

    /// Sets one day apart, or makes it as its weekday is when `off` is none.
    ///
    /// # Errors
    /// [`Refusal::TooLong`]; [`Refusal::NothingChanged`].
    pub fn set_holiday(
        &self,
        date: NaiveDate,
        off: Option<bool>,
        name: &str,
    ) -> Result<(), Refusal> {
        let name = line("name", name, NAME)?;
        self.act("set_holiday", |w, _| {
            let id = HolidayYear::id_of(date.year());
            let known = w.get::<HolidayYear>(id.0)?;
            let known = known.unwrap_or_else(|| HolidayYear::new(date.year(), []));
            let others = known.days.iter().filter(|day| day.date != date).cloned();
            let day = off.map(|off| Holiday { date, name, off });
            let year = HolidayYear::new(date.year(), others.chain(day));
            if year == known {
                return Err(Refusal::NothingChanged);
            }
            Ok(w.save(&year)?)
        })
    }
}

fn year_of(path: &Path) -> Result<HolidayYear, Refusal> {
    let bytes = read_bounded(path, LARGEST)?;
    let strange = || Refusal::NotSuch {
        field: "holidays".to_owned(),
        text: path.display().to_string(),
    };
    let text = std::str::from_utf8(&bytes).map_err(|_| strange())?;
    let text = text.trim_start_matches('\u{feff}');
    let said: YearFile = serde_json::from_str(text).map_err(|_| strange())?;
    let sane = (1949..=2200).contains(&said.year) && said.days.len() <= MOST_DAYS;
    let own = said.days.iter().any(|day| day.date.year() == said.year);
    if !sane || !own {
        return Err(strange());
    }
    let mut days = Vec::with_capacity(said.days.len());
    for day in said.days {
        days.push(Holiday {
            date: day.date,
            name: line("name", &day.name, NAME)?,
            off: day.is_off_day,
        });
    }
    Ok(HolidayYear::new(said.year, days))
}
