//! Two truths: what two stations did apart is put before people once, the
//! decision travels, and no station ever shows another winner.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use steward_app::domain::duty::HolderKind;
use steward_app::domain::ids::MeetingId;
use steward_app::domain::meeting::State;
use steward_app::domain::remedy::{RemedyKind, Step};
use steward_app::views::{
    Choice, ClashView, DutyDraft, EndedView, FieldView, InboxEntry, Refusal, RemedyView, Rule,
};
use steward_sync::House as _;
use steward_tests::{Station, date};

const NOW: &str = "2026-11-20 09:00";

/// Two stations that know the same.
pub(crate) fn pair() -> (Station, Station) {
    let front = Station::quiet(NOW);
    let east = front.lets_in("东楼", NOW);
    front.meets(&east);
    east.operated_by("林晓");
    (front, east)
}

#[track_caller]
pub(crate) fn agree(front: &Station, east: &Station) {
    front.meets(east);
    assert_eq!(front.digest(), east.digest(), "two winners");
    for station in [front, east] {
        station.assert_sound();
    }
}

fn clashes(station: &Station) -> Vec<ClashView> {
    let all = station.inbox().unwrap();
    all.into_iter()
        .filter_map(|entry| match entry {
            InboxEntry::Clash { clash } => Some(*clash),
            _ => None,
        })
        .collect()
}

fn fields(station: &Station) -> Vec<FieldView> {
    let all = station.inbox().unwrap();
    all.into_iter()
        .filter_map(|entry| match entry {
            InboxEntry::Field { field } => Some(*field),
            _ => None,
        })
        .collect()
}

pub(crate) fn ended(station: &Station) -> Vec<EndedView> {
    let all = station.inbox().unwrap();
    all.into_iter()
        .filter_map(|entry| match entry {
            InboxEntry::Ended { ended } => Some(*ended),
            _ => None,
        })
        .collect()
}

fn retitle(station: &Station, id: MeetingId, title: &str) {
    let draft = station.draft_from(id).called(title).draft;
    station.amend(id, &draft).unwrap();
}

fn take(station: &Station, clash: &ClashView, kind: RemedyKind) -> RemedyView {
    let ways = station.remedies(clash.key).unwrap();
    ways.into_iter()
        .find(|way| way.remedy.kind == kind)
        .unwrap_or_else(|| panic!("no {kind:?}"))
}

#[test]
fn s_11_a_clash_made_apart_is_settled_at_one_station_and_gone_at_both() {
    let (front, east) = pair();
    let first = front.draft("203").called("甲会").book();
    let _ = east.minutes_later(1);
    let second = east.draft("203").called("乙会").book();
    agree(&front, &east);
    for station in [&front, &east] {
        let open = clashes(station);
        assert_eq!(open.len(), 1);
        assert_eq!((open[0].first.id, open[0].second.id), (first, second));
    }
    let clash = clashes(&east).remove(0);
    let ways = east.remedies(clash.key).unwrap();
    assert_eq!(ways[0].remedy.kind, RemedyKind::OtherRoom);
    assert!(ways.len() <= 9);
    east.resolve(clash.key, &ways[0].remedy, "电话商定")
        .unwrap();
    agree(&front, &east);
    for station in [&front, &east] {
        assert!(station.inbox().unwrap().is_empty());
        assert_eq!(
            station.detail(first).meeting.slot.room,
            Some(front.room("203"))
        );
        assert_ne!(
            station.detail(second).meeting.slot.room,
            Some(front.room("203"))
        );
        // Who and why, at both meetings.
        for id in [first, second] {
            let history = station.detail(id).history;
            let told = history.iter().find(|c| c.field == "resolved").unwrap();
            assert_eq!(
                (told.by.as_str(), told.after.as_str()),
                ("林晓", "other_room · 电话商定")
            );
        }
    }
    // The same way twice: there is nothing to end.
    assert_eq!(
        east.resolve(clash.key, &ways[0].remedy, ""),
        Err(Refusal::MovedOn)
    );
}

