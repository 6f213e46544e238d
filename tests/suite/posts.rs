//! Posts on the plan of a hall (S-35): sets, people, who is free, the same
//! person put on two posts at two stations apart (S-76), papers.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde_json::json;
use steward_app::domain::clash::SharedKind;
use steward_app::domain::ids::{LeaveId, MeetingId, PostId, StaffId};
use steward_app::domain::meeting::State;
use steward_app::domain::names::Name;
use steward_app::domain::plan::Department;
use steward_app::domain::post::fit::PostBar;
use steward_app::domain::post::hall::HallShapeKind;
use steward_app::domain::post::{PostKind, PostScale, PostStanding};
use steward_app::domain::staff::{Days, Leave, LeaveKind, StaffMember, standard::skill};
use steward_app::views::{
    Decision, FreeAsk, InboxEntry, PostDraft, PostTimeDraft, PostView, PostWho, Refusal,
};
use steward_store::{Fault, Place, Store};
use steward_tests::{Station, date};
use uuid::Uuid;

pub(crate) const NOW: &str = "2026-11-20 09:00";

pub(crate) fn staff_id(n: u128) -> StaffId {
    StaffId(Uuid::from_u128(0x5000 + n))
}

/// Somebody of the meeting service with skills.
pub(crate) fn member(n: u128, name: &str, skills: &[&str]) -> StaffMember {
    let skills: Vec<_> = skills
        .iter()
        .map(|code| json!({"skill": skill(code), "level": 2}))
        .collect();
    serde_json::from_value(json!({
        "id": staff_id(n), "name": name, "number": format!("{n:03}"), "skills": skills,
        "departments": ["meeting_service"],
    }))
    .unwrap()
}

/// A station whose register has these people, as the log has them.
pub(crate) fn staffed(people: &[StaffMember], leave: &[Leave]) -> Station {
    let (station, image) = Station::quiet(NOW).imaged();
    let place = Place {
        dir: image.path().join("data"),
        config_dir: image.path().join("config"),
        keyring: false,
    };
    let now = station.now().timestamp_millis();
    let store = Store::open(&place, now).unwrap();
    let act = steward_store::Act {
        session: None,
        actor: "周敏".into(),
        intent: "staff",
        wall_ms: now,
        offline: false,
    };
    store
        .write(act, |w| {
            for one in people {
                w.save(one)?;
            }
            for one in leave {
                w.save(one)?;
            }
            Ok::<_, Fault>(())
        })
        .unwrap();
    drop(store);
    station.brought_back(&image)
}

pub(crate) fn three() -> Vec<StaffMember> {
    vec![
        member(1, "林晓", &["tea", "etiquette"]),
        member(2, "王磊", &["tea"]),
        member(3, "陈洁", &[]),
    ]
}

pub(crate) fn posts(station: &Station, id: MeetingId) -> Vec<PostView> {
    station.posts(id).unwrap().posts
}

fn who(n: u128) -> PostWho {
    PostWho {
        staff: Some(staff_id(n)),
        name: String::new(),
    }
}

fn named(name: &str) -> PostWho {
    PostWho {
        staff: None,
        name: name.into(),
    }
}

pub(crate) fn set(station: &Station, id: MeetingId, scale: PostScale) -> Result<u32, Refusal> {
    let view = station.posts(id).unwrap();
    let found = view.sets.iter().find(|one| one.scale == scale).unwrap();
    station.apply_post_set(id, found.id, false)
}

pub(crate) fn plain(kind: PostKind) -> PostDraft {
    PostDraft::with_meeting(kind, -60, 15)
}

pub(crate) fn put(station: &Station, post: PostId, n: u128) -> Result<(), Refusal> {
    station.assign_post(post, Some(&who(n)), None)
}

