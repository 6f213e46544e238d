//! Procurement notices (S-23): proposed, sent, ordered, delivered into stock,
//! late and shown against the meetings they endanger.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use steward_app::Told;
use steward_app::domain::buying::{DeliveredLine, Lateness, Stage};
use steward_app::domain::ids::{MeetingId, PurchaseId};
use steward_app::domain::meeting::State;
use steward_app::domain::names::{Language, Name};
use steward_app::domain::notice::{LineState, standard};
use steward_app::domain::stock::Move;
use steward_app::views::{
    AnswerDraft, BuyLineDraft, BuyLineView, BuyWhy, Decision, DeliveryDraft, LateDelivery,
    MoveDraft, OrderDraft, PurchaseDraft, PurchaseView, Refusal,
};
use steward_tests::{Station, date};

const NOW: &str = "2026-11-24 09:00";

fn counted(station: &Station, name: &str, count: u32) {
    let item = station.find_stock_item(name).unwrap();
    let draft = MoveDraft {
        what: Move::Counted,
        count,
        meeting: None,
        note: String::new(),
        by: "何静".into(),
    };
    station.move_stock(item, &draft).unwrap();
}

fn on_hand(station: &Station, name: &str) -> i32 {
    let all = station.stock().unwrap().items;
    let row = all.into_iter().find(|row| row.item.name.zh == name);
    row.unwrap().on_hand
}

fn meeting(station: &Station) -> MeetingId {
    let draft = station.draft("203").heads(20).as_a(State::Confirmed);
    draft.book()
}

fn proposed(station: &Station, name: &str) -> Option<BuyLineView> {
    let all = station.buying().unwrap().proposed;
    all.into_iter().find(|line| line.item.zh == name)
}

fn wanted(name: &str, count: u32, meetings: &[MeetingId]) -> PurchaseDraft {
    PurchaseDraft {
        lines: vec![BuyLineDraft {
            item: Name::new(name, ""),
            unit: Name::default(),
            count,
            meetings: meetings.to_vec(),
            needed: None,
            note: String::new(),
        }],
        note: String::new(),
    }
}

fn ordered(day: &str, hour: i32) -> OrderDraft {
    OrderDraft {
        supplier: "桐乡水业".into(),
        date: date(day),
        minute: hour * 60,
        note: String::new(),
        by: "采购小陈".into(),
    }
}

fn came(lines: &[(u32, u32)]) -> DeliveryDraft {
    DeliveryDraft {
        lines: lines
            .iter()
            .map(|(line, count)| DeliveredLine {
                line: *line,
                count: *count,
            })
            .collect(),
        slip: "S-88".into(),
        by: "老王".into(),
    }
}

fn of(station: &Station, id: PurchaseId) -> PurchaseView {
    station.purchase(id).unwrap()
}

fn late_on_board(station: &Station) -> Vec<LateDelivery> {
    let board = station.board(None).unwrap();
    let late = board.decisions.into_iter().filter_map(|one| match one {
        Decision::Delivery { late } => Some(late),
        _ => None,
    });
    late.collect()
}

#[test]
fn s_23_shortages_and_what_notices_ask_are_proposed_until_they_are_bought() {
    let station = Station::quiet(NOW);
    // The sample keeps too few batteries.
    let batteries = proposed(&station, "话筒电池").unwrap();
    assert_eq!(
        (batteries.count, batteries.why),
        (12, Some(BuyWhy::BelowMinimum))
    );
    assert!(batteries.needed.is_none());
    counted(&station, "茶叶", 50);
    let id = meeting(&station);
    let tea = proposed(&station, "茶叶").unwrap();
    assert_eq!(
        (tea.count, tea.why),
        (3_000 + 60 - 50, Some(BuyWhy::Lacking))
    );
    assert_eq!(tea.meetings[0].id, id);
    assert!(tea.needed.unwrap() < tea.meetings[0].when.start);
    // A notice asks for fruit: only once it is issued.
    station.propose_requirements(id).unwrap();
    let fruit = AnswerDraft {
        state: LineState::Needed,
        figures: [("plates".to_owned(), "8".to_owned())].into(),
        note: "少放甜瓜".into(),
    };
    station
        .answer_requirement(id, standard::id("fruit"), &fruit)
        .unwrap();
    assert!(proposed(&station, "水果茶点").is_none());
    station.issue_notice(id, "临近").unwrap();
    let fruit = proposed(&station, "水果茶点").unwrap();
    assert_eq!((fruit.count, fruit.why), (8, Some(BuyWhy::Asked)));
    assert!(fruit.note.contains("少放甜瓜"));

    let draft = PurchaseDraft {
        lines: station
            .buying()
            .unwrap()
            .proposed
            .into_iter()
            .map(|line| BuyLineDraft {
                item: line.item,
                unit: line.unit,
                count: line.count,
                meetings: line.meetings.iter().map(|one| one.id).collect(),
                needed: line.needed,
                note: line.note,
            })
            .collect(),
        note: String::new(),
    };
    let bought = station.make_purchase(&draft).unwrap();
    assert_eq!(of(&station, bought).number, "B1124-A01");
    assert!(station.buying().unwrap().proposed.is_empty(), "on its way");
    station.cancel_purchase(bought, "改用储备").unwrap();
    assert_eq!(of(&station, bought).stage, Stage::Cancelled);
    assert_eq!(station.buying().unwrap().proposed.len(), 3);
    assert_eq!(
        station.send_purchase(bought, "采购", ""),
        Err(Refusal::MovedOn)
    );
    assert_eq!(
        station.make_purchase(&PurchaseDraft::default()),
        Err(Refusal::NothingChanged)
    );
    station.assert_sound();
}

