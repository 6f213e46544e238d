//! The words of lists of rooms, of goods and of counts.

use super::{C, Head};

pub(super) const ROOMS: [Head; 20] = [
    (
        C::Building,
        &[
            "楼栋",
            "楼",
            "楼宇",
            "所在楼栋",
            "大楼",
            "building",
            "block",
        ],
    ),
    (
        C::Name,
        &[
            "名称",
            "会议室",
            "会议室名称",
            "房间",
            "房间名称",
            "场地",
            "场地名称",
            "厅",
            "name",
            "room",
            "roomname",
            "hall",
        ],
    ),
    (
        C::NameEn,
        &[
            "英文名",
            "英文名称",
            "english",
            "englishname",
            "nameinenglish",
        ],
    ),
    (
        C::Number,
        &[
            "门牌号",
            "房号",
            "房间号",
            "编号",
            "门牌",
            "number",
            "roomnumber",
            "doornumber",
            "no",
            "no.",
        ],
    ),
    (
        C::Aliases,
        &[
            "别名",
            "别称",
            "其他叫法",
            "俗称",
            "aliases",
            "alias",
            "othernames",
        ],
    ),
    (
        C::Class,
        &[
            "类别",
            "等级",
            "会议室类别",
            "级别",
            "类",
            "class",
            "category",
        ],
    ),
    (
        C::Layout,
        &["常用布置", "布置", "布置形式", "usuallayout", "layout"],
    ),
    (
        C::Seats,
        &[
            "座位数",
            "座位",
            "容量",
            "容纳人数",
            "人数",
            "可容纳人数",
            "seats",
            "capacity",
            "people",
        ],
    ),
    (
        C::Theatre,
        &["剧院式", "theatre", "theater", "theatreseats"],
    ),
    (
        C::Classroom,
        &["课堂式", "课桌式", "classroom", "classroomseats"],
    ),
    (C::UShape, &["u型", "u形", "u型式", "ushape", "u-shape"]),
    (
        C::HollowSquare,
        &["回字型", "回字形", "回型", "回形", "hollowsquare"],
    ),
    (
        C::Board,
        &["董事会式", "长桌式", "单桌", "board", "boardroom"],
    ),
    (
        C::Directional,
        &["定向", "定向式", "固定座位", "directional", "fixed"],
    ),
    (
        C::Rounds,
        &[
            "圆桌式",
            "圆桌",
            "宴会式",
            "rounds",
            "banquet",
            "roundtables",
        ],
    ),
    (
        C::SetUp,
        &[
            "布置用时",
            "布置分钟",
            "布置时间",
            "准备时间",
            "set-up",
            "setup",
            "setupminutes",
            "set-upminutes",
        ],
    ),
    (
        C::Clear,
        &[
            "清场用时",
            "清场分钟",
            "清场时间",
            "clear",
            "clearing",
            "clearminutes",
            "clearingminutes",
        ],
    ),
    (
        C::Opening,
        &["开放时间", "开放", "opening", "openinghours", "open"],
    ),
    (
        C::Parts,
        &[
            "由哪些合成",
            "合成",
            "合并自",
            "组成",
            "由…合成",
            "分隔为",
            "madeof",
            "parts",
            "combines",
        ],
    ),
    (
        C::Companions,
        &["配套", "配套房间", "配套用房", "companions", "openswith"],
    ),
];

/// What goods are called by, counted by and kept in, in lists of goods and of
/// counts alike.
const GOODS_NAME: &[&str] = &[
    "名称",
    "物资",
    "物资名称",
    "品名",
    "物品",
    "物品名称",
    "name",
    "item",
    "goods",
    "article",
];
const GOODS_UNIT: &[&str] = &["单位", "计量单位", "unit"];
const GOODS_PLACE: &[&str] = &[
    "存放处",
    "存放位置",
    "存放地点",
    "位置",
    "库位",
    "库房",
    "location",
    "place",
    "shelf",
    "store",
];

pub(super) const GOODS: [Head; 7] = [
    (C::Name, GOODS_NAME),
    (
        C::NameEn,
        &[
            "英文名",
            "英文名称",
            "english",
            "englishname",
            "nameinenglish",
        ],
    ),
    (C::Unit, GOODS_UNIT),
    (
        C::UnitEn,
        &["英文单位", "单位英文", "englishunit", "unitinenglish"],
    ),
    (C::Location, GOODS_PLACE),
    (
        C::Minimum,
        &[
            "最低库存",
            "安全库存",
            "下限",
            "最低数量",
            "minimum",
            "min",
            "min.",
            "reorderlevel",
        ],
    ),
    (
        C::Returns,
        &[
            "归还",
            "是否归还",
            "需归还",
            "可回收",
            "returns",
            "comesback",
            "reusable",
        ],
    ),
];

pub(super) const COUNTS: [Head; 5] = [
    (C::Name, GOODS_NAME),
    (C::Unit, GOODS_UNIT),
    (C::Location, GOODS_PLACE),
    (
        C::Counted,
        &[
            "盘点数",
            "盘点数量",
            "盘点",
            "实盘",
            "实盘数",
            "实盘数量",
            "实有",
            "实有数",
            "实点",
            "清点数",
            "数量",
            "现有",
            "现有数量",
            "counted",
            "count",
            "quantity",
            "qty",
            "onhand",
        ],
    ),
    (
        C::Note,
        &[
            "备注",
            "说明",
            "盘点备注",
            "note",
            "notes",
            "remark",
            "remarks",
        ],
    ),
];