#[test]
fn a_way_that_was_taken_by_others_meanwhile_is_not_taken_blindly() {
    let (front, east) = pair();
    let _ = front.draft("203").called("甲会").book();
    let _ = east.minutes_later(1);
    let _ = east.draft("203").called("乙会").book();
    agree(&front, &east);
    let clash = clashes(&east).remove(0);
    let way = east.remedies(clash.key).unwrap().remove(0);
    let Step::Move { to, .. } = &way.remedy.steps[0] else {
        panic!("{way:?}")
    };
    // Somebody books that very room.
    let mut other = east.draft("203").called("丙会");
    (other.draft.room, other.draft.layout) = (to.room, to.layout);
    let _ = other.book();
    let before = east.digest();
    assert_eq!(
        east.resolve(clash.key, &way.remedy, ""),
        Err(Refusal::MovedOn)
    );
    assert_eq!(east.digest(), before);
}

#[test]
fn one_clash_settled_apart_in_two_ways_is_put_to_people_once_more() {
    let (front, east) = pair();
    let _ = front.draft("203").called("甲会").book();
    let _ = east.minutes_later(1);
    let second = east.draft("203").called("乙会").book();
    agree(&front, &east);
    for (station, place) in [(&front, 0), (&east, 1)] {
        let clash = clashes(station).remove(0);
        let ways = station.remedies(clash.key).unwrap();
        let rooms: Vec<&RemedyView> = ways
            .iter()
            .filter(|way| way.remedy.kind == RemedyKind::OtherRoom)
            .collect();
        station
            .resolve(clash.key, &rooms[place].remedy, "")
            .unwrap();
    }
    agree(&front, &east);
    for station in [&front, &east] {
        assert!(clashes(station).is_empty());
        let open = fields(station);
        assert_eq!(open.len(), 1, "{open:?}");
        assert_eq!((open[0].id, open[0].field.as_str()), (second.0, "slot"));
        assert_eq!(open[0].versions.len(), 2);
    }
    // A third: where the line says, and nothing else changes.
    let field = fields(&front).remove(0);
    let text = "11月25日 15:00-16:00 204".to_owned();
    front
        .decide(field.id, &field.field, &Choice::Write { text })
        .unwrap();
    agree(&front, &east);
    for station in [&front, &east] {
        assert!(station.inbox().unwrap().is_empty());
        let detail = station.detail(second);
        assert_eq!(detail.meeting.slot.room, Some(front.room("204")));
        assert_eq!(detail.when.start_minute, 900);
    }
}

#[test]
fn s_76_somebody_on_two_duties_is_relieved_by_somebody_free() {
    let (front, east) = pair();
    let first = front.draft("203").called("甲会").book();
    let second = front.draft("204").called("乙会").book();
    let other = front.draft("205").on("2026-11-26").book();
    let person = |name: &str| DutyDraft {
        kind: HolderKind::Person,
        name: name.to_owned(),
        task: "茶水".to_owned(),
        time: None,
        note: String::new(),
    };
    let _ = front.add_duty(other, &person("王芳")).unwrap();
    front.meets(&east);
    let _ = front.add_duty(first, &person("张丽")).unwrap();
    let _ = east.add_duty(second, &person("张丽")).unwrap();
    agree(&front, &east);
    let clash = clashes(&front).remove(0);
    let way = take(&front, &clash, RemedyKind::OtherHolder);
    front.resolve(clash.key, &way.remedy, "").unwrap();
    agree(&front, &east);
    assert!(east.inbox().unwrap().is_empty());
    let mut on: Vec<String> = [first, second]
        .into_iter()
        .flat_map(|id| east.duties(id).unwrap())
        .map(|duty| duty.name)
        .collect();
    on.sort();
    assert_eq!(on, ["张丽", "王芳"]);
}

