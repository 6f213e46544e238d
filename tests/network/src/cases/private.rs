//! What leaves a station: nothing past its network, and to whoever is not let
//! in, not a word.

use std::net::Ipv4Addr;

use super::{Asked, Told};
use crate::capture::{Capture, Packet};
use crate::fault::{Fault, Outcome};
use crate::station::Station;
use crate::tools::run;
use crate::venue::Venue;

/// Names that nobody may hear who is not let in.
const NAMES: [&str; 4] = ["总台", "东楼", "滨江行政办事中心", "Riverside"];
/// Most bytes that a refusal may take: a handshake, and a code that is wrong.
const REFUSAL: usize = 64 * 1024;

/// Founding, pairing, serving, meeting, asking why not: with a way out of the
/// network at hand, and nobody takes it.
pub(super) fn private(venue: &mut Venue, _asked: &Asked, told: &Told<'_>) -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let number = venue.lan.number();
    let way_out = way_out(venue)?;
    lead_out(venue.station(0)?, &way_out)?;
    let first = Capture::begin(&venue.station(0)?.socket, folder.path())?;
    venue.found()?;
    let second_machine = venue.machine("东楼")?;
    lead_out(&second_machine, &way_out)?;
    let second = Capture::begin(&second_machine.socket, folder.path())?;
    venue.let_in(second_machine)?;
    venue.book_everywhere()?;
    venue.agree()?;
    venue.station(0)?.try_ask(&["doctor"])?;
    venue.station_mut(1)?.stop()?;
    venue.book(0)?;
    venue.station(1)?.ask(&["sync", "--once"])?;
    venue.station(1)?.try_ask(&["doctor"])?;
    venue.station_mut(1)?.serve()?;
    venue.agree()?;

    // Somebody with a wrong code, and somebody who is shut out.
    let stranger = venue.machine("路人")?;
    let (_, to) = venue.offer()?;
    let wrong = ["pair", "--code", "000000", "--to", &to, "--station", "路人"];
    let (was_let_in, said) = stranger.try_ask(&wrong)?;
    Fault::unless(!was_let_in, || format!("let in by a wrong code: {said}"))?;
    let in_peace = venue.station(1)?.socket.traffic()?;
    venue
        .station(0)?
        .ask(&["station", "revoke", "东楼", "--why", "lost"])?;
    venue.loses_sight(0, 1)?;
    venue.book(0)?;
    venue.station_mut(1)?.stop()?;
    venue.station_mut(1)?.serve()?;
    let (_, refused) = venue.station(1)?.try_ask(&["doctor"])?;
    let after = (venue.station(1)?.socket.traffic()? - in_peace).bytes;
    told.saw(
        "a revoked station's whole traffic after",
        format!("{after} bytes"),
    );
    Fault::unless(after < REFUSAL as u64, || {
        format!("{after} bytes for one that is shut out: {refused}")
    })?;
    venue.stations.clear();

    let here = address(number, 1);
    let stations = [here, address(number, 2), address(number, 3)];
    let mut packets = first.end()?;
    packets.extend(second.end()?);
    let astray: Vec<&Packet> = packets
        .iter()
        .filter(|packet| !packet.is_among(&stations))
        .collect();
    told.saw("packets looked at", packets.len().to_string());
    told.saw("of these past the network", astray.len().to_string());
    Fault::unless(astray.is_empty(), || {
        format!("{:?}", astray.iter().map(|p| p.kind).collect::<Vec<_>>())
    })?;
    let to_stranger: usize = packets
        .iter()
        .filter(|packet| packet.goes(here, address(number, 3)))
        .map(|packet| packet.bytes.len())
        .sum();
    told.saw("to one with a wrong code", format!("{to_stranger} bytes"));
    Fault::unless(to_stranger < REFUSAL, || {
        format!("{to_stranger} bytes to a stranger")
    })?;
    let told_all = NAMES
        .iter()
        .find(|name| packets.iter().any(|packet| packet.says(name)));
    Fault::unless(told_all.is_none(), || {
        format!("{told_all:?} is said in clear")
    })
}

/// A machine that everything beyond the network would pass through. It
/// answers, so that whatever is sent there is seen.
fn way_out(venue: &Venue) -> Outcome<String> {
    let router = venue.lan.plug_in(254)?;
    run(&format!(
        "ip -n {} addr add 10.77.0.254/32 dev lo",
        router.machine()
    ))?;
    Ok(router.address())
}

fn lead_out(station: &Station, way_out: &str) -> Outcome<()> {
    let machine = station.socket.machine();
    run(&format!("ip -n {machine} route add default via {way_out}")).map(drop)
}

fn address(number: u8, place: u8) -> Ipv4Addr {
    Ipv4Addr::new(10, 77, number, place)
}
