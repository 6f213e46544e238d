//! Recurrence rules (RFC 5545 §3.3.10), laid out in local time under firm
//! limits: no rule may hang or exhaust the program.

use std::panic::{AssertUnwindSafe, catch_unwind};

use chrono::{DateTime, Datelike, NaiveDateTime, TimeZone, Utc};
use rrule::{RRule, RRuleSet, Unvalidated};

use crate::model::limits;
use crate::values::{self, Written};

/// Longest rule, in bytes.
const RULE_BYTES: usize = 1_000;
/// Most times one period of a rule may hold.
const TIMES_PER_PERIOD: usize = 5_000;
/// Steps charged for a rule that ended without being told to.
const FRUITLESS: u64 = 400_000;

/// What all rules of a file together may use up.
#[derive(Debug)]
pub(crate) struct Budget {
    steps: u64,
    occurrences: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            steps: 4_000_000,
            occurrences: limits::ALL_OCCURRENCES,
        }
    }
}

impl Budget {
    /// How many occurrences may still be made.
    pub(crate) const fn occurrences(&self) -> usize {
        self.occurrences
    }

    /// Takes occurrences off.
    pub(crate) fn spend(&mut self, occurrences: usize) {
        self.occurrences = self.occurrences.saturating_sub(occurrences);
    }

    fn step(&mut self, steps: u64) -> bool {
        let enough = self.steps >= steps;
        self.steps = self.steps.saturating_sub(steps);
        enough
    }
}

/// The stretch of local time to lay out, and how many at most.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Span {
    /// Earlier ones are counted only.
    pub(crate) from: Option<NaiveDateTime>,
    /// Later ones end it.
    pub(crate) to: Option<NaiveDateTime>,
    /// Most occurrences.
    pub(crate) most: usize,
}

/// A rule laid out.
#[derive(Debug, Default)]
pub(crate) struct LaidOut {
    /// Local times in order; the start is always the first occurrence, also
    /// where the rule would not give it.
    pub(crate) times: Vec<NaiveDateTime>,
    /// How many came before the span.
    pub(crate) before: u64,
    /// Whether more come after the span.
    pub(crate) after: bool,
    /// Whether a limit ended it.
    pub(crate) cut: bool,
}

/// Lays a rule out from its start. `to_local` turns an `UNTIL` in UTC into the
/// start's local time.
///
/// # Errors
/// The part of the rule that cannot be read.
pub(crate) fn lay_out(
    rule: &str,
    start: NaiveDateTime,
    span: Span,
    to_local: &dyn Fn(NaiveDateTime) -> NaiveDateTime,
    budget: &mut Budget,
) -> Result<LaidOut, String> {
    let rule = Rule::read(rule)?;
    let until = match rule.until {
        None => None,
        Some(Written::Date(day)) => day.and_hms_opt(23, 59, 59),
        Some(Written::Local(at)) => Some(at),
        Some(Written::Utc(at)) => Some(to_local(at)),
    };
    // The library is fenced off: a fault in it must cost one event, not the import.
    let laid_out = catch_unwind(AssertUnwindSafe(|| rule.run(start, until, span, budget)));
    laid_out.unwrap_or_else(|_| Err("rule".to_owned()))
}

/// A rule with the parts that are applied here taken out of the text.
struct Rule {
    /// For the library: without `COUNT` and `UNTIL`.
    text: String,
    count: Option<u64>,
    until: Option<Written>,
    /// Seconds of one step, roughly.
    step: u64,
    /// What a step costs: a year is looked through day by day.
    cost: u64,
}

