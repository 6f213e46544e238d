//! The board as a station knew it, and what it did not know.

use chrono_tz::Tz;
use steward_app::views::{HowKnown, PastBoard, UnknownThen};

use super::Printed;
use crate::words::time::{day, day_and_clock, minute, stamp};

impl Printed {
    pub(crate) fn past(self, past: &PastBoard, zone: Tz) -> String {
        self.or_json(past, || {
            let mut text = format!("{}\n", self.knew(past, zone));
            text.push_str(&self.day(&past.board));
            if past.unknown.is_empty() {
                text.push_str(self.pick(
                    "现在所知与当时一致。\n",
                    "Nothing is known now that was not known then.\n",
                ));
                return text;
            }
            text.push_str(self.pick("当时还不知道：\n", "Not known then:\n"));
            for unknown in &past.unknown {
                text.push_str(&self.unknown(past, unknown, zone));
            }
            text
        })
    }

    /// `东楼 2026-11-22 周日 13:35 所知 …`: whose knowledge, and how well that is
    /// known.
    fn knew(self, past: &PastBoard, zone: Tz) -> String {
        let at = format!("{} {}", day(past.date, self.tongue), minute(past.minute));
        let knew = self.tongue.pick(
            format!("回看：{} 在 {at} 所知", past.name),
            format!("Looking back: what {} knew at {at}", past.name),
        );
        let how = match &past.how {
            HowKnown::Exact => self
                .pick(
                    "按本台收到的先后，确切",
                    "exactly, by what had come in here",
                )
                .to_owned(),
            HowKnown::Written { at } => {
                let at = stamp(*at, zone);
                self.tongue.pick(
                    format!("就本台所有，按它 {at} 最后一次写入时所见；只收不写看不出来，可能还知道更多"),
                    format!("as far as is here, by what it had seen when it last wrote, {at}; receiving leaves no mark, so it may have known more"),
                )
            }
            HowKnown::Nothing => self
                .pick(
                    "它在那之前没有写过任何记录",
                    "it had written nothing by then",
                )
                .to_owned(),
        };
        self.tongue
            .pick(format!("{knew}（{how}）"), format!("{knew} ({how})"))
    }

    fn unknown(self, past: &PastBoard, unknown: &UnknownThen, zone: Tz) -> String {
        let mark = if unknown.booking {
            self.pick("  整场未知", "  not on the board")
        } else {
            ""
        };
        let mut text = format!(
            "  {}  {}  {}{mark}\n",
            unknown.meeting.number,
            day_and_clock(&unknown.meeting.when, self.tongue),
            self.title(&unknown.meeting.title)
        );
        for (at, change) in unknown.changes.iter().enumerate() {
            let goes_on = at.checked_sub(1).and_then(|at| unknown.changes.get(at));
            let same = goes_on.is_some_and(|l| {
                (l.at, &l.by, &l.intent) == (change.at, &change.by, &change.intent)
            });
            if same {
                continue;
            }
            let already = if change.at <= past.at {
                self.pick("（别处已写入）", " (written elsewhere by then)")
            } else {
                ""
            };
            text.push_str(&format!(
                "  {}{already}\n",
                self.stroke(change, zone).trim_end()
            ));
        }
        text
    }
}
