//! What lists are of, and their columns.

use serde::{Deserialize, Serialize};

/// What a list is of.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum IntakeKind {
    /// Meetings, a row each.
    #[default]
    Meetings,
    /// Rooms, a row each, with the buildings they stand in.
    Rooms,
    /// Things that are kept in stock, a row each.
    Goods,
    /// How many there are of what is kept 盘点, a row a thing.
    Counts,
    /// A calendar or a conference's schedule; no table.
    Calendar,
}

/// What a column holds.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum IntakeColumn {
    /// 会议名称.
    Title,
    /// 日期; may hold the hour too.
    Date,
    /// 开始.
    Start,
    /// 结束.
    End,
    /// 时间, as `9:00-11:00`.
    Time,
    /// 会议室.
    Room,
    /// 布置.
    Layout,
    /// 人数.
    Headcount,
    /// 主办单位.
    Organiser,
    /// 联系人.
    Contact,
    /// 电话.
    Phone,
    /// 供应.
    Service,
    /// 有领导.
    Leader,
    /// 要求.
    Needs,
    /// 状态.
    State,
    /// 密级.
    Level,
    /// 编号: of a meeting here, or the number on a room's door.
    Number,
    /// The entry's own identity in another program.
    Uid,
    /// 楼栋.
    Building,
    /// 名称.
    Name,
    /// 英文名.
    NameEn,
    /// 别名.
    Aliases,
    /// 类别.
    Class,
    /// Seats set as a theatre.
    Theatre,
    /// Seats set as a classroom.
    Classroom,
    /// Seats in a U.
    UShape,
    /// Seats in a closed square.
    HollowSquare,
    /// Seats at one table.
    Board,
    /// Fixed seats towards a podium.
    Directional,
    /// Seats at round tables.
    Rounds,
    /// 座位数, of the usual layout.
    Seats,
    /// 布置用时, minutes.
    SetUp,
    /// 清场用时, minutes.
    Clear,
    /// 开放时间.
    Opening,
    /// 由…合成.
    Parts,
    /// 配套.
    Companions,
    /// 单位, of a thing.
    Unit,
    /// The English word for it.
    UnitEn,
    /// 存放处.
    Location,
    /// 最低库存.
    Minimum,
    /// 归还.
    Returns,
    /// 盘点数.
    Counted,
    /// 备注, of a count.
    Note,
}

use IntakeColumn as C;

impl IntakeKind {
    /// The columns of such a list, in the order of lists that are written.
    #[must_use]
    pub const fn columns(self) -> &'static [IntakeColumn] {
        match self {
            Self::Meetings => &[
                C::Title,
                C::Date,
                C::Start,
                C::End,
                C::Time,
                C::Room,
                C::Layout,
                C::Headcount,
                C::Organiser,
                C::Contact,
                C::Phone,
                C::Service,
                C::Leader,
                C::Needs,
                C::State,
                C::Level,
                C::Number,
                C::Uid,
            ],
            Self::Rooms => &[
                C::Building,
                C::Name,
                C::NameEn,
                C::Number,
                C::Aliases,
                C::Class,
                C::Layout,
                C::Seats,
                C::Theatre,
                C::Classroom,
                C::UShape,
                C::HollowSquare,
                C::Board,
                C::Directional,
                C::Rounds,
                C::SetUp,
                C::Clear,
                C::Opening,
                C::Parts,
                C::Companions,
            ],
            Self::Goods => &[
                C::Name,
                C::NameEn,
                C::Unit,
                C::UnitEn,
                C::Location,
                C::Minimum,
                C::Returns,
            ],
            Self::Counts => &[C::Name, C::Unit, C::Location, C::Counted, C::Note],
            Self::Calendar => &[],
        }
    }

    /// The column that names what a row is of.
    #[must_use]
    pub const fn key(self) -> IntakeColumn {
        match self {
            Self::Meetings | Self::Calendar => C::Title,
            Self::Rooms | Self::Goods | Self::Counts => C::Name,
        }
    }
}
