//! A venue with two stations and two people, and what a patched peer tries.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use chrono::DateTime;
use ed25519_dalek::{Signer as _, SigningKey};
use rand::rngs::StdRng;
use rand::seq::SliceRandom as _;
use rand::{Rng as _, SeedableRng as _};
use serde_json::{Value, json};
use steward_domain::account::{SIGNED_IN, SignedIn};
use steward_domain::ids::{AccountId, StationId};
use steward_domain::log::{
    Chain, Commit, Digest32, FORMAT, Heads, Incoming, Marks, Op, RawOp, SUITE, Stamp,
};
use steward_domain::right::Right;
use uuid::Uuid;

use crate::trial::{self, NOW, VENUE};
use crate::{Fault, Finding, Store, hex, sign};

mod late;

const DESK: u128 = 0x10;
const CHIEF: u128 = 0x11;
const LIN: u128 = 0x20;
const ZHOU: u128 = 0x21;

/// A station that writes what it likes.
struct Author {
    secret: [u8; 32],
    station: StationId,
    last: (u64, Digest32),
    stamp: i64,
}

/// What one commit is.
#[derive(Default)]
struct Said {
    seen: Heads,
    session: Option<Uuid>,
    actor: &'static str,
    /// Minutes after the day began.
    minute: i64,
    ops: Vec<Op>,
}

impl Author {
    fn new(n: u8) -> Self {
        Self {
            secret: [n; 32],
            station: StationId(Uuid::from_u128(u128::from(n))),
            last: (0, [0; 32]),
            stamp: 0,
        }
    }

    fn chain(&self) -> Chain {
        Chain {
            station: self.station,
            epoch: 1,
        }
    }

    fn head(&self) -> steward_domain::log::Dot {
        steward_domain::log::Dot {
            chain: self.chain(),
            seq: self.last.0,
        }
    }

    fn say(&mut self, said: Said) -> Incoming {
        let mut seen = said.seen;
        if self.last.0 > 0 {
            seen.see(self.head());
        }
        let wall_ms = NOW + said.minute * 60_000;
        self.stamp = Stamp::at(wall_ms).0.max(self.stamp + 1);
        let commit = Commit {
            format: FORMAT,
            suite: SUITE,
            venue: VENUE,
            chain: self.chain(),
            seq: self.last.0 + 1,
            previous: self.last.1,
            seen,
            marks: Marks::default(),
            stamp: Stamp(self.stamp),
            wall_ms,
            actor: said.actor.into(),
            session: said.session,
            offline: false,
            intent: "test".into(),
            ops: said
                .ops
                .iter()
                .map(|op| RawOp::encode(op).unwrap())
                .collect(),
        };
        let sealed = commit.seal().unwrap();
        self.last = (commit.seq, sealed.hash);
        let signature = Some(sign::sign(&self.secret, &sealed));
        Incoming {
            bytes: sealed.bytes,
            signature,
        }
    }
}

fn key(account: u128) -> SigningKey {
    SigningKey::from_bytes(&[account as u8; 32])
}

fn put(kind: &str, id: u128, field: &str, value: Value) -> Op {
    Op::Put {
        kind: kind.into(),
        id: Uuid::from_u128(id),
        field: field.into(),
        value,
    }
}

fn book(title: &str) -> Op {
    put("meeting", 0x77, "title", json!(title))
}

fn account(id: u128, name: &str, role: u128) -> Vec<Op> {
    let public = hex::encode(key(id).verifying_key().as_bytes());
    vec![
        put("account", id, "name", json!(name)),
        put("account", id, "key", json!(public)),
        put("account", id, "roles", json!([Uuid::from_u128(role)])),
    ]
}

fn house() -> Vec<Op> {
    let all: Vec<&str> = Right::ALL.iter().map(|right| right.code()).collect();
    let mut ops = vec![
        put("role", DESK, "name", json!({"zh": "前台"})),
        put("role", DESK, "rights", json!(["book"])),
        put("role", CHIEF, "name", json!({"zh": "主管"})),
        put("role", CHIEF, "rights", json!(all)),
    ];
    ops.extend(account(LIN, "林晓", DESK));
    ops.extend(account(ZHOU, "周敏", CHIEF));
    ops
}

