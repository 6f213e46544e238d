//! A station's end of all its sessions: what it tells, whom it asks, in what
//! order commits go to the store.

mod again;
mod driving;
mod far;
mod pull;
mod serve;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use steward_domain::ids::StationId;
use steward_domain::log::{Digest32, Heads};

use crate::session::{Purpose, Session, Stand};
use crate::{Bye, Frame, Hello, PeerState, Report, heads_hash, missing};
use again::Late;
pub use driving::{Digested, Input, Me, Now, Output, SessionId};
use far::Copying;
pub use far::{CopyTaken, FarBehind};
use pull::{Accepting, Pull};

/// About how much is asked for at a time, bytes: one transaction of the store.
const WANT_BYTES: u32 = 4 * 1024 * 1024;
/// About how much is asked for before a whole copy.
const FIRST_BYTES: u32 = 1024 * 1024;
/// A push larger than this is left to be asked for.
const PUSH_BYTES: u32 = 64 * 1024;
/// A frame of commits larger than this is packed anew for each peer.
const KEPT_BYTES: usize = 64 * 1024;
/// How long a peer may take to answer a want, milliseconds.
const ANSWER_MS: u64 = 10_000;
/// How long a peer that did not answer is let be.
const REST_MS: u64 = 5_000;
/// How long another station's commits are awaited from itself, when it is in
/// sight, before they are asked of a third.
const RELAY_MS: u64 = 300;
/// How long news of what others wrote are gathered for each peer in sight,
/// milliseconds, and at most. Among fifty that tell each other of fifty each
/// word would be told for itself otherwise.
const GATHER_MS: u64 = 5;
const GATHER_MOST_MS: u64 = 250;
/// How long it must be quiet before digests are made, milliseconds.
const QUIET_MS: u64 = 400;
/// Most batches that wait for the store, and how large pushes may be that do,
/// bytes; more pushes are left to be asked for.
const MAX_ACCEPTS: usize = 64;
const MAX_PUSHED: usize = 8 * 1024 * 1024;

/// A station's end of all its sessions. See the crate's page for the loop.
#[derive(Debug)]
pub struct Exchange {
    me: Me,
    mine: Heads,
    hash: Digest32,
    /// How often our log moved.
    moves: u64,
    /// Counts what makes us look anew how the peers stand: moves, and who
    /// comes and goes.
    turn: u64,
    sessions: BTreeMap<SessionId, Session>,
    far: FarBehind,
    pull: Option<Pull>,
    copy: Option<Copying>,
    is_taking_copy: bool,
    accepts: VecDeque<Accepting>,
    is_accepting: bool,
    digest: Option<Known>,
    is_digesting: bool,
    /// The store goes on in another life, and may have less than before.
    is_new_life: bool,
    late: Late,
    moved_at: u64,
    /// The last commits that were sent, and their frame's bytes.
    packed: Option<(Frame, Vec<u8>)>,
    outputs: VecDeque<Output>,
}

/// A digest of ours, and for which heads and tips.
#[derive(Clone, Copy, Debug)]
struct Known {
    heads: Digest32,
    tips: Digest32,
    digest: Digest32,
}

impl Exchange {
    /// An exchange without connections.
    #[must_use]
    pub fn new(me: Me, heads: Heads) -> Self {
        Self {
            hash: heads_hash(&heads),
            me,
            mine: heads,
            moves: 0,
            turn: 1,
            sessions: BTreeMap::new(),
            far: FarBehind::default(),
            pull: None,
            copy: None,
            is_taking_copy: false,
            accepts: VecDeque::new(),
            is_accepting: false,
            digest: None,
            is_digesting: false,
            is_new_life: false,
            late: Late::default(),
            moved_at: 0,
            packed: None,
            outputs: VecDeque::new(),
        }
    }

    /// The same with another measure of being far behind.
    #[must_use]
    pub fn with_far(self, far: FarBehind) -> Self {
        Self { far, ..self }
    }

