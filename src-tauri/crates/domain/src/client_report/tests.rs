//! The report to the client: when it is due, and what a supplement says.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test says what it expects by failing"
)]

use uuid::Uuid;

use super::*;
use crate::trial::at;

fn line(n: u128, hour: u32) -> Line {
    Line {
        meeting: MeetingId(Uuid::from_u128(n)),
        number: Number::new(11, 22, "A", u32::try_from(n).unwrap()),
        title: format!("会{n}"),
        start: at(hour),
        end: at(hour + 1),
        rooms: Vec::new(),
        class: None,
        layout: None,
        headcount: Some(10),
        organiser: String::new(),
        contact: String::new(),
        phone: String::new(),
        leader: false,
        state: State::Confirmed,
    }
}

#[test]
fn s_14_it_is_of_the_next_days_and_proposed_before_the_shift_ends() {
    let rule = ReportRule::default();
    let today = NaiveDate::from_ymd_opt(2026, 12, 31).unwrap();
    let days: Vec<String> = rule
        .days_from(today)
        .iter()
        .map(|d| d.to_string())
        .collect();
    assert_eq!(days, ["2027-01-01", "2027-01-02"]);
    assert_eq!(rule.proposed_from(at(0)), at(16));
}

#[test]
fn a_supplement_says_what_is_new_changed_and_gone_in_the_order_of_the_day() {
    let told = [line(1, 1), line(2, 3), line(3, 5)];
    assert!(changes(&told, &told).is_empty());
    let mut moved = line(2, 9);
    moved.headcount = Some(40);
    // That it began is no news to the client; that it waits for them is.
    let mut began = line(3, 5);
    began.state = State::InSession;
    let now = [line(4, 2), began.clone(), moved.clone()];
    assert_eq!(
        changes(&told, &now),
        [
            Change::Dropped(&told[0]),
            Change::Added(&now[0]),
            Change::Changed(&told[1], &moved),
        ]
    );
    began.state = State::Held;
    assert_eq!(
        changes(&told[2..], &[began.clone()]),
        [Change::Changed(&told[2], &began)]
    );
}
