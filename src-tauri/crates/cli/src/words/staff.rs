//! Words of the people who work here.

use steward_app::domain::staff::list::{StaffFate, StaffOddity};
use steward_app::domain::staff::{Days, LeaveKind};
use steward_app::views::LeaveFate;
use steward_app::words::staff_terms as words;

use crate::arguments::Tongue;

/// Why leave was not entered.
pub(crate) fn away(name: &str, kind: LeaveKind, days: Days, tongue: Tongue) -> String {
    let kind = words::leave(kind).say(tongue.into());
    let (from, to) = (days.from, days.to);
    tongue.pick(
        format!("{name} {from} 至 {to} 已有{kind}，请改日期，或先撤回那一条。"),
        format!(
            "{name} has {kind} from {from} to {to}: change the days, or take that leave back first."
        ),
    )
}

/// What becomes of a row.
pub(crate) fn fate(fate: StaffFate, tongue: Tongue) -> &'static str {
    match fate {
        StaffFate::Added => tongue.pick("新增", "new"),
        StaffFate::Changed => tongue.pick("更新", "changed"),
        StaffFate::Same => tongue.pick("未变", "the same"),
        StaffFate::Unclear => tongue.pick("待确认", "unclear"),
        StaffFate::Twice => tongue.pick("略过：名单中重复", "passed over: on the list before"),
        StaffFate::NoName => tongue.pick("略过：没有姓名", "passed over: no name"),
        StaffFate::Skipped => tongue.pick("略过", "passed over"),
    }
}

/// What is odd about a row.
pub(crate) fn oddity(odd: StaffOddity, tongue: Tongue) -> &'static str {
    match odd {
        StaffOddity::OtherName => {
            tongue.pick("工号属于另一个姓名", "the number is somebody else's")
        }
        StaffOddity::Several => tongue.pick("有几个同名的人", "several are called that"),
        StaffOddity::SameName => tongue.pick("另有同名的人", "another of that name"),
        StaffOddity::CameBack => tongue.pick("曾离职，重新在职", "had left and comes back"),
        StaffOddity::DepartmentUnclear => tongue.pick("部门不识别", "department not known"),
        StaffOddity::SkillUnclear => tongue.pick("有技能不识别", "a skill is not known"),
        StaffOddity::ClearanceUnclear => tongue.pick("保密资格不识别", "clearance not known"),
        StaffOddity::DateUnclear => tongue.pick("日期不识别", "a day is not written as one"),
        StaffOddity::HoursUnclear => tongue.pick("工时不是数字", "hours are no number"),
        StaffOddity::AvailableUnclear => tongue.pick(
            "可上班时间读不懂，如 周一至周五 08:00-18:00",
            "when they can work is not understood: Mon-Fri 08:00-18:00",
        ),
        StaffOddity::Cut => tongue.pick("内容过长，已截短", "too long, cut"),
    }
}

/// What becomes of leave that a roster says.
pub(crate) fn leave_fate(fate: LeaveFate, tongue: Tongue) -> &'static str {
    match fate {
        LeaveFate::Added => tongue.pick("新增", "new"),
        LeaveFate::Same => tongue.pick("已有", "known"),
        LeaveFate::Overlaps => tongue.pick("略过：那几天另有请假", "passed over: other leave then"),
        LeaveFate::Unclear => tongue.pick("略过：人员待确认", "passed over: whose is unclear"),
    }
}

/// A use case about people, by its code.
pub(super) fn act(intent: &str, tongue: Tongue) -> Option<&'static str> {
    Some(match intent {
        "save_staff" => tongue.pick("登记、修改人员", "changed a person"),
        "retire_staff" => tongue.pick("离职、复职", "left or came back"),
        "save_skill" => tongue.pick("修改技能", "changed a skill"),
        "staff_rules" => tongue.pick("修改到期提醒", "changed when to warn"),
        "save_leave" => tongue.pick("登记请假", "entered leave"),
        "withdraw_leave" => tongue.pick("撤回请假", "took leave back"),
        "save_wish" => tongue.pick("登记意愿", "entered a wish"),
        "withdraw_wish" => tongue.pick("撤回意愿", "took a wish back"),
        "import_staff" => tongue.pick("导入人员", "took a list of people in"),
        "undo_staff_import" => tongue.pick("撤销导入", "took a list back"),
        _ => return None,
    })
}

/// A field of a person, of leave or of a wish, by its code.
pub(super) fn field(field: &str, tongue: Tongue) -> Option<&'static str> {
    Some(match field {
        "staff" => tongue.pick("人员", "person"),
        "staff_number" => tongue.pick("工号", "number"),
        "latin" => tongue.pick("拼音", "Latin name"),
        "departments" => tongue.pick("部门", "departments"),
        "team" => tongue.pick("班组", "team"),
        "skills" => tongue.pick("技能", "skills"),
        "skill_level" => tongue.pick("技能等级", "skill level"),
        "clearance" => tongue.pick("保密资格", "clearance"),
        "trained_until" => tongue.pick("培训有效期", "trained until"),
        "uniform" => tongue.pick("着装", "uniform"),
        "languages" => tongue.pick("语言", "languages"),
        "weekly_minutes" => tongue.pick("周工时（分钟）", "weekly minutes"),
        "owed_minutes" => tongue.pick("欠时（分钟）", "minutes owed"),
        "available" => tongue.pick("可上班时间", "available"),
        "weekday" => tongue.pick("星期", "weekday"),
        "warn_days" => tongue.pick("提前提醒天数", "days to warn ahead"),
        "kind" => tongue.pick("类别", "kind"),
        "withdrawn" => tongue.pick("撤回", "taken back"),
        "wants" => tongue.pick("意愿", "wish"),
        "weight" => tongue.pick("重要程度", "weight"),
        "shift_code" => tongue.pick("班次代码", "code of the shift"),
        "staff_listed" => tongue.pick("人员导入", "list of people"),
        "staff_unlisted" => tongue.pick("撤销导入", "list taken back"),
        _ => return None,
    })
}
