//! Notices: which version is in force, what differs, who must hear of it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use chrono::TimeZone;
use proptest::prelude::*;

use super::difference::{Difference, FactField, differences, touches};
use super::kinds::{FieldFault, Kind, Occasion};
use super::*;
use crate::ids::Number;
use crate::meeting::{Meeting, Slot, Standing, Taken};
use crate::room::Class;

fn at(hour: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 25, hour, 0, 0).unwrap()
}

fn the_kind(code: &str) -> Kind {
    let id = standard::id(code);
    let all = standard::kinds();
    all.into_iter().find(|kind| kind.id == id).unwrap()
}

fn needed(figures: &[(&str, &str)]) -> Answer {
    Answer::Needed {
        figures: figures
            .iter()
            .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
            .collect(),
        note: String::new(),
    }
}

fn version(n: u128, number: u32, replaces: &[u128], answers: &[(&str, Answer)]) -> Version {
    Version {
        id: VersionId(Uuid::from_u128(n)),
        number,
        replaces: replaces
            .iter()
            .map(|n| VersionId(Uuid::from_u128(*n)))
            .collect(),
        facts: Facts {
            title: "骨干培训".into(),
            start: at(6),
            end: at(9),
            rooms: vec![Name::new("报告厅", "Lecture hall")],
            layout: Some(Layout::Theatre),
            headcount: Some(180),
            organiser: "市教育局".into(),
            contact: "张主任".into(),
            phone: "13800000000".into(),
            service: Refreshment::PodiumTea,
            leader: false,
            needs: String::new(),
        },
        lines: answers
            .iter()
            .map(|(code, answer)| the_kind(code).line(answer))
            .collect(),
        withdrawn: None,
        urgency: Urgency::InTime,
        reason: String::new(),
        by: "周敏".into(),
        at: at(0) + Duration::minutes(i64::from(number)),
    }
}

fn said(version: &Version, department: Department) -> Acknowledgement {
    Acknowledgement {
        version: version.id,
        department,
        by: "值班".into(),
        at: version.at + Duration::minutes(1),
        note: String::new(),
    }
}

fn meeting(heads: Option<u32>, leader: bool) -> Meeting {
    Meeting {
        id: MeetingId(Uuid::from_u128(1)),
        number: Number::new(11, 22, "A", 3),
        title: "骨干培训".into(),
        slot: Slot {
            room: None,
            also: Vec::new(),
            layout: None,
            start: at(6),
            end: at(9),
            all_day: false,
        },
        headcount: heads,
        organiser: String::new(),
        contact: String::new(),
        phone: String::new(),
        service: Refreshment::PodiumTea,
        leader,
        needs: String::new(),
        meeting_kind: String::new(),
        standing: Standing::default(),
        template: None,
        series: None,
        source: None,
        level: Default::default(),
        hold: None,
        lock: None,
        waits: None,
        taken: Taken {
            by: "周敏".into(),
            at: at(0),
        },
    }
}

#[test]
fn the_kinds_of_the_standard_are_each_once_and_whole() {
    let all = standard::kinds();
    let ids: BTreeSet<_> = all.iter().map(|kind| kind.id).collect();
    assert_eq!((all.len(), ids.len()), (26, 26));
    for kind in &all {
        assert!(!kind.name.zh.is_empty() && !kind.name.en.is_empty());
        assert!(!kind.departments.is_empty(), "{}", kind.name.en);
        let keys: BTreeSet<_> = kind.fields.iter().map(|field| &field.key).collect();
        assert_eq!(keys.len(), kind.fields.len(), "{}", kind.name.en);
        for preset in &kind.presets {
            let Answer::Needed { figures, .. } = &preset.answer else {
                continue;
            };
            for (key, value) in figures {
                let field = kind.fields.iter().find(|field| field.key == *key).unwrap();
                assert_eq!(field.read(value), Ok(Some(value.clone())), "{key}");
            }
        }
    }
}

#[test]
fn two_stations_that_ask_about_the_same_write_one_record() {
    let (meeting, tea) = (MeetingId(Uuid::from_u128(1)), standard::id("tea"));
    let one = Requirement::new(meeting, tea, Answer::NotNeeded);
    assert_eq!(one.id, Requirement::name(meeting, tea));
    assert_ne!(
        one.id,
        Requirement::name(MeetingId(Uuid::from_u128(2)), tea)
    );
    assert_ne!(one.id, Requirement::name(meeting, standard::id("water")));
}