#[test]
fn s_23_a_notice_is_sent_ordered_and_comes_in_parts_into_stock() {
    let station = Station::quiet(NOW);
    let id = meeting(&station);
    let bought = station
        .make_purchase(&wanted("瓶装水", 100, &[id]))
        .unwrap();
    assert_eq!(of(&station, bought).stage, Stage::Made);
    assert_eq!(
        station.send_purchase(bought, " ", ""),
        Err(Refusal::NameNeeded)
    );
    station.send_purchase(bought, "采购小陈", "当面").unwrap();
    station
        .order_purchase(bought, &ordered("2026-11-24", 16))
        .unwrap();
    let before = on_hand(&station, "瓶装水");
    station.deliver_purchase(bought, &came(&[(0, 60)])).unwrap();
    let view = of(&station, bought);
    assert_eq!((view.stage, view.lines[0].open), (Stage::Part, 40));
    assert_eq!(on_hand(&station, "瓶装水"), before + 60);
    assert!(matches!(
        station.deliver_purchase(bought, &came(&[(7, 1)])),
        Err(Refusal::Unknown(_))
    ));
    // The rest, without saying what.
    station.deliver_purchase(bought, &came(&[])).unwrap();
    assert_eq!(of(&station, bought).stage, Stage::Delivered);
    assert_eq!(on_hand(&station, "瓶装水"), before + 100);
    assert_eq!(
        station.deliver_purchase(bought, &came(&[])),
        Err(Refusal::NothingChanged)
    );
    // From the item's history a delivery goes whole, out of the notice too.
    let water = station.find_stock_item("瓶装水").unwrap();
    let last = station.stock_history(water).unwrap().movements[0].clone();
    assert_eq!(last.purchase.as_deref(), Some("B1124-A01"));
    station.void_movement(water, last.id, "送错地方").unwrap();
    let view = of(&station, bought);
    assert_eq!((view.stage, view.lines[0].open), (Stage::Part, 40));
    assert_eq!(on_hand(&station, "瓶装水"), before + 60);
    for language in [Language::Zh, Language::En] {
        let info = station.purchase_paper(bought, language).unwrap();
        assert_eq!((info.pages, info.number.as_str()), (1, "B1124-A01"));
    }
    station.assert_sound();
}

#[test]
fn one_delivery_entered_at_two_stations_is_seen_and_put_right() {
    let front = Station::quiet(NOW);
    let bought = front.make_purchase(&wanted("瓶装水", 100, &[])).unwrap();
    let east = front.lets_in("东楼", NOW);
    front.meets(&east);
    let before = on_hand(&front, "瓶装水");
    front.deliver_purchase(bought, &came(&[])).unwrap();
    let theirs = east.deliver_purchase(bought, &came(&[])).unwrap();
    // Each makes a notice of its own.
    front.make_purchase(&wanted("纸巾", 5, &[])).unwrap();
    east.make_purchase(&wanted("纸杯", 5, &[])).unwrap();
    front.meets(&east);
    for station in [&front, &east] {
        assert_eq!(on_hand(station, "瓶装水"), before + 200);
        assert_eq!(of(station, bought).lines[0].over, 100);
        let numbers: std::collections::BTreeSet<_> = station
            .buying()
            .unwrap()
            .purchases
            .into_iter()
            .map(|one| one.number)
            .collect();
        assert_eq!(numbers.len(), 3);
    }
    front.void_delivery(bought, theirs, "重复录入").unwrap();
    front.meets(&east);
    for station in [&front, &east] {
        assert_eq!(on_hand(station, "瓶装水"), before + 100);
        let view = of(station, bought);
        assert_eq!((view.stage, view.lines[0].over), (Stage::Delivered, 0));
    }
    assert_eq!(front.digest(), east.digest());
}

#[test]
fn s_23_a_late_order_shows_the_meeting_it_endangers_at_the_other_station() {
    let front = Station::quiet(NOW);
    let id = meeting(&front);
    let bought = front.make_purchase(&wanted("水果", 8, &[id])).unwrap();
    let east = front.lets_in("东楼", NOW);
    assert!(late_on_board(&front).is_empty());
    // Promised for after the meeting began.
    front
        .order_purchase(bought, &ordered("2026-11-25", 15))
        .unwrap();
    front.meets(&east);
    let late = late_on_board(&east);
    assert_eq!(late.len(), 1);
    assert_eq!(
        (late[0].why, late[0].meetings[0].id),
        (Lateness::TooLate, id)
    );
    assert_eq!(late[0].items[0].zh, "水果");
    let buying = east.meeting_goods(id).unwrap().buying;
    assert_eq!(
        (buying[0].open, buying[0].late),
        (8, Some(Lateness::TooLate))
    );
    // A better promise, which is not kept.
    east.order_purchase(bought, &ordered("2026-11-24", 15))
        .unwrap();
    front.meets(&east);
    assert!(late_on_board(&front).is_empty());
    let mut told = Told::default();
    front.reminders(&mut told).unwrap();
    front.at("2026-11-24 15:00");
    assert_eq!(late_on_board(&front)[0].why, Lateness::NotCome);
    let said = front.reminders(&mut told).unwrap();
    assert!(
        said.iter().any(|one| one.title.starts_with("采购迟到")),
        "{said:?}"
    );
    let again = front.reminders(&mut told).unwrap();
    assert!(!again.iter().any(|one| one.title.starts_with("采购迟到")));
    front.at("2026-11-25 08:50");
    assert_eq!(late_on_board(&front)[0].why, Lateness::Needed);
    front.deliver_purchase(bought, &came(&[])).unwrap();
    assert!(late_on_board(&front).is_empty());
    front.meets(&east);
    east.at("2026-11-25 08:50");
    assert!(late_on_board(&east).is_empty());
    front.assert_sound();
    east.assert_sound();
}
