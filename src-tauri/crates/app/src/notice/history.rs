//! A notice in its meeting's history: what was answered, issued, acknowledged.

use chrono::DateTime;
use serde::Deserialize as _;
use serde_json::Value;
use steward_domain::ids::MeetingId;
use steward_domain::log::Dot;
use steward_domain::names::Language;
use steward_domain::notice::{Answer, Requirement, Version};
use steward_store::Reader;

use crate::house::House;
use crate::texts::dotted;
use crate::views::{ChangeView, Refusal};

/// What was answered about each kind, a line for each act, named by the kind.
pub(crate) fn requirements_told(
    r: &Reader<'_>,
    house: &House,
    meeting: MeetingId,
    wanted: &impl Fn(Dot) -> bool,
) -> Result<Vec<ChangeView>, Refusal> {
    let mut told = Vec::new();
    for kind in house.kinds.iter() {
        let id = Requirement::name(meeting, kind.id);
        let changes = r.history(id.0)?;
        let answers = changes.into_iter().filter(|one| one.field == "answer");
        for change in answers.filter(|one| wanted(one.dot)) {
            let name = kind.name.in_language(Language::Zh);
            let named = |value: &Value| format!("{name} · {}", answer_told(value));
            told.push(ChangeView {
                at: DateTime::from_timestamp_millis(change.wall_ms).unwrap_or_default(),
                by: change.actor,
                station: change.station_name,
                offline: change.offline,
                intent: change.intent,
                field: "answer".to_owned(),
                before: change.before.as_ref().map(&named),
                after: named(&change.after),
            });
        }
    }
    Ok(told)
}

/// `needed · 4 · 2 · note`; the state as a code that clients have words for.
pub(crate) fn answer_told(value: &Value) -> String {
    match Answer::deserialize(value) {
        Ok(Answer::Needed { figures, note }) => {
            let figures = figures.values().map(String::as_str);
            let parts = std::iter::once("needed").chain(figures);
            dotted(parts.chain([note.as_str()]))
        }
        Ok(Answer::NotNeeded) => "not_needed".to_owned(),
        Ok(Answer::NotAsked) | Err(_) => "not_asked".to_owned(),
    }
}

/// `V2 · reason`.
pub(crate) fn version_told(value: &Value) -> String {
    let Ok(version) = Version::deserialize(value) else {
        return String::new();
    };
    let number = format!("V{}", version.number);
    let why = version.withdrawn.as_ref().unwrap_or(&version.reason);
    dotted([&number, why])
}
