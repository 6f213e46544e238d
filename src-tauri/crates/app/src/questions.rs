//! A line that is searched for, as a question to the store: which of its words
//! can be a day.

use chrono::{DateTime, Datelike as _, Months, NaiveDate, Utc};
use steward_domain::quick::{self, Assumption, ChipKind, Context};
use steward_store::{Question, QuestionWord};

use crate::house::House;

/// The question that a line is. Its words fit as text too: a day that is said
/// may be part of a title.
pub(crate) fn question_of(house: &House, line: &str, now: DateTime<Utc>, limit: usize) -> Question {
    let words = line.split_whitespace().map(|word| {
        let day = day_of(house, word, now).map(|date| house.venue.day(date));
        QuestionWord {
            text: word.to_owned(),
            days: day.map(|(from, to)| (from.timestamp_millis(), to.timestamp_millis())),
        }
    });
    Question {
        words: words.collect(),
        now_ms: now.timestamp_millis(),
        limit,
    }
}

/// The day that a word says. Who searches looks back as often as ahead: a day
/// without a year or a month is the nearest such day.
fn day_of(house: &House, word: &str, now: DateTime<Utc>) -> Option<NaiveDate> {
    let now = house.venue.local(now);
    let today = now.date();
    let bare = word.strip_suffix(['号', '日']).unwrap_or(word);
    if (1..=2).contains(&bare.len())
        && let Ok(day) = bare.parse::<u32>()
    {
        let near = [-1, 0, 1].into_iter().filter_map(|months| {
            let month = shifted(today.with_day(1)?, months)?;
            month.with_day(day)
        });
        return near.min_by_key(|date| (*date - today).num_days().abs());
    }
    let entry = quick::parse(
        word,
        &Context {
            now,
            rooms: &[],
            day_parts: house.venue.day_parts,
        },
    );
    let [chip] = entry.chips.as_slice() else {
        return None;
    };
    let date = entry
        .date
        .filter(|_| chip.kind == ChipKind::Date && !chip.ambiguous)?;
    if !chip.assumed.contains(&Assumption::NextYear) {
        return Some(date);
    }
    let before = date.with_year(date.year() - 1)?;
    let is_nearer = (today - before).num_days() < (date - today).num_days();
    Some(if is_nearer { before } else { date })
}

fn shifted(first: NaiveDate, months: i32) -> Option<NaiveDate> {
    match months {
        ..0 => first.checked_sub_months(Months::new(months.unsigned_abs())),
        _ => first.checked_add_months(Months::new(months.unsigned_abs())),
    }
}
