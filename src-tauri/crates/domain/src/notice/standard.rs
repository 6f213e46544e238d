//! The kinds that the service standard names (S-20), as they are before a
//! supervisor edits them.

use std::collections::BTreeMap;

use Department::{Building, Centre, Environment, MeetingService, Procurement, Security, Technical};

use super::Answer;
use super::kinds::{Field, Kind, Possible, Preset, Reckoned, Shape};
use crate::goods::Basis;
use crate::ids::{KindId, derived};
use crate::meeting::Refreshment;
use crate::names::Name;
use crate::plan::Department;
use crate::room::Class;

/// The identity of a kind of the standard, the same at every venue.
#[must_use]
pub fn id(code: &str) -> KindId {
    KindId(derived(&[b"requirement_kind", code.as_bytes()]))
}

/// The kinds of the standard, in the order of papers.
#[must_use]
pub fn kinds() -> Vec<Kind> {
    let mut all = room_and_words();
    all.extend(devices());
    all.extend(table());
    all.extend(people_and_the_rest());
    for (place, kind) in (1..).zip(&mut all) {
        kind.place = place * 10;
    }
    all
}

fn room_and_words() -> Vec<Kind> {
    vec![
        kind("banner", "会标", "Banner", &[Technical, Procurement])
            .asks(text("wording", "文字", "wording"))
            .asks(line("size", "尺寸", "size"))
            .asks(choice(
                "where",
                "位置",
                "where",
                &[
                    ("screen", "屏幕显示", "on the screen"),
                    ("stage", "主席台上方", "above the podium"),
                    ("door", "门口", "at the door"),
                ],
            ))
            .proposes(with(needed(&[("where", "screen")]), &[Class::B, Class::C])),
        kind(
            "name_plates",
            "铭牌、席位牌",
            "Name plates",
            &[MeetingService],
        )
        .asks(count("pieces", "块数", "pieces", "块", "").of(Basis::Podium, 100, 0))
        .asks(line("size", "规格", "size"))
        .asks(text("names", "名单（依次）", "names, in order"))
        .proposes(with(needed(&[]), &[Class::C]))
        .proposes(Preset {
            leader: Some(true),
            ..always(needed(&[]))
        }),
        Kind {
            approval: true,
            ..kind(
                "builds",
                "背景板、特装搭建",
                "Backdrops and special builds",
                &[Technical, MeetingService, Security],
            )
        }
        .asks(text("what", "内容与尺寸", "what and how large"))
        .asks(line("plan", "布置图", "layout plan"))
        .asks(line("builder", "搭建单位", "who builds")),
        kind(
            "podium",
            "主席台摆位",
            "Podium seating",
            &[MeetingService, Technical],
        )
        .asks(count("seats", "座位", "seats", "座", "").of(Basis::Podium, 100, 0))
        .asks(count("rows", "排数", "rows", "排", ""))
        .asks(yes_no("lectern", "发言席", "lectern"))
        .proposes(with(
            needed(&[("rows", "1"), ("lectern", "yes")]),
            &[Class::C],
        ))
        .proposes(with(Answer::NotNeeded, &[Class::A])),
        kind(
            "sign_in",
            "签到台",
            "Sign-in desk",
            &[MeetingService, Building],
        )
        .asks(count("desks", "张数", "desks", "张", "").of(Basis::Heads, 1, 0))
        .asks(line("where", "位置", "where"))
        .asks(yes_no("skirt", "台布台裙", "cloth and skirt"))
        .proposes(with(needed(&[("skirt", "yes")]), &[Class::C])),
        kind(
            "signs",
            "指引标识",
            "Guide signs",
            &[MeetingService, Building],
        )
        .asks(count("pieces", "块数", "pieces", "块", "").of(Basis::Heads, 2, 1))
        .asks(text("wording", "文字与位置", "wording and where"))
        .proposes(with(needed(&[]), &[Class::B, Class::C])),
        kind(
            "lounge",
            "休息室、贵宾室",
            "Lounge and VIP room",
            &[MeetingService, Building],
        )
        .asks(count("rooms", "间数", "rooms", "间", ""))
        .asks(line("which", "哪间", "which"))
        .asks(count("heads", "人数", "people", "人", ""))
        .proposes(Preset {
            leader: Some(true),
            ..always(needed(&[("rooms", "1")]))
        }),
    ]
}

