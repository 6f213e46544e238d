//! A house in memory: the smallest log that keeps the order of causes.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use ed25519_dalek::{Signer, SigningKey};
use steward_domain::ids::{StationId, VenueId};
use steward_domain::log::{
    Chain, Commit, Dot, FORMAT, Heads, Incoming, Marks, SUITE, Sealed, Stamp,
};
use steward_sync::{
    Batch, Card, CopyTaken, Digested, FarBehind, Guest, House, HouseFault, Known, Me, PeerState,
    Report, Taken, Welcome, heads_hash,
};
use tokio::sync::watch;
use uuid::Uuid;

use crate::{Carrier, Options};

pub(super) const VENUE: VenueId = VenueId(Uuid::from_u128(7));
pub(super) const VENUE_NAME: &str = "the venue of the north";
/// Longer than anything here takes.
const LIMIT: Duration = Duration::from_secs(30);

#[derive(Default)]
pub(super) struct Inside {
    pub(super) log: Vec<(Dot, Heads, Incoming)>,
    pub(super) heads: Heads,
    pub(super) known: Vec<Known>,
    pub(super) reports: Vec<Report>,
    pub(super) peers: Vec<PeerState>,
    pub(super) met_at: Vec<(StationId, SocketAddr)>,
    pub(super) refuses_guests: bool,
    /// So many more loads and accepts fail.
    pub(super) failures: u32,
    /// What matters today.
    pub(super) today: Vec<u8>,
    pub(super) shown: Vec<(StationId, Vec<u8>)>,
    pub(super) gives_no_copy: bool,
    pub(super) previews_made: u32,
    pub(super) parts_given: u32,
    /// Commits of a copy that is not whole yet.
    pub(super) copied: Vec<Vec<u8>>,
    pub(super) copies_taken: u32,
    /// What it calls itself, when renamed.
    pub(super) name: Option<String>,
    /// How often it was brought back to a backup.
    lives: u32,
}

pub(super) struct MemoryHouse {
    number: u8,
    inside: Mutex<Inside>,
    moved: Mutex<Vec<Box<dyn Fn() + Send + Sync>>>,
    changes: watch::Sender<u64>,
}

pub(super) fn station(number: u8) -> StationId {
    StationId(Uuid::from_u128(u128::from(number)))
}

fn key(number: u8) -> SigningKey {
    SigningKey::from_bytes(&[number; 32])
}

pub(super) fn card(number: u8) -> Card {
    Card {
        station: station(number),
        name: format!("desk of number {number}"),
        letter: "A".into(),
        key: key(number).verifying_key().to_bytes(),
    }
}

impl MemoryHouse {
    /// The house of station `number`, which lets the others in.
    pub(super) fn new(number: u8, known: &[u8]) -> Arc<Self> {
        let house = Self {
            number,
            inside: Mutex::default(),
            moved: Mutex::default(),
            changes: watch::Sender::new(0),
        };
        house.knows(known, &[]);
        Arc::new(house)
    }

    /// Lets exactly these in, all last seen at `addresses`.
    pub(super) fn knows(&self, known: &[u8], addresses: &[SocketAddr]) {
        let at = |number: &u8| (*number, addresses.to_vec());
        self.knows_at(known.iter().map(at).collect());
    }

    /// Lets exactly these in, each last seen somewhere.
    pub(super) fn knows_at(&self, known: Vec<(u8, Vec<SocketAddr>)>) {
        let known = known.into_iter().map(|(number, addresses)| Known {
            card: card(number),
            addresses,
        });
        self.inside().known = known.collect();
        self.tell();
    }

