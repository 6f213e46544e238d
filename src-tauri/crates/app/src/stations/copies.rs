//! Whole copies of the store between stations, part by part: one that is
//! given, and one that is taken. A protocol carries the parts and knows
//! neither what they are nor what is asked.
//!
//! The parts are plain pages, compressed: the connection enciphers them, only
//! a station that was let in reads it, and whoever takes them writes them
//! under a key of its own. Nothing of it lies in a file at whoever gives.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use steward_domain::ids::StationId;
use steward_store::{Arriving, Fault, Image, PAGE, Store};
use steward_sync::{CopyTaken, HouseFault};
use zstd::bulk::{Compressor, Decompressor};
use zstd::zstd_safe::CParameter;

use crate::Desk;
use crate::refusals::told;
use crate::views::CatchUpStage;

/// Pages in a part.
const PART: u32 = 1024;
/// Parts that are asked for before one has come.
const AHEAD: usize = 2;
/// Copies that are given at the same time. Whoever comes later pulls the log.
const AT_ONCE: usize = 4;
/// A copy that claims to have more pages is not taken: 64 GiB.
const MOST: u32 = 16 * 1024 * 1024;
/// How long a copy that nobody asks for is held, milliseconds. What is
/// written meanwhile makes the write-ahead log longer and longer.
const HELD_MS: u64 = 120_000;
/// The quickest: on a wire of this site more costs more time than it saves.
const LEVEL: i32 = 1;
const ID: usize = 16;
const NUMBER: usize = 4;

/// The copies on their way.
#[derive(Default)]
pub(crate) struct Copies {
    given: BTreeMap<StationId, Given>,
    taken: Option<Taken>,
    /// The copy is here, and is being proven.
    proving: Option<StationId>,
    /// One was not what it should be: no other is asked for, the log comes
    /// bit by bit.
    is_spoilt: bool,
}

/// A copy that is given to a station.
struct Given {
    id: [u8; ID],
    /// When it was asked for last, milliseconds since 1970.
    asked_at: i64,
    image: Arc<Mutex<Image>>,
}

/// A copy that is taken from a station.
struct Taken {
    from: StationId,
    id: [u8; ID],
    /// Gone only while another one is begun: both would be one file.
    image: Option<Arriving>,
    /// Pages in all; 0 before it is known.
    total: u32,
    /// Asked for up to here.
    asked: u32,
    /// Here up to here, without a gap.
    written: u32,
    /// What came before its turn, by where it belongs; not more than was asked
    /// for.
    early: BTreeMap<u32, Vec<u8>>,
    /// Asks that nothing came of yet.
    awaited: usize,
}

/// What is asked: with which tables, which copy (zeros for a new one), and
/// behind how many pages.
struct Ask {
    tables: u32,
    id: [u8; ID],
    after: u32,
}

