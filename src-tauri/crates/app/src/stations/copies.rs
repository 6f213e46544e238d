//! Whole copies of the store between stations, part by part: one that is
//! given, and one that is taken. A protocol carries the parts and knows
//! neither what they are nor what is asked.
//!
//! The copy opens with a key that whoever takes it draws for it alone. It is
//! told to a station that was let in, over a connection that only that station
//! reads; the file that stays in the end has another.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use steward_domain::ids::StationId;
use steward_store::Store;
use steward_sync::{CopyTaken, HouseFault};
use zeroize::Zeroizing;

use crate::Desk;
use crate::refusals::told;
use crate::views::CatchUpStage;

/// Bytes in a part.
const PART: u64 = 4 * 1024 * 1024;
/// Parts that are asked for before one has come.
const AHEAD: usize = 2;
/// How long an ask waits for a copy that is being made.
const WAIT: Duration = Duration::from_secs(2);
/// A copy that claims to be longer than this is not taken, bytes.
const LONGEST: u64 = 64 * 1024 * 1024 * 1024;
const KEY: usize = 32;
const ID: usize = 16;
const NUMBER: usize = 8;

/// The copies on their way.
#[derive(Default)]
pub(crate) struct Copies {
    given: Option<Given>,
    taken: Option<Taken>,
    /// The copy is here, and is being proven.
    proving: Option<StationId>,
    /// One was not what it should be: no other is asked for, the log comes
    /// bit by bit.
    is_spoilt: bool,
}

/// A copy that is given to a station.
struct Given {
    to: StationId,
    id: [u8; ID],
    made: Arc<Making>,
}

/// A copy that is being made, or was.
#[derive(Default)]
struct Making {
    made: Mutex<Made>,
    done: Condvar,
}

#[derive(Default)]
enum Made {
    #[default]
    NotYet,
    File(File, u64),
    Failed,
}

/// A copy that is taken from a station.
struct Taken {
    from: StationId,
    id: [u8; ID],
    key: Zeroizing<[u8; KEY]>,
    file: File,
    /// Bytes in all; 0 before it is known.
    total: u64,
    /// Asked for up to here.
    asked: u64,
    /// Here up to here, without a gap.
    written: u64,
    /// What came before its turn: from where to where.
    early: BTreeSet<(u64, u64)>,
    /// Asks that nothing came of yet.
    awaited: usize,
}

/// What is asked: with which tables and whose key, which copy (zeros for a new
/// one), and from where on.
struct Ask {
    tables: u32,
    key: [u8; KEY],
    id: [u8; ID],
    offset: u64,
}

/// A part: of which copy, where it belongs, how long the whole is (0 while it
/// is being made), and its bytes.
struct Part<'a> {
    id: [u8; ID],
    offset: u64,
    total: u64,
    bytes: &'a [u8],
}

/// Gives a part of a copy to a station. The first ask begins it.
pub(super) fn give(desk: &Arc<Desk>, to: StationId, ask: &[u8]) -> Result<Vec<u8>, HouseFault> {
    let ask = Ask::read(ask).ok_or_else(|| fault("an ask that cannot be read"))?;
    if ask.tables != Store::tables_version() {
        return Err(fault("it has tables of another version"));
    }
    let (id, making) = desk.given(to, &ask);
    let mut made = lock(&making.made);
    if matches!(*made, Made::NotYet) {
        let waited = making.done.wait_timeout(made, WAIT);
        made = waited.unwrap_or_else(PoisonError::into_inner).0;
    }
    match &mut *made {
        Made::NotYet => Ok(part_bytes(id, 0, 0, &[])),
        Made::Failed => Err(fault("the copy could not be made")),
        Made::File(file, total) => {
            // Whoever asks for another copy begins at its beginning.
            let offset = if id == ask.id { ask.offset } else { 0 };
            let left = total.saturating_sub(offset).min(PART);
            let mut bytes = Vec::new();
            file.seek(SeekFrom::Start(offset))
                .and_then(|_| file.take(left).read_to_end(&mut bytes))
                .map_err(|e| fault(&e.to_string()))?;
            Ok(part_bytes(id, offset, *total, &bytes))
        }
    }
}

