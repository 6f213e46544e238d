//! Stock (S-40): a sum of what was said about it, at one station and at two
//! that are apart; the day's pick-list; what meetings to come reserve; what was
//! used up (S-62).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use steward_app::domain::ids::{MeetingId, StockItemId};
use steward_app::domain::meeting::State;
use steward_app::domain::names::{Language, Name};
use steward_app::domain::stock::{Move, StockItem};
use steward_app::views::{
    AfterAct, MoveDraft, PickLine, Refusal, ReturnDraft, ReturnLine, StockRow, TakeDraft, TakeLine,
    UsedDraft,
};
use steward_tests::{Station, date};

/// The day before the meetings of these tests.
const NOW: &str = "2026-11-24 09:00";
const DAY: &str = "2026-11-25";

fn item(station: &Station, name: &str) -> StockItemId {
    station.find_stock_item(name).unwrap()
}

fn row(station: &Station, name: &str) -> StockRow {
    let all = station.stock().unwrap().items;
    all.into_iter()
        .find(|row| row.item.name.zh == name)
        .unwrap()
}

fn on_hand(station: &Station, name: &str) -> i32 {
    row(station, name).on_hand
}

fn moves(station: &Station, name: &str, what: Move, count: u32) {
    let draft = MoveDraft {
        what,
        count,
        meeting: None,
        note: String::new(),
        by: "何静".into(),
    };
    station.move_stock(item(station, name), &draft).unwrap();
}

fn meeting(station: &Station, room: &str, heads: u32) -> MeetingId {
    let draft = station.draft(room).heads(heads).as_a(State::Confirmed);
    draft.book()
}

fn take(
    station: &Station,
    meeting: Option<MeetingId>,
    lines: Vec<TakeLine>,
) -> Result<(), Refusal> {
    let draft = TakeDraft {
        meeting,
        lines,
        by: "何静".into(),
        once_more: false,
    };
    station.take_goods(date(DAY), &draft)
}

fn line(station: &Station, meeting: MeetingId, name: &str) -> PickLine {
    let goods = station.meeting_goods(meeting).unwrap().goods;
    let mut lines = goods.lines.into_iter();
    lines.find(|line| line.item.zh == name).unwrap()
}

#[test]
fn s_40_stock_is_kept_moved_counted_and_looked_back_at() {
    let station = Station::quiet(NOW);
    let new = StockItem {
        id: StockItemId(Default::default()),
        name: Name::new("席卡纸", ""),
        unit: Name::new("包", ""),
        location: "物料库".into(),
        minimum: 5,
        returns: false,
        retired: false,
    };
    let id = station.save_stock_item(new.clone()).unwrap();
    assert!(matches!(
        station.save_stock_item(new.clone()),
        Err(Refusal::Several { .. })
    ));
    moves(&station, "席卡纸", Move::In, 20);
    moves(&station, "席卡纸", Move::Used, 4);
    moves(&station, "席卡纸", Move::Broken, 1);
    assert_eq!(on_hand(&station, "席卡纸"), 15);
    moves(&station, "席卡纸", Move::Counted, 13);
    moves(&station, "席卡纸", Move::In, 2);
    let history = station.stock_history(id).unwrap();
    assert_eq!(history.row.on_hand, 15);
    let counted = history.row.counted.clone().unwrap();
    assert_eq!(
        (counted.counted, counted.difference, counted.apart),
        (13, -2, false)
    );
    let told: Vec<_> = history
        .movements
        .iter()
        .map(|one| (one.what, one.count, one.after))
        .collect();
    assert_eq!(told[0], (Move::In, 2, 15));
    assert_eq!(told[1], (Move::Counted, 13, 13));
    assert_eq!(told.len(), 5);
    // Entered in error: it is shown and counts no longer.
    let last = history.movements[0].id;
    assert_eq!(
        station.void_movement(id, last, " "),
        Err(Refusal::ReasonNeeded)
    );
    station.void_movement(id, last, "记错物品").unwrap();
    assert_eq!(
        station.void_movement(id, last, "再来"),
        Err(Refusal::NothingChanged)
    );
    let history = station.stock_history(id).unwrap();
    assert_eq!((history.row.on_hand, history.movements.len()), (13, 5));
    assert!(history.movements[0].voided.is_some());
    // Never silently below nothing.
    moves(&station, "席卡纸", Move::Taken, 20);
    assert_eq!(on_hand(&station, "席卡纸"), -7);
    let nobody = MoveDraft {
        what: Move::In,
        count: 0,
        meeting: None,
        note: String::new(),
        by: "何静".into(),
    };
    assert!(matches!(
        station.move_stock(id, &nobody),
        Err(Refusal::OutOfRange { .. })
    ));
    station.assert_sound();
}

