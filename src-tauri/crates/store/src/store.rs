//! The open store: one writer, readers of their own, the feed.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, Transaction, TransactionBehavior};
use serde_json::Value;
use steward_domain::ids::StationId;
use steward_domain::log::{
    Chain, Clock, Commit, Digest32, Dot, FORMAT, Heads, Marks, Op, RawOp, SUITE, SealError, mark,
};
use steward_domain::secrecy::Level;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::desk::Desk;
use crate::feed::Feed;
use crate::folding::Folding;
use crate::fork::Forks;
use crate::lock::Lock;
use crate::project::{self, Index, Projection, Touched};
use crate::reads::{Reading, Reads};
use crate::table::{contact, head, log, meta, station};
use crate::turn::Turn;
use crate::veil::Veil;
use crate::{
    Act, Batch, Changed, Contact, Digest, Fault, Finding, Founding, Identity, Incoming, Place,
    Reader, ShortLog, Writer, accept, backup, canon, digest, founding, keys, open, sign, verify,
    writer,
};

/// An open store. Threads share it; one process has it.
pub struct Store {
    pub(crate) desk: Mutex<Desk>,
    pub(crate) turn: Turn,
    pub(crate) reads: Arc<Reads>,
    pub(crate) feed: Feed,
    pub(crate) place: Place,
    pub(crate) key: Zeroizing<[u8; 32]>,
    folding: Folding,
    // Last, so that it is given back after the connections are closed.
    _lock: Lock,
}

/// What two stores are compared by, of one moment.
#[derive(Clone, Debug)]
pub struct Comparable {
    /// How far the log goes.
    pub heads: Heads,
    /// The newest commit of each chain: equally far may be on another way.
    pub tips: Vec<(Dot, Digest32)>,
    /// What the tables hold.
    pub digest: Digest,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Store({})", self.place.dir.display())
    }
}

impl Store {
    /// Whether a folder holds a store.
    #[must_use]
    pub fn exists(place: &Place) -> bool {
        place.database().exists() || place.ready().exists()
    }

    /// Makes a new store with keys of its own, and opens it.
    ///
    /// # Errors
    /// [`Fault::Exists`] when one is there; see [`Fault`]. What a failed
    /// founding left is taken away.
    pub fn found(place: &Place, new: &Founding, wall_ms: i64) -> Result<Self, Fault> {
        let lock = founding::found(place, new)?;
        let (desk, lock) = founding::open_locked(place, lock, wall_ms, open::STEPS)?;
        Ok(Self::new(place, desk, lock))
    }

    /// Takes a store away, with its key: for one that never held anything.
    ///
    /// # Errors
    /// When it is open, or the files cannot be removed.
    pub fn unmake(place: &Place) -> Result<(), Fault> {
        founding::unmake(place)
    }

    /// Opens a store with the key that this computer keeps for it. One that
    /// was copied or brought back from a backup goes on in a new epoch.
    ///
    /// # Errors
    /// See [`Fault`]; a file that is refused is left as it is.
    pub fn open(place: &Place, wall_ms: i64) -> Result<Self, Fault> {
        let (desk, lock) = founding::open(place, wall_ms, open::STEPS)?;
        let store = Self::new(place, desk, lock);
        store.retry_newer(wall_ms)?;
        Ok(store)
    }

    /// Opens a copied store with its recovery code, keeps the key on this
    /// computer and goes on in a new epoch.
    ///
    /// # Errors
    /// [`Fault::RecoveryCode`] for a slip, [`Fault::KeyWrong`] for another
    /// store's code; see [`Fault`].
    pub fn open_with_recovery_code(place: &Place, code: &str, wall_ms: i64) -> Result<Self, Fault> {
        founding::recover(place, code, wall_ms).map(|(desk, lock)| Self::new(place, desk, lock))
    }