#[test]
fn s_35_every_hall_has_a_map_with_posts_by_kind_and_yellow_ones_for_the_gallery() {
    let station = staffed(&three(), &[]);
    let id = station.draft("主会场").heads(900).book();
    let view = station.posts(id).unwrap();
    let hall = view.hall.unwrap();
    assert!(!hall.drawn);
    assert!(
        hall.shapes
            .iter()
            .any(|one| one.kind == HallShapeKind::Gallery)
    );
    let scales: Vec<PostScale> = view.sets.iter().map(|one| one.scale).collect();
    assert_eq!(scales, PostScale::ALL);
    let count = set(&station, id, PostScale::WithGallery).unwrap();
    let all = posts(&station, id);
    assert_eq!(all.len(), usize::try_from(count).unwrap());
    let kinds: BTreeSet<PostKind> = all.iter().map(|one| one.kind).collect();
    assert_eq!(kinds, BTreeSet::from(PostKind::ALL));
    assert!(
        all.iter()
            .all(|one| !one.astray && one.standing == PostStanding::Open)
    );
    // The same set twice sets nothing up twice.
    assert_eq!(
        set(&station, id, PostScale::WithGallery),
        Err(Refusal::NothingChanged)
    );
    // What nobody is on is said on the board and on the meeting's page.
    assert_eq!(station.detail(id).posts.open, count);
    let board = station.board(Some(date("2026-11-25"))).unwrap();
    let drawn = board.meetings.iter().find(|one| one.id == id).unwrap();
    assert_eq!(drawn.posts_open, count);
    let told = |one: &&Decision| matches!(one, Decision::Posts { meeting, .. } if meeting.id == id);
    assert!(board.decisions.iter().any(|one| told(&one)));
    let history = station.detail(id).history;
    let line = history.iter().find(|one| one.field == "posts_set").unwrap();
    assert_eq!(
        (line.intent.as_str(), line.after.clone()),
        ("apply_post_set", format!("大型会议（启用楼座） · {count}"))
    );
    station.assert_sound();
}

#[test]
fn s_76_nobody_is_put_on_two_posts_at_once_and_moving_over_is_one_act() {
    let station = staffed(&three(), &[]);
    let (one, other) = (station.draft("203").book(), station.draft("204").book());
    let a = station.add_post(one, &plain(PostKind::Ordinary)).unwrap();
    let b = station.add_post(other, &plain(PostKind::Ordinary)).unwrap();
    put(&station, a, 1).unwrap();
    let Err(Refusal::Engaged { name, with, free }) = put(&station, b, 1) else {
        panic!("she stands elsewhere");
    };
    assert_eq!((name.as_str(), with.len()), ("林晓", 1));
    assert!(free.contains(&"王磊".to_owned()), "{free:?}");
    // The name alone, in another spelling, is the same person.
    assert!(matches!(
        station.assign_post(b, Some(&named("林　晓")), None),
        Err(Refusal::Engaged { .. })
    ));
    // She is moved: off the one and onto the other.
    station.assign_post(b, Some(&who(1)), Some(a)).unwrap();
    assert_eq!(posts(&station, one)[0].holder, None);
    assert_eq!(
        posts(&station, other)[0].holder.as_ref().unwrap().staff,
        Some(staff_id(1))
    );
    // A duty that was given by name keeps her from a post as well.
    assert_eq!(station.duties(other).unwrap()[0].name, "林晓");
    // The post moves with its meeting, and so does what it takes of her time.
    station
        .move_meeting(other, None, date("2026-11-26"), 600, 660)
        .unwrap();
    put(&station, a, 1).unwrap();
    let when = &posts(&station, other)[0].when;
    assert_eq!((when.start_minute, when.end_minute), (540, 675));
    station.assert_sound();
}

#[test]
fn s_76_the_same_person_put_on_two_posts_apart_is_a_clash_at_both() {
    let mut people = three();
    // Another of the same name, who is somebody else.
    people.push(member(4, "林晓", &[]));
    let east = staffed(&people, &[]);
    let (one, other) = (east.draft("203").book(), east.draft("204").book());
    let a = east.add_post(one, &plain(PostKind::Ordinary)).unwrap();
    let b = east.add_post(other, &plain(PostKind::Ordinary)).unwrap();
    let c = east.add_post(other, &plain(PostKind::Etiquette)).unwrap();
    let west = east.lets_in("西楼", NOW);
    west.meets(&east);
    put(&east, a, 1).unwrap();
    put(&west, b, 1).unwrap();
    put(&west, c, 4).unwrap();
    west.meets(&east);
    for station in [&east, &west] {
        let clashes = station.clashes().unwrap();
        assert_eq!(clashes.len(), 1, "{clashes:?}");
        assert_eq!(clashes[0].key.kind, SharedKind::Person);
        assert!(posts(station, one)[0].clash.is_some());
        assert!(posts(station, other)[0].clash.is_some());
        assert!(posts(station, other)[1].clash.is_none());
        station.assert_sound();
    }
    assert_eq!(east.digest(), west.digest());
    // One is taken off, and the clash is gone at both.
    west.assign_post(b, None, None).unwrap();
    west.meets(&east);
    assert!(east.clashes().unwrap().is_empty());
}

