//! Identities: newtypes over UUIDs, so that a room is never passed for a
//! meeting, and the short numbers that people say on the phone.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// An identity that follows from what it is of, the same at every station.
pub(crate) fn derived(parts: &[&[u8]]) -> Uuid {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(part);
    }
    let mut bytes = [0; 16];
    hasher.finalize_xof().fill(&mut bytes);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )+};
}

ids! {
    /// The venue: every station that shares one log carries the same.
    VenueId,
    /// One workstation; stable over restarts, new after a reinstall.
    StationId,
    /// A meeting (booking) 会议.
    MeetingId,
    /// A building 楼栋.
    BuildingId,
    /// A room, hall or lounge 会议室.
    RoomId,
    /// One version of a service template 服务模板.
    TemplateId,
    /// A person or a vehicle put on a meeting 派工.
    DutyId,
    /// What a meeting asks of one kind 服务要求.
    RequirementId,
    /// A kind of requirement 服务项目.
    KindId,
    /// One version of a service notice 通知单版本.
    VersionId,
    /// A department's list for reporting ready 就绪清单.
    ReadyListId,
    /// A department's report that it is ready 就绪报告.
    ReportId,
    /// An application to the client 申请.
    ApplicationId,
    /// A report of bookings to the client 预订报告.
    ClientReportId,
    /// A line of the price list 价目.
    PriceId,
    /// A fee as it was written down 费用确认单.
    FeeId,
    /// Something that was left behind 拾遗物品.
    LostItemId,
    /// Something handed over after a meeting 移交.
    HandOverId,
    /// Something that came up 突发事件.
    IncidentId,
    /// A call on the hotline, or what was asked for in a room 热线记录.
    CallId,
    /// A route that is patrolled 巡查路线.
    PatrolRouteId,
    /// A round that was walked 巡查.
    PatrolRoundId,
    /// A shift hand-over sheet 交接班单.
    ShiftSheetId,
    /// A thing that is kept in stock 库存物品.
    StockItemId,
    /// One movement of stock 出入库.
    MovementId,
    /// A procurement notice 会议采购通知单.
    PurchaseId,
    /// One delivery of what was bought 到货.
    DeliveryId,
    /// The seat plan of a meeting 座位图.
    SeatPlanId,
    /// A person who is to be seated at a meeting 与会人员.
    AttendeeId,
    /// A person who works here 人员.
    StaffId,
    /// Something people are trained in 技能.
    SkillId,
    /// Days on which somebody is away 请假.
    LeaveId,
    /// A list of people that was taken in 人员导入.
    StaffImportId,
    /// A list of meetings, rooms or goods that was taken in.
    IntakeId,
    /// What somebody wishes for their roster 意愿.
    WishId,
    /// Somebody's way to sign in 账号.
    AccountId,
    /// A set of rights 角色.
    RoleId,
    /// A kind of shift 班次.
    ShiftKindId,
    /// A post that is manned whatever meetings there are 固定岗.
    FixedPostId,
    /// What meetings ask of the roster 会议用人.
    RosterNeedId,
    /// A rule of the roster 排班规则.
    RosterRuleId,
    /// Two people who work together or apart 搭班.
    RosterPairId,
    /// A cycle of shifts 轮班.
    RotationId,
    /// What somebody does on a day 排班格.
    RosterCellId,
    /// A roster as it was published 班表版本.
    RosterVersionId,
    /// Somebody who does not come 缺勤.
    CallOffId,
    /// A swap that was asked for, or a shift that is offered 换班.
    SwapId,
    /// The plan of a hall 会场平面图.
    HallPlanId,
    /// A set of posts of a hall 岗位方案.
    PostSetId,
    /// A post at a meeting 岗位.
    PostId,
    /// Public holidays of a year 节假日.
    HolidayYearId,
    /// Several meetings that come from one programme and share a set-up.
    SeriesId,
}

/// The number people say: month, day, station letter, counter — `1122-A03`.
///
/// It stays unique with the network down because each station counts under
/// its own letter; the day is the day the booking was taken.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type,
)]
#[serde(transparent)]
pub struct Number(pub String);

impl Number {
    /// The number of the `count`-th booking that station `letter` takes on
    /// the given day.
    #[must_use]
    pub fn new(month: u32, day: u32, letter: &str, count: u32) -> Self {
        Self(format!("{month:02}{day:02}-{letter}{count:02}"))
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