fn devices() -> Vec<Kind> {
    let climate = choice(
        "degrees",
        "温度",
        "temperature",
        &[
            ("20", "20℃", "20 °C"),
            ("22", "22℃", "22 °C"),
            ("24", "24℃", "24 °C"),
            ("26", "26℃", "26 °C"),
        ],
    );
    vec![
        kind("microphones", "话筒", "Microphones", &[Technical])
            .asks(count("fixed", "鹅颈", "gooseneck", "支", "").of(Basis::Podium, 50, 0))
            .asks(count("wireless", "无线手持", "wireless", "支", "").of(Basis::Heads, 1, 1))
            .asks(count("lectern", "发言席", "at the lectern", "支", ""))
            .proposes(with(needed(&[("lectern", "1")]), &[Class::C]))
            .proposes(with(needed(&[]), &[Class::B])),
        kind("screens", "屏幕与播放", "Screens and players", &[Technical])
            .asks(count("screens", "屏幕", "screens", "块", ""))
            .asks(yes_no("laptop", "自带电脑", "own laptop"))
            .asks(yes_no("sound", "有声播放", "with sound"))
            .asks(line("format", "画面比例", "aspect"))
            .proposes(with(needed(&[("screens", "1")]), &[Class::B, Class::C])),
        kind("recording", "录音录像", "Recording and film", &[Technical])
            .asks(yes_no("sound", "录音", "sound"))
            .asks(yes_no("film", "录像", "film"))
            .asks(yes_no("photos", "照相", "photographs"))
            .asks(line("to", "交给", "handed to")),
        kind("online", "线上会议", "Online part", &[Technical, Centre])
            .asks(line("link", "会议号、链接", "link or number"))
            .asks(line("test", "测试时间", "test call"))
            .asks(yes_no("backup", "备份线路", "backup line"))
            .asks(count("sites", "分会场", "other sites", "个", "")),
        kind("climate", "空调", "Air conditioning", &[Technical])
            .asks(climate)
            .asks(line("from", "开启时间", "from"))
            .proposes(always(needed(&[("degrees", "22")]))),
        kind("lights", "灯光", "Lights", &[Technical])
            .asks(choice(
                "scene",
                "场景",
                "scene",
                &[
                    ("meeting", "会议", "meeting"),
                    ("screening", "投影", "screening"),
                    ("stage", "舞台", "stage"),
                ],
            ))
            .proposes(with(needed(&[("scene", "meeting")]), &[Class::B, Class::C])),
    ]
}

fn table() -> Vec<Kind> {
    let cups = &[
        ("lidded", "盖杯", "lidded cups"),
        ("glass", "玻璃杯", "glasses"),
        ("paper", "纸杯", "paper cups"),
        ("own", "自带杯", "their own"),
    ];
    let teas = &[
        ("green", "绿茶", "green"),
        ("black", "红茶", "black"),
        ("white", "白茶", "white"),
        ("chrysanthemum", "菊花茶", "chrysanthemum"),
    ];
    let served = |services: &[Refreshment], answer| Preset {
        services: services.to_vec(),
        ..always(answer)
    };
    vec![
        kind("water", "饮用水", "Drinking water", &[MeetingService])
            .asks(count("bottles", "瓶装水", "bottles", "瓶", "").of(Basis::Seats, 100, 5))
            .proposes(served(
                &[Refreshment::PodiumTea, Refreshment::Water],
                needed(&[]),
            ))
            .proposes(served(
                &[Refreshment::Tea, Refreshment::None],
                Answer::NotNeeded,
            )),
        kind("tea", "茶水", "Tea", &[MeetingService])
            .asks(choice("tea", "茶叶", "tea", teas))
            .asks(choice("cups", "茶具", "cups", cups))
            .asks(count("heads", "份数", "people", "份", "").of(Basis::Heads, 100, 0))
            .proposes(served(
                &[Refreshment::Tea],
                needed(&[("tea", "green"), ("cups", "lidded")]),
            ))
            .proposes(served(
                &[Refreshment::PodiumTea],
                needed(&[("tea", "green"), ("cups", "lidded")]),
            ))
            .proposes(served(
                &[Refreshment::Water, Refreshment::None],
                Answer::NotNeeded,
            )),
        kind(
            "fruit",
            "水果茶点",
            "Fruit and snacks",
            &[MeetingService, Procurement],
        )
        .asks(count("plates", "份数", "plates", "份", "").of(Basis::Heads, 25, 0))
        .asks(line("which", "品种", "which")),
        kind("towels", "毛巾", "Hand towels", &[MeetingService])
            .asks(count("pieces", "条数", "pieces", "条", "").of(Basis::Heads, 100, 2))
            .asks(choice(
                "way",
                "冷热",
                "hot or cold",
                &[("hot", "热", "hot"), ("cold", "冷", "cold")],
            ))
            .proposes(Preset {
                leader: Some(true),
                ..with(needed(&[("way", "hot")]), &[Class::A])
            }),
        kind(
            "flowers",
            "花卉绿植",
            "Flowers and plants",
            &[Environment, Procurement],
        )
        .asks(count("arrangements", "桌花", "on the tables", "盆", ""))
        .asks(count("plants", "绿植", "plants", "盆", ""))
        .asks(line("where", "位置", "where"))
        .proposes(with(needed(&[("arrangements", "1")]), &[Class::C])),
    ]
}

