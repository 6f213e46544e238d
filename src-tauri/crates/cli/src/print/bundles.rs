//! Bundles: what was written, what is in them, what came in.

use steward_app::views::{BundleFile, BundleMade, BundleReport, BundleTaken, BundleView};

use super::stations::Clock;
use super::{Printed, json};
use crate::words::refusals::refusal;

impl Printed {
    pub(crate) fn bundle_made(self, made: &BundleMade) -> String {
        self.or_json(made, || {
            let (changes, size) = (made.changes, size(made.bytes));
            let whom = made.addressee.as_deref().map_or_else(String::new, |name| {
                self.tongue
                    .pick(format!("，带给“{name}”"), format!(", for {name}"))
            });
            let mut text = self.tongue.pick(
                format!("{changes} 条改动，{size}{whom}\n"),
                format!("{changes} changes, {size}{whom}\n"),
            );
            for file in &made.files {
                text.push_str(&format!("  {file}\n"));
            }
            text
        })
    }

    pub(crate) fn bundles(self, report: &BundleReport) -> String {
        if self.json {
            return json(report);
        }
        let clock = Clock::new(&report.zone, report.now);
        let mut text = String::new();
        for file in report.files.iter().filter(|file| file.fault.is_some()) {
            text.push_str(&self.unreadable(file));
        }
        for bundle in &report.bundles {
            text.push_str(&self.bundle(bundle, report, clock));
        }
        if let Some(taken) = &report.taken {
            text.push_str(&self.taken(taken));
        }
        text
    }

    fn unreadable(self, file: &BundleFile) -> String {
        let why = file.fault.as_ref().map(|fault| refusal(fault, self.tongue));
        format!("✗ {}\n", why.unwrap_or_default())
    }

    fn bundle(self, bundle: &BundleView, report: &BundleReport, clock: Clock) -> String {
        let (by, at) = (&bundle.station, clock.tell(bundle.made));
        let whom = match &bundle.addressee {
            Some(name) => self
                .tongue
                .pick(format!("带给“{name}”"), format!("for {name}")),
            None => self.pick("带给各工作站", "for any station").to_owned(),
        };
        let (all, new) = (bundle.changes, bundle.new);
        let mut text = self.tongue.pick(
            format!("“{by}” {at} 做的数据包，{whom}：共 {all} 条改动，"),
            format!("Made by {by} at {at}, {whom}: {all} changes, "),
        );
        text.push_str(&match (report.taken.is_some(), new) {
            (_, 0) => self
                .pick("这里都有了。\n", "all of them here.\n")
                .to_owned(),
            (true, _) => self.tongue.pick(
                format!("还有 {new} 条没能补上。\n"),
                format!("{new} of them not in force yet.\n"),
            ),
            (false, _) => self.tongue.pick(
                format!("其中 {new} 条这里还没有。\n"),
                format!("{new} of them new here.\n"),
            ),
        });
        if !bundle.lacking.is_empty() {
            let parts: Vec<String> = bundle.lacking.iter().map(u32::to_string).collect();
            let (parts, of) = (parts.join(self.pick("、", ", ")), bundle.parts);
            text.push_str(&self.tongue.pick(
                format!("  共 {of} 份，还差第 {parts} 份：请把它们也导入。\n"),
                format!("  Of {of} parts, still to come: {parts}. Import them too.\n"),
            ));
        }
        for gap in &bundle.needs {
            let n = gap.changes;
            let whose = if gap.station.is_empty() {
                self.pick("还不认识的工作站", "a station not known yet")
            } else {
                &gap.station
            };
            text.push_str(&self.tongue.pick(
                format!("  要先有“{whose}”更早的 {n} 条：联网补齐，或请对方导出全部再带来。\n"),
                format!(
                    "  {n} earlier changes of {whose} must come first: meet it, or have all exported.\n"
                ),
            ));
        }
        text
    }

    fn taken(self, taken: &BundleTaken) -> String {
        let what = &taken.what;
        let kinds = [
            (what.bookings, "预订", "bookings"),
            (what.changes, "变更", "changes"),
            (what.checks, "确认", "confirmations"),
            (what.others, "其他", "other"),
        ];
        let kinds: Vec<String> = kinds
            .iter()
            .filter(|(n, ..)| *n > 0)
            .map(|(n, zh, en)| format!("{} {n}", self.pick(zh, en)))
            .collect();
        let kinds = kinds.join(self.pick("，", ", "));
        let n = taken.changes;
        let mut text = match n {
            0 => self.pick("没有新的。\n", "Nothing new.\n").to_owned(),
            _ if kinds.is_empty() => self
                .tongue
                .pick(format!("导入 {n} 条。\n"), format!("{n} taken in.\n")),
            _ => self.tongue.pick(
                format!("导入 {n} 条：{kinds}。\n"),
                format!("{n} taken in: {kinds}.\n"),
            ),
        };
        let lines = [
            (
                taken.waiting,
                "条先收着，等更早的到了自动补上。",
                "kept until what comes before them is here.",
            ),
            (
                taken.set_aside,
                "条有问题，已搁置（见 verify）。",
                "bad and kept aside (see verify).",
            ),
            (
                what.clashes,
                "处会场冲突待处理（见 clashes）。",
                "clashes to settle (see clashes).",
            ),
            (
                what.conflicts,
                "处分歧待裁定（见 conflicts）。",
                "decided differently (see conflicts).",
            ),
        ];
        for (n, zh, en) in lines.iter().filter(|(n, ..)| *n > 0) {
            text.push_str(&format!("  {n} {}\n", self.pick(zh, en)));
        }
        text
    }
}

/// `812 B`, `13 KB`, `2.4 MB`.
fn size(bytes: u32) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} KB", bytes / 1_000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}
