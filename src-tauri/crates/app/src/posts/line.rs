//! The posts of a meeting, read: who is on them, what was said about them.

use std::collections::{BTreeMap, BTreeSet};

use steward_domain::duty::Duty;
use steward_domain::ids::{DutyId, MeetingId, PostId};
use steward_domain::meeting::Meeting;
use steward_domain::plan::Department;
use steward_domain::post::{
    self, LEFT_POST, NOT_ON_POST, ON_POST, POSTED, Post, PostPlace, PostStanding, Posted, RELIEVED,
    Stood,
};
use steward_store::Reader;

use crate::facts::of_kind;
use crate::views::{PostCounts, Refusal};

/// The posts of a meeting with what is known of them.
pub(crate) struct Line {
    pub(crate) meeting: Meeting,
    /// Every post that there ever was, in the order they were set up: a number
    /// on the plan stays when another post goes.
    all: Vec<Post>,
    pub(super) duties: BTreeMap<DutyId, Duty>,
    said: BTreeMap<PostId, Vec<(&'static str, Stood)>>,
}

impl Line {
    pub(crate) fn read(r: &Reader<'_>, meeting: &Meeting) -> Result<Self, Refusal> {
        let facts = r.facts_about(&[meeting.id.0])?;
        let mut known: BTreeSet<PostId> = BTreeSet::new();
        let mut all = Vec::new();
        for id in of_kind::<Posted>(&facts, POSTED)
            .into_iter()
            .flat_map(|one| one.ids)
        {
            if known.insert(id) {
                all.extend(r.get::<Post>(id.0)?);
            }
        }
        let mut said: BTreeMap<PostId, Vec<(&'static str, Stood)>> = BTreeMap::new();
        for fact in &facts {
            let kinds = [ON_POST, LEFT_POST, RELIEVED, NOT_ON_POST];
            let kind = kinds.into_iter().find(|kind| *kind == fact.kind);
            let told = serde_json::from_value::<Stood>(fact.body.clone()).ok();
            if let Some((kind, told)) = kind.zip(told) {
                said.entry(told.post).or_default().push((kind, told));
            }
        }
        // A meeting without posts asks no further.
        let duties = match all.is_empty() {
            true => Vec::new(),
            false => r.duties_at(meeting.id)?,
        };
        let mine = |duty: &Duty| duty.post.is_some() && duty.off.is_none();
        Ok(Self {
            meeting: meeting.clone(),
            all,
            duties: duties
                .into_iter()
                .filter(mine)
                .map(|duty| (duty.id, duty))
                .collect(),
            said,
        })
    }

    /// The posts that are needed, with their numbers.
    pub(crate) fn posts(&self) -> impl Iterator<Item = (u32, &Post)> {
        let numbered = (1..).zip(&self.all);
        numbered.filter(|(_, post)| !post.off)
    }

    /// Who is on a post.
    pub(super) fn duty(&self, post: PostId) -> Option<&Duty> {
        self.duties.get(&Post::duty_of(post))
    }

    pub(super) fn standing(&self, post: PostId) -> (PostStanding, Option<Stood>) {
        let said = self.said.get(&post).map(Vec::as_slice);
        let holder = self.duty(post).map(|duty| &duty.holder);
        post::standing(holder, said.unwrap_or_default())
    }

    pub(crate) fn counts(&self) -> PostCounts {
        let mut counts = PostCounts::default();
        for (_, post) in self.posts() {
            counts.posts = counts.posts.saturating_add(1);
            match self.standing(post.id).0 {
                PostStanding::Open | PostStanding::Left => {
                    counts.open = counts.open.saturating_add(1);
                }
                PostStanding::OnPost => counts.on_post = counts.on_post.saturating_add(1),
                PostStanding::Assigned => {}
            }
        }
        counts
    }

    /// A place that no post has yet, near the front.
    pub(super) fn spare_place(&self) -> PostPlace {
        let mut place = PostPlace { x: 20, y: 20 };
        while self.posts().any(|(_, one)| one.place == place) {
            place.x = place.x.saturating_add(16);
        }
        place
    }
}

/// How the posts of each meeting stand, of those that have any.
pub(crate) fn counts_of<'m>(
    r: &Reader<'_>,
    meetings: impl IntoIterator<Item = &'m Meeting>,
) -> Result<BTreeMap<MeetingId, PostCounts>, Refusal> {
    let meetings: Vec<&Meeting> = meetings.into_iter().collect();
    let lines = lines_of(r, &meetings)?.into_iter();
    Ok(lines.map(|line| (line.meeting.id, line.counts())).collect())
}

/// How many posts of each department stand open, of meetings that have any and
/// are not over.
pub(crate) fn gaps_of<'m>(
    r: &Reader<'_>,
    meetings: impl IntoIterator<Item = &'m Meeting>,
) -> Result<BTreeMap<(MeetingId, Department), u32>, Refusal> {
    let open: Vec<&Meeting> = meetings
        .into_iter()
        .filter(|one| !one.standing.state.is_over())
        .collect();
    let mut found = BTreeMap::new();
    for line in lines_of(r, &open)? {
        for (_, post) in line.posts() {
            let (standing, _) = line.standing(post.id);
            if matches!(standing, PostStanding::Open | PostStanding::Left) {
                let department = post.kind.department();
                let gaps: &mut u32 = found.entry((line.meeting.id, department)).or_default();
                *gaps = gaps.saturating_add(1);
            }
        }
    }
    Ok(found)
}

/// The posts of those meetings that have any: what was said about all of them
/// is read at once.
fn lines_of(r: &Reader<'_>, meetings: &[&Meeting]) -> Result<Vec<Line>, Refusal> {
    let ids: Vec<_> = meetings.iter().map(|one| one.id.0).collect();
    let facts = r.facts_about(&ids)?;
    let posted: BTreeSet<_> = facts
        .iter()
        .filter(|fact| fact.kind == POSTED)
        .map(|fact| fact.about)
        .collect();
    let have = meetings.iter().filter(|one| posted.contains(&one.id.0));
    have.map(|meeting| Line::read(r, meeting)).collect()
}
