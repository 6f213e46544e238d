//! Many stations that wake at one moment: they agree, and without a storm.

use super::{Asked, Told};
use crate::fault::{Fault, Outcome};
use crate::lan::Traffic;
use crate::venue::Venue;

/// Most packets that waking may take for each two stations, until all agree.
/// Sixty or so are seen; fifty stations on two cores are busy for ten seconds
/// with shaking hands, and keep their connections alive meanwhile.
const PACKETS_A_PAIR: u64 = 300;

/// All cables are pulled, something is written at each, and all put back.
pub(super) fn waking(venue: &mut Venue, asked: &Asked, told: &Told<'_>) -> Outcome<()> {
    for place in venue.stations.len()..usize::from(asked.stations) {
        venue.join(&format!("站{place}"))?;
    }
    let count = venue.stations.len();
    told.took(
        format!("{count} stations, all let in, equal"),
        venue.agree()?,
    );
    for station in &venue.stations {
        station.socket.pull()?;
    }
    for place in 0..count {
        venue.loses_sight(place, (place + 1) % count)?;
    }
    venue.book_everywhere()?;
    let before = all_traffic(venue)?;
    for station in &venue.stations {
        station.socket.put_back()?;
    }
    told.took(format!("{count} wake at once, equal"), venue.agree()?);
    let passed = all_traffic(venue)? - before;
    let pairs = (count * (count - 1) / 2) as u64;
    told.saw(
        "carried for it",
        format!(
            "{} packets, {} kB: {} packets for each two",
            passed.packets,
            passed.bytes / 1000,
            passed.packets / pairs
        ),
    );
    Fault::unless(passed.packets / pairs < PACKETS_A_PAIR, || {
        format!("a storm of {} packets", passed.packets)
    })
}

/// Over all cables; each packet passes two.
fn all_traffic(venue: &Venue) -> Outcome<Traffic> {
    let mut all = Traffic {
        packets: 0,
        bytes: 0,
    };
    for station in &venue.stations {
        let one = station.socket.traffic()?;
        all.packets += one.packets;
        all.bytes += one.bytes;
    }
    Ok(Traffic {
        packets: all.packets / 2,
        bytes: all.bytes / 2,
    })
}
