//! Joining: today before all else, and a whole copy instead of the log bit by
//! bit.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use steward_app::views::{CatchUpStage, Refusal};
use steward_sync::House as _;
use steward_tests::Station;

const NOW: &str = "2026-11-22T13:36:00+08:00";

fn two() -> (Station, Station) {
    let host = Station::busy(NOW);
    let newcomer = host.lets_in("东楼", NOW);
    (host, newcomer)
}

fn unchanged(_: usize, _: &mut Vec<u8>) -> bool {
    true
}

/// What it is called, its letter, its number.
fn identity(station: &Station) -> (String, String, String) {
    let me = station.house().me();
    let view = station.stations().unwrap();
    let row = view.stations.iter().find(|row| row.is_me).unwrap();
    (me.name, row.letter.clone(), me.station.to_string())
}

/// A booking on a day of its own; its number.
fn books(station: &Station, day: &str) -> String {
    let id = station.draft("203").on(day).book();
    station.detail(id).meeting.number.to_string()
}

fn has(station: &Station, number: &str) -> bool {
    !station.search(number).unwrap().meetings.is_empty()
}

#[test]
fn a_copy_is_the_same_to_the_last_row_and_keeps_who_one_is() {
    let (host, newcomer) = two();
    let before = identity(&newcomer);
    assert!(newcomer.takes_a_copy_of(&host, unchanged).unwrap());
    assert_eq!(newcomer.digest(), host.digest());
    newcomer.assert_sound();
    assert_eq!(identity(&newcomer), before);
    // What it writes afterwards is its own, and the host takes it.
    let number = books(&newcomer, "2026-12-01");
    assert!(number.contains("-B"), "{number}");
    newcomer.meets(&host);
    assert_eq!(newcomer.digest(), host.digest());
    host.assert_sound();
    newcomer.assert_sound();
}

#[test]
fn nothing_of_the_host_s_own_comes_along() {
    let (host, newcomer) = two();
    host.operated_by("只在总台的人");
    host.add_address("10.9.8.7").unwrap();
    let stranger = host.lets_in("西楼", NOW);
    host.house()
        .met_at(stranger.house().me().station, "10.1.2.3:4".parse().unwrap());
    host.sights(&stranger);
    newcomer.operated_by("东楼的人");
    assert!(newcomer.takes_a_copy_of(&host, unchanged).unwrap());
    assert_eq!(newcomer.settings().unwrap().operator, "东楼的人");
    let view = newcomer.stations().unwrap();
    assert_eq!(view.fixed, Vec::<String>::new());
    let row = view.stations.iter().find(|row| row.name == "西楼").unwrap();
    assert!(
        row.addresses.is_empty() && row.contacts.is_empty(),
        "{row:?}"
    );
    assert!(
        view.stations
            .iter()
            .any(|row| row.is_me && row.name == "东楼")
    );
}

#[test]
fn what_is_written_meanwhile_at_either_side_is_kept() {
    let (host, newcomer) = two();
    // The first of the log is here: rooms to book.
    newcomer.meets(&host);
    let own = books(&newcomer, "2026-12-01");
    let (mut theirs, mut late) = (String::new(), String::new());
    let taken = newcomer.takes_a_copy_of(&host, |_, _| {
        theirs = books(&host, "2026-12-02");
        late = books(&newcomer, "2026-12-03");
        true
    });
    assert!(taken.unwrap());
    newcomer.assert_sound();
    assert!(has(&newcomer, &own) && has(&newcomer, &late) && !has(&newcomer, &theirs));
    host.meets(&newcomer);
    assert_eq!(newcomer.digest(), host.digest());
    assert!(has(&host, &own) && has(&host, &late) && has(&newcomer, &theirs));
}

