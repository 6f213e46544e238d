//! Posts of a meeting on the plan of its hall, and who is free.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use steward_domain::clash::Severity;
use steward_domain::ids::{MeetingId, PostId, PostSetId, RoomId, SkillId, StaffId};
use steward_domain::names::Name;
use steward_domain::plan::Department;
use steward_domain::post::fill::BarCount;
use steward_domain::post::fit::PostBar;
use steward_domain::post::hall::{HallShape, HallSize};
use steward_domain::post::{PostKind, PostPlace, PostScale, PostStanding, PostTime, SkillNeed};

use super::{DraftTime, EngagedWith, MeetingBrief, When};

/// The plan of a hall.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct HallView {
    /// Of which room.
    pub room: RoomId,
    /// Its name.
    pub name: Name,
    /// Somebody drew it; else it follows from the room's usual layout.
    pub drawn: bool,
    /// How large it is, decimetres.
    pub size: HallSize,
    /// What stands there, the lowest first.
    pub shapes: Vec<HallShape>,
    /// Names the picture under it: another one has another name.
    pub picture: Option<String>,
}

/// A plan as it is drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct HallDraft {
    /// How large it is, decimetres.
    pub size: HallSize,
    /// What stands there, the lowest first.
    pub shapes: Vec<HallShape>,
}

/// The posts of a meeting.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct PostsView {
    /// The meeting.
    pub meeting: MeetingBrief,
    /// It is over: nothing is changed any more.
    pub over: bool,
    /// The plan of its hall; none while it has no room.
    pub hall: Option<HallView>,
    /// The posts, in the order they were set up.
    pub posts: Vec<PostView>,
    /// The sets of its hall.
    pub sets: Vec<PostSetBrief>,
    /// How they stand.
    pub counts: PostCounts,
    /// What posts may ask for.
    pub skills: Vec<SkillName>,
}

/// A skill by its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct SkillName {
    /// Which.
    pub id: SkillId,
    /// What it is called.
    pub name: Name,
}

/// How many posts there are and how they stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct PostCounts {
    /// Posts.
    pub posts: u32,
    /// Nobody is on them, or who was left early.
    pub open: u32,
    /// Somebody stands there.
    pub on_post: u32,
}

/// A set of posts, in a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct PostSetBrief {
    /// Which.
    pub id: PostSetId,
    /// What it is called.
    pub name: Name,
    /// For how large a meeting.
    pub scale: PostScale,
    /// How many posts it sets up.
    pub posts: u32,
}

/// A post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct PostView {
    /// Which.
    pub id: PostId,
    /// Its number on the plan and in the list, from 1.
    pub number: u32,
    /// What for.
    pub kind: PostKind,
    /// What people call it.
    pub label: Name,
    /// Where on the plan.
    pub place: PostPlace,
    /// It is none of the plan's places: the meeting moved to a smaller hall.
    pub astray: bool,
    /// When.
    pub when: When,
    /// The same, by the meeting or by the clock.
    pub time: PostTime,
    /// What it asks for.
    pub skill: Option<SkillNeed>,
    /// The skill's name.
    pub skill_name: Option<Name>,
    /// What else there is to know.
    pub note: String,
    /// Who is on it.
    pub holder: Option<PostHolder>,
    /// How it stands.
    pub standing: PostStanding,
    /// Since when, and who said so.
    pub said: Option<PostSaid>,
    /// What speaks against who is on it.
    pub bars: Vec<PostBar>,
    /// The gravest clash they are in over it that nobody decided.
    pub clash: Option<Severity>,
    /// Its time was changed apart from who is on it: put them on it again.
    pub old_time: bool,
    /// Something about it was written apart and waits for a decision.
    pub in_conflict: bool,
}

