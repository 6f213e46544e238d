//! Invented days at an invented venue.

use chrono::{Duration, NaiveDate, NaiveDateTime};
use steward_documents::{
    Bulletin, BulletinMeeting, Department, DepartmentSheet, Done, GoodsLine, Language, Mark,
    SheetTask, State,
};

const ROOMS: [(&str, &str, &str, u32); 8] = [
    ("主会场", "剧院式", "C", 1150),
    ("报告厅", "剧院式", "C", 420),
    ("主席团会议厅", "U形", "C", 110),
    ("新闻发布厅", "课桌式", "B", 96),
    ("贵宾室一", "会见式", "A", 14),
    ("201", "回形", "A", 28),
    ("202", "U形", "A", 24),
    ("207·208合并", "课桌式", "B", 60),
];
const TITLES: [&str; 6] = [
    "全市教育系统骨干教师培训班开班式（第二期）",
    "老旧小区改造项目推进会",
    "“十五五”规划编制工作第三次专家咨询会，暨重点项目（一批）调度会",
    "外事接见",
    "新闻通气会：冬季供暖准备情况",
    "数字政务平台上线评审 Platform Go-live Review v2.0",
];
const ORGANISERS: [(&str, &str, &str); 4] = [
    ("市教育局", "张主任", "13800000000"),
    (
        "市住房和城乡建设局老旧小区改造办公室",
        "李工",
        "0571-88880000 转 8012",
    ),
    ("市发展改革委", "王女士", "13900000001"),
    ("", "欧阳先生", ""),
];
const DEPARTMENTS: [(&str, &str, &str); 5] = [
    ("meeting-service", "会议服务中心", "Meeting service"),
    ("technical", "技术保障部", "Technical"),
    ("security", "安全管理部", "Security"),
    ("environment", "环境管理部", "Environment"),
    ("centre", "客户服务中心", "Customer service centre"),
];
const TASKS: [(&str, i64); 5] = [
    ("一级检查：会场布置与通知单一致", -120),
    ("二级检查：核实一级检查确认事项", -60),
    ("泡茶，礼仪人员到门口迎候", -15),
    ("斟茶，八分满", -5),
    ("清场，检查遗留物品", 120),
];

/// The day all samples are about.
pub fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

/// A time of that day.
pub fn at(hour: u32, minute: u32) -> NaiveDateTime {
    day().and_hms_opt(hour, minute, 0).unwrap()
}

/// A plain meeting from nine to eleven.
pub fn meeting(number: &str, title: &str) -> BulletinMeeting {
    BulletinMeeting {
        number: number.into(),
        from: at(9, 0),
        to: at(11, 0),
        room: "201".into(),
        layout: "回形".into(),
        title: title.into(),
        organiser: "市教育局".into(),
        contact: "张主任".into(),
        phone: "13800000000".into(),
        headcount: Some(28),
        state: State::Confirmed,
        class: "A".into(),
        tags: vec![],
        marks: vec![],
        remarks: String::new(),
    }
}

/// A day of nothing.
pub fn empty(language: Language) -> Bulletin {
    Bulletin {
        number: "2026-1123-A1".into(),
        date: day(),
        issuer: "客户服务中心".into(),
        station: "东楼总台".into(),
        venue: "云川市行政中心会议服务".into(),
        made_at: at(7, 30) - Duration::days(1) + Duration::hours(10),
        language,
        meetings: vec![],
        sheets: vec![],
        goods: vec![],
        notes: vec![],
        separate_leaves: false,
    }
}

/// A day of `n` meetings, `per_sheet` tasks of each in every department.
pub fn busy(language: Language, n: usize, per_sheet: usize) -> Bulletin {
    let meetings: Vec<_> = (0..n).map(nth).collect();
    let goods = [
        ("茶杯", "只", 1),
        ("瓶装水", "瓶", 1),
        ("热水瓶", "个", 12),
        ("茶叶", "克", 3),
        ("小毛巾", "条", 2),
    ];
    let goods = goods.map(|(name, unit, factor)| {
        let per_meeting: Vec<_> = meetings
            .iter()
            .map(|m| {
                let people = m.headcount.unwrap_or(20);
                (
                    m.number.clone(),
                    if factor == 12 {
                        people.div_ceil(12)
                    } else {
                        people * factor
                    },
                )
            })
            .collect();
        let total = per_meeting.iter().map(|(_, q)| q).sum();
        GoodsLine {
            name: name.into(),
            unit: unit.into(),
            total,
            per_meeting,
        }
    });
    Bulletin {
        sheets: DEPARTMENTS
            .iter()
            .map(|d| sheet(*d, &meetings, per_sheet))
            .collect(),
        goods: goods.into(),
        notes: vec![
            "东门地下车库B2层今日检修，来宾车辆引导至西门。".into(),
            "14:00起主楼一层大厅布展，请绕行（含货梯）。".into(),
        ],
        meetings,
        ..empty(language)
    }
}

/// Titles that would be code, if titles were ever code.
pub const CODE: [&str; 10] = [
    "#panic(\"x\")",
    "$x$",
    "*a*",
    "@ref",
    "\\",
    "#import \"/etc/passwd\"",
    "= heading",
    "<label>",
    "`raw`",
    "\"]); panic()//",
];

