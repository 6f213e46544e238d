//! Where other stations are, as somebody set it for this workstation: for
//! networks on which stations do not find each other.

use std::net::{IpAddr, SocketAddr};

use steward_domain::ids::StationId;
use steward_sync::PORT;

use crate::Desk;
use crate::views::{Refusal, StationsView};

/// The setting that keeps them.
const FIXED: &str = "fixed_addresses";
/// Most that are kept: more than a venue has stations.
const MOST: usize = 64;

impl Desk {
    /// Where other stations may be, whoever they are.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn fixed_addresses(&self) -> Result<Vec<SocketAddr>, Refusal> {
        let kept = self.read(|r| Ok(r.setting(FIXED)?))?.unwrap_or_default();
        Ok(serde_json::from_value(kept).unwrap_or_default())
    }

    /// Tries an address too, from now on; how all stand then.
    ///
    /// # Errors
    /// [`Refusal::Address`] for what is none, or when there are too many.
    pub fn add_address(&self, text: &str) -> Result<StationsView, Refusal> {
        self.may_read("add_address")?;
        let address = address(text)?;
        let mut fixed = self.fixed_addresses()?;
        if !fixed.contains(&address) {
            if fixed.len() >= MOST {
                return Err(Refusal::Address(text.to_owned()));
            }
            fixed.push(address);
            self.keep_addresses(fixed)?;
        }
        self.stations()
    }

    /// Tries an address no longer; how all stand then.
    ///
    /// # Errors
    /// [`Refusal::Address`] for what is none, [`Refusal::Unknown`] for one
    /// that was not set.
    pub fn remove_address(&self, text: &str) -> Result<StationsView, Refusal> {
        self.may_read("remove_address")?;
        let address = address(text)?;
        let mut fixed = self.fixed_addresses()?;
        let before = fixed.len();
        fixed.retain(|kept| *kept != address);
        if fixed.len() == before {
            return Err(Refusal::Unknown(text.to_owned()));
        }
        self.keep_addresses(fixed)?;
        self.stations()
    }

    /// Notes where a station was met.
    ///
    /// # Errors
    /// When the store fails.
    pub fn met_at(&self, station: StationId, address: SocketAddr) -> Result<(), Refusal> {
        let now = self.now().timestamp_millis();
        Ok(self.store.met_at(station, &address.to_string(), now)?)
    }

    fn keep_addresses(&self, fixed: Vec<SocketAddr>) -> Result<(), Refusal> {
        self.store.set_setting(FIXED, &serde_json::json!(fixed))?;
        // Without a network they are tried when there is one.
        if let Ok(network) = self.network() {
            network.set_fixed(fixed);
        }
        self.mesh_changed();
        Ok(())
    }
}

/// An IP address with or without a port. Names are not looked up: nothing
/// here asks a server.
fn address(text: &str) -> Result<SocketAddr, Refusal> {
    let narrow = text
        .trim()
        .replace('\u{ff1a}', ":")
        .replace('\u{3002}', ".");
    let with_port = || narrow.parse::<SocketAddr>().ok();
    let alone = || Some(SocketAddr::new(narrow.parse::<IpAddr>().ok()?, PORT));
    let found = with_port().or_else(alone).filter(|found| {
        found.port() != 0 && !found.ip().is_unspecified() && !found.ip().is_multicast()
    });
    found.ok_or_else(|| Refusal::Address(text.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_as_people_type_it() {
        let read = |text| address(text).map(|found| found.to_string()).ok();
        for (text, found) in [
            (" 192.168.1.10 ", Some("192.168.1.10:47810")),
            ("192.168.1.10:40123", Some("192.168.1.10:40123")),
            ("192.168.1.10\u{ff1a}40123", Some("192.168.1.10:40123")),
            ("fd00::7", Some("[fd00::7]:47810")),
            ("[fd00::7]:9", Some("[fd00::7]:9")),
            ("front.example", None),
            ("0.0.0.0", None),
            ("10.0.0.1:0", None),
            ("", None),
        ] {
            assert_eq!(read(text).as_deref(), found, "{text}");
        }
    }
}
