//! Words of stock and buying.

use steward_app::domain::buying::{Lateness, Stage};
use steward_app::domain::stock::Move;
use steward_app::views::BuyWhy;

use crate::arguments::Tongue;

/// What moved.
pub(crate) fn moved(what: Move, tongue: Tongue) -> &'static str {
    match what {
        Move::In => tongue.pick("入库", "in"),
        Move::Taken => tongue.pick("领出", "taken"),
        Move::Returned => tongue.pick("归还", "returned"),
        Move::Used => tongue.pick("耗用", "used up"),
        Move::Broken => tongue.pick("报损", "broken"),
        Move::Counted => tongue.pick("盘点", "counted"),
    }
}

/// How far a procurement notice is.
pub(crate) fn stage(stage: Stage, tongue: Tongue) -> &'static str {
    match stage {
        Stage::Made => tongue.pick("待送采购", "to be sent"),
        Stage::Sent => tongue.pick("待订货", "to be ordered"),
        Stage::Ordered => tongue.pick("待到货", "ordered"),
        Stage::Part => tongue.pick("部分到货", "came in part"),
        Stage::Delivered => tongue.pick("已到货", "delivered"),
        Stage::Cancelled => tongue.pick("已取消", "cancelled"),
    }
}

/// Why a line is late.
pub(crate) fn lateness(why: Lateness, tongue: Tongue) -> &'static str {
    match why {
        Lateness::TooLate => tongue.pick("赶不上需用时间", "comes too late"),
        Lateness::NotCome => tongue.pick("到期未到货", "did not come"),
        Lateness::Needed => tongue.pick("已到需用时间", "needed by now"),
    }
}

/// Why something should be bought.
pub(crate) fn why(why: BuyWhy, tongue: Tongue) -> &'static str {
    match why {
        BuyWhy::Lacking => tongue.pick("不够用", "does not suffice"),
        BuyWhy::BelowMinimum => tongue.pick("低于最低库存", "below the minimum"),
        BuyWhy::NotKept => tongue.pick("未入库存", "not kept"),
        BuyWhy::Asked => tongue.pick("通知单要求", "a notice asks for it"),
    }
}

/// A use case about stock, by its code.
pub(super) fn act(intent: &str, tongue: Tongue) -> Option<&'static str> {
    Some(match intent {
        "take_goods" => tongue.pick("领料", "took goods"),
        "return_goods" => tongue.pick("归还物品", "brought goods back"),
        "move_stock" => tongue.pick("出入库", "moved stock"),
        "stock_item" => tongue.pick("改库存物品", "changed a stock item"),
        _ => return None,
    })
}

/// A field of stock or of what is bought, or a fact about a meeting's goods, by
/// its code.
pub(super) fn field(field: &str, tongue: Tongue) -> Option<&'static str> {
    Some(match field {
        "goods_taken" => tongue.pick("领料", "goods taken"),
        "goods_returned" => tongue.pick("归还", "goods back"),
        "minimum" => tongue.pick("最低库存", "minimum"),
        "unit" => tongue.pick("单位", "unit"),
        "location" => tongue.pick("存放处", "place"),
        "count" => tongue.pick("数量", "quantity"),
        "lines" => tongue.pick("采购内容", "lines"),
        "supplier" => tongue.pick("供应商", "supplier"),
        "slip" => tongue.pick("送货单号", "delivery note"),
        "returns" => tongue.pick("用后归还", "returns"),
        _ => return None,
    })
}
