//! After a meeting: settled point by point, lost property, the fee until it is
//! paid (S-60 … S-63).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use steward_app::domain::after::{ClosingPoint, ClosingState};
use steward_app::domain::fee::{Charge, FeeStage, Group, Price};
use steward_app::domain::ids::{MeetingId, PriceId};
use steward_app::domain::meeting::State;
use steward_app::domain::money::Fen;
use steward_app::domain::names::{Language, Name};
use steward_app::domain::notice::{LineState, standard};
use steward_app::domain::plan::Work;
use steward_app::views::{
    AfterAct, AnswerDraft, FeeDraft, FeeLineDraft, FeeStepDraft, InboxEntry, LostDraft,
    LostEndDraft, Refusal, UsedDraft,
};
use steward_tests::Station;

const BEFORE: &str = "2026-11-23 09:00";
const AFTER: &str = "2026-11-25 11:30";
const BY: &str = "林晓";

fn points(station: &Station, id: MeetingId, state: ClosingState) -> Vec<ClosingPoint> {
    let view = station.after(id).unwrap();
    let of = view.points.iter().filter(|one| one.state == state);
    of.map(|one| one.point).collect()
}

fn search(found: bool) -> AfterAct {
    AfterAct::Search {
        found,
        note: String::new(),
        by: BY.into(),
    }
}

fn asks_for_recording(station: &Station, id: MeetingId) {
    station.propose_requirements(id).unwrap();
    let needed = AnswerDraft {
        state: LineState::Needed,
        figures: [("sound".to_owned(), "yes".to_owned())].into(),
        note: String::new(),
    };
    station
        .answer_requirement(id, standard::id("recording"), &needed)
        .unwrap();
    station.issue_notice(id, "").unwrap();
}

fn lost(what: &str, meeting: Option<MeetingId>) -> LostDraft {
    LostDraft {
        what: what.into(),
        meeting,
        found_by: BY.into(),
        kept: "服务台 3 号柜".into(),
        ..LostDraft::default()
    }
}

fn returned(to: &str) -> LostEndDraft {
    LostEndDraft::Returned {
        to: to.into(),
        proof: "13800000000".into(),
    }
}

fn as_proposed(station: &Station, id: MeetingId) -> FeeDraft {
    let lines = station.fee(id).unwrap().proposed.into_iter();
    let lines = lines.map(|line| FeeLineDraft {
        group: line.group,
        name: line.name,
        unit: line.unit,
        quantity: line.quantity,
        price: line.price.told(),
        note: line.note,
    });
    FeeDraft {
        lines: lines.collect(),
        ..FeeDraft::default()
    }
}

fn signed(by: &str) -> FeeStepDraft {
    FeeStepDraft::Signed {
        by: by.into(),
        note: String::new(),
    }
}

fn paid(amount: &str) -> FeeStepDraft {
    FeeStepDraft::Paid {
        amount: amount.into(),
        how: "转账".into(),
    }
}

