//! One line read, and how calls stand.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use chrono::{Duration, TimeZone as _};
use proptest::prelude::*;

use super::*;

fn at(minute: i64) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 22, 6, 0, 0).unwrap() + Duration::minutes(minute)
}

fn call() -> HotlineCall {
    HotlineCall {
        id: CallId(Uuid::nil()),
        number: "H1122-A01".into(),
        heard: Heard::Hotline,
        caller: "张主任".into(),
        phone: String::new(),
        said: "加两把椅子".into(),
        meeting: None,
        by: "周敏".into(),
        at: at(0),
        happened: None,
    }
}

fn step(done: CallDone, minute: i64) -> CallStep {
    CallStep {
        done,
        by: "周敏".into(),
        at: at(minute),
    }
}

fn handed(due: i64) -> CallDone {
    CallDone::Handed {
        department: Department::MeetingService,
        due: at(due),
        what: String::new(),
    }
}

fn stands(steps: &[CallStep], minute: i64) -> (CallState, bool) {
    let rule = HotlineRule::default();
    let stands = standing(&call(), steps, rule, at(minute));
    (stands.state, stands.late)
}

#[test]
fn a_call_waits_until_something_comes_of_it() {
    assert_eq!(stands(&[], 59), (CallState::Open, false));
    assert_eq!(stands(&[], 60), (CallState::Open, true));
    let answered = CallDone::Answered {
        what: String::new(),
    };
    assert_eq!(
        stands(&[step(answered, 5)], 600),
        (CallState::Answered, false)
    );
}

#[test]
fn a_task_past_its_time_is_late_until_it_is_done() {
    let mut steps = vec![step(handed(20), 5)];
    assert_eq!(stands(&steps, 19), (CallState::Handed, false));
    assert_eq!(stands(&steps, 20), (CallState::Handed, true));
    // Given once more with more time.
    steps.push(step(handed(40), 21));
    assert_eq!(stands(&steps, 25), (CallState::Handed, false));
    steps.push(step(
        CallDone::Finished {
            note: String::new(),
        },
        30,
    ));
    assert_eq!(stands(&steps, 90), (CallState::Done, false));
    steps.push(step(
        CallDone::Reopened {
            why: "少一把".into(),
        },
        91,
    ));
    assert_eq!(stands(&steps, 92), (CallState::Open, false));
}

#[test]
fn a_booking_that_came_of_it_is_known() {
    let meeting = MeetingId(Uuid::from_u128(7));
    let steps = [step(CallDone::Booked { meeting }, 3)];
    let stands = standing(&call(), &steps, HotlineRule::default(), at(600));
    assert_eq!(
        (stands.state, stands.meeting),
        (CallState::Booked, Some(meeting))
    );
}

#[test]
fn one_line_is_read_as_it_is_said() {
    let line = read("张主任 13800000000 明天报告厅 要加 20 把椅子");
    assert_eq!(line.caller, "张主任");
    assert_eq!(line.phone, "13800000000");
    assert_eq!(line.said, "明天报告厅 要加 20 把椅子");
    let line = read("市教育局 李老师 0573-81001037 1122-a03 改到三点");
    assert_eq!(line.caller, "市教育局 李老师");
    assert_eq!(
        (line.phone.as_str(), line.meeting.as_str()),
        ("0573-81001037", "1122-A03")
    );
    assert_eq!(line.said, "1122-a03 改到三点");
    let line = read("王处：空调太冷");
    assert_eq!(
        (line.caller.as_str(), line.said.as_str()),
        ("王处", "空调太冷")
    );
    // A time is no caller, a date no telephone, and nothing is lost.
    for whole in [
        "下午 14:30 的会改到四楼",
        "2026-11-25 有没有大厅",
        "话筒没声音",
    ] {
        let line = read(whole);
        assert_eq!(
            (line.caller.as_str(), line.phone.as_str()),
            ("", ""),
            "{whole}"
        );
        assert_eq!(line.said, whole);
    }
    // A name alone with its number is what was said, for want of more.
    assert_eq!(read("张主任 13800000000").said, "张主任");
    let long = read("请转告三楼会场的负责同志今天下午 的会 议 13800000000 回电");
    assert_eq!(long.phone, "13800000000");
    assert!(long.said.ends_with("回电") && long.said.starts_with("请转告"));
}

proptest! {
    #[test]
    fn no_word_of_a_line_is_lost(line in "[甲乙丙a-z0-9:： -]{0,40}") {
        let known = read(&line);
        let all = [&known.caller, &known.phone, &known.said].map(String::as_str).concat();
        let bare = |text: &str| {
            let kept = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, ':' | '：'));
            let mut kept: Vec<char> = kept.collect();
            kept.sort_unstable();
            kept
        };
        prop_assert_eq!(bare(&all), bare(&line));
    }
}
