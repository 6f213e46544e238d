//! One meeting, whole; finding meetings; what people call things by.

use chrono::{DateTime, Utc};
use serde_json::Value;
use steward_domain::after;
use steward_domain::approval;
use steward_domain::duty::DutyTime;
use steward_domain::ended;
use steward_domain::fee;
use steward_domain::find::How;
use steward_domain::ids::{MeetingId, Number, RoomId};
use steward_domain::log::Dot;
use steward_domain::meeting::{Meeting, Slot};
use steward_domain::names::{Language, Name};
use steward_domain::notice;
use steward_domain::plan::{Confirmation, TaskKey};
use steward_domain::post;
use steward_domain::ready;
use steward_domain::seats;
use steward_domain::secrecy::audit;
use steward_domain::stock;
use steward_domain::undo;
use steward_store::{Question, Reader};

use crate::Desk;
use crate::bookings::meeting_of;
use crate::clashes::{bare_clash, undecided};
use crate::during::during_told;
use crate::duties::{duties_of, duties_told, duty_time_told};
use crate::house::{House, confirmations};
use crate::inbox::open_about;
use crate::notice::{answer_told, requirements_told, version_told};
use crate::posts::Line;
use crate::questions::question_of;
use crate::ready::name_who_is_not_ready;
use crate::refusals::code_of;
use crate::registers;
use crate::remedies::RESOLVED;
use crate::steps::next_states;
use crate::texts::dotted;
use crate::views::{ChangeView, ClashView, Found, MeetingDetail, MeetingRow, Refusal};

/// Most rows a search shows.
const SHOWN: usize = 50;

impl Desk {
    /// All there is to know about a meeting.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn meeting(&self, id: MeetingId) -> Result<MeetingDetail, Refusal> {
        let now = self.now();
        self.opens(id)?;
        self.house(|r, house| {
            let meeting = meeting_of(r, id)?;
            let room = house.room_of(&meeting);
            let confirmed = confirmations(r, std::slice::from_ref(&meeting))?
                .remove(&id)
                .unwrap_or_default();
            let mut tasks = self.due_tasks(house, &meeting, &confirmed);
            name_who_is_not_ready(r, house, std::slice::from_ref(&meeting), &mut tasks)?;
            Ok(MeetingDetail {
                when: house.when(&meeting.slot),
                room: room.map(|room| house.room_row(room)),
                state: meeting.state_at(now, room),
                next_states: next_states(meeting.standing.state),
                template: house.template(meeting.template).map(|t| t.name.clone()),
                kind_name: house.meeting_kind(&meeting),
                tasks,
                goods: house.goods(&meeting),
                duties: duties_of(r, house, &meeting)?,
                posts: Line::read(r, &meeting)?.counts(),
                follow_ups: meeting.follow_ups(room, &house.venue),
                clashes: clashes_of(r, house, id)?,
                history: changes_of(r, house, id, |_| true)?,
                open: open_about(r, house, id)?,
                veiled: !self.viewer().may_know(meeting.level),
                meeting,
            })
        })
    }

    /// Meetings by words: title, organiser, contact, number, room, phone,
    /// needs, day; Chinese, pinyin in full, by initials or mixed. What fits
    /// better comes first, then what is nearer to now. Entries of registers too.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn search(&self, words: &str) -> Result<Found, Refusal> {
        let now = self.now();
        self.house(|r, house| {
            let question = question_of(house, words, now, SHOWN + 1);
            let hits = r.search(&question)?;
            let more = hits.len() > SHOWN;
            let meetings: Vec<Meeting> = hits
                .iter()
                .take(SHOWN)
                .filter_map(|hit| r.get::<Meeting>(hit.meeting.0).transpose())
                .collect::<Result<_, _>>()?;
            let severities = crate::board::severities(r, &meetings, now)?;
            let rows = meetings
                .iter()
                .map(|m| MeetingRow {
                    meeting: house.brief(m),
                    organiser: m.organiser.clone(),
                    contact: m.contact.clone(),
                    phone: m.phone.clone(),
                    state: m.state_at(now, house.room_of(m)),
                    clash: severities.get(&m.id).copied(),
                    follow_ups: m.follow_ups(house.room_of(m), &house.venue),
                })
                .collect();
            Ok(Found {
                words: words.to_owned(),
                meetings: rows,
                entries: registers::found(r, house, &question)?,
                nearly: hits
                    .first()
                    .is_some_and(|hit| hit.rank == How::Nearly.rank()),
                more,
            })
        })
    }

    /// The meeting that a number, an id or words name.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::Several`] with the numbers.
    pub fn find_meeting(&self, word: &str) -> Result<MeetingId, Refusal> {
        self.read(|r| {
            let word = word.trim();
            if let Ok(id) = word.parse::<MeetingId>() {
                return Ok(meeting_of(r, id)?.id);
            }
            if let Some(meeting) = r.meeting_by_number(&Number(word.to_uppercase()))? {
                return Ok(meeting.id);
            }
            let question = Question::of(word, self.now().timestamp_millis(), 10);
            let mut hits = r.search(&question)?;
            // What is only near what was typed is no answer to an act.
            hits.retain(|hit| hit.rank < How::Nearly.rank());
            match hits.as_slice() {
                [] => Err(Refusal::Unknown(word.to_owned())),
                [only] => Ok(only.meeting),
                several => {
                    let found: Vec<Meeting> = several
                        .iter()
                        .filter_map(|hit| r.get::<Meeting>(hit.meeting.0).transpose())
                        .collect::<Result<_, _>>()?;
                    let found = found
                        .iter()
                        .map(|m| format!("{} {}", m.number, m.title))
                        .collect();
                    Err(Refusal::Several {
                        word: word.to_owned(),
                        found,
                    })
                }
            }
        })
    }

    /// The task that people type as `1122-A03/check-1`.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn find_task(&self, handle: &str) -> Result<TaskKey, Refusal> {
        let (number, short) = handle
            .split_once('/')
            .ok_or_else(|| Refusal::Unknown(handle.to_owned()))?;
        Ok(TaskKey::parse(self.find_meeting(number)?, short))
    }
}