#[test]
fn s_60_to_s_63_a_meeting_is_settled_point_by_point() {
    let station = Station::quiet(BEFORE);
    let id = station.draft("203").heads(20).book();
    asks_for_recording(&station, id);
    station.at(AFTER);
    use ClosingPoint::{Cleared, Fee, HandedOver, Lost, Rated, Reviewed, Searched, Used};
    assert_eq!(
        points(&station, id, ClosingState::Open),
        [Cleared, Searched, HandedOver, Used, Fee, Rated, Reviewed]
    );
    let waiting = station.not_settled(30).unwrap();
    assert_eq!(waiting.len(), 1);

    // Something was found: that is another point, until it is back.
    station.do_after(id, &search(true)).unwrap();
    assert!(points(&station, id, ClosingState::Open).contains(&Lost));
    let item = station.enter_lost(&lost("黑色折叠伞", Some(id))).unwrap();
    assert!(points(&station, id, ClosingState::Open).contains(&Lost));
    station.end_lost(item, &returned("刘洋")).unwrap();
    assert!(points(&station, id, ClosingState::Done).contains(&Lost));

    let clearing: Vec<_> = station
        .detail(id)
        .tasks
        .into_iter()
        .filter(|task| task.work == Work::Clearing)
        .collect();
    for task in clearing {
        station.confirm(&task.key, BY, "", "").unwrap();
    }
    station
        .do_after(
            id,
            &AfterAct::HandOver {
                what: "录音".into(),
                count: 1,
                to: "市教育局".into(),
                signed: "张主任".into(),
                nothing_kept: true,
                by: "老王".into(),
            },
        )
        .unwrap();
    let slip = station.hand_over_slip(id, None, Language::Zh).unwrap();
    assert_eq!(slip.pages, 1);
    let used = AfterAct::Used {
        lines: vec![UsedDraft {
            item: "茶叶".into(),
            unit: "克".into(),
            count: 55,
        }],
        by: BY.into(),
    };
    station.do_after(id, &used).unwrap();
    let stars = |stars| AfterAct::Rate {
        stars,
        said: "很好".into(),
        by: "张主任".into(),
    };
    assert!(matches!(
        station.do_after(id, &stars(6)),
        Err(Refusal::OutOfRange { .. })
    ));
    station.do_after(id, &stars(5)).unwrap();
    let waive = |why: &str| AfterAct::Waive {
        point: Fee,
        why: why.into(),
    };
    assert_eq!(
        station.do_after(id, &waive(" ")),
        Err(Refusal::ReasonNeeded)
    );
    station.do_after(id, &waive("内部会议不收费")).unwrap();
    let review = AfterAct::Review {
        wrong: "话筒电池耗尽".into(),
        change: "会前换新".into(),
        by: "周敏".into(),
    };
    station.do_after(id, &review).unwrap();

    assert_eq!(points(&station, id, ClosingState::Open), []);
    assert_eq!(points(&station, id, ClosingState::Waived), [Fee]);
    let view = station.after(id).unwrap();
    assert!(view.settled);
    assert!(station.not_settled(30).unwrap().is_empty());
    // Whoever reads the history later finds all of it.
    let history = station.detail(id).history;
    for word in ["茶叶 55", "会前换新", "内部会议不收费"] {
        let mut all = history.iter();
        assert!(
            all.any(|change| change.after.contains(word)),
            "{word}: {history:?}"
        );
    }
    station.assert_sound();
}

#[test]
fn what_was_not_held_has_nothing_to_settle() {
    let station = Station::quiet(BEFORE);
    let id = station.draft("203").book();
    station.set_state(id, State::Cancelled, "改期").unwrap();
    station.at(AFTER);
    assert_eq!(
        station.do_after(id, &search(false)),
        Err(Refusal::Over(State::Cancelled))
    );
    assert!(station.not_settled(30).unwrap().is_empty());
}

#[test]
fn s_60_lost_property_goes_back_once_against_a_signature() {
    let station = Station::quiet(AFTER);
    assert_eq!(
        station.enter_lost(&lost(" ", None)),
        Err(Refusal::NameNeeded)
    );
    let id = station.enter_lost(&lost("眼镜", None)).unwrap();
    let second = station.enter_lost(&lost("水杯", None)).unwrap();
    let kept = station.lost_items(false).unwrap();
    let numbers: Vec<_> = kept.iter().map(|item| item.number.as_str()).collect();
    assert_eq!(numbers, ["L1125-A02", "L1125-A01"]);
    assert_eq!(station.find_lost("l1125-a01").unwrap(), id);
    assert_eq!(
        station.end_lost(id, &returned("")),
        Err(Refusal::NameNeeded)
    );
    station.end_lost(id, &returned("刘洋")).unwrap();
    assert_eq!(
        station.end_lost(id, &returned("别人")),
        Err(Refusal::MovedOn)
    );
    let disposed = LostEndDraft::Disposed {
        how: "交派出所".into(),
        allowed: "陈主管".into(),
    };
    station.end_lost(second, &disposed).unwrap();
    assert!(station.lost_items(false).unwrap().is_empty());
    assert_eq!(station.lost_items(true).unwrap().len(), 2);
    for language in [Language::Zh, Language::En] {
        assert_eq!(station.lost_slip(id, language).unwrap().pages, 1);
    }
}

#[test]
fn what_is_in_a_register_is_found_by_number_and_words() {
    let station = Station::quiet(AFTER);
    station.enter_lost(&lost("黑色折叠伞", None)).unwrap();
    station.enter_lost(&lost("眼镜", None)).unwrap();
    let found = |words: &str| -> Vec<String> {
        let entries = station.search(words).unwrap().entries.into_iter();
        entries.map(|one| one.number).collect()
    };
    assert_eq!(found("折叠伞"), ["L1125-A01"]);
    assert_eq!(found("l1125-a02"), ["L1125-A02"]);
    assert_eq!(found("L1125").len(), 2);
    assert_eq!(found("手表"), [""; 0]);
    assert_eq!(found(" "), [""; 0]);
}

