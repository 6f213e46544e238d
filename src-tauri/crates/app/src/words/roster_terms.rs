//! Words of rosters and hours sheets.

use super::terms::terms;

terms! {
    ROSTER: "排班表", "Roster";
    MY_ROSTER: "个人班表", "Personal roster";
    HOURS_SHEET: "工时汇总表", "Hours sheet";
    MONTH: "月份", "Month";
    VERSION: "版本", "Version";
    NOT_PUBLISHED: "未发布的草稿", "A draft that was not published";
    CHANGED_SINCE: "发布后有改动", "changed since it was published";
    BADGE: "工号", "No.";
    NAME: "姓名", "Name";
    DEPARTMENT: "部门", "Department";
    POSITION: "职务", "Position";
    DAY: "日期", "Day";
    SHIFT: "班次", "Shift";
    HOURS: "时间", "Hours";
    POST: "岗位", "Post";
    NOTE: "备注", "Remarks";
    LEGEND: "班次说明", "Shifts";
    TOTAL_HOURS: "工时", "Hours";
    NIGHTS: "夜班", "Nights";
    PLANNED: "计划", "Planned";
    ACTUAL: "实际", "Worked";
    DIFFERENCE: "差", "Difference";
    CONTRACT: "应出勤", "By contract";
    OWED: "结存", "Owed";
    REMARKS: "差异说明", "Where it differs";
    NOBODY: "没有人员。", "Nobody is on it.";
    FREE: "休", "off";
    SIGN_SUPERVISOR: "主管（签字）", "Supervisor";
    SIGN_PERSON: "本人（签字）", "Signed";
    SIGN_HR: "人事（签字）", "Staff office";
}