/// Who is on a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct PostHolder {
    /// Who, in the register of people; none for a name that was typed.
    pub staff: Option<StaffId>,
    /// Their name.
    pub name: String,
    /// Their team.
    pub team: String,
    /// Where they are reached.
    pub phone: String,
    /// When they have the post, where that is not all of its time.
    pub own_time: Option<When>,
}

/// The last word about a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct PostSaid {
    /// When.
    pub at: DateTime<Utc>,
    /// Local day of that.
    pub date: NaiveDate,
    /// Minute of that day.
    pub minute: i32,
    /// Who said so.
    pub by: String,
    /// What else was said.
    pub note: String,
}

/// A post as it is put in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct PostDraft {
    /// What for.
    pub kind: PostKind,
    /// What people call it.
    #[serde(default)]
    pub label: Name,
    /// Where on the plan; where there is room when none.
    #[serde(default)]
    pub place: Option<PostPlace>,
    /// When.
    pub time: PostTimeDraft,
    /// What it asks for.
    #[serde(default)]
    pub skill: Option<SkillNeed>,
    /// What else there is to know.
    #[serde(default)]
    pub note: String,
}

/// A post's time as it is put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum PostTimeDraft {
    /// With the meeting.
    Meeting {
        /// Minutes after its start; below zero before it.
        from: i32,
        /// Minutes after its end; below zero before it.
        until: i32,
    },
    /// By the clock.
    Clock {
        /// From when until when.
        time: DraftTime,
    },
}

/// Who is meant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct PostWho {
    /// Who, in the register of people.
    #[serde(default)]
    pub staff: Option<StaffId>,
    /// Their name, where they are not in it.
    #[serde(default)]
    pub name: String,
}

/// What filling in came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct PostFillView {
    /// How many posts somebody was found for.
    pub filled: u32,
    /// Posts that nobody can take.
    pub unmet: Vec<UnmetPost>,
}

/// A post that nobody can take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct UnmetPost {
    /// Which.
    pub post: PostId,
    /// Its number on the plan.
    pub number: u32,
    /// What people call it.
    pub label: Name,
    /// How many people are kept by what; empty where there are none at all.
    pub why: Vec<BarCount>,
}

/// What is asked of the list of who is free.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct FreeAsk {
    /// For this post, with all that it asks for; what follows is passed over.
    #[serde(default)]
    pub post: Option<PostId>,
    /// From when; now when none.
    #[serde(default)]
    pub from: Option<DateTime<Utc>>,
    /// For how long, minutes; an hour when none.
    #[serde(default)]
    pub minutes: Option<u32>,
    /// With this skill.
    #[serde(default)]
    pub skill: Option<SkillId>,
    /// Of this department.
    #[serde(default)]
    pub department: Option<Department>,
    /// For this meeting: who may not serve it is not free for it.
    #[serde(default)]
    pub meeting: Option<MeetingId>,
}

/// Who is free then, whoever is best first; after them who is not, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct FreeView {
    /// When that is.
    pub when: When,
    /// The people.
    pub people: Vec<FreePerson>,
    /// How many are free.
    pub free: u32,
    /// What can be asked for.
    pub skills: Vec<SkillName>,
}

/// Somebody who is free or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct FreePerson {
    /// Who.
    pub staff: StaffId,
    /// Their name.
    pub name: String,
    /// The name as it is typed to find it: pinyin in full and by initials.
    pub typed: String,
    /// The number on the badge.
    pub number: String,
    /// Their department.
    pub department: Option<Department>,
    /// Their team.
    pub team: String,
    /// Where they are reached.
    pub phone: String,
    /// What they can do that day.
    pub skills: Vec<Name>,
    /// What keeps them; free when empty.
    pub bars: Vec<PostBar>,
    /// Where they are then.
    pub with: Option<EngagedWith>,
    /// What they have next that day.
    pub next: Option<EngagedWith>,
    /// Minutes that they are on duty that day.
    pub minutes: u32,
    /// Whether they have a shift then; none where nobody knows.
    pub on_shift: Option<bool>,
}
