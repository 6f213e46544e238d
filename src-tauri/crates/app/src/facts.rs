//! What was said about a record: written and read by its kind.

use serde::Serialize;
use serde::de::DeserializeOwned;
use steward_store::{FactRow, Reader, Writer};
use uuid::Uuid;

use crate::views::Refusal;

/// Adds a fact.
pub(crate) fn say(w: &mut Writer<'_>, kind: &str, about: Uuid, body: &impl Serialize) {
    w.fact(kind, about, serde_json::to_value(body).unwrap_or_default());
}

/// Those of a kind. One in a shape of a newer version is shown in the history,
/// where every fact is; here it cannot count.
pub(crate) fn of_kind<T: DeserializeOwned>(facts: &[FactRow], kind: &str) -> Vec<T> {
    facts
        .iter()
        .filter(|fact| fact.kind == kind)
        .filter_map(|fact| serde_json::from_value(fact.body.clone()).ok())
        .collect()
}

/// The list that is to be taken back: the one that is named, else the last that
/// counts.
///
/// # Errors
/// [`Refusal::Unknown`]; [`Refusal::NothingChanged`] when it was taken back
/// before, or none counts.
pub(crate) fn to_take_back<T, I: Copy + PartialEq + ToString>(
    all: &[T],
    named: Option<I>,
    id_of: impl Fn(&T) -> I,
    is_back: impl Fn(&T) -> bool,
) -> Result<&T, Refusal> {
    let found = match named {
        Some(id) => all.iter().find(|one| id_of(one) == id),
        None => all.iter().rfind(|one| !is_back(one)),
    };
    match (found, named) {
        (Some(one), _) if !is_back(one) => Ok(one),
        (None, Some(id)) => Err(Refusal::Unknown(id.to_string())),
        _ => Err(Refusal::NothingChanged),
    }
}

/// Those of two kinds about one record.
pub(crate) fn of_kinds<A: DeserializeOwned, B: DeserializeOwned>(
    r: &Reader<'_>,
    about: Uuid,
    kinds: (&str, &str),
) -> Result<(Vec<A>, Vec<B>), Refusal> {
    let facts = r.facts_about(&[about])?;
    Ok((of_kind(&facts, kinds.0), of_kind(&facts, kinds.1)))
}
