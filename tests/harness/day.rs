//! Days and hours as tests write them, by the clocks of China.

use chrono::{DateTime, NaiveDate, Utc};

/// A date, `2026-11-25`.
///
/// # Panics
/// When it is none.
#[must_use]
pub fn date(text: &str) -> NaiveDate {
    text.parse().unwrap_or_else(|_| panic!("{text} is no date"))
}

/// A moment, `2026-11-25 14:00`.
///
/// # Panics
/// When it is none.
#[must_use]
pub fn instant(text: &str) -> DateTime<Utc> {
    steward_app::clock::moment(text).unwrap_or_else(|| panic!("{text} is no moment"))
}

/// A moment as `11-25 14:00`.
#[must_use]
pub fn wall(at: DateTime<Utc>) -> String {
    at.with_timezone(&chrono::FixedOffset::east_opt(8 * 3600).expect("eight hours"))
        .format("%m-%d %H:%M")
        .to_string()
}
