//! Words of lists that are taken in, and of the workbooks to fill in.

use steward_domain::intake::{IntakeColumn as C, IntakeKind};
use steward_domain::staff::list::StaffColumn;

use super::terms::{Term, terms};

terms! {
    MEETINGS: "会议清单", "Meetings";
    ROOMS: "会议室清单", "Rooms";
    GOODS: "物资清单", "Goods";
    COUNTS: "盘点表", "Stocktake";
    STAFF: "人员名册", "Staff list";
    EXPLAINED: "填写说明", "How to fill it in";
    CHOICES: "选项", "Choices";
    COLUMN: "栏目", "Column";
    WHAT_TO_WRITE: "填写内容", "What to write";
    EXAMPLE: "示例", "Example";
    NOTE_EXAMPLE: "第 2 行以“例：”开头，是示例，导入时不计。", "Row 2 begins with “Example:” and is passed over when the list is taken in.";
    NOTE_NEEDED: "带 * 的栏目必填，其余可以留空；留空的栏目不改动已有内容。", "Columns with * must be filled in. What is left empty changes nothing that is there.";
    NOTE_EXTRA: "栏目可以增减、换序，导入时再对应。", "Columns may be left out, added or moved; they are matched when the list is taken in.";
    NOTE_AGAIN: "同一份清单改过可以再导入：认得出的更新，新的增加，删去的行不会删除任何内容。", "A list that was changed can be taken in again: what is known is updated, what is new is added, rows that are gone delete nothing.";
}

/// What a list is called.
#[must_use]
pub fn kind(kind: IntakeKind) -> Term {
    match kind {
        IntakeKind::Meetings => MEETINGS,
        IntakeKind::Rooms => ROOMS,
        IntakeKind::Goods => GOODS,
        IntakeKind::Counts => COUNTS,
        IntakeKind::Calendar => Term::new("日历", "Calendar"),
    }
}

/// What a column is headed by.
#[must_use]
pub fn column(of: IntakeKind, column: C) -> Term {
    let rooms = of == IntakeKind::Rooms;
    match column {
        C::Title => Term::new("会议名称", "Title"),
        C::Date => Term::new("日期", "Date"),
        C::Start => Term::new("开始", "Start"),
        C::End => Term::new("结束", "End"),
        C::Time => Term::new("时间", "Time"),
        C::Room => Term::new("会议室", "Room"),
        C::Layout if rooms => Term::new("常用布置", "Usual layout"),
        C::Layout => Term::new("布置", "Layout"),
        C::Headcount => Term::new("人数", "Headcount"),
        C::Organiser => Term::new("主办单位", "Organiser"),
        C::Contact => Term::new("联系人", "Contact"),
        C::Phone => Term::new("电话", "Phone"),
        C::Service => Term::new("供应", "Service"),
        C::Leader => Term::new("有领导", "Leader"),
        C::Needs => Term::new("要求", "Needs"),
        C::State => Term::new("状态", "State"),
        C::Level => Term::new("密级", "Level"),
        C::Number if rooms => Term::new("门牌号", "Door number"),
        C::Number => Term::new("编号", "Number"),
        C::Uid => Term::new("外部编号", "External ID"),
        C::Building => Term::new("楼栋", "Building"),
        C::Name if rooms => Term::new("会议室名称", "Room name"),
        C::Name => Term::new("名称", "Name"),
        C::NameEn => Term::new("英文名", "English name"),
        C::Aliases => Term::new("别名", "Other names"),
        C::Class => Term::new("类别", "Class"),
        C::Theatre => Term::new("剧院式", "Theatre"),
        C::Classroom => Term::new("课堂式", "Classroom"),
        C::UShape => Term::new("U 型", "U-shape"),
        C::HollowSquare => Term::new("回字型", "Hollow square"),
        C::Board => Term::new("董事会式", "Board"),
        C::Directional => Term::new("定向", "Directional"),
        C::Rounds => Term::new("圆桌式", "Rounds"),
        C::Seats => Term::new("座位数", "Seats"),
        C::SetUp => Term::new("布置用时", "Set-up"),
        C::Clear => Term::new("清场用时", "Clearing"),
        C::Opening => Term::new("开放时间", "Opening hours"),
        C::Parts => Term::new("由哪些合成", "Made of"),
        C::Companions => Term::new("配套房间", "Companions"),
        C::Unit => Term::new("单位", "Unit"),
        C::UnitEn => Term::new("英文单位", "English unit"),
        C::Location => Term::new("存放处", "Location"),
        C::Minimum => Term::new("最低库存", "Minimum"),
        C::Returns => Term::new("是否归还", "Returns"),
        C::Counted => Term::new("盘点数", "Counted"),
        C::Note => Term::new("备注", "Note"),
    }
}