/// Who changed what of a meeting and said what about it, newest first; of the
/// commits that are wanted.
pub(crate) fn changes_of(
    r: &Reader<'_>,
    house: &House,
    id: MeetingId,
    wanted: impl Fn(Dot) -> bool,
) -> Result<Vec<ChangeView>, Refusal> {
    let mut changes: Vec<ChangeView> = r
        .history(id.0)?
        .into_iter()
        .filter(|change| wanted(change.dot))
        .map(|change| ChangeView {
            at: DateTime::<Utc>::from_timestamp_millis(change.wall_ms).unwrap_or_default(),
            by: change.actor,
            station: change.station_name,
            offline: change.offline,
            intent: change.intent,
            before: change
                .before
                .as_ref()
                .map(|v| told(&change.field, v, house)),
            after: told(&change.field, &change.after, house),
            field: change.field,
        })
        .filter(|change| !matches!(change.field.as_str(), "source" | "series"))
        .collect();
    changes.append(&mut duties_told(r, house, id, &wanted)?);
    changes.append(&mut requirements_told(r, house, id, &wanted)?);
    changes.append(&mut during_told(r, id, &wanted)?);
    for fact in r.all_facts_about(&[id.0])? {
        if !wanted(fact.dot) {
            continue;
        }
        changes.push(ChangeView {
            at: DateTime::<Utc>::from_timestamp_millis(fact.wall_ms).unwrap_or_default(),
            by: fact.actor,
            station: r.station_name(fact.dot.chain.station)?,
            offline: fact.offline,
            intent: intent_of(&fact.kind).to_owned(),
            before: None,
            after: told(&fact.kind, &fact.body, house),
            field: fact.kind,
        });
    }
    changes.reverse();
    changes.sort_by_key(|change| std::cmp::Reverse(change.at));
    Ok(changes)
}

fn clashes_of(r: &Reader<'_>, house: &House, id: MeetingId) -> Result<Vec<ClashView>, Refusal> {
    let mine = undecided(r, r.clashes_of(id)?, house.now)?;
    mine.iter().map(|c| bare_clash(r, house, c)).collect()
}

/// The use case that says a fact.
fn intent_of(fact: &str) -> &str {
    match fact {
        steward_domain::plan::CONFIRMED => "confirm",
        "tolerated" => "tolerate",
        RESOLVED => "resolve",
        notice::ISSUED => "issue_notice",
        notice::ACKNOWLEDGED => "acknowledge_notice",
        ready::REPORTED => "report_ready",
        ready::LOOKED => "look_at_ready",
        approval::APPLIED => "apply_for_approval",
        approval::ANSWERED => "answer_application",
        after::SEARCHED => "search_room",
        after::HANDED_OVER => "hand_over",
        after::USED => "count_used",
        after::RATED => "rate",
        after::REVIEWED => "review",
        after::WAIVED => "waive",
        stock::TAKEN => "take_goods",
        stock::RETURNED => "return_goods",
        fee::WRITTEN => "write_fee",
        fee::STEP => "step_fee",
        post::POSTED => "apply_post_set",
        post::ON_POST => "confirm_post",
        post::LEFT_POST => "leave_post",
        post::RELIEVED => "relieve_post",
        post::NOT_ON_POST => "withdraw_post_word",
        post::REMOVED => "remove_post",
        seats::LISTED => "list_people",
        seats::SEATED => "put_attendee",
        seats::SEEN => "see_preferences",
        audit::OPENED => "open_meeting",
        audit::PRINTED => "print",
        audit::EXPORTED => "export",
        undo::WITHDRAWN => undo::UNDO,
        other => other,
    }
}

