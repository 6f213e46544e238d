//! The one place that reads the clock. Everything else is told the time.

use std::sync::Arc;

use chrono::{DateTime, Utc};

/// Where the time comes from: the system, or fixed for tests and drills.
#[derive(Clone)]
pub struct Clock(Source);

#[derive(Clone)]
enum Source {
    System,
    Fixed(DateTime<Utc>),
    Told(Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>),
}

impl std::fmt::Debug for Clock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.0 {
            Source::System => f.write_str("Clock(system)"),
            Source::Fixed(at) => write!(f, "Clock({at})"),
            Source::Told(_) => f.write_str("Clock(told)"),
        }
    }
}

impl Clock {
    /// The system's clock.
    #[must_use]
    pub fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that stands still.
    #[must_use]
    pub fn fixed(at: DateTime<Utc>) -> Self {
        Self(Source::Fixed(at))
    }

    /// A clock that somebody else moves.
    #[must_use]
    pub fn told(tell: Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>) -> Self {
        Self(Source::Told(tell))
    }

    /// Now.
    #[must_use]
    #[allow(
        clippy::disallowed_methods,
        reason = "the one reader of the system's clock"
    )]
    pub fn now(&self) -> DateTime<Utc> {
        match &self.0 {
            Source::System => Utc::now(),
            Source::Fixed(at) => *at,
            Source::Told(tell) => tell(),
        }
    }

    /// Whether it stands still.
    #[must_use]
    pub fn is_fixed(&self) -> bool {
        matches!(self.0, Source::Fixed(_))
    }
}

/// A moment as people type it for a drill: `2026-11-22T13:36` by the clocks of
/// China, or with an offset of its own, `2026-11-22T13:36:00+01:00`.
#[must_use]
pub fn moment(text: &str) -> Option<DateTime<Utc>> {
    moment_in(text, chrono_tz::Asia::Shanghai)
}

/// A moment by the clocks of a zone, or with an offset of its own.
#[must_use]
pub fn moment_in(text: &str, zone: chrono_tz::Tz) -> Option<DateTime<Utc>> {
    use chrono::NaiveDateTime;
    let text = text.trim();
    if let Ok(exact) = DateTime::parse_from_rfc3339(text) {
        return Some(exact.with_timezone(&Utc));
    }
    let spaced = text.replacen(' ', "T", 1);
    let local = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(&spaced, format).ok())?;
    Some(steward_domain::venue::instant_in(zone, local))
}
