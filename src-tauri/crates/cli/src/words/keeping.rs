//! Words about keeping a meeting in its place, and about places for it.

use steward_app::domain::keep::Lock;
use steward_app::views::{OfferReason, OfferView};

use crate::arguments::Tongue;

pub(super) fn act(intent: &str, tongue: Tongue) -> Option<&'static str> {
    Some(match intent {
        "park" => tongue.pick("改为会场待定", "parked"),
        "hold" => tongue.pick("暂留", "held"),
        "lock" => tongue.pick("锁定", "locked"),
        "unlock" => tongue.pick("解锁", "unlocked"),
        "wait" => tongue.pick("列入候补", "put on the waiting list"),
        "wait_no_more" => tongue.pick("撤销候补", "taken off the waiting list"),
        "place" => tongue.pick("候补安排", "placed from the waiting list"),
        "suggestion" => tongue.pick("采用建议", "took a suggestion"),
        _ => return None,
    })
}

pub(super) fn field(field: &str, tongue: Tongue) -> Option<&'static str> {
    Some(match field {
        "hold" => tongue.pick("暂留至", "held until"),
        "lock" => tongue.pick("锁定", "lock"),
        "waits" => tongue.pick("候补会场", "waits for"),
        "hold_hours" => tongue.pick("暂留小时数", "hours of a hold"),
        "hold_remind" => tongue.pick("暂留到期前提醒分钟", "minutes before a hold ends"),
        "roomless_days" => tongue.pick("会场待定提醒天数", "days before a meeting without a room"),
        _ => return None,
    })
}

/// A part of a told lock or place on the list.
pub(super) fn code(part: &str, tongue: Tongue) -> &str {
    match part {
        "lock_time" => tongue.pick("时间", "time"),
        "lock_room" => tongue.pick("会场", "room"),
        "any_room" => tongue.pick("任一合适会场", "any room that fits"),
        other => other,
    }
}

/// What is locked, by whom and why.
pub(crate) fn lock(lock: &Lock, tongue: Tongue) -> String {
    let what = match (lock.time, lock.room) {
        (true, true) => tongue.pick("时间和会场已锁定", "time and room are locked"),
        (true, false) => tongue.pick("时间已锁定", "the time is locked"),
        _ => tongue.pick("会场已锁定", "the room is locked"),
    };
    [what, lock.by.as_str(), lock.why.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}

/// What speaks for an offer, or must be known of it.
pub(super) fn reasons(offer: &OfferView, tongue: Tongue) -> Vec<String> {
    let mut told: Vec<String> = offer
        .reasons
        .iter()
        .map(|one| reason(one, tongue))
        .collect();
    if let Some(way) = &offer.gives_way {
        let room = way.room_name.in_language(tongue.into());
        let title = &way.meeting.title;
        told.push(tongue.pick(
            format!("先把 {} {title} 移到 {room}", way.meeting.number),
            format!("{} {title} moves to {room}", way.meeting.number),
        ));
    }
    told
}

fn reason(reason: &OfferReason, tongue: Tongue) -> String {
    match reason {
        OfferReason::PartOf { room } => {
            let room = room.in_language(tongue.into());
            tongue.pick(
                format!("{room}的一部分，已够坐"),
                format!("a part of {room} suffices"),
            )
        }
        OfferReason::Combined { rooms } => tongue.pick(
            format!("{rooms} 间打通"),
            format!("{rooms} rooms opened into one"),
        ),
        OfferReason::Habit { times } => tongue.pick(
            format!("同一单位一年内用过 {times} 次"),
            format!("the same organiser used it {times} times in a year"),
        ),
        OfferReason::UsualHour { times } => tongue.pick(
            format!("该单位常在此时开会（{times} 次）"),
            format!("their usual hour ({times} times)"),
        ),
        OfferReason::Lounges { rooms } => {
            let rooms: Vec<&str> = rooms
                .iter()
                .map(|one| one.in_language(tongue.into()))
                .collect();
            let rooms = rooms.join(tongue.comma());
            tongue.pick(format!("{rooms}也空着"), format!("{rooms} free as well"))
        }
        OfferReason::Fits { spare } => tongue.pick(
            format!("大小正合适，余 {spare} 座"),
            format!("the right size, {spare} to spare"),
        ),
        OfferReason::SameSetUp => tongue
            .pick("前一场同台型，不必重摆", "set up as the meeting before it")
            .to_owned(),
        OfferReason::NeedsApproval => tongue
            .pick("须经委托方批准", "the client must approve")
            .to_owned(),
    }
}
