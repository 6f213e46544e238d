//! The routes of the service standard (S-32, S-51), as they are before a
//! supervisor edits them.

use super::{PatrolPoint, PatrolRoute, PatrolTimes};
use crate::ids::{PatrolRouteId, derived};
use crate::names::Name;
use crate::plan::Department;

/// A route of the standard, by its name in it.
#[must_use]
pub fn id(key: &str) -> PatrolRouteId {
    PatrolRouteId(derived(&[b"patrol_route", key.as_bytes()]))
}

/// The routes, in the order of lists.
#[must_use]
pub fn routes() -> Vec<PatrolRoute> {
    vec![
        route(
            ("grounds", "院区巡查", "Grounds"),
            Department::Security,
            120,
            10,
            &[
                (
                    "main-gate",
                    "大门：岗位在岗，无外来人员滞留",
                    "Main gate: manned, no strangers",
                ),
                (
                    "east-gate",
                    "东门：岗位在岗，门禁正常",
                    "East gate: manned, entry control works",
                ),
                (
                    "hall-doors",
                    "会场各门：开关与通知一致",
                    "Hall doors: open and shut as notified",
                ),
                (
                    "garage",
                    "车库：车位、引导、照明正常",
                    "Garage: spaces, guiding, light",
                ),
            ],
        ),
        route(
            ("ways-out", "疏散通道与消防", "Ways out and fire"),
            Department::Security,
            240,
            20,
            &[
                (
                    "evacuation",
                    "疏散通道、安全出口畅通无堆物",
                    "Evacuation ways and exits open and clear",
                ),
                (
                    "signs",
                    "应急照明与疏散指示完好",
                    "Emergency light and exit signs work",
                ),
                (
                    "fire",
                    "灭火器、消火栓在位有效",
                    "Extinguishers and hydrants in place and in date",
                ),
                (
                    "outsiders",
                    "会场区域无无关人员进入",
                    "No outsider in the meeting area",
                ),
            ],
        ),
        route(
            ("devices", "设备值守", "Devices watched"),
            Department::Technical,
            120,
            20,
            &[
                (
                    "sound",
                    "音响、话筒正常，电池电量足",
                    "Sound and microphones work, batteries full",
                ),
                ("screens", "屏幕、信号正常", "Screens and signal work"),
                (
                    "air",
                    "空调温度适宜",
                    "Air conditioning at the right temperature",
                ),
                ("recording", "录音录像正常", "Recording runs"),
            ],
        ),
    ]
}

fn route(
    (key, zh, en): (&str, &str, &str),
    department: Department,
    every: u32,
    place: u32,
    points: &[(&str, &str, &str)],
) -> PatrolRoute {
    let points = points.iter().map(|(key, zh, en)| PatrolPoint {
        key: (*key).to_owned(),
        text: Name::new(zh, en),
    });
    PatrolRoute {
        id: id(key),
        name: Name::new(zh, en),
        department,
        points: points.collect(),
        times: PatrolTimes::Every {
            minutes: every,
            from: 8 * 60,
            to: 20 * 60,
        },
        grace: 15,
        place,
        retired: false,
    }
}