impl Desk {
    /// The copy for a station, begun if it is a new one.
    fn given(self: &Arc<Self>, to: StationId, ask: &Ask) -> ([u8; ID], Arc<Making>) {
        let mut copies = self.copies();
        let same = copies.given.as_ref().filter(|given| {
            let is_made = || !matches!(*lock(&given.made.made), Made::NotYet);
            given.to == to && (given.id == ask.id || (ask.id == [0; ID] && !is_made()))
        });
        if let Some(given) = same {
            return (given.id, Arc::clone(&given.made));
        }
        let id = self
            .store
            .new_id(self.now().timestamp_millis())
            .into_bytes();
        let made = Arc::new(Making::default());
        copies.given = Some(Given {
            to,
            id,
            made: Arc::clone(&made),
        });
        let (desk, making, key) = (Arc::clone(self), Arc::clone(&made), ask.key);
        std::thread::spawn(move || {
            let file = desk.store.image_for(&key).map_err(|fault| told(&fault));
            let sized = file.and_then(|file| {
                let total = file.metadata().map_err(|e| e.to_string())?.len();
                Ok(Made::File(file, total))
            });
            *lock(&making.made) = sized.unwrap_or_else(|fault| {
                tracing::warn!(fault, "a copy for another station was not made");
                Made::Failed
            });
            making.done.notify_all();
        });
        (id, made)
    }

    /// A station has all that is here: its copy is no longer kept.
    pub(super) fn copy_arrived_at(&self, station: StationId) {
        let mut copies = self.copies();
        if copies
            .given
            .as_ref()
            .is_some_and(|given| given.to == station)
        {
            copies.given = None;
        }
    }

    /// How far a copy is that is being taken, in a hundred.
    pub(super) fn copy_progress(&self) -> Option<(StationId, CatchUpStage, u64)> {
        let copies = self.copies();
        if let Some(from) = copies.proving {
            return Some((from, CatchUpStage::Proving, 99));
        }
        let taken = copies.taken.as_ref()?;
        if taken.total == 0 {
            return Some((taken.from, CatchUpStage::Preparing, 0));
        }
        let percent = taken.written.saturating_mul(100) / taken.total;
        Some((taken.from, CatchUpStage::Copying, percent))
    }

    /// Whether a copy was thrown away since it was not what it should be.
    pub(super) fn is_copy_spoilt(&self) -> bool {
        self.copies().is_spoilt
    }

    /// Begins a copy, goes on with one that broke off, or takes a part of it.
    pub(super) fn take_copy(
        &self,
        from: StationId,
        part: Option<Vec<u8>>,
    ) -> Result<CopyTaken, HouseFault> {
        let taken = match part {
            None => self.begin_copy(from),
            Some(part) => self.take_copy_part(from, &part),
        };
        if taken.is_err() {
            self.copies().taken = None;
            self.store.forget_image();
        }
        taken
    }

    fn begin_copy(&self, from: StationId) -> Result<CopyTaken, HouseFault> {
        let mut copies = self.copies();
        if copies.is_spoilt {
            return Err(fault("the last copy was not what it should be"));
        }
        let taken = match copies.taken.take().filter(|taken| taken.from == from) {
            // What was on its way when it broke off is asked for again.
            Some(taken) => Taken {
                asked: taken.written,
                early: BTreeSet::new(),
                awaited: 0,
                ..taken
            },
            None => Taken {
                from,
                id: [0; ID],
                key: Store::draw_image_key(),
                file: self.store.begin_image().map_err(|e| fault(&told(&e)))?,
                total: 0,
                asked: 0,
                written: 0,
                early: BTreeSet::new(),
                awaited: 0,
            },
        };
        let taken = copies.taken.insert(taken);
        // The first answer tells how long it is.
        Ok(CopyTaken {
            asks: vec![taken.ask()],
            ..CopyTaken::default()
        })
    }

