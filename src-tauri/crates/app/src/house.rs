//! The venue as a use case needs it: rooms, buildings, templates, read in one
//! go, and the reckoning between instants and local days.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};
use steward_domain::clash::Occupancy;
use steward_domain::fee::Price;
use steward_domain::goods::{self, Goods};
use steward_domain::ids::{BuildingId, KindId, MeetingId, RoomId, TemplateId};
use steward_domain::meeting::{Meeting, Slot};
use steward_domain::meeting_kind;
use steward_domain::names::Name;
use steward_domain::notice::kinds::{Kind, Occasion};
use steward_domain::notice::standard;
use steward_domain::plan::{self, Confirmation, Department, Due, Task, Template};
use steward_domain::ready::{self, ReadyList};
use steward_domain::room::{Building, Layout, Room, Rooms};
use steward_domain::secrecy::HIDDEN;
use steward_domain::venue::Venue;
use steward_store::Reader;
use uuid::Uuid;

use crate::viewer::Viewer;
use crate::views::{Board, BoardRoom, MeetingBrief, Refusal, When};

/// The venue, its rooms and templates.
pub(crate) struct House {
    pub(crate) venue: Venue,
    pub(crate) rooms: Rooms,
    pub(crate) buildings: BTreeMap<BuildingId, Building>,
    pub(crate) templates: Vec<Template>,
    /// What notices ask about, in the order of papers, retired ones included.
    pub(crate) kinds: Arc<Vec<Kind>>,
    /// What departments go through before they report ready.
    pub(crate) ready_lists: Arc<Vec<ReadyList>>,
    /// The price list, lines that no longer hold included.
    pub(crate) prices: Vec<Price>,
    /// Days as another station sees them, while much is not here yet.
    pub(crate) elsewhere: Option<Arc<Vec<Board>>>,
    /// Who looks, of what an act tells them.
    pub(crate) viewer: Viewer,
    /// The moment that is looked at: what is only held lapses with it.
    pub(crate) now: DateTime<Utc>,
}

impl House {
    pub(crate) fn read(from: &Reader<'_>, now: DateTime<Utc>) -> Result<Self, Refusal> {
        let venue = from
            .settled::<Venue>()?
            .into_iter()
            .next()
            .ok_or_else(|| Refusal::Unknown("venue".into()))?;
        Ok(Self {
            venue,
            rooms: Rooms::new(from.settled::<Room>()?),
            buildings: from
                .settled::<Building>()?
                .into_iter()
                .map(|b| (b.id, b))
                .collect(),
            templates: from.settled::<Template>()?,
            kinds: kinds(from)?,
            ready_lists: ready_lists(from)?,
            prices: from.settled::<Price>()?,
            elsewhere: None,
            viewer: Viewer::default(),
            now,
        })
    }

    pub(crate) fn template(&self, id: Option<TemplateId>) -> Option<&Template> {
        id.and_then(|id| self.templates.iter().find(|t| t.id == id))
    }

    /// The kind of requirement by its id.
    pub(crate) fn kind(&self, id: KindId) -> Result<&Kind, Refusal> {
        let found = self.kinds.iter().find(|kind| kind.id == id);
        found.ok_or_else(|| Refusal::Unknown(id.to_string()))
    }

    /// Whether anything is charged at all.
    pub(crate) fn charges(&self) -> bool {
        self.prices.iter().any(|price| !price.retired)
    }

    /// A department's list.
    pub(crate) fn ready_list(&self, department: Department) -> Result<&ReadyList, Refusal> {
        let mut lists = self
            .ready_lists
            .iter()
            .filter(|list| !list.points.is_empty());
        let found = lists.find(|list| list.department == department);
        found.ok_or_else(|| Refusal::Unknown(department.code().to_owned()))
    }

