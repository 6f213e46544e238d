//! The roster of a month, read in one go with all that it is looked at by.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike, Duration, NaiveDate, Utc};
use steward_domain::holidays::{Holiday, HolidayYear};
use steward_domain::ids::{FixedPostId, StaffId};
use steward_domain::meeting::{Meeting, State};
use steward_domain::plan::Department;
use steward_domain::record::Record;
use steward_domain::roster::check::{Cells, MeetingDuty, Plan, RosterWish};
use steward_domain::roster::demand::{DemandLine, DemandWhy, Presence, RosterNeed, of_post};
use steward_domain::roster::facts::{CALLED_OFF, COMES, CallOff, ComesAfterAll, STOOD_IN, StandIn};
use steward_domain::roster::rules::{RosterRule, Rules};
use steward_domain::roster::version::{ACKNOWLEDGED, PUBLISHED, RosterSeen, RosterVersion};
use steward_domain::roster::{
    CellWork, FixedPost, Kinds, RosterCell, RosterPair, Rotation, ShiftKind, each, is_weekend,
    month_name, month_of, standard,
};
use steward_domain::staff::wish::{Wish, WishFor};
use steward_domain::staff::{Days, Leave, StaffMember};
use steward_store::Reader;

use crate::facts::of_kind;
use crate::house::House;
use crate::posts::{Line, counts_of};
use crate::views::Refusal;

/// Days before and after a span that rules reach to.
const REACH: i64 = 40;

/// What a roster is made of.
pub(crate) struct Book {
    /// The days that are looked at.
    pub(crate) days: Days,
    /// Who works here, by department, number and name.
    pub(crate) people: Vec<StaffMember>,
    pub(crate) records: BTreeMap<(StaffId, NaiveDate), RosterCell>,
    pub(crate) cells: Cells,
    pub(crate) kinds: Kinds,
    pub(crate) posts: BTreeMap<FixedPostId, FixedPost>,
    pub(crate) needs: Vec<RosterNeed>,
    pub(crate) rules: Rules,
    pub(crate) leave: Vec<Leave>,
    pub(crate) wishes: Vec<RosterWish>,
    pub(crate) pairs: Vec<RosterPair>,
    /// Holidays and days worked for one, by day.
    pub(crate) calendar: BTreeMap<NaiveDate, Holiday>,
    pub(crate) holidays: BTreeSet<NaiveDate>,
    /// Who does not come and was not said to come after all.
    pub(crate) absent: Vec<CallOff>,
    /// Who steps in for whom.
    pub(crate) stand_ins: Vec<StandIn>,
    /// Where people are wanted at meetings.
    pub(crate) meetings: Vec<MeetingDuty>,
}

impl Book {
    /// Reads what stands in some days and around them. Whoever retired is
    /// left out unless something stands in their days.
    pub(crate) fn read(r: &Reader<'_>, now: DateTime<Utc>, days: Days) -> Result<Self, Refusal> {
        let around = days.from - Duration::days(REACH);
        let records: BTreeMap<_, _> = r
            .since::<RosterCell>(RosterCell::since(around))?
            .into_iter()
            .filter(|cell| cell.day <= days.to + Duration::days(REACH))
            .map(|cell| ((cell.staff, cell.day), cell))
            .collect();
        let mut people = r.all::<StaffMember>()?;
        let works: BTreeSet<StaffId> = records
            .values()
            .filter(|cell| days.contains(cell.day) && cell.work != CellWork::Open)
            .map(|cell| cell.staff)
            .collect();
        people.retain(|person| !person.retired || works.contains(&person.id));
        people.sort_by(|a, b| {
            let key = |one: &StaffMember| (one.departments.first().copied(), one.number.clone());
            key(a).cmp(&key(b)).then_with(|| a.name.cmp(&b.name))
        });
        let calendar = calendar(r, days)?;
        let (absent, stand_ins) = absences(r, days)?;
        let meetings = super::meetings::read(r, now, days, &people)?;
        Ok(Self {
            days,
            people,
            meetings,
            cells: records
                .iter()
                .map(|(at, cell)| (*at, cell.work.clone()))
                .collect(),
            records,
            kinds: kinds(r)?,
            posts: posts(r)?.into_iter().map(|post| (post.id, post)).collect(),
            needs: needs(r)?,
            rules: Rules::new(r.all::<RosterRule>()?),
            leave: r.all::<Leave>()?,
            wishes: wishes(r, days)?,
            pairs: r.all::<RosterPair>()?,
            holidays: calendar
                .values()
                .filter(|one| one.off)
                .map(|one| one.date)
                .collect(),
            calendar,
            absent,
            stand_ins,
        })
    }