/// A day of everything that is hard to set.
pub fn awkward(language: Language) -> Bulletin {
    let mut meetings: Vec<_> = CODE
        .iter()
        .enumerate()
        .map(|(i, t)| meeting(&format!("C{i:02}"), t))
        .collect();
    let long = "关于进一步加强和改进会议服务保障工作，落实“三轻”要求（含应急预案）的专题研讨会。";
    let hard = [
        long.repeat(8),
        "无".repeat(10_000),
        "W".repeat(300),
        format!("https://conference.example/{}?id=1", "path/".repeat(40)),
        "）。，；！？”》】".repeat(12),
        "👩\u{200D}🔧🎉 𠮷野家 𪚥 龘 Ünïcödé 한국어 العربية".into(),
        "a\0b\u{202E}c\u{0007}d\te\r\nf".into(),
        "甲\u{00A0}乙".repeat(60),
        String::new(),
    ];
    meetings.extend(
        hard.iter()
            .enumerate()
            .map(|(i, t)| meeting(&format!("H{i:02}"), t)),
    );
    let full = BulletinMeeting {
        number: "N".repeat(60),
        room: "会议室".repeat(60),
        layout: "U".repeat(200),
        organiser: long.repeat(5),
        contact: "X".repeat(90),
        phone: "1".repeat(90),
        headcount: Some(u32::MAX),
        tags: vec!["标签".repeat(40), "T".repeat(80)],
        marks: vec![
            Mark::Clash,
            Mark::Clash,
            Mark::Incomplete,
            Mark::Changed,
            Mark::Confidential,
            Mark::OutsideHours,
        ],
        remarks: long.repeat(40),
        from: at(9, 0) - Duration::days(800),
        to: at(9, 0) + Duration::days(800),
        ..meeting("", &long.repeat(20))
    };
    meetings.push(full);
    let tasks = meetings.iter().map(|m| SheetTask {
        due: m.from,
        room: m.room.clone(),
        meeting: m.number.clone(),
        title: m.title.clone(),
        text: m.title.clone(),
        done: Some(Done {
            by: "S".repeat(60),
            at: m.to,
        }),
        overdue: true,
    });
    let department = Department {
        key: "all".into(),
        zh: "部".repeat(50),
        en: "Department".repeat(9),
    };
    Bulletin {
        number: "#1".repeat(30),
        venue: "中心 #panic() ".repeat(8),
        issuer: "*甲*".repeat(20),
        station: "@".repeat(60),
        notes: vec![long.repeat(9), "#eval(\"1\")".into()],
        sheets: vec![DepartmentSheet {
            department,
            tasks: tasks.collect(),
        }],
        goods: vec![GoodsLine {
            name: "茶".repeat(60),
            unit: "K".repeat(30),
            total: u32::MAX,
            per_meeting: meetings
                .iter()
                .map(|m| (m.number.clone(), 7))
                .chain([("unknown".into(), 9)])
                .collect(),
        }],
        meetings,
        ..empty(language)
    }
}

fn nth(i: usize) -> BulletinMeeting {
    let (room, layout, class, seats) = ROOMS[i % ROOMS.len()];
    let (organiser, contact, phone) = ORGANISERS[i % ORGANISERS.len()];
    let from = at(8, 0) + Duration::minutes(30 * (i as i64 * 7 % 26));
    let mut m = BulletinMeeting {
        number: format!("1123-A{:02}", i + 1),
        from,
        to: from + Duration::minutes([90, 120, 180, 45][i % 4]),
        room: room.into(),
        layout: layout.into(),
        title: TITLES[i % TITLES.len()].into(),
        organiser: organiser.into(),
        contact: contact.into(),
        phone: phone.into(),
        headcount: (i % 7 != 6).then_some(seats),
        state: [
            State::Confirmed,
            State::InPreparation,
            State::Confirmed,
            State::AwaitingApproval,
        ][i % 4],
        class: class.into(),
        ..meeting("", "")
    };
    match i % 11 {
        1 => m.marks = vec![Mark::Clash, Mark::OverCapacity],
        2 => {
            m.marks = vec![Mark::ShortNotice];
            m.remarks =
                "主席台设7席，席位牌9:00前送达；需同声传译间，话筒4支（含无线2支）。".into();
        }
        3 => (m.from, m.to) = (at(0, 0), at(0, 0) + Duration::days(1)),
        4 => m.tags = vec!["线上线下".into()],
        5 => (m.state, m.remarks) = (State::Cancelled, "组办单位来电取消。".into()),
        7 => (m.from, m.to) = (at(22, 0), at(2, 0) + Duration::days(1)),
        9 => (m.from, m.to) = (at(23, 0) - Duration::days(1), at(1, 0)),
        _ => {}
    }
    m
}

fn sheet(
    (key, zh, en): (&str, &str, &str),
    meetings: &[BulletinMeeting],
    per_sheet: usize,
) -> DepartmentSheet {
    let task = |m: &BulletinMeeting, i: usize| {
        let (text, minutes) = TASKS[i % TASKS.len()];
        let due = m.from + Duration::minutes(minutes);
        SheetTask {
            due,
            room: m.room.clone(),
            meeting: m.number.clone(),
            title: m.title.clone(),
            text: text.into(),
            done: (due < at(6, 0)).then(|| Done {
                by: "陈静".into(),
                at: due,
            }),
            overdue: due < at(7, 0),
        }
    };
    DepartmentSheet {
        department: Department {
            key: key.into(),
            zh: zh.into(),
            en: en.into(),
        },
        tasks: meetings
            .iter()
            .flat_map(|m| (0..per_sheet).map(move |i| task(m, i)))
            .collect(),
    }
}
