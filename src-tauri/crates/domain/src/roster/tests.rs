//! Rules, demand, versions and hours of the roster.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use proptest::prelude::*;
use uuid::Uuid;

use super::check::{Breach, Cells, MeetingDuty, Plan, RosterWish, check};
use super::demand::{DemandLine, DemandWhy, Presence, cover};
use super::facts::{SwapAnswer, SwapAnswered, SwapAsked, SwapStanding};
use super::rules::{Force, RosterRule, RuleAbout, Rules};
use super::version::{FrozenRow, RosterSeen, RosterVersion, differences, holding, unseen};
use super::*;
use crate::ids::{LeaveId, RosterVersionId, SwapId};
use crate::staff::standard::skill;
use crate::staff::{Availability, LeaveKind, Skilled, StaffMember};

mod at_meetings;

fn date(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 12, day).unwrap()
}

fn who(n: u128) -> StaffId {
    StaffId(Uuid::from_u128(n))
}

fn person(n: u128) -> StaffMember {
    StaffMember {
        departments: vec![Department::Centre],
        ..StaffMember::new(who(n), &format!("甲{n}"))
    }
}

struct Trial {
    people: Vec<StaffMember>,
    cells: Cells,
    kinds: Kinds,
    posts: BTreeMap<FixedPostId, FixedPost>,
    edited: Vec<RosterRule>,
    leave: Vec<crate::staff::Leave>,
    wishes: Vec<RosterWish>,
    pairs: Vec<RosterPair>,
    meetings: Vec<MeetingDuty>,
}

impl Trial {
    fn new(people: u128) -> Self {
        Self {
            people: (1..=people).map(person).collect(),
            cells: Cells::new(),
            kinds: standard::kinds()
                .into_iter()
                .map(|one| (one.code.clone(), one))
                .collect(),
            posts: standard::posts()
                .into_iter()
                .map(|one| (one.id, one))
                .collect(),
            edited: Vec::new(),
            leave: Vec::new(),
            wishes: Vec::new(),
            pairs: Vec::new(),
            meetings: Vec::new(),
        }
    }

    /// Writes days from the first on: `A1 A1 - N1`, `.` for open.
    fn row(mut self, n: u128, from: u32, row: &str) -> Self {
        for (day, said) in (from..).zip(row.split(' ')) {
            if said != "." {
                let work = read_work(said, &self.kinds).unwrap();
                self.cells.insert((who(n), date(day)), work);
            }
        }
        self
    }

    fn breaches(&self) -> Vec<Breach> {
        let rules = Rules::new(self.edited.clone());
        let holidays = BTreeSet::from([date(25)]);
        check(&Plan {
            days: month_of(date(1)),
            people: &self.people,
            cells: &self.cells,
            kinds: &self.kinds,
            posts: &self.posts,
            rules: &rules,
            leave: &self.leave,
            wishes: &self.wishes,
            pairs: &self.pairs,
            holidays: &holidays,
            meetings: &self.meetings,
        })
    }

    /// What is broken, by day, of one rule.
    fn of(&self, about: RuleAbout) -> Vec<(u32, i32, i32)> {
        let day = |one: &Breach| one.day.map_or(0, |day| chrono::Datelike::day(&day));
        let all = self.breaches();
        let found = all.iter().filter(|one| one.about == about);
        found.map(|one| (day(one), one.is, one.limit)).collect()
    }
}

#[test]
fn s_76_rest_days_and_nights_in_a_row_are_counted() {
    // 23:00 to 15:00 is 16 hours; from a night's 07:00 to 07:00 none at all.
    let trial = Trial::new(1).row(1, 1, "P1 A1 - N1 A1");
    assert_eq!(trial.of(RuleAbout::Rest), [(2, 480, 660), (5, 0, 660)]);
    let trial = Trial::new(1).row(1, 1, "A1 A1 A1 A1 A1 A1 A1 A1");
    assert_eq!(trial.of(RuleAbout::MostInRow), [(7, 7, 6), (8, 8, 6)]);
    let trial = Trial::new(1).row(1, 1, "N1 N1 N1 N1 -");
    assert_eq!(trial.of(RuleAbout::NightsInRow), [(4, 4, 3)]);
    // A single day between two free ones; one at an open end is not judged.
    let trial = Trial::new(1).row(1, 1, "- A1 - . A1 .");
    assert_eq!(trial.of(RuleAbout::FewestInRow), [(2, 1, 2)]);
}

