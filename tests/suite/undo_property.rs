//! Whatever was done at a desk, in whatever order, is undone step by step and
//! done again.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use steward_app::domain::ids::{MeetingId, PriceId, StockItemId};
use steward_app::domain::meeting::State;
use steward_app::domain::names::Name;
use steward_app::domain::notice::LineState;
use steward_app::domain::plan::Department;
use steward_app::domain::secrecy::Level;
use steward_app::domain::stock::Move;
use steward_app::views::{AfterAct, AnswerDraft, AttendeeDraft, ManyChange, MoveDraft};
use steward_tests::{Station, date};

use crate::undo::{NOW, duty, mine};

/// An act of the fuzzed sequence.
#[derive(Clone, Copy, Debug)]
enum Step {
    Rename(u8),
    Heads(u8),
    Move(u8),
    State(u8),
    Level(u8),
    Requirement(u8),
    Propose,
    Duty(u8),
    Room(u8),
    Template(u8),
    Venue(u8),
    Price(u8),
    NewPrice(u8),
    Stock(u8),
    Item(u8),
    Person(u8),
    Ready(u8),
    Rate(u8),
    Holiday(u8),
    Kind(u8),
    Many(u8),
    List(u8),
    Confirm(u8),
}

fn step() -> impl Strategy<Value = Step> {
    let n = any::<u8>();
    prop_oneof![
        n.prop_map(Step::Rename),
        n.prop_map(Step::Heads),
        n.prop_map(Step::Move),
        n.prop_map(Step::State),
        n.prop_map(Step::Level),
        n.prop_map(Step::Requirement),
        Just(Step::Propose),
        n.prop_map(Step::Duty),
        n.prop_map(Step::Room),
        n.prop_map(Step::Template),
        n.prop_map(Step::Venue),
        n.prop_map(Step::Price),
        n.prop_map(Step::NewPrice),
        n.prop_map(Step::Stock),
        n.prop_map(Step::Item),
        n.prop_map(Step::Person),
        n.prop_map(Step::Ready),
        n.prop_map(Step::Rate),
        n.prop_map(Step::Holiday),
        n.prop_map(Step::Kind),
        n.prop_map(Step::Many),
        n.prop_map(Step::List),
        n.prop_map(Step::Confirm),
    ]
}

/// Does it, as far as the desk lets; whether undoing it ends what it made, so
/// that not all is as before.
fn take(station: &Station, ids: &[MeetingId; 2], step: Step) -> bool {
    let pick = |n: u8| ids[usize::from(n) % 2];
    let department = |n: u8| match n % 2 {
        0 => Department::Technical,
        _ => Department::Security,
    };
    match step {
        Step::Rename(n) => {
            let draft = station.draft_from(pick(n)).called(&format!("会{n}")).draft;
            drop(station.amend(pick(n), &draft));
        }
        Step::Heads(n) => {
            let draft = station.draft_from(pick(n)).heads(u32::from(n) + 1).draft;
            drop(station.amend(pick(n), &draft));
        }
        Step::Move(n) => {
            let start = 480 + i32::from(n % 8) * 60;
            drop(station.move_meeting(pick(n), None, date("2026-11-25"), start, start + 60));
        }
        Step::State(n) => {
            let states = [State::Held, State::Confirmed, State::Cancelled];
            drop(station.set_state(pick(n), states[usize::from(n / 2) % 3], "因故"));
        }
        Step::Level(n) => {
            let levels = [Level::Public, Level::Internal, Level::Confidential];
            drop(station.set_level(pick(n), levels[usize::from(n) % 3]));
        }
        Step::Requirement(n) => {
            let kinds = station.requirement_kinds().unwrap();
            let kind = &kinds[usize::from(n) % kinds.len()];
            let draft = AnswerDraft {
                state: LineState::NotNeeded,
                figures: Default::default(),
                note: String::new(),
            };
            drop(station.answer_requirement(pick(n), kind.id, &draft));
        }
        Step::Propose => drop(station.propose_requirements(ids[0])),
        Step::Duty(n) => {
            return station.add_duty(pick(n), &duty(&format!("人{n}"))).is_ok();
        }
        Step::Room(n) => {
            let mut room = station.rooms().unwrap()[usize::from(n) % 5].clone();
            room.aliases = vec![format!("别名{n}")];
            drop(station.save_room(room));
        }
        Step::Template(n) => {
            let mut one = station.templates().unwrap()[0].clone();
            one.name = Name::new(&format!("模板{n}"), "");
            drop(station.save_template(one, ""));
        }
        Step::Venue(n) => {
            let mut venue = station.venue().unwrap();
            venue.margins.person = u32::from(n);
            drop(station.save_venue(venue, ""));
        }
        Step::Price(n) => {
            let mut one = station.prices().unwrap()[0].clone();
            one.name = Name::new(&format!("价{n}"), "");
            drop(station.save_price(one));
        }
        Step::NewPrice(n) => {
            let mut one = station.prices().unwrap()[0].clone();
            one.id = PriceId(uuid::Uuid::nil());
            one.name = Name::new(&format!("新价{n}"), "");
            drop(station.save_price(one));
        }
        Step::Stock(n) => {
            let item = station.stock().unwrap().items[0].item.id;
            let draft = MoveDraft {
                what: Move::In,
                count: u32::from(n) + 1,
                meeting: None,
                note: String::new(),
                by: "何静".into(),
            };
            drop(station.move_stock(item, &draft));
        }
        Step::Item(n) => {
            let mut item = station.stock().unwrap().items[0].item.clone();
            item.id = StockItemId(uuid::Uuid::nil());
            item.name = Name::new(&format!("新物品{n}"), "");
            drop(station.save_stock_item(item));
        }
        Step::Person(n) => {
            let person = AttendeeDraft {
                name: format!("客{}", n % 4),
                title: String::new(),
                unit: String::new(),
                rank: None,
                side: Default::default(),
                drink: None,
                wishes: None,
            };
            drop(station.add_attendee(pick(n), &person));
        }
        Step::Ready(n) => drop(station.report_ready(pick(n), department(n / 2), &[], "老王", "")),
        Step::Rate(n) => {
            let act = AfterAct::Rate {
                stars: u32::from(n % 5) + 1,
                said: String::new(),
                by: "李".into(),
            };
            drop(station.do_after(pick(n), &act));
        }
        Step::Holiday(n) => {
            let day = date("2026-12-01") + chrono::Days::new(u64::from(n % 20));
            drop(station.set_holiday(day, Some(true), "假"));
        }
        Step::Kind(n) => {
            let kinds = station.requirement_kinds().unwrap();
            let mut kind = kinds[usize::from(n) % kinds.len()].clone();
            kind.name = Name::new(&format!("类{n}"), "");
            drop(station.save_requirement_kind(kind));
        }
        Step::Many(n) => {
            let change = ManyChange {
                headcount: Some(u32::from(n) + 1),
                contact: Some(format!("联{n}")),
                ..ManyChange::default()
            };
            drop(station.change_many(ids, &change, true));
        }
        Step::List(n) => {
            let mut list = station.ready_lists().unwrap()[0].clone();
            list.due = u32::from(n);
            drop(station.save_ready_list(list));
        }
        Step::Confirm(n) => {
            let tasks = station.detail(pick(n)).tasks;
            if let Some(task) = tasks.get(usize::from(n) % tasks.len().max(1)) {
                drop(station.confirm(&task.key, "周敏", "", "急"));
            }
        }
    }
    false
}

