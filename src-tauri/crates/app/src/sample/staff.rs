//! The sixty people of the sample complex (S-01), invented: numbers, skills,
//! clearances, some leave; in the sample of a month their wishes too.

use chrono::{Days as Ahead, NaiveDate};
use steward_domain::ids::{LeaveId, StaffId, WishId};
use steward_domain::plan::Department;
use steward_domain::secrecy::Level;
use steward_domain::staff::standard::skill;
use steward_domain::staff::wish::{Wish, WishFor};
use steward_domain::staff::{Clearance, Days, Leave, LeaveKind, Skilled, StaffMember};
use steward_store::Writer;

use super::meetings::Day;
use crate::views::Refusal;

/// Who was laid out: an act that lays out more cannot read them yet.
#[derive(Default)]
pub(super) struct People {
    pub(super) all: Vec<StaffMember>,
    pub(super) leave: Vec<Leave>,
}

/// Department, team, position, uniform, number of the first, names.
struct Group(
    Department,
    &'static str,
    &'static str,
    &'static str,
    u32,
    &'static [&'static str],
);

const GROUPS: [Group; 7] = [
    Group(Department::Centre, "", "主管", "藏青西装", 1001, &["周敏"]),
    Group(
        Department::Building,
        "",
        "大堂助理",
        "藏青西装",
        1011,
        &["陈洁", "许嘉禾", "罗一鸣"],
    ),
    Group(
        Department::Centre,
        "信息中心",
        "值班员",
        "藏青西装",
        1021,
        &["沈佳怡", "韩雪", "唐思远", "冯晓燕", "曹宇", "邓欣"],
    ),
    Group(
        Department::Technical,
        "音控班",
        "音控师",
        "灰色工装",
        1031,
        &["李响", "高翔", "梁博文", "宋立"],
    ),
    Group(
        Department::MeetingService,
        "一班",
        "会议服务员",
        "红色旗袍",
        1041,
        &[
            "何静",
            "林晓",
            "王芳",
            "张丽娜",
            "刘颖",
            "赵雅琴",
            "黄莉",
            "吴倩",
            "徐婷",
            "孙悦",
            "胡蓉",
            "朱琳",
            "郭晴",
            "马丽",
            "谢诗涵",
        ],
    ),
    Group(
        Department::MeetingService,
        "二班",
        "会议服务员",
        "蓝色套装",
        1061,
        &[
            "郑雯",
            "蒋月",
            "蔡芸",
            "贾敏",
            "丁香",
            "魏然",
            "薛冰",
            "叶青",
            "阎春梅",
            "余秋月",
            "潘虹",
            "杜娟",
            "戴安琪",
            "夏荷",
            "钟慧",
            "汪洋",
        ],
    ),
    Group(
        Department::MeetingService,
        "三班",
        "会议服务员",
        "蓝色套装",
        1081,
        &[
            "田甜",
            "任俊",
            "姜楠",
            "范蕾",
            "方舟",
            "石磊",
            "姚瑶",
            "谭笑",
            "廖凡",
            "邹静宜",
            "熊伟",
            "金铭",
            "陆遥",
            "郝运",
            "欧阳文静",
        ],
    ),
];

pub(super) fn save(w: &mut Writer<'_>, day: &Day<'_>, wishes: bool) -> Result<People, Refusal> {
    let mut people = People::default();
    let mut nth = 0_u32;
    for Group(department, team, position, uniform, first, names) in &GROUPS {
        for (number, name) in (*first..).zip(*names) {
            let mut one = StaffMember::new(StaffId(w.new_id()), name);
            one.number = number.to_string();
            one.departments = vec![*department];
            one.team = (*team).to_owned();
            one.position = (*position).to_owned();
            one.uniform = (*uniform).to_owned();
            one.phone = format!("0573-8100{number}");
            one.weekly_minutes = Some(40 * 60);
            about(&mut one, nth, day.date);
            w.save(&one)?;
            people.all.push(one);
            nth += 1;
        }
    }
    let ids: Vec<StaffId> = people.all.iter().map(|one| one.id).collect();
    people.leave = leave(w, &ids, day.date)?;
    if wishes {
        self::wishes(w, &ids, day.date)?;
    }
    Ok(people)
}

