//! A station whose commits are only wanted for their bytes: it has a log's
//! end and a key, and no store.

use ed25519_dalek::{Signer, SigningKey};
use steward_domain::ids::{StationId, VenueId};
use steward_domain::log::{
    Chain, Clock, Commit, Digest32, FORMAT, Heads, Incoming, Marks, Op, RawOp, SUITE,
};
use steward_domain::station::{KEY, Station, StationKey, StationState};
use steward_simulation::Chance;
use steward_store::{Fault, Writer};

/// Of a relayed log so many commits are signed; the others are proven by the
/// next that is.
const SIGNED_EVERY: u64 = 32;

/// Writes commits one after the other.
#[derive(Clone, Debug)]
pub struct Author {
    venue: VenueId,
    chain: Chain,
    name: String,
    letter: String,
    signing: SigningKey,
    seq: u64,
    previous: Digest32,
    seen: Heads,
    clock: Clock,
}

/// What an author does at once.
#[derive(Clone, Copy, Debug)]
pub struct Deed<'a> {
    /// The staff member.
    pub actor: &'a str,
    /// The use case.
    pub intent: &'a str,
    /// When, wall clock, milliseconds since 1970.
    pub wall_ms: i64,
    /// Whether the commit is signed whatever its place in the chain: the last
    /// of what is given at once is.
    pub signed: bool,
}

impl Author {
    /// A station with nothing written yet, its identity drawn.
    #[must_use]
    pub fn new(venue: VenueId, name: &str, letter: &str, chance: &mut Chance) -> Self {
        let station = uuid::Builder::from_random_bytes(chance.bytes()).into_uuid();
        Self {
            venue,
            chain: Chain {
                station: StationId(station),
                epoch: 1,
            },
            name: name.to_owned(),
            letter: letter.to_owned(),
            signing: SigningKey::from_bytes(&chance.bytes()),
            seq: 0,
            previous: [0; 32],
            seen: Heads::new(),
            clock: Clock::default(),
        }
    }

    /// Which station.
    #[must_use]
    pub fn station(&self) -> StationId {
        self.chain.station
    }

    /// The letter in its booking numbers.
    #[must_use]
    pub fn letter(&self) -> &str {
        &self.letter
    }

    /// The key it is known by.
    #[must_use]
    pub fn public_key(&self) -> [u8; 32] {
        self.signing.verifying_key().to_bytes()
    }

    /// Its newest commit, and all it had seen.
    #[must_use]
    pub fn heads(&self) -> &Heads {
        &self.seen
    }

    /// Takes note of what others have written.
    pub fn see(&mut self, heads: &Heads) {
        heads.iter().for_each(|dot| self.seen.see(dot));
    }

    /// Lets it in, as a desk does.
    ///
    /// # Errors
    /// As [`Writer::save`].
    pub fn let_in(&self, w: &mut Writer<'_>) -> Result<(), Fault> {
        w.save(&Station {
            id: self.station(),
            name: self.name.clone(),
            letter: self.letter.clone(),
            state: StationState::Active,
            why: String::new(),
        })?;
        let key = StationKey::of(&self.public_key());
        w.fact(KEY, self.station().0, serde_json::json!(key));
        Ok(())
    }

    /// Writes one commit.
    ///
    /// # Panics
    /// When a value is too deep for the encoder.
    pub fn commit(&mut self, deed: Deed<'_>, ops: &[Op]) -> Incoming {
        let commit = Commit {
            format: FORMAT,
            suite: SUITE,
            venue: self.venue,
            chain: self.chain,
            seq: self.seq + 1,
            previous: self.previous,
            seen: self.seen.clone(),
            marks: Marks::default(),
            stamp: self.clock.tick(deed.wall_ms),
            wall_ms: deed.wall_ms,
            actor: deed.actor.to_owned(),
            session: None,
            offline: false,
            intent: deed.intent.to_owned(),
            ops: ops
                .iter()
                .map(|op| RawOp::encode(op).expect("a shallow value"))
                .collect(),
        };
        let sealed = commit.seal().expect("a shallow value");
        let is_signed = deed.signed || commit.seq.is_multiple_of(SIGNED_EVERY);
        let sign = || self.signing.sign(&sealed.signing_message()).to_bytes();
        let signature = is_signed.then(sign);
        self.seq = commit.seq;
        self.previous = sealed.hash;
        self.seen.see(commit.dot());
        Incoming {
            bytes: sealed.bytes,
            signature,
        }
    }
}