    fn new(place: &Place, desk: Desk, lock: Lock) -> Self {
        Self {
            key: desk.secrets.database.clone(),
            desk: Mutex::new(desk),
            turn: Turn::default(),
            reads: Arc::default(),
            feed: Feed::default(),
            place: place.clone(),
            folding: Folding::default(),
            _lock: lock,
        }
    }

    /// What opens a copy of this store elsewhere. It is the key itself: for
    /// paper, not for a screen that others see.
    #[must_use]
    pub fn recovery_code(&self) -> Zeroizing<String> {
        keys::code::write(&self.key)
    }

    /// Who this store is.
    #[must_use]
    pub fn identity(&self) -> Identity {
        self.desk().identity.clone()
    }

    /// Whether the store was shorter than its own mark said when it was opened:
    /// its newest commits were cut off, or it was brought back.
    #[must_use]
    pub fn short_log(&self) -> Option<ShortLog> {
        self.desk().short
    }

    /// The key others know this station by (Ed25519).
    #[must_use]
    pub fn public_key(&self) -> [u8; 32] {
        sign::public_key(&self.desk().secrets.signing)
    }

    /// Whether its key is in the system's keyring rather than in a file.
    #[must_use]
    pub fn is_key_in_keyring(&self) -> bool {
        keys::KeyRack::of(&self.place).is_in_keyring()
    }

    /// When the newest backup was made, milliseconds since 1970.
    #[must_use]
    pub fn backed_up_at(&self) -> Option<i64> {
        backup::newest(&self.place)
    }

    /// Where it lies.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// A new id, made at a wall time, milliseconds since 1970.
    #[must_use]
    pub fn new_id(&self, wall_ms: i64) -> Uuid {
        writer::new_id(wall_ms, None)
    }

