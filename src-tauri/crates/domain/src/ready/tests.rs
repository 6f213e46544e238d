//! Readiness: what counts of several reports and looks, and which check sees
//! all of it.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test says what it expects by failing"
)]

use std::collections::BTreeSet;

use super::*;
use crate::plan::TaskKey;
use crate::trial::{at, meeting};

fn report(n: u128, done: bool, minute: i64) -> Report {
    Report {
        id: ReportId(Uuid::from_u128(n)),
        department: Department::Technical,
        points: vec![Ticked {
            key: "microphones".into(),
            text: Name::new("每支话筒试音", ""),
            done,
        }],
        start: meeting().slot.start,
        note: String::new(),
        by: "老王".into(),
        at: at(4) + Duration::minutes(minute),
    }
}

fn look(of: u128, passed: bool, minute: i64) -> Look {
    Look {
        report: ReportId(Uuid::from_u128(of)),
        passed,
        note: String::new(),
        by: "周敏".into(),
        at: at(5) + Duration::minutes(minute),
    }
}

fn stands(reports: &[Report], looks: &[Look]) -> Readiness {
    standing(Department::Technical, &meeting(), reports, looks).readiness
}

#[test]
fn s_32_the_newest_report_counts_and_the_centre_looks_at_that_one() {
    let (bad, good) = (report(1, false, 0), report(2, true, 10));
    assert_eq!(stands(&[], &[]), Readiness::NotReported);
    assert_eq!(
        stands(std::slice::from_ref(&bad), &[]),
        Readiness::Incomplete
    );
    let both = [bad, good.clone()];
    assert_eq!(stands(&both, &[]), Readiness::Reported);
    // A look at the first says nothing of the second.
    assert_eq!(stands(&both, &[look(1, false, 0)]), Readiness::Reported);
    assert_eq!(stands(&both, &[look(2, true, 0)]), Readiness::Passed);
    // In the order of the log, whatever the clocks said.
    let (passed, failed) = (look(2, true, 1), look(2, false, 0));
    assert_eq!(
        stands(&both, &[passed.clone(), failed.clone()]),
        Readiness::Failed
    );
    assert_eq!(stands(&both, &[failed, passed]), Readiness::Passed);
    // Others say nothing for technical.
    let other = Report {
        department: Department::Security,
        ..good.clone()
    };
    assert_eq!(stands(&[other], &[]), Readiness::NotReported);
    let mut moved = good;
    moved.start += Duration::hours(1);
    assert_eq!(stands(&[moved], &[look(2, true, 0)]), Readiness::ForOldTime);
}

#[test]
fn the_lists_of_the_standard_are_each_once_with_keys_of_their_own() {
    let all = standard::lists();
    let whose: BTreeSet<_> = all.iter().map(|list| list.id).collect();
    assert_eq!(whose.len(), all.len());
    for list in &all {
        let keys: BTreeSet<_> = list.points.iter().map(|point| &point.key).collect();
        assert_eq!(keys.len(), list.points.len(), "{:?}", list.department);
    }
    let technical = &all[1];
    let m = meeting();
    assert_eq!(technical.times(&m)[0], at(5));
    let late = |minute| progress(technical, &m, false, at(5) + Duration::minutes(minute));
    assert_eq!(
        [0, 1, 5, 15].map(late),
        [
            Progress::Open,
            Progress::Overdue,
            Progress::Reminded,
            Progress::Escalated
        ]
    );
    assert_eq!(progress(technical, &m, true, at(9)), Progress::Done);
}

#[test]
fn s_31_the_last_level_is_the_check_after_the_others() {
    let task = |key: &str, work, after: &[&str]| Task {
        key: TaskKey {
            meeting: meeting().id,
            item: key.into(),
            round: 0,
        },
        text: Name::default(),
        department: Department::Centre,
        work,
        due: at(5),
        after: after.iter().map(|key| (*key).into()).collect(),
        remind_at: at(5),
        escalate_at: at(5),
        rule: String::new(),
    };
    let all = [
        task("check-1", Work::Check, &[]),
        task("check-2", Work::Check, &["check-1"]),
        task("check-3", Work::Check, &["check-2"]),
        task("pour", Work::Tea, &["check-3"]),
    ];
    assert_eq!(
        all.each_ref().map(|one| is_last_check(one, &all)),
        [false, false, true, false]
    );
    // A house with one check has no level that sees the others.
    assert!(!is_last_check(&all[0], &all[..1]));
}
