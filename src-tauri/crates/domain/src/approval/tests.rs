//! Approvals: what needs one, and when a booking has outgrown it.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test says what it expects by failing"
)]

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::room::Class;
use crate::trial::{at, meeting, room, venue};

fn applied(n: u128, asks: Asks) -> Application {
    Application {
        id: ApplicationId(Uuid::from_u128(n)),
        number: format!("1122-A03-P{n}"),
        asks,
        to: "机关事务管理局".into(),
        note: String::new(),
        by: "周敏".into(),
        at: at(0) + Duration::minutes(i64::try_from(n).unwrap()),
    }
}

fn asks(meeting: &Meeting, builds: &[String]) -> Asks {
    Asks {
        title: meeting.title.clone(),
        start: meeting.slot.start,
        end: meeting.slot.end,
        rooms: meeting.slot.rooms().collect(),
        room_names: Vec::new(),
        layout: None,
        headcount: meeting.headcount,
        organiser: String::new(),
        contact: String::new(),
        phone: String::new(),
        builds: builds.to_vec(),
    }
}

fn answered(to: &Application, approved: bool, minute: i64) -> Answer {
    Answer {
        application: to.id,
        approved,
        decided_by: "李处长".into(),
        paper: "函〔2026〕18 号".into(),
        conditions: String::new(),
        by: "周敏".into(),
        at: to.at + Duration::minutes(minute),
    }
}

#[test]
fn section_2_halls_and_s_12_builds_need_the_client() {
    let venue = venue();
    assert_eq!(reasons(Some(&room(Class::A)), &venue, &[]), []);
    assert_eq!(reasons(Some(&room(Class::C)), &venue, &[]), [Why::Class]);
    let build = "背景板 8×4 m".to_owned();
    let why = reasons(Some(&room(Class::B)), &venue, std::slice::from_ref(&build));
    assert_eq!(why, [Why::Build { what: build }]);
    let hall = room(Class::C);
    assert_eq!(
        deadline(&meeting(), Some(&hall), &venue),
        at(6) - Duration::days(1)
    );
}

#[test]
fn an_answer_settles_until_the_booking_grows() {
    let booked = meeting();
    let one = applied(1, asks(&booked, &[]));
    let why = [Why::Class];
    let stand = |m: &Meeting, answers: &[Answer]| {
        let all = [one.clone()];
        match standing(m, &why, &[], &all, answers) {
            Standing::NotNeeded => "not needed",
            Standing::NotApplied => "not applied",
            Standing::Waiting(_) => "waiting",
            Standing::Approved(..) => "approved",
            Standing::Refused(..) => "refused",
            Standing::Outgrown(_) => "outgrown",
        }
    };
    assert_eq!(standing(&booked, &[], &[], &[], &[]), Standing::NotNeeded);
    assert_eq!(standing(&booked, &why, &[], &[], &[]), Standing::NotApplied);
    assert_eq!(stand(&booked, &[]), "waiting");
    let yes = answered(&one, true, 5);
    assert_eq!(stand(&booked, std::slice::from_ref(&yes)), "approved");
    assert_eq!(stand(&booked, &[answered(&one, false, 5)]), "refused");
    // Written down wrongly and put right: the later one in the log counts.
    let put_right = [yes.clone(), answered(&one, false, 1)];
    assert_eq!(stand(&booked, &put_right), "refused");

    let mut shorter = booked.clone();
    shorter.slot.end -= Duration::minutes(30);
    shorter.headcount = Some(90);
    assert_eq!(stand(&shorter, std::slice::from_ref(&yes)), "approved");
    let mut longer = booked.clone();
    longer.slot.end += Duration::minutes(30);
    assert_eq!(stand(&longer, std::slice::from_ref(&yes)), "outgrown");
    let mut elsewhere = booked;
    elsewhere.slot.also.push(RoomId(Uuid::from_u128(9)));
    assert_eq!(stand(&elsewhere, &[yes]), "outgrown");
}

#[test]
fn what_was_approved_holds_whatever_was_applied_for_after_it() {
    let booked = meeting();
    let mut larger = asks(&booked, &[]);
    larger.headcount = Some(400);
    let all = [applied(1, asks(&booked, &[])), applied(2, larger)];
    let answers = [answered(&all[0], true, 1), answered(&all[1], false, 1)];
    let stands = standing(&booked, &[Why::Class], &[], &all, &answers);
    assert_eq!(stands, Standing::Approved(&all[0], &answers[0]));
}

proptest! {
    #[test]
    fn an_application_covers_exactly_what_stays_within_it(
        from in -3..3_i64, until in -3..3_i64, heads in 100..260_u32, built in any::<bool>()
    ) {
        let booked = meeting();
        let build = vec!["背景板".to_owned()];
        let form = asks(&booked, &build);
        let mut changed = booked.clone();
        changed.slot.start += Duration::minutes(from * 10);
        changed.slot.end += Duration::minutes(until * 10);
        changed.headcount = Some(heads);
        let now = if built { build } else { vec!["展台".to_owned()] };
        let within = from >= 0 && until <= 0 && heads <= 180 && built;
        prop_assert_eq!(form.covers(&changed, &now), within);
        prop_assert!(form.covers(&booked, &[]));
    }
}
