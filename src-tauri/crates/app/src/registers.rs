//! What a search finds beside meetings: lost property, incidents, calls,
//! procurement notices, shift sheets, guests and what meetings need, goods and
//! rooms, by number or words; people.

use serde_json::Value;
use steward_domain::after::LostItem;
use steward_domain::buying::Purchase;
use steward_domain::hotline::HotlineCall;
use steward_domain::ids::{MeetingId, StaffId};
use steward_domain::incident::Incident;
use steward_domain::meeting::Meeting;
use steward_domain::names::Name;
use steward_domain::notice::Requirement;
use steward_domain::record::Record;
use steward_domain::room::Room;
use steward_domain::seats::Attendee;
use steward_domain::shift::ShiftSheet;
use steward_domain::staff::StaffMember;
use steward_domain::stock::StockItem;
use steward_store::{EntryHit, Question, Reader};

use crate::house::House;
use crate::texts::dotted;
use crate::views::{FoundEntry, Refusal, Register};

/// At most so many.
const SHOWN: usize = 8;
/// Looked at for them: of what one store calls by another name there may be
/// some that nobody can be shown.
const LOOKED_AT: usize = 24;

/// What fits every word, best first, then nearest in time.
pub(crate) fn found(
    r: &Reader<'_>,
    house: &House,
    question: &Question,
) -> Result<Vec<FoundEntry>, Refusal> {
    let question = Question {
        limit: LOOKED_AT,
        ..question.clone()
    };
    let mut found = Vec::new();
    for hit in r.search_entries(&question)? {
        if let Some(entry) = entry(r, house, &hit)? {
            found.push(entry);
        }
        if found.len() == SHOWN {
            break;
        }
    }
    Ok(found)
}

/// A record that was found, with what one wants to know of it at a glance.
fn entry(r: &Reader<'_>, house: &House, hit: &EntryHit) -> Result<Option<FoundEntry>, Refusal> {
    let told = match hit.kind.as_str() {
        LostItem::KIND => r.get::<LostItem>(hit.id)?.map(|one| {
            let what = dotted([&one.what, &one.found_in]);
            told(Register::Lost, one.number, what, one.meeting)
        }),
        Incident::KIND => r.get::<Incident>(hit.id)?.map(|one| {
            let what = dotted([&one.what, &one.place]);
            told(Register::Incident, one.number, what, one.meeting)
        }),
        HotlineCall::KIND => r.get::<HotlineCall>(hit.id)?.map(|one| {
            let what = dotted([&one.said, &one.caller, &one.phone]);
            told(Register::Call, one.number, what, one.meeting)
        }),
        Purchase::KIND => r.get::<Purchase>(hit.id)?.map(|one| {
            let items: Vec<String> = one.lines.into_iter().map(|line| line.item.zh).collect();
            told(Register::Purchase, one.number, items.join("、"), None)
        }),
        ShiftSheet::KIND => r.get::<ShiftSheet>(hit.id)?.map(|one| {
            let what = dotted([&one.note, &one.by]);
            told(Register::Shift, one.number, what, None)
        }),
        StaffMember::KIND => r.get::<StaffMember>(hit.id)?.map(|one| {
            let what = dotted([&one.name, &one.position, &one.phone]);
            told(Register::Staff, one.number, what, None)
        }),
        Attendee::KIND => r.get::<Attendee>(hit.id)?.map(|one| {
            let seat = one.seat.unwrap_or_default();
            let what = dotted([&one.name, &one.title, &one.unit, &seat]);
            told(Register::Guest, String::new(), what, Some(one.meeting))
        }),
        Requirement::KIND => r.get::<Requirement>(hit.id)?.map(|one| {
            let mut said = Vec::new();
            texts_in(
                &serde_json::to_value(&one.answer).unwrap_or_default(),
                &mut said,
            );
            let kind = house.kind(one.kind).map(|kind| shown(&kind.name));
            let what = dotted([&kind.unwrap_or_default(), &said.join("、")]);
            told(Register::Need, String::new(), what, Some(one.meeting))
        }),
        StockItem::KIND => r.get::<StockItem>(hit.id)?.map(|one| {
            let what = dotted([&shown(&one.name), &one.location]);
            told(Register::Stock, String::new(), what, None)
        }),
        Room::KIND => r.get::<Room>(hit.id)?.map(|one| {
            let number = one.number.clone().unwrap_or_default();
            told(Register::Room, number, shown(&one.name), None)
        }),
        _ => None,
    };
    let Some((mut entry, meeting)) = told else {
        return Ok(None);
    };
    let meeting = meeting.map(|id| r.get::<Meeting>(id.0)).transpose()?;
    entry.meeting = meeting.flatten().map(|one| house.brief(&one));
    if hit.kind == StaffMember::KIND {
        entry.staff = Some(StaffId(hit.id));
    }
    Ok(Some(entry))
}

fn told(
    register: Register,
    number: String,
    what: String,
    meeting: Option<MeetingId>,
) -> (FoundEntry, Option<MeetingId>) {
    let entry = FoundEntry {
        register,
        number,
        what,
        meeting: None,
        staff: None,
    };
    (entry, meeting)
}

fn shown(name: &Name) -> String {
    match name.zh.is_empty() {
        true => name.en.clone(),
        false => name.zh.clone(),
    }
}

/// What somebody wrote into an answer: its texts, not its codes.
fn texts_in(value: &Value, said: &mut Vec<String>) {
    match value {
        Value::Array(list) => list.iter().for_each(|one| texts_in(one, said)),
        Value::Object(map) => {
            for (key, one) in map {
                match one {
                    Value::String(text) if key != "kind" && !text.is_empty() => {
                        said.push(text.clone());
                    }
                    Value::Array(_) | Value::Object(_) => texts_in(one, said),
                    _ => {}
                }
            }
        }
        _ => {}
    }
}
