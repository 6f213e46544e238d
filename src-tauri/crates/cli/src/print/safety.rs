//! How safe the data are, backups, and what came of bringing a store back.

use std::path::Path;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use steward_app::domain::backups::DiskRoom;
use steward_app::views::{
    BackupChecked, BackupRow, Diagnostics, DiskView, LostDay, LostMeeting, RestorePreview,
    Restored, SafetyView,
};

use super::{Printed, column};
use crate::words::refusals::refusal;
use crate::words::time;

/// Backups are dated by the clocks of China where no venue is asked.
const ZONE: Tz = Tz::Asia__Shanghai;

impl Printed {
    pub(crate) fn safety(self, view: &SafetyView) -> String {
        self.or_json(view, || {
            let mut text = String::new();
            if view.damaged {
                text.push_str(self.pick(
                    "数据文件有损坏：请运行 stewardctl backup mend --yes。\n",
                    "The store is damaged: run stewardctl backup mend --yes.\n",
                ));
            }
            let last = self.moment(view.last_good);
            let (count, size) = (view.count, size(view.bytes));
            let current = if view.up_to_date {
                self.pick("，此后没有改动", ", nothing changed since")
            } else {
                ""
            };
            text.push_str(&self.tongue.pick(
                format!("最近一次备份 {last}{current}；共 {count} 份，{size}\n"),
                format!("Last backup {last}{current}; {count} of them, {size}\n"),
            ));
            let rule = view.rule;
            let (every, hours) = (rule.every_minutes, rule.all_hours);
            let (days, months) = (rule.daily_days, rule.monthly_months);
            text.push_str(&self.tongue.pick(
                format!("每 {every} 分钟一份；{hours} 小时内全留，{days} 天内每天一份，{months} 个月内每月一份\n"),
                format!("One every {every} min; all of {hours} h, one a day of {days} d, one a month of {months} months stay\n"),
            ));
            if let Some(second) = &view.second {
                let (folder, last) = (&second.folder, self.moment(second.last));
                let there = if second.reachable {
                    ""
                } else {
                    self.pick("，现在不在", ", not there now")
                };
                text.push_str(&self.tongue.pick(
                    format!("第二处 {folder}{there}，最近 {last}\n"),
                    format!("Second place {folder}{there}, last {last}\n"),
                ));
            }
            for fault in view.fault.iter().chain(view.second.iter().filter_map(|s| s.fault.as_ref())) {
                text.push_str(&format!("  {}\n", refusal(fault, self.tongue).trim_end()));
            }
            if let Some(disk) = &view.disk {
                text.push_str(&self.disk(disk));
            }
            if view.cut > 0 {
                let n = view.cut;
                text.push_str(&self.tongue.pick(
                    format!("打开时发现本站少了 {n} 条记录；别的工作站有的，会自动补回来。\n"),
                    format!("{n} entries of this station were missing at opening; what others have comes back by itself.\n"),
                ));
            }
            for one in &view.aside {
                let (at, folder) = (self.moment(one.at), &one.folder);
                text.push_str(&self.tongue.pick(
                    format!("{at} 换下的数据还在：{folder}\n"),
                    format!("Set aside at {at}: {folder}\n"),
                ));
            }
            text
        })
    }

    fn disk(self, disk: &DiskView) -> String {
        let (free, total) = (size(disk.free), size(disk.total));
        let word = match disk.room {
            DiskRoom::Enough => "",
            DiskRoom::Low => self.pick("：快满了，请腾出空间", ": almost full, make room"),
            DiskRoom::Critical => self.pick(
                "：就要满了，马上腾出空间，否则存不下",
                ": all but full, make room now or nothing is saved any more",
            ),
        };
        self.tongue.pick(
            format!("磁盘还有 {free}，共 {total}{word}\n"),
            format!("Disk: {free} free of {total}{word}\n"),
        )
    }

    pub(crate) fn backups(self, rows: &[BackupRow]) -> String {
        self.or_json(&rows, || {
            if rows.is_empty() {
                return self
                    .pick("还没有备份。\n", "There is no backup yet.\n")
                    .to_owned();
            }
            let line = |(at, row): (usize, &BackupRow)| {
                let holds = match &row.holds {
                    None => self.pick("打不开", "cannot be opened").to_owned(),
                    Some(holds) => {
                        let (n, last) = (holds.entries, self.moment(holds.last));
                        let meetings =
                            self.meetings(usize::try_from(holds.meetings).unwrap_or(usize::MAX));
                        self.tongue.pick(
                            format!("{n} 条记录，{meetings}，写到 {last}"),
                            format!("{n} entries, {meetings}, up to {last}"),
                        )
                    }
                };
                let second = if row.second {
                    self.pick(" · 第二处", " · second place")
                } else {
                    ""
                };
                format!(
                    "{:>3}  {}  {}  {:>9}  {holds}{second}\n     {}\n",
                    at + 1,
                    full(row.at),
                    column(self.why(&row.why), 8),
                    size(row.bytes),
                    row.file
                )
            };
            rows.iter().enumerate().map(line).collect()
        })
    }

