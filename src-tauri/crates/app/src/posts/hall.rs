//! Plans of halls and the sets of posts that are laid on them (S-35).

use std::collections::BTreeMap;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use steward_domain::ids::{PostSetId, RoomId};
use steward_domain::post::hall::{HallPicture, HallPlan, HallShape, MOST_PICTURE, PictureFormat};
use steward_domain::post::{PostSet, PostTemplate, standard};
use steward_domain::room::Room;
use steward_store::Reader;

use super::{asked, bounded, label, near};
use crate::Desk;
use crate::house::House;
use crate::texts::{TEXT, in_range, line, named, text};
use crate::views::{HallDraft, HallView, Refusal, SkillName};

/// Most posts of a set.
const MOST_OF_A_SET: u32 = 200;

impl Desk {
    /// The plan of a hall; the standard one where it was not drawn, or where
    /// that is asked for.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn hall_plan(&self, room: RoomId, standard: bool) -> Result<HallView, Refusal> {
        self.house(|r, house| {
            let room = room_of(house, room)?;
            let (plan, drawn) = match standard {
                true => (HallPlan::standard(room), false),
                false => plan_of(r, room)?,
            };
            Ok(hall_view(house, &plan, drawn))
        })
    }

    /// Keeps the plan of a hall as it was drawn.
    ///
    /// # Errors
    /// [`Refusal::OutOfRange`] for a figure that cannot be.
    pub fn save_hall_plan(&self, room: RoomId, draft: &HallDraft) -> Result<(), Refusal> {
        self.act("hall_plan", |w, house| {
            let room = room_of(house, room)?;
            let (plan, _) = plan_of(w, room)?;
            let shapes = draft.shapes.iter().map(|one| {
                Ok(HallShape {
                    text: label(&one.text)?,
                    ..one.clone()
                })
            });
            let plan = HallPlan {
                size: draft.size,
                shapes: shapes.collect::<Result<_, Refusal>>()?,
                ..plan
            };
            if let Some((field, least, most)) = plan.fault() {
                // A figure that is out of its range by what it adds up to.
                in_range(field, u32::MAX, least, most)?;
            }
            Ok(w.save(&plan)?)
        })
    }

    /// Lays a picture under the plan of a hall, from a PNG or JPEG file of at
    /// most a megabyte; none takes it away.
    ///
    /// # Errors
    /// [`Refusal::File`] when it cannot be read or is too large;
    /// [`Refusal::NotSuch`] for a file of another kind.
    pub fn set_hall_picture(&self, room: RoomId, path: Option<&str>) -> Result<(), Refusal> {
        let picture = path.map(picture_at).transpose()?;
        self.act("hall_picture", |w, house| {
            let (plan, _) = plan_of(w, room_of(house, room)?)?;
            Ok(w.save(&HallPlan { picture, ..plan })?)
        })
    }

    /// The picture under the plan of a hall, as a page shows it:
    /// `data:image/png;base64,…`.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn hall_picture(&self, room: RoomId) -> Result<Option<String>, Refusal> {
        self.house(|r, house| {
            let (plan, _) = plan_of(r, room_of(house, room)?)?;
            Ok(plan
                .picture
                .map(|one| format!("data:image/{};base64,{}", one.format.code(), one.data)))
        })
    }

    /// The sets of a hall, those that are no longer offered last.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn post_sets(&self, room: RoomId) -> Result<Vec<PostSet>, Refusal> {
        self.house(|r, house| sets_of(r, room_of(house, room)?))
    }

    /// Keeps a set of posts; one with a nil id is new. Posts that were set up
    /// from it before stay as they are.
    ///
    /// # Errors
    /// [`Refusal::NameNeeded`]; [`Refusal::OutOfRange`]; [`Refusal::TooLong`];
    /// [`Refusal::Several`] for two posts of one key.
    pub fn save_post_set(&self, set: PostSet) -> Result<PostSetId, Refusal> {
        self.act("post_set", |w, house| {
            room_of(house, set.room)?;
            let id = match set.id.0.is_nil() {
                true => PostSetId(w.new_id()),
                false => set.id,
            };
            in_range("place", set.place, 0, 100_000)?;
            let mut posts: Vec<PostTemplate> = Vec::with_capacity(set.posts.len());
            for one in &set.posts {
                let post = template(w, one)?;
                if posts.iter().any(|other| other.key == post.key) {
                    return Err(Refusal::Several {
                        word: post.key.clone(),
                        found: vec![post.key; 2],
                    });
                }
                posts.push(post);
            }
            let set = PostSet {
                id,
                name: named(&set.name)?,
                posts,
                ..set
            };
            in_range("posts", set.count(), 0, MOST_OF_A_SET)?;
            w.save(&set)?;
            Ok(id)
        })
    }

    /// What posts may ask for.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn post_skills(&self) -> Result<Vec<SkillName>, Refusal> {
        self.read(super::skills_of)
    }
}

