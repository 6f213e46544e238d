//! Ways out of a clash: reckoned, and taken by a person. What is taken is an
//! act like any other, with who and why, and ends the clash on every station.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Duration, Utc};
use steward_domain::clash::{Clash, ClashKey};
use steward_domain::duty::{Duty, Holder, HolderKind, TakenOff};
use steward_domain::ids::{DutyId, MeetingId, StaffId};
use steward_domain::meeting::Meeting;
use steward_domain::remedy::{self, Candidate, Remedy, Scene, Step};
use steward_domain::staff::StaffMember;
use steward_store::{Reader, Writer};

use crate::Desk;
use crate::bookings::meeting_of;
use crate::clashes::keep_standing;
use crate::duties::{duty_of, duty_view};
use crate::house::House;
use crate::texts::{TEXT, text};
use crate::views::{Refusal, RemedyView, StepView};

/// Kind of the fact that a person settled a clash.
pub(crate) const RESOLVED: &str = "resolved";
/// Days around a clash in which a meeting may be moved, and one more for what
/// it would meet there.
const REACH_DAYS: i64 = 9;

impl Desk {
    /// The ways out of a clash, best first; none makes a clash that was not
    /// there.
    ///
    /// # Errors
    /// [`Refusal::MovedOn`] when they clash no more.
    pub fn remedies(&self, key: ClashKey) -> Result<Vec<RemedyView>, Refusal> {
        let now = self.now();
        self.house(|r, house| {
            let clash = clash_of(r, key, now)?;
            let near = Near::read(r, &clash, now)?;
            remedy::remedies(&near.scene(house, now), &clash)
                .into_iter()
                .map(|remedy| remedy_view(r, house, remedy))
                .collect()
        })
    }

    /// Takes a way out of a clash, as it was offered.
    ///
    /// # Errors
    /// [`Refusal::MovedOn`] when it is none any more: the clash is gone, or
    /// what was free is taken.
    pub fn resolve(&self, key: ClashKey, remedy: &Remedy, why: &str) -> Result<(), Refusal> {
        let now = self.now();
        self.act("resolve", |w, house| {
            let why = text("why", why, TEXT)?;
            let clash = clash_of(w, key, now)?;
            let near = Near::read(w, &clash, now)?;
            if !remedy::remedies(&near.scene(house, now), &clash).contains(remedy) {
                return Err(Refusal::MovedOn);
            }
            for step in &remedy.steps {
                self.take_step(w, house, step, &why)?;
            }
            let body = serde_json::json!({
                "clash": key, "remedy": remedy.kind, "by": self.operator(), "why": why,
            });
            let about: BTreeSet<MeetingId> = [clash.first, clash.second].into();
            for meeting in about {
                w.fact(RESOLVED, meeting.0, body.clone());
            }
            Ok(())
        })
    }

    fn take_step(
        &self,
        w: &mut Writer<'_>,
        house: &House,
        step: &Step,
        why: &str,
    ) -> Result<(), Refusal> {
        match step {
            Step::Move { meeting, to, .. } => {
                let before = meeting_of(w, *meeting)?;
                let kind = &before.meeting_kind;
                let place = |slot| (house.layout(slot), house.chosen_template(slot, kind));
                let mut meeting = Meeting {
                    slot: to.clone(),
                    ..before.clone()
                };
                if (before.slot.room, place(&before.slot).0) != (to.room, place(to).0) {
                    meeting.template = place(to).1;
                }
                Ok(w.save(&meeting)?)
            }
            Step::Hand { duty, to, .. } => {
                let duty = duty_of(w, *duty)?;
                Ok(w.save(&Duty {
                    holder: to.clone(),
                    ..duty
                })?)
            }
            Step::Retime { duty, to, .. } => {
                let duty = duty_of(w, *duty)?;
                Ok(w.save(&Duty {
                    time: Some(*to),
                    ..duty
                })?)
            }
            Step::TakeOff { duty, .. } => {
                let duty = duty_of(w, *duty)?;
                let off = Some(TakenOff {
                    by: self.operator(),
                    why: why.to_owned(),
                });
                Ok(w.save(&Duty { off, ..duty })?)
            }
        }
    }
}

/// The clash of a name, as it stands.
fn clash_of(r: &Reader<'_>, key: ClashKey, now: DateTime<Utc>) -> Result<Clash, Refusal> {
    let mut found: Vec<Clash> = r.clashes()?;
    found.retain(|clash| clash.key() == key);
    keep_standing(r, &mut found, now)?;
    found.pop().ok_or(Refusal::MovedOn)
}

/// What is around a clash.
struct Near {
    meetings: Vec<Meeting>,
    duties: Vec<Duty>,
    known: Vec<Candidate>,
}

