//! What was done about a meeting of the month: notice, acknowledgements,
//! checks, what was used up, found and charged. Most of it on time.

use chrono::{DateTime, Duration, Utc};
use steward_domain::after::{
    LostEnd, LostItem, RATED, Rating, SEARCHED, Search, USED, Used, UsedLine,
};
use steward_domain::fee::{Done, FeeLine, FeeStep, Group, STEP, Sheet, WRITTEN};
use steward_domain::goods;
use steward_domain::ids::{FeeId, LostItemId, VersionId};
use steward_domain::meeting::{Meeting, State};
use steward_domain::money::Fen;
use steward_domain::names::Name;
use steward_domain::notice::kinds::Occasion;
use steward_domain::notice::{ACKNOWLEDGED, Acknowledgement, Facts, ISSUED, Requirement, Version};
use steward_domain::plan::{self, Confirmation, Template, Work};
use steward_domain::room::{Class, Room};
use steward_store::Writer;

use super::Month;
use crate::facts::say;
use crate::views::Refusal;

impl Month<'_> {
    /// Writes down what was done about a meeting until now.
    pub(super) fn lay_out(
        &mut self,
        w: &mut Writer<'_>,
        meeting: &Meeting,
        room: &Room,
    ) -> Result<(), Refusal> {
        let templates = self.day.templates;
        let template = templates
            .iter()
            .find(|one| Some(one.id) == meeting.template);
        self.notice(w, meeting, room, template.map_or(0, |one| one.podium))?;
        if let Some(template) = template {
            self.confirm(w, meeting, template);
        }
        if meeting.standing.state == State::Closed {
            self.after(w, meeting, room, template)?;
        }
        Ok(())
    }

    fn notice(
        &mut self,
        w: &mut Writer<'_>,
        meeting: &Meeting,
        room: &Room,
        podium: u32,
    ) -> Result<(), Refusal> {
        let occasion = Occasion {
            meeting,
            class: Some(room.class),
            layout: meeting.slot.layout,
            podium,
        };
        let mut lines = Vec::new();
        for kind in self.kinds {
            let answer = kind.proposed(occasion);
            lines.push(kind.line(&answer));
            if answer.is_needed() {
                w.save(&Requirement::new(meeting.id, kind.id, answer))?;
            }
        }
        let heads = meeting.headcount.unwrap_or(20);
        let rounds = match self.chance.below(20) {
            0 => 3,
            1..=2 => 2,
            3..=7 => 1,
            _ => 0,
        };
        let wait = i64::from(self.chance.between(20, 180));
        let mut at = meeting.taken.at + Duration::minutes(wait);
        let mut before: Option<VersionId> = None;
        for number in 1..=rounds + 1 {
            if at >= self.day.now || at >= meeting.slot.start {
                break;
            }
            let id = VersionId(w.new_id());
            let day = |at| self.day.venue.local(at).date();
            let urgency = self
                .day
                .venue
                .notice
                .urgency(day(at), day(meeting.slot.start));
            let version = Version {
                id,
                number,
                replaces: before.into_iter().collect(),
                facts: Facts {
                    title: meeting.title.clone(),
                    start: meeting.slot.start,
                    end: meeting.slot.end,
                    rooms: vec![room.name.clone()],
                    layout: meeting.slot.layout,
                    // Each round says how many come by now; the last is right.
                    headcount: Some(heads.saturating_sub((rounds + 1 - number) * 4)),
                    organiser: meeting.organiser.clone(),
                    contact: meeting.contact.clone(),
                    phone: meeting.phone.clone(),
                    service: meeting.service,
                    leader: meeting.leader,
                    needs: meeting.needs.clone(),
                },
                lines: lines.clone(),
                withdrawn: None,
                urgency,
                reason: String::new(),
                by: meeting.taken.by.clone(),
                at,
            };
            say(w, ISSUED, meeting.id.0, &version);
            self.acknowledge(w, meeting, &version);
            before = Some(id);
            let left = (meeting.slot.start - at).num_minutes().max(60);
            at += Duration::minutes(left / 3);
        }
        Ok(())
    }

    fn acknowledge(&mut self, w: &mut Writer<'_>, meeting: &Meeting, version: &Version) {
        let (due, escalate) = self.day.venue.notice.times(version);
        for department in version.concerns() {
            let after = match self.chance.below(40) {
                0 => continue,
                1 => escalate - version.at + Duration::minutes(20),
                2..=4 => due - version.at + Duration::minutes(25),
                n => (due - version.at) * i32::try_from(n).unwrap_or(1) / 42,
            };
            let at = version.at + after;
            if at < self.day.now {
                let said = Acknowledgement {
                    version: version.id,
                    department,
                    by: self.chance.name(&["老王", "陈洁", "何平", "赵亮", "孙丽"]),
                    at,
                    note: String::new(),
                };
                say(w, ACKNOWLEDGED, meeting.id.0, &said);
            }
        }
    }

    fn confirm(&mut self, w: &mut Writer<'_>, meeting: &Meeting, template: &Template) {
        for task in plan::tasks(meeting, template, self.day.venue) {
            let minutes = match self.chance.below(40) {
                0 => continue,
                1 => 22,
                2..=4 => 4,
                n => -i64::from(n % 9),
            };
            let at = task.due + Duration::minutes(minutes);
            if at > self.day.now {
                continue;
            }
            let by = match task.work {
                Work::Check => ["周敏", "林晓", "何平"],
                _ => ["陈洁", "孙丽", "赵亮"],
            };
            let done = Confirmation {
                task: task.key.short(),
                by: self.chance.name(&by),
                at,
                due: task.due,
                note: String::new(),
                reason: String::new(),
                paper: false,
            };
            say(w, plan::CONFIRMED, meeting.id.0, &done);
        }
    }

    fn after(
        &mut self,
        w: &mut Writer<'_>,
        meeting: &Meeting,
        room: &Room,
        template: Option<&Template>,
    ) -> Result<(), Refusal> {
        let at = meeting.slot.end + Duration::minutes(25);
        let found = self.chance.below(25) == 0;
        let by = self.chance.name(&["陈洁", "孙丽", "赵亮"]);
        let search = Search {
            found,
            note: String::new(),
            by: by.clone(),
            at,
        };
        say(w, SEARCHED, meeting.id.0, &search);
        if found {
            self.lose(w, meeting, room, &by, at)?;
        }
        if let Some(template) = template {
            let heads = meeting.headcount.unwrap_or(20);
            let laid = goods::goods(&template.goods, meeting.service, heads, template.podium);
            let mut used = |line: goods::Goods| UsedLine {
                count: line.quantity * self.chance.between(70, 100) / 100,
                item: line.item.zh,
                unit: line.unit.zh,
            };
            // What comes back is not used up.
            let gone = |line: &goods::Goods| {
                ["瓶装水", "茶叶", "纸杯", "纸巾"].contains(&line.item.zh.as_str())
            };
            let lines: Vec<UsedLine> = laid.into_iter().filter(gone).map(&mut used).collect();
            if !lines.is_empty() {
                let used = Used {
                    lines,
                    by: by.clone(),
                    at,
                };
                say(w, USED, meeting.id.0, &used);
            }
        }
        if self.chance.below(3) > 0 {
            let rating = Rating {
                stars: self.chance.between(3, 5),
                said: String::new(),
                by: meeting.contact.clone(),
                at: at + Duration::minutes(30),
            };
            say(w, RATED, meeting.id.0, &rating);
        }
        self.charge(w, meeting, room, at);
        Ok(())
    }

    fn lose(
        &mut self,
        w: &mut Writer<'_>,
        meeting: &Meeting,
        room: &Room,
        by: &str,
        at: DateTime<Utc>,
    ) -> Result<(), Refusal> {
        let back = self.chance.below(3) > 0;
        let number = format!("L{}-{}", meeting.number, self.day.letter);
        w.save(&LostItem {
            id: LostItemId(w.new_id()),
            number,
            what: self
                .chance
                .name(&["黑色雨伞", "保温杯", "U 盘", "笔记本", "老花镜", "围巾"]),
            found_in: room.name.zh.clone(),
            meeting: Some(meeting.id),
            found_by: by.to_owned(),
            found_at: at,
            kept: "大堂服务台".to_owned(),
            note: String::new(),
            outcome: back.then(|| LostEnd::Returned {
                to: meeting.contact.clone(),
                proof: meeting.phone.clone(),
                by: by.to_owned(),
                at: at + Duration::hours(3),
            }),
        })?;
        Ok(())
    }

    /// Two of three are charged; the older, the likelier paid.
    fn charge(&mut self, w: &mut Writer<'_>, meeting: &Meeting, room: &Room, at: DateTime<Utc>) {
        if self.chance.below(3) == 0 {
            return;
        }
        let yuan = match room.class {
            Class::A => 300,
            Class::B => 800,
            Class::C => 4_800,
        };
        let line = FeeLine {
            group: Group::Room,
            name: room.name.clone(),
            unit: Name::new("场", "session"),
            quantity: 1,
            price: Fen(yuan * 100),
            note: String::new(),
        };
        let rule = self.day.venue.fee;
        let sheet = Sheet {
            id: FeeId(w.new_id()),
            number: format!("{}-F{}1", meeting.number, self.day.letter),
            replaces: Vec::new(),
            lines: vec![line],
            discount: Fen(0),
            discount_why: String::new(),
            tax: rule.tax,
            tax_included: rule.tax_included,
            by: meeting.taken.by.clone(),
            at: at + Duration::hours(1),
        };
        say(w, WRITTEN, meeting.id.0, &sheet);
        let days = (self.day.now - at).num_days();
        let steps = [
            (Done::Signed, 1),
            (Done::Invoiced, 4),
            (Done::Paid { fen: sheet.total() }, 9),
        ];
        for (done, day) in steps {
            if days <= day || self.chance.below(6) == 0 {
                break;
            }
            let step = FeeStep {
                sheet: sheet.id,
                done,
                by: meeting.contact.clone(),
                at: at + Duration::days(day),
                note: String::new(),
            };
            say(w, STEP, meeting.id.0, &step);
        }
    }
}
