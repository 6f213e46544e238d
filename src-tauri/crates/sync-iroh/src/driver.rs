//! The one task that owns the exchange. It waits for events and for time,
//! and for nothing else: calls to the house run beside it and come back as
//! events.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use iroh::EndpointId;
use iroh::endpoint::Connection;
use steward_domain::ids::StationId;
use steward_domain::log::Heads;
use steward_sync::{
    Batch, Bye, CopyTaken, Exchange, FarBehind, Frame, House, Input, Known, Me, Now, Output,
    PeerState, Report, SessionId,
};
use tokio::sync::{Notify, OwnedSemaphorePermit, mpsc, oneshot};
use tokio::time::sleep_until;

use crate::endpoint::{ENDED, FORBIDDEN, SPARE, is_refusal};
use crate::link::{self, Opened, Outbox};
use crate::reporter::News;
use crate::roll::{Roll, path_of};

/// Most frames that wait for the exchange; past it, peers are read no
/// further.
pub(crate) const MAX_EVENTS: usize = 64;
/// How often counters are reported at most.
const REPORT_EVERY: Duration = Duration::from_millis(300);
/// How long until a digest that failed is tried again.
const DIGEST_AGAIN: Duration = Duration::from_secs(5);
/// How long a connection may stand until both said hello: a station that is
/// connected is not dialled again.
const HELLO: Duration = Duration::from_secs(10);
/// Of two connections opened at about the same time, both sides keep the one
/// that the lower id opened. An older one is taken to be dead when the other
/// side opens a new one.
const SAME_TIME: Duration = Duration::from_secs(5);

/// What the driver is told.
#[derive(Debug)]
pub(crate) enum Event {
    /// A connection stands.
    Opened(Opened),
    /// For the exchange.
    Input(Input),
    /// A frame for the exchange; its peer's next may come when it was taken.
    Received(Input, OwnedSemaphorePermit),
    /// A connection brings nothing more.
    Ended { session: SessionId },
    /// A load failed: the connection it was for cannot be served.
    Unserved { session: SessionId },
    /// The log moved, and with it, perhaps, who is let in.
    Moved(Moved),
    /// Time for both hellos is up.
    Overdue { session: SessionId },
    /// Say goodbye; answered when it is said.
    Stop(oneshot::Sender<()>),
}

/// What may be otherwise after a commit; what could not be read is left out.
#[derive(Debug, Default)]
pub(crate) struct Moved {
    heads: Option<Heads>,
    known: Option<Vec<Known>>,
    me: Option<Me>,
}

/// A connection in use.
#[derive(Debug)]
struct Link {
    id: EndpointId,
    connection: Connection,
    outbox: Outbox,
    is_dialled: bool,
    is_met: bool,
    since: Instant,
}

/// See the module's page.
pub(crate) struct Driver {
    house: Arc<dyn House>,
    roll: Arc<Roll>,
    exchange: Exchange,
    links: BTreeMap<SessionId, Link>,
    next: SessionId,
    events: mpsc::Sender<Event>,
    news: mpsc::UnboundedSender<News>,
    started: Instant,
    is_asking: bool,
    reported: Vec<PeerState>,
    /// Counters moved since they were reported.
    is_stale: bool,
}

impl Driver {
    pub(crate) fn new(
        house: Arc<dyn House>,
        roll: Arc<Roll>,
        (me, heads): (Me, Heads),
        far: FarBehind,
        events: mpsc::Sender<Event>,
        news: mpsc::UnboundedSender<News>,
    ) -> Self {
        Self {
            house,
            roll,
            exchange: Exchange::new(me, heads).with_far(far),
            links: BTreeMap::new(),
            next: 0,
            events,
            news,
            started: Instant::now(),
            is_asking: false,
            reported: Vec::new(),
            is_stale: false,
        }
    }