    /// The roster as rules look at it.
    pub(crate) fn plan(&self) -> Plan<'_> {
        Plan {
            days: self.days,
            people: &self.people,
            cells: &self.cells,
            kinds: &self.kinds,
            posts: &self.posts,
            rules: &self.rules,
            leave: &self.leave,
            wishes: &self.wishes,
            pairs: &self.pairs,
            holidays: &self.holidays,
            meetings: &self.meetings,
        }
    }

    pub(crate) fn person(&self, id: StaffId) -> Result<&StaffMember, Refusal> {
        let found = self.people.iter().find(|person| person.id == id);
        found.ok_or_else(|| Refusal::Unknown(id.to_string()))
    }

    pub(crate) fn called(&self, id: StaffId) -> String {
        let found = self.people.iter().find(|person| person.id == id);
        found.map(|one| one.name.clone()).unwrap_or_default()
    }

    pub(crate) fn told(&self, staff: StaffId, day: NaiveDate) -> String {
        let work = self.cells.get(&(staff, day));
        work.map(CellWork::told).unwrap_or_default()
    }

    /// Whether somebody does not come on a day.
    pub(crate) fn absence(&self, staff: StaffId, day: NaiveDate) -> Option<&CallOff> {
        let mut all = self.absent.iter();
        all.find(|one| one.staff == staff && one.day == day)
    }

    /// Free by the calendar.
    pub(crate) fn is_free(&self, day: NaiveDate) -> bool {
        match self.calendar.get(&day) {
            Some(one) => one.off,
            None => is_weekend(day),
        }
    }

    /// Who is there, those who do not come and those on call left out.
    pub(crate) fn presences(&self) -> Vec<Presence> {
        let mut found = Vec::new();
        for ((staff, day), work) in &self.cells {
            if self.absence(*staff, *day).is_some() {
                continue;
            }
            for turn in work.turns() {
                let Some(kind) = self.kinds.get(&turn.code).filter(|kind| !kind.standby) else {
                    continue;
                };
                found.extend(kind.parts.iter().map(|part| Presence {
                    staff: *staff,
                    day: *day,
                    from: part.from,
                    to: part.to,
                    post: turn.post,
                }));
            }
        }
        found
    }

    /// What is wanted, by day and time: fixed posts, and meetings that are
    /// neither cancelled nor mere enquiries.
    pub(crate) fn demand(&self, r: &Reader<'_>, house: &House) -> Result<Vec<DemandLine>, Refusal> {
        let mut found = Vec::new();
        for day in each(self.days) {
            found.extend(self.posts.values().flat_map(|post| of_post(post, day)));
        }
        let (from, _) = house.venue.day(self.days.from);
        let (_, to) = house.venue.day(self.days.to);
        let mut meetings = r.meetings_between(from.timestamp_millis(), to.timestamp_millis())?;
        meetings.retain(|meeting| {
            !matches!(
                meeting.standing.state,
                State::Cancelled | State::Enquiry | State::Held
            )
        });
        let posted = counts_of(r, &meetings)?;
        for meeting in &meetings {
            let has_posts = posted
                .get(&meeting.id)
                .is_some_and(|counts| counts.posts > 0);
            let posts = has_posts.then(|| Line::read(r, meeting)).transpose()?;
            self.of_meeting(house, meeting, posts.as_ref(), &mut found);
        }
        // A department that keeps none of its people here rosters elsewhere.
        let here: BTreeSet<Department> = self
            .people
            .iter()
            .flat_map(|person| person.departments.iter().copied())
            .collect();
        found.retain(|line| here.contains(&line.department));
        found.sort_by_key(|line| (line.day, line.department, line.from));
        Ok(found)
    }

    /// What a meeting wants: its posts where it has some, department by
    /// department, else what meetings of its kind need.
    fn of_meeting(
        &self,
        house: &House,
        meeting: &Meeting,
        posts: Option<&Line>,
        found: &mut Vec<DemandLine>,
    ) {
        let when = house.when(&meeting.slot);
        if !self.days.contains(when.date) {
            return;
        }
        let mut posted: BTreeSet<Department> = BTreeSet::new();
        for (_, post) in posts.into_iter().flat_map(Line::posts) {
            let span = post.time.at(meeting);
            let department = post.kind.department();
            posted.insert(department);
            found.push(DemandLine {
                day: when.date,
                from: house.minute(when.date, span.start),
                to: house.minute(when.date, span.end),
                department,
                skill: post.skill.map(|need| need.skill),
                level: meeting.level,
                count: 1,
                why: DemandWhy::Meeting {
                    meeting: meeting.id,
                    number: meeting.number.clone(),
                    need: post.label.clone(),
                },
            });
        }
        let class = house.room_of(meeting).map(|room| room.class);
        let needs = self.needs.iter();
        for need in needs.filter(|need| !posted.contains(&need.department)) {
            let count = need.heads(meeting, class);
            if count == 0 {
                continue;
            }
            let minutes = |n: u32| i32::try_from(n).unwrap_or(0);
            found.push(DemandLine {
                day: when.date,
                from: when.start_minute - minutes(need.before),
                to: when.end_minute + minutes(need.after),
                department: need.department,
                skill: need.skill,
                level: meeting.level,
                count,
                why: DemandWhy::Meeting {
                    meeting: meeting.id,
                    number: meeting.number.clone(),
                    need: need.name.clone(),
                },
            });
        }
    }
}

