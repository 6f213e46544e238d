//! Lists of what the house keeps: rooms, people, stock.

use steward_documents::Cell;
use steward_domain::intake::{IntakeColumn as C, IntakeKind};
use steward_domain::names::{Language, Name};
use steward_domain::right::Right;
use steward_domain::room::{Layout, Room};
use steward_domain::staff::list::StaffColumn;

use super::{List, figure, text};
use crate::Desk;
use crate::forms::Letter;
use crate::intake::opening_told;
use crate::staff::{register, width};
use crate::views::Refusal;
use crate::words::outputs_terms as say;
use crate::words::{self, intake_terms, staff_terms};

/// The columns of a list of rooms: as such a list is taken in again.
const ROOMS: [(C, u32); 18] = [
    (C::Building, 14),
    (C::Name, 18),
    (C::NameEn, 18),
    (C::Number, 9),
    (C::Aliases, 14),
    (C::Class, 6),
    (C::Layout, 10),
    (C::Theatre, 7),
    (C::Classroom, 7),
    (C::UShape, 7),
    (C::HollowSquare, 7),
    (C::Board, 7),
    (C::Directional, 7),
    (C::Rounds, 7),
    (C::SetUp, 7),
    (C::Clear, 7),
    (C::Opening, 12),
    (C::Parts, 16),
];

/// Their places that a sheet of paper has no room for.
const WIDE: [usize; 5] = [2, 4, 14, 15, 17];
/// The columns of the register that a sheet of paper has room for.
const ON_PAPER: [StaffColumn; 8] = [
    StaffColumn::Number,
    StaffColumn::Name,
    StaffColumn::Department,
    StaffColumn::Team,
    StaffColumn::Position,
    StaffColumn::Phone,
    StaffColumn::Clearance,
    StaffColumn::Note,
];

impl Desk {
    pub(super) fn rooms_list(&self, language: Language) -> Result<List, Refusal> {
        self.house(|_, house| {
            let letter = self.letter(house, language);
            let head = |(column, width): &(C, u32)| {
                (intake_terms::column(IntakeKind::Rooms, *column), *width)
            };
            let columns: Vec<_> = ROOMS.iter().map(head).collect();
            let mut list = List::of(&columns).figures(7, 9).not_on_paper(&WIDE);
            for room in house
                .rooms
                .ranked()
                .into_iter()
                .filter(|room| !room.retired)
            {
                let cells = ROOMS.iter().map(|(c, _)| cell(&letter, room, *c));
                list.push(&room.id, cells.collect());
            }
            Ok(list)
        })
    }

    pub(super) fn staff_list(&self, language: Language) -> Result<List, Refusal> {
        self.must(&[Right::ManageStaff, Right::Export])?;
        self.house(|r, house| {
            let letter = self.letter(house, language);
            let columns = StaffColumn::ALL.map(|one| (staff_terms::column(one), width(one)));
            let places = StaffColumn::ALL.iter().enumerate();
            let wide: Vec<usize> = places
                .filter(|(_, column)| !ON_PAPER.contains(column))
                .map(|(at, _)| at)
                .collect();
            let mut list = List::of(&columns).not_on_paper(&wide);
            for (id, cells) in register(r, &letter)? {
                list.push(&id, cells);
            }
            Ok(list)
        })
    }

    pub(super) fn stock_list(&self, language: Language) -> Result<List, Refusal> {
        let stock = self.stock()?;
        self.house(|_, house| {
            let letter = self.letter(house, language);
            let column = |column| intake_terms::column(IntakeKind::Goods, column);
            let mut list = List::of(&[
                (column(C::Name), 18),
                (column(C::Unit), 8),
                (column(C::Location), 18),
                (column(C::Minimum), 9),
                (column(C::Returns), 9),
                (say::ON_HAND, 9),
                (say::OUT, 9),
                (say::RESERVED, 9),
                (say::FREE, 9),
                (say::ON_WAY, 9),
            ])
            .figures(5, 5);
            for row in stock.items.iter().filter(|row| !row.item.retired) {
                let item = &row.item;
                list.push(
                    &item.id,
                    vec![
                        text(letter.name(&item.name)),
                        text(letter.name(&item.unit)),
                        text(item.location.clone()),
                        figure(Some(item.minimum)),
                        text(letter.yes_no(item.returns)),
                        figure(Some(row.on_hand)),
                        figure(Some(row.out)),
                        figure(Some(row.reserved)),
                        figure(Some(row.free)),
                        figure(Some(row.on_way)),
                    ],
                );
            }
            Ok(list)
        })
    }
}

fn cell(letter: &Letter<'_>, room: &Room, column: C) -> Cell {
    let house = letter.house;
    let seats = |layout: Layout| {
        let mut set = room.settings.iter().filter(|one| one.layout == layout);
        figure(set.next().map(|one| one.seats))
    };
    let usual = room.settings.first();
    match column {
        C::Building => {
            let building = house.buildings.get(&room.building);
            text(
                building
                    .map(|one| letter.name(&one.name))
                    .unwrap_or_default(),
            )
        }
        C::Name => text(letter.name(&room.name)),
        C::NameEn => text(room.name.en.clone()),
        C::Number => text(room.number.clone().unwrap_or_default()),
        C::Aliases => text(room.aliases.join(words::comma(letter.language))),
        C::Class => text(format!("{:?}", room.class)),
        C::Layout => text(letter.layout(usual.map(|one| one.layout))),
        C::Theatre => seats(Layout::Theatre),
        C::Classroom => seats(Layout::Classroom),
        C::UShape => seats(Layout::UShape),
        C::HollowSquare => seats(Layout::HollowSquare),
        C::Board => seats(Layout::Board),
        C::Directional => seats(Layout::Directional),
        C::Rounds => seats(Layout::Rounds),
        // Where layouts take differently long, one figure would say the wrong of others.
        C::SetUp => figure(same(room.settings.iter().map(|one| one.set_up))),
        C::Clear => figure(same(room.settings.iter().map(|one| one.clear))),
        C::Opening => text(opening_told(&room.opening)),
        C::Parts => {
            let parts: Vec<Name> = room.parts.iter().map(|id| house.room_name(*id)).collect();
            text(letter.names(&parts))
        }
        _ => Cell::Empty,
    }
}

/// The figure that all are.
fn same(figures: impl Iterator<Item = u32>) -> Option<u32> {
    let mut figures = figures;
    let first = figures.next()?;
    figures.all(|one| one == first).then_some(first)
}
