//! The seat plan of a meeting (S-20, S-43, S-44): its rules, who sits where,
//! who is served when.

mod list;
mod paper;
mod people;

use std::collections::BTreeSet;

use steward_domain::ids::{AttendeeId, MeetingId};
use steward_domain::meeting::Meeting;
use steward_domain::record::Record as _;
use steward_domain::room::Layout;
use steward_domain::seats::geometry::{Drawing, SeatShape};
use steward_domain::seats::seating::{self, Rules};
use steward_domain::seats::{self, Attendee, LISTED, Listed, SeatPlan, pouring};
use steward_store::Reader;

use crate::Desk;
use crate::bookings::meeting_of;
use crate::facts::of_kind;
use crate::house::House;
use crate::texts::in_range;
use crate::views::{AttendeeView, DoubleSeat, PlanChange, Refusal, SeatView, SeatsView};
use crate::words::seats::label;

/// A plan begins with seats for so many, where nobody said how many come.
const USUAL_HEADS: u32 = 20;

impl Desk {
    /// The seat plan of a meeting with who sits where.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn seats(&self, meeting: MeetingId) -> Result<SeatsView, Refusal> {
        self.may_read("seats")?;
        self.opens(meeting)?;
        self.house(|r, house| {
            let meeting = meeting_of(r, meeting)?;
            Hall::read(r, house, &meeting)?.told(r, house, &meeting)
        })
    }

    /// Changes one rule of a plan; each is a register of its own.
    ///
    /// # Errors
    /// [`Refusal::Over`]; [`Refusal::OutOfRange`] for a figure that cannot be.
    pub fn change_seat_plan(&self, meeting: MeetingId, change: &PlanChange) -> Result<(), Refusal> {
        self.act("seat_plan", |w, _| {
            let meeting = open_meeting(w, meeting)?;
            let mut plan = plan_of(w, meeting.id)?;
            match change {
                PlanChange::Shape { shape } => {
                    if let Some((field, least, most)) = shape.fault() {
                        // A figure that is out of its range by what it adds up to.
                        in_range(field, u32::MAX, least, most)?;
                    }
                    plan.shape = Some(shape.clone());
                }
                PlanChange::Order { order } => plan.order = Some(*order),
                PlanChange::Door { door } => plan.door = Some(*door),
                PlanChange::Pouring { case } => plan.pouring = *case,
            }
            Ok(w.save(&plan)?)
        })
    }

    /// Seats by rank and side whoever stands; everybody anew when asked.
    /// Gives how many were moved.
    ///
    /// # Errors
    /// [`Refusal::Over`]; [`Refusal::NothingChanged`] when nobody is moved.
    pub fn auto_seat(&self, meeting: MeetingId, afresh: bool) -> Result<u32, Refusal> {
        self.act("auto_seat", |w, house| {
            let meeting = open_meeting(w, meeting)?;
            let hall = Hall::read(w, house, &meeting)?;
            let moved = seating::seat(&hall.drawing, hall.rules(), &hall.people, afresh);
            if moved.is_empty() {
                return Err(Refusal::NothingChanged);
            }
            for (id, seat) in &moved {
                let one = hall.people.iter().find(|one| one.id == *id);
                if let Some(one) = one {
                    people::sit(w, one, seat.clone())?;
                }
            }
            Ok(u32::try_from(moved.len()).unwrap_or(u32::MAX))
        })
    }
}

/// A meeting that is not over.
pub(crate) fn open_meeting(r: &Reader<'_>, id: MeetingId) -> Result<Meeting, Refusal> {
    let meeting = meeting_of(r, id)?;
    match meeting.standing.state.is_over() {
        true => Err(Refusal::Over(meeting.standing.state)),
        false => Ok(meeting),
    }
}

/// The plan of a meeting; one with nothing set where nobody began one.
pub(crate) fn plan_of(r: &Reader<'_>, meeting: MeetingId) -> Result<SeatPlan, Refusal> {
    let known = r.get::<SeatPlan>(SeatPlan::id_of(meeting).0)?;
    Ok(known.unwrap_or_else(|| SeatPlan::of(meeting)))
}

/// Who is to be seated at a meeting, by precedence; those who do not come are
/// left out.
pub(crate) fn people_of(r: &Reader<'_>, meeting: MeetingId) -> Result<Vec<Attendee>, Refusal> {
    // What was said about the meeting names its people: those of all other
    // meetings are never read.
    let listed: Vec<Listed> = of_kind(&r.facts_about(&[meeting.0])?, LISTED);
    let mut known: BTreeSet<AttendeeId> = BTreeSet::new();
    let mut people = Vec::new();
    for id in listed.into_iter().flat_map(|one| one.ids) {
        if known.insert(id) {
            let one = r.get::<Attendee>(id.0)?.filter(|one| !one.gone);
            let listed = u32::try_from(known.len()).unwrap_or(u32::MAX);
            people.extend(one.map(|one| Attendee { listed, ..one }));
        }
    }
    people.sort_by_key(Attendee::precedence);
    Ok(people)
}

