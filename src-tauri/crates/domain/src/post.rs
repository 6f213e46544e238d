//! Posts at a meeting 岗位 and the distribution map 会务员分布图 (S-35): where
//! somebody is to stand, from when until when, what they must be able to do.
//!
//! Who is on a post is a duty of its own record ([`Post::duty`]) whose id
//! follows from the post: two desks that put different people on one post
//! apart wrote one register, and a person decides; one person put on two posts
//! apart is a clash like any other (S-76).

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::duty::DutyTime;
use crate::ids::{DutyId, MeetingId, PostId, PostSetId, RoomId, SkillId, StaffId, derived};
use crate::meeting::Meeting;
use crate::names::Name;
use crate::plan::Department;
use crate::record::Record;

pub mod fill;
pub mod fit;
pub mod hall;
pub mod standard;

/// Kind of the fact that posts were set up at a meeting; its body is a
/// [`Posted`].
pub const POSTED: &str = "posts_set";
/// Kind of the fact that somebody stands on their post; about the meeting, its
/// body is a [`Stood`] as are those that follow.
pub const ON_POST: &str = "on_post";
/// Kind of the fact that somebody left their post before its time.
pub const LEFT_POST: &str = "left_post";
/// Kind of the fact that somebody took a post over from another.
pub const RELIEVED: &str = "post_relieved";
/// Kind of the fact that a confirmation was a mistake.
pub const NOT_ON_POST: &str = "on_post_withdrawn";
/// Kind of the fact that a post is not needed after all.
pub const REMOVED: &str = "post_removed";

/// How far from the start or the end of its meeting a post may begin or end,
/// minutes.
pub const FARTHEST: i32 = 24 * 60;

/// What a post is for. It decides the shape and the colour on the map.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum PostKind {
    /// 礼仪: red, a round mark.
    Etiquette,
    /// 普通会务: blue, a square mark.
    Ordinary,
    /// 楼座加派: yellow, a triangle; where the gallery is used.
    Gallery,
    /// 安保: green, a rhombus.
    Security,
    /// 技术: purple, a hexagon.
    Technical,
}

impl PostKind {
    /// All of them, in the order of lists and legends.
    pub const ALL: [Self; 5] = [
        Self::Etiquette,
        Self::Ordinary,
        Self::Gallery,
        Self::Security,
        Self::Technical,
    ];

    /// Whose people usually stand there.
    #[must_use]
    pub const fn department(self) -> Department {
        match self {
            Self::Etiquette | Self::Ordinary | Self::Gallery => Department::MeetingService,
            Self::Security => Department::Security,
            Self::Technical => Department::Technical,
        }
    }

    /// Its name in the log.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Etiquette => "etiquette",
            Self::Ordinary => "ordinary",
            Self::Gallery => "gallery",
            Self::Security => "security",
            Self::Technical => "technical",
        }
    }
}

/// How large a meeting a set of posts is for.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum PostScale {
    /// 日常会议.
    Everyday,
    /// 大型会议.
    Large,
    /// 大型会议（启用楼座）.
    WithGallery,
}

impl PostScale {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Everyday, Self::Large, Self::WithGallery];

    /// Its name in the log.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Everyday => "everyday",
            Self::Large => "large",
            Self::WithGallery => "with_gallery",
        }
    }
}

/// A place on the plan of a hall, decimetres from its left and upper edge.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type,
)]
pub struct PostPlace {
    /// From the left.
    pub x: i32,
    /// From above.
    pub y: i32,
}

/// From when until when somebody is to stand on a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum PostTime {
    /// With the meeting, and moving with it.
    Meeting {
        /// Minutes after its start; below zero before it.
        from: i32,
        /// Minutes after its end; below zero before it.
        until: i32,
    },
    /// Between two moments of its own.
    Clock {
        /// Begins.
        start: DateTime<Utc>,
        /// Ends.
        end: DateTime<Utc>,
    },
}

