//! Words for clashes, ways out of them, and duties.

use steward_app::domain::clash::{Severity, SharedKind};
use steward_app::domain::remedy::RemedyKind;

use crate::arguments::Tongue;

/// What a clash is, by what is shared and how grave it is.
pub(crate) fn clash(kind: SharedKind, severity: Severity, tongue: Tongue) -> &'static str {
    use Severity::{Blocks, Information, Warns};
    use SharedKind::{Companion, Person, Room, Vehicle};
    match (kind, severity) {
        (Room, Blocks) => tongue.pick("撞场", "CLASH"),
        (Room, Warns) => tongue.pick("周转不足", "turnover"),
        (Room, Information) => tongue.pick("与咨询重叠", "with an enquiry"),
        (Companion, _) => tongue.pick("配套会场被占", "companion room taken"),
        (Person, Blocks) => tongue.pick("一人两岗", "ON TWO DUTIES"),
        (Vehicle, Blocks) => tongue.pick("一车两用", "ON TWO TRIPS"),
        (Person, _) => tongue.pick("赶场时间紧", "little time between duties"),
        (Vehicle, _) => tongue.pick("车辆周转紧", "little time between trips"),
    }
}

/// A way out, by its kind.
pub(crate) fn remedy(kind: RemedyKind, tongue: Tongue) -> &'static str {
    match kind {
        RemedyKind::OtherRoom => tongue.pick("换会场", "other room"),
        RemedyKind::Share => tongue.pick("分开用", "share it"),
        RemedyKind::Swap => tongue.pick("对调", "swap"),
        RemedyKind::Split => tongue.pick("分两处", "two rooms"),
        RemedyKind::OtherTime => tongue.pick("改时间", "other time"),
        RemedyKind::OtherDay => tongue.pick("改日期", "other day"),
        RemedyKind::OtherHolder => tongue.pick("换人换车", "somebody else"),
        RemedyKind::Shift => tongue.pick("错开时间", "shift"),
        RemedyKind::TakeOff => tongue.pick("撤下", "take off"),
    }
}

/// The same by its code, as the history names it.
pub(crate) fn remedy_by_code(code: &str, tongue: Tongue) -> String {
    let kind = serde_json::from_value(serde_json::Value::String(code.to_owned()));
    kind.map_or_else(|_| code.to_owned(), |kind| remedy(kind, tongue).to_owned())
}
