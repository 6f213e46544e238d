//! A venue: stations on one network that were let in by one another.

use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

use crate::fault::{Fault, Outcome};
use crate::lan::Lan;
use crate::station::{Station, is, said};
use crate::wait::until;

/// Rooms that bookings are laid into, with time to clear between them.
const ROOMS: [&str; 2] = ["203", "204"];
/// Bookings a room has in a day.
const HOURS: usize = 5;

/// Stations, where they are, and what was booked at them.
#[derive(Debug)]
pub(crate) struct Venue {
    pub(crate) lan: Lan,
    pub(crate) stations: Vec<Station>,
    booked: Vec<String>,
    imported: usize,
    folder: TempDir,
}

impl Venue {
    /// The machine of what is to be the first station of a venue.
    ///
    /// # Errors
    /// When the system refuses.
    pub(crate) fn bare(number: u8, name: &str) -> Outcome<Self> {
        let lan = Lan::build(number)?;
        let folder = tempfile::tempdir()?;
        let first = Station::bare(name, lan.plug_in(1)?, folder.path());
        Ok(Self {
            lan,
            stations: vec![first],
            booked: Vec::new(),
            imported: 0,
            folder,
        })
    }

    /// Founds the venue and has its first station go to work.
    ///
    /// # Errors
    /// When it does not come up.
    pub(crate) fn found(&mut self) -> Outcome<()> {
        let first = self.station_mut(0)?;
        let name = first.name.clone();
        first.ask(&["init", "--sample", "--station", &name])?;
        first.serve()
    }

    /// A venue of these stations, all at work and equal.
    ///
    /// # Errors
    /// When one does not come up.
    pub(crate) fn of(number: u8, names: &[&str]) -> Outcome<Self> {
        let (first, others) = names
            .split_first()
            .ok_or_else(|| Fault::new("a venue has a station"))?;
        let mut venue = Self::bare(number, first)?;
        venue.found()?;
        for name in others {
            venue.join(name)?;
        }
        venue.agree()?;
        Ok(venue)
    }

    /// Lets a new station in at the first, by the code, and has it go to work.
    ///
    /// # Errors
    /// When it is not let in.
    pub(crate) fn join(&mut self, name: &str) -> Outcome<()> {
        let guest = self.machine(name)?;
        self.let_in(guest)
    }

    /// The same with a machine that is there.
    ///
    /// # Errors
    /// When it is not let in.
    pub(crate) fn let_in(&mut self, mut guest: Station) -> Outcome<()> {
        let (code, to) = self.offer()?;
        let name = guest.name.clone();
        guest.ask(&["pair", "--code", &code, "--to", &to, "--station", &name])?;
        guest.serve()?;
        self.stations.push(guest);
        Ok(())
    }

    /// A machine on the network with nothing on it.
    ///
    /// # Errors
    /// When the system refuses.
    pub(crate) fn machine(&self, name: &str) -> Outcome<Station> {
        let place = u8::try_from(self.stations.len() + 1).unwrap_or(u8::MAX);
        let socket = self.lan.plug_in(place)?;
        Ok(Station::bare(name, socket, self.folder.path()))
    }

    /// Has the first station show a code: the code and where to bring it.
    ///
    /// # Errors
    /// When it shows none.
    pub(crate) fn offer(&self) -> Outcome<(String, String)> {
        let offer = self.station(0)?.ask(&["pair", "--offer"])?;
        let at = offer.pointer("/addresses/0").and_then(Value::as_str);
        let at = at.ok_or_else(|| Fault::new(format!("no address: {offer}")))?;
        Ok((said(&offer, "code").to_owned(), at.to_owned()))
    }

    /// A station by its place.
    ///
    /// # Errors
    /// When there are not so many.
    pub(crate) fn station(&self, place: usize) -> Outcome<&Station> {
        let found = self.stations.get(place);
        found.ok_or_else(|| Fault::new(format!("no station {place}")))
    }

    /// The same, to do something to it.
    ///
    /// # Errors
    /// When there are not so many.
    pub(crate) fn station_mut(&mut self, place: usize) -> Outcome<&mut Station> {
        let found = self.stations.get_mut(place);
        found.ok_or_else(|| Fault::new(format!("no station {place}")))
    }

    /// Takes a booking at a station, for an hour that nobody took.
    ///
    /// # Errors
    /// When it is refused.
    pub(crate) fn book(&mut self, place: usize) -> Outcome<()> {
        let (line, number) = (self.free_hour(), self.booked.len());
        let answer = self.station(place)?.ask(&["book", &line])?;
        let number_said = number_of(&answer)
            .ok_or_else(|| Fault::new(format!("booking {number} has no number: {answer}")))?;
        self.booked.push(number_said);
        Ok(())
    }

