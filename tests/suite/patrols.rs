//! Patrol rounds (S-50, S-51): due, walked, and what they find.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use steward_app::domain::ids::PatrolRouteId;
use steward_app::domain::incident::{Gravity, PatrolFind};
use steward_app::domain::patrol::PatrolTimes;
use steward_app::views::{IncidentDraft, PatrolRoundDraft, PatrolWrong, Refusal};
use steward_tests::Station;

fn happened(what: &str, gravity: Gravity) -> IncidentDraft {
    IncidentDraft {
        what: what.into(),
        place: String::new(),
        room: None,
        meeting: None,
        gravity,
        reported_by: "老王".into(),
        found: None,
        happened: None,
    }
}

#[test]
fn s_51_a_round_is_walked_and_what_it_found_becomes_an_incident() {
    let station = Station::quiet("2026-11-25 10:00");
    let grounds = station.find_route("grounds").unwrap();
    assert_eq!(station.find_route("院区巡查").unwrap(), grounds);
    let shown = |station: &Station| station.patrols().unwrap().remove(0);
    assert!(!shown(&station).late);
    assert_eq!(shown(&station).missed, 1, "nobody walked at eight");
    station.minutes_later(15);
    assert!(shown(&station).late);
    let mut draft = PatrolRoundDraft {
        wrong: vec![PatrolWrong {
            key: "garage".into(),
            note: String::new(),
        }],
        note: String::new(),
        by: "老王".into(),
    };
    assert_eq!(
        station.walk_round(grounds, &draft),
        Err(Refusal::ReasonNeeded)
    );
    draft.wrong[0].note = "B1 照明坏一组".into();
    let round = station.walk_round(grounds, &draft).unwrap();
    assert!(!shown(&station).late);
    let walked = shown(&station).rounds.remove(0);
    assert_eq!(walked.points.iter().filter(|point| !point.ok).count(), 1);
    let found = PatrolFind {
        round,
        point: "garage".into(),
    };
    let draft = IncidentDraft {
        found: Some(found),
        ..happened("车库照明坏一组", Gravity::Minor)
    };
    station.add_incident(&draft).unwrap();
    assert_eq!(shown(&station).rounds[0].incidents[0].number, "I1125-A01");
    let stray = PatrolRoundDraft {
        wrong: vec![PatrolWrong {
            key: "roof".into(),
            note: "漏".into(),
        }],
        ..PatrolRoundDraft::default()
    };
    assert_eq!(
        station.walk_round(grounds, &stray),
        Err(Refusal::Unknown("roof".into()))
    );
    // The next day begins anew.
    station.at("2026-11-26 07:00");
    assert!(!shown(&station).late);
    assert_eq!(shown(&station).rounds.len(), 1);
}

#[test]
fn routes_are_data_that_a_supervisor_edits() {
    let station = Station::quiet("2026-11-25 10:00");
    let mut route = station.patrol_routes().unwrap().remove(0);
    route.times = PatrolTimes::At {
        minutes: vec![22 * 60],
    };
    route.points.truncate(1);
    let id = station.save_patrol_route(route.clone()).unwrap();
    let kept = station.patrols().unwrap();
    let kept = kept.iter().find(|view| view.route.id == id).unwrap();
    assert_eq!((kept.route.points.len(), kept.late), (1, false));
    route.points.clear();
    assert!(matches!(
        station.save_patrol_route(route.clone()),
        Err(Refusal::OutOfRange { .. })
    ));
    let mut more = station.patrol_routes().unwrap().remove(1);
    more.id = PatrolRouteId(uuid::Uuid::nil());
    more.name.zh = "夜间巡查".into();
    let added = station.save_patrol_route(more.clone()).unwrap();
    assert_eq!(station.patrols().unwrap().len(), 4);
    more.id = added;
    more.retired = true;
    station.save_patrol_route(more).unwrap();
    assert_eq!(station.patrols().unwrap().len(), 3);
    assert_eq!(station.patrol_routes().unwrap().len(), 4);
}