    /// Reads on one snapshot.
    ///
    /// # Errors
    /// What `read` returns, and the database's own.
    pub fn read<T, E: From<Fault>>(
        &self,
        read: impl FnOnce(&Reader<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.read_as(Level::Confidential, read)
    }

    /// Reads on one snapshot what somebody with a clearance may know (S-03).
    ///
    /// # Errors
    /// What `read` returns, and the database's own.
    pub fn read_as<T, E: From<Fault>>(
        &self,
        clearance: Level,
        read: impl FnOnce(&Reader<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let (reading, idle) = Reading::begin(&self.reads);
        let connection =
            idle.map_or_else(|| open::reader(&self.place.database(), &self.key), Ok)?;
        let result = {
            let snapshot = connection.unchecked_transaction().map_err(Fault::from)?;
            read(&Reader {
                connection: &snapshot,
                veil: Veil::before(clearance),
            })
        };
        reading.end(connection);
        result
    }

    /// Does one act: all of its changes, or none. Without changes nothing is
    /// written. The feed is told after the commit is on the disk.
    ///
    /// # Errors
    /// What `write` returns, and the database's own; nothing was written.
    pub fn write<T, E: From<Fault>>(
        &self,
        act: Act,
        write: impl FnOnce(&mut Writer<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut desk = self.desk();
        let Desk {
            connection,
            clock,
            secrets,
            identity,
            ..
        } = &mut *desk;
        let transaction = begin(connection)?;
        let mut writer = Writer::new(Reader::whole(&transaction), act.wall_ms);
        let value = write(&mut writer)?;
        let ops = writer.into_ops();
        if ops.is_empty() {
            return Ok(value);
        }
        let (changed, seq) = append(&transaction, identity, clock, &secrets.signing, act, &ops)?;
        transaction.commit().map_err(Fault::from)?;
        desk.used(seq);
        drop(desk);
        self.folding.after_act(&self.reads, &self.place, &self.key);
        self.feed.tell(&changed);
        Ok(value)
    }

    /// Sets a choice of this workstation. Not in the log.
    ///
    /// # Errors
    /// When the database fails.
    pub fn set_setting(&self, key: &str, value: &Value) -> Result<(), Fault> {
        meta::set_setting(&self.desk().connection, key, &canon::text(value))
    }

    /// Asks to be told of every change after it is on the disk.
    pub fn subscribe(&self, listener: Box<dyn Fn(&Changed) + Send + Sync>) {
        self.feed.subscribe(listener);
    }

    /// Takes a station's commits from now on, those that wait for its key
    /// included. A station may sign with several keys over its life.
    ///
    /// # Errors
    /// When the database fails.
    pub fn trust_station(
        &self,
        station: StationId,
        public_key: [u8; 32],
        name: &str,
    ) -> Result<(), Fault> {
        station::trust(&self.desk().connection, station, &public_key, name)?;
        self.accept(Vec::new(), 0).map(drop)
    }

    /// What the store has.
    ///
    /// # Errors
    /// When the database fails.
    pub fn heads(&self) -> Result<Heads, Fault> {
        self.read(|reader| reader.heads())
    }

    /// The commits that somebody with these heads lacks, each after what it
    /// builds on.
    ///
    /// # Errors
    /// When the database fails.
    pub fn commits_after(&self, heads: &Heads) -> Result<Vec<Incoming>, Fault> {
        self.read(|reader| {
            let again = Heads::new();
            let connection = reader.connection;
            let (batch, _) = accept::load_as_kept(connection, heads, &again, usize::MAX)?;
            Ok(batch.commits)
        })
    }

    /// The same, in the order of arrival, until about so many bytes are
    /// together; at least one commit.
    ///
    /// # Errors
    /// When the database fails.
    pub fn load(&self, after: &Heads, bytes: usize) -> Result<Batch, Fault> {
        self.read(|reader| reader.load(after, bytes))
    }

    /// The same for somebody who asks again for what lies behind some places,
    /// whatever the heads say: it has another way on from there.
    ///
    /// # Errors
    /// When the database fails.
    pub fn load_again(&self, after: &Heads, again: &Heads, bytes: usize) -> Result<Batch, Fault> {
        self.read(|reader| accept::load(reader.connection, after, again, bytes))
    }

    /// What another station's store is compared with.
    ///
    /// # Errors
    /// When the database fails.
    pub fn comparable(&self) -> Result<Comparable, Fault> {
        self.read(|reader| {
            let tips = head::tips(reader.connection)?.into_iter();
            let tips = tips.map(|(chain, (seq, hash))| (Dot { chain, seq }, hash));
            Ok(Comparable {
                heads: reader.heads()?,
                tips: tips.collect(),
                digest: digest::digest(reader.connection)?,
            })
        })
    }

    /// Notes where another station was met.
    ///
    /// # Errors
    /// When the database fails, or the station is unknown.
    pub fn met_at(&self, station: StationId, address: &str, wall_ms: i64) -> Result<(), Fault> {
        station::met_at(&self.desk().connection, station, address, wall_ms)
    }

    /// Notes what happened between this station and another.
    ///
    /// # Errors
    /// When the database fails.
    pub fn note_contact(&self, contact: &Contact) -> Result<(), Fault> {
        contact::add(&self.desk().connection, contact)
    }

    /// Signs a message that is no commit, such as a word of pairing.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        sign::sign_bytes(&self.desk().secrets.signing, message)
    }

    /// The key this station signs with, and is connected to by: its own, kept
    /// apart from the data.
    #[must_use]
    pub fn secret_key(&self) -> Zeroizing<[u8; 32]> {
        self.desk().secrets.signing.clone()
    }

    /// Bytes by chance, for a key that is used once.
    #[must_use]
    pub fn one_time_key(&self) -> Zeroizing<[u8; 32]> {
        keys::random()
    }

    /// Replays the log and mends every table that says otherwise. Where none
    /// does, nothing is written.
    ///
    /// # Errors
    /// When the database fails or a commit is damaged; then the tables are as
    /// they were.
    pub fn rebuild(&self) -> Result<(), Fault> {
        let mut desk = self.desk();
        open::make_room(&desk.connection)?;
        let transaction = begin(&mut desk.connection)?;
        let rebuilt =
            project::replay(&transaction, Index::Kept).and_then(|()| Ok(transaction.commit()?));
        open::give_room_back(&desk.connection)?;
        rebuilt
    }

    /// A hash over the log's heads and all that the tables show.
    ///
    /// # Errors
    /// When the database fails.
    pub fn digest(&self) -> Result<Digest, Fault> {
        self.read(|reader| digest::digest(reader.connection))
    }

    /// Looks for everything that is not as it should be; empty when all is
    /// well. Changes nothing.
    ///
    /// # Errors
    /// When the database fails in a way that is no finding.
    pub fn verify(&self) -> Result<Vec<Finding>, Fault> {
        // The writer rests meanwhile: it alone moves pages within the file.
        let desk = self.desk();
        let is_folded_in = open::fold_in(&desk.connection)?;
        self.read(|reader| verify::verify(reader.connection, is_folded_in))
    }

    /// Copies the whole store to a file where nothing is yet, encrypted with
    /// the same key, and the key's check beside it.
    ///
    /// # Errors
    /// See [`Fault`]; a failed copy is taken away.
    pub fn backup_to(&self, path: &Path) -> Result<(), Fault> {
        let desk = self.desk();
        backup::copy(&desk.connection, path)?;
        keys::check::write(&path.with_extension("check"), &self.key)
    }

    /// The writer, before any catch-up that is going on.
    pub(crate) fn desk(&self) -> MutexGuard<'_, Desk> {
        self.turn.wait_for(|| lock(&self.desk))
    }
}

/// A writer that panicked left its transaction rolled back, so what the lock
/// guards is whole.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(crate) fn begin(connection: &mut Connection) -> Result<Transaction<'_>, Fault> {
    Ok(connection.transaction_with_behavior(TransactionBehavior::Immediate)?)
}