#[test]
fn two_put_different_people_on_one_post_apart_and_a_person_decides() {
    let east = staffed(&three(), &[]);
    let id = east.draft("203").book();
    let post = east.add_post(id, &plain(PostKind::Ordinary)).unwrap();
    put(&east, post, 3).unwrap();
    let west = east.lets_in("西楼", NOW);
    west.meets(&east);
    put(&east, post, 1).unwrap();
    put(&west, post, 2).unwrap();
    west.meets(&east);
    for station in [&east, &west] {
        assert_eq!(posts(station, id).len(), 1);
        assert!(posts(station, id)[0].in_conflict);
        let inbox = station.inbox().unwrap();
        assert!(
            inbox
                .iter()
                .any(|one| matches!(one, InboxEntry::Field { .. }))
        );
    }
    // Both applied one set: the posts are the same ones.
    let hall = east.draft("报告厅").heads(180).book();
    west.meets(&east);
    set(&east, hall, PostScale::Everyday).unwrap();
    set(&west, hall, PostScale::Everyday).unwrap();
    west.meets(&east);
    assert_eq!(posts(&east, hall).len(), posts(&west, hall).len());
    let sets = east.posts(hall).unwrap().sets;
    let wanted = sets.iter().find(|one| one.scale == PostScale::Everyday);
    assert_eq!(posts(&east, hall).len(), wanted.unwrap().posts as usize);
}

#[test]
fn who_is_free_comes_first_and_the_rest_with_why() {
    let away = Leave {
        id: LeaveId(Uuid::from_u128(1)),
        staff: staff_id(2),
        days: Days {
            from: NaiveDate::from_ymd_opt(2026, 11, 25).unwrap(),
            to: NaiveDate::from_ymd_opt(2026, 11, 25).unwrap(),
        },
        kind: LeaveKind::Annual,
        note: String::new(),
        withdrawn: false,
    };
    let station = staffed(&three(), &[away]);
    let (id, other) = (station.draft("203").book(), station.draft("204").book());
    let mut draft = plain(PostKind::Ordinary);
    draft.skill = serde_json::from_value(json!({"skill": skill("tea"), "level": 1})).unwrap();
    let post = station.add_post(id, &draft).unwrap();
    let ask = FreeAsk {
        post: Some(post),
        ..FreeAsk::default()
    };
    let told = |ask: &FreeAsk| -> Vec<(String, Vec<PostBar>)> {
        let view = station.free_people(ask).unwrap();
        view.people
            .into_iter()
            .map(|one| (one.name, one.bars))
            .collect()
    };
    assert_eq!(
        told(&ask),
        [
            ("林晓".into(), vec![]),
            ("陈洁".into(), vec![PostBar::NoSkill]),
            ("王磊".into(), vec![PostBar::Away]),
        ]
    );
    // A skill may be set aside by a person, leave may not.
    assert_eq!(
        put(&station, post, 2),
        Err(Refusal::Unfit {
            name: "王磊".into(),
            bars: vec![PostBar::Away]
        })
    );
    put(&station, post, 3).unwrap();
    assert_eq!(posts(&station, id)[0].bars, [PostBar::NoSkill]);
    let elsewhere = station.add_post(other, &plain(PostKind::Ordinary)).unwrap();
    put(&station, elsewhere, 1).unwrap();
    let view = station.free_people(&ask).unwrap();
    let lin = view.people.iter().find(|one| one.name == "林晓").unwrap();
    assert_eq!(lin.bars, [PostBar::Elsewhere]);
    assert_eq!(lin.with.as_ref().unwrap().meeting.id, other);
    // Now, on another day, everybody is free; of a department nobody.
    assert_eq!(station.free_people(&FreeAsk::default()).unwrap().free, 3);
    let security = FreeAsk {
        department: Some(Department::Security),
        ..FreeAsk::default()
    };
    assert_eq!(station.free_people(&security).unwrap().free, 0);
    assert_eq!(
        station.find_worker("lx").unwrap(),
        PostWho {
            staff: Some(staff_id(1)),
            name: "林晓".into()
        }
    );
    assert_eq!(station.find_worker("003").unwrap().name, "陈洁");
    assert_eq!(station.find_worker("外借的人").unwrap(), named("外借的人"));
}

