//! Words for what is wrong with a store.

use steward_app::call::{Flaw, FlawKind};

use crate::arguments::Tongue;

/// A flaw in one line.
pub(crate) fn flaw(flaw: &Flaw, tongue: Tongue) -> String {
    let what = match flaw.kind {
        FlawKind::File => tongue.pick("数据文件本身有损坏", "the file itself is damaged"),
        FlawKind::Commit => tongue.pick(
            "一条记录与其校验不符",
            "a commit does not hold what it vouches for",
        ),
        FlawKind::Unsigned => {
            tongue.pick("一段记录的末尾没有签名", "the end of a chain is not signed")
        }
        FlawKind::Table => tongue.pick("表与日志不符", "a table differs from the log"),
        FlawKind::Unreadable => tongue.pick(
            "一条记录本版本读不懂，已保留",
            "a record this version cannot read; it is kept",
        ),
        FlawKind::Quarantined => tongue.pick("一条记录暂存待查", "a commit is kept aside"),
    };
    let about: Vec<&str> = [flaw.at.as_str(), flaw.said.as_str()]
        .into_iter()
        .filter(|t| !t.is_empty())
        .collect();
    if about.is_empty() {
        what.to_owned()
    } else {
        format!("{what}: {}", about.join(": "))
    }
}

/// What to do about a store that is not sound.
pub(crate) fn remedy(flaws: &[Flaw], tongue: Tongue) -> &'static str {
    let only_tables = flaws.iter().all(|f| {
        matches!(
            f.kind,
            FlawKind::Table | FlawKind::Unreadable | FlawKind::Quarantined
        )
    });
    if only_tables {
        tongue.pick(
            "数据检查发现问题：表与日志不符。请运行 stewardctl rebuild,按日志重建各表。",
            "The check found something wrong: tables differ from the log. Run stewardctl rebuild to make them anew from it.",
        )
    } else {
        tongue.pick(
            "数据检查发现问题。不要删除文件；请运行 stewardctl backup mend 重建，或用 stewardctl backup restore 恢复备份。",
            "The check found something wrong. Do not delete the file: run stewardctl backup mend to make it anew, or stewardctl backup restore to go back to a backup.",
        )
    }
}