fn people_and_the_rest() -> Vec<Kind> {
    vec![
        kind("hosts", "礼仪", "Etiquette hosts", &[MeetingService])
            .asks(count("people", "人数", "people", "人", "").of(Basis::Heads, 1, 2))
            .asks(line("where", "岗位", "posts"))
            .proposes(with(needed(&[]), &[Class::C])),
        kind("security", "安保岗位", "Security posts", &[Security])
            .asks(count("posts", "岗位数", "posts", "个", "").of(Basis::Heads, 1, 3))
            .asks(line("where", "位置", "where"))
            .asks(yes_no("passes", "凭证入场", "entry by pass"))
            .proposes(with(needed(&[]), &[Class::C])),
        kind("parking", "停车引导", "Parking and guiding", &[Security])
            .asks(count("cars", "车辆", "cars", "辆", "").of(Basis::Heads, 25, 0))
            .asks(count("coaches", "大巴", "coaches", "辆", ""))
            .asks(line("where", "区域", "where"))
            .proposes(with(needed(&[]), &[Class::C])),
        kind("cleaning", "保洁", "Cleaning", &[Environment])
            .asks(line("focus", "重点区域", "where above all"))
            .asks(yes_no("during", "会中保洁", "while it runs"))
            .proposes(always(needed(&[]))),
        kind("dining", "用餐", "Dining", &[Centre, Procurement])
            .asks(count("heads", "人数", "people", "人", ""))
            .asks(line("where", "地点与时间", "where and when"))
            .asks(line("diets", "忌口", "diets")),
        kind("lodging", "住宿", "Lodging", &[Centre])
            .asks(count("rooms", "间数", "rooms", "间", ""))
            .asks(line("nights", "日期", "nights")),
        kind(
            "agency",
            "代办服务",
            "Agency services",
            &[Centre, Procurement],
        )
        .asks(text(
            "what",
            "内容（打印、采购等）",
            "what: printing, buying",
        )),
        kind("other", "其他", "Anything else", &Department::ALL).asks(text("what", "内容", "what")),
    ]
}

fn kind(code: &str, zh: &str, en: &str, departments: &[Department]) -> Kind {
    Kind {
        id: id(code),
        name: Name::new(zh, en),
        departments: departments.to_vec(),
        fields: Vec::new(),
        presets: Vec::new(),
        approval: false,
        place: 0,
        retired: false,
    }
}

impl Kind {
    fn asks(mut self, field: Field) -> Self {
        self.fields.push(field);
        self
    }

    fn proposes(mut self, preset: Preset) -> Self {
        self.presets.push(preset);
        self
    }
}

impl Field {
    fn of(mut self, basis: Basis, per_hundred: u32, spare: u32) -> Self {
        self.reckoned = Some(Reckoned {
            basis,
            per_hundred,
            spare,
        });
        self
    }
}

fn field(key: &str, zh: &str, en: &str, shape: Shape) -> Field {
    Field {
        key: key.to_owned(),
        name: Name::new(zh, en),
        shape,
        unit: Name::default(),
        reckoned: None,
    }
}

fn count(key: &str, zh: &str, en: &str, unit_zh: &str, unit_en: &str) -> Field {
    Field {
        unit: Name::new(unit_zh, unit_en),
        ..field(key, zh, en, Shape::Count)
    }
}

fn line(key: &str, zh: &str, en: &str) -> Field {
    field(key, zh, en, Shape::Line)
}

fn text(key: &str, zh: &str, en: &str) -> Field {
    field(key, zh, en, Shape::Text)
}

fn yes_no(key: &str, zh: &str, en: &str) -> Field {
    field(key, zh, en, Shape::YesNo)
}

fn choice(key: &str, zh: &str, en: &str, choices: &[(&str, &str, &str)]) -> Field {
    let choices = choices
        .iter()
        .map(|(code, zh, en)| Possible {
            code: (*code).to_owned(),
            name: Name::new(zh, en),
        })
        .collect();
    field(key, zh, en, Shape::Choice { choices })
}

fn needed(figures: &[(&str, &str)]) -> Answer {
    let figures = figures
        .iter()
        .map(|(key, kept)| ((*key).to_owned(), (*kept).to_owned()))
        .collect::<BTreeMap<_, _>>();
    Answer::Needed {
        figures,
        note: String::new(),
    }
}

fn always(answer: Answer) -> Preset {
    Preset {
        classes: Vec::new(),
        layouts: Vec::new(),
        services: Vec::new(),
        leader: None,
        answer,
    }
}

fn with(answer: Answer, classes: &[Class]) -> Preset {
    Preset {
        classes: classes.to_vec(),
        ..always(answer)
    }
}
