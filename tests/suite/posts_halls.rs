//! Halls: their plans, pictures and sets of posts (S-35); posts that move,
//! change and go; the papers.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use steward_app::domain::names::Language;
use steward_app::domain::post::{PostKind, PostPlace, PostScale};
use steward_app::views::{HallDraft, PostDraft, PostTimeDraft, Refusal};

use crate::posts::{plain, posts, put, set, staffed, three};

#[test]
fn a_hall_is_drawn_with_a_picture_and_its_sets_are_edited() {
    let station = staffed(&[], &[]);
    let room = station.room("203");
    let plan = station.hall_plan(room, false).unwrap();
    let mut draft = HallDraft {
        size: plan.size,
        shapes: plan.shapes.clone(),
    };
    draft.size.width = 5;
    assert!(matches!(
        station.save_hall_plan(room, &draft),
        Err(Refusal::OutOfRange { field, .. }) if field == "width"
    ));
    draft.size.width = 240;
    draft.shapes.truncate(1);
    station.save_hall_plan(room, &draft).unwrap();
    let drawn = station.hall_plan(room, false).unwrap();
    assert!(drawn.drawn && drawn.shapes.len() == 1);
    assert_eq!(station.hall_plan(room, true).unwrap().shapes, plan.shapes);

    let text = station.file("plan.png", "no picture");
    assert!(matches!(
        station.set_hall_picture(room, Some(&text)),
        Err(Refusal::NotSuch { field, .. }) if field == "picture"
    ));
    let png = station.file("plan.png", PIXEL);
    station.set_hall_picture(room, Some(&png)).unwrap();
    let shown = station.hall_picture(room).unwrap().unwrap();
    assert!(
        shown.starts_with("data:image/png;base64,iVBORw0KGgo"),
        "{shown}"
    );

    let mut set = station.post_sets(room).unwrap().remove(0);
    set.posts[0].count = 3;
    let id = station.save_post_set(set.clone()).unwrap();
    assert_eq!(id, set.id);
    set.posts.push(set.posts[0].clone());
    assert!(matches!(
        station.save_post_set(set),
        Err(Refusal::Several { .. })
    ));
    let meeting = station.draft("203").book();
    station.apply_post_set(meeting, id, false).unwrap();
    let labels: Vec<String> = posts(&station, meeting)
        .into_iter()
        .map(|one| one.label.zh)
        .collect();
    assert!(labels.contains(&"门口引导 3".to_owned()), "{labels:?}");
    // The map is printed over the picture.
    let info = station.post_map(meeting, Language::Zh).unwrap();
    assert!(info.number.ends_with("-D") && info.pages == 1);
}

#[test]
fn posts_move_change_go_and_are_printed() {
    let station = staffed(&three(), &[]);
    let id = station.draft("报告厅").heads(180).book();
    assert_eq!(
        station.post_map(id, Language::Zh).unwrap_err(),
        Refusal::NothingIssued
    );
    set(&station, id, PostScale::Large).unwrap();
    let all = posts(&station, id);
    let first = all[0].id;
    station
        .move_post(first, PostPlace { x: 33, y: 44 })
        .unwrap();
    assert_eq!(posts(&station, id)[0].place, PostPlace { x: 33, y: 44 });
    assert_eq!(station.find_post(id, "#1").unwrap(), first);
    put(&station, first, 1).unwrap();
    // A number stays when another post goes.
    station.remove_post(all[1].id, "不需要").unwrap();
    let left = posts(&station, id);
    assert_eq!((left[0].number, left[1].number), (1, 3));
    let bad = PostDraft {
        time: PostTimeDraft::Meeting {
            from: 600,
            until: -600,
        },
        ..plain(PostKind::Security)
    };
    assert!(matches!(
        station.change_post(first, &bad),
        Err(Refusal::Slot(_))
    ));
    for language in [Language::Zh, Language::En] {
        assert_eq!(station.post_map(id, language).unwrap().pages, 1);
        assert!(station.post_list(id, language).unwrap().pages >= 1);
    }
    let path = station.path("posts.xlsx");
    station.post_list_workbook(id, Language::Zh, &path).unwrap();
    assert!(std::fs::read(&path).unwrap().starts_with(b"PK"));
    // The other set in place of this one.
    let sets = station.posts(id).unwrap().sets;
    let everyday = sets
        .iter()
        .find(|one| one.scale == PostScale::Everyday)
        .unwrap();
    station.apply_post_set(id, everyday.id, true).unwrap();
    assert_eq!(posts(&station, id).len(), everyday.posts as usize);
    assert!(station.duties(id).unwrap().is_empty());
    station.assert_sound();
}

/// A PNG of one white pixel.
const PIXEL: &[u8] = &[
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52,
    0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x02, 0x00, 0x00, 0x00, 0x90, 0x77, 0x53,
    0xde, 0x00, 0x00, 0x00, 0x0c, 0x49, 0x44, 0x41, 0x54, 0x08, 0xd7, 0x63, 0xf8, 0xff, 0xff, 0x3f,
    0x00, 0x05, 0xfe, 0x02, 0xfe, 0xdc, 0xcc, 0x59, 0xe7, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e,
    0x44, 0xae, 0x42, 0x60, 0x82,
];
