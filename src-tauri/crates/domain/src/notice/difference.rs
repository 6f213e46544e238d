//! What differs between two versions, and whom that touches: `话筒 4→6`.

use serde::{Deserialize, Serialize};

use super::{Facts, Line, LineState, Version};
use crate::ids::KindId;
use crate::names::Name;
use crate::plan::Department;

/// One thing that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Difference {
    /// A fact of the booking; both sides are read from the versions' facts.
    Fact {
        /// Which.
        field: FactField,
    },
    /// A kind became needed, not needed, or is asked about again.
    State {
        /// The kind.
        kind: KindId,
        /// Its name.
        name: Name,
        /// As it was; not asked about where the kind was not on the notice.
        before: LineState,
        /// As it is.
        after: LineState,
    },
    /// A figure of a kind that is needed in both.
    Figure {
        /// The kind.
        kind: KindId,
        /// Its name.
        name: Name,
        /// The figure's name.
        figure: Name,
        /// As it was; empty for none.
        before: Name,
        /// As it is; empty for none.
        after: Name,
    },
    /// A note of a kind that is needed in both.
    Note {
        /// The kind.
        kind: KindId,
        /// Its name.
        name: Name,
        /// As it was.
        before: String,
        /// As it is.
        after: String,
    },
    /// The notice was withdrawn, or holds again.
    Withdrawn {
        /// Whether it is withdrawn now.
        now: bool,
    },
}

/// A fact of the booking.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum FactField {
    /// When it begins and ends.
    Time,
    /// Its rooms.
    Rooms,
    /// Wording of the banner.
    Title,
    /// Expected people.
    Headcount,
    /// How the room is set.
    Layout,
    /// What is served.
    Service,
    /// Whether a leader comes.
    Leader,
    /// Who holds it.
    Organiser,
    /// Whom to call.
    Contact,
    /// Special needs.
    Needs,
}

impl FactField {
    const ALL: [Self; 10] = [
        Self::Time,
        Self::Rooms,
        Self::Title,
        Self::Headcount,
        Self::Layout,
        Self::Service,
        Self::Leader,
        Self::Organiser,
        Self::Contact,
        Self::Needs,
    ];

    fn differs(self, a: &Facts, b: &Facts) -> bool {
        match self {
            Self::Time => (a.start, a.end) != (b.start, b.end),
            Self::Rooms => a.rooms != b.rooms,
            Self::Title => a.title != b.title,
            Self::Headcount => a.headcount != b.headcount,
            Self::Layout => a.layout != b.layout,
            Self::Service => a.service != b.service,
            Self::Leader => a.leader != b.leader,
            Self::Organiser => a.organiser != b.organiser,
            Self::Contact => (&a.contact, &a.phone) != (&b.contact, &b.phone),
            Self::Needs => a.needs != b.needs,
        }
    }

    /// Whether a change of it is another department's business too. Where and
    /// when is everybody's.
    fn touches(self, department: Department) -> bool {
        use Department::{Building, Centre, Environment, MeetingService, Procurement, Security};
        match self {
            Self::Time | Self::Rooms | Self::Needs => true,
            Self::Title => department != Environment && department != Security,
            Self::Headcount => department != Department::Technical,
            Self::Layout => department != Procurement && department != Security,
            Self::Service => matches!(department, MeetingService | Procurement),
            Self::Leader => matches!(department, MeetingService | Security | Building | Centre),
            Self::Organiser | Self::Contact => {
                matches!(department, Building | Centre | Procurement)
            }
        }
    }
}

/// What differs, with whom it touches; facts first, then kinds in the order of
/// the newer paper. Against nothing, nothing differs.
#[must_use]
pub fn differences(old: &Version, new: &Version) -> Vec<(Difference, Vec<Department>)> {
    let all = Department::ALL.to_vec();
    let mut found = Vec::new();
    if old.withdrawn.is_some() != new.withdrawn.is_some() {
        let now = new.withdrawn.is_some();
        found.push((Difference::Withdrawn { now }, all.clone()));
    }
    for field in FactField::ALL {
        if field.differs(&old.facts, &new.facts) {
            let touched = all.iter().copied().filter(|one| field.touches(*one));
            found.push((Difference::Fact { field }, touched.collect()));
        }
    }
    for line in &new.lines {
        let before = old.lines.iter().find(|known| known.kind == line.kind);
        of_line(before, line, &mut found);
    }
    for gone in &old.lines {
        let is_there = new.lines.iter().any(|line| line.kind == gone.kind);
        if !is_there && gone.state == LineState::Needed {
            let difference = Difference::State {
                kind: gone.kind,
                name: gone.name.clone(),
                before: gone.state,
                after: LineState::NotAsked,
            };
            found.push((difference, gone.departments.clone()));
        }
    }
    found
}

/// Whether a newer text says something else to a department than the one it
/// has; to whom has none, it does.
#[must_use]
pub fn touches(department: Department, old: Option<&Version>, new: &Version) -> bool {
    old.is_none_or(|old| {
        old.id != new.id
            && differences(old, new)
                .iter()
                .any(|(_, touched)| touched.contains(&department))
    })
}

fn of_line(before: Option<&Line>, line: &Line, found: &mut Vec<(Difference, Vec<Department>)>) {
    let mut touched = line.departments.clone();
    for department in before.iter().flat_map(|before| &before.departments) {
        if !touched.contains(department) {
            touched.push(*department);
        }
    }
    let (kind, name) = (line.kind, line.name.clone());
    let was = before.map_or(LineState::NotAsked, |before| before.state);
    let is_needed = |state| state == LineState::Needed;
    if was != line.state {
        // What is settled as not needed asks nothing of anybody.
        if is_needed(was) || is_needed(line.state) {
            let (before, after) = (was, line.state);
            let difference = Difference::State {
                kind,
                name,
                before,
                after,
            };
            found.push((difference, touched));
        }
        return;
    }
    let Some(before) = before.filter(|_| is_needed(line.state)) else {
        return;
    };
    let value = |line: &Line, key: &str| {
        let figure = line.figures.iter().find(|figure| figure.key == key);
        figure
            .map(|figure| figure.value.clone())
            .unwrap_or_default()
    };
    let gone = before.figures.iter();
    let gone = gone.filter(|old| line.figures.iter().all(|new| new.key != old.key));
    for figure in line.figures.iter().chain(gone) {
        let (was, is) = (value(before, &figure.key), value(line, &figure.key));
        if was != is {
            let difference = Difference::Figure {
                kind,
                name: name.clone(),
                figure: figure.name.clone(),
                before: was,
                after: is,
            };
            found.push((difference, touched.clone()));
        }
    }
    if before.note != line.note {
        let difference = Difference::Note {
            kind,
            name,
            before: before.note.clone(),
            after: line.note.clone(),
        };
        found.push((difference, touched.clone()));
    }
    // Somebody new has to do with it, though it says the same.
    let new: Vec<Department> = line
        .departments
        .iter()
        .copied()
        .filter(|one| !before.departments.contains(one))
        .collect();
    if !new.is_empty() {
        let difference = Difference::State {
            kind,
            name: line.name.clone(),
            before: LineState::NotAsked,
            after: line.state,
        };
        found.push((difference, new));
    }
}
