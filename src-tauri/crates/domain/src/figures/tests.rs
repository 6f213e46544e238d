//! Figures: days add up to the period, every meeting is behind one day, what
//! was asked is told by when it was done.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test says what it expects by failing"
)]

use chrono::{DateTime, Duration, NaiveDate, Utc};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::ids::VersionId;
use crate::notice::{Acknowledgement, Facts, NoticeRule, Version};
use crate::plan::Department;
use crate::room::Opening;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn local(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    local(text).and_utc()
}

fn room(n: u128) -> RoomId {
    RoomId(Uuid::from_u128(n))
}

fn held(n: u128, start: &str, minutes: i64) -> Held {
    let start = local(start);
    Held {
        meeting: MeetingId(Uuid::from_u128(n)),
        start,
        end: start + Duration::minutes(minutes),
        rooms: vec![room(1)],
        class: Some(Class::A),
        organiser: "市教育局".to_owned(),
        template: None,
        people: Some(20),
        lead: 3_000,
        lead_asked: 120,
        cancelled: false,
        notice: None,
        asked: Vec::new(),
        laid_out: Vec::new(),
        used: Vec::new(),
        fee: None,
        stars: None,
        offline: 0,
    }
}

fn rooms(n: u128) -> Vec<OpenRoom> {
    let opening = Opening {
        from: 8 * 60,
        to: 18 * 60,
        days: (1..=5).collect(),
    };
    (1..=n)
        .map(|n| OpenRoom {
            id: room(n),
            opening: opening.clone(),
        })
        .collect()
}

const NOW: &str = "2026-11-30 08:00";

fn week() -> Span {
    Span::week_of(day("2026-11-25"))
}

#[test]
fn a_week_is_monday_to_sunday_and_compares_with_the_one_before() {
    let week = week();
    assert_eq!((week.from, week.to), (day("2026-11-23"), day("2026-11-29")));
    assert_eq!(week.code(), "2026-W48");
    assert_eq!(week.before(), Span::week_of(day("2026-11-20")));
    let month = Span::month_of(day("2026-03-15"));
    assert_eq!((month.len(), month.code()), (31, "2026-03".to_owned()));
    assert_eq!(month.before(), Span::month_of(day("2026-02-01")));
    let some = Span::new(day("2026-11-25"), day("2026-11-23"));
    assert_eq!(some.code(), "20261123-20261125");
    assert_eq!(
        some.before(),
        Span::new(day("2026-11-20"), day("2026-11-22"))
    );
}

#[test]
fn a_period_without_meetings_has_all_its_days() {
    let figures = Figures::of(&[], &rooms(1), week(), at(NOW));
    assert_eq!(figures.days.len(), 7);
    assert_eq!(figures.lead.median, None);
    assert_eq!(figures.heat.hours(), (8, 17));
    assert_eq!(figures.heat.rooms[&room(1)][8].open, 5 * 60);
    assert_eq!(figures.all_checks(), OnTime::default());
}

#[test]
fn what_was_called_off_is_counted_apart_and_what_begins_elsewhere_not_at_all() {
    let mut off = held(1, "2026-11-23 09:00", 60);
    off.cancelled = true;
    let all = [
        off,
        held(2, "2026-11-23 10:00", 90),
        held(3, "2026-11-22 23:00", 120),
    ];
    let figures = Figures::of(&all, &rooms(1), week(), at(NOW));
    assert_eq!(figures.all.meetings, [all[1].meeting]);
    assert_eq!(figures.cancelled.meetings, [all[0].meeting]);
    assert_eq!((figures.all.people, figures.all.minutes), (20, 90));
    let row = &figures.heat.rooms[&room(1)];
    assert_eq!((row[10].used, row[11].used, row[9].used), (60, 30, 0));
    assert_eq!(row[10].meetings, [all[1].meeting]);
}

#[test]
fn lead_times_are_sorted_into_classes_with_the_one_in_the_middle() {
    let mut all = vec![held(1, "2026-11-23 09:00", 60); 6];
    for (nth, lead) in [-5, 119, 120, 1_440, 10_079, 10_080]
        .into_iter()
        .enumerate()
    {
        all[nth].meeting = MeetingId(Uuid::from_u128(nth as u128 + 1));
        all[nth].lead = lead;
    }
    let lead = Figures::of(&all, &[], week(), at(NOW)).lead;
    let counts = lead.classes.each_ref().map(|one| one.meetings.len());
    assert_eq!(counts, [2, 1, 0, 1, 1, 1]);
    assert_eq!(lead.median, Some(120));
    assert_eq!(lead.short.meetings.len(), 2, "later than two hours before");
}