#[test]
fn counts_are_proposed_from_the_people_expected() {
    let m = meeting(Some(180), false);
    let occasion = Occasion {
        meeting: &m,
        class: Some(Class::C),
        layout: Some(Layout::Theatre),
        podium: 9,
    };
    let proposed = |code: &str| the_kind(code).proposed(occasion);
    assert_eq!(proposed("water"), needed(&[("bottles", "176")]));
    assert_eq!(
        proposed("microphones"),
        needed(&[("fixed", "5"), ("wireless", "3"), ("lectern", "1")])
    );
    assert_eq!(proposed("fruit"), Answer::NotAsked);
    let small = Occasion {
        class: Some(Class::A),
        ..occasion
    };
    assert_eq!(the_kind("podium").proposed(small), Answer::NotNeeded);
    assert_eq!(the_kind("towels").proposed(small), Answer::NotAsked);
    let m = meeting(None, true);
    let led = Occasion {
        meeting: &m,
        ..small
    };
    assert_eq!(the_kind("towels").proposed(led), needed(&[("way", "hot")]));
}

#[test]
fn answers_are_read_as_people_write_them() {
    let kind = the_kind("tea");
    let field = |key: &str| kind.fields.iter().find(|field| field.key == key).unwrap();
    assert_eq!(field("tea").read(" 红茶 "), Ok(Some("black".into())));
    assert_eq!(field("tea").read("Black"), Ok(Some("black".into())));
    assert_eq!(field("tea").read("咖啡"), Err(FieldFault::NoSuchChoice));
    assert_eq!(field("tea").told("black").zh, "红茶");
    assert_eq!(field("heads").read("１８０"), Ok(Some("180".into())));
    assert_eq!(field("heads").read("007"), Ok(Some("7".into())));
    assert_eq!(
        field("heads").read("很多"),
        Err(FieldFault::NotACount { most: 100_000 })
    );
    assert_eq!(
        field("heads").read("-1"),
        Err(FieldFault::NotACount { most: 100_000 })
    );
    assert_eq!(field("heads").read("  "), Ok(None));
    let recording = the_kind("recording");
    assert_eq!(recording.fields[0].read("是"), Ok(Some("yes".into())));
    assert_eq!(
        recording.fields[0].read("也许"),
        Err(FieldFault::NoSuchChoice)
    );
}

#[test]
fn s_21_a_notice_is_in_time_urgent_or_so_late_that_somebody_says_why() {
    let rule = NoticeRule::default();
    let day = |n: u32| NaiveDate::from_ymd_opt(2026, 11, n).unwrap();
    assert_eq!(rule.urgency(day(23), day(25)), Urgency::InTime);
    assert_eq!(rule.urgency(day(24), day(25)), Urgency::Urgent);
    assert_eq!(rule.urgency(day(25), day(25)), Urgency::Late);
    assert_eq!(rule.urgency(day(26), day(25)), Urgency::Late);
    let mut one = version(1, 1, &[], &[]);
    let (remind, escalate) = rule.times(&one);
    assert_eq!(
        (
            (remind - one.at).num_minutes(),
            (escalate - one.at).num_minutes()
        ),
        (240, 1440)
    );
    one.urgency = Urgency::Late;
    let (remind, escalate) = rule.times(&one);
    assert_eq!(
        (
            (remind - one.at).num_minutes(),
            (escalate - one.at).num_minutes()
        ),
        (15, 30)
    );
}

#[test]
fn s_22_a_change_is_shown_and_only_those_it_touches_confirm_again() {
    let mics = |fixed: &str| needed(&[("fixed", fixed), ("lectern", "1")]);
    let first = version(
        1,
        1,
        &[],
        &[("microphones", mics("4")), ("tea", Answer::NotNeeded)],
    );
    let second = version(
        2,
        2,
        &[1],
        &[("microphones", mics("6")), ("tea", Answer::NotNeeded)],
    );
    let found = differences(&first, &second);
    let [
        (
            Difference::Figure {
                figure,
                before,
                after,
                ..
            },
            touched,
        ),
    ] = &found[..]
    else {
        panic!("{found:?}")
    };
    assert_eq!(
        (figure.zh.as_str(), before.zh.as_str(), after.zh.as_str()),
        ("鹅颈", "4", "6")
    );
    assert_eq!(touched, &[Department::Technical]);

    let all = [first.clone(), second.clone()];
    let acknowledged = [
        said(&first, Department::Technical),
        said(&first, Department::Security),
        said(&first, Department::MeetingService),
    ];
    let stands = |department| awaited(department, &second, &all, &acknowledged);
    assert_eq!(stands(Department::Technical), Awaited::Owes(Some(&first)));
    assert_eq!(stands(Department::Security), Awaited::Has(&acknowledged[1]));
    assert_eq!(
        stands(Department::MeetingService),
        Awaited::Has(&acknowledged[2])
    );
    assert_eq!(stands(Department::Environment), Awaited::Owes(None));
    assert_eq!(stands(Department::Procurement), Awaited::NotConcerned);

    // Back as it was: who has the first needs not hear of it again.
    let mut third = version(
        3,
        3,
        &[2],
        &[("microphones", mics("4")), ("tea", Answer::NotNeeded)],
    );
    third.at = at(2);
    let all = [first.clone(), second.clone(), third.clone()];
    assert_eq!(
        awaited(Department::Technical, &third, &all, &acknowledged),
        Awaited::Has(&acknowledged[0])
    );
}

