//! Pairing: a code of six digits, read out from one screen and typed at
//! another, makes a station known. Plain TCP, so that an address is enough.
//!
//! ```text
//! guest                                       host
//!   share (SPAKE2 under the code)  ──▸
//!                                  ◂──        share
//!   proof that it knows the key    ──▸        each proof costs one of 3 tries
//!                                  ◂──        proof
//!                                  ◂──        welcome    sealed from here on
//!   card, signed with its key      ──▸
//!                                  ◂──        done, and where to connect to
//! ```
//! Six digits are few, but each guess needs the host, and it hears three: who
//! listens or meddles learns nothing to guess by alone (RFC 9382). The guest
//! proves itself first, so nothing of the venue leaves the host before.

mod channel;
mod guest;
mod host;

use std::net::SocketAddr;

use serde::{Deserialize, Serialize};
use steward_sync::{Card, Welcome};

pub use guest::join;
pub(crate) use host::Offering;

/// What a station has that came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined {
    /// What it was told.
    pub welcome: Welcome,
    /// Its own card.
    pub card: Card,
    /// Where the host takes connections, best to be remembered: discovery may
    /// not work here.
    pub host_addresses: Vec<SocketAddr>,
}

/// The guest's answer to the welcome.
#[derive(Debug, Serialize, Deserialize)]
struct Entered {
    card: Card,
    /// Of [`channel::signed_part`], by the card's key.
    signature: Vec<u8>,
}

/// The host's last word.
#[derive(Debug, Serialize, Deserialize)]
struct Done {
    is_admitted: bool,
    addresses: Vec<SocketAddr>,
}

/// The digits of a code as people type it, in any width and grouping; `None`
/// when there are not six.
pub(crate) fn digits(typed: &str) -> Option<String> {
    let narrow = |c: char| match c {
        '0'..='9' => Some(c),
        // Full width, as a Chinese input method gives them.
        '\u{ff10}'..='\u{ff19}' => {
            let digit = u32::from(c).checked_sub(0xff10)?;
            char::from_digit(digit, 10)
        }
        _ => None,
    };
    let digits: String = typed.chars().filter_map(narrow).collect();
    (digits.len() == 6).then_some(digits)
}
