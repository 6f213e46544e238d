//! What the store answers.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test says what it expects by failing"
)]

use serde_json::json;
use steward_domain::clash::Severity;
use steward_domain::ids::{MeetingId, Number};
use steward_domain::meeting::{Meeting, Source, State};
use steward_domain::room::Room;
use steward_store::{Fault, Question};
use uuid::Uuid;

use crate::store_support::{Desk, NOW, act, hour, meeting, room};

fn ids(meetings: Vec<Meeting>) -> Vec<u128> {
    meetings.into_iter().map(|m| m.id.0.as_u128()).collect()
}

fn ms(h: i64) -> i64 {
    hour(h).timestamp_millis()
}

/// Rooms 10 (203) and 11 (204), and 12 (多功能厅) made of both.
fn rooms(desk: &Desk) {
    desk.save_room(&room(10, "203"));
    desk.save_room(&room(11, "204"));
    let mut hall = room(12, "多功能厅");
    hall.parts = vec![room(10, "").id, room(11, "").id];
    desk.save_room(&hall);
}

#[test]
fn a_record_comes_back_as_it_was_saved() {
    let desk = Desk::new(1);
    rooms(&desk);
    let written = meeting(1, Some(10), 9, 11);
    desk.save(&written);
    assert_eq!(
        desk.store.read(|r| r.get::<Meeting>(written.id.0)).unwrap(),
        Some(written)
    );
    assert_eq!(
        desk.store
            .read(|r| r.get::<Meeting>(Uuid::from_u128(99)))
            .unwrap(),
        None
    );
    assert_eq!(
        desk.store
            .read(|r| r.get::<Meeting>(Uuid::from_u128(10)))
            .unwrap(),
        None,
        "a room is no meeting"
    );
    assert_eq!(desk.store.read(|r| r.all::<Room>()).unwrap().len(), 3);
}

#[test]
fn saving_what_did_not_change_writes_nothing() {
    let desk = Desk::new(1);
    let mut m = meeting(1, None, 9, 11);
    desk.save(&m);
    let heads = desk.store.heads().unwrap();
    desk.save(&m);
    assert_eq!(desk.store.heads().unwrap(), heads);
    m.title = "改了".into();
    m.headcount = None;
    desk.save(&m);
    let changes = desk.store.read(|r| r.history(m.id.0)).unwrap();
    let last: Vec<_> = changes
        .iter()
        .filter(|c| c.before.is_some())
        .map(|c| (c.field.as_str(), c.after.clone()))
        .collect();
    assert_eq!(
        last,
        vec![("headcount", json!(null)), ("title", json!("改了"))]
    );
    assert_eq!(
        desk.store
            .read(|r| r.get::<Meeting>(m.id.0))
            .unwrap()
            .unwrap()
            .headcount,
        None
    );
}

#[test]
fn saved_twice_in_one_act_the_last_counts() {
    let desk = Desk::new(1);
    let first = meeting(1, None, 9, 11);
    desk.save(&first);
    let heads = desk.store.heads().unwrap();
    let mut second = first.clone();
    second.title = "中途".into();
    desk.store
        .write(act(NOW), |w| {
            w.save(&second)?;
            w.save(&first)
        })
        .unwrap();
    assert_eq!(desk.store.heads().unwrap(), heads);
}

#[test]
fn an_act_that_fails_writes_nothing() {
    let desk = Desk::new(1);
    let failed: Result<(), Fault> = desk.store.write(act(NOW), |w| {
        w.save(&meeting(1, None, 9, 11))?;
        assert!(
            w.get::<Meeting>(Uuid::from_u128(1))?.is_none(),
            "reads see the store before the act"
        );
        Err(Fault::ReadOnly)
    });
    assert!(failed.is_err());
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        desk.store.write(act(NOW), |w| -> Result<(), Fault> {
            w.save(&meeting(1, None, 9, 11))?;
            panic!("a fault of the use case");
        })
    }));
    assert!(panicked.is_err());
    assert_eq!(desk.store.read(|r| r.counts()).unwrap().commits, 0);
    desk.save(&meeting(1, None, 9, 11));
    assert_eq!(desk.store.read(|r| r.counts()).unwrap().meetings, 1);
}

