//! Paper: plain data in, Typst templates, A4 PDF and page pictures out; and the way to the printer.
//!
//! This crate knows nothing of the store or of the domain: a caller fills a plain struct such as
//! [`Bulletin`] and gets [`Rendered`] pages. Text is handed to the templates as data and is never
//! spliced into Typst source, so no title can be code. The same data, fonts and version give the
//! same bytes.
//!
//! ```no_run
//! # fn main() -> Result<(), steward_documents::Fault> {
//! # let data: steward_documents::Bulletin = todo!();
//! let fonts = steward_documents::Fonts::find()?;
//! let paper = steward_documents::bulletin(&data, &fonts)?;
//! let (pages, file, first) = (paper.pages(), paper.pdf()?, paper.page_svg(1)?);
//! # Ok(()) }
//! ```

mod badges;
mod brief;
mod bulletin;
mod chart;
mod csv;
mod fault;
mod fill_in;
mod fonts;
mod form;
mod hidden;
mod map;
mod notice;
mod outage;
mod outage_view;
mod posts;
mod print;
mod render;
mod seats;
mod text;
mod view;
mod workbook;
mod world;

pub use badges::{Badge, BadgeLevel, Badges, badges};
pub use brief::{Brief, BriefSection, BriefTile, brief};
pub use bulletin::{
    Bulletin, BulletinMeeting, Department, DepartmentSheet, Done, GoodsLine, Language, Mark,
    SheetTask, State, bulletin, bulletin_source,
};
pub use chart::{Bar, Chart};
pub use csv::csv;
pub use fault::Fault;
pub use fill_in::{FillColumn, FillIn, fill_in};
pub use fonts::{FONT_FILES, Fonts};
pub use form::{Column, Form, Part, form};
pub use hidden::{hidden_words, in_words};
pub use map::MapHead;
pub use notice::{Notice, NoticeLine, NoticeRecipient, NoticeState, notice};
pub use outage::{
    CheckLine, CheckSheet, DutyLine, OutagePack, Peer, Phone, Roster, RosterLine, Standing,
    outage_pack,
};
pub use posts::{PlanLegend, PlanMark, PlanShape, PostMap, post_map};
pub use print::{PrintSystem, Printer, print, printers};
pub use render::{HIDDEN, Rendered};
pub use seats::{MapSeat, MapTable, Plate, PlateSheet, Plates, SeatMap, name_plates, seat_map};
pub use workbook::{Cell, Picture, Plot, Sheet, workbook, workbook_with};