    /// Takes a file with so many meetings in at a station.
    ///
    /// # Errors
    /// When it is refused.
    pub(crate) fn import(&mut self, place: usize, count: usize) -> Outcome<()> {
        let mut text =
            String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//steward//network\r\n");
        for number in self.imported..self.imported + count {
            // Of its own in each, so that it takes room however it is packed.
            let notes = u128::try_from(number).unwrap_or_default();
            let notes = notes.wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
            let (day, hour) = (1 + number % 28, 6 + number / 28 % 12);
            text.push_str(&format!(
                "BEGIN:VEVENT\r\nUID:meeting-{number}\r\nDTSTAMP:20260101T000000Z\r\n\
                 DTSTART:205001{day:02}T{hour:02}0000Z\r\nDTEND:205001{day:02}T{hour:02}4500Z\r\n\
                 SUMMARY:Talk {number} of many\r\nDESCRIPTION:{notes:032x}\r\nEND:VEVENT\r\n"
            ));
        }
        text.push_str("END:VCALENDAR\r\n");
        let file = self.folder.path().join(format!("{}.ics", self.imported));
        self.imported += count;
        std::fs::write(&file, text)?;
        let file = file.to_string_lossy().into_owned();
        self.station(place)?.ask(&["import", &file]).map(drop)
    }

    fn free_hour(&self) -> String {
        let taken = self.booked.len();
        let hour = 8 + 2 * (taken % HOURS);
        let room = ROOMS.get(taken / HOURS % ROOMS.len()).unwrap_or(&"203");
        // The sample has meetings in the days to come.
        let day = 30 + taken / HOURS / ROOMS.len();
        format!("in {day} days {hour}:00-{hour}:50 {room} 5 people")
    }

    /// Takes a booking at each.
    ///
    /// # Errors
    /// When one is refused.
    pub(crate) fn book_everywhere(&mut self) -> Outcome<()> {
        (0..self.stations.len()).try_for_each(|place| self.book(place))
    }

    /// Waits until all have the same tables and each says so of every other;
    /// how long that took. Nothing that was ever booked is missing then.
    ///
    /// # Errors
    /// When they do not agree in time, or something is lost.
    pub(crate) fn agree(&self) -> Outcome<Duration> {
        let took = until("all stations agree", || self.equal())?;
        self.nothing_lost()?;
        Ok(took)
    }

    /// Whether all agree now; else who does not.
    fn equal(&self) -> Outcome<Result<(), String>> {
        let mut first: Option<String> = None;
        for station in &self.stations {
            let digest = station.digest()?;
            match &first {
                Some(first) if *first != digest => {
                    return Ok(Err(format!("{} has another digest", station.name)));
                }
                Some(_) => {}
                None => first = Some(digest),
            }
        }
        for station in &self.stations {
            let peers = station.peers()?;
            let rows = peers.get("stations").and_then(Value::as_array);
            let apart = rows
                .into_iter()
                .flatten()
                .find(|row| !is(row, "is_me") && !is(row, "in_step"));
            if let Some(row) = apart {
                return Ok(Err(format!("{} says: {row}", station.name)));
            }
        }
        Ok(Ok(()))
    }

    fn nothing_lost(&self) -> Outcome<()> {
        for station in &self.stations {
            for number in &self.booked {
                station.ask(&["history", number]).map_err(|fault| {
                    Fault::new(format!("{}: {number} is lost: {fault}", station.name))
                })?;
            }
        }
        Ok(())
    }

    /// Waits until a station sees another no longer; how long that took.
    ///
    /// # Errors
    /// When it goes on saying that it does.
    pub(crate) fn loses_sight(&self, place: usize, other: usize) -> Outcome<Duration> {
        let (station, other) = (self.station(place)?, self.station(other)?);
        let what = format!("{} says that {} is offline", station.name, other.name);
        until(&what, || {
            let row = station.row(&other.name)?;
            Ok(if is(&row, "in_sight") {
                Err(row.to_string())
            } else {
                Ok(())
            })
        })
    }

    /// What every station complained of.
    pub(crate) fn complaints(&self) -> String {
        let one = |station: &Station| format!("--- {}\n{}\n", station.name, station.complaints());
        self.stations.iter().map(one).collect()
    }
}

/// The number that a booking's answer gives.
fn number_of(answer: &Value) -> Option<String> {
    match answer {
        Value::Object(fields) => fields
            .get("number")
            .and_then(Value::as_str)
            .map(str::to_owned)
            .or_else(|| fields.values().find_map(number_of)),
        Value::Array(all) => all.iter().find_map(number_of),
        _ => None,
    }
}
