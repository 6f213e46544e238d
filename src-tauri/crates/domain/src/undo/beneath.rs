//! What stands beneath a record: the standard's own, which comes back when the
//! first editing of it is undone.

use uuid::Uuid;

use crate::post::PostSet;
use crate::post::hall::HallPlan;
use crate::record::Record;
use crate::{notice, patrol, ready, roster, staff};

/// Whether the standard has what is called so, and the record only says it
/// otherwise: without the record it still is, and whoever refers to it refers
/// to the standard's.
#[must_use]
pub fn is_of_the_standard(kind: &str, id: Uuid) -> bool {
    match kind {
        // Every hall has a plan, drawn or not.
        HallPlan::KIND => true,
        // Of the standard are those whose id follows from the hall and its
        // scale; one's own is called by the time it was made.
        PostSet::KIND => id.get_version_num() == 8,
        _ => {
            has(kind, id, notice::standard::kinds)
                || has(kind, id, ready::standard::lists)
                || has(kind, id, roster::standard::kinds)
                || has(kind, id, roster::standard::posts)
                || has(kind, id, roster::standard::needs)
                || has(kind, id, roster::standard::rotations)
                || has(kind, id, roster::standard::rules)
                || has(kind, id, patrol::standard::routes)
                || has(kind, id, staff::standard::skills)
        }
    }
}

fn has<R: Record>(kind: &str, id: Uuid, standard: fn() -> Vec<R>) -> bool {
    kind == R::KIND && standard().iter().any(|one| one.uuid() == id)
}
