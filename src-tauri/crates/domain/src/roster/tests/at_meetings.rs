//! Duties at meetings beside a roster: two places at one time, the way between
//! buildings, rest, leave; each named by the meeting's number.

use super::*;
use crate::ids::{BuildingId, Number};

fn building(n: u128) -> Option<BuildingId> {
    Some(BuildingId(Uuid::from_u128(n)))
}

fn duty(n: u128, day: u32, (from, to): (u32, u32), at: u128, number: &str) -> MeetingDuty {
    MeetingDuty {
        staff: who(n),
        day: date(day),
        from: from * 60,
        to: to * 60,
        building: building(at),
        number: Number(number.to_owned()),
    }
}

/// What is broken: day, rule, how it is, what it names.
fn told(trial: &Trial) -> Vec<(u32, RuleAbout, i32, String)> {
    let all = trial.breaches().into_iter();
    all.filter_map(|one| {
        let day = chrono::Datelike::day(&one.day?);
        Some((day, one.about, one.is, one.what))
    })
    .collect()
}

#[test]
fn s_76_two_meetings_at_one_time_are_two_posts_and_both_are_named() {
    let mut trial = Trial::new(2).row(1, 1, "A1");
    trial.meetings = vec![
        duty(1, 1, (9, 11), 1, "1201-A"),
        duty(1, 1, (10, 12), 1, "1201-B"),
        duty(2, 1, (9, 11), 1, "1201-C"),
    ];
    let both = "1201-A + 1201-B".to_owned();
    assert_eq!(told(&trial), [(1, RuleAbout::TwoPosts, 0, both)]);
}

#[test]
fn a_shift_without_a_post_is_free_for_a_meeting_and_a_fixed_post_is_not() {
    let mut trial = Trial::new(1).row(1, 1, "A1");
    trial.meetings = vec![duty(1, 1, (9, 11), 1, "1201-A")];
    assert_eq!(told(&trial), []);
    let post = trial.posts.values().find(|one| one.skill.is_none());
    let post = post.unwrap().clone();
    let post = FixedPost {
        department: Department::Centre,
        level: Level::Public,
        ..post
    };
    let work = CellWork::Shifts {
        turns: vec![Turn {
            code: "A1".into(),
            post: Some(post.id),
        }],
    };
    trial.posts.insert(post.id, post);
    trial.cells.insert((who(1), date(1)), work);
    assert_eq!(
        told(&trial),
        [(1, RuleAbout::TwoPosts, 0, "1201-A".to_owned())]
    );
}

#[test]
fn the_way_between_two_buildings_is_counted() {
    let mut trial = Trial::new(1);
    trial.meetings = vec![
        duty(1, 1, (9, 11), 1, "1201-A"),
        duty(1, 1, (11, 12), 2, "1201-B"),
        duty(1, 2, (9, 11), 1, "1202-A"),
        duty(1, 2, (11, 12), 1, "1202-B"),
    ];
    let both = "1201-A + 1201-B".to_owned();
    assert_eq!(told(&trial), [(1, RuleAbout::Travel, 0, both)]);
}

#[test]
fn meetings_are_work_where_rest_is_counted() {
    // Until 23:00 at a meeting, then the first shift at 07:00.
    let mut trial = Trial::new(1).row(1, 1, "A1 A1");
    trial.meetings = vec![duty(1, 1, (20, 23), 1, "1201-A")];
    let meeting = "1201-A".to_owned();
    assert_eq!(told(&trial), [(2, RuleAbout::Rest, 480, meeting.clone())]);
    // At a meeting two hours after a night.
    let mut trial = Trial::new(1).row(1, 1, "N1 .");
    trial.meetings = vec![duty(1, 2, (9, 11), 1, "1201-A")];
    assert_eq!(told(&trial), [(2, RuleAbout::Rest, 120, meeting)]);
    // In the night itself it is part of it.
    trial.meetings = vec![duty(1, 2, (2, 4), 1, "1201-A")];
    assert_eq!(told(&trial), []);
}

#[test]
fn whoever_is_away_is_at_no_meeting() {
    let mut trial = Trial::new(1);
    trial.meetings = vec![duty(1, 3, (9, 11), 1, "1203-A")];
    trial.leave.push(crate::staff::Leave {
        id: LeaveId(Uuid::from_u128(9)),
        staff: who(1),
        days: Days {
            from: date(1),
            to: date(4),
        },
        kind: LeaveKind::Annual,
        note: String::new(),
        withdrawn: false,
    });
    let meeting = "1203-A".to_owned();
    assert_eq!(told(&trial), [(3, RuleAbout::Leave, 0, meeting)]);
}