/// Everybody on the plan by the order of the seats, then those who stand.
pub(crate) fn in_seating_order(
    r: &Reader<'_>,
    house: &House,
    meeting: &Meeting,
) -> Result<Vec<Attendee>, Refusal> {
    let hall = Hall::read(r, house, meeting)?;
    Ok(paper::by_seat(&hall, true).into_iter().cloned().collect())
}

/// The plan, drawn, with its people.
struct Hall {
    plan: SeatPlan,
    shape: SeatShape,
    drawing: Drawing,
    people: Vec<Attendee>,
}

impl Hall {
    fn read(r: &Reader<'_>, house: &House, meeting: &Meeting) -> Result<Self, Refusal> {
        let plan = plan_of(r, meeting.id)?;
        let people = people_of(r, meeting.id)?;
        let shape = match &plan.shape {
            Some(shape) => shape.clone(),
            None => proposed(house, meeting, &people),
        };
        Ok(Self {
            drawing: shape.drawing(),
            plan,
            shape,
            people,
        })
    }

    fn rules(&self) -> Rules {
        Rules {
            order: self.plan.order.unwrap_or_default(),
            door: self.plan.door.unwrap_or_default(),
        }
    }

    fn case(&self) -> pouring::PouringCase {
        let asked = || pouring::case_of(&self.drawing, &self.people);
        self.plan.pouring.unwrap_or_else(asked)
    }

    fn pouring(&self) -> Vec<pouring::Pour> {
        pouring::pour(&self.drawing, &self.people, self.case())
    }

    fn told(&self, r: &Reader<'_>, house: &House, meeting: &Meeting) -> Result<SeatsView, Refusal> {
        let doubles = seats::doubles(&self.people);
        let rules = self.rules();
        let mut people = Vec::with_capacity(self.people.len());
        for one in &self.people {
            let key = one.seat.as_deref();
            people.push(AttendeeView {
                id: one.id,
                name: one.name.clone(),
                title: one.title.clone(),
                unit: one.unit.clone(),
                rank: one.rank,
                side: one.side,
                seat: one.seat.clone(),
                astray: key.is_some_and(|key| self.drawing.seat(key).is_none()),
                twice: key.is_some_and(|key| doubles.contains_key(key)),
                in_conflict: !r.conflicts_of(Attendee::KIND, one.id.0)?.is_empty(),
                preferences: !one.drink.is_empty() || !one.wishes.is_empty(),
            });
        }
        let label_of = |key: &str| {
            let seat = self.drawing.seat(key);
            seat.map(|seat| label(seat.zone, seat.row, seat.nth))
        };
        Ok(SeatsView {
            meeting: house.brief(meeting),
            over: meeting.standing.state.is_over(),
            shape: self.shape.clone(),
            proposed: self.plan.shape.is_none(),
            order: rules.order,
            door: rules.door,
            width: self.drawing.width,
            height: self.drawing.height,
            seats: self.drawing.seats.iter().map(seat_view).collect(),
            tables: self.drawing.tables.clone(),
            people,
            doubles: doubles
                .into_iter()
                .map(|(seat, who)| DoubleSeat {
                    label: label_of(&seat).unwrap_or_default(),
                    seat,
                    who,
                })
                .collect(),
            case: self.case(),
            case_said: self.plan.pouring.is_some(),
            pouring: self.pouring(),
        })
    }
}

fn seat_view(seat: &seats::geometry::Seat) -> SeatView {
    SeatView {
        key: seat.key.clone(),
        label: label(seat.zone, seat.row, seat.nth),
        zone: seat.zone,
        row: seat.row,
        nth: seat.nth,
        x: seat.x,
        y: seat.y,
        facing: seat.facing,
    }
}

/// What a meeting's layout usually looks like.
fn proposed(house: &House, meeting: &Meeting, people: &[Attendee]) -> SeatShape {
    let known = u32::try_from(people.len()).unwrap_or(u32::MAX);
    let heads = meeting.headcount.unwrap_or(USUAL_HEADS).max(known);
    let podium = house.template(meeting.template).map_or(0, |t| t.podium);
    let layout = house.layout(&meeting.slot).unwrap_or(Layout::Board);
    SeatShape::usual(layout, heads, podium)
}
