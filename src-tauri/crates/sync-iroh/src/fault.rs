//! What can go wrong here.

use std::io;

use steward_sync::HouseFault;

/// Why a carrier did not start, or could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum CarrierFault {
    /// The house's own trouble.
    #[error("the house failed")]
    House(#[from] HouseFault),
    /// No socket could be opened where it was wanted.
    #[error("no socket at the wanted address: {0}")]
    Bind(String),
    /// The network could not be asked.
    #[error("no multicast on this network: {0}")]
    Multicast(String),
    /// An address or socket of this machine could not be used.
    #[error("a socket failed")]
    Socket(#[from] io::Error),
}

/// Why two stations did not pair.
#[derive(Debug, thiserror::Error)]
pub enum PairFault {
    /// What was typed has not six digits.
    #[error("a code has six digits")]
    NotACode,
    /// The code is not the one that the host shows.
    #[error("the code is wrong")]
    WrongCode,
    /// The host no longer offers: its time is up, it was tried too often, or
    /// somebody else came in.
    #[error("the offer is closed")]
    OfferClosed,
    /// Nobody answers there.
    #[error("nobody answers at the address")]
    Unreachable(#[source] io::Error),
    /// The other did not answer in time.
    #[error("the other did not answer in time")]
    Silent,
    /// The other speaks another version.
    #[error("the other speaks version {0}")]
    OtherVersion(u8),
    /// The other did not keep to the protocol, or somebody meddles.
    #[error("the other broke the protocol")]
    Broken,
    /// The host's house did not let the new station in.
    #[error("the host did not let the station in")]
    Refused,
    /// The guest's folder could not be made a station.
    #[error("the new station could not be made")]
    Guest(#[source] HouseFault),
    /// The host's house could not answer.
    #[error("the host's store failed")]
    House(#[source] HouseFault),
}

impl PairFault {
    /// A short word for what went wrong, for whoever has sentences.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotACode => "not_a_code",
            Self::WrongCode => "wrong_code",
            Self::OfferClosed => "offer_closed",
            Self::Unreachable(_) => "unreachable",
            Self::Silent => "silent",
            Self::OtherVersion(_) => "other_version",
            Self::Broken => "broken",
            Self::Refused => "refused",
            Self::Guest(_) => "guest",
            Self::House(_) => "house",
        }
    }
}
