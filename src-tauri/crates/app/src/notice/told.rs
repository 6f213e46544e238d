//! A notice as people see it.

use steward_domain::meeting::Meeting;
use steward_domain::notice::difference::{Difference, FactField, differences};
use steward_domain::notice::kinds::Kind;
use steward_domain::notice::{Answer, Awaited, Facts, Requirement, Version};
use steward_domain::plan::Department;
use steward_domain::record::Record as _;
use steward_store::Reader;

use super::paper::Paper;
use crate::house::House;
use crate::refusals::code_of;
use crate::views::{
    AnswerDraft, DepartmentView, DifferenceView, Differs, NoticeStanding, Refusal,
    RequirementField, RequirementView, VersionBrief, VersionView,
};

impl Paper<'_> {
    pub(super) fn requirements_told(
        &self,
        r: &Reader<'_>,
    ) -> Result<Vec<RequirementView>, Refusal> {
        let mut told = Vec::new();
        for (kind, answer) in &self.asked {
            let id = Requirement::name(self.meeting.id, kind.id);
            let view = requirement_told(kind, answer, self.house, self.meeting);
            told.push(RequirementView {
                id,
                in_conflict: !r.conflicts_of(Requirement::KIND, id.0)?.is_empty(),
                ..view
            });
        }
        Ok(told)
    }

    pub(super) fn in_force_told(&self) -> Vec<VersionView> {
        let stands = self.in_force();
        stands
            .into_iter()
            .map(|version| self.version_told(version))
            .collect()
    }

    pub(super) fn versions_told(&self) -> Vec<VersionBrief> {
        let newest_first = self.versions.iter().rev();
        newest_first.map(|version| self.brief(version)).collect()
    }

    /// What issuing now would say otherwise than the newest that stands.
    pub(super) fn pending_told(&self) -> Vec<DifferenceView> {
        let stands = self.in_force();
        let Some(last) = stands.last() else {
            return Vec::new();
        };
        let next = self.next(uuid::Uuid::nil(), String::new());
        told(self.house, last, &next, differences(last, &next))
    }

    pub(crate) fn departments_told(&self) -> Vec<DepartmentView> {
        let stands = self.in_force();
        let Some(last) = stands.last() else {
            return Vec::new();
        };
        let told = |department| {
            // Of several issued apart, the one they still owe comes first.
            let owed = stands
                .iter()
                .find(|one| matches!(self.awaited(department, one), Awaited::Owes(_)));
            self.department_told(department, owed.unwrap_or(last))
        };
        Department::ALL.into_iter().map(told).collect()
    }

    pub(crate) fn version_told(&self, version: &Version) -> VersionView {
        let facts = &version.facts;
        VersionView {
            brief: self.brief(version),
            title: facts.title.clone(),
            when: self.house.when_of(facts.start, facts.end, false),
            rooms: facts.rooms.clone(),
            layout: facts.layout,
            headcount: facts.headcount,
            organiser: facts.organiser.clone(),
            contact: facts.contact.clone(),
            phone: facts.phone.clone(),
            service: facts.service,
            leader: facts.leader,
            needs: facts.needs.clone(),
            lines: version.lines.clone(),
        }
    }

    fn brief(&self, version: &Version) -> VersionBrief {
        let before = self
            .versions
            .iter()
            .filter(|known| version.replaces.contains(&known.id))
            .max_by_key(|known| (known.number, known.at, known.id));
        let changes = before
            .map(|before| told(self.house, before, version, differences(before, version)))
            .unwrap_or_default();
        VersionBrief {
            id: version.id,
            number: version.number,
            in_force: self.in_force().iter().any(|one| one.id == version.id),
            withdrawn: version.withdrawn.clone(),
            urgency: version.urgency,
            reason: version.reason.clone(),
            by: version.by.clone(),
            at: version.at,
            changes,
        }
    }

    fn department_told(&self, department: Department, version: &Version) -> DepartmentView {
        let bare = DepartmentView {
            department,
            standing: NoticeStanding::NotConcerned,
            version: version.id,
            number: version.number,
            by: None,
            at: None,
            note: String::new(),
            has: None,
            changes: Vec::new(),
        };
        match self.awaited(department, version) {
            Awaited::NotConcerned => bare,
            Awaited::Has(said) => {
                let read = self.versions.iter().find(|known| known.id == said.version);
                DepartmentView {
                    standing: NoticeStanding::Has,
                    by: Some(said.by.clone()),
                    at: Some(said.at),
                    note: said.note.clone(),
                    has: read.map(|known| known.number),
                    ..bare
                }
            }
            Awaited::Owes(last) => {
                let mine = |last: &Version| {
                    let mut found = differences(last, version);
                    found.retain(|(_, touched)| touched.contains(&department));
                    told(self.house, last, version, found)
                };
                DepartmentView {
                    standing: NoticeStanding::Owes {
                        progress: self.progress(version),
                    },
                    has: last.map(|last| last.number),
                    changes: last.map(mine).unwrap_or_default(),
                    ..bare
                }
            }
        }
    }
}

