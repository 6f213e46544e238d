//! Who is free, and who is put on which post (S-03, S-35, S-76).

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::{DateTime, Duration, Utc};
use steward_domain::duty::{Duty, DutyPost, DutyTime, Engagement, Holder, HolderKind, TakenOff};
use steward_domain::ids::{DutyId, MeetingId, PostId};
use steward_domain::meeting::Meeting;
use steward_domain::names::Language;
use steward_domain::post::fill::fill;
use steward_domain::post::fit::{Ask, PostBar, Worker};
use steward_domain::post::{Post, PostStanding, SkillNeed};
use steward_domain::quick;
use steward_domain::secrecy::Level;
use steward_domain::staff::StaffMember;
use steward_store::{Reader, Writer};
use uuid::Uuid;

use super::crew::{Busy, Crew, ask_of, span_asked};
use super::{Line, open_meeting, open_post, skill_name, skills_of};
use crate::Desk;
use crate::bookings::meeting_of;
use crate::duties::{duty_view, is_free_but};
use crate::house::House;
use crate::texts::{LINE, in_range, line};
use crate::views::{
    EngagedWith, FreeAsk, FreePerson, FreeView, PostFillView, PostWho, Refusal, SkillName,
    UnmetPost,
};
use crate::words::posts_terms as say;

/// Who is free is asked for so long, minutes, where nobody says how long.
const USUAL_MINUTES: u32 = 60;
/// People offered in place of somebody who is elsewhere.
const OFFERED: usize = 4;

impl Desk {
    /// Who is free: for a post with all that it asks for, or at a time. Those
    /// who are not come after them, with why.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::OutOfRange`] for a span that is longer
    /// than a day.
    pub fn free_people(&self, ask: &FreeAsk) -> Result<FreeView, Refusal> {
        self.may_read("free_people")?;
        let now = self.now();
        self.house(|r, house| {
            let wanted = match ask.post {
                Some(id) => {
                    let post = r.get::<Post>(id.0)?;
                    let post = post.ok_or_else(|| Refusal::Unknown(id.to_string()))?;
                    ask_of(house, &post, &meeting_of(r, post.meeting)?)
                }
                None => wanted(r, house, ask, now)?,
            };
            let crew = Crew::read(r, wanted.day)?;
            let busy = Busy::read(r, house, &wanted)?;
            let skills = skills_of(r)?;
            let mut found: Vec<((u8, i64), FreePerson)> = crew
                .workers(house, &wanted, &busy)
                .iter()
                .map(|worker| {
                    let person = person(house, worker, &wanted, &busy, &skills);
                    (rank(worker, &wanted), person)
                })
                .collect();
            found.sort_by(|a, b| (a.0, &a.1.name, a.1.staff).cmp(&(b.0, &b.1.name, b.1.staff)));
            let people: Vec<FreePerson> = found.into_iter().map(|(_, one)| one).collect();
            let free = people.iter().filter(|one| one.bars.is_empty()).count();
            Ok(FreeView {
                when: house.when_of(wanted.start, wanted.end, false),
                free: super::count(free),
                people,
                skills,
            })
        })
    }

    /// Puts somebody on a post, or nobody. Who comes from another post leaves
    /// that one with the same act.
    ///
    /// # Errors
    /// [`Refusal::Engaged`] when they are elsewhere then, with who is free
    /// (S-76); [`Refusal::Unfit`] when they are not cleared for the meeting or
    /// away (S-03); [`Refusal::NameNeeded`]; [`Refusal::Over`];
    /// [`Refusal::Unknown`].
    pub fn assign_post(
        &self,
        id: PostId,
        who: Option<&PostWho>,
        from: Option<PostId>,
    ) -> Result<(), Refusal> {
        self.act("assign_post", |w, house| {
            let (post, meeting) = open_post(w, id)?;
            let mut ending = vec![post.duty()];
            let left = from.filter(|left| *left != id);
            for duty in left.map(Post::duty_of).into_iter().chain(
                // Nobody: whoever is on it is taken off.
                who.is_none().then(|| post.duty()),
            ) {
                ending.push(duty);
                if let Some(duty) = w.get::<Duty>(duty.0)?.filter(|one| one.off.is_none()) {
                    let off = Some(TakenOff {
                        by: self.operator(),
                        why: String::new(),
                    });
                    w.save(&Duty { off, ..duty })?;
                }
            }
            let Some(who) = who else { return Ok(()) };
            let holder = holder_of(w, who)?;
            self.put(w, house, (&post, &meeting), holder, None, &ending)
        })
    }

