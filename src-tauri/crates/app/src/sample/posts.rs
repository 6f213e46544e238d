//! Posts at the sample's largest meeting of the day, with the gallery used
//! (S-35); the first of them taken, where there are people.

use std::collections::BTreeSet;

use steward_domain::duty::{Duty, DutyPost, Holder, HolderKind};
use steward_domain::ids::StaffId;
use steward_domain::meeting::Meeting;
use steward_domain::post::hall::HallPlan;
use steward_domain::post::{POSTED, PostScale, Posted, standard};
use steward_domain::room::Room;
use steward_domain::staff::StaffMember;
use steward_store::Writer;

use crate::facts::say;
use crate::views::Refusal;

/// So many people are a large meeting that opens the gallery.
pub(super) const HEADS: u32 = 1_000;
/// Posts that stay open, so that a first look shows a gap.
const LEFT_OPEN: usize = 4;

/// Sets up the posts of the gallery's set, and puts `staff` on them as far as
/// they can take them.
pub(super) fn save(
    w: &mut Writer<'_>,
    meeting: &Meeting,
    room: &Room,
    staff: &[StaffMember],
) -> Result<(), Refusal> {
    let plan = HallPlan::standard(room);
    let sets = standard::sets(&plan, room.setting(None).map_or(0, |one| one.seats));
    let Some(set) = sets.iter().find(|one| one.scale == PostScale::WithGallery) else {
        return Ok(());
    };
    let posts = set.at(meeting.id);
    let manned = posts.len().saturating_sub(LEFT_OPEN);
    let mut taken: BTreeSet<StaffId> = BTreeSet::new();
    for (nth, post) in posts.iter().enumerate() {
        w.save(post)?;
        let day = meeting.slot.start.date_naive();
        let fits = |one: &&StaffMember| {
            !taken.contains(&one.id)
                && one.departments.contains(&post.kind.department())
                && post
                    .skill
                    .is_none_or(|need| one.can(need.skill, need.level, day))
        };
        let who = staff.iter().find(fits).filter(|_| nth < manned);
        if let Some(one) = who {
            taken.insert(one.id);
            w.save(&Duty {
                id: post.duty(),
                meeting: meeting.id,
                holder: Holder {
                    staff: Some(one.id),
                    ..Holder::named(HolderKind::Person, &one.name)
                },
                task: post.label.zh.clone(),
                time: None,
                note: String::new(),
                post: Some(DutyPost {
                    id: post.id,
                    time: post.time,
                }),
                off: None,
            })?;
        }
    }
    let body = Posted {
        ids: posts.iter().map(|one| one.id).collect(),
        set: Some(set.id),
        name: set.name.clone(),
        by: "周敏".to_owned(),
    };
    say(w, POSTED, meeting.id.0, &body);
    Ok(())
}
