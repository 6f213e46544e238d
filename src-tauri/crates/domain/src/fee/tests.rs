//! Fees: what follows from the price list, sums to the fen, how far one is.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test says what it expects by failing"
)]

use chrono::Duration;
use proptest::prelude::*;

use super::*;
use crate::notice::standard;
use crate::trial::{at, meeting, venue};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn price(n: u128, group: Group, fen: i64, charge: Charge) -> Price {
    Price {
        id: PriceId(Uuid::from_u128(n)),
        name: Name::new("收费项", ""),
        group,
        fen: Fen(fen),
        unit: Name::new("次", ""),
        charge,
        from: day("2026-01-01"),
        until: None,
        retired: false,
    }
}

fn sheet(n: u128, replaces: &[u128], fen: i64) -> Sheet {
    Sheet {
        id: FeeId(Uuid::from_u128(n)),
        number: String::new(),
        replaces: replaces
            .iter()
            .map(|n| FeeId(Uuid::from_u128(*n)))
            .collect(),
        lines: vec![FeeLine {
            group: Group::Room,
            name: Name::default(),
            unit: Name::default(),
            quantity: 1,
            price: Fen(fen),
            note: String::new(),
        }],
        discount: Fen(0),
        discount_why: String::new(),
        tax: 60,
        tax_included: true,
        by: String::new(),
        at: at(10),
    }
}

fn step(sheet: u128, done: Done) -> FeeStep {
    FeeStep {
        sheet: FeeId(Uuid::from_u128(sheet)),
        done,
        by: "张主任".into(),
        at: at(11),
        note: String::new(),
    }
}

#[test]
fn s_62_rooms_by_session_devices_asked_and_goods_used_make_the_proposal() {
    let m = meeting();
    let hall = m.slot.room.unwrap();
    let rooms = [(hall, Class::C, Name::new("报告厅", "Lecture hall"))];
    let by_class = Charge::RoomSession {
        room: None,
        class: Some(Class::C),
    };
    let own = Charge::RoomSession {
        room: Some(hall),
        class: None,
    };
    let mut last_year = price(3, Group::Room, 1, own.clone());
    last_year.until = Some(day("2025-12-31"));
    let prices = [
        price(1, Group::Room, 100_000, by_class),
        price(2, Group::Room, 80_000, own),
        last_year,
        price(
            4,
            Group::Goods,
            300,
            Charge::Used {
                item: "瓶装水".into(),
            },
        ),
        price(
            5,
            Group::Device,
            5_000,
            Charge::Asked {
                kind: standard::id("recording"),
                figure: None,
            },
        ),
        price(6, Group::Labour, 20_000, Charge::Hand),
    ];
    let used = [("瓶装水".to_owned(), 171), ("茶叶".to_owned(), 90)];
    let basis = Basis {
        slot: &m.slot,
        rooms: &rooms,
        notice: None,
        used: &used,
    };
    // 14:00 to 17:00 in Shanghai: one session, at the hall's own price.
    let lines = proposed(basis, &prices, &venue());
    let told: Vec<_> = lines
        .iter()
        .map(|one| (one.group, one.quantity, one.amount().0))
        .collect();
    assert_eq!(
        told,
        [(Group::Room, 1, 80_000), (Group::Goods, 171, 51_300)]
    );
    assert_eq!(lines[0].name.zh, "报告厅");
}

#[test]
fn sessions_are_mornings_afternoons_and_evenings_of_each_day() {
    let mut slot = meeting().slot;
    let count = |slot: &Slot| sessions(slot, &venue());
    assert_eq!(count(&slot), 1);
    // Nine in the morning to half past eight in the evening, in Shanghai.
    (slot.start, slot.end) = (at(1), at(12) + Duration::minutes(30));
    assert_eq!(count(&slot), 3);
    slot.end += Duration::days(1);
    assert_eq!(count(&slot), 6);
    // At noon between two sessions it is still one.
    (slot.start, slot.end) = (at(4) + Duration::minutes(30), at(5));
    assert_eq!(count(&slot), 1);
}

#[test]
fn a_fee_goes_from_written_to_signed_invoiced_and_paid_in_parts() {
    let one = [sheet(1, &[], 100_000)];
    let stage = |sheets: &[Sheet], steps: &[FeeStep]| standing(sheets, steps).stage;
    assert_eq!(stage(&[], &[]), FeeStage::NotWritten);
    assert_eq!(stage(&one, &[]), FeeStage::ToSign);
    let mut steps = vec![step(1, Done::Signed)];
    assert_eq!(stage(&one, &steps), FeeStage::ToInvoice);
    steps.push(step(1, Done::Invoiced));
    steps.push(step(1, Done::Paid { fen: Fen(40_000) }));
    assert_eq!(stage(&one, &steps), FeeStage::ToPay);
    assert_eq!(standing(&one, &steps).paid, Fen(40_000));
    steps.push(step(1, Done::Paid { fen: Fen(60_000) }));
    assert_eq!(stage(&one, &steps), FeeStage::Paid);
    // A new version is signed again; what came in stays.
    let two = [sheet(1, &[], 100_000), sheet(2, &[1], 120_000)];
    assert_eq!(stage(&two, &steps), FeeStage::ToSign);
    assert_eq!(standing(&two, &steps).paid, Fen(100_000));
    // Written down apart, both stand until a person writes one for both.
    let apart = [sheet(1, &[], 1), sheet(2, &[], 2)];
    assert_eq!(stage(&apart, &[]), FeeStage::Apart);
    let merged = [sheet(1, &[], 1), sheet(2, &[], 2), sheet(3, &[1, 2], 3)];
    assert_eq!(stage(&merged, &[]), FeeStage::ToSign);
    let rule = FeeRule::default();
    assert_eq!(
        due(FeeStage::ToSign, day("2026-11-25"), &rule),
        Some(day("2026-11-28"))
    );
    assert_eq!(due(FeeStage::Paid, day("2026-11-25"), &rule), None);
}

#[test]
fn nothing_charged_is_signed_and_done() {
    let free = [sheet(1, &[], 0)];
    assert_eq!(standing(&free, &[]).stage, FeeStage::ToSign);
    assert_eq!(
        standing(&free, &[step(1, Done::Signed)]).stage,
        FeeStage::Paid
    );
}

proptest! {
    #[test]
    fn tax_on_top_and_tax_within_are_the_same_money(net in 0..100_000_000_i64, rate in 0..300_u32) {
        let mut on_top = sheet(1, &[], net);
        (on_top.tax, on_top.tax_included) = (rate, false);
        let mut within = sheet(1, &[], on_top.total().0);
        (within.tax, within.tax_included) = (rate, true);
        prop_assert_eq!(within.total(), on_top.total());
        // To the rounding of one fen.
        prop_assert!((within.tax_due().0 - on_top.tax_due().0).abs() <= 1);
    }
}