fn requirement_told(
    kind: &Kind,
    answer: &Answer,
    house: &House,
    meeting: &Meeting,
) -> RequirementView {
    let occasion = house.occasion(meeting);
    let reckoned = kind.reckoned(occasion);
    let AnswerDraft {
        state,
        figures,
        note,
    } = draft_of(kind, answer);
    let fields = kind.fields.iter().map(|field| {
        let value = figures.get(&field.key).cloned().unwrap_or_default();
        RequirementField {
            key: field.key.clone(),
            name: field.name.clone(),
            shape: field.shape.clone(),
            unit: field.unit.clone(),
            told: field.told(&value),
            value,
            reckoned: reckoned.get(&field.key).cloned(),
        }
    });
    RequirementView {
        id: Requirement::name(meeting.id, kind.id),
        kind: kind.id,
        name: kind.name.clone(),
        departments: kind.departments.clone(),
        state,
        fields: fields.collect(),
        note,
        proposed: draft_of(kind, &kind.proposed(occasion)),
        in_conflict: false,
    }
}

fn draft_of(kind: &Kind, answer: &Answer) -> AnswerDraft {
    let state = kind.line(answer).state;
    match answer {
        Answer::NotAsked | Answer::NotNeeded => AnswerDraft {
            state,
            figures: Default::default(),
            note: String::new(),
        },
        Answer::Needed { figures, note } => AnswerDraft {
            state,
            figures: figures.clone(),
            note: note.clone(),
        },
    }
}

fn told(
    house: &House,
    old: &Version,
    new: &Version,
    found: Vec<(Difference, Vec<Department>)>,
) -> Vec<DifferenceView> {
    found
        .into_iter()
        .map(|(difference, departments)| DifferenceView {
            what: differs(house, &old.facts, &new.facts, difference),
            departments,
        })
        .collect()
}

fn differs(house: &House, old: &Facts, new: &Facts, difference: Difference) -> Differs {
    match difference {
        Difference::Fact {
            field: FactField::Time,
        } => {
            let when = |facts: &Facts| house.when_of(facts.start, facts.end, false);
            Differs::Time {
                before: when(old),
                after: when(new),
            }
        }
        Difference::Fact {
            field: FactField::Rooms,
        } => Differs::Rooms {
            before: old.rooms.clone(),
            after: new.rooms.clone(),
        },
        Difference::Fact { field } => Differs::Fact {
            field,
            before: fact_told(field, old),
            after: fact_told(field, new),
        },
        Difference::State {
            name,
            before,
            after,
            ..
        } => Differs::State {
            name,
            before,
            after,
        },
        Difference::Figure {
            name,
            figure,
            before,
            after,
            ..
        } => Differs::Figure {
            name,
            figure,
            before,
            after,
        },
        Difference::Note {
            name,
            before,
            after,
            ..
        } => Differs::Note {
            name,
            before,
            after,
        },
        Difference::Withdrawn { now } => Differs::Withdrawn { now },
    }
}

/// A fact of the booking in words, or as a code that clients have words for.
fn fact_told(field: FactField, facts: &Facts) -> String {
    match field {
        // Told as a span and as names.
        FactField::Time | FactField::Rooms => String::new(),
        FactField::Title => facts.title.clone(),
        FactField::Headcount => facts.headcount.map(|n| n.to_string()).unwrap_or_default(),
        FactField::Layout => facts.layout.map(|one| code_of(&one)).unwrap_or_default(),
        FactField::Service => code_of(&facts.service),
        FactField::Leader => if facts.leader { "yes" } else { "no" }.to_owned(),
        FactField::Organiser => facts.organiser.clone(),
        FactField::Contact => {
            let parts = [facts.contact.as_str(), facts.phone.as_str()];
            let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            said.join(" ")
        }
        FactField::Needs => facts.needs.clone(),
    }
}
