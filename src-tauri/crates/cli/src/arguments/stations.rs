//! Stations: running one, letting one in, what is done about one.

use std::net::SocketAddr;

use clap::{Args, Subcommand};

#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Where to listen [default: every card, port 47810 or any free one]
    #[arg(long, value_name = "ADDR")]
    pub(crate) listen: Vec<SocketAddr>,
    /// Where another station is, for nets without multicast
    #[arg(long, value_name = "ADDR")]
    pub(crate) peer: Vec<String>,
    /// Do not look for stations by multicast
    #[arg(long)]
    pub(crate) no_discovery: bool,
}

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("way").required(true).args(["offer", "code"]))]
pub(crate) struct Pair {
    /// Show a code that lets one station in
    #[arg(long, conflicts_with = "to")]
    pub(crate) offer: bool,
    /// The code that the other station shows
    #[arg(long, requires = "to", requires = "station", value_name = "CODE")]
    pub(crate) code: Option<String>,
    /// Where the other station is, as it shows
    #[arg(long, requires = "code", value_name = "ADDR")]
    pub(crate) to: Option<String>,
    /// What people are to call the new station
    #[arg(long, default_value = "", value_name = "NAME")]
    pub(crate) station: String,
    /// Where to listen while the code stands
    #[arg(long, value_name = "ADDR")]
    pub(crate) listen: Vec<SocketAddr>,
    /// Do not look for stations by multicast
    #[arg(long)]
    pub(crate) no_discovery: bool,
}

#[derive(Debug, Args)]
pub(crate) struct SyncOnce {
    /// Until all in sight are equal, then end
    #[arg(long, required = true)]
    pub(crate) once: bool,
    /// Where another station is
    #[arg(long, value_name = "ADDR")]
    pub(crate) peer: Vec<String>,
    /// Do not look for stations by multicast
    #[arg(long)]
    pub(crate) no_discovery: bool,
    /// Give up after so many seconds
    #[arg(long, default_value_t = 60, value_name = "N")]
    pub(crate) seconds: u64,
}

#[derive(Debug, Subcommand)]
pub(crate) enum StationAct {
    /// Every station and how it stands
    Show,
    /// Give a station another name
    Rename {
        /// Its name, letter or id
        station: String,
        /// The new name
        name: String,
    },
    /// Take a station out of service: all it said stands
    Retire {
        /// Its name, letter or id
        station: String,
        /// Why
        #[arg(long, default_value = "", value_name = "TEXT")]
        why: String,
    },
    /// Let a station take the place and the name of another one
    #[command(after_help = "Example: stewardctl station replace 东楼 新机 --why 旧机坏了")]
    Replace {
        /// The old one: its name, letter or id
        station: String,
        /// The one that takes its place: its name, letter or id
        by: String,
        /// Why
        #[arg(long, default_value = "", value_name = "TEXT")]
        why: String,
    },
    /// Where other stations are, for nets without multicast: kept for this
    /// workstation
    Address {
        /// What to do
        #[command(subcommand)]
        act: AddressAct,
    },
    /// Shut a lost station out: nothing it says later is taken
    Revoke {
        /// Its name, letter or id
        station: String,
        /// Why
        #[arg(long, default_value = "", value_name = "TEXT")]
        why: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum AddressAct {
    /// Try this address too, from now on
    #[command(after_help = "Example: stewardctl station address add 192.168.1.10")]
    Add {
        /// IP, with or without `:port`
        address: String,
    },
    /// No longer
    Remove {
        /// As it was given
        address: String,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Recover {
    /// The code, with or without blanks and dashes
    pub(crate) code: String,
}
