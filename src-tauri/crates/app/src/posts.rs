//! Posts of a meeting on the plan of its hall (S-35): set up from a set or one
//! by one, moved, taken away.

mod crew;
mod hall;
mod line;
mod paper;
mod people;
mod stand;
mod told;

use std::collections::{BTreeMap, BTreeSet};

use steward_domain::duty::{Duty, TakenOff};
use steward_domain::ids::{MeetingId, PostId, PostSetId, SkillId};
use steward_domain::meeting::{Meeting, SlotFault};
use steward_domain::names::Name;
use steward_domain::post::{
    self, FARTHEST, POSTED, Post, PostPlace, PostSet, PostTime, Posted, REMOVED, SkillNeed, Stood,
};
use steward_domain::staff::{Skill, standard as skills};
use steward_store::{Reader, Writer};

use crate::Desk;
use crate::bookings::{bounded_minute, meeting_of};
use crate::facts::say;
use crate::house::House;
use crate::texts::{LINE, TEXT, count, line, text};
use crate::views::{PostDraft, PostTimeDraft, PostsView, Refusal, SkillName};

use hall::sets_of;
pub(crate) use line::{Line, counts_of, gaps_of};
use told::told;
pub(crate) use told::{posted_told, stood_told};

/// Most posts of one meeting.
const MOST: usize = 300;

