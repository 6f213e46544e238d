//! Words of the figures: tiles, tables and the brief.

use super::terms::terms;

terms! {
    WEEKLY_BRIEF: "周业务简报", "Weekly brief";
    MONTHLY_BRIEF: "月业务简报", "Monthly brief";
    BRIEF: "业务简报", "Brief";
    BEFORE: "上期", "before";

    // tiles and columns
    MEETINGS: "会议（场）", "Meetings";
    PEOPLE: "人次", "People";
    HOURS: "时长（小时）", "Hours";
    CANCELLED: "取消（场）", "Cancelled";
    ROOM_USE: "会场使用率", "Use of rooms";
    MEDIAN_LEAD: "预订提前量（中位）", "Median lead time";
    CHANGES_PER_NOTICE: "每份通知单变更（次）", "Changes per notice";
    ACKNOWLEDGED_ON_TIME: "通知单按时确认", "Acknowledged on time";
    CHECKED_ON_TIME: "三级检查按时", "Checked on time";
    ESCALATED: "升级（次）", "Escalated";
    CHARGED: "应收（元）", "Charged, yuan";
    PAID: "已收（元）", "Paid, yuan";
    FOUND: "拾遗（件）", "Things found";
    DUE: "应办", "Due";
    ON_TIME: "按时", "On time";
    ON_TIME_SHARE: "按时率", "Share on time";
    LATE: "迟办", "Late";
    MISSED: "未办", "Not done";
    SHARE: "占比", "Share";
    USED_SHARE: "使用率", "Use";
    TIMES: "次数", "Times";
    PIECES: "件数", "Pieces";
    LAID_OUT: "按标准配置", "Laid out";
    USED: "实际耗用", "Used up";
    UNIT: "单位", "Unit";
    LEVEL: "级别", "Level";
    DEPARTMENT: "部门", "Department";
    HOW_MUCH: "数量", "Figure";

    // tables
    BY_DAY: "每日会议", "Meetings by day";
    BY_WEEKDAY_AND_HOUR: "各时段会场使用率（按星期）", "Use of rooms by weekday and hour";
    BY_ROOM_AND_HOUR: "各时段会场使用率（按会场）", "Use of rooms by room and hour";
    HEAT_ABOUT: "格内为占用时间占开放时间的百分比。", "Each cell is the time taken as a percentage of the time open.";
    BY_ROOM: "会场使用", "Rooms";
    BY_ORGANISER: "主办单位", "Organisers";
    BY_CLASS: "会场类别", "Classes";
    BY_TEMPLATE: "服务模板", "Service templates";
    LEAD_TIMES: "预订提前量", "Lead times";
    CHANGES: "通知单变更", "Changes of notices";
    ACKNOWLEDGEMENTS: "通知单确认", "Acknowledgements";
    CHECKS: "三级检查", "Three-level checks";
    TASKS: "其他任务", "Other tasks";
    ESCALATIONS: "升级情况", "Escalations";
    GOODS: "茶水物品", "Tea and goods";
    FEES: "会议费用", "Fees";
    LOST: "拾遗物品", "Lost property";
    OUTAGES: "断网与离线", "Outages";
    NONE: "这段时间没有。", "None in this period.";

    // rows
    DAY: "日期", "Day";
    MONTH: "月份", "Month";
    ROOM: "会场", "Room";
    NO_ROOM: "会场待定", "no room yet";
    ORGANISER: "主办单位", "Organiser";
    NOT_SAID: "（未填写）", "(not said)";
    CLASS: "类别", "Class";
    TEMPLATE: "模板", "Template";
    NO_TEMPLATE: "（无模板）", "(none)";
    LEAD: "提前", "Lead";
    UNDER_2_HOURS: "2 小时以内", "under 2 hours";
    UNDER_HALF_A_DAY: "2–12 小时", "2 to 12 hours";
    UNDER_A_DAY: "12–24 小时", "12 to 24 hours";
    UNDER_3_DAYS: "1–3 天", "1 to 3 days";
    UNDER_A_WEEK: "3–7 天", "3 to 7 days";
    OVER_A_WEEK: "7 天以上", "7 days and more";
    SHORT_NOTICE: "其中：迟于类别要求", "of these: later than their class asks";
    CHANGED: "变更", "Changes";
    NEVER: "未变更", "none";
    ONCE: "1 次", "one";
    TWICE: "2 次", "two";
    MORE_OFTEN: "3 次及以上", "three and more";
    LATE_NOTICE: "其中：首发晚于规定", "of these: first issued late";
    WHAT: "事项", "What";
    CHECKS_LEVEL: "检查", "checks";
    ITEM: "品名", "Item";
    STAGE: "进度", "Stage";
    ALL: "合计", "All";
    KEPT: "在存", "kept";
    RETURNED: "已归还", "handed back";
    DISPOSED: "已处置", "disposed of";
    OFFLINE_ACTS: "离线操作（次）", "Acts written with no other station in sight";
    OFFLINE_STRETCHES: "离线时段（段）", "Stretches alone";
    OFFLINE_HOURS: "离线时长，至少（小时）", "Hours alone, at least";
    OFFLINE_MEETINGS: "离线期间处理的会议（场）", "Meetings that were worked on alone";
    LATE_ALONE: "离线工作站上迟办的事项（件）", "Done late at a station that was alone";
    CLASHES_APART: "离线造成、尚未裁决的冲突（处）", "Clashes that arose apart and are open";
    CONFLICTS_APART: "各自改写、尚未裁决的内容（处）", "Fields written apart and not decided";
    DECIDED: "已裁决（次）", "Decisions taken";
    INCIDENTS: "突发事件", "Incidents";
    GRAVITY: "等级", "Gravity";
    REPORTED_IN_TIME: "按时上报", "Reported in time";
    STILL_OPEN: "未办结", "still open";
    CALLS: "热线与会中需求", "Calls and requests";
    CAME_OF_IT: "来源与结果", "What came of it";
    HOTLINE: "热线", "hotline";
    IN_ROOM: "会中", "in the room";
    ANSWERED: "已答复", "answered";
    BOOKED: "转为预订", "became a booking";
    CHANGED_BOOKING: "转为变更", "became a change";
    TASK_DONE: "任务已办", "task done";
    SATISFACTION: "满意度", "Satisfaction";
    STARS: "星级", "Stars";
}