    /// Drives until told to stop. `moved` wakes it when the log moved.
    pub(crate) async fn run(mut self, mut inbox: mpsc::Receiver<Event>, moved: Arc<Notify>) {
        let mut report = tokio::time::interval(REPORT_EVERY);
        report.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            let wake = self.exchange.wake_at();
            let wake_at = self.started + Duration::from_millis(wake.unwrap_or_default());
            tokio::select! {
                event = inbox.recv() => match event {
                    Some(Event::Stop(done)) => {
                        self.part(done).await;
                        return;
                    }
                    Some(event) => self.take(event),
                    None => return,
                },
                () = moved.notified(), if !self.is_asking => self.ask(),
                () = sleep_until(wake_at.into()), if wake.is_some() => self.give(Input::Woken),
                _ = report.tick(), if self.is_stale => self.report_counters(),
            }
        }
    }

    fn take(&mut self, event: Event) {
        match event {
            Event::Opened(opened) => self.open(opened),
            Event::Input(input) => self.give(input),
            Event::Received(input, turn) => {
                self.give(input);
                drop(turn);
            }
            Event::Ended { session } | Event::Unserved { session } => {
                if let Some(link) = self.drop_link(session) {
                    if link
                        .connection
                        .close_reason()
                        .as_ref()
                        .is_some_and(is_refusal)
                    {
                        self.roll.refused(link.id);
                    }
                    self.give(Input::Closed { session });
                }
            }
            Event::Moved(moved) => {
                self.is_asking = false;
                if let Some(me) = moved.me {
                    self.exchange.rename(me);
                }
                if let Some(known) = moved.known {
                    self.roll.set_known(known);
                    self.cut_revoked();
                }
                if let Some(heads) = moved.heads {
                    self.give(Input::Moved { heads });
                }
            }
            Event::Overdue { session } => {
                // Its reader reports the end.
                if let Some(link) = self.links.get(&session).filter(|link| !link.is_met) {
                    link.connection.close(ENDED, b"said nothing");
                }
            }
            // Taken by the loop.
            Event::Stop(_) => {}
        }
    }

    /// Gives the exchange an input and does what it wants done.
    fn give(&mut self, input: Input) {
        let now = self.now();
        self.exchange.handle(now, input);
        while let Some(output) = self.exchange.poll() {
            self.carry_out(output);
        }
        self.is_stale = true;
    }

    fn carry_out(&mut self, output: Output) {
        match output {
            Output::Send { session, frame } => {
                if let Some(link) = self.links.get(&session)
                    && !link.outbox.push(frame)
                {
                    // Its reader reports the end.
                    link.connection.close(ENDED, b"takes nothing");
                }
            }
            Output::Load {
                session,
                after,
                again,
                bytes,
            } => self.load(session, after, again, bytes),
            Output::Accept { commits } => {
                let house = Arc::clone(&self.house);
                self.beside(async move {
                    let taken = tokio::task::spawn_blocking(move || house.accept(commits)).await;
                    let taken = match taken {
                        Ok(Ok(taken)) => Some(taken),
                        Ok(Err(fault)) => {
                            tracing::warn!(%fault, "commits were not taken");
                            None
                        }
                        Err(_) => None,
                    };
                    Event::Input(Input::Accepted { taken })
                });
            }
            Output::Digest => {
                let house = Arc::clone(&self.house);
                self.beside(async move {
                    loop {
                        let house = Arc::clone(&house);
                        let made = tokio::task::spawn_blocking(move || house.digest()).await;
                        if let Ok(Ok(digested)) = made {
                            return Event::Input(Input::Digested(digested));
                        }
                        tracing::warn!("no digest could be made");
                        sleep_until((Instant::now() + DIGEST_AGAIN).into()).await;
                    }
                });
            }
            Output::Preview { session } => {
                let house = Arc::clone(&self.house);
                self.beside(async move {
                    let made = tokio::task::spawn_blocking(move || house.preview()).await;
                    let bytes = made.ok().and_then(Result::ok).unwrap_or_default();
                    Event::Input(Input::Previewed { session, bytes })
                });
            }
            Output::Show { station, bytes } => {
                let _ = self.news.send(News::Preview(station, bytes));
            }
            Output::GiveCopy {
                session,
                station,
                ask,
            } => self.give_copy(session, station, ask),
            Output::TakeCopy {
                session,
                station,
                part,
            } => {
                let house = Arc::clone(&self.house);
                self.beside(async move {
                    let take = move || house.take_copy(station, part);
                    let taken = tokio::task::spawn_blocking(take).await;
                    let taken = match taken {
                        Ok(Ok(taken)) => taken,
                        Ok(Err(fault)) => {
                            tracing::warn!(%fault, "no copy was taken");
                            given_up()
                        }
                        Err(_) => given_up(),
                    };
                    Event::Input(Input::CopyTaken { session, taken })
                });
            }
            Output::Close { session, why } => {
                tracing::debug!(session, ?why, "a session ends");
                self.drop_link(session);
            }
            Output::Report(report) => self.report(report),
        }
    }

    fn load(&self, session: SessionId, after: Heads, again: Heads, bytes: u32) {
        let Some(link) = self.links.get(&session) else {
            return;
        };
        let (house, outbox) = (Arc::clone(&self.house), link.outbox.clone());
        self.beside(async move {
            let load = move || house.load(&after, &again, bytes);
            let loaded = tokio::task::spawn_blocking(load).await;
            let batch: Batch = match loaded {
                Ok(Ok(batch)) => batch,
                Ok(Err(fault)) => {
                    tracing::warn!(%fault, "commits could not be read");
                    return Event::Unserved { session };
                }
                Err(_) => return Event::Unserved { session },
            };
            outbox.room().await;
            Event::Input(Input::Loaded { session, batch })
        });
    }

    fn give_copy(&self, session: SessionId, station: StationId, ask: Vec<u8>) {
        let Some(link) = self.links.get(&session) else {
            return;
        };
        let (house, outbox) = (Arc::clone(&self.house), link.outbox.clone());
        self.beside(async move {
            let give = move || house.give_copy(station, &ask);
            let given = tokio::task::spawn_blocking(give).await;
            let part = match given {
                Ok(Ok(part)) => part,
                Ok(Err(fault)) => {
                    tracing::warn!(%fault, "no copy was given");
                    Vec::new()
                }
                Err(_) => Vec::new(),
            };
            outbox.room().await;
            Event::Input(Input::CopyGiven { session, part })
        });
    }

    /// Lets a call run beside the driver; what it brings comes back as an
    /// event.
    fn beside(&self, call: impl Future<Output = Event> + Send + 'static) {
        let events = self.events.clone();
        tokio::spawn(async move {
            // A driver that is gone wants no answer.
            tokio::select! {
                event = call => { let _ = events.send(event).await; }
                () = events.closed() => {}
            }
        });
    }

    /// Reads how far the log goes, and who is let in; one reading at a time.
    fn ask(&mut self) {
        self.is_asking = true;
        let house = Arc::clone(&self.house);
        self.beside(async move {
            // In this order: in a new life of its store it may have less.
            let read = move || Moved {
                me: Some(house.me()),
                heads: house.heads().ok(),
                known: house.known().ok(),
            };
            let moved = tokio::task::spawn_blocking(read).await;
            Event::Moved(moved.unwrap_or_default())
        });
    }

    fn open(&mut self, opened: Opened) {
        let Opened {
            connection,
            streams,
            is_dialled,
        } = opened;
        let id = connection.remote_id();
        // It may have been revoked since the handshake.
        let Some(station) = self.roll.station(id) else {
            connection.close(FORBIDDEN, b"not let in");
            return;
        };
        if self.is_spare(id, is_dialled) {
            connection.close(SPARE, b"another connection stands");
            return;
        }
        let old = self.links.iter().find(|(_, link)| link.id == id);
        if let Some(session) = old.map(|(session, _)| *session) {
            if let Some(link) = self.drop_link(session) {
                link.connection.close(SPARE, b"a newer connection stands");
            }
            self.give(Input::Closed { session });
        }
        self.next += 1;
        let session = self.next;
        let outbox = link::start(session, &connection, streams, self.events.clone());
        self.roll.link(&connection, station, is_dialled);
        let link = Link {
            id,
            connection,
            outbox,
            is_dialled,
            is_met: false,
            since: Instant::now(),
        };
        self.links.insert(session, link);
        self.beside(async move {
            sleep_until((Instant::now() + HELLO).into()).await;
            Event::Overdue { session }
        });
        let station = Some(station);
        self.give(Input::Opened { session, station });
    }

    /// Whether a better connection stands: see [`SAME_TIME`].
    fn is_spare(&self, id: EndpointId, is_dialled: bool) -> bool {
        let by_lower = |is_dialled: bool| is_dialled == (self.roll.me() < id);
        self.links.values().any(|link| {
            link.id == id
                && link.connection.close_reason().is_none()
                && link.since.elapsed() < SAME_TIME
                && by_lower(link.is_dialled)
                && !by_lower(is_dialled)
        })
    }

    fn cut_revoked(&mut self) {
        let is_out = |link: &Link| self.roll.station(link.id).is_none();
        let out: Vec<SessionId> = self
            .links
            .iter()
            .filter(|(_, link)| is_out(link))
            .map(|(session, _)| *session)
            .collect();
        for session in out {
            if let Some(link) = self.drop_link(session) {
                link.connection.close(FORBIDDEN, b"no longer let in");
            }
            self.give(Input::Closed { session });
        }
    }

    /// Forgets a connection; what is queued is still sent.
    fn drop_link(&mut self, session: SessionId) -> Option<Link> {
        let link = self.links.remove(&session)?;
        self.roll.unlink(&link.connection);
        Some(link)
    }

    fn report(&mut self, report: Report) {
        if let Report::Met {
            session, station, ..
        } = report
            && let Some(link) = self.links.get_mut(&session)
        {
            link.is_met = true;
            self.roll.met(link.id);
            if let (Some(address), _) = path_of(&link.connection) {
                let _ = self.news.send(News::MetAt(station, address));
            }
        }
        self.tell(Some(report));
    }

    fn report_counters(&mut self) {
        self.is_stale = false;
        if self.exchange.peers() != self.reported {
            self.tell(None);
        }
    }

    fn tell(&mut self, report: Option<Report>) {
        self.reported = self.exchange.peers();
        self.roll.set_peers(self.reported.clone());
        let _ = self.news.send(News::Peers(report, self.reported.clone()));
    }

    /// Says goodbye to all.
    async fn part(mut self, done: oneshot::Sender<()>) {
        let mut closing = Vec::new();
        let sessions: Vec<SessionId> = self.links.keys().copied().collect();
        if let Ok(bye) = Frame::Bye(Bye::Closing).encode() {
            for link in std::mem::take(&mut self.links).into_values() {
                link.outbox.push(bye.clone());
                self.roll.unlink(&link.connection);
                closing.push(link.connection);
            }
        }
        for session in sessions {
            self.give(Input::Closed { session });
        }
        for connection in closing {
            connection.closed().await;
        }
        let _ = done.send(());
    }

    fn now(&self) -> Now {
        let elapsed = self.started.elapsed().as_millis();
        Now {
            mono_ms: u64::try_from(elapsed).unwrap_or(u64::MAX),
            wall_ms: self.house.wall_ms(),
        }
    }
}

/// The log is pulled instead.
fn given_up() -> CopyTaken {
    CopyTaken {
        is_over: true,
        ..CopyTaken::default()
    }
}
