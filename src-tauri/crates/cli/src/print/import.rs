//! What came in, and what went out.

use std::collections::BTreeMap;

use steward_app::domain::ids::RoomId;
use steward_app::domain::room::Room;
use steward_app::views::{ImportLine, ImportOutcome, ImportReport, PaperInfo, RoomGuess};

use super::{Printed, column, right, widest};
use crate::words::import;
use crate::words::time::{day, day_and_clock};

impl Printed {
    pub(crate) fn import(self, report: &ImportReport, rooms: &[Room], all: bool) -> String {
        self.or_json(report, || {
            let names: BTreeMap<RoomId, &str> = rooms
                .iter()
                .map(|room| (room.id, self.name(&room.name)))
                .collect();
            let mut text = format!(
                "{} · {}",
                report.title,
                import::format(&report.format, self.tongue)
            );
            if let Some((first, last)) = report.days {
                let days = if first == last {
                    day(first, self.tongue)
                } else {
                    self.span(first, last)
                };
                text.push_str(&format!(" · {days}"));
            }
            text.push('\n');
            let width = widest(report.rooms.iter().map(|room| self.file_room(room)));
            for room in &report.rooms {
                let from = column(self.file_room(room), width);
                let to = self.target(room, &names);
                text.push_str(&format!(
                    "  {from}  {} → {to}\n",
                    right(&room.entries.to_string(), 4)
                ));
            }
            let told =
                |line: &&ImportLine| all || !line.remarks.is_empty() || !line.clashes.is_empty();
            for line in report.lines.iter().filter(told) {
                text.push_str(&self.import_line(line));
            }
            text.push_str(&self.sums(report));
            text
        })
    }

    fn span(self, first: chrono::NaiveDate, last: chrono::NaiveDate) -> String {
        format!("{} – {}", day(first, self.tongue), day(last, self.tongue))
    }

    fn file_room(self, room: &RoomGuess) -> &str {
        if room.name.is_empty() {
            self.tongue.pick("（未写会场）", "(no room named)")
        } else {
            &room.name
        }
    }

    fn target(self, room: &RoomGuess, names: &BTreeMap<RoomId, &str>) -> String {
        if room.skipped {
            return self.pick("不导入", "left out").to_owned();
        }
        let Some(id) = room.room else {
            return self
                .pick("进来，先不定会场", "brought in without a room")
                .to_owned();
        };
        let name = names.get(&id).copied().unwrap_or("?");
        let guessed = if room.guessed {
            self.pick("（推定）", " (guessed)")
        } else {
            ""
        };
        format!("{name}{guessed}")
    }

    fn import_line(self, line: &ImportLine) -> String {
        let what = match line.outcome {
            // No title and no time: a remark that belongs to no entry.
            _ if line.when.is_none() && line.title.is_empty() => String::new(),
            ImportOutcome::Skipped if line.when.is_none() => {
                format!(
                    "  {}  {}",
                    import::outcome(line.outcome, self.tongue),
                    line.title
                )
            }
            outcome => {
                let when = line
                    .when
                    .as_ref()
                    .map(|when| day_and_clock(when, self.tongue))
                    .unwrap_or_default();
                format!(
                    "  {}  {when}  {}",
                    import::outcome(outcome, self.tongue),
                    self.title(&line.title)
                )
            }
        };
        let at = self.tongue.pick(
            format!("第 {} 行", line.line),
            format!("line {}", line.line),
        );
        let mut text = format!("  {at}{what}\n");
        for remark in &line.remarks {
            text.push_str(&format!("      {}\n", import::remark(remark, self.tongue)));
        }
        for clash in &line.clashes {
            text.push_str(&format!(
                "      {}{clash}\n",
                self.pick("撞场：", "clashes with: ")
            ));
        }
        text
    }

    fn sums(self, report: &ImportReport) -> String {
        let sums = [
            (
                import::outcome(ImportOutcome::Added, self.tongue),
                report.added,
            ),
            (
                import::outcome(ImportOutcome::Changed, self.tongue),
                report.changed,
            ),
            (
                import::outcome(ImportOutcome::Same, self.tongue),
                report.same,
            ),
            (
                import::outcome(ImportOutcome::Skipped, self.tongue),
                report.skipped,
            ),
            (self.pick("撞场", "clashing"), report.clashing),
        ];
        let sums: Vec<String> = sums
            .iter()
            .map(|(what, count)| format!("{what} {count}"))
            .collect();
        let tried = if report.applied {
            ""
        } else {
            self.pick("（只是预览，没有写入）", " (preview: nothing was written)")
        };
        format!("{}{tried}\n", sums.join(" · "))
    }

    pub(crate) fn exported(self, count: u32, path: &str) -> String {
        self.or_json(
            &serde_json::json!({ "meetings": count, "path": path }),
            || {
                format!(
                    "{} → {path}\n",
                    self.meetings(usize::try_from(count).unwrap_or(usize::MAX))
                )
            },
        )
    }

    pub(crate) fn paper(self, info: &PaperInfo, path: &str) -> String {
        self.or_json(info, || {
            let meetings = self.meetings(usize::try_from(info.meetings).unwrap_or(usize::MAX));
            let pages = self.tongue.pick(
                format!("{} 页", info.pages),
                format!(
                    "{} {}",
                    info.pages,
                    if info.pages == 1 { "page" } else { "pages" }
                ),
            );
            format!(
                "{} · {} · {meetings} · {pages} → {path}\n",
                info.number,
                day(info.date, self.tongue)
            )
        })
    }
}
