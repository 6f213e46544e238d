//! A line as it is read, and the booking it became.

use steward_app::domain::quick::Chip;
use steward_app::domain::secrecy::is_hidden;
use steward_app::views::{MeetingDetail, QuickReading};

use super::{Printed, column};
use crate::words::time::day_and_clock;
use crate::words::{booking, refusals};

impl Printed {
    pub(crate) fn reading(self, reading: &QuickReading) -> String {
        self.or_json(reading, || {
            let mut text: String = reading
                .entry
                .chips
                .iter()
                .map(|chip| self.chip(chip))
                .collect();
            for room in reading
                .entry
                .rooms
                .iter()
                .filter(|_| reading.entry.rooms.len() > 1)
            {
                text.push_str(&format!(
                    "  {} {}\n",
                    column(self.pick("可能是", "may be"), 14),
                    room.name
                ));
            }
            if !reading.lacks.is_empty() {
                let lacks: Vec<&str> = reading
                    .lacks
                    .iter()
                    .map(|f| booking::field(*f, self.tongue))
                    .collect();
                text.push_str(&format!(
                    "  {} {}\n",
                    column(self.pick("还缺", "missing"), 14),
                    lacks.join(self.tongue.comma())
                ));
            }
            if let Some(refusal) = &reading.refusal {
                text.push_str(&refusals::refusal(refusal, self.tongue));
                text.push('\n');
            }
            text
        })
    }

    /// `  会场           报告厅`, with what was assumed or is wrong behind it.
    fn chip(self, chip: &Chip) -> String {
        let mut notes: Vec<String> = chip
            .assumed
            .iter()
            .map(|a| booking::assumption(a, self.tongue))
            .collect();
        notes.extend(
            chip.problem
                .map(|p| format!("!{}", booking::problem(p, self.tongue))),
        );
        if chip.ambiguous {
            notes.push(self.pick("是哪一个？", "which one?").to_owned());
        }
        let notes = if notes.is_empty() {
            String::new()
        } else {
            self.tongue.pick(
                format!("（{}）", notes.join("；")),
                format!("  ({})", notes.join("; ")),
            )
        };
        format!(
            "  {} {}{notes}\n",
            column(booking::chip(chip.kind, self.tongue), 14),
            chip.text
        )
    }

    pub(crate) fn booked(self, booked: &MeetingDetail, reading: &QuickReading) -> String {
        self.or_json(booked, || {
            let mut text = format!(
                "{} {}",
                self.pick("已登记", "Booked"),
                self.meeting_line(booked)
            );
            for assumed in &reading.entry.assumptions {
                let assumed = booking::assumption(assumed, self.tongue);
                text.push_str(&format!(
                    "  {}{assumed}\n",
                    self.pick("推定：", "assumed: ")
                ));
            }
            if !reading.entry.rest.is_empty() {
                let rest = reading.entry.rest.join(" ");
                let what = self.pick(
                    "没读懂，记在特殊需求里：",
                    "not understood, kept under special needs: ",
                );
                text.push_str(&format!("  {what}{rest}\n"));
            }
            for follow_up in &booked.follow_ups {
                let what = booking::follow_up(follow_up, self.tongue);
                text.push_str(&format!(
                    "  {}{what}\n",
                    self.pick("待跟进：", "to follow up: ")
                ));
            }
            text
        })
    }

    pub(crate) fn meeting(self, detail: &MeetingDetail) -> String {
        self.or_json(detail, || self.meeting_line(detail))
    }

    pub(super) fn meeting_line(self, detail: &MeetingDetail) -> String {
        format!(
            "{}  {}  {}  {}  {}\n",
            detail.meeting.number,
            day_and_clock(&detail.when, self.tongue),
            self.room(detail.room.as_ref().map(|room| &room.name)),
            self.title(&detail.meeting.title),
            booking::state(detail.state, self.tongue)
        )
    }

    /// A title, or that there is none.
    pub(super) fn title(self, title: &str) -> &str {
        if title.is_empty() {
            self.pick("（未写会议名称）", "(no title)")
        } else if is_hidden(title) {
            self.pick("保密会议", "Confidential meeting")
        } else {
            title
        }
    }
}