#[test]
fn what_lasts_for_days_is_met_in_the_midst_of_it() {
    let desk = Desk::new(1);
    rooms(&desk);
    let lasts = [1, 46, 47, 48, 49, 500];
    for (n, hours) in (1..).zip(lasts) {
        desk.save(&meeting(n, None, 0, hours));
    }
    for h in [0, 40, 46, 47, 48, 300, 499, 500] {
        let found = desk
            .store
            .read(|r| r.meetings_between(ms(h), ms(h) + 1))
            .unwrap();
        let lasting = lasts.iter().filter(|hours| **hours > h);
        assert_eq!(found.len(), lasting.count(), "after {h} hours");
    }
    // In one room, what was there first and what comes later meet all the same.
    desk.save(&meeting(10, Some(10), 0, 400));
    desk.save(&meeting(11, Some(10), 300, 301));
    desk.save(&meeting(12, Some(10), 250, 330));
    let clashes = || desk.store.read(|r| r.clashes()).unwrap();
    assert_eq!(clashes().len(), 3);
    let near = |r: &steward_store::Reader<'_>| r.clashes_between(ms(200), ms(201));
    assert_eq!(desk.store.read(near).unwrap().len(), 2);
    let before = desk.store.digest().unwrap();
    desk.store.rebuild().unwrap();
    assert_eq!(desk.store.digest().unwrap(), before);
    assert_eq!(clashes().len(), 3);
}

#[test]
fn meetings_of_a_span_count_setting_up_and_clearing() {
    let desk = Desk::new(1);
    rooms(&desk);
    desk.save(&meeting(1, Some(10), 9, 11));
    desk.save(&meeting(2, None, 11, 12));
    let mut cancelled = meeting(3, Some(11), 9, 10);
    cancelled.standing.state = State::Cancelled;
    desk.save(&cancelled);
    let between =
        |from: i64, to: i64| ids(desk.store.read(|r| r.meetings_between(from, to)).unwrap());
    assert_eq!(between(ms(9), ms(12)), vec![1, 3, 2]);
    let half_hour = 30 * 60_000;
    assert_eq!(between(ms(8), ms(8) + half_hour), Vec::<u128>::new());
    assert_eq!(between(ms(8), ms(8) + half_hour + 1), vec![1]);
    assert_eq!(
        between(ms(11) + half_hour - 1, ms(11) + half_hour),
        vec![1, 2]
    );
    assert_eq!(between(ms(12), ms(13)), Vec::<u128>::new());
    assert_eq!(
        ids(desk.store.read(|r| r.meetings_without_room()).unwrap()),
        vec![2]
    );
}

#[test]
fn numbers_and_sources_find_their_meeting() {
    let desk = Desk::new(1);
    let mut m = meeting(3, None, 9, 11);
    m.source = Some(Source {
        origin: "ics".into(),
        key: "uid-1".into(),
        likeness: String::new(),
        digest: Default::default(),
    });
    desk.save(&m);
    desk.save(&meeting(12, None, 9, 11));
    let mut foreign = meeting(99, None, 9, 11);
    foreign.number = Number("1122-B150".into());
    desk.save(&foreign);
    let read = |number: &str| {
        desk.store
            .read(|r| r.meeting_by_number(&Number(number.into())))
            .unwrap()
    };
    assert_eq!(read("1122-A03").map(|m| m.id.0.as_u128()), Some(3));
    assert_eq!(read("1122-A04"), None);
    assert_eq!(desk.store.read(|r| r.numbers_taken("1122-A")).unwrap(), 12);
    assert_eq!(desk.store.read(|r| r.numbers_taken("1122-B")).unwrap(), 150);
    assert_eq!(desk.store.read(|r| r.numbers_taken("1123-A")).unwrap(), 0);
    assert_eq!(
        ids(desk.store.read(|r| r.meetings_by_source("ics")).unwrap()),
        vec![3]
    );
    let entry = |key: &str| {
        desk.store
            .read(|r| r.meeting_by_source("ics", key))
            .unwrap()
    };
    assert_eq!(entry("uid-1").map(|m| m.id), Some(m.id));
    assert_eq!(entry("uid-2"), None);
}