    /// A meeting as proposals look at it.
    pub(crate) fn occasion<'m>(&self, meeting: &'m Meeting) -> Occasion<'m> {
        Occasion {
            meeting,
            class: self.room_of(meeting).map(|room| room.class),
            layout: self.layout(&meeting.slot),
            podium: self.template(meeting.template).map_or(0, |t| t.podium),
        }
    }

    /// The template for a slot's room and layout, and a kind of meeting.
    pub(crate) fn chosen_template(&self, slot: &Slot, meeting_kind: &str) -> Option<TemplateId> {
        let room = self.rooms.get(slot.room?)?;
        plan::choose(&self.templates, room, slot.layout, meeting_kind).map(|t| t.id)
    }

    /// What the house calls a meeting's kind; none where it says none.
    pub(crate) fn meeting_kind(&self, meeting: &Meeting) -> Option<Name> {
        self.kind_named(&meeting.meeting_kind)
    }

    /// What the house calls the kind of meeting of a code.
    pub(crate) fn kind_named(&self, code: &str) -> Option<Name> {
        let kind = meeting_kind::of_code(&self.venue.meeting_kinds, code);
        kind.map(|kind| kind.name.clone())
    }

    pub(crate) fn tasks(&self, meeting: &Meeting) -> Vec<Task> {
        self.template(meeting.template)
            .map(|t| plan::tasks(meeting, t, &self.venue))
            .unwrap_or_default()
    }

    /// Tea and goods of a meeting by its template (S-40); none without one.
    pub(crate) fn goods(&self, meeting: &Meeting) -> Vec<Goods> {
        self.template(meeting.template)
            .map(|t| {
                let heads = meeting.headcount.unwrap_or(0);
                goods::goods(&t.goods, meeting.service, heads, t.podium)
            })
            .unwrap_or_default()
    }

    /// How long before or after its meeting a task may be due, by any template:
    /// so far a look for tasks must look for meetings.
    pub(crate) fn reach(&self) -> Duration {
        let farthest = self
            .templates
            .iter()
            .flat_map(|t| &t.items)
            .map(|item| match item.due {
                Due::Start { minutes } | Due::End { minutes } => {
                    Duration::minutes(i64::from(minutes.unsigned_abs()))
                }
                Due::DaysBefore { days, .. } => Duration::days(i64::from(days) + 1),
                Due::Every { .. } => Duration::zero(),
            });
        farthest.max().unwrap_or_default()
    }

    pub(crate) fn room_of(&self, meeting: &Meeting) -> Option<&Room> {
        meeting.slot.room.and_then(|id| self.rooms.get(id))
    }

    pub(crate) fn occupancies<'a>(
        &self,
        meetings: impl IntoIterator<Item = &'a Meeting>,
    ) -> Vec<Occupancy> {
        meetings
            .into_iter()
            .filter_map(|m| Occupancy::of(m, &self.rooms))
            .collect()
    }

    pub(crate) fn when(&self, slot: &Slot) -> When {
        self.when_of(slot.start, slot.end, slot.all_day)
    }

    pub(crate) fn when_of(&self, start: DateTime<Utc>, end: DateTime<Utc>, all_day: bool) -> When {
        let date = self.venue.local(start).date();
        When {
            date,
            start_minute: self.minute(date, start),
            end_minute: self.minute(date, end),
            all_day,
            start,
            end,
        }
    }

    /// The wall-clock minute of an instant, counted from the midnight of `date`.
    pub(crate) fn minute(&self, date: NaiveDate, instant: DateTime<Utc>) -> i32 {
        let minutes = (self.venue.local(instant) - date.and_time(NaiveTime::MIN)).num_minutes();
        i32::try_from(minutes).unwrap_or(if minutes < 0 { i32::MIN } else { i32::MAX })
    }

    /// The instant of a wall-clock minute of a day.
    pub(crate) fn instant(&self, date: NaiveDate, minute: i32) -> DateTime<Utc> {
        let midnight = date.and_time(NaiveTime::MIN);
        let local = midnight.checked_add_signed(Duration::minutes(i64::from(minute)));
        self.venue.instant(local.unwrap_or(midnight))
    }

    pub(crate) fn brief(&self, meeting: &Meeting) -> MeetingBrief {
        MeetingBrief {
            id: meeting.id,
            number: meeting.number.clone(),
            title: meeting.title.clone(),
            room: self.room_of(meeting).map(|r| r.name.clone()),
            when: self.when(&meeting.slot),
            headcount: meeting.headcount,
            level: meeting.level,
        }
    }

    /// A meeting's title as who looks may see it, where an act reads all.
    pub(crate) fn shown_title<'m>(&self, meeting: &'m Meeting) -> &'m str {
        if self.viewer.may_know(meeting.level) || meeting.title.is_empty() {
            return &meeting.title;
        }
        HIDDEN
    }

    pub(crate) fn room_row(&self, room: &Room) -> BoardRoom {
        let usual = room.settings.first();
        let clock = |minute: u32| i32::try_from(minute).unwrap_or(i32::MAX);
        BoardRoom {
            id: room.id,
            name: room.name.clone(),
            number: room.number.clone(),
            building: self
                .buildings
                .get(&room.building)
                .map(|b| b.name.clone())
                .unwrap_or_default(),
            class: room.class,
            layout: usual.map(|s| s.layout),
            seats: usual.map_or(0, |s| s.seats),
            open_from: clock(room.opening.from),
            open_to: clock(room.opening.to),
            parts: room.parts.clone(),
            companions: room.companions.clone(),
        }
    }

    /// Rows for every room that is let.
    pub(crate) fn room_rows(&self) -> Vec<BoardRoom> {
        self.rooms
            .ranked()
            .into_iter()
            .filter(|r| !r.retired)
            .map(|r| self.room_row(r))
            .collect()
    }

    pub(crate) fn room_name(&self, id: RoomId) -> Name {
        self.rooms
            .get(id)
            .map(|r| r.name.clone())
            .unwrap_or_default()
    }

    /// Every row a meeting must be drawn in: rooms whose footprint meets its own.
    pub(crate) fn blocked_rows(&self, slot: &Slot) -> Vec<RoomId> {
        self.rooms.excluded_by(slot.rooms())
    }

    /// The layout a slot is really set in.
    pub(crate) fn layout(&self, slot: &Slot) -> Option<Layout> {
        let room = self.rooms.get(slot.room?)?;
        room.setting(slot.layout).map(|s| s.layout)
    }
}

