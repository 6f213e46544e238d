//! The use cases, one file a feature. The window, the command line and the
//! tests all call these; no window is known here.

mod board;
mod bookings;
mod bulletin;
mod bundles;
pub mod call;
mod clashes;
pub mod clock;
mod deciding;
mod desk;
pub mod door;
mod duties;
mod editions;
mod export;
pub mod files;
mod house;
mod import;
mod inbox;
mod meetings;
mod notice;
mod notice_paper;
mod outage;
mod past;
mod quick;
mod refusals;
mod remedies;
mod reminders;
mod rooms;
mod sample;
mod settings;
mod sheets;
mod stations;
mod tasks;
mod texts;
mod ticks;
pub mod views;
pub mod words;

pub use clock::Clock;
pub use desk::{Absent, Desk, FirstVenue, OpenOptions};
pub use refusals::told;
pub use reminders::{Reminder, Stage, Told};
pub use stations::{Newcomer, StationHouse};
pub use steward_domain as domain;
pub use steward_exchange::RemarkCode;
pub use steward_store::Changed;
