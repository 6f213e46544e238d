//! Copying a meeting to another date: the booking, and what goes with it. Its
//! history stays where it is.

use steward_domain::ids::{AttendeeId, MeetingId, PostId};
use steward_domain::meeting::Meeting;
use steward_domain::names::Name;
use steward_domain::notice::Answer;
use steward_domain::post::{POSTED, Post, PostTime, Posted};
use steward_domain::seats::{Attendee, LISTED, Listed, SeatPlan};
use steward_store::{Reader, Writer};

use crate::Desk;
use crate::bookings::{draft_of, in_the_way, meeting_of};
use crate::facts::say;
use crate::house::House;
use crate::notice::{moved, requirement, save};
use crate::posts::Line;
use crate::seats::{people_of, plan_of};
use crate::views::{CopyDraft, CopyView, Refusal};

impl Desk {
    /// A meeting as the form for its copy begins, and what there is to take
    /// along.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn copy_of(&self, id: MeetingId) -> Result<CopyView, Refusal> {
        self.opens(id)?;
        self.house(|r, house| {
            let meeting = meeting_of(r, id)?;
            let asked = answered(r, house, &meeting)?.len();
            let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            let mut draft = draft_of(meeting.clone(), house);
            // A copy is booked like any other: nobody approved it.
            draft.state = None;
            Ok(CopyView {
                of: house.brief(&meeting),
                draft,
                requirements: count(asked),
                people: count(people_of(r, id)?.len()),
                posts: count(Line::read(r, &meeting)?.posts().count()),
            })
        })
    }

    /// Books a copy of a meeting.
    ///
    /// # Errors
    /// As [`Desk::book`]; [`Refusal::NeedToKnow`] for who may not know what the
    /// meeting is about.
    pub fn copy_meeting(&self, from: MeetingId, copy: &CopyDraft) -> Result<MeetingId, Refusal> {
        let now = self.now();
        self.act("copy_meeting", |w, house| {
            let from = meeting_of(w, from)?;
            self.must_know(w, from.id)?;
            let id = MeetingId(w.new_id());
            let meeting = self.drafted(&copy.draft, house, id, self.next_number(w, house, 0)?)?;
            if let Some(refusal) = in_the_way(w, house, &meeting, now)? {
                return Err(refusal);
            }
            self.viewer().must_know(&meeting)?;
            w.save(&meeting)?;
            if copy.requirements {
                for (kind, answer) in answered(w, house, &from)? {
                    let Some(kind) = house.kinds.iter().find(|one| one.id == kind) else {
                        continue;
                    };
                    let answer = moved(kind, answer, house, &from, &meeting);
                    if answer != Answer::NotAsked {
                        save(w, &meeting, kind.id, answer)?;
                    }
                }
            }
            if copy.seats {
                seats(w, &from, &meeting)?;
            }
            if copy.posts {
                self.copy_posts(w, &from, &meeting)?;
            }
            Ok(id)
        })
    }

    /// The posts, each at the same place and as long before and after.
    fn copy_posts(&self, w: &mut Writer<'_>, from: &Meeting, to: &Meeting) -> Result<(), Refusal> {
        let later = to.slot.start - from.slot.start;
        let line = Line::read(w, from)?;
        let mut ids = Vec::new();
        for (_, post) in line.posts() {
            let fresh = Post {
                id: PostId(w.new_id()),
                meeting: to.id,
                time: match post.time {
                    PostTime::Clock { start, end } => PostTime::Clock {
                        start: start + later,
                        end: end + later,
                    },
                    time => time,
                },
                ..post.clone()
            };
            ids.push(fresh.id);
            w.save(&fresh)?;
        }
        if !ids.is_empty() {
            let posted = Posted {
                ids,
                set: None,
                name: Name::new(&from.number.0, &from.number.0),
                by: self.operator(),
            };
            say(w, POSTED, to.id.0, &posted);
        }
        Ok(())
    }
}

/// What was answered about a meeting, kind by kind.
fn answered(
    r: &Reader<'_>,
    house: &House,
    meeting: &Meeting,
) -> Result<Vec<(steward_domain::ids::KindId, Answer)>, Refusal> {
    let mut found = Vec::new();
    for kind in house.kinds.iter() {
        if let Some(there) = requirement(r, meeting, kind.id)?
            && there.answer != Answer::NotAsked
        {
            found.push((kind.id, there.answer));
        }
    }
    Ok(found)
}

/// The seat plan and its people, who sit where they sat.
fn seats(w: &mut Writer<'_>, from: &Meeting, to: &Meeting) -> Result<(), Refusal> {
    let plan = plan_of(w, from.id)?;
    if w.get::<SeatPlan>(plan.id.0)?.is_some() {
        w.save(&SeatPlan {
            id: SeatPlan::id_of(to.id),
            meeting: to.id,
            ..plan
        })?;
    }
    let mut people = people_of(w, from.id)?;
    people.sort_by_key(|one| one.listed);
    let mut ids: Vec<AttendeeId> = Vec::new();
    for one in people {
        let mut fresh = Attendee {
            id: Attendee::id_of(to.id, &one.name, &one.unit),
            meeting: to.id,
            ..one
        };
        // Two of one name are two.
        if ids.contains(&fresh.id) {
            fresh.id = AttendeeId(w.new_id());
        }
        ids.push(fresh.id);
        w.save(&fresh)?;
    }
    if !ids.is_empty() {
        let listed = Listed {
            ids,
            file: from.number.0.clone(),
            name: String::new(),
        };
        say(w, LISTED, to.id.0, &listed);
    }
    Ok(())
}