#[test]
fn runs_and_rest_reach_over_the_border_of_the_month() {
    let mut trial = Trial::new(1).row(1, 1, "A1 A1");
    let before = NaiveDate::from_ymd_opt(2026, 11, 30).unwrap();
    for day in before.iter_days().take(1) {
        trial.cells.insert((who(1), day), CellWork::shift("N1"));
    }
    assert_eq!(trial.of(RuleAbout::Rest), [(1, 0, 660)]);
    for back in 1..6 {
        let day = before - chrono::Duration::days(back);
        trial.cells.insert((who(1), day), CellWork::shift("A1"));
    }
    assert_eq!(trial.of(RuleAbout::MostInRow), [(1, 7, 6), (2, 8, 6)]);
}

#[test]
fn s_03_a_post_asks_for_skill_and_clearance() {
    let mut trial = Trial::new(1);
    let at_hotline = CellWork::Shifts {
        turns: vec![Turn {
            code: "A1".into(),
            post: Some(standard::post_id("hotline")),
        }],
    };
    trial.cells.insert((who(1), date(1)), at_hotline);
    assert_eq!(trial.of(RuleAbout::Skill).len(), 1);
    trial.people[0].skills.push(Skilled {
        skill: skill("hotline"),
        level: 1,
        until: None,
    });
    assert_eq!(trial.of(RuleAbout::Skill), []);
    let post = trial.posts.get_mut(&standard::post_id("hotline")).unwrap();
    post.level = Level::Confidential;
    assert_eq!(trial.of(RuleAbout::Clearance).len(), 1);
}

#[test]
fn nobody_is_at_two_posts_at_once_and_who_is_away_does_not_work() {
    let mut trial = Trial::new(1).row(1, 1, "A1+D1 A1+P1");
    assert_eq!(trial.of(RuleAbout::TwoPosts).len(), 1);
    trial.leave.push(crate::staff::Leave {
        id: LeaveId(Uuid::nil()),
        staff: who(1),
        days: Days {
            from: date(2),
            to: date(3),
        },
        kind: LeaveKind::Annual,
        note: String::new(),
        withdrawn: false,
    });
    assert_eq!(trial.of(RuleAbout::Leave), [(2, 0, 0)]);
    trial.people[0].available = vec![Availability {
        weekday: 2,
        from: 480,
        to: 1_080,
    }];
    assert_eq!(trial.of(RuleAbout::Available).len(), 3);
}

#[test]
fn hours_weekends_nights_and_shares_are_figures_that_can_be_edited() {
    let trial = Trial::new(2).row(1, 1, "A1 A1 A1 A1 A1 A1");
    assert_eq!(trial.of(RuleAbout::WeekMinutes), []);
    let mut trial = trial;
    trial.edited.push(RosterRule {
        id: RuleAbout::WeekMinutes.id(),
        about: RuleAbout::WeekMinutes,
        force: Force::Priced,
        figure: 40 * 60,
        price: 7,
    });
    // 1 December 2026 is a Tuesday: the week is over on Sunday the 6th.
    assert_eq!(trial.of(RuleAbout::WeekMinutes), [(6, 2_880, 2_400)]);
    let of_week = |one: &&Breach| one.about == RuleAbout::WeekMinutes;
    assert_eq!(trial.breaches().iter().find(of_week).unwrap().price, 7);
    trial.edited[0].force = Force::Off;
    assert_eq!(trial.of(RuleAbout::WeekMinutes), []);
    // All nights of one, none of the other: two over the mean of five and two.
    let trial = Trial::new(2).row(1, 1, "N1 N1 - N1 N1 - N1 N1 - N1 N1 - N1 N1");
    assert_eq!(trial.of(RuleAbout::FairNights), [(0, 10, 7)]);
    assert_eq!(trial.of(RuleAbout::NightsInMonth), [(0, 10, 8)]);
}