/// A field's value for people. Words for codes are the client's.
pub(crate) fn told(field: &str, value: &Value, house: &House) -> String {
    let text = |key: &str| {
        value
            .get(key)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let number = |key: &str| {
        value
            .get(key)
            .and_then(Value::as_u64)
            .map(|n| n.to_string())
            .unwrap_or_default()
    };
    match (field, value) {
        (_, Value::Null) => String::new(),
        (_, Value::String(text)) => match field {
            "template" => template_name(text, house),
            "meeting_kind" => house
                .kind_named(text)
                .map_or_else(|| text.clone(), |kind| kind.zh),
            // Confidential (S-44): seen on the plan, by those who ask for it.
            "drink" | "wishes" if !text.is_empty() => "•••".to_owned(),
            _ => text.clone(),
        },
        ("slot", _) => serde_json::from_value::<Slot>(value.clone())
            .map(|slot| slot_told(&slot, house))
            .unwrap_or_default(),
        ("standing", _) => dotted([text("state"), text("why")]),
        ("hold" | "lock" | "waits", _) => crate::keeping::told(field, value, house),
        ("taken", _) => text("by"),
        (steward_domain::plan::CONFIRMED, _) => {
            // A tick from paper was said at one time and done at another.
            let on_paper = serde_json::from_value::<Confirmation>(value.clone())
                .ok()
                .filter(|said| said.paper)
                .map(|said| house.venue.local(said.at).format("on_paper %Y-%m-%d %H:%M"));
            let on_paper = on_paper.map(|told| told.to_string()).unwrap_or_default();
            dotted([
                text("task"),
                text("by"),
                on_paper,
                text("note"),
                text("reason"),
            ])
        }
        ("tolerated", _) => text("why"),
        (RESOLVED, _) => dotted([text("remedy"), text("why")]),
        (ended::DUTY, _) => dotted([text("name"), text("task")]),
        // Of a notice: what was answered about a kind; which version, and who
        // has it.
        ("answer", _) => answer_told(value),
        (notice::ISSUED, _) => version_told(value),
        (notice::ACKNOWLEDGED, _) => dotted([text("department"), text("by"), text("note")]),
        (ready::REPORTED, _) => dotted([
            text("department"),
            open_points(value),
            text("by"),
            text("note"),
        ]),
        (ready::LOOKED, _) => dotted([verdict(value, "passed"), text("by"), text("note")]),
        (approval::APPLIED, _) => dotted([text("number"), text("to"), text("note")]),
        (approval::ANSWERED, _) => dotted([
            verdict(value, "approved"),
            text("decided_by"),
            text("paper"),
            text("conditions"),
        ]),
        (after::SEARCHED, _) => dotted([verdict(value, "found"), text("by"), text("note")]),
        (after::HANDED_OVER, _) => {
            dotted([text("number"), text("what"), text("to"), text("signed")])
        }
        (after::USED, _) => dotted([used_told(value), text("by")]),
        (after::RATED, _) => dotted([number("stars"), text("said"), text("by")]),
        (after::REVIEWED, _) => dotted([text("wrong"), text("change"), text("by")]),
        (after::WAIVED, _) => dotted([text("point"), text("why"), text("by")]),
        (stock::TAKEN | stock::RETURNED, _) => dotted([carried_told(value), text("by")]),
        (fee::WRITTEN, _) => fee_told(value),
        (fee::STEP, _) => step_told(value),
        (post::POSTED, _) => crate::posts::posted_told(value),
        (
            post::ON_POST | post::LEFT_POST | post::RELIEVED | post::NOT_ON_POST | post::REMOVED,
            _,
        ) => crate::posts::stood_told(value),
        // Of the plan of a hall: what stands there is drawn, not told.
        ("shapes", Value::Array(shapes)) => shapes.len().to_string(),
        ("picture", _) => text("format"),
        (seats::LISTED, _) => listed_told(value),
        (seats::SEATED, _) => seated_told([text("name"), text("from"), text("seat"), text("with")]),
        (seats::SEEN, _) => dotted([text("by"), text("on")]),
        // Of a cell of the roster: its codes.
        ("work", _) => serde_json::from_value::<steward_domain::roster::CellWork>(value.clone())
            .map(|work| work.told())
            .unwrap_or_default(),
        (audit::OPENED, _) => text("by"),
        (undo::WITHDRAWN, _) => match value.get("gone") == Some(&Value::Bool(true)) {
            true => text("kind"),
            false => dotted(["stands_again".to_owned(), text("kind")]),
        },
        (audit::PRINTED | audit::EXPORTED, _) => {
            dotted([text("kind"), text("number"), text("form")])
        }
        // Of a duty: who has it, when, and who took them off.
        ("holder", _) => text("name"),
        ("off", _) => dotted([text("by"), text("why")]),
        ("time", _) => serde_json::from_value::<DutyTime>(value.clone())
            .map(|time| duty_time_told(&time, house))
            .unwrap_or_default(),
        _ => value.to_string(),
    }
}

/// A yes or no as a code that clients have words for: `passed`, `not_passed`.
fn verdict(value: &Value, what: &str) -> String {
    match value.get(what).and_then(Value::as_bool) {
        Some(true) => what.to_owned(),
        _ => format!("not_{what}"),
    }
}

/// `瓶装水 171、茶叶 90`.
fn used_told(value: &Value) -> String {
    let used = serde_json::from_value::<after::Used>(value.clone()).ok();
    let lines = used.map(|used| used.lines).unwrap_or_default();
    let told: Vec<String> = lines
        .iter()
        .map(|line| format!("{} {}", line.item, line.count))
        .collect();
    told.join("、")
}

/// `茶杯 44、开水瓶 5`.
fn carried_told(value: &Value) -> String {
    let carried = serde_json::from_value::<stock::Carried>(value.clone()).ok();
    let lines = carried.map(|carried| carried.lines).unwrap_or_default();
    let told: Vec<String> = lines
        .iter()
        .map(|line| format!("{} {}", line.item, line.count))
        .collect();
    told.join("、")
}

/// `1122-A03-FA1 · 1,200.00`.
fn fee_told(value: &Value) -> String {
    let sheet = serde_json::from_value::<fee::Sheet>(value.clone()).ok();
    sheet
        .map(|sheet| dotted([sheet.number.clone(), sheet.total().told()]))
        .unwrap_or_default()
}

/// `paid · 1,200.00 · who · note`.
fn step_told(value: &Value) -> String {
    let Ok(step) = serde_json::from_value::<fee::FeeStep>(value.clone()) else {
        return String::new();
    };
    let (code, amount) = match step.done {
        fee::Done::Signed => ("signed", String::new()),
        fee::Done::Invoiced => ("invoiced", String::new()),
        fee::Done::Paid { fen } => ("paid", fen.told()),
    };
    dotted([code.to_owned(), amount, step.by, step.note])
}

/// `12 · 名单.xlsx`, or the name of who was entered by hand.
fn listed_told(value: &Value) -> String {
    let listed = serde_json::from_value::<seats::Listed>(value.clone()).ok();
    let told = listed.map(|one| dotted([one.ids.len().to_string(), one.file, one.name]));
    told.unwrap_or_default()
}

/// The points of a report that are not in order.
fn open_points(value: &Value) -> String {
    let report = serde_json::from_value::<ready::Report>(value.clone()).ok();
    let points = report.map(|report| report.points).unwrap_or_default();
    let open = points.iter().filter(|point| !point.done);
    let open: Vec<String> = open.map(|point| one_name(&point.text)).collect();
    match open.is_empty() {
        true => "all_in_order".to_owned(),
        false => open.join("、"),
    }
}

fn template_name(id: &str, house: &House) -> String {
    let template = id.parse().ok().and_then(|id| house.template(Some(id)));
    template.map_or_else(|| id.to_owned(), |t| one_name(&t.name))
}

fn slot_told(slot: &Slot, house: &House) -> String {
    let (start, end) = (house.venue.local(slot.start), house.venue.local(slot.end));
    let rooms: Vec<String> = slot
        .rooms()
        .map(|id: RoomId| one_name(&house.room_name(id)))
        .collect();
    let until = if start.date() == end.date() {
        end.format("%H:%M")
    } else {
        end.format("%m-%d %H:%M")
    };
    let mut told = format!("{}–{until}", start.format("%Y-%m-%d %H:%M"));
    if !rooms.is_empty() {
        told = format!("{told} · {}", rooms.join("、"));
    }
    // Codes of their own, so that a change of nothing else is seen.
    if let Some(layout) = slot.layout {
        told = format!("{told} · {}", code_of(&layout));
    }
    if slot.all_day {
        told.push_str(" · all_day");
    }
    told
}

/// A name that clients know again, whatever language they show.
fn one_name(name: &Name) -> String {
    name.in_language(Language::Zh).to_owned()
}

/// `林晓 B3 → A1 ⇄ 王磊`: who was seated where, and who made room.
fn seated_told([name, from, seat, with]: [String; 4]) -> String {
    let place = |seat: String| match seat.is_empty() {
        true => "—".to_owned(),
        false => seat,
    };
    let told = format!("{name} {} → {}", place(from), place(seat));
    match with.is_empty() {
        true => told,
        false => format!("{told} ⇄ {with}"),
    }
}
