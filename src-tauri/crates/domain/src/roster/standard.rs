//! Shifts, posts, rules and holidays as they are before a supervisor edits
//! them (S-72, S-74, S-75, S-76). Their ids are made of their codes, so that
//! every station means the same ones.

use chrono::NaiveDate;

use super::demand::RosterNeed;
use super::rules::{Force, RosterRule, RuleAbout};
use super::{FixedPost, FixedPostTime, Rotation, ShiftKind, ShiftPart, made_of};
use crate::holidays::{Holiday, HolidayYear};
use crate::ids::{FixedPostId, RosterNeedId, RotationId};
use crate::names::Name;
use crate::plan::Department;
use crate::room::Class;
use crate::secrecy::Level;
use crate::staff::standard::skill;

/// When a day of those who work round the clock begins, minutes.
const MORNING: u32 = 7 * 60;

/// Early, late, night, day, dawn, split, evening, stand-by.
#[must_use]
pub fn kinds() -> Vec<ShiftKind> {
    let hours = |parts: &[(u32, u32)]| -> Vec<ShiftPart> {
        let part = |(from, to): &(u32, u32)| ShiftPart {
            from: *from,
            to: *to,
        };
        parts.iter().map(part).collect()
    };
    let kind = |code: &str, zh: &str, en: &str, tone: u8, parts: &[(u32, u32)]| ShiftKind {
        id: ShiftKind::name_of(code),
        code: code.to_owned(),
        name: Name::new(zh, en),
        tone,
        parts: hours(parts),
        paid: parts.iter().map(|(from, to)| to - from).sum(),
        night: false,
        standby: false,
        departments: Vec::new(),
        place: 0,
        retired: false,
    };
    let all = [
        kind("A1", "早班", "Early", 1, &[(420, 900)]),
        ShiftKind {
            paid: 480,
            ..kind("D1", "白班", "Day", 2, &[(510, 1050)])
        },
        kind("P1", "中班", "Late", 3, &[(900, 1380)]),
        ShiftKind {
            night: true,
            ..kind("N1", "夜班", "Night", 4, &[(1380, 1860)])
        },
        ShiftKind {
            departments: vec![Department::Environment],
            ..kind("Q1", "拂晓班", "Dawn", 5, &[(240, 600)])
        },
        ShiftKind {
            departments: vec![Department::Environment],
            ..kind("E1", "晚保洁", "Evening cleaning", 6, &[(1080, 1440)])
        },
        kind("S1", "两头班", "Split", 7, &[(420, 660), (1020, 1260)]),
        ShiftKind {
            paid: 120,
            standby: true,
            ..kind("B1", "备勤", "Stand-by", 0, &[(480, 1200)])
        },
    ];
    (1..)
        .zip(all)
        .map(|(place, kind)| ShiftKind { place, ..kind })
        .collect()
}

/// The hotline and the watch round the clock (S-75), patrols, extra cleaning
/// (S-74); the five pick-up stations of a summit (S-72), which are not manned
/// until there is one.
#[must_use]
pub fn posts() -> Vec<FixedPost> {
    let round = |count| vec![time(MORNING, MORNING + 1_440, count)];
    let mut all = vec![
        FixedPost {
            skill: Some(skill("hotline")),
            ..post(
                "hotline",
                "服务热线",
                "Hotline",
                Department::Centre,
                round(1),
            )
        },
        post(
            "watch",
            "设施网络值守",
            "Facilities and networks",
            Department::Technical,
            round(1),
        ),
        post("patrol", "巡查", "Patrol", Department::Security, round(2)),
        post(
            "evening",
            "晚间保洁 18:00–24:00",
            "Evening cleaning 18:00–24:00",
            Department::Environment,
            vec![time(1_080, 1_440, 3)],
        ),
        post(
            "dawn",
            "拂晓保洁",
            "Cleaning at dawn",
            Department::Environment,
            vec![time(240, 420, 3)],
        ),
    ];
    let stations = [
        ("hongqiao-air", "虹桥机场接站", "Shanghai Hongqiao airport"),
        ("hongqiao-rail", "虹桥火车站接站", "Shanghai Hongqiao rail"),
        ("xiaoshan-air", "萧山机场接站", "Hangzhou Xiaoshan airport"),
        ("hangzhou-east", "杭州东站接站", "Hangzhou East rail"),
        ("tongxiang", "桐乡站接站", "Tongxiang rail"),
    ];
    all.extend(stations.map(|(code, zh, en)| FixedPost {
        manned: false,
        ..post(code, zh, en, Department::Centre, round(14))
    }));
    (1..)
        .zip(all)
        .map(|(place, post)| FixedPost { place, ..post })
        .collect()
}

/// The fixed post of a code of this list.
#[must_use]
pub fn post_id(code: &str) -> FixedPostId {
    FixedPostId(made_of("steward fixed post 1", &[code.as_bytes()]))
}

fn post(
    code: &str,
    zh: &str,
    en: &str,
    department: Department,
    times: Vec<FixedPostTime>,
) -> FixedPost {
    FixedPost {
        id: post_id(code),
        name: Name::new(zh, en),
        department,
        building: None,
        skill: None,
        level: Level::Internal,
        times,
        days: None,
        manned: true,
        place: 0,
        retired: false,
    }
}

fn time(from: u32, to: u32, count: u32) -> FixedPostTime {
    FixedPostTime {
        weekdays: Vec::new(),
        from,
        to,
        count,
    }
}

