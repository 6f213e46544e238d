//! Tea and goods by headcount, hall and service (S-40).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use steward_app::domain::ids::MeetingId;
use steward_app::domain::meeting::Refreshment;
use steward_tests::Station;

fn station() -> Station {
    Station::quiet("2026-11-20 09:00")
}

fn goods(station: &Station, id: MeetingId) -> Vec<(String, u32)> {
    station
        .detail(id)
        .goods
        .into_iter()
        .map(|g| (g.item.zh, g.quantity))
        .collect()
}

#[test]
fn s_40_tea_and_goods_follow_heads_and_service() {
    let station = station();
    let id = station.draft("203").heads(28).book();
    let found = goods(&station, id);
    for (item, quantity) in [
        ("茶杯", 32),
        ("杯垫", 32),
        ("开水瓶", 4),
        ("茶叶", 84),
        ("白毛巾", 2),
    ] {
        assert!(
            found.contains(&(item.to_owned(), quantity)),
            "{item}: {found:?}"
        );
    }
    let hall = station
        .draft("报告厅")
        .heads(320)
        .served(Refreshment::PodiumTea)
        .book();
    let found = goods(&station, hall);
    // Twelve on the podium drink tea, the others bottled water.
    for (item, quantity) in [("茶杯", 14), ("瓶装水", 314)] {
        assert!(
            found.contains(&(item.to_owned(), quantity)),
            "{item}: {found:?}"
        );
    }
    let none = station.draft("204").served(Refreshment::None).book();
    assert!(goods(&station, none).is_empty());
}

#[test]
fn s_40_nobody_told_and_far_too_many_are_no_fault() {
    let station = station();
    let mut booking = station.draft("203");
    booking.draft.headcount = None;
    let found = goods(&station, booking.book());
    assert!(found.iter().all(|(item, _)| item != "茶杯"), "{found:?}");
    let huge = station.draft("204").heads(100_000).book();
    assert!(goods(&station, huge).contains(&("茶杯".to_owned(), 100_004)));
}
