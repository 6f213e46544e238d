//! The outage pack as its template reads it: sorted, cleaned, with times taken apart.

use chrono::NaiveDate;
use serde::Serialize;

use crate::bulletin::Language;
use crate::outage::{
    CheckLine, CheckSheet, DutyLine, OutagePack, Peer, Phone, Roster, RosterLine, Standing,
};
use crate::text::{LABEL, NAME, REMARK, beginning, line};
use crate::view::{self, Moment, Signed, moment, signed};
use crate::{Fonts, fonts::Families};

/// What fits on one line of a roster, in columns: it points to the sheet, where all is written out.
const ROSTER_ROOM: usize = 14;
const ROSTER_TEXT: usize = 22;

/// Everything the template is given.
#[derive(Serialize)]
pub(crate) struct Pack {
    language: &'static str,
    fonts: Families,
    number: String,
    issuer: String,
    station: String,
    venue: String,
    made_at: Moment,
    until: Moment,
    peers: Vec<PeerLine>,
    bulletins: Vec<view::View>,
    checks: Vec<Sheet>,
    rosters: Vec<Work>,
    phones: Vec<Call>,
    phones_to_fill: Vec<String>,
    booking_slips: Vec<String>,
    change_slips: Vec<String>,
}

#[derive(Serialize)]
struct PeerLine {
    name: String,
    standing: Standing,
    equal_at: Option<Moment>,
    seen_at: Option<Moment>,
    not_here: u32,
}

#[derive(Serialize)]
struct Sheet {
    code: String,
    #[serde(flatten)]
    meeting: view::Meeting,
    duties: Vec<Duty>,
    lines: Vec<Tick>,
}

#[derive(Serialize)]
struct Duty {
    vehicle: bool,
    name: String,
    task: String,
    from: Moment,
    to: Moment,
    note: String,
    clashes: bool,
}

#[derive(Serialize)]
struct Tick {
    code: String,
    due: Moment,
    text: String,
    level: u32,
    department: String,
    done: Option<Signed>,
    overdue: bool,
}

#[derive(Serialize)]
struct Work {
    name: String,
    people: Vec<String>,
    lines: Vec<Pointer>,
}

#[derive(Serialize)]
struct Pointer {
    code: String,
    due: Moment,
    room: String,
    text: String,
}

#[derive(Serialize)]
struct Call {
    organiser: String,
    contact: String,
    phone: String,
    meetings: Vec<String>,
}

/// The view of a pack. Days count from the one it was made on.
pub(crate) fn pack(data: &OutagePack, fonts: &Fonts) -> Pack {
    let day = data.made_at.date();
    let words = |all: &[String], limit| all.iter().map(|text| line(text, limit)).collect();
    Pack {
        language: view::language(data.language),
        fonts: fonts.families(),
        number: line(&data.number, LABEL),
        issuer: line(&data.issuer, LABEL),
        station: line(&data.station, LABEL),
        venue: line(&data.venue, NAME),
        made_at: moment(data.made_at, day),
        until: moment(data.until, day),
        peers: data.peers.iter().map(|p| peer(p, day)).collect(),
        bulletins: data
            .bulletins
            .iter()
            .map(|b| view::bulletin(b, fonts))
            .collect(),
        checks: data.checks.iter().map(|s| sheet(s, day)).collect(),
        rosters: data
            .rosters
            .iter()
            .map(|r| work(r, data.language, day))
            .collect(),
        phones: data.phones.iter().map(call).collect(),
        phones_to_fill: words(&data.phones_to_fill, NAME),
        booking_slips: words(&data.booking_slips, LABEL),
        change_slips: words(&data.change_slips, LABEL),
    }
}

fn peer(p: &Peer, day: NaiveDate) -> PeerLine {
    PeerLine {
        name: line(&p.name, LABEL),
        standing: p.standing,
        equal_at: p.equal_at.map(|at| moment(at, day)),
        seen_at: p.seen_at.map(|at| moment(at, day)),
        not_here: p.not_here,
    }
}

fn sheet(s: &CheckSheet, day: NaiveDate) -> Sheet {
    let mut lines: Vec<&CheckLine> = s.lines.iter().collect();
    // Stable: lines of one time stay in the template's order.
    lines.sort_by_key(|l| l.due);
    let mut duties: Vec<&DutyLine> = s.duties.iter().collect();
    duties.sort_by(|a, b| (a.vehicle, a.from, &a.name).cmp(&(b.vehicle, b.from, &b.name)));
    Sheet {
        code: line(&s.code, LABEL),
        meeting: view::meeting(&s.meeting, day),
        duties: duties.into_iter().map(|d| duty(d, day)).collect(),
        lines: lines.into_iter().map(|l| tick(l, day)).collect(),
    }
}

fn duty(d: &DutyLine, day: NaiveDate) -> Duty {
    Duty {
        vehicle: d.vehicle,
        name: line(&d.name, LABEL),
        task: line(&d.task, LABEL),
        from: moment(d.from, day),
        to: moment(d.to, day),
        note: line(&d.note, NAME),
        clashes: d.clashes,
    }
}

fn tick(l: &CheckLine, day: NaiveDate) -> Tick {
    Tick {
        code: line(&l.code, LABEL),
        due: moment(l.due, day),
        text: line(&l.text, REMARK),
        level: l.level,
        department: line(&l.department, LABEL),
        done: l.done.as_ref().map(|done| signed(done, day)),
        overdue: l.overdue,
    }
}

fn work(r: &Roster, language: Language, day: NaiveDate) -> Work {
    let name = match language {
        Language::Zh => &r.department.zh,
        Language::En => &r.department.en,
    };
    let mut lines: Vec<&RosterLine> = r.lines.iter().collect();
    lines.sort_by(|a, b| (a.due, &a.room, &a.code).cmp(&(b.due, &b.room, &b.code)));
    Work {
        name: line(name, LABEL),
        people: r.people.iter().map(|p| line(p, LABEL)).collect(),
        lines: lines
            .into_iter()
            .map(|l| Pointer {
                code: line(&l.code, LABEL),
                due: moment(l.due, day),
                room: beginning(&l.room, ROSTER_ROOM),
                text: beginning(&l.text, ROSTER_TEXT),
            })
            .collect(),
    }
}

fn call(p: &Phone) -> Call {
    Call {
        organiser: line(&p.organiser, NAME),
        contact: line(&p.contact, LABEL),
        phone: line(&p.phone, NAME),
        meetings: p.meetings.iter().map(|m| line(m, LABEL)).collect(),
    }
}