impl Rule {
    fn read(raw: &str) -> Result<Self, String> {
        let raw = raw.trim().trim_end_matches(';').to_ascii_uppercase();
        if raw.len() > RULE_BYTES || !raw.is_ascii() {
            return Err("rule".to_owned());
        }
        let mut kept = Vec::new();
        let (mut count, mut until) = (None, None);
        let (mut frequency, mut interval) = (None, 1_u64);
        let mut times = 1_usize;
        for part in raw.split(';') {
            let bad = || part.to_owned();
            let (name, value) = part.split_once('=').ok_or_else(bad)?;
            let signs = |c: char| c.is_ascii_alphanumeric() || matches!(c, ',' | '+' | '-');
            if value.is_empty() || !value.chars().all(signs) {
                return Err(bad());
            }
            match name {
                "COUNT" => count = Some(number(value).ok_or_else(bad)?),
                "UNTIL" => until = Some(values::date_or_time(value).ok_or_else(bad)?),
                "INTERVAL" => interval = number(value).filter(|n| *n <= 10_000).ok_or_else(bad)?,
                "FREQ" => frequency = Some(Frequency::read(value).ok_or_else(bad)?),
                "BYHOUR" | "BYMINUTE" | "BYSECOND" => times *= value.split(',').count(),
                "BYDAY" if value.split(',').all(is_weekday) => {}
                "BYMONTHDAY" | "BYYEARDAY" | "BYWEEKNO" | "BYMONTH" | "BYSETPOS" | "WKST" => {}
                _ => return Err(bad()),
            }
            if !matches!(name, "COUNT" | "UNTIL") {
                kept.push(part);
            }
        }
        let frequency = frequency.ok_or_else(|| "FREQ".to_owned())?;
        if times.saturating_mul(frequency.days) > TIMES_PER_PERIOD {
            return Err("BYHOUR".to_owned());
        }
        Ok(Self {
            text: kept.join(";"),
            count,
            until,
            step: frequency.seconds * interval,
            cost: 1 + u64::try_from(times * frequency.days / 30).unwrap_or_default(),
        })
    }

    fn run(
        &self,
        start: NaiveDateTime,
        until: Option<NaiveDateTime>,
        span: Span,
        budget: &mut Budget,
    ) -> Result<LaidOut, String> {
        let zero = rrule::Tz::UTC.from_utc_datetime(&start);
        let rule: RRule<Unvalidated> = self.text.parse().map_err(|_| self.text.clone())?;
        let rule = rule.validate(zero).map_err(|_| self.text.clone())?;
        let mut times = RRuleSet::new(zero).rrule(rule).limit().into_iter();

        let mut out = LaidOut::default();
        let mut taken = 0;
        let mut last = start;
        let mut next = Some(start);
        while let Some(at) = next {
            let ended = self.count.is_some_and(|count| taken >= count)
                || until.is_some_and(|until| at > until && at != start);
            if ended {
                return Ok(out);
            }
            if span.to.is_some_and(|to| at >= to) {
                out.after = true;
                return Ok(out);
            }
            taken += 1;
            let gap = u64::try_from((at - last).num_seconds()).unwrap_or_default();
            if at.year() > limits::LAST_YEAR
                || out.times.len() >= span.most
                || !budget.step(self.cost * (1 + gap / self.step.max(1)))
            {
                out.cut = true;
                return Ok(out);
            }
            if span.from.is_some_and(|from| at < from) {
                out.before += 1;
            } else {
                out.times.push(at);
            }
            last = at;
            next = times
                .by_ref()
                .map(|at| at.naive_utc())
                .find(|at| *at > last);
        }
        budget.step(FRUITLESS);
        Ok(out)
    }
}

struct Frequency {
    /// Seconds of one period, roughly.
    seconds: u64,
    /// Most days of one period.
    days: usize,
}

impl Frequency {
    /// Meetings do not recur by the minute: those are not laid out.
    fn read(name: &str) -> Option<Self> {
        let (seconds, days) = match name {
            "YEARLY" => (365 * 86_400, 366),
            "MONTHLY" => (30 * 86_400, 31),
            "WEEKLY" => (7 * 86_400, 7),
            "DAILY" => (86_400, 1),
            "HOURLY" => (3_600, 1),
            _ => return None,
        };
        Some(Self { seconds, days })
    }
}

/// `MO`, `-1FR`, `+2TU`.
fn is_weekday(item: &str) -> bool {
    let Some((number, day)) = item
        .len()
        .checked_sub(2)
        .and_then(|at| item.split_at_checked(at))
    else {
        return false;
    };
    let digits = number.strip_prefix(['+', '-']).unwrap_or(number);
    let no_number = number.is_empty();
    let fits = digits.parse::<u16>().is_ok_and(|n| (1..=366).contains(&n));
    matches!(day, "MO" | "TU" | "WE" | "TH" | "FR" | "SA" | "SU") && (no_number || fits)
}

fn number(value: &str) -> Option<u64> {
    value.parse().ok().filter(|n| *n > 0)
}

/// The local time of an instant on a clock that shows UTC.
pub(crate) fn utc_clock(at: NaiveDateTime) -> DateTime<Utc> {
    Utc.from_utc_datetime(&at)
}
