//! iCalendar (RFC 5545): from bytes to events.

use std::collections::HashSet;

use crate::components::{self, Head};
use crate::event::{Calendar, Surroundings};
use crate::keys::Keys;
use crate::model::{Context, Effect, Incoming, Kind, RemarkCode, limits};
use crate::recur::Budget;
use crate::remarks::{Remarks, Tidy};
use crate::series::Assembly;
use crate::text;
use crate::zone::{Zone, Zones};

/// Reads a calendar. There is always an answer: what cannot be read is remarked.
pub(crate) fn read(bytes: &[u8], context: &Context, mut remarks: Remarks) -> Incoming {
    let found = components::collect(bytes, &mut remarks);
    // Two budgets: odd zones must not cut the events short.
    let zones = Zones::read(&found.zones, &mut Budget::default());
    let mut budget = Budget::default();
    let venue = Zone::Known(context.venue_zone);
    let calendars: Vec<Calendar> = found
        .heads
        .iter()
        .map(|head| calendar(head, &zones, &venue, &mut remarks))
        .collect();
    let zone = found.heads.iter().find_map(|head| {
        let name = text::clean(&head.zone.as_ref()?.value, text::Shape::Line).0;
        (!name.is_empty()).then(|| text::cut(name, limits::NAME).0)
    });
    let title = found.heads.iter().find_map(|head| head.title.as_deref());
    let title = Tidy {
        remarks: &mut remarks,
        line: 1,
        key: None,
    }
    .line(
        &text::unescape(title.unwrap_or_default()),
        limits::TITLE,
        "title",
    );

    let mut around = Surroundings {
        zones: &zones,
        venue: &venue,
        remarks: &mut remarks,
        unknown: HashSet::new(),
        floating: None,
    };
    let drafts = found
        .events
        .iter()
        .filter_map(|raw| around.draft(raw, calendars.get(raw.calendar)?))
        .collect();
    if let Some(line) = around.floating {
        let name = zone
            .clone()
            .unwrap_or_else(|| context.venue_zone.name().to_owned());
        remarks.add(line, None, RemarkCode::ZoneAssumed, Effect::Noted, &name);
    }

    let mut assembly = Assembly {
        window: context.window,
        remarks: &mut remarks,
        budget: &mut budget,
        keys: Keys::default(),
        events: Vec::new(),
    };
    assembly.add_all(drafts);
    let events = assembly.events;
    Incoming {
        kind: Kind::Ics,
        title,
        zone,
        events,
        remarks: remarks.finish(),
    }
}

fn calendar(head: &Head, zones: &Zones, venue: &Zone, remarks: &mut Remarks) -> Calendar {
    let zone = head.zone.as_ref().and_then(|line| {
        let name = text::unescape(&line.value);
        let zone = zones.find(&name);
        if zone.is_none() {
            let code = RemarkCode::UnknownZone;
            remarks.add(line.number, None, code, Effect::Changed, &name);
        }
        zone
    });
    Calendar {
        zone: zone.unwrap_or_else(|| venue.clone()),
        cancels: head.cancels,
        plain: head.own,
    }
}
