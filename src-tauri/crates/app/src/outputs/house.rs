//! Lists of what the house keeps: rooms, people, stock.

use steward_documents::Cell;
use steward_domain::intake::{IntakeColumn as C, IntakeKind};
use steward_domain::names::{Language, Name};
use steward_domain::right::Right;
use steward_domain::room::{Layout, Room};

use super::{List, figure, text};
use crate::Desk;
use crate::forms::Letter;
use crate::intake::opening_told;
use crate::views::{Refusal, StaffFilter};
use crate::words::outputs_terms as say;
use crate::words::{self, intake_terms, staff_terms, terms};

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
        let staff = self.staff(&StaffFilter::default())?;
        self.house(|_, house| {
            let letter = self.letter(house, language);
            let mut list = List::of(&[
                (staff_terms::NUMBER, 8),
                (staff_terms::NAME, 12),
                (staff_terms::DEPARTMENT, 16),
                (staff_terms::TEAM, 10),
                (staff_terms::POSITION, 14),
                (staff_terms::PHONE, 14),
                (staff_terms::CLEARANCE, 10),
                (staff_terms::NOTE, 20),
            ]);
            for line in &staff.lines {
                let one = &line.person;
                let departments: Vec<Name> = one
                    .departments
                    .iter()
                    .map(|d| words::department(*d))
                    .collect();
                list.push(
                    &one.id,
                    vec![
                        text(one.number.clone()),
                        text(one.name.clone()),
                        text(letter.names(&departments)),
                        text(one.team.clone()),
                        text(one.position.clone()),
                        text(one.phone.clone()),
                        text(letter.say(staff_terms::level(one.clearance.level))),
                        text(one.note.clone()),
                    ],
                );
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
                        text(match item.returns {
                            true => letter.say(terms::YES),
                            false => letter.say(terms::NO),
                        }),
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
