//! Posts as they are shown, and what was done about them in words.

use serde_json::Value;
use steward_domain::clash::{Clash, Severity};
use steward_domain::duty::Duty;
use steward_domain::names::Language;
use steward_domain::post::{Post, Posted, Stood};
use steward_domain::record::Record as _;
use steward_store::Reader;

use super::crew::Crew;
use super::hall::{hall_view, plan_of, sets_of};
use super::line::Line;
use super::{skill_name, skills_of};
use crate::clashes::undecided;
use crate::house::House;
use crate::texts::dotted;
use crate::views::{PostHolder, PostSaid, PostSetBrief, PostView, PostsView, Refusal};

pub(super) fn told(r: &Reader<'_>, house: &House, here: &Line) -> Result<PostsView, Refusal> {
    let meeting = &here.meeting;
    let room = house.room_of(meeting);
    let plan = room.map(|room| plan_of(r, room)).transpose()?;
    let sets = room.map(|room| sets_of(r, room)).transpose()?;
    let clashes = undecided(r, r.clashes_of(meeting.id)?, house.now)?;
    let skills = skills_of(r)?;
    // Nobody is looked up where nobody is put anywhere.
    let crew = match here.duties.is_empty() {
        true => Crew::default(),
        false => Crew::read(r, house.venue.local(meeting.slot.start).date())?,
    };
    let mut posts = Vec::new();
    for (number, post) in here.posts() {
        let mut view = post_view(r, house, here, (number, post), &crew, &clashes)?;
        let size = plan.as_ref().map(|(plan, _)| plan.size);
        view.astray = size.is_some_and(|size| {
            let within = |at: i32, length: u32| (0..=i64::from(length)).contains(&i64::from(at));
            !within(post.place.x, size.width) || !within(post.place.y, size.height)
        });
        view.skill_name = post.skill.and_then(|need| skill_name(&skills, need.skill));
        posts.push(view);
    }
    Ok(PostsView {
        meeting: house.brief(meeting),
        over: meeting.standing.state.is_over(),
        hall: plan.map(|(plan, drawn)| hall_view(house, &plan, drawn)),
        counts: here.counts(),
        posts,
        sets: sets
            .unwrap_or_default()
            .into_iter()
            .filter(|one| !one.retired)
            .map(|one| PostSetBrief {
                posts: one.count(),
                id: one.id,
                name: one.name,
                scale: one.scale,
            })
            .collect(),
        skills,
    })
}

fn post_view(
    r: &Reader<'_>,
    house: &House,
    here: &Line,
    (number, post): (u32, &Post),
    crew: &Crew,
    clashes: &[Clash],
) -> Result<PostView, Refusal> {
    let span = post.time.at(&here.meeting);
    let duty = here.duty(post.id);
    let (standing, said) = here.standing(post.id);
    let mine = |clash: &&Clash| {
        let pair = clash.shared.duties();
        pair.is_some_and(|pair| pair.first == post.duty() || pair.second == post.duty())
    };
    let gravest: Option<Severity> = clashes.iter().filter(mine).map(|one| one.severity).max();
    let in_conflict = !r.conflicts_of(Post::KIND, post.id.0)?.is_empty()
        || !r.conflicts_of(Duty::KIND, post.duty().0)?.is_empty();
    Ok(PostView {
        id: post.id,
        number,
        kind: post.kind,
        label: post.label.clone(),
        place: post.place,
        astray: false,
        when: house.when_of(span.start, span.end, false),
        time: post.time,
        skill: post.skill,
        skill_name: None,
        note: post.note.clone(),
        holder: duty.map(|duty| holder_told(crew, house, duty)),
        standing,
        said: said.map(|one| {
            let local = house.venue.local(one.at).date();
            PostSaid {
                at: one.at,
                date: local,
                minute: house.minute(local, one.at),
                by: one.by,
                note: one.note,
            }
        }),
        bars: duty
            .and_then(|duty| duty.holder.staff)
            .map(|who| crew.bars(house, &here.meeting, post, who))
            .unwrap_or_default(),
        clash: gravest,
        old_time: duty.is_some_and(|duty| {
            duty.time.is_none() && duty.post.is_some_and(|one| one.time != post.time)
        }),
        in_conflict,
    })
}

fn holder_told(crew: &Crew, house: &House, duty: &Duty) -> PostHolder {
    let member = duty.holder.staff.and_then(|id| crew.member(id));
    let own_time = duty
        .time
        .map(|one| house.when_of(one.start, one.end, false));
    match member {
        // The register's spelling goes before what was written then.
        Some(one) => PostHolder {
            staff: Some(one.id),
            name: one.name.clone(),
            team: one.team.clone(),
            phone: one.phone.clone(),
            own_time,
        },
        None => PostHolder {
            staff: duty.holder.staff,
            name: duty.holder.name.clone(),
            team: String::new(),
            phone: String::new(),
            own_time,
        },
    }
}

/// `大型会议 12`, or what a single post is called.
pub(crate) fn posted_told(value: &Value) -> String {
    let posted = serde_json::from_value::<Posted>(value.clone()).ok();
    let told = posted.map(|one| {
        let name = one.name.in_language(Language::Zh).to_owned();
        match one.set {
            Some(_) => dotted([name, one.ids.len().to_string()]),
            None => name,
        }
    });
    told.unwrap_or_default()
}

/// `门口礼仪 1 · 林晓 · note`; with whom they took it over from.
pub(crate) fn stood_told(value: &Value) -> String {
    let stood = serde_json::from_value::<Stood>(value.clone()).ok();
    let told = stood.map(|one| {
        let label = one.label.in_language(Language::Zh).to_owned();
        let who = match one.before.is_empty() {
            true => one.name,
            false => format!("{} → {}", one.before, one.name),
        };
        dotted([label, who, one.note])
    });
    told.unwrap_or_default()
}
