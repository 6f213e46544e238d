//! The pages that stay behind: what is of one workstation alone, and what was
//! deleted and not yet written over. In an image those tables are empty, and
//! their other pages are free.
//!
//! The shapes are those of SQLite's file format: a b-tree's empty leaf, and
//! the free list, whose trunk pages name the next trunk and their leaves.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::given::read;
use super::{ARRIVALS, OWN, PAGE};
use crate::Fault;

/// Where the first page says which file format it is written and read by: 1
/// for a file without a write-ahead log.
const FORMATS: std::ops::Range<usize> = 18..20;
/// Where it says how many bytes at the end of each page are not SQLite's.
const RESERVED: usize = 20;
/// Where it says how many pages there are.
const PAGES: usize = 28;
/// Where it says where the free list begins, and how long it is.
const FREE_FIRST: usize = 32;
const FREE_COUNT: usize = 36;
/// The kinds of a b-tree's page, its first byte: leaves and what is above them.
const INDEX: [u8; 2] = [0x0a, 0x02];
const TABLE: [u8; 2] = [0x0d, 0x05];
const NUMBER: usize = 4;
/// What stands before the first page's b-tree.
const FILE_HEADER: usize = 100;
/// From so many pages on the first byte of a long value's page, which is a
/// page's number, may be that of a b-tree's.
const AMBIGUOUS: u32 = 0x0200_0000;

/// What stands in a page instead of what is there.
enum Blank {
    /// The beginning of an empty b-tree, of this kind.
    Root(u8),
    /// A part of the free list: the next part, and the pages that are free.
    Trunk { next: u32, leaves: Vec<u32> },
    /// Nothing.
    Free,
}

/// The pages that are given blank.
pub(super) struct Blanks {
    pages: BTreeMap<u32, Blank>,
    /// Bytes of a page that are SQLite's.
    usable: usize,
    count: u32,
    first_free: u32,
    free: u32,
}

impl Blanks {
    /// Of a file with so many pages.
    pub(super) fn of(connection: &Connection, count: u32) -> Result<Self, Fault> {
        let mut first = Vec::new();
        read(connection, 1, &mut first)?;
        let reserved = first.get(RESERVED).copied().map_or(0, usize::from);
        let mut blanks = Self {
            pages: BTreeMap::new(),
            usable: PAGE - reserved,
            count,
            first_free: 0,
            free: 0,
        };
        let mut free = free_list(connection, number_at(&first, FREE_FIRST), count)?;
        for table in OWN.iter().chain([&ARRIVALS]) {
            blanks.empty(connection, table, &mut free)?;
        }
        blanks.chain(&free);
        Ok(blanks)
    }

