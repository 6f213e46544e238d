//! What a meeting, a room, a task is; what may be decided about them; how two
//! truths become one. Pure: time, randomness and identity come in as
//! parameters, nothing here reads a clock, a file or a network.

pub mod account;
pub mod after;
pub mod approval;
pub mod authority;
pub mod backups;
pub mod buying;
pub mod clash;
pub mod client_report;
pub mod duty;
pub mod ended;
pub mod fee;
pub mod figures;
pub mod find;
pub mod goods;
pub mod holidays;
pub mod hotline;
pub mod house_rules;
pub mod ids;
pub mod incident;
pub mod intake;
pub mod invitation;
pub mod keep;
pub mod log;
pub mod lunar;
pub mod meeting;
pub mod meeting_kind;
pub mod money;
pub mod names;
pub mod notice;
pub mod offers;
pub mod patrol;
pub mod plan;
pub mod post;
pub mod quick;
pub mod ready;
pub mod record;
pub mod remedy;
pub mod repeat;
pub mod right;
pub mod role;
pub mod room;
pub mod roster;
pub mod seats;
pub mod secrecy;
pub mod sheet;
pub mod shift;
pub mod staff;
pub mod station;
pub mod stock;
pub mod suggest;
pub mod template;
#[cfg(test)]
mod trial;
pub mod undo;
pub mod venue;
