//! Words of the register of people: lists, rosters, badges.

use steward_domain::secrecy::Level;
use steward_domain::staff::LeaveKind;
use steward_domain::staff::list::StaffColumn;

use super::terms::{Term, terms};

terms! {
    STAFF_LIST: "人员名册", "Staff list";
    ROSTER: "排班表", "Roster";
    NUMBER: "工号", "Number";
    NAME: "姓名", "Name";
    LATIN: "拼音", "Latin name";
    DEPARTMENT: "部门", "Department";
    TEAM: "班组", "Team";
    POSITION: "职务", "Position";
    SKILLS: "技能", "Skills";
    CLEARANCE: "保密资格", "Clearance";
    CLEARED_UNTIL: "保密资格有效期", "Cleared until";
    TRAINED_UNTIL: "培训有效期", "Trained until";
    UNIFORM: "着装", "Uniform";
    PHONE: "电话", "Phone";
    LANGUAGES: "语言", "Languages";
    WEEKLY_HOURS: "周工时", "Weekly hours";
    OWED_HOURS: "欠时", "Owed hours";
    AVAILABLE: "可上班时间", "Available";
    NOTE: "备注", "Note";
    BADGES: "胸牌", "Badges";
    LEGEND: "图例", "Legend";
    CODE: "代码", "Code";
    MEANING: "含义", "Meaning";
}

/// What a column is headed by.
#[must_use]
pub fn column(column: StaffColumn) -> Term {
    match column {
        StaffColumn::Number => NUMBER,
        StaffColumn::Name => NAME,
        StaffColumn::Latin => LATIN,
        StaffColumn::Department => DEPARTMENT,
        StaffColumn::Team => TEAM,
        StaffColumn::Position => POSITION,
        StaffColumn::Skills => SKILLS,
        StaffColumn::Clearance => CLEARANCE,
        StaffColumn::ClearedUntil => CLEARED_UNTIL,
        StaffColumn::TrainedUntil => TRAINED_UNTIL,
        StaffColumn::Uniform => UNIFORM,
        StaffColumn::Phone => PHONE,
        StaffColumn::Languages => LANGUAGES,
        StaffColumn::WeeklyHours => WEEKLY_HOURS,
        StaffColumn::OwedHours => OWED_HOURS,
        StaffColumn::Available => AVAILABLE,
        StaffColumn::Note => NOTE,
    }
}

/// What somebody is cleared for (S-03).
#[must_use]
pub fn level(level: Level) -> Term {
    match level {
        Level::Public => Term::new("公开", "public"),
        Level::Internal => Term::new("内部", "internal"),
        Level::Confidential => Term::new("保密", "confidential"),
    }
}

/// Why somebody is away.
#[must_use]
pub fn leave(kind: LeaveKind) -> Term {
    match kind {
        LeaveKind::Annual => Term::new("年假", "annual leave"),
        LeaveKind::Sick => Term::new("病假", "sick leave"),
        LeaveKind::Personal => Term::new("事假", "personal leave"),
        LeaveKind::Parental => Term::new("产假", "parental leave"),
        LeaveKind::Training => Term::new("培训", "training"),
        LeaveKind::InLieu => Term::new("调休", "time off in lieu"),
        LeaveKind::Other => Term::new("其他请假", "other leave"),
    }
}

/// The code that rosters use for leave.
#[must_use]
pub fn leave_code(kind: LeaveKind) -> &'static str {
    match kind {
        LeaveKind::Annual => "年",
        LeaveKind::Sick => "病",
        LeaveKind::Personal => "事",
        LeaveKind::Parental => "产",
        LeaveKind::Training => "培",
        LeaveKind::InLieu => "调",
        LeaveKind::Other => "假",
    }
}
