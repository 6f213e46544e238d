//! Stations that say they know of no account: one that was let in after there
//! were some has seen them, one that was away may say so.

use steward_domain::station::{KEY, StationKey};

use super::*;

/// What a host says when it lets a station in.
fn lets_in(author: &Author) -> Op {
    let key = StationKey::of(&sign::public_key(&author.secret));
    Op::Fact {
        id: Uuid::from_u128(u128::from(author.secret[0]) + 0x5000),
        kind: KEY.into(),
        about: author.station.0,
        body: json!(key),
    }
}

fn lies(author: &mut Author, actor: &'static str, ops: Vec<Op>, minute: i64) -> Incoming {
    author.say(Said {
        actor,
        minute,
        ops,
        ..Said::default()
    })
}

fn unsigned(store: &Store) -> Vec<String> {
    let rows = store.read(|r| r.unsigned(100)).unwrap();
    rows.into_iter().map(|row| row.actor).collect()
}

#[test]
fn who_was_let_in_after_the_first_account_cannot_say_it_knew_of_none() {
    let (mut one, mut late) = (Author::new(1), Author::new(3));
    let founding = one.say(Said {
        ops: house(),
        ..Said::default()
    });
    let entry = one.say(Said {
        ops: vec![lets_in(&late)],
        ..Said::default()
    });
    let name = put("station", 3, "name", json!("西楼"));
    let lie = lies(&mut late, "谁", vec![book("说没见过账号"), name], 5);
    // It does not make itself an account either.
    let own = lies(&mut late, "谁", account(0x33, "自封", CHIEF), 6);
    let (_dir, store) = store(&[&one]);
    store
        .trust_station(late.station, sign::public_key(&late.secret), "")
        .unwrap();
    store.accept(vec![founding, entry], NOW).unwrap();
    store.accept(vec![lie, own], NOW).unwrap();
    let why: Vec<(String, String)> = flagged(&store)
        .into_iter()
        .map(|(kind, _, why, _)| (kind, why))
        .collect();
    assert_eq!(why.len(), 4, "{why:?}");
    assert!(why.iter().all(|(_, why)| why == "not_signed_in"));
    assert!(!why.iter().any(|(kind, _)| kind == "station"), "{why:?}");
    assert_eq!(title(&store), Value::Null);
    assert!(unsigned(&store).is_empty());
    let digest = store.digest().unwrap();
    store.rebuild().unwrap();
    assert_eq!(store.digest().unwrap(), digest);
}

#[test]
fn who_was_away_when_the_first_account_was_made_is_taken_and_named() {
    let (mut one, mut away) = (Author::new(1), Author::new(2));
    let entry = one.say(Said {
        ops: vec![lets_in(&away)],
        ..Said::default()
    });
    let before = lies(&mut away, "早先", vec![book("还没有账号")], 1);
    let known: Heads = [away.head()].into_iter().collect();
    let founding = one.say(Said {
        seen: known,
        minute: 2,
        ops: house(),
        ..Said::default()
    });
    let since = lies(&mut away, "离线的人", vec![book("离线时")], 3);
    let (_dir, store) = store(&[&one, &away]);
    store
        .accept(vec![entry, before, founding, since], NOW)
        .unwrap();
    assert!(flagged(&store).is_empty());
    assert_eq!(title(&store), "离线时");
    assert_eq!(unsigned(&store), ["离线的人"]);
    // Once it has heard of the account, it is judged by it.
    let heard: Heads = [one.head()].into_iter().collect();
    let after = away.say(Said {
        seen: heard,
        actor: "离线的人",
        minute: 4,
        ops: vec![book("见过之后")],
        ..Said::default()
    });
    store.accept(vec![after], NOW).unwrap();
    assert_eq!(flagged(&store).len(), 1);
    assert_eq!(unsigned(&store), ["离线的人"]);
}
