//! Networks that carry little, lose much, or hold multicast back; machines
//! that sleep or die.

use super::{Asked, Told};
use crate::fault::{Fault, Outcome};
use crate::station::is;
use crate::venue::Venue;
use crate::wait::{pause, until};

/// The one that things happen to.
const LAST: usize = 2;
/// Meetings in what one station lacks.
const MANY: usize = 1500;

/// Three packets of ten are lost, between all.
pub(super) fn loss(venue: &mut Venue, _asked: &Asked, told: &Told<'_>) -> Outcome<()> {
    venue
        .lan
        .rules(&["numgen random mod 100 < 30 drop".to_owned()])?;
    for _ in 0..3 {
        venue.book_everywhere()?;
    }
    told.took("9 bookings, equal with 30 % lost", venue.agree()?);
    let last = venue.station_mut(LAST)?;
    last.stop()?;
    last.serve()?;
    told.took("a station started anew, equal", venue.agree()?);
    venue.lan.heal()
}

/// Multicast is held back: stations go by where they met before.
pub(super) fn no_multicast(venue: &mut Venue, _asked: &Asked, told: &Told<'_>) -> Outcome<()> {
    venue.lan.rules(&[
        "ip daddr 224.0.0.0/4 drop".to_owned(),
        "ip6 daddr ff00::/8 drop".to_owned(),
    ])?;
    for station in &mut venue.stations {
        station.stop()?;
    }
    for station in &mut venue.stations {
        station.serve()?;
    }
    venue.book_everywhere()?;
    told.took("all started anew, by known addresses", venue.agree()?);
    // All move, so that what is known is of no use; one is told where another
    // is.
    for (host, station) in (110..).zip(&mut venue.stations) {
        station.stop()?;
        station.socket.move_to(host)?;
    }
    let first = format!("{}:47810", venue.station(0)?.socket.address());
    for station in venue.stations.iter_mut().skip(1) {
        station.arguments = vec!["--peer".to_owned(), first.clone()];
    }
    for station in &mut venue.stations {
        station.serve()?;
    }
    venue.book_everywhere()?;
    told.took(
        "all moved, by a fixed address",
        met_by_fixed_address(venue)?,
    );
    for station in &mut venue.stations {
        station.arguments.clear();
    }
    venue.lan.heal()?;
    venue.agree().map(drop)
}

/// With one fixed address all have everything; whether the others meet each
/// other too is another matter.
fn met_by_fixed_address(venue: &Venue) -> Outcome<std::time::Duration> {
    until("all have the same tables", || {
        let mut digests = Vec::new();
        for station in &venue.stations {
            digests.push(station.digest()?);
        }
        digests.dedup();
        Ok(if digests.len() == 1 {
            Ok(())
        } else {
            Err(format!("{digests:?}"))
        })
    })
}

/// A line of 1 Mbit/s, with a catch-up to be carried over it.
pub(super) fn slow(venue: &mut Venue, _asked: &Asked, told: &Told<'_>) -> Outcome<()> {
    let socket = venue.station(LAST)?.socket.clone();
    socket.rate(Some("1mbit"))?;
    let before = socket.traffic()?;
    venue.import(0, MANY)?;
    venue.book_everywhere()?;
    told.took(
        format!("{MANY} meetings over 1 Mbit/s, equal"),
        venue.agree()?,
    );
    let passed = socket.traffic()? - before;
    told.saw("carried for it", format!("{} kB", passed.bytes / 1000));
    socket.rate(None)
}

/// A machine sleeps, as a closed laptop does.
pub(super) fn asleep(venue: &mut Venue, asked: &Asked, told: &Told<'_>) -> Outcome<()> {
    venue.station(LAST)?.signal("STOP")?;
    told.took("shown offline by the others", venue.loses_sight(0, LAST)?);
    venue.book(0)?;
    venue.book(1)?;
    pause(asked.asleep);
    venue.station(LAST)?.signal("CONT")?;
    let slept = asked.asleep.as_secs();
    told.took(
        format!("equal after sleeping for more than {slept} s"),
        venue.agree()?,
    );
    Ok(())
}

/// The process is killed while it takes a large catch-up.
pub(super) fn killed(venue: &mut Venue, _asked: &Asked, told: &Told<'_>) -> Outcome<()> {
    let socket = venue.station(LAST)?.socket.clone();
    venue.station_mut(LAST)?.stop()?;
    for _ in 0..4 {
        venue.import(0, MANY / 4)?;
        venue.book(0)?;
    }
    // Slow enough to be caught in the act.
    socket.rate(Some("512kbit"))?;
    let before = socket.traffic()?;
    venue.station_mut(LAST)?.serve()?;
    until("it receives", || {
        let came = (socket.traffic()? - before).bytes;
        Ok(if came > 40_000 {
            Ok(())
        } else {
            Err(format!("{came} bytes"))
        })
    })?;
    venue.station_mut(LAST)?.kill()?;
    socket.rate(None)?;
    let (has, all) = (venue.station(LAST)?.digest()?, venue.station(0)?.digest()?);
    Fault::unless(has != all, || {
        "it had everything before it was killed".to_owned()
    })?;
    venue.station_mut(LAST)?.serve()?;
    told.took("equal after starting again", venue.agree()?);
    let verdict = venue.station(LAST)?.ask(&["verify"])?;
    Fault::unless(is(&verdict, "sound"), || verdict.to_string())
}
