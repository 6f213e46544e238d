//! Meetings in a list, and the history of one.

use chrono_tz::Tz;
use steward_app::views::{ChangeView, Found, MeetingDetail};

use super::{Printed, column, widest};
use crate::words::time::{day, day_and_clock};
use crate::words::{booking, history};

impl Printed {
    pub(crate) fn found(self, found: &Found) -> String {
        self.or_json(found, || {
            if found.meetings.is_empty() && found.entries.is_empty() {
                return self.pick("没有找到。\n", "Nothing found.\n").to_owned();
            }
            let whens: Vec<String> = found
                .meetings
                .iter()
                .map(|row| day_and_clock(&row.meeting.when, self.tongue))
                .collect();
            let when = widest(whens.iter().map(String::as_str));
            let room = widest(
                found
                    .meetings
                    .iter()
                    .map(|row| self.room(row.meeting.room.as_ref())),
            );
            let mut text = String::new();
            if found.nearly {
                text.push_str(self.pick(
                    "没有完全一致的，以下是相近的：\n",
                    "Nothing fits as typed; these nearly do:\n",
                ));
            }
            for (row, at) in found.meetings.iter().zip(&whens) {
                text.push_str(&format!(
                    "  {}  {}  {}  {}  {}\n",
                    column(&row.meeting.number.0, 9),
                    column(at, when),
                    column(self.room(row.meeting.room.as_ref()), room),
                    self.title(&row.meeting.title),
                    booking::state(row.state, self.tongue)
                ));
            }
            for one in &found.entries {
                let about = one
                    .meeting
                    .as_ref()
                    .map(|meeting| meeting.number.0.as_str());
                let (number, about) = (column(&one.number, 9), about.unwrap_or_default());
                text.push_str(&format!("  {number}  {}  {about}\n", one.what));
            }
            if found.more {
                text.push_str(self.pick(
                    "  …… 还有更多，请写得再具体些\n",
                    "  … there are more: write more words\n",
                ));
            }
            text
        })
    }

    /// Newest first; what was written at one stroke stands together.
    pub(crate) fn history(self, detail: &MeetingDetail, zone: Tz) -> String {
        self.or_json(&detail.history, || {
            let mut text = self.meeting_line(detail);
            let mut last: Option<&ChangeView> = None;
            for change in detail
                .history
                .iter()
                .filter(|change| says_something(change))
            {
                let same = last.is_some_and(|l| {
                    (l.at, &l.by, &l.intent) == (change.at, &change.by, &change.intent)
                });
                if !same {
                    text.push_str(&self.stroke(change, zone));
                }
                last = Some(change);
                let value = |text: &str| history::value(&change.field, text, self.tongue);
                let before = change.before.as_deref().filter(|b| !b.is_empty());
                let before = before
                    .map(|b| format!("{} → ", value(b)))
                    .unwrap_or_default();
                let after = if change.after.is_empty() {
                    "—".to_owned()
                } else {
                    value(&change.after)
                };
                text.push_str(&format!(
                    "    {} {before}{after}\n",
                    column(&history::field(&change.field, self.tongue), 16)
                ));
            }
            text
        })
    }

    /// When, who, where, what; and that no other station was in sight then.
    pub(super) fn stroke(self, change: &ChangeView, zone: Tz) -> String {
        let at = change.at.with_timezone(&zone);
        let by = if change.by.is_empty() {
            "—"
        } else {
            &change.by
        };
        let offline = if change.offline {
            self.pick(" · 离线", " · offline")
        } else {
            ""
        };
        format!(
            "  {} {}  {by} · {}{offline}  {}\n",
            day(at.date_naive(), self.tongue),
            at.format("%H:%M"),
            change.station,
            history::act(&change.intent, self.tongue)
        )
    }
}

/// A new booking also writes what nobody said.
fn says_something(change: &ChangeView) -> bool {
    !change.after.is_empty()
        || change
            .before
            .as_deref()
            .is_some_and(|before| !before.is_empty())
}