#[test]
fn a_third_value_is_written_and_a_decision_made_apart_comes_back_once() {
    let (front, east) = pair();
    let id = front.draft("203").called("甲会").heads(20).book();
    front.meets(&east);
    for (station, heads) in [(&front, 60), (&east, 80)] {
        let draft = station.draft_from(id).heads(heads).draft;
        station.amend(id, &draft).unwrap();
    }
    agree(&front, &east);
    let write = |station: &Station, text: &str| {
        let field = fields(station).remove(0);
        let text = text.to_owned();
        station.decide(field.id, &field.field, &Choice::Write { text })
    };
    assert!(matches!(
        write(&front, "很多"),
        Err(Refusal::NotSuch { .. })
    ));
    assert!(matches!(
        write(&front, "0"),
        Err(Refusal::OutOfRange { .. })
    ));
    write(&front, "75").unwrap();
    write(&east, "70").unwrap();
    agree(&front, &east);
    for station in [&front, &east] {
        let open = fields(station);
        assert_eq!(open.len(), 1, "once");
        let mut told: Vec<&str> = open[0].versions.iter().map(|v| v.text.as_str()).collect();
        told.sort_unstable();
        assert_eq!(told, ["70", "75"], "what was decided over is history");
    }
    write(&front, "72").unwrap();
    agree(&front, &east);
    assert_eq!(east.detail(id).meeting.headcount, Some(72));
    assert!(east.inbox().unwrap().is_empty());
}

#[test]
fn many_are_decided_by_one_rule() {
    let (front, east) = pair();
    let ids: Vec<MeetingId> = ["203", "204", "205"]
        .into_iter()
        .map(|room| front.draft(room).book())
        .collect();
    front.meets(&east);
    for id in &ids {
        retitle(&front, *id, "总台写的");
    }
    let _ = east.minutes_later(5);
    for id in &ids {
        retitle(&east, *id, "东楼写的");
    }
    agree(&front, &east);
    assert_eq!(fields(&front).len(), 3);
    let station = front.house().me().station;
    let some = [steward_app::views::FieldName {
        id: ids[0].0,
        field: "title".to_owned(),
    }];
    assert_eq!(
        front
            .decide_many(&Rule::Station { station }, &some)
            .unwrap(),
        1
    );
    let name = "林晓".to_owned();
    assert_eq!(front.decide_many(&Rule::Person { name }, &[]).unwrap(), 2);
    let name = "没有这个人".to_owned();
    assert_eq!(front.decide_many(&Rule::Person { name }, &[]).unwrap(), 0);
    agree(&front, &east);
    let titles: Vec<String> = ids
        .iter()
        .map(|id| east.detail(*id).meeting.title)
        .collect();
    assert_eq!(titles, ["总台写的", "东楼写的", "东楼写的"]);
    assert!(east.inbox().unwrap().is_empty());
}

#[test]
fn cancelled_here_and_moved_there_is_shown_and_decided() {
    for keep in [true, false] {
        let (front, east) = pair();
        let id = front.draft("203").called("甲会").book();
        front.meets(&east);
        front.set(id, State::Cancelled).unwrap();
        let _ = east.minutes_later(5);
        east.move_meeting(id, None, date("2026-11-25"), 840, 900)
            .unwrap();
        agree(&front, &east);
        for station in [&front, &east] {
            let open = ended(station);
            assert_eq!((open.len(), station.inbox().unwrap().len()), (1, 1), "once");
            assert_eq!((open[0].end.by.as_str(), open[0].edits.len()), ("周敏", 1));
            let edit = &open[0].edits[0];
            assert_eq!(
                (edit.field.as_str(), edit.version.by.as_str()),
                ("slot", "林晓")
            );
            assert_eq!(station.detail(id).open.len(), 1);
            assert_eq!(station.detail(id).state, State::Cancelled);
        }
        east.decide_ended("meeting", id.0, keep).unwrap();
        agree(&front, &east);
        for station in [&front, &east] {
            assert!(station.inbox().unwrap().is_empty());
            let detail = station.detail(id);
            let state = if keep {
                State::Cancelled
            } else {
                State::Confirmed
            };
            assert_eq!(detail.meeting.standing.state, state);
            assert_eq!(detail.when.start_minute, 840, "the edit is kept");
        }
        assert_eq!(
            east.decide_ended("meeting", id.0, keep),
            Err(Refusal::MovedOn)
        );
    }
}

