//! The sample office complex: a conference building with its halls, an east
//! building with discussion rooms, a west building for receptions. Invented.

use steward_domain::ids::{BuildingId, RoomId};
use steward_domain::names::Name;
use steward_domain::room::{Building, Class, Layout, Opening, Room, Setting};
use steward_store::Writer;

use crate::views::Refusal;

/// Saves buildings and rooms; gives the rooms back in the venue's order.
pub(crate) fn save(w: &mut Writer<'_>) -> Result<Vec<Room>, Refusal> {
    let mut build = |zh: &str, en: &str, rank: u32| -> Result<BuildingId, Refusal> {
        let id = BuildingId(w.new_id());
        w.save(&Building {
            id,
            name: Name::new(zh, en),
            rank,
            retired: false,
        })?;
        Ok(id)
    };
    let conference = build("会议大厦", "Conference building", 1)?;
    let east = build("东楼", "East building", 2)?;
    let west = build("西楼", "West building", 3)?;

    let mut rooms = halls(w, conference);
    rooms.extend(discussion_rooms(w, east));
    rooms.extend(reception_rooms(w, west));
    for (rank, room) in rooms.iter_mut().enumerate() {
        room.rank = u32::try_from(rank).unwrap_or(u32::MAX);
        w.save(room)?;
    }
    Ok(rooms)
}

fn halls(w: &mut Writer<'_>, building: BuildingId) -> Vec<Room> {
    let room = |zh: &str, en: &str, class, settings: &[(Layout, u32, u32, u32)]| Room {
        id: RoomId(w.new_id()),
        building,
        name: Name::new(zh, en),
        number: None,
        aliases: Vec::new(),
        class,
        settings: settings.iter().map(|s| setting(*s)).collect(),
        companions: Vec::new(),
        parts: Vec::new(),
        opening: Opening::default(),
        rank: 0,
        retired: false,
    };
    use Layout::{Board, Classroom, Directional, Theatre, UShape};
    let mut main = room("主会场", "Main hall", Class::C, &[(Theatre, 1_200, 90, 60)]);
    let stalls = room(
        "主会场池座",
        "Main hall, stalls",
        Class::C,
        &[(Theatre, 850, 60, 45)],
    );
    let gallery = room(
        "主会场楼座",
        "Main hall, gallery",
        Class::C,
        &[(Theatre, 350, 45, 30)],
    );
    let mut lecture = room(
        "报告厅",
        "Lecture hall",
        Class::C,
        &[(Theatre, 450, 60, 45), (Classroom, 220, 90, 45)],
    );
    let mut presidium = room(
        "主席团会议厅",
        "Presidium hall",
        Class::C,
        &[(Directional, 60, 60, 30), (UShape, 46, 60, 30)],
    );
    let secretary = room("秘书室", "Secretary room", Class::A, &[(Board, 8, 15, 15)]);
    let press = room(
        "新闻发布厅",
        "Press hall",
        Class::B,
        &[(Classroom, 100, 45, 30), (Theatre, 140, 45, 30)],
    );
    let vip_1 = room("贵宾室一", "VIP room 1", Class::A, &[(UShape, 24, 30, 20)]);
    let vip_2 = room("贵宾室二", "VIP room 2", Class::A, &[(UShape, 16, 30, 20)]);
    let vip_3 = room("贵宾室三", "VIP room 3", Class::A, &[(UShape, 12, 30, 20)]);
    main.parts = vec![stalls.id, gallery.id];
    main.companions = vec![vip_1.id, vip_2.id];
    main.aliases = ["大会场", "大礼堂"].map(String::from).to_vec();
    lecture.companions = vec![vip_3.id];
    lecture.aliases = ["二楼报告厅", "多功能报告厅"].map(String::from).to_vec();
    presidium.companions = vec![secretary.id];
    vec![
        main, stalls, gallery, lecture, presidium, secretary, press, vip_1, vip_2, vip_3,
    ]
}

fn discussion_rooms(w: &mut Writer<'_>, building: BuildingId) -> Vec<Room> {
    let mut rooms: Vec<Room> = (201..=212_u32)
        .map(|number| {
            let seats = match number {
                201 | 202 => 36,
                203..=208 => 30,
                _ => 20,
            };
            discussion_room(RoomId(w.new_id()), building, &number.to_string(), seats)
        })
        .collect();
    let pair: Vec<RoomId> = rooms.iter().take(2).map(|r| r.id).collect();
    let mut combined = discussion_room(RoomId(w.new_id()), building, "201-202", 80);
    combined.name = Name::new("联合讨论厅 201-202", "Combined room 201-202");
    combined.aliases = vec!["联合讨论厅".to_owned(), "201202".to_owned()];
    combined.settings = vec![
        setting((Layout::HollowSquare, 80, 60, 30)),
        setting((Layout::Classroom, 90, 60, 30)),
    ];
    combined.class = Class::B;
    combined.parts = pair;
    rooms.insert(2, combined);
    rooms
}

fn discussion_room(id: RoomId, building: BuildingId, number: &str, seats: u32) -> Room {
    Room {
        id,
        building,
        name: Name {
            zh: format!("分组讨论厅 {number}"),
            en: format!("Discussion room {number}"),
        },
        number: Some(number.to_owned()),
        aliases: vec![format!("讨论厅{number}"), format!("Room {number}")],
        class: Class::A,
        settings: vec![
            setting((Layout::HollowSquare, seats, 20, 10)),
            setting((Layout::Classroom, seats + 4, 30, 15)),
        ],
        companions: Vec::new(),
        parts: Vec::new(),
        opening: Opening::default(),
        rank: 0,
        retired: false,
    }
}

fn reception_rooms(w: &mut Writer<'_>, building: BuildingId) -> Vec<Room> {
    [
        ("接见室 A", "Reception room A", 40),
        ("接见室 B", "Reception room B", 32),
        ("接待室", "Parlour", 14),
    ]
    .into_iter()
    .map(|(zh, en, seats)| Room {
        id: RoomId(w.new_id()),
        building,
        name: Name::new(zh, en),
        number: None,
        aliases: vec![zh.replace(' ', "")]
            .into_iter()
            .filter(|alias| alias != zh)
            .collect(),
        class: Class::A,
        settings: vec![setting((Layout::UShape, seats, 30, 20))],
        companions: Vec::new(),
        parts: Vec::new(),
        opening: Opening::default(),
        rank: 0,
        retired: false,
    })
    .collect()
}

fn setting((layout, seats, set_up, clear): (Layout, u32, u32, u32)) -> Setting {
    Setting {
        layout,
        seats,
        set_up,
        clear,
    }
}
