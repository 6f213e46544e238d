//! Workbooks to fill in: what is to be taken in later, with the venue's own
//! buildings, rooms and words to choose from.

use serde::{Deserialize, Serialize};
use steward_documents::{FillColumn, FillIn, fill_in};
use steward_domain::intake::{IntakeColumn as C, IntakeKind};
use steward_domain::meeting::{Refreshment, State};
use steward_domain::names::{Language, Name};
use steward_domain::plan::Department;
use steward_domain::room::{Building, Layout};
use steward_domain::secrecy::Level;
use steward_domain::staff::list::StaffColumn;
use steward_domain::stock::StockItem;
use steward_store::Reader;

use crate::Desk;
use crate::audit::left;
use crate::forms::Letter;
use crate::house::House;
use crate::views::Refusal;
use crate::words::terms::Term;
use crate::words::{self, intake_terms as say, staff_terms, terms};

const LAYOUTS: [Layout; 7] = [
    Layout::Theatre,
    Layout::Classroom,
    Layout::UShape,
    Layout::HollowSquare,
    Layout::Board,
    Layout::Directional,
    Layout::Rounds,
];
const SERVED: [Refreshment; 4] = [
    Refreshment::Tea,
    Refreshment::PodiumTea,
    Refreshment::Water,
    Refreshment::None,
];
const STATES: [State; 4] = [
    State::Enquiry,
    State::Held,
    State::Confirmed,
    State::Cancelled,
];
const DEPARTMENTS: [Department; 7] = [
    Department::Centre,
    Department::MeetingService,
    Department::Technical,
    Department::Security,
    Department::Environment,
    Department::Procurement,
    Department::Building,
];

/// What a workbook to fill in is for.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum FillInKind {
    /// Meetings.
    Meetings,
    /// Rooms and buildings.
    Rooms,
    /// Goods.
    Goods,
    /// A count of what is kept, with all of it named.
    Counts,
    /// People.
    Staff,
}

impl Desk {
    /// Saves a workbook to fill in: heads, what may be chosen, an example that
    /// is passed over, and a sheet that explains.
    ///
    /// # Errors
    /// [`Refusal::File`] when it cannot be written.
    pub fn fill_in_workbook(
        &self,
        kind: FillInKind,
        language: Language,
        path: &str,
    ) -> Result<(), Refusal> {
        self.may_read("fill_in_workbook")?;
        let bytes = self.house(|r, house| {
            let letter = self.letter(house, language);
            let buildings = r.all::<Building>()?;
            let buildings = buildings.into_iter().filter(|one| !one.retired);
            let buildings: Vec<Name> = buildings.map(|one| one.name).collect();
            let list = |of: IntakeKind| {
                let columns = of.columns().iter().filter(|one| **one != C::Time);
                columns
                    .map(|column| list_column(&letter, of, *column, &buildings))
                    .collect()
            };
            let (name, columns) = match kind {
                FillInKind::Meetings => (say::MEETINGS, list(IntakeKind::Meetings)),
                FillInKind::Rooms => (say::ROOMS, list(IntakeKind::Rooms)),
                FillInKind::Goods => (say::GOODS, list(IntakeKind::Goods)),
                FillInKind::Counts => (say::COUNTS, list(IntakeKind::Counts)),
                FillInKind::Staff => {
                    let columns = StaffColumn::ALL.iter();
                    let columns = columns.map(|column| staff_column(&letter, *column));
                    (say::STAFF, columns.collect())
                }
            };
            let rows = match kind {
                FillInKind::Counts => kept(r, &letter)?,
                _ => Vec::new(),
            };
            let notes = [
                say::NOTE_NEEDED,
                say::NOTE_EXAMPLE,
                say::NOTE_EXTRA,
                say::NOTE_AGAIN,
            ];
            let data = FillIn {
                name: letter.say(name),
                explains: letter.say(say::EXPLAINED),
                notes: notes.map(|note| letter.say(note)).to_vec(),
                heads: [say::COLUMN, say::WHAT_TO_WRITE, say::EXAMPLE].map(|one| letter.say(one)),
                choices: letter.say(say::CHOICES),
                columns,
                rows,
            };
            Ok(fill_in(&data, house.venue.local(letter.now))?)
        })?;
        let gone = left("fill_in", "xlsx", "", None);
        self.take_out(path, &bytes, gone)
    }
}

