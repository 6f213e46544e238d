//! A hundred thousand changes that four stations made apart: five thousand
//! records of twenty fields, twenty-five thousand changes a station, five
//! fields of one record an act. A fifth station receives them all.

use serde_json::{Value, json};
use steward_domain::ids::VenueId;
use steward_domain::log::{Incoming, Op};
use steward_simulation::Chance;
use steward_store::{Founding, Store};
use uuid::Uuid;

use crate::author::Deed;
use crate::{Author, place_in};

/// Changes in all.
pub const CHANGES: usize = 100_000;
const RECORDS: usize = 5_000;
const STATIONS: usize = 4;
const BEGIN_MS: i64 = 1_795_327_200_000;
/// Fields of a record: the even ones hold words, the others numbers.
const FIELDS: [&str; 20] = [
    "title",
    "headcount",
    "organiser",
    "tables",
    "contact",
    "chairs",
    "phone",
    "cups",
    "needs",
    "podium",
    "banner",
    "screens",
    "layout",
    "cars",
    "menu",
    "rooms",
    "doors",
    "posts",
    "note",
    "rank",
];
const WORDS: [&str; 8] = [
    "市教育局",
    "季度工作例会",
    "张主任",
    "加麦克风 2 支",
    "课堂式",
    "无",
    "东门",
    "待定",
];
const NAMES: [&str; 6] = ["周敏", "林晓", "陈涛", "吴静", "何军", "高敏"];

/// One field of one record, as one station wrote it.
#[derive(Clone, Debug)]
pub struct Change {
    /// The act, counted from 0; changes of one act stand together.
    pub act: usize,
    /// Which of the stations, from 0.
    pub station: usize,
    /// Who.
    pub actor: &'static str,
    /// When, milliseconds since 1970.
    pub wall_ms: i64,
    /// The record.
    pub record: Uuid,
    /// The field.
    pub field: &'static str,
    /// The value.
    pub value: Value,
}

/// The changes, plain and as commits.
#[derive(Clone, Debug)]
pub struct Changes {
    /// Every change, by time.
    pub plain: Vec<Change>,
    /// Every act as a commit, by time.
    pub commits: Vec<Incoming>,
    /// Who wrote them.
    pub authors: Vec<Author>,
    venue: VenueId,
}

/// Draws the changes: always the same.
#[must_use]
pub fn draw(fields_an_act: usize) -> Changes {
    let mut chance = Chance::new(7);
    let mut id = || uuid::Builder::from_random_bytes(chance.bytes()).into_uuid();
    let venue = VenueId(id());
    let records: Vec<Uuid> = (0..RECORDS).map(|_| id()).collect();
    let mut authors: Vec<Author> = ["B", "C", "D", "E"]
        .map(|letter| Author::new(venue, letter, letter, &mut chance))
        .into();
    let acts = CHANGES / fields_an_act;
    let mut wall_ms = BEGIN_MS;
    let (mut plain, mut commits) = (Vec::new(), Vec::new());
    for act in 0..acts {
        let station = act % STATIONS;
        wall_ms += chance.between(10, 4_000);
        let record = records.get(chance.place(records.len())).copied();
        let actor = NAMES.get(chance.place(NAMES.len())).copied();
        let (record, actor) = (record.unwrap_or_default(), actor.unwrap_or_default());
        let first = chance.place(FIELDS.len());
        // Every seventh field on, so that an act's fields are apart.
        let fields = (0..fields_an_act).map(|n| (first + 7 * n) % FIELDS.len());
        let changes: Vec<Change> = fields
            .map(|field| Change {
                act,
                station,
                actor,
                wall_ms,
                record,
                field: FIELDS.get(field).copied().unwrap_or_default(),
                value: value(field, &mut chance),
            })
            .collect();
        let ops: Vec<Op> = changes.iter().map(op).collect();
        let deed = Deed {
            actor,
            intent: "amend",
            wall_ms,
            signed: act + STATIONS >= acts,
        };
        if let Some(author) = authors.get_mut(station) {
            commits.push(author.commit(deed, &ops));
        }
        plain.extend(changes);
    }
    Changes {
        plain,
        commits,
        authors,
        venue,
    }
}

impl Changes {
    /// The fifth station: an empty store that knows the four.
    ///
    /// # Panics
    /// When the disk fails.
    #[must_use]
    pub fn receiver(&self, folder: &std::path::Path) -> Store {
        let new = Founding {
            venue: self.venue,
            station: steward_domain::ids::StationId(Uuid::from_u128(5)),
            station_name: "总台".to_owned(),
            letter: "A".to_owned(),
        };
        let store = Store::found(&place_in(folder), &new, BEGIN_MS).expect("it is founded");
        for author in &self.authors {
            let trusted = store.trust_station(author.station(), author.public_key(), "");
            trusted.expect("it is trusted");
        }
        store
    }
}

fn op(change: &Change) -> Op {
    Op::Put {
        kind: "card".to_owned(),
        id: change.record,
        field: change.field.to_owned(),
        value: change.value.clone(),
    }
}

fn value(field: usize, chance: &mut Chance) -> Value {
    if field.is_multiple_of(2) {
        let word = WORDS.get(chance.place(WORDS.len())).copied();
        json!(format!(
            "{} {}",
            word.unwrap_or_default(),
            chance.below(1_000)
        ))
    } else {
        json!(chance.below(400))
    }
}