impl PostTime {
    /// From when until when it is at a meeting.
    #[must_use]
    pub fn at(self, meeting: &Meeting) -> DutyTime {
        match self {
            Self::Clock { start, end } => DutyTime { start, end },
            Self::Meeting { from, until } => DutyTime {
                start: meeting.slot.start + Duration::minutes(i64::from(from)),
                end: meeting.slot.end + Duration::minutes(i64::from(until)),
            },
        }
    }
}

/// What somebody on a post must be able to do.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type,
)]
pub struct SkillNeed {
    /// Which skill.
    pub skill: SkillId,
    /// How well at least, 1 to 3.
    pub level: u8,
}

/// A post at a meeting. Each field is a register of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Post {
    /// Which.
    pub id: PostId,
    /// At which meeting.
    pub meeting: MeetingId,
    /// What for.
    pub kind: PostKind,
    /// What people call it: podium left, door 1.
    #[serde(default)]
    pub label: Name,
    /// Where on the plan.
    #[serde(default)]
    pub place: PostPlace,
    /// When.
    pub time: PostTime,
    /// What it asks for; anybody when none.
    #[serde(default)]
    pub skill: Option<SkillNeed>,
    /// What else there is to know.
    #[serde(default)]
    pub note: String,
    /// Not needed after all; the record stays.
    #[serde(default)]
    pub off: bool,
}

impl Record for Post {
    const KIND: &'static str = "post";
    fn uuid(&self) -> Uuid {
        self.id.0
    }
}

impl Post {
    /// The nth post of a template at a meeting: two desks that apply one set
    /// apart have set up the same posts.
    #[must_use]
    pub fn id_of(meeting: MeetingId, set: PostSetId, template: &str, nth: u32) -> PostId {
        PostId(derived(&[
            b"post",
            meeting.0.as_bytes(),
            set.0.as_bytes(),
            template.as_bytes(),
            b"\0",
            &nth.to_be_bytes(),
        ]))
    }

    /// The duty of whoever is on it.
    #[must_use]
    pub fn duty(&self) -> DutyId {
        Self::duty_of(self.id)
    }

    /// The duty of whoever is on the post of an id.
    #[must_use]
    pub fn duty_of(id: PostId) -> DutyId {
        DutyId(derived(&[b"post_duty", id.0.as_bytes()]))
    }
}

/// Posts as they usually are in a hall, for meetings of a size.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct PostSet {
    /// Which.
    pub id: PostSetId,
    /// Of which hall.
    pub room: RoomId,
    /// What people call it.
    pub name: Name,
    /// For how large a meeting.
    pub scale: PostScale,
    /// The posts.
    #[serde(default)]
    pub posts: Vec<PostTemplate>,
    /// Place in lists.
    #[serde(default)]
    pub place: u32,
    /// No longer offered.
    #[serde(default)]
    pub retired: bool,
}

impl Record for PostSet {
    const KIND: &'static str = "post_set";
    fn uuid(&self) -> Uuid {
        self.id.0
    }
}

impl PostSet {
    /// The standard set of a hall for a scale: the same at every station.
    #[must_use]
    pub fn id_of(room: RoomId, scale: PostScale) -> PostSetId {
        PostSetId(derived(&[
            b"post_set",
            room.0.as_bytes(),
            scale.code().as_bytes(),
        ]))
    }

    /// How many posts it sets up.
    #[must_use]
    pub fn count(&self) -> u32 {
        let counts = self.posts.iter().map(|one| one.count);
        counts.fold(0, u32::saturating_add)
    }

    /// Its posts at a meeting.
    #[must_use]
    pub fn at(&self, meeting: MeetingId) -> Vec<Post> {
        let mut posts = Vec::new();
        for one in &self.posts {
            for nth in 0..one.count {
                let aside = i32::try_from(nth).unwrap_or(0).saturating_mul(one.step());
                posts.push(Post {
                    id: Post::id_of(meeting, self.id, &one.key, nth),
                    meeting,
                    kind: one.kind,
                    label: one.label_of(nth),
                    place: PostPlace {
                        x: one.place.x.saturating_add(aside),
                        y: one.place.y,
                    },
                    time: PostTime::Meeting {
                        from: one.from,
                        until: one.until,
                    },
                    skill: one.skill,
                    note: one.note.clone(),
                    off: false,
                });
            }
        }
        posts
    }
}