/// What to write in a column.
#[must_use]
pub fn hint(of: IntakeKind, column: C) -> Term {
    let rooms = of == IntakeKind::Rooms;
    match column {
        C::Title => Term::new("会标上的会议名称。", "The wording of the banner."),
        C::Date => Term::new(
            "如 2026-12-01、12月1日；单元格设为日期也可以。",
            "Such as 2026-12-01 or 1 Dec; a cell that is a date will do.",
        ),
        C::Start => Term::new("如 9:00。", "Such as 9:00."),
        C::End => Term::new(
            "如 11:30；不填按常用时长计。",
            "Such as 11:30; the usual length when empty.",
        ),
        C::Time => Term::new(
            "如 9:00-11:30、上午、全天；与“开始”“结束”二选一。",
            "Such as 9:00-11:30; instead of start and end.",
        ),
        C::Room => Term::new(
            "名称、门牌号或别名；多个用顿号隔开。",
            "Name, door number or other name; several with commas.",
        ),
        C::Layout if rooms => Term::new("平时的布置形式。", "How it is usually set."),
        C::Layout => Term::new(
            "不填为该会议室的常用布置。",
            "The room's usual one when empty.",
        ),
        C::Headcount => Term::new("预计人数。", "Expected people."),
        C::Organiser => Term::new("谁主办。", "Who holds it."),
        C::Contact => Term::new("有事找谁。", "Whom to call."),
        C::Phone => Term::new("联系电话。", "Their number."),
        C::Service => Term::new(
            "茶水、主席台茶水、瓶装水、不供应。",
            "Tea, podium tea, water, nothing.",
        ),
        C::Leader => Term::new("是、否。", "Yes or no."),
        C::Needs => Term::new(
            "特殊要求，照来电原话写。",
            "Special needs, in the caller's words.",
        ),
        C::State => Term::new(
            "咨询、预留、已确认、已取消；不填按类别定。",
            "Enquiry, held, confirmed, cancelled; by the room's class when empty.",
        ),
        C::Level => Term::new("公开、内部、保密。", "Public, internal, confidential."),
        C::Number if rooms => Term::new("门上的编号。", "The number on the door."),
        C::Number => Term::new(
            "已有会议的编号，用来更新；新会议不填。",
            "The number of a meeting that is here, to update it; empty for a new one.",
        ),
        C::Uid => Term::new(
            "别的系统里的编号，再次导入时靠它认出同一场会议。",
            "Its identity in another program, by which it is known again.",
        ),
        C::Building => Term::new(
            "楼栋名称；没有的会新建。",
            "The building; one that is not there is made.",
        ),
        C::Name if rooms => Term::new("同一楼栋里不能重名。", "Once in a building."),
        C::Name => Term::new("物资名称。", "What it is called."),
        C::NameEn | C::Note => Term::new("可不填。", "May be empty."),
        C::Counted => Term::new(
            "点到多少；没点的留空，不改动。",
            "How many there are; what was not counted stays empty and as it is.",
        ),
        C::Aliases => Term::new(
            "大家的其他叫法，用顿号隔开。",
            "What else people call it, with commas.",
        ),
        C::Class => Term::new(
            "A、B 或 C；不填按座位数定。",
            "A, B or C; by its seats when empty.",
        ),
        C::Theatre
        | C::Classroom
        | C::UShape
        | C::HollowSquare
        | C::Board
        | C::Directional
        | C::Rounds => Term::new("这样布置能坐多少人。", "How many it seats, set so."),
        C::Seats => Term::new("常用布置的座位数。", "Seats in the usual layout."),
        C::SetUp => Term::new("会前布置要多少分钟。", "Minutes to set it up."),
        C::Clear => Term::new("会后清场要多少分钟。", "Minutes to clear it."),
        C::Opening => Term::new("如 7:00-22:00。", "Such as 7:00-22:00."),
        C::Parts => Term::new(
            "可分隔的厅由哪几间合成，用顿号隔开。",
            "The rooms that a divisible hall is made of, with commas.",
        ),
        C::Companions => Term::new(
            "开会时一并启用的房间，用顿号隔开。",
            "Rooms that open with it, with commas.",
        ),
        C::Unit => Term::new("如 只、瓶、套。", "Such as cups, bottles."),
        C::UnitEn => Term::new("可不填。", "May be empty."),
        C::Location => Term::new("放在哪里。", "Where it lies."),
        C::Minimum => Term::new("少于多少就要补货。", "Bought again when there are fewer."),
        C::Returns => Term::new(
            "会后收回的填“是”，一次性的填“否”。",
            "Yes for what comes back, no for what is used up.",
        ),
    }
}