#[test]
fn cancelled_here_and_somebody_put_on_it_there_is_shown_and_decided() {
    let put = |name: &str, task: &str| DutyDraft {
        kind: HolderKind::Person,
        name: name.to_owned(),
        task: task.to_owned(),
        time: None,
        note: String::new(),
    };
    for keep in [true, false] {
        let (front, east) = pair();
        let id = front.draft("203").called("甲会").book();
        // Whoever cancels knows of this one.
        let _ = front.add_duty(id, &put("王芳", "茶水")).unwrap();
        front.meets(&east);
        front.set(id, State::Cancelled).unwrap();
        let _ = east.minutes_later(5);
        let given = east.add_duty(id, &put("林晓", "引导")).unwrap();
        agree(&front, &east);
        for station in [&front, &east] {
            let open = ended(station);
            assert_eq!((open.len(), station.inbox().unwrap().len()), (1, 1), "once");
            let edits: Vec<_> = open[0]
                .edits
                .iter()
                .map(|edit| (edit.field.as_str(), edit.version.text.as_str()))
                .collect();
            assert_eq!(edits, [("duty", "林晓 · 引导")]);
            assert_eq!(station.detail(id).open.len(), 1);
        }
        if keep {
            east.decide_ended("meeting", id.0, true).unwrap();
        } else {
            // Nobody is wanted any more: nothing is left to decide.
            east.take_off(given, "已取消").unwrap();
        }
        agree(&front, &east);
        for station in [&front, &east] {
            assert!(station.inbox().unwrap().is_empty());
            assert_eq!(station.detail(id).state, State::Cancelled);
        }
    }
}

#[test]
fn who_knew_of_the_end_is_not_asked_and_a_room_taken_meanwhile_is_not_taken_back() {
    let (front, east) = pair();
    let id = front.draft("203").called("甲会").book();
    front.set(id, State::Cancelled).unwrap();
    front.meets(&east);
    retitle(&east, id, "知道已取消");
    agree(&front, &east);
    assert!(front.inbox().unwrap().is_empty());

    let other = front.draft("204").called("丙会").book();
    front.meets(&east);
    front.set(other, State::Cancelled).unwrap();
    retitle(&east, other, "不知道");
    agree(&front, &east);
    let _ = front.draft("204").called("丁会").book();
    assert!(matches!(
        front.decide_ended("meeting", other.0, false),
        Err(Refusal::Clash { .. })
    ));
    // Decided apart in two ways: a field written apart, put to people again.
    let (front, east) = pair();
    let id = front.draft("203").called("甲会").book();
    front.meets(&east);
    front.set(id, State::Cancelled).unwrap();
    retitle(&east, id, "改了名");
    agree(&front, &east);
    front.decide_ended("meeting", id.0, true).unwrap();
    east.decide_ended("meeting", id.0, false).unwrap();
    agree(&front, &east);
    let open = fields(&front);
    assert_eq!((open.len(), ended(&front).len()), (1, 0));
    assert_eq!(open[0].field, "standing");
}

#[test]
fn the_inbox_shows_the_gravest_first_and_each_once() {
    let (front, east) = pair();
    let moved = front.draft("205").called("丙会").book();
    let told = front.draft("206").called("丁会").book();
    front.meets(&east);
    front.set(moved, State::Cancelled).unwrap();
    retitle(&front, told, "丁会（一）");
    retitle(&east, moved, "丙会改");
    retitle(&east, told, "丁会（二）");
    let _ = front.draft("203").called("甲会").book();
    let _ = east.draft("203").called("乙会").book();
    agree(&front, &east);
    for station in [&front, &east] {
        let kinds: Vec<&str> = station
            .inbox()
            .unwrap()
            .iter()
            .map(|entry| match entry {
                InboxEntry::Clash { .. } => "clash",
                InboxEntry::Ended { .. } => "ended",
                InboxEntry::Field { .. } => "field",
                InboxEntry::Refused { .. } => "refused",
                InboxEntry::Waiting { .. } => "waiting",
            })
            .collect();
        assert_eq!(kinds, ["clash", "ended", "field"]);
    }
}

#[test]
fn human_numbers_stay_unique_without_talking() {
    let (front, east) = pair();
    let mut all: Vec<String> = Vec::new();
    for (hour, room) in (8..18).zip(["203", "204", "205", "206", "207"].into_iter().cycle()) {
        for station in [&front, &east] {
            let id = station
                .draft(room)
                .from(hour, 0)
                .to(hour, 20)
                .as_a(State::Enquiry)
                .book();
            all.push(station.detail(id).meeting.number.0);
        }
        if hour % 3 == 0 {
            agree(&front, &east);
        }
    }
    agree(&front, &east);
    let count = all.len();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), count, "{all:?}");
}
