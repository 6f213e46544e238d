//! Words of lists that are taken in.

use steward_app::views::{IntakeFate, IntakeOddity};

use crate::arguments::Tongue;

/// What becomes of a row.
pub(crate) fn fate(fate: IntakeFate, tongue: Tongue) -> &'static str {
    match fate {
        IntakeFate::Added => tongue.pick("新增", "new"),
        IntakeFate::Changed => tongue.pick("更新", "changed"),
        IntakeFate::Same => tongue.pick("未变", "the same"),
        IntakeFate::Unclear => tongue.pick("待确认", "unclear"),
        IntakeFate::Clash => tongue.pick("冲突", "clash"),
        IntakeFate::Skipped => tongue.pick("略过", "passed over"),
    }
}

/// What is odd about a row.
pub(crate) fn oddity(odd: IntakeOddity, tongue: Tongue) -> &'static str {
    match odd {
        IntakeOddity::NoName => tongue.pick("没有名称", "no name"),
        IntakeOddity::NoDate => tongue.pick("没有日期", "no day"),
        IntakeOddity::DateUnclear => tongue.pick("日期看不懂", "the day cannot be read"),
        IntakeOddity::NoTime => tongue.pick("没有时间", "no hour"),
        IntakeOddity::TimeUnclear => tongue.pick("时间看不懂", "the hour cannot be read"),
        IntakeOddity::SlotUnclear => {
            tongue.pick("起止时间不成立", "the end does not follow the start")
        }
        IntakeOddity::LengthAssumed => tongue.pick(
            "未写结束，按常用时长（分钟）",
            "no end: the usual length, minutes",
        ),
        IntakeOddity::NextDay => tongue.pick("结束在次日", "ends on the day after"),
        IntakeOddity::RoomUnknown => tongue.pick("没有这样的会议室", "no such room"),
        IntakeOddity::RoomSeveral => {
            tongue.pick("有几间会议室都叫这个", "several rooms are called that")
        }
        IntakeOddity::LayoutUnclear => tongue.pick("布置形式不识别", "not a layout of this room"),
        IntakeOddity::CountUnclear => tongue.pick("不是数字", "no number"),
        IntakeOddity::ServiceUnclear => {
            tongue.pick("供应内容不识别", "what is served is not known")
        }
        IntakeOddity::YesUnclear => tongue.pick("不是“是”或“否”", "neither yes nor no"),
        IntakeOddity::StateUnclear => tongue.pick(
            "状态不识别或不能这样改",
            "a state that is not known or does not follow",
        ),
        IntakeOddity::LevelUnclear => tongue.pick("密级不识别", "the level is not known"),
        IntakeOddity::ApprovalOpen => {
            tongue.pick("须先经甲方批准", "the client must approve first")
        }
        IntakeOddity::Locked => tongue.pick("时间或会议室已锁定", "its time or room is locked"),
        IntakeOddity::NeedToKnow => tongue.pick("无权知悉，不能改", "you may not know it"),
        IntakeOddity::Cut => tongue.pick("内容过长，已截短", "too long, cut"),
        IntakeOddity::Impossible => tongue.pick("数值超出范围", "out of range"),
        IntakeOddity::Twice => tongue.pick("清单中重复", "on the list before"),
        IntakeOddity::Example => tongue.pick("示例行", "the example"),
        IntakeOddity::LeftOut => tongue.pick("按指示略过", "left out as said"),
        IntakeOddity::NoBuilding => tongue.pick("没有楼栋", "no building"),
        IntakeOddity::BuildingNew => tongue.pick("新建楼栋", "the building is new"),
        IntakeOddity::NoSeats => tongue.pick("没有座位数", "no seats"),
        IntakeOddity::LayoutAssumed => tongue.pick("未写布置，暂按", "no layout: taken as"),
        IntakeOddity::ClassAssumed => {
            tongue.pick("未写类别，按座位数定为", "no class: by its seats")
        }
        IntakeOddity::ClassUnclear => tongue.pick("类别不识别", "the class is not known"),
        IntakeOddity::OpeningUnclear => {
            tongue.pick("开放时间看不懂", "the opening hours cannot be read")
        }
        IntakeOddity::NotKept => tongue.pick("库存里没有这种物资", "nothing of that name is kept"),
        IntakeOddity::NotCounted => tongue.pick("没有盘点数", "not counted"),
    }
}

/// What somebody did about lists.
pub(super) fn act(intent: &str, tongue: Tongue) -> Option<&'static str> {
    Some(match intent {
        "take_meetings" => tongue.pick("导入会议清单", "took a list of meetings in"),
        "take_rooms" => tongue.pick("导入会议室清单", "took a list of rooms in"),
        "take_goods_list" => tongue.pick("导入物资清单", "took a list of goods in"),
        "take_counts" => tongue.pick("导入盘点表", "took a stocktake in"),
        "undo_list" => tongue.pick("撤回导入", "took a list back"),
        _ => return None,
    })
}

/// A fact about lists, by its code.
pub(super) fn field(field: &str, tongue: Tongue) -> Option<&'static str> {
    Some(match field {
        "list_taken_in" => tongue.pick("清单导入", "list"),
        "list_taken_back" => tongue.pick("撤回导入", "list taken back"),
        _ => return None,
    })
}
