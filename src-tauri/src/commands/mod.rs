//! What the web view may ask for, one file a feature; a command is one
//! expression.
//!
//! Each hands its question to the desk on a thread that may wait, so that
//! neither the window nor the runtime stands still.

pub mod accounts;
pub mod after;
pub mod audit;
pub mod board;
pub mod bookings;
pub mod bundles;
pub mod calendar;
pub mod client_reports;
pub mod during;
pub mod duties;
pub mod figures;
pub mod imports;
pub mod inbox;
pub mod keeping;
pub mod lists;
pub mod meetings;
pub mod notices;
pub mod opening;
pub mod papers;
pub mod posts;
pub mod readiness;
pub mod rooms;
pub mod roster;
pub mod rostering;
pub mod safety;
pub mod seats;
pub mod series;
pub mod settings;
pub mod staff;
pub mod stations;
pub mod stock;
pub mod tasks;
pub mod templates;
pub mod undo;
pub mod walls;
pub mod workstation;
