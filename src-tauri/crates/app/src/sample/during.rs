//! Two calls, an incident and the last rounds of the sample's day.

use chrono::{Datelike as _, Duration};
use steward_domain::hotline::{self, CallDone, CallStep, Heard, HotlineCall};
use steward_domain::ids::{CallId, IncidentId, PatrolRoundId};
use steward_domain::incident::{self, Gravity, Incident, IncidentDone, IncidentStep};
use steward_domain::patrol::{PatrolPoint, PatrolRound, PatrolSeen, WALKED, day_of, standard};
use steward_domain::plan::Department;
use steward_store::Writer;

use super::meetings::Day;
use crate::facts::say;
use crate::views::Refusal;

/// Writes them when the sample's day is today: what is open is of now.
pub(super) fn save(w: &mut Writer<'_>, day: &Day<'_>) -> Result<(), Refusal> {
    if day.venue.local(day.now).date() != day.date {
        return Ok(());
    }
    let ago = |minutes| day.now - Duration::minutes(minutes);
    let number = |kind: &str, nth: u32| {
        let (month, date) = (day.date.month(), day.date.day());
        format!("{kind}{month:02}{date:02}-{}{nth:02}", day.letter)
    };
    let by = || "周敏".to_owned();
    let calls = [
        (
            25,
            "沈科长",
            "0573-81001185",
            "下周三上午借 203 开 30 人的会，问有没有空",
        ),
        (
            12,
            "韩科长",
            "0573-81001407",
            "208 房间空调偏冷，请调高两度",
        ),
    ];
    for (nth, (minutes, caller, phone, said)) in (1..).zip(calls) {
        let call = HotlineCall {
            id: CallId(w.new_id()),
            number: number("H", nth),
            heard: Heard::Hotline,
            caller: caller.to_owned(),
            phone: phone.to_owned(),
            said: said.to_owned(),
            meeting: None,
            by: by(),
            at: ago(minutes),
            happened: None,
        };
        w.save(&call)?;
        if nth == 2 {
            let done = CallDone::Handed {
                department: Department::Technical,
                due: ago(minutes) + Duration::minutes(30),
                what: String::new(),
            };
            let step = CallStep {
                done,
                by: by(),
                at: ago(minutes - 1),
            };
            say(w, hotline::STEP, call.id.0, &step);
        }
    }
    let room = day.rooms.iter().find(|room| room.name.en == "Lecture hall");
    let incident = Incident {
        id: IncidentId(w.new_id()),
        number: number("I", 1),
        what: "东侧过道顶灯两盏不亮".to_owned(),
        place: String::new(),
        room: room.map(|room| room.id),
        meeting: None,
        gravity: Gravity::Minor,
        reported_by: "老王".to_owned(),
        by: by(),
        at: ago(40),
        happened: None,
        found: None,
    };
    w.save(&incident)?;
    let done = IncidentDone::Measure {
        what: "已报技术保障部，会间换灯管".to_owned(),
    };
    let step = IncidentStep {
        done,
        by: by(),
        at: ago(35),
    };
    say(w, incident::STEP, incident.id.0, &step);
    rounds(w, day);
    Ok(())
}

/// The rounds of the day so far, each walked in time; the last of the devices
/// found something.
fn rounds(w: &mut Writer<'_>, day: &Day<'_>) {
    for route in standard::routes() {
        let midnight = day.date.and_time(chrono::NaiveTime::MIN);
        let times = route.times.minutes().into_iter();
        let times = times.map(|minute| {
            let local = midnight + Duration::minutes(i64::from(minute));
            day.venue.instant(local)
        });
        let come: Vec<_> = times.filter(|at| *at <= day.now).collect();
        for (nth, at) in come.iter().enumerate() {
            let seen = |point: &PatrolPoint| {
                let low = point.key == "sound" && nth + 1 == come.len();
                let note = if low {
                    "报告厅 3 号话筒电量低，已换电池"
                } else {
                    ""
                };
                PatrolSeen {
                    key: point.key.clone(),
                    text: point.text.clone(),
                    ok: !low,
                    note: note.to_owned(),
                }
            };
            let by = match route.department {
                Department::Technical => "小李",
                _ => "老王",
            };
            let round = PatrolRound {
                id: PatrolRoundId(w.new_id()),
                points: route.points.iter().map(seen).collect(),
                note: String::new(),
                by: by.to_owned(),
                at: (*at + Duration::minutes(6)).min(day.now),
            };
            say(w, WALKED, day_of(route.id, day.date), &round);
        }
    }
}
