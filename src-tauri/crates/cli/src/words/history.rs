//! Words for what was changed: acts, fields, values.

use serde::de::DeserializeOwned;
use serde_json::Value;
use steward_app::domain::after::ClosingPoint;
use steward_app::domain::meeting::{Refreshment, State};
use steward_app::domain::plan::Department;
use steward_app::domain::room::Layout;
use steward_app::domain::secrecy::Level;
use steward_app::words;

use crate::arguments::Tongue;
use crate::words::{
    audit, booking, deciding, keeping, lists, posts, roster, signing, staff, stock, template, undo,
};

/// A use case by its code, as the log names it.
pub(crate) fn act(intent: &str, tongue: Tongue) -> String {
    let words = match intent {
        "book" => tongue.pick("登记", "booked"),
        "book_series" => tongue.pick("登记系列会议", "booked a series"),
        "amend_series" => tongue.pick("修改系列会议", "changed a series"),
        "cancel_series" => tongue.pick("取消系列会议", "cancelled a series"),
        "amend" => tongue.pick("修改", "changed"),
        "move" => tongue.pick("改期", "moved"),
        "state" => tongue.pick("改状态", "state set"),
        "confirm" => tongue.pick("确认任务", "task confirmed"),
        "tolerate" => tongue.pick("撞场保留", "clash left"),
        "settle" => tongue.pick("定夺", "settled"),
        "resolve" => tongue.pick("裁决冲突", "clash settled"),
        "duty" => tongue.pick("派工", "put on duty"),
        "duty_change" => tongue.pick("改派工", "duty changed"),
        "duty_off" => tongue.pick("撤下", "taken off duty"),
        "requirement" => tongue.pick("填写要求", "noted what is needed"),
        "plates_from_seats" => {
            tongue.pick("按座位图列铭牌", "listed the name plates by the seat plan")
        }
        "propose_requirements" => tongue.pick("按标准填写要求", "filled in what is usual"),
        "copy_requirements" => tongue.pick("照上次填写要求", "took over the last answers"),
        "issue_notice" => tongue.pick("签发通知单", "issued the notice"),
        "withdraw_notice" => tongue.pick("撤回通知单", "withdrew the notice"),
        "acknowledge_notice" => tongue.pick("确认通知单", "confirmed the notice"),
        "report_ready" => tongue.pick("报就绪", "reported ready"),
        "look_at_ready" => tongue.pick("检查就绪", "checked what was reported"),
        "apply_for_approval" => tongue.pick("送审", "applied for approval"),
        "answer_application" => tongue.pick("登记批复", "noted the client's answer"),
        "search_room" => tongue.pick("检查会场", "searched the room"),
        "hand_over" => tongue.pick("移交资料", "handed over"),
        "count_used" => tongue.pick("清点耗用", "counted what was used up"),
        "rate" => tongue.pick("登记满意度", "noted what the organiser said"),
        "review" => tongue.pick("复盘", "looked back"),
        "waive" => tongue.pick("免办", "waived"),
        "write_fee" => tongue.pick("编制费用", "wrote the fee down"),
        "step_fee" => tongue.pick("费用进展", "a step of the fee"),
        "lost_item" => tongue.pick("登记拾遗", "entered lost property"),
        "end_lost" => tongue.pick("拾遗物品去向", "lost property settled"),
        "price" => tongue.pick("修改价目", "price list changed"),
        "add_incident" => tongue.pick("登记突发事件", "wrote an incident down"),
        "step_incident" => tongue.pick("处置突发事件", "dealt with an incident"),
        "grade_incident" => tongue.pick("改事件等级", "graded an incident"),
        "take_call" => tongue.pick("登记来电、需求", "took a call or request"),
        "step_call" => tongue.pick("处理来电、需求", "dealt with a call or request"),
        "list_people" => tongue.pick("登记与会人员", "entered people"),
        "see_preferences" => tongue.pick("查看饮品偏好", "looked at preferences"),
        "open_meeting" => tongue.pick("打开保密会议", "opened a confidential meeting"),
        "print" => tongue.pick("打印", "printed"),
        "export" => tongue.pick("导出", "exported"),
        "level" => tongue.pick("定知悉范围", "set who may know"),
        "note_cut_log" => tongue.pick("发现日志被截", "found the log cut short"),
        "import" => tongue.pick("导入", "imported"),
        "sample" => tongue.pick("样例", "sample"),
        other => stock::act(other, tongue)
            .or_else(|| roster::act(other, tongue))
            .or_else(|| staff::act(other, tongue))
            .or_else(|| lists::act(other, tongue))
            .or_else(|| posts::act(other, tongue))
            .or_else(|| keeping::act(other, tongue))
            .or_else(|| signing::act(other, tongue))
            .or_else(|| template::act(other, tongue))
            .or_else(|| undo::act(other, tongue))
            .unwrap_or(other),
    };
    words.to_owned()
}

