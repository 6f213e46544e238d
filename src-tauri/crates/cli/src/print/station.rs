//! The station: where it stands, its rooms, its store.

use steward_app::call::Verdict;
use steward_app::domain::room::Room;
use steward_app::views::Status;

use super::{Printed, column, right, widest};
use crate::words::flaws;

impl Printed {
    pub(crate) fn status(self, status: &Status) -> String {
        self.or_json(status, || {
            format!(
                "{} · {} ({}) · {}\n{}\n",
                self.name(&status.venue),
                status.station,
                status.letter,
                self.meetings(usize::try_from(status.meetings).unwrap_or(usize::MAX)),
                status.folder
            )
        })
    }

    pub(crate) fn rooms(self, rooms: &[Room]) -> String {
        self.or_json(&rooms, || {
            let width = widest(rooms.iter().map(|room| self.name(&room.name)));
            let line = |room: &Room| {
                let seats = right(&room.capacity().to_string(), 5);
                let class = format!("{:?}", room.class);
                let class = self
                    .tongue
                    .pick(format!("{class} 类"), format!("class {class}"));
                let seats = self
                    .tongue
                    .pick(format!("{seats} 座"), format!("{seats} seats"));
                let retired = if room.retired {
                    self.pick("  已停用", "  retired")
                } else {
                    ""
                };
                format!(
                    "  {}  {class}  {seats}{retired}\n",
                    column(self.name(&room.name), width)
                )
            };
            rooms.iter().map(line).collect()
        })
    }

    pub(crate) fn verdict(self, verdict: &Verdict) -> String {
        self.or_json(verdict, || {
            let mut text = if verdict.sound {
                format!("{} {}\n", self.pick("完好", "sound"), verdict.digest)
            } else {
                format!("{}\n", flaws::remedy(&verdict.findings, self.tongue))
            };
            for flaw in &verdict.findings {
                text.push_str(&format!("  {}\n", flaws::flaw(flaw, self.tongue)));
            }
            text
        })
    }
}