#[test]
fn s_31_a_check_is_on_time_late_missed_or_not_yet_due() {
    let one = |done: Option<&str>| Asked {
        what: What::Check { level: 1 },
        department: Department::MeetingService,
        due: at("2026-11-23 07:00"),
        escalate: at("2026-11-23 07:15"),
        done: done.map(at),
        offline: true,
    };
    let now = at(NOW);
    assert_eq!(
        one(Some("2026-11-23 07:00")).standing(now),
        Standing::OnTime
    );
    assert_eq!(one(Some("2026-11-23 07:01")).standing(now), Standing::Late);
    assert_eq!(one(None).standing(now), Standing::Missed);
    assert_eq!(one(None).standing(at("2026-11-23 06:00")), Standing::Open);
    assert!(!one(Some("2026-11-23 07:15")).was_escalated(now));
    assert!(one(Some("2026-11-23 07:16")).was_escalated(now) && one(None).was_escalated(now));
    let mut meeting = held(1, "2026-11-23 09:00", 60);
    meeting.asked = vec![
        one(Some("2026-11-23 06:58")),
        one(Some("2026-11-23 07:20")),
        one(None),
    ];
    let figures = Figures::of(&[meeting], &[], week(), now);
    let found = &figures.checks[&(1, Department::MeetingService)];
    let counts = [
        found.due.count,
        found.on_time.count,
        found.late.count,
        found.missed.count,
        found.escalated.count,
        found.late_alone.count,
    ];
    assert_eq!(counts, [3, 1, 1, 1, 2, 1]);
    assert_eq!(found.due.meetings.len(), 1);
}

fn version(n: u128, replaces: &[u128], heads: u32, when: &str) -> Version {
    Version {
        id: VersionId(Uuid::from_u128(n)),
        number: u32::try_from(n).unwrap(),
        replaces: replaces
            .iter()
            .map(|n| VersionId(Uuid::from_u128(*n)))
            .collect(),
        facts: Facts {
            title: "甲会".to_owned(),
            start: at("2026-11-28 09:00"),
            end: at("2026-11-28 11:00"),
            rooms: Vec::new(),
            layout: None,
            headcount: Some(heads),
            organiser: String::new(),
            contact: String::new(),
            phone: String::new(),
            service: Default::default(),
            leader: false,
            needs: String::new(),
        },
        lines: Vec::new(),
        withdrawn: None,
        urgency: Urgency::InTime,
        reason: String::new(),
        by: "林晓".to_owned(),
        at: at(when),
    }
}

fn said(n: u128, department: Department, when: &str) -> (Acknowledgement, bool) {
    let said = Acknowledgement {
        version: VersionId(Uuid::from_u128(n)),
        department,
        by: "老王".to_owned(),
        at: at(when),
        note: String::new(),
    };
    (said, false)
}

#[test]
fn s_22_each_department_that_a_version_touches_is_asked_once() {
    let rule = NoticeRule::default();
    let first = version(1, &[], 20, "2026-11-23 09:00");
    let on = |asked: &[Asked]| {
        let mut found = OnTime::default();
        for one in asked {
            found.add(MeetingId(Uuid::from_u128(9)), one, at(NOW));
        }
        (found.due.count, found.on_time.count, found.missed.count)
    };
    let in_time = said(1, Department::Technical, "2026-11-23 10:00");
    let asked = acknowledgements(
        std::slice::from_ref(&first),
        std::slice::from_ref(&in_time),
        &rule,
    );
    assert_eq!(on(&asked), (4, 1, 3), "four are told of every meeting");
    // Replaced before anybody was to have it: only the new one counts, with
    // whoever had the old one in time.
    let second = version(2, &[1], 60, "2026-11-23 11:00");
    let asked = acknowledgements(&[first, second], &[in_time], &rule);
    let of_second = asked.iter().filter(|one| one.due > at("2026-11-23 13:30"));
    assert!(of_second.count() >= 1);
    assert_eq!(on(&asked).1, 1);
}