#[test]
fn clashes_follow_meetings_and_rooms() {
    let desk = Desk::new(1);
    rooms(&desk);
    desk.save(&meeting(1, Some(10), 9, 11));
    desk.save(&meeting(2, Some(12), 10, 12));
    desk.save(&meeting(3, Some(11), 12, 13));
    let pairs = || {
        let clashes = desk.store.read(|r| r.clashes()).unwrap();
        clashes
            .iter()
            .map(|c| (c.first.0.as_u128(), c.second.0.as_u128(), c.severity))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        pairs(),
        vec![(1, 2, Severity::Blocks), (2, 3, Severity::Warns)]
    );
    let between = |from, to| {
        desk.store
            .read(|r| r.clashes_between(from, to))
            .unwrap()
            .len()
    };
    assert_eq!(
        (
            between(ms(0), ms(8)),
            between(ms(9), ms(10)),
            between(ms(13), ms(14))
        ),
        (0, 2, 1)
    );
    assert_eq!(
        desk.store
            .read(|r| r.clashes_of(MeetingId(Uuid::from_u128(3))))
            .unwrap()
            .len(),
        1
    );
    // The hall no longer includes 204, then needs no turnover at all.
    let mut hall = room(12, "多功能厅");
    hall.parts = vec![room(10, "").id];
    desk.save_room(&hall);
    assert_eq!(pairs(), vec![(1, 2, Severity::Blocks)]);
    let mut small = room(10, "203");
    small.settings[0].set_up = 0;
    desk.save_room(&small);
    assert_eq!(pairs(), vec![(1, 2, Severity::Blocks)]);
    let mut cancelled = meeting(1, Some(10), 9, 11);
    cancelled.standing.state = State::Cancelled;
    desk.save(&cancelled);
    assert_eq!(pairs(), vec![]);
    assert_eq!(desk.store.verify().unwrap(), vec![]);
}

#[test]
fn a_rooms_longer_turnover_reaches_the_meetings_that_are_in_it() {
    let desk = Desk::new(1);
    rooms(&desk);
    desk.save(&meeting(1, Some(10), 9, 11));
    desk.save(&meeting(2, Some(10), 13, 14));
    assert_eq!(desk.store.read(|r| r.clashes()).unwrap(), vec![]);
    let mut slow = room(10, "203");
    slow.settings[0].clear = 120;
    desk.save_room(&slow);
    assert_eq!(desk.store.read(|r| r.clashes()).unwrap().len(), 1);
    assert_eq!(
        ids(desk
            .store
            .read(|r| r.meetings_between(ms(12) + 1, ms(12) + 2))
            .unwrap()),
        vec![1]
    );
}

#[test]
fn facts_and_history_say_who_and_when() {
    let desk = Desk::new(1);
    let m = meeting(1, None, 9, 11);
    desk.save(&m);
    let said = desk.store.write(act(NOW + 5), |w| {
        Ok::<_, Fault>(w.fact("confirmed", m.id.0, json!({"note": "已开门"})))
    });
    let offline = steward_store::Act {
        actor: "周明".into(),
        session: None,
        offline: true,
        ..act(NOW + 9)
    };
    let mut moved = m.clone();
    moved.slot.end = hour(12);
    desk.store.write(offline, |w| w.save(&moved)).unwrap();
    let facts = desk.store.read(|r| r.facts_about(&[m.id.0])).unwrap();
    assert_eq!(facts.len(), 1);
    assert_eq!(
        (facts[0].id, facts[0].wall_ms, facts[0].actor.as_str()),
        (said.unwrap(), NOW + 5, "林晓")
    );
    assert_eq!(facts[0].body, json!({"note": "已开门"}));
    let history = desk.store.read(|r| r.history(m.id.0)).unwrap();
    let last = history.last().unwrap();
    assert_eq!(
        (last.field.as_str(), last.actor.as_str(), last.offline),
        ("slot", "周明", true)
    );
    assert_eq!(
        (
            last.station_name.as_str(),
            last.wall_ms,
            last.intent.as_str()
        ),
        ("第1台", NOW + 9, "test")
    );
    assert_eq!(
        last.before.as_ref().unwrap()["end"],
        json!("2026-11-22T11:00:00Z")
    );
    assert_eq!(last.after["end"], json!("2026-11-22T12:00:00Z"));
}