    pub(super) fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap()
    }

    pub(super) fn write(&self, size: usize) {
        let mut inside = self.inside();
        let chain = Chain {
            station: station(self.number),
            epoch: 1,
        };
        let commit = Commit {
            format: FORMAT,
            suite: SUITE,
            venue: VENUE,
            chain,
            seq: inside.heads.of(chain) + 1,
            previous: [0; 32],
            seen: inside.heads.clone(),
            marks: Marks::default(),
            stamp: Stamp::at(0),
            wall_ms: 0,
            // Not to be compressed.
            actor: (0..size / 64)
                .map(|n| blake3::hash(&[self.number, n as u8, (n >> 8) as u8]).to_string())
                .collect(),
            session: None,
            offline: false,
            intent: "test".into(),
            ops: Vec::new(),
        };
        let bytes = commit.seal().unwrap().bytes;
        inside.take(&[Incoming {
            bytes,
            signature: None,
        }]);
        drop(inside);
        self.tell();
    }

    /// It is brought back to its first commits, and goes on in another life.
    pub(super) fn goes_back_to(&self, count: usize) {
        let mut inside = self.inside();
        inside.log.truncate(count);
        inside.heads = inside.log.iter().map(|(dot, ..)| *dot).collect();
        inside.lives += 1;
        drop(inside);
        self.tell();
    }

    fn tell(&self) {
        for moved in self.moved.lock().unwrap().iter() {
            moved();
        }
        self.changed();
    }

    fn changed(&self) {
        self.changes.send_modify(|count| *count += 1);
    }

    /// Waits until something holds inside.
    pub(super) async fn until(&self, what: &str, holds: impl Fn(&Inside) -> bool) {
        let mut changes = self.changes.subscribe();
        let wait = async {
            while !holds(&self.inside()) {
                changes.changed().await.unwrap();
            }
        };
        if tokio::time::timeout(LIMIT, wait).await.is_err() {
            let inside = self.inside();
            panic!(
                "station {} waits in vain until {what}: {:?} {:?}",
                self.number, inside.reports, inside.peers
            );
        }
    }

    /// Waits until it knows itself equal with a peer.
    pub(super) async fn until_in_step(&self, other: u8) {
        self.until(&format!("it is in step with {other}"), |inside| {
            let mut peers = inside.peers.iter();
            peers.any(|peer| peer.station == station(other) && peer.in_step)
        })
        .await;
    }

    pub(super) async fn until_it_has(&self, count: usize) {
        self.until(&format!("it has {count}"), |inside| {
            inside.log.len() == count
        })
        .await;
    }

    pub(super) async fn start(self: &Arc<Self>, peers: &[SocketAddr]) -> Carrier {
        let house = Arc::clone(self);
        Carrier::start(house, options(peers)).await.unwrap()
    }

    /// The same, far behind from so many commits on.
    pub(super) async fn start_far(
        self: &Arc<Self>,
        peers: &[SocketAddr],
        far: FarBehind,
    ) -> Carrier {
        let options = Options {
            far,
            ..options(peers)
        };
        Carrier::start(Arc::clone(self) as _, options)
            .await
            .unwrap()
    }
}

/// Nothing but 127.0.0.1.
pub(super) fn options(peers: &[SocketAddr]) -> Options {
    let here = SocketAddr::from(([127, 0, 0, 1], 0));
    Options {
        listen: vec![here],
        pair_at: here,
        peers: peers.to_vec(),
        discover: false,
        ..Options::default()
    }
}

impl Inside {
    fn fail(&mut self) -> Result<(), HouseFault> {
        let left = self.failures.checked_sub(1);
        self.failures = left.unwrap_or_default();
        left.map_or(Ok(()), |_| Err(HouseFault("the disk is away".into())))
    }

    fn take(&mut self, commits: &[Incoming]) {
        for incoming in commits {
            let commit = Sealed::from_bytes(incoming.bytes.clone()).open().unwrap();
            if self.heads.includes(&commit.seen) && !self.heads.covers(commit.dot()) {
                self.heads.see(commit.dot());
                self.log.push((commit.dot(), commit.seen, incoming.clone()));
            }
        }
    }
}

impl House for MemoryHouse {
    fn me(&self) -> Me {
        let inside = self.inside();
        Me {
            venue: VENUE,
            station: station(self.number),
            epoch: 1 + inside.lives,
            name: inside.name.clone().unwrap_or(card(self.number).name),
        }
    }

    fn secret_key(&self) -> [u8; 32] {
        key(self.number).to_bytes()
    }

    fn wall_ms(&self) -> i64 {
        1_000
    }

    fn heads(&self) -> Result<Heads, HouseFault> {
        Ok(self.inside().heads.clone())
    }

    fn load(&self, after: &Heads, _again: &Heads, bytes: u32) -> Result<Batch, HouseFault> {
        self.inside().fail()?;
        let mut batch = Batch {
            reached: after.clone(),
            ..Batch::default()
        };
        let mut room = i64::from(bytes);
        for (dot, _, incoming) in &self.inside().log {
            if after.covers(*dot) {
                continue;
            }
            if room <= 0 {
                batch.more = true;
                break;
            }
            room -= incoming.bytes.len() as i64;
            batch.reached.see(*dot);
            batch.commits.push(incoming.clone());
        }
        Ok(batch)
    }

