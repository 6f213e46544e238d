//! Words of the house's rules: what each figure is called, and how it reads.

use serde_json::Value;
use steward_domain::house_rules::RuleChange;
use steward_domain::incident::Gravity;
use steward_domain::meeting_kind::{self, MeetingKind};
use steward_domain::names::Name;

use super::terms::{self as say, Term, terms};

terms! {
    DAY_PARTS: "上午、下午指几点", "What parts of the day mean";
    BOOKING_RULES: "预订规则", "Booking rules";
    MARGINS: "两岗之间", "Between two duties";
    NOTICE: "服务通知单", "Service notice";
    REPORT: "报委托方", "Report to the client";
    FEE: "费用", "Fees";
    INCIDENT: "突发事件上报", "Reporting incidents up";
    HOTLINE: "热线与会中需求", "Hotline and requests";
    AUDIT: "审计", "Audit";
    KEEP: "留会场", "Keeping rooms";
    MEETING_KINDS: "会议类型", "Kinds of meetings";
    MORNING: "上午", "morning";
    NOON: "中午", "noon";
    AFTERNOON: "下午", "afternoon";
    EVENING: "晚上", "evening";
    ALL_DAY: "全天", "all day";
    BEGINS: "开始", "begins";
    ENDS: "结束", "ends";
    LENGTH: "未说时长时", "length unless said";
    LEAD: "提前", "lead time";
    APPROVAL: "业主书面批准", "approval in writing";
    PERSON: "人员换楼栋", "people, another building";
    VEHICLE: "车辆周转", "vehicles";
    LEAD_DAYS: "提前天数", "days ahead";
    REASON_DAYS: "须写原因的天数", "days that need a reason";
    REMIND: "提醒", "reminder";
    ESCALATE: "升级", "escalation";
    URGENT_REMIND: "加急提醒", "urgent reminder";
    URGENT_ESCALATE: "加急升级", "urgent escalation";
    BY: "几点前报送", "sent by";
    PROPOSED: "提前提示", "proposed before that";
    REPORT_DAYS: "报几天", "of so many days";
    TO: "报给谁", "to whom";
    SIGN_DAYS: "几天内签字", "days to sign";
    PAY_DAYS: "几天内收款", "days to pay";
    TAX: "税率（千分之）", "tax, thousandths";
    TAX_INCLUDED: "价格含税", "prices contain the tax";
    IS_REPORTED: "要上报", "reported up";
    WITHIN: "时限", "within";
    TASK: "派任务时限", "tasks within";
    REQUEST: "会中需求时限", "requests within";
    ANSWER: "来电未处理提醒", "open calls late after";
    AUDIT_DAYS: "回看天数", "days it goes back";
    AGAIN: "再打开算同一次", "opened again counts once within";
    HOLD_HOURS: "暂留", "a hold lasts";
    HOLD_REMIND: "到期前提醒", "reminded before its end";
    ROOMLESS_DAYS: "会场待定提前提醒", "reminded of no room before";
    GRADES: "等级", "gravity";
    NAME: "名称", "name";
    RETIRED: "停用", "no longer offered";
}

/// How a figure reads.
#[derive(Clone, Copy)]
enum Reads {
    Minutes,
    Hours,
    Days,
    /// Minutes of the day.
    Clock,
    Plain,
}

/// Where a figure of the rules stands, in words: `预订规则 · B · 提前`. A kind of
/// meeting is called by its name among `kinds`.
pub(crate) fn place(path: &[String], kinds: &[MeetingKind]) -> Name {
    let words = path.iter().enumerate().map(|(at, part)| {
        let last = at + 1 == path.len();
        let term = match at {
            0 => group(part),
            _ if last => leaf(path).map(|(term, _)| term),
            _ => inner(part),
        };
        let kind = || meeting_kind::of_code(kinds, part).map(|kind| kind.name.clone());
        term.map(Term::name)
            .or_else(kind)
            .unwrap_or_else(|| Name::new(part, part))
    });
    let (mut zh, mut en) = (Vec::new(), Vec::new());
    for word in words {
        zh.push(word.zh);
        en.push(word.en);
    }
    zh.retain(|word| !word.is_empty());
    en.retain(|word| !word.is_empty());
    Name::new(&zh.join(" · "), &en.join(" · "))
}

/// A figure of the rules, before or after a change, in words; empty for none.
pub(crate) fn figure(change: &RuleChange, value: Option<&Value>) -> Name {
    let reads = leaf(&change.path).map_or(Reads::Plain, |(_, reads)| reads);
    match value {
        None | Some(Value::Null) => Name::default(),
        Some(Value::Bool(true)) => say::YES.name(),
        Some(Value::Bool(false)) => say::NO.name(),
        Some(Value::Number(figure)) => number(figure.as_u64().unwrap_or_default(), reads),
        // A wall time: its seconds are never other than nought.
        Some(Value::String(text)) => {
            let short = text.strip_suffix(":00").unwrap_or(text);
            let told = match reads {
                Reads::Clock => short,
                _ => text,
            };
            Name::new(told, told)
        }
        Some(other) => serde_json::from_value(other.clone()).unwrap_or_else(|_| {
            let told = other.to_string();
            Name::new(&told, &told)
        }),
    }
}

fn number(figure: u64, reads: Reads) -> Name {
    let (zh, en) = match reads {
        Reads::Minutes => (format!("{figure} 分钟"), format!("{figure} min")),
        Reads::Hours => (format!("{figure} 小时"), format!("{figure} h")),
        Reads::Days => (format!("{figure} 天"), format!("days: {figure}")),
        Reads::Clock => {
            let clock = format!("{:02}:{:02}", figure / 60, figure % 60);
            (clock.clone(), clock)
        }
        Reads::Plain => (figure.to_string(), figure.to_string()),
    };
    Name::new(&zh, &en)
}