fn template(r: &Reader<'_>, one: &PostTemplate) -> Result<PostTemplate, Refusal> {
    in_range("count", one.count, 1, 60)?;
    let key = line("key", &one.key, 60)?;
    if key.is_empty() {
        return Err(Refusal::NameNeeded);
    }
    Ok(PostTemplate {
        key,
        kind: one.kind,
        label: label(&one.label)?,
        place: bounded(one.place),
        apart: one.apart.map(|apart| apart.clamp(-3_000, 3_000)),
        from: near("from", one.from)?,
        until: near("until", one.until)?,
        skill: one.skill.map(|need| asked(r, need)).transpose()?,
        count: one.count,
        note: text("note", &one.note, TEXT)?,
    })
}

/// The plan of a room, and whether somebody drew it.
pub(super) fn plan_of(r: &Reader<'_>, room: &Room) -> Result<(HallPlan, bool), Refusal> {
    let drawn = r.get::<HallPlan>(HallPlan::id_of(room.id).0)?;
    Ok(match drawn {
        Some(plan) => (plan, true),
        None => (HallPlan::standard(room), false),
    })
}

/// The sets of a room: those of the standard, edited or not, and the room's
/// own.
pub(super) fn sets_of(r: &Reader<'_>, room: &Room) -> Result<Vec<PostSet>, Refusal> {
    let (plan, _) = plan_of(r, room)?;
    let seats = room.setting(None).map_or(0, |one| one.seats);
    let mut sets: BTreeMap<PostSetId, PostSet> = standard::sets(&plan, seats)
        .into_iter()
        .map(|one| (one.id, one))
        .collect();
    let edited = r.all::<PostSet>()?.into_iter();
    sets.extend(
        edited
            .filter(|one| one.room == room.id)
            .map(|one| (one.id, one)),
    );
    let mut sets: Vec<PostSet> = sets.into_values().collect();
    sets.sort_by(|a, b| {
        let by = |one: &PostSet| (one.retired, one.place, one.scale);
        (by(a), &a.name).cmp(&(by(b), &b.name))
    });
    Ok(sets)
}

pub(super) fn hall_view(house: &House, plan: &HallPlan, drawn: bool) -> HallView {
    HallView {
        room: plan.room,
        name: house.room_name(plan.room),
        drawn,
        size: plan.size,
        shapes: plan.shapes.clone(),
        picture: plan.picture.as_ref().map(|one| {
            let hash = blake3::hash(one.data.as_bytes()).to_hex();
            hash.chars().take(16).collect()
        }),
    }
}

pub(super) fn room_of(house: &House, id: RoomId) -> Result<&Room, Refusal> {
    let room = house.rooms.get(id);
    room.ok_or_else(|| Refusal::Unknown(id.to_string()))
}

/// The bytes of a plan's picture, where it has one that can be read.
pub(super) fn picture_of(plan: &HallPlan) -> Option<(&'static str, Vec<u8>)> {
    let picture = plan.picture.as_ref()?;
    let bytes = BASE64.decode(&picture.data).ok()?;
    Some((picture.format.code(), bytes))
}

/// A picture from a file, looked at before it is taken.
fn picture_at(path: &str) -> Result<HallPicture, Refusal> {
    let most = u64::try_from(MOST_PICTURE).unwrap_or(u64::MAX);
    let bytes = crate::files::read_bounded(Path::new(path), most)?;
    let format = PictureFormat::of(&bytes).ok_or_else(|| Refusal::NotSuch {
        field: "picture".to_owned(),
        text: path.to_owned(),
    })?;
    Ok(HallPicture {
        format,
        data: BASE64.encode(&bytes),
    })
}