/// What was said about the roster of a month.
pub(crate) struct Said {
    pub(crate) versions: Vec<RosterVersion>,
    pub(crate) seen: Vec<RosterSeen>,
}

impl Said {
    pub(crate) fn read(r: &Reader<'_>, month: NaiveDate) -> Result<Self, Refusal> {
        let facts = r.facts_about(&[month_name(month)])?;
        Ok(Self {
            versions: of_kind(&facts, PUBLISHED),
            seen: of_kind(&facts, ACKNOWLEDGED),
        })
    }
}

/// The standard's ones with what was edited over them, and those that were
/// added.
fn edited<T: Record>(r: &Reader<'_>, standard: Vec<T>) -> Result<Vec<T>, Refusal> {
    let mut all: BTreeMap<_, T> = standard.into_iter().map(|one| (one.uuid(), one)).collect();
    all.extend(r.all::<T>()?.into_iter().map(|one| (one.uuid(), one)));
    Ok(all.into_values().collect())
}

/// Every kind of shift by its code, those no longer given out too.
pub(crate) fn kinds(r: &Reader<'_>) -> Result<Kinds, Refusal> {
    let all = edited(r, standard::kinds())?;
    Ok(all
        .into_iter()
        .map(|kind: ShiftKind| (kind.code.clone(), kind))
        .collect())
}

pub(crate) fn posts(r: &Reader<'_>) -> Result<Vec<FixedPost>, Refusal> {
    let mut all = edited(r, standard::posts())?;
    all.sort_by_key(|post: &FixedPost| (post.place, post.name.clone()));
    Ok(all)
}

pub(crate) fn needs(r: &Reader<'_>) -> Result<Vec<RosterNeed>, Refusal> {
    let mut all = edited(r, standard::needs())?;
    all.sort_by_key(|need: &RosterNeed| (need.place, need.name.clone()));
    Ok(all)
}

pub(crate) fn rotations(r: &Reader<'_>) -> Result<Vec<Rotation>, Refusal> {
    let mut all = edited(r, standard::rotations())?;
    all.sort_by_key(|rotation: &Rotation| rotation.name.clone());
    Ok(all)
}

/// Holidays around some days, by day: as the year was announced, else those of
/// the law.
pub(crate) fn calendar(
    r: &Reader<'_>,
    days: Days,
) -> Result<BTreeMap<NaiveDate, Holiday>, Refusal> {
    let mut all = BTreeMap::new();
    for year in days.from.year() - 1..=days.to.year() + 1 {
        let known = r.get::<HolidayYear>(HolidayYear::id_of(year).0)?;
        let known = known.filter(|known| !known.days.is_empty());
        let known = known.unwrap_or_else(|| standard::holidays(year));
        all.extend(known.days.into_iter().map(|day| (day.date, day)));
    }
    Ok(all)
}

/// What people wished, day by day.
fn wishes(r: &Reader<'_>, days: Days) -> Result<Vec<RosterWish>, Refusal> {
    let mut found = Vec::new();
    for wish in r.all::<Wish>()?.into_iter().filter(|wish| !wish.withdrawn) {
        let (code, wanted) = match &wish.wants {
            WishFor::Off => (None, false),
            WishFor::Shift { code } => (Some(code.to_uppercase()), true),
            WishFor::NotShift { code } => (Some(code.to_uppercase()), false),
        };
        let inside = Days {
            from: wish.days.from.max(days.from),
            to: wish.days.to.min(days.to),
        };
        found.extend(each(inside).map(|day| RosterWish {
            staff: wish.staff,
            day,
            code: code.clone(),
            wanted,
            weight: wish.weight,
        }));
    }
    Ok(found)
}

fn absences(r: &Reader<'_>, days: Days) -> Result<(Vec<CallOff>, Vec<StandIn>), Refusal> {
    let mut months = BTreeSet::new();
    for day in [days.from - Duration::days(1), days.from, days.to] {
        months.insert(month_name(month_of(day).from));
    }
    let months: Vec<_> = months.into_iter().collect();
    let facts = r.facts_about(&months)?;
    let back: Vec<ComesAfterAll> = of_kind(&facts, COMES);
    let mut absent: Vec<CallOff> = of_kind(&facts, CALLED_OFF);
    absent.retain(|one| !back.iter().any(|said| said.call_off == one.id));
    Ok((absent, of_kind(&facts, STOOD_IN)))
}

/// The departments that a filter lets through; all when it is empty.
pub(crate) fn is_of(person: &StaffMember, departments: &[Department]) -> bool {
    departments.is_empty()
        || person
            .departments
            .first()
            .is_some_and(|first| departments.contains(first))
}