    /// Takes an input. Poll afterwards, until there is nothing more.
    pub fn handle(&mut self, now: Now, input: Input) {
        match input {
            Input::Opened { session, station } => self.open(now, session, station),
            Input::Closed { session } => self.forget(session, None),
            Input::Received { session, frame } => self.receive(now, session, &frame),
            Input::Moved { heads } => self.told(now, &heads),
            Input::Loaded { session, batch } => self.loaded(session, batch),
            Input::Accepted { taken } => self.accepted(now, taken),
            Input::Digested(digested) => self.digested(now, &digested),
            Input::Previewed { session, bytes } => self.preview_made(session, bytes),
            Input::CopyGiven { session, part } => self.copy_given(session, part),
            Input::CopyTaken { session, taken } => self.copy_taken(now, session, taken),
            Input::Woken => {}
        }
        self.look_around();
        self.announce(now);
        self.pull_on(now);
        self.compare(now);
    }

    /// What is to be done next; `None` when nothing is.
    pub fn poll(&mut self) -> Option<Output> {
        self.outputs.pop_front()
    }

    /// When to give [`Input::Woken`], monotonic milliseconds, if nothing else
    /// comes before.
    #[must_use]
    pub fn wake_at(&self) -> Option<u64> {
        let answer = self.pull.as_ref().and_then(Pull::answer_due);
        let part = self.copy.as_ref().and_then(Copying::ends_at);
        let news = self.news_at();
        [answer, part, news, self.next_pull_at(), self.digest_at()]
            .into_iter()
            .flatten()
            .min()
    }

    /// The peers in sight, as far as they said hello.
    #[must_use]
    pub fn peers(&self) -> Vec<PeerState> {
        self.sessions
            .values()
            .filter_map(|session| session.state(self.hash))
            .collect()
    }

    /// From now on this station says who it is in these words.
    pub fn rename(&mut self, me: Me) {
        self.is_new_life |= me.epoch != self.me.epoch;
        self.me = me;
    }

    /// How far the log goes, as the exchange was told.
    #[must_use]
    pub fn heads(&self) -> &Heads {
        &self.mine
    }

    fn open(&mut self, now: Now, id: SessionId, station: Option<StationId>) {
        self.sessions
            .insert(id, Session::new(id, station, &self.mine));
        let hello = Hello {
            venue: self.me.venue,
            station: self.me.station,
            epoch: self.me.epoch,
            name: self.me.name.clone(),
            heads: self.hash,
            wall_ms: now.wall_ms,
        };
        self.send(id, &Frame::Hello(hello));
    }

    fn receive(&mut self, now: Now, id: SessionId, bytes: &[u8]) {
        let Some(session) = self.sessions.get_mut(&id) else {
            return;
        };
        session.received += bytes.len() as u64;
        let is_met = session.station.is_some();
        match Frame::decode(bytes) {
            Err(crate::FrameError::Version(_)) => self.close(id, Bye::Version),
            Err(_) => self.close(id, Bye::Broken),
            Ok(Frame::Bye(why)) => {
                self.outputs.push_back(Output::Close { session: id, why });
                self.forget(id, Some(why));
            }
            Ok(Frame::Hello(hello)) if !is_met => self.meet(now, id, hello),
            Ok(Frame::Hello(_)) => self.close(id, Bye::Broken),
            Ok(_) if !is_met => self.close(id, Bye::Broken),
            Ok(Frame::Have(heads)) => {
                let session = self.sessions.get_mut(&id);
                if session.is_some_and(|session| !session.hears(heads.iter())) {
                    self.close(id, Bye::Broken);
                }
            }
            Ok(Frame::Want {
                bytes,
                resume,
                again,
            }) => self.want(id, bytes, resume, again),
            Ok(Frame::Commits { commits, more }) => self.answered(now, id, commits, more),
            Ok(Frame::Push { last, commits }) => self.pushed(id, last, commits),
            Ok(Frame::AskPreview) => self.preview_wanted(id),
            Ok(Frame::Preview(bytes)) => self.previewed(id, bytes),
            Ok(Frame::AskCopy(ask)) => self.copy_wanted(id, ask),
            Ok(Frame::Copy(part)) => self.copy_came(now, id, part),
            Ok(Frame::Digest {
                heads,
                tips,
                digest,
            }) => {
                if let Some(session) = self.sessions.get_mut(&id) {
                    session.digest_got = Some((heads, tips, digest));
                }
            }
        }
    }