#[test]
fn s_40_meetings_to_come_reserve_and_a_held_one_does_not() {
    let station = Station::quiet(NOW);
    let before = row(&station, "茶叶");
    assert_eq!((before.on_hand, before.reserved), (6_500, 0));
    let first = meeting(&station, "203", 20);
    assert_eq!(row(&station, "茶叶").reserved, 60);
    assert_eq!(row(&station, "茶杯").reserved, 24);
    // The room next door at the same hour, held: nothing is bound.
    let held = station.draft("205").heads(20).as_a(State::Held).book();
    assert_eq!(row(&station, "茶叶").reserved, 60);
    // Its notice binds it.
    station.propose_requirements(held).unwrap();
    station.issue_notice(held, "临时加会").unwrap();
    assert_eq!(row(&station, "茶叶").reserved, 120);
    assert_eq!(row(&station, "茶杯").reserved, 48);
    // Later that day cups are washed and used again, tea is not.
    let later = station.draft("203").heads(20).from(15, 0).to(17, 0);
    let later = later.as_a(State::Confirmed).book();
    assert_eq!(row(&station, "茶叶").reserved, 180);
    assert_eq!(row(&station, "茶杯").reserved, 48);
    // Not enough for the last.
    moves(&station, "茶叶", Move::Counted, 130);
    let tea = row(&station, "茶叶");
    assert_eq!((tea.free, tea.below), (-50, true));
    let endangered: Vec<_> = tea.endangered.iter().map(|one| one.id).collect();
    assert_eq!(endangered, [later]);
    // What is taken is reserved no longer: it is gone from the shelf.
    take(&station, Some(first), Vec::new()).unwrap();
    let tea = row(&station, "茶叶");
    assert_eq!((tea.on_hand, tea.reserved, tea.free), (70, 120, -50));
    station.assert_sound();
}

#[test]
fn s_40_the_days_pick_list_is_taken_once_and_comes_back() {
    let station = Station::quiet(NOW);
    let small = meeting(&station, "203", 20);
    let large = station.draft("205").heads(10).from(14, 0).to(16, 0);
    let large = large.as_a(State::Confirmed).book();
    let list = station.pick_list(Some(date(DAY))).unwrap();
    let order: Vec<_> = list.meetings.iter().map(|one| one.meeting.id).collect();
    assert_eq!(order, [small, large], "by the time of carrying");
    assert!(list.meetings[0].carry < list.meetings[0].meeting.when.start);
    let cups = list
        .totals
        .iter()
        .find(|sum| sum.item.zh == "茶杯")
        .unwrap();
    assert_eq!(
        (cups.count, cups.open, cups.place.as_str()),
        (24 + 14, 38, "茶具间")
    );

    let cups = item(&station, "茶杯");
    let more = TakeLine {
        meeting: small,
        stock: cups,
        count: 26,
    };
    take(&station, Some(small), vec![more]).unwrap();
    assert_eq!(on_hand(&station, "茶杯"), 1_200 - 26);
    let Err(Refusal::DoneBefore(done)) = take(&station, Some(small), Vec::new()) else {
        panic!("taken twice unasked");
    };
    assert_eq!(done[0].by, "何静");
    // The rest of the day: the first has its goods already.
    take(&station, None, Vec::new()).unwrap();
    assert_eq!(on_hand(&station, "茶杯"), 1_200 - 26 - 14);
    assert!(matches!(
        take(&station, None, Vec::new()),
        Err(Refusal::DoneBefore(_))
    ));

    let back = ReturnLine {
        stock: cups,
        back: 24,
        gone: 2,
    };
    let tea = ReturnLine {
        stock: item(&station, "茶叶"),
        back: 20,
        gone: 0,
    };
    let draft = ReturnDraft {
        lines: vec![back, tea],
        by: "何静".into(),
    };
    station.return_goods(small, &draft).unwrap();
    let told = line(&station, small, "茶杯");
    assert_eq!(
        (told.count, told.taken, told.back, told.gone),
        (24, 26, 24, 2)
    );
    // All that returns comes back of the other.
    let draft = ReturnDraft {
        lines: Vec::new(),
        by: "何静".into(),
    };
    station.return_goods(large, &draft).unwrap();
    assert_eq!(
        station.return_goods(large, &draft),
        Err(Refusal::NothingChanged)
    );
    assert_eq!(on_hand(&station, "茶杯"), 1_200 - 2);
    assert_eq!(row(&station, "茶杯").out, 0);

    // What was used up begins the count for the fee (S-62).
    let usual = station.after(small).unwrap().usual;
    let of = |name: &str| {
        usual
            .iter()
            .find(|line| line.item == name)
            .map(|line| line.count)
    };
    assert_eq!((of("茶叶"), of("茶杯")), (Some(60 - 20), None));
    let lines = usual
        .iter()
        .map(|line| UsedDraft {
            item: line.item.clone(),
            unit: line.unit.clone(),
            count: line.count,
        })
        .collect();
    let by = "何静".into();
    station
        .do_after(small, &AfterAct::Used { lines, by })
        .unwrap();
    // The history says who carried what.
    let history = station.detail(small).history;
    let said = |intent: &str| history.iter().find(|one| one.intent == intent).unwrap();
    assert!(said("take_goods").after.contains("茶杯 26"));
    assert!(said("return_goods").after.ends_with("何静"));
    station.assert_sound();
}

