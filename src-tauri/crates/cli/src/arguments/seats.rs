//! Seats of a meeting.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use steward_app::domain::seats::SeatDoor;
use steward_app::domain::seats::geometry::SeatFloor;
use steward_app::domain::seats::order::SeatOrder;
use steward_app::domain::seats::pouring::PouringCase;
use steward_app::views::PlateSize;

pub(super) const SEATS_EXAMPLES: &str = "\
Examples:
  stewardctl seats shape 1122-A03 --podium 7 --rows 10x14 --tables
  stewardctl seats import 1122-A03 名单.xlsx --dry-run
  stewardctl seats auto 1122-A03
  stewardctl seats put 1122-A03 张伟 P1-4
  stewardctl seats plates 1122-A03 -o plates.pdf
  stewardctl seats pouring 1122-A03 -o pouring.pdf";

#[derive(Debug, Subcommand)]
pub(crate) enum SeatsCommand {
    /// The plan: who sits where, who stands, who is served when
    Show {
        /// The meeting's number, or words that find it
        meeting: String,
    },
    /// Say where the seats stand and by which rules
    Shape(ShapeArguments),
    /// Take people in from a workbook or a text with separators
    Import {
        /// The meeting's number, or words that find it
        meeting: String,
        /// The list
        file: PathBuf,
        /// Only look: which rows are taken, which are passed over and why
        #[arg(long)]
        dry_run: bool,
    },
    /// Enter a person
    Add(Person),
    /// Seat by rank and side whoever stands
    Auto {
        /// The meeting's number, or words that find it
        meeting: String,
        /// Everybody anew
        #[arg(long)]
        afresh: bool,
    },
    /// Put a person on a seat; who sat there takes the seat they come from
    Put {
        /// The meeting's number, or words that find it
        meeting: String,
        /// Name or id
        who: String,
        /// The seat's key, such as P1-4
        seat: String,
    },
    /// Let a person stand, or take them off the list
    Take {
        /// The meeting's number, or words that find it
        meeting: String,
        /// Name or id
        who: String,
        /// They do not come: off the list
        #[arg(long)]
        off: bool,
    },
    /// Save folded name plates as PDF
    Plates(PlatesArguments),
    /// Save the seat map as PDF
    Map {
        /// The meeting's number, or words that find it
        meeting: String,
        /// On A3
        #[arg(long)]
        a3: bool,
        /// With the numbers of the order of pouring
        #[arg(long)]
        pouring: bool,
        /// The file
        #[arg(short, long, value_name = "FILE.pdf")]
        output: PathBuf,
    },
    /// Who is served when; saved as PDF where a file is named
    Pouring {
        /// The meeting's number, or words that find it
        meeting: String,
        /// With what people like; that you looked is written down
        #[arg(long)]
        preferences: bool,
        /// The file
        #[arg(short, long, value_name = "FILE.pdf")]
        output: Option<PathBuf>,
    },
}

#[derive(Debug, Args)]
pub(crate) struct ShapeArguments {
    /// The meeting's number, or words that find it
    pub(crate) meeting: String,
    /// Seats in each row of the podium, the front row first, such as 7,9; 0
    /// for none
    #[arg(long, value_name = "SEATS", value_delimiter = ',')]
    pub(crate) podium: Option<Vec<u32>>,
    /// Rows by seats
    #[arg(long, value_name = "ROWSxSEATS", value_parser = pair, group = "floor")]
    pub(crate) rows: Option<(u32, u32)>,
    /// An aisle after this seat; given again for each
    #[arg(long, value_name = "SEAT", requires = "rows")]
    pub(crate) aisle: Vec<u32>,
    /// Tables before the rows
    #[arg(long, requires = "rows")]
    pub(crate) tables: bool,
    /// A U: seats at its base by seats on each leg
    #[arg(long, value_name = "BASExLEGS", value_parser = pair, group = "floor")]
    pub(crate) u: Option<(u32, u32)>,
    /// A hollow square: seats across by seats along
    #[arg(long, value_name = "ACROSSxALONG", value_parser = pair, group = "floor")]
    pub(crate) hollow: Option<(u32, u32)>,
    /// One table: seats on each long side by seats at each head
    #[arg(long, value_name = "SIDExHEADS", value_parser = pair, group = "floor")]
    pub(crate) board: Option<(u32, u32)>,
    /// Round tables by seats at each
    #[arg(long, value_name = "TABLESxSEATS", value_parser = pair, group = "floor")]
    pub(crate) rounds: Option<(u32, u32)>,
    /// Nothing but the podium
    #[arg(long, group = "floor")]
    pub(crate) bare: bool,
    /// Which hand is the higher
    #[arg(long, value_enum)]
    pub(crate) order: Option<Hand>,
    /// Where the door is on the drawing
    #[arg(long, value_enum)]
    pub(crate) door: Option<DoorAt>,
    /// The order of pouring; auto for the one that the seats ask for
    #[arg(long, value_enum)]
    pub(crate) pouring: Option<CaseWord>,
}

