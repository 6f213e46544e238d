//! Figures of a period: what the weekly brief 周业务简报 and the screen count.
//! Every figure carries the meetings behind it, so that nobody has to believe
//! one: it opens on what it was counted from.
//!
//! A meeting counts on the local day it begins, and on no other, so that the
//! days of a period add up to the period. Enquiries are not counted; what was
//! cancelled is counted apart. Money is in fen, time in whole minutes: no
//! figure is off by a rounding.

mod asked;
mod count;
mod heat;
mod span;

use chrono::NaiveDateTime;

pub use asked::{Asked, OnTime, Standing, What, acknowledgements};
pub use count::{
    Changes, Fees, Figures, GoodsFigure, LEADS, Lead, Lost, LostFigures, LostHow, Marks, Tally,
    lost_figures,
};
pub use heat::{Heat, HeatRow, OpenRoom, Use};
pub use span::Span;

use crate::fee::FeeStage;
use crate::ids::{MeetingId, RoomId, TemplateId};
use crate::money::Fen;
use crate::notice::Urgency;
use crate::room::Class;

/// One meeting of a period with what was said about it, already resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Which.
    pub meeting: MeetingId,
    /// Begins, local.
    pub start: NaiveDateTime,
    /// Ends, local.
    pub end: NaiveDateTime,
    /// The undivided rooms that it takes.
    pub rooms: Vec<RoomId>,
    /// Its room's class.
    pub class: Option<Class>,
    /// Who holds it.
    pub organiser: String,
    /// The service template that it follows.
    pub template: Option<TemplateId>,
    /// Expected people.
    pub people: Option<u32>,
    /// How long before its start it was booked, minutes.
    pub lead: i64,
    /// How long before its start its class asks to be booked, minutes
    /// (section 2 of the standard).
    pub lead_asked: i64,
    /// It was called off.
    pub cancelled: bool,
    /// How its notice was issued; none for no notice.
    pub notice: Option<Issued>,
    /// What somebody had to do for it by a time: acknowledgements, checks,
    /// other tasks.
    pub asked: Vec<Asked>,
    /// What was laid out by the template: item, unit, how many.
    pub laid_out: Vec<(String, String, u32)>,
    /// What was used up by the last count: item, unit, how many.
    pub used: Vec<(String, String, u32)>,
    /// Its fee; none where nothing was written down.
    pub fee: Option<FeeOf>,
    /// What the organiser gave it, from 1 to 5.
    pub stars: Option<u32>,
    /// How many acts about it were written with no other station in sight.
    pub offline: u32,
}

/// How a notice was issued.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Issued {
    /// Versions after the first: each change is one more round of
    /// confirmations (S-22).
    pub changes: u32,
    /// How late the first came (S-21).
    pub urgency: Urgency,
}

/// A fee as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeeOf {
    /// What is to be paid.
    pub total: Fen,
    /// What came in.
    pub paid: Fen,
    /// How far it is.
    pub stage: FeeStage,
}

impl Held {
    /// How long it takes, minutes.
    #[must_use]
    pub fn minutes(&self) -> u64 {
        u64::try_from((self.end - self.start).num_minutes()).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests;