    fn take_copy_part(&self, from: StationId, part: &[u8]) -> Result<CopyTaken, HouseFault> {
        let mut copies = self.copies();
        let taken = copies.taken.as_mut().filter(|taken| taken.from == from);
        let taken = taken.ok_or_else(|| fault("a part of no copy"))?;
        let part = Part::read(part).ok_or_else(|| fault("no copy is given"))?;
        taken.awaited = taken.awaited.saturating_sub(1);
        taken.take(&part)?;
        if taken.total == 0 || taken.written < taken.total {
            let mut asks = Vec::new();
            while taken.awaited < AHEAD && (taken.total == 0 || taken.asked < taken.total) {
                asks.push(taken.ask());
                if taken.total == 0 {
                    break;
                }
            }
            return Ok(CopyTaken {
                asks,
                ..CopyTaken::default()
            });
        }
        let key = taken.key.clone();
        copies.taken = None;
        copies.proving = Some(from);
        drop(copies);
        self.mesh_changed();
        let adopted = self.store.adopt(&key, self.now().timestamp_millis());
        let mut copies = self.copies();
        copies.proving = None;
        copies.is_spoilt = adopted.is_err();
        drop(copies);
        let heads = adopted.map_err(|e| fault(&told(&e)))?;
        Ok(CopyTaken {
            is_over: true,
            heads: Some(heads),
            ..CopyTaken::default()
        })
    }

    fn copies(&self) -> MutexGuard<'_, Copies> {
        lock(&self.copies)
    }
}

impl Taken {
    /// The next ask.
    fn ask(&mut self) -> Vec<u8> {
        let ask = Ask {
            tables: Store::tables_version(),
            key: *self.key,
            id: self.id,
            offset: self.asked,
        };
        self.awaited += 1;
        if self.total > 0 {
            self.asked = self.asked.saturating_add(PART);
        }
        ask.bytes()
    }

    fn take(&mut self, part: &Part<'_>) -> Result<(), HouseFault> {
        if part.id != self.id {
            // A new one: what was here of another is of no use.
            self.id = part.id;
            (self.total, self.asked, self.written) = (0, 0, 0);
            self.early.clear();
            self.file.set_len(0).map_err(|e| fault(&e.to_string()))?;
        }
        if part.total == 0 {
            return Ok(());
        }
        let end = part.offset.saturating_add(part.bytes.len() as u64);
        if self.total == 0 {
            self.total = part.total;
            self.asked = end;
        }
        if part.total != self.total || end > self.total || self.total > LONGEST {
            return Err(fault("a part that does not fit its copy"));
        }
        if part.bytes.is_empty() && part.offset < self.total {
            return Err(fault("a part with nothing in it"));
        }
        self.file
            .seek(SeekFrom::Start(part.offset))
            .and_then(|_| self.file.write_all(part.bytes))
            .map_err(|e| fault(&e.to_string()))?;
        self.early.insert((part.offset, end));
        while let Some(next) = self.early.first().copied() {
            if next.0 > self.written {
                break;
            }
            self.written = self.written.max(next.1);
            self.early.remove(&next);
        }
        Ok(())
    }
}

impl Ask {
    fn bytes(&self) -> Vec<u8> {
        let tables = self.tables.to_be_bytes();
        [&tables[..], &self.key, &self.id, &self.offset.to_be_bytes()].concat()
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let (tables, rest) = bytes.split_first_chunk::<4>()?;
        let (key, rest) = rest.split_first_chunk::<KEY>()?;
        let (id, rest) = rest.split_first_chunk::<ID>()?;
        let (offset, rest) = rest.split_first_chunk::<NUMBER>()?;
        rest.is_empty().then_some(Self {
            tables: u32::from_be_bytes(*tables),
            key: *key,
            id: *id,
            offset: u64::from_be_bytes(*offset),
        })
    }
}

impl<'a> Part<'a> {
    fn read(bytes: &'a [u8]) -> Option<Self> {
        let (id, rest) = bytes.split_first_chunk::<ID>()?;
        let (offset, rest) = rest.split_first_chunk::<NUMBER>()?;
        let (total, bytes) = rest.split_first_chunk::<NUMBER>()?;
        Some(Self {
            id: *id,
            offset: u64::from_be_bytes(*offset),
            total: u64::from_be_bytes(*total),
            bytes,
        })
    }
}

fn part_bytes(id: [u8; ID], offset: u64, total: u64, bytes: &[u8]) -> Vec<u8> {
    [&id[..], &offset.to_be_bytes(), &total.to_be_bytes(), bytes].concat()
}

fn fault(what: &str) -> HouseFault {
    HouseFault(what.to_owned())
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
