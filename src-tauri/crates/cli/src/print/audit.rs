//! The audit, and what a file of it proved.

use chrono_tz::Tz;
use steward_app::views::{AuditEntry, AuditFile, AuditPage, AuditProof, CutLog};

use super::{Printed, column, widest};
use crate::words::audit;
use crate::words::time::stamp;

impl Printed {
    pub(crate) fn audit(self, page: &AuditPage, zone: Tz) -> String {
        self.or_json(page, || {
            let mut text = String::new();
            for cut in &page.cuts {
                text.push_str(&self.cut(cut, zone));
            }
            if page.entries.is_empty() {
                text.push_str(self.pick("没有记录。\n", "Nothing is recorded.\n"));
            }
            let who = widest(page.entries.iter().map(|one| one.by.as_str())).max(2);
            let where_ = widest(page.entries.iter().map(|one| one.station.as_str()));
            for one in &page.entries {
                text.push_str(&self.audit_line(one, (who, where_), zone));
            }
            if let Some(more) = &page.more {
                text.push_str(&self.tongue.pick(
                    format!("  …… 还有更早的：加 --behind {more}\n"),
                    format!("  … there are earlier ones: add --behind {more}\n"),
                ));
            }
            text.push_str(&self.tongue.pick(
                format!("审计从 {} 起；日志本身从不删减。\n", page.kept_since),
                format!(
                    "The audit goes back to {}; the log itself is never cut.\n",
                    page.kept_since
                ),
            ));
            text
        })
    }

    fn audit_line(self, one: &AuditEntry, (who, place): (usize, usize), zone: Tz) -> String {
        let by = if one.by.is_empty() { "—" } else { &one.by };
        let offline = if one.offline {
            self.pick(" · 离线", " · offline")
        } else {
            ""
        };
        let left = one.left.as_ref().map(|left| {
            format!(
                " · {} {} {}",
                audit::left(&left.kind, self.tongue),
                left.number,
                left.form
            )
        });
        let meetings: Vec<&str> = one
            .meetings
            .iter()
            .map(|meeting| meeting.number.0.as_str())
            .collect();
        format!(
            "  {}  {}  {}  {}  {}{}{offline}  {}\n",
            stamp(one.at, zone),
            column(by, who),
            column(&one.station, place),
            column(audit::deed(one.deed, self.tongue), 4),
            audit::act(&one.intent, self.tongue),
            left.unwrap_or_default(),
            meetings.join(" ")
        )
    }

    fn cut(self, cut: &CutLog, zone: Tz) -> String {
        let (station, at) = (&cut.station, stamp(cut.at, zone));
        let (first, last) = (cut.kept + 1, cut.written);
        let fate = match cut.here {
            true => self.pick(
                "各站仍有，没有丢失",
                "other stations had them: nothing is lost",
            ),
            false => self.pick(
                "本站没有，请同其他工作站同步后再看",
                "they are not here: sync with the other stations and look again",
            ),
        };
        self.tongue.pick(
            format!("! {station} 的日志末尾曾缺第 {first}–{last} 条（{at} 发现）：被截掉，或恢复了旧副本；{fate}。\n"),
            format!("! The end of {station}’s log, entries {first}–{last}, was missing from its own store (found {at}): cut off, or an older copy was brought back; {fate}.\n"),
        )
    }

    pub(crate) fn audit_file(self, file: &AuditFile, path: &str) -> String {
        self.or_json(file, || {
            self.tongue.pick(
                format!(
                    "已导出 {} 条到 {path}，已签名。\n校验值 {}\n",
                    file.entries, file.hash
                ),
                format!(
                    "{} entries are in {path}, signed.\nHash {}\n",
                    file.entries, file.hash
                ),
            )
        })
    }

    pub(crate) fn audit_proof(self, proof: &AuditProof) -> String {
        self.or_json(proof, || {
            let mut text = format!("{}\n", audit::verdict(proof.verdict, self.tongue));
            if !proof.station.is_empty() {
                let by = if proof.by.is_empty() {
                    "—"
                } else {
                    &proof.by
                };
                let made = proof.made_at.map(|at| at.to_rfc3339()).unwrap_or_default();
                text.push_str(&format!(
                    "  {} · {by} · {made} · {} {}\n",
                    proof.station,
                    proof.entries,
                    self.pick("条", "entries")
                ));
                if !proof.log_here {
                    text.push_str(self.pick(
                        "  它所依据的日志，本站还不全：请先同步。\n",
                        "  Not all of the log that it was made from is here: sync first.\n",
                    ));
                }
            }
            text
        })
    }
}
