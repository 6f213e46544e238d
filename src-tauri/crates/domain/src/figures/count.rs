//! The counting itself.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};

use super::{Heat, Held, OnTime, OpenRoom, Span, What};
use crate::fee::FeeStage;
use crate::ids::{MeetingId, RoomId, TemplateId};
use crate::money::Fen;
use crate::notice::Urgency;
use crate::plan::Department;
use crate::room::Class;

/// Where the classes of lead times end, minutes: two hours, half a day, a day,
/// three days, a week; what is longer is the last class.
pub const LEADS: [i64; 5] = [120, 720, 1_440, 4_320, 10_080];

/// Meetings with what they add up to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Which, by start.
    pub meetings: Vec<MeetingId>,
    /// People expected.
    pub people: u64,
    /// Minutes they take; of rooms, for each room.
    pub minutes: u64,
}

impl Tally {
    fn add(&mut self, held: &Held) {
        self.meetings.push(held.meeting);
        self.people += u64::from(held.people.unwrap_or(0));
        self.minutes += held.minutes();
    }
}

/// How often something happened, and at which meetings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// How often.
    pub count: u32,
    /// The meetings, each once.
    pub meetings: Vec<MeetingId>,
}

impl Marks {
    /// Once more, at a meeting. Those of one meeting come together.
    pub fn add(&mut self, meeting: MeetingId) {
        self.count += 1;
        if self.meetings.last() != Some(&meeting) {
            self.meetings.push(meeting);
        }
    }

    pub(super) fn take(&mut self, other: &Self) {
        self.count += other.count;
        let known: BTreeSet<MeetingId> = self.meetings.iter().copied().collect();
        let new = other.meetings.iter().filter(|one| !known.contains(one));
        self.meetings.extend(new);
    }
}

/// How long before their start meetings were booked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lead {
    /// By class of lead time, see [`LEADS`].
    pub classes: [Tally; 6],
    /// The one in the middle, minutes; of two, the shorter.
    pub median: Option<i64>,
    /// Booked later than their class asks.
    pub short: Tally,
}

/// Notices and their changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Meetings with a notice.
    pub issued: Marks,
    /// Those whose first version came later than it should (S-21).
    pub late: Marks,
    /// Meetings by how often their notice was changed: never, once, twice,
    /// more often.
    pub classes: [Marks; 4],
    /// All changes.
    pub changes: Marks,
}

/// One thing that was laid out or used up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoodsFigure {
    /// What.
    pub item: String,
    /// Counted in.
    pub unit: String,
    /// As templates lay out.
    pub laid_out: u64,
    /// As it was counted afterwards.
    pub used: u64,
    /// The meetings.
    pub meetings: Vec<MeetingId>,
}

/// What is charged, and what came in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fees {
    /// By how far they are: meetings, what is charged, what came in.
    pub stages: BTreeMap<FeeStage, (Marks, Fen, Fen)>,
    /// All that is charged.
    pub charged: Fen,
    /// All that came in.
    pub paid: Fen,
    /// Meetings that nothing was written down for.
    pub not_written: Marks,
}

/// All figures of a period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// All that were not called off.
    pub all: Tally,
    /// What was called off.
    pub cancelled: Tally,
    /// By day; days without any too.
    pub days: BTreeMap<NaiveDate, Tally>,
    /// By organiser, the most meetings first.
    pub organisers: Vec<(String, Tally)>,
    /// By class of their rooms.
    pub classes: BTreeMap<Option<Class>, Tally>,
    /// By service template.
    pub templates: BTreeMap<Option<TemplateId>, Tally>,
    /// By undivided room; a meeting in several is at each.
    pub rooms: BTreeMap<RoomId, Tally>,
    /// Without a room.
    pub no_room: Tally,
    /// Use by hour.
    pub heat: Heat,
    /// How early they were booked.
    pub lead: Lead,
    /// Notices.
    pub changes: Changes,
    /// Acknowledgements by department.
    pub acknowledgements: BTreeMap<Department, OnTime>,
    /// Checks by level and department.
    pub checks: BTreeMap<(u32, Department), OnTime>,
    /// Other tasks by department.
    pub tasks: BTreeMap<Department, OnTime>,
    /// Tea and goods, by name.
    pub goods: Vec<GoodsFigure>,
    /// Fees.
    pub fees: Fees,
    /// Meetings about which something was written with no other station in
    /// sight; how many acts.
    pub offline: Marks,
}

impl Figures {
    /// Counts the meetings that begin within some days.
    #[must_use]
    pub fn of(all: &[Held], rooms: &[OpenRoom], span: Span, now: DateTime<Utc>) -> Self {
        let mut within: Vec<&Held> = all
            .iter()
            .filter(|one| span.contains(one.start.date()))
            .collect();
        within.sort_by_key(|one| (one.start, one.meeting));
        let (off, held): (Vec<&Held>, Vec<&Held>) =
            within.into_iter().partition(|one| one.cancelled);
        let mut figures = Self {
            days: span.days().map(|day| (day, Tally::default())).collect(),
            heat: Heat::of(&held, rooms, span),
            lead: lead(&held),
            organisers: organisers(&held),
            goods: goods(&held),
            ..Self::default()
        };
        for one in off {
            figures.cancelled.add(one);
            figures.count_offline(one);
        }
        for one in held {
            figures.all.add(one);
            figures.days.entry(one.start.date()).or_default().add(one);
            figures.classes.entry(one.class).or_default().add(one);
            figures.templates.entry(one.template).or_default().add(one);
            for room in &one.rooms {
                figures.rooms.entry(*room).or_default().add(one);
            }
            if one.rooms.is_empty() {
                figures.no_room.add(one);
            }
            figures.changes.add(one);
            figures.fees.add(one);
            figures.count_asked(one, now);
            figures.count_offline(one);
        }
        figures
    }