/// A field of a meeting, or a kind of fact about it, by its code.
pub(crate) fn field(field: &str, tongue: Tongue) -> String {
    let words = match field {
        "second_place" => tongue.pick("第二处备份", "second place for backups"),
        "title" => tongue.pick("会议名称", "title"),
        "slot" => tongue.pick("会场与时间", "room and time"),
        "headcount" => tongue.pick("人数", "headcount"),
        "organiser" => tongue.pick("主办单位", "organiser"),
        "contact" => tongue.pick("联系人", "contact"),
        "phone" => tongue.pick("电话", "phone"),
        "service" => tongue.pick("茶水", "served"),
        "leader" => tongue.pick("首长出席", "a leader attends"),
        "needs" => tongue.pick("特殊需求", "special needs"),
        "standing" => tongue.pick("状态", "state"),
        "template" => tongue.pick("服务模板", "template"),
        "taken" => tongue.pick("受理", "taken by"),
        "number" => tongue.pick("编号", "number"),
        "interval" => tongue.pick("间隔", "interval"),
        "repeats" => tongue.pick("次数", "times"),
        "weekday" => tongue.pick("星期", "weekday"),
        "holidays" => tongue.pick("节假日文件", "file of holidays"),
        "confirmed" => tongue.pick("任务确认", "task"),
        "tolerated" => tongue.pick("撞场决定", "clash"),
        "resolved" => tongue.pick("冲突裁决", "clash"),
        "answer" => tongue.pick("服务要求", "requirement"),
        "notice_issued" => tongue.pick("服务通知单", "service notice"),
        "notice_acknowledged" => tongue.pick("通知单确认", "notice confirmed"),
        "ready_reported" => tongue.pick("就绪报告", "ready"),
        "ready_looked" => tongue.pick("就绪检查", "checked"),
        "approval_applied" => tongue.pick("申请", "application"),
        "approval_answered" => tongue.pick("批复", "the client's answer"),
        "searched" => tongue.pick("会场检查", "room searched"),
        "handed_over" => tongue.pick("资料移交", "handed over"),
        "used_up" => tongue.pick("耗用", "used up"),
        "rated" => tongue.pick("满意度", "how it was"),
        "reviewed" => tongue.pick("复盘", "looked back"),
        "waived" => tongue.pick("免办", "waived"),
        "fee_written" => tongue.pick("费用", "fee"),
        "fee_step" => tongue.pick("费用进展", "fee"),
        "discount" => tongue.pick("减免", "discount"),
        "amount" => tongue.pick("金额", "amount"),
        "price" => tongue.pick("单价", "price"),
        "quantity" | "count" => tongue.pick("数量", "quantity"),
        "stars" => tongue.pick("满意度", "stars"),
        "until" => tongue.pick("截止日期", "last day"),
        "fee_sign_days" => tongue.pick("费用签字期限", "days to sign a fee"),
        "fee_pay_days" => tongue.pick("费用收讫期限", "days to pay a fee"),
        "fee_tax" => tongue.pick("税率", "tax"),
        "incident" | "incident_step" => tongue.pick("突发事件", "incident"),
        "hotline_call" => tongue.pick("热线来电", "call"),
        "request" => tongue.pick("会中需求", "request"),
        "call_step" => tongue.pick("来电、需求处理", "call or request"),
        "gravity" => tongue.pick("等级", "gravity"),
        "said" => tongue.pick("来电内容", "line"),
        "what" => tongue.pick("内容", "matter"),
        "measure" => tongue.pick("措施", "measure"),
        "result" => tongue.pick("处理结果", "result"),
        "caller" => tongue.pick("来电人", "caller"),
        "place" => tongue.pick("地点", "place"),
        "minutes" => tongue.pick("分钟数", "minutes"),
        "grace" => tongue.pick("宽限分钟", "grace"),
        "points" => tongue.pick("巡查点", "points"),
        "times" => tongue.pick("巡查时刻", "times"),
        "people_listed" => tongue.pick("与会人员", "people"),
        "person_seated" => tongue.pick("座位", "seat"),
        "happened" => tongue.pick("发生时间", "time it happened"),
        "preferences_seen" => tongue.pick("饮品偏好", "preferences"),
        "opened" => tongue.pick("打开", "opened"),
        "printed" => tongue.pick("打印", "printed"),
        "exported" => tongue.pick("导出", "exported"),
        "level" => tongue.pick("知悉范围", "need to know"),
        "audit_days" => tongue.pick("审计保留天数", "days of the audit"),
        "audit_again" => tongue.pick("重复打开间隔分钟", "minutes between openings"),
        "seat" => tongue.pick("座位", "seat"),
        "rank" => tongue.pick("排序", "rank"),
        "side" => tongue.pick("主客", "side"),
        "unit" => tongue.pick("单位", "unit"),
        "precedence" => tongue.pick("排序", "rank"),
        "position" => tongue.pick("职务", "position"),
        "people" => tongue.pick("与会人员", "people"),
        "podium" => tongue.pick("主席台", "podium"),
        "rows" => tongue.pick("排数", "rows"),
        "seats" => tongue.pick("座位数", "seats"),
        "aisles" => tongue.pick("过道", "aisles"),
        "base" => tongue.pick("底边座位", "seats at the base"),
        "legs" => tongue.pick("侧边座位", "seats on each leg"),
        "across" => tongue.pick("横边座位", "seats across"),
        "along" => tongue.pick("竖边座位", "seats along"),
        "heads" => tongue.pick("两头座位", "seats at each head"),
        "tables" => tongue.pick("桌数", "tables"),
        "drink" => tongue.pick("饮品", "drink"),
        "wishes" => tongue.pick("其他要求", "wishes"),
        "shape" => tongue.pick("座位布局", "seats"),
        "order" => tongue.pick("座次规则", "which hand is higher"),
        "door" => tongue.pick("门的位置", "door"),
        "pouring" => tongue.pick("斟茶顺序", "order of pouring"),
        "duty" => tongue.pick("人员与车辆", "people and vehicles"),
        "attendee" => tongue.pick("与会人员", "people to be seated"),
        "seat_plan" => tongue.pick("座位图", "seat plan"),
        "holder" => tongue.pick("谁", "who"),
        "task" => tongue.pick("做什么", "what for"),
        "note" => tongue.pick("备注", "note"),
        "off" => tongue.pick("撤下", "taken off"),
        "name" => tongue.pick("名称", "name"),
        "words" => tongue.pick("查找词", "words"),
        "filters" => tongue.pick("保存的筛选（个）", "kept filters"),
        "retired" => tongue.pick("停用", "retired"),
        "margin_person" => tongue.pick("人员赶场时间", "time between duties"),
        "margin_vehicle" => tongue.pick("车辆周转时间", "time between trips"),
        "time" => tongue.pick("时间", "time"),
        "days" => tongue.pick("天数", "number of days"),
        "month" => tongue.pick("月份", "month"),
        "hours" => tongue.pick("小时数", "hours"),
        other => stock::field(other, tongue)
            .or_else(|| roster::field(other, tongue))
            .or_else(|| staff::field(other, tongue))
            .or_else(|| lists::field(other, tongue))
            .or_else(|| posts::field(other, tongue))
            .or_else(|| keeping::field(other, tongue))
            .or_else(|| undo::field(other, tongue))
            .or_else(|| template::field(other, tongue))
            .unwrap_or(other),
    };
    words.to_owned()
}

