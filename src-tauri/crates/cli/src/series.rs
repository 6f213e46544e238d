//! Commands about meetings that come again, and about public holidays.

use chrono::Datelike as _;
use steward_app::call::{Call, HolidaysAct, SeriesAct};
use steward_app::domain::holidays::HolidayYear;
use steward_app::domain::repeat::{Ends, Every, OnHoliday, Repeat};
use steward_app::views::{
    Draft, HolidaysRead, Refusal, SeriesChoice, SeriesPreview, SeriesScope, SeriesTaking,
    SeriesView,
};

use crate::arguments::{
    ComingAgain, DayIs, EveryWhat, HolidayWay, HolidaysCommand, SeriesBook, SeriesCommand, Which,
};
use crate::booking::one_booking;
use crate::front::Front;
use crate::print::Printed;
use crate::run::whole_path;

pub(crate) fn coming_again(
    front: &Front,
    command: &ComingAgain,
    say: Printed,
) -> Result<String, Refusal> {
    match command {
        ComingAgain::Series { act } => series(front, act, say),
        ComingAgain::Holidays { act } => holidays(front, act.as_ref(), say),
    }
}

fn series(front: &Front, command: &SeriesCommand, say: Printed) -> Result<String, Refusal> {
    let act = match command {
        SeriesCommand::Book(book) => return booked(front, book, say),
        SeriesCommand::Show { meeting } => SeriesAct::Show {
            meeting: meeting.clone(),
        },
        SeriesCommand::Cancel {
            meeting,
            scope,
            why,
        } => SeriesAct::Cancel {
            meeting: meeting.clone(),
            scope: match scope {
                Which::One => SeriesScope::One,
                Which::Following => SeriesScope::Following,
                Which::All => SeriesScope::All,
            },
            why: why.clone(),
        },
    };
    let view: Option<SeriesView> = front.call(Call::Series { act })?;
    Ok(say.series(view.as_ref()))
}

fn booked(front: &Front, book: &SeriesBook, say: Printed) -> Result<String, Refusal> {
    let (_, draft) = one_booking(front, &book.line, say)?;
    let repeat = repeat_of(book, &draft);
    let preview: SeriesPreview = front.call(Call::Series {
        act: SeriesAct::Preview {
            draft: draft.clone(),
            repeat: repeat.clone(),
        },
    })?;
    if book.dry_run {
        return Ok(say.series_preview(&preview));
    }
    let taken = preview.dates.iter().filter(|date| date.refusal.is_some());
    let way = match (book.skip_taken, book.ask_taken) {
        (true, _) => Some(SeriesTaking::Skip),
        (_, true) => Some(SeriesTaking::Enquiry),
        _ => None,
    };
    let choices = taken.filter_map(|date| {
        Some(SeriesChoice {
            planned: date.planned,
            take: way.clone()?,
        })
    });
    let act = SeriesAct::Book {
        choices: choices.collect(),
        draft,
        repeat,
    };
    let view: Option<SeriesView> = front.call(Call::Series { act })?;
    Ok(say.series(view.as_ref()))
}

fn repeat_of(book: &SeriesBook, draft: &Draft) -> Repeat {
    let own = draft.date.map_or(1, |date| date.day());
    Repeat {
        every: match book.every {
            EveryWhat::Day => Every::Day,
            EveryWhat::WorkingDay => Every::WorkingDay,
            EveryWhat::Week => Every::Week {
                days: book.on.clone(),
            },
            EveryWhat::Month => Every::MonthDay {
                day: u8::try_from(own).unwrap_or(1),
            },
            EveryWhat::MonthWeekday => Every::MonthWeekday {
                week: book.week,
                weekday: book.weekday,
            },
        },
        interval: book.interval,
        ends: match (book.until, book.count) {
            (Some(until), _) => Ends::Until(until),
            (None, count) => Ends::Count(count.unwrap_or(1)),
        },
        except: book.except.clone(),
        on_holiday: match book.on_holiday {
            HolidayWay::Skip => OnHoliday::Skip,
            HolidayWay::After => OnHoliday::After,
            HolidayWay::Before => OnHoliday::Before,
            HolidayWay::Keep => OnHoliday::Keep,
        },
    }
}

fn holidays(
    front: &Front,
    command: Option<&HolidaysCommand>,
    say: Printed,
) -> Result<String, Refusal> {
    let act = match command {
        None => HolidaysAct::Show,
        Some(HolidaysCommand::Import { file, dry_run }) => {
            let act = HolidaysAct::Import {
                path: whole_path(file),
                dry_run: *dry_run,
            };
            let read: HolidaysRead = front.call(Call::Holidays { act })?;
            return Ok(say.holidays_read(&read));
        }
        Some(HolidaysCommand::Set { date, what, name }) => HolidaysAct::Set {
            date: *date,
            off: match what {
                DayIs::Off => Some(true),
                DayIs::Worked => Some(false),
                DayIs::Plain => None,
            },
            name: name.clone(),
        },
    };
    let years: Vec<HolidayYear> = front.call(Call::Holidays { act })?;
    Ok(say.holidays(&years))
}
