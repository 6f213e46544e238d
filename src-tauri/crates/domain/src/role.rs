//! Roles 角色: sets of rights under a name. The standard's are written to the
//! log when the first account is made, so that a newer version of this program
//! does not change what somebody may do.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::{RoleId, derived};
use crate::names::Name;
use crate::record::Record;
use crate::right::{Right, Rights};

/// What people of one calling may do. Each field is a register of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// Which.
    pub id: RoleId,
    /// What it is called.
    pub name: Name,
    /// What they may do.
    #[serde(default)]
    pub rights: Rights,
    /// Place in lists.
    #[serde(default)]
    pub place: u32,
}

impl Record for Role {
    const KIND: &'static str = "role";
    fn uuid(&self) -> Uuid {
        self.id.0
    }
}

/// A role of the standard by its code, such as `front_desk`: the same at every
/// station.
#[must_use]
pub fn standard_id(code: &str) -> RoleId {
    RoleId(derived(&[b"steward role", code.as_bytes()]))
}

/// The codes of the standard's roles, in the order of lists.
pub const CODES: [&str; 9] = [
    "front_desk",
    "supervisor",
    "team_leader",
    "technician",
    "security",
    "cleaner",
    "procurement",
    "auditor",
    "administrator",
];

/// The roles of the standard, as they are before anybody edits them.
#[must_use]
pub fn standard() -> Vec<Role> {
    (1..)
        .zip(CODES)
        .map(|(place, code)| {
            let (name, rights) = of_code(code);
            Role {
                id: standard_id(code),
                name,
                rights: rights.iter().copied().collect(),
                place,
            }
        })
        .collect()
}

fn of_code(code: &str) -> (Name, &'static [Right]) {
    use Right as R;
    match code {
        "front_desk" => (
            Name::new("前台", "Front desk"),
            &[
                R::Book,
                R::Cancel,
                R::Duty,
                R::Confirm,
                R::Requirements,
                R::IssueNotice,
                R::Approvals,
                R::Reports,
                R::AfterMeeting,
                R::Seats,
                R::During,
                R::Import,
                R::Print,
                R::Figures,
            ],
        ),
        "supervisor" => (
            Name::new("主管", "Supervisor"),
            &[
                R::Book,
                R::Cancel,
                R::Decide,
                R::Duty,
                R::Confirm,
                R::Check,
                R::Requirements,
                R::IssueNotice,
                R::Approvals,
                R::Reports,
                R::AfterMeeting,
                R::Waive,
                R::Fees,
                R::Prices,
                R::Stock,
                R::Buy,
                R::Seats,
                R::Preferences,
                R::During,
                R::Rooms,
                R::Kinds,
                R::Import,
                R::Export,
                R::Print,
                R::Figures,
                R::ManageStaff,
                R::PlanRoster,
                R::PublishRoster,
                R::ApproveSwap,
                R::AssignPosts,
            ],
        ),
        "team_leader" => (
            Name::new("班组长", "Team leader"),
            &[
                R::Duty,
                R::Confirm,
                R::Check,
                R::AfterMeeting,
                R::During,
                R::Print,
                R::PlanRoster,
                R::ApproveSwap,
                R::AssignPosts,
            ],
        ),
        "technician" => (
            Name::new("技术保障", "Technician"),
            &[R::Confirm, R::During],
        ),
        "security" => (
            Name::new("安全管理", "Security"),
            &[R::Confirm, R::During, R::Roles],
        ),
        "cleaner" => (Name::new("保洁", "Cleaner"), &[R::Confirm]),
        "procurement" => (
            Name::new("采购", "Procurement"),
            &[R::Confirm, R::Stock, R::Buy, R::Print],
        ),
        "auditor" => (
            Name::new("审计", "Auditor"),
            &[R::Audit, R::Export, R::Print, R::Figures],
        ),
        _ => (
            Name::new("系统管理员", "Administrator"),
            &[R::Stations, R::Maintain, R::Accounts],
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_role_of_the_standard_holds_two_that_are_to_be_apart() {
        for role in standard() {
            assert!(role.rights.held_apart() <= 1, "{:?}", role.name);
        }
    }

    #[test]
    fn together_they_hold_every_right() {
        let mut all = Rights::default();
        standard().iter().for_each(|role| all.merge(&role.rights));
        assert!(Right::ALL.iter().all(|right| all.has(*right)));
    }
}
