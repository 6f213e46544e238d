//! What waits for a person, wherever it is and each thing once: clashes,
//! records that ended on one side while they were edited on the other, fields
//! written apart, what a station wrote and might not. Gravest first.

use chrono::{DateTime, Utc};
use serde_json::Value;
use steward_domain::after::LostItem;
use steward_domain::clash::Severity;
use steward_domain::duty::Duty;
use steward_domain::ended;
use steward_domain::fee::Price;
use steward_domain::hotline::HotlineCall;
use steward_domain::ids::{DutyId, KindId, MeetingId};
use steward_domain::incident::Incident;
use steward_domain::log::Dot;
use steward_domain::meeting::Meeting;
use steward_domain::names::{Language, Name};
use steward_domain::notice::Requirement;
use steward_domain::patrol::PatrolRoute;
use steward_domain::plan::Template;
use steward_domain::post::hall::HallPlan;
use steward_domain::post::{Post, PostSet};
use steward_domain::record::Record;
use steward_domain::room::{Building, Room};
use steward_domain::roster::{FixedPost, RosterCell, Rotation, ShiftKind};
use steward_domain::seats::{Attendee, SeatPlan};
use steward_domain::staff::wish::Wish;
use steward_domain::staff::{Leave, Skill, StaffMember};
use steward_domain::station::Station;
use steward_domain::stock::StockItem;
use steward_store::{Conflict, EndedApart, Reader, Version};
use uuid::Uuid;

use crate::Desk;
use crate::clashes::{bare_clash, open_from};
use crate::duties::duty_of;
use crate::house::House;
use crate::meetings::told;
use crate::notice::answer_told;
use crate::texts::dotted;
use crate::views::{
    ConflictVersion, EditView, EndedView, FieldView, InboxEntry, Refusal, Writable,
};
use crate::waiting;

/// Names that are told of many people or posts.
const NAMED: usize = 6;

impl Desk {
    /// All that waits for a person: gravest first, then by time.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn inbox(&self) -> Result<Vec<InboxEntry>, Refusal> {
        let now = self.now();
        let answers = self.may_read("refused_writes").is_ok();
        self.house(|r, house| {
            let mut found = Vec::new();
            for refused in self.refused_at(r, answers)? {
                let refused = Box::new(refused);
                found.push((None, InboxEntry::Refused { refused }));
            }
            for clash in open_from(r, now)? {
                let clash = Box::new(bare_clash(r, house, &clash)?);
                found.push((None, InboxEntry::Clash { clash }));
            }
            for ended in r.ended_apart()? {
                found.push((
                    start_of(r, &ended.kind, ended.id)?,
                    ended_entry(r, house, ended)?,
                ));
            }
            for conflict in r.conflicts()? {
                let start = start_of(r, &conflict.kind, conflict.id)?;
                found.push((start, field_entry(r, house, conflict)?));
            }
            for waiting in waiting::ready(r, house, now)? {
                let start = Some(waiting.meeting.when.start);
                let waiting = Box::new(waiting);
                found.push((start, InboxEntry::Waiting { waiting }));
            }
            found.sort_by_cached_key(|(start, entry)| (rank(entry), place(entry, *start, now)));
            Ok(found.into_iter().map(|(_, entry)| entry).collect())
        })
    }
}

/// What waits about one meeting and the duties at it, clashes left out.
pub(crate) fn open_about(
    r: &Reader<'_>,
    house: &House,
    meeting: MeetingId,
) -> Result<Vec<InboxEntry>, Refusal> {
    let mut records = vec![(Meeting::KIND, meeting.0)];
    let asked = house
        .kinds
        .iter()
        .map(|kind| Requirement::name(meeting, kind.id));
    records.extend(asked.map(|id| (Requirement::KIND, id.0)));
    let duties = r.duties_at(meeting)?;
    records.extend(duties.iter().map(|duty| (Duty::KIND, duty.id.0)));
    let mut found = Vec::new();
    for (kind, id) in records {
        if let Some(ended) = r.ended_apart_of(kind, id)? {
            found.push(ended_entry(r, house, ended)?);
        }
        for conflict in r.conflicts_of(kind, id)? {
            found.push(field_entry(r, house, conflict)?);
        }
    }
    Ok(found)
}

