//! Posts, plans, and that filling in puts nobody on two at once.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use proptest::prelude::*;

use super::fill::fill;
use super::fit::{Ask, PostBar, Worker};
use super::hall::{HallPlan, HallShapeKind, PictureFormat};
use super::*;
use crate::clash::Severity;
use crate::duty::{Engagement, Holder, HolderKind};
use crate::ids::BuildingId;
use crate::room::{Class, Layout, Opening, Room, Setting};
use crate::secrecy::Level;
use crate::staff::StaffMember;
use crate::staff::standard::skill;

fn at(minute: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_000_000 + minute * 60, 0).unwrap()
}

fn ask(n: u128, start: i64, length: i64, need: Option<u8>) -> Ask {
    Ask {
        duty: DutyId(Uuid::from_u128(1_000 + n)),
        meeting: MeetingId(Uuid::from_u128(n % 3)),
        building: Some(BuildingId(Uuid::from_u128(n % 2))),
        start: at(start),
        end: at(start + length),
        until: at(start + length + 10),
        day: NaiveDate::from_ymd_opt(2026, 11, 23).unwrap(),
        from_minute: i32::try_from(start).unwrap(),
        to_minute: i32::try_from(start + length).unwrap(),
        skill: need.map(|level| SkillNeed {
            skill: skill("tea"),
            level,
        }),
        department: None,
        level: Level::Internal,
    }
}

fn staff(n: u128, level: u8) -> StaffMember {
    let skills = match level {
        0 => serde_json::json!([]),
        level => serde_json::json!([{"skill": skill("tea"), "level": level}]),
    };
    serde_json::from_value(serde_json::json!({
        "id": Uuid::from_u128(n),
        // Two people of every name.
        "name": format!("人{}", n / 2),
        "skills": skills,
    }))
    .unwrap()
}

fn taken(n: u128, who: &StaffMember, start: i64, length: i64) -> Engagement {
    ask(n, start, length, None).engagement(who)
}

fn room(layout: Layout, seats: u32) -> Room {
    Room {
        id: RoomId(Uuid::from_u128(5)),
        building: BuildingId(Uuid::from_u128(1)),
        name: Name::new("厅", "Hall"),
        number: None,
        aliases: Vec::new(),
        class: Class::C,
        settings: vec![Setting {
            layout,
            seats,
            set_up: 30,
            clear: 30,
        }],
        companions: Vec::new(),
        parts: Vec::new(),
        opening: Opening::default(),
        rank: 0,
        retired: false,
    }
}

type Scene = (Vec<Ask>, Vec<StaffMember>, Vec<Option<(i64, i64)>>);

fn scene() -> impl Strategy<Value = Scene> {
    let asks = prop::collection::vec((0..300_i64, 20..120_i64, prop::option::of(1..3_u8)), 0..14);
    let people =
        prop::collection::vec((0..4_u8, prop::option::of((0..300_i64, 10..120_i64))), 0..8);
    (asks, people).prop_map(|(asks, people)| {
        let asks = (0..)
            .zip(asks)
            .map(|(n, (start, length, need))| ask(n, start, length, need))
            .collect();
        let (members, busy): (Vec<u8>, Vec<_>) = people.into_iter().unzip();
        let members = (0..)
            .zip(members)
            .map(|(n, level)| staff(n, level))
            .collect();
        (asks, members, busy)
    })
}

proptest! {
    #[test]
    fn s_76_filling_puts_nobody_on_two_posts_at_once_and_leaves_no_post_that_somebody_can_take(
        (asks, members, busy) in scene()
    ) {
        let workers: Vec<Worker<'_>> = members
            .iter()
            .zip(&busy)
            .map(|(who, busy)| Worker {
                staff: who,
                away: false,
                on_shift: None,
                taken: busy.iter().map(|(start, length)| taken(900, who, *start, *length)).collect(),
            })
            .collect();
        let filling = fill(&asks, &workers);
        prop_assert_eq!(&filling, &fill(&asks, &workers));
        prop_assert_eq!(filling.placed.len() + filling.unmet.len(), asks.len());
        let by_duty: BTreeMap<DutyId, &Ask> = asks.iter().map(|one| (one.duty, one)).collect();
        let mut given: BTreeMap<StaffId, Vec<&Ask>> = BTreeMap::new();
        for (duty, who) in &filling.placed {
            given.entry(*who).or_default().push(by_duty[duty]);
        }
        for worker in &workers {
            let mine = given.get(&worker.staff.id).cloned().unwrap_or_default();
            for (nth, one) in mine.iter().enumerate() {
                // What they had before keeps them, whoever has their name.
                prop_assert_eq!(worker.bars(one), Vec::new());
                for other in &mine[nth + 1..] {
                    prop_assert_ne!(one.meets(other, worker.staff), Some(Severity::Blocks));
                }
            }
            for open in &filling.unmet {
                let open = by_duty[&open.duty];
                let free = worker.bars(open).is_empty()
                    && mine.iter().all(|one| one.meets(open, worker.staff) != Some(Severity::Blocks));
                prop_assert!(!free, "{} could have taken it", worker.staff.name);
            }
        }
    }

    #[test]
    fn every_hall_has_a_sound_plan_with_posts_that_stand_in_it(
        layout in 0..7_usize, seats in 1..6_000_u32
    ) {
        let layouts = [
            Layout::Theatre, Layout::Classroom, Layout::UShape, Layout::HollowSquare,
            Layout::Board, Layout::Directional, Layout::Rounds,
        ];
        let plan = HallPlan::standard(&room(layouts[layout], seats));
        prop_assert_eq!(plan.fault(), None);
        let sets = standard::sets(&plan, seats);
        prop_assert!(sets.len() >= 2);
        for set in sets {
            let posts = set.at(MeetingId(Uuid::from_u128(1)));
            prop_assert_eq!(posts.len(), set.count() as usize);
            let ids: BTreeSet<PostId> = posts.iter().map(|one| one.id).collect();
            prop_assert_eq!(ids.len(), posts.len());
            for post in posts {
                let (wide, high) = (plan.size.width as i32, plan.size.height as i32);
                let place = post.place;
                prop_assert!((0..=wide).contains(&place.x), "{:?} of {}", post, wide);
                prop_assert!((0..=high).contains(&place.y), "{:?} of {}", post, high);
            }
        }
    }
}