#[test]
fn wishes_weigh_and_pairs_are_kept() {
    let mut trial = Trial::new(2).row(1, 1, "A1 P1 -").row(2, 1, "A1 A1 -");
    trial.wishes.push(RosterWish {
        staff: who(1),
        day: date(1),
        code: None,
        wanted: false,
        weight: 3,
    });
    let breaches = trial.breaches();
    let wish = breaches.iter().find(|one| one.about == RuleAbout::Wish);
    assert_eq!(wish.unwrap().price, 30);
    let mut pair = RosterPair {
        id: crate::ids::RosterPairId(Uuid::nil()),
        first: who(1),
        second: who(2),
        together: true,
        retired: false,
    };
    trial.pairs = vec![pair.clone()];
    assert_eq!(trial.of(RuleAbout::Pair), [(2, 0, 0)]);
    pair.together = false;
    trial.pairs = vec![pair];
    assert_eq!(trial.of(RuleAbout::Pair), [(1, 0, 0)]);
}

fn line(day: u32, from: i32, to: i32, count: u32, able: Option<&str>) -> DemandLine {
    DemandLine {
        day: date(day),
        from,
        to,
        department: Department::Centre,
        skill: able.map(skill),
        level: Level::Internal,
        count,
        why: DemandWhy::Post {
            post: standard::post_id("hotline"),
            name: crate::names::Name::new("热线", ""),
        },
    }
}

fn there(n: u128, day: u32, from: u32, to: u32) -> Presence {
    Presence {
        staff: who(n),
        day: date(day),
        from,
        to,
        post: None,
    }
}

#[test]
fn s_75_a_watch_round_the_clock_is_covered_by_three_shifts() {
    let lines = [line(1, 420, 1_860, 1, None)];
    let people: Vec<StaffMember> = (1..=3).map(person).collect();
    let mut all = vec![there(1, 1, 420, 900), there(2, 1, 900, 1_380)];
    let found = cover(&lines, &all, &people);
    assert_eq!((found[0].there, found[0].lacking), (0, 480));
    all.push(there(3, 1, 1_380, 1_860));
    let found = cover(&lines, &all, &people);
    assert_eq!((found[0].there, found[0].lacking), (1, 0));
}

#[test]
fn nobody_counts_for_two_lines_and_the_skilled_go_where_they_are_asked_for() {
    let lines = [
        line(1, 480, 600, 1, None),
        line(1, 480, 600, 1, Some("english")),
    ];
    let mut people: Vec<StaffMember> = (1..=2).map(person).collect();
    people[0].skills.push(Skilled {
        skill: skill("english"),
        level: 2,
        until: None,
    });
    let one = cover(&lines, &[there(1, 1, 420, 900)], &people);
    assert_eq!((one[0].there, one[1].there), (0, 1));
    let both = cover(
        &lines,
        &[there(1, 1, 420, 900), there(2, 1, 420, 900)],
        &people,
    );
    assert_eq!((both[0].there, both[1].there), (1, 1));
}