/// A value that was written: codes become words, the rest is as written.
pub(crate) fn value(field: &str, text: &str, tongue: Tongue) -> String {
    match field {
        "standing" => {
            let (code, why) = text
                .split_once(" · ")
                .map_or((text, None), |(code, why)| (code, Some(why)));
            let state = known::<State>(code).map_or(code, |state| booking::state(state, tongue));
            let why = why.map(|why| undo::reason(why, tongue));
            why.map_or_else(|| state.to_owned(), |why| format!("{state} · {why}"))
        }
        "resolved" => {
            let (code, why) = text.split_once(" · ").unwrap_or((text, ""));
            let kind = deciding::remedy_by_code(code, tongue);
            if why.is_empty() {
                kind
            } else {
                format!("{kind} · {why}")
            }
        }
        "slot" => text
            .split(" · ")
            .map(|part| place(part, tongue))
            .collect::<Vec<_>>()
            .join(" · "),
        "service" => known::<Refreshment>(text).map_or_else(
            || text.to_owned(),
            |served| words::service(served).in_language(tongue.into()).to_owned(),
        ),
        "confirmed" => text
            .split(" · ")
            .map(|part| on_paper(part, tongue))
            .collect::<Vec<_>>()
            .join(" · "),
        "answer"
        | "notice_acknowledged"
        | "ready_reported"
        | "ready_looked"
        | "approval_answered"
        | "searched"
        | "waived"
        | "fee_step"
        | "incident"
        | "incident_step"
        | "call_step"
        | "preferences_seen" => text
            .split(" · ")
            .map(|part| code(part, tongue))
            .collect::<Vec<_>>()
            .join(" · "),
        "lock" | "waits" => text
            .split(" · ")
            .map(|part| keeping::code(part, tongue))
            .collect::<Vec<_>>()
            .join(" · "),
        "withdrawn" => undo::taken_back(text, tongue),
        "gravity" => code(&format!("gravity_{text}"), tongue),
        "level" => known::<Level>(text)
            .map_or(text, |level| audit::level(level, tongue))
            .to_owned(),
        "printed" | "exported" => text
            .split(" · ")
            .map(|part| audit::left(part, tongue))
            .collect::<Vec<_>>()
            .join(" · "),
        "leader" => match text {
            "true" => tongue.pick("是", "yes").to_owned(),
            "false" => tongue.pick("否", "no").to_owned(),
            _ => text.to_owned(),
        },
        _ => text.to_owned(),
    }
}

