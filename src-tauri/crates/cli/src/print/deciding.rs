//! What waits for a decision, with what can be taken; who is on what.

use steward_app::domain::duty::HolderKind;
use steward_app::views::{
    ClashView, ConflictVersion, DutyView, EndedView, FieldView, InboxEntry, MeetingBrief,
    RefusedView, RemedyView, StationsView, StepView,
};

use super::stations::Clock;
use super::{Printed, column};
use crate::deciding::Waiting;
use crate::words::time::{clock, day_and_clock};
use crate::words::{audit, deciding, history};

impl Printed {
    pub(crate) fn waiting(self, all: &[Waiting], view: &StationsView) -> String {
        self.or_json(&all, || {
            if all.is_empty() {
                return format!("{}\n", self.pick("没有要裁决的。", "Nothing to decide."));
            }
            let at = Clock::of(view);
            all.iter()
                .map(|one| {
                    let said = match &one.entry {
                        InboxEntry::Clash { clash } => self.clash_told(clash, &one.remedies),
                        InboxEntry::Ended { ended } => self.ended_told(ended, at),
                        InboxEntry::Field { field } => self.field_told(field, at),
                        InboxEntry::Refused { refused } => self.refused_told(refused, at),
                        InboxEntry::Waiting { waiting } => self.placeable_told(waiting),
                    };
                    format!("{}. {said}", one.number)
                })
                .collect()
        })
    }

    pub(crate) fn decided(self, count: u32) -> String {
        self.or_json(&serde_json::json!({ "decided": count }), || {
            self.tongue.pick(
                format!("已裁决 {count} 处分歧。\n"),
                format!("{count} decided.\n"),
            )
        })
    }

    fn clash_told(self, clash: &ClashView, remedies: &[RemedyView]) -> String {
        let mut text = self.clash_head(clash);
        for (number, way) in (1..).zip(remedies) {
            let steps: Vec<String> = way.steps.iter().map(|step| self.step_told(step)).collect();
            text.push_str(&format!(
                "   {number}) {}  {}\n",
                column(deciding::remedy(way.remedy.kind, self.tongue), 14),
                steps.join(self.pick("；", "; "))
            ));
        }
        text
    }

    /// What clashes, over what and when, and the two meetings.
    pub(crate) fn clash_head(self, clash: &ClashView) -> String {
        let mut text = format!(
            "{}  {}  {}\n",
            deciding::clash(clash.key.kind, clash.severity, self.tongue),
            self.name(&clash.what),
            day_and_clock(&clash.when, self.tongue)
        );
        let sides = [
            (&clash.first, &clash.first_duty),
            (&clash.second, &clash.second_duty),
        ];
        for (meeting, duty) in sides {
            let duty = duty
                .as_ref()
                .map(|duty| format!("  {}", self.duty_told(duty)));
            text.push_str(&format!(
                "     {}{}\n",
                self.meeting_told(meeting),
                duty.unwrap_or_default()
            ));
        }
        text
    }

    fn step_told(self, step: &StepView) -> String {
        match step {
            StepView::Move {
                meeting,
                rooms,
                seats,
                when,
                ..
            } => {
                let mut parts = vec![format!("{} →", meeting.number)];
                if !rooms.is_empty() {
                    let names: Vec<&str> = rooms.iter().map(|room| self.name(room)).collect();
                    let seats = self
                        .tongue
                        .pick(format!("（{seats} 座）"), format!(" ({seats} seats)"));
                    parts.push(names.join(self.pick("、", ", ")) + &seats);
                }
                parts.extend(when.as_ref().map(|when| day_and_clock(when, self.tongue)));
                parts.join(" ")
            }
            StepView::Hand { meeting, duty, to } => {
                format!("{} {} → {to}", meeting.number, duty.name)
            }
            StepView::Retime {
                meeting,
                duty,
                when,
            } => format!("{} {} → {}", meeting.number, duty.name, clock(when)),
            StepView::TakeOff { meeting, duty } => {
                format!("{} {} {}", meeting.number, duty.name, duty.task)
            }
        }
    }