proptest! {
    #[test]
    fn cover_never_counts_more_than_there_are(
        starts in proptest::collection::vec((0_u32..1_400, 30_u32..600), 0..12),
        lines in proptest::collection::vec((0_i32..1_400, 10_i32..600, 1_u32..4), 1..8),
    ) {
        let people: Vec<StaffMember> = (1..=12).map(person).collect();
        let all: Vec<Presence> = (1..).zip(&starts).map(|(n, (from, long))| there(n, 1, *from, from + long)).collect();
        let lines: Vec<DemandLine> = lines.iter().map(|(from, long, count)| line(1, *from, from + long, *count, None)).collect();
        let found = cover(&lines, &all, &people);
        for minute in (0..2_000).step_by(7) {
            let here = all.iter().filter(|one| one.from <= minute && minute < one.to).count();
            let counted: u32 = lines.iter().zip(&found)
                .filter(|(line, _)| line.from <= minute as i32 && (minute as i32) < line.to)
                .map(|(_, cover)| cover.there).sum();
            prop_assert!(counted as usize <= here);
        }
        for (line, cover) in lines.iter().zip(&found) {
            prop_assert!(cover.there <= line.count);
            prop_assert_eq!(cover.there == line.count, cover.lacking == 0);
        }
    }

    /// The checker against the plainest reckoning of two of its rules.
    #[test]
    fn rest_and_runs_are_what_a_plain_count_says(row in proptest::collection::vec(0_u8..4, 31)) {
        let codes = ["-", "A1", "P1", "N1"];
        let said: Vec<&str> = row.iter().map(|n| codes[usize::from(*n)]).collect();
        let trial = Trial::new(1).row(1, 1, &said.join(" "));
        let span = |n: u8| match n { 1 => (420_i32, 900_i32), 2 => (900, 1_380), _ => (1_380, 1_860) };
        let mut rest = 0;
        let mut over = 0;
        let mut run = 0;
        for (nth, n) in row.iter().enumerate() {
            run = if *n == 0 { 0 } else { run + 1 };
            over += usize::from(run > 6);
            if nth > 0 && *n != 0 && row[nth - 1] != 0 {
                rest += usize::from(span(*n).0 + 1_440 - span(row[nth - 1]).1 < 660);
            }
        }
        prop_assert_eq!(trial.of(RuleAbout::Rest).len(), rest);
        prop_assert_eq!(trial.of(RuleAbout::MostInRow).len(), over);
    }

    /// What is typed is told the same.
    #[test]
    fn what_is_typed_is_read_and_told(codes in proptest::collection::btree_set(0_usize..8, 1..4)) {
        let kinds: Kinds = standard::kinds().into_iter().map(|one| (one.code.clone(), one)).collect();
        let all: Vec<String> = kinds.keys().cloned().collect();
        let said: Vec<String> = codes.iter().filter_map(|n| all.get(*n)).map(|code| code.to_lowercase()).collect();
        let work = read_work(&said.join("+"), &kinds).unwrap();
        prop_assert_eq!(read_work(&work.told(), &kinds), Ok(work));
    }
}

#[test]
fn what_is_no_code_is_named() {
    let kinds: Kinds = standard::kinds()
        .into_iter()
        .map(|one| (one.code.clone(), one))
        .collect();
    assert_eq!(read_work("A1+X9", &kinds), Err("X9".to_owned()));
    assert_eq!(read_work(" 休 ", &kinds), Ok(CellWork::Off));
    assert_eq!(read_work("", &kinds), Ok(CellWork::Open));
}

#[test]
fn a_cell_is_one_record_wherever_it_is_written_and_is_read_by_its_day() {
    let one = RosterCell::name_of(who(1), date(7));
    assert_eq!(one, RosterCell::name_of(who(1), date(7)));
    assert_ne!(one, RosterCell::name_of(who(2), date(7)));
    assert!(RosterCell::name_of(who(9), date(6)) < one);
    assert!(one < RosterCell::name_of(who(1), date(8)));
}

fn version(n: u128, rows: &[(u128, &[(u8, &str)])]) -> RosterVersion {
    let row = |(staff, days): &(u128, &[(u8, &str)])| FrozenRow {
        staff: who(*staff),
        name: format!("甲{staff}"),
        days: days
            .iter()
            .map(|(day, said)| (*day, (*said).to_owned()))
            .collect(),
    };
    RosterVersion {
        id: RosterVersionId(Uuid::from_u128(n)),
        number: format!("R2612-A{n:02}"),
        month: date(1),
        departments: Vec::new(),
        rows: rows.iter().map(row).collect(),
        note: String::new(),
        by: "周敏".into(),
        at: chrono::DateTime::UNIX_EPOCH,
    }
}