    /// Empties a table and its indexes; what they no longer need is free.
    fn empty(
        &mut self,
        connection: &Connection,
        table: &str,
        free: &mut Vec<u32>,
    ) -> Result<(), Fault> {
        let mut trees = connection.prepare_cached(
            "SELECT name, rootpage FROM sqlite_schema WHERE tbl_name = ?1 AND rootpage > 0",
        )?;
        let mut pages = connection.prepare_cached("SELECT pageno FROM dbstat WHERE name = ?1")?;
        let trees = trees.query_map([table], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, u32>(1)?))
        })?;
        for tree in trees {
            let (name, root) = tree?;
            let mut page = Vec::new();
            read(connection, root, &mut page)?;
            let kind = page.first().copied().unwrap_or_default();
            let leaf = if TABLE.contains(&kind) {
                TABLE[0]
            } else {
                INDEX[0]
            };
            self.pages.insert(root, Blank::Root(leaf));
            for page in pages.query_map([name], |row| row.get::<_, u32>(0))? {
                let page = page?;
                if page != root {
                    free.push(page);
                }
            }
        }
        Ok(())
    }

    /// Makes the free list anew.
    fn chain(&mut self, free: &[u32]) {
        // Older versions of the library take a fuller trunk for damage.
        let most = self.usable / NUMBER - 8;
        self.free = u32::try_from(free.len()).unwrap_or(u32::MAX);
        for part in free.chunks(most + 1) {
            let Some((trunk, leaves)) = part.split_first() else {
                continue;
            };
            let next = std::mem::replace(&mut self.first_free, *trunk);
            for leaf in leaves {
                self.pages.insert(*leaf, Blank::Free);
            }
            let leaves = leaves.to_vec();
            self.pages.insert(*trunk, Blank::Trunk { next, leaves });
        }
    }

    /// What is given instead of a page, if it stays behind.
    pub(super) fn instead_of(&self, number: u32) -> Option<Vec<u8>> {
        let mut page = vec![0; PAGE];
        match self.pages.get(&number)? {
            Blank::Free => {}
            Blank::Root(kind) => {
                put(&mut page, 0, &[*kind]);
                // Where the cells begin: none are there.
                let end = u16::try_from(self.usable).unwrap_or(0);
                put(&mut page, 5, &end.to_be_bytes());
            }
            Blank::Trunk { next, leaves } => {
                let count = u32::try_from(leaves.len()).unwrap_or(0);
                let numbers = [*next, count].into_iter().chain(leaves.iter().copied());
                for (place, number) in numbers.enumerate() {
                    put(&mut page, NUMBER * place, &number.to_be_bytes());
                }
            }
        }
        Some(page)
    }

    /// What every given page has in common: nothing where nothing is, and
    /// nothing at its end, where the seal stood that this workstation's key
    /// made. The first says what has become of the free list, and that there
    /// is no write-ahead log.
    pub(super) fn finish(&self, number: u32, page: &mut [u8]) {
        if self.count < AMBIGUOUS {
            let begin = if number == 1 { FILE_HEADER } else { 0 };
            empty_gaps(page, begin);
        }
        if let Some(seal) = page.get_mut(self.usable..) {
            seal.fill(0);
        }
        if number == 1 {
            if let Some(formats) = page.get_mut(FORMATS) {
                formats.fill(1);
            }
            put(page, PAGES, &self.count.to_be_bytes());
            put(page, FREE_FIRST, &self.first_free.to_be_bytes());
            put(page, FREE_COUNT, &self.free.to_be_bytes());
        }
    }
}

/// Empties what is unused in a b-tree's page whose header begins there: what
/// was deleted stands in it until it is written over.
fn empty_gaps(page: &mut [u8], begin: usize) {
    let header = match page.get(begin) {
        Some(kind) if *kind == TABLE[0] || *kind == INDEX[0] => 8,
        Some(kind) if *kind == TABLE[1] || *kind == INDEX[1] => 12,
        // Part of a long value.
        _ => return,
    };
    let cells = short_at(page, begin + 3);
    let content = short_at(page, begin + 5);
    clear(page, begin + header + 2 * cells, content);
    // Each free block says where the next one is, and how long it is itself.
    let mut block = short_at(page, begin + 1);
    while block != 0 {
        let (next, length) = (short_at(page, block), short_at(page, block + 2));
        clear(page, block + 4, block + length);
        if next <= block {
            break;
        }
        block = next;
    }
}

fn clear(page: &mut [u8], from: usize, to: usize) {
    if let Some(gap) = page.get_mut(from..to.max(from)) {
        gap.fill(0);
    }
}

fn short_at(page: &[u8], at: usize) -> usize {
    let bytes = page.get(at..).and_then(|rest| rest.first_chunk());
    bytes.map_or(0, |bytes| usize::from(u16::from_be_bytes(*bytes)))
}

/// Every page of the free list of a file with so many pages.
fn free_list(connection: &Connection, mut trunk: u32, count: u32) -> Result<Vec<u32>, Fault> {
    let mut free = Vec::new();
    let mut page = Vec::new();
    while trunk != 0 {
        page.clear();
        read(connection, trunk, &mut page)?;
        free.push(trunk);
        let leaves = number_at(&page, NUMBER) as usize;
        let leaves = (0..leaves).map_while(|place| {
            let at = NUMBER * (2 + place);
            (at < PAGE).then(|| number_at(&page, at))
        });
        free.extend(leaves);
        if free.len() > count as usize {
            return Err(Fault::Damaged {
                what: "the list of free pages has no end".to_owned(),
            });
        }
        trunk = number_at(&page, 0);
    }
    Ok(free)
}

fn number_at(page: &[u8], at: usize) -> u32 {
    let bytes = page.get(at..).and_then(|rest| rest.first_chunk());
    bytes.map_or(0, |bytes| u32::from_be_bytes(*bytes))
}

fn put(page: &mut [u8], at: usize, bytes: &[u8]) {
    if let Some(place) = page.get_mut(at..at + bytes.len()) {
        place.copy_from_slice(bytes);
    }
}