/// Ten sequences, or as many as `UNDO_CASES` says.
fn cases() -> u32 {
    let asked = std::env::var("UNDO_CASES").ok();
    asked.and_then(|n| n.parse().ok()).unwrap_or(10)
}

/// The same each time, so that who changes something else is not surprised;
/// others by `UNDO_SEED`.
fn seed() -> RngSeed {
    let asked = std::env::var("UNDO_SEED").ok();
    RngSeed::Fixed(asked.and_then(|n| n.parse().ok()).unwrap_or(1))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), rng_seed: seed(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_was_done_is_undone_and_done_again(steps in proptest::collection::vec(step(), 1..16)) {
        let station = Station::quiet(NOW);
        let ids = [
            station.draft("203").heads(10).as_a(State::Confirmed).book(),
            station.draft("204").heads(10).from(16, 0).to(17, 0).as_a(State::Confirmed).book(),
        ];
        let mut stack = Vec::new();
        for step in steps {
            let before = station.shown().unwrap();
            let known = mine(&station).len();
            let ends = take(&station, &ids, step);
            let after = station.shown().unwrap();
            if mine(&station).len() == known {
                prop_assert_eq!(&before, &after);
                continue;
            }
            let undone = station.undo(None, false);
            prop_assert!(undone.is_ok(), "{:?}: {:?}", step, undone);
            if !ends {
                prop_assert_eq!(&station.shown().unwrap(), &before, "{:?} undone", step);
            }
            let again = station.redo(None, false);
            prop_assert!(again.is_ok(), "{:?}: {:?}", step, again);
            prop_assert_eq!(&station.shown().unwrap(), &after, "{:?} done again", step);
            stack.push((before, after, ends));
        }
        // All the way back, and forward again.
        let mut all_back = true;
        for (before, _, ends) in stack.iter().rev() {
            let undone = station.undo(None, false);
            prop_assert!(undone.is_ok(), "{:?}", undone);
            all_back = all_back && !ends;
            if all_back {
                prop_assert_eq!(&station.shown().unwrap(), before);
            }
        }
        for _ in &stack {
            let again = station.redo(None, false);
            prop_assert!(again.is_ok(), "{:?}", again);
        }
        if let Some((_, after, _)) = stack.last() {
            prop_assert_eq!(&station.shown().unwrap(), after);
        }
        station.assert_sound();
    }
}
