//! Rights 权限: what somebody may do. A use case asks for one; a role is a set
//! of them.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::names::Name;

macro_rules! rights {
    ($($(#[$doc:meta])* $right:ident, $code:literal, $zh:literal, $en:literal;)+) => {
        /// Something that somebody may do.
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
            specta::Type,
        )]
        #[serde(rename_all = "snake_case")]
        pub enum Right {
            $($(#[$doc])* $right,)+
        }

        impl Right {
            /// Every right, in the order of lists.
            pub const ALL: &'static [Self] = &[$(Self::$right,)+];

            /// Its name in the log.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$right => $code,)+ }
            }

            /// What people call it.
            #[must_use]
            pub fn name(self) -> Name {
                match self { $(Self::$right => Name::new($zh, $en),)+ }
            }
        }
    };
}

rights! {
    /// Bookings: enter, change, move.
    Book, "book", "登记与改期", "book and move";
    /// Cancel a meeting.
    Cancel, "cancel", "取消会议", "cancel meetings";
    /// Settle clashes and conflicts.
    Decide, "decide", "裁决冲突", "settle conflicts";
    /// Put people on duty.
    Duty, "duty", "派工", "put on duty";
    /// Confirm tasks and report ready.
    Confirm, "confirm", "确认任务", "confirm tasks";
    /// Look whether a report holds.
    Check, "check", "检查就绪", "check reports";
    /// Say what a meeting needs.
    Requirements, "requirements", "填写服务要求", "say what is needed";
    /// Issue and withdraw service notices.
    IssueNotice, "issue_notice", "签发通知单", "issue notices";
    /// Apply for the client's approval, enter the answer.
    Approvals, "approvals", "送审与批复", "client approvals";
    /// Reports to the client.
    Reports, "reports", "客户报告", "client reports";
    /// What follows a meeting, lost property.
    AfterMeeting, "after_meeting", "会后与拾遗", "after the meeting";
    /// Waive what should be done.
    Waive, "waive", "免办", "waive";
    /// Write fees down and follow them.
    Fees, "fees", "费用", "fees";
    /// The price list.
    Prices, "prices", "价目", "price list";
    /// Goods in stock.
    Stock, "stock", "库存", "stock";
    /// Buying.
    Buy, "buy", "采购", "buying";
    /// Seat plans and lists of people.
    Seats, "seats", "座位与人员名单", "seats and lists";
    /// See what guests prefer.
    Preferences, "preferences", "查看饮品偏好", "see preferences";
    /// Incidents, calls, shift hand-over.
    During, "during", "值班与事件", "incidents and calls";
    /// Rooms, templates, settings of the venue.
    Rooms, "rooms", "会场与模板", "rooms and templates";
    /// What notices ask, ready lists, patrol routes.
    Kinds, "kinds", "要求种类与清单", "kinds and lists";
    /// Bring files in.
    Import, "import", "导入", "import";
    /// Take data out as files.
    Export, "export", "导出", "export";
    /// Issue papers of a day.
    Print, "print", "出具文件", "issue papers";
    /// Figures and briefs.
    Figures, "figures", "统计", "figures";
    /// Stations: let in, rename, shut out.
    Stations, "stations", "台站管理", "stations";
    /// Keys, rebuild, bundles.
    Maintain, "maintain", "系统维护", "maintenance";
    /// The register of people.
    ManageStaff, "manage_staff", "人员档案", "staff register";
    /// Plan rosters.
    PlanRoster, "plan_roster", "编排班表", "plan rosters";
    /// Publish rosters.
    PublishRoster, "publish_roster", "发布班表", "publish rosters";
    /// Approve swapped shifts.
    ApproveSwap, "approve_swap", "批准换班", "approve swaps";
    /// Put people at posts.
    AssignPosts, "assign_posts", "定岗", "assign posts";
    /// Accounts: who may sign in.
    Accounts, "accounts", "账号管理", "accounts";
    /// Roles and clearances: who may what.
    Roles, "roles", "角色与知悉范围", "roles and clearances";
    /// Read the record of who saw and did what.
    Audit, "audit", "审计", "audit";
}

impl Right {
    /// Those that no person should hold two of: who may sign in, who may what,
    /// and who looks at what was done.
    pub const APART: [Self; 3] = [Self::Accounts, Self::Roles, Self::Audit];

    /// By its name in the log.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        let mut all = Self::ALL.iter().copied();
        all.find(|right| right.code() == code)
    }
}

/// A set of rights, written as their names. Names that a newer version added
/// are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rights(BTreeSet<String>);

impl Rights {
    /// Whether one is among them.
    #[must_use]
    pub fn has(&self, right: Right) -> bool {
        self.0.contains(right.code())
    }

    /// Those this version knows, in the order of lists.
    pub fn iter(&self) -> impl Iterator<Item = Right> + '_ {
        let all = Right::ALL.iter().copied();
        all.filter(|right| self.has(*right))
    }

    /// Adds what another set has.
    pub fn merge(&mut self, other: &Self) {
        self.0.extend(other.0.iter().cloned());
    }

    /// These rights instead of those this version knows; the others stay.
    #[must_use]
    pub fn with(&self, rights: &[Right]) -> Self {
        let unknown = self.0.iter().filter(|code| Right::of_code(code).is_none());
        let codes = rights.iter().map(|right| right.code().to_owned());
        Self(unknown.cloned().chain(codes).collect())
    }

    /// How many there are of those that are to be held apart.
    #[must_use]
    pub fn held_apart(&self) -> usize {
        let apart = Right::APART.iter();
        apart.filter(|right| self.has(**right)).count()
    }
}

impl FromIterator<Right> for Rights {
    fn from_iter<I: IntoIterator<Item = Right>>(rights: I) -> Self {
        Self(rights.into_iter().map(|r| r.code().to_owned()).collect())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_right_of_a_newer_version_is_kept_when_a_set_is_changed() {
        let set: Rights = serde_json::from_str(r#"["book","fly"]"#).unwrap();
        assert!(set.has(Right::Book) && !set.has(Right::Cancel));
        let set = set.with(&[Right::Cancel]);
        assert_eq!(serde_json::to_string(&set).unwrap(), r#"["cancel","fly"]"#);
        assert_eq!(set.iter().collect::<Vec<_>>(), [Right::Cancel]);
    }

    #[test]
    fn every_right_is_written_as_its_code() {
        for right in Right::ALL {
            let written = serde_json::to_value(right).unwrap();
            assert_eq!(written, right.code());
            assert_eq!(Right::of_code(right.code()), Some(*right));
        }
    }
}