#[test]
fn versions_hold_by_person_and_tell_what_is_different() {
    let first = version(1, &[(1, &[(1, "A1"), (2, "休")]), (2, &[(1, "P1")])]);
    let second = version(2, &[(1, &[(1, "N1"), (2, "休")])]);
    let before = holding(std::slice::from_ref(&first));
    let after = holding(&[first.clone(), second.clone()]);
    let changes = differences(date(1), &before, &after, |_| String::new());
    assert_eq!(changes.len(), 1);
    assert_eq!(
        (changes[0].before.as_str(), changes[0].after.as_str()),
        ("A1", "N1")
    );
    assert_eq!(changes[0].day, date(1));
    // Both have seen the first; only the one whose row changed has to look again.
    let seen = |version: &RosterVersion, n: u128| RosterSeen {
        version: version.id,
        staff: who(n),
        by: "周敏".into(),
        at: chrono::DateTime::UNIX_EPOCH,
    };
    let all = [first.clone(), second.clone()];
    assert_eq!(unseen(&all, &[seen(&first, 1), seen(&first, 2)]), [who(1)]);
    assert_eq!(unseen(&all, &[seen(&second, 1)]), [who(2)]);
}

#[test]
fn a_swap_is_offered_taken_and_settled_once() {
    let asked = SwapAsked {
        id: SwapId(Uuid::from_u128(1)),
        staff: who(1),
        day: date(1),
        with: None,
        with_day: None,
        note: String::new(),
        by: "周敏".into(),
        at: chrono::DateTime::UNIX_EPOCH,
    };
    let said = |answer| SwapAnswered {
        swap: asked.id,
        answer,
        why: String::new(),
        by: "周敏".into(),
        at: chrono::DateTime::UNIX_EPOCH,
    };
    assert_eq!(asked.standing(&[]), (SwapStanding::Offered, None));
    let taken = said(SwapAnswer::Taken { staff: who(2) });
    let late = said(SwapAnswer::Taken { staff: who(3) });
    let both = [taken, late];
    assert_eq!(asked.standing(&both), (SwapStanding::Waiting, Some(who(2))));
    let all = [
        both.to_vec(),
        vec![said(SwapAnswer::Refused), said(SwapAnswer::Approved)],
    ]
    .concat();
    assert_eq!(asked.standing(&all), (SwapStanding::Refused, Some(who(2))));
}

#[test]
fn s_76_hours_are_summed_and_owed() {
    let mut one = person(1);
    one.weekly_minutes = Some(2_400);
    one.owed_minutes = 120;
    let days = Days {
        from: date(1),
        to: date(14),
    };
    let worked = BTreeMap::from([(date(2), 540), (date(3), 0)]);
    let found = hours::sum(
        &one,
        days,
        date(8),
        |day| if is_weekend(day) { 0 } else { 480 },
        &worked,
    );
    // Two weeks from a Tuesday: ten working days, five of them over.
    assert_eq!((found.planned, found.planned_so_far), (4_800, 2_400));
    assert_eq!(found.actual, 2_400 - 480 + 60);
    assert_eq!(found.contract, Some(4_800));
    assert_eq!(found.owed, 120 - 480 + 60);
}

#[test]
fn cycles_repeat_and_holidays_are_known() {
    let all = standard::rotations();
    let cycle = &all[0];
    assert_eq!(cycle.on(date(1), date(1)), Some("A1"));
    assert_eq!(cycle.on(date(1), date(7)), Some(""));
    assert_eq!(cycle.on(date(1), date(9)), Some("A1"));
    assert_eq!(cycle.on(date(9), date(8)), Some(""));
    let holidays = standard::holidays(2027);
    let spring = NaiveDate::from_ymd_opt(2027, 2, 6).unwrap();
    assert!(holidays.days.iter().any(|one| one.date == spring));
}
