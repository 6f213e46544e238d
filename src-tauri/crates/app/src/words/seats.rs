//! Words about seats: where one is, whose side, in which order is poured.

use steward_domain::names::Name;
use steward_domain::seats::SeatSide;
use steward_domain::seats::geometry::{SeatZone, side_letter};
use steward_domain::seats::order::SeatOrder;
use steward_domain::seats::pouring::PouringCase;

use super::terms::{Term, terms};

terms! {
    SEAT_MAP: "座位图", "Seat map";
    POURING_SHEET: "斟茶顺序表", "Order of pouring";
    SEAT: "座位", "Seat";
    NAME: "姓名", "Name";
    POSITION: "职务", "Position";
    WHERE_FROM: "单位", "Unit";
    NTH: "次序", "No.";
    SERVER: "服务员", "Server";
    DRINK: "饮品偏好", "Drink";
    WISHES: "其他要求", "Wishes";
    RULE: "规则", "Rule";
    CONFIDENTIAL: "内含首长饮品偏好，注意保密，用后收回。", "Holds confidential preferences: hand back after use.";
    NOBODY_SITS: "还没有人入座。", "Nobody is seated yet.";
    PODIUM: "主席台", "Podium";
    DOOR: "门", "Door";
    NOT_SEATED: "未入座", "Not seated";
}

/// Where a seat is, for people.
#[must_use]
pub fn label(zone: SeatZone, row: u32, nth: u32) -> Name {
    let (zh, en) = match zone {
        SeatZone::Podium => (
            format!("主席台{row}排{nth}座"),
            format!("Podium row {row} seat {nth}"),
        ),
        SeatZone::Row => (format!("{row}排{nth}座"), format!("Row {row} seat {nth}")),
        SeatZone::Table => (format!("{row}桌{nth}座"), format!("Table {row} seat {nth}")),
        SeatZone::Side => {
            let side = side_letter(row);
            (
                format!("{side}侧{nth}座"),
                format!("Side {side} seat {nth}"),
            )
        }
    };
    Name { zh, en }
}

/// Whose side somebody is on; nothing for nobody's.
#[must_use]
pub fn side(side: SeatSide) -> Term {
    match side {
        SeatSide::None => Term::new("", ""),
        SeatSide::Host => Term::new("主方", "host"),
        SeatSide::Guest => Term::new("客方", "guest"),
        SeatSide::PartyA => Term::new("甲方", "party A"),
        SeatSide::PartyB => Term::new("乙方", "party B"),
    }
}

/// Which hand is the higher.
#[must_use]
pub fn order(order: SeatOrder) -> Term {
    match order {
        SeatOrder::LeftIsHigher => Term::new("左为上", "left is higher"),
        SeatOrder::RightIsHigher => Term::new("右为上", "right is higher"),
    }
}

/// A case of the order of pouring (S-43).
#[must_use]
pub fn case(case: PouringCase) -> Term {
    match case {
        PouringCase::LeadersTogether => Term::new(
            "内部会议，首长集中就座：从最高首长起，顺、逆时针两人同时斟",
            "internal, leaders together: the highest first, then both ways, by two",
        ),
        PouringCase::LeadersSpread => Term::new(
            "内部会议，座次无明显界限：从最高首长起，沿一个方向斟",
            "internal, leaders spread: from the highest, one way round",
        ),
        PouringCase::GuestsFirst => Term::new(
            "来访会议，宾主分坐：先客后主",
            "visitors seated apart: guests first, then hosts",
        ),
        PouringCase::FromHighestGuest => Term::new(
            "来访会议，宾主混坐：从最高来宾起",
            "visitors seated mixed: from the highest guest",
        ),
        PouringCase::PartyAFirst => Term::new(
            "合作方会议，分坐：先甲方后乙方",
            "contractors seated apart: party A first, then party B",
        ),
        PouringCase::FromHighestOfPartyA => Term::new(
            "合作方会议，混坐：从甲方最高领导起",
            "contractors seated mixed: from party A's highest",
        ),
    }
}