#[test]
fn one_thing_given_away_apart_is_put_before_a_person() {
    let front = Station::quiet(AFTER);
    let id = front.enter_lost(&lost("眼镜", None)).unwrap();
    let east = front.lets_in("东楼", AFTER);
    front.meets(&east);
    front.end_lost(id, &returned("刘洋")).unwrap();
    east.end_lost(id, &returned("王芳")).unwrap();
    front.meets(&east);
    front.is_equal_to(&east);
    for station in [&front, &east] {
        assert!(station.lost_items(true).unwrap()[0].in_conflict);
        let entries = station.inbox().unwrap();
        assert!(
            entries
                .iter()
                .any(|entry| matches!(entry, InboxEntry::Field { .. })),
            "{entries:?}"
        );
    }
    // Entered apart, they have numbers of their own.
    front.enter_lost(&lost("伞", None)).unwrap();
    east.enter_lost(&lost("伞", None)).unwrap();
    front.meets(&east);
    let numbers: std::collections::BTreeSet<_> = front
        .lost_items(true)
        .unwrap()
        .into_iter()
        .map(|item| item.number)
        .collect();
    assert_eq!(numbers.len(), 3);
}

#[test]
fn s_62_the_fee_follows_from_prices_notice_and_count_until_it_is_paid() {
    let station = Station::quiet(BEFORE);
    let id = station.draft("203").heads(20).book();
    asks_for_recording(&station, id);
    station.at(AFTER);
    let used = AfterAct::Used {
        lines: vec![UsedDraft {
            item: "瓶装水".into(),
            unit: "瓶".into(),
            count: 30,
        }],
        by: BY.into(),
    };
    station.do_after(id, &used).unwrap();
    // One session of a room of class A, the recording, thirty bottles.
    let view = station.fee(id).unwrap();
    let told: Vec<_> = view
        .proposed
        .iter()
        .map(|line| (line.group, line.quantity, line.amount.told()))
        .collect();
    assert_eq!(
        told,
        [
            (Group::Room, 1, "300.00".to_owned()),
            (Group::Device, 1, "400.00".to_owned()),
            (Group::Goods, 30, "60.00".to_owned()),
        ]
    );
    assert_eq!((view.stage, view.late), (FeeStage::NotWritten, false));
    assert_eq!(
        station.step_fee(id, &signed("张主任")),
        Err(Refusal::NothingIssued)
    );

    let mut draft = as_proposed(&station, id);
    draft.discount = "60".into();
    assert_eq!(station.write_fee(id, &draft), Err(Refusal::ReasonNeeded));
    draft.discount_why = "长期客户".into();
    station.write_fee(id, &draft).unwrap();
    assert_eq!(station.write_fee(id, &draft), Err(Refusal::NothingChanged));
    let view = station.fee(id).unwrap();
    let sheet = &view.sheets[0];
    assert_eq!(
        (sheet.total.told().as_str(), sheet.capital.as_str()),
        ("700.00", "柒佰元整")
    );
    assert_eq!(view.stage, FeeStage::ToSign);

    // Another version replaces it, and is what the organiser signs.
    draft.lines[0].price = "320".into();
    station.write_fee(id, &draft).unwrap();
    let view = station.fee(id).unwrap();
    let stands: Vec<_> = view.sheets.iter().map(|sheet| sheet.stands).collect();
    assert_eq!(stands, [true, false]);
    station.step_fee(id, &signed("张主任")).unwrap();
    assert_eq!(
        station.step_fee(id, &signed("张主任")),
        Err(Refusal::NothingChanged)
    );
    let invoice = FeeStepDraft::Invoiced {
        number: "0012".into(),
    };
    station.step_fee(id, &invoice).unwrap();
    assert!(matches!(
        station.step_fee(id, &paid("七百")),
        Err(Refusal::NotSuch { .. })
    ));
    station.step_fee(id, &paid("700")).unwrap();
    assert_eq!(station.fee(id).unwrap().stage, FeeStage::ToPay);
    let open = |station: &Station| {
        let all = station.fees_open().unwrap().into_iter();
        all.filter(|one| one.meeting.id == id).collect::<Vec<_>>()
    };
    assert_eq!(open(&station).len(), 1);
    station.at("2026-12-26 09:00");
    assert!(open(&station)[0].late);
    station.step_fee(id, &paid("20.00")).unwrap();
    assert_eq!(station.fee(id).unwrap().stage, FeeStage::Paid);
    assert!(open(&station).is_empty());
    assert!(points(&station, id, ClosingState::Done).contains(&ClosingPoint::Fee));
    for language in [Language::Zh, Language::En] {
        assert_eq!(station.fee_paper(id, language).unwrap().pages, 1);
    }
    station.assert_sound();
}