fn group(part: &str) -> Option<Term> {
    Some(match part {
        "day_parts" => DAY_PARTS,
        "booking_rules" => BOOKING_RULES,
        "margins" => MARGINS,
        "notice" => NOTICE,
        "report" => REPORT,
        "fee" => FEE,
        "incident" => INCIDENT,
        "hotline" => HOTLINE,
        "audit" => AUDIT,
        "keep" => KEEP,
        "meeting_kinds" => MEETING_KINDS,
        _ => return None,
    })
}

/// What stands between a group and a figure. A class is called by its letter.
fn inner(part: &str) -> Option<Term> {
    let gravity: Option<Gravity> = serde_json::from_value(Value::from(part)).ok();
    Some(match part {
        "morning" => MORNING,
        "noon" => NOON,
        "afternoon" => AFTERNOON,
        "evening" => EVENING,
        "all_day" => ALL_DAY,
        "grades" => GRADES,
        _ => return gravity.map(super::during::gravity),
    })
}

fn leaf(path: &[String]) -> Option<(Term, Reads)> {
    use Reads::{Clock, Days, Hours, Minutes, Plain};
    let (group, leaf) = (path.first()?.as_str(), path.last()?.as_str());
    Some(match (group, leaf) {
        (_, "from") => (BEGINS, Clock),
        ("day_parts", "to") => (ENDS, Clock),
        (_, "default_minutes") => (LENGTH, Minutes),
        (_, "lead_minutes") => (LEAD, Minutes),
        (_, "approval") => (APPROVAL, Plain),
        (_, "person") => (PERSON, Minutes),
        (_, "vehicle") => (VEHICLE, Minutes),
        (_, "lead_days") => (LEAD_DAYS, Days),
        (_, "reason_days") => (REASON_DAYS, Days),
        (_, "remind") => (REMIND, Minutes),
        (_, "escalate") => (ESCALATE, Minutes),
        (_, "urgent_remind") => (URGENT_REMIND, Minutes),
        (_, "urgent_escalate") => (URGENT_ESCALATE, Minutes),
        (_, "minute") => (BY, Clock),
        (_, "proposed") => (PROPOSED, Minutes),
        ("report", "days") => (REPORT_DAYS, Days),
        (_, "to") => (TO, Plain),
        (_, "sign_days") => (SIGN_DAYS, Days),
        (_, "pay_days") => (PAY_DAYS, Days),
        (_, "tax") => (TAX, Plain),
        (_, "tax_included") => (TAX_INCLUDED, Plain),
        ("incident", "report") => (IS_REPORTED, Plain),
        ("incident", "minutes") => (WITHIN, Minutes),
        (_, "task") => (TASK, Minutes),
        (_, "request") => (REQUEST, Minutes),
        (_, "answer") => (ANSWER, Minutes),
        ("audit", "days") => (AUDIT_DAYS, Days),
        (_, "again") => (AGAIN, Minutes),
        (_, "hold_hours") => (HOLD_HOURS, Hours),
        (_, "hold_remind") => (HOLD_REMIND, Minutes),
        (_, "roomless_days") => (ROOMLESS_DAYS, Days),
        (_, "name") => (NAME, Plain),
        (_, "retired") => (RETIRED, Plain),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    //! Every figure has words of its own.
    #![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

    use steward_domain::house_rules::{HouseRules, rule_changes};

    use super::*;

    /// Every figure otherwise than it was.
    fn other(value: &mut Value) {
        match value {
            Value::Number(n) => *value = (n.as_u64().unwrap_or(0) + 1).into(),
            Value::Bool(b) => *b = !*b,
            Value::Array(list) => list.iter_mut().for_each(other),
            Value::Object(map) => map.values_mut().for_each(other),
            Value::String(text) if text.ends_with(":00:00") => *text = "23:59:00".into(),
            Value::String(text) if text.is_empty() => *text = "x".into(),
            _ => {}
        }
    }

    #[test]
    fn every_figure_of_the_rules_has_words() {
        let bare: HouseRules = HouseRules {
            booking_rules: Vec::new(),
            meeting_kinds: Vec::new(),
            ..HouseRules::default()
        };
        let mut full = HouseRules::default();
        let mut value = serde_json::to_value(&full).unwrap();
        other(&mut value);
        full = serde_json::from_value(value).unwrap();
        let changes = rule_changes(&bare, &full);
        assert!(changes.len() > 50, "{}", changes.len());
        for change in changes {
            let kinds = &full.meeting_kinds;
            let told = place(&change.path, kinds);
            let leaf_known = leaf(&change.path).is_some();
            assert!(leaf_known, "{:?} has no words", change.path);
            assert!(!told.en.contains('_'), "{told:?}");
            let is = figure(&change, change.after.as_ref());
            assert!(!is.zh.is_empty() && !is.en.is_empty(), "{:?}", change.path);
        }
    }

    #[test]
    fn a_figure_reads_as_people_say_it() {
        let change = RuleChange {
            path: ["report", "minute"].map(str::to_owned).to_vec(),
            before: None,
            after: Some(1050.into()),
        };
        assert_eq!(figure(&change, change.after.as_ref()).zh, "17:30");
        assert_eq!(place(&change.path, &[]).zh, "报委托方 · 几点前报送");
    }
}
