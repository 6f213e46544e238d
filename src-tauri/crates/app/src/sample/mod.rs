//! Founding a venue: its standard templates, and, where asked for, a sample
//! office complex with meetings of a day.

mod approvals;
mod complex;
mod during;
mod goods;
mod meetings;
mod month;
mod posts;
mod prices;
mod roster;
mod seats;
mod staff;
mod stock;
mod templates;

use chrono::Datelike as _;
use steward_domain::ids::VenueId;
use steward_domain::names::Name;
use steward_domain::notice::standard;
use steward_domain::quick::DayParts;
use steward_domain::venue::{Margins, Venue};

use steward_store::Act;

use crate::Desk;
use crate::desk::FirstVenue;
use crate::views::Refusal;

impl Desk {
    /// Lays out a new venue in one act.
    pub(crate) fn lay_out(&self, first: &FirstVenue) -> Result<(), Refusal> {
        let venue = venue(self.identity.venue, first.sample);
        let date = first.date.unwrap_or_else(|| venue.local(self.now()).date());
        let letter = self.identity.letter.clone();
        let now = self.now();
        let kinds = standard::kinds();
        let mut laid = None;
        let act = self.act_of(if first.sample { "sample" } else { "found" });
        self.store.write(act, |w| {
            w.save(&venue)?;
            let rooms = if first.sample {
                complex::save(w)?
            } else {
                Vec::new()
            };
            let templates = templates::save(w, &rooms)?;
            if first.sample {
                let new_year = date.with_ordinal(1).unwrap_or(date);
                prices::save(w, new_year.min(venue.local(now).date()))?;
                let day = meetings::Day {
                    venue: &venue,
                    rooms: &rooms,
                    templates: &templates,
                    date,
                    now,
                    letter: &letter,
                };
                let people = match first.unstaffed {
                    true => staff::People::default(),
                    false => staff::save(w, &day, first.month)?,
                };
                meetings::save(w, &day, &people)?;
                during::save(w, &day)?;
                stock::save(w, &day)?;
                roster::save(w, &day, &people)?;
            }
            laid = Some((rooms, templates));
            Ok::<(), Refusal>(())
        })?;
        let Some((rooms, templates)) = laid.filter(|_| first.sample && first.month) else {
            return Ok(());
        };
        let day = meetings::Day {
            venue: &venue,
            rooms: &rooms,
            templates: &templates,
            date,
            now,
            letter: &letter,
        };
        // A few acts a day: none is larger than what a busy day writes.
        let mut month = month::Month::new(day, &kinds);
        for date in month::days(date) {
            let wanted = month.wanted();
            for nth in 0..wanted {
                let (at, offline) = month.written(date, nth);
                let act = Act {
                    wall_ms: at.timestamp_millis(),
                    offline,
                    ..self.act_of("sample")
                };
                let first = nth == 0;
                self.store.write(act, |w| {
                    if first {
                        month.at_the_desk(w, date)?;
                    }
                    // Through an outage every booking is an act of its own.
                    match (offline, first) {
                        (true, _) => month.save(w, date),
                        (false, true) => (0..wanted).try_for_each(|_| month.save(w, date)),
                        (false, false) => Ok(()),
                    }
                })?;
                if !offline {
                    break;
                }
            }
        }
        Ok(())
    }
}

fn venue(id: VenueId, sample: bool) -> Venue {
    let name = if sample {
        Name::new("滨江行政办事中心", "Riverside Administrative Centre")
    } else {
        Name::new("会务中心", "Conference centre")
    };
    Venue {
        id,
        name,
        issuer: Name::new("客户服务中心", "Customer service centre"),
        zone: chrono_tz::Asia::Shanghai,
        day_parts: DayParts::default(),
        booking_rules: Venue::standard_rules(),
        margins: Margins::default(),
        notice: Default::default(),
        report: Default::default(),
        fee: Default::default(),
        incident: Default::default(),
        hotline: Default::default(),
        audit: Default::default(),
        keep: Default::default(),
        meeting_kinds: steward_domain::meeting_kind::standard(),
    }
}
