//! Words of the roster in the history and in refusals.

use crate::arguments::Tongue;

/// A use case about the roster, by its code.
pub(super) fn act(intent: &str, tongue: Tongue) -> Option<&'static str> {
    Some(match intent {
        "roster_cells" => tongue.pick("排班", "wrote the roster"),
        "roster_setup" => tongue.pick("改排班设置", "changed what the roster goes by"),
        "lay_rotation" => tongue.pick("套用轮班", "laid a cycle over the roster"),
        "fill_roster" => tongue.pick("自动排班", "filled the roster in"),
        "publish_roster" => tongue.pick("发布班表", "published the roster"),
        "acknowledge_roster" => tongue.pick("确认班表", "saw the roster"),
        "call_off" => tongue.pick("登记缺勤", "wrote an absence down"),
        "comes_after_all" => tongue.pick("撤销缺勤", "took an absence back"),
        "stand_in" => tongue.pick("安排顶班", "put in a stand-in"),
        "ask_swap" => tongue.pick("申请换班", "asked for a swap"),
        "answer_swap" => tongue.pick("处理换班", "answered a swap"),
        "enter_worked" => tongue.pick("登记实际工时", "wrote hours down"),
        _ => return None,
    })
}

/// A field of the roster, by its code.
pub(super) fn field(field: &str, tongue: Tongue) -> Option<&'static str> {
    Some(match field {
        "work" | "shift" => tongue.pick("班次", "shift"),
        "pinned" => tongue.pick("锁定", "pinned"),
        "code" => tongue.pick("代码", "code"),
        "parts" => tongue.pick("上班时段", "hours"),
        "paid" => tongue.pick("计薪分钟", "paid minutes"),
        "tone" => tongue.pick("颜色", "tone"),
        "figure" => tongue.pick("数值", "figure"),
        "cycle" => tongue.pick("轮班周期", "cycle"),
        "step" => tongue.pick("错开天数", "days apart"),
        "start" => tongue.pick("起始位置", "where it begins"),
        "seconds" => tongue.pick("秒数", "seconds"),
        "days" => tongue.pick("天数", "days"),
        "cells" => tongue.pick("格数", "cells"),
        "per_guests" => tongue.pick("每多少人", "guests for each"),
        "before" => tongue.pick("提前分钟", "minutes before"),
        "after" => tongue.pick("延后分钟", "minutes after"),
        "weekday" => tongue.pick("星期", "weekday"),
        "roster_published" => tongue.pick("班表发布", "roster published"),
        "roster_acknowledged" => tongue.pick("班表确认", "roster seen"),
        "roster_called_off" => tongue.pick("缺勤", "absence"),
        "roster_comes" => tongue.pick("撤销缺勤", "absence taken back"),
        "roster_stood_in" => tongue.pick("顶班", "stand-in"),
        "roster_swap_asked" => tongue.pick("换班申请", "swap"),
        "roster_swap_answered" => tongue.pick("换班处理", "swap answered"),
        "roster_worked" => tongue.pick("实际工时", "hours worked"),
        _ => return None,
    })
}
