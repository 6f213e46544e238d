//! The standard templates: what the service standard says, as data that a
//! supervisor edits (S-30 … S-42).

use steward_domain::ids::TemplateId;
use steward_domain::meeting::Refreshment;
use steward_domain::names::Name;
use steward_domain::plan::{Department, Due, Item, Template, Work};
use steward_domain::room::{Class, Room};
use steward_store::Writer;

use crate::views::Refusal;

/// Saves the templates; those for one hall name it where it exists.
pub(crate) fn save(w: &mut Writer<'_>, rooms: &[Room]) -> Result<Vec<Template>, Refusal> {
    let presidium: Vec<_> = rooms
        .iter()
        .filter(|r| r.name.en == "Presidium hall")
        .map(|r| r.id)
        .collect();
    let mut made = vec![
        template("大会议厅", "Halls", Class::C, 12, hall_items()),
        template(
            "课堂式会议室",
            "Classroom-style rooms",
            Class::B,
            5,
            room_items(),
        ),
        template(
            "讨论厅与贵宾室",
            "Discussion and VIP rooms",
            Class::A,
            0,
            room_items(),
        ),
    ];
    if !presidium.is_empty() {
        let mut items = hall_items();
        items.push(
            item(
                "secretary",
                "秘书室开门，备折叠椅 5 把",
                "Open the secretary room, 5 folding chairs",
                Department::MeetingService,
                Work::Room,
                start(-90),
            )
            .rule("S-34"),
        );
        made.push(Template {
            rooms: presidium,
            ..template("主席团会议厅", "Presidium hall", Class::C, 15, items)
        });
    }
    for template in &mut made {
        template.id = TemplateId(w.new_id());
        w.save(template)?;
    }
    Ok(made)
}

fn template(zh: &str, en: &str, class: Class, podium: u32, items: Vec<Built>) -> Template {
    Template {
        id: TemplateId(uuid::Uuid::nil()),
        name: Name::new(zh, en),
        classes: vec![class],
        layouts: Vec::new(),
        meeting_kinds: Vec::new(),
        rooms: Vec::new(),
        podium,
        items: items.into_iter().map(|built| built.0).collect(),
        goods: super::goods::rules(),
        replaces: None,
        retired: false,
    }
}

fn hall_items() -> Vec<Built> {
    use Department::{Building, Environment, MeetingService, Security, Technical};
    let mut items = vec![
        item(
            "sign-in-desk",
            "摆放签到台，铺台布台裙",
            "Set the sign-in desk, cloth and skirt",
            MeetingService,
            Work::SetUp,
            day_before(15, 0),
        )
        .rule("S-33"),
        item(
            "ashtrays",
            "公共区域摆放烟灰盅",
            "Ashtrays in public areas",
            MeetingService,
            Work::SetUp,
            day_before(15, 30),
        )
        .rule("S-33"),
        item(
            "water",
            "按实际人数摆放瓶装水",
            "Bottled water by real headcount",
            MeetingService,
            Work::Tea,
            day_before(16, 0),
        )
        .rule("S-40")
        .only(&[Refreshment::PodiumTea, Refreshment::Water]),
        item(
            "sound-test",
            "灯光音响按序开机，逐支试话筒",
            "Switch on in order, test every microphone",
            Technical,
            Work::Room,
            start(-90),
        )
        .rule("S-32"),
        item(
            "posts",
            "增设岗位：正门、东门、会场口、机动、巡查、车库",
            "Extra posts: gates, hall doors, mobile, patrol, garage",
            Security,
            Work::Security,
            start(-30),
        )
        .rule("S-32"),
        item(
            "walk-round",
            "楼栋助理巡查会场周边",
            "Assistant walks the area",
            Building,
            Work::Desk,
            start(-45),
        )
        .rule("S-50"),
        item(
            "clean-round",
            "会场与洗手间保洁复查",
            "Cleaning checked once more",
            Environment,
            Work::SetUp,
            start(-75),
        )
        .rule("S-32"),
    ];
    items.extend(common_items());
    items
}

fn room_items() -> Vec<Built> {
    use Department::{Environment, MeetingService, Technical};
    let mut items = vec![
        item(
            "air",
            "开空调(约 22℃)、开灯、开窗通风",
            "Air conditioning at about 22 °C, lights, windows open",
            MeetingService,
            Work::Room,
            start(-60),
        )
        .rule("S-34"),
        item(
            "windows",
            "关窗",
            "Shut the windows",
            MeetingService,
            Work::Room,
            start(-30),
        )
        .rule("S-34")
        .after(&["air"]),
        item(
            "ashtrays",
            "每张茶几烟灰盅 2 个、纸巾 1 盒",
            "2 ashtrays and a box of tissues on each tea table",
            MeetingService,
            Work::SetUp,
            start(-30),
        )
        .rule("S-33"),
        item(
            "sound-test",
            "试话筒与屏幕",
            "Test microphones and screen",
            Technical,
            Work::Room,
            start(-45),
        )
        .rule("S-32"),
        item(
            "clean-round",
            "卫生复查",
            "Cleaning checked once more",
            Environment,
            Work::SetUp,
            start(-75),
        )
        .rule("S-32"),
    ];
    items.extend(common_items());
    items
}

