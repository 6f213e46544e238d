//! The lists of the service standard (S-32, S-34), as they are before a
//! supervisor edits them.

use super::{Point, ReadyList};
use crate::names::Name;
use crate::plan::Department;

/// The list of every department that has one, in the order of papers.
#[must_use]
pub fn lists() -> Vec<ReadyList> {
    vec![
        list(
            Department::MeetingService,
            60,
            &[
                (
                    "seats",
                    "座次、铭牌与通知单一致",
                    "Seats and name plates as notified",
                ),
                (
                    "table",
                    "茶具、饮水、毛巾摆放到位",
                    "Tea things, water, towels laid out",
                ),
                (
                    "signs",
                    "签到台、指引标识到位",
                    "Sign-in desk and guide signs in place",
                ),
                (
                    "hands",
                    "服务人员、礼仪到岗",
                    "Servers and etiquette hosts at their posts",
                ),
            ],
        ),
        list(
            Department::Technical,
            60,
            &[
                ("order", "设备按顺序开启", "Devices switched on in order"),
                ("microphones", "每支话筒试音", "Every microphone tested"),
                ("howling", "无啸叫、无杂音", "No howling, no noise"),
                ("lamps", "灯具远离幕布", "Lamps away from curtains"),
                (
                    "screens",
                    "屏幕、会标、播放检查",
                    "Screens, banner, players checked",
                ),
                ("recording", "录音录像待命", "Recording at the ready"),
                (
                    "climate",
                    "空调已开，约 22℃",
                    "Air conditioning on, about 22 °C",
                ),
            ],
        ),
        list(
            Department::Security,
            60,
            &[
                ("doors", "会场各门已开", "Doors of the hall unlocked"),
                ("ways", "疏散通道畅通", "Evacuation ways open"),
                (
                    "posts",
                    "加岗人员已安排（T-30 到岗）",
                    "Extra posts assigned, manned from T-30",
                ),
                (
                    "parking",
                    "停车、车库引导到位",
                    "Parking and garage guides in place",
                ),
            ],
        ),
        list(
            Department::Environment,
            60,
            &[
                ("hall", "会场保洁完成", "The hall is clean"),
                (
                    "around",
                    "公共区域、卫生间保洁完成",
                    "Public areas and washrooms are clean",
                ),
                ("plants", "绿植花卉摆放到位", "Plants and flowers in place"),
            ],
        ),
    ]
}

fn list(department: Department, due: u32, points: &[(&str, &str, &str)]) -> ReadyList {
    ReadyList {
        id: ReadyList::name(department),
        department,
        points: points
            .iter()
            .map(|(key, zh, en)| Point {
                key: (*key).to_owned(),
                text: Name::new(zh, en),
            })
            .collect(),
        due,
        remind: super::five(),
        escalate: super::fifteen(),
    }
}
