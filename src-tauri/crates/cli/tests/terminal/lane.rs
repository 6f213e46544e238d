//! Parking, holding, locking and the waiting list at the terminal.

use crate::desk::Desk;

#[test]
fn a_meeting_without_a_room_finds_one_and_is_kept_there() {
    let desk = Desk::sample();
    let booked = desk.json(&["book", "2026-12-02 09:30-11:00 20人 座谈会"]);
    let number = booked["meeting"]["number"].as_str().unwrap().to_owned();
    let offers = desk.json(&["suggest", &number]);
    assert!(!offers.as_array().unwrap().is_empty());
    let told = desk.ok(&["suggest", &number]);
    assert!(
        told.contains("to spare") || told.contains("seats"),
        "{told}"
    );
    let view = desk.json(&["suggest", &number, "--take", "1"]);
    assert_eq!(view["parked"], false);
    assert_eq!(view["meeting"]["room"], offers[0]["room_name"]);
    let held = desk.ok(&["hold", &number, "--hours", "4"]);
    assert!(held.contains("held until"), "{held}");
    desk.ok(&["lock", &number, "--room", "--why", "领导指定"]);
    desk.refused(&["park", &number], 1, "请先解锁", "Unlock it before");
    desk.ok(&["lock", &number, "--off"]);
    let parked = desk.ok(&["park", &number]);
    assert!(parked.contains("no room yet"), "{parked}");
    let waits = desk.json(&["waiting", "add", &number]);
    assert_eq!(waits["waiting"]["turn"], 1);
    let list = desk.ok(&["waiting"]);
    assert!(list.contains("can be placed"), "{list}");
    let placed = desk.json(&["waiting", "place", &number]);
    assert_eq!(placed["parked"], false);
    desk.refused(
        &["waiting", "off", &number],
        1,
        "没有可办的",
        "nothing is to be done",
    );
    desk.is_sound();
}

#[test]
fn a_booking_that_is_refused_waits_and_is_called() {
    let desk = Desk::sample();
    let line = |title: &str| format!("2026-12-02 09:30-11:00 报告厅 80人 {title}");
    let first = desk.json(&["book", &line("先来的会")]);
    desk.refused(
        &["book", &line("候补的会")],
        1,
        "会场已被占用",
        "The room is taken",
    );
    desk.ok(&["waiting", "book", &line("候补的会")]);
    let number = first["meeting"]["number"].as_str().unwrap().to_owned();
    desk.ok(&["state", &number, "cancelled", "--why", "不开了"]);
    let open = desk.ok(&["conflicts"]);
    assert!(open.contains("Who waits can have a place"), "{open}");
}