#[test]
fn what_nobody_keeps_is_shown() {
    let station = Station::quiet(NOW);
    let id = meeting(&station, "203", 20);
    let trays = StockItem {
        retired: true,
        ..row(&station, "托盘").item
    };
    station.save_stock_item(trays).unwrap();
    assert!(station.stock().unwrap().not_kept.is_empty(), "kept once");
    let tea = StockItem {
        name: Name::new("龙井", ""),
        ..row(&station, "茶叶").item
    };
    station.save_stock_item(tea).unwrap();
    let view = station.stock().unwrap();
    assert_eq!(view.not_kept.len(), 1);
    let tea = &view.not_kept[0];
    assert_eq!(
        (tea.item.zh.as_str(), tea.count, tea.meetings[0].id),
        ("茶叶", 60, id)
    );
    assert_eq!(line(&station, id, "茶叶").stock, None);
    // It is not taken from stock, the rest is.
    take(&station, Some(id), Vec::new()).unwrap();
    assert_eq!(line(&station, id, "茶叶").taken, 0);
    assert_eq!(line(&station, id, "茶杯").taken, 24);
}

#[test]
fn two_stations_apart_take_and_count_and_come_to_one_level() {
    let front = Station::quiet(NOW);
    let one = meeting(&front, "203", 20);
    let other = meeting(&front, "205", 10);
    let east = front.lets_in("东楼", NOW);
    front.meets(&east);
    take(&front, Some(one), Vec::new()).unwrap();
    moves(&front, "瓶装水", Move::In, 240);
    east.at("2026-11-24 09:05");
    take(&east, Some(other), Vec::new()).unwrap();
    moves(&east, "瓶装水", Move::Used, 48);
    front.meets(&east);
    for station in [&front, &east] {
        assert_eq!(on_hand(station, "茶杯"), 1_200 - 24 - 14);
        assert_eq!(on_hand(station, "茶叶"), 6_500 - 60 - 30);
        assert_eq!(on_hand(station, "瓶装水"), 3_600 + 240 - 48);
    }
    // The same goods taken at both: both stand, and it is seen.
    let third = front.draft("203").heads(20).from(15, 0).to(17, 0);
    let third = third.as_a(State::Confirmed).book();
    front.meets(&east);
    take(&front, Some(third), Vec::new()).unwrap();
    take(&east, Some(third), Vec::new()).unwrap();
    // Counted at both: the last by the log stands, with its difference.
    moves(&front, "纸巾", Move::Counted, 300);
    east.at("2026-11-24 09:30");
    moves(&east, "纸巾", Move::Counted, 296);
    front.meets(&east);
    for station in [&front, &east] {
        assert_eq!(line(station, third, "茶杯").taken, 48);
        assert_eq!(station.meeting_goods(third).unwrap().goods.taken.len(), 2);
        let tissues = row(station, "纸巾");
        let counted = tissues.counted.unwrap();
        assert_eq!(
            (tissues.on_hand, counted.difference, counted.apart),
            (296, -4, true)
        );
    }
    assert_eq!(front.digest(), east.digest());
    front.assert_sound();
    east.assert_sound();
}

#[test]
fn the_pick_list_is_laid_out_and_saved_as_a_workbook() {
    let station = Station::quiet(NOW);
    let id = meeting(&station, "203", 20);
    take(&station, Some(id), Vec::new()).unwrap();
    for language in [Language::Zh, Language::En] {
        let info = station.pick_list_paper(date(DAY), language).unwrap();
        assert!(info.pages >= 1);
        let path = station.path("pick-list.pdf");
        station.paper_save(info.edition, &path).unwrap();
        assert!(std::fs::read(&path).unwrap().starts_with(b"%PDF"));
        let path = station.path("pick-list.xlsx");
        station
            .pick_list_workbook(date(DAY), language, &path)
            .unwrap();
        assert!(std::fs::read(&path).unwrap().starts_with(b"PK"));
    }
    // An empty day is laid out too.
    station
        .pick_list_paper(date("2026-12-25"), Language::Zh)
        .unwrap();
}
