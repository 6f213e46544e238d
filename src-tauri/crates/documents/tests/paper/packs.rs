//! Invented outage packs, made from the invented days.

use chrono::Duration;
use steward_documents::{
    BulletinMeeting, CheckLine, CheckSheet, Done, DutyLine, Language, OutagePack, Peer, Phone,
    Roster, RosterLine, Standing,
};

use crate::samples::{at, awkward, busy, empty};

/// A pack of a day with `n` meetings and `lines` lines a sheet, made at 13:36.
pub fn pack(language: Language, n: usize, lines: usize) -> OutagePack {
    let mut day = if n == 0 {
        empty(language)
    } else {
        busy(language, n, 0)
    };
    let departments: Vec<_> = day.sheets.drain(..).map(|s| s.department).collect();
    let checks: Vec<_> = day
        .meetings
        .iter()
        .enumerate()
        .map(|(at, m)| sheet(at + 1, m, lines))
        .collect();
    let rosters = departments
        .into_iter()
        .enumerate()
        .map(|(nth, department)| {
            let mine = checks.iter().flat_map(|s| {
                let wanted = move |(at, _): &(usize, &CheckLine)| at % 5 == nth;
                let to_line = |(_, l): (usize, &CheckLine)| RosterLine {
                    code: l.code.clone(),
                    due: l.due,
                    room: s.meeting.room.clone(),
                    text: l.text.clone(),
                };
                s.lines
                    .iter()
                    .enumerate()
                    .filter(wanted)
                    .map(to_line)
                    .collect::<Vec<_>>()
            });
            Roster {
                lines: mine.collect(),
                people: vec!["周敏".into(), "陈曦".into()],
                department,
            }
        });
    let slip = |n: u32| format!("1123-AP1-{n:02}");
    OutagePack {
        number: "1123-AP1".into(),
        issuer: day.issuer.clone(),
        station: day.station.clone(),
        venue: day.venue.clone(),
        language,
        made_at: at(13, 36),
        until: at(13, 36) + Duration::hours(24),
        peers: peers(),
        rosters: rosters.collect(),
        phones: checks
            .iter()
            .map(|s| Phone {
                organiser: s.meeting.organiser.clone(),
                contact: s.meeting.contact.clone(),
                phone: s.meeting.phone.clone(),
                meetings: vec![s.meeting.number.clone()],
            })
            .collect(),
        phones_to_fill: [
            "会议服务中心",
            "技术保障部",
            "安全管理部",
            "环境管理部",
            "东楼",
            "车库",
        ]
        .map(String::from)
        .into(),
        booking_slips: (1..=8).map(slip).collect(),
        change_slips: (9..=18).map(slip).collect(),
        bulletins: vec![day],
        checks,
    }
}

/// The pack of a station that knows of no other.
pub fn alone(language: Language) -> OutagePack {
    OutagePack {
        peers: Vec::new(),
        ..pack(language, 0, 0)
    }
}

/// Titles, names and codes that could break a page.
pub fn hard(language: Language) -> OutagePack {
    let mut day = awkward(language);
    day.sheets.clear();
    let checks: Vec<_> = day
        .meetings
        .iter()
        .enumerate()
        .map(|(at, m)| {
            let mut sheet = sheet(at + 1, m, 3);
            for line in &mut sheet.lines {
                line.text.clone_from(&m.title);
                line.department = m.organiser.clone();
            }
            sheet
        })
        .collect();
    OutagePack {
        bulletins: vec![day],
        checks,
        phones_to_fill: vec!["#panic()".into(), "X".repeat(300)],
        ..pack(language, 2, 2)
    }
}

fn peers() -> Vec<Peer> {
    let equal = Peer {
        name: "东楼".into(),
        standing: Standing::Equal,
        equal_at: Some(at(13, 35)),
        seen_at: None,
        not_here: 0,
    };
    vec![
        equal.clone(),
        Peer {
            name: "西楼".into(),
            standing: Standing::InSight,
            not_here: 37,
            ..equal.clone()
        },
        Peer {
            name: "车库".into(),
            standing: Standing::Unseen,
            equal_at: Some(at(9, 2) - Duration::days(1)),
            seen_at: Some(at(9, 5) - Duration::days(1)),
            ..equal.clone()
        },
        Peer {
            name: "会议楼".into(),
            standing: Standing::Unseen,
            equal_at: None,
            seen_at: None,
            ..equal
        },
    ]
}

fn sheet(nth: usize, m: &BulletinMeeting, lines: usize) -> CheckSheet {
    let code = format!("A{nth:02}");
    CheckSheet {
        meeting: m.clone(),
        duties: duties(nth, m),
        lines: (1..=lines)
            .map(|line| CheckLine {
                code: format!("{code}·{line}"),
                due: m.from - Duration::minutes(180) + Duration::minutes(12 * line as i64),
                text: [
                    "开空调(约 22℃)、开灯、开窗通风",
                    "对照通知全面检查：座位、名牌、会标、设备、花卉、茶具、卫生、通道",
                    "续水",
                ][line % 3]
                    .into(),
                level: if line % 4 == 0 { (line / 4) as u32 } else { 0 },
                department: ["会务部", "技术保障部", "安全管理部"][line % 3].into(),
                done: (line == 1).then(|| Done {
                    by: "周敏".into(),
                    at: at(7, 2),
                }),
                overdue: line == 2,
            })
            .collect(),
        code,
    }
}

/// On every third meeting: a leader's host for all of it, one for an hour
/// before, and a car that is needed elsewhere as well.
fn duties(nth: usize, m: &BulletinMeeting) -> Vec<DutyLine> {
    if nth % 3 != 1 {
        return Vec::new();
    }
    let host = DutyLine {
        vehicle: false,
        name: format!("周敏{nth}"),
        task: "礼仪引导".into(),
        from: m.from,
        to: m.to,
        note: String::new(),
        clashes: false,
    };
    vec![
        DutyLine {
            vehicle: true,
            name: "京A·12345".into(),
            task: "接站".into(),
            note: "南门等候".into(),
            clashes: true,
            ..host.clone()
        },
        DutyLine {
            name: "何静".into(),
            task: "座签".into(),
            from: m.from - Duration::minutes(60),
            to: m.from,
            ..host.clone()
        },
        host,
    ]
}