/// Posts of one sort in a set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct PostTemplate {
    /// Its name within the set, never changed.
    pub key: String,
    /// What for.
    pub kind: PostKind,
    /// What people call it.
    #[serde(default)]
    pub label: Name,
    /// Where the first stands.
    #[serde(default)]
    pub place: PostPlace,
    /// How far from one to the next, decimetres to the right; the usual
    /// distance when none.
    #[serde(default)]
    pub apart: Option<i32>,
    /// Minutes after the start of the meeting; below zero before it.
    pub from: i32,
    /// Minutes after its end; below zero before it.
    pub until: i32,
    /// What it asks for.
    #[serde(default)]
    pub skill: Option<SkillNeed>,
    /// How many there are.
    pub count: u32,
    /// What else there is to know.
    #[serde(default)]
    pub note: String,
}

impl PostTemplate {
    /// The usual distance of two posts beside each other, decimetres.
    const APART: i32 = 14;

    fn step(&self) -> i32 {
        self.apart.unwrap_or(Self::APART)
    }

    /// `引导 2` where there are several.
    fn label_of(&self, nth: u32) -> Name {
        if self.count < 2 {
            return self.label.clone();
        }
        let numbered = |text: &str| match text.is_empty() {
            true => String::new(),
            false => format!("{text} {}", nth.saturating_add(1)),
        };
        Name {
            zh: numbered(&self.label.zh),
            en: numbered(&self.label.en),
        }
    }
}

/// Posts were set up at a meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Posted {
    /// Which.
    pub ids: Vec<PostId>,
    /// From which set; none for one that was added by hand.
    #[serde(default)]
    pub set: Option<PostSetId>,
    /// What the set, or the post, is called.
    #[serde(default)]
    pub name: Name,
    /// Who set them up.
    #[serde(default)]
    pub by: String,
}

/// Somebody stands on a post, left it, or took it over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Stood {
    /// Which post.
    pub post: PostId,
    /// What it was called then.
    #[serde(default)]
    pub label: Name,
    /// Who stands there, left, or took over, in the register of people.
    #[serde(default)]
    pub staff: Option<StaffId>,
    /// Their name.
    #[serde(default)]
    pub name: String,
    /// Whom they took over from; empty for nobody.
    #[serde(default)]
    pub before: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Who said so.
    #[serde(default)]
    pub by: String,
    /// What else there is to know, such as why somebody left.
    #[serde(default)]
    pub note: String,
}

/// How a post stands.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum PostStanding {
    /// Nobody is on it.
    Open,
    /// Somebody is to be.
    Assigned,
    /// Somebody stands there.
    OnPost,
    /// Who stood there left before the end; nobody took over.
    Left,
}

/// What the last word about a post says of who is on it now: what follows in
/// the log counts. `said` are facts by kind, in the order of the log.
#[must_use]
pub fn standing(
    holder: Option<&crate::duty::Holder>,
    said: &[(&str, Stood)],
) -> (PostStanding, Option<Stood>) {
    let Some(holder) = holder else {
        return (PostStanding::Open, None);
    };
    let mine = |one: &&(&str, Stood)| {
        let who = crate::duty::Holder {
            kind: holder.kind,
            name: one.1.name.clone(),
            staff: one.1.staff,
        };
        who.is(holder)
    };
    match said.iter().rfind(mine) {
        Some((LEFT_POST, told)) => (PostStanding::Left, Some(told.clone())),
        Some((ON_POST | RELIEVED, told)) => (PostStanding::OnPost, Some(told.clone())),
        _ => (PostStanding::Assigned, None),
    }
}

#[cfg(test)]
mod tests;
