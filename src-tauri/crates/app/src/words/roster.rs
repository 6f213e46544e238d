//! Rules of the roster in words, and what is broken: the terminal and papers
//! say it alike.

use steward_domain::names::{Language, Name};
use steward_domain::roster::ShiftKind;
use steward_domain::roster::check::Breach;
use steward_domain::roster::facts::SwapStanding;
use steward_domain::roster::rules::{Force, RuleAbout};
use steward_domain::staff::LeaveKind;

use super::terms::Term;
use crate::views::StandInStanding;

/// What a rule is about.
#[must_use]
pub fn rule(about: RuleAbout) -> Term {
    match about {
        RuleAbout::Rest => Term::new("班次间休息", "Rest between shifts"),
        RuleAbout::MostInRow => Term::new("最多连续上班天数", "Most days in a row"),
        RuleAbout::FewestInRow => Term::new("最少连续上班天数", "Fewest days in a row"),
        RuleAbout::WeekendsOff => Term::new("每月休息周末", "Free weekends a month"),
        RuleAbout::WeekMinutes => Term::new("每周工时上限", "Most hours a week"),
        RuleAbout::MonthMinutes => Term::new("每月工时上限", "Most hours a month"),
        RuleAbout::ContractHours => {
            Term::new("合同工时下限（%）", "Fewest of the contract's hours (%)")
        }
        RuleAbout::NightsInRow => Term::new("最多连续夜班", "Most nights in a row"),
        RuleAbout::NightsInMonth => Term::new("每月夜班上限", "Most nights a month"),
        RuleAbout::Skill => Term::new("岗位技能与部门", "Skill and department"),
        RuleAbout::Clearance => Term::new("授权与培训", "Clearance and training"),
        RuleAbout::TwoPosts => Term::new("同一时间一岗", "One post at a time"),
        RuleAbout::Travel => Term::new("楼栋间路程", "Way between buildings"),
        RuleAbout::Leave => Term::new("请假与缺勤", "Leave"),
        RuleAbout::Available => Term::new("可上班时间", "Hours they can work"),
        RuleAbout::Wish => Term::new("个人意愿", "Wishes"),
        RuleAbout::FairNights => Term::new("夜班均衡", "Nights shared evenly"),
        RuleAbout::FairWeekends => Term::new("周末均衡", "Weekends shared evenly"),
        RuleAbout::FairHolidays => Term::new("节假日均衡", "Holidays shared evenly"),
        RuleAbout::Pair => Term::new("搭班要求", "Together or apart"),
    }
}

/// How a rule holds.
#[must_use]
pub fn force(force: Force) -> Term {
    match force {
        Force::Hard => Term::new("必须遵守", "must hold"),
        Force::Priced => Term::new("尽量遵守", "as far as may be"),
        Force::Off => Term::new("不检查", "not looked at"),
    }
}

/// A broken rule in a sentence, without who and when.
#[must_use]
pub fn breach(one: &Breach, language: Language) -> String {
    let zh = language == Language::Zh;
    let figure = |minutes: bool, n: i32| match minutes {
        true => hours(n, language),
        false => n.to_string(),
    };
    let text = rule(one.about).say(language);
    match one.about.figure() {
        Some(minutes) if one.limit != 0 || one.is != 0 => {
            let minutes = minutes || one.about == RuleAbout::ContractHours;
            let (is, limit) = (figure(minutes, one.is), figure(minutes, one.limit));
            let what = match (zh, one.what.is_empty()) {
                (_, true) => String::new(),
                (true, false) => format!("（{}）", one.what),
                (false, false) => format!(" ({})", one.what),
            };
            match zh {
                true => format!("{text}：现为 {is}，规定 {limit}{what}"),
                false => format!("{text}: {is}, the rule says {limit}{what}"),
            }
        }
        _ => {
            let text = match (zh, one.about) {
                (true, RuleAbout::Skill) => "不具备岗位技能或不属该部门",
                (true, RuleAbout::Clearance) => "授权不够或培训过期",
                (true, RuleAbout::TwoPosts) => "同一时间有两处",
                (true, RuleAbout::Leave) => "请假或缺勤",
                (true, RuleAbout::Available) => "不在可上班时间内",
                (true, RuleAbout::Wish) => "与本人意愿不符",
                (true, RuleAbout::Pair) => "不符合搭班要求",
                (false, RuleAbout::Skill) => "lacks the skill, or is of another department",
                (false, RuleAbout::Clearance) => "not cleared, or training out of date",
                (false, RuleAbout::TwoPosts) => "in two places at one time",
                (false, RuleAbout::Leave) => "away",
                (false, RuleAbout::Available) => "outside the hours they can work",
                (false, RuleAbout::Wish) => "against a wish",
                (false, RuleAbout::Pair) => "should be together or apart",
                _ => text,
            };
            match one.what.is_empty() {
                true => text.to_owned(),
                false if zh => format!("{text}（{}）", one.what),
                false => format!("{text} ({})", one.what),
            }
        }
    }
}