/// What is kept, place by place, in the first columns of a list of counts: how
/// many there should be is not said, so that they are counted.
fn kept(r: &Reader<'_>, letter: &Letter<'_>) -> Result<Vec<Vec<String>>, Refusal> {
    let mut items = r.all::<StockItem>()?;
    items.retain(|item| !item.retired);
    items.sort_by(|a, b| (&a.location, &a.name).cmp(&(&b.location, &b.name)));
    let rows = items.into_iter().map(|item| {
        let cells = IntakeKind::Counts.columns().iter();
        let said = cells.map(|column| match column {
            C::Name => letter.name(&item.name),
            C::Unit => letter.name(&item.unit),
            C::Location => item.location.clone(),
            _ => String::new(),
        });
        said.collect()
    });
    Ok(rows.collect())
}

fn list_column(letter: &Letter<'_>, of: IntakeKind, column: C, buildings: &[Name]) -> FillColumn {
    let needed = match of {
        IntakeKind::Meetings => matches!(column, C::Title | C::Date | C::Start),
        _ => column == C::Name,
    };
    FillColumn {
        head: letter.say(say::column(of, column)),
        needed,
        width: width(column),
        hint: letter.say(say::hint(of, column)),
        example: letter.say(say::example(of, column)),
        choices: choices(letter, of, column, buildings),
    }
}

fn width(column: C) -> u32 {
    match column {
        C::Title | C::Needs => 32,
        C::Room | C::Organiser | C::Name | C::NameEn | C::Building | C::Location => 18,
        C::Aliases | C::Parts | C::Companions | C::Note => 22,
        C::Theatre | C::Classroom | C::UShape | C::HollowSquare | C::Board | C::Directional => 9,
        _ => 12,
    }
}

fn choices(letter: &Letter<'_>, of: IntakeKind, column: C, buildings: &[Name]) -> Vec<String> {
    let names = |names: Vec<Name>| names.iter().map(|one| letter.name(one)).collect();
    let terms = |all: &[Term]| all.iter().map(|one| letter.say(*one)).collect();
    match column {
        C::Room | C::Companions | C::Parts => rooms(letter, letter.house),
        C::Building => names(buildings.to_vec()),
        C::Layout => names(LAYOUTS.map(words::layout).to_vec()),
        C::Service => names(SERVED.map(words::service).to_vec()),
        C::State if of == IntakeKind::Meetings => terms(&STATES.map(words::state)),
        C::Level => terms(&levels()),
        C::Leader | C::Returns => terms(&[terms::YES, terms::NO]),
        C::Class => ["A", "B", "C"].map(str::to_owned).to_vec(),
        _ => Vec::new(),
    }
}

fn rooms(letter: &Letter<'_>, house: &House) -> Vec<String> {
    let ranked = house.rooms.ranked().into_iter();
    ranked
        .filter(|room| !room.retired)
        .map(|room| letter.name(&room.name))
        .collect()
}

fn levels() -> [Term; 3] {
    [Level::Public, Level::Internal, Level::Confidential].map(staff_terms::level)
}

fn staff_column(letter: &Letter<'_>, column: StaffColumn) -> FillColumn {
    let departments = || {
        let all = DEPARTMENTS.map(words::department);
        all.iter().map(|one| letter.name(one)).collect()
    };
    let (hint, example) = say::staff(column);
    FillColumn {
        head: letter.say(staff_terms::column(column)),
        needed: column == StaffColumn::Name,
        width: match column {
            StaffColumn::Skills | StaffColumn::Note => 28,
            StaffColumn::Department | StaffColumn::Position => 18,
            _ => 12,
        },
        hint: letter.say(hint),
        example: letter.say(example),
        choices: match column {
            StaffColumn::Department => departments(),
            StaffColumn::Clearance => levels().map(|one| letter.say(one)).to_vec(),
            _ => Vec::new(),
        },
    }
}