    /// Finds people for the open posts of a meeting. Whoever is on one stays
    /// there.
    ///
    /// # Errors
    /// [`Refusal::NothingChanged`] when no post is open; [`Refusal::Over`].
    pub fn fill_posts(&self, meeting: MeetingId) -> Result<PostFillView, Refusal> {
        let now = self.now();
        self.act("fill_posts", |w, house| {
            let meeting = open_meeting(w, meeting)?;
            let here = Line::read(w, &meeting)?;
            let open: Vec<(u32, &Post)> = here
                .posts()
                .filter(|(_, post)| here.standing(post.id).0 == PostStanding::Open)
                .filter(|(_, post)| post.time.at(&meeting).end > now)
                .collect();
            if open.is_empty() {
                return Err(Refusal::NothingChanged);
            }
            let asks: Vec<Ask> = open
                .iter()
                .map(|(_, post)| ask_of(house, post, &meeting))
                .collect();
            let day = house.venue.local(meeting.slot.start).date();
            let crew = Crew::read(w, day)?;
            let Some(whole) = whole(&asks) else {
                return Err(Refusal::NothingChanged);
            };
            let busy = Busy::read(w, house, &whole)?;
            let mut workers = crew.workers(house, &whole, &busy);
            for worker in &mut workers {
                worker.on_shift = crew.is_on(house, worker.staff, &whole);
            }
            let filling = fill(&asks, &workers);
            let by_duty: BTreeMap<DutyId, (u32, &Post)> = open
                .iter()
                .map(|(nth, post)| (post.duty(), (*nth, *post)))
                .collect();
            let mut filled = 0_u32;
            for (duty, who) in &filling.placed {
                let member = crew.member(*who);
                let Some(((_, post), member)) = by_duty.get(duty).zip(member) else {
                    continue;
                };
                self.write_duty(w, (post, &meeting), holder(member), None)?;
                filled = filled.saturating_add(1);
            }
            let unmet = filling.unmet.into_iter().filter_map(|one| {
                let (number, post) = by_duty.get(&one.duty)?;
                Some(UnmetPost {
                    post: post.id,
                    number: *number,
                    label: post.label.clone(),
                    why: one.why,
                })
            });
            Ok(PostFillView {
                filled,
                unmet: unmet.collect(),
            })
        })
    }

    /// Who is meant by a name, a number on a badge, pinyin or an id; a name
    /// that nobody of the register has is taken as it was typed.
    ///
    /// # Errors
    /// [`Refusal::Several`]; [`Refusal::NameNeeded`].
    pub fn find_worker(&self, word: &str) -> Result<PostWho, Refusal> {
        let word = line("name", word, LINE)?;
        if word.is_empty() {
            return Err(Refusal::NameNeeded);
        }
        self.read(|r| {
            let crew = Crew::read(r, self.now().date_naive())?;
            let named = Holder::named(HolderKind::Person, &word).key();
            let exact = |one: &&StaffMember| {
                one.id.to_string() == word
                    || (!one.number.is_empty() && one.number == word)
                    || holder(one).key() == named
            };
            let low = word.to_lowercase();
            let typed = |one: &&StaffMember| quick::typed(&one.name).split(' ').any(|t| t == low);
            let mut found: Vec<&StaffMember> = crew.members.values().filter(exact).collect();
            if found.is_empty() {
                found = crew.members.values().filter(typed).collect();
            }
            match found.as_slice() {
                [] => Ok(PostWho {
                    staff: None,
                    name: word,
                }),
                [one] => Ok(PostWho {
                    staff: Some(one.id),
                    name: one.name.clone(),
                }),
                several => Err(Refusal::Several {
                    word,
                    found: several
                        .iter()
                        .map(|one| format!("{} {} {}", one.number, one.name, one.team))
                        .collect(),
                }),
            }
        })
    }