/// When it was really done, of a tick that was entered from paper.
fn on_paper(part: &str, tongue: Tongue) -> String {
    part.strip_prefix("on_paper ").map_or_else(
        || part.to_owned(),
        |at| {
            tongue.pick(
                format!("实际 {at}，据纸补录"),
                format!("really {at}, entered from paper"),
            )
        },
    )
}

/// A code among what was answered, reported or found.
fn code(part: &str, tongue: Tongue) -> String {
    let word = match part {
        "needed" => tongue.pick("需要", "needed"),
        "not_needed" => tongue.pick("不需要", "not needed"),
        "not_asked" => tongue.pick("未询问", "not asked"),
        "all_in_order" => tongue.pick("全部就绪", "all in order"),
        "passed" => tongue.pick("合格", "passed"),
        "not_passed" => tongue.pick("不合格", "did not pass"),
        "approved" => tongue.pick("同意", "approved"),
        "not_approved" => tongue.pick("不同意", "refused"),
        "found" => tongue.pick("有遗留", "something found"),
        "not_found" => tongue.pick("无遗留", "nothing found"),
        "signed" => tongue.pick("已签字", "signed"),
        "invoiced" => tongue.pick("已开票", "invoiced"),
        "paid" => tongue.pick("收款", "paid"),
        "gravity_minor" => tongue.pick("一般", "minor"),
        "gravity_serious" => tongue.pick("较重", "serious"),
        "gravity_grave" => tongue.pick("严重", "grave"),
        "incident_told" => tongue.pick("上报", "reported up"),
        "incident_measure" => tongue.pick("措施", "measure"),
        "incident_closed" => tongue.pick("结束", "closed"),
        "incident_reopened" | "call_reopened" => tongue.pick("重开", "opened again"),
        "call_answered" => tongue.pick("已答复", "answered"),
        "call_booked" => tongue.pick("已订会", "became a booking"),
        "call_changed" => tongue.pick("已改会", "became a change"),
        "call_handed" => tongue.pick("派给", "handed to"),
        "call_finished" => tongue.pick("办结", "done"),
        "screen" => tongue.pick("在屏幕上", "on the screen"),
        "paper" => tongue.pick("在纸上", "on paper"),
        other => {
            if let Some(point) = known::<ClosingPoint>(other) {
                return words::closing_point(point).say(tongue.into()).to_owned();
            }
            let department = known::<Department>(other).map(words::department);
            let name = department.map(|name| name.in_language(tongue.into()).to_owned());
            return name.unwrap_or_else(|| other.to_owned());
        }
    };
    word.to_owned()
}

/// A part of where and when: the codes of layouts and of whole days.
fn place(part: &str, tongue: Tongue) -> String {
    if part == "all_day" {
        return tongue.pick("全天", "all day").to_owned();
    }
    known::<Layout>(part).map_or_else(
        || part.to_owned(),
        |layout| {
            let name = steward_app::words::layout(layout);
            tongue.pick(&name.zh, &name.en).to_owned()
        },
    )
}

/// The value that a code names.
fn known<T: DeserializeOwned>(code: &str) -> Option<T> {
    serde_json::from_value(Value::String(code.to_owned())).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_become_words_and_a_reason_stays() {
        assert_eq!(
            value("standing", "cancelled · 改期", Tongue::Zh),
            "已取消 · 改期"
        );
        assert_eq!(value("standing", "in_session", Tongue::En), "in session");
        assert_eq!(
            value("service", "podium_tea", Tongue::Zh),
            "主席台茶水、会场瓶装水"
        );
        assert_eq!(
            value(
                "slot",
                "2026-11-25 09:00–11:00 · 报告厅 · rounds",
                Tongue::Zh
            ),
            "2026-11-25 09:00–11:00 · 报告厅 · 圆桌式"
        );
        assert_eq!(
            value(
                "confirmed",
                "check-1 · 周敏 · on_paper 2026-11-22 14:05",
                Tongue::En
            ),
            "check-1 · 周敏 · really 2026-11-22 14:05, entered from paper"
        );
        assert_eq!(value("leader", "true", Tongue::En), "yes");
        assert_eq!(value("title", "in_session", Tongue::En), "in_session");
    }
}
