//! What came up at the desk on the days of the month: calls with what came of
//! them, incidents that were reported up, mostly in time.

use chrono::{DateTime, Datelike as _, Duration, NaiveDate, Utc};
use steward_domain::hotline::{self, CallDone, CallStep, Heard, HotlineCall};
use steward_domain::ids::{CallId, IncidentId};
use steward_domain::incident::{self, Gravity, Incident, IncidentDone, IncidentStep};
use steward_domain::plan::Department;
use steward_store::Writer;

use super::Month;
use crate::facts::say;
use crate::views::Refusal;

/// What is asked on the telephone and in rooms.
const ASKED: [&str; 6] = [
    "空调偏冷，请调高两度",
    "再加 10 把椅子",
    "无线话筒没有声音",
    "问停车场还有没有车位",
    "投影画面偏色",
    "请送两壶开水",
];
/// What comes up.
const CAME_UP: [(&str, Gravity); 5] = [
    ("走道顶灯不亮", Gravity::Minor),
    ("签到台拥堵", Gravity::Minor),
    ("话筒啸叫，会议中断三分钟", Gravity::Serious),
    ("参会人员不适，联系急救", Gravity::Grave),
    ("东门闸机故障", Gravity::Serious),
];

impl Month<'_> {
    /// Lays the calls and incidents of a day that is past.
    pub(in crate::sample) fn at_the_desk(
        &mut self,
        w: &mut Writer<'_>,
        date: NaiveDate,
    ) -> Result<(), Refusal> {
        if date >= self.day.venue.local(self.day.now).date() {
            return Ok(());
        }
        for nth in 1..=self.chance.between(3, 7) {
            self.call(w, date, nth)?;
        }
        if self.chance.below(2) == 0 {
            self.incident(w, date)?;
        }
        Ok(())
    }

    fn numbered(&self, kind: char, date: NaiveDate, nth: u32) -> String {
        let (month, day) = (date.month(), date.day());
        format!("{kind}{month:02}{day:02}-{}{nth:02}", self.day.letter)
    }

    fn moment(&mut self, date: NaiveDate) -> DateTime<Utc> {
        let minute = self.chance.between(8 * 60, 17 * 60);
        self.at(date, minute)
    }

    fn call(&mut self, w: &mut Writer<'_>, date: NaiveDate, nth: u32) -> Result<(), Refusal> {
        let at = self.moment(date);
        let in_room = self.chance.below(3) == 0;
        let (kind, heard) = match in_room {
            true => ('R', Heard::Room),
            false => ('H', Heard::Hotline),
        };
        let call = HotlineCall {
            id: CallId(w.new_id()),
            number: self.numbered(kind, date, nth),
            heard,
            caller: self.chance.name(&["沈科长", "韩科长", "吴主任"]),
            phone: String::new(),
            said: self.chance.name(&ASKED),
            meeting: None,
            by: self.chance.name(&["林晓", "周敏"]),
            at,
            happened: None,
        };
        w.save(&call)?;
        let mut step = |minutes: i64, done: CallDone| {
            let step = CallStep {
                done,
                by: call.by.clone(),
                at: at + Duration::minutes(minutes),
            };
            say(w, hotline::STEP, call.id.0, &step);
        };
        if self.chance.below(2) == 0 {
            step(
                1,
                CallDone::Answered {
                    what: String::new(),
                },
            );
        } else {
            step(
                1,
                CallDone::Handed {
                    department: Department::Technical,
                    due: at + Duration::minutes(30),
                    what: String::new(),
                },
            );
            let took = i64::from(self.chance.between(5, 40));
            step(
                took,
                CallDone::Finished {
                    note: String::new(),
                },
            );
        }
        Ok(())
    }

    fn incident(&mut self, w: &mut Writer<'_>, date: NaiveDate) -> Result<(), Refusal> {
        let at = self.moment(date);
        let Some((what, gravity)) = self.chance.one_of(&CAME_UP).copied() else {
            return Ok(());
        };
        let room = self.chance.one_of(self.day.rooms).map(|room| room.id);
        let incident = Incident {
            id: IncidentId(w.new_id()),
            number: self.numbered('I', date, 1),
            what: what.to_owned(),
            place: String::new(),
            room,
            meeting: None,
            gravity,
            reported_by: "老王".to_owned(),
            by: "周敏".to_owned(),
            at,
            happened: None,
            found: None,
        };
        w.save(&incident)?;
        let mut step = |minutes: i64, done: IncidentDone| {
            let step = IncidentStep {
                done,
                by: "周敏".to_owned(),
                at: at + Duration::minutes(minutes),
            };
            say(w, incident::STEP, incident.id.0, &step);
        };
        let grade = self.day.venue.incident.grade(gravity);
        if grade.report {
            // One in five is told too late.
            let late = i64::from(self.chance.below(5) == 0);
            let told = IncidentDone::Told {
                to: grade.to,
                note: String::new(),
                gravity,
            };
            step(i64::from(grade.minutes) - 2 + late * 15, told);
        }
        let result = "已处理".to_owned();
        step(60, IncidentDone::Closed { result });
        Ok(())
    }
}