    /// Puts a holder on a post where nothing hinders it.
    pub(super) fn put(
        &self,
        w: &mut Writer<'_>,
        house: &House,
        (post, meeting): (&Post, &Meeting),
        holder: Holder,
        time: Option<DutyTime>,
        ending: &[DutyId],
    ) -> Result<(), Refusal> {
        let ask = Ask {
            start: time.map_or(ask_of(house, post, meeting).start, |one| one.start),
            ..ask_of(house, post, meeting)
        };
        let crew = Crew::read(w, ask.day)?;
        let mut bars = match holder.staff {
            Some(who) => crew.bars(house, meeting, post, who),
            // Of a name alone nobody knows whether they are cleared.
            None if ask.level > Level::Internal => vec![PostBar::NotCleared],
            None => Vec::new(),
        };
        bars.retain(|bar| bar.is_hard());
        if !bars.is_empty() {
            return Err(Refusal::Unfit {
                name: holder.name,
                bars,
            });
        }
        let duty = duty_for(w, (post, meeting), holder, time)?;
        match is_free_but(w, house, &duty, meeting, ending) {
            Err(Refusal::Engaged { name, with, free }) => {
                let busy = Busy::read(w, house, &ask)?;
                let mut fit: Vec<(i64, &str)> = crew
                    .workers(house, &ask, &busy)
                    .iter()
                    .filter(|worker| worker.bars(&ask).is_empty())
                    .map(|worker| (worker.price(&ask), worker.staff.name.as_str()))
                    .collect();
                fit.sort_unstable();
                let fit: Vec<String> = fit
                    .into_iter()
                    .take(OFFERED)
                    .map(|(_, name)| name.to_owned())
                    .collect();
                let free = if fit.is_empty() { free } else { fit };
                Err(Refusal::Engaged { name, with, free })
            }
            other => {
                other?;
                Ok(w.save(&duty)?)
            }
        }
    }

    /// The same without looking: what was looked at before.
    fn write_duty(
        &self,
        w: &mut Writer<'_>,
        at: (&Post, &Meeting),
        holder: Holder,
        time: Option<DutyTime>,
    ) -> Result<(), Refusal> {
        let duty = duty_for(w, at, holder, time)?;
        Ok(w.save(&duty)?)
    }

    /// Lets who is on a post follow it to another time.
    pub(super) fn follow(
        &self,
        w: &mut Writer<'_>,
        house: &House,
        meeting: &Meeting,
        post: &Post,
    ) -> Result<(), Refusal> {
        let known = w.get::<Duty>(post.duty().0)?;
        let Some(known) = known.filter(|one| one.off.is_none()) else {
            return Ok(());
        };
        let duty = duty_for(w, (post, meeting), known.holder, None)?;
        is_free_but(w, house, &duty, meeting, &[duty.id])?;
        Ok(w.save(&duty)?)
    }
}

/// The duty of a holder on a post: that which the post had before, if it had
/// one.
fn duty_for(
    r: &Reader<'_>,
    (post, meeting): (&Post, &Meeting),
    holder: Holder,
    time: Option<DutyTime>,
) -> Result<Duty, Refusal> {
    let known = r.get::<Duty>(post.duty().0)?;
    let task = match post.label.in_language(Language::Zh) {
        "" => say::kind(post.kind).say(Language::Zh).to_owned(),
        label => label.to_owned(),
    };
    Ok(Duty {
        id: post.duty(),
        meeting: meeting.id,
        holder,
        task,
        time,
        note: known.map(|one| one.note).unwrap_or_default(),
        post: Some(DutyPost {
            id: post.id,
            time: post.time,
        }),
        off: None,
    })
}