impl Desk {
    /// The posts of a meeting on the plan of its hall, with who is on them.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn posts(&self, meeting: MeetingId) -> Result<PostsView, Refusal> {
        self.house(|r, house| {
            let meeting = meeting_of(r, meeting)?;
            told(r, house, &Line::read(r, &meeting)?)
        })
    }

    /// Sets up the posts of a set; those that are there stay as they are,
    /// unless what is of no other set is to go. Gives how many came.
    ///
    /// # Errors
    /// [`Refusal::Unknown`] for a set of another hall; [`Refusal::Over`];
    /// [`Refusal::NothingChanged`] when all of them are there.
    pub fn apply_post_set(
        &self,
        meeting: MeetingId,
        set: PostSetId,
        instead: bool,
    ) -> Result<u32, Refusal> {
        self.act("apply_post_set", |w, house| {
            let meeting = open_meeting(w, meeting)?;
            let room = house.room_of(&meeting);
            let sets = room.map(|room| sets_of(w, room)).transpose()?;
            let set = sets
                .unwrap_or_default()
                .into_iter()
                .find(|one| one.id == set && !one.retired)
                .ok_or_else(|| Refusal::Unknown(set.to_string()))?;
            let here = Line::read(w, &meeting)?;
            let standing: BTreeSet<PostId> = here.posts().map(|(_, one)| one.id).collect();
            let wanted = set.at(meeting.id);
            if instead {
                let kept: BTreeSet<PostId> = wanted.iter().map(|one| one.id).collect();
                for (_, post) in here.posts().filter(|(_, one)| !kept.contains(&one.id)) {
                    self.remove(w, &here, post, "")?;
                }
            }
            let fresh: Vec<Post> = wanted
                .into_iter()
                .filter(|one| !standing.contains(&one.id))
                .collect();
            if fresh.is_empty() && !instead {
                return Err(Refusal::NothingChanged);
            }
            must_fit(standing.len().saturating_add(fresh.len()))?;
            self.post(w, &meeting, &fresh, &set)?;
            Ok(count(fresh.len()))
        })
    }

    /// Adds a post.
    ///
    /// # Errors
    /// [`Refusal::Over`]; [`Refusal::OutOfRange`]; [`Refusal::TooLong`];
    /// [`Refusal::Slot`] for a time that cannot be; [`Refusal::Unknown`] for a
    /// skill.
    pub fn add_post(&self, meeting: MeetingId, draft: &PostDraft) -> Result<PostId, Refusal> {
        self.act("add_post", |w, house| {
            let meeting = open_meeting(w, meeting)?;
            let here = Line::read(w, &meeting)?;
            must_fit(here.posts().count().saturating_add(1))?;
            let blank = Post {
                id: PostId(w.new_id()),
                meeting: meeting.id,
                kind: draft.kind,
                label: Name::default(),
                place: here.spare_place(),
                time: PostTime::Meeting { from: 0, until: 0 },
                skill: None,
                note: String::new(),
                off: false,
            };
            let post = filled(w, house, &meeting, blank, draft)?;
            w.save(&post)?;
            let body = Posted {
                ids: vec![post.id],
                set: None,
                name: post.label.clone(),
                by: self.operator(),
            };
            say(w, POSTED, meeting.id.0, &body);
            Ok(post.id)
        })
    }

    /// Changes a post: whatever differs in the draft. Who is on it keeps it,
    /// at its new time.
    ///
    /// # Errors
    /// As [`Desk::add_post`]; [`Refusal::Engaged`] when who is on it is
    /// elsewhere at the new time.
    pub fn change_post(&self, id: PostId, draft: &PostDraft) -> Result<(), Refusal> {
        self.act("change_post", |w, house| {
            let (before, meeting) = open_post(w, id)?;
            let post = filled(w, house, &meeting, before.clone(), draft)?;
            w.save(&post)?;
            if (post.time, &post.label) != (before.time, &before.label) {
                self.follow(w, house, &meeting, &post)?;
            }
            Ok(())
        })
    }

    /// Moves a post on the plan.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::Over`].
    pub fn move_post(&self, id: PostId, place: PostPlace) -> Result<(), Refusal> {
        self.act("move_post", |w, _| {
            let (post, _) = open_post(w, id)?;
            Ok(w.save(&Post {
                place: bounded(place),
                ..post
            })?)
        })
    }

    /// Takes a post away, and whoever is on it off it. The record stays.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::Over`].
    pub fn remove_post(&self, id: PostId, why: &str) -> Result<(), Refusal> {
        let why = text("why", why, TEXT)?;
        self.act("remove_post", |w, _| {
            let (post, meeting) = open_post(w, id)?;
            let here = Line::read(w, &meeting)?;
            self.remove(w, &here, &post, &why)
        })
    }

    /// The post of a meeting that a number of the plan, a name or an id means.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::Several`].
    pub fn find_post(&self, meeting: MeetingId, word: &str) -> Result<PostId, Refusal> {
        self.read(|r| {
            let here = Line::read(r, &meeting_of(r, meeting)?)?;
            let word = word.trim();
            let number = word.trim_start_matches('#').parse::<u32>().ok();
            let found: Vec<(u32, &Post)> = here
                .posts()
                .filter(|(nth, one)| {
                    Some(*nth) == number || one.id.to_string() == word || one.label.is_called(word)
                })
                .collect();
            match found.as_slice() {
                [] => Err(Refusal::Unknown(word.to_owned())),
                [(_, one)] => Ok(one.id),
                several => Err(Refusal::Several {
                    word: word.to_owned(),
                    found: several
                        .iter()
                        .map(|(nth, one)| format!("#{nth} {}", one.label.zh))
                        .collect(),
                }),
            }
        })
    }

    fn post(
        &self,
        w: &mut Writer<'_>,
        meeting: &Meeting,
        posts: &[Post],
        set: &PostSet,
    ) -> Result<(), Refusal> {
        for one in posts {
            w.save(one)?;
        }
        let body = Posted {
            ids: posts.iter().map(|one| one.id).collect(),
            set: Some(set.id),
            name: set.name.clone(),
            by: self.operator(),
        };
        say(w, POSTED, meeting.id.0, &body);
        Ok(())
    }

    fn remove(
        &self,
        w: &mut Writer<'_>,
        here: &Line,
        post: &Post,
        why: &str,
    ) -> Result<(), Refusal> {
        let duty = here.duty(post.id).cloned();
        let body = Stood {
            note: why.to_owned(),
            ..self.stood(post, duty.as_ref())
        };
        w.save(&Post {
            off: true,
            ..post.clone()
        })?;
        if let Some(duty) = duty {
            let off = Some(TakenOff {
                by: self.operator(),
                why: why.to_owned(),
            });
            w.save(&Duty { off, ..duty })?;
        }
        say(w, REMOVED, post.meeting.0, &body);
        Ok(())
    }

    /// A word about a post, by the operator, now.
    fn stood(&self, post: &Post, duty: Option<&Duty>) -> Stood {
        let holder = duty.map(|one| &one.holder);
        Stood {
            post: post.id,
            label: post.label.clone(),
            staff: holder.and_then(|one| one.staff),
            name: holder.map(|one| one.name.clone()).unwrap_or_default(),
            before: String::new(),
            at: self.now(),
            by: self.operator(),
            note: String::new(),
        }
    }
}