#[test]
fn fees_add_up_to_the_fen_and_lost_things_by_what_became_of_them() {
    let fee = |stage, total, paid| {
        Some(FeeOf {
            total: Fen(total),
            paid: Fen(paid),
            stage,
        })
    };
    let mut all = vec![
        held(1, "2026-11-23 09:00", 60),
        held(2, "2026-11-24 09:00", 60),
        held(3, "2026-11-24 14:00", 60),
    ];
    all[0].fee = fee(FeeStage::Paid, 120_001, 120_001);
    all[1].fee = fee(FeeStage::ToPay, 99_999, 50_000);
    let fees = Figures::of(&all, &[], week(), at(NOW)).fees;
    assert_eq!((fees.charged, fees.paid), (Fen(220_000), Fen(170_001)));
    assert_eq!(fees.not_written.meetings, [all[2].meeting]);
    let lost = |found: &str, how| Lost {
        found: day(found),
        meeting: Some(all[0].meeting),
        how,
    };
    let found = lost_figures(
        &[
            lost("2026-11-23", LostHow::Kept),
            lost("2026-11-24", LostHow::Returned),
            lost("2026-12-01", LostHow::Kept),
        ],
        week(),
    );
    assert_eq!((found.all.count, found.by[&LostHow::Kept].count), (2, 1));
    assert_eq!(found.all.meetings, [all[0].meeting]);
}

fn any_held() -> impl Strategy<Value = Vec<Held>> {
    let one = (
        0..20_i64,
        0..1_440_i64,
        1..3_000_i64,
        1..4_u128,
        any::<bool>(),
        0..4_u32,
        -100..20_000_i64,
        prop::option::of(0..2_000_u32),
    );
    let all = prop::collection::vec(one, 0..40);
    all.prop_map(|rows| {
        let rows = rows.into_iter().zip(1_u128..);
        rows.map(
            |((days, minute, length, rooms, off, changes, lead, people), n)| {
                let mut one = held(n, "2026-11-15 00:00", 1);
                one.start += Duration::minutes(days * 1_440 + minute);
                one.end = one.start + Duration::minutes(length);
                one.rooms = (1..=rooms).map(room).collect();
                one.cancelled = off;
                one.lead = lead;
                one.people = people;
                one.organiser = format!("单位{}", n % 3);
                one.offline = changes;
                one.notice = (n % 2 == 0).then_some(Issued {
                    changes,
                    urgency: Urgency::InTime,
                });
                one
            },
        )
        .collect()
    })
}

proptest! {
    /// Whatever is counted by day, organiser, class or lead time adds up to
    /// the whole, and each meeting is behind exactly one of each.
    #[test]
    fn parts_add_up_to_the_whole(all in any_held()) {
        let figures = Figures::of(&all, &rooms(2), week(), at(NOW));
        let sums = |tallies: Vec<&Tally>| {
            let mut behind: Vec<MeetingId> = tallies.iter().flat_map(|one| one.meetings.clone()).collect();
            behind.sort_unstable();
            let people: u64 = tallies.iter().map(|one| one.people).sum();
            let minutes: u64 = tallies.iter().map(|one| one.minutes).sum();
            (behind, people, minutes)
        };
        let whole = sums(vec![&figures.all]);
        prop_assert_eq!(&sums(figures.days.values().collect()), &whole);
        prop_assert_eq!(&sums(figures.organisers.iter().map(|(_, one)| one).collect()), &whole);
        prop_assert_eq!(&sums(figures.classes.values().collect()), &whole);
        prop_assert_eq!(&sums(figures.templates.values().collect()), &whole);
        prop_assert_eq!(&sums(figures.lead.classes.iter().collect()), &whole);
        let expected = all.iter().filter(|one| !one.cancelled && week().contains(one.start.date())).count();
        prop_assert_eq!(figures.all.meetings.len(), expected);
        let by_class: u32 = figures.changes.classes.iter().map(|one| one.count).sum();
        prop_assert_eq!(by_class, figures.changes.issued.count);
    }

    /// Minutes by hour add up to the minutes of the rooms, whichever way they
    /// are cut.
    #[test]
    fn hours_add_up_to_room_minutes(all in any_held()) {
        let figures = Figures::of(&all, &rooms(2), week(), at(NOW));
        let rooms: u64 = figures.rooms.values().map(|one| one.minutes).sum();
        let by_room: u64 = figures.heat.rooms.values().flatten().map(|one| one.used).sum();
        let by_day: u64 = figures.heat.weekdays.values().flatten().map(|one| one.used).sum();
        prop_assert_eq!(by_room, rooms);
        prop_assert_eq!(by_day, rooms);
        let open: u64 = figures.heat.rooms.values().flatten().map(|one| one.open).sum();
        prop_assert_eq!(open, 2 * 5 * 600);
    }
}
