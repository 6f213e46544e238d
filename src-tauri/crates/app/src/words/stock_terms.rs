//! Words of the pick-list and of procurement notices.

use super::terms::terms;

terms! {
    PICK_LIST: "会议领料单", "Pick-list";
    BY_PLACE: "按存放处汇总", "By place";
    BY_MEETING: "按会场与送达时间", "By room and time of carrying";
    TO_CARRY: "送达时间", "Carried by";
    ITEM: "品名", "Item";
    UNIT: "单位", "Unit";
    NEEDED_COUNT: "应领", "Needed";
    TAKEN_COUNT: "实领", "Taken";
    BACK_COUNT: "归还", "Back";
    GONE_COUNT: "耗损", "Gone";
    ON_HAND: "库存", "In stock";
    NOT_TAKEN: "未领", "Not taken yet";
    PLACE: "存放处", "Place";
    NOT_KEPT: "未入库存", "not kept";
    NO_GOODS: "当日没有需要领用的物品。", "No goods are needed on this day.";
    MEETINGS: "场次", "Meetings";
    TAKEN_BY: "领料人", "Taken by";
    SIGN_TAKER: "领料人（签字）", "Taken by";
    SIGN_STORE: "仓管员（签字）", "For the store";
    MEETING: "会议", "Meeting";

    PURCHASE: "会议采购通知单", "Procurement notice";
    TO_BUY: "采购内容", "What is to be bought";
    FOR_MEETINGS: "用于会议", "For meetings";
    NEEDED_BY: "需用时间", "Needed by";
    WHAT_EXACTLY: "要求", "What exactly";
    CAME: "已到", "Came";
    MADE_BY: "编制人", "Made by";
    MADE_AT: "编制时间", "Made at";
    SENT_TO: "送", "Sent to";
    SUPPLIER: "供应商", "Supplier";
    ORDERED_BY: "订货人", "Ordered by";
    EXPECTED: "预计到货", "Expected";
    DELIVERIES: "到货记录", "Deliveries";
    CANCELLED_WHY: "取消原因", "Cancelled because";
    MORE_MEETINGS: "另有会议", "more meetings:";
    SIGN_CENTRE: "客户服务中心（签字）", "For the service centre";
    SIGN_PROCUREMENT: "采购（签字）", "For procurement";
    SIGN_RECEIVER: "收货人（签字）", "Received by";
}