/// A session of a person at a station; signed by `by`.
fn session(id: u128, who: u128, name: &str, station: StationId, by: &SigningKey) -> Op {
    let at = DateTime::from_timestamp_millis(NOW).unwrap();
    let mut said = SignedIn {
        session: Uuid::from_u128(id),
        station,
        name: name.into(),
        at,
        until: at + chrono::Duration::hours(10),
        signature: String::new(),
    };
    let account = AccountId(Uuid::from_u128(who));
    let message = said.message(VENUE, account);
    said.signature = hex::encode(&by.sign(&message).to_bytes());
    Op::Fact {
        id: Uuid::from_u128(id),
        kind: SIGNED_IN.into(),
        about: account.0,
        body: json!(said),
    }
}

fn store(authors: &[&Author]) -> (tempfile::TempDir, Store) {
    let (store, dir) = trial::station(900);
    for author in authors {
        let public = sign::public_key(&author.secret);
        store.trust_station(author.station, public, "").unwrap();
    }
    (dir, store)
}

/// What does not stand: kind, field, why, lacking.
fn flagged(store: &Store) -> Vec<(String, String, String, String)> {
    let rows = store.read(|r| r.forbidden(1000)).unwrap();
    let mut rows: Vec<_> = rows
        .into_iter()
        .map(|row| {
            let name = (row.dot.chain, row.dot.seq);
            (name, (row.kind, row.field, row.why, row.lacking))
        })
        .collect();
    rows.sort();
    rows.into_iter().map(|(_, row)| row).collect()
}

fn title(store: &Store) -> Value {
    let conflicts = store.read(|r| r.conflicts()).unwrap();
    assert!(conflicts.is_empty(), "{conflicts:?}");
    store
        .read(|r| {
            let doc = crate::table::record::doc(r.connection, "meeting", Uuid::from_u128(0x77))?;
            Ok::<_, Fault>(doc.and_then(|doc| serde_json::from_str::<Value>(&doc).ok()))
        })
        .unwrap()
        .map_or(Value::Null, |doc| doc["title"].clone())
}

/// The commits of a day at two stations, and what of them does not stand.
fn day() -> (Vec<Author>, Vec<Incoming>) {
    let (mut one, mut two) = (Author::new(1), Author::new(2));
    let mut all = Vec::new();
    all.push(one.say(Said {
        ops: house(),
        ..Said::default()
    }));
    let founded: Heads = [one.head()].into_iter().collect();
    all.push(one.say(Said {
        session: Some(Uuid::from_u128(0xA1)),
        actor: "周敏",
        ops: vec![session(0xA1, ZHOU, "周敏", one.station, &key(ZHOU))],
        ..Said::default()
    }));
    let chief_in: Heads = [one.head()].into_iter().collect();
    let lin = |said: Said| Said {
        session: Some(Uuid::from_u128(0xB1)),
        actor: "林晓",
        ..said
    };
    all.push(two.say(lin(Said {
        seen: founded.clone(),
        ops: vec![session(0xB1, LIN, "林晓", two.station, &key(LIN))],
        ..Said::default()
    })));
    all.push(two.say(lin(Said {
        seen: founded.clone(),
        ops: vec![book("林晓登记的")],
        minute: 1,
        ..Said::default()
    })));
    // What front desk may not.
    all.push(two.say(lin(Said {
        seen: founded.clone(),
        ops: vec![
            put("price", 0x88, "name", json!({"zh": "白送"})),
            put("account", LIN, "roles", json!([Uuid::from_u128(CHIEF)])),
            put("role", DESK, "rights", json!(["book", "prices"])),
        ],
        minute: 2,
        ..Said::default()
    })));
    // And so it still may not.
    all.push(two.say(lin(Said {
        seen: founded.clone(),
        ops: vec![put("price", 0x88, "name", json!({"zh": "再白送"}))],
        minute: 3,
        ..Said::default()
    })));
    // No such session, one of another station, a false one, one that is over.
    for (n, session_of) in [(4, 0xFF), (5, 0xA1)] {
        all.push(two.say(Said {
            session: Some(Uuid::from_u128(session_of)),
            actor: "周敏",
            seen: chief_in.clone(),
            ops: vec![book("冒充")],
            minute: n,
        }));
    }
    all.push(two.say(Said {
        session: Some(Uuid::from_u128(0xC1)),
        actor: "周敏",
        seen: chief_in.clone(),
        ops: vec![
            session(0xC1, ZHOU, "周敏", two.station, &key(LIN)),
            book("伪造的登录"),
        ],
        minute: 6,
    }));
    all.push(two.say(lin(Said {
        seen: chief_in.clone(),
        ops: vec![book("过期之后")],
        minute: 601,
        ..Said::default()
    })));
    // Another name, and none at all.
    all.push(two.say(Said {
        session: Some(Uuid::from_u128(0xB1)),
        actor: "周敏",
        seen: chief_in.clone(),
        ops: vec![book("换了姓名")],
        minute: 8,
    }));
    all.push(two.say(Said {
        seen: chief_in.clone(),
        ops: vec![book("没有登录"), put("station", 2, "name", json!("东楼"))],
        minute: 9,
        ..Said::default()
    }));
    // The chief blocks 林晓, who has not heard of it and goes on.
    all.push(one.say(Said {
        session: Some(Uuid::from_u128(0xA1)),
        actor: "周敏",
        ops: vec![put("account", LIN, "blocked", json!(true))],
        minute: 10,
        ..Said::default()
    }));
    let blocked: Heads = [one.head()].into_iter().collect();
    all.push(two.say(lin(Said {
        seen: chief_in,
        ops: vec![book("不知情时登记的")],
        minute: 11,
        ..Said::default()
    })));
    all.push(two.say(lin(Said {
        seen: blocked,
        ops: vec![book("停用之后")],
        minute: 12,
        ..Said::default()
    })));
    (vec![one, two], all)
}