/// How grave: what blocks, what may be held or not, what says two things,
/// what only warns.
fn rank(entry: &InboxEntry) -> u8 {
    match entry {
        InboxEntry::Clash { clash } => match clash.severity {
            Severity::Blocks => 0,
            Severity::Warns => 3,
            Severity::Information => 4,
        },
        InboxEntry::Ended { .. } | InboxEntry::Refused { .. } => 1,
        // Who waits is served before what only says two things.
        InboxEntry::Waiting { .. } => 1,
        InboxEntry::Field { .. } => 2,
    }
}

/// What is over comes last of its kind, then by time, then by name.
fn place(
    entry: &InboxEntry,
    start: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> (bool, bool, Option<DateTime<Utc>>, String) {
    let (start, name) = match entry {
        InboxEntry::Clash { clash } => (
            Some(clash.when.start),
            format!(
                "{} {} {}",
                clash.first.number, clash.key.first, clash.key.second
            ),
        ),
        InboxEntry::Ended { ended } => (start, format!("{} {}", ended.title, ended.id)),
        // In their turn, as they are found.
        InboxEntry::Waiting { waiting } => (
            start,
            format!("{:06} {}", waiting.turn, waiting.meeting.number),
        ),
        InboxEntry::Field { field } => (
            start,
            format!("{} {} {}", field.title, field.id, field.field),
        ),
        InboxEntry::Refused { refused } => (
            None,
            format!("{} {}", refused.station_name, refused.station),
        ),
    };
    let past = start.is_some_and(|start| start < now - chrono::Duration::days(1));
    (past, start.is_none(), start, name)
}

/// When the meeting that a record is or is about begins.
fn start_of(r: &Reader<'_>, kind: &str, id: Uuid) -> Result<Option<DateTime<Utc>>, Refusal> {
    let Some(meeting) = meeting_about(r, kind, id)? else {
        return Ok(None);
    };
    Ok(r.get::<Meeting>(meeting.0)?.map(|m| m.slot.start))
}

/// The meeting that a record is or is about.
fn meeting_about(r: &Reader<'_>, kind: &str, id: Uuid) -> Result<Option<MeetingId>, Refusal> {
    Ok(match kind {
        Meeting::KIND => Some(MeetingId(id)),
        Duty::KIND => Some(duty_of(r, DutyId(id))?.meeting),
        Requirement::KIND => r.get::<Requirement>(id)?.map(|asked| asked.meeting),
        Incident::KIND => r.get::<Incident>(id)?.and_then(|one| one.meeting),
        HotlineCall::KIND => r.get::<HotlineCall>(id)?.and_then(|one| one.meeting),
        Attendee::KIND => r.get::<Attendee>(id)?.map(|one| one.meeting),
        SeatPlan::KIND => r.get::<SeatPlan>(id)?.map(|plan| plan.meeting),
        Post::KIND => r.get::<Post>(id)?.map(|post| post.meeting),
        _ => None,
    })
}

fn ended_entry(r: &Reader<'_>, house: &House, ended: EndedApart) -> Result<InboxEntry, Refusal> {
    let edits = ended.edits.iter().map(|(field, version)| {
        let told = version_told(r, house, field, version);
        let text = about_told(field, &version.value, house);
        EditView {
            // As the history calls what was answered about a kind.
            field: match field.as_str() {
                ended::REQUIREMENT => "answer".to_owned(),
                _ => field.clone(),
            },
            version: ConflictVersion {
                text: text.unwrap_or(told.text),
                ..told
            },
        }
    });
    Ok(InboxEntry::Ended {
        ended: Box::new(EndedView {
            title: title(r, house, &ended.kind, ended.id)?,
            meeting: meeting_about(r, &ended.kind, ended.id)?,
            end: version_told(r, house, &ended.field, &ended.end),
            edits: edits.collect(),
            record_kind: ended.kind,
            id: ended.id,
            field: ended.field,
        }),
    })
}

/// What was put on a meeting that ended: `会标 · needed · 2`, people and posts
/// by their names. `None` for what is told as a field.
fn about_told(field: &str, value: &Value, house: &House) -> Option<String> {
    let list = value.as_array();
    match field {
        ended::REQUIREMENT => {
            let kind = value.get("kind").cloned().unwrap_or_default();
            let kind: Option<KindId> = serde_json::from_value(kind).ok();
            let kind = kind.and_then(|kind| house.kind(kind).ok());
            let kind = kind
                .map(|kind| named(kind.name.clone()))
                .unwrap_or_default();
            let answer = value.get("answer").map(answer_told).unwrap_or_default();
            Some(dotted([kind.as_str(), answer.as_str()]))
        }
        ended::ATTENDEE => Some(names_told(list, |one| {
            one.as_str().unwrap_or_default().to_owned()
        })),
        ended::POST => Some(names_told(list, |one| {
            let name: Option<Name> = serde_json::from_value(one.clone()).ok();
            name.map(named).unwrap_or_default()
        })),
        ended::SEAT_PLAN => Some(String::new()),
        _ => None,
    }
}

fn named(name: Name) -> String {
    name.in_language(Language::Zh).to_owned()
}

/// The first few names of a list, and how many there are more.
fn names_told(list: Option<&Vec<Value>>, name: impl Fn(&Value) -> String) -> String {
    let names = list.into_iter().flatten().map(name);
    let names: Vec<String> = names.filter(|name| !name.is_empty()).collect();
    let told = dotted(names.iter().take(NAMED));
    match names.len().saturating_sub(NAMED) {
        0 => told,
        more => format!("{told} +{more}"),
    }
}

fn field_entry(r: &Reader<'_>, house: &House, conflict: Conflict) -> Result<InboxEntry, Refusal> {
    let versions = conflict
        .versions
        .iter()
        .map(|version| version_told(r, house, &conflict.field, version));
    Ok(InboxEntry::Field {
        field: Box::new(FieldView {
            title: title(r, house, &conflict.kind, conflict.id)?,
            meeting: meeting_about(r, &conflict.kind, conflict.id)?,
            versions: versions.collect(),
            writable: writable(&conflict),
            record_kind: conflict.kind,
            id: conflict.id,
            field: conflict.field,
        }),
    })
}

/// How something else can be written into a field.
pub(crate) fn writable(conflict: &Conflict) -> Writable {
    let all = |is: fn(&Value) -> bool| {
        let mut values = conflict.versions.iter().map(|version| &version.value);
        values.all(|value| value.is_null() || is(value))
    };
    match (conflict.kind.as_str(), conflict.field.as_str()) {
        (Meeting::KIND, "slot") => Writable::Slot,
        (Meeting::KIND, "needs") | (Duty::KIND, "note") => Writable::Text,
        (Meeting::KIND, "title" | "organiser" | "contact" | "phone")
        | (Duty::KIND, "task")
        | (Room::KIND, "number")
        | (StaffMember::KIND, "number" | "name" | "phone" | "team" | "position" | "uniform")
        | (Station::KIND, "name") => Writable::Line,
        (Meeting::KIND, "headcount") if all(Value::is_u64) => Writable::Number,
        _ => Writable::Form,
    }
}

fn version_told(r: &Reader<'_>, house: &House, field: &str, version: &Version) -> ConflictVersion {
    let station = version.dot.chain.station;
    ConflictVersion {
        name: version_name(version.dot),
        text: told(field, &version.value, house),
        by: version.actor.clone(),
        station: r.station_name(station).unwrap_or_default(),
        station_id: station,
        at: DateTime::from_timestamp_millis(version.wall_ms).unwrap_or_default(),
        offline: version.offline,
    }
}

/// A version's name: the commit that wrote it, the same on every station.
pub(crate) fn version_name(dot: Dot) -> String {
    format!("{}/{}/{}", dot.chain.station, dot.chain.epoch, dot.seq)
}

fn title(r: &Reader<'_>, house: &House, kind: &str, id: Uuid) -> Result<String, Refusal> {
    let of_meeting = |id: Uuid| {
        Ok::<_, Refusal>(
            r.get::<Meeting>(id)?
                .map(|m| format!("{} {}", m.number, m.title)),
        )
    };
    Ok(match kind {
        Meeting::KIND => of_meeting(id)?,
        Duty::KIND => {
            let duty = duty_of(r, DutyId(id))?;
            let meeting = of_meeting(duty.meeting.0)?.unwrap_or_default();
            Some(format!("{} · {meeting}", duty.holder.name))
        }
        Requirement::KIND => match r.get::<Requirement>(id)? {
            Some(asked) => {
                let meeting = of_meeting(asked.meeting.0)?.unwrap_or_default();
                let kind = house
                    .kind(asked.kind)
                    .ok()
                    .map(|kind| named(kind.name.clone()));
                Some(format!("{meeting} · {}", kind.unwrap_or_default()))
            }
            None => None,
        },
        Attendee::KIND => match r.get::<Attendee>(id)? {
            Some(one) => {
                let meeting = of_meeting(one.meeting.0)?.unwrap_or_default();
                Some(format!("{} · {meeting}", one.name))
            }
            None => None,
        },
        SeatPlan::KIND => match r.get::<SeatPlan>(id)? {
            Some(plan) => of_meeting(plan.meeting.0)?,
            None => None,
        },
        Post::KIND => match r.get::<Post>(id)? {
            Some(post) => {
                let meeting = of_meeting(post.meeting.0)?.unwrap_or_default();
                Some(format!("{} · {meeting}", named(post.label)))
            }
            None => None,
        },
        HallPlan::KIND => r
            .get::<HallPlan>(id)?
            .map(|plan| named(house.room_name(plan.room))),
        PostSet::KIND => r.get::<PostSet>(id)?.map(|set| {
            let room = named(house.room_name(set.room));
            format!("{room} · {}", named(set.name))
        }),
        Room::KIND => r.get::<Room>(id)?.map(|room| named(room.name)),
        Building::KIND => r.get::<Building>(id)?.map(|building| named(building.name)),
        Template::KIND => r.get::<Template>(id)?.map(|template| named(template.name)),
        Station::KIND => r.get::<Station>(id)?.map(|station| station.name),
        Incident::KIND => r
            .get::<Incident>(id)?
            .map(|one| format!("{} {}", one.number, one.what)),
        HotlineCall::KIND => r
            .get::<HotlineCall>(id)?
            .map(|one| format!("{} {}", one.number, one.said)),
        PatrolRoute::KIND => r.get::<PatrolRoute>(id)?.map(|route| named(route.name)),
        LostItem::KIND => r
            .get::<LostItem>(id)?
            .map(|item| format!("{} {}", item.number, item.what)),
        Price::KIND => r.get::<Price>(id)?.map(|price| named(price.name)),
        StaffMember::KIND => r
            .get::<StaffMember>(id)?
            .map(|one| format!("{} {}", one.number, one.name).trim().to_owned()),
        Leave::KIND => match r.get::<Leave>(id)? {
            Some(leave) => r.get::<StaffMember>(leave.staff.0)?.map(|one| one.name),
            None => None,
        },
        Wish::KIND => match r.get::<Wish>(id)? {
            Some(wish) => r.get::<StaffMember>(wish.staff.0)?.map(|one| one.name),
            None => None,
        },
        Skill::KIND => r.get::<Skill>(id)?.map(|one| named(one.name)),
        StockItem::KIND => r.get::<StockItem>(id)?.map(|item| named(item.name)),
        RosterCell::KIND => match r.get::<RosterCell>(id)? {
            Some(cell) => {
                let who = r.get::<StaffMember>(cell.staff.0)?;
                let who = who.map(|one| one.name).unwrap_or_default();
                Some(format!("{who} · {}", cell.day))
            }
            None => None,
        },
        ShiftKind::KIND => r.get::<ShiftKind>(id)?.map(|kind| kind.code),
        FixedPost::KIND => r.get::<FixedPost>(id)?.map(|post| named(post.name)),
        Rotation::KIND => r.get::<Rotation>(id)?.map(|one| named(one.name)),
        _ => None,
    }
    .unwrap_or_default())
}