/// What a meeting asks for: servers by its guests, the podium and etiquette
/// where a leader comes, sound in the larger rooms.
#[must_use]
pub fn needs() -> Vec<RosterNeed> {
    let need = |code: &str, zh: &str, en: &str, department, able: &str| RosterNeed {
        id: RosterNeedId(made_of("steward roster need 1", &[code.as_bytes()])),
        name: Name::new(zh, en),
        department,
        skill: Some(skill(able)),
        count: 1,
        per_guests: 0,
        classes: Vec::new(),
        leader: false,
        served: false,
        before: 60,
        after: 30,
        place: 0,
        retired: false,
    };
    let all = [
        RosterNeed {
            per_guests: 30,
            served: true,
            ..need(
                "servers",
                "会场服务",
                "Servers",
                Department::MeetingService,
                "tea",
            )
        },
        RosterNeed {
            count: 2,
            leader: true,
            ..need(
                "podium",
                "主席台服务",
                "Podium",
                Department::MeetingService,
                "podium",
            )
        },
        RosterNeed {
            count: 2,
            leader: true,
            ..need(
                "etiquette",
                "礼仪",
                "Etiquette",
                Department::MeetingService,
                "etiquette",
            )
        },
        RosterNeed {
            classes: vec![Class::B, Class::C],
            ..need("sound", "音控", "Sound", Department::Technical, "sound")
        },
    ];
    (1..)
        .zip(all)
        .map(|(place, need)| RosterNeed { place, ..need })
        .collect()
}

/// The rules with their figures: eleven hours of rest, six days in a row,
/// 44 hours a week, and so on.
#[must_use]
pub fn rules() -> Vec<RosterRule> {
    use Force::{Hard, Priced};
    let all = [
        (RuleAbout::Rest, Hard, 660, 0),
        (RuleAbout::MostInRow, Hard, 6, 0),
        (RuleAbout::FewestInRow, Priced, 2, 5),
        (RuleAbout::WeekendsOff, Priced, 1, 20),
        (RuleAbout::WeekMinutes, Hard, 48 * 60, 0),
        (RuleAbout::MonthMinutes, Priced, 176 * 60, 10),
        (RuleAbout::ContractHours, Priced, 90, 1),
        (RuleAbout::NightsInRow, Hard, 3, 0),
        (RuleAbout::NightsInMonth, Priced, 8, 10),
        (RuleAbout::Skill, Hard, 0, 0),
        (RuleAbout::Clearance, Hard, 0, 0),
        (RuleAbout::TwoPosts, Hard, 0, 0),
        (RuleAbout::Travel, Priced, 10, 5),
        (RuleAbout::Leave, Hard, 0, 0),
        (RuleAbout::Available, Hard, 0, 0),
        (RuleAbout::Wish, Priced, 0, 10),
        (RuleAbout::FairNights, Priced, 2, 5),
        (RuleAbout::FairWeekends, Priced, 2, 5),
        (RuleAbout::FairHolidays, Priced, 1, 5),
        (RuleAbout::Pair, Priced, 0, 10),
    ];
    all.into_iter()
        .map(|(about, force, figure, price)| RosterRule {
            id: about.id(),
            about,
            force,
            figure,
            price,
        })
        .collect()
}

/// Four on two off round the clock, and the office's week.
#[must_use]
pub fn rotations() -> Vec<Rotation> {
    let rotation = |code: &str, zh: &str, en: &str, cycle: &str| Rotation {
        id: RotationId(made_of("steward rotation 1", &[code.as_bytes()])),
        name: Name::new(zh, en),
        cycle: cycle.split(' ').map(|code| code.replace('-', "")).collect(),
        retired: false,
    };
    vec![
        rotation(
            "four-crews",
            "四班三运转",
            "Four crews, three shifts",
            "A1 A1 P1 P1 N1 N1 - -",
        ),
        rotation(
            "early-late",
            "早中轮换",
            "Early and late",
            "A1 A1 A1 - P1 P1 P1 -",
        ),
        rotation("week", "常白班", "The office's week", "D1 D1 D1 D1 D1 - -"),
    ]
}

/// The public holidays of a year by law: those of the sun, and those of the
/// moon as far as they are tabled here. A roster goes by them until the year
/// is announced and taken in, with what makes up for them.
#[must_use]
pub fn holidays(year: i32) -> HolidayYear {
    let fixed = [(1, 1, 1, "元旦"), (5, 1, 2, "劳动节"), (10, 1, 3, "国庆节")];
    // Spring Festival from its eve, Qingming, Dragon Boat, Mid-Autumn.
    let moon: [(i32, [(u32, u32); 4]); 5] = [
        (2026, [(2, 16), (4, 5), (6, 19), (9, 25)]),
        (2027, [(2, 5), (4, 5), (6, 9), (9, 15)]),
        (2028, [(1, 25), (4, 4), (5, 28), (10, 3)]),
        (2029, [(2, 12), (4, 4), (6, 16), (9, 22)]),
        (2030, [(2, 2), (4, 5), (6, 5), (9, 12)]),
    ];
    let names = [(4, "春节"), (1, "清明节"), (1, "端午节"), (1, "中秋节")];
    let own = moon.into_iter().filter(|(one, _)| *one == year);
    let moon = own.flat_map(|(_, days)| {
        let named = days.into_iter().zip(names);
        named.map(|((month, day), (days, name))| (month, day, days, name))
    });
    let days = fixed
        .into_iter()
        .chain(moon)
        .flat_map(|(month, day, days, name)| {
            let first = NaiveDate::from_ymd_opt(year, month, day);
            let days = first
                .into_iter()
                .flat_map(move |first| first.iter_days().take(days));
            days.map(move |date| Holiday {
                date,
                name: name.to_owned(),
                off: true,
            })
        });
    HolidayYear::new(year, days)
}