/// A post as a draft has it.
fn filled(
    r: &Reader<'_>,
    house: &House,
    meeting: &Meeting,
    post: Post,
    draft: &PostDraft,
) -> Result<Post, Refusal> {
    let time = match draft.time {
        PostTimeDraft::Meeting { from, until } => PostTime::Meeting {
            from: near("from", from)?,
            until: near("until", until)?,
        },
        PostTimeDraft::Clock { time } => {
            let at = |minute| bounded_minute(minute).map(|minute| house.instant(time.date, minute));
            PostTime::Clock {
                start: at(time.start_minute)?,
                end: at(time.end_minute)?,
            }
        }
    };
    let span = time.at(meeting);
    if !span.is_sound() {
        return Err(Refusal::Slot(match span.end <= span.start {
            true => SlotFault::EndBeforeStart,
            false => SlotFault::TooLong,
        }));
    }
    Ok(Post {
        kind: draft.kind,
        label: label(&draft.label)?,
        place: draft.place.map_or(post.place, bounded),
        time,
        skill: draft.skill.map(|need| asked(r, need)).transpose()?,
        note: text("note", &draft.note, TEXT)?,
        ..post
    })
}

/// A name that may be empty.
fn label(name: &Name) -> Result<Name, Refusal> {
    Ok(Name {
        zh: line("label", &name.zh, LINE)?,
        en: line("label", &name.en, LINE)?,
    })
}

/// A skill that there is, at a level that there is.
fn asked(r: &Reader<'_>, need: SkillNeed) -> Result<SkillNeed, Refusal> {
    crate::texts::in_range("level", u32::from(need.level), 1, 3)?;
    match skill_name(&skills_of(r)?, need.skill) {
        Some(_) => Ok(need),
        None => Err(Refusal::Unknown(need.skill.to_string())),
    }
}

/// Minutes before or after a meeting, no farther than a day.
fn near(field: &str, minutes: i32) -> Result<i32, Refusal> {
    match (-FARTHEST..=FARTHEST).contains(&minutes) {
        true => Ok(minutes),
        false => Err(Refusal::OutOfRange {
            field: field.to_owned(),
            least: -FARTHEST,
            most: FARTHEST,
        }),
    }
}

/// A place that a plan can have.
fn bounded(place: PostPlace) -> PostPlace {
    let most = i32::try_from(post::hall::SIZE.1).unwrap_or(i32::MAX);
    PostPlace {
        x: place.x.clamp(0, most),
        y: place.y.clamp(0, most),
    }
}

/// What posts may ask for: the skills of the house, those of the standard
/// where nobody has edited them.
fn skills_of(r: &Reader<'_>) -> Result<Vec<SkillName>, Refusal> {
    let mut known: BTreeMap<SkillId, Skill> = skills::skills()
        .into_iter()
        .map(|one| (one.id, one))
        .collect();
    known.extend(r.all::<Skill>()?.into_iter().map(|one| (one.id, one)));
    let mut known: Vec<Skill> = known.into_values().collect();
    known.retain(|one| !one.retired);
    known.sort_by_key(|one| (one.place, one.id));
    let named = |one: Skill| SkillName {
        id: one.id,
        name: one.name,
    };
    Ok(known.into_iter().map(named).collect())
}

fn skill_name(skills: &[SkillName], id: SkillId) -> Option<Name> {
    let found = skills.iter().find(|one| one.id == id);
    found.map(|one| one.name.clone())
}

/// A meeting that is not over.
fn open_meeting(r: &Reader<'_>, id: MeetingId) -> Result<Meeting, Refusal> {
    let meeting = meeting_of(r, id)?;
    match meeting.standing.state.is_over() {
        true => Err(Refusal::Over(meeting.standing.state)),
        false => Ok(meeting),
    }
}

/// A post that is needed, at a meeting that is not over.
fn open_post(r: &Reader<'_>, id: PostId) -> Result<(Post, Meeting), Refusal> {
    let post = r
        .get::<Post>(id.0)?
        .filter(|one| !one.off)
        .ok_or_else(|| Refusal::Unknown(id.to_string()))?;
    let meeting = open_meeting(r, post.meeting)?;
    Ok((post, meeting))
}

fn must_fit(posts: usize) -> Result<(), Refusal> {
    crate::texts::in_range("posts", count(posts), 0, count(MOST))
}
