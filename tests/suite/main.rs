//! Everything tested through public doors, in one program.

mod bookings;
mod bulletins;
mod clashes;
mod exports;
mod goods;
mod history;
mod import_files;
mod imports;
mod quick_entry;
mod rooms;
mod search;
mod simulation;
mod simulation_stores;
mod stations;
mod store_copies;
mod store_disks;
mod store_keyring;
mod store_killed;
mod store_merge;
mod store_opening;
mod store_peers;
mod store_reads;
mod store_stations;
mod store_support;
mod tasks;
mod tidy;