/// The kinds of the standard, each as it was edited here if it was, and those
/// that were added. Every act asks for the house: what nobody edited is made
/// once.
fn kinds(from: &Reader<'_>) -> Result<Arc<Vec<Kind>>, Refusal> {
    static STANDARD: LazyLock<Arc<Vec<Kind>>> = LazyLock::new(|| Arc::new(standard::kinds()));
    let edited = from.all::<Kind>()?;
    if edited.is_empty() {
        return Ok(Arc::clone(&STANDARD));
    }
    let known = STANDARD.iter().cloned().chain(edited);
    let found: BTreeMap<KindId, Kind> = known.map(|kind| (kind.id, kind)).collect();
    let mut found: Vec<Kind> = found.into_values().collect();
    found.sort_by_key(|kind| (kind.place, kind.id));
    Ok(Arc::new(found))
}

/// The lists of the standard, each as it was edited here if it was; made once
/// where nobody edited one.
fn ready_lists(from: &Reader<'_>) -> Result<Arc<Vec<ReadyList>>, Refusal> {
    static STANDARD: LazyLock<Arc<Vec<ReadyList>>> =
        LazyLock::new(|| Arc::new(ready::standard::lists()));
    let edited = from.all::<ReadyList>()?;
    if edited.is_empty() {
        return Ok(Arc::clone(&STANDARD));
    }
    let known = STANDARD.iter().cloned().chain(edited);
    let found: BTreeMap<Department, ReadyList> =
        known.map(|list| (list.department, list)).collect();
    Ok(Arc::new(found.into_values().collect()))
}

/// What was confirmed, by meeting, oldest first.
pub(crate) fn confirmations(
    from: &Reader<'_>,
    meetings: &[Meeting],
) -> Result<BTreeMap<MeetingId, Vec<Confirmation>>, Refusal> {
    let ids: Vec<Uuid> = meetings.iter().map(|m| m.id.0).collect();
    let mut by_meeting: BTreeMap<MeetingId, Vec<Confirmation>> = BTreeMap::new();
    let mut rows = from.facts_about(&ids)?;
    rows.sort_by_key(|row| (row.wall_ms, row.id));
    for row in rows.into_iter().filter(|row| row.kind == plan::CONFIRMED) {
        // A confirmation in a shape of a newer version is shown in the
        // history, where every fact is; here it cannot count.
        if let Ok(confirmation) = serde_json::from_value(row.body) {
            by_meeting
                .entry(MeetingId(row.about))
                .or_default()
                .push(confirmation);
        }
    }
    Ok(by_meeting)
}