#[derive(Debug, Args)]
pub(crate) struct Person {
    /// The meeting's number, or words that find it
    pub(crate) meeting: String,
    /// Name
    pub(crate) name: String,
    /// Position
    #[arg(long, default_value = "", value_name = "TEXT")]
    pub(crate) title: String,
    /// Where from
    #[arg(long, default_value = "", value_name = "TEXT")]
    pub(crate) unit: String,
    /// 1 is the highest
    #[arg(long, value_name = "N")]
    pub(crate) rank: Option<u32>,
    /// Whose side
    #[arg(long, value_enum, default_value = "none")]
    pub(crate) side: OnSide,
    /// What they like to drink; confidential
    #[arg(long, value_name = "TEXT")]
    pub(crate) drink: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct PlatesArguments {
    /// The meeting's number, or words that find it
    pub(crate) meeting: String,
    /// How many from one sheet of A4
    #[arg(long, value_enum, default_value = "two")]
    pub(crate) per_sheet: PerSheet,
    /// With the unit
    #[arg(long)]
    pub(crate) unit: bool,
    /// With the position
    #[arg(long)]
    pub(crate) title: bool,
    /// Only for those who have a seat
    #[arg(long)]
    pub(crate) seated: bool,
    /// The file
    #[arg(short, long, value_name = "FILE.pdf")]
    pub(crate) output: PathBuf,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Hand {
    Left,
    Right,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum DoorAt {
    Below,
    Above,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum OnSide {
    None,
    Host,
    Guest,
    A,
    B,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum PerSheet {
    One,
    Two,
    Three,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum CaseWord {
    Auto,
    LeadersTogether,
    LeadersSpread,
    GuestsFirst,
    FromHighestGuest,
    PartyAFirst,
    FromHighestOfPartyA,
}

impl From<Hand> for SeatOrder {
    fn from(hand: Hand) -> Self {
        match hand {
            Hand::Left => Self::LeftIsHigher,
            Hand::Right => Self::RightIsHigher,
        }
    }
}

impl From<DoorAt> for SeatDoor {
    fn from(at: DoorAt) -> Self {
        match at {
            DoorAt::Below => Self::Below,
            DoorAt::Above => Self::Above,
        }
    }
}

impl From<OnSide> for steward_app::domain::seats::SeatSide {
    fn from(side: OnSide) -> Self {
        match side {
            OnSide::None => Self::None,
            OnSide::Host => Self::Host,
            OnSide::Guest => Self::Guest,
            OnSide::A => Self::PartyA,
            OnSide::B => Self::PartyB,
        }
    }
}

impl From<PerSheet> for PlateSize {
    fn from(sheet: PerSheet) -> Self {
        match sheet {
            PerSheet::One => Self::Large,
            PerSheet::Two => Self::Usual,
            PerSheet::Three => Self::Small,
        }
    }
}

impl From<CaseWord> for Option<PouringCase> {
    fn from(case: CaseWord) -> Self {
        Some(match case {
            CaseWord::Auto => return None,
            CaseWord::LeadersTogether => PouringCase::LeadersTogether,
            CaseWord::LeadersSpread => PouringCase::LeadersSpread,
            CaseWord::GuestsFirst => PouringCase::GuestsFirst,
            CaseWord::FromHighestGuest => PouringCase::FromHighestGuest,
            CaseWord::PartyAFirst => PouringCase::PartyAFirst,
            CaseWord::FromHighestOfPartyA => PouringCase::FromHighestOfPartyA,
        })
    }
}

impl ShapeArguments {
    /// The floor that was asked for.
    pub(crate) fn floor(&self) -> Option<SeatFloor> {
        if let Some((rows, seats)) = self.rows {
            return Some(SeatFloor::Rows {
                rows,
                seats,
                aisles: self.aisle.clone(),
                tables: self.tables,
            });
        }
        if let Some((base, legs)) = self.u {
            return Some(SeatFloor::UShape { base, legs });
        }
        if let Some((across, along)) = self.hollow {
            return Some(SeatFloor::HollowSquare { across, along });
        }
        if let Some((across, heads)) = self.board {
            return Some(SeatFloor::Board { across, heads });
        }
        if let Some((tables, seats)) = self.rounds {
            return Some(SeatFloor::Rounds { tables, seats });
        }
        self.bare.then_some(SeatFloor::Empty)
    }
}

/// `10x14`.
fn pair(text: &str) -> Result<(u32, u32), String> {
    let parts = text.split_once(['x', 'X', '×', '*']);
    let figure = |part: &str| part.trim().parse::<u32>().ok();
    parts
        .and_then(|(one, other)| Some((figure(one)?, figure(other)?)))
        .ok_or_else(|| format!("{text} is not like 10x14"))
}