    fn ended_told(self, ended: &EndedView, at: Clock) -> String {
        let mut text = format!(
            "{}\n     {}\n",
            ended.title,
            self.version_told(&ended.field, &ended.end, at)
        );
        for edit in &ended.edits {
            let field = history::field(&edit.field, self.tongue);
            text.push_str(&format!(
                "     {}{field}：{}\n",
                self.pick("不知此事而改了 ", "not knowing, changed: "),
                self.version_told(&edit.field, &edit.version, at)
            ));
        }
        text.push_str(&format!(
            "   1) {}\n   2) {}\n",
            self.pick("维持现状", "leave it so"),
            self.pick("恢复，连同这些改动", "bring it back with these changes")
        ));
        text
    }

    fn field_told(self, field: &FieldView, at: Clock) -> String {
        let mut text = format!(
            "{}  {}\n",
            field.title,
            history::field(&field.field, self.tongue)
        );
        for (number, version) in (1..).zip(&field.versions) {
            let mark = if number == 1 {
                self.pick("（现显示）", " (shown)")
            } else {
                ""
            };
            text.push_str(&format!(
                "   {number}) {}{mark}\n",
                self.version_told(&field.field, version, at)
            ));
        }
        text
    }

    fn version_told(self, field: &str, version: &ConflictVersion, at: Clock) -> String {
        let value = history::value(field, &version.text, self.tongue);
        let value = if value.is_empty() {
            self.pick("（空）", "(empty)").to_owned()
        } else {
            value
        };
        let offline = if version.offline {
            self.pick(" · 离线时", " · offline")
        } else {
            ""
        };
        format!(
            "{value}  {} · {} · {}{offline}",
            version.by,
            version.station,
            at.tell(version.at)
        )
    }

    fn meeting_told(self, meeting: &MeetingBrief) -> String {
        format!(
            "{}  {}  {}",
            column(&meeting.number.0, 9),
            day_and_clock(&meeting.when, self.tongue),
            self.title(&meeting.title)
        )
    }

    /// What a station wrote and might not, or without signing in.
    fn refused_told(self, one: &RefusedView, at: Clock) -> String {
        let counted = |count: u32, zh: &str, en: &str| {
            let words = self
                .tongue
                .pick(format!("{count} 项{zh}"), format!("{count} {en}"));
            (count > 0).then_some(words)
        };
        let sums = [
            counted(one.count, "操作未采用", "not taken"),
            counted(
                one.unsigned_count,
                "操作未登录而作（已采用）",
                "made without sign-in, and taken",
            ),
            counted(
                one.aside,
                "操作签名或次序不对",
                "badly signed or out of order",
            ),
        ];
        let sums: Vec<String> = sums.into_iter().flatten().collect();
        let mut text = format!(
            "{}  {}  {}\n",
            self.pick("未采用的操作", "writes that were refused"),
            one.station_name,
            sums.join(self.pick("，", ", "))
        );
        for write in &one.writes {
            text.push_str(&format!(
                "     {}  {}  {}  {}\n",
                at.tell(write.at),
                column(&write.actor, 8),
                audit::act(&write.intent, self.tongue),
                self.why_forbidden(write)
            ));
        }
        for act in &one.unsigned {
            text.push_str(&format!(
                "     {}  {}  {}  {}\n",
                at.tell(act.at),
                column(&act.actor, 8),
                audit::act(&act.intent, self.tongue),
                self.pick("没有登录", "nobody had signed in")
            ));
        }
        text
    }

    pub(crate) fn duties(self, duties: &Vec<DutyView>) -> String {
        self.or_json(duties, || {
            if duties.is_empty() {
                return format!("{}\n", self.pick("没有派人派车。", "Nobody is on it."));
            }
            duties
                .iter()
                .map(|duty| format!("  {}\n", self.duty_told(duty)))
                .collect()
        })
    }

    fn duty_told(self, duty: &DutyView) -> String {
        let kind = match duty.kind {
            HolderKind::Person => self.pick("人员", "person"),
            HolderKind::Vehicle => self.pick("车辆", "vehicle"),
        };
        [
            kind,
            &duty.name,
            &duty.task,
            &clock(&duty.when),
            &duty.note,
            if duty.clash.is_some() {
                self.pick("⚠ 冲突", "⚠ clashes")
            } else {
                ""
            },
        ]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("  ")
    }
}
