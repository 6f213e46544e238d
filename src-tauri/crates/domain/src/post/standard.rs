//! The sets of posts of the service standard (S-35), laid on the plan of a
//! hall, as they are before a supervisor edits them.

use super::hall::{HallPlan, HallShape, HallShapeKind};
use super::{PostKind, PostPlace, PostScale, PostSet, PostTemplate, SkillNeed};
use crate::names::Name;
use crate::staff::standard::skill;

/// Seats that one server looks after.
const SEATS_EACH: u32 = 150;

/// The sets of a hall: everyday, large, and with the gallery where it has one.
/// `seats` are those of its usual layout.
#[must_use]
pub fn sets(plan: &HallPlan, seats: u32) -> Vec<PostSet> {
    let mut found = vec![
        set(plan, PostScale::Everyday, everyday(plan, seats)),
        set(plan, PostScale::Large, large(plan, seats)),
    ];
    if let Some(gallery) = shape(plan, HallShapeKind::Gallery) {
        let mut posts = large(plan, seats);
        posts.extend(gallery_posts(gallery));
        found.push(set(plan, PostScale::WithGallery, posts));
    }
    found
}

fn set(plan: &HallPlan, scale: PostScale, posts: Vec<PostTemplate>) -> PostSet {
    PostSet {
        id: PostSet::id_of(plan.room, scale),
        room: plan.room,
        name: match scale {
            PostScale::Everyday => Name::new("日常会议", "Everyday meeting"),
            PostScale::Large => Name::new("大型会议", "Large meeting"),
            PostScale::WithGallery => {
                Name::new("大型会议（启用楼座）", "Large meeting with the gallery")
            }
        },
        scale,
        posts,
        place: match scale {
            PostScale::Everyday => 1,
            PostScale::Large => 2,
            PostScale::WithGallery => 3,
        },
        retired: false,
    }
}

fn shape(plan: &HallPlan, kind: HallShapeKind) -> Option<&HallShape> {
    plan.shapes.iter().find(|one| one.kind == kind)
}

/// Where the parts of a hall are that posts stand by.
struct Spots {
    width: i32,
    height: i32,
    /// Below the stage, or below the table's head.
    front: i32,
    /// Beside the doors in the lower wall.
    doors: Vec<PostPlace>,
    /// Between the stage and the back.
    middle: i32,
    staged: bool,
}

fn spots(plan: &HallPlan) -> Spots {
    let whole = |n: u32| i32::try_from(n).unwrap_or(i32::MAX / 4);
    let (width, height) = (whole(plan.size.width), whole(plan.size.height));
    let stage = shape(plan, HallShapeKind::Stage);
    let front = stage.map_or(18, |one| one.y.saturating_add(whole(one.height)) + 10);
    let inside = |x: i32, y: i32| PostPlace {
        x: x.clamp(8, (width - 8).max(8)),
        y: y.clamp(8, (height - 8).max(8)),
    };
    let doors = plan
        .shapes
        .iter()
        .filter(|one| one.kind == HallShapeKind::Door);
    let mut doors: Vec<PostPlace> = doors
        .map(|one| {
            let (x, y) = one.middle();
            // A step into the hall from whichever wall the door is in.
            let x = if x < 10 {
                x + 12
            } else if x > width - 10 {
                x - 12
            } else {
                x
            };
            let y = if y > height - 10 { y - 14 } else { y };
            inside(x, y)
        })
        .collect();
    // Those at the back first: guests come in there.
    doors.sort_by_key(|door| (std::cmp::Reverse(door.y), door.x));
    if doors.is_empty() {
        doors.push(inside(width / 2, height));
    }
    Spots {
        width,
        height,
        front: front.clamp(8, height),
        doors,
        middle: (front + height) / 2,
        staged: stage.is_some(),
    }
}