    fn meet(&mut self, now: Now, id: SessionId, hello: Hello) {
        let proven = self.sessions.get(&id).and_then(|session| session.proven);
        let trouble = if hello.venue != self.me.venue {
            Some(Bye::OtherVenue)
        } else if proven.is_some_and(|proven| proven != hello.station) {
            Some(Bye::NotYou)
        } else if hello.station == self.me.station {
            Some(Bye::Myself)
        } else {
            None
        };
        if let Some(why) = trouble {
            return self.close(id, why);
        }
        // A new connection of a station takes the place of its old one.
        let old: Vec<SessionId> = self
            .sessions
            .values()
            .filter(|session| session.station == Some(hello.station))
            .map(|session| session.id)
            .collect();
        for old in old {
            self.close(old, Bye::Closing);
        }
        let Some(session) = self.sessions.get_mut(&id) else {
            return;
        };
        self.turn += 1;
        session.station = Some(hello.station);
        session.name = hello.name;
        session.lot = pull::lot(self.me.station, hello.station);
        session.clock_ahead_ms = hello.wall_ms.saturating_sub(now.wall_ms);
        if hello.heads == heads_hash(&session.hello) {
            session.theirs = session.hello.clone();
            session.told = session.hello.clone();
        }
        self.outputs.push_back(Output::Report(Report::Met {
            session: id,
            station: hello.station,
            clock_ahead_ms: session.clock_ahead_ms,
        }));
    }

    /// The log goes at least so far. Answers of the store may overtake each
    /// other, and a log only grows: what was read earlier takes nothing back.
    fn moved(&mut self, now: Now, heads: &Heads) {
        if self.mine.includes(heads) {
            return;
        }
        self.mine.merge(heads);
        self.hash = heads_hash(&self.mine);
        self.moves += 1;
        self.turn += 1;
        self.moved_at = now.mono_ms;
    }

    /// Looks anew how those peers stand for whom anything changed.
    fn look_around(&mut self) {
        let turn = self.turn;
        let is_known = |session: &Session| {
            session.station.is_none()
                || (session.stand.turn, session.stand.heard) == (turn, session.heard)
        };
        if self.sessions.values().all(is_known) {
            return;
        }
        let in_sight: BTreeSet<StationId> = self
            .sessions
            .values()
            .filter_map(|session| session.station)
            .collect();
        for session in self
            .sessions
            .values_mut()
            .filter(|session| !is_known(session))
        {
            let mut lacked = session.theirs.beyond(&self.mine);
            session.stand = Stand {
                turn,
                heard: session.heard,
                not_here: missing(&self.mine, &session.theirs),
                not_there: missing(&session.theirs, &self.mine),
                awaits_authors: lacked.all(|(dot, _)| {
                    let author = dot.chain.station;
                    Some(author) != session.station && in_sight.contains(&author)
                }),
            };
        }
    }

    /// How long news are gathered: the longer, the more hear and tell them.
    fn gathered_for(&self) -> u64 {
        (GATHER_MS * self.sessions.len() as u64).min(GATHER_MOST_MS)
    }

    /// When news that are being gathered are due.
    fn news_at(&self) -> Option<u64> {
        let since = self.sessions.values().filter_map(|s| s.untold_since).min();
        since.map(|since| since + self.gathered_for())
    }

    /// Tells every peer what moved: what this station wrote at once, as a push
    /// where that may be, the rest as news.
    fn announce(&mut self, now: Now) {
        let (me, gathered_for) = (self.me.station, self.gathered_for());
        let moves = self.moves;
        let is_told = |session: &&Session| session.told_all == Some(moves);
        let untold = self.sessions.values().filter(|session| !is_told(session));
        let ids: Vec<SessionId> = untold.map(|session| session.id).collect();
        for id in ids {
            self.consider_push(id);
            let Some(session) = self.sessions.get_mut(&id) else {
                continue;
            };
            let pushes = matches!(session.loading, Some(Purpose::Push(_)));
            if session.station.is_none() || session.to_push.is_some() || pushes {
                // Looked at again when the push is on its way.
                session.untold_since = None;
                continue;
            }
            if session.gathers(&self.mine, me, now.mono_ms, gathered_for) {
                continue;
            }
            session.told_all = Some(moves);
            self.tell(id);
        }
    }