#[test]
fn s_62_late_fees_are_reminded_of_once_a_day() {
    let station = Station::quiet(BEFORE);
    let id = station.draft("203").book();
    station.at(AFTER);
    let draft = as_proposed(&station, id);
    station.write_fee(id, &draft).unwrap();
    let mut told = steward_app::Told::default();
    let mut fees = |now: &str| -> Vec<String> {
        let said = station.at(now).reminders(&mut told).unwrap().into_iter();
        let titles = said.map(|one| one.title);
        titles
            .filter(|title| title.starts_with("费用催收"))
            .collect()
    };
    assert_eq!(fees("2026-12-26 08:59"), [""; 0], "the first says little");
    assert_eq!(fees("2026-12-26 08:59"), [""; 0], "it is early");
    assert_eq!(fees("2026-12-26 09:01").len(), 1);
    assert_eq!(fees("2026-12-26 09:02"), [""; 0]);
    assert_eq!(fees("2026-12-27 09:30").len(), 1);
}

#[test]
fn fees_written_apart_both_stand_until_a_third_replaces_them() {
    let front = Station::quiet(BEFORE);
    let id = front.draft("203").book();
    let east = front.lets_in("东楼", BEFORE);
    front.meets(&east);
    front.at(AFTER);
    east.at(AFTER);
    let draft = as_proposed(&front, id);
    front.write_fee(id, &draft).unwrap();
    let mut theirs = draft.clone();
    theirs.lines[0].quantity = 2;
    east.write_fee(id, &theirs).unwrap();
    front.meets(&east);
    for station in [&front, &east] {
        let view = station.fee(id).unwrap();
        assert_eq!(view.stage, FeeStage::Apart);
        assert_eq!(view.sheets.iter().filter(|sheet| sheet.stands).count(), 2);
        assert_eq!(
            station.step_fee(id, &signed("张主任")),
            Err(Refusal::MovedOn)
        );
    }
    front.write_fee(id, &theirs).unwrap();
    front.meets(&east);
    let view = east.fee(id).unwrap();
    assert_eq!(view.stage, FeeStage::ToSign);
    assert_eq!(view.sheets.iter().filter(|sheet| sheet.stands).count(), 1);
    front.is_equal_to(&east);
}

#[test]
fn a_price_holds_from_its_day_and_what_was_written_stays() {
    let station = Station::quiet(BEFORE);
    let id = station.draft("203").book();
    station.at(AFTER);
    let draft = as_proposed(&station, id);
    station.write_fee(id, &draft).unwrap();
    let before = station.fee(id).unwrap().total;
    let prices = station.prices().unwrap();
    let room = prices
        .iter()
        .find(|price| price.fen == Fen(30_000) && price.group == Group::Room)
        .unwrap();
    let dearer = Price {
        id: PriceId(uuid::Uuid::nil()),
        fen: Fen(50_000),
        from: "2026-11-25".parse().unwrap(),
        ..room.clone()
    };
    station.save_price(dearer.clone()).unwrap();
    assert_eq!(station.fee(id).unwrap().total, before);
    assert_eq!(station.fee(id).unwrap().proposed[0].price, Fen(50_000));
    let wrong = [
        Price {
            name: Name::default(),
            ..dearer.clone()
        },
        Price {
            fen: Fen(-1),
            ..dearer.clone()
        },
        Price {
            until: Some("2026-11-24".parse().unwrap()),
            ..dearer.clone()
        },
        Price {
            charge: Charge::Asked {
                kind: steward_app::domain::ids::KindId(uuid::Uuid::nil()),
                figure: None,
            },
            ..dearer
        },
    ];
    for price in wrong {
        assert!(station.save_price(price).is_err());
    }
    assert_eq!(station.prices().unwrap().len(), prices.len() + 1);
}
