//! What was answered about each kind: read as it is typed, proposed, copied.

use std::collections::BTreeMap;

use steward_domain::ids::{KindId, RequirementId};
use steward_domain::meeting::Meeting;
use steward_domain::notice::kinds::{FieldFault, Kind};
use steward_domain::notice::{Answer, LineState, Requirement};
use steward_store::{Question, Reader, Writer};

use crate::house::House;
use crate::texts::{TEXT, text};
use crate::views::{AnswerDraft, MeetingBrief, Refusal};

/// Earlier meetings of an organiser that are looked at, and offered.
const LOOKED_AT: usize = 40;
const OFFERED: usize = 5;

pub(crate) fn requirement(
    r: &Reader<'_>,
    meeting: &Meeting,
    kind: KindId,
) -> Result<Option<Requirement>, Refusal> {
    let RequirementId(id) = Requirement::name(meeting.id, kind);
    Ok(r.get::<Requirement>(id)?)
}

/// Saves an answer; whether it is another one than before.
pub(crate) fn save(
    w: &mut Writer<'_>,
    meeting: &Meeting,
    kind: KindId,
    answer: Answer,
) -> Result<bool, Refusal> {
    let before = requirement(w, meeting, kind)?.map(|known| known.answer);
    if before.unwrap_or_default() == answer {
        return Ok(false);
    }
    w.save(&Requirement::new(meeting.id, kind, answer))?;
    Ok(true)
}

/// An answer as it was typed.
pub(super) fn answer_of(kind: &Kind, draft: &AnswerDraft) -> Result<Answer, Refusal> {
    Ok(match draft.state {
        LineState::NotAsked => Answer::NotAsked,
        LineState::NotNeeded => Answer::NotNeeded,
        LineState::Needed => {
            let mut figures = BTreeMap::new();
            for (key, said) in &draft.figures {
                let field = kind.fields.iter().find(|field| field.key == *key);
                let field = field.ok_or_else(|| Refusal::Unknown(key.clone()))?;
                let said = text(key, said, TEXT)?;
                let read = field.read(&said).map_err(|fault| match fault {
                    FieldFault::NotACount { most } => Refusal::OutOfRange {
                        field: field.name.zh.clone(),
                        least: 0,
                        most: i32::try_from(most).unwrap_or(i32::MAX),
                    },
                    FieldFault::TooLong { most } => Refusal::TooLong {
                        field: field.name.zh.clone(),
                        most: u32::try_from(most).unwrap_or(u32::MAX),
                    },
                    FieldFault::NoSuchChoice => Refusal::NotSuch {
                        field: field.name.zh.clone(),
                        text: said.clone(),
                    },
                })?;
                figures.extend(read.map(|read| (key.clone(), read)));
            }
            Answer::Needed {
                figures,
                note: text("note", &draft.note, TEXT)?,
            }
        }
    })
}

/// An answer of one meeting for another: counts that follow from the people
/// expected are those of the other.
pub(crate) fn moved(
    kind: &Kind,
    answer: Answer,
    house: &House,
    from: &Meeting,
    to: &Meeting,
) -> Answer {
    let Answer::Needed { mut figures, note } = answer else {
        return answer;
    };
    let there = kind.reckoned(house.occasion(from));
    for (key, count) in kind.reckoned(house.occasion(to)) {
        // What a person wrote in its place stays.
        if figures.get(&key) == there.get(&key) {
            figures.insert(key, count);
        }
    }
    Answer::Needed { figures, note }
}

/// Earlier meetings of the same organiser about which something was answered,
/// the newest first.
pub(super) fn earlier(
    r: &Reader<'_>,
    house: &House,
    meeting: &Meeting,
) -> Result<Vec<MeetingBrief>, Refusal> {
    if meeting.organiser.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    let before = meeting.slot.start.timestamp_millis();
    let question = Question::of(&meeting.organiser, before, LOOKED_AT);
    for hit in r.search(&question)? {
        let Some(other) = r.get::<Meeting>(hit.meeting.0)? else {
            continue;
        };
        if other.id == meeting.id
            || other.organiser != meeting.organiser
            || other.slot.start >= meeting.slot.start
        {
            continue;
        }
        let mut is_answered = false;
        for kind in house.kinds.iter() {
            let known = requirement(r, &other, kind.id)?;
            is_answered |= known.is_some_and(|known| known.answer != Answer::NotAsked);
        }
        if is_answered {
            found.push(other);
        }
    }
    found.sort_by_key(|other| std::cmp::Reverse(other.slot.start));
    found.truncate(OFFERED);
    Ok(found.iter().map(|other| house.brief(other)).collect())
}
