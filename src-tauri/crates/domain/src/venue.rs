//! The venue: its name and zone, and the defaults that a supervisor can edit.

use chrono::{DateTime, Duration, LocalResult, NaiveDate, NaiveDateTime, TimeZone, Timelike, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::client_report::ReportRule;
use crate::fee::FeeRule;
use crate::hotline::HotlineRule;
use crate::ids::VenueId;
use crate::incident::IncidentRule;
use crate::keep::KeepRule;
use crate::meeting_kind::MeetingKind;
use crate::names::Name;
use crate::notice::NoticeRule;
use crate::quick::DayParts;
use crate::record::Record;
use crate::room::Class;
use crate::secrecy::audit::AuditRule;

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
    /// What people and vehicles need between two duties.
    #[serde(default)]
    pub margins: Margins,
    /// When service notices are due, and acknowledgements of them.
    #[serde(default)]
    pub notice: NoticeRule,
    /// When the client hears of the next days' bookings.
    #[serde(default)]
    pub report: ReportRule,
    /// When fees are late, and their tax.
    #[serde(default)]
    pub fee: FeeRule,
    /// By when incidents are reported up, and to whom.
    #[serde(default)]
    pub incident: IncidentRule,
    /// How long calls and requests take.
    #[serde(default)]
    pub hotline: HotlineRule,
    /// How far back the audit goes.
    #[serde(default)]
    pub audit: AuditRule,
    /// How rooms are kept for somebody.
    #[serde(default)]
    pub keep: KeepRule,
    /// What its meetings are told apart by.
    #[serde(default = "crate::meeting_kind::standard")]
    pub meeting_kinds: Vec<MeetingKind>,
}

/// Minutes between two duties of one person or vehicle: less is warned of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Margins {
    /// A person's way to another building.
    pub person: u32,
    /// A vehicle's turnover, wherever it goes next (S-73).
    pub vehicle: u32,
}

impl Default for Margins {
    fn default() -> Self {
        Self {
            person: 10,
            vehicle: 30,
        }
    }
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
        let date = in_calendar(date);
        let midnight = |d: NaiveDate| self.instant(d.and_time(chrono::NaiveTime::MIN));
        (midnight(date), midnight(date.succ_opt().unwrap_or(date)))
    }
}

/// The nearest date of the years 1 to 9999: what lies beyond is a slip, and
/// reckoning at the very ends of time would overflow.
fn in_calendar(date: NaiveDate) -> NaiveDate {
    let end = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    date.clamp(end(1, 1, 2), end(9999, 12, 30))
}

/// See [`Venue::instant`].
#[must_use]
pub fn instant_in(zone: Tz, local: NaiveDateTime) -> DateTime<Utc> {
    let local = in_calendar(local.date()).and_time(local.time());
    match zone.from_local_datetime(&local) {
        LocalResult::Single(t) | LocalResult::Ambiguous(t, _) => t.with_timezone(&Utc),
        LocalResult::None => {
            // No zone skips more than a day. Minute by minute, so that every
            // time in the gap is the same one after it.
            let minute = local - Duration::seconds(i64::from(local.time().second()));
            (1..=MOST_SKIPPED)
                .filter_map(|n| minute.checked_add_signed(Duration::minutes(n)))
                .find_map(|t| zone.from_local_datetime(&t).earliest())
                .map_or_else(|| local.and_utc(), |found| found.with_timezone(&Utc))
        }
    }
}

/// The most minutes that clocks ever skip: a day and a little.
const MOST_SKIPPED: i64 = 1_500;

#[cfg(test)]
mod tests;