#[test]
fn what_a_patched_peer_may_not_say_is_named_and_not_taken() {
    let (authors, all) = day();
    let (_dir, store) = store(&[&authors[0], &authors[1]]);
    let accepted = store.accept(all, NOW).unwrap();
    assert_eq!(accepted.applied, 15, "{accepted:?}");
    let row = |kind: &str, field: &str, why: &str, lacking: &str| {
        (kind.into(), field.into(), why.into(), lacking.into())
    };
    let expected: Vec<(String, String, String, String)> = vec![
        row("account", "roles", "no_right", "roles"),
        row("price", "name", "no_right", "prices"),
        row("role", "rights", "no_right", "roles"),
        row("price", "name", "no_right", "prices"),
        row("meeting", "title", "no_such_session", ""),
        row("meeting", "title", "no_such_session", ""),
        row("meeting", "title", "no_such_session", ""),
        row("signed_in", "", "no_such_session", ""),
        row("meeting", "title", "no_such_session", ""),
        row("meeting", "title", "forged_actor", ""),
        row("meeting", "title", "not_signed_in", ""),
        row("meeting", "title", "blocked", ""),
    ];
    assert_eq!(flagged(&store), expected);
    assert_eq!(title(&store), "不知情时登记的");
    // The station may say its own name though nobody signed in.
    let named =
        store.read(|r| crate::table::record::doc(r.connection, "station", authors[1].station.0));
    assert!(named.unwrap().is_some_and(|doc| doc.contains("东楼")));
    let digest = store.digest().unwrap();
    store.rebuild().unwrap();
    assert_eq!(store.digest().unwrap(), digest);
    assert_eq!(flagged(&store), expected);
    // What is left of a meeting of which one field was taken is none.
    let found = store.verify().unwrap();
    let is_bare =
        |one: &Finding| matches!(one, Finding::Unreadable { kind, .. } if kind == "meeting");
    assert!(found.iter().all(is_bare), "{found:?}");
}