struct Line {
    key: &'static str,
    kind: PostKind,
    label: Name,
    at: (i32, i32),
    apart: Option<i32>,
    time: (i32, i32),
    skill: Option<(&'static str, u8)>,
    count: u32,
}

fn post(line: Line) -> PostTemplate {
    PostTemplate {
        key: line.key.to_owned(),
        kind: line.kind,
        label: line.label,
        place: PostPlace {
            x: line.at.0,
            y: line.at.1,
        },
        apart: line.apart,
        from: line.time.0,
        until: line.time.1,
        skill: line.skill.map(|(code, level)| SkillNeed {
            skill: skill(code),
            level,
        }),
        count: line.count,
        note: String::new(),
    }
}

fn everyday(plan: &HallPlan, seats: u32) -> Vec<PostTemplate> {
    let at = spots(plan);
    let door = at.doors.first().copied().unwrap_or_default();
    let servers = seats.div_ceil(SEATS_EACH).clamp(1, 4);
    vec![
        post(Line {
            key: "door",
            kind: PostKind::Etiquette,
            label: Name::new("门口引导", "Door"),
            at: (door.x + 14, door.y),
            apart: None,
            time: (-45, 10),
            skill: Some(("etiquette", 1)),
            count: 1,
        }),
        post(Line {
            key: "tea",
            kind: PostKind::Ordinary,
            label: Name::new("茶水服务", "Tea"),
            at: spread(&at, servers, at.middle),
            apart: Some(gap(&at, servers)),
            time: (-60, 15),
            skill: Some(("tea", 1)),
            count: servers,
        }),
    ]
}

fn large(plan: &HallPlan, seats: u32) -> Vec<PostTemplate> {
    let at = spots(plan);
    let servers = seats.div_ceil(SEATS_EACH).clamp(2, 8);
    let mut posts = Vec::new();
    // Only so many doors are manned: those that guests come in by.
    for ((key, guard), door) in [("door-1", "guard-1"), ("door-2", "guard-2")]
        .into_iter()
        .zip(&at.doors)
    {
        posts.push(post(Line {
            key,
            kind: PostKind::Etiquette,
            label: Name::new("门口礼仪", "Door"),
            at: (door.x - 8, door.y),
            apart: Some(16),
            time: (-60, 15),
            skill: Some(("etiquette", 1)),
            count: 2,
        }));
        posts.push(post(Line {
            key: guard,
            kind: PostKind::Security,
            label: Name::new("门口安保", "Door security"),
            at: (door.x + 24, door.y),
            apart: None,
            time: (-90, 30),
            skill: None,
            count: 1,
        }));
    }
    if at.staged {
        posts.push(post(Line {
            key: "podium",
            kind: PostKind::Ordinary,
            label: Name::new("主席台服务", "Podium"),
            at: (at.width / 5, at.front),
            apart: Some(at.width * 3 / 5),
            time: (-60, 15),
            skill: Some(("podium", 2)),
            count: 2,
        }));
    }
    posts.push(post(Line {
        key: "tea",
        kind: PostKind::Ordinary,
        label: Name::new("场内服务", "Hall"),
        at: spread(&at, servers, at.middle),
        apart: Some(gap(&at, servers)),
        time: (-60, 15),
        skill: Some(("tea", 1)),
        count: servers,
    }));
    for (key, code, label, x) in [
        ("sound", "sound", Name::new("音控", "Sound"), at.width - 40),
        (
            "light",
            "light",
            Name::new("灯光", "Lighting"),
            at.width - 24,
        ),
    ] {
        posts.push(post(Line {
            key,
            kind: PostKind::Technical,
            label,
            at: (x.max(8), (at.front + 6).min(at.height)),
            apart: None,
            time: (-90, 15),
            skill: Some((code, 1)),
            count: 1,
        }));
    }
    posts
}

fn gallery_posts(gallery: &HallShape) -> Vec<PostTemplate> {
    let wide = i32::try_from(gallery.width).unwrap_or(0);
    let (_, y) = gallery.middle();
    vec![post(Line {
        key: "gallery",
        kind: PostKind::Gallery,
        label: Name::new("楼座服务", "Gallery"),
        at: (gallery.x + wide / 8, y),
        apart: Some(wide / 4),
        time: (-60, 15),
        skill: None,
        count: 4,
    })]
}

/// Where the first of so many stands, so that they are spread over the hall.
fn spread(at: &Spots, count: u32, y: i32) -> (i32, i32) {
    (gap(at, count) / 2, y)
}

fn gap(at: &Spots, count: u32) -> i32 {
    at.width / i32::try_from(count.max(1)).unwrap_or(1)
}