/// What stands in the example row.
#[must_use]
pub fn example(of: IntakeKind, column: C) -> Term {
    match (of, column) {
        (IntakeKind::Meetings, C::Title) => {
            Term::new("例：季度工作例会", "Example: Quarterly review")
        }
        (_, C::Date) => Term::new("2026-12-01", "2026-12-01"),
        (_, C::Start) => Term::new("9:00", "9:00"),
        (_, C::End) => Term::new("11:30", "11:30"),
        (_, C::Room) => Term::new("报告厅", "Lecture hall"),
        (IntakeKind::Meetings, C::Headcount) => Term::new("40", "40"),
        (_, C::Organiser) => Term::new("财政局", "Finance bureau"),
        (_, C::Contact) => Term::new("王敏", "Wang Min"),
        (_, C::Phone) => Term::new("6532", "6532"),
        (_, C::Service) => Term::new("茶水", "Tea"),
        (_, C::Needs) => Term::new("投影、两支手持话筒", "Projector, two microphones"),
        (IntakeKind::Rooms, C::Name) => Term::new("例：报告厅", "Example: Lecture hall"),
        (IntakeKind::Rooms, C::Building) => Term::new("会议大厦", "Conference building"),
        (IntakeKind::Rooms, C::Number) => Term::new("101", "101"),
        (_, C::Class) => Term::new("B", "B"),
        (IntakeKind::Rooms, C::Layout) => Term::new("课堂式", "Classroom"),
        (_, C::Theatre) => Term::new("180", "180"),
        (_, C::Classroom) => Term::new("120", "120"),
        (_, C::SetUp) => Term::new("30", "30"),
        (_, C::Clear) => Term::new("20", "20"),
        (_, C::Opening) => Term::new("7:00-22:00", "7:00-22:00"),
        (_, C::Companions) => Term::new("贵宾室", "VIP room"),
        (IntakeKind::Goods | IntakeKind::Counts, C::Name) => {
            Term::new("例：茶杯", "Example: Tea cup")
        }
        (_, C::Counted) => Term::new("186", "186"),
        (_, C::Unit) => Term::new("只", "pcs"),
        (_, C::Location) => Term::new("东楼库房 2 架", "East store, shelf 2"),
        (_, C::Minimum) => Term::new("200", "200"),
        (_, C::Returns) => Term::new("是", "yes"),
        _ => Term::new("", ""),
    }
}

/// What to write in a column of the register of people, and an example.
#[must_use]
pub fn staff(column: StaffColumn) -> (Term, Term) {
    let day = Term::new("如 2027-06-30。", "Such as 2027-06-30.");
    let no_example = Term::new("", "");
    match column {
        StaffColumn::Number => (
            Term::new(
                "工号，再次导入时靠它认人。",
                "By which they are known again.",
            ),
            Term::new("1023", "1023"),
        ),
        StaffColumn::Name => (
            Term::new("姓名。", "Their name."),
            Term::new("例：林晓", "Example: Lin Xiao"),
        ),
        StaffColumn::Latin => (
            Term::new("可不填。", "May be empty."),
            Term::new("Lin Xiao", "Lin Xiao"),
        ),
        StaffColumn::Department => (
            Term::new("多个用顿号隔开。", "Several with commas."),
            Term::new("会务部", "Meeting service"),
        ),
        StaffColumn::Team => (
            Term::new("班组。", "Their team."),
            Term::new("一组", "Team 1"),
        ),
        StaffColumn::Position => (
            Term::new("职务或岗位。", "What they are."),
            Term::new("服务员", "Attendant"),
        ),
        StaffColumn::Available => (
            Term::new(
                "每周能上班的时间，不写是都能上。",
                "When they can work in a week; empty is always.",
            ),
            Term::new("周一至周五 8:00-18:00", "Mon-Fri 8:00-18:00"),
        ),
        StaffColumn::Skills => (
            Term::new(
                "技能和等级（1 至 3），用顿号隔开。",
                "Skills with their level, 1 to 3, with commas.",
            ),
            Term::new("茶水2、英语1", "Tea service 2, English 1"),
        ),
        StaffColumn::Clearance => (
            Term::new("公开、内部、保密。", "Public, internal, confidential."),
            Term::new("内部", "internal"),
        ),
        StaffColumn::ClearedUntil | StaffColumn::TrainedUntil => (day, no_example),
        StaffColumn::Uniform => (Term::new("着装。", "Their uniform."), no_example),
        StaffColumn::Phone => (
            Term::new("电话。", "Their phone."),
            Term::new("6532", "6532"),
        ),
        StaffColumn::Languages => (
            Term::new("会说的语言，用顿号隔开。", "Languages, with commas."),
            Term::new("英语", "English"),
        ),
        StaffColumn::WeeklyHours => (
            Term::new("每周工作小时数。", "Hours a week."),
            Term::new("40", "40"),
        ),
        StaffColumn::OwedHours => (
            Term::new("存休小时数，可为负。", "Hours owed; may be below nought."),
            no_example,
        ),
        StaffColumn::Note => (
            Term::new("其他。", "What else there is to know."),
            no_example,
        ),
    }
}