#[test]
fn who_is_no_longer_asked_for_anything_hears_of_it() {
    let first = version(1, 1, &[], &[("fruit", needed(&[("plates", "40")]))]);
    let second = version(2, 2, &[1], &[("fruit", Answer::NotNeeded)]);
    let all = [first.clone(), second.clone()];
    let acknowledged = [said(&first, Department::Procurement)];
    assert!(!second.concerns().contains(&Department::Procurement));
    assert_eq!(
        awaited(Department::Procurement, &second, &all, &acknowledged),
        Awaited::Owes(Some(&first))
    );
    // A kind that left the notice altogether.
    let third = version(3, 2, &[1], &[]);
    assert!(touches(Department::Procurement, Some(&first), &third));
    // Withdrawn: everybody.
    let gone = Version {
        withdrawn: Some("改期".into()),
        ..version(4, 2, &[1], &[("fruit", needed(&[("plates", "40")]))])
    };
    for department in Department::ALL {
        assert!(touches(department, Some(&first), &gone));
    }
}

#[test]
fn where_and_when_is_everybodys_business_and_a_telephone_is_not() {
    let first = version(1, 1, &[], &[]);
    let mut second = version(2, 2, &[1], &[]);
    second.facts.phone = "13900000000".into();
    let found = differences(&first, &second);
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].0,
        Difference::Fact {
            field: FactField::Contact
        }
    );
    assert!(!touches(Department::Technical, Some(&first), &second));
    second.facts.start = at(7);
    for department in Department::ALL {
        assert!(touches(department, Some(&first), &second));
    }
}

#[test]
fn versions_issued_apart_both_stand_until_one_replaces_both() {
    let first = version(1, 1, &[], &[]);
    let (here, there) = (version(2, 2, &[1], &[]), version(3, 2, &[1], &[]));
    let apart = [first.clone(), here.clone(), there.clone()];
    let ids = |all: &[Version]| {
        in_force(all)
            .iter()
            .map(|v| v.id.0.as_u128())
            .collect::<Vec<_>>()
    };
    assert_eq!(ids(&apart), [2, 3]);
    assert_eq!(next_number(&apart), 3);
    let merged = version(4, 3, &[2, 3], &[]);
    assert_eq!(ids(&[&apart[..], &[merged]].concat()), [4]);
    assert_eq!((ids(&[]), next_number(&[])), (vec![], 1));
}

fn answers() -> impl Strategy<Value = Answer> {
    prop_oneof![
        Just(Answer::NotAsked),
        Just(Answer::NotNeeded),
        (0..3_u8, 0..3_u8, "[甲乙]{0,1}").prop_map(|(fixed, wireless, note)| {
            let mut figures = BTreeMap::new();
            for (key, n) in [("fixed", fixed), ("wireless", wireless)] {
                if n > 0 {
                    figures.insert(key.to_owned(), n.to_string());
                }
            }
            Answer::Needed { figures, note }
        }),
    ]
}

proptest! {
    #[test]
    fn a_department_is_touched_exactly_when_it_reads_something_else(
        old in answers(), new in answers(),
    ) {
        let a = version(1, 1, &[], &[("microphones", old.clone())]);
        let b = version(2, 2, &[1], &[("microphones", new.clone())]);
        let says = |answer: &Answer| matches!(answer, Answer::Needed { .. }).then(|| answer.clone());
        let differs = says(&old) != says(&new);
        prop_assert_eq!(touches(Department::Technical, Some(&a), &b), differs);
        prop_assert!(!touches(Department::Security, Some(&a), &b));
        prop_assert!(!touches(Department::Technical, Some(&b), &b));
    }
}
