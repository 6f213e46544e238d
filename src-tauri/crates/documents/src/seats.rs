//! Papers of a seat plan: the map of who sits where, on one sheet, and folded name plates.

use chrono::NaiveDateTime;
use serde::Serialize;

use crate::bulletin::Language;
use crate::fonts::Families;
use crate::map::{HeadView, MapHead};
use crate::text::{LABEL, NAME, TITLE, line};
use crate::view::{self, Moment, moment};
use crate::{Fault, Fonts, Rendered, render};

/// All that stands on a seat map. Lengths are hundredths of a seat's width, from the left and from above.
#[derive(Debug, Clone, PartialEq)]
pub struct SeatMap {
    /// What stands around the plan.
    pub head: MapHead,
    /// On A3, else A4.
    pub large: bool,
    /// How wide the plan is.
    pub width: i32,
    /// How high.
    pub height: i32,
    /// The seats.
    pub seats: Vec<MapSeat>,
    /// The tables.
    pub tables: Vec<MapTable>,
    /// The word for the door.
    pub door: String,
    /// The door is at the upper edge.
    pub door_above: bool,
    /// Who has no seat; may be empty.
    pub standing: String,
}

/// A seat on the map.
#[derive(Debug, Clone, PartialEq)]
pub struct MapSeat {
    /// Its middle.
    pub x: i32,
    /// Its middle.
    pub y: i32,
    /// Which way who sits there looks, degrees clockwise from upwards.
    pub facing: u32,
    /// Its key.
    pub label: String,
    /// Who sits there; more than one is marked as wrong.
    pub names: Vec<String>,
    /// Position of the first.
    pub title: String,
    /// When they are served, and by which server.
    pub pour: Option<(u32, u32)>,
}

/// A table on the map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MapTable {
    /// Its left edge.
    pub x: i32,
    /// Its upper edge.
    pub y: i32,
    /// How wide.
    pub width: i32,
    /// How high.
    pub height: i32,
    /// Round, else square.
    pub round: bool,
    /// Its number; 0 for none.
    pub number: u32,
}

/// Name plates, each folded so that the name stands on both sides.
#[derive(Debug, Clone, PartialEq)]
pub struct Plates {
    /// Of which meeting; the PDF's title.
    pub title: String,
    /// Their number.
    pub number: String,
    /// When they were made; the PDF's date.
    pub made_at: NaiveDateTime,
    /// The language of what this crate adds.
    pub language: Language,
    /// How many come from one sheet.
    pub sheet: PlateSheet,
    /// The plates.
    pub plates: Vec<Plate>,
}

/// How many plates one sheet of A4 gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlateSheet {
    /// One on a sheet laid across.
    One,
    /// Two.
    Two,
    /// Three.
    Three,
}

/// One plate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plate {
    /// The name, as large as there is room.
    pub name: String,
    /// Over it, small; may be empty.
    pub above: String,
    /// Under it, small; may be empty.
    pub below: String,
}

#[derive(Serialize)]
struct MapView {
    #[serde(flatten)]
    head: HeadView,
    large: bool,
    width: i32,
    height: i32,
    seats: Vec<SeatView>,
    tables: Vec<MapTable>,
    door: String,
    door_above: bool,
    standing: String,
}

#[derive(Serialize)]
struct SeatView {
    x: i32,
    y: i32,
    facing: u32,
    label: String,
    names: Vec<Lettered>,
    title: Lettered,
    twice: bool,
    nth: u32,
    server: u32,
}

/// A text with its width in ems, so that it can be set as large as there is room.
#[derive(Serialize)]
struct Lettered {
    text: String,
    ems: f64,
    /// Two ideographs, which are set apart as on any plate.
    pair: bool,
}

#[derive(Serialize)]
struct PlatesView {
    language: &'static str,
    fonts: Families,
    title: String,
    number: String,
    made_at: Moment,
    across: bool,
    rows: u32,
    plates: Vec<PlateView>,
}

#[derive(Serialize)]
struct PlateView {
    name: Lettered,
    above: Lettered,
    below: Lettered,
}

/// Sets a seat map on one sheet laid across.
///
/// # Errors
/// [`Fault::Template`] when the template does not compile.
pub fn seat_map(data: &SeatMap, fonts: &Fonts) -> Result<Rendered, Fault> {
    let view = MapView {
        head: data.head.view(fonts),
        large: data.large,
        width: data.width.max(1),
        height: data.height.max(1),
        seats: data.seats.iter().map(seat).collect(),
        tables: data.tables.clone(),
        door: line(&data.door, LABEL),
        door_above: data.door_above,
        standing: line(&data.standing, TITLE),
    };
    render::render("seat-map.typ", &view, fonts)
}

/// Sets name plates.
///
/// # Errors
/// [`Fault::Template`] when the template does not compile.
pub fn name_plates(data: &Plates, fonts: &Fonts) -> Result<Rendered, Fault> {
    let view = PlatesView {
        language: view::language(data.language),
        fonts: fonts.families(),
        title: line(&data.title, TITLE),
        number: line(&data.number, LABEL),
        made_at: moment(data.made_at, data.made_at.date()),
        across: data.sheet == PlateSheet::One,
        rows: match data.sheet {
            PlateSheet::One => 1,
            PlateSheet::Two => 2,
            PlateSheet::Three => 3,
        },
        plates: data
            .plates
            .iter()
            .map(|plate| PlateView {
                name: lettered(&plate.name, NAME),
                above: lettered(&plate.above, NAME),
                below: lettered(&plate.below, NAME),
            })
            .collect(),
    };
    render::render("plates.typ", &view, fonts)
}

fn seat(seat: &MapSeat) -> SeatView {
    SeatView {
        x: seat.x,
        y: seat.y,
        facing: seat.facing,
        label: line(&seat.label, LABEL),
        names: seat
            .names
            .iter()
            .take(3)
            .map(|name| lettered(name, LABEL))
            .collect(),
        title: lettered(&seat.title, LABEL),
        twice: seat.names.len() > 1,
        nth: seat.pour.map_or(0, |(nth, _)| nth),
        server: seat.pour.map_or(0, |(_, server)| server),
    }
}

fn lettered(text: &str, most: usize) -> Lettered {
    let text = line(text, most);
    let wide = |c: char| c >= '\u{2e80}';
    let ems = text.chars().map(|c| match c {
        c if wide(c) => 1.0,
        c if c.is_uppercase() || matches!(c, 'm' | 'w' | '@' | '—' | '…') => 0.9,
        _ => 0.62,
    });
    Lettered {
        ems: ems.sum::<f64>().max(1.0),
        pair: text.chars().count() == 2 && text.chars().all(wide),
        text,
    }
}
