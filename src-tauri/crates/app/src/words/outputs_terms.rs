//! Words of lists that are saved.

use super::terms::{Term, terms};
use crate::views::ListOf;

terms! {
    MEETING: "会议", "Meeting";
    CLASS: "类别", "Class";
    FREE: "可用", "Free";
    ON_HAND: "现有", "On hand";
    OUT: "在外", "Out";
    RESERVED: "已预留", "Reserved";
    ON_WAY: "在途", "On the way";
    BELOW: "低于下限", "Below minimum";
    DUE: "时限", "Due";
    TASK: "事项", "Task";
    DEPARTMENT: "责任方", "Department";
    DONE: "完成情况", "Done";
    WHAT: "物品", "What";
    PLACE: "地点", "Where";
    FOUND_BY: "拾获人", "Found by";
    FOUND_AT: "拾获时间", "Found at";
    KEPT: "保管处", "Kept";
    ENDED: "去向", "What became of it";
    HAPPENED: "经过", "What happened";
    GRAVITY: "等级", "Gravity";
    REPORTED_BY: "报告人", "Reported by";
    AT: "时间", "At";
    STATE: "状态", "State";
    CALLER: "来电人", "Caller";
    PHONE: "电话", "Phone";
    SAID: "内容", "What was said";
    ORGANISER: "付款单位", "Who pays";
    TOTAL: "应付", "Total";
    PAID: "已付", "Paid";
    STAGE: "进度", "Stage";
    WAITS_FOR: "待办", "Waits for";
    KIND: "种类", "Kind";
    CLASH: "冲突", "clash";
    CAN_BE_PLACED: "可以安排了", "can be placed now";
    NOT_TAKEN: "未采纳的操作", "not taken";
    ENDED_APART: "一处结束、一处修改", "ended and changed apart";
    WRITTEN_APART: "两处改得不同", "written apart";
    NOTICE_APART: "两处各发一版", "versions issued apart";
    NOTICE_OWED: "未签收", "not acknowledged by";
    NOTICE_CHANGED: "有变更，须重发", "changed since it was issued";
    NOTICE_NOT_ISSUED: "未下发", "not issued";
    LATE: "超时", "late";
    NOTHING: "没有内容。", "Nothing.";
    MADE_OF_DAYS: "日期", "Days";
}

/// What a list is called.
#[must_use]
pub fn list(of: ListOf) -> Term {
    match of {
        ListOf::Meetings => Term::new("会议清单", "Meetings"),
        ListOf::Rooms => Term::new("会议室清单", "Rooms"),
        ListOf::Tasks => Term::new("检查与任务", "Checks and tasks"),
        ListOf::Staff => Term::new("人员名册", "Staff list"),
        ListOf::Stock => Term::new("库存", "Stock"),
        ListOf::Lost => Term::new("失物", "Lost property"),
        ListOf::Incidents => Term::new("突发事件", "Incidents"),
        ListOf::Calls => Term::new("热线与会中需求", "Calls and requests"),
        ListOf::Fees => Term::new("未结费用", "Open fees"),
        ListOf::Notices => Term::new("待办通知单", "Notices due"),
        ListOf::Inbox => Term::new("待处理", "To be decided"),
    }
}