    fn accept(&self, commits: Vec<Incoming>) -> Result<Taken, HouseFault> {
        self.inside().fail()?;
        self.inside().take(&commits);
        self.tell();
        Ok(Taken {
            heads: self.heads()?,
            lacking: Heads::new(),
        })
    }

    fn digest(&self) -> Result<Digested, HouseFault> {
        let heads = self.heads()?;
        let digest = heads_hash(&heads);
        Ok(Digested {
            tips: digest,
            heads,
            digest,
        })
    }

    fn preview(&self) -> Result<Vec<u8>, HouseFault> {
        self.inside().previews_made += 1;
        Ok(self.inside().today.clone())
    }

    fn show(&self, station: StationId, preview: Vec<u8>) {
        self.inside().shown.push((station, preview));
        self.changed();
    }

    /// The ask names a place in the log; the part is one commit.
    fn give_copy(&self, _station: StationId, ask: &[u8]) -> Result<Vec<u8>, HouseFault> {
        let mut inside = self.inside();
        inside.fail()?;
        if inside.gives_no_copy {
            return Err(HouseFault("no copies here".into()));
        }
        inside.parts_given += 1;
        let place = usize::from(ask[0]);
        let mut part = vec![ask[0], u8::from(place + 1 < inside.log.len())];
        part.extend(&inside.log[place].2.bytes);
        Ok(part)
    }

    fn take_copy(
        &self,
        _station: StationId,
        part: Option<Vec<u8>>,
    ) -> Result<CopyTaken, HouseFault> {
        let mut inside = self.inside();
        let (mut asks, mut is_over) = (Vec::new(), false);
        match part.as_deref() {
            None => asks.push(vec![u8::try_from(inside.copied.len()).unwrap()]),
            Some([]) => is_over = true,
            Some([place, more, commit @ ..]) => {
                inside.copied.push(commit.to_vec());
                is_over = *more == 0;
                asks.extend((!is_over).then(|| vec![place + 1]));
            }
            Some([_]) => panic!("half a part"),
        }
        let copied = if is_over {
            std::mem::take(&mut inside.copied)
        } else {
            Vec::new()
        };
        let is_whole = !copied.is_empty();
        let commits = copied.into_iter().map(|bytes| Incoming {
            bytes,
            signature: None,
        });
        inside.take(&Vec::from_iter(commits));
        inside.copies_taken += u32::from(is_whole);
        let heads = is_whole.then(|| inside.heads.clone());
        drop(inside);
        self.changed();
        Ok(CopyTaken {
            asks,
            is_over,
            heads,
        })
    }

    fn on_moved(&self, moved: Box<dyn Fn() + Send + Sync>) {
        self.moved.lock().unwrap().push(moved);
    }

    fn known(&self) -> Result<Vec<Known>, HouseFault> {
        Ok(self.inside().known.clone())
    }

    fn met_at(&self, station: StationId, address: SocketAddr) {
        self.inside().met_at.push((station, address));
        self.changed();
    }

    fn report(&self, report: Option<Report>, peers: Vec<PeerState>) {
        let mut inside = self.inside();
        inside.reports.extend(report);
        inside.peers = peers;
        drop(inside);
        self.changed();
    }

    fn welcome(&self) -> Result<Welcome, HouseFault> {
        Ok(Welcome {
            venue: VENUE,
            venue_name: VENUE_NAME.into(),
            host: card(self.number),
            letter: "B".into(),
            stations: vec![card(self.number)],
        })
    }

    fn admit(&self, card: Card) -> Result<(), HouseFault> {
        if self.inside().refuses_guests {
            return Err(HouseFault("the disk is full".into()));
        }
        let addresses = Vec::new();
        self.inside().known.push(Known { card, addresses });
        self.tell();
        Ok(())
    }
}

/// A folder that becomes station `number`, and signs with the key of `signs`.
pub(super) struct MemoryGuest {
    pub(super) number: u8,
    pub(super) signs: u8,
}

impl Guest for MemoryGuest {
    fn enter(&mut self, _welcome: &Welcome) -> Result<Card, HouseFault> {
        Ok(card(self.number))
    }

    fn sign(&mut self, message: &[u8]) -> Result<[u8; 64], HouseFault> {
        Ok(key(self.signs).sign(message).to_bytes())
    }
}

pub(super) fn guest(number: u8) -> Box<MemoryGuest> {
    Box::new(MemoryGuest {
        number,
        signs: number,
    })
}