#[test]
fn s_35_yellow_posts_are_there_where_the_gallery_is_used() {
    let plan = HallPlan::standard(&room(Layout::Theatre, 1_200));
    assert!(plan.middle_of(HallShapeKind::Gallery).is_some());
    let sets = standard::sets(&plan, 1_200);
    let kinds = |scale: PostScale| -> BTreeSet<PostKind> {
        let set = sets.iter().find(|one| one.scale == scale).unwrap();
        set.posts.iter().map(|one| one.kind).collect()
    };
    assert!(kinds(PostScale::WithGallery).contains(&PostKind::Gallery));
    for scale in [PostScale::Everyday, PostScale::Large] {
        assert!(!kinds(scale).contains(&PostKind::Gallery));
        assert!(kinds(scale).contains(&PostKind::Etiquette));
        assert!(kinds(scale).contains(&PostKind::Ordinary));
    }
    let small = HallPlan::standard(&room(Layout::UShape, 24));
    let sets = standard::sets(&small, 24);
    assert!(sets.iter().all(|one| one.scale != PostScale::WithGallery));
}

#[test]
fn somebody_makes_room_where_another_can_stand_instead() {
    // Only one of the two can pour; the other post is for anybody.
    let asks = [ask(1, 0, 60, None), ask(2, 30, 60, Some(1))];
    let (pours, other) = (staff(2, 1), staff(8, 0));
    let free = |who| Worker {
        staff: who,
        away: false,
        on_shift: None,
        taken: Vec::new(),
    };
    let filling = fill(&asks, &[free(&pours), free(&other)]);
    assert_eq!(
        filling.placed,
        [(asks[0].duty, other.id), (asks[1].duty, pours.id)]
    );
    // Alone, the one who pours is kept by the first post or the second.
    let filling = fill(&asks, &[free(&pours)]);
    assert_eq!(filling.placed.len(), 1);
    assert_eq!(filling.unmet[0].why[0].bar, PostBar::Elsewhere);
    let filling = fill(&asks[1..], &[free(&other)]);
    assert_eq!(filling.unmet[0].why[0].bar, PostBar::NoSkill);
}

#[test]
fn s_03_nobody_is_offered_a_confidential_meeting_without_clearance_and_training() {
    let mut wanted = ask(1, 0, 60, None);
    wanted.level = Level::Confidential;
    let mut who = staff(2, 1);
    let bars = |who: &StaffMember| {
        let worker = Worker {
            staff: who,
            away: true,
            on_shift: Some(false),
            taken: Vec::new(),
        };
        worker.bars(&wanted)
    };
    assert_eq!(
        bars(&who),
        [PostBar::NotCleared, PostBar::Away, PostBar::OffShift]
    );
    who.clearance.level = Level::Confidential;
    who.trained_until = NaiveDate::from_ymd_opt(2026, 11, 23);
    assert_eq!(bars(&who), [PostBar::Away, PostBar::OffShift]);
}

#[test]
fn the_last_word_about_whoever_is_on_a_post_counts() {
    let stood = |name: &str, minute| Stood {
        post: PostId(Uuid::from_u128(1)),
        label: Name::default(),
        staff: None,
        name: name.to_owned(),
        before: String::new(),
        at: at(minute),
        by: String::new(),
        note: String::new(),
    };
    let holder = Holder::named(HolderKind::Person, "林晓");
    assert_eq!(standing(None, &[]).0, PostStanding::Open);
    assert_eq!(standing(Some(&holder), &[]).0, PostStanding::Assigned);
    let on = (ON_POST, stood("林 晓", 1));
    let other = (ON_POST, stood("王磊", 2));
    let left = (LEFT_POST, stood("林晓", 3));
    let undone = (NOT_ON_POST, stood("林晓", 4));
    let after = |said: &[(&str, Stood)]| standing(Some(&holder), said).0;
    assert_eq!(after(&[on.clone(), other.clone()]), PostStanding::OnPost);
    assert_eq!(after(std::slice::from_ref(&other)), PostStanding::Assigned);
    assert_eq!(after(&[on.clone(), left]), PostStanding::Left);
    assert_eq!(after(&[on, undone]), PostStanding::Assigned);
}

#[test]
fn pictures_are_known_by_how_they_begin() {
    assert_eq!(
        PictureFormat::of(b"\x89PNG\r\n\x1a\n..."),
        Some(PictureFormat::Png)
    );
    assert_eq!(
        PictureFormat::of(&[0xff, 0xd8, 0xff, 0xe0]),
        Some(PictureFormat::Jpeg)
    );
    assert_eq!(PictureFormat::of(b"<svg/>"), None);
    assert_eq!(PictureFormat::of(b""), None);
}
