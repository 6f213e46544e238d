//! Commands about what waits for a decision, and about duties.

use serde::Serialize;
use serde_json::Value;
use steward_app::call::{Call, KeepAct, StationAct};
use steward_app::domain::duty::HolderKind;
use steward_app::domain::station::StationState;
use steward_app::views::{
    Choice, DraftTime, DutyDraft, DutyView, InboxEntry, MeetingDetail, Refusal, RemedyView, Rule,
    StationsView,
};

use crate::arguments::{Conflicts, DutyAct};
use crate::front::Front;
use crate::print::Printed;

/// Something that waits, with the ways out where it is a clash.
#[derive(Serialize)]
pub(crate) struct Waiting {
    /// Its number in the list.
    pub(crate) number: usize,
    /// What it is.
    #[serde(flatten)]
    pub(crate) entry: InboxEntry,
    /// The ways out of a clash, best first.
    pub(crate) remedies: Vec<RemedyView>,
}

/// What waits for a decision, and deciding it.
pub(crate) fn conflicts(
    front: &Front,
    conflicts: &Conflicts,
    say: Printed,
) -> Result<String, Refusal> {
    if let Some(rule) = rule(front, conflicts)? {
        let which = Vec::new();
        let count: u32 = front.call(Call::DecideMany { rule, which })?;
        return Ok(say.decided(count));
    }
    if let Some(number) = conflicts.resolve {
        let unknown = || Refusal::Unknown(number.to_string());
        let open: Vec<InboxEntry> = front.call(Call::Inbox)?;
        let place = number.checked_sub(1).ok_or_else(unknown)?;
        let entry = open.into_iter().nth(place).ok_or_else(unknown)?;
        front.call::<Value>(decision(front, conflicts, entry)?)?;
    }
    Ok(say.waiting(&waiting(front)?, &front.call(Call::Stations)?))
}

fn waiting(front: &Front) -> Result<Vec<Waiting>, Refusal> {
    let open: Vec<InboxEntry> = front.call(Call::Inbox)?;
    let all = (1..).zip(open).map(|(number, entry)| {
        let remedies = match &entry {
            InboxEntry::Clash { clash } => front.call(Call::Remedies { key: clash.key })?,
            InboxEntry::Ended { .. }
            | InboxEntry::Field { .. }
            | InboxEntry::Refused { .. }
            | InboxEntry::Waiting { .. } => Vec::new(),
        };
        Ok(Waiting {
            number,
            entry,
            remedies,
        })
    });
    all.collect()
}

/// The call that decides an entry as was asked.
fn decision(front: &Front, asked: &Conflicts, entry: InboxEntry) -> Result<Call, Refusal> {
    let take = asked.take.unwrap_or(1);
    let unknown = || Refusal::Unknown(take.to_string());
    let place = take.checked_sub(1).ok_or_else(unknown)?;
    match entry {
        InboxEntry::Clash { clash } if asked.leave => Ok(Call::TolerateClash {
            key: clash.key,
            why: asked.why.clone(),
        }),
        InboxEntry::Clash { clash } => {
            let ways: Vec<RemedyView> = front.call(Call::Remedies { key: clash.key })?;
            // A meeting is never moved because a number was left out.
            let place = asked.take.map(|_| place).ok_or(Refusal::ChoiceNeeded)?;
            let way = ways.into_iter().nth(place).ok_or_else(unknown)?;
            Ok(Call::Resolve {
                key: clash.key,
                remedy: way.remedy,
                why: asked.why.clone(),
            })
        }
        InboxEntry::Refused { refused } => Ok(Call::Station {
            station: refused.station.to_string(),
            act: StationAct::Noted {
                note: asked.why.clone(),
            },
        }),
        _ if asked.leave => Err(Refusal::Unknown("--leave".to_owned())),
        InboxEntry::Ended { ended } => {
            if asked.write.is_some() || place > 1 {
                return Err(unknown());
            }
            asked.take.ok_or(Refusal::ChoiceNeeded)?;
            Ok(Call::DecideEnded {
                kind: ended.record_kind,
                record: ended.id,
                keep: place == 0,
            })
        }
        InboxEntry::Waiting { waiting } => {
            if asked.write.is_some() || place > 0 {
                return Err(unknown());
            }
            asked.take.ok_or(Refusal::ChoiceNeeded)?;
            let meeting = waiting.meeting.id.to_string();
            let act = KeepAct::Place { meeting };
            Ok(Call::Keep { act })
        }
        InboxEntry::Field { field } => {
            let choice = match &asked.write {
                Some(text) => Choice::Write { text: text.clone() },
                None => {
                    let version = field.versions.get(place).ok_or_else(unknown)?;
                    Choice::Version {
                        name: version.name.clone(),
                    }
                }
            };
            Ok(Call::Decide {
                record: field.id,
                field: field.field,
                choice,
            })
        }
    }
}

fn rule(front: &Front, asked: &Conflicts) -> Result<Option<Rule>, Refusal> {
    if asked.all_as_shown {
        return Ok(Some(Rule::Shown));
    }
    if asked.all_newest {
        return Ok(Some(Rule::Newest));
    }
    let Some(who) = &asked.all_of else {
        return Ok(None);
    };
    let stations: StationsView = front.call(Call::Stations)?;
    let station = stations
        .stations
        .iter()
        .filter(|row| row.name == *who || row.letter == *who || row.id.to_string() == *who)
        .max_by_key(|row| row.state == StationState::Active);
    Ok(Some(match station {
        Some(row) => Rule::Station { station: row.id },
        None => Rule::Person { name: who.clone() },
    }))
}

/// People and vehicles on meetings.
pub(crate) fn duty(front: &Front, act: &DutyAct, say: Printed) -> Result<String, Refusal> {
    let on: Vec<DutyView> = match act {
        DutyAct::Add {
            meeting,
            name,
            vehicle,
            task,
            from,
            to,
            note,
        } => {
            let time = match (*from, *to) {
                (Some(start_minute), Some(end_minute)) => {
                    let detail: MeetingDetail = front.call(Call::Meeting {
                        meeting: meeting.clone(),
                    })?;
                    Some(DraftTime {
                        date: detail.when.date,
                        start_minute,
                        end_minute,
                    })
                }
                _ => None,
            };
            let kind = if *vehicle {
                HolderKind::Vehicle
            } else {
                HolderKind::Person
            };
            front.call(Call::AddDuty {
                meeting: meeting.clone(),
                draft: DutyDraft {
                    kind,
                    name: name.clone(),
                    task: task.clone(),
                    time,
                    note: note.clone(),
                },
            })?
        }
        DutyAct::List { meeting } => front.call(Call::Duties {
            meeting: meeting.clone(),
        })?,
        DutyAct::Remove { meeting, name, why } => front.call(Call::TakeOff {
            meeting: meeting.clone(),
            who: name.clone(),
            why: why.clone(),
        })?,
    };
    Ok(say.duties(&on))
}
