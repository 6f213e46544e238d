//! Words of cells that stand for codes: layouts, what is served, states.

use crate::meeting::{Refreshment, State};
use crate::room::{Class, Layout};
use crate::seats::list::squeezed;
use crate::secrecy::Level;

/// The layout that a word names.
#[must_use]
pub fn layout(text: &str) -> Option<Layout> {
    let word = squeezed(text);
    let starts = |words: &[&str]| words.iter().any(|one| word.starts_with(one));
    Some(if starts(&["剧院", "theatre", "theater"]) {
        Layout::Theatre
    } else if starts(&["课堂", "课桌", "classroom", "教室"]) {
        Layout::Classroom
    } else if starts(&["u型", "u形", "ｕ型", "ushape", "u-shape", "u_shape"]) {
        Layout::UShape
    } else if starts(&["回字", "回型", "回形", "hollow", "方形", "square"]) {
        Layout::HollowSquare
    } else if starts(&["董事会", "长桌", "单桌", "board"]) {
        Layout::Board
    } else if starts(&["定向", "固定", "directional", "fixed"]) {
        Layout::Directional
    } else if starts(&["圆桌", "宴会", "rounds", "round", "banquet"]) {
        Layout::Rounds
    } else {
        return None;
    })
}

/// What a word says is served (S-40).
#[must_use]
pub fn service(text: &str) -> Option<Refreshment> {
    let word = squeezed(text);
    let has = |words: &[&str]| words.iter().any(|one| word.contains(one));
    let podium = has(&["主席台", "podium"]);
    Some(match word.as_str() {
        "无" | "不供应" | "不需要" | "否" | "none" | "nothing" | "no" => Refreshment::None,
        _ if podium => Refreshment::PodiumTea,
        _ if has(&["瓶装水", "矿泉水", "water"]) => Refreshment::Water,
        _ if has(&["茶", "tea"]) => Refreshment::Tea,
        _ => return None,
    })
}

/// The state that a word names.
#[must_use]
pub fn state(text: &str) -> Option<State> {
    Some(match squeezed(text).as_str() {
        "咨询" | "enquiry" | "inquiry" => State::Enquiry,
        "预留" | "暂定" | "held" | "hold" | "tentative" => State::Held,
        "待批准" | "待批" | "待审批" | "awaitingapproval" | "awaiting_approval" | "pending" => {
            State::AwaitingApproval
        }
        "已确认" | "确认" | "已定" | "confirmed" => State::Confirmed,
        "准备中" | "inpreparation" | "in_preparation" => State::InPreparation,
        "进行中" | "insession" | "in_session" => State::InSession,
        "清场中" | "clearing" => State::Clearing,
        "已结束" | "结束" | "closed" => State::Closed,
        "已取消" | "取消" | "cancelled" | "canceled" => State::Cancelled,
        _ => return None,
    })
}

/// How far a word says it may be known (S-03).
#[must_use]
pub fn level(text: &str) -> Option<Level> {
    Some(match squeezed(text).as_str() {
        "公开" | "public" => Level::Public,
        "内部" | "internal" => Level::Internal,
        "保密" | "涉密" | "confidential" => Level::Confidential,
        _ => return None,
    })
}

/// The booking class that a word names.
#[must_use]
pub fn class(text: &str) -> Option<Class> {
    let word = squeezed(text);
    let word = word.trim_end_matches(['类', '级']);
    Some(match word.trim_start_matches("class") {
        "a" | "甲" => Class::A,
        "b" | "乙" => Class::B,
        "c" | "丙" => Class::C,
        _ => return None,
    })
}

/// The members of a cell.
#[must_use]
pub fn parts(text: &str) -> Vec<String> {
    let members = text.split(['、', '，', ',', ';', '；', '|', '+', '＋', '\n']);
    members
        .map(|member| member.trim().to_owned())
        .filter(|member| !member.is_empty())
        .collect()
}
