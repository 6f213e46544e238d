//! Peers and stores that take their time.

use super::*;

/// A station and what it sends, its peers being played by hand.
struct Asker {
    exchange: Exchange,
    clock: u64,
    sent: Vec<(SessionId, Frame)>,
    accepts: usize,
}

impl Asker {
    fn new() -> Self {
        let me = Me {
            venue: VENUE,
            station: StationId(Uuid::from_u128(1)),
            epoch: 1,
            name: String::new(),
        };
        Self {
            exchange: Exchange::new(me, Heads::new()),
            clock: 0,
            sent: Vec::new(),
            accepts: 0,
        }
    }

    fn give(&mut self, input: Input) {
        let now = Now {
            mono_ms: self.clock,
            wall_ms: 0,
        };
        self.exchange.handle(now, input);
        while let Some(output) = self.exchange.poll() {
            match output {
                Output::Send { session, frame } => {
                    self.sent.push((session, Frame::decode(&frame).unwrap()));
                }
                Output::Accept { .. } => self.accepts += 1,
                _ => {}
            }
        }
    }

    fn hear(&mut self, session: SessionId, frame: &Frame) {
        let frame = frame.encode().unwrap();
        self.give(Input::Received { session, frame });
    }

    /// A peer that has what somebody wrote, up to a place.
    fn meet(&mut self, session: SessionId, author: u128, seq: u64) {
        let station = StationId(Uuid::from_u128(100 + u128::from(session)));
        self.give(Input::Opened {
            session,
            station: Some(station),
        });
        self.hear(
            session,
            &Frame::Hello(Hello {
                venue: VENUE,
                station,
                epoch: 1,
                name: String::new(),
                heads: [9; 32],
                wall_ms: 0,
            }),
        );
        self.hear(session, &have(author, seq));
    }

    fn wait(&mut self, ms: u64) {
        let until = self.clock + ms;
        while let Some(at) = self.exchange.wake_at().filter(|at| *at <= until) {
            assert!(at > self.clock, "it would be woken for ever");
            self.clock = at;
            self.give(Input::Woken);
        }
        self.clock = until;
    }

    /// What it asked for again since.
    fn asks_for(&mut self) -> Vec<Heads> {
        let sent = std::mem::take(&mut self.sent).into_iter();
        sent.filter_map(|(_, frame)| match frame {
            Frame::Want { again, .. } => Some(again),
            _ => None,
        })
        .collect()
    }

    /// Whom it asked since, and whether to go on.
    fn wants(&mut self) -> Vec<(SessionId, bool)> {
        let sent = std::mem::take(&mut self.sent).into_iter();
        sent.filter_map(|(session, frame)| match frame {
            Frame::Want { resume, .. } => Some((session, resume)),
            _ => None,
        })
        .collect()
    }
}

fn have(author: u128, seq: u64) -> Frame {
    let chain = Chain {
        station: StationId(Uuid::from_u128(author)),
        epoch: 1,
    };
    Frame::Have([Dot { chain, seq }].into_iter().collect())
}

fn answer(more: bool, empty: bool) -> Frame {
    let bytes = b"whatever it is".to_vec();
    let commit = Incoming {
        bytes,
        signature: None,
    };
    Frame::Commits {
        commits: if empty { Vec::new() } else { vec![commit] },
        more,
    }
}

#[test]
fn who_owes_an_answer_is_not_asked_again_and_others_are() {
    let mut asker = Asker::new();
    asker.meet(1, 7, 50);
    assert_eq!(asker.wants(), [(1, false)]);
    asker.meet(2, 7, 3);
    asker.wait(60_000);
    assert_eq!(asker.wants(), [(2, false)]);
    // What comes too late is not the answer that the other owes.
    asker.hear(1, &answer(false, false));
    assert_eq!(asker.accepts, 0);
    asker.wait(60_000);
    assert_eq!(asker.wants(), [(1, false)]);
}

#[test]
fn while_the_store_works_nobody_is_woken() {
    let mut asker = Asker::new();
    asker.meet(1, 7, 50);
    asker.hear(1, &answer(false, false));
    asker.wait(60_000);
    assert_eq!(asker.accepts, 1);
    // Nor is anybody asked for more than there is.
    assert_eq!(asker.wants(), [(1, false)]);
}

#[test]
fn who_leaves_while_it_is_asked_holds_nobody_up() {
    let mut asker = Asker::new();
    asker.meet(1, 7, 50);
    asker.meet(2, 7, 50);
    assert_eq!(asker.wants(), [(1, false)]);
    asker.give(Input::Closed { session: 1 });
    assert_eq!(asker.wants(), [(2, false)]);
}

#[test]
fn a_pull_goes_on_when_the_store_has_room_again() {
    let mut asker = Asker::new();
    asker.meet(1, 7, 50);
    asker.hear(1, &answer(true, false));
    asker.hear(1, &answer(true, false));
    assert_eq!(asker.wants(), [(1, false), (1, true)]);
    let taken = Some(Taken::default());
    asker.give(Input::Accepted { taken });
    assert_eq!(asker.wants(), [(1, true)]);
}

#[test]
fn what_a_peer_gets_while_it_answers_is_asked_for() {
    let mut asker = Asker::new();
    asker.meet(1, 7, 50);
    asker.hear(1, &have(8, 1));
    asker.hear(1, &answer(false, true));
    assert_eq!(asker.wants(), [(1, false), (1, false)]);
    asker.hear(1, &answer(false, true));
    asker.wait(60_000);
    assert_eq!(asker.wants(), []);
}

#[test]
fn a_first_little_of_no_use_is_not_all_that_is_asked_for() {
    let mut asker = Asker::new();
    asker.meet(1, 7, 20_000);
    asker.wait(5_000);
    assert_eq!(asker.wants(), [(1, false)]);
    asker.hear(1, &answer(true, false));
    let taken = Some(Taken::default());
    asker.give(Input::Accepted { taken });
    assert_eq!(asker.wants(), [(1, false)]);
    // From now on it is a pull like any other.
    asker.hear(1, &answer(true, false));
    assert_eq!(asker.wants(), [(1, true)]);
}

/// What it has may wait for another way of a chain than ours: that shows at
/// the newest commits, and is asked for until it comes to nothing.
#[test]
fn who_brings_nothing_of_use_is_asked_again_for_the_newest_and_then_let_be() {
    let heads = |seq| match have(7, seq) {
        Frame::Have(heads) => heads,
        other => panic!("{other:?}"),
    };
    let taken = |lacking: Heads| {
        let heads = heads(20);
        let taken = Some(Taken { heads, lacking });
        Input::Accepted { taken }
    };
    let mut asker = Asker::new();
    asker.give(Input::Moved { heads: heads(20) });
    asker.meet(1, 7, 50);
    asker.wait(1_000);
    let mut asked = Vec::new();
    for lacking in [Heads::new(), heads(9), heads(9)] {
        asked.extend(asker.asks_for());
        asker.hear(1, &answer(false, false));
        asker.give(taken(lacking));
    }
    asker.wait(60_000);
    assert_eq!(asked, [Heads::new(), heads(19), heads(9)]);
    assert_eq!(asker.asks_for(), []);
    // What was not answered in time is asked for once more.
    asker.hear(1, &have(7, 51));
    asker.wait(1_000);
    asker.hear(1, &answer(false, false));
    asker.give(taken(Heads::new()));
    asker.wait(60_000);
    assert_eq!(asker.asks_for(), [Heads::new(), heads(19)]);
    asker.hear(1, &answer(false, false));
    asker.wait(60_000);
    assert_eq!(asker.asks_for(), [heads(19)]);
}
