//! Words of forms, tables and mails: each once, in both languages, so that a
//! paper, a workbook and a mail call a thing the same.

use steward_domain::names::{Language, Name};

/// A word in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    zh: &'static str,
    en: &'static str,
}

impl Term {
    pub(super) const fn new(zh: &'static str, en: &'static str) -> Self {
        Self { zh, en }
    }

    /// The word in a language.
    #[must_use]
    pub fn say(self, language: Language) -> &'static str {
        match language {
            Language::Zh => self.zh,
            Language::En => self.en,
        }
    }

    /// The word as a name.
    #[must_use]
    pub fn name(self) -> Name {
        Name::new(self.zh, self.en)
    }
}

macro_rules! terms {
    ($($name:ident: $zh:literal, $en:literal;)+) => {$(
        #[doc = concat!($zh, ": ", $en, ".")]
        pub const $name: $crate::words::terms::Term = $crate::words::terms::Term::new($zh, $en);
    )+};
}
pub(super) use terms;

terms! {
    // what documents are called
    APPLICATION: "租用会议室申请表", "Application for a hall";
    RECORD_SHEET: "会议信息记录表", "Meeting record sheet";
    CLIENT_REPORT: "会议预订报告", "Report of bookings";
    SUPPLEMENT: "会议预订补报", "Supplement to the report of bookings";

    // a booking
    NUMBER: "编号", "No.";
    TITLE: "会议名称", "Title";
    CONFIDENTIAL_MEETING: "保密会议", "Confidential meeting";
    BANNER: "会标", "Banner";
    TIME: "时间", "Time";
    DAY: "日期", "Date";
    ROOMS: "会场", "Rooms";
    CLASS: "类别", "Class";
    LAYOUT: "布置", "Layout";
    HEADCOUNT: "人数", "People";
    ORGANISER: "主办单位", "Organiser";
    CONTACT: "联系人", "Contact";
    PHONE: "电话", "Telephone";
    LEADER: "首长出席", "A leader attends";
    SERVED: "茶水供应", "Served";
    NEEDS: "特殊需求", "Special needs";
    STATE: "状态", "State";
    TAKEN_BY: "登记人", "Taken by";
    TAKEN_AT: "登记时间", "Taken at";
    REMARK: "备注", "Remarks";
    YES: "是", "yes";
    NO: "否", "no";
    ROOM_OPEN: "待定", "to be settled";

    // approval
    TO: "送", "To";
    WHY_ASKED: "申请事由", "Why the client is asked";
    BY_CLASS: "C 类会场须经委托方书面批准", "Halls of this class need the client's written approval";
    BUILDS: "背景板与特装搭建", "Backdrops and special builds";
    APPLIED_BY: "申请人", "Applied for by";
    APPLIED_AT: "申请时间", "Applied for at";
    APPROVAL: "委托方批复", "The client's answer";
    APPROVED: "同意", "approved";
    REFUSED: "不同意", "refused";
    NOT_ANSWERED: "尚未批复", "not answered yet";
    DECIDED_BY: "批复人", "Decided by";
    PAPER: "文号或存放处", "Paper";
    CONDITIONS: "条件或理由", "Conditions or reasons";
    SIGN_ORGANISER: "主办单位（签字盖章）", "For the organiser";
    SIGN_CENTRE: "客户服务中心", "For the service centre";
    SIGN_CLIENT: "机关事务管理局（签字盖章）", "For the client";
    SIGN_ASSISTANT: "楼栋客服助理", "Building assistant";

    // the record sheet
    ASKED: "服务要求", "What is asked";
    KIND: "项目", "Kind";
    WHAT: "要求", "What exactly";
    WHO: "部门", "Department";
    NOT_NEEDED: "不需要", "Not needed";
    NOT_ASKED: "尚未询问", "Not asked yet";
    NOTHING_ASKED: "没有需要准备的项目。", "Nothing is to be prepared.";
    FUNCTIONS_EXPLAINED: "已带领查看会场，说明功能与收费", "Walked round the hall; its functions and fees were explained";
    AGREED: "现场商定事项", "Agreed on the spot";

    // the report
    MEETINGS: "会议安排", "Meetings";
    CHANGED: "变更情况", "What changed";
    CHANGE: "变更", "Change";
    ADDED: "新增", "new";
    ALTERED: "变更", "changed";
    DROPPED: "取消", "off";
    BEFORE: "原为", "was";
    NO_MEETINGS: "这几天没有会议预订。", "There are no bookings on these days.";
    SUPPLEMENTS: "补报", "Supplements";
    REPORT_DAYS: "报告日期", "Days";

    // after the meeting
    HAND_OVER_SLIP: "资料移交单", "Hand-over slip";
    LOST_SLIP: "拾遗物品交接单", "Lost property slip";
    FEE_CONFIRMATION: "会议费用确认单", "Fee confirmation";
    WHAT_THING: "品名", "What";
    COUNT: "数量", "Quantity";
    UNIT: "单位", "Unit";
    HEAD: "科目", "Head";
    PRICE: "单价（元）", "Price, yuan";
    AMOUNT: "金额（元）", "Amount, yuan";
    CHARGED: "收费明细", "What is charged";
    NOTHING_CHARGED: "没有收费项目。", "Nothing is charged.";
    DISCOUNT: "减免", "Discount";
    TAX_WITHIN: "其中税额", "Tax within";
    TAX_ON_TOP: "税额", "Tax";
    TOTAL: "应付合计（元）", "To be paid, yuan";
    CAPITAL: "合计（大写）", "In capital figures";
    HANDED_OVER: "移交内容", "Handed over";
    HANDED_TO: "接收人", "Taken by";
    HANDED_BY: "经手人", "Handed over by";
    HANDED_AT: "时间", "At";
    SIGNED_BY: "签收人", "Signed by";
    NOTHING_KEPT: "本中心不留存副本", "No copy is kept here";
    SIGN_TAKER: "接收人（签字）", "Taken by";
    SIGN_GIVER: "移交人（签字）", "Handed over by";
    PLACE: "拾获地点", "Found at";
    FOUND_BY: "拾获人", "Found by";
    FOUND_AT: "拾获时间", "Found on";
    KEPT_AT: "存放处", "Kept at";
    HANDED_BACK: "认领", "Handed back";
    PROOF: "证件或电话", "Paper or telephone";
    DISPOSED: "处置", "Disposed of";
    HOW: "方式", "How";
    ALLOWED_BY: "批准人", "Allowed by";
}
