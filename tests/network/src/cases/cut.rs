//! Cut off and healed: what is written apart is everywhere afterwards, and
//! meanwhile each station says truly who is in sight.

use serde_json::Value;

use super::{Asked, Told};
use crate::fault::{Fault, Outcome};
use crate::station::{figure, is, said};
use crate::venue::Venue;

/// The one that things happen to.
const LAST: usize = 2;

/// The switch loses one station altogether.
pub(super) fn partition(venue: &mut Venue, _asked: &Asked, told: &Told<'_>) -> Outcome<()> {
    let cable = venue.station(LAST)?.socket.cable();
    venue.lan.rules(&[
        format!("iifname {cable} drop"),
        format!("oifname {cable} drop"),
    ])?;
    told.took("shown offline by the others", venue.loses_sight(0, LAST)?);
    told.took("and there, the others", venue.loses_sight(LAST, 0)?);
    venue.loses_sight(LAST, 1)?;
    // The two that see each other go on; each says what is so.
    says_how_many_it_sees(venue, 0, 1)?;
    says_how_many_it_sees(venue, LAST, 0)?;
    let alone = venue.station(LAST)?.peers()?;
    Fault::unless(!said(&alone, "alone_since").is_empty(), || {
        format!("it does not say since when it is alone: {alone}")
    })?;
    venue.book_everywhere()?;
    let waits = figure(&venue.station(LAST)?.row("总台")?, "not_there");
    Fault::unless(waits > 0, || "nothing waits to be sent".to_owned())?;
    venue.lan.heal()?;
    told.took("equal after healing", venue.agree()?);
    let back = venue.station(LAST)?.peers()?;
    let bookings = back.pointer("/away/bookings");
    Fault::unless(bookings.is_some_and(|count| *count == 2), || {
        format!("what came in while it was alone is not told: {back}")
    })?;
    let row = venue.station(LAST)?.row("总台")?;
    let history = row.get("contacts").and_then(Value::as_array);
    let history: Vec<&str> = history
        .into_iter()
        .flatten()
        .map(|contact| said(contact, "what"))
        .take(3)
        .collect();
    Fault::unless(history == ["equal", "met", "parted"], || {
        format!("the history of connections is another: {row}")
    })
}

/// A firewall or a half-dead cable lets one way through.
pub(super) fn one_way(venue: &mut Venue, _asked: &Asked, told: &Told<'_>) -> Outcome<()> {
    let cable = venue.station(LAST)?.socket.cable();
    venue.lan.rules(&[format!("iifname {cable} drop")])?;
    told.took("shown offline by the others", venue.loses_sight(0, LAST)?);
    told.took("and there, the others", venue.loses_sight(LAST, 0)?);
    venue.book_everywhere()?;
    venue.lan.heal()?;
    told.took("equal after healing", venue.agree()?);
    Ok(())
}

/// The cable is pulled at one station and put back.
pub(super) fn cable(venue: &mut Venue, _asked: &Asked, told: &Told<'_>) -> Outcome<()> {
    venue.station(LAST)?.socket.pull()?;
    told.took("shown offline by the others", venue.loses_sight(0, LAST)?);
    told.took("and there, the others", venue.loses_sight(LAST, 0)?);
    venue.book_everywhere()?;
    venue.station(LAST)?.socket.put_back()?;
    told.took("equal after it was put back", venue.agree()?);
    Ok(())
}

/// One station gets another address while it is at work.
pub(super) fn address(venue: &mut Venue, _asked: &Asked, told: &Told<'_>) -> Outcome<()> {
    venue.station_mut(LAST)?.socket.move_to(100)?;
    venue.book_everywhere()?;
    told.took("equal after another address", venue.agree()?);
    Ok(())
}

/// A station whose clock is six minutes ahead: both ends say so, and nothing
/// is refused for it.
pub(super) fn clock(venue: &mut Venue, _asked: &Asked, told: &Told<'_>) -> Outcome<()> {
    let last = venue.station_mut(LAST)?;
    last.stop()?;
    last.clock = Some("+6m".to_owned());
    last.serve()?;
    venue.book_everywhere()?;
    told.took("equal with the clock 6 min ahead", venue.agree()?);
    let name = venue.station(LAST)?.name.clone();
    let seen = venue.station(0)?.row(&name)?;
    let seeing = venue.station(LAST)?.row("总台")?;
    for (row, minutes) in [(&seen, 6), (&seeing, -6)] {
        let ahead = figure(row, "clock_ahead");
        let is_right = (ahead - minutes * 60).abs() <= 10 && said(row, "clock") == "off";
        Fault::unless(is_right, || format!("the clocks are not told: {row}"))?;
    }
    let ahead = figure(&seen, "clock_ahead");
    told.saw("shown by the others", format!("{ahead} s ahead"));
    let last = venue.station_mut(LAST)?;
    last.stop()?;
    last.clock = None;
    last.serve()?;
    venue.book_everywhere()?;
    told.took("equal with the clock set back", venue.agree()?);
    Ok(())
}

fn says_how_many_it_sees(venue: &Venue, place: usize, wanted: i64) -> Outcome<()> {
    let peers = venue.station(place)?.peers()?;
    Fault::unless(
        figure(&peers, "in_sight") == wanted && is(&peers, "on_network"),
        || format!("not {wanted} in sight: {peers}"),
    )
}
