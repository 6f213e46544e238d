//! The writer's side of an open store: its connection, clock and identity,
//! and the mark of used sequence numbers that does not lie in the file.

use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;

use rand::Rng;
use rand::rngs::OsRng;
use rusqlite::Connection;
use steward_domain::log::{Chain, Clock, Dot, Heads};

use crate::fork::{Forks, WAYS};
use crate::keys::{self, KeyRack, Secrets};
use crate::table::{head, log, meta, station};
use crate::{Fault, Identity, Place, ShortLog, disk, sign};

/// Only one thread writes.
pub(crate) struct Desk {
    pub(crate) connection: Connection,
    pub(crate) clock: Clock,
    pub(crate) identity: Identity,
    pub(crate) secrets: Secrets,
    rack: KeyRack,
    mark: Option<File>,
    used: u64,
    /// When it was taken up shorter than its mark said.
    pub(crate) short: Option<ShortLog>,
}

impl Desk {
    /// Takes an opened file up. When the file's identity and the one kept
    /// with the key differ, one of them is a copy: the station goes on in a
    /// new epoch, so that no sequence number is used twice.
    pub(crate) fn take_up(
        connection: Connection,
        secrets: Secrets,
        place: &Place,
        elsewhere: bool,
    ) -> Result<Self, Fault> {
        let row = meta::load(&connection)?;
        let rack = KeyRack::of(place);
        let chain = Chain {
            station: row.identity.station,
            epoch: row.identity.epoch,
        };
        let used = head::heads(&head::tips(&connection)?).of(chain);
        let marked = read_mark(&rack.high_water(), chain.epoch);
        let short = (marked > used).then_some(ShortLog {
            station: chain.station,
            epoch: chain.epoch,
            kept: used,
            written: marked,
        });
        let is_copy = elsewhere
            || secrets.station != row.identity.station
            || secrets.epoch != row.identity.epoch
            || secrets.life != row.life
            || secrets.machine != keys::machine_mark(&place.dir)
            || short.is_some()
            || Forks::load(&connection)?.is_forked(chain);
        let mut desk = Self {
            clock: Clock::after(log::newest_stamp(&connection)?),
            connection,
            identity: row.identity,
            secrets,
            mark: None,
            rack,
            used,
            short,
        };
        if is_copy {
            desk.renew(keys::machine_mark(&place.dir))?;
        }
        desk.mark = disk::private()
            .create(true)
            .truncate(false)
            .write(true)
            .open(desk.rack.high_water())
            .ok();
        desk.used(desk.used);
        Ok(desk)
    }

    /// Notes that a sequence number of this epoch is used. It is not flushed:
    /// a mark that is lost only means that one copy less is recognised here,
    /// and peers recognise it still.
    pub(crate) fn used(&mut self, seq: u64) {
        self.used = seq;
        if let Some(mark) = &mut self.mark {
            let note = format!("{:010} {seq:020}\n", self.identity.epoch);
            let _ = mark
                .seek(SeekFrom::Start(0))
                .and_then(|_| mark.write_all(note.as_bytes()));
        }
    }

    /// Begins a new epoch when commits of this one came from outside: another
    /// copy of this station is at work, or this one was brought back from
    /// before them. They may go on from what stands here, or have parted from
    /// it earlier.
    pub(crate) fn renew_if_used_elsewhere(&mut self, heads: &Heads) -> Result<(), Fault> {
        let chain = Chain {
            station: self.identity.station,
            epoch: self.identity.epoch,
        };
        if heads.of(chain) <= self.used && !Forks::load(&self.connection)?.is_forked(chain) {
            return Ok(());
        }
        self.renew(self.secrets.machine)?;
        self.used(0);
        Ok(())
    }

    /// How far the station had come in its own chain.
    pub(crate) fn used_so_far(&self) -> Heads {
        let chain = Chain {
            station: self.identity.station,
            epoch: self.identity.epoch,
        };
        let dot = Dot {
            chain,
            seq: self.used,
        };
        std::iter::once(dot).collect()
    }

    /// Begins a new epoch in the file that is here now.
    pub(crate) fn renew_here(&mut self) -> Result<(), Fault> {
        self.renew(self.secrets.machine)?;
        self.used(0);
        Ok(())
    }

    /// The key place is written first: should this stop half-way, the two
    /// differ and the next start begins another epoch.
    fn renew(&mut self, machine: [u8; 32]) -> Result<(), Fault> {
        let heads = head::heads(&head::tips(&self.connection)?);
        let known = heads
            .iter()
            .map(|dot| dot.chain)
            .filter(|chain| chain.station == self.identity.station && chain.epoch < WAYS);
        let last = known
            .map(|chain| chain.epoch)
            .chain([self.identity.epoch, self.secrets.epoch])
            .max()
            .unwrap_or(0);
        // Two copies that do not know of each other must not choose the same.
        let epoch = last
            .saturating_add(1)
            .saturating_add(OsRng.gen_range(0..1 << 16));
        self.secrets.epoch = epoch;
        self.secrets.station = self.identity.station;
        self.secrets.life = *keys::random();
        self.secrets.machine = machine;
        self.rack.keep(&self.secrets)?;
        self.identity.epoch = epoch;
        let row = meta::Row {
            identity: self.identity.clone(),
            life: self.secrets.life,
        };
        let transaction = self.connection.transaction()?;
        meta::save(&transaction, &row)?;
        let public = sign::public_key(&self.secrets.signing);
        station::trust(
            &transaction,
            self.identity.station,
            &public,
            &self.identity.name,
        )?;
        transaction.commit()?;
        self.used = 0;
        tracing::warn!(
            epoch,
            "this store was copied or brought back: it goes on in a new epoch"
        );
        Ok(())
    }
}

/// How far a station's own chain had come by the mark beside its key.
pub(crate) fn marked(secrets: &Secrets, place: &Place) -> Option<Dot> {
    let seq = read_mark(&KeyRack::of(place).high_water(), secrets.epoch);
    let chain = Chain {
        station: secrets.station,
        epoch: secrets.epoch,
    };
    (seq > 0).then_some(Dot { chain, seq })
}

/// The highest sequence number noted for an epoch; 0 when another epoch or
/// nothing is noted.
fn read_mark(path: &Path, epoch: u32) -> u64 {
    let note = std::fs::read_to_string(path).unwrap_or_default();
    let mut words = note.split_whitespace();
    let noted = words.next().and_then(|word| word.parse::<u32>().ok());
    if noted != Some(epoch) {
        return 0;
    }
    words.next().and_then(|word| word.parse().ok()).unwrap_or(0)
}