/// What the nth person can do, is cleared for, is trained until.
fn about(one: &mut StaffMember, nth: u32, date: NaiveDate) {
    let has = |code, level, until| Skilled {
        skill: skill(code),
        level,
        until,
    };
    let department = one.departments.first().copied();
    match department {
        Some(Department::Technical) => {
            one.skills.push(has("sound", 3 - nth_u8(nth, 2), None));
            one.skills.push(has("light", 1 + nth_u8(nth, 2), None));
        }
        Some(Department::Building) => {
            one.skills.push(has("etiquette", 3, None));
            one.skills.push(has("english", 2, None));
        }
        Some(Department::Centre) => {
            one.skills.push(has("hotline", 1 + nth_u8(nth, 3), None));
            one.skills.push(has("english", 1 + nth_u8(nth, 2), None));
        }
        _ => {
            one.skills.push(has("tea", 1 + nth_u8(nth, 3), None));
            if nth.is_multiple_of(3) {
                one.skills.push(has("podium", 1 + nth_u8(nth, 3), None));
            }
            if one.team == "一班" {
                one.skills.push(has("etiquette", 2, None));
            }
            if nth.is_multiple_of(7) {
                one.skills.push(has("english", 1 + nth_u8(nth, 2), None));
            }
        }
    }
    // Certificates of first aid and fire safety run out at different times.
    if nth.is_multiple_of(6) {
        one.skills
            .push(has("first-aid", 1, after(date, 20 + 47 * nth)));
    }
    if nth % 9 == 4 {
        one.skills.push(has("fire", 2, after(date, 12 + 31 * nth)));
    }
    if one.skills.iter().any(|had| had.skill == skill("english")) {
        one.languages.push("英语".to_owned());
    }
    one.trained_until = after(date, 25 + (nth * 37) % 400);
    if nth.is_multiple_of(4) {
        one.clearance = Clearance {
            level: Level::Confidential,
            until: after(date, 18 + (nth * 53) % 700),
        };
    }
}

fn leave(w: &mut Writer<'_>, all: &[StaffId], date: NaiveDate) -> Result<Vec<Leave>, Refusal> {
    let mut saved = Vec::new();
    let rows: [(usize, u32, u32, LeaveKind, &str); 6] = [
        (18, 0, 4, LeaveKind::Annual, ""),
        (27, 0, 1, LeaveKind::Sick, "感冒"),
        (35, 1, 2, LeaveKind::Personal, ""),
        (41, 0, 60, LeaveKind::Parental, ""),
        (11, 7, 9, LeaveKind::Training, "新调音台培训"),
        (52, 9, 9, LeaveKind::InLieu, ""),
    ];
    for (at, from, to, kind, note) in rows {
        let days = after(date, from).zip(after(date, to));
        if let (Some(staff), Some((from, to))) = (all.get(at), days) {
            let leave = Leave {
                id: LeaveId(w.new_id()),
                staff: *staff,
                days: Days { from, to },
                kind,
                note: note.to_owned(),
                withdrawn: false,
            };
            w.save(&leave)?;
            saved.push(leave);
        }
    }
    Ok(saved)
}

fn wishes(w: &mut Writer<'_>, all: &[StaffId], date: NaiveDate) -> Result<(), Refusal> {
    for (nth, staff) in (0_u32..).zip(all).filter(|(nth, _)| nth % 4 == 1) {
        let from = 5 + (nth * 11) % 28;
        let days = after(date, from).zip(after(date, from + nth % 2));
        let Some((from, to)) = days else { continue };
        w.save(&Wish {
            id: WishId(w.new_id()),
            staff: *staff,
            days: Days { from, to },
            wants: match nth % 3 {
                0 => WishFor::NotShift {
                    code: "N1".to_owned(),
                },
                1 => WishFor::Off,
                _ => WishFor::Shift {
                    code: "A1".to_owned(),
                },
            },
            weight: 1 + nth_u8(nth, 3),
            note: String::new(),
            withdrawn: false,
        })?;
    }
    Ok(())
}

fn nth_u8(nth: u32, most: u32) -> u8 {
    u8::try_from(nth % most.max(1)).unwrap_or(0)
}

fn after(date: NaiveDate, days: u32) -> Option<NaiveDate> {
    date.checked_add_days(Ahead::new(u64::from(days)))
}