/// Seals, signs, appends and projects one commit of this station.
fn append(
    connection: &Connection,
    identity: &Identity,
    clock: &mut Clock,
    signing: &[u8; 32],
    act: Act,
    ops: &[Op],
) -> Result<(Changed, u64), Fault> {
    let chain = Chain {
        station: identity.station,
        epoch: identity.epoch,
    };
    let tips = head::tips(connection)?;
    let (last, previous) = tips.get(&chain).copied().unwrap_or((0, [0; 32]));
    let encode = |op| RawOp::encode(op).map_err(|e| SealError::Encode(e.to_string()));
    let commit = Commit {
        format: FORMAT,
        suite: SUITE,
        venue: identity.venue,
        chain,
        seq: last + 1,
        previous,
        seen: head::heads(&tips),
        marks: Marks(tips.values().map(|(_, hash)| mark(hash)).collect()),
        stamp: clock.tick(act.wall_ms),
        wall_ms: act.wall_ms,
        actor: act.actor,
        session: act.session,
        offline: act.offline,
        intent: act.intent.to_owned(),
        ops: ops.iter().map(encode).collect::<Result<_, _>>()?,
    };
    let sealed = commit.seal()?;
    let signature = sign::sign(signing, &sealed);
    let id = log::append(connection, commit.dot(), &commit, &sealed, Some(&signature))?;
    head::set(connection, commit.dot(), sealed.hash)?;
    let mut projection = Projection::new(connection)?;
    if let Some((why, lacking)) = projection.take(id, commit.dot(), &commit.seen, &commit)? {
        return Err(Fault::Forbidden { why, lacking });
    }
    Ok((changed(projection.finish()?, connection)?, commit.seq))
}

pub(crate) fn changed(touched: Touched, connection: &Connection) -> Result<Changed, Fault> {
    Ok(Changed {
        kinds: touched.kinds,
        ids: touched.ids.into_iter().collect(),
        heads: Forks::load(connection)?.told(&head::tips(connection)?),
    })
}