    /// Tells a peer what moved since it was told.
    fn tell(&mut self, id: SessionId) {
        let session = self.sessions.get_mut(&id);
        if let Some(news) = session.and_then(|session| session.news(&self.mine)) {
            self.send(id, &news);
        }
    }

    /// Digests are compared where both have the same log.
    fn compare(&mut self, now: Now) {
        if self.digest_at().is_some_and(|at| at <= now.mono_ms) && !self.is_digesting {
            self.is_digesting = true;
            self.outputs.push_back(Output::Digest);
        }
        let Some(Known {
            heads,
            tips,
            digest,
        }) = self.digest
        else {
            return;
        };
        if heads != self.hash {
            return;
        }
        let mut frames = Vec::new();
        for session in self.sessions.values_mut() {
            let Some(station) = session.station else {
                continue;
            };
            if session.stand.is_level() && session.digest_sent != Some(heads) {
                session.digest_sent = Some(heads);
                frames.push(session.id);
            }
            let got = session.digest_got.filter(|got| got.0 == heads);
            let (Some((_, their_tips, theirs)), true) = (got, session.compared != Some(heads))
            else {
                continue;
            };
            session.compared = Some(heads);
            if their_tips != tips {
                // Equally far on different ways: the newest of each chain tell
                // which.
                session.equal_at_ms = None;
                session.ask_again(pull::before_the_newest(&self.mine));
                continue;
            }
            let report = if theirs == digest {
                session.equal_at_ms = Some(now.wall_ms);
                Report::Equal { station }
            } else {
                session.equal_at_ms = None;
                Report::Unequal { station }
            };
            self.outputs.push_back(Output::Report(report));
        }
        for id in frames {
            let frame = Frame::Digest {
                heads,
                tips,
                digest,
            };
            self.send(id, &frame);
        }
    }

    /// When a digest is due: somebody has the same log, and it is quiet.
    fn digest_at(&self) -> Option<u64> {
        let is_made = self.digest.is_some_and(|known| known.heads == self.hash);
        let is_wanted = || {
            self.sessions
                .values()
                .any(|session| session.station.is_some() && session.stand.is_level())
        };
        let is_busy =
            self.is_digesting || self.is_accepting || self.pull.is_some() || self.copy.is_some();
        (!is_made && !is_busy && is_wanted()).then_some(self.moved_at + QUIET_MS)
    }

    fn send(&mut self, id: SessionId, frame: &Frame) {
        if let Ok(bytes) = frame.encode() {
            self.send_bytes(id, bytes);
        }
    }

    /// Sends a frame of commits. Many peers get the same ones one after the
    /// other: they are packed once.
    fn send_commits(&mut self, id: SessionId, frame: Frame) {
        let known = self.packed.take().filter(|(last, _)| *last == frame);
        let known = known.map(|(_, bytes)| bytes);
        if let Some(bytes) = known.or_else(|| frame.encode().ok()) {
            self.packed = (bytes.len() <= KEPT_BYTES).then(|| (frame, bytes.clone()));
            self.send_bytes(id, bytes);
        }
    }

    fn send_bytes(&mut self, id: SessionId, frame: Vec<u8>) {
        if let Some(session) = self.sessions.get_mut(&id) {
            session.sent += frame.len() as u64;
        }
        self.outputs.push_back(Output::Send { session: id, frame });
    }

    /// Says why, and ends a session.
    fn close(&mut self, id: SessionId, why: Bye) {
        self.send(id, &Frame::Bye(why));
        self.outputs.push_back(Output::Close { session: id, why });
        self.forget(id, Some(why));
    }

    fn forget(&mut self, id: SessionId, why: Option<Bye>) {
        let Some(session) = self.sessions.remove(&id) else {
            return;
        };
        self.turn += 1;
        if self.pull.as_ref().is_some_and(|pull| pull.session == id) {
            self.pull = None;
        }
        if self.copy.as_ref().is_some_and(|copy| copy.session == id) {
            self.copy = None;
        }
        self.outputs.push_back(Output::Report(Report::Parted {
            station: session.station,
            why,
        }));
    }
}