#[test]
fn a_long_copy_comes_in_parts_and_goes_on_where_it_broke() {
    let (host, newcomer) = two();
    for month in 1..=11 {
        for day in 1..=28 {
            let mut booking = host.draft("203").on(&format!("2027-{month:02}-{day:02}"));
            // Four thousand letters that no two bookings share.
            booking.draft.needs = (0..4000_u32)
                .filter_map(|n| char::from_u32(0x4e00 + (n * 7 + month * 311 + day * 37) % 20_000))
                .collect();
            let _ = booking.book();
        }
    }
    let parts_until = |cut: usize| {
        let mut carried = 0;
        let taken = newcomer.takes_a_copy_of(&host, |place, part| {
            if place == cut {
                return false;
            }
            carried += usize::from(part.len() > 32);
            true
        });
        (taken.unwrap(), carried)
    };
    let (taken, first) = parts_until(3);
    assert!(!taken && first > 0, "{first}");
    let (taken, rest) = parts_until(usize::MAX);
    assert!(taken);
    assert_eq!(newcomer.digest(), host.digest());
    let whole = host.lets_in("西楼", NOW);
    let mut all = 0;
    let taken = whole.takes_a_copy_of(&host, |_, part| {
        all += usize::from(part.len() > 32);
        true
    });
    assert!(
        taken.unwrap() && all > 2 && rest < all,
        "{first} {rest} {all}"
    );
    newcomer.assert_sound();
}

/// What is written meanwhile cannot be brought into the file as long as
/// somebody takes a copy of it.
#[test]
fn a_copy_that_nobody_asks_for_any_more_is_let_go() {
    let (host, newcomer) = two();
    host.house().on_moved(Box::new(|| {}));
    let (me, them) = (newcomer.house().me().station, host.house().me().station);
    let begun = newcomer.house().take_copy(them, None).unwrap();
    let first = host.house().give_copy(me, &begun.asks[0]).unwrap();
    let id = |part: &[u8]| part.get(..16).unwrap().to_vec();
    let again = |id: &[u8]| {
        let mut ask = begun.asks[0].clone();
        ask[4..20].copy_from_slice(id);
        host.house().give_copy(me, &ask).unwrap()
    };
    host.at("2026-11-22T13:37:00+08:00");
    books(&host, "2026-12-01");
    assert_eq!(id(&again(&id(&first))), id(&first), "the same goes on");
    host.at("2026-11-22T13:40:00+08:00");
    books(&host, "2026-12-02");
    assert_ne!(id(&again(&id(&first))), id(&first), "that one is gone");
}

#[test]
fn a_copy_that_was_meddled_with_is_thrown_away_and_the_log_is_pulled() {
    let (host, newcomer) = two();
    let before = newcomer.digest();
    let meddled = newcomer.takes_a_copy_of(&host, |_, part| {
        let middle = part.len() / 2;
        if let Some(byte) = part.get_mut(middle).filter(|_| middle > 100) {
            *byte ^= 1;
        }
        true
    });
    let fault = meddled.unwrap_err();
    assert!(fault.0.contains("damaged"), "{fault}");
    assert_eq!(newcomer.digest(), before);
    // It is told, and no other is asked for.
    newcomer.is_shown_the_day_of(&host, 200_000);
    assert!(
        newcomer
            .stations()
            .unwrap()
            .catch_up
            .unwrap()
            .is_copy_spoilt
    );
    assert!(newcomer.takes_a_copy_of(&host, unchanged).is_err());
    newcomer.meets(&host);
    assert_eq!(newcomer.digest(), host.digest());
    newcomer.assert_sound();
}

#[test]
fn several_take_copies_at_once() {
    let (host, first) = two();
    let second = host.lets_in("西楼", NOW);
    let taken = first.takes_a_copy_of(&host, |_, _| {
        assert!(second.takes_a_copy_of(&host, unchanged).unwrap());
        true
    });
    assert!(taken.unwrap());
    assert_eq!(first.digest(), second.digest());
}

#[test]
fn the_copy_of_another_venue_is_refused() {
    let (_, newcomer) = two();
    let other = Station::busy(NOW);
    let before = newcomer.digest();
    let fault = newcomer.takes_a_copy_of(&other, unchanged).unwrap_err();
    assert!(fault.0.contains("another venue"), "{fault}");
    assert_eq!(newcomer.digest(), before);
}

#[test]
fn a_long_away_station_keeps_all_it_had_and_wrote() {
    let (host, newcomer) = two();
    newcomer.meets(&host);
    let own = books(&newcomer, "2026-12-01");
    let theirs = books(&host, "2026-12-02");
    assert!(newcomer.takes_a_copy_of(&host, unchanged).unwrap());
    assert!(has(&newcomer, &own) && has(&newcomer, &theirs));
    newcomer.assert_sound();
    newcomer.meets(&host);
    assert_eq!(newcomer.digest(), host.digest());
}