fn common_items() -> Vec<Built> {
    use Department::{Centre, MeetingService, Security, Technical};
    let tea = &[Refreshment::Tea, Refreshment::PodiumTea];
    vec![
        item(
            "day-before",
            "对照通知全面检查：座位、名牌、会标、设备、花卉、茶具、卫生、通道",
            "Check everything against the notice",
            MeetingService,
            Work::SetUp,
            day_before(16, 30),
        )
        .rule("S-30"),
        item(
            "seal",
            "合格后封闭会场",
            "Seal the room",
            Security,
            Work::SetUp,
            day_before(17, 0),
        )
        .rule("S-30")
        .after(&["day-before"]),
        item(
            "check-1",
            "一级检查：安排有无调整",
            "Level 1: is it still as notified?",
            MeetingService,
            Work::Check,
            start(-120),
        )
        .rule("S-31"),
        item(
            "check-2",
            "二级检查：一级所确认是否到位",
            "Level 2: is it really in place?",
            MeetingService,
            Work::Check,
            start(-60),
        )
        .rule("S-31")
        .after(&["check-1"]),
        item(
            "check-3",
            "三级检查：核实前两级与各部门就绪",
            "Level 3: both checks, all departments ready",
            Centre,
            Work::Check,
            start(-30),
        )
        .rule("S-31")
        .after(&["check-2"]),
        item(
            "doors",
            "开门锁、电源、走道灯",
            "Doors, power, corridor lights",
            Security,
            Work::Room,
            start(-60),
        )
        .rule("S-32"),
        item(
            "cups",
            "检查茶杯杯垫：无破损、无茶垢",
            "Inspect cups and flasks",
            MeetingService,
            Work::Tea,
            start(-60),
        )
        .rule("S-41")
        .only(tea),
        item(
            "brew",
            "泡茶：洗茶后冲入热水",
            "Brew: rinse the leaves, then hot water",
            MeetingService,
            Work::Tea,
            start(-15),
        )
        .rule("S-41")
        .after(&["cups"])
        .only(tea),
        item(
            "greet",
            "门外迎候",
            "Greeters at the door",
            MeetingService,
            Work::Greeting,
            start(-15),
        )
        .rule("S-41"),
        item(
            "pour",
            "倒茶，八分满",
            "Pour, eight-tenths full",
            MeetingService,
            Work::Tea,
            start(-5),
        )
        .rule("S-41")
        .after(&["brew"])
        .only(tea),
        item(
            "refill",
            "续水",
            "Refill",
            MeetingService,
            Work::Tea,
            Due::Every { minutes: 15 },
        )
        .rule("S-42")
        .only(tea),
        item(
            "devices-off",
            "设备关机，清点耗材",
            "Devices off, count what was used",
            Technical,
            Work::Clearing,
            end(15),
        )
        .rule("S-62"),
        item(
            "search",
            "清场、检查遗留物品",
            "Clear and search the room",
            MeetingService,
            Work::Clearing,
            end(10),
        )
        .rule("S-60"),
        item(
            "close",
            "封闭会场",
            "Close the room",
            Security,
            Work::Clearing,
            end(20),
        )
        .rule("S-60")
        .after(&["search"]),
    ]
}

/// An item being written down.
struct Built(Item);

impl Built {
    fn rule(mut self, rule: &str) -> Self {
        rule.clone_into(&mut self.0.rule);
        self
    }

    fn after(mut self, keys: &[&str]) -> Self {
        self.0.after = keys.iter().map(|key| (*key).to_owned()).collect();
        self
    }

    fn only(mut self, services: &[Refreshment]) -> Self {
        self.0.services = services.to_vec();
        self
    }
}

fn item(key: &str, zh: &str, en: &str, department: Department, work: Work, due: Due) -> Built {
    Built(Item {
        key: key.to_owned(),
        text: Name::new(zh, en),
        department,
        work,
        due,
        after: Vec::new(),
        services: Vec::new(),
        remind: 5,
        escalate: 15,
        rule: String::new(),
    })
}

fn start(minutes: i32) -> Due {
    Due::Start { minutes }
}

fn end(minutes: i32) -> Due {
    Due::End { minutes }
}

fn day_before(hour: u32, minute: u32) -> Due {
    Due::DaysBefore {
        days: 1,
        minute: hour * 60 + minute,
    }
}