impl Near {
    fn read(r: &Reader<'_>, clash: &Clash, now: DateTime<Utc>) -> Result<Self, Refusal> {
        let two = [meeting_of(r, clash.first)?, meeting_of(r, clash.second)?];
        let reach = Duration::days(REACH_DAYS);
        let from = two.iter().map(|m| m.slot.start).min().unwrap_or(clash.from) - reach;
        let until = two.iter().map(|m| m.slot.end).max().unwrap_or(clash.until) + reach;
        let (from, until) = (from.timestamp_millis(), until.timestamp_millis());
        let mut meetings = r.meetings_between(from, until)?;
        let mut duties = r.duties_between(from, until)?;
        let known: BTreeSet<DutyId> = duties.iter().map(|duty| duty.id).collect();
        for meeting in &two {
            let theirs = r.duties_at(meeting.id)?;
            duties.extend(theirs.into_iter().filter(|duty| !known.contains(&duty.id)));
        }
        duties.sort_by_key(|duty| duty.id);
        duties.dedup_by_key(|duty| duty.id);
        // A duty keeps somebody whose meeting may lie outside.
        let mut here: BTreeSet<MeetingId> = meetings.iter().map(|m| m.id).collect();
        for duty in &duties {
            if here.insert(duty.meeting) {
                meetings.extend(r.get::<Meeting>(duty.meeting.0)?);
            }
        }
        meetings.retain(|m| !m.standing.state.is_over() && !m.has_lapsed(now));
        Ok(Self {
            meetings,
            duties,
            known: candidates(r)?,
        })
    }

    fn scene<'a>(&'a self, house: &'a House, now: DateTime<Utc>) -> Scene<'a> {
        Scene {
            venue: &house.venue,
            rooms: &house.rooms,
            meetings: &self.meetings,
            duties: &self.duties,
            known: &self.known,
            now,
        }
    }
}

/// Who ever had a duty, most often first.
fn candidates(r: &Reader<'_>) -> Result<Vec<Candidate>, Refusal> {
    let mut found: BTreeMap<(HolderKind, String), (u64, Candidate)> = BTreeMap::new();
    let mut people: BTreeMap<String, Vec<StaffId>> = BTreeMap::new();
    for one in r.all::<StaffMember>()? {
        let key = Holder::named(HolderKind::Person, &one.name).key();
        people.entry(key).or_default().push(one.id);
    }
    for one in r.known_holders()? {
        let named = Holder::named(one.kind, &one.name);
        // Who is handed a duty is known by the register, where one has the name.
        let holder = match people.get(&one.key).map(Vec::as_slice) {
            Some([only]) if one.kind == HolderKind::Person => Holder {
                staff: Some(*only),
                ..named
            },
            _ => named,
        };
        let entry = found.entry((one.kind, one.key)).or_insert_with(|| {
            let tasks = BTreeSet::new();
            (0, Candidate { holder, tasks })
        });
        entry.0 += one.times;
        entry.1.tasks.insert(one.task);
    }
    let mut found: Vec<(u64, Candidate)> = found.into_values().collect();
    // The sort is stable: who had as many stays in the order of names.
    found.sort_by_key(|(times, _)| std::cmp::Reverse(*times));
    Ok(found.into_iter().map(|(_, one)| one).collect())
}

fn remedy_view(r: &Reader<'_>, house: &House, remedy: Remedy) -> Result<RemedyView, Refusal> {
    let of_duty = |id: DutyId| {
        let duty = duty_of(r, id)?;
        let meeting = meeting_of(r, duty.meeting)?;
        let view = duty_view(house, &meeting, &duty, &[]);
        Ok::<_, Refusal>((house.brief(&meeting), view))
    };
    let steps = remedy.steps.iter().map(|step| {
        Ok(match step {
            Step::Move { meeting, from, to } => {
                let stays = from.rooms().eq(to.rooms());
                let rooms = to.rooms().filter(|_| !stays).map(|id| house.room_name(id));
                let seats = |id| {
                    let room = house.rooms.get(id)?;
                    let layout = if to.room == Some(id) { to.layout } else { None };
                    room.setting(layout).map(|setting| setting.seats)
                };
                let same = (from.start, from.end) == (to.start, to.end);
                StepView::Move {
                    meeting: house.brief(&meeting_of(r, *meeting)?),
                    rooms: rooms.collect(),
                    layout: house.layout(to),
                    seats: to.rooms().filter_map(seats).sum(),
                    when: (!same).then(|| house.when(to)),
                }
            }
            Step::Hand { duty, to, .. } => {
                let (meeting, duty) = of_duty(*duty)?;
                StepView::Hand {
                    meeting,
                    duty,
                    to: to.name.clone(),
                }
            }
            Step::Retime { duty, to, .. } => {
                let (meeting, duty) = of_duty(*duty)?;
                StepView::Retime {
                    meeting,
                    duty,
                    when: house.when_of(to.start, to.end, false),
                }
            }
            Step::TakeOff { duty, .. } => {
                let (meeting, duty) = of_duty(*duty)?;
                StepView::TakeOff { meeting, duty }
            }
        })
    });
    Ok(RemedyView {
        steps: steps.collect::<Result<_, Refusal>>()?,
        remedy,
    })
}