    fn count_asked(&mut self, held: &Held, now: DateTime<Utc>) {
        for asked in &held.asked {
            let department = asked.department;
            let there = match asked.what {
                What::Acknowledgement => self.acknowledgements.entry(department).or_default(),
                What::Check { level } => self.checks.entry((level, department)).or_default(),
                What::Task => self.tasks.entry(department).or_default(),
            };
            there.add(held.meeting, asked, now);
        }
    }

    fn count_offline(&mut self, held: &Held) {
        for _ in 0..held.offline {
            self.offline.add(held.meeting);
        }
    }

    /// All acknowledgements together.
    #[must_use]
    pub fn all_acknowledgements(&self) -> OnTime {
        together(self.acknowledgements.values())
    }

    /// All checks together.
    #[must_use]
    pub fn all_checks(&self) -> OnTime {
        together(self.checks.values())
    }

    /// All other tasks together.
    #[must_use]
    pub fn all_tasks(&self) -> OnTime {
        together(self.tasks.values())
    }
}

fn together<'a>(all: impl Iterator<Item = &'a OnTime>) -> OnTime {
    all.fold(OnTime::default(), OnTime::with)
}

impl Changes {
    fn add(&mut self, held: &Held) {
        let Some(issued) = held.notice else {
            return;
        };
        self.issued.add(held.meeting);
        if issued.urgency > Urgency::InTime {
            self.late.add(held.meeting);
        }
        let class = usize::try_from(issued.changes).unwrap_or(usize::MAX).min(3);
        if let Some(class) = self.classes.get_mut(class) {
            class.add(held.meeting);
        }
        for _ in 0..issued.changes {
            self.changes.add(held.meeting);
        }
    }
}

impl Fees {
    fn add(&mut self, held: &Held) {
        let Some(fee) = held.fee else {
            self.not_written.add(held.meeting);
            return;
        };
        let (marks, charged, paid) = self.stages.entry(fee.stage).or_default();
        marks.add(held.meeting);
        *charged = *charged + fee.total;
        *paid = *paid + fee.paid;
        self.charged = self.charged + fee.total;
        self.paid = self.paid + fee.paid;
    }
}

fn lead(held: &[&Held]) -> Lead {
    let mut lead = Lead::default();
    let mut all: Vec<i64> = held.iter().map(|one| one.lead).collect();
    all.sort_unstable();
    lead.median = all.get(all.len().saturating_sub(1) / 2).copied();
    for one in held {
        let class = LEADS.iter().filter(|end| one.lead >= **end).count();
        if let Some(class) = lead.classes.get_mut(class) {
            class.add(one);
        }
        if one.lead < one.lead_asked {
            lead.short.add(one);
        }
    }
    lead
}

fn organisers(held: &[&Held]) -> Vec<(String, Tally)> {
    let mut found: BTreeMap<&str, Tally> = BTreeMap::new();
    for one in held {
        found.entry(one.organiser.trim()).or_default().add(one);
    }
    let mut found: Vec<(String, Tally)> = found
        .into_iter()
        .map(|(name, tally)| (name.to_owned(), tally))
        .collect();
    found.sort_by(|(a, x), (b, y)| (y.meetings.len(), a).cmp(&(x.meetings.len(), b)));
    found
}

fn goods(held: &[&Held]) -> Vec<GoodsFigure> {
    let mut found: BTreeMap<(&str, &str), GoodsFigure> = BTreeMap::new();
    for one in held {
        let laid_out = one.laid_out.iter().map(|line| (line, false));
        let used = one.used.iter().map(|line| (line, true));
        for ((item, unit, count), is_used) in laid_out.chain(used).filter(|(line, _)| line.2 > 0) {
            let figure = found.entry((item, unit)).or_insert_with(|| GoodsFigure {
                item: item.clone(),
                unit: unit.clone(),
                laid_out: 0,
                used: 0,
                meetings: Vec::new(),
            });
            let sum = match is_used {
                true => &mut figure.used,
                false => &mut figure.laid_out,
            };
            *sum += u64::from(*count);
            if figure.meetings.last() != Some(&one.meeting) {
                figure.meetings.push(one.meeting);
            }
        }
    }
    found.into_values().collect()
}

/// Something that was found within a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lost {
    /// The local day.
    pub found: NaiveDate,
    /// After which meeting, where that is known.
    pub meeting: Option<MeetingId>,
    /// What became of it.
    pub how: LostHow,
}

/// What became of something that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LostHow {
    /// It is kept.
    Kept,
    /// Back with its owner.
    Returned,
    /// Disposed of.
    Disposed,
}

/// What was found, by what became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LostFigures {
    /// How many; the meetings of those of which it is known.
    pub all: Marks,
    /// By what became of it.
    pub by: BTreeMap<LostHow, Marks>,
}

/// Counts what was found within some days.
#[must_use]
pub fn lost_figures(all: &[Lost], span: Span) -> LostFigures {
    let mut figures = LostFigures::default();
    for one in all.iter().filter(|one| span.contains(one.found)) {
        for marks in [&mut figures.all, figures.by.entry(one.how).or_default()] {
            marks.count += 1;
            let new = one.meeting.filter(|id| !marks.meetings.contains(id));
            marks.meetings.extend(new);
        }
    }
    figures
}