    fn why(self, why: &str) -> &'static str {
        match why {
            "hour" => self.tongue.pick("定时", "by clock"),
            "hand" => self.tongue.pick("手动", "by hand"),
            "import" => self.tongue.pick("导入前", "import"),
            "upgrade" => self.tongue.pick("升级前", "upgrade"),
            _ => self.tongue.pick("其他", "other"),
        }
    }

    pub(crate) fn checked(self, checked: &BackupChecked) -> String {
        self.or_json(checked, || {
            let n = checked.findings;
            if checked.sound {
                self.pick("完好\n", "sound\n").to_owned()
            } else {
                self.tongue.pick(
                    format!("有 {n} 处不对：不要用它恢复，请选别的备份。\n"),
                    format!("{n} things are wrong with it: go back to another backup.\n"),
                )
            }
        })
    }

    pub(crate) fn add_yes(self) -> String {
        self.pick(
            "会用读得出的记录和最近的好备份重建数据，现在的文件放到一边，不会删除。要做请加 --yes。\n",
            "The store is made anew from what can be read of it and the newest good backup; the present files are set aside. Add --yes to do it.\n",
        )
        .to_owned()
    }

    pub(crate) fn restore_preview(self, preview: &RestorePreview) -> String {
        self.or_json(preview, || {
            let (at, lost, elsewhere) = (full(preview.backup.at), preview.lost, preview.elsewhere);
            let mut text = self.tongue.pick(
                format!("恢复到 {at} 的备份，会少 {lost} 条记录；其中 {elsewhere} 条别的工作站有，联上网会自动补回来。\n"),
                format!("Going back to the backup of {at} loses {lost} entries; other stations have {elsewhere} of them, which come back by themselves.\n"),
            );
            if !preview.readable {
                text.push_str(self.pick(
                    "现在的数据有读不出的地方，实际会少的可能更多。\n",
                    "Parts of the present store cannot be read: more may be lost.\n",
                ));
            }
            for day in &preview.days {
                text.push_str(&self.lost_day(day));
            }
            for meeting in &preview.meetings {
                text.push_str(&self.lost_meeting(meeting));
            }
            text.push_str(self.pick(
                "现在的数据会放到一边，不会删除。要恢复请加 --yes。\n",
                "The present store is set aside, not deleted. Add --yes to go back.\n",
            ));
            text
        })
    }

    fn lost_day(self, day: &LostDay) -> String {
        let (date, ticks, changes) = (day.day, day.ticks, day.changes);
        let by = if day.by.is_empty() {
            self.pick("本机", "the station")
        } else {
            &day.by
        };
        self.tongue.pick(
            format!("  {date}  {by}：确认 {ticks} 项，其他 {changes} 条\n"),
            format!("  {date}  {by}: {ticks} confirmations, {changes} other\n"),
        )
    }

    fn lost_meeting(self, meeting: &LostMeeting) -> String {
        let (number, title, n) = (&meeting.number, &meeting.title, meeting.entries);
        let new = if meeting.is_new {
            self.pick("（备份里没有这场）", " (not in the backup)")
        } else {
            ""
        };
        self.tongue.pick(
            format!("  {number} {title}{new}：{n} 条\n"),
            format!("  {number} {title}{new}: {n} entries\n"),
        )
    }

    pub(crate) fn restored(self, restored: &Restored) -> String {
        self.or_json(restored, || {
            let (n, last) = (restored.entries, self.moment(restored.last));
            let mut text = self.tongue.pick(
                format!("恢复好了：{n} 条记录，写到 {last}。\n"),
                format!("Brought back: {n} entries, up to {last}.\n"),
            );
            if restored.regained > 0 {
                let n = restored.regained;
                text.push_str(&self.tongue.pick(
                    format!("其中 {n} 条是从损坏的文件里读出来的。\n"),
                    format!("{n} of them were read from the damaged file.\n"),
                ));
            }
            let n = restored.missing;
            text.push_str(&match n {
                0 => self
                    .pick("没有发现丢失。\n", "Nothing is known to be lost.\n")
                    .to_owned(),
                _ => self.tongue.pick(
                    format!("少了 {n} 条；别的工作站有的，联上网会自动补回来。\n"),
                    format!("{n} are missing; what other stations have comes back from them.\n"),
                ),
            });
            if let Some(aside) = &restored.aside {
                text.push_str(&self.tongue.pick(
                    format!("原来的数据在 {aside}\n"),
                    format!("The old files are in {aside}\n"),
                ));
            }
            text
        })
    }

    pub(crate) fn diagnostics(self, told: &Diagnostics, output: Option<&Path>) -> String {
        self.or_json(told, || {
            let mut text = told.lines.join("\n");
            text.push('\n');
            if let Some(path) = output {
                let path = path.display();
                text.push_str(&self.tongue.pick(
                    format!("已写到 {path}；以上就是全部内容，没有发给任何人。\n"),
                    format!("Written to {path}; this is all of it, and it was sent to nobody.\n"),
                ));
            }
            text
        })
    }

    fn moment(self, at: Option<DateTime<Utc>>) -> String {
        at.map_or_else(|| self.pick("从未", "never").to_owned(), full)
    }
}

/// `2026-11-22 14:00`.
fn full(at: DateTime<Utc>) -> String {
    format!(
        "{}-{}",
        at.with_timezone(&ZONE).format("%Y"),
        time::stamp(at, ZONE)
    )
}

fn size(bytes: u64) -> String {
    const UNITS: [(u64, &str); 3] = [(1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB")];
    let unit = UNITS.iter().find(|(unit, _)| bytes >= *unit);
    match unit {
        None => format!("{bytes} B"),
        Some((unit, name)) => {
            let tenths = bytes.saturating_mul(10) / unit;
            format!("{}.{} {name}", tenths / 10, tenths % 10)
        }
    }
}
