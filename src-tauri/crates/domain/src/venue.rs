//! The venue: its name and zone, and the defaults that a supervisor can edit.

use chrono::{DateTime, Duration, LocalResult, NaiveDate, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::VenueId;
use crate::names::Name;
use crate::quick::DayParts;
use crate::record::Record;
use crate::room::Class;

/// The venue and what holds for all of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, specta::Type)]
pub struct Venue {
    /// Which.
    pub id: VenueId,
    /// Its name, as on the head of every paper.
    pub name: Name,
    /// Who issues its papers 客户服务中心.
    pub issuer: Name,
    /// Its time zone, a name such as `Asia/Shanghai`.
    #[specta(type = String)]
    pub zone: Tz,
    /// What morning, afternoon and all day mean.
    #[serde(default)]
    pub day_parts: DayParts,
    /// Lead time and approval by class (section 2).
    pub booking_rules: Vec<BookingRule>,
}

impl Record for Venue {
    const KIND: &'static str = "venue";
    fn uuid(&self) -> Uuid {
        self.id.0
    }
}

/// What a class asks of a booking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct BookingRule {
    /// Which class.
    pub class: Class,
    /// How long before the start a booking should come, minutes.
    pub lead_minutes: u32,
    /// Whether the client approves in writing.
    pub approval: bool,
}

impl Venue {
    /// The defaults of the service standard: A two hours, B half a day, C one
    /// day and the client's approval.
    #[must_use]
    pub fn standard_rules() -> Vec<BookingRule> {
        vec![
            BookingRule {
                class: Class::A,
                lead_minutes: 120,
                approval: false,
            },
            BookingRule {
                class: Class::B,
                lead_minutes: 12 * 60,
                approval: false,
            },
            BookingRule {
                class: Class::C,
                lead_minutes: 24 * 60,
                approval: true,
            },
        ]
    }

    /// What a class asks.
    #[must_use]
    pub fn rule(&self, class: Class) -> BookingRule {
        self.booking_rules
            .iter()
            .copied()
            .find(|rule| rule.class == class)
            .unwrap_or(BookingRule {
                class,
                lead_minutes: 0,
                approval: false,
            })
    }

    /// A local wall time as an instant. An hour that the clocks skip counts
    /// from after the gap; one that comes twice is the first.
    #[must_use]
    pub fn instant(&self, local: NaiveDateTime) -> DateTime<Utc> {
        instant_in(self.zone, local)
    }

    /// An instant as local wall time.
    #[must_use]
    pub fn local(&self, instant: DateTime<Utc>) -> NaiveDateTime {
        instant.with_timezone(&self.zone).naive_local()
    }

    /// The local day as a half-open span of instants.
    #[must_use]
    pub fn day(&self, date: NaiveDate) -> (DateTime<Utc>, DateTime<Utc>) {
        let midnight = |d: NaiveDate| self.instant(d.and_time(chrono::NaiveTime::MIN));
        (midnight(date), midnight(date.succ_opt().unwrap_or(date)))
    }
}

/// See [`Venue::instant`].
#[must_use]
pub fn instant_in(zone: Tz, local: NaiveDateTime) -> DateTime<Utc> {
    match zone.from_local_datetime(&local) {
        LocalResult::Single(t) | LocalResult::Ambiguous(t, _) => t.with_timezone(&Utc),
        LocalResult::None => {
            // No zone skips more than a day; the first hour after the gap
            // exists, and stepping back by what was stepped keeps the offset.
            let after = (1..=96)
                .map(|quarter| local + Duration::minutes(15 * quarter))
                .find_map(|t| {
                    zone.from_local_datetime(&t)
                        .earliest()
                        .map(|found| (found, t))
                });
            match after {
                Some((found, _)) => found.with_timezone(&Utc),
                None => local.and_utc(),
            }
        }
    }
}