/// `8 小时`, `7.5 h`, `10 分钟`: minutes as people say them.
#[must_use]
pub fn hours(minutes: i32, language: Language) -> String {
    let (zh, whole) = (language == Language::Zh, minutes.unsigned_abs());
    let sign = if minutes < 0 { "−" } else { "" };
    if whole < 60 && whole != 0 {
        return match zh {
            true => format!("{sign}{whole} 分钟"),
            false => format!("{sign}{whole} min"),
        };
    }
    let figure = hours_figure(minutes);
    match zh {
        true => format!("{figure} 小时"),
        false => format!("{figure} h"),
    }
}

/// `7.5`: hours of minutes with one digit after the point where it is not
/// nought.
#[must_use]
pub fn hours_figure(minutes: i32) -> String {
    let sign = if minutes < 0 { "−" } else { "" };
    let tenths = (minutes.unsigned_abs() + 3) / 6;
    match tenths % 10 {
        0 => format!("{sign}{}", tenths / 10),
        part => format!("{sign}{}.{part}", tenths / 10),
    }
}

/// `07:00–15:00`, `23:00–07:00+1`: when a shift is worked.
#[must_use]
pub fn parts(kind: &ShiftKind) -> String {
    let clock = |minute: u32| {
        let day = minute / 1_440;
        let told = format!("{:02}:{:02}", minute % 1_440 / 60, minute % 60);
        match (day, minute) {
            (0, _) => told,
            (1, 1_440) => "24:00".to_owned(),
            (days, _) => format!("{told}+{days}"),
        }
    };
    let told: Vec<String> = kind
        .parts
        .iter()
        .map(|part| format!("{}–{}", clock(part.from), clock(part.to)))
        .collect();
    told.join(" ")
}

/// Why somebody is away, as it stands in a cell and in full.
#[must_use]
pub fn leave(kind: LeaveKind) -> (Term, Name) {
    match kind {
        LeaveKind::Annual => (Term::new("年", "AL"), Name::new("年假", "annual leave")),
        LeaveKind::Sick => (Term::new("病", "SL"), Name::new("病假", "sick leave")),
        LeaveKind::Personal => (Term::new("事", "PL"), Name::new("事假", "personal leave")),
        LeaveKind::Parental => (Term::new("产", "ML"), Name::new("产假", "parental leave")),
        LeaveKind::Training => (Term::new("培", "TR"), Name::new("培训", "training")),
        LeaveKind::InLieu => (Term::new("调", "TL"), Name::new("调休", "time in lieu")),
        LeaveKind::Other => (Term::new("假", "OL"), Name::new("其他假", "other leave")),
    }
}

/// How somebody stands to stepping in.
#[must_use]
pub fn standing(standing: StandInStanding) -> Term {
    match standing {
        StandInStanding::Here => Term::new("当班、未定岗", "on duty, no post"),
        StandInStanding::OnCall => Term::new("备勤", "on call"),
        StandInStanding::Free => Term::new("空闲", "free"),
        StandInStanding::Works => Term::new("当日另有班", "works that day"),
        StandInStanding::Barred => Term::new("不宜", "barred"),
    }
}

/// How a swap stands.
#[must_use]
pub fn swap(standing: SwapStanding) -> Term {
    match standing {
        SwapStanding::Offered => Term::new("待接班", "on offer"),
        SwapStanding::Waiting => Term::new("待批准", "waits for approval"),
        SwapStanding::Approved => Term::new("已批准", "approved"),
        SwapStanding::Refused => Term::new("未批准", "refused"),
    }
}

/// Why somebody does not stand where one lacks, by its code.
#[must_use]
pub fn reason(code: &str) -> Option<Term> {
    Some(match code {
        "not_of_group" => Term::new("不具备技能或授权", "lack the skill or clearance"),
        "not_this_kind" => Term::new("不上这个班次", "do not work this shift"),
        "away" => Term::new("请假", "are away"),
        "pinned" => Term::new("格子已锁定", "have a pinned cell"),
        "elsewhere" => Term::new("在别的岗位", "are needed elsewhere"),
        "dearer" => Term::new("代价更高", "would cost more than it brings"),
        "train" => Term::new("增加具备该技能的人", "train or borrow one of"),
        "call_in" => Term::new("召回休假的人", "call in one of"),
        "unpin" => Term::new("解锁格子", "unpin one of"),
        code => {
            return RuleAbout::ALL
                .into_iter()
                .find(|one| one.code() == code)
                .map(rule);
        }
    })
}