#[test]
fn settings_stay_on_this_workstation() {
    let desk = Desk::new(1);
    assert_eq!(desk.store.read(|r| r.setting("language")).unwrap(), None);
    desk.store.set_setting("language", &json!("en")).unwrap();
    let desk = desk.reopened();
    assert_eq!(
        desk.store.read(|r| r.setting("language")).unwrap(),
        Some(json!("en"))
    );
    assert_eq!(desk.store.read(|r| r.counts()).unwrap().commits, 0);
}

#[test]
fn words_find_meetings_by_text_number_room_and_pinyin() {
    let desk = Desk::new(1);
    rooms(&desk);
    let mut first = meeting(1, Some(12), 9, 11);
    first.title = "骨干教师培训会".into();
    let mut second = meeting(2, Some(10), 12, 14);
    (second.title, second.organiser) = ("Press Briefing".into(), "银行联络处".into());
    (second.contact, second.phone) = ("重庆来客".into(), "13912345678".into());
    desk.save(&first);
    desk.save(&second);
    let search = |words: &str| {
        let hits = desk
            .store
            .read(|r| r.search(&Question::of(words, NOW, 10)))
            .unwrap();
        hits.into_iter()
            .map(|hit| hit.meeting.0.as_u128())
            .collect::<Vec<_>>()
    };
    for (words, wanted) in [
        ("教师", vec![1]),
        ("师", vec![1]),
        ("骨干教师培训会", vec![1]),
        ("骨师", vec![]),
        ("gugan", vec![1]),
        ("ggjs", vec![1]),
        ("peixun", vec![1]),
        ("yinhang", vec![2]),
        ("cqlk", vec![2]),
        ("press", vec![2]),
        ("BRIEF", vec![2]),
        ("1122-A02", vec![2]),
        ("1122-a01", vec![1]),
        ("3912345", vec![2]),
        ("多功能", vec![1]),
        ("dgnt", vec![1]),
        ("203", vec![2]),
        ("教育局 培训", vec![1]),
        ("培训 银行", vec![]),
        ("  ", vec![]),
        ("\u{0}", vec![]),
    ] {
        assert_eq!(search(words), wanted, "{words:?}");
    }
    assert_eq!(search("1122"), vec![1, 2], "nearest first among equals");
    assert_eq!(
        desk.store
            .read(|r| r.search(&Question::of("1122", NOW, 1)))
            .unwrap()
            .len(),
        1
    );
    // A room's new name is found at once.
    desk.save_room(&room(10, "牡丹厅"));
    assert_eq!(search("牡丹"), vec![2]);
}

#[test]
fn facts_of_one_act_stand_in_the_order_they_were_said() {
    let desk = Desk::new(1);
    let about = Uuid::from_u128(7);
    let said = desk.store.write(act(NOW), |w| {
        for n in 0..300 {
            w.fact("said", about, json!(n));
        }
        Ok::<_, Fault>(())
    });
    said.unwrap();
    let facts = desk.store.read(|r| r.facts_about(&[about])).unwrap();
    let told: Vec<u64> = facts.iter().filter_map(|fact| fact.body.as_u64()).collect();
    assert_eq!(told, (0..300).collect::<Vec<u64>>());
}