#[test]
fn in_whatever_order_it_comes_the_same_stands() {
    let (authors, all) = day();
    let (_dir, whole) = store(&[&authors[0], &authors[1]]);
    whole.accept(all.clone(), NOW).unwrap();
    let (digest, expected) = (whole.digest().unwrap(), flagged(&whole));
    for seed in 0..24 {
        let mut chance = StdRng::seed_from_u64(seed);
        let mut left = all.clone();
        left.shuffle(&mut chance);
        let (_dir, store) = store(&[&authors[0], &authors[1]]);
        while !left.is_empty() {
            let some = chance.gen_range(1..=left.len());
            let rest = left.split_off(some);
            store.accept(left, NOW).unwrap();
            left = rest;
        }
        assert_eq!(flagged(&store), expected, "seed {seed}");
        assert_eq!(store.digest().unwrap(), digest, "seed {seed}");
        store.rebuild().unwrap();
        assert_eq!(store.digest().unwrap(), digest, "seed {seed}, rebuilt");
    }
}

#[test]
fn a_role_that_is_taken_away_counts_for_who_has_heard_of_it() {
    let (mut one, mut two) = (Author::new(1), Author::new(2));
    let mut all = vec![one.say(Said {
        ops: house(),
        ..Said::default()
    })];
    let founded: Heads = [one.head()].into_iter().collect();
    let chief = |ops: Vec<Op>, minute: i64| Said {
        session: Some(Uuid::from_u128(0xA1)),
        actor: "周敏",
        ops,
        minute,
        ..Said::default()
    };
    let (a, b) = (one.station, two.station);
    all.push(one.say(chief(vec![session(0xA1, ZHOU, "周敏", a, &key(ZHOU))], 0)));
    let lin = |seen: &Heads, ops: Vec<Op>, minute: i64| Said {
        session: Some(Uuid::from_u128(0xB1)),
        actor: "林晓",
        seen: seen.clone(),
        ops,
        minute,
    };
    let signs_in = vec![session(0xB1, LIN, "林晓", b, &key(LIN))];
    all.push(two.say(lin(&founded, signs_in, 1)));
    all.push(one.say(chief(vec![put("role", DESK, "rights", json!([]))], 2)));
    let taken_away: Heads = [one.head()].into_iter().collect();
    all.push(two.say(lin(&founded, vec![book("还不知道")], 3)));
    all.push(two.say(lin(&taken_away, vec![book("知道了")], 4)));
    for order in [false, true] {
        let (_dir, store) = store(&[&one, &two]);
        let mut all = all.clone();
        if order {
            all.reverse();
        }
        for one in all {
            store.accept(vec![one], NOW).unwrap();
        }
        assert_eq!(title(&store), "还不知道");
        assert_eq!(flagged(&store).len(), 1);
    }
}

#[test]
fn a_station_s_own_store_refuses_before_it_writes() {
    let (_dir, store) = store(&[]);
    let act = |session: Option<u128>, actor: &str| crate::Act {
        actor: actor.to_owned(),
        session: session.map(Uuid::from_u128),
        intent: "test",
        wall_ms: NOW,
        offline: false,
    };
    let write = |act: crate::Act, ops: Vec<Op>| {
        store.write(act, |w| {
            ops.into_iter().for_each(|op| w.op(op));
            Ok::<_, Fault>(())
        })
    };
    // Nobody has an account: as before there were any.
    write(act(None, "谁都行"), vec![book("没有账号时")]).unwrap();
    write(act(None, ""), house()).unwrap();
    let station = store.identity().station;
    let signs_in = session(0xB1, LIN, "林晓", station, &key(LIN));
    write(act(Some(0xB1), "林晓"), vec![signs_in]).unwrap();
    write(act(Some(0xB1), "林晓"), vec![book("有账号以后")]).unwrap();
    let before = store.digest().unwrap();
    let price = vec![put("price", 0x88, "name", json!({"zh": "白送"}))];
    let refused = write(act(Some(0xB1), "林晓"), price).unwrap_err();
    assert!(
        matches!(refused, Fault::Forbidden { lacking, .. } if lacking == "prices"),
        "{refused}"
    );
    assert!(write(act(None, "林晓"), vec![book("没有登录")]).is_err());
    assert_eq!(store.digest().unwrap(), before);
    assert!(flagged(&store).is_empty());
}