/// Why a copy comes to nothing.
#[derive(Debug, thiserror::Error)]
enum Failed {
    #[error(transparent)]
    Store(#[from] Fault),
    #[error("{0} is damaged, or was never what it should be")]
    Spoilt(&'static str),
    #[error("{0}")]
    NotGiven(&'static str),
}

/// A part: of which copy, behind how many pages it belongs, how many the whole
/// has, and its own, compressed.
struct Part<'a> {
    id: [u8; ID],
    after: u32,
    total: u32,
    pages: &'a [u8],
}

impl Desk {
    /// Gives a part of a copy to a station. The first ask begins it.
    pub(super) fn give_copy(&self, to: StationId, ask: &[u8]) -> Result<Vec<u8>, HouseFault> {
        self.copy_part(to, ask).map_err(|why| fault(&why))
    }

    fn copy_part(&self, to: StationId, ask: &[u8]) -> Result<Vec<u8>, Failed> {
        let ask = Ask::read(ask).ok_or(Failed::NotGiven("an ask that cannot be read"))?;
        if ask.tables != Store::tables_version() {
            return Err(Failed::NotGiven("it has tables of another version"));
        }
        let (id, image) = self.given(to, &ask)?;
        // Whoever asks for another copy begins at its beginning.
        let after = if id == ask.id { ask.after } else { 0 };
        let (total, pages) = {
            let image = lock(&image);
            (image.pages(), image.part(after.saturating_add(1), PART)?)
        };
        let pages = compressed(&pages).map_err(|_| Failed::NotGiven("it does not compress"))?;
        Ok(part_bytes(id, after, total, &pages))
    }

    /// The copy for a station, begun if it is a new one.
    fn given(&self, to: StationId, ask: &Ask) -> Result<([u8; ID], Arc<Mutex<Image>>), Failed> {
        let now = self.now().timestamp_millis();
        let mut copies = self.copies();
        let same = copies.given.get_mut(&to);
        if let Some(given) = same.filter(|given| given.id == ask.id) {
            given.asked_at = now;
            return Ok((given.id, Arc::clone(&given.image)));
        }
        if copies.proving.is_some() {
            // What is here is about to be another file.
            return Err(Failed::NotGiven("it is being exchanged for another"));
        }
        copies.given.remove(&to);
        if copies.given.len() >= AT_ONCE {
            return Err(Failed::NotGiven("others take copies"));
        }
        let id = self.store.new_id(now).into_bytes();
        let image = Arc::new(Mutex::new(self.store.image()?));
        let given = Given {
            id,
            asked_at: now,
            image: Arc::clone(&image),
        };
        copies.given.insert(to, given);
        Ok((id, image))
    }

    /// Lets a copy go that nobody asks for any more.
    pub(super) fn let_old_copy_go(&self) {
        let now = self.now().timestamp_millis();
        let is_wanted = |given: &Given| now.abs_diff(given.asked_at) <= HELD_MS;
        self.copies().given.retain(|_, given| is_wanted(given));
    }

    /// A station has all that is here: its copy is no longer kept.
    pub(super) fn copy_arrived_at(&self, station: StationId) {
        self.copies().given.remove(&station);
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
        let percent = u64::from(taken.written) * 100 / u64::from(taken.total);
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
        taken.map_err(|why| {
            let mut copies = self.copies();
            copies.taken = None;
            copies.is_spoilt |= why.is_spoilt();
            drop(copies);
            self.store.forget_image();
            fault(&why)
        })
    }

    fn begin_copy(&self, from: StationId) -> Result<CopyTaken, Failed> {
        let mut copies = self.copies();
        if copies.is_spoilt {
            return Err(Failed::Spoilt("the last copy"));
        }
        let taken = match copies.taken.take().filter(|taken| taken.from == from) {
            // What was on its way when it broke off is asked for again.
            Some(taken) => Taken {
                asked: taken.written,
                early: BTreeMap::new(),
                awaited: 0,
                ..taken
            },
            None => Taken {
                from,
                id: [0; ID],
                image: Some(self.store.begin_image()?),
                total: 0,
                asked: 0,
                written: 0,
                early: BTreeMap::new(),
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

    fn take_copy_part(&self, from: StationId, part: &[u8]) -> Result<CopyTaken, Failed> {
        let mut copies = self.copies();
        let Some(taken) = copies.taken.as_mut().filter(|taken| taken.from == from) else {
            return Err(Failed::NotGiven("a part of no copy"));
        };
        let Some(part) = Part::read(part) else {
            return Err(Failed::NotGiven("no copy is given"));
        };
        taken.awaited = taken.awaited.saturating_sub(1);
        if part.id != taken.id && taken.total > 0 {
            // A new one: what was here of another is of no use.
            taken.image = None;
            taken.image = Some(self.store.begin_image()?);
        }
        taken.take(&part)?;
        if taken.written < taken.total {
            let mut asks = Vec::new();
            while taken.awaited < AHEAD && taken.asked < taken.total {
                asks.push(taken.ask());
            }
            return Ok(CopyTaken {
                asks,
                ..CopyTaken::default()
            });
        }
        let image = copies.taken.take().and_then(|taken| taken.image);
        // What is here is about to be another file: it is given to nobody.
        copies.given.clear();
        copies.proving = Some(from);
        drop(copies);
        self.mesh_changed();
        let now = self.now().timestamp_millis();
        let adopted = image.map(|image| self.store.adopt(image, now)).transpose();
        self.copies().proving = None;
        Ok(CopyTaken {
            is_over: true,
            heads: adopted?,
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
            id: self.id,
            after: self.asked,
        };
        self.awaited += 1;
        if self.total > 0 {
            self.asked = self.asked.saturating_add(PART);
        }
        ask.bytes()
    }

    fn take(&mut self, part: &Part<'_>) -> Result<(), Failed> {
        if part.id != self.id {
            self.id = part.id;
            (self.total, self.asked, self.written) = (0, 0, 0);
            self.early.clear();
        }
        let most = PART as usize * PAGE;
        let pages = Decompressor::new().and_then(|mut d| d.decompress(part.pages, most));
        let pages = pages.map_err(|_| Failed::Spoilt("a part"))?;
        let count = u32::try_from(pages.len() / PAGE).unwrap_or(u32::MAX);
        let end = part.after.saturating_add(count);
        if self.total == 0 {
            self.total = part.total;
            self.asked = end;
        }
        if part.total != self.total || end > self.total || self.total > MOST || count == 0 {
            return Err(Failed::Spoilt("a part"));
        }
        if part.after >= self.written {
            self.early.insert(part.after, pages);
        }
        while let Some(pages) = self.early.remove(&self.written) {
            if let Some(image) = &mut self.image {
                image.put(&pages)?;
            }
            let count = u32::try_from(pages.len() / PAGE).unwrap_or(u32::MAX);
            self.written = self.written.saturating_add(count);
        }
        // Whoever answers with what was not asked for fills the memory.
        if self.early.len() > AHEAD {
            return Err(Failed::Spoilt("the order of the parts"));
        }
        Ok(())
    }
}

impl Failed {
    /// Whether it says something of what came, rather than of this station.
    fn is_spoilt(&self) -> bool {
        matches!(self, Self::Spoilt(_) | Self::Store(Fault::Damaged { .. }))
    }
}

impl Ask {
    fn bytes(&self) -> Vec<u8> {
        let tables = self.tables.to_be_bytes();
        [&tables[..], &self.id, &self.after.to_be_bytes()].concat()
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let (tables, rest) = bytes.split_first_chunk::<NUMBER>()?;
        let (id, rest) = rest.split_first_chunk::<ID>()?;
        let (after, rest) = rest.split_first_chunk::<NUMBER>()?;
        rest.is_empty().then_some(Self {
            tables: u32::from_be_bytes(*tables),
            id: *id,
            after: u32::from_be_bytes(*after),
        })
    }
}

impl<'a> Part<'a> {
    fn read(bytes: &'a [u8]) -> Option<Self> {
        let (id, rest) = bytes.split_first_chunk::<ID>()?;
        let (after, rest) = rest.split_first_chunk::<NUMBER>()?;
        let (total, pages) = rest.split_first_chunk::<NUMBER>()?;
        Some(Self {
            id: *id,
            after: u32::from_be_bytes(*after),
            total: u32::from_be_bytes(*total),
            pages,
        })
    }
}

fn part_bytes(id: [u8; ID], after: u32, total: u32, pages: &[u8]) -> Vec<u8> {
    [&id[..], &after.to_be_bytes(), &total.to_be_bytes(), pages].concat()
}

/// With a checksum, since a page that changed on the way is no longer found by
/// its seal.
fn compressed(pages: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut compressor = Compressor::new(LEVEL)?;
    compressor.set_parameter(CParameter::ChecksumFlag(true))?;
    compressor.compress(pages)
}

fn fault(why: &Failed) -> HouseFault {
    HouseFault(told(why))
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
