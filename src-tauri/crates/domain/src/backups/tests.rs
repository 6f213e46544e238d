//! Backups by age, and disks by room.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike as _, Duration, TimeZone as _, Utc};
use chrono_tz::{America, Asia, Tz};
use proptest::prelude::*;

use super::{BackupRule, DiskRoom};

const ZONE: Tz = Asia::Shanghai;

fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 23, 0, 30, 0).unwrap()
}

/// What stays of one an hour over so many days.
fn kept_of_hourly(days: i64) -> Vec<DateTime<Utc>> {
    let made: Vec<_> = (0..days * 24).map(|h| now() - Duration::hours(h)).collect();
    kept(&BackupRule::default(), &made, now(), ZONE)
}

fn kept(
    rule: &BackupRule,
    made: &[DateTime<Utc>],
    now: DateTime<Utc>,
    zone: Tz,
) -> Vec<DateTime<Utc>> {
    let surplus = rule.surplus(made, now, zone);
    let stays = |(place, at): (usize, &DateTime<Utc>)| (!surplus.contains(&place)).then_some(*at);
    made.iter().enumerate().filter_map(stays).collect()
}

#[test]
fn of_two_years_of_hours_a_day_a_month_of_days_and_a_year_of_months_stay() {
    let kept = kept_of_hourly(730);
    let of_last_day = kept.iter().filter(|at| now() - **at < Duration::hours(24));
    assert_eq!(of_last_day.count(), 24);
    let days: BTreeSet<_> = kept
        .iter()
        .map(|at| at.with_timezone(&ZONE).date_naive())
        .collect();
    let in_a_month = days
        .iter()
        .filter(|day| (now().date_naive() - **day).num_days() < 31);
    assert_eq!(in_a_month.count(), 31);
    let months: BTreeSet<_> = days.iter().map(|day| (day.year(), day.month())).collect();
    assert_eq!(months.len(), 13, "this month and twelve before it");
    assert!(kept.len() < 24 + 32 + 13, "{}", kept.len());
}

#[test]
fn a_clock_that_jumps_three_years_ahead_does_not_cost_the_newest() {
    let rule = BackupRule::default();
    let made: Vec<_> = (0..48).map(|h| now() - Duration::hours(h)).collect();
    let kept = kept(&rule, &made, now() + Duration::days(1100), ZONE);
    assert_eq!(kept, made[..5]);
}

#[test]
fn one_from_a_time_to_come_stays_and_is_no_reason_to_wait() {
    let rule = BackupRule::default();
    let made = [now() + Duration::days(300), now() - Duration::minutes(61)];
    assert!(rule.is_due(&made, now()));
    assert!(rule.surplus(&made, now(), ZONE).is_empty());
    assert!(!rule.is_due(&[now() - Duration::minutes(59)], now()));
    assert!(rule.is_due(&[now() - Duration::minutes(60)], now()));
    assert!(rule.is_due(&[], now()));
}

#[test]
fn disks_are_called_full_before_they_are() {
    let rule = BackupRule::default();
    let (mib, gib) = (1024 * 1024, 1024 * 1024 * 1024);
    assert_eq!(rule.room(100 * gib, 500 * gib), DiskRoom::Enough);
    assert_eq!(
        rule.room(20 * gib, 500 * gib),
        DiskRoom::Low,
        "less than 5 %"
    );
    assert_eq!(rule.room(900 * mib, 10 * gib), DiskRoom::Low);
    assert_eq!(rule.room(199 * mib, 10 * gib), DiskRoom::Critical);
    assert_eq!(rule.room(0, 10 * gib), DiskRoom::Critical);
    assert_eq!(rule.room(0, 0), DiskRoom::Enough, "nothing is known of it");
}

proptest! {
    /// Whatever there is: the newest stays, each day of the month and each
    /// month of the year that had one has one, and doing it again changes
    /// nothing.
    #[test]
    fn no_day_and_no_month_is_left_without(
        minutes in prop::collection::vec(-60_i64..600_000, 0..200),
        zone in prop::sample::select(vec![ZONE, America::New_York, Tz::UTC]),
    ) {
        let rule = BackupRule::default();
        let made: Vec<_> = minutes.iter().map(|m| now() - Duration::minutes(*m)).collect();
        let kept = kept(&rule, &made, now(), zone);
        prop_assert_eq!(kept.iter().max(), made.iter().max());
        let local = |at: &DateTime<Utc>| at.with_timezone(&zone).date_naive();
        let today = local(&now());
        let days = |all: &[DateTime<Utc>]| -> BTreeSet<_> {
            all.iter().map(local).filter(|day| (today - *day).num_days() < 31).collect()
        };
        prop_assert_eq!(days(&kept), days(&made));
        let months = |all: &[DateTime<Utc>]| -> BTreeSet<_> {
            all.iter().map(local).map(|day| (day.year(), day.month())).filter(|m| *m >= (2025, 11)).collect()
        };
        prop_assert_eq!(months(&kept), months(&made));
        prop_assert!(rule.surplus(&kept, now(), zone).is_empty());
    }

    /// Another zone, or a clock set back: what is of the last day stays.
    #[test]
    fn all_of_the_last_day_stays(minutes in prop::collection::vec(0_i64..10_000, 0..100), back in 0_i64..5_000) {
        let made: Vec<_> = minutes.iter().map(|m| now() - Duration::minutes(*m)).collect();
        let then = now() - Duration::minutes(back);
        let kept = kept(&BackupRule::default(), &made, then, America::New_York);
        for at in made {
            prop_assert!(at <= then - Duration::hours(24) || kept.contains(&at));
        }
    }
}
