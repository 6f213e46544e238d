//! Foreign calendars, in and out: iCalendar and conference schedules become
//! plain events with remarks; plain events become iCalendar.
//!
//! The crate knows no rule of the house. It reads what a file says, says by
//! line what it could not take as it stands, and leaves the meaning to the
//! caller. Nothing is lost in silence: whatever was skipped, changed or
//! assumed has a [`Remark`].
//!
//! ```
//! use steward_exchange::{Context, read};
//! let file = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20251122T010000Z\r\n\
//! DTEND:20251122T020000Z\r\nSUMMARY:Opening\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
//! let incoming = read(file, "week.ics", &Context::default())?;
//! assert_eq!(incoming.events[0].title, "Opening");
//! # Ok::<(), steward_exchange::Fault>(())
//! ```

mod components;
mod detect;
mod event;
mod ics;
mod keys;
mod lines;
mod model;
mod recur;
mod remarks;
mod roster_sheet;
mod schedule;
mod schedule_time;
mod series;
mod table;
mod text;
mod times;
mod values;
mod write;
mod xml;
mod zone;

pub use detect::read;
pub use model::{
    Context, Effect, Fault, FaultCode, Incoming, IncomingEvent, Kind, Method, Outgoing,
    OutgoingEvent, Remark, RemarkCode, Status, Window, limits,
};
pub use roster_sheet::{
    RosterSheet, SheetCell, SheetHint, SheetRemark, roster_sheet, weekday_head,
};
pub use table::{Table, TableAsk, read_table, read_table_as, read_text};
pub use write::write_ics;
