//! What runs out, who looks like whom, who is found, how a name is read.

use super::super::due::{Expiry, TwinBy, expiring, twins};
use super::super::find::StaffWords;
use super::super::latin::latin;
use super::super::wish::{Wish, WishFor};
use super::*;

fn called(name: &str, number: &str) -> StaffMember {
    StaffMember {
        number: number.to_owned(),
        ..StaffMember::new(StaffMember::id_of(number, name), name)
    }
}

#[test]
fn s_03_what_runs_out_is_told_in_time_soonest_first() {
    let whats: Vec<Expiry> = expiring(&somebody(), day(1), 30)
        .into_iter()
        .map(|one| one.what)
        .collect();
    let tea = Expiry::Skill {
        skill: standard::skill("tea"),
    };
    assert_eq!(whats, [tea, Expiry::Training, Expiry::Clearance]);
    assert_eq!(expiring(&somebody(), day(1), 18), []);
    // What has run out is told until it is renewed.
    assert_eq!(expiring(&somebody(), day(30), 0).len(), 3);
    let untrained = StaffMember {
        trained_until: None,
        ..somebody()
    };
    let first = expiring(&untrained, day(1), 0);
    assert_eq!(first.len(), 1);
    assert!(first.iter().all(|one| one.until.is_none()));
}

#[test]
fn one_number_on_two_badges_and_one_name_without_numbers_are_told() {
    let all = [
        called("林晓", "1023"),
        called("王芳", "1023"),
        called("林 晓", ""),
        called("林晓", "2001"),
    ];
    let by = |nth: usize| -> Vec<(StaffId, TwinBy)> {
        all.get(nth).map(|one| twins(one, &all)).unwrap_or_default()
    };
    let [first, second, third, fourth] = &all;
    assert_eq!(
        by(0),
        [(second.id, TwinBy::Number), (third.id, TwinBy::Name)]
    );
    assert_eq!(by(2), [(first.id, TwinBy::Name), (fourth.id, TwinBy::Name)]);
    // Two numbers tell two people of one name apart.
    assert_eq!(by(3), [(third.id, TwinBy::Name)]);
}

#[test]
fn people_are_found_by_number_name_pinyin_and_initials() {
    let mut one = called("林晓", "1023");
    one.position = "音控师".into();
    let rank = |words: &str| StaffWords::new(words).rank(&one);
    assert_eq!(rank("1023"), Some(0));
    assert_eq!(rank("林"), Some(1));
    assert_eq!(rank("音控"), Some(2));
    assert_eq!(rank("linxiao"), Some(3));
    assert_eq!(rank("lx"), Some(3));
    assert_eq!(rank("林 1023"), Some(1));
    assert_eq!(rank("王"), None);
    assert_eq!(rank(""), Some(0));
}

#[test]
fn a_name_is_read_with_the_family_name_first() {
    assert_eq!(latin("林晓"), "Lin Xiao");
    assert_eq!(latin("欧阳文静"), "Ouyang Wenjing");
    assert_eq!(latin("曾 丽"), "Zeng Li");
    assert_eq!(latin("Anna"), "");
    assert_eq!(latin(""), "");
}

#[test]
fn a_wish_is_met_or_not_on_its_days_alone() {
    let wish = |wants| Wish {
        id: crate::ids::WishId(Uuid::nil()),
        staff: somebody().id,
        days: Days {
            from: day(2),
            to: day(3),
        },
        wants,
        weight: 2,
        note: String::new(),
        withdrawn: false,
    };
    let off = wish(WishFor::Off);
    assert_eq!(off.met(day(1), None), None);
    assert_eq!(off.met(day(2), None), Some(true));
    assert_eq!(off.met(day(3), Some("A1")), Some(false));
    let early = wish(WishFor::Shift { code: "A1".into() });
    assert_eq!(early.met(day(2), Some("a1")), Some(true));
    assert_eq!(early.met(day(2), None), Some(false));
    let no_night = wish(WishFor::NotShift { code: "N".into() });
    assert_eq!(no_night.met(day(2), None), Some(true));
    assert_eq!(no_night.met(day(2), Some("N")), Some(false));
}