#[test]
fn filling_in_keeps_who_is_there_and_says_what_keeps_the_others() {
    let station = staffed(&three(), &[]);
    let id = station.draft("203").book();
    let mut tea = plain(PostKind::Ordinary);
    tea.skill = serde_json::from_value(json!({"skill": skill("tea"), "level": 1})).unwrap();
    let first = station.add_post(id, &plain(PostKind::Ordinary)).unwrap();
    for _ in 0..2 {
        station.add_post(id, &tea).unwrap();
    }
    let sound = PostDraft {
        label: Name::new("音控", "Sound"),
        ..plain(PostKind::Technical)
    };
    station.add_post(id, &sound).unwrap();
    put(&station, first, 2).unwrap();
    let done = station.fill_posts(id).unwrap();
    // Wang stays where he is: one of two who pour tea is left for two posts.
    assert_eq!(done.filled, 1);
    let all = posts(&station, id);
    assert_eq!(all[0].holder.as_ref().unwrap().name, "王磊");
    let names: Vec<_> = all
        .iter()
        .filter_map(|one| one.holder.as_ref())
        .map(|one| &one.name)
        .collect();
    assert_eq!(names.len(), 2);
    assert!(names.contains(&&"林晓".to_owned()));
    assert_eq!(done.unmet.len(), 2);
    assert_eq!(
        (done.unmet[1].number, done.unmet[1].label.zh.as_str()),
        (4, "音控")
    );
    let bars: Vec<PostBar> = done
        .unmet
        .iter()
        .flat_map(|one| &one.why)
        .map(|one| one.bar)
        .collect();
    assert!(
        bars.contains(&PostBar::NoSkill) && bars.contains(&PostBar::OtherDepartment),
        "{bars:?}"
    );
    assert!(station.clashes().unwrap().is_empty());
    station.assert_sound();
}

#[test]
fn who_stands_there_is_confirmed_leaves_and_is_relieved() {
    let station = staffed(&three(), &[]);
    let (id, other) = (station.draft("203").book(), station.draft("204").book());
    let post = station.add_post(id, &plain(PostKind::Ordinary)).unwrap();
    assert_eq!(station.confirm_posts(&[post]), Err(Refusal::NameNeeded));
    put(&station, post, 1).unwrap();
    let _ = station.at("2026-11-25 08:30");
    assert_eq!(station.confirm_posts(&[post]), Ok(1));
    assert_eq!(station.confirm_posts(&[post]), Err(Refusal::NothingChanged));
    assert_eq!(station.posts(id).unwrap().counts.on_post, 1);
    station.withdraw_post_word(post).unwrap();
    assert_eq!(posts(&station, id)[0].standing, PostStanding::Assigned);
    station.confirm_posts(&[post]).unwrap();
    // She leaves: the post is open, and she is free for another.
    let _ = station.at("2026-11-25 09:30");
    station.leave_post(post, "身体不适").unwrap();
    assert_eq!(station.posts(id).unwrap().counts.open, 1);
    let next = station.add_post(other, &plain(PostKind::Ordinary)).unwrap();
    let later = PostDraft {
        time: PostTimeDraft::Meeting { from: 30, until: 0 },
        ..plain(PostKind::Ordinary)
    };
    station.change_post(next, &later).unwrap();
    put(&station, next, 1).unwrap();
    // Wang takes over, and has it from now.
    station.relieve_post(post, &who(2)).unwrap();
    let view = &posts(&station, id)[0];
    assert_eq!(view.standing, PostStanding::OnPost);
    let holder = view.holder.as_ref().unwrap();
    assert_eq!(
        (
            holder.name.as_str(),
            holder.own_time.as_ref().unwrap().start_minute
        ),
        ("王磊", 570)
    );
    let history = station.detail(id).history;
    let line = history
        .iter()
        .find(|one| one.field == "post_relieved")
        .unwrap();
    assert!(line.after.ends_with("林晓 → 王磊"), "{}", line.after);
    let left = history.iter().find(|one| one.field == "left_post").unwrap();
    assert!(left.after.ends_with("林晓 · 身体不适"), "{}", left.after);
    assert!(station.clashes().unwrap().is_empty());
    station.set(id, State::Cancelled).unwrap();
    assert!(matches!(
        station.leave_post(post, ""),
        Err(Refusal::Over(_))
    ));
}