#[test]
fn a_newcomer_sees_today_before_it_has_a_single_commit() {
    let (host, newcomer) = two();
    newcomer.is_shown_the_day_of(&host, 200_000);
    assert!(!newcomer.knows_venue());
    let preview = newcomer.preview().unwrap().expect("a day to see");
    assert_eq!(preview.by, "总台");
    assert_eq!(preview.at, host.now());
    let board = host.board(None).unwrap();
    assert_eq!(preview.boards.len(), 2);
    assert_eq!(
        serde_json::to_value(&preview.boards[0]).unwrap(),
        serde_json::to_value(&board).unwrap()
    );
    let catching = newcomer
        .stations()
        .unwrap()
        .catch_up
        .expect("it is far behind");
    assert_eq!(
        (catching.stage, catching.percent),
        (CatchUpStage::Pulling, 0)
    );
    assert!(catching.seen_at.is_some() && !catching.can_book);
    // It came a good way, and then all of it.
    newcomer.is_shown_the_day_of(&host, 50_000);
    assert_eq!(newcomer.stations().unwrap().catch_up.unwrap().percent, 75);
    newcomer.is_equal_to(&host);
    assert!(newcomer.preview().unwrap().is_none());
    assert!(newcomer.stations().unwrap().catch_up.is_none());
}

#[test]
fn a_room_that_is_seen_taken_elsewhere_is_not_given_away() {
    let (host, newcomer) = two();
    newcomer.meets(&host);
    let taken = host
        .draft("203")
        .on("2026-11-23")
        .from(9, 0)
        .to(11, 0)
        .book();
    newcomer.is_shown_the_day_of(&host, 200_000);
    assert!(newcomer.stations().unwrap().catch_up.unwrap().can_book);
    let draft = || newcomer.draft("203").on("2026-11-23");
    let refused = draft().from(10, 0).to(12, 0).refused();
    let Refusal::Clash { with, .. } = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(with[0].meeting.id, taken);
    assert_eq!(with[0].meeting.number, host.detail(taken).meeting.number);
    // Beside it there is room, and once it is here the log decides.
    let _ = draft().from(15, 0).to(16, 0).book();
    host.meets(&newcomer);
    newcomer.is_equal_to(&host);
    let _ = draft().from(10, 0).to(12, 0).refused();
    assert_eq!(newcomer.digest(), host.digest());
}

#[test]
fn a_preview_that_is_none_is_not_shown() {
    let (host, newcomer) = two();
    let host = host.house().me().station;
    for lies in [&b"{}"[..], b"\xff\xff", b"[1,2", b""] {
        newcomer.house().show(host, lies.to_vec());
        assert!(newcomer.preview().unwrap().is_none());
    }
}

#[test]
fn asks_and_parts_that_are_none_harm_nobody() {
    let (host, newcomer) = two();
    let (me, them) = (newcomer.house().me().station, host.house().me().station);
    for lies in [
        vec![],
        vec![7; 10],
        vec![0; 25],
        vec![0; 24],
        vec![255; 1024],
    ] {
        assert!(host.house().give_copy(me, &lies).is_err());
        assert!(newcomer.house().take_copy(them, Some(lies)).is_err());
    }
    newcomer.meets(&host);
    assert_eq!(newcomer.digest(), host.digest());
    // Parts that claim to be endless, that are beyond the end, of nothing, of
    // half a page, or that would fill the memory.
    let page = [1; 4096];
    for (after, total, pages) in [
        (0, u32::MAX, &page[..]),
        (u32::MAX, 100, &page),
        (200, 100, &page),
        (0, 100, &[]),
        (0, 100, &page[..2000]),
        (0, 100_000, &vec![0; 64 << 20]),
    ] {
        let newcomer = host.lets_in("又一台", NOW);
        newcomer.house().take_copy(them, None).unwrap();
        let part = [
            &[9; 16],
            &u32::to_be_bytes(after)[..],
            &u32::to_be_bytes(total),
            &zstd::bulk::compress(pages, 1).unwrap(),
        ]
        .concat();
        assert!(newcomer.house().take_copy(them, Some(part)).is_err());
        // Another copy is not asked for; the log comes bit by bit.
        assert!(newcomer.house().take_copy(them, None).is_err());
        newcomer.meets(&host);
        assert_eq!(newcomer.digest(), host.digest());
    }
}
