//! The day's work: what a booking makes people do, when, and who says that it
//! is done (S-30 … S-42).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use steward_app::domain::ids::MeetingId;
use steward_app::domain::meeting::{Refreshment, State};
use steward_app::domain::plan::{Department, Due, Progress, TaskKey};
use steward_app::views::{CheckMark, Refusal};
use steward_app::{Stage, Told};
use steward_tests::{Station, date, instant, wall};

fn station() -> Station {
    Station::quiet("2026-11-20 09:00")
}

/// Handle, local due time and department of each task, line by line.
fn list(station: &Station, id: MeetingId) -> String {
    let line = |t: &steward_app::views::DueTask| {
        format!("{} {} {:?}", wall(t.due), t.handle, t.department)
    };
    station
        .detail(id)
        .tasks
        .iter()
        .map(line)
        .collect::<Vec<_>>()
        .join("\n")
}

fn keys(station: &Station, id: MeetingId) -> Vec<String> {
    station
        .detail(id)
        .tasks
        .iter()
        .map(|t| t.key.short())
        .collect()
}

#[test]
fn s_30_to_s_42_a_discussion_room_makes_its_tasks() {
    let station = station();
    let id = station.draft("203").from(9, 0).to(10, 0).book();
    insta::assert_snapshot!(list(&station, id), @r"
    11-24 16:30 1120-A01/day-before MeetingService
    11-24 17:00 1120-A01/seal Security
    11-25 07:00 1120-A01/check-1 MeetingService
    11-25 07:45 1120-A01/clean-round Environment
    11-25 08:00 1120-A01/air MeetingService
    11-25 08:00 1120-A01/check-2 MeetingService
    11-25 08:00 1120-A01/doors Security
    11-25 08:00 1120-A01/cups MeetingService
    11-25 08:15 1120-A01/sound-test Technical
    11-25 08:30 1120-A01/windows MeetingService
    11-25 08:30 1120-A01/ashtrays MeetingService
    11-25 08:30 1120-A01/check-3 Centre
    11-25 08:45 1120-A01/brew MeetingService
    11-25 08:45 1120-A01/greet MeetingService
    11-25 08:55 1120-A01/pour MeetingService
    11-25 09:15 1120-A01/refill.1 MeetingService
    11-25 09:30 1120-A01/refill.2 MeetingService
    11-25 09:45 1120-A01/refill.3 MeetingService
    11-25 10:10 1120-A01/search MeetingService
    11-25 10:15 1120-A01/devices-off Technical
    11-25 10:20 1120-A01/close Security
    ");
}

#[test]
fn s_30_to_s_42_a_hall_makes_its_tasks() {
    let station = station();
    let id = station
        .draft("报告厅")
        .from(14, 0)
        .to(14, 40)
        .heads(320)
        .served(Refreshment::PodiumTea)
        .as_a(State::Confirmed)
        .book();
    insta::assert_snapshot!(list(&station, id), @r"
    11-24 15:00 1120-A01/sign-in-desk MeetingService
    11-24 15:30 1120-A01/ashtrays MeetingService
    11-24 16:00 1120-A01/water MeetingService
    11-24 16:30 1120-A01/day-before MeetingService
    11-24 17:00 1120-A01/seal Security
    11-25 12:00 1120-A01/check-1 MeetingService
    11-25 12:30 1120-A01/sound-test Technical
    11-25 12:45 1120-A01/clean-round Environment
    11-25 13:00 1120-A01/check-2 MeetingService
    11-25 13:00 1120-A01/doors Security
    11-25 13:00 1120-A01/cups MeetingService
    11-25 13:15 1120-A01/walk-round Building
    11-25 13:30 1120-A01/posts Security
    11-25 13:30 1120-A01/check-3 Centre
    11-25 13:45 1120-A01/brew MeetingService
    11-25 13:45 1120-A01/greet MeetingService
    11-25 13:55 1120-A01/pour MeetingService
    11-25 14:15 1120-A01/refill.1 MeetingService
    11-25 14:30 1120-A01/refill.2 MeetingService
    11-25 14:50 1120-A01/search MeetingService
    11-25 14:55 1120-A01/devices-off Technical
    11-25 15:00 1120-A01/close Security
    ");
}

#[test]
fn s_34_the_presidium_hall_opens_its_secretary_room() {
    let station = station();
    let id = station.draft("主席团会议厅").book();
    let task = station.task(id, "secretary");
    assert_eq!(
        (wall(task.due), task.rule.as_str()),
        ("11-25 07:30".into(), "S-34")
    );
    let lecture = station.draft("报告厅").book();
    assert!(!keys(&station, lecture).contains(&"secretary".to_owned()));
}

#[test]
fn s_31_a_check_waits_for_the_one_below_it_or_wants_a_reason() {
    let station = station();
    let id = station.draft("203").book();
    assert_eq!(station.progress(id, "check-1"), Progress::Open);
    assert_eq!(station.progress(id, "check-2"), Progress::Waiting);
    let Err(Refusal::ComesBefore(before)) = station.done(id, "check-2", "陈洁") else {
        panic!("it was taken")
    };
    assert_eq!(before[0].en, "Level 1: is it still as notified?");
    station.done(id, "check-1", "周敏").unwrap();
    station.done(id, "check-2", "陈洁").unwrap();
    assert_eq!(station.progress(id, "check-3"), Progress::Open);

    let other = station.draft("204").book();
    let key = TaskKey::parse(other, "check-3");
    station
        .confirm(&key, "林晓", "已电话核实", "组长在途")
        .unwrap();
    let said = &station.task(other, "check-3").confirmations[0];
    assert_eq!(
        (said.by.as_str(), said.note.as_str(), said.reason.as_str()),
        ("林晓", "已电话核实", "组长在途")
    );
    assert_eq!(said.at, station.now());
    assert_eq!(
        station.progress(other, "check-2"),
        Progress::Waiting,
        "a reason confirms nothing else"
    );
}

#[test]
fn a_confirmation_wants_a_name_and_a_task() {
    let station = station();
    let id = station.draft("203").book();
    let before = station.digest();
    assert_eq!(station.done(id, "check-1", " \0"), Err(Refusal::NameNeeded));
    assert!(matches!(
        station.done(id, "check-9", "周敏"),
        Err(Refusal::Unknown(_))
    ));
    assert!(matches!(
        station.done(id, "refill.99", "周敏"),
        Err(Refusal::Unknown(_))
    ));
    assert_eq!(station.digest(), before);
}

#[test]
fn two_people_confirming_one_task_are_two_confirmations() {
    let station = station();
    let id = station.draft("203").book();
    station.done(id, "check-1", "周敏").unwrap();
    station.minutes_later(1);
    station.done(id, "check-1", "陈洁").unwrap();
    let by: Vec<String> = station
        .task(id, "check-1")
        .confirmations
        .into_iter()
        .map(|c| c.by)
        .collect();
    assert_eq!(by, ["周敏", "陈洁"]);
}

#[test]
fn s_42_refills_come_every_quarter_while_it_runs() {
    let station = station();
    let id = station.draft("203").from(9, 0).to(10, 0).book();
    let refills = |id| -> Vec<String> {
        let tasks = station.detail(id).tasks.into_iter();
        tasks
            .filter(|t| t.key.item == "refill")
            .map(|t| wall(t.due))
            .collect()
    };
    assert_eq!(
        refills(id),
        ["11-25 09:15", "11-25 09:30", "11-25 09:45"],
        "none as it ends"
    );
    station
        .move_meeting(id, None, date("2026-11-25"), 540, 601)
        .unwrap();
    assert_eq!(refills(id).len(), 4);
    station
        .move_meeting(id, None, date("2026-11-25"), 540, 550)
        .unwrap();
    assert!(refills(id).is_empty());
}

#[test]
fn s_40_only_what_is_served_makes_work() {
    let station = station();
    for (served, has) in [
        (Refreshment::Tea, [true, false]),
        (Refreshment::PodiumTea, [true, true]),
        (Refreshment::Water, [false, true]),
        (Refreshment::None, [false, false]),
    ] {
        let id = station.draft("报告厅").served(served).book();
        let keys = keys(&station, id);
        let found = ["brew", "water"].map(|key| keys.iter().any(|k| k == key));
        assert_eq!(found, has, "{served:?}");
        assert!(keys.contains(&"check-1".to_owned()));
        station.set(id, State::Cancelled).unwrap();
    }
}

#[test]
fn moving_a_meeting_moves_its_tasks_and_shows_what_was_done_for_the_old_time() {
    let station = station();
    let id = station.draft("203").book();
    station.done(id, "check-1", "周敏").unwrap();
    assert_eq!(station.progress(id, "check-1"), Progress::Done);
    station
        .move_meeting(id, None, date("2026-11-25"), 840, 960)
        .unwrap();
    let task = station.task(id, "check-1");
    assert_eq!(wall(task.due), "11-25 12:00");
    assert_eq!(task.progress, Progress::DoneForOldTime);
    assert_eq!(task.confirmations[0].due, instant("2026-11-25 07:00"));
    assert_eq!(
        station.task(id, "check-2").waiting_for.len(),
        1,
        "a look at the old time is no look"
    );
    let marks = |station: &Station| {
        station.board(Some(date("2026-11-25"))).unwrap().meetings[0]
            .checks
            .clone()
    };
    assert_eq!(
        marks(&station),
        [CheckMark::Stale, CheckMark::Open, CheckMark::Open]
    );

    station.done(id, "check-1", "陈洁").unwrap();
    assert_eq!(station.progress(id, "check-1"), Progress::Done);
    // A longer meeting asks nothing new of what is due before its start.
    station
        .move_meeting(id, None, date("2026-11-25"), 840, 1020)
        .unwrap();
    assert_eq!(
        marks(&station),
        [CheckMark::Done, CheckMark::Open, CheckMark::Open]
    );
}

#[test]
fn s_31_what_is_late_is_reminded_of_then_escalated() {
    let station = station();
    let id = station.draft("203").book();
    for (now, progress) in [
        ("2026-11-25 07:00", Progress::Open),
        ("2026-11-25 07:01", Progress::Overdue),
        ("2026-11-25 07:05", Progress::Reminded),
        ("2026-11-25 07:14", Progress::Reminded),
        ("2026-11-25 07:15", Progress::Escalated),
    ] {
        assert_eq!(station.at(now).progress(id, "check-1"), progress, "{now}");
    }
    station.done(id, "check-1", "周敏").unwrap();
    assert_eq!(station.progress(id, "check-1"), Progress::Done);
}

#[test]
fn a_notification_is_said_once_for_each_stage() {
    let station = station();
    let id = station.draft("203").book();
    station.at("2026-11-25 06:58");
    for task in station
        .detail(id)
        .tasks
        .iter()
        .filter(|t| t.due < station.now() && t.key.short() != "seal")
    {
        station.confirm(&task.key, "周敏", "", "补记").unwrap();
    }
    station.done(id, "seal", "周敏").unwrap();
    let mut told = Told::default();
    let mut stages = |now: &str| -> Vec<Stage> {
        station.at(now);
        station
            .reminders(&mut told)
            .unwrap()
            .into_iter()
            .map(|r| r.stage)
            .collect()
    };
    assert_eq!(stages("2026-11-25 06:59"), []);
    assert_eq!(stages("2026-11-25 07:00"), [Stage::Due]);
    assert_eq!(stages("2026-11-25 07:03"), []);
    assert_eq!(stages("2026-11-25 07:06"), [Stage::Reminded]);
    assert_eq!(stages("2026-11-25 07:16"), [Stage::Escalated]);
    assert_eq!(stages("2026-11-25 07:30"), []);
    // A window that opens late tells of what is escalated, and no more.
    let late: Vec<_> = station.reminders(&mut Told::default()).unwrap();
    assert_eq!(late.len(), 1);
    assert!(late[0].title.contains("一级检查"), "{late:?}");
}

#[test]
fn the_list_of_what_is_next_puts_late_ones_first_and_knows_departments() {
    let station = station();
    let late = station.draft("203").book();
    let soon = station.draft("204").from(10, 0).to(12, 0).book();
    let _tomorrow = station.draft("205").on("2026-11-27").book();
    station.at("2026-11-25 07:10");
    let next = station.next_up(None, 100).unwrap();
    assert!(next.windows(2).all(|pair| pair[0].due <= pair[1].due));
    assert!(next[0].progress.is_late());
    assert_eq!(next[0].meeting.id, late);
    assert!(next.iter().any(|t| t.meeting.id == soon));
    assert!(
        next.iter().all(|t| t.due <= instant("2026-11-26 07:10")),
        "a day ahead, no more"
    );
    let check = next
        .iter()
        .find(|t| t.key == TaskKey::parse(late, "check-1"))
        .unwrap();
    assert_eq!(check.seconds_left, -600);

    let security = station.next_up(Some(Department::Security), 100).unwrap();
    assert!(!security.is_empty());
    assert!(
        security
            .iter()
            .all(|t| t.department == Department::Security)
    );
    assert_eq!(station.next_up(None, 3).unwrap().len(), 3);

    station.done(late, "check-1", "周敏").unwrap();
    let next = station.next_up(None, 100).unwrap();
    assert!(
        next.iter().all(|t| t.key != check.key),
        "what is done is gone"
    );
}

#[test]
fn a_cancelled_meeting_and_a_mere_question_make_no_work() {
    let station = station();
    let id = station.draft("203").book();
    assert!(!station.detail(id).tasks.is_empty());
    station.set(id, State::Cancelled).unwrap();
    assert!(station.detail(id).tasks.is_empty());
    let asked = station.draft("203").as_a(State::Enquiry).book();
    assert!(station.detail(asked).tasks.is_empty());
    station.at("2026-11-25 08:00");
    assert!(station.next_up(None, 100).unwrap().is_empty());
    // Taken up again, its work is there again.
    station.set(id, State::Confirmed).unwrap();
    assert!(!station.next_up(None, 100).unwrap().is_empty());
}

#[test]
fn an_edited_template_is_a_new_version_and_old_meetings_keep_theirs() {
    let station = station();
    let old = station.draft("203").book();
    let mut template = station
        .templates()
        .unwrap()
        .into_iter()
        .find(|t| t.name.en == "Discussion and VIP rooms")
        .unwrap();
    let (first, count) = (template.id, station.templates().unwrap().len());
    let check = template
        .items
        .iter_mut()
        .find(|i| i.key == "check-1")
        .unwrap();
    check.due = Due::Start { minutes: -90 };
    let second = station.save_template(template.clone(), "").unwrap();
    assert_ne!(first, second);
    assert_eq!(
        station.templates().unwrap().len(),
        count,
        "the old version is out of the list"
    );
    assert_eq!(
        station
            .templates()
            .unwrap()
            .iter()
            .find(|t| t.id == second)
            .unwrap()
            .replaces,
        Some(first)
    );

    let new = station.draft("204").book();
    assert_eq!(wall(station.task(old, "check-1").due), "11-25 07:00");
    assert_eq!(wall(station.task(new, "check-1").due), "11-25 07:30");
    // Another hour keeps the plan; another kind of room asks for its own.
    station
        .move_meeting(old, None, date("2026-11-26"), 540, 600)
        .unwrap();
    assert_eq!(wall(station.task(old, "check-1").due), "11-26 07:00");
    station
        .move_meeting(
            old,
            Some(station.room("报告厅")),
            date("2026-11-26"),
            540,
            600,
        )
        .unwrap();
    assert!(keys(&station, old).contains(&"sign-in-desk".to_owned()));
}

#[test]
fn s_60_the_confirmed_clearing_closes_the_meeting() {
    let station = station();
    let id = station.draft("203").book();
    station.at("2026-11-25 11:15");
    station.done(id, "search", "周敏").unwrap();
    station.done(id, "devices-off", "赵工").unwrap();
    assert_eq!(station.detail(id).state, State::Clearing);
    station.done(id, "close", "保安老李").unwrap();
    let standing = station.detail(id).meeting.standing;
    assert_eq!(
        (standing.state, standing.by.as_str()),
        (State::Closed, "保安老李")
    );
}

#[test]
fn in_quiet_hours_only_what_is_escalated_is_told_and_the_rest_afterwards() {
    let station = station();
    let quiet = |on| {
        let mut settings = station.settings().unwrap();
        settings.quiet = steward_app::views::QuietHours {
            on,
            from: 6 * 60,
            to: 7 * 60 + 10,
        };
        station.save_settings(settings).unwrap();
    };
    quiet(true);
    let _ = station.draft("203").book();
    let mut told = Told::default();
    let mut tell = |now: &str| {
        station.at(now);
        station.reminders(&mut told).unwrap()
    };
    tell("2026-11-25 06:00");
    // The first check is due at seven: it waits until the hours are over.
    assert_eq!(tell("2026-11-25 07:01"), []);
    assert_eq!(tell("2026-11-25 07:06"), []);
    let late = tell("2026-11-25 07:10");
    assert!(late.iter().any(|one| one.stage == Stage::Reminded));
    assert!(late.iter().all(|one| !one.incident));
    // What is escalated is told at any hour.
    let another = Station::quiet("2026-11-20 09:00");
    let _ = another.draft("203").book();
    let mut settings = another.settings().unwrap();
    settings.quiet.on = true;
    settings.quiet.from = 0;
    settings.quiet.to = 1439;
    another.save_settings(settings).unwrap();
    let mut told = Told::default();
    another.at("2026-11-25 06:00");
    another.reminders(&mut told).unwrap();
    another.at("2026-11-25 07:20");
    let grave = another.reminders(&mut told).unwrap();
    assert!(!grave.is_empty());
    assert!(grave.iter().all(|one| one.stage == Stage::Escalated));
}
