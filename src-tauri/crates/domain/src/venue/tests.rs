//! Wall time and instants, at the turns of the clocks and of the calendar.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use proptest::prelude::*;

use super::*;

fn venue(zone: Tz) -> Venue {
    Venue {
        id: VenueId(Uuid::nil()),
        name: Name::default(),
        issuer: Name::default(),
        zone,
        day_parts: DayParts::default(),
        booking_rules: Venue::standard_rules(),
        margins: Margins::default(),
        notice: crate::notice::NoticeRule::default(),
        report: ReportRule::default(),
        fee: Default::default(),
        incident: Default::default(),
        hotline: Default::default(),
        audit: Default::default(),
        keep: Default::default(),
        meeting_kinds: crate::meeting_kind::standard(),
    }
}

fn zone() -> impl Strategy<Value = Tz> {
    prop_oneof![
        Just(chrono_tz::Asia::Shanghai),
        Just(chrono_tz::Europe::Berlin),
        Just(chrono_tz::America::New_York),
        Just(chrono_tz::Australia::Lord_Howe),
        Just(chrono_tz::America::Sao_Paulo),
        Just(chrono_tz::Pacific::Apia),
    ]
}

proptest! {
    #[test]
    fn an_instant_comes_back_but_for_the_hour_that_comes_twice(zone in zone(), seconds in 946_684_800..4_102_444_800_i64) {
        let venue = venue(zone);
        let instant = DateTime::from_timestamp(seconds / 60 * 60, 0).unwrap();
        let back = venue.instant(venue.local(instant));
        let gap = instant - back;
        prop_assert!(gap >= Duration::zero() && gap <= Duration::hours(1), "{} {}", instant, back);
        prop_assert_eq!(venue.local(back), venue.local(instant));
    }

    #[test]
    fn days_join_without_a_gap(zone in zone(), days in 0..36_500_u64) {
        let venue = venue(zone);
        let date = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap() + chrono::Days::new(days);
        let (from, to) = venue.day(date);
        prop_assert_eq!(venue.day(date.succ_opt().unwrap()).0, to);
        // A zone may pass over a whole day, as Apia did in 2011.
        prop_assert!(from <= to && to - from <= Duration::hours(25));
    }

    #[test]
    fn no_date_at_all_is_a_fault(zone in zone(), days in any::<i32>(), minute in 0..1_440_i64) {
        let date = NaiveDate::from_num_days_from_ce_opt(days).unwrap_or(NaiveDate::MAX);
        let venue = venue(zone);
        let (from, to) = venue.day(date);
        prop_assert!(from <= to);
        let wall = date.and_time(chrono::NaiveTime::MIN).checked_add_signed(Duration::minutes(minute));
        let _ = wall.map(|wall| venue.local(venue.instant(wall)));
    }
}

#[test]
fn a_wall_time_in_the_gap_is_the_first_after_it() {
    let venue = venue(chrono_tz::Europe::Berlin);
    let wall = |h, m| {
        NaiveDate::from_ymd_opt(2027, 3, 28)
            .unwrap()
            .and_hms_opt(h, m, 0)
            .unwrap()
    };
    for (h, m) in [(2, 0), (2, 1), (2, 30), (2, 59), (3, 0)] {
        assert_eq!(
            venue.local(venue.instant(wall(h, m))),
            wall(3, 0),
            "{h}:{m}"
        );
    }
}
