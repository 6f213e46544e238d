//! A station whose clock stands at the end of time: its changes are taken,
//! everything is still shown, and work goes on.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use ed25519_dalek::{Signer as _, SigningKey};
use serde_json::json;
use steward_app::domain::ids::{MeetingId, StationId};
use steward_app::domain::log::{
    Chain, Commit, Dot, FORMAT, Heads, Incoming, Marks, Op, RawOp, SUITE, Stamp,
};
use steward_app::views::ClockNote;
use steward_sync::{Card, House as _, PeerState};
use steward_tests::Station;
use uuid::Uuid;

const NOW: &str = "2026-11-20 09:00";
const STRANGE: StationId = StationId(Uuid::from_u128(77));

/// What a station with that clock writes to a meeting's title, having seen
/// only what `seen` says.
fn title(key: &SigningKey, at: &Station, meeting: MeetingId, seen: Heads, wall: i64) -> Incoming {
    let put = Op::Put {
        kind: "meeting".into(),
        id: meeting.0,
        field: "title".into(),
        value: json!("来自时间尽头"),
    };
    let commit = Commit {
        format: FORMAT,
        suite: SUITE,
        venue: at.house().me().venue,
        chain: Chain {
            station: STRANGE,
            epoch: 1,
        },
        seq: 1,
        previous: [0; 32],
        seen,
        marks: Marks::default(),
        stamp: Stamp(wall),
        wall_ms: wall,
        actor: "钟师傅".into(),
        session: None,
        offline: true,
        intent: "amend".into(),
        ops: vec![RawOp::encode(&put).unwrap()],
    };
    let sealed = commit.seal().unwrap();
    let signature = key.sign(&sealed.signing_message()).to_bytes();
    Incoming {
        bytes: sealed.bytes,
        signature: Some(signature),
    }
}

#[test]
fn changes_from_the_end_of_time_are_shown_and_written_over() {
    for wall in [i64::MAX, i64::MIN, 1 << 62] {
        let front = Station::quiet(NOW);
        let key = SigningKey::from_bytes(&[77; 32]);
        let card = Card {
            station: STRANGE,
            name: "旧电脑".into(),
            letter: "Q".into(),
            key: key.verifying_key().to_bytes(),
        };
        front.house().admit(card).unwrap();
        let meeting = front.draft("203").called("甲会").book();
        let seen = front.house().heads().unwrap();
        front
            .house()
            .accept(vec![title(&key, &front, meeting, seen, wall)])
            .unwrap();
        assert_eq!(
            front.meeting(meeting).unwrap().meeting.title,
            "来自时间尽头"
        );
        // Everything that shows a time is asked.
        let _ = (
            front.stations().unwrap(),
            front.inbox().unwrap(),
            front.status().unwrap(),
        );
        let _ = (front.board(None).unwrap(), front.search("时间").unwrap());
        let mut draft = front.draft_of(meeting).unwrap();
        draft.title = "改回来".into();
        front.amend(meeting, &draft).unwrap();
        let shown = front.meeting(meeting).unwrap();
        assert_eq!(shown.meeting.title, "改回来");
        assert!(shown.open.is_empty(), "{wall}");
        assert!(front.verify().unwrap().sound);
    }
}

#[test]
fn a_clock_at_the_end_of_time_is_an_alarm_and_no_more() {
    let front = Station::quiet(NOW);
    let east = front.lets_in("东楼", NOW);
    east.meets(&front);
    let me = east.house().me();
    for ahead in [i64::MAX, i64::MIN] {
        let peer = PeerState {
            session: 1,
            station: me.station,
            name: me.name.clone(),
            not_there: u64::MAX,
            not_here: u64::MAX,
            in_step: false,
            equal_at_ms: Some(ahead),
            clock_ahead_ms: ahead,
            sent: u64::MAX,
            received: u64::MAX,
        };
        front.house().report(None, vec![peer]);
        let view = front.stations().unwrap();
        let row = view
            .stations
            .iter()
            .find(|row| row.id == me.station)
            .unwrap();
        assert_eq!((row.clock, row.not_here), (ClockNote::Alarm, u32::MAX));
    }
}

/// Heads at the end of all numbers are no heads of anybody here.
#[test]
fn a_peer_that_claims_all_there_is_gets_and_gives_nothing() {
    let front = Station::quiet(NOW);
    let heads = front.house().heads().unwrap();
    let all: Heads = heads
        .iter()
        .map(|dot| Dot {
            seq: u64::MAX,
            ..dot
        })
        .collect();
    let batch = front.house().load(&all, &Heads::new(), u32::MAX).unwrap();
    assert!(batch.commits.is_empty() && !batch.more);
    assert_eq!(batch.reached, all);
}
