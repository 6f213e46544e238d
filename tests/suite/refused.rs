//! What a station wrote and might not, or without signing in: it waits for who
//! answers for it, until they looked at it or shut the station out.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use steward_app::domain::right::Right;
use steward_app::domain::role::standard_id;
use steward_app::domain::secrecy::Level;
use steward_app::views::{AccountDraft, InboxEntry, Key, Refusal, RefusedView, Secret};
use steward_sync::House as _;
use steward_tests::Station;

const NOW: &str = "2026-11-23T09:30:00+08:00";
const WORD: &str = "a long word of the chief";

fn key() -> Key {
    Key {
        kind: None,
        secret: Secret(WORD.to_owned()),
    }
}

fn draft(name: &str) -> AccountDraft {
    AccountDraft {
        name: name.to_owned(),
        ..AccountDraft::default()
    }
}

fn waits(station: &Station) -> Vec<RefusedView> {
    let entries = station.inbox().unwrap().into_iter();
    entries
        .filter_map(|entry| match entry {
            InboxEntry::Refused { refused } => Some(*refused),
            _ => None,
        })
        .collect()
}

/// Two stations that know each other, of which the second is away while the
/// first account is made.
fn parted() -> (Station, Station) {
    let front = Station::quiet(NOW);
    let east = front.lets_in("东楼", NOW);
    east.meets(&front);
    east.operated_by("老郑");
    front
        .first_account(&draft("周敏"), &Secret(WORD.to_owned()))
        .unwrap();
    (front, east)
}

#[test]
fn what_was_done_without_sign_in_while_apart_stands_and_is_looked_at() {
    let (front, east) = parted();
    let id = east.draft("203").called("断网时的会").book();
    assert!(waits(&front).is_empty());
    east.meets(&front);
    assert_eq!(front.detail(id).meeting.title, "断网时的会");
    let found = waits(&front);
    let [one] = found.as_slice() else {
        panic!("{found:?}")
    };
    assert_eq!(
        (one.station_name.as_str(), one.count, one.unsigned_count),
        ("东楼", 0, 1)
    );
    let act = one.unsigned.first().unwrap();
    assert_eq!((act.actor.as_str(), act.intent.as_str()), ("老郑", "book"));
    // Who does not answer for it is not bothered with it.
    let first = Secret("the first word they got".to_owned());
    let made = front.add_account(&draft("小吴"), &first).unwrap();
    front
        .give_roles(made.account, &[standard_id("cleaner")], Level::Internal)
        .unwrap();
    let theirs = Key {
        kind: None,
        secret: first,
    };
    front.sign_in("小吴", &theirs).unwrap();
    assert!(waits(&front).is_empty());
    let refused = front.refused_writes().unwrap_err();
    assert!(matches!(
        refused,
        Refusal::NotAllowed {
            right: Right::Decide,
            ..
        }
    ));
    let refused = front.note_refused(one.station, "").unwrap_err();
    assert!(matches!(refused, Refusal::NotAllowed { .. }), "{refused:?}");

    front.sign_in("周敏", &key()).unwrap();
    front.note_refused(one.station, "那晚断网，属实").unwrap();
    assert!(waits(&front).is_empty());
    assert_eq!(
        front.note_refused(one.station, ""),
        Err(Refusal::NothingChanged)
    );
    east.meets(&front);
    east.sign_in("周敏", &key()).unwrap();
    assert!(waits(&east).is_empty(), "the word travels");
    east.meets(&front);
    front.assert_sound();
    east.assert_sound();
    assert_eq!(front.digest(), east.digest());
}

#[test]
fn a_station_that_is_shut_out_waits_no_more() {
    let (front, east) = parted();
    let _ = east.draft("203").book();
    east.meets(&front);
    let station = east.house().me().station;
    assert_eq!(waits(&front).len(), 1);
    front.revoke_station(station, "不是我们的人").unwrap();
    assert!(waits(&front).is_empty());
}

#[test]
fn who_just_joined_does_nothing_before_it_knows_who_may() {
    let front = Station::quiet(NOW);
    front
        .first_account(&draft("周敏"), &Secret(WORD.to_owned()))
        .unwrap();
    let east = front.lets_in("东楼", NOW);
    let me = east.house().me().station;
    let refused = east.rename_station(me, "别名").unwrap_err();
    let Refusal::Store { code, .. } = &refused else {
        panic!("{refused:?}")
    };
    assert_eq!(code, "arriving");
    east.meets(&front);
    let refused = east.rename_station(me, "别名").unwrap_err();
    assert_eq!(refused, Refusal::SignInNeeded);
    east.sign_in("周敏", &key()).unwrap();
    east.rename_station(me, "别名").unwrap();
    east.meets(&front);
    front.sign_in("周敏", &key()).unwrap();
    assert!(waits(&front).is_empty());
    east.meets(&front);
    assert_eq!(front.digest(), east.digest());
}