/// Who is meant, as a duty has them.
pub(super) fn holder_of(r: &Reader<'_>, who: &PostWho) -> Result<Holder, Refusal> {
    if let Some(id) = who.staff {
        let member = r.get::<StaffMember>(id.0)?;
        let member = member.filter(|one| !one.retired);
        return Ok(holder(
            &member.ok_or_else(|| Refusal::Unknown(id.to_string()))?,
        ));
    }
    let named = Holder::named(HolderKind::Person, &line("name", &who.name, LINE)?);
    match named.key().is_empty() {
        true => Err(Refusal::NameNeeded),
        false => Ok(named),
    }
}

fn holder(member: &StaffMember) -> Holder {
    Holder {
        staff: Some(member.id),
        ..Holder::named(HolderKind::Person, &member.name)
    }
}

/// What is asked where it is about no post.
fn wanted(
    r: &Reader<'_>,
    house: &House,
    ask: &FreeAsk,
    now: DateTime<Utc>,
) -> Result<Ask, Refusal> {
    let minutes = ask.minutes.unwrap_or(USUAL_MINUTES);
    in_range("minutes", minutes, 1, 1440)?;
    let start = ask.from.unwrap_or(now);
    let meeting = ask.meeting.map(|id| meeting_of(r, id)).transpose()?;
    let room = meeting.as_ref().and_then(|one| house.room_of(one));
    Ok(Ask {
        meeting: ask.meeting.unwrap_or(MeetingId(Uuid::nil())),
        building: room.map(|room| room.building),
        skill: ask.skill.map(|skill| SkillNeed { skill, level: 1 }),
        department: ask.department,
        level: meeting.as_ref().map_or(Level::Internal, |one| one.level),
        ..span_asked(house, start, start + Duration::minutes(i64::from(minutes)))
    })
}

/// One that spans all of them.
fn whole(asks: &[Ask]) -> Option<Ask> {
    let first = asks.iter().min_by_key(|one| one.start)?;
    let until = asks.iter().map(|one| one.until).max()?;
    Some(Ask {
        duty: DutyId(Uuid::nil()),
        until,
        ..first.clone()
    })
}

/// Who comes first: free, then what may be set aside, then the rest; among
/// them whoever has least to do.
fn rank(worker: &Worker<'_>, ask: &Ask) -> (u8, i64) {
    let bars = worker.bars(ask);
    let group = match (bars.is_empty(), bars.iter().any(|bar| bar.is_hard())) {
        (true, _) => 0,
        (false, false) => 1,
        (false, true) => 2,
    };
    (group, worker.price(ask))
}

fn person(
    house: &House,
    worker: &Worker<'_>,
    ask: &Ask,
    busy: &Busy,
    skills: &[SkillName],
) -> FreePerson {
    let staff = worker.staff;
    let told = |taken: &Engagement| {
        let found = busy
            .duties
            .iter()
            .find(|(duty, _, _)| duty.id == taken.duty);
        found.map(|(duty, meeting, _)| EngagedWith {
            meeting: house.brief(meeting),
            task: duty.task.clone(),
            when: duty_view(house, meeting, duty, &[]).when,
        })
    };
    let with = worker.meets(ask).and_then(|(_, taken)| told(taken));
    let next = worker
        .taken
        .iter()
        .filter(|taken| taken.start >= ask.end)
        .min_by_key(|taken| (taken.start, Reverse(taken.end)))
        .and_then(told);
    let mut can = staff.skills.clone();
    can.retain(|one| staff.can(one.skill, one.level, ask.day));
    FreePerson {
        staff: staff.id,
        name: staff.name.clone(),
        typed: quick::typed(&staff.name),
        number: staff.number.clone(),
        department: staff.departments.first().copied(),
        team: staff.team.clone(),
        phone: staff.phone.clone(),
        skills: can
            .iter()
            .filter_map(|one| skill_name(skills, one.skill))
            .collect(),
        bars: worker.bars(ask),
        with,
        next,
        minutes: u32::try_from(worker.minutes()).unwrap_or(0),
        on_shift: worker.on_shift,
    }
}
