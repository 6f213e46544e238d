//! Words of the papers that a desk makes while meetings run.

use super::terms::terms;

terms! {
    SHIFT_SHEET: "交接班单", "Shift hand-over";
    SHIFT_GIVER: "交班人", "Handed over by";
    SHIFT_TAKER: "接班人", "Taken over by";
    SHIFT_AT: "交班时间", "At";
    SHIFT_NOTE: "其他交接事项", "What else is to be known";
    SHIFT_SIGNED: "已签收", "Read and signed";
    SHIFT_OPEN: "事项", "What is open";
    SHIFT_WHERE: "地点、责任方", "Where, whose";
    SHIFT_DUE: "时限", "By";
    SHIFT_LATE: "已超时", "late";
    SHIFT_NOTHING: "无。", "None.";
    SIGN_SHIFT_GIVER: "交班人（签字）", "Handed over by";
    SIGN_SHIFT_TAKER: "接班人（已阅，签字）", "Read and taken over by";
    IN_INCIDENTS: "未结突发事件", "Incidents not closed";
    IN_CALLS: "未结热线、会中需求", "Open calls and requests";
    IN_LATE: "超时未确认的检查与任务", "Checks and tasks that are late";
    IN_PATROLS: "超时未巡查", "Patrol rounds that are late";
    IN_MEETINGS: "正在进行与即将开始的会议", "Meetings that run or come";
    IN_DECISIONS: "待处理事项", "To be decided";
}
