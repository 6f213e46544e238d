//! Names, spans and clashes of duties.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use proptest::prelude::*;

use super::*;

fn at(minute: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_000_000 + minute * 60, 0).unwrap()
}

fn engagement() -> impl Strategy<Value = Engagement> {
    let who = (any::<bool>(), 0..2_u8, 0..3_u128, 0..2_u128);
    (who, 0..300_i64, 1..90_i64, 0..40_i64, any::<bool>()).prop_map(
        |((person, name, meeting, building), start, length, margin, tentative)| Engagement {
            duty: DutyId(Uuid::nil()),
            meeting: MeetingId(Uuid::from_u128(meeting)),
            kind: if person {
                HolderKind::Person
            } else {
                HolderKind::Vehicle
            },
            name: name.to_string(),
            // Some are of the register, one in two spellings.
            staff: (building == 1).then_some(StaffId(Uuid::from_u128(u128::from(name / 2)))),
            start: at(start),
            end: at(start + length),
            until: at(start + length + margin),
            building: Some(BuildingId(Uuid::from_u128(building))),
            tentative,
        },
    )
}

proptest! {
    #[test]
    fn a_clash_is_the_same_from_both_sides_of_one_name_and_of_real_time(
        mut a in engagement(), mut b in engagement()
    ) {
        a.duty = DutyId(Uuid::from_u128(1));
        b.duty = DutyId(Uuid::from_u128(2));
        prop_assert_eq!(between(&a, &a), None);
        let clash = between(&a, &b);
        prop_assert_eq!(&clash, &between(&b, &a));
        let overlap = a.start < b.end && b.start < a.end;
        let one = same(&a, &b);
        let sure = !a.tentative && !b.tentative;
        prop_assert_eq!(
            clash.as_ref().is_some_and(|c| c.severity == Severity::Blocks),
            overlap && one && sure
        );
        if let Some(clash) = clash {
            prop_assert!(clash.from < clash.until);
            let pair = clash.shared.duties().unwrap();
            prop_assert!(pair.first < pair.second);
            prop_assert_eq!(clash.key().first, pair.first.0);
        }
    }
}

#[test]
fn names_are_compared_as_people_read_them() {
    let key = |kind, name: &str| Holder::named(kind, name).key();
    let person = |name| key(HolderKind::Person, name);
    assert_eq!(person(" 林 晓\u{3000}"), person("林\u{3000}\u{3000}晓"));
    assert_eq!(person("林晓"), person("林　晓"));
    assert_ne!(person("Anna Lin"), person("Annalin"));
    assert_eq!(person("Ｌｉｎ Xiao"), person("lin xiao"));
    assert_ne!(person("林晓"), person("林小"));
    let vehicle = |name| key(HolderKind::Vehicle, name);
    assert_eq!(vehicle("浙Ａ·１２３４５"), vehicle("浙a 12345"));
}

#[test]
fn a_way_between_buildings_is_warned_of_and_a_meeting_has_none_within() {
    let one = Engagement {
        duty: DutyId(Uuid::from_u128(1)),
        meeting: MeetingId(Uuid::from_u128(1)),
        kind: HolderKind::Person,
        name: "林晓".to_owned(),
        staff: None,
        start: at(0),
        end: at(60),
        until: at(70),
        building: None,
        tentative: false,
    };
    let other = Engagement {
        duty: DutyId(Uuid::from_u128(2)),
        meeting: MeetingId(Uuid::from_u128(2)),
        start: at(65),
        end: at(90),
        until: at(100),
        building: Some(BuildingId(Uuid::from_u128(1))),
        ..one.clone()
    };
    let clash = between(&one, &other).unwrap();
    assert_eq!(clash.severity, Severity::Warns);
    assert_eq!((clash.from, clash.until), (at(65), at(70)));
    let same_house = Engagement {
        building: None,
        ..other.clone()
    };
    assert_eq!(between(&one, &same_house), None);
    let vehicle = |of: &Engagement| Engagement {
        kind: HolderKind::Vehicle,
        building: None,
        ..of.clone()
    };
    assert!(between(&vehicle(&one), &vehicle(&other)).is_some());
    let same_meeting = Engagement {
        meeting: one.meeting,
        ..other
    };
    assert_eq!(between(&one, &same_meeting), None);
}
